//! What an author sees: each file in `tests/diagnostics/` is a small site and the transcript of
//! the diagnostics of its build, carets included. Every code of the table is in one of them.
//!
//! ```text
//! === content/briefings/talks.md
//! ---
//! titel: Talks
//! ---
//! === content/briefings/talks.csv (a symbolic link)
//! === diagnostics
//! error[unknown-key]: unknown key `titel`
//! ...
//! ```
//!
//! A file with `=== suggestions` has what `briefer suggest` says instead.
//!
//! `SNAPSHOTS=overwrite cargo test --test diagnostics` writes the transcripts anew; read the
//! difference before you keep it.

#![allow(clippy::disallowed_methods, reason = "tests read their cases from the disk")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use briefer::base::diag::render::{Format, Look, render};
use briefer::base::diag::{Code, Diagnostic};
use briefer::base::error::Error;
use briefer::base::path::SourcePath;
use briefer::base::world::{Entry, EntryKind, MemoryWorld, ReadFault, World};
use briefer::build::{Discard, Request, build, suggest};
use briefer::memo::Memory;
use jiff::Timestamp;

const TRANSCRIPT: &str = "=== diagnostics\n";

/// What the site's files alone do not bring about: `build-refused.txt` of the commands shows it.
const ELSEWHERE: &[Code] = &[Code::UnexpectedPublic];

/// For what `briefer suggest` alone says.
const SUGGESTIONS: &str = "=== suggestions\n";

#[test]
fn every_code_has_its_transcript() {
    let folder = common::project().join("tests/diagnostics");
    let mut cases: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let mut said = BTreeSet::new();
    let mut texts = Vec::new();
    for case in cases {
        let text = fs::read_to_string(&case).expect("cases are UTF-8");
        let is_suggested = text.contains(SUGGESTIONS);
        let head = if is_suggested { SUGGESTIONS } else { TRANSCRIPT };
        let (site, _) = text.split_once(head).unwrap_or((&text, ""));
        let (transcript, codes) = if is_suggested { suggestions(site) } else { transcript(site) };
        said.extend(codes);
        let expected = snapbox::Data::read_from(&case, Some(snapbox::data::DataFormat::Text));
        texts.push((case.display().to_string(), format!("{site}{head}{transcript}"), expected));
    }
    common::desk::assert_all(texts);
    let is_seen = |code: &&Code| said.contains(*code) || ELSEWHERE.contains(*code);
    let unseen: Vec<&str> = Code::ALL.iter().filter(|code| !is_seen(code)).map(|code| code.name()).collect();
    assert!(unseen.is_empty(), "no transcript shows {unseen:?}");
}

#[test]
fn the_documentation_is_the_table() {
    let mut expected = "# Diagnostics\n".to_owned();
    for code in Code::ALL {
        let (name, severity, title, explanation) = (code.name(), code.severity(), code.title(), code.explanation());
        write!(expected, "\n## {name}\n\n*{severity}: {title}*\n\n{explanation}\n").unwrap();
    }
    let path = common::project().join("docs/diagnostics.md");
    let documentation = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
    common::desk::assert_all([("the table".to_owned(), expected, documentation)]);
}

/// Builds a site and gives what an author sees, and which codes that were.
fn transcript(site: &str) -> (String, Vec<Code>) {
    let world = Odd::lay(site);
    let report = build(&world, &Request::default(), &mut Memory::default(), &mut Discard).unwrap();
    let text = |path: &SourcePath| String::from_utf8(world.read(path, 1 << 20).ok()?).ok();
    let rendered = render(&report.diagnostics, &report.lints, Format::Human, Look::default(), &text);
    let summary = rendered.summary().map_or(String::new(), |summary| summary + "\n");
    (rendered.text + &summary, report.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

/// What `briefer suggest` says of a site of which a build says nothing.
fn suggestions(site: &str) -> (String, Vec<Code>) {
    let world = Odd::lay(site);
    let (report, suggestions) = suggest(&world, &Request::default(), &mut Memory::default()).unwrap();
    let found = suggestions.diagnostics;
    let text = |path: &SourcePath| String::from_utf8(world.read(path, 1 << 20).ok()?).ok();
    let show = |found: &[Diagnostic]| render(found, &report.lints, Format::Human, Look::default(), &text);
    assert_eq!(show(&report.diagnostics).text, "", "a build says nothing of it");
    (show(&found).text, found.iter().map(|found| found.code).collect())
}

/// A site in which some things are not files of text.
struct Odd {
    files: MemoryWorld,
    others: Vec<Entry>,
}

impl Odd {
    /// Lays down what a case describes.
    fn lay(site: &str) -> Self {
        let mut odd = Self { files: common::site(&[]), others: Vec::new() };
        for part in site.split("=== ").skip(1) {
            let (head, text) = part.split_once('\n').expect("a head is a line");
            let (path, what) =
                head.split_once(" (").map_or((head, ""), |(path, what)| (path, what.trim_end_matches(')')));
            let other = |kind| Entry { path: SourcePath::new(path), kind };
            match what {
                "" => odd.files.write(path, text),
                "a photograph from Geneva" => odd.files.write(path, include_bytes!("common/located.jpg").as_slice()),
                "more than 8 MiB" => odd.files.write(path, vec![b'x'; (8 << 20) + 1]),
                "a symbolic link" => odd.others.push(other(EntryKind::Other("a symbolic link"))),
                "permission denied" => odd.others.push(other(EntryKind::Unreadable("permission denied".to_owned()))),
                "Latin-1" => odd.files.write(path, text.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>()),
                what => panic!("nothing is {what}"),
            }
        }
        odd
    }
}

impl World for Odd {
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error> {
        Ok([self.files.list(roots)?, self.others.clone()].concat())
    }

    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        self.files.read_into(path, limit, into)
    }

    fn now(&self) -> Timestamp {
        self.files.now()
    }
}
