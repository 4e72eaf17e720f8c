//! Calendars (RFC 5545, with the names of RFC 7986): the events of the ledger for readers' own
//! programs.
//!
//! An event is told apart by its `UID`, made of its id, and is newer than a copy of it by its
//! `SEQUENCE`, one up for each change of its date or status. `DTSTAMP` and `LAST-MODIFIED` are the
//! `as_of` of the newest briefing that names it: a calendar depends on content alone.
//!
//! **Honesty:** what is known to the month or year only covers all of it, and says so. An event
//! whose status nobody gave has none. None of them makes a reader look busy (`TRANSP`).

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use super::Renderer;
use crate::base::date::Date;
use crate::base::date_words::Style;
use crate::base::text::percent_decode;
use crate::model::calendar::{CalendarItem, CalendarSight};
use crate::model::config::BaseUrl;
use crate::model::plan::Job;
use crate::model::view::record::EventEntry;

/// A line may have this many octets without its break.
const FOLD: usize = 75;

/// Writes a calendar.
pub fn write(renderer: &Renderer<'_>, job: &Job<'_>, calendar: &CalendarSight<'_>, out: &mut Vec<u8>) {
    let here = &renderer.config.base_url.absolute;
    let mut lines = Lines(out);
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//Briefer//Briefer//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", &calendar.title);
    lines.text("X-WR-CALNAME", &calendar.title);
    lines.plain("URL", &format!("{here}/{}", calendar.home));
    lines.plain("SOURCE;VALUE=URI", &format!("{here}/{}", job.path.href()));
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    lines.plain("X-PUBLISHED-TTL", "PT6H");
    for item in &calendar.items {
        event(renderer, item, &mut lines);
    }
    lines.plain("END", "VCALENDAR");
}

fn event(renderer: &Renderer<'_>, item: &CalendarItem<'_>, lines: &mut Lines<'_>) {
    let entry = item.entry;
    let zone = renderer.zone();
    let seen = utc(item.as_of.start(zone));
    lines.plain("BEGIN", "VEVENT");
    lines.text("UID", &uid(&entry.id, &renderer.config.feeds.id_base));
    lines.plain("DTSTAMP", &seen);
    lines.plain("LAST-MODIFIED", &seen);
    // The first step of its history is how it began.
    lines.plain("SEQUENCE", &entry.history.len().saturating_sub(1).to_string());
    when(item, zone, lines);
    lines.text("SUMMARY", &summary(renderer, item));
    if let Some(status) = status(entry) {
        lines.plain("STATUS", status);
    }
    lines.plain("TRANSP", "TRANSPARENT");
    if let Some(place) = &entry.place {
        lines.text("LOCATION", place);
    }
    let kind = word(renderer, "event_kind", entry.kind);
    if !kind.is_empty() {
        lines.text("CATEGORIES", kind);
    }
    let url = format!("{}{}", renderer.config.base_url.origin, entry.briefing.url);
    lines.text("DESCRIPTION", &description(renderer, entry, &url));
    lines.plain("URL", &url);
    lines.plain("END", "VEVENT");
}

/// `DTSTART` and `DTEND`: instants in UTC where clock times are known, else days, of which the end
/// is the first one after.
fn when(item: &CalendarItem<'_>, zone: &TimeZone, lines: &mut Lines<'_>) {
    let last = item.end.unwrap_or(item.date);
    if item.date.precision() < 3 {
        let end = match last {
            Date::Exact(..) | Date::Local(_) => Date::Day(last.day(zone)).end(zone),
            _ => last.end(zone),
        };
        lines.plain("DTSTART;VALUE=DATE", &day(item.date.day(zone)));
        lines.plain("DTEND;VALUE=DATE", &day(zone.to_datetime(end).date()));
        return;
    }
    let (start, end) = (item.date.start(zone), last.end(zone));
    lines.plain("DTSTART", &utc(start));
    if end > start {
        lines.plain("DTEND", &utc(end));
    }
}

