//! The laws of a build, over generated sites and over the demonstration: the same bytes for any
//! order of files, number of threads and folder; nothing held back is in any output; a warm
//! build equals a cold one.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod common;

use std::collections::BTreeMap;

use briefer::base::diag::Code;
use briefer::base::error::Error;
use briefer::base::path::SourcePath;
use briefer::base::world::{DiskWorld, Entry, EntryKind, MemoryWorld, ReadFault, Stamp, World};
use briefer::build::{Request, build};
use briefer::memo::Memory;
use common::{Outputs, cold, load, project, shown};
use jiff::Timestamp;
use proptest::prelude::*;

/// A site as a list of briefings, which can be edited and written out.
#[derive(Debug, Clone)]
struct Generated {
    briefings: Vec<Draft>,
    registered: Vec<usize>,
    /// For each actor, if it is registered: its alias.
    aliases: Vec<Option<usize>>,
    /// The same for its roles: see [`ROLES`].
    roles: Vec<Vec<usize>>,
    /// Held pages, each of another kind: see [`PAGES`].
    pages: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Draft {
    day: u8,
    held: Held,
    unlisted: bool,
    title: u16,
    tags: Vec<usize>,
    actors: Vec<usize>,
    dossier: Option<usize>,
    /// Its issue, if it is of a dossier.
    number: Option<u32>,
    status: Option<&'static str>,
    /// Which other one it replaces.
    supersedes: Option<usize>,
    link: Option<usize>,
    body: u16,
    /// What its blocks say: events, statements, positions, figures, questions, changes.
    record: u16,
    /// Whom the text names: an actor, or by an alias whoever has it.
    named: Vec<(usize, bool)>,
    /// If it is held: whether it is called like something public.
    namesake: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Public,
    Draft,
    Embargoed,
    Expired,
    Restricted,
}

const TAGS: &[&str] = &["Talks", "Sanctions", "Énergie", "peace-talks", "Hidden topic", "ТЭК", "TEK"];
/// The first of them may be registered, with these ids. Of the others an id is made, and some sound alike.
const ACTORS: &[&str] = &[
    "Anna Alpha",
    "Boris Beta",
    "Republic of Gamma",
    "Дельта",
    "Epsilon & Sons",
    "王芳",
    "王方",
    "wang-fang",
    "Wang Fang",
];
const IDS: &[&str] = &["anna-alpha", "boris-beta", "gamma", "delta", "epsilon"];
const ROLES: &[&str] = &[
    "{ title: Minister, of: Republic of Gamma, from: 2025-07-05, until: 2025-07-20 }",
    "{ title: President, of: Boris Beta, from: 2025-07-21 }",
    "{ title: Envoy, of: 王芳, until: 2025-07-03 }",
];
const ALIASES: &[&str] = &["Lantern", "Alpha", "the Gamma", "Δέλτα", "厄普西隆"];

/// Pages that are held: the home page's words, one that is called like a public page, one that
/// has no title, one whose title has signs that outputs write in several ways.
const PAGES: &[(&str, &str)] = &[
    ("content/index.md", "---\ndraft: true\n---\n\nWords secretword.\n"),
    ("content/pages/rules.md", "---\ntitle: Editorial guidelines\ndraft: true\n---\n\nsecretword\n"),
    ("content/pages/a-held-page-without-a-title.md", "---\ndraft: true\n---\n\nsecretword\n"),
    ("content/pages/signs.md", "---\ntitle: Anna Alpha's \"secretword\" & more\ndraft: true\n---\n"),
];

impl Generated {
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let page = "---\ntitle: Editorial guidelines\n---\n\nSee [the first page](/).\n";
        files.insert("content/pages/guidelines.md".to_owned(), page.to_owned());
        files.extend(self.pages.iter().map(|&page| (PAGES[page].0.to_owned(), PAGES[page].1.to_owned())));
        files.insert("site.toml".to_owned(), "title = \"Laws\"\nbase_url = \"https://example.org/sub/\"\n[lists]\nhome = 3\nper_page = 2\n[lints]\nunregistered-actor = \"allow\"\ntag-spelling = \"allow\"\nnumber-clash = \"allow\"\nshared-alias = \"allow\"\nabove-max-tlp = \"allow\"\noverdue-event = \"allow\"\n".to_owned());
        for &actor in &self.registered {
            let (id, name) = (IDS[actor], ACTORS[actor]);
            let aliases =
                self.aliases[actor].map(|alias| format!("aliases: [{}]\n", ALIASES[alias])).unwrap_or_default();
            let roles: Vec<&str> = self.roles[actor].iter().map(|&role| ROLES[role]).collect();
            let roles = format!("roles: [{}]\n", roles.join(", "));
            let text = format!("---\nname: {name:?}\nkind: person\n{aliases}{roles}---\n\nA profile of {name}.\n");
            files.insert(format!("content/actors/{id}.md"), text);
        }
        for dossier in 0..2 {
            files.insert(format!("content/dossiers/story-{dossier}.md"), format!("---\ntitle: Story {dossier}\n---\n"));
        }
        for at in 0..self.briefings.len() {
            files.insert(format!("content/briefings/{}.md", self.id(at)), self.text(at));
            files.insert(format!("content/briefings/b{at}.csv"), format!("data,{at}\n"));
        }
        files
    }

