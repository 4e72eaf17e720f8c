//! Golden sites: each folder of `tests/sites/` is a small site about one thing, and `expected/`
//! in it is all that is made of it. Most use `tests/themes/plain`, in which little stands between
//! the reader and what a page is given, and one `benches/lean`, with which speeds are compared; the files of themes are left out, and so are the hashes in
//! their addresses, so that a change of style is none of the pages.
//!
//! `SNAPSHOTS=overwrite cargo test --test sites` writes what is expected anew; read the
//! difference before you keep it.

#![allow(clippy::disallowed_methods, reason = "tests read sites from the disk")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use briefer::base::world::MemoryWorld;
use common::{load, project};

/// What a site expects, by path.
fn expected(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The site in a folder, with the themes for tests and benchmarks.
fn site(folder: &Path) -> MemoryWorld {
    let mut world = load(folder);
    for theme in ["tests/themes/plain", "benches/lean"].map(Path::new) {
        let name = theme.file_name().unwrap().to_str().unwrap();
        for (path, bytes) in expected(&project().join(theme)) {
            world.write(&format!("themes/{name}/{path}"), bytes);
        }
    }
    world
}

#[test]
fn golden_sites_come_out_as_expected() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    let mut folders: Vec<_> =
        fs::read_dir(project().join("tests/sites")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let world = site(&folder);
        let (report, outputs) = common::cold(&world);
        assert!(!report.has_errors(), "{}:\n{}", folder.display(), common::shown(&report, &world));
        let mut made = outputs.files;
        made.retain(|path, _| !path.starts_with("theme/"));
        made.values_mut().for_each(|bytes| without_hashes(bytes));
        let path = folder.join("expected");
        if overwrite {
            write(&path, &made);
            continue;
        }
        let expected = expected(&path);
        for (name, bytes) in &made {
            match expected.get(name) {
                None => wrong.push(format!("{}/{name} is not expected", path.display())),
                Some(expected) if expected != bytes => {
                    let expected = snapbox::Data::text(String::from_utf8_lossy(expected).into_owned()).raw();
                    let actual = snapbox::Data::text(String::from_utf8_lossy(bytes).into_owned());
                    let name = format!("{}/{name}", path.display());
                    let error = snapbox::Assert::new().try_eq(Some(&name), actual, expected).unwrap_err();
                    wrong.push(format!("{name} differs:\n{error}"));
                }
                Some(_) => {}
            }
        }
        let missing = expected.keys().filter(|name| !made.contains_key(*name));
        wrong.extend(missing.map(|name| format!("{}/{name} was not made", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Blanks the hashes in the addresses of theme files: `style.css?h=41a91b55`.
fn without_hashes(bytes: &mut [u8]) {
    for at in 0..bytes.len().saturating_sub(11) {
        if bytes[at..].starts_with(b"?h=") && bytes[at + 3..at + 11].iter().all(u8::is_ascii_hexdigit) {
            bytes[at + 3..at + 11].fill(b'0');
        }
    }
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
