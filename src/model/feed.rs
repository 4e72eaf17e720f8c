//! Feeds: what each of them can see.
//!
//! **Incremental:** a feed sees cards, by-lines and instants; the text of a briefing only where
//! it carries it. So editing a body renders its page, and no feed but those with its text.

use jiff::Timestamp;

use crate::model::edition::Briefing;
use crate::model::field::FeedFormat;
use crate::model::shared::Shared;
use crate::model::view::{AuthorView, CardView};

/// What a feed sees.
#[derive(Debug, Hash)]
pub struct FeedSight<'e> {
    /// How it is written.
    pub format: FeedFormat,
    /// Its title.
    pub title: String,
    /// What it follows, in a sentence; plain text.
    pub description: Option<String>,
    /// What it is the feed of: an address below the root.
    pub home: String,
    /// Newest first.
    pub items: Vec<FeedItem<'e>>,
}

/// A briefing in a feed.
#[derive(Debug, Clone, Hash)]
pub struct FeedItem<'e> {
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
