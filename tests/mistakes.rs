//! A warm build says what a cold one says: whatever was wrong before, and whatever is wrong now.

mod common;

use std::fmt::Write;
use std::sync::Arc;

use briefer::base::world::MemoryWorld;
use briefer::build::{Request, build};
use briefer::memo::Memory;
use briefer::serve::outputs::{MemorySink, Served};
use common::{cold, shown};
use proptest::prelude::*;

/// A briefing, or none, with what may be wrong in it. Numbers choose among few names, so that some
/// are there and some are not.
#[derive(Debug, Clone)]
struct Faulty {
    draft: bool,
    unknown_key: bool,
    title: u8,
    actor: u8,
    tag: u8,
    dossier: Option<u8>,
    supersedes: Option<u8>,
    alias: Option<u8>,
    wiki: u8,
    file: u8,
    fragment: u8,
    quoted: u8,
}

#[derive(Debug, Clone)]
enum Edit {
    Briefing(usize, Option<Faulty>),
    Actor(usize, Option<(u8, Option<u8>)>),
    Template(Option<bool>),
    /// One of a name that nothing uses.
    Unused(bool),
    /// With two versions that nobody has merged, in its fields or in its text.
    Unmerged(Option<bool>),
}

const COUNT: usize = 4;
const NAMES: &[&str] = &["Anna Alpha", "Ana Alpha", "Boris Beta", "Bush", "Gamma", "story-one", "b0", "b2", "nobody"];
const TAGS: &[&str] = &["Talks", "talks", "Tálks", "Sanctions"];
const TITLES: &[&str] = &["What the first one says", "What the second one says", "What the third one says"];

fn faulty() -> impl Strategy<Value = Faulty> {
    let rare = |chance| prop::bool::weighted(chance);
    // Mostly the first, which is right, so that there are good builds between the bad ones.
    let mostly_first = |count: u8| prop_oneof![9 => Just(0), 1 => 0..count];
    let name = || mostly_first(u8::try_from(NAMES.len()).unwrap());
    let one = (rare(0.2), rare(0.03), 0..3u8, name(), 0..4u8, prop::option::weighted(0.3, mostly_first(2)));
    let other = (
        prop::option::weighted(0.05, 0..6u8),
        prop::option::weighted(0.05, 0..6u8),
        name(),
        mostly_first(6),
        mostly_first(2),
        0..9u8,
    );
    (one, other).prop_map(|((draft, unknown_key, title, actor, tag, dossier), other)| {
        let (supersedes, alias, wiki, file, fragment, quoted) = other;
        Faulty { draft, unknown_key, title, actor, tag, dossier, supersedes, alias, wiki, file, fragment, quoted }
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (0..COUNT, prop::option::weighted(0.8, faulty())).prop_map(|(at, file)| Edit::Briefing(at, file)),
        1 => (0..3usize, prop::option::of((1..5u8, prop::option::of(1..5u8)))).prop_map(|(at, file)| Edit::Actor(at, file)),
        1 => prop::option::of(any::<bool>()).prop_map(Edit::Template),
        1 => any::<bool>().prop_map(Edit::Unused),
        1 => prop::option::weighted(0.3, any::<bool>()).prop_map(Edit::Unmerged),
    ]
}

fn briefing(faulty: &Faulty) -> String {
    let title = TITLES[usize::from(faulty.title)];
    let mut text = format!("---\ntitle: {title}\ndate: 2025-08-01\nsummary: They met.\n");
    let name = |at: u8| NAMES[usize::from(at)];
    writeln!(text, "actors: [{:?}]\ntags: [{}]", name(faulty.actor), TAGS[usize::from(faulty.tag)]).unwrap();
    for (key, value) in [("draft: true\n", faulty.draft), ("draf: true\n", faulty.unknown_key)] {
        text += if value { key } else { "" };
    }
    if let Some(at) = faulty.dossier {
        writeln!(text, "dossier: {}", ["story-one", "story-two"][usize::from(at)]).unwrap();
    }
    if let Some(at) = faulty.supersedes {
        writeln!(text, "supersedes: b{at}").unwrap();
    }
    if let Some(at) = faulty.alias {
        writeln!(text, "aliases: [/2025/08/01/b{at}/]").unwrap();
    }
    text += "---\n\n## Heading\n\n";
    writeln!(
        text,
        "See [[{}]] and [that]({}.md).",
        name(faulty.wiki),
        ["right", "b1", "b2", "b3", "b4", "b5"][usize::from(faulty.file)]
    )
    .unwrap();
    writeln!(text, "And [there](#heading{}).", ["", "s"][usize::from(faulty.fragment)]).unwrap();
    if let Some(title) = TITLES.get(usize::from(faulty.quoted)) {
        writeln!(text, "\nIt was called {title}.").unwrap();
    }
    text
}

fn apply(world: &mut MemoryWorld, edit: &Edit) {
    let mut put = |path: String, text: Option<String>| match text {
        Some(text) => world.write(&path, text),
        None => world.remove(&path),
    };
    match edit {
        Edit::Briefing(at, file) => put(format!("content/briefings/b{at}.md"), file.as_ref().map(briefing)),
        Edit::Actor(at, file) => put(
            format!("content/actors/{}.md", ["alpha", "beta", "gamma"][*at]),
            file.map(|(name, alias)| {
                let alias = alias.map_or(String::new(), |at| format!("aliases: [{}]\n", NAMES[usize::from(at)]));
                format!("---\nname: {}\nkind: person\n{alias}---\n", NAMES[usize::from(name)])
            }),
        ),
        Edit::Unused(there) => put("templates/tga.html".to_owned(), there.then(|| "<p>Nothing</p>\n".to_owned())),
        Edit::Unmerged(what) => put(
            "content/pages/unmerged.md".to_owned(),
            what.map(|in_fields| {
                let versions = "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> other\n";
                let (fields, text) = if in_fields { (versions, "") } else { ("", versions) };
                format!("---\ntitle: Page\n{fields}---\n\n{text}")
            }),
        ),
        Edit::Template(what) => put(
            "templates/tag.html".to_owned(),
            what.map(|runs| if runs { "{{ tag.labels }}\n" } else { "{{ tag.label }\n" }.to_owned()),
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_warm_build_says_what_a_cold_one_says(edits in prop::collection::vec(edit(), 1..14)) {
        let mut world = common::site(&[
            ("content/dossiers/story-one.md", "---\ntitle: Story\n---\n"),
            ("content/actors/right.md", "---\nname: Anna Alpha\nkind: person\n---\n"),
            ("content/briefings/right.md", "---\ntitle: Right\ndate: 2025-08-01\nsummary: Right.\n---\n"),
        ]);
        let mut memory = Memory::default();
        let mut served = Arc::new(Served::empty());
        for edit in &edits {
            apply(&mut world, edit);
            let mut sink = MemorySink::over(Arc::clone(&served));
            let warm = build(&world, &Request::default(), &mut memory, &mut sink).unwrap();
            let (fresh, _) = cold(&world);
            prop_assert_eq!(shown(&warm, &world), shown(&fresh, &world));
            prop_assert_eq!(warm.has_errors(), fresh.has_errors());
            if !warm.has_errors() {
                served = Arc::new(sink.finish(&warm.base_url.root).unwrap());
            }
        }
    }
}
