//! Feeds: what each of them can see.
//!
//! **Incremental:** a feed sees cards, by-lines and instants; the text of a briefing only where
//! it carries it. So editing a body renders its page, and no feed but those with its text.

use jiff::Timestamp;

use crate::model::edition::Briefing;
use crate::model::field::FeedFormat;
use crate::model::shared::Shared;
use crate::model::view::record::ChangeEntry;
use crate::model::view::{AuthorView, CardView};

/// What a feed sees.
#[derive(Debug, Hash)]
pub struct FeedSight<'e> {
    /// How it is written.
    pub format: FeedFormat,
    /// What it follows.
    pub subject: FeedSubject,
    /// What that is, in a sentence; plain text.
    pub description: Option<String>,
    /// The page that shows the same: an address below the root.
    pub home: String,
    /// Newest first.
    pub items: Vec<FeedItem<'e>>,
}

/// What a feed follows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FeedSubject {
    /// The site.
    Site,
    /// What was changed after publication, on the whole site.
    Corrections,
    /// An actor, a tag or a dossier, by its name.
    Term(String),
}

/// What a feed lists.
#[derive(Debug, Clone, Hash)]
pub enum FeedItem<'e> {
    /// A briefing.
    Briefing(BriefingItem<'e>),
    /// A correction or an update.
    Change(&'e Shared<ChangeEntry>),
}

/// A briefing in a feed.
#[derive(Debug, Clone, Hash)]
pub struct BriefingItem<'e> {
    /// Title, summary, dates.
    pub card: &'e Shared<CardView>,
    /// Its summary as plain text.
    pub summary: &'e str,
    /// By-line.
    pub authors: &'e [AuthorView],
    /// When it was published.
    pub published: Timestamp,
    /// When it last changed in a way that a reader should notice: see
    /// [`updated`](crate::plan).
    pub updated: Timestamp,
    /// All of it, where the feed carries its text.
    pub text: Option<&'e Briefing>,
}