    /// One that is held may have the id of an actor.
    fn id(&self, at: usize) -> String {
        let is_namesake = |draft: &Draft| draft.namesake && draft.held != Held::Public;
        let first = self.briefings.iter().position(is_namesake);
        if first == Some(at) { "anna-alpha".to_owned() } else { format!("b{at}") }
    }

    fn text(&self, at: usize) -> String {
        let draft = &self.briefings[at];
        let secret = if draft.held == Held::Public { String::new() } else { format!(" secretword{at}") };
        let title = match draft.namesake && draft.held != Held::Public {
            true if self.registered.contains(&2) => "Republic of Gamma".to_owned(),
            true => "Editorial guidelines".to_owned(),
            false => format!("Title {}{secret}", draft.title),
        };
        let mut text = format!(
            "---\ntitle: {title}\ndate: 2025-07-{:02}\nsummary: Summary{secret} *{}*.\n",
            draft.day, draft.body
        );
        match draft.held {
            Held::Public => {}
            Held::Draft => text += "draft: true\n",
            Held::Embargoed => text += "publish_at: 2099-01-01T00:00:00Z\n",
            Held::Expired => text += "expires: 2025-08-01\n",
            Held::Restricted => text += "tlp: RED\n",
        }
        if draft.unlisted {
            text += "unlisted: true\n";
        }
        if let Some(status) = draft.status {
            text += &format!("status: {status}\n");
        }
        if let Some(dossier) = draft.dossier {
            text += &format!("dossier: story-{dossier}\n");
            text += &draft.number.map(|number| format!("number: {number}\n")).unwrap_or_default();
        }
        if let Some(old) = self.replaced_by(at).filter(|_| !self.is_in_a_circle(at)) {
            text += &format!("supersedes: {}\n", self.id(old));
        }
        let list = |names: &[&str], chosen: &[usize]| {
            chosen.iter().map(|&n| format!("{:?}", names[n])).collect::<Vec<_>>().join(", ")
        };
        text += &format!("tags: [{}]\n", list(TAGS, &draft.tags));
        text += &match draft.actors.as_slice() {
            [first, rest @ ..] if draft.record % 4 == 1 => {
                let first = format!("{{ id: {:?}, role: Envoy{secret} }}", ACTORS[*first]);
                format!("actors: [{first}, {}]\n", list(ACTORS, rest))
            }
            actors => format!("actors: [{}]\n", list(ACTORS, actors)),
        };
        if draft.held != Held::Public {
            text += &format!("aliases: [/old-secretword{at}/]\n");
        }
        text += &record(draft.record, &secret);
        text += &format!("---\n\nBody {}{secret}, with [data](b{at}.csv).\n", draft.body);
        if let Some(&speaker) = draft.actors.first().filter(|_| draft.record.is_multiple_of(3)) {
            let speaker = ACTORS[speaker];
            text += &format!("\n> Words {}{secret}\n> — [[{speaker}]], Radio, 2025-07-01\n", draft.record % 4);
        }
        for (n, (name, alias)) in draft.named.iter().enumerate() {
            let name = if *alias { ALIASES[*name % ALIASES.len()] } else { ACTORS[*name] };
            let gap = if n % 2 == 0 { "\n" } else { "" };
            text += &format!("{gap}They met {name}{secret} in the U.S. Nothing came of it.\n");
        }
        if self.registered.contains(&0) && draft.body.is_multiple_of(2) {
            text += "\nSee [[actor:anna-alpha#roles]].\n";
        }
        if let Some(link) = draft.link.filter(|&link| self.briefings[link].held == Held::Public && link != at) {
            text += &format!("\nSee [[b{link}]] and [that file](b{link}.md).\n");
        }
        text
    }

