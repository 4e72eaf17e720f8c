//! The ids of what stands on a page: the one place that knows how they are made.
//!
//! Links are checked against the same functions that the views use.
//!
//! **Invariant:** each kind has a prefix of its own, and headings keep out of all of them ([`is_reserved`]). Within a
//! kind only two sources or two events could want the same anchor, which `parse/check.rs` reports.

use crate::base::text::slugify;
use crate::model::document::BriefingDoc;
use crate::model::front::{BriefingFront, EventFront, SourceFront};

const TAKEAWAY: &str = "takeaway-";
const QUESTION: &str = "question-";
const STATEMENT: &str = "statement-";
const QUOTE: &str = "quote-";
const EVENT: &str = "event-";
const SOURCE: &str = "source-";
const PASSAGE: &str = "passage-";
const CITATION: &str = "cite-";
const FOOTNOTE: &str = "fn-";
const FOOTNOTE_REFERENCE: &str = "fnref-";
const BLOCK: &str = "at-";

/// The anchor of the heading above the footnotes.
pub const FOOTNOTES: &str = "footnotes-label";

/// Anchors that begin so belong to something other than a heading.
const RESERVED: &[&str] = &[
    TAKEAWAY,
    QUESTION,
    STATEMENT,
    QUOTE,
    EVENT,
    SOURCE,
    PASSAGE,
    CITATION,
    FOOTNOTE,
    FOOTNOTE_REFERENCE,
    FOOTNOTES,
    BLOCK,
];

/// Whether a heading must not have that id, because something else on the page may.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|prefix| id.starts_with(prefix))
}

/// The anchor of the n-th (from 0) takeaway.
pub fn takeaway(at: usize) -> String {
    format!("{TAKEAWAY}{}", at + 1)
}

/// The anchor of the n-th (from 0) question.
pub fn question(at: usize) -> String {
    format!("{QUESTION}{}", at + 1)
}

/// The anchor of the n-th (from 0) statement of the front matter.
pub fn statement(at: usize) -> String {
    format!("{STATEMENT}{}", at + 1)
}

/// The anchor of the n-th (from 1) quotation of a body whose attribution names its speaker.
pub fn quote(number: usize) -> String {
    format!("{QUOTE}{number}")
}

/// The anchor of the n-th (from 0) event: by its id, if it has one.
pub fn event(event: &EventFront, at: usize) -> String {
    named(EVENT, event.id.as_deref(), at)
}

/// The anchor of the n-th (from 0) source: by its id, if it has one.
pub fn source(source: &SourceFront, at: usize) -> String {
    named(SOURCE, source.id.as_deref(), at)
}

fn named(prefix: &str, id: Option<&str>, at: usize) -> String {
    match id {
        Some(id) => format!("{prefix}{}", slugify(id)),
        None => format!("{prefix}{}", at + 1),
    }
}

/// The anchor of a paragraph, list item or cell that an actor's page links to.
pub fn passage(id: u32) -> String {
    format!("{PASSAGE}{id:06x}")
}

/// The anchor of a citation of a source: the n-th (from 1) of that source in the file.
pub fn citation(source: &str, occurrence: u32) -> String {
    format!("{CITATION}{}-{occurrence}", slugify(source))
}

/// The anchor of the n-th (from 1) footnote.
pub fn footnote(number: usize) -> String {
    format!("{FOOTNOTE}{number}")
}

/// The anchor of a reference to a footnote, by its name: `1`, or `1-2` for the second to note 1.
pub fn footnote_reference(name: &str) -> String {
    format!("{FOOTNOTE_REFERENCE}{name}")
}

/// The anchor of a block of the page, such as `positions`.
pub fn block(name: &str) -> String {
    format!("{BLOCK}{name}")
}

/// Whether the briefing's page has something with that id.
pub fn exists(doc: &BriefingDoc, id: &str) -> bool {
    let front = &doc.front;
    let body = || doc.body.anchors.binary_search_by(|anchor| (**anchor).cmp(id)).is_ok();
    let numbered = |prefix: &str, count: usize, anchor: fn(usize) -> String| {
        id.starts_with(prefix) && (0..count).any(|at| anchor(at) == id)
    };
    body()
        || numbered(TAKEAWAY, front.takeaways.len(), takeaway)
        || numbered(QUESTION, front.questions.len(), question)
        || numbered(STATEMENT, front.statements.len(), statement)
        || front.events.iter().enumerate().any(|(at, item)| event(item, at) == id)
        || front.sources.iter().enumerate().any(|(at, item)| source(item, at) == id)
        || id.strip_prefix(BLOCK).is_some_and(|name| has_block(front, name))
}

/// Whether the briefing's page has that block: it has those of whose list there is anything.
fn has_block(front: &BriefingFront, name: &str) -> bool {
    match name {
        "takeaways" => !front.takeaways.is_empty(),
        "statements" => !front.statements.is_empty(),
        "positions" => !front.positions.is_empty(),
        "figures" => !front.figures.is_empty(),
        "questions" => !front.questions.is_empty(),
        "sources" => !front.sources.is_empty(),
        "updates" => !front.updates.is_empty(),
        "corrections" => !front.corrections.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_keep_out_of_every_kind_of_anchor() {
        let anchors = [
            takeaway(0),
            question(0),
            statement(0),
            quote(1),
            named(EVENT, None, 0),
            named(SOURCE, Some("tass"), 0),
            passage(7),
            citation("tass", 1),
            footnote(1),
            footnote_reference("1"),
            FOOTNOTES.to_owned(),
            block("main"),
        ];
        let free: Vec<&String> = anchors.iter().filter(|anchor| !is_reserved(anchor)).collect();
        assert!(free.is_empty(), "{free:?}");
        assert!(!is_reserved("attack") && !is_reserved("sources"));
    }
}
