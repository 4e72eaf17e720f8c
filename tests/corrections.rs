//! The page of what was changed after publication, and its feed.

mod common;

use common::{clean, site, words};
use serde_json::{Value, json};

const CHANGED: &[(&str, &str)] = &[
    ("site.toml", "title = \"The Desk\"\nbase_url = \"https://example.org/sub/\"\n[feeds]\nof = [\"corrections\"]\n"),
    (
        "content/briefings/talks.md",
        "---
title: Talks & terms
date: 2025-08-05
summary: First.
sources: [{ id: wire, title: A report }]
corrections:
  - { date: 2025-08-07, text: 'The venue was *misnamed* [@wire].' }
  - { date: 2025-08-07, kind: clarification, text: Who spoke first is not known. }
updates:
  - { date: 2025-09-01, text: Talks go on. }
---
",
    ),
    (
        "content/briefings/withdrawn.md",
        "---
title: Знято
date: 2025-08-06
summary: Друге.
lang: uk
status: retracted
corrections: [{ date: '2025-08-08T09:00:00+02:00', kind: retraction, text: Помилка. }]
---
",
    ),
    (
        "content/briefings/held.md",
        "---\ntitle: Held\ndate: 2025-08-06\nsummary: S.\ndraft: true\nupdates: [{ date: 2025-08-09, text: A leak. }]\n---\n",
    ),
    (
        "content/briefings/quiet.md",
        "---\ntitle: Quiet\ndate: 2025-08-06\nsummary: S.\nunlisted: true\nupdates: [{ date: 2025-08-09, text: A whisper. }]\n---\n",
    ),
];

#[test]
fn changes_stand_by_month_the_newest_first() {
    let outputs = clean(&site(CHANGED));
    let page = outputs.text("corrections/index.html");
    assert_eq!(
        words(page),
        "Corrections and updates
What was wrong, and what was added after publication, newest first.
4 entries
Feed: Atom Feed: JSON Feed
September 2025
Update 1 September 2025
Talks go on.
In Talks & terms
August 2025
Retraction 8 August 2025
Помилка.
In Знято
Correction 7 August 2025
The venue was misnamed [1].
In Talks & terms
Clarification 7 August 2025
Who spoke first is not known.
In Talks & terms
"
    );
    // A citation is that of the briefing.
    assert!(page.contains("href=\"/sub/2025/08/05/talks/#source-wire\""), "{page}");
    assert!(page.contains("href=\"/sub/2025/08/05/talks/#at-corrections\""), "{page}");
    assert!(page.contains("<p lang=\"uk\" dir=\"ltr\">Помилка.</p>"), "{page}");
    assert!(page.contains("href=\"/sub/corrections/feed.xml\""), "{page}");
    assert!(outputs.text("sitemap.xml").contains("<loc>https://example.org/sub/corrections/</loc>"));
    assert!(outputs.text("index.html").contains("<li><a href=\"/sub/corrections/\">Corrections and updates</a></li>"));
}

#[test]
fn each_change_is_an_entry_of_the_feed() {
    let outputs = clean(&site(CHANGED));
    let feed: Value = serde_json::from_str(outputs.text("corrections/feed.json")).unwrap();
    assert_eq!(
        feed,
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Corrections and updates · The Desk",
            "home_page_url": "https://example.org/sub/corrections/",
            "feed_url": "https://example.org/sub/corrections/feed.json",
            "authors": [{ "name": "The Desk" }],
            "language": "en",
            "items": [
                {
                    "id": "tag:example.org,2025:/sub/briefings/talks#update-2025-09-01",
                    "url": "https://example.org/sub/2025/08/05/talks/#at-updates",
                    "title": "Update: Talks & terms",
                    "content_html": "Talks go on.",
                    "summary": "Talks go on.",
                    "date_published": "2025-09-01T00:00:00Z",
                },
                {
                    "id": "tag:example.org,2025:/sub/briefings/withdrawn#correction-2025-08-08",
                    "url": "https://example.org/sub/2025/08/06/withdrawn/#at-corrections",
                    "title": "Retraction: Знято",
                    "content_html": "Помилка.",
                    "summary": "Помилка.",
                    "date_published": "2025-08-08T07:00:00Z",
                    "language": "uk",
                },
                {
                    "id": "tag:example.org,2025:/sub/briefings/talks#correction-2025-08-07",
                    "url": "https://example.org/sub/2025/08/05/talks/#at-corrections",
                    "title": "Correction: Talks & terms",
                    "content_html": "The venue was <em>misnamed</em> <a class=\"cite\" href=\"https://example.org/sub/2025/08/05/talks/#source-wire\">[1]</a>.",
                    "summary": "The venue was misnamed.",
                    "date_published": "2025-08-07T00:00:00Z",
                },
                {
                    "id": "tag:example.org,2025:/sub/briefings/talks#correction-2025-08-07-2",
                    "url": "https://example.org/sub/2025/08/05/talks/#at-corrections",
                    "title": "Clarification: Talks & terms",
                    "content_html": "Who spoke first is not known.",
                    "summary": "Who spoke first is not known.",
                    "date_published": "2025-08-07T00:00:00Z",
                },
            ],
        })
    );
    let atom = feed_rs::parser::parse(outputs.text("corrections/feed.xml").as_bytes()).unwrap();
    let ids: Vec<&str> = atom.entries.iter().map(|entry| entry.id.as_str()).collect();
    let expected: Vec<&str> =
        feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, expected);
    assert_eq!(atom.updated.unwrap().to_rfc3339(), "2025-09-01T00:00:00+00:00");
}

#[test]
fn without_changes_or_turned_off_there_is_neither_page_nor_feed() {
    let mut off = site(CHANGED);
    off.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n[sections]\ncorrections = false\n");
    for world in [off, site(&CHANGED[3..])] {
        let outputs = clean(&world);
        assert!(!outputs.files.keys().any(|path| path.starts_with("corrections/")));
        assert!(!outputs.files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("/corrections/")));
    }
}
