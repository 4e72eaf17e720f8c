//! What one file's fields must be among themselves: dates in order, sources that exist, paths
//! that can be published. One function for each kind of file; each adds a diagnostic for each
//! mistake and changes nothing.
//!
//! What is wrong with values that stand for a mistake already reported is said here, too; whoever
//! shows it knows that it is no news ([`Made`]). Only what compares one with another field is not
//! asked.

mod dates;
pub mod relative;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::fields::{Made, UNWRITTEN_SUMMARY};
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::{all_of, composed, is_id, near_misses, one_of, slugify};
use crate::model::anchor;
use crate::model::field::{Line, is_web_address};
use crate::model::free::Extra;
use crate::model::front::{ActorFront, BriefingFront, PageFront};

use dates::{begins_no_later, precedes};

/// Where diagnostics go, and which file they are about.
struct Report<'a> {
    source: &'a SourcePath,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// About the value of a field.
    fn add(&mut self, code: Code, path: impl Into<String>, message: impl Into<String>, hint: Option<String>) {
        let mut diagnostic = Diagnostic::new(code, message).at(Place::value(self.source, path));
        diagnostic.hint = hint;
        self.diagnostics.push(diagnostic);
    }
}

/// The file stem in composed form, which is the identity of a briefing, actor, tag or dossier, and a part of an address.
pub fn id(source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let stem = source.stem();
    let fault = match OutPath::parse(stem) {
        _ if !is_id(&composed(stem)) => String::new(),
        Ok(_) => return,
        Err(fault) => format!(": {fault}"),
    };
    let message = format!("the file name `{stem}` cannot be an id{fault}");
    let diagnostic = Diagnostic::new(Code::InvalidId, message).at(Place::file(source));
    let slug = slugify(stem);
    diagnostics.push(match slug.as_str() {
        "" => diagnostic.hint("name the file in lower-case letters and digits, joined by single hyphens"),
        slug if OutPath::parse(slug).is_err() => diagnostic.hint("give the file another name"),
        slug => diagnostic.hint(format!("rename the file to `{slug}.{}`", source.extension().unwrap_or("md"))),
    });
}

/// A briefing's fields.
pub fn briefing(front: &BriefingFront, made: &Made, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let report = &mut Report { source, diagnostics };
    extra(&front.extra, report);
    slug(front.slug.as_ref(), report);
    aliases(&front.aliases, report);
    release(front, made, report);
    if !front.draft && front.summary.as_str() == UNWRITTEN_SUMMARY {
        let hint = "say what happened, as of when, how sure".to_owned();
        report.add(Code::InvalidValue, "summary", "`summary` is still the one of a new file", Some(hint));
    }
    if front.number == Some(0) {
        report.add(Code::InvalidValue, "number", "`number` must be 1 or more", None);
    }
    for (index, event) in front.events.iter().enumerate() {
        let begins = event.date.map(|date| (date, "date"));
        order(begins, event.end, "end", &format!("events[{index}]"), report);
    }
    ids(front, report);
    citations(front, report);
    for (index, listed) in front.sources.iter().enumerate() {
        web_address(listed.url.as_ref(), format!("sources[{index}].url"), report);
        web_address(listed.archived.as_ref(), format!("sources[{index}].archived"), report);
    }
}

/// A page's fields.
pub fn page(front: &PageFront, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let report = &mut Report { source, diagnostics };
    extra(&front.extra, report);
    slug(front.slug.as_ref(), report);
    aliases(&front.aliases, report);
}

/// An actor's fields.
pub fn actor(front: &ActorFront, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let report = &mut Report { source, diagnostics };
    for (index, role) in front.roles.iter().enumerate() {
        let begins = role.from.map(|from| (from, "from"));
        order(begins, role.until, "until", &format!("roles[{index}]"), report);
    }
    for (index, link) in front.links.iter().enumerate() {
        web_address(Some(&link.url), format!("links[{index}].url"), report);
    }
}

