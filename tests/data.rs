//! Data files: the site as tables, read back by other readers (serde_json, the `csv` crate).

mod common;

use std::collections::BTreeMap;

use briefer::build::{Request, build};
use briefer::memo::Memory;
use common::{Outputs, clean, site};
use serde_json::{Value, json};

const TALKS: &str = "---
title: \"Talks, \\\"round one\\\"\"
date: 2025-08-05T09:00:00+02:00
as_of: 2025-08-04
summary: The *first* round.
kind: analysis
status: developing
authors: [anna-alpha, The desk]
tags: [Peace talks]
actors: [anna-alpha, gamma]
dossier: story
number: 3
events:
  - { id: round-two, title: The second round, date: 2025-08-09, kind: talks, status: scheduled, place: Geneva, actors: [anna-alpha, gamma], certainty: reported, alternatives: [2025-08-10, 2025-08-11] }
  - A visit
statements:
  - { speaker: anna-alpha, text: We shall see., date: 2025-08-04, venue: Geneva, source: note }
positions:
  - { actor: gamma, issue: Borders, stance: rejects, text: Not an inch. }
figures:
  - { label: Delegates, value: 1.50, unit: thousand, qualifier: about, source: note }
  - { label: Change, value: -5, as_of: 2025-08 }
sources:
  - { id: note, title: \"=HYPERLINK(1)\", publisher: The host, url: \"https://example.com/s\", published: 2025-08-04, kind: official, grade: B2 }
updates: [{ date: 2025-08-06, text: More was said. }]
---

The body of the talks.
";
const LATER: &str = "---
title: Later
date: 2025-08-07
summary: Nothing new.
lang: uk
dossier: story
events: [{ id: round-two, title: The second round, date: 2025-08-10, status: postponed }]
sources: [\"https://example.com/s\"]
---
";
const UNLISTED: &str = "---
title: Nobody lists it
date: 2025-08-07
summary: Quiet.
unlisted: true
actors: [anna-alpha]
events: [A quiet event]
figures: [{ label: Quiet figure, value: 1 }]
sources: [A quiet source]
---
";

fn built(settings: &str, files: &[(&str, &str)]) -> Outputs {
    let mut world = site(files);
    let text = format!("title = \"The Desk\"\nbase_url = \"https://example.org/sub/\"\n{settings}\n");
    world.write("site.toml", text.as_bytes());
    clean(&world)
}

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("content/briefings/talks.md", TALKS),
        ("content/briefings/later.md", LATER),
        ("content/briefings/unlisted.md", UNLISTED),
        (
            "content/actors/anna-alpha.md",
            "---\nname: Anna Alpha\nkind: person\nshort: Alpha\nroles: [{ title: Minister, from: 2024 }]\nwikidata: Q1\n---\nA profile.\n",
        ),
        ("content/actors/gamma.md", "---\nname: Gamma\nkind: state\ncountry: UA\n---\n"),
        ("content/dossiers/story.md", "---\ntitle: The story\n---\n"),
        ("content/tags/peace-talks.md", "---\nlabel: Peace talks\n---\n"),
    ]
}

/// The rows of a table.
fn items(outputs: &Outputs, table: &str) -> Value {
    let mut file: Value = serde_json::from_str(outputs.text(&format!("data/{table}.json"))).unwrap();
    file["items"].take()
}