    /// What is public and replaces what is held says so, and is wrong without it.
    fn replaced_by(&self, at: usize) -> Option<usize> {
        self.briefings[at].supersedes.filter(|&old| old != at && self.briefings[old].held == Held::Public)
    }

    /// Those that replace each other in a circle are a mistake.
    fn is_in_a_circle(&self, at: usize) -> bool {
        let olds = std::iter::successors(self.replaced_by(at), |&old| self.replaced_by(old));
        olds.take(self.briefings.len()).any(|old| old == at)
    }

    fn without_held(&self) -> BTreeMap<String, String> {
        let mut files = self.files();
        for (at, draft) in self.briefings.iter().enumerate() {
            if draft.held != Held::Public {
                files.remove(&format!("content/briefings/{}.md", self.id(at)));
                files.remove(&format!("content/briefings/b{at}.csv"));
            }
        }
        self.pages.iter().for_each(|&page| drop(files.remove(PAGES[page].0)));
        files
    }
}

/// Blocks of a briefing: few different ones, so that several briefings speak of the same things.
fn record(seed: u16, secret: &str) -> String {
    let pick = |words: &[&'static str], by: u16| words[usize::from(seed / by) % words.len()];
    let statuses = ["scheduled", "tentative", "held", "postponed", "cancelled"];
    let mut text = String::new();
    if seed.is_multiple_of(2) {
        text += &format!(
            "events:\n  - {{ id: event-{}, title: \"Event{secret}\", status: {}, date: 2025-0{}-10, actors: [{:?}] }}\n",
            seed % 3,
            pick(&statuses, 3),
            7 + seed / 7 % 3,
            pick(ACTORS, 5)
        );
        text += &format!("figures: [{{ label: \"Count{secret}\", value: {} }}]\n", seed / 11 % 3);
        text +=
            &format!("questions: [{{ question: \"Why{secret}?\", status: {} }}]\n", pick(&["open", "answered"], 13));
    }
    if seed.is_multiple_of(5) {
        text += &format!(
            "positions: [{{ actor: {:?}, issue: \"Issue{secret}\", stance: {} }}]\n",
            pick(ACTORS, 2),
            pick(&["demands", "rejects"], 17)
        );
        text += &format!("statements: [{{ speaker: {:?}, text: \"Said {}{secret}\" }}]\n", pick(ACTORS, 3), seed % 2);
        text += &format!("corrections: [{{ date: 2025-07-29, text: \"Corrected {}{secret}\" }}]\n", seed % 3);
        text +=
            &format!("sources: [{{ id: s, title: \"Source {}{secret}\", publisher: \"Press{secret}\" }}]\n", seed % 2);
    }
    if seed.is_multiple_of(7) {
        text += "review_by: 2025-08-01\n";
    }
    text
}

fn world(files: &BTreeMap<String, String>) -> MemoryWorld {
    let mut world = MemoryWorld::new(common::NOW.parse().unwrap());
    for (path, text) in files {
        world.write(path, text.as_bytes());
    }
    world
}

fn draft(count: usize) -> impl Strategy<Value = Draft> {
    let held = prop_oneof![
        6 => Just(Held::Public),
        1 => Just(Held::Draft),
        1 => Just(Held::Embargoed),
        1 => Just(Held::Expired),
        1 => Just(Held::Restricted),
    ];
    // Many are of one day, where numbers and what replaces what decide about their order.
    let day = prop_oneof![1..=28u8, 1..=2u8];
    let first = (day, held, prop::bool::weighted(0.1), 0..50u16, prop::collection::vec(0..TAGS.len(), 0..3));
    let status = prop::option::of(prop::sample::select(vec!["developing", "retracted"]));
    let second = (
        prop::collection::vec(0..ACTORS.len(), 0..3),
        (prop::option::of(0..2usize), prop::option::of(1..6u32)),
        (status, prop::option::weighted(0.3, 0..count)),
        prop::option::of(0..count),
        0..50u16,
        (0..1000u16, prop::collection::vec((0..ACTORS.len(), any::<bool>()), 0..4), any::<bool>()),
    );
    (first, second).prop_map(
        |((day, held, unlisted, title, tags), (actors, story, replaced, link, body, (record, named, namesake)))| {
            let ((dossier, number), (status, supersedes)) = (story, replaced);
            Draft {
                day,
                held,
                unlisted,
                title,
                tags,
                actors,
                dossier,
                number,
                status,
                supersedes,
                link,
                body,
                record,
                named,
                namesake,
            }
        },
    )
}

/// Which actors are registered; the alias and the roles of each.
type Registry = (Vec<usize>, Vec<Option<usize>>, Vec<Vec<usize>>);

fn registry() -> impl Strategy<Value = Registry> {
    let registered = prop::sample::subsequence((0..IDS.len()).collect::<Vec<_>>(), 0..=IDS.len());
    let aliases = prop::collection::vec(prop::option::of(0..ALIASES.len()), IDS.len());
    let roles = prop::sample::subsequence((0..ROLES.len()).collect::<Vec<_>>(), 0..=ROLES.len());
    (registered, aliases, prop::collection::vec(roles, IDS.len()))
}

fn generated() -> impl Strategy<Value = Generated> {
    (1..9usize).prop_flat_map(|count| {
        let pages = prop::sample::subsequence((0..PAGES.len()).collect::<Vec<_>>(), 0..=PAGES.len());
        (prop::collection::vec(draft(count), count), registry(), pages).prop_map(|(briefings, registry, pages)| {
            let (registered, aliases, roles) = registry;
            Generated { briefings, registered, aliases, roles, pages }
        })
    })
}

/// A change to a site.
#[derive(Debug, Clone)]
enum Edit {
    /// A briefing is written anew.
    Change(prop::sample::Index, Draft),
    /// One more.
    Add(Draft),
    /// The registry is another.
    Registry(Registry),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (any::<prop::sample::Index>(), draft(9)).prop_map(|(at, draft)| Edit::Change(at, draft)),
        2 => draft(9).prop_map(Edit::Add),
        2 => registry().prop_map(Edit::Registry),
    ]
}

