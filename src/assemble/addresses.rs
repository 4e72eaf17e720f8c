//! Where each thing is on the site: its path in the output.

use std::fmt::Write;

use crate::base::diag::{At, Code, Diagnostic, Place};
use crate::base::path::OutPath;
use crate::model::config::Config;
use crate::model::document::{BriefingDoc, PageDoc};
use crate::model::edition::{Briefing, Page, Redirect};
use crate::model::view::LinkView;

use super::desk::Desk;

/// The page of a briefing: the site's `permalink` with the briefing's date and slug.
pub fn briefing(doc: &BriefingDoc, config: &Config) -> Result<OutPath, Box<Diagnostic>> {
    let front = &doc.front;
    let day = front.date.day(&config.timezone);
    let slug = front.slug.as_ref().map_or(&*doc.origin.id, |slug| slug.as_str());
    let mut path = String::with_capacity(config.permalink.len() + slug.len() + 16);
    let mut rest = config.permalink.as_str();
    while let Some((before, (key, after))) =
        rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
    {
        path.push_str(before);
        // The settings were checked: there is no other key. Writing to a text cannot fail.
        let _ = match key {
            "year" => write!(path, "{:04}", day.year()),
            "month" => write!(path, "{:02}", day.month()),
            "day" => write!(path, "{:02}", day.day()),
            "slug" => path.write_str(slug),
            "id" => path.write_str(&doc.origin.id),
            _ => write!(path, "{{{key}}}"),
        };
        rest = after;
    }
    path.push_str(rest);
    if path.ends_with('/') {
        path.push_str("index.html");
    }
    parse(path.trim_start_matches('/'), || {
        let field = if front.slug.is_some() { At::Value("slug".to_owned()) } else { At::File };
        Place { file: doc.origin.source.clone(), at: field }
    })
}

/// The page of a file below `content/pages`: its folders and slug.
pub fn page(doc: &PageDoc) -> Result<OutPath, Box<Diagnostic>> {
    let source = &doc.origin.source;
    let folder = source.folder().strip_prefix("content/pages").unwrap_or_default().trim_start_matches('/');
    let slug = doc.front.slug.as_ref().map_or(&*doc.origin.id, |slug| slug.as_str());
    let slash = if folder.is_empty() { "" } else { "/" };
    parse(&format!("{folder}{slash}{slug}/index.html"), || {
        let field = if doc.front.slug.is_some() { At::Value("slug".to_owned()) } else { At::File };
        Place { file: source.clone(), at: field }
    })
}

fn parse(path: &str, place: impl FnOnce() -> Place) -> Result<OutPath, Box<Diagnostic>> {
    OutPath::parse(path).map_err(|fault| {
        Box::new(Diagnostic::new(Code::InvalidPath, format!("`{path}` cannot be an address: {fault}")).at(place()))
    })
}

/// Old addresses: `aliases` of briefings and pages, and ids that were merged into another.
pub fn redirects(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    pages: &[Page],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    let mut add = |path: &str, to: LinkView, place: Place| match alias_path(path) {
        Ok(from) => redirects.push(Redirect { from, to, place }),
        Err(message) => diagnostics.push(Diagnostic::new(Code::InvalidPath, message).at(place)),
    };
    for briefing in briefings {
        for (at, alias) in briefing.doc.front.aliases.iter().enumerate() {
            let to = LinkView { title: briefing.card.title.clone(), url: briefing.card.url.clone() };
            add(alias, to, Place::value(&briefing.doc.origin.source, format!("aliases[{at}]")));
        }
    }
    for page in pages {
        for (at, alias) in page.doc.front.aliases.iter().enumerate() {
            let to = LinkView { title: page.title.clone(), url: desk.url(&page.path) };
            add(alias, to, Place::value(&page.doc.origin.source, format!("aliases[{at}]")));
        }
    }
    for (folder, id, to, place) in desk.merged() {
        add(&format!("{folder}/{id}/"), to, place);
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from).then_with(|| a.place.cmp(&b.place)));
    redirects
}

/// `/old/place/` and `old/place` are folders with a page; `old.html` is a file.
fn alias_path(alias: &str) -> Result<OutPath, String> {
    let trimmed = alias.trim_start_matches('/');
    let is_file = trimmed.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    let path = if is_file { trimmed.to_owned() } else { format!("{}/index.html", trimmed.trim_end_matches('/')) };
    OutPath::parse(&path).map_err(|fault| format!("`{alias}` cannot be an address: {fault}"))
}
