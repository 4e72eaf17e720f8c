//! Spellings that the house avoids (`avoid` of an actor), in running text and the prose of [`fields`], outside of
//! quotations.
//!
//! They are looked for together with the names of the registry: a spelling that is a part of a
//! longer name counts as that name.

mod fields;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use fields::Field;

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
    let finders = [Form::Plain, Form::Html].map(|form| Finder::new(by_form.keys().map(String::as_str), form));
    let avoided: Vec<Option<&ActorDoc>> = by_form.into_values().collect();
    texts(desk, opened).into_par_iter().flat_map_iter(|text| in_text(text, &finders, &avoided)).collect()
}

/// A file, the prose in its fields, and its body.
type Text<'a> = (&'a SourcePath, Vec<Field<'a>>, &'a Body);

/// Every text of the site.
fn texts<'a>(desk: &Desk<'a>, opened: &'a Opened<'_>) -> Vec<Text<'a>> {
    let briefings = opened.briefings.iter().map(|(doc, _)| &**doc);
    let briefings = briefings.chain(opened.held_briefings.iter().map(super::held_content));
    let pages = opened.pages.iter().chain(&opened.home).map(|(doc, _)| &**doc);
    let pages = pages.chain(opened.held_pages.iter().map(super::held_content));
    let documents = desk.documents;
    briefings
        .map(|doc| (&doc.origin.source, fields::of_briefing(&doc.front), &doc.body))
        .chain(pages.map(|doc| (&doc.origin.source, fields::of_page(&doc.front), &doc.body)))
        .chain(documents.actors.iter().map(|doc| (&doc.origin.source, fields::of_actor(&doc.front), &doc.body)))
        .chain(documents.tags.iter().map(|doc| (&doc.origin.source, fields::of_tag(&doc.front), &doc.body)))
        .chain(documents.dossiers.iter().map(|doc| (&doc.origin.source, fields::of_dossier(&doc.front), &doc.body)))
        .collect()
}

fn in_text(
    (file, fields, body): Text<'_>,
    [plain, finder]: &[Finder; 2],
    avoided: &[Option<&ActorDoc>],
) -> Vec<Diagnostic> {
    // By name: where it stands first, and how often.
    let mut found: BTreeMap<u32, (At, usize)> = BTreeMap::new();
    for (field, text) in fields {
        fields::search(text, plain, |words, name| {
            // Registries are far smaller than 4 GB.
            let name = u32::try_from(name).unwrap_or(u32::MAX);
            found.entry(name).or_insert_with(|| (place_in(&field, text, words), 0)).1 += 1;
        });
    }
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

/// The place of words in a field, with a little of what stands before them.
fn place_in(field: &str, text: &str, words: Range<usize>) -> At {
    const AROUND: usize = 16;
    let before = &text[text.ceil_char_boundary(words.start.saturating_sub(AROUND))..words.start];
    At::Words {
        field: Some(field.to_owned()),
        before: before.to_owned(),
        words: text[words].to_owned(),
        after: String::new(),
    }
}
