//! `page`: what every page has; and the pages that stand by themselves.

use tera::{Context, Value};

use super::filled;
use crate::model::edition::Page;
use crate::model::html::{Body, Html};
use crate::model::plan::Job;
use crate::model::view::{ContentView, FeedLink, LinkView, PageView, PagerView, SafeHtml, TocView};
use crate::render::{Renderer, json_ld};

/// What differs from page to page, before it becomes a [`PageView`].
#[derive(Debug, Default)]
pub struct PageParts {
    /// The kind, as templates know it.
    pub kind: &'static str,
    /// For `<title>` and the `h1`.
    pub title: String,
    /// Meta description, plain text.
    pub description: Option<String>,
    /// Where it differs from the site's: language and direction.
    pub lang: Option<(String, &'static str)>,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
    /// From the home page down, without the page itself; the home page is added.
    pub trail: Vec<LinkView>,
    /// The section of the menu that it belongs to.
    pub section: Option<String>,
    /// Feeds of its own.
    pub feeds: Vec<FeedLink>,
    /// Picture for previews: an address of the site.
    pub image: Option<String>,
    /// Structured data about what the page shows; the trail is added.
    pub json_ld: Option<json_ld::Item>,
    /// Where a list is split.
    pub pager: Option<PagerView>,
}

/// The absolute address of a job's page.
pub fn canonical(renderer: &Renderer<'_>, job: &Job<'_>) -> String {
    format!("{}/{}", renderer.config.base_url.absolute, job.path.href())
}

/// Puts `page` into the context.
pub fn insert_page(renderer: &Renderer<'_>, job: &Job<'_>, parts: PageParts, context: &mut Context) {
    let config = renderer.config;
    let canonical = canonical(renderer, job);
    let is_home = parts.kind == "home";
    let mut breadcrumbs = Vec::with_capacity(parts.trail.len() + 1);
    if !is_home {
        let home = renderer.theme.strings["home"].as_str().unwrap_or("Home").to_owned();
        breadcrumbs.push(LinkView { title: home, url: config.base_url.root.clone() });
    }
    breadcrumbs.extend(parts.trail);
    let trail = || json_ld::breadcrumbs(&breadcrumbs, &parts.title, config);
    let trail = (!is_home && !parts.noindex).then(trail);
    let json_ld = json_ld::document(parts.json_ld.into_iter().chain(trail));
    let (lang, dir) = parts.lang.unwrap_or_else(|| (config.language.as_str().to_owned(), config.language.dir()));
    let mut feeds = parts.feeds;
    feeds.extend(renderer.shape.feeds.iter().cloned());
    let page = PageView {
        kind: parts.kind,
        title: parts.title,
        description: parts.description,
        url: job.path.href_below(&config.base_url.root),
        canonical,
        lang,
        dir,
        noindex: parts.noindex || renderer.shape.is_preview,
        feeds,
        breadcrumbs,
        section: parts.section,
        image: parts.image.map(|image| format!("{}{image}", config.base_url.origin)),
        json_ld,
        pager: parts.pager,
    };
    context.insert("page", &page);
}

/// Headings of levels 2 and 3.
pub fn toc(body: &Body) -> Vec<TocView> {
    let shown = body.headings.iter().filter(|heading| heading.level <= 3);
    shown
        .map(|heading| TocView { level: heading.level, id: heading.id.to_string(), title: heading.title.to_string() })
        .collect()
}

/// A page of `content/pages`.
pub fn content(renderer: &Renderer<'_>, job: &Job<'_>, page: &Page, context: &mut Context) -> &'static str {
    let doc = &page.doc;
    let summary = |html: &Html| SafeHtml(filled(html, &page.summary));
    let view = ContentView {
        id: doc.origin.id.to_string(),
        title: page.title.clone(),
        summary: doc.summary.as_ref().map(|inline| summary(&inline.html)),
        date: doc.front.date.map(|date| date.to_iso(renderer.zone())),
        body: SafeHtml(filled(&doc.body.html, &page.body)),
        toc: toc(&doc.body),
        extra: Value::from_serializable(&doc.front.extra),
        notice: page.notice.clone(),
    };
    let lang = doc.front.lang.as_ref().map(|lang| (lang.as_str().to_owned(), lang.dir()));
    let parts = PageParts {
        kind: "page",
        title: page.title.clone(),
        description: doc.summary.as_ref().map(|summary| summary.plain.to_string()),
        lang,
        noindex: doc.front.unlisted || page.notice.is_some(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    context.insert("content", &view);
    "page.html"
}

/// What a server shows for an unknown address.
pub fn not_found(renderer: &Renderer<'_>, job: &Job<'_>, context: &mut Context) -> &'static str {
    let title = renderer.theme.strings["not_found"]["title"].as_str().unwrap_or("Page not found").to_owned();
    let parts = PageParts { kind: "not-found", title, noindex: true, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    "404.html"
}
