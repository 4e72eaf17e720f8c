//! Some hundred edits at random, one after the other: what is kept in memory is, after each, what a build from
//! nothing makes. Half of them are looked for where they were made, half by looking at everything.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod common;
mod live_kit;

use std::sync::Arc;

use briefer::base::path::SourcePath;
use briefer::build::Request;
use briefer::rebuild::{Rebuilder, When, Where};
use briefer::serve::outputs::{MemorySink, Served};
use jiff::Timestamp;
use live_kit::{Outputs, Site, briefing};

/// A simple generator (an LCG with Knuth's numbers): the same edits each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Where the briefing with that number is, if there is one: an id may be given once only.
fn place_of(site: &Site, number: usize) -> Option<String> {
    let name = format!("b{number}.md");
    let found = walkdir::WalkDir::new(site.at("content/briefings")).into_iter().flatten();
    let found = found.into_iter().find(|entry| entry.file_name().to_str() == Some(&name))?;
    Some(found.path().strip_prefix(site.path()).unwrap().to_str().unwrap().to_owned())
}

/// The head of a GIF, of one of several sizes.
fn picture(size: usize) -> String {
    ["GIF89a\u{1}\0\u{2}\0\0\0\0;", "GIF89a\u{2}\0\u{2}\0\0\0\0;", "GIF89a\u{3}\0\u{2}\0\0\0\0;"][size].to_owned()
}

/// Does one thing at random; gives the paths at which something moved.
fn edit(site: &Site, dice: &mut Dice, step: usize) -> Vec<String> {
    let number = dice.roll(9) + 1;
    let folder = ["2025", "2025/deep/er", "other"][dice.roll(3)];
    let path = place_of(site, number).unwrap_or_else(|| format!("content/briefings/{folder}/b{number}.md"));
    let toggle = |path: &str, text: &str| {
        if site.at(path).exists() {
            site.remove(path)
        } else {
            site.write(path, text)
        }
        vec![path.to_owned()]
    };
    match dice.roll(18) {
        0..=4 => {
            let text = format!(
                "---\ntitle: Title {}\ndate: 2025-07-0{number}\nsummary: S {}.\nactors: [Anna Alpha, Beta {}]\ntags: [T{}]\ndossier: story\n---\n\n## Part {}\n\nBody {step}, see [[b{}]] and Anna Alpha. ![A picture](p.gif) ![Another](/a/p.gif)\n",
                dice.roll(5),
                dice.roll(3),
                dice.roll(4),
                dice.roll(4),
                dice.roll(3),
                dice.roll(9) + 1
            );
            site.write(&path, &text);
            vec![path]
        }
        5 => toggle(&path, &briefing(1, "Title", "Body.")),
        6 => {
            if site.at("content/briefings/2025").exists() {
                site.rename("content/briefings/2025", &format!("content/briefings/was-{step}"));
                vec!["content/briefings/2025".to_owned(), format!("content/briefings/was-{step}")]
            } else {
                site.write(&path, &briefing(1, "Title", "Body."));
                vec![path]
            }
        }
        7 => toggle(
            "content/actors/anna-alpha.md",
            "---\nname: Anna Alpha\nkind: person\n---\n\nA profile, see [[b1]].\n",
        ),
        8 => toggle(
            "content/actors/beta-1.md",
            &format!("---\nname: Beta 1\naliases: [Bee {}]\nkind: person\n---\n", dice.roll(3)),
        ),
        9 => toggle("content/tags/t1.md", "---\nlabel: T1\naliases: [T2]\n---\n"),
        10 => toggle("content/pages/about.md", &format!("---\ntitle: About\n---\n\nSee [[b{number}]].\n")),
        11 => toggle("content/index.md", &format!("---\n---\n\nWelcome {step}.\n")),
        12 => toggle("templates/furniture.html", &format!("<p>Furniture {step}.</p>\n")),
        13 => toggle("static/a/file.txt", &format!("{step}\n")),
        14 => {
            let file = "content/briefings/2025/b3.csv";
            site.write(file, &format!("{step}\n"));
            vec![file.to_owned()]
        }
        15 | 16 => {
            let file = ["content/briefings/2025/p.gif", "static/a/p.gif"][dice.roll(2)];
            let text = picture(dice.roll(3));
            if dice.roll(3) == 0 {
                return toggle(file, &text);
            }
            site.write(file, &text);
            vec![file.to_owned()]
        }
        _ => {
            let sizes = dice.roll(4) + 1;
            let settings = site.read("site.toml");
            let lines = settings
                .lines()
                .map(|line| if line.starts_with("per_page") { format!("per_page = {sizes}") } else { line.to_owned() });
            site.write("site.toml", &(lines.collect::<Vec<_>>().join("\n") + "\n"));
            vec!["site.toml".to_owned()]
        }
    }
}

