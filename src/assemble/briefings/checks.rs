//! What can be wrong between briefings: ids, titles, numbers, who replaces whom.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rapidhash::RapidHashMap;

use crate::assemble::desk::Desk;
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::fold_key;
use crate::base::text::{NEAR_MISSES, composed};
use crate::model::document::{BriefingDoc, Origin};
use crate::model::field::BriefingStatus;
use crate::model::front::BriefingFront;

/// Two briefings with one id, held back or not.
pub fn duplicates<'d>(docs: impl Iterator<Item = &'d BriefingDoc>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut docs: Vec<&Origin> = docs.map(|doc| &doc.origin).collect();
    docs.sort_by(|a, b| a.source.cmp(&b.source));
    let mut first: RapidHashMap<Cow<'_, str>, &Origin> = RapidHashMap::default();
    first.reserve(docs.len());
    for origin in docs {
        match first.entry(fold_key(&origin.id)) {
            Entry::Vacant(entry) => {
                entry.insert(origin);
            }
            Entry::Occupied(other) => diagnostics.push(
                Diagnostic::new(Code::DuplicateId, format!("two briefings have the id `{}`", origin.id))
                    .at(Place::file(&origin.source))
                    .related(Place::file(&other.get().source), "the other one")
                    .hint("rename one of the files"),
            ),
        }
    }
    diagnostics
}

/// Two public briefings that a reader could not tell apart in a list: one is a copy that somebody forgot. One that replaces
/// another, or is replaced, may have its title.
pub fn copies<'d>(desk: &Desk<'_>, public: impl Iterator<Item = &'d BriefingDoc>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: RapidHashMap<(&str, Date, Option<u32>), &Origin> = RapidHashMap::default();
    let is_replaced =
        |status: Option<BriefingStatus>| matches!(status, Some(BriefingStatus::Superseded | BriefingStatus::Retracted));
    let stands = |front: &BriefingFront| !front.unlisted && front.supersedes.is_none() && !is_replaced(front.status);
    // Where a field stands for a mistake, there is nothing to compare yet.
    let is_whole = |origin: &Origin| !desk.documents.made.contains_key(&origin.source);
    let compared = public.filter(|doc| stands(&doc.front) && is_whole(&doc.origin));
    for BriefingDoc { origin, front, .. } in compared {
        match first.entry((front.title.as_str(), front.date, front.number)) {
            Entry::Vacant(entry) => {
                entry.insert(origin);
            }
            Entry::Occupied(other) => diagnostics.push(
                Diagnostic::new(Code::SameTitle, "two briefings of one date have this title")
                    .at(Place::value(&origin.source, "title"))
                    .related(Place::value(&other.get().source, "title"), "here, too")
                    .hint("remove the copy, or say in the titles how they differ"),
            ),
        }
    }
}

/// Two briefings of a dossier with one number.
pub fn numbers<'d>(docs: impl Iterator<Item = &'d BriefingDoc>, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbered: Vec<(&str, u32, &BriefingDoc)> =
        docs.filter_map(|doc| Some((doc.front.dossier.as_ref()?.as_str(), doc.front.number?, doc))).collect();
    numbered.sort_by(|a, b| (a.0, a.1, &a.2.origin.source).cmp(&(b.0, b.1, &b.2.origin.source)));
    for pair in numbered.windows(2) {
        let [(dossier, number, first), (other, same, second)] = pair else { continue };
        if dossier == other && number == same {
            diagnostics.push(
                Diagnostic::new(Code::NumberClash, format!("number {number} of `{dossier}` is given twice"))
                    .at(Place::value(&second.origin.source, "number"))
                    .related(Place::value(&first.origin.source, "number"), "here, too"),
            );
        }
    }
}

/// Briefings that replace themselves, one that there is not, or one that another replaces.
pub fn supersedes<'d>(desk: &Desk<'_>, docs: impl Iterator<Item = &'d BriefingDoc>, diagnostics: &mut Vec<Diagnostic>) {
    let mut new: Vec<(Cow<'_, str>, &BriefingDoc)> =
        docs.filter_map(|doc| Some((composed(doc.front.supersedes.as_ref()?), doc))).collect();
    new.sort_by(|a, b| (&a.0, &a.1.origin.source).cmp(&(&b.0, &b.1.origin.source)));
    // Nobody is told of an unlisted one.
    let listed: Vec<_> = new.iter().filter(|(id, doc)| !doc.front.unlisted && **id != *doc.origin.id).collect();
    for pair in listed.windows(2) {
        let [(id, first), (same, second)] = pair else { continue };
        if id == same {
            diagnostics.push(
                Diagnostic::new(Code::SupersededTwice, format!("two briefings supersede `{id}`"))
                    .at(Place::value(&second.origin.source, "supersedes"))
                    .related(Place::value(&first.origin.source, "supersedes"), "here, too")
                    .hint("let the newer of the two supersede the other"),
            );
        }
    }
    let mut unknown = 0;
    for (id, doc) in new {
        let message = if *id == *doc.origin.id {
            "a briefing cannot supersede itself".to_owned()
        } else if desk.briefing(&id).is_none() {
            format!("there is no briefing `{id}`")
        } else {
            continue;
        };
        unknown += 1;
        let mut near = if unknown <= NEAR_MISSES { desk.near_briefings(&id) } else { Vec::new() };
        near.retain(|near| *near != &*doc.origin.id);
        diagnostics.push(
            Diagnostic::new(Code::UnknownBriefing, message)
                .at(Place::value(&doc.origin.source, "supersedes"))
                .did_you_mean(&near),
        );
    }
}
