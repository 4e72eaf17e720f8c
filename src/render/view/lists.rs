//! Pages that gather: home, tags, dossiers, the archive.

use tera::{Context, Value};

use super::page::{PageParts, canonical, insert_page};
use super::{Filled, entries, filled, insert_list};
use crate::model::field::FeedOf;
use crate::model::lang::Lang;
use crate::model::plan::{DossierSight, HomeSight, Job, MonthSight, TagSight, YearSight};
use crate::model::shared::Shared;
use crate::model::view::{
    DossierCard, DossierView, FeedLink, HomeView, LinkView, SafeHtml, TagCard, TagView, YearView,
};
use crate::render::{Renderer, json_ld};

impl Renderer<'_> {
    /// The way to a page below a section.
    pub(super) fn trail(&self, key: &str, url: Option<&String>) -> Vec<LinkView> {
        url.map(|url| LinkView { title: self.section(key), url: url.clone() }).into_iter().collect()
    }

    /// The feeds of a term; one without briefings has none.
    pub(super) fn feeds(&self, of: FeedOf, name: &str, url: &str, briefings: usize) -> Vec<FeedLink> {
        if briefings == 0 { Vec::new() } else { self.config.feeds.links(of, name, url) }
    }
}

/// The page of that name below the one at `url`, if the site has such pages and this one does not
/// hold everything.
pub fn more(section: &Option<String>, has_more: bool, url: &str, name: &str) -> Option<String> {
    (section.is_some() && has_more).then(|| format!("{url}{name}/"))
}

