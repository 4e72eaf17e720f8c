//! Marks travel with what they mark: a retracted briefing's claims are made nowhere else, and a
//! Traffic Light Protocol label stands wherever words of a labelled briefing do.

mod common;

use common::{Outputs, clean, site};

/// A briefing that makes every kind of claim; `more` are its other fields.
fn claims(more: &str) -> String {
    format!(
        "---\ntitle: The count\ndate: 2025-08-01\nsummary: A count.\nactors: [mayor]\ndossier: story\n{more}events:\n  \
         - {{ id: vote, title: The vote, date: 2025-08-20, status: scheduled, actors: [mayor] }}\nfigures:\n  \
         - {{ label: Displaced, value: 871 }}\nstatements:\n  - {{ speaker: mayor, text: We counted them. }}\npositions:\n  \
         - {{ actor: mayor, issue: Borders, stance: demands, text: All of them. }}\nsources:\n  \
         - {{ id: s, title: The city's own list, publisher: The City }}\ncorrections:\n  \
         - {{ date: 2025-08-02, text: Nobody was counted. }}\n---\n\nBody.\n"
    )
}

fn built(more: &str) -> Outputs {
    let text = claims(more);
    let mut world = site(&[
        ("content/actors/mayor.md", "---\nname: The Mayor\nkind: person\n---\n"),
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

#[test]
fn what_is_retracted_is_claimed_on_its_own_page_alone() {
    const CLAIMS: &[&str] = &["The vote", "871", "We counted them", "All of them", "own list"];
    let stands = built("");
    for claim in CLAIMS {
        assert!(with(&stands, claim).len() > 2, "{claim}: {:?}", with(&stands, claim));
    }
    let retracted = built("status: retracted\n");
    for claim in CLAIMS {
        assert_eq!(with(&retracted, claim), ["2025/08/01/count/index.html"], "{claim}");
    }
    // That it was is said where its title is.
    for path in ["index.html", "dossiers/story/index.html", "actors/mayor/index.html", "2025/08/01/count/index.html"] {
        assert!(retracted.text(path).contains("is-retracted"), "{path}");
    }
    for path in ["feed.xml", "feed.json", "dossiers/story/feed.xml", "actors/mayor/feed.xml"] {
        assert!(retracted.text(path).contains("Retracted: The count"), "{path}");
    }
    // Why, too.
    assert!(with(&retracted, "Nobody was counted").contains(&"corrections/index.html"));
    assert!(retracted.text("data/briefings.json").contains("\"status\":\"retracted\""));
}

#[test]
fn a_label_stands_wherever_the_words_do() {
    let outputs = built("tlp: GREEN\n");
    let mut bare = Vec::new();
    for words in ["The count", "The vote", "871", "We counted them", "All of them", "own list", "Nobody was counted"] {
        let paths = with(&outputs, words);
        assert!(paths.len() > 2, "{words}: {paths:?}");
        let is_labelled = |path: &&str| outputs.text(path).contains("GREEN");
        bare.extend(paths.into_iter().filter(|path| !is_labelled(path)).map(|path| format!("{path}: {words}")));
    }
    // It only links to the briefing before it.
    assert_eq!(bare, ["2025/08/03/other/index.html: The count"]);
    assert!(outputs.text("feed.xml").contains("<title>TLP:GREEN The count</title>"));
    assert!(outputs.text("corrections/feed.xml").contains("<title>TLP:GREEN Correction: The count</title>"));
}
