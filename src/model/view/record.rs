//! What pages show of the [ledger](crate::model::ledger): events, statements, positions, figures,
//! questions, sources and changes, each with the briefing that says so.

use std::sync::Arc;

use serde::Serialize;

use super::{LinkView, SafeHtml};
use crate::model::shared::Shared;

/// An event on a timeline: as the newest briefing that names it has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EventEntry {
    /// The author's id; else the briefing's id and the event's number: `talks.1`.
    pub id: String,
    /// What.
    pub title: String,
    /// When, if known.
    pub date: Option<String>,
    /// Until when.
    pub end: Option<String>,
    /// `meeting`, `visit`, `talks`, `statement`, `decision`, `attack`, `deadline`, `vote`, `other`.
    pub kind: &'static str,
    /// `scheduled`, `tentative`, `held`, `passed`, `postponed`, `cancelled`, `unknown`.
    pub status: &'static str,
    /// Its date has passed, and no briefing says what came of it.
    pub overdue: bool,
    /// It is scheduled, tentative or postponed, and its date has not passed.
    pub ahead: bool,
    /// Where.
    pub place: Option<String>,
    /// Who takes part.
    pub actors: Vec<LinkView>,
    /// `derived`, `reported`, `confirmed`.
    pub certainty: Option<&'static str>,
    /// Other dates that are spoken of.
    pub alternatives: Vec<String>,
    /// The newest briefing that names it; the address leads to the event there.
    pub briefing: LinkView,
    /// What became of it from briefing to briefing, oldest first; one entry where nothing did.
    pub history: Vec<EventStep>,
    /// The language of that briefing, where it is not the site's.
    pub lang: Option<String>,
    /// Its direction, where it is not the site's.
    pub dir: Option<&'static str>,
    /// The most restricted marking of the briefings that name it: `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// A step in the history of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EventStep {
    /// `first`, or what became of it: `dated`, `rescheduled`, or the new status.
    pub change: &'static str,
    /// When the event was said to be, then.
    pub when: Option<String>,
    /// The status, then.
    pub status: &'static str,
    /// The briefing's `as_of`.
    pub as_of: String,
    /// The briefing; the address leads to the event there.
    pub briefing: LinkView,
}

/// Something that was said, with its speaker.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StatementEntry {
    /// Who said it.
    pub speaker: LinkView,
    /// The speaker's role at that date: the one that the briefing gives, or the registry's.
    pub role: Option<String>,
    /// The words, without quotation marks.
    pub paragraphs: Vec<String>,
    /// When, if known.
    pub date: Option<String>,
    /// Where: a place, a medium.
    pub venue: Option<String>,
    /// A few words of a longer sentence.
    pub fragment: bool,
    /// The title of the source.
    pub source: Option<String>,
    /// The briefing; the address leads to the words there.
    pub briefing: LinkView,
    /// The briefing's `as_of`.
    pub as_of: String,
    /// The language of the briefing, where it is not the site's.
    pub lang: Option<String>,
    /// Its direction, where it is not the site's.
    pub dir: Option<&'static str>,
    /// Marking of the briefing: `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

impl StatementEntry {
    /// The words in one line.
    pub fn text(&self) -> String {
        self.paragraphs.join(" ")
    }
}

/// Who spoke, in the index of speakers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SpeakerView {
    /// The actor's name.
    pub name: String,
    /// Where all its statements are: its page, or the page of its statements.
    pub url: String,
    /// How many there are.
    pub statements: usize,
}

/// What an actor wants in an issue, by the newest briefing that says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PositionEntry {
    /// Whose.
    pub actor: LinkView,
    /// About what.
    pub issue: String,
    /// `demands`, `offers`, `supports`, `accepts`, `rejects`, `conditions`, `declines-to-comment`.
    pub stance: &'static str,
    /// In words.
    pub text: Option<String>,
    /// The briefing.
    pub briefing: LinkView,
    /// The briefing's `as_of`.
    pub as_of: String,
    /// Marking of the briefing: `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// The positions of a storyline: what each actor wants in each issue.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct MatrixView {
    /// The columns.
    pub actors: Vec<LinkView>,
    /// The rows, in the order in which the issues came up.
    pub issues: Vec<IssueRow>,
}

/// A row of a [`MatrixView`].
#[derive(Debug, Clone, Hash, Serialize)]
pub struct IssueRow {
    /// About what.
    pub issue: String,
    /// One for each actor of the matrix: its positions in the issue; empty where none is known.
    pub cells: Vec<Vec<Arc<Shared<PositionEntry>>>>,
}

/// A question of a storyline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct QuestionEntry {
    /// The question.
    pub question: String,
    /// `open`, `answered`, `moot`.
    pub status: &'static str,
    /// The answer.
    pub answer: Option<String>,
    /// The first briefing that asks it; the address leads to the question there.
    pub asked: LinkView,
    /// The briefing that answers it or lays it aside.
    pub settled: Option<LinkView>,
    /// The most restricted marking of the briefings that have it: `CLEAR`, `GREEN`, `AMBER`,
    /// `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// A number of a storyline over time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureSeries {
    /// What is counted.
    pub label: String,
    /// Of the values.
    pub unit: Option<String>,
    /// Newest first; equal values that follow each other are one.
    pub points: Vec<FigurePoint>,
    /// Four values or more as a line, if they are numbers and not all the same.
    pub line: Option<FigureLine>,
}

