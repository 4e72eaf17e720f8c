//! Actors named in texts: where a name stands, whom it means, and what comes of it.

use crate::base::hash::Fingerprint;
use crate::model::html::Body;

/// A name that was found in the running text of a body, whatever it means.
///
/// **Incremental:** it depends on the text and on the names alone, so it can be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hit {
    /// First byte, in the HTML of the body.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
    /// What it stands in: a position in `Body::blocks`.
    pub block: u32,
    /// Which name: a position in the list of all names.
    pub name: u32,
}

/// An actor who is named in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Named {
    /// A position in `Edition::actors`.
    pub actor: usize,
    /// Where.
    pub spot: Spot,
}

/// Where an actor is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// By one of its names.
    Name {
        /// First byte, in the HTML of the body.
        start: u32,
        /// After the last byte.
        end: u32,
        /// A position in `Body::blocks`.
        block: u32,
    },
    /// By a link that the author wrote.
    Link {
        /// A position in `Html::holes`.
        hole: u32,
    },
}

impl Spot {
    /// The block of the body that it is in, by position; none for the by-line of a quotation.
    pub fn block(self, body: &Body) -> Option<u32> {
        let hole = match self {
            Spot::Name { block, .. } => return Some(block),
            Spot::Link { hole } => body.html.holes[hole as usize].at,
        };
        let block = body.blocks.partition_point(|block| block.start <= hole).checked_sub(1)?;
        (hole <= body.blocks[block].end).then(|| u32::try_from(block).unwrap_or(u32::MAX))
    }
}

/// An actor whom a listed briefing names without being about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// A position in `Edition::actors`.
    pub actor: usize,
    /// The first of the blocks that name it.
    pub passages: Box<[Passage]>,
    /// How many blocks name it in all.
    pub blocks: usize,
}

/// A block of a briefing that names an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// A position in `Body::blocks`.
    pub block: u32,
    /// What its id on the page is made of; none if it has no tag of its own.
    pub id: Option<u32>,
    /// Where in the block the actor is named.
    pub spots: Box<[Spot]>,
    /// Of all that can be shown of it.
    pub fingerprint: Fingerprint,
}

/// An actor's appearances: listed briefings that are about it or name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appearances {
    /// Those that name it without being about it, newest first: positions in
    /// `Edition::briefings`, and in what each [mentions](Mentioned).
    pub mentions: Vec<(usize, usize)>,
    /// The newest of all.
    pub last: Option<usize>,
    /// The oldest of all.
    pub first: Option<usize>,
    /// How many in each month that has any, the earliest first.
    pub months: Vec<(Month, u32)>,
    /// With whom it appears most.
    pub together: Vec<Together>,
}

/// An actor that appears together with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Together {
    /// A position in `Edition::actors`.
    pub actor: usize,
    /// In how many briefings.
    pub briefings: u32,
    /// The newest of them: a position in `Edition::briefings`.
    pub last: usize,
}

/// A month, counted from the year 0, so that months can be subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month of a day.
    pub fn of(day: jiff::civil::Date) -> Self {
        Self(i32::from(day.year()) * 12 + i32::from(day.month()) - 1)
    }
}

impl std::fmt::Display for Month {
    /// `2025-08`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}
