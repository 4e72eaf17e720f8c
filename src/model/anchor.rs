//! The ids of the blocks on a briefing's page: the one place that knows how they are made.
//!
//! Links are checked against the same functions that the views use.

use crate::base::text::slugify;
use crate::model::document::BriefingDoc;
use crate::model::front::{EventFront, SourceFront};

/// The anchor of the n-th (from 0) takeaway.
pub fn takeaway(at: usize) -> String {
    format!("takeaway-{}", at + 1)
}

/// The anchor of the n-th (from 0) question.
pub fn question(at: usize) -> String {
    format!("question-{}", at + 1)
}

/// The anchor of the n-th (from 0) statement of the front matter.
pub fn statement(at: usize) -> String {
    format!("statement-{}", at + 1)
}

/// The anchor of the n-th (from 1) quotation of a body whose attribution names its speaker.
pub fn quote(number: usize) -> String {
    format!("quote-{number}")
}

/// The anchor of the n-th (from 0) event: by its id, if it has one.
pub fn event(event: &EventFront, at: usize) -> String {
    match &event.id {
        Some(id) => format!("event-{}", slugify(id)),
        None => format!("event-{}", at + 1),
    }
}

/// The anchor of the n-th (from 0) source: by its id, if it has one.
pub fn source(source: &SourceFront, at: usize) -> String {
    match &source.id {
        Some(id) => format!("source-{}", slugify(id)),
        None => format!("source-{}", at + 1),
    }
}

/// The anchor of a paragraph, list item or cell that an actor's page links to.
pub fn passage(id: u32) -> String {
    format!("passage-{id:06x}")
}

/// The anchor of a citation of a source: the n-th (from 1) of that source in the file.
pub fn citation(source: &str, occurrence: u32) -> String {
    format!("cite-{}-{occurrence}", slugify(source))
}

/// Whether the briefing's page has something with that id.
pub fn exists(doc: &BriefingDoc, id: &str) -> bool {
    let front = &doc.front;
    let body = || doc.body.anchors.binary_search_by(|anchor| (**anchor).cmp(id)).is_ok();
    let numbered = |prefix: &str, count: usize| {
        id.strip_prefix(prefix).and_then(|rest| rest.parse::<usize>().ok()).is_some_and(|n| (1..=count).contains(&n))
    };
    body()
        || numbered("takeaway-", front.takeaways.len())
        || numbered("question-", front.questions.len())
        || numbered("statement-", front.statements.len())
        || front.events.iter().enumerate().any(|(at, item)| event(item, at) == id)
        || front.sources.iter().enumerate().any(|(at, item)| source(item, at) == id)
}
