//! Feeds, read back by another reader (feed-rs) and, as JSON, by its words.

mod common;

use std::collections::BTreeMap;

use briefer::build::{Request, build};
use briefer::memo::Memory;
use common::{Outputs, clean, cold, shown, site};
use feed_rs::model::Feed;
use serde_json::Value;

const ACTOR: &str = "---\nname: Anna Alpha\nkind: person\n---\n";
const TAG: &str = "---\nlabel: Peace talks\ndescription: What is said at the table.\n---\n";
const STORY: &str = "---\ntitle: The talks\nsummary: How it *began*.\n---\n";
const FIRST: &str = "---
title: \"Talks & <terms>\"
date: 2025-08-05T09:00:00+02:00
summary: The *first* round.
slug: first-round
authors: [anna-alpha, The desk]
tags: [peace-talks]
actors: [anna-alpha]
dossier: story
---

Said [[anna-alpha]] at the table.[^1]

[^1]: And [elsewhere](https://example.com/).
";
const SECOND: &str = "---
title: The second round
date: 2025-08-06
summary: Nothing new.
lang: uk
dossier: story
updates:
  - { date: 2025-08-06, text: The room was *named*. }
corrections:
  - { date: 2025-08-06, text: The hour was wrong. }
  - { date: 2025-08-07, kind: clarification, text: It was raining. }
---

The body of the second.
";
const UNLISTED: &str = "---\ntitle: Nobody lists it\ndate: 2025-08-06\nsummary: Quiet.\nunlisted: true\n---\n";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("content/actors/anna-alpha.md", ACTOR),
        ("content/tags/peace-talks.md", TAG),
        ("content/tags/unused.md", "---\nlabel: Unused\n---\n"),
        ("content/dossiers/story.md", STORY),
        ("content/briefings/first.md", FIRST),
        ("content/briefings/second.md", SECOND),
        ("content/briefings/unlisted.md", UNLISTED),
    ]
}

/// The site, with these settings of feeds.
fn built(settings: &str, files: &[(&str, &str)]) -> Outputs {
    let mut world = site(files);
    let text = format!("title = \"The Desk\"\nbase_url = \"https://example.org/sub/\"\n[feeds]\n{settings}\n");
    world.write("site.toml", text.as_bytes());
    clean(&world)
}

fn read(outputs: &Outputs, path: &str) -> Feed {
    feed_rs::parser::parse(outputs.text(path).as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(outputs: &Outputs, path: &str) -> Value {
    serde_json::from_str(outputs.text(path)).unwrap()
}

fn ids(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.id.as_str()).collect()
}

#[test]
fn a_feed_stands_beside_each_page_that_gathers_briefings() {
    let outputs = built("", &files());
    let feeds: Vec<&str> = outputs.files.keys().map(String::as_str).filter(|path| path.contains("feed.")).collect();
    assert_eq!(
        feeds,
        [
            "actors/anna-alpha/feed.json",
            "actors/anna-alpha/feed.xml",
            "corrections/feed.json",
            "corrections/feed.xml",
            "dossiers/story/feed.json",
            "dossiers/story/feed.xml",
            "feed.json",
            "feed.xml",
            "tags/peace-talks/feed.json",
            "tags/peace-talks/feed.xml",
        ]
    );
    let (first, second) = ("tag:example.org,2025:/sub/briefings/first", "tag:example.org,2025:/sub/briefings/second");
    for (folder, entries) in
        [("", vec![second, first]), ("dossiers/story/", vec![second, first]), ("actors/anna-alpha/", vec![first])]
    {
        for name in ["feed.xml", "feed.json"] {
            assert_eq!(ids(&read(&outputs, &format!("{folder}{name}"))), entries, "{folder}{name}");
        }
    }
}

#[test]
fn atom_says_what_the_briefing_says() {
    let outputs = built("", &files());
    let feed = read(&outputs, "tags/peace-talks/feed.xml");
    assert_eq!(feed.title.unwrap().content, "Peace talks · The Desk");
    assert_eq!(feed.description.unwrap().content, "What is said at the table.");
    assert_eq!(feed.id, "https://example.org/sub/tags/peace-talks/feed.xml");
    let links: Vec<(&str, &str)> =
        feed.links.iter().map(|link| (link.rel.as_deref().unwrap(), link.href.as_str())).collect();
    assert_eq!(
        links,
        [
            ("self", "https://example.org/sub/tags/peace-talks/feed.xml"),
            ("alternate", "https://example.org/sub/tags/peace-talks/")
        ]
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.title.as_ref().unwrap().content, "Talks & <terms>");
    assert_eq!(entry.links[0].href, "https://example.org/sub/2025/08/05/first-round/");
    assert_eq!(entry.summary.as_ref().unwrap().content, "The <em>first</em> round.");
    assert_eq!(entry.published.unwrap().to_rfc3339(), "2025-08-05T07:00:00+00:00");
    let authors: Vec<_> =
        entry.authors.iter().map(|author| (author.name.as_deref().unwrap(), author.uri.as_deref())).collect();
    assert_eq!(authors, [("Anna Alpha", Some("https://example.org/sub/actors/anna-alpha/")), ("The desk", None)]);
    assert_eq!(entry.categories[0].term, "Peace talks");
    assert!(entry.content.is_none());
}

#[test]
fn json_says_what_the_briefing_says() {
    let outputs = built("", &files());
    assert_eq!(
        json(&outputs, "actors/anna-alpha/feed.json"),
        serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Anna Alpha · The Desk",
            "home_page_url": "https://example.org/sub/actors/anna-alpha/",
            "feed_url": "https://example.org/sub/actors/anna-alpha/feed.json",
            "authors": [{ "name": "The Desk" }],
            "language": "en",
            "items": [{
                "id": "tag:example.org,2025:/sub/briefings/first",
                "url": "https://example.org/sub/2025/08/05/first-round/",
                "title": "Talks & <terms>",
                "content_html": "The <em>first</em> round.",
                "summary": "The first round.",
                "date_published": "2025-08-05T07:00:00Z",
                "authors": [
                    { "name": "Anna Alpha", "url": "https://example.org/sub/actors/anna-alpha/" },
                    { "name": "The desk" },
                ],
                "tags": ["Peace talks"],
            }],
        })
    );
}

