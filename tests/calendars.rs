//! Calendars, read back by another reader (`icalendar`), and, for what readers forgive, by their
//! bytes.

mod common;

use common::{Outputs, clean, site};
use icalendar::{Calendar, CalendarComponent, Component, Event, EventLike};

const SITE: &[(&str, &str)] = &[
    ("content/actors/anna.md", "---\nname: \"Anna; Berg, MP\"\nkind: person\n---\n"),
    ("content/actors/other.md", "---\nname: Other\nkind: person\n---\n"),
    ("content/dossiers/talks.md", "---\ntitle: The talks\n---\n"),
    (
        "content/briefings/one.md",
        r#"---
title: One
date: 2025-07-20T08:00:00+02:00
summary: First.
dossier: talks
events:
  - { id: round, title: First round, date: 2025-08-01, status: scheduled }
  - { id: vote, title: Vote, date: 2025-09, status: tentative, kind: vote }
  - { id: census, title: Census, date: 2026, status: scheduled }
  - { id: undated, title: Undated, status: scheduled }
---
"#,
    ),
    (
        "content/briefings/two.md",
        r#"---
title: Two
date: 2025-08-06
summary: Second.
tlp: GREEN
events:
  - { id: round, title: First round, date: 2025-08-05, end: 2025-08-06, status: held }
  - id: hearing
    title: "Слухання; про \\ все, що було сказано під час перемовин у столиці, і про те, чого не було сказано"
    date: 2025-08-08T09:00:00+02:00
    end: 2025-08-08T11:30:00+02:00
    status: scheduled
    kind: meeting
    place: Geneva, Palais
    actors: [anna]
    alternatives: [2025-08-09]
  - { id: moment, title: Moment, date: 2025-08-07T10:00:00, status: cancelled }
  - { id: shift, title: Shift, date: 2025-08-06, end: 2025-08-07T06:00:00, status: passed }
  - { id: night, title: Night, date: 2025-08-05T20:00:00, end: 2025-08-06 }
---
"#,
    ),
];

fn built(files: &[(&str, &str)]) -> Outputs {
    let mut world = site(files);
    let settings = "title = \"The Desk\"\nbase_url = \"https://example.org/sub/\"\nmax_tlp = \"GREEN\"\ntimezone = \"Europe/Kyiv\"\n";
    world.write("site.toml", settings.as_bytes());
    clean(&world)
}

fn events(outputs: &Outputs, path: &str) -> Vec<Event> {
    let calendar: Calendar = outputs.text(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let event = |component: CalendarComponent| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?} is no event"),
    };
    calendar.components.into_iter().map(event).collect()
}

