//! What the home page and the archive show.

use serde::Serialize;

use super::card::{CardView, DossierCard};
use super::record::EventEntry;
use super::{NoticeView, SafeHtml};
use crate::model::shared::Shared;

/// The home page (`home`).
#[derive(Debug, Clone, Serialize)]
pub struct HomeView<'a> {
    /// Words of `content/index.md`.
    pub body: Option<SafeHtml>,
    /// Their language, where it is not the site's.
    pub lang: Option<&'a str>,
    /// Their direction, where their language is given.
    pub dir: Option<&'static str>,
    /// Why those words are not public, if `--drafts` shows them all the same.
    pub notice: Option<NoticeView>,
    /// The newest listed briefing; on the first page only.
    pub lead: Option<&'a Shared<CardView>>,
    /// Briefings with the status `developing`, without the lead; on the first page only.
    pub developing: Vec<&'a Shared<CardView>>,
    /// What is ahead, the next first, undated last; on the first page only.
    pub ahead: Vec<&'a Shared<EventEntry>>,
    /// Storylines by their latest briefing; on the first page only.
    pub dossiers: Vec<&'a Shared<DossierCard>>,
}

/// A year of the archive (`years` of the archive, `year` of its own page).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearView {
    /// `2025`.
    pub year: String,
    /// Ready for an `href`.
    pub url: String,
    /// How many listed briefings.
    pub briefings: usize,
    /// January to December; months without briefings have no `url`.
    pub months: Vec<MonthView>,
}

/// A month of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView {
    /// `2025-08`.
    pub month: String,
    /// Absent where there is nothing.
    pub url: Option<String>,
    /// How many listed briefings.
    pub briefings: usize,
}
