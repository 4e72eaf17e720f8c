//! `briefer suggest --fix`: which bytes it writes, and which it leaves alone.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod common;

use briefer::base::disk::files::replace_unchanged;
use briefer::base::world::MemoryWorld;
use briefer::build::{Request, suggest};
use briefer::memo::Memory;
use briefer::model::report::Report;
use briefer::model::suggestion::Suggestions;
use common::desk::Desk;
use common::{shown, site};
use proptest::prelude::*;

/// The registry: `TRUMP` is an organization, so that `[[Trump]]` would lead to it.
const REGISTRY: &[(&str, &str)] = &[
    ("content/actors/vladimir-putin.md", "name: Vladimir Putin\nkind: person\nweak_aliases: [Putin]"),
    ("content/actors/donald-trump.md", "name: Donald Trump\nkind: person\nweak_aliases: [Trump]"),
    ("content/actors/tower.md", "name: TRUMP\nkind: organization"),
    ("content/actors/theresa-may.md", "name: Theresa May\nkind: person\nweak_aliases: [May]"),
    ("content/actors/ukraine.md", "name: Ukraine\nkind: state\nweak_aliases: [Kyiv]"),
];
const BRIEFING: &str = "content/briefings/b.md";
const FRONT: &str = "---\ntitle: So Putin came\ndate: 2025-08-01\nsummary: So Putin came.\n---\n";

/// A site with one briefing.
fn world(file: &str) -> MemoryWorld {
    let mut world = site(&[(BRIEFING, file)]);
    REGISTRY.iter().for_each(|(path, fields)| world.write(path, format!("---\n{fields}\n---\n")));
    world
}

fn look(world: &MemoryWorld) -> (Report, Suggestions) {
    suggest(world, &Request::default(), &mut Memory::default()).unwrap()
}

/// What `--fix` makes of a text; nothing if it leaves the file alone.
fn fixed(text: &str) -> Option<String> {
    let world = world(&format!("{FRONT}{text}"));
    let (report, suggestions) = look(&world);
    assert!(!report.has_errors(), "{}", shown(&report, &world));
    let rewrite = suggestions.rewrites.into_iter().next()?;
    Some(rewrite.after.strip_prefix(FRONT).expect("the fields stay").to_owned())
}

