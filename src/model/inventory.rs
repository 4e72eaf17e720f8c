//! Which files the site has, by what they are for.

use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::SourcePath;
use crate::base::world::Stamp;
use crate::model::picture::Picture;

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub path: SourcePath,
    /// What tells whether it changed.
    pub stamp: Stamp,
    /// The hash of its bytes, for a file that is copied and whose stamp is too young to be trusted.
    pub content: Option<Fingerprint>,
    /// What it says of itself, if it is a picture.
    pub picture: Option<Picture>,
}

impl Found {
    /// A file with its stamp.
    pub fn new(path: SourcePath, stamp: Stamp) -> Self {
        Self { path, stamp, content: None, picture: None }
    }

    /// What identifies its bytes.
    pub fn print(&self) -> Fingerprint {
        self.content.unwrap_or_else(|| fingerprint(&self.stamp))
    }
}

/// The files of a site, each list sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// `content/briefings/**/*.md`
    pub briefings: Vec<Found>,
    /// `content/actors/**/*.md`
    pub actors: Vec<Found>,
    /// `content/tags/**/*.md`
    pub tags: Vec<Found>,
    /// `content/dossiers/**/*.md`
    pub dossiers: Vec<Found>,
    /// `content/pages/**/*.md`
    pub pages: Vec<Found>,
    /// `content/index.md`
    pub home: Option<Found>,
    /// Other files below `content/`, of kinds that may be published.
    pub assets: Vec<Found>,
    /// Below `static/`.
    pub statics: Vec<Found>,
    /// Below `templates/`.
    pub templates: Vec<Found>,
    /// Below `themes/`.
    pub themes: Vec<Found>,
}

impl Inventory {
    /// Every file whose words can come out in a page as they stand.
    pub fn texts(&self) -> impl Iterator<Item = &SourcePath> {
        let content = [&self.briefings, &self.actors, &self.tags, &self.dossiers, &self.pages];
        let others = [&self.assets, &self.statics, &self.templates, &self.themes];
        let found = content.into_iter().flatten().chain(&self.home).chain(others.into_iter().flatten());
        found.map(|found| &found.path)
    }
}

/// Kinds of files that may be published from beside a briefing, by extension: pictures,
/// documents, data, audio, video and captions.
const PUBLISHABLE: &[&str] = &[
    "avif", "csv", "docx", "flac", "geojson", "gif", "ics", "jpeg", "jpg", "json", "m4a", "mp3", "mp4", "odp", "ods",
    "odt", "oga", "ogg", "opus", "pdf", "png", "pptx", "svg", "tsv", "txt", "vtt", "wav", "webm", "webp", "xlsx",
];

/// Whether a file beside a briefing is of a kind that may be published.
pub fn is_publishable(path: &SourcePath) -> bool {
    path.extension().is_some_and(|extension| {
        let extension = extension.to_ascii_lowercase();
        PUBLISHABLE.contains(&extension.as_str())
    })
}
