//! The list of what was said, its index of speakers, and the list of an actor who said much.

mod common;

use common::{GREEN, Outputs, built, words};

const SAID: &[(&str, &str)] = &[
    ("content/actors/anna.md", "---\nname: Anna Berg\nkind: person\nroles: [{ title: Minister }]\n---\n"),
    ("content/actors/ben.md", "---\nname: Ben Adler\nkind: person\n---\n"),
    (
        "content/briefings/one.md",
        "---
title: One
date: 2025-08-02
summary: First.
tlp: GREEN
sources: [{ id: wire, title: A wire report }]
statements:
  - { speaker: anna, text: a good chance, date: 2025-08-01, venue: Geneva, source: wire }
  - { speaker: ben, text: We are ready., date: 2025-07-30 }
  - { speaker: anna, text: Nobody is ready. }
---
",
    ),
    (
        "content/briefings/held.md",
        "---\ntitle: Held\ndate: 2025-08-03\nsummary: S.\ndraft: true\nstatements: [{ speaker: ben, text: A secret. }]\n---\n",
    ),
    (
        "content/briefings/unlisted.md",
        "---\ntitle: Unlisted\ndate: 2025-08-03\nsummary: S.\nunlisted: true\nstatements: [{ speaker: ben, text: An aside. }]\n---\n",
    ),
];

fn lists(outputs: &Outputs) -> Vec<&str> {
    outputs.files.keys().map(String::as_str).filter(|path| path.contains("statements/")).collect()
}

#[test]
fn what_public_briefings_quote_stands_newest_first_with_its_speakers() {
    let outputs = built(GREEN, SAID);
    assert_eq!(lists(&outputs), ["statements/index.html"]);
    let page = outputs.text("statements/index.html");
    assert_eq!(
        words(page),
        "Statements
What was said, newest first, with who said it, where, and the briefing that quotes it.
3 statements
Speakers
August 2025
Nobody is ready.
Anna Berg, Minister TLP:GREEN
Quoted in One
a good chance
Anna Berg, Minister, Geneva, 1 August 2025 (part of a sentence) TLP:GREEN
Quoted in One; source: A wire report
July 2025
We are ready.
Ben Adler, 30 July 2025 TLP:GREEN
Quoted in One
Speakers
Anna Berg 2 statements
Ben Adler 1 statement
"
    );
    for link in [
        "<a href=\"/2025/08/02/one/#statement-1\">One</a>",
        "<a href=\"/actors/anna/#at-statements\"><bdi>Anna Berg</bdi></a> <span class=\"facts\">2 statements",
    ] {
        assert!(page.contains(link), "{link} is missing in {page}");
    }
    assert!(outputs.text("actors/anna/index.html").contains("id=\"at-statements\""));
    assert!(outputs.text("sitemap.xml").contains("<loc>https://example.org/statements/</loc>"));
    assert!(outputs.text("index.html").contains("<li><a href=\"/statements/\">Statements</a></li>"));
}

/// Whoever spoke before the briefing may have held another office then, and need not be among its actors.
#[test]
fn a_speaker_has_the_role_held_when_it_was_said_on_every_page() {
    let roles = "[{ title: Minister, until: 2025-07-31 }, { title: Chancellor, from: 2025-08-01 }]";
    let anna = format!("---\nname: Anna Berg\nkind: person\nroles: {roles}\n---\n");
    let files = [
        ("content/actors/anna.md", anna.as_str()),
        (
            "content/briefings/one.md",
            "---
title: One
date: 2025-08-02
summary: First.
statements:
  - { speaker: anna, text: We are ready., date: 2025-07-30 }
  - { speaker: Anna Berg, text: Nobody is ready. }
  - { speaker: Ben, text: I am. }
---
",
        ),
        (
            "content/briefings/two.md",
            "---
title: Two
date: 2025-08-03
summary: Second.
actors: [{ id: anna, role: Candidate }, { id: Ben, role: Mayor }]
statements:
  - { speaker: Anna Berg, text: Vote for me., date: 2025-07-30 }
  - { speaker: Ben, text: I shall. }
---
",
        ),
    ];
    let outputs = built(&format!("{GREEN}[lints]\nunregistered-actor = \"allow\"\n"), &files);
    let said = [
        ("02/one", "We are ready.", "Anna Berg, Minister"),
        ("02/one", "Nobody is ready.", "Anna Berg, Chancellor"),
        ("02/one", "I am.", "Ben"),
        ("03/two", "Vote for me.", "Anna Berg, Candidate"),
        ("03/two", "I shall.", "Ben, Mayor"),
    ];
    for (briefing, text, speaker) in said {
        for path in ["statements/index.html".to_owned(), format!("2025/08/{briefing}/index.html")] {
            let page = words(outputs.text(&path));
            let (_, after) = page.split_once(text).unwrap_or_else(|| panic!("{text} is missing in {page}"));
            let by = after.trim_start_matches(['”', '\n', ' ', '—']);
            let by = by.lines().next().unwrap_or_default();
            assert!(by == speaker || by.starts_with(&format!("{speaker},")), "{path}: {text} is of {by:?}");
        }
    }
}

#[test]
fn without_statements_or_turned_off_there_is_no_list() {
    let off = built(&format!("{GREEN}[sections]\nstatements = false\n"), SAID);
    let none = built(GREEN, &SAID[..2]);
    let held = built(GREEN, &[SAID[1], SAID[3], SAID[4]]);
    for outputs in [off, none, held] {
        assert!(lists(&outputs).is_empty());
        assert!(!outputs.say("/statements/"));
    }
}

#[test]
fn an_actor_who_said_more_than_its_page_holds_has_a_list_of_its_own() {
    let said: String =
        (1..=9).map(|at| format!("  - {{ speaker: anna, text: Word {at}., date: 2025-08-0{at} }}\n")).collect();
    let many = format!("---\ntitle: Many\ndate: 2025-08-07\nsummary: S.\nstatements:\n{said}---\n");
    let settings = format!("{GREEN}[lists]\nper_page = 8\n");
    let outputs = built(&settings, &[SAID[0], ("content/briefings/many.md", &many)]);
    assert_eq!(
        lists(&outputs),
        [
            "actors/anna/statements/index.html",
            "actors/anna/statements/page/2/index.html",
            "statements/index.html",
            "statements/page/2/index.html"
        ]
    );
    assert_eq!(
        words(outputs.text("actors/anna/statements/page/2/index.html")),
        "Anna Berg
Anna Berg: statements
9 statements
August 2025
Word 1.
Anna Berg, Minister, 1 August 2025
Quoted in Many
Previous page
1
2
"
    );
    let actor = outputs.text("actors/anna/index.html");
    assert!(actor.contains("<a href=\"/actors/anna/statements/\">All statements (9)</a>"), "{actor}");
    assert!(outputs.text("statements/index.html").contains("<a href=\"/actors/anna/statements/\"><bdi>"));
    assert!(!outputs.text("statements/page/2/index.html").contains("at-speakers"));
}