/// The ids of actors by their names.
fn ids(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let table: serde_json::Value = files
        .get("data/actors.json")
        .map_or_else(Default::default, |bytes| serde_json::from_slice(bytes).expect("a data file is JSON"));
    let rows = table["items"].as_array().into_iter().flatten();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.map(|row| (text(row, "name"), text(row, "id"))).collect()
}

fn assert_same(a: &Outputs, b: &Outputs) {
    let names = |outputs: &Outputs| outputs.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
    for (path, bytes) in &a.files {
        let other = &b.files[path];
        assert!(
            bytes == other,
            "{path} differs:\n{}\n---\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(other)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What is held back leaves no trace: not in names, not in bytes, not in numbers.
    #[test]
    fn held_files_do_not_interfere(site in generated()) {
        let all = world(&site.files());
        let (report, with) = cold(&all);
        prop_assert!(!report.has_errors(), "{}", shown(&report, &all));
        let (_, without) = cold(&world(&site.without_held()));
        assert_same(&with, &without);
        for (path, bytes) in &with.files {
            let text = String::from_utf8_lossy(bytes);
            prop_assert!(!text.contains("secretword") && !path.contains("secretword"), "{path}");
        }
    }

    /// After any edits a warm build gives what a cold one gives, and writes only what changed.
    #[test]
    fn warm_equals_cold(
        site in generated(),
        edits in prop::collection::vec(edit(), 1..6),
    ) {
        let mut site = site;
        let mut memory = Memory::default();
        let mut warm = Outputs::default();
        let request = Request { explain: true, ..Request::default() };
        let mut known = build(&world(&site.files()), &request, &mut memory, &mut warm).unwrap();
        warm.finish();
        for edit in edits {
            let count = site.briefings.len();
            let is_registry = matches!(edit, Edit::Registry(..));
            let was_in_story = site.briefings.iter().any(|draft| draft.dossier.is_some());
            let fit = |draft: Draft| Draft {
                link: draft.link.filter(|&link| link < count),
                supersedes: draft.supersedes.filter(|&old| old < count),
                ..draft
            };
            match edit {
                Edit::Change(at, draft) => site.briefings[at.index(count)] = fit(draft),
                Edit::Add(draft) => site.briefings.push(fit(draft)),
                Edit::Registry(registry) => (site.registered, site.aliases, site.roles) = registry,
            }
            let now = world(&site.files());
            let before = warm.files.clone();
            let report = build(&now, &request, &mut memory, &mut warm).unwrap();
            prop_assert!(!report.has_errors(), "{}", shown(&report, &now));
            warm.finish();
            // Whatever is rendered again is made of something else than before.
            for (path, parts) in report.parts.iter().filter(|(path, _)| report.rendered.contains(path)) {
                let before = known.parts.iter().find(|(known, _)| known == path);
                prop_assert!(before.is_none_or(|(_, before)| before != parts), "{path}: nobody can say why");
            }
            known = report;
            let (_, fresh) = cold(&now);
            assert_same(&warm, &fresh);
            let (old, new) = (ids(&before), ids(&warm.files));
            let has_moved = new.iter().any(|(name, id)| old.get(name).is_some_and(|old| old != id));
            // Nothing is written that has the bytes it had before.
            for path in &warm.written {
                let same = before.get(path) == Some(&warm.files[path]);
                // A feed or card may be rendered to the same bytes, and so may what a storyline's news is
                // part of, and what names an actor who has moved; the page of any other briefing may not.
                let in_story = was_in_story || site.briefings.iter().any(|draft| draft.dossier.is_some());
                let may = in_story || is_registry || has_moved || !path.starts_with("2025/");
                prop_assert!(!same || may, "{path} was rendered for nothing");
            }
        }
    }
}

/// Lists files in another order than any disk would.
struct Shuffled(MemoryWorld);

impl World for Shuffled {
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error> {
        let mut entries = self.0.list(roots)?;
        entries.sort_by_key(|entry| briefer::base::hash::content_hash(entry.path.as_str().as_bytes()));
        Ok(entries)
    }

    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        self.0.read_into(path, limit, into)
    }

    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let demonstration = load(&project());
    let (_, straight) = cold(&demonstration);
    let (_, shuffled) = cold(&Shuffled(demonstration));
    assert_same(&straight, &shuffled);
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let demonstration = load(&project());
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| cold(&demonstration).1)
    };
    assert_same(&with(1), &with(7));
}

