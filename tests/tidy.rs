//! The law of the house: which room may look into which, and how every file opens.
//!
//! Arrows point at `model` and `base`; no stage looks into another; only `build`, `rebuild` and `cli` know
//! them all; only `cli` prints. The linter keeps the rest (`clippy.toml`).

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may look into.
const LAW: &[(&str, &[&str])] = &[
    ("base", &["base"]),
    ("model", &["base", "model"]),
    ("memo", &["base", "model", "memo"]),
    ("config", &["base", "model", "config"]),
    ("discover", &["base", "model", "discover"]),
    ("theme", &["base", "model", "theme"]),
    ("parse", &["base", "model", "memo", "parse"]),
    ("assemble", &["base", "model", "memo", "assemble"]),
    ("plan", &["base", "model", "plan"]),
    ("render", &["base", "model", "render"]),
    ("guard", &["base", "model", "guard"]),
    ("emit", &["base", "model", "emit"]),
    ("serve", &["base", "model", "serve"]),
    ("scaffold", &["base", "scaffold"]),
    ("schema", &["base", "model", "schema"]),
    ("watch", &["base", "watch"]),
];

/// These know all rooms.
const FREE: &[&str] = &["build", "cli", "lib", "main", "rebuild"];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    sources(&root.join("src"), &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

fn room(file: &str) -> &str {
    let rest = file.strip_prefix("src/").unwrap();
    rest.split(['/', '.']).next().unwrap()
}

/// The rooms that a file names, in code: `crate::room`.
fn looks_into(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for part in code.split("crate::").skip(1) {
            if let Some(list) = part.strip_prefix('{') {
                let names = list.split(['}', ',']).map(|name| name.trim().split(':').next().unwrap_or_default());
                found.extend(names.filter(|name| !name.is_empty()).map(|name| (at + 1, name.to_owned())));
            } else {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.push((at + 1, name));
            }
        }
    }
    found
}

#[test]
fn no_room_looks_where_it_may_not() {
    let law: BTreeMap<&str, &[&str]> = LAW.iter().copied().collect();
    let mut broken = Vec::new();
    for (file, text) in all_sources() {
        let room = room(&file);
        if FREE.contains(&room) {
            continue;
        }
        let Some(allowed) = law.get(room) else {
            broken.push(format!("{file}: the room `{room}` is not in the law"));
            continue;
        };
        for (line, name) in looks_into(&text) {
            let is_room = law.contains_key(name.as_str()) || FREE.contains(&name.as_str());
            if is_room && !allowed.contains(&name.as_str()) {
                broken.push(format!("{file}:{line}: `{room}` looks into `{name}`"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<String> =
        all_sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "no opening `//!`: {silent:?}");
}

#[test]
fn only_one_room_names_serde_yaml() {
    let named: Vec<String> = all_sources()
        .into_iter()
        .filter(|(file, text)| !file.starts_with("src/parse/front") && text.contains("serde_yaml::"))
        .map(|(file, _)| file)
        .collect();
    assert!(named.is_empty(), "{named:?}");
}

/// Documents are sealed where they are read, kept sealed, and opened in `assemble` alone: elsewhere nobody
/// names what opens them.
#[test]
fn only_assemble_opens_documents() {
    let keys = ["Gate", "Opening", "for_checks"];
    let sealed = ["src/parse/mod.rs", "src/memo/mod.rs"];
    let (mut used, mut opened) = (BTreeSet::new(), Vec::new());
    for (file, text) in all_sources().into_iter().filter(|(file, _)| file != "src/model/document.rs") {
        for (at, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in code.split(|c: char| !c.is_alphanumeric() && c != '_') {
                if file.starts_with("src/assemble/") {
                    used.extend(keys.iter().filter(|key| **key == word));
                } else if keys.contains(&word) || (word == "Document" && !sealed.contains(&file.as_str())) {
                    opened.push(format!("{file}:{}: {}", at + 1, line.trim()));
                }
            }
        }
    }
    assert!(opened.is_empty(), "{}", opened.join("\n"));
    assert_eq!(used, BTreeSet::from(keys.each_ref()), "the law names what opens documents");
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = ["todo!(", "unimplemented!(", "FIXME", "XXX"];
    let mut found = Vec::new();
    let is_test = |file: &str| file.ends_with("/tests.rs") || file.contains("/tests/");
    for (file, text) in all_sources().into_iter().filter(|(file, _)| !is_test(file)) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate() {
            let unwraps = line.contains(".unwrap()") && !line.trim_start().starts_with("//");
            if unwraps || marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{file}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
