//! Opens the gate: which documents are public at the instant of the build.

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::base::diag::{Code, Diagnostic, Place};
use crate::model::document::{BriefingDoc, Document, Documents, Gate, Held, Hold, Opening, Origin, PageDoc, Reason};
use crate::model::report::HeldBack;

/// What the gate let through, and what it held.
#[derive(Debug, Default)]
pub struct Opened<'d> {
    /// Public briefings, by path, each with its hold if `--drafts` shows it.
    pub briefings: Vec<(Arc<BriefingDoc>, Option<Hold>)>,
    /// Public pages, by path, each with its hold if `--drafts` shows it.
    pub pages: Vec<(Arc<PageDoc>, Option<Hold>)>,
    /// The home page's words, if they are public, with their hold if `--drafts` shows them.
    pub home: Option<(Arc<PageDoc>, Option<Hold>)>,
    /// Briefings that are held back, to be checked.
    pub held_briefings: Vec<Held<'d, BriefingDoc>>,
    /// Pages, and the home page's words, that are held back, to be checked.
    pub held_pages: Vec<Held<'d, PageDoc>>,
    /// The same, for the report.
    pub held_back: Vec<HeldBack>,
    /// The next instant at which this would be another answer.
    pub next_change: Option<Timestamp>,
}

/// Asks the gate for every document.
pub fn open<'d>(documents: &'d Documents, gate: &Gate, diagnostics: &mut Vec<Diagnostic>) -> Opened<'d> {
    let mut opened = Opened::default();
    opened.briefings.reserve(documents.briefings.len());
    let ask = |document: &'d Document<BriefingDoc>| (document.open(gate), document.next_change(gate));
    let openings: Vec<(Opening<'d, BriefingDoc>, Option<Timestamp>)> =
        documents.briefings.par_iter().with_min_len(64).map(ask).collect();
    for (opening, next_change) in openings {
        opened.next_change = opened.next_change.into_iter().chain(next_change).min();
        match opening {
            Opening::Public(doc, hold) => opened.briefings.push((Arc::clone(doc), hold)),
            Opening::Held(held) => {
                let doc = held.for_checks();
                if held.hold.reason == Reason::Restricted {
                    diagnostics.push(above_max_tlp(doc, gate));
                }
                opened.held_back.push(held_back(&doc.origin, Some(&doc.front.title), held.hold));
                opened.held_briefings.push(held);
            }
        }
    }
    let mut ask = |document: &'d Document<PageDoc>| match document.open(gate) {
        Opening::Public(doc, hold) => Some((Arc::clone(doc), hold)),
        Opening::Held(held) => {
            let doc = held.for_checks();
            opened.held_back.push(held_back(&doc.origin, doc.front.title.as_deref(), held.hold));
            opened.held_pages.push(held);
            None
        }
    };
    let pages = documents.pages.iter().filter_map(&mut ask).collect();
    let home = documents.home.as_ref().and_then(&mut ask);
    opened.pages = pages;
    opened.home = home;
    opened
}

fn held_back(origin: &Origin, title: Option<&str>, hold: Hold) -> HeldBack {
    HeldBack { source: origin.source.clone(), id: origin.id.to_string(), title: title.map(str::to_owned), hold }
}

fn above_max_tlp(doc: &BriefingDoc, gate: &Gate) -> Diagnostic {
    let tlp = doc.front.tlp.map_or("CLEAR", |tlp| tlp.word());
    Diagnostic::new(
        Code::AboveMaxTlp,
        format!("`tlp: {tlp}` is above this site's `max_tlp`, the briefing is held back"),
    )
    .at(Place::value(&doc.origin.source, "tlp"))
    .label(format!("this site publishes up to `{}`", gate.max_tlp.word()))
    .hint("take the file out of this site, or raise `max_tlp` in `site.toml` if its readers are cleared for it")
}