#[test]
fn the_folder_does_not_matter() {
    let build_in = |folder: &std::path::Path| {
        for (path, text) in (Generated { briefings: vec![one_of_each(), one_of_each()], ..two_actors() }).files() {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        let world = DiskWorld::open(folder, common::NOW.parse().unwrap(), Timestamp::MIN).unwrap();
        cold(&world).1
    };
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deep = b.path().join("another/folder with spaces");
    std::fs::create_dir_all(&deep).unwrap();
    let (first, second) = (build_in(a.path()), build_in(&deep));
    assert_same(&first, &second);
    for (path, bytes) in &first.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(a.path().to_str().unwrap()), "{path} names the folder it was built in");
    }
}

fn two_actors() -> Generated {
    let aliases = vec![Some(0), None, None, Some(3), None];
    let roles = vec![vec![0, 1]; IDS.len()];
    Generated { briefings: Vec::new(), registered: vec![0, 3], aliases, roles, pages: Vec::new() }
}

fn one_of_each() -> Draft {
    Draft {
        day: 7,
        held: Held::Public,
        unlisted: false,
        title: 1,
        tags: vec![0, 2],
        actors: vec![0, 1, 3],
        dossier: Some(0),
        number: Some(1),
        supersedes: None,
        status: Some("developing"),
        link: None,
        body: 1,
        record: 30,
        named: vec![(0, true), (3, false)],
        namesake: false,
    }
}

