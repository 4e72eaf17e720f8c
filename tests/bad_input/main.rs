//! Bad input, given to the program itself: what it says, whole; how it ends; and that the site
//! that was published before stays as it was.
//!
//! `SNAPSHOTS=overwrite cargo test --test bad_input` writes the texts anew; read the difference
//! before you keep it.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

#[path = "../common/mod.rs"]
mod common;

mod addresses;
mod files;
#[cfg(unix)]
mod machine;
mod output;
mod templates;

use common::desk::{Desk, assert_all, without_counts};
use snapbox::data::Inline;

/// One bad input.
struct Case {
    name: &'static str,
    /// Puts it into a site that has been built.
    lay: fn(&Desk),
    /// What is run then.
    line: &'static str,
    said: Inline,
}

/// A briefing with nothing wrong.
const GOOD: &str = "---\ntitle: Talks in Geneva\ndate: 2025-08-01\nsummary: Two sides met.\n---\n\nBody.\n";

/// The front matter of a briefing with nothing wrong.
const FRONT: &str = "---\ntitle: More talks\ndate: 2025-08-02\nsummary: They met again.\n---\n\n";

/// A case of `briefer build`.
fn case(name: &'static str, lay: fn(&Desk), said: Inline) -> Case {
    Case { name, lay, line: "build", said }
}

/// A case of another command.
fn run(name: &'static str, lay: fn(&Desk), line: &'static str, said: Inline) -> Case {
    Case { name, lay, line, said }
}

/// A site with one briefing, built.
fn built() -> Desk {
    let desk = Desk::new();
    desk.write("content/briefings/good.md", GOOD);
    let first = desk.briefer("build");
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    desk
}

fn check(cases: Vec<Case>) {
    assert_all(cases.into_iter().map(|case| {
        let desk = built();
        (case.lay)(&desk);
        let before = desk.files("public");
        let run = desk.briefer(case.line);
        if run.code != Some(0) {
            assert!(desk.files("public") == before, "{}: the old site was touched", case.name);
        }
        assert_eq!(desk.leftovers(), Vec::<String>::new(), "{}", case.name);
        (case.name.to_owned(), without_counts(&run.transcript()), case.said)
    }));
}