/// Whoever puts these among the fields of their own believes that something is held back.
fn extra(extra: &Extra, report: &mut Report<'_>) {
    const HOLDING: &[&str] = &["draft", "embargo", "expires", "publish_at", "tlp", "unlisted"];
    for key in extra.keys().filter(|key| HOLDING.iter().any(|word| key.eq_ignore_ascii_case(word))) {
        let message = format!("`{key}` below `extra` holds nothing back");
        let diagnostic = Diagnostic::new(Code::UnknownKey, message)
            .at(Place::key(report.source, format!("extra.{key}")))
            .hint(format!("write it outside of `extra`, or give it another name than `{key}`"));
        report.diagnostics.push(diagnostic);
    }
}

/// One part of an address.
fn slug(slug: Option<&Line>, report: &mut Report<'_>) {
    let Some(slug) = slug else { return };
    let fault = match OutPath::parse(slug) {
        Ok(_) if slug.contains('/') => "it has a `/`".to_owned(),
        Ok(_) => return,
        Err(fault) => fault.to_string(),
    };
    let suggestion = slugify(slug);
    let hint = OutPath::parse(&suggestion).is_ok().then(|| format!("write `slug: {suggestion}`"));
    report.add(Code::InvalidPath, "slug", format!("`{}` cannot be a part of an address: {fault}", slug.as_str()), hint);
}

/// Old addresses, with or without a slash at either end.
fn aliases(aliases: &[Line], report: &mut Report<'_>) {
    for (index, alias) in aliases.iter().enumerate() {
        let path = alias.strip_prefix('/').unwrap_or(alias);
        let Err(fault) = OutPath::parse(path.strip_suffix('/').unwrap_or(path)) else { continue };
        let hint = if alias.contains("://") {
            "write the path only, as in `/2020/old-address/`"
        } else {
            "an alias is an old address of this page, such as `/2020/old-address/`"
        };
        let message = format!("`{}` cannot be an address of this site: {fault}", alias.as_str());
        report.add(Code::InvalidPath, format!("aliases[{index}]"), message, Some(hint.to_owned()));
    }
}

/// When the briefing is public.
fn release(front: &BriefingFront, made: &Made, report: &mut Report<'_>) {
    let example = match front.publish_at {
        None | Some(Date::Exact(..)) => None,
        Some(at @ Date::Local(_)) => Some(format!("{at}Z")),
        Some(at @ Date::Day(_)) => Some(format!("{at}T06:00:00Z")),
        Some(Date::Year(_) | Date::Month(..)) => Some("2025-08-07T06:00:00Z".to_owned()),
    };
    if let Some(example) = example {
        let message = "`publish_at` must be a date and time with an offset";
        let hint = format!("write `{example}` for UTC, or an offset such as `+02:00` in the place of the `Z`");
        report.add(Code::InvalidValue, "publish_at", message, Some(hint));
    }
    let (release, name) = front.publish_at.map_or((front.date, "date"), |at| (at, "publish_at"));
    if let Some(expires) = front.expires
        && !made.covers(name)
        && begins_no_later(expires, release)
    {
        let message = format!("`expires` must be after `{name}`, or the briefing is never public");
        report.add(Code::InvalidValue, "expires", message, None);
    }
}

/// Something cannot end before it begins.
fn order(begins: Option<(Date, &str)>, ends: Option<Date>, name: &str, holder: &str, report: &mut Report<'_>) {
    let (Some((begins, first)), Some(ends)) = (begins, ends) else { return };
    if precedes(ends, begins) {
        let path = format!("{holder}.{name}");
        let message = format!("`{path}` must not be before `{first}`, which is `{begins}`");
        report.add(Code::InvalidValue, path, message, None);
    }
}

/// Ids of sources and events: kebab-case, and each once.
fn ids(front: &BriefingFront, report: &mut Report<'_>) {
    let sources = front.sources.iter().enumerate();
    unique("source", sources.map(|(at, listed)| (listed.id.as_deref(), anchor::source(listed, at))), report);
    let events = front.events.iter().enumerate();
    unique("event", events.map(|(at, event)| (event.id.as_deref(), anchor::event(event, at))), report);
}

