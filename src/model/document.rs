//! What one file says, and the gate that what is not public never passes.
//!
//! A [`Document`] is sealed: what is in it can be reached through [`Document::open`] alone,
//! which asks the [`Gate`] whether it is public. `assemble` is the one stage that opens
//! documents; everything after it works on the [`Edition`](crate::model::edition::Edition) and
//! cannot name a document at all.
//!
//! ```compile_fail
//! fn leak(document: &briefer::model::document::Document<briefer::model::document::BriefingDoc>) -> &str {
//!     &document.content.front.title // the field is private
//! }
//! ```
//!
//! **Invariant:** visibility is decided here, once, from validated fields.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::diag::{Diagnostic, Place};
use crate::base::fields::Made;
use crate::base::hash::Fingerprint;
use crate::base::path::SourcePath;
use crate::model::field::Tlp;
use crate::model::front::{ActorFront, BriefingFront, DossierFront, PageFront, TagFront};
use crate::model::html::{Body, Inline};

/// A file that may or may not be public.
#[derive(Debug)]
pub struct Document<T> {
    content: Arc<T>,
}

/// What decides whether a document is public.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The instant of the build.
    pub now: Timestamp,
    /// The site's time zone, for dates without an offset.
    pub zone: TimeZone,
    /// The most restricted marking that the site may publish.
    pub max_tlp: Tlp,
    /// Let everything through, with its reason (`--drafts`).
    pub drafts: bool,
}

/// Why something is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// `draft: true`
    Draft,
    /// Its `tlp` is above the site's `max_tlp`.
    Restricted,
    /// `publish_at`, or a `date` in the future without it.
    Embargoed,
    /// `expires` has passed.
    Expired,
}

impl Reason {
    /// As templates and reports read it.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Draft => "draft",
            Reason::Restricted => "restricted",
            Reason::Embargoed => "embargoed",
            Reason::Expired => "expired",
        }
    }
}

/// What the gate says of a document.
#[derive(Debug)]
pub enum Opening<'a, T> {
    /// It is public; with a hold if it is shown only because of `--drafts`.
    Public(&'a Arc<T>, Option<Hold>),
    /// It is not.
    Held(Held<'a, T>),
}

/// Why, and until when, something is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hold {
    /// Why.
    pub reason: Reason,
    /// When that changes by itself.
    pub until: Option<Timestamp>,
}

/// A document that is held back: for checks and the report, never for an output.
#[derive(Debug)]
pub struct Held<'a, T> {
    /// Why and until when.
    pub hold: Hold,
    content: &'a T,
}

impl<'a, T> Held<'a, T> {
    /// The content, to find mistakes in it before its hour and to make sure that its words are
    /// in no output.
    pub fn for_checks(&self) -> &'a T {
        self.content
    }
}

/// What decides a document's visibility.
pub trait Release {
    /// The hold at the gate's instant, if any.
    fn hold(&self, gate: &Gate) -> Option<Hold>;
    /// The instants at which the hold ends or begins, as far as there are any.
    fn instants(&self, gate: &Gate) -> [Option<Timestamp>; 2];
}

impl<T: Release> Document<T> {
    /// Seals what was read.
    pub fn seal(content: T) -> Self {
        Self { content: Arc::new(content) }
    }

    /// Opens it, if it is public.
    pub fn open(&self, gate: &Gate) -> Opening<'_, T> {
        match self.content.hold(gate) {
            None => Opening::Public(&self.content, None),
            hold @ Some(_) if gate.drafts => Opening::Public(&self.content, hold),
            Some(hold) => Opening::Held(Held { hold, content: &self.content }),
        }
    }

    /// The first instant after the gate's at which [`open`](Self::open) may answer otherwise.
    pub fn next_change(&self, gate: &Gate) -> Option<Timestamp> {
        self.content.instants(gate).into_iter().flatten().filter(|instant| *instant > gate.now).min()
    }
}

impl<T> Clone for Document<T> {
    fn clone(&self) -> Self {
        Self { content: Arc::clone(&self.content) }
    }
}

/// What every file has.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Where it is.
    pub source: SourcePath,
    /// Its identity: the file stem.
    pub id: Box<str>,
    /// The hash of its bytes and of the settings it was read with.
    pub hash: Fingerprint,
}

