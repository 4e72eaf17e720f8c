//! Sources with the briefings that rest on them, and what was changed after publication.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Chronicle;
use crate::assemble::shared;
use crate::base::date::Date;
use crate::base::text::fold;
use crate::model::anchor;
use crate::model::edition::{Briefing, Fills};
use crate::model::field::ChangeKind;
use crate::model::front::ChangeFront;
use crate::model::html::Inline;
use crate::model::shared::Shared;
use crate::model::view::SafeHtml;
use crate::model::view::record::{ChangeEntry, SourceEntry};

/// Collects sources by publisher and title. Two entries with one address, or without any the same
/// title and publisher, are one source; the newest briefing's words hold.
pub(super) fn collect(chronicle: &Chronicle<'_, '_>) -> Vec<Arc<Shared<SourceEntry>>> {
    let mut sources: BTreeMap<(String, String, String), SourceEntry> = BTreeMap::new();
    let mut keys: rapidhash::RapidHashMap<&str, (String, String, String)> = rapidhash::RapidHashMap::default();
    for (_, briefing) in chronicle.briefings().rev() {
        for (at, source) in briefing.doc.front.sources.iter().enumerate() {
            let publisher = source.publisher.as_deref().map(fold).unwrap_or_default();
            let url = source.url.as_deref();
            let own = (publisher, fold(&source.title), url.unwrap_or_default().to_owned());
            let key = match url {
                Some(url) => keys.entry(url).or_insert(own).clone(),
                None => own,
            };
            let link = chronicle.link(briefing, &anchor::source(source, at));
            let entry = sources.entry(key).or_insert_with(|| SourceEntry {
                title: source.title.to_string(),
                publisher: source.publisher.as_ref().map(ToString::to_string),
                url: source.url.as_ref().map(ToString::to_string),
                published: source.published.map(|date| chronicle.iso(date)),
                archived: source.archived.as_ref().map(ToString::to_string),
                kind: source.kind.map(|kind| kind.word()),
                grade: source.grade.map(|grade| grade.to_string()),
                briefings: Vec::new(),
            });
            entry.briefings.push(link);
        }
    }
    let (named, nameless): (Vec<_>, Vec<_>) = sources.into_values().partition(|source| source.publisher.is_some());
    named.into_iter().chain(nameless).map(shared).collect()
}

/// Collects corrections and updates, the newest first.
pub(super) fn changes(chronicle: &Chronicle<'_, '_>) -> Vec<Arc<Shared<ChangeEntry>>> {
    let zone = &chronicle.desk.config.timezone;
    let mut changes: Vec<(Date, ChangeEntry)> = Vec::new();
    for (_, briefing) in chronicle.briefings().rev() {
        let doc = &briefing.doc;
        let updates = doc.front.updates.iter().zip(&doc.updates).zip(&briefing.updates);
        let corrections = doc.front.corrections.iter().zip(&doc.corrections).zip(&briefing.corrections);
        changes.extend(updates.map(|item| change(chronicle, briefing, item, ChangeKind::Update)));
        changes.extend(corrections.map(|item| change(chronicle, briefing, item, ChangeKind::Correction)));
    }
    changes.sort_by(|(a, _), (b, _)| b.compare(a, zone));
    changes.into_iter().map(|(_, entry)| shared(entry)).collect()
}

fn change(
    chronicle: &Chronicle<'_, '_>,
    briefing: &Briefing,
    ((front, text), fills): ((&ChangeFront, &Inline), &Fills),
    default: ChangeKind,
) -> (Date, ChangeEntry) {
    let kind = front.kind.unwrap_or(default);
    let mut html = String::new();
    text.html.fill(fills, &mut html);
    let block = if default == ChangeKind::Update { "at-updates" } else { "at-corrections" };
    let entry = ChangeEntry {
        date: chronicle.iso(front.date),
        kind: kind.word(),
        html: SafeHtml(html),
        plain: text.plain.to_string(),
        briefing: chronicle.link(briefing, block),
        id: briefing.doc.origin.id.to_string(),
    };
    (front.date, entry)
}