#[test]
fn a_second_build_renders_nothing() {
    let demonstration = load(&project());
    let mut memory = Memory::default();
    let mut outputs = Outputs::default();
    build(&demonstration, &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    assert!(!outputs.written.is_empty());
    build(&demonstration, &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    assert_eq!(outputs.written, Vec::<String>::new());
}

#[test]
fn a_body_edit_renders_one_page() {
    let mut files = Generated { briefings: vec![one_of_each(), one_of_each(), one_of_each()], ..two_actors() }.files();
    let mut memory = Memory::default();
    let mut outputs = Outputs::default();
    build(&world(&files), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    let text = files.get_mut("content/briefings/b1.md").unwrap();
    *text = text.replace("Body 1", "Body two");
    build(&world(&files), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    assert_eq!(outputs.written, ["2025/07/07/b1/index.html"]);
}

#[test]
fn a_new_alias_renders_what_it_touches() {
    let about = |names: &[(usize, bool)]| Draft { actors: vec![3], named: names.to_vec(), ..one_of_each() };
    let briefings = vec![about(&[(1, false), (0, false)]), about(&[(0, true)]), about(&[(1, true)])];
    let mut site = Generated { briefings, registered: vec![0], aliases: vec![None; 5], ..two_actors() };
    let mut memory = Memory::default();
    let mut outputs = Outputs::default();
    build(&world(&site.files()), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    site.aliases[0] = Some(0);
    build(&world(&site.files()), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    // The text that has it; the actor's page, that of another who now appears together with it, the
    // index, which counts mentions, and the tables of actors.
    let touched = [
        "2025/07/07/b1/index.html",
        "actors/anna-alpha/index.html",
        "actors/delta/index.html",
        "actors/index.html",
        "data/actors.csv",
        "data/actors.json",
    ];
    assert_eq!(outputs.written, touched);
    let (_, fresh) = cold(&world(&site.files()));
    assert_same(&outputs, &fresh);
}

/// Ways to write wrongly what holds a briefing back.
const SLIPS: &[&str] = &[
    "draft: yes",
    "draft: \"true\"",
    "Draft: true",
    "drat: true",
    "tlp: red",
    "tlp: TLP:RED",
    "publish_at: 2099-01-01 06:00 CET",
    "publish_at: 01.01.2099",
    "publish_at: 2099-13-01T00:00:00Z",
    "expires: 2020-13-01",
    "unlisted: yes",
    "x: \"a \\q\"\ndraft: true",
    "draft: true\ndraft: false",
    "\tdraft: true",
];

/// Whatever the site takes lightly, a slip in what holds a briefing back publishes nothing.
#[test]
fn a_slip_does_not_publish() {
    let lints = |name: &str| {
        let line = format!("title = \"T\"\nbase_url = \"https://example.org/\"\n[lints]\n{name} = \"allow\"\n");
        let (report, _) = cold(&world(&BTreeMap::from([("site.toml".to_owned(), line)])));
        !report.has_errors()
    };
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).filter(|name| lints(name)).collect();
    assert!(names.len() > 20, "{names:?}");
    let levels: String = names.iter().map(|name| format!("{name} = \"allow\"\n")).collect();
    let settings = format!("title = \"T\"\nbase_url = \"https://example.org/\"\n[lints]\n{levels}");
    let padding = format!("x: \"{}\"\ndraft: true", "x".repeat(70_000));
    for slip in SLIPS.iter().copied().chain([padding.as_str()]) {
        let text = format!("---\ntitle: One\ndate: 2025-01-01\nsummary: S.\n{slip}\n---\n\nBody.\n");
        let files = [("site.toml", settings.clone()), ("content/briefings/a.md", text)];
        let all = world(&files.map(|(path, text)| (path.to_owned(), text)).into());
        let (report, outputs) = cold(&all);
        assert!(report.has_errors(), "{slip:.80}");
        assert!(outputs.files.is_empty(), "{slip:.80}");
    }
}

/// Files on a disk whose clock ticks so slowly that a file written twice has one stamp.
struct Coarse(MemoryWorld);

impl World for Coarse {
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error> {
        let mut entries = self.0.list(roots)?;
        for entry in &mut entries {
            if let EntryKind::File(stamp) = &mut entry.kind {
                *stamp = Stamp { size: stamp.size, modified: 1_000_000_000, ..Stamp::default() };
            }
        }
        Ok(entries)
    }

    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        self.0.read_into(path, limit, into)
    }

    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn clock(&self) -> Timestamp {
        Timestamp::from_second(2).unwrap()
    }
}

#[test]
fn a_file_written_twice_in_one_tick_is_not_taken_for_the_first() {
    let mut site = Generated { briefings: vec![one_of_each()], ..two_actors() }.files();
    site.insert("static/note.txt".to_owned(), "one".to_owned());
    let mut memory = Memory::default();
    let mut outputs = Outputs::default();
    build(&Coarse(world(&site)), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    for (path, from, to) in [("static/note.txt", "one", "two"), ("content/briefings/b0.csv", "data,0", "data,1")] {
        *site.get_mut(path).unwrap() = site[path].replace(from, to);
    }
    build(&Coarse(world(&site)), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    assert_eq!(outputs.written, ["2025/07/07/b0/b0.csv", "note.txt"]);
    let text = site.get_mut("content/briefings/b0.md").unwrap();
    *text = text.replace("Body 1", "Body 2");
    build(&Coarse(world(&site)), &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    assert_eq!(outputs.written, ["2025/07/07/b0/index.html"]);
    assert_same(&outputs, &cold(&world(&site)).1);
}

/// Words that stand only in the demonstration's draft and embargoed briefings, in their assets,
/// in a comment and in notes for editors.
const HELD_WORDS: &[&str] = &[
    "quillfeather",
    "snorklebrandt",
    "pifflestrand",
    "brindlewhisk",
    "nettlequirk",
    "flumperdown",
    "mumblethatch",
    "wobblegrommet",
    "fizzlequartz",
    "crumpetvane",
    "zephyrnaught",
    "plinthwicket",
    "gribblesnood",
    "wimblefrost",
    "sprocketmoth",
    "dapplecrank",
    "droozleburn",
    "tanglewick",
    "glimmerstoat",
    "hobblefinch",
    "bogglemarch",
    "thimblecrag",
];

#[test]
fn no_output_of_the_demonstration_has_a_held_word() {
    let demonstration = load(&project());
    let mut sources = String::new();
    for entry in demonstration.list(&["content"]).unwrap() {
        sources += entry.path.as_str();
        sources += &String::from_utf8_lossy(&demonstration.read(&entry.path, 1 << 20).unwrap());
    }
    let sources = sources.to_lowercase();
    let outputs = common::clean(&demonstration);
    for word in HELD_WORDS {
        assert!(sources.contains(word), "the content no longer has {word}");
        for (path, bytes) in &outputs.files {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            assert!(!text.contains(word) && !path.contains(word), "{path} has {word}");
        }
    }
}
