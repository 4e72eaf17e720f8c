//! Calendars: what each of them can see.

use crate::base::date::Date;
use crate::model::shared::Shared;
use crate::model::view::record::EventEntry;

/// What a calendar sees.
#[derive(Debug, Hash)]
pub struct CalendarSight<'e> {
    /// Its name.
    pub title: String,
    /// What it is the calendar of: an address below the root.
    pub home: String,
    /// In time.
    pub items: Vec<CalendarItem<'e>>,
}

/// An event that has a date.
#[derive(Debug, Clone, Hash)]
pub struct CalendarItem<'e> {
    /// What it is.
    pub entry: &'e Shared<EventEntry>,
    /// When.
    pub date: Date,
    /// Until when.
    pub end: Option<Date>,
    /// The `as_of` of the newest briefing that names it: when it was last looked at.
    pub as_of: Date,
}
