//! Where each thing is on the site: its path in the output.

use std::fmt::Write;

use jiff::civil::Date;

use crate::base::diag::{At, Code, Diagnostic, Place};
use crate::base::path::{OutPath, PathFault, SourcePath};
use crate::model::config::Config;
use crate::model::document::{BriefingDoc, PageDoc};
use crate::model::edition::{Briefing, Page, Redirect};
use crate::model::field::Line;
use crate::model::view::LinkView;

use super::desk::Desk;

/// What is wrong with an address; nothing where it was said already, when the file was read.
pub type Fault = Option<Box<Diagnostic>>;

/// The page of a briefing: the site's `permalink` with the briefing's date and slug.
pub fn briefing(doc: &BriefingDoc, config: &Config) -> Result<OutPath, Fault> {
    let front = &doc.front;
    let day = front.date.day(&config.timezone);
    let undated = || without_day(&doc.origin.id, day, &config.permalink);
    let slug = front.slug.as_ref().map_or_else(undated, |slug| slug.as_str());
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
    let is_said = || OutPath::parse(slug).is_err();
    parse(path.trim_start_matches('/'), front.slug.as_ref(), is_said, &doc.origin.source)
}

/// The slug that an id stands for. Many name their files by date, `2025-08-07-talks.md`: an address that has the day
/// already does not say it twice, if what is left can be a part of it: `con` cannot.
fn without_day<'i>(id: &'i str, day: Date, permalink: &str) -> &'i str {
    let has_day = || ["{year}", "{month}", "{day}"].iter().all(|part| permalink.contains(part));
    let rest =
        || id.strip_prefix(&day.to_string())?.strip_prefix(['-', '_']).filter(|rest| OutPath::parse(rest).is_ok());
    let is_dated = id.starts_with(|c: char| c.is_ascii_digit());
    if is_dated && has_day() { rest().unwrap_or(id) } else { id }
}

/// The page of a file below `content/pages`: its folders and slug.
pub fn page(doc: &PageDoc) -> Result<OutPath, Fault> {
    let source = &doc.origin.source;
    let folder = source.folder().strip_prefix("content/pages").unwrap_or_default().trim_start_matches('/');
    let slug = doc.front.slug.as_ref().map_or(&*doc.origin.id, |slug| slug.as_str());
    let slash = if folder.is_empty() { "" } else { "/" };
    let is_said = || doc.front.slug.as_ref().is_some_and(|slug| OutPath::parse(slug).is_err());
    parse(&format!("{folder}{slash}{slug}/index.html"), doc.front.slug.as_ref(), is_said, source)
}

/// `is_said`: whether a slug or an id that can be no part of an address was reported when the file was read.
fn parse(path: &str, slug: Option<&Line>, is_said: impl Fn() -> bool, source: &SourcePath) -> Result<OutPath, Fault> {
    OutPath::parse(path).map_err(|fault| {
        if is_said() {
            return None;
        }
        let at = if slug.is_some() { At::Value("slug".to_owned()) } else { At::File };
        let place = Place { file: source.clone(), at };
        Some(Box::new(Diagnostic::new(Code::InvalidPath, format!("`{path}` cannot be an address: {fault}")).at(place)))
    })
}

/// Old addresses: `aliases` of briefings and pages, and ids that were merged into another.
pub fn redirects(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    pages: &[Page],
    home: Option<&Page>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    // An alias that cannot be an address was reported when its file was read.
    let mut add = |path: &str, to: LinkView, place: Place| {
        redirects.extend(alias_path(path).ok().map(|from| Redirect { from, to, place }));
    };
    for briefing in briefings {
        for (at, alias) in briefing.doc.front.aliases.iter().enumerate() {
            let to = LinkView { title: briefing.card.title.clone(), url: briefing.card.url.clone() };
            add(alias, to, Place::value(&briefing.doc.origin.source, format!("aliases[{at}]")));
        }
    }
    let home = home.map(|home| (home, &desk.config.title));
    for (page, title) in pages.iter().map(|page| (page, &page.title)).chain(home) {
        for (at, alias) in page.doc.front.aliases.iter().enumerate() {
            let to = LinkView { title: title.clone(), url: desk.url(&page.path) };
            add(alias, to, Place::value(&page.doc.origin.source, format!("aliases[{at}]")));
        }
    }
    for (folder, id, to, place) in desk.merged() {
        match OutPath::parse(&format!("{folder}/{id}/index.html")) {
            Ok(from) => redirects.push(Redirect { from, to, place }),
            Err(fault) => diagnostics.push(
                Diagnostic::new(Code::InvalidPath, format!("`{folder}/{id}` cannot be an address: {fault}")).at(place),
            ),
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from).then_with(|| a.place.cmp(&b.place)));
    redirects
}

/// `/old/place/` and `old/place` are folders with a page; `old.html` is a file.
fn alias_path(alias: &str) -> Result<OutPath, PathFault> {
    let trimmed = alias.trim_start_matches('/');
    let is_file = trimmed.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    let path = if is_file { trimmed.to_owned() } else { format!("{}/index.html", trimmed.trim_end_matches('/')) };
    OutPath::parse(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_once() {
        let day = Date::constant(2025, 8, 7);
        let slug = |id| without_day(id, day, "/{year}/{month}/{day}/{slug}/");
        assert_eq!(slug("2025-08-07-talks"), "talks");
        assert_eq!(slug("2025-08-07_talks"), "talks");
        for id in [
            "talks",
            "2025-08-08-talks",
            "2025-08-07",
            "2025-08-07-",
            "2025-08-07talks",
            "2025-08-talks",
            "2025-08-07-con",
        ] {
            assert_eq!(slug(id), id);
        }
        assert_eq!(without_day("2025-08-07-talks", day, "/{year}/{month}/{slug}/"), "2025-08-07-talks");
    }
}