#[test]
fn the_words_that_are_meant_become_the_link() {
    for (text, expected) in [
        ("Vladimir Putin came, and Putin left.", "Vladimir Putin came, and [[Putin]] left."),
        ("[[vladimir-putin]] came, and Putin’s men", "[[vladimir-putin]] came, and [[Putin]]’s men"),
        ("Donald Trump, and so Trump", "Donald Trump, and so [[donald-trump|Trump]]"),
        (
            "Donald Trump and Vladimir Putin: to Putin said Trump what Putin said",
            "Donald Trump and Vladimir Putin: to [[Putin]] said [[donald-trump|Trump]] what Putin said",
        ),
        // The same words stand before that in the fields, in code, in a comment, in a heading and in a link.
        (
            "# To Putin\n\n`Putin` %% Putin %% [by Putin](https://example.com/Putin) Vladimir Putin\nand Putin",
            "# To Putin\n\n`Putin` %% Putin %% [by Putin](https://example.com/Putin) Vladimir Putin\nand [[Putin]]",
        ),
        (
            "Donald Trump:\n\n| `Trump` | b |\n|---|---|\n| so *Trump* | |\n",
            "Donald Trump:\n\n| `Trump` | b |\n|---|---|\n| so *[[donald-trump|Trump]]* | |\n",
        ),
        (
            "Vladimir Putin[^n]\n\n[^n]: as Putin did\n\n- next to Putin",
            "Vladimir Putin[^n]\n\n[^n]: as Putin did\n\n- next to [[Putin]]",
        ),
        (
            "Vladimir Putin and Donald Trump[^n]\n\n[^n]: by Trump\n\nand Putin",
            "Vladimir Putin and Donald Trump[^n]\n\n[^n]: by [[donald-trump|Trump]]\n\nand [[Putin]]",
        ),
        ("> Vladimir Putin\n> on Putin\r\n", "> Vladimir Putin\n> on [[Putin]]\r\n"),
    ] {
        assert_eq!(fixed(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn the_link_leads_to_the_actor_whatever_else_has_its_id() {
    let mut world = world(&format!("{FRONT}Donald Trump, and so Trump"));
    world.write("content/briefings/donald-trump.md", FRONT);
    let (_, suggestions) = look(&world);
    assert_eq!(suggestions.rewrites[0].after, format!("{FRONT}Donald Trump, and so [[actor:donald-trump|Trump]]"));
}

#[test]
fn what_is_not_certain_stays() {
    for (text, why) in [
        ("to Putin, whom we call Vladimir Putin", "the full name comes after"),
        ("Ukraine, and so Kyiv", "it may be the city"),
        ("Theresa May, and so May", "it may be the month"),
        ("Vladimir Putin and his wife Lyudmila Putin", "a part of a longer name"),
        ("Vladimir Putin and Putin Avenue", "a part of a longer name"),
        ("Vladimir Putin, `Putin` and [Putin](https://example.org/)", "code and links"),
        ("Vladimir Putin and [[Putin]], and Putin", "the author has linked it"),
        ("Donald Trump. Trump cards are not [[tower|TRUMP]], nor a trump.", "a word like any other"),
    ] {
        assert_eq!(fixed(text), None, "{why}");
    }
}

#[test]
fn a_text_that_wants_no_links_gets_none() {
    let file = format!("{FRONT}Vladimir Putin, and so Putin").replace("---\nV", "autolink: false\n---\nV");
    let (_, suggestions) = look(&world(&file));
    assert_eq!(suggestions.rewrites, vec![]);
    assert_eq!(suggestions.diagnostics[0].hint.as_deref(), Some("write `[[Putin]]` if it does"));
}

/// On the disk, by the program.
#[test]
fn every_other_byte_stays() {
    let desk = Desk::new();
    REGISTRY.iter().for_each(|(path, fields)| desk.write(path, format!("---\n{fields}\n---\n")));
    let before =
        format!("\u{feff}{FRONT}\nVladimir  Putin\t came,\n and Putin\u{a0}left. \n\n\n* Kyiv  ").replace('\n', "\r\n");
    let after = format!("\u{feff}{FRONT}\nVladimir  Putin\t came,\n and [[Putin]]\u{a0}left. \n\n\n* Kyiv  ")
        .replace('\n', "\r\n");
    desk.write(BRIEFING, &before);
    let untouched =
        "---\r\ntitle: Nothing certain\r\ndate: 2025-08-02\r\nsummary: S\r\ndraft: true\r\n---\r\nIn Kyiv, on Putin";
    desk.write("content/briefings/untouched.md", untouched);
    let all = desk.files("content");

    desk.briefer("suggest");
    assert_eq!(desk.files("content"), all, "nothing is written without `--fix`");
    desk.briefer("suggest --fix");
    let mut expected = all;
    expected.insert("briefings/b.md".to_owned(), after.into_bytes());
    assert_eq!(desk.files("content"), expected);

    let second = desk.briefer("suggest --fix --format short");
    assert_eq!(desk.files("content"), expected, "a second time there is nothing to write");
    assert_eq!(
        second.transcript(),
        "\
content/actors/donald-trump.md:4:16: suggestion[unused-alias]: no briefing uses the alias `Trump` of `donald-trump`
content/actors/theresa-may.md:4:16: suggestion[unused-alias]: no briefing uses the alias `May` of `theresa-may`
content/briefings/b.md:11:3: suggestion[weak-mention]: `Kyiv` may mean `ukraine`, and is not linked
content/briefings/untouched.md:7:4: suggestion[weak-mention]: `Kyiv` may mean `ukraine`, and is not linked
content/briefings/untouched.md:7:13: suggestion[weak-mention]: `Putin` may mean `vladimir-putin`, and is not linked
| looked at 2 briefings in [TIME]: 3 weak mentions, 2 unused aliases
| wrote nothing
"
    );
    assert_eq!(desk.briefer("build").code, Some(0));
}

/// Texts full of names and of what Markdown makes of them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Vladimir Putin",
        "Putin",
        "Trump",
        "Donald Trump",
        "*Putin*",
        "`Putin`",
        "**so Trump**",
        "[Putin](https://example.org/)",
        "[[putin]]",
        "[[putin|Putin]]",
        "\\[Putin\\]",
        "&amp; Putin",
        "says",
        "and",
        ",",
        ".",
        "“",
        "”",
        "(",
        ")",
        "\n",
        "\r\n",
        "\n\n",
        "\n\n> ",
        "\n\n- ",
        "\n\n## ",
        "\n\n| Putin | b |\n|---|---|\n| then Putin | ",
        "[^n]",
        "%% Putin %%",
        "—",
        "’s",
        "_",
        "<!-- Putin -->",
        "\\",
        "Putin–Trump",
        "\n\n    Putin\n\n",
        "\n\nTrump\n: and Putin\n\n",
    ]);
    prop::collection::vec((piece, prop::sample::select(vec!["", " "])), 1..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

proptest! {
    /// Without its links the file is what it was; with them the site builds, and what was certain is settled.
    #[test]
    fn links_are_all_that_is_written(text in text(), mark in prop::sample::select(vec!["", "\u{feff}"]), first in any::<bool>()) {
        let note = "[^n]: Of Putin, Vladimir Putin and Trump.";
        let text = if first { format!("{note}\n\n{text}") } else { format!("{text}\n\n{note}") };
        let before = format!("{mark}{FRONT}{text}");
        let (report, suggestions) = look(&world(&before));
        prop_assume!(!report.has_errors());
        let Some(rewrite) = suggestions.rewrites.first() else { return Ok(()) };
        let mut without = rewrite.after.clone();
        for (span, link) in &rewrite.links {
            let linked = span.start as usize..span.start as usize + link.len();
            prop_assert_eq!(&without[linked.clone()], link.as_str());
            without.replace_range(linked, &before[span.range()]);
        }
        prop_assert_eq!(without, before);
        let world = world(&rewrite.after);
        let (report, second) = look(&world);
        prop_assert!(!report.has_errors(), "{}", shown(&report, &world));
        prop_assert_eq!(second.rewrites, vec![]);
        prop_assert_eq!(second.diagnostics.len() + rewrite.links.len(), suggestions.diagnostics.len());
    }
}

#[test]
fn a_file_that_has_changed_is_left_alone() {
    let desk = Desk::empty();
    desk.write("a.md", "what the author writes meanwhile");
    assert!(!replace_unchanged(&desk.path("a.md"), b"before", b"after").unwrap());
    assert_eq!(desk.read("a.md"), "what the author writes meanwhile");
    assert_eq!(desk.files(".").len(), 1, "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::empty();
    desk.write("a.md", "before");
    // What a process that was killed would leave.
    desk.write(".a.md.briefer", "bef");
    set_permissions(desk.path("a.md"), Permissions::from_mode(0o640)).unwrap();
    assert!(replace_unchanged(&desk.path("a.md"), b"before", b"after").unwrap());
    assert_eq!(desk.read("a.md"), "after");
    assert_eq!(metadata(desk.path("a.md")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(desk.files(".").len(), 1, "nothing is left behind");
}
