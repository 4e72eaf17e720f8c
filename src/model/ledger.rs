//! The ledger: what all listed briefings say, brought together by event, speaker, issue, source.
//!
//! A briefing says what happened as far as it was known that day. The ledger is the sum: an event
//! that several briefings name (by its id) is one event with a history; what was said, wanted,
//! counted and asked stands in one place each, with the briefing that says so.
//!
//! **Invariant:** only listed public briefings are in it: what is held back or unlisted adds
//! nothing, and changes nothing.
//!
//! **Incremental:** pages see entries, each with a fingerprint of its own.

use std::sync::Arc;

use jiff::Timestamp;

use crate::base::date::Date;
use crate::base::diag::Diagnostic;
use crate::model::shared::Shared;
use crate::model::view::record::{
    ChangeEntry, EventEntry, EventStep, NewsView, PositionEntry, SourceEntry, StatementEntry, StoryRecord,
};

/// What all listed briefings say. Positions in it are those of its own lists and of the
/// [`Edition`](crate::model::edition::Edition)'s.
#[derive(Debug, Default)]
pub struct Ledger {
    /// In time, the earliest first; undated ones last, by title.
    pub events: Vec<Event>,
    /// Newest first; undated ones by the date of their briefing.
    pub statements: Vec<Statement>,
    /// Newest first.
    pub positions: Vec<Position>,
    /// By publisher, then title; those without a publisher last. None where nothing shows them.
    pub sources: Vec<Arc<Shared<SourceEntry>>>,
    /// Corrections and updates of all briefings, newest first.
    pub changes: Vec<Arc<Shared<ChangeEntry>>>,
}

/// The ledger, and what else comes of making it.
#[derive(Debug, Default)]
pub struct Accounts {
    /// What all briefings say.
    pub ledger: Arc<Ledger>,
    /// Each storyline's record, in the order of its dossier's file.
    pub stories: Vec<Arc<StoryRecord>>,
    /// By position in `Edition::briefings`: what it says that those before it in its storyline did
    /// not.
    pub news: Vec<(usize, Arc<NewsView>)>,
    /// What became of an event after a briefing: positions in `Edition::briefings` and among the
    /// briefing's events.
    pub later: Vec<(usize, usize, Arc<EventStep>)>,
    /// The next instant at which this would be otherwise.
    pub next_change: Option<Timestamp>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// An event, as the newest briefing that names it has it.
#[derive(Debug)]
pub struct Event {
    /// How pages show it.
    pub entry: Arc<Shared<EventEntry>>,
    /// When, if known.
    pub date: Option<Date>,
    /// Until when.
    pub end: Option<Date>,
    /// Who takes part: positions in `Edition::actors`, ascending.
    pub actors: Vec<usize>,
    /// Storylines of the briefings that name it: positions in `Edition::dossiers`, ascending.
    pub dossiers: Vec<usize>,
    /// The `as_of` of the newest briefing that names it.
    pub as_of: Date,
}

impl Ledger {
    /// Of the events at some positions, ascending, those that are not ahead: the latest first,
    /// undated ones last.
    pub fn past(&self, positions: impl Iterator<Item = usize>) -> Vec<&Event> {
        let past = positions.map(|at| &self.events[at]).filter(|event| !event.entry.ahead);
        let (mut dated, undated): (Vec<&Event>, Vec<&Event>) = past.partition(|event| event.date.is_some());
        dated.reverse();
        dated.extend(undated);
        dated
    }

    /// What is ahead, the next first and undated ones after it; then what is overdue, in time.
    pub fn upcoming(&self) -> Vec<&Event> {
        let ahead = self.events.iter().filter(|event| event.entry.ahead);
        ahead.chain(self.events.iter().filter(|event| event.entry.overdue)).collect()
    }
}

/// Something that was said.
#[derive(Debug)]
pub struct Statement {
    /// How pages show it.
    pub entry: Arc<Shared<StatementEntry>>,
    /// Who said it: a position in `Edition::actors`.
    pub speaker: usize,
    /// The briefing that quotes it: a position in `Edition::briefings`.
    pub briefing: usize,
}

/// What an actor wants in an issue.
#[derive(Debug)]
pub struct Position {
    /// How pages show it.
    pub entry: Arc<Shared<PositionEntry>>,
    /// Whose: a position in `Edition::actors`.
    pub actor: usize,
    /// The briefing that says so: a position in `Edition::briefings`.
    pub briefing: usize,
}
