//! Calendars: of the site, and of each actor and dossier with dated events, beside the page that
//! they follow.

use super::Outputs;
use super::claims::Claim;
use crate::base::path::OutPath;
use crate::model::calendar::{CalendarItem, CalendarSight};
use crate::model::config::Config;
use crate::model::edition::Edition;
use crate::model::ledger::Event;
use crate::model::plan::{Shape, Sight};

/// How many events a calendar has that are not ahead, the latest: readers' programs load all of it
/// each time.
const PAST: usize = 200;

/// Adds them.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, shape: &Shape) {
    if shape.calendar.is_none() {
        return;
    }
    let events = &edition.ledger.events;
    let home = OutPath::parse("index.html").expect("a plain path is valid");
    add_calendar(outputs, &home, config.title.clone(), events.iter());
    for actor in edition.actors.iter().filter(|actor| actor.record.is_dated()) {
        let title = format!("{} · {}", actor.card.name, config.title);
        add_calendar(outputs, &actor.path, title, actor.events.iter().map(|&at| &events[at]));
    }
    for dossier in edition.dossiers.iter().filter(|dossier| dossier.record.is_dated()) {
        let title = format!("{} · {}", dossier.card.title, config.title);
        add_calendar(outputs, &dossier.path, title, dossier.events.iter().map(|&at| &events[at]));
    }
}

/// Adds the calendar of `events`, which come in time, in the folder of `page`.
fn add_calendar<'e>(
    outputs: &mut Outputs<'e>,
    page: &OutPath,
    title: String,
    events: impl Iterator<Item = &'e Event> + Clone,
) {
    let is_past = |event: &Event| event.date.is_some() && !event.entry.ahead;
    let mut old = events.clone().filter(|event| is_past(event)).count().saturating_sub(PAST);
    let mut is_old = |event: &Event| {
        let is_old = old > 0 && is_past(event);
        old -= usize::from(is_old);
        is_old
    };
    let items = events.filter(|event| !is_old(event)).filter_map(item).collect();
    let folder = page.as_str().strip_suffix("index.html").expect("the page of a folder");
    let path = OutPath::parse(&format!("{folder}{}", Config::CALENDAR)).expect("a file beside a page has a valid path");
    let sight = CalendarSight { title, home: page.href(), items };
    outputs.add(path, Sight::Calendar(Box::new(sight)), Claim::Section("a calendar", "calendars"));
}

fn item(event: &Event) -> Option<CalendarItem<'_>> {
    Some(CalendarItem { entry: &event.entry, date: event.date?, end: event.end, as_of: event.as_of })
}
