//! What a run remembers of the one before: a property of pure functions, not a subsystem.
//!
//! Parsing one file depends on its bytes and on the settings alone, so its answer, diagnostics
//! included, can be kept by their hash. Take the memory away and the same program runs, only
//! slower.
//!
//! **Invariant:** a remembered answer is the one that parsing again would give.

use std::sync::Arc;

use rapidhash::RapidHashMap;

use crate::base::diag::Diagnostic;
use crate::base::hash::Fingerprint;
use crate::base::path::SourcePath;
use crate::base::world::Stamp;
use crate::model::document::{ActorDoc, BriefingDoc, Document, DossierDoc, PageDoc, TagDoc};

/// Parsed files, by kind.
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
    /// What is wrong with it.
    pub diagnostics: Arc<[Diagnostic]>,
}

impl Memory {
    /// Forgets everything if it was made with other settings.
    pub fn renew(&mut self, settings: Fingerprint) {
        if self.settings != settings {
            *self = Memory { settings, ..Memory::default() };
        }
    }
}
