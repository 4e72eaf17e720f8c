//! Whatever dies in between: the program is killed at random moments of a build, and the output
//! folder holds the old site or the new one, and the next build finishes.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests kill the program that they started")]

mod common;

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::desk::Desk;

type Tree = BTreeMap<String, Vec<u8>>;

/// Makes the site the one of an edition.
type Edit = Box<dyn Fn(&Desk, usize)>;

/// A site of two editions, and what is published of each.
struct Editions {
    desk: Desk,
    /// Files that differ between the two.
    edits: Edit,
    trees: [Tree; 2],
    /// How long a build takes here.
    took: Duration,
}

impl Editions {
    fn new(desk: Desk, edits: impl Fn(&Desk, usize) + 'static) -> Self {
        let edits = Box::new(edits);
        let mut took = Duration::ZERO;
        let trees = [0, 1].map(|edition| {
            edits(&desk, edition);
            let start = Instant::now();
            let run = desk.briefer("build -o public");
            took = start.elapsed();
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            desk.files("public")
        });
        assert!(trees[0] != trees[1]);
        Self { desk, edits, trees, took }
    }

    /// Builds an edition and kills the program after `delay`.
    fn kill_while_building(&self, edition: usize, delay: Duration) {
        (self.edits)(&self.desk, edition);
        let mut command = self.desk.command(env!("CARGO_BIN_EXE_briefer"));
        let mut child = command.args(["build", "-q"]).stderr(Stdio::null()).spawn().unwrap();
        sleep(delay);
        // If it has ended already, so much the better.
        let _ = child.kill();
        child.wait().unwrap();
    }

    fn finish(&self, edition: usize) {
        let run = self.desk.briefer("build");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(self.desk.files("public") == self.trees[edition], "the next build does not finish");
        assert_eq!(self.desk.leftovers(), Vec::<String>::new());
    }
}

fn briefing(at: usize, body: &str) -> String {
    let day = 1 + at % 28;
    format!(
        "---\ntitle: Briefing {at}\ndate: 2025-07-{day:02}\nsummary: What {at} says.\ntags: [Talks]\n---\n\n{body}\n"
    )
}

/// Moments spread over the time that a build takes, and a little beyond.
fn moments(count: u32, took: Duration) -> impl Iterator<Item = Duration> {
    (0..count).map(move |at| took * 5 / 4 * at / count)
}

/// A small folder is exchanged whole: it is never anything between.
#[test]
fn a_small_site_is_the_old_one_or_the_new_one() {
    let desk = Desk::new();
    let editions = Editions::new(desk, |desk, edition| {
        for at in 0..40 {
            desk.write(&format!("content/briefings/b{at}.md"), briefing(at, ["Old words.", "New words."][edition]));
        }
    });
    let mut edition = 1;
    for delay in moments(50, editions.took) {
        let next = 1 - edition;
        editions.kill_while_building(next, delay);
        let tree = editions.desk.files("public");
        let seen = editions.trees.iter().position(|expected| *expected == tree);
        assert!(seen.is_some(), "killed after {delay:?}, the folder holds neither site");
        edition = next;
    }
    editions.finish(edition);
}

/// A few changes of a large folder are made file by file: each file is whole, and of one of the two
/// sites; the next build finishes.
#[test]
fn files_of_a_large_site_are_whole_and_the_next_build_finishes() {
    let desk = Desk::new();
    for at in 0..560 {
        desk.write(&format!("content/briefings/b{at}.md"), briefing(at, "Words."));
    }
    let editions = Editions::new(desk, |desk, edition| {
        for at in 0..12 {
            desk.write(&format!("content/briefings/b{at}.md"), briefing(at, ["Old words.", "New words."][edition]));
        }
        let third = desk.path("content/briefings/third.md");
        match edition {
            0 => desk.write("content/briefings/third.md", briefing(600, "A page that comes and goes.")),
            _ => drop(std::fs::remove_file(third)),
        }
    });
    assert!(editions.trees[0].len() > 512, "the site is so small that it would be exchanged");
    let mut edition = 1;
    for delay in moments(16, editions.took) {
        let next = 1 - edition;
        editions.kill_while_building(next, delay);
        for (path, bytes) in editions.desk.files("public") {
            let hidden = path.starts_with('.') || path.contains("/.");
            let whole = editions.trees.iter().any(|tree| tree.get(&path) == Some(&bytes));
            assert!(whole || hidden, "killed after {delay:?}, `{path}` is of neither site");
        }
        editions.finish(next);
        edition = next;
    }
}

/// A second build waits for the first one, and says so.
#[test]
fn a_second_build_waits() {
    use briefer::emit::OutputFolder;

    let desk = Desk::new();
    desk.write("content/briefings/talks.md", briefing(1, "Words."));
    let folder = OutputFolder::check(&desk.root(), std::path::Path::new("public"), &["content"]).unwrap();
    let held = folder.lock(Duration::ZERO, &mut |_| {}).unwrap();
    let mut command = desk.command(env!("CARGO_BIN_EXE_briefer"));
    let child = command.arg("build").stderr(Stdio::piped()).spawn().unwrap();
    sleep(Duration::from_millis(700));
    drop(held);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("waiting for another build of `public`\nbuilt public/ in "), "{said}");
}