/// Some of an event's properties, as the reader has them.
fn facts(event: &Event, names: &[&str]) -> String {
    let fact = |name: &&str| event.property_value(name).unwrap_or("-").to_owned();
    names.iter().map(fact).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_calendar_stands_beside_what_it_follows() {
    let outputs = built(SITE);
    let calendars: Vec<&str> = outputs.files.keys().map(String::as_str).filter(|path| path.ends_with(".ics")).collect();
    assert_eq!(calendars, ["actors/anna/calendar.ics", "calendar.ics", "dossiers/talks/calendar.ics"]);
    let calendar: Calendar = outputs.text("actors/anna/calendar.ics").parse().unwrap();
    assert_eq!(calendar.get_name(), Some("Anna\\; Berg\\, MP · The Desk"));
    let ids = |path: &str| -> Vec<String> {
        events(&outputs, path).iter().map(|event| event.get_uid().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("actors/anna/calendar.ics"), ["sub/hearing@example.org"]);
    // What a storyline's briefing named is its event, whichever briefing had the last word.
    assert_eq!(
        ids("dossiers/talks/calendar.ics"),
        ["sub/round@example.org", "sub/vote@example.org", "sub/census@example.org"]
    );
    for page in ["actors/anna/index.html", "dossiers/talks/index.html", "upcoming/index.html", "timeline/index.html"] {
        assert!(outputs.text(page).contains("type=\"text/calendar\""), "{page} does not announce its calendar");
    }
}

#[test]
fn events_are_as_long_as_they_are_and_as_firm() {
    let outputs = built(SITE);
    let all: Vec<String> = events(&outputs, "calendar.ics")
        .iter()
        .map(|event| facts(event, &["UID", "SEQUENCE", "DTSTART", "DTEND", "STATUS", "DTSTAMP"]))
        .collect();
    assert_eq!(
        all,
        [
            // Two days, so the end is the third; moved and held, so newer than its first version.
            "sub/round@example.org 1 20250805 20250807 CONFIRMED 20250805T210000Z",
            "sub/night@example.org 0 20250805T170000Z 20250806T210000Z - 20250805T210000Z",
            "sub/shift@example.org 0 20250806 20250808 CONFIRMED 20250805T210000Z",
            "sub/moment@example.org 0 20250807T070000Z - CANCELLED 20250805T210000Z",
            // Another date is spoken of.
            "sub/hearing@example.org 0 20250808T070000Z 20250808T093000Z TENTATIVE 20250805T210000Z",
            "sub/vote@example.org 0 20250901 20251001 TENTATIVE 20250720T060000Z",
            "sub/census@example.org 0 20260101 20270101 CONFIRMED 20250720T060000Z",
        ]
    );
}

#[test]
fn an_event_says_what_is_known_of_it() {
    let outputs = built(SITE);
    let all = events(&outputs, "calendar.ics");
    let named = |uid: &str| all.iter().find(|event| event.get_uid() == Some(uid)).unwrap();
    let hearing = named("sub/hearing@example.org");
    assert_eq!(
        hearing.get_summary(),
        Some(
            "Слухання; про \\ все, що було сказано під час перемовин у столиці, і про те, чого не було сказано [TLP:GREEN]"
        )
    );
    assert_eq!(hearing.get_location(), Some("Geneva, Palais"));
    assert_eq!(hearing.multi_properties()["CATEGORIES"][0].value(), "Meeting");
    assert_eq!(
        hearing.get_description(),
        Some("Scheduled; or 9 August 2025\nAnna; Berg, MP\nTwo\nhttps://example.org/sub/2025/08/06/two/#event-hearing")
    );
    assert_eq!(hearing.get_url(), Some("https://example.org/sub/2025/08/06/two/#event-hearing"));
    assert_eq!(named("sub/vote@example.org").get_summary(), Some("Vote (September 2025, day not known)"));
    assert_eq!(named("sub/census@example.org").get_summary(), Some("Census (2026, day not known)"));
}

#[test]
fn lines_are_as_short_as_the_standard_wants_and_whole() {
    let outputs = built(SITE);
    let text = outputs.text("calendar.ics");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    // Splitting at bytes and reading as text again fails if a letter was torn apart.
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with(' ') && line.len() > 70), "nothing was long enough to fold");
}

#[test]
fn a_calendar_leaves_out_what_is_long_past() {
    let events_of = |count: usize| -> String {
        let event =
            |at: usize| format!("  - {{ id: e{at}, title: Event {at}, date: {:04}-01-01, status: held }}\n", 1500 + at);
        let events: String = (0..count).map(event).collect();
        format!(
            "---\ntitle: Many\ndate: 2025-08-01\nsummary: S.\nevents:\n{events}  - {{ id: ahead, title: Ahead, date: 2030, status: scheduled }}\n---\n"
        )
    };
    let outputs = built(&[("content/briefings/many.md", &events_of(205))]);
    let all = events(&outputs, "calendar.ics");
    assert_eq!(all.len(), 201);
    assert_eq!(all[0].get_uid(), Some("sub/e5@example.org"));
    assert_eq!(all[200].get_uid(), Some("sub/ahead@example.org"));
}
