//! Marks travel with what they mark: a retracted briefing's claims are made nowhere else, and a
//! Traffic Light Protocol label stands wherever words of a labelled briefing do.

mod common;

use common::{Outputs, clean, site};

/// A briefing that makes every kind of claim; `more` are its other fields.
fn claims(status: &str, more: &str) -> String {
    format!(
        "---\ntitle: The count\ndate: 2025-08-01\nsummary: A count.\nactors: [mayor]\ndossier: story\n{more}events:\n  \
         - {{ id: vote, title: The vote, date: 2025-08-20, status: scheduled, actors: [mayor] }}\nfigures:\n  \
         - {{ label: Displaced, value: 871 }}\nstatements:\n  - {{ speaker: mayor, text: We counted them. }}\npositions:\n  \
         - {{ actor: mayor, issue: Borders, stance: demands, text: All of them. }}\nsources:\n  \
         - {{ id: s, title: The city's own list, publisher: The City }}\ncorrections:\n  \
         - {{ date: 2025-08-02, text: Nobody was counted. }}\nquestions: [Who counts them?]\nstatus: {status}\n---\n\nIn words, the\n\
         mayor of it all spoke, and so did Anna Berg.\n"
    )
}

fn built(status: &str, more: &str) -> Outputs {
    let text = claims(status, more);
    let mut world = site(&[
        ("content/actors/mayor.md", "---\nname: The Mayor\nkind: person\n---\n"),
        ("content/actors/anna.md", "---\nname: Anna Berg\nkind: person\n---\n"),
        ("content/dossiers/story.md", "---\ntitle: The story\n---\n"),
        ("content/briefings/count.md", &text),
        (
            "content/briefings/other.md",
            "---\ntitle: Another\ndate: 2025-08-03\nsummary: S.\ndossier: story\nevents: [{ id: walk, title: A walk, date: 2025-08-01, status: held }]\nfigures: [{ label: Trees, value: 3 }]\nstatements: [{ speaker: mayor, text: Trees are fine. }]\nsources: [{ id: t, title: A walk }]\n---\n",
        ),
    ]);
    let feeds = "[feeds]\nformats = [\"atom\", \"json\"]\n";
    let settings = format!("title = \"Test\"\nbase_url = \"https://example.org/\"\nmax_tlp = \"GREEN\"\n{feeds}");
    world.write("site.toml", settings);
    clean(&world)
}

/// The outputs that have those words.
fn with<'o>(outputs: &'o Outputs, words: &str) -> Vec<&'o str> {
    let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
    outputs.files.iter().filter(|(_, bytes)| has(bytes)).map(|(path, _)| path.as_str()).collect()
}

/// The parts of an output that stand for one thing each, and have those words: entries of lists, rows of
/// tables, boxes; lines of data; the head of a page for its own words.
fn parts<'o>(outputs: &'o Outputs, path: &str, words: &str) -> Vec<&'o str> {
    let text = outputs.text(path);
    let text = text.split_once("<main").map_or(text, |(_, main)| main);
    let ends = ["</li>", "</tr>", "</section>", "</article>", "</entry>", "</header>", "END:VEVENT", "\n{\"", "},{\""];
    let mut parts = vec![text];
    for end in ends {
        parts = parts.into_iter().flat_map(|part| part.split(end)).collect();
    }
    parts.into_iter().filter(|part| part.contains(words)).collect()
}

#[test]
fn what_is_retracted_is_claimed_on_its_own_page_alone() {
    const CLAIMS: &[&str] = &["The vote", "871", "We counted them", "All of them", "own list", "Who counts them"];
    let stands = built("final", "");
    for claim in CLAIMS {
        assert!(with(&stands, claim).len() > 1, "{claim}: {:?}", with(&stands, claim));
    }
    let retracted = built("retracted", "");
    for claim in CLAIMS {
        assert_eq!(with(&retracted, claim), ["2025/08/01/count/index.html"], "{claim}");
    }
    // That it was is said where its title is, and where its sentences are.
    for path in ["index.html", "dossiers/story/index.html", "actors/mayor/index.html", "2025/08/01/count/index.html"] {
        assert!(retracted.text(path).contains("is-retracted"), "{path}");
    }
    let mentions = parts(&retracted, "actors/anna/index.html", "so did <mark>Anna Berg");
    assert!(!mentions.is_empty() && mentions.iter().all(|part| part.contains("is-retracted")), "{mentions:?}");
    for path in ["feed.xml", "feed.json", "dossiers/story/feed.xml", "actors/mayor/feed.xml"] {
        assert!(retracted.text(path).contains("Retracted: The count"), "{path}");
    }
    // Why, too.
    assert!(with(&retracted, "Nobody was counted").contains(&"corrections/index.html"));
    assert!(retracted.text("data/briefings.json").contains("\"status\":\"retracted\""));
}

#[test]
fn a_label_stands_beside_the_words_wherever_they_are() {
    const WORDS: &[&str] = &[
        "The vote",
        "871",
        "We counted them",
        "All of them",
        "own list",
        "Nobody was counted",
        "Who counts them",
        "so did <mark>Anna Berg",
    ];
    for status in ["final", "developing"] {
        let outputs = built(status, "tlp: GREEN\n");
        let mut bare = Vec::new();
        for words in WORDS.iter().chain(["The count"].iter()) {
            let paths = with(&outputs, words);
            assert!(!paths.is_empty(), "{words}");
            // Its own page has the label in its head, and a sitemap has no words.
            for path in paths.into_iter().filter(|path| *path != "2025/08/01/count/index.html") {
                let is_bare = |part: &&str| !part.contains("GREEN");
                bare.extend(
                    parts(&outputs, path, words).into_iter().filter(is_bare).map(|_| format!("{path}: {words}")),
                );
            }
        }
        assert!(outputs.text("2025/08/01/count/index.html").contains("TLP:GREEN"));
        bare.sort();
        bare.dedup();
        // The page of another briefing links to it, and says no more of it than its title.
        assert_eq!(bare, ["2025/08/03/other/index.html: The count"], "{status}");
        assert!(outputs.text("feed.xml").contains("<title>TLP:GREEN The count</title>"));
        assert!(outputs.text("corrections/feed.xml").contains("<title>TLP:GREEN Correction: The count</title>"));
    }
}

/// Who replaced a briefing is told by its page alone once the new one can be read, and is listed.
#[test]
fn a_page_is_not_said_to_be_superseded_by_what_is_not_shown() {
    let briefing = |title: &str, more: &str| format!("---\ntitle: {title}\ndate: 2025-08-01\nsummary: S.\n{more}---\n");
    let old = briefing("The old one", "");
    for (more, is_said) in [
        ("", true),
        ("draft: true\n", false),
        ("publish_at: 2099-01-01T00:00:00Z\n", false),
        ("unlisted: true\n", false),
    ] {
        let new = briefing("The new one", &format!("supersedes: old\n{more}"));
        let outputs = clean(&site(&[("content/briefings/old.md", &old), ("content/briefings/new.md", &new)]));
        let page = outputs.text("2025/08/01/old/index.html");
        assert_eq!(page.contains("is-superseded"), is_said, "{more}{page}");
        // What names a briefing that is held back does not give it away either.
        let old = briefing("The old one", more);
        let outputs = clean(&site(&[
            ("content/briefings/old.md", &old),
            ("content/briefings/new.md", &briefing("The new one", "supersedes: old\n")),
        ]));
        let page = outputs.text("2025/08/01/new/index.html");
        assert_eq!(
            page.contains("class=\"replaces\""),
            more.is_empty() || more.starts_with("unlisted"),
            "{more}{page}"
        );
    }
}
