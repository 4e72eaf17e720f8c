//! What a run remembers of the one before: a property of pure functions, not a subsystem.
//!
//! Parsing one file depends on its bytes and on the settings alone, so its answer, diagnostics
//! included, can be kept by their hash. Resolving a briefing depends on its document, on settings
//! and registry, and on what the files are that its links name: it is kept with those
//! [`Question`]s and the hashes of their answers. Take the memory away and the same program runs,
//! only slower.
//!
//! **Invariant:** a remembered answer is the one that asking again would give.

mod slot;

use std::sync::Arc;

use jiff::Timestamp;
use rapidhash::RapidHashMap;

use crate::base::diag::Diagnostic;
use crate::base::fields::Made;
use crate::base::hash::Fingerprint;
use crate::base::path::SourcePath;
use crate::base::world::Stamp;
use crate::model::document::{ActorDoc, BriefingDoc, Document, DossierDoc, PageDoc, TagDoc};
use crate::model::edition::{Asset, Resolved};
use crate::model::ledger::Accounts;
use crate::model::link::UncheckedLink;
use crate::model::mention::Hit;
use crate::model::picture::Picture;
use crate::model::view::LinkView;

pub use slot::Slot;

/// Parsed files by kind, and what stages keep of their own work.
#[derive(Debug, Default)]
pub struct Memory {
    /// What the answers were made with; another hash forgets them all.
    pub settings: Fingerprint,
    /// `content/briefings`
    pub briefings: Kept<Document<BriefingDoc>>,
    /// `content/pages`
    pub pages: Kept<Document<PageDoc>>,
    /// `content/index.md`
    pub home: Kept<Document<PageDoc>>,
    /// `content/actors`
    pub actors: Kept<Arc<ActorDoc>>,
    /// `content/tags`
    pub tags: Kept<Arc<TagDoc>>,
    /// `content/dossiers`
    pub dossiers: Kept<Arc<DossierDoc>>,
    /// Pictures, by file, with the stamp of each.
    pub pictures: RapidHashMap<SourcePath, (Stamp, Picture)>,
    /// Public briefings, resolved.
    pub resolutions: RapidHashMap<SourcePath, Arc<Resolution>>,
    /// The ledger, with the hash of what it was made from, and the instant.
    pub accounts: Option<(Fingerprint, Timestamp, Arc<Accounts>)>,
    /// The theme's templates.
    pub templates: Slot,
    /// Who is who.
    pub registry: Slot,
    /// What the briefings rest on.
    pub sources: Slot,
    /// The names of actors, made ready to be found.
    pub finder: Slot,
    /// Where and with whom each actor is named.
    pub appearances: Slot,
}

/// Answers by file.
#[derive(Debug)]
pub struct Kept<T>(pub RapidHashMap<SourcePath, Answer<T>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(RapidHashMap::default())
    }
}

/// What parsing a file gave.
#[derive(Debug, Clone)]
pub struct Answer<T> {
    /// The file as it was looked at; none if it was too young to trust its time.
    pub stamp: Option<Stamp>,
    /// The hash of its bytes.
    pub hash: Fingerprint,
    /// The document, if one could be made of it.
    pub document: Option<T>,
    /// Which of its fields stand for a mistake.
    pub made: Made,
    /// What is wrong with it.
    pub diagnostics: Arc<[Diagnostic]>,
}

/// What resolving a briefing gave, if nothing was wrong with it.
#[derive(Debug)]
pub struct Resolution {
    /// The hash of the settings.
    pub settings: Fingerprint,
    /// The hash of the document, of why it would be held back, and of settings and registry.
    pub seen: Fingerprint,
    /// What its links asked about other files, and the hash of each answer.
    pub asked: Box<[(Question, Fingerprint)]>,
    /// The briefing.
    pub briefing: Arc<Resolved>,
    /// How links lead to it.
    pub link: Arc<LinkView>,
    /// The hash of the names that were looked for in its text.
    pub names: Fingerprint,
    /// Those that were found: they depend on the text and the names alone.
    pub hits: Arc<[Hit]>,
    /// Files that it refers to.
    pub assets: Box<[Asset]>,
    /// Links that only the plan can check.
    pub unchecked: Arc<[UncheckedLink]>,
}

/// What a link asks about other files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Which briefing has this id?
    Briefing(Box<str>),
    /// Which page is made of this file?
    File(SourcePath),
    /// Is there such a file beside the content, and what picture is it?
    Asset(SourcePath),
    /// What picture is this file below `static/`?
    Static(SourcePath),
}

impl Memory {
    /// Forgets everything if it was made with other settings.
    pub fn renew(&mut self, settings: Fingerprint) {
        if self.settings != settings {
            *self = Memory { settings, ..Memory::default() };
        }
    }
}
