//! Spellings that the house avoids (`avoid` of an actor), in running text outside of quotations.
//!
//! They are looked for together with the names of the registry: a spelling that is a part of a
//! longer name counts as that name.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::desk::Desk;
use super::mentions::search;
use super::visibility::Opened;
use crate::base::diag::{At, Code, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::base::prose::{Finder, Form, normal};
use crate::base::text::plural;
use crate::model::document::ActorDoc;
use crate::model::html::Body;

/// Reports each of them once a file, what is held back included.
pub fn check(desk: &Desk<'_>, opened: &Opened<'_>) -> Vec<Diagnostic> {
    let mut by_form: BTreeMap<String, Option<&ActorDoc>> = BTreeMap::new();
    for doc in &desk.documents.actors {
        by_form.extend(doc.front.avoid.iter().map(|spelling| (normal(spelling), Some(&**doc))));
    }
    if by_form.is_empty() {
        return Vec::new();
    }
    for spoken in &desk.registry.spoken {
        by_form.entry(normal(&spoken.text)).or_insert(None);
    }
    let finder = Finder::new(by_form.keys().map(String::as_str), Form::Html);
    let avoided: Vec<Option<&ActorDoc>> = by_form.into_values().collect();
    bodies(desk, opened).into_par_iter().flat_map_iter(|(file, body)| in_body(file, body, &finder, &avoided)).collect()
}

/// Every text of the site, with its file.
fn bodies<'a>(desk: &Desk<'a>, opened: &'a Opened<'_>) -> Vec<(&'a SourcePath, &'a Body)> {
    let briefings = opened.briefings.iter().map(|(doc, _)| &**doc);
    let briefings = briefings.chain(opened.held_briefings.iter().map(super::held_content));
    let pages = opened.pages.iter().chain(&opened.home).map(|(doc, _)| &**doc);
    let pages = pages.chain(opened.held_pages.iter().map(super::held_content));
    let documents = desk.documents;
    briefings
        .map(|doc| (&doc.origin.source, &doc.body))
        .chain(pages.map(|doc| (&doc.origin.source, &doc.body)))
        .chain(documents.actors.iter().map(|doc| (&doc.origin.source, &doc.body)))
        .chain(documents.tags.iter().map(|doc| (&doc.origin.source, &doc.body)))
        .chain(documents.dossiers.iter().map(|doc| (&doc.origin.source, &doc.body)))
        .collect()
}

fn in_body(file: &SourcePath, body: &Body, finder: &Finder, avoided: &[Option<&ActorDoc>]) -> Vec<Diagnostic> {
    // By name: where it stands first, and how often.
    let mut found: BTreeMap<u32, (At, usize)> = BTreeMap::new();
    let mut quotations = body.quotations();
    for hit in search(body, finder).iter().filter(|hit| !quotations.has(hit.block, hit.start)) {
        found.entry(hit.name).or_insert_with(|| (body.place_of(hit.start..hit.end), 0)).1 += 1;
    }
    let report = |(name, (at, count)): (u32, (At, usize))| {
        let actor = avoided[name as usize]?;
        let At::Words { words, .. } = &at else { return None };
        let message = format!("`{words}` is a spelling of `{}` that the house avoids", actor.origin.id);
        let diagnostic = Diagnostic::new(Code::AvoidedSpelling, message)
            .at(Place { file: file.clone(), at })
            .hint(format!("write `{}`", actor.front.name.as_str()));
        Some(match count {
            1 => diagnostic,
            _ => diagnostic.note(format!("it stands in {} more", plural(count - 1, "place", "places"))),
        })
    };
    found.into_iter().filter_map(report).collect()
}