/// The line that a [`FigureSeries`] draws.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureLine {
    /// As an SVG path from the left to the right, 100 wide and 10 high, by date.
    pub path: String,
    /// The lowest value, as written.
    pub lowest: String,
    /// The highest value, as written.
    pub highest: String,
}

/// A value of a [`FigureSeries`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigurePoint {
    /// As written.
    pub value: String,
    /// `exact`, `about`, `at-least`, `at-most`.
    pub qualifier: Option<&'static str>,
    /// The figure's own date, or the briefing's.
    pub as_of: String,
    /// The briefing.
    pub briefing: LinkView,
    /// Marking of the briefing: `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// What a briefing says that the earlier ones of its storyline did not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NewsView {
    /// The briefing that says it.
    pub briefing: LinkView,
    /// The briefing before it.
    pub since: LinkView,
    /// That briefing's `as_of`.
    pub since_date: String,
    /// What is no longer as it was, then what is new.
    pub items: Vec<NewsItem>,
    /// The most restricted marking of the storyline's briefings up to this one: `CLEAR`, `GREEN`,
    /// `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// One thing that is new.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NewsItem {
    /// `event`, `event-status`, `event-date`, `statement`, `position`, `figure`, `question`,
    /// `settled`.
    pub kind: &'static str,
    /// The event, the words, the issue, the label or the question.
    pub title: String,
    /// Whose, for statements and positions.
    pub actor: Option<LinkView>,
    /// What was said before: a status, a date, a stance or a value, as `kind` has it.
    pub from: Option<String>,
    /// What is said now.
    pub to: Option<String>,
    /// Where on the briefing's page: `#event-x`.
    pub url: String,
}

/// A source, with the briefings that rest on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SourceEntry {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When it was read.
    pub accessed: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// `primary`, `official`, `wire`, `media`, `social`, `interview`, `dataset`.
    pub kind: Option<&'static str>,
    /// Admiralty code, `A1` to `F6`.
    pub grade: Option<String>,
    /// Newest first; the address leads to the source there.
    pub briefings: Vec<LinkView>,
    /// The most restricted marking of these: `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// A correction or update, with its briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangeEntry {
    /// When.
    pub date: String,
    /// `update`, `correction`, `clarification`, `editors-note`, `retraction`.
    pub kind: &'static str,
    /// What is changed: inline HTML, whose links into the briefing lead to its page.
    pub html: SafeHtml,
    /// As plain text, for feeds.
    pub plain: String,
    /// The briefing; the address leads to its corrections or updates.
    pub briefing: LinkView,
    /// What tells it from all others, and stays when its words change: the briefing's id, which of its lists,
    /// the day, and the number among those of the day from the second on: `talks#correction-2025-08-09`.
    pub id: String,
    /// The language of the briefing, where it is not the site's.
    pub lang: Option<String>,
    /// Its direction, where it is not the site's.
    pub dir: Option<&'static str>,
    /// Marking of the briefing: `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
}

/// What the ledger knows of an actor.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ActorRecord {
    /// The newest of what it said.
    pub statements: Vec<Arc<Shared<StatementEntry>>>,
    /// How many there are in all.
    pub statement_count: usize,
    /// What it wants, the newest position in each issue, by issue.
    pub positions: Vec<Arc<Shared<PositionEntry>>>,
    /// What it takes part in and is over: the latest, newest first.
    pub events: Vec<Arc<Shared<EventEntry>>>,
    /// What it takes part in and is ahead, the next first.
    pub ahead: Vec<Arc<Shared<EventEntry>>>,
    /// How many events there are in all.
    pub event_count: usize,
}

/// What the ledger knows of a storyline.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct StoryRecord {
    /// What the newest briefing says that those before it did not.
    pub news: Option<NewsView>,
    /// What happened, in time; undated last. The latest, where there is more than a page holds.
    pub events: Vec<Arc<Shared<EventEntry>>>,
    /// What is ahead, the next first; undated last.
    pub ahead: Vec<Arc<Shared<EventEntry>>>,
    /// How many events there are in all.
    pub event_count: usize,
    /// What each actor wants in each issue.
    pub positions: MatrixView,
    /// Open ones first.
    pub questions: Vec<QuestionEntry>,
    /// Key numbers over time.
    pub figures: Vec<FigureSeries>,
}

impl ActorRecord {
    /// Whether it said more than its page shows.
    pub fn has_more_statements(&self) -> bool {
        self.statement_count > self.statements.len()
    }

    /// Whether it takes part in more than its page shows.
    pub fn has_more_events(&self) -> bool {
        self.event_count > self.events.len() + self.ahead.len()
    }

    /// Whether anything that it takes part in has a date, and so a place in a calendar.
    pub fn is_dated(&self) -> bool {
        is_dated(&self.events) || is_dated(&self.ahead)
    }
}

impl StoryRecord {
    /// Whether more happened than its page shows.
    pub fn has_more_events(&self) -> bool {
        self.event_count > self.events.len() + self.ahead.len()
    }

    /// Whether anything in it has a date, and so a place in a calendar.
    pub fn is_dated(&self) -> bool {
        is_dated(&self.events) || is_dated(&self.ahead)
    }
}

/// Dated events are the last to be left out where there are too many.
fn is_dated(events: &[Arc<Shared<EventEntry>>]) -> bool {
    events.iter().any(|event| event.date.is_some())
}