/// The title; of an event whose day is not known, with what is known.
fn summary(renderer: &Renderer<'_>, item: &CalendarItem<'_>) -> String {
    let entry = item.entry;
    let mut summary = if item.date.precision() < 2 {
        let pattern = renderer.theme.strings["calendar"]["day_unknown"].as_str().unwrap_or("{title} ({date})");
        let date = renderer.dates.show(&item.date.to_string(), Style::Long).unwrap_or_default();
        pattern.replace("{date}", &date).replace("{title}", &entry.title)
    } else {
        entry.title.clone()
    };
    if entry.tlp != "CLEAR" {
        summary.push_str(" [TLP:");
        summary.push_str(entry.tlp);
        summary.push(']');
    }
    summary
}

/// How firm it is. A date that was derived or is contested is not firm.
fn status(entry: &EventEntry) -> Option<&'static str> {
    let firm = entry.alternatives.is_empty() && matches!(entry.certainty, None | Some("confirmed"));
    match entry.status {
        "held" | "passed" => Some("CONFIRMED"),
        "scheduled" if firm => Some("CONFIRMED"),
        "scheduled" | "tentative" | "postponed" => Some("TENTATIVE"),
        "cancelled" => Some("CANCELLED"),
        _ => None,
    }
}

/// What a reader sees who opens the event: how far it has come, how sure the date is, who takes
/// part, which briefing says so.
fn description(renderer: &Renderer<'_>, entry: &EventEntry, url: &str) -> String {
    let mut first = word(renderer, "event_status", entry.status).to_owned();
    let mut add = |text: &str| {
        first.push_str("; ");
        first.push_str(text);
    };
    if entry.overdue {
        add(word(renderer, "event", "overdue"));
    }
    if let Some(certainty) = entry.certainty {
        add(word(renderer, "certainty", certainty));
    }
    for other in &entry.alternatives {
        let date = renderer.dates.show(other, Style::Full).unwrap_or_default();
        add(&format!("{} {date}", word(renderer, "certainty", "or")));
    }
    let mut text = first;
    if !entry.actors.is_empty() {
        let names: Vec<&str> = entry.actors.iter().map(|actor| actor.title.as_str()).collect();
        let comma = renderer.theme.strings["comma"].as_str().unwrap_or(",");
        text.push('\n');
        text.push_str(&names.join(&format!("{comma} ")));
    }
    for line in [&entry.briefing.title, url] {
        text.push('\n');
        text.push_str(line);
    }
    text
}

fn word<'r>(renderer: &'r Renderer<'_>, table: &str, key: &'r str) -> &'r str {
    renderer.theme.strings[table][key].as_str().unwrap_or(key)
}

/// The event's id at the site: `round@example.org`, of a site below a path `sub/round@example.org`.
fn uid(id: &str, site: &BaseUrl) -> String {
    let host = site.origin.split_once("://").map_or(site.origin.as_str(), |(_, host)| host);
    format!("{}{id}@{host}", percent_decode(&site.root[1..]))
}

fn utc(instant: Timestamp) -> String {
    let time = TimeZone::UTC.to_datetime(instant);
    format!("{}T{:02}{:02}{:02}Z", day(time.date()), time.hour(), time.minute(), time.second())
}

fn day(date: civil::Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Content lines: folded, and ended as the standard wants them.
struct Lines<'o>(&'o mut Vec<u8>);

impl Lines<'_> {
    /// A property whose value needs no escaping.
    fn plain(&mut self, name: &str, value: &str) {
        let mut line = String::with_capacity(name.len() + value.len() + 1);
        line.push_str(name);
        line.push(':');
        line.push_str(value);
        self.fold(&line);
    }

    /// A property of the type TEXT.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 8);
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c => escaped.push(c),
            }
        }
        self.plain(name, &escaped);
    }

    /// Breaks the line where it is too long, between characters; what follows begins with a space.
    fn fold(&mut self, line: &str) {
        let (mut rest, mut room) = (line, FOLD);
        while rest.len() > room {
            let at = rest.floor_char_boundary(room);
            self.0.extend_from_slice(&rest.as_bytes()[..at]);
            self.0.extend_from_slice(b"\r\n ");
            (rest, room) = (&rest[at..], FOLD - 1);
        }
        self.0.extend_from_slice(rest.as_bytes());
        self.0.extend_from_slice(b"\r\n");
    }
}
