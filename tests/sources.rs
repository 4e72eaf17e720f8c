//! The page of what the briefings rest on.

mod common;

use common::{GREEN, built, clean, site, words};

const CITED: &[(&str, &str)] = &[
    (
        "content/briefings/one.md",
        "---
title: One
date: 2025-08-02
summary: First.
sources:
  - { title: A report, publisher: Agence Élan, url: 'https://elan.example/a', published: 2025-08-01, archived: 'https://archive.example/a', kind: wire, grade: B2 }
  - { title: Some notes }
---
",
    ),
    (
        "content/briefings/two.md",
        "---
title: Two
date: 2025-08-03
summary: Second.
tlp: GREEN
sources:
  - { title: A report, publisher: Agence Élan, url: 'https://elan.example/a', published: 2025-08-01, archived: 'https://archive.example/a', kind: wire, grade: B2 }
  - { title: B report, publisher: AGENCE ELAN, url: 'https://elan.example/b', accessed: 2025-08-03 }
---
",
    ),
    (
        "content/briefings/held.md",
        "---\ntitle: Held\ndate: 2025-08-03\nsummary: S.\ndraft: true\nsources: [{ title: A leak, publisher: Nobody }]\n---\n",
    ),
];

#[test]
fn sources_stand_by_publisher_with_the_briefings_that_cite_them() {
    let outputs = built(GREEN, CITED);
    let page = outputs.text("sources/index.html");
    assert_eq!(
        words(page),
        "Sources
What the briefings rest on, by publisher, and which briefings cite it.
3 sources
Agence Élan
A report
News agency published 1 August 2025 archived copy B2 usually reliable, probably true TLP:GREEN
Cited in
Two
One
B report
read 3 August 2025 TLP:GREEN
Cited in Two
Publisher not named
Some notes
Cited in One
"
    );
    assert!(page.contains("href=\"/2025/08/02/one/#source-"), "{page}");
    assert!(outputs.text("sitemap.xml").contains("<loc>https://example.org/sources/</loc>"));
    assert!(outputs.text("index.html").contains("<li><a href=\"/sources/\">Sources</a></li>"));
}

#[test]
fn without_sources_or_turned_off_there_is_no_page() {
    let off = built(&format!("{GREEN}[sections]\nsources = false\n"), CITED);
    let held = built(GREEN, &CITED[2..]);
    for outputs in [off, held] {
        assert!(!outputs.say("\"/sources/\""));
        assert!(!outputs.files.contains_key("sources/index.html"));
    }
}

#[test]
fn a_source_is_cited_by_an_id_of_any_script() {
    let text = "---\ntitle: A\ndate: 2025-08-01\nsummary: S.\nsources:\n  - { id: erklärung, title: E }\n  \
                - { id: київ, title: K }\n  - { id: वार्ता, title: V }\n---\n\nOne.[@erklärung] Two.[@київ, p. 3; @वार्ता] Three.[@erkla\u{308}rung]\n";
    let outputs = clean(&site(&[("content/briefings/a.md", text)]));
    let page = outputs.text("2025/08/01/a/index.html");
    for (source, cited) in [("source-erklarung", 2), ("source-kiyiv", 1)] {
        assert_eq!(page.matches(&format!("id=\"{source}\"")).count(), 1, "{page}");
        assert_eq!(page.matches(&format!("<a class=\"cite\" href=\"#{source}\"")).count(), cited, "{page}");
    }
    assert_eq!(page.matches("<a class=\"cite\"").count(), 4);
}
