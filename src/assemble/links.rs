//! Fills the holes of a document's HTML: where its links lead.
//!
//! Entry point: [`Linker`], for one document at a time. What fills a hole is an address as written
//! ([`hrefs`]), the meaning of a name in `[[...]]` ([`names`]), or the number of a source ([`own`]).
//!
//! **Incremental:** whatever is looked up about another file is noted as a [`Question`], which a later
//! build asks again.

mod hrefs;
mod names;
mod own;

use std::fmt::Write as _;

use super::desk::{Desk, Target};
use super::mentions::ByHand;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::Fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::escape;
use crate::memo::Question;
use crate::model::edition::{Asset, Fills};
use crate::model::html::{Hole, HoleKind, Html, Inline};
use crate::model::inventory::Found;
use crate::model::link::UncheckedLink;
use crate::model::picture::Size;

pub use own::Own;

/// A document whose links are being resolved, and what that brings to light.
#[derive(Debug)]
pub struct Linker<'a, 'd> {
    desk: &'a Desk<'d>,
    source: &'a SourcePath,
    /// Where its page is: its assets go beside it.
    page: Option<&'a OutPath>,
    own: Own<'a>,
    /// The hole of the body that is being filled.
    hole: Option<u32>,
    /// Links to actors, in order.
    pub by_hand: Vec<ByHand>,
    /// What was asked about other files.
    asked: Vec<Question>,
    /// Files that it refers to.
    pub assets: Vec<Asset>,
    /// Links that only the plan can check.
    pub unchecked: Vec<UncheckedLink>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a, 'd> Linker<'a, 'd> {
    /// Starts with a document; `page` is none for one that is held back.
    pub fn new(desk: &'a Desk<'d>, source: &'a SourcePath, page: Option<&'a OutPath>, own: Own<'a>) -> Self {
        Self {
            desk,
            source,
            page,
            own,
            hole: None,
            by_hand: Vec::new(),
            asked: Vec::new(),
            assets: Vec::new(),
            unchecked: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// What was asked about other files, each with the hash of its answer.
    pub fn asked(&mut self) -> Box<[(Question, Fingerprint)]> {
        let desk = self.desk;
        self.asked
            .drain(..)
            .map(|question| (desk.answer(&question), question))
            .map(|(hash, question)| (question, hash))
            .collect()
    }

    /// Fills the holes of a body.
    pub fn body(&mut self, html: &Html) -> Fills {
        let source = self.source;
        let fill = |(at, hole): (u32, &Hole)| {
            self.hole = Some(at);
            self.fill(&hole.kind, || Place::span(source, hole.span))
        };
        let fills = (0..).zip(&html.holes).map(fill).collect();
        self.hole = None;
        fills
    }

    /// Fills the holes of a short text that stands in a field.
    pub fn field(&mut self, html: &Html, field: impl Fn() -> String) -> Fills {
        let source = self.source;
        html.holes.iter().map(|hole| self.fill(&hole.kind, || Place::value(source, field()))).collect()
    }

    /// Fills the holes of each of several such texts.
    pub fn fields(&mut self, items: &[Inline], field: impl Fn(usize) -> String) -> Vec<Fills> {
        items.iter().enumerate().map(|(at, item)| self.field(&item.html, || field(at))).collect()
    }

    /// The address of a picture named by a field, such as `image.src`, and how large it is; the address
    /// is empty if it leads nowhere.
    pub fn picture_field(&mut self, written: &str, field: &str) -> (String, Option<Size>) {
        let place = Place::value(self.source, field);
        (self.address(written, &place), self.size(written))
    }

    fn fill(&mut self, kind: &HoleKind, place: impl Fn() -> Place) -> Box<str> {
        match kind {
            // A site that takes a broken link lightly gets it as it was written.
            HoleKind::Href(written) => {
                let address = self.address(written, &place());
                escape(if address.is_empty() { written } else { &address }).into()
            }
            HoleKind::Src(written) => {
                let address = self.address(written, &place());
                let mut attributes = format!("src=\"{}\"", escape(if address.is_empty() { written } else { &address }));
                if let Some(Size { width, height }) = self.size(written) {
                    write!(attributes, " width=\"{width}\" height=\"{height}\"").expect("a text takes what is written");
                }
                attributes.into()
            }
            HoleKind::Wiki { target, words } => self.wiki(target, words.as_deref(), &place()).into(),
            HoleKind::Cite { source, occurrence } => self.cite(source, *occurrence, &place()).into(),
        }
    }

    fn ask_file(&mut self, file: &SourcePath) -> Option<&'a Target<'d>> {
        self.asked.push(Question::File(file.clone()));
        self.desk.file(file)
    }

    fn ask_asset(&mut self, file: &SourcePath) -> Option<&'a Found> {
        self.asked.push(Question::Asset(file.clone()));
        self.desk.asset(file)
    }

    fn ask_static(&mut self, file: SourcePath) -> Option<&'a Found> {
        let found = self.desk.static_file(&file);
        self.asked.push(Question::Static(file));
        found
    }

    fn ask_briefing(&mut self, id: &str) -> Option<&'a Target<'d>> {
        self.asked.push(Question::Briefing(id.into()));
        self.desk.briefing(id)
    }

    /// Notes a link to an actor.
    fn by_hand(&mut self, actor: usize) {
        self.by_hand.push(ByHand { actor, hole: self.hole });
    }

    /// A public page must not link to what is held back; another held one may.
    fn withheld(&mut self, written: &str, place: &Place) {
        if self.page.is_some() {
            self.diagnostics.push(
                Diagnostic::new(Code::WithheldLink, format!("`{written}` is not public at the time of this build"))
                    .at(place.clone())
                    .hint("remove the link, or publish both together"),
            );
        }
    }
}