/// The home page, and the following pages of its list.
pub fn home(renderer: &Renderer<'_>, job: &Job<'_>, sight: &HomeSight<'_>, context: &mut Context) -> Filled {
    let first = sight.list.is_first();
    let parts = PageParts {
        kind: "home",
        title: renderer.config.title.clone(),
        description: renderer.config.description.clone(),
        section: Some(renderer.shape.sections.home.clone()),
        json_ld: first.then(|| json_ld::site(renderer.config)),
        pager: sight.list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let lang = sight.page.and_then(|page| page.doc.front.lang.as_ref());
    let view = HomeView {
        body: sight.page.map(|page| SafeHtml(filled(&page.doc.body.html, &page.body))),
        lang: lang.map(Lang::as_str),
        dir: lang.map(Lang::dir),
        notice: sight.page.and_then(|page| page.notice.clone()),
        lead: sight.lead,
        developing: sight.developing.clone(),
        ahead: sight.ahead.clone(),
        dossiers: sight.dossiers.clone(),
    };
    context.insert("home", &view);
    insert_list(renderer, &sight.list, context)?;
    Ok("home.html")
}

/// The index of tags.
pub fn tags(renderer: &Renderer<'_>, job: &Job<'_>, cards: &[&Shared<TagCard>], context: &mut Context) -> &'static str {
    let section = renderer.shape.sections.tags.clone();
    let parts = PageParts { kind: "tags", title: renderer.section("tags"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    context.insert("tags", cards);
    "tags.html"
}

/// A tag.
pub fn tag(renderer: &Renderer<'_>, job: &Job<'_>, sight: &TagSight<'_>, context: &mut Context) -> Filled {
    let tag = sight.tag;
    let first = sight.list.is_first();
    let section = renderer.shape.sections.tags.clone();
    let parts = PageParts {
        kind: "tag",
        title: tag.card.label.clone(),
        noindex: !tag.is_listed(),
        description: tag.card.description.clone(),
        trail: renderer.trail("tags", section.as_ref()),
        section,
        feeds: renderer.feeds(FeedOf::Tags, &tag.card.label, &tag.card.url, tag.card.briefings),
        json_ld: first.then(|| json_ld::tag(tag, &canonical(renderer, job))),
        pager: sight.list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let view = TagView {
        card: &tag.card,
        parent: sight.parent.clone(),
        children: sight.children.clone(),
        aliases: tag.doc.iter().flat_map(|doc| &doc.front.aliases).map(ToString::to_string).collect(),
        body: SafeHtml(tag.doc.as_ref().map(|doc| filled(&doc.body.html, &tag.body)).unwrap_or_default()),
    };
    context.insert("tag", &view);
    insert_list(renderer, &sight.list, context)?;
    Ok("tag.html")
}

/// The index of dossiers.
pub fn dossiers(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    cards: &[&Shared<DossierCard>],
    context: &mut Context,
) -> &'static str {
    let section = renderer.shape.sections.dossiers.clone();
    let parts = PageParts { kind: "dossiers", title: renderer.section("dossiers"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    context.insert("dossiers", cards);
    "dossiers.html"
}

/// A dossier.
pub fn dossier(renderer: &Renderer<'_>, job: &Job<'_>, sight: &DossierSight<'_>, context: &mut Context) -> Filled {
    let DossierSight { dossier, list } = sight;
    let first = list.is_first();
    let section = renderer.shape.sections.dossiers.clone();
    let summary = dossier.doc.summary.as_ref();
    let (card, record) = (&dossier.card, &dossier.record);
    let feeds = renderer.feeds(FeedOf::Dossiers, &card.title, &card.url, card.briefings);
    let calendar = renderer.config.calendar(&card.title, &card.url).filter(|_| record.is_dated());
    let parts = PageParts {
        kind: "dossier",
        title: dossier.card.title.clone(),
        description: summary.map(|summary| summary.plain.to_string()),
        trail: renderer.trail("dossiers", section.as_ref()),
        section,
        feeds: feeds.into_iter().chain(calendar.clone()).collect(),
        json_ld: first.then(|| json_ld::dossier(dossier, &list.cards, &canonical(renderer, job), renderer.config)),
        pager: list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let view = DossierView {
        card: &dossier.card,
        standfirst: summary.map(|summary| SafeHtml(filled(&summary.html, &dossier.summary))),
        body: SafeHtml(filled(&dossier.doc.body.html, &dossier.body)),
        who: dossier.who.clone(),
        record: list.is_first().then_some(record),
        timeline: more(&renderer.shape.sections.timeline, record.has_more_events(), &card.url, "timeline"),
        calendar,
    };
    context.insert("dossier", &view);
    insert_list(renderer, list, context)?;
    Ok("dossier.html")
}

/// The archive.
pub fn archive(renderer: &Renderer<'_>, job: &Job<'_>, years: &[YearView], context: &mut Context) -> &'static str {
    let section = renderer.shape.sections.archive.clone();
    let parts = PageParts { kind: "archive", title: renderer.section("archive"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    context.insert("years", years);
    "archive.html"
}

/// A year of the archive.
pub fn year(renderer: &Renderer<'_>, job: &Job<'_>, sight: &YearSight<'_>, context: &mut Context) -> Filled {
    let section = renderer.shape.sections.archive.clone();
    let parts = PageParts {
        kind: "year",
        title: sight.year.year.clone(),
        trail: renderer.trail("archive", section.as_ref()),
        section,
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let mut months = Vec::with_capacity(sight.months.len());
    for (month, cards) in &sight.months {
        let mut map = tera::Map::new();
        map.insert("month".into(), Value::from_serializable(month));
        map.insert("entries".into(), Value::from(entries(renderer, cards)?));
        months.push(Value::from(map));
    }
    context.insert("year", &sight.year);
    context.insert_value("months", Value::from(months));
    Ok("year.html")
}

/// A month of the archive.
pub fn month(renderer: &Renderer<'_>, job: &Job<'_>, sight: &MonthSight<'_>, context: &mut Context) -> Filled {
    let MonthSight { year, month, list } = sight;
    let section = renderer.shape.sections.archive.clone();
    let mut trail = renderer.trail("archive", section.as_ref());
    trail.push(year.clone());
    let parts = PageParts {
        kind: "month",
        title: renderer.dates.show(&month.month, crate::base::date_words::Style::Month).unwrap_or_default(),
        trail,
        section,
        pager: list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    context.insert("month", month);
    insert_list(renderer, list, context)?;
    Ok("month.html")
}
