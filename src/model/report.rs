//! What a build has to say when it is over.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::base::diag::{Diagnostic, Lints, Severity};
use crate::base::hash::Fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::model::config::BaseUrl;
use crate::model::document::Hold;
use crate::model::edition::Resolved;

/// The result of a build, for the person at the terminal.
#[derive(Debug, Default)]
pub struct Report {
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How the site wants it taken.
    pub lints: Lints,
    /// Where the site will be.
    pub base_url: BaseUrl,
    /// How much there is.
    pub counts: Counts,
    /// What was held back, and why.
    pub held: Vec<HeldBack>,
    /// Briefings that are public, newest first.
    pub public: Vec<Arc<Resolved>>,
    /// Outputs that were rendered or copied, not taken from before.
    pub rendered: Vec<OutPath>,
    /// Those of the rendered pages that are made of one file, with that file.
    pub sources: Vec<(SourcePath, OutPath)>,
    /// What each output is made of, if the request asks for it.
    pub parts: Vec<(OutPath, Vec<Part>)>,
    /// All outputs.
    pub outputs: usize,
    /// The next instant at which the site would be another.
    pub next_change: Option<Timestamp>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// A part of what an output shows: for saying why it was rendered again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What, in words that `changed` can follow.
    pub what: String,
    /// Its hash.
    pub fingerprint: Fingerprint,
}

/// How much of each kind is public.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Briefings.
    pub briefings: usize,
    /// Actors.
    pub actors: usize,
    /// Tags.
    pub tags: usize,
    /// Dossiers.
    pub dossiers: usize,
    /// Pages.
    pub pages: usize,
}

/// Something that is not public.
#[derive(Debug, Clone)]
pub struct HeldBack {
    /// Its file.
    pub source: SourcePath,
    /// Its id.
    pub id: String,
    /// Its title; a page may have none.
    pub title: Option<String>,
    /// Why, and until when.
    pub hold: Hold,
}

impl Report {
    /// Whether something stops the build.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| self.lints.severity(diagnostic.code) == Some(Severity::Error))
    }
}
