//! What an author sees: each file in `tests/diagnostics/` is a small site and the transcript of
//! its diagnostics, carets included.
//!
//! ```text
//! === content/briefings/talks.md
//! ---
//! titel: Talks
//! ---
//! === diagnostics
//! error[unknown-key]: unknown key `titel`
//! ...
//! ```
//!
//! `SNAPSHOTS=overwrite cargo test --test diagnostics` writes the transcripts anew; read the
//! difference before you keep it.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use briefer::base::diag::render::{Format, Look, render};
use briefer::base::diag::{Code, Diagnostic, Lints};
use briefer::base::path::SourcePath;
use briefer::model::front::{ActorFront, BriefingFront, DossierFront, PageFront, TagFront};
use briefer::parse::{check, front};
use serde::de::DeserializeOwned;

const TRANSCRIPT: &str = "=== diagnostics\n";

#[test]
fn transcripts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<_> =
        fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    let mut said = BTreeSet::new();
    for case in cases {
        let text = fs::read_to_string(&case).expect("cases are UTF-8");
        let (site, expected) = text.split_once(TRANSCRIPT).unwrap_or((&text, ""));
        let (actual, codes) = transcript(site);
        said.extend(codes);
        if overwrite {
            fs::write(&case, format!("{site}{TRANSCRIPT}{actual}")).expect("cases can be written");
        } else if expected != actual {
            wrong.push(format!("--- {}\n{actual}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "these differ from what is on file:\n{}", wrong.join("\n"));
    let unseen: Vec<&str> = EMITTED.iter().filter(|code| !said.contains(*code)).map(|code| code.name()).collect();
    assert!(unseen.is_empty(), "no transcript shows {unseen:?}");
}

#[test]
fn the_demonstration_has_no_mistakes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut diagnostics = Vec::new();
    let mut folders = vec![root.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).expect("content is UTF-8");
                let name = path.strip_prefix(root).expect("it is below the root").to_string_lossy().replace('\\', "/");
                read(&SourcePath::new(name), &text, &mut diagnostics);
            }
        }
    }
    let rendered = render(&diagnostics, &Lints::default(), Format::Short, Look::default(), &|_| None);
    assert_eq!(rendered.text, "");
}

/// The codes that front matter and settings can give.
const EMITTED: &[Code] = &[
    Code::MissingFrontMatter,
    Code::UnclosedFrontMatter,
    Code::YamlSyntax,
    Code::UnknownKey,
    Code::DuplicateKey,
    Code::InvalidValue,
    Code::MissingField,
    Code::ControlCharacter,
    Code::InvalidId,
    Code::ForbiddenUrl,
    Code::UnknownSource,
    Code::DuplicateSource,
    Code::InvalidPath,
];

fn transcript(site: &str) -> (String, Vec<Code>) {
    let mut files: Vec<(SourcePath, String)> = Vec::new();
    for line in site.split_inclusive('\n') {
        match (line.strip_prefix("=== "), files.last_mut()) {
            (Some(path), _) => files.push((SourcePath::new(path.trim()), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => panic!("a case begins with `=== path`"),
        }
    }
    let mut diagnostics = Vec::new();
    for (path, text) in &files {
        read(path, text, &mut diagnostics);
    }
    let text = |wanted: &SourcePath| files.iter().find(|(path, _)| path == wanted).map(|(_, text)| text.clone());
    let rendered = render(&diagnostics, &Lints::default(), Format::Human, Look::default(), &text);
    let summary = rendered.summary().map_or(String::new(), |summary| summary + "\n");
    let transcript = rendered.text + &summary;
    (transcript, diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

/// As the stages do, in their order.
fn read(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut parts = path.as_str().split('/');
    match (parts.next(), parts.next()) {
        (Some("content"), Some("briefings")) => {
            check::id(path, diagnostics);
            if let Some(front) = fields::<BriefingFront>(path, text, diagnostics) {
                check::briefing(&front, path, diagnostics);
            }
        }
        (Some("content"), Some("actors")) => {
            check::id(path, diagnostics);
            if let Some(front) = fields::<ActorFront>(path, text, diagnostics) {
                check::actor(&front, path, diagnostics);
            }
        }
        (Some("content"), Some("tags")) => {
            check::id(path, diagnostics);
            fields::<TagFront>(path, text, diagnostics);
        }
        (Some("content"), Some("dossiers")) => {
            check::id(path, diagnostics);
            fields::<DossierFront>(path, text, diagnostics);
        }
        (Some("content"), Some(_)) => {
            if let Some(front) = fields::<PageFront>(path, text, diagnostics) {
                check::page(&front, path, diagnostics);
            }
        }
        _ => panic!("no stage reads `{path}`"),
    }
}

fn fields<T: DeserializeOwned>(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let split = front::split(text, path, diagnostics)?;
    front::read(text, &split, path, diagnostics)
}