/// A briefing, as its file says it.
#[derive(Debug)]
pub struct BriefingDoc {
    /// Where it is from.
    pub origin: Origin,
    /// The fields.
    pub front: BriefingFront,
    /// `summary`.
    pub summary: Inline,
    /// `takeaways`, in order.
    pub takeaways: Vec<Inline>,
    /// `updates[].text`, in order.
    pub updates: Vec<Inline>,
    /// `corrections[].text`, in order.
    pub corrections: Vec<Inline>,
    /// The text.
    pub body: Body,
    /// The hash of the fields and of the body's quotations: of all that is gathered from it.
    pub stated: Fingerprint,
}

/// A page, as its file says it.
#[derive(Debug)]
pub struct PageDoc {
    /// Where it is from.
    pub origin: Origin,
    /// The fields.
    pub front: PageFront,
    /// `summary`.
    pub summary: Option<Inline>,
    /// The text.
    pub body: Body,
}

/// An actor, as its file says it.
#[derive(Debug)]
pub struct ActorDoc {
    /// Where it is from.
    pub origin: Origin,
    /// The fields.
    pub front: ActorFront,
    /// The profile.
    pub body: Body,
}

/// A tag, as its file says it.
#[derive(Debug)]
pub struct TagDoc {
    /// Where it is from.
    pub origin: Origin,
    /// The fields.
    pub front: TagFront,
    /// An introduction.
    pub body: Body,
}

/// A dossier, as its file says it.
#[derive(Debug)]
pub struct DossierDoc {
    /// Where it is from.
    pub origin: Origin,
    /// The fields.
    pub front: DossierFront,
    /// `summary`.
    pub summary: Option<Inline>,
    /// The introduction.
    pub body: Body,
}

/// All that the site's files say.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// Sealed.
    pub briefings: Vec<Document<BriefingDoc>>,
    /// Sealed.
    pub pages: Vec<Document<PageDoc>>,
    /// Sealed.
    pub home: Option<Document<PageDoc>>,
    /// The registry is public.
    pub actors: Vec<Arc<ActorDoc>>,
    /// The registry is public.
    pub tags: Vec<Arc<TagDoc>>,
    /// The registry is public.
    pub dossiers: Vec<Arc<DossierDoc>>,
    /// By file: the fields that stand for a mistake already reported; files without any are not
    /// here.
    pub made: BTreeMap<SourcePath, Made>,
}

impl Documents {
    /// Whether a field stands for a mistake already reported.
    pub fn is_made(&self, file: &SourcePath, field: &str) -> bool {
        self.made.get(file).is_some_and(|made| made.covers(field))
    }

    /// Whether a diagnostic follows from a mistake already reported.
    pub fn is_known(&self, diagnostic: &Diagnostic) -> bool {
        let is_made = |place: &Place| self.made.get(&place.file).is_some_and(|made| made.covers_place(&place.at));
        diagnostic.place.iter().chain(diagnostic.related.iter().map(|(place, _)| place)).any(is_made)
    }
}

impl Release for BriefingDoc {
    fn hold(&self, gate: &Gate) -> Option<Hold> {
        let front = &self.front;
        if front.draft {
            return Some(Hold { reason: Reason::Draft, until: None });
        }
        if front.tlp.unwrap_or(Tlp::Clear) > gate.max_tlp {
            return Some(Hold { reason: Reason::Restricted, until: None });
        }
        let release = release_instant(front, &gate.zone);
        if release > gate.now {
            return Some(Hold { reason: Reason::Embargoed, until: Some(release) });
        }
        if front.expires.is_some_and(|expires| expires.start(&gate.zone) <= gate.now) {
            return Some(Hold { reason: Reason::Expired, until: None });
        }
        None
    }

    fn instants(&self, gate: &Gate) -> [Option<Timestamp>; 2] {
        if self.front.draft || self.front.tlp.unwrap_or(Tlp::Clear) > gate.max_tlp {
            return [None; 2];
        }
        let expires = self.front.expires.map(|expires| expires.start(&gate.zone));
        [Some(release_instant(&self.front, &gate.zone)), expires]
    }
}

fn release_instant(front: &BriefingFront, zone: &TimeZone) -> Timestamp {
    front.publish_at.unwrap_or(front.date).start(zone)
}

impl Release for PageDoc {
    fn hold(&self, _: &Gate) -> Option<Hold> {
        self.front.draft.then_some(Hold { reason: Reason::Draft, until: None })
    }

    fn instants(&self, _: &Gate) -> [Option<Timestamp>; 2] {
        [None; 2]
    }
}