/// Two changes on the day of publication, which is known by its day alone, and one a day later.
#[test]
fn every_change_moves_updated() {
    let updated = |text: &str| {
        let mut files = files();
        files[5].1 = text;
        let outputs = built("", &files);
        let item = json(&outputs, "feed.json")["items"][0].clone();
        let atom = read(&outputs, "feed.xml").entries[0].updated.unwrap();
        assert_eq!(item["language"], "uk");
        assert_eq!(item["date_published"], "2025-08-06T00:00:00Z");
        let json = item["date_modified"].as_str().map(str::to_owned);
        assert_eq!(atom.to_rfc3339().replace("+00:00", "Z"), json.clone().unwrap_or("2025-08-06T00:00:00Z".into()));
        json
    };
    let without = |from: &str, to: &str| {
        let (start, end) = (SECOND.find(from).unwrap(), SECOND.find(to).unwrap());
        SECOND[..start].to_owned() + &SECOND[end..]
    };
    assert_eq!(updated(&without("updates:", "---\n\nThe body")), None);
    assert_eq!(updated(&without("corrections:", "---\n\nThe body")).unwrap(), "2025-08-06T00:00:01Z");
    assert_eq!(updated(&without("  - { date: 2025-08-07", "---\n\nThe body")).unwrap(), "2025-08-06T00:00:02Z");
    assert_eq!(updated(SECOND).unwrap(), "2025-08-07T00:00:00Z");
}

#[test]
fn an_id_outlives_slug_address_and_host() {
    let before = built("", &files());
    let mut changed = files();
    let first = FIRST.replace("slug: first-round", "slug: another");
    changed[4].1 = &first;
    let mut world = site(&changed);
    world.write(
        "site.toml",
        "title = \"The Desk\"\nbase_url = \"https://new.example/\"\npermalink = \"/b/{slug}/\"\n[feeds]\nid_base = \"https://example.org/sub/\"\n",
    );
    let after = clean(&world);
    for path in ["feed.xml", "feed.json"] {
        let (before, after) = (read(&before, path), read(&after, path));
        assert_eq!(ids(&before), ids(&after));
        assert_ne!(before.entries[1].links[0].href, after.entries[1].links[0].href);
    }
    assert_eq!(read(&before, "feed.xml").id, read(&after, "feed.xml").id);
}

#[test]
fn the_text_is_in_the_feed_of_the_site_alone_with_what_was_wrong_before_it() {
    let outputs = built("full_text = true", &files());
    let items = &json(&outputs, "feed.json")["items"];
    assert_eq!(
        items[0]["content_html"],
        "<p><strong>Clarification</strong>, 7 August 2025: It was raining.</p>\n\
         <p><strong>Correction</strong>, 6 August 2025: The hour was wrong.</p>\n\
         <p><strong>Update</strong>, 6 August 2025: The room was <em>named</em>.</p>\n\
         <p>Nothing new.</p>\n<p>The body of the second.</p>\n"
    );
    let text = items[1]["content_html"].as_str().unwrap();
    assert!(text.contains("href=\"https://example.org/sub/actors/anna-alpha/\">Anna Alpha</a>"), "{text}");
    assert!(text.contains("href=\"https://example.org/sub/2025/08/05/first-round/#"), "{text}");
    let atom = read(&outputs, "feed.xml");
    let content = |at: usize| atom.entries[at].content.as_ref().unwrap().body.as_deref().unwrap();
    assert_eq!(content(0).trim(), items[0]["content_html"].as_str().unwrap().trim());
    assert_eq!(content(1).trim(), text.trim());
    assert_eq!(json(&outputs, "dossiers/story/feed.json")["items"][0]["content_html"], "Nothing new.");
    assert!(!outputs.text("dossiers/story/feed.xml").contains("<content"));
}