/// No two entries may have one anchor: by their ids, or by the place of the one that has none.
fn unique<'a>(what: &str, entries: impl Iterator<Item = (Option<&'a str>, String)>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<String, (usize, Option<&str>)> = BTreeMap::new();
    for (index, (id, anchor)) in entries.enumerate() {
        let known = seen.get(&anchor).copied();
        match known {
            Some(first) => report.diagnostics.push(same_anchor(what, &anchor, first, (index, id), report.source)),
            None => _ = seen.insert(anchor, (index, id)),
        }
        // Of the same id all is said.
        let said = known.and_then(|(_, id)| id);
        if let Some(id) = id.filter(|id| said != Some(*id) && !is_id(id)) {
            let path = format!("{what}s[{index}].id");
            let message = format!("`{path}` must be lower-case letters and digits, joined by single hyphens");
            let hint = match slugify(id) {
                _ if is_id(&composed(id)) => {
                    Some("type it anew: it holds its accents as characters of their own".into())
                }
                slug => Some(slug).filter(|slug| !slug.is_empty()).map(|slug| format!("write `id: {slug}`")),
            };
            report.add(Code::InvalidValue, path, message, hint);
        }
    }
}

/// At the id of the later entry, or at the only one of the two.
fn same_anchor(
    what: &str,
    anchor: &str,
    (first, first_id): (usize, Option<&str>),
    (second, second_id): (usize, Option<&str>),
    source: &SourcePath,
) -> Diagnostic {
    let id_of = |index: usize| Place::value(source, format!("{what}s[{index}].id"));
    let (message, at) = match (first_id, second_id) {
        (Some(a), Some(b)) if a == b => (format!("a second {what} has the id `{b}`"), second),
        (Some(a), Some(b)) => (format!("the ids `{a}` and `{b}` have the same anchor, `#{anchor}`"), second),
        (named, other) => {
            let (at, without) = if named.is_some() { (first, second) } else { (second, first) };
            let id = named.or(other).unwrap_or_default();
            let message =
                format!("the anchor of the id `{id}`, `#{anchor}`, is that of another {what}, which has no id");
            let without = Place::value(source, format!("{what}s[{without}]"));
            return Diagnostic::new(Code::DuplicateSource, message)
                .at(id_of(at))
                .related(without, "without an id here")
                .hint(format!("give that {what} an id, or this one another"));
        }
    };
    Diagnostic::new(Code::DuplicateSource, message)
        .at(id_of(at))
        .label("again here")
        .related(id_of(first), "first here")
        .hint("give one of the two another id")
}

/// Every `source:` names an entry of `sources`.
fn citations(front: &BriefingFront, report: &mut Report<'_>) {
    let known: BTreeSet<&str> = front.sources.iter().filter_map(|listed| listed.id.as_deref()).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let mut check = |list: &str, index: usize, cited: Option<&Line>| {
        let Some(cited) = cited.filter(|cited| !known.contains(&cited.as_str())) else { return };
        let message = format!("`sources` has no entry with the id `{}`", cited.as_str());
        let near = near_misses(cited, known.iter().copied());
        let hint = match (near.as_slice(), known.len()) {
            ([], 0) => "list it under `sources`, with this `id`".to_owned(),
            ([], 1..=8) => format!("the ids there are {}", all_of(&known)),
            ([], _) => "list it under `sources`, with this `id`".to_owned(),
            (near, _) => format!("did you mean {}?", one_of(near)),
        };
        report.add(Code::UnknownSource, format!("{list}[{index}].source"), message, Some(hint));
    };
    front.events.iter().enumerate().for_each(|(index, event)| check("events", index, event.source.as_ref()));
    front.statements.iter().enumerate().for_each(|(index, said)| check("statements", index, said.source.as_ref()));
    front.positions.iter().enumerate().for_each(|(index, held)| check("positions", index, held.source.as_ref()));
    front.figures.iter().enumerate().for_each(|(index, figure)| check("figures", index, figure.source.as_ref()));
}

/// Sources and links are on the web.
fn web_address(url: Option<&Line>, path: String, report: &mut Report<'_>) {
    let Some(url) = url.filter(|url| !is_web_address(url)) else { return };
    let message = format!("`{path}` must be an address that starts with `https://` or `http://`");
    let bare = !url.contains("//") && !url.contains([':', ' ']) && url.contains('.') && !url.starts_with(['.', '/']);
    let hint = bare.then(|| format!("write `https://{}`", url.as_str()));
    report.add(Code::ForbiddenUrl, path, message, hint);
}