/// The lines of a table, the first one with the names.
fn lines(outputs: &Outputs, table: &str) -> Vec<Vec<String>> {
    let text = outputs.text(&format!("data/{table}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn each_table_says_what_the_briefings_say() {
    let outputs = built("", &files());
    let file: Value = serde_json::from_str(outputs.text("data/briefings.json")).unwrap();
    assert_eq!(
        file,
        json!({
            "version": 1,
            "site": "https://example.org/sub/",
            "language": "en",
            "updated": "2025-08-07T00:00:00Z",
            "items": [
                {
                    "id": "later", "title": "Later", "url": "https://example.org/sub/2025/08/07/later/",
                    "date": "2025-08-07", "as_of": "2025-08-07", "summary": "Nothing new.",
                    "kind": "news", "status": "final", "tlp": "CLEAR", "lang": "uk", "dossier": "story",
                    "reading_minutes": 1,
                },
                {
                    "id": "talks", "title": "Talks, \"round one\"", "url": "https://example.org/sub/2025/08/05/talks/",
                    "date": "2025-08-05T09:00:00+02:00", "as_of": "2025-08-04", "updated": "2025-08-06",
                    "summary": "The first round.", "kind": "analysis", "status": "developing", "tlp": "CLEAR",
                    "lang": "en", "authors": ["Anna Alpha", "The desk"], "dossier": "story", "number": 3,
                    "tags": ["peace-talks"], "actors": ["anna-alpha", "gamma"], "reading_minutes": 1,
                },
            ],
        })
    );
    let talks = "https://example.org/sub/2025/08/05/talks/";
    let later = "https://example.org/sub/2025/08/07/later/";
    assert_eq!(
        items(&outputs, "actors"),
        json!([
            {
                "id": "anna-alpha", "name": "Anna Alpha", "short": "Alpha", "kind": "person",
                "url": "https://example.org/sub/actors/anna-alpha/", "wikidata": "Q1", "role": "Minister",
                "briefings": 1, "latest": "2025-08-05T09:00:00+02:00", "registered": true,
            },
            {
                "id": "gamma", "name": "Gamma", "short": "Gamma", "kind": "state",
                "url": "https://example.org/sub/actors/gamma/", "country": "UA",
                "briefings": 1, "latest": "2025-08-05T09:00:00+02:00", "registered": true,
            },
        ])
    );
    assert_eq!(
        items(&outputs, "events"),
        json!([
            {
                "id": "round-two", "title": "The second round", "date": "2025-08-10", "kind": "talks",
                "status": "postponed", "place": "Geneva", "actors": ["anna-alpha", "gamma"],
                "dossiers": ["story"], "url": format!("{later}#event-round-two"),
                "briefings": [format!("{talks}#event-round-two"), format!("{later}#event-round-two")], "tlp": "CLEAR",
            },
            {
                "id": "talks.2", "title": "A visit", "kind": "other", "status": "unknown", "dossiers": ["story"],
                "url": format!("{talks}#event-2"), "briefings": [format!("{talks}#event-2")],
                "tlp": "CLEAR",
            },
        ])
    );
    assert_eq!(
        items(&outputs, "statements"),
        json!([{
            "speaker": "anna-alpha", "name": "Anna Alpha", "role": "Minister", "text": "We shall see.",
            "fragment": false, "date": "2025-08-04", "venue": "Geneva", "source": "=HYPERLINK(1)", "lang": "en",
            "briefing": "talks", "as_of": "2025-08-04", "url": format!("{talks}#statement-1"),
            "tlp": "CLEAR",
        }])
    );
    let positions = items(&outputs, "positions");
    assert_eq!(
        positions,
        json!([{
            "actor": "gamma", "name": "Gamma", "issue": "Borders", "stance": "rejects", "text": "Not an inch.",
            "briefing": "talks", "as_of": "2025-08-04", "url": positions[0]["url"], "tlp": "CLEAR",
        }])
    );
    assert!(positions[0]["url"].as_str().unwrap().starts_with(talks));
    assert_eq!(
        items(&outputs, "figures"),
        json!([
            {
                "label": "Delegates", "value": "1.50", "unit": "thousand", "qualifier": "about",
                "as_of": "2025-08-04", "source": "=HYPERLINK(1)", "briefing": "talks", "url": talks, "tlp": "CLEAR",
            },
            { "label": "Change", "value": "-5", "as_of": "2025-08", "briefing": "talks", "url": talks, "tlp": "CLEAR", },
        ])
    );
    let sources = items(&outputs, "sources");
    assert_eq!(sources.as_array().unwrap().len(), 1, "one address is one source: {sources}");
    assert_eq!(sources[0]["briefings"].as_array().unwrap().len(), 2);
}

/// Both forms have the same names and values; what JSON leaves out is an empty cell.
#[test]
fn csv_says_the_same_as_json() {
    let outputs = built("", &files());
    for table in ["briefings", "actors", "events", "statements", "positions", "figures", "sources"] {
        let lines = lines(&outputs, table);
        let rows = items(&outputs, table);
        let rows = rows.as_array().unwrap();
        assert_eq!(lines.len(), rows.len() + 1, "{table}");
        for (line, row) in lines[1..].iter().zip(rows) {
            let mut seen = 0;
            for (name, cell) in lines[0].iter().zip(line) {
                let expected = match &row[name] {
                    Value::Null => String::new(),
                    Value::Array(items) => {
                        items.iter().map(|item| item.as_str().unwrap()).collect::<Vec<_>>().join(";")
                    }
                    Value::String(text) if text.starts_with('=') => format!("'{text}"),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(*cell, expected, "{table}: {name}");
                seen += usize::from(!row[name].is_null());
            }
            assert_eq!(seen, row.as_object().unwrap().len(), "{table} has the same names in both forms");
        }
        assert!(outputs.text(&format!("data/{table}.csv")).ends_with("\r\n"));
    }
    assert_eq!(lines(&outputs, "figures")[2][1], "-5", "a number is no formula");
}

#[test]
fn settings_choose_the_files() {
    let data = |settings: &str, files: &[(&str, &str)]| {
        let outputs = built(settings, files);
        outputs.files.keys().filter(|path| path.starts_with("data/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(data("", &[]).len(), 14);
    assert_eq!(data("[data]\nformats = []", &files()), Vec::<String>::new());
    assert_eq!(
        data("[data]\nformats = [\"csv\"]\nof = [\"sources\", \"events\", \"events\"]", &files()),
        ["data/events.csv", "data/sources.csv"]
    );
    let empty = built("", &[]);
    assert_eq!(
        empty.text("data/events.json"),
        "{\"version\":1,\"site\":\"https://example.org/sub/\",\"language\":\"en\",\"items\":[\n]}\n"
    );
    assert_eq!(
        lines(&empty, "positions"),
        [["actor", "name", "issue", "stance", "text", "briefing", "as_of", "url", "tlp"]]
    );
}

/// What an edit renders of the data files.
fn edited(path: &str, from: &str, to: &str) -> Vec<String> {
    let mut files: BTreeMap<&str, String> = files().into_iter().map(|(path, text)| (path, text.to_owned())).collect();
    let (mut memory, mut outputs) = (Memory::default(), Outputs::default());
    for step in 0..2 {
        if step == 1 {
            let text = files.get_mut(path).unwrap();
            assert!(text.contains(from));
            *text = text.replace(from, to);
        }
        let list: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        build(&site(&list), &Request::default(), &mut memory, &mut outputs).unwrap();
        outputs.finish();
    }
    outputs.written.retain(|path| path.ends_with(".csv"));
    outputs.written
}

#[test]
fn an_edit_renders_the_tables_that_show_it() {
    let talks = "content/briefings/talks.md";
    assert_eq!(edited(talks, "The body", "A body"), Vec::<String>::new());
    assert_eq!(edited("content/actors/anna-alpha.md", "A profile", "The profile"), Vec::<String>::new());
    assert_eq!(edited(talks, "value: -5", "value: -6"), ["data/figures.csv"]);
    assert_eq!(edited(talks, "stance: rejects", "stance: accepts"), ["data/positions.csv"]);
    assert_eq!(edited(talks, "venue: Geneva", "venue: Bern"), ["data/statements.csv"]);
    assert_eq!(edited("content/briefings/later.md", "example.com/s", "example.com/t"), ["data/sources.csv"]);
    assert_eq!(edited(talks, "place: Geneva", "place: Bern"), ["data/events.csv"]);
}