#[test]
fn pages_announce_their_own_feeds_before_those_of_the_site() {
    let outputs = built("", &files());
    let announced = |page: &str| -> Vec<String> {
        let links = outputs.text(page).split("<link rel=\"alternate\" type=\"application/").skip(1);
        links.map(|link| link.split(['>', '\n']).next().unwrap().to_owned()).collect()
    };
    let link = |kind: &str, title: &str, url: &str| format!("{kind}\" title=\"{title}\" href=\"/sub/{url}\"");
    let own = |title: &str, folder: &str| {
        vec![
            link("atom+xml", &format!("{title} (Atom)"), &format!("{folder}feed.xml")),
            link("feed+json", &format!("{title} (JSON Feed)"), &format!("{folder}feed.json")),
        ]
    };
    let of_site = own("The Desk", "");
    let with = |own: Vec<String>| [own, of_site.clone()].concat();
    assert_eq!(announced("index.html"), of_site);
    assert_eq!(announced("actors/anna-alpha/index.html"), with(own("Anna Alpha", "actors/anna-alpha/")));
    assert_eq!(announced("tags/peace-talks/index.html"), with(own("Peace talks", "tags/peace-talks/")));
    assert_eq!(announced("tags/unused/index.html"), of_site);
    assert_eq!(announced("dossiers/story/index.html"), with(own("The talks", "dossiers/story/")));
    assert_eq!(announced("2025/08/06/second/index.html"), with(own("The talks", "dossiers/story/")));
    assert_eq!(announced("2025/08/06/unlisted/index.html"), of_site);
}

#[test]
fn settings_choose_which_feeds_there_are() {
    let feeds = |settings: &str| {
        let outputs = built(settings, &files());
        outputs.files.into_keys().filter(|path| path.contains("feed.")).collect::<Vec<_>>()
    };
    assert_eq!(feeds("of = []"), Vec::<String>::new());
    assert_eq!(
        feeds("formats = [\"json\"]\nof = [\"tags\", \"site\", \"site\"]"),
        ["feed.json", "tags/peace-talks/feed.json"]
    );
    let outputs = built("limit = 1", &files());
    assert_eq!(json(&outputs, "feed.json")["items"].as_array().unwrap().len(), 1);
    assert_eq!(json(&outputs, "dossiers/story/feed.json")["items"][0]["title"], "The second round");
}

#[test]
fn mistakes_in_the_settings_are_shown_where_they_are() {
    let mut world = site(&[]);
    world.write(
        "site.toml",
        "title = \"T\"\nbase_url = \"https://example.org/\"\n[feeds]\nlimit = 0\nof = [\"actor\"]\nid_base = \"example.org\"\n",
    );
    let (report, _) = cold(&world);
    let found = shown(&report, &world);
    for words in ["`feeds.limit` must be 1 or more", "site.toml:5:7", "site.toml:6:11"] {
        assert!(found.contains(words), "{words} in\n{found}");
    }
}

/// What an edit renders anew.
fn edited(settings: &str, file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files: BTreeMap<&str, String> = files().into_iter().map(|(path, text)| (path, text.to_owned())).collect();
    let (mut memory, mut outputs) = (Memory::default(), Outputs::default());
    for step in 0..2 {
        if step == 1 {
            let text = files.get_mut(file).unwrap();
            assert!(text.contains(from));
            *text = text.replace(from, to);
        }
        let list: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let mut world = site(&list);
        let settings =
            format!("title = \"T\"\nbase_url = \"https://example.org/\"\n[data]\nformats = []\n[feeds]\n{settings}\n");
        world.write("site.toml", settings.as_bytes());
        build(&world, &Request::default(), &mut memory, &mut outputs).unwrap();
        outputs.finish();
    }
    outputs.written
}

#[test]
fn editing_a_text_renders_its_page_and_the_feeds_that_carry_it() {
    let file = "content/briefings/second.md";
    let page = "2025/08/06/second/index.html";
    assert_eq!(edited("", file, "The body", "A body"), [page]);
    assert_eq!(edited("full_text = true", file, "The body", "A body"), [page, "feed.json", "feed.xml"]);
    assert_eq!(edited("full_text = true\nlimit = 1", "content/briefings/first.md", "at the table", "aside").len(), 1);
    // A by-line is no part of a card; feeds say it.
    assert_eq!(
        edited("of = [\"site\", \"dossiers\"]", "content/briefings/first.md", "The desk", "The night desk"),
        [
            "2025/08/05/first-round/index.html",
            "dossiers/story/feed.json",
            "dossiers/story/feed.xml",
            "feed.json",
            "feed.xml"
        ]
    );
}
