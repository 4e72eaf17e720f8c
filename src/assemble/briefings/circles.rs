//! Briefings that replace each other in a circle: each would say that it is out of date.

use std::borrow::Cow;

use rapidhash::{RapidHashMap, RapidHashSet};

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::{all_of, composed};
use crate::model::document::BriefingDoc;

/// Reports each circle once, at the first of its briefings by file. One that replaces itself is reported elsewhere.
pub fn supersedes<'d>(docs: impl Iterator<Item = &'d BriefingDoc>, diagnostics: &mut Vec<Diagnostic>) {
    let mut docs: Vec<(&BriefingDoc, Cow<'_, str>)> =
        docs.filter_map(|doc| Some((doc, composed(doc.front.supersedes.as_ref()?)))).collect();
    docs.retain(|(doc, old)| **old != *doc.origin.id);
    docs.sort_by(|a, b| a.0.origin.source.cmp(&b.0.origin.source));
    let by_id: RapidHashMap<&str, usize> =
        docs.iter().enumerate().map(|(at, (doc, _))| (&*doc.origin.id, at)).collect();
    let next: Vec<Option<usize>> = docs.iter().map(|(_, old)| by_id.get(&**old).copied()).collect();
    let mut seen = RapidHashSet::default();
    for start in 0..docs.len() {
        // Each replaces one at most: whoever follows comes to an end, to what was seen before, or into a circle.
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| seen.insert(*here)) {
            path.push(here);
            at = next[here];
        }
        if let Some(first) = at.and_then(|again| path.iter().position(|&here| here == again)) {
            let circle = &mut path[first..];
            let foremost = circle.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(place, _)| place);
            circle.rotate_left(foremost);
            let circle: Vec<&BriefingDoc> = circle.iter().map(|&at| docs[at].0).collect();
            diagnostics.push(report(&circle));
        }
    }
}

fn report(circle: &[&BriefingDoc]) -> Diagnostic {
    let ids: Vec<&str> = circle.iter().map(|doc| &*doc.origin.id).collect();
    let place = |doc: &BriefingDoc| Place::value(&doc.origin.source, "supersedes");
    let message = format!("{} supersede each other in a circle", all_of(&ids));
    let found = Diagnostic::new(Code::SupersedesCircle, message).at(place(circle[0]));
    let found = circle[1..].iter().fold(found, |found, doc| found.related(place(doc), "and then this one"));
    found.hint("let each supersede the one before it, and the first none")
}
