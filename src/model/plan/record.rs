//! What pages of the [ledger](crate::model::ledger) can see: timelines, what is ahead, what
//! was said, what that rests on, what was changed.
//!
//! **Incremental:** they see entries, and so nothing of a briefing but what it says in its fields.

use super::List;
use crate::model::view::record::{ChangeEntry, EventEntry, SourceEntry, SpeakerView, StatementEntry};
use crate::model::view::{FeedLink, LinkView};

/// Whose record a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// What all briefings say.
    Site,
    /// What they say of an actor.
    Actor(LinkView),
    /// What those of a storyline say.
    Dossier(LinkView),
}

/// What a page of events sees.
#[derive(Debug, Hash)]
pub struct EventsSight<'e> {
    /// Whose.
    pub subject: Subject,
    /// The events on this page.
    pub list: List<'e, EventEntry>,
    /// The calendar with the same events.
    pub calendar: Option<FeedLink>,
}

/// What a page of statements sees.
#[derive(Debug, Hash)]
pub struct StatementsSight<'e> {
    /// Whose.
    pub subject: Subject,
    /// The statements on this page.
    pub list: List<'e, StatementEntry>,
    /// How many there are on all pages.
    pub total: usize,
    /// Who spoke; on the first page of the site's list only.
    pub speakers: Vec<SpeakerView>,
}

/// What a page of sources sees.
#[derive(Debug, Hash)]
pub struct SourcesSight<'e> {
    /// The sources on this page, by publisher.
    pub list: List<'e, SourceEntry>,
    /// How many there are on all pages.
    pub total: usize,
}

/// What a page of corrections and updates sees.
#[derive(Debug, Hash)]
pub struct ChangesSight<'e> {
    /// The changes on this page, newest first.
    pub list: List<'e, ChangeEntry>,
    /// How many there are on all pages.
    pub total: usize,
}
