//! The site as tables: what each data file can see.
//!
//! A table is a list of rows, a row a list of cells under fixed names. One description serves both
//! forms: JSON takes every row as an object, CSV as a line.
//!
//! **Incremental:** rows hold cards and entries of the ledger, which have fingerprints of their own,
//! and never a text: editing a body renders no table.

use std::hash::Hash;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::edition::Actor;
use crate::model::field::DataFormat;
use crate::model::front::FigureFront;
use crate::model::ledger::{Position, Statement};
use crate::model::shared::Shared;
use crate::model::view::record::{EventEntry, SourceEntry};
use crate::model::view::{ActorCard, ActorLink, AuthorView, CardView};

/// What a data file sees.
#[derive(Debug, Hash)]
pub struct DataSight<'e> {
    /// How it is written.
    pub format: DataFormat,
    /// When the newest briefing of the site was published or changed.
    pub updated: Option<Timestamp>,
    /// What is in it; both forms share it.
    pub table: Arc<Table<'e>>,
}

/// The rows of a table.
#[derive(Debug, Hash)]
pub enum Table<'e> {
    /// Listed briefings, newest first.
    Briefings(Vec<BriefingRow<'e>>),
    /// Actors by id.
    Actors(Vec<ActorRow<'e>>),
    /// Events in time; undated ones last.
    Events(Vec<EventRow<'e>>),
    /// Statements, newest first.
    Statements(Vec<StatementRow<'e>>),
    /// Positions, newest first.
    Positions(Vec<PositionRow<'e>>),
    /// Figures, those of the newest briefing first.
    Figures(Vec<FigureRow<'e>>),
    /// Sources by publisher and title.
    Sources(&'e [Arc<Shared<SourceEntry>>]),
}

/// A briefing.
#[derive(Debug, Hash)]
pub struct BriefingRow<'e> {
    /// Title, dates, status.
    pub card: &'e Shared<CardView>,
    /// Its summary as plain text.
    pub summary: &'e str,
    /// By-line.
    pub authors: &'e [AuthorView],
    /// The storyline's id.
    pub dossier: Option<&'e str>,
    /// Ids.
    pub tags: Vec<&'e str>,
    /// Ids.
    pub actors: Vec<&'e str>,
}

/// An actor.
#[derive(Debug, Hash)]
pub struct ActorRow<'e> {
    /// Name, role, numbers.
    pub card: &'e Shared<ActorCard>,
    /// Country, Wikidata.
    pub link: &'e Shared<ActorLink>,
}

impl<'e> ActorRow<'e> {
    /// Of an actor.
    pub fn new(actor: &'e Actor) -> Self {
        Self { card: &actor.card, link: &actor.link }
    }
}

/// An event.
#[derive(Debug, Hash)]
pub struct EventRow<'e> {
    /// As pages show it.
    pub entry: &'e Shared<EventEntry>,
    /// Ids of those who take part.
    pub actors: Vec<&'e str>,
    /// Ids of storylines that name it.
    pub dossiers: Vec<&'e str>,
}

/// A statement.
#[derive(Debug)]
pub struct StatementRow<'e> {
    /// As pages show it.
    pub statement: &'e Statement,
    /// The speaker's id.
    pub speaker: &'e str,
    /// The briefing's id.
    pub briefing: &'e str,
}

impl Hash for StatementRow<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.statement.entry, self.speaker, self.briefing).hash(state);
    }
}

/// A position.
#[derive(Debug)]
pub struct PositionRow<'e> {
    /// As pages show it.
    pub position: &'e Position,
    /// The actor's id.
    pub actor: &'e str,
    /// The briefing's id.
    pub briefing: &'e str,
}

impl Hash for PositionRow<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.position.entry, self.actor, self.briefing).hash(state);
    }
}

/// A figure.
#[derive(Debug, Hash)]
pub struct FigureRow<'e> {
    /// As its briefing has it.
    pub figure: &'e FigureFront,
    /// The title of its source.
    pub source: Option<&'e str>,
    /// The briefing.
    pub card: &'e Shared<CardView>,
}
