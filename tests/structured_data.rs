//! Structured data: what pages say to machines, word for word. That the words are those of
//! schema.org is checked in `tests/browser`, against its published types.

mod common;

use common::{Outputs, clean, site};
use serde_json::{Value, json};

const BRIEFING: &str = "---
title: \"Talks & </script><b>terms\"
date: 2025-08-05T09:00:00+02:00
summary: The *first* round.
kind: analysis
status: developing
expires: 2026-01-01
authors: [anna-alpha, Jane Doe, The Publisher]
tags: [Peace talks]
actors: [anna-alpha, gamma]
dossier: story
number: 3
image: { src: /map.png, alt: A map, credit: The cartographer }
events:
  - { id: round-two, title: The second round, date: 2025-08-09, end: 2025-08-10, status: scheduled, place: Geneva, actors: [anna-alpha, gamma, the-union] }
  - { title: A visit, date: 2025-08-20, status: tentative }
  - { title: A vote, date: 2025-08-21, alternatives: [2025-08-22], status: scheduled }
  - { title: The march, date: 2025-08-01, status: cancelled }
  - { title: A summit, status: postponed }
  - { title: The first round, date: 2025-08-04, status: held, alternatives: [2025-08-03] }
  - { title: A signature, status: scheduled }
sources:
  - { id: statement, title: A statement, publisher: The host, url: \"https://example.org/s\", published: 2025-08-04, archived: \"https://archive.example/s\", kind: official }
  - { title: Numbers, kind: dataset }
updates: [{ date: 2025-08-06, text: More was said. }]
corrections:
  - { date: 2025-08-07, text: The hour was *wrong*. }
---

Boris Beta said so; so did Anna Alpha.
";

fn outputs() -> Outputs {
    let mut world = site(&[
        ("content/briefings/talks.md", BRIEFING),
        (
            "content/actors/anna-alpha.md",
            "---\nname: Anna Alpha\nkind: person\nshort: Alpha\nnames: { uk: Анна Альфа }\naliases: [A. Alpha]\nroles: [{ title: Minister, from: 2024 }]\nmember_of: [the-union]\nwikidata: Q1\nlinks: [\"https://alpha.example/\"]\n---\n",
        ),
        ("content/actors/boris-beta.md", "---\nname: Boris Beta\nkind: person\n---\n"),
        ("content/actors/gamma.md", "---\nname: Gamma\nkind: state\nmember_of: [the-union]\nwikidata: Q212\n---\n"),
        ("content/actors/the-union.md", "---\nname: The Union\nkind: bloc\n---\n"),
        ("content/dossiers/story.md", "---\ntitle: The story\nsummary: How it *began*.\nstarted: 2025-07\n---\n"),
        ("content/tags/peace-talks.md", "---\nlabel: Peace talks\ndescription: At the table.\naliases: [Talks]\n---\n"),
        ("static/map.png", ""),
        ("static/logo.svg", ""),
    ]);
    world.write(
        "site.toml",
        "title = \"The Desk\"\nbase_url = \"https://example.org/sub/\"\ndescription = \"Dated.\"\n[publisher]\nname = \"The Publisher\"\nurl = \"https://publisher.example/\"\nlogo = \"/logo.svg\"\n",
    );
    clean(&world)
}

/// The things that a page describes.
fn graph(outputs: &Outputs, page: &str) -> Vec<Value> {
    let text = outputs.text(page);
    let (_, rest) = text.split_once("<script type=\"application/ld+json\">").unwrap();
    // As a browser reads it: to the first end of a script.
    let (script, _) = rest.split_once("</script>").unwrap();
    let document: Value = serde_json::from_str(script).unwrap();
    assert_eq!(document["@context"], "https://schema.org");
    document["@graph"].as_array().unwrap().clone()
}

const BRIEFING_PAGE: &str = "2025/08/05/talks/index.html";

#[test]
fn a_briefing_is_an_article() {
    let page = "https://example.org/sub/2025/08/05/talks/";
    let actor = |id: &str| format!("/sub/actors/{id}/#actor");
    let mut graph = graph(&outputs(), BRIEFING_PAGE);
    let mentions = graph[0].as_object_mut().unwrap().remove("mentions").unwrap();
    assert_eq!(
        graph[0],
        json!({
            "@type": "AnalysisNewsArticle",
            "@id": "/sub/2025/08/05/talks/#article",
            "headline": "Talks & </script><b>terms",
            "url": page,
            "datePublished": "2025-08-05T09:00:00+02:00",
            "dateModified": "2025-08-07",
            "expires": "2026-01-01",
            "inLanguage": "en",
            "creativeWorkStatus": "Developing",
            "image": {
                "@type": "ImageObject",
                "url": "https://example.org/sub/map.png",
                "caption": "A map",
                "creditText": "The cartographer",
            },
            "author": [
                { "@type": "Person", "@id": actor("anna-alpha"), "name": "Anna Alpha", "url": "https://example.org/sub/actors/anna-alpha/" },
                { "@type": "Person", "name": "Jane Doe" },
                { "@type": "Organization", "@id": "/sub/#publisher", "name": "The Publisher" },
            ],
            "publisher": {
                "@type": "Organization",
                "@id": "/sub/#publisher",
                "name": "The Publisher",
                "url": "https://publisher.example/",
                "logo": "https://example.org/sub/logo.svg",
            },
            "about": [
                { "@type": "Person", "@id": actor("anna-alpha"), "name": "Anna Alpha", "sameAs": "https://www.wikidata.org/entity/Q1" },
                { "@type": "Country", "@id": actor("gamma"), "name": "Gamma", "sameAs": "https://www.wikidata.org/entity/Q212" },
            ],
            "keywords": ["Peace talks"],
            "isPartOf": {
                "@type": "CreativeWorkSeries",
                "@id": "/sub/dossiers/story/#story",
                "name": "The story",
            },
            "position": 3,
            "citation": [
                {
                    "@type": "CreativeWork",
                    "name": "A statement",
                    "url": "https://example.org/s",
                    "publisher": { "@type": "Organization", "name": "The host" },
                    "datePublished": "2025-08-04",
                    "archivedAt": "https://archive.example/s",
                },
                { "@type": "Dataset", "name": "Numbers" },
            ],
            "correction": [
                { "@type": "CorrectionComment", "text": "The hour was wrong.", "datePublished": "2025-08-07" },
            ],
        })
    );
    let step = |position: usize, name: &str, item: &str| json!({ "@type": "ListItem", "position": position, "name": name, "item": item });
    assert_eq!(
        graph[1],
        json!({
            "@type": "BreadcrumbList",
            "itemListElement": [
                step(1, "Home", "https://example.org/sub/"),
                step(2, "Storylines", "https://example.org/sub/dossiers/"),
                step(3, "The story", "https://example.org/sub/dossiers/story/"),
                { "@type": "ListItem", "position": 4, "name": "Talks & </script><b>terms" },
            ],
        })
    );
    assert_eq!(graph.len(), 2);

    // Whom the fields name, then whom the text does, but none that it is about.
    let named: Vec<&Value> =
        mentions.as_array().unwrap().iter().filter(|mention| mention["@type"] != "Event").collect();
    assert_eq!(
        named,
        [
            &json!({ "@type": "Organization", "@id": actor("the-union"), "name": "The Union" }),
            &json!({ "@type": "Person", "@id": actor("boris-beta"), "name": "Boris Beta" }),
        ]
    );
}

#[test]
fn events_are_told_that_have_a_date_or_are_called_off() {
    let graph = graph(&outputs(), BRIEFING_PAGE);
    let mentions = graph[0]["mentions"].as_array().unwrap();
    let events: Vec<Value> = mentions.iter().filter(|mention| mention["@type"] == "Event").cloned().collect();
    let id = |anchor: &str| format!("#{anchor}");
    let actor = |id: &str| json!({ "@id": format!("/sub/actors/{id}/#actor") });
    assert_eq!(
        events,
        [
            json!({
                "@type": "Event",
                "@id": id("event-round-two"),
                "name": "The second round",
                "startDate": "2025-08-09",
                "endDate": "2025-08-10",
                "eventStatus": "https://schema.org/EventScheduled",
                "location": { "@type": "Place", "name": "Geneva" },
                "attendee": [actor("anna-alpha"), actor("the-union")],
                "about": [actor("gamma")],
            }),
            json!({
                "@type": "Event",
                "@id": id("event-4"),
                "name": "The march",
                "startDate": "2025-08-01",
                "eventStatus": "https://schema.org/EventCancelled",
            }),
            json!({
                "@type": "Event",
                "@id": id("event-5"),
                "name": "A summit",
                "eventStatus": "https://schema.org/EventPostponed",
            }),
        ]
    );
}

#[test]
fn pages_that_gather_say_what_they_gather() {
    let outputs = outputs();
    let first = |page: &str| graph(&outputs, page).swap_remove(0);
    assert_eq!(
        first("actors/anna-alpha/index.html"),
        json!({
            "@type": "ProfilePage",
            "@id": "https://example.org/sub/actors/anna-alpha/",
            "url": "https://example.org/sub/actors/anna-alpha/",
            "name": "Anna Alpha",
            "description": "Minister",
            "mainEntity": {
                "@type": "Person",
                "@id": "/sub/actors/anna-alpha/#actor",
                "name": "Anna Alpha",
                "alternateName": ["Alpha", "Анна Альфа", "A. Alpha"],
                "jobTitle": "Minister",
                "memberOf": [
                    { "@type": "Organization", "@id": "/sub/actors/the-union/#actor", "name": "The Union" },
                ],
                "sameAs": ["https://www.wikidata.org/entity/Q1", "https://alpha.example/"],
            },
        })
    );
    assert_eq!(
        first("actors/gamma/index.html")["mainEntity"],
        json!({
            "@type": "Country",
            "@id": "/sub/actors/gamma/#actor",
            "name": "Gamma",
            "sameAs": ["https://www.wikidata.org/entity/Q212"],
        })
    );
    assert_eq!(
        first("dossiers/story/index.html"),
        json!({
            "@type": "CollectionPage",
            "@id": "https://example.org/sub/dossiers/story/",
            "url": "https://example.org/sub/dossiers/story/",
            "name": "The story",
            "description": "How it began.",
            "mainEntity": {
                "@type": "CreativeWorkSeries",
                "@id": "/sub/dossiers/story/#story",
                "name": "The story",
                "startDate": "2025-07",
                "about": [
                    { "@type": "Person", "@id": "/sub/actors/anna-alpha/#actor", "name": "Anna Alpha", "sameAs": "https://www.wikidata.org/entity/Q1" },
                    { "@type": "Country", "@id": "/sub/actors/gamma/#actor", "name": "Gamma", "sameAs": "https://www.wikidata.org/entity/Q212" },
                ],
                "hasPart": [{
                    "@type": "AnalysisNewsArticle",
                    "@id": "/sub/2025/08/05/talks/#article",
                    "headline": "Talks & </script><b>terms",
                    "url": "https://example.org/sub/2025/08/05/talks/",
                    "datePublished": "2025-08-05T09:00:00+02:00",
                }],
            },
        })
    );
    assert_eq!(
        first("tags/peace-talks/index.html"),
        json!({
            "@type": "CollectionPage",
            "@id": "https://example.org/sub/tags/peace-talks/",
            "url": "https://example.org/sub/tags/peace-talks/",
            "name": "Peace talks",
            "description": "At the table.",
            "mainEntity": { "@type": "DefinedTerm", "name": "Peace talks", "alternateName": ["Talks"] },
        })
    );
    let home = graph(&outputs, "index.html");
    assert_eq!(home.len(), 1);
    assert_eq!(home[0]["@type"], "WebSite");
    assert_eq!(home[0]["publisher"]["name"], "The Publisher");
    // What has nothing of its own says where it stands.
    let archive = graph(&outputs, "archive/index.html");
    assert_eq!(archive.iter().map(|item| &item["@type"]).collect::<Vec<_>>(), ["BreadcrumbList"]);
}