fn as_map(served: &Served) -> Outputs {
    served.iter().map(|(path, output)| (path.as_str().to_owned(), output.bytes.to_vec())).collect()
}

#[test]
fn after_any_edits_memory_holds_what_a_build_from_nothing_makes() {
    let site = Site::new();
    site.edit(
        "site.toml",
        "[lints]\n",
        "[lints]\nunknown-link = \"warn\"\nbroken-link = \"warn\"\nmissing-asset = \"warn\"\n",
    );
    let mut rebuilder = Rebuilder::new(site.path().to_owned(), Request::default());
    let mut served = Arc::new(Served::empty());
    let mut dice = Dice(2025);
    let (mut built, mut rendered, mut outputs, mut unnoticed) = (0, 0, 0, 0);
    for step in 0..300 {
        let moved: Vec<SourcePath> = edit(&site, &mut dice, step).into_iter().map(SourcePath::new).collect();
        let place = if dice.roll(2) == 0 { Where::Everywhere } else { Where::At(&moved) };
        let when = When { now: common::NOW.parse().unwrap(), clock: Timestamp::now() };
        let Some(task) = rebuilder.look(place, when).unwrap() else {
            // A folder without files was renamed.
            unnoticed += 1;
            continue;
        };
        let mut sink = MemorySink::over(Arc::clone(&served));
        let turn = rebuilder.build(task, &mut sink).unwrap();
        let Some(cold) = site.cold() else {
            assert!(turn.report.has_errors(), "step {step}");
            continue;
        };
        assert!(!turn.report.has_errors(), "step {step}: {}", common::shown(&turn.report, &turn.world));
        served = Arc::new(sink.finish(&turn.report.base_url.root).unwrap());
        let warm = as_map(&served);
        let names = |outputs: &Outputs| outputs.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&warm), names(&cold), "step {step}: {moved:?}");
        for (path, bytes) in &cold {
            assert!(warm[path] == *bytes, "step {step}: {moved:?}: /{path} is another");
        }
        built += 1;
        rendered += turn.report.rendered.len();
        outputs += turn.report.outputs;
        // What did not move is looked at as well, and found as it was.
        let when = When { clock: Timestamp::now(), ..when };
        assert!(rebuilder.look(Where::Everywhere, when).unwrap().is_none(), "step {step}");
    }
    assert!(unnoticed < 5, "{unnoticed} of the edits went unnoticed");
    assert!(built > 200, "only {built} of the edits left a site without errors");
    assert!(rendered * 2 < outputs, "{rendered} of {outputs} outputs were rendered");
}

#[test]
fn a_site_is_built_again_when_its_time_has_come() {
    let site = Site::new();
    site.edit("content/briefings/2025/b7.md", "summary:", "publish_at: 2025-08-07T13:00:00Z\nsummary:");
    let mut rebuilder = Rebuilder::new(site.path().to_owned(), Request::default());
    let at = |time: &str| When { now: format!("2025-08-07T{time}Z").parse().unwrap(), clock: Timestamp::now() };
    let mut build = |time: &str| {
        let task = rebuilder.look(Where::Everywhere, at(time)).unwrap()?;
        let mut sink = MemorySink::over(Arc::new(Served::empty()));
        let turn = rebuilder.build(task, &mut sink).unwrap();
        assert!(turn.moved.is_empty() && !turn.report.has_errors());
        let served = sink.finish(&turn.report.base_url.root).unwrap();
        Some(as_map(&served).contains_key("2025/07/07/b7/index.html"))
    };
    assert_eq!(build("12:00:00"), Some(false));
    assert_eq!(build("12:59:59"), None);
    assert_eq!(build("13:00:00"), Some(true));
    assert_eq!(build("14:00:00"), None);
}
