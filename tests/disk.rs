//! What the disk is asked, and what it must not answer: no link is followed, nothing but a regular
//! file is read, nothing is read beyond its limit, and nothing is removed that was not pointed out.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use briefer::base::disk::files::create_or_replace;
use briefer::base::disk::{Durability, Folder, Kind, is_missing, is_no_way, lock, place, tree};
use briefer::base::path::SourcePath;
use briefer::base::world::{DiskWorld, EntryKind, ReadFault, World};
use tempfile::TempDir;

/// ```text
/// site/a/b.txt          "inside"
/// site/link.txt         -> a/b.txt
/// site/out.txt          -> ../secret.txt
/// site/folder           -> a
/// site/outside          -> ..
/// site/nowhere          -> gone
/// site/loop             -> loop
/// site/pipe, site/socket
/// secret.txt            "secret"
/// ```
fn site() -> (TempDir, PathBuf) {
    let above = tempfile::tempdir().unwrap();
    let site = above.path().join("site");
    fs::create_dir_all(site.join("a")).unwrap();
    fs::write(site.join("a/b.txt"), "inside").unwrap();
    fs::write(above.path().join("secret.txt"), "secret").unwrap();
    for (name, target) in [
        ("link.txt", "a/b.txt"),
        ("out.txt", "../secret.txt"),
        ("folder", "a"),
        ("outside", ".."),
        ("nowhere", "gone"),
        ("loop", "loop"),
    ] {
        symlink(target, site.join(name)).unwrap();
    }
    assert!(Command::new("mkfifo").arg(site.join("pipe")).status().unwrap().success());
    drop(UnixListener::bind(site.join("socket")).unwrap());
    (above, site)
}

fn read(folder: &Folder, name: &str, limit: u64) -> Result<String, ReadFault> {
    let mut bytes = Vec::new();
    folder.read_into(name, limit, &mut bytes).map(|()| String::from_utf8(bytes).unwrap())
}

#[test]
fn only_regular_files_below_the_folder_are_read() {
    let (_above, site) = site();
    let folder = Folder::open(&site).unwrap();
    for (name, answer) in [
        ("a/b.txt", Ok("inside".to_owned())),
        ("a/gone.txt", Err(ReadFault::Missing)),
        ("a/b.txt/c", Err(ReadFault::Missing)),
        // Links at the end and on the way, within the site and out of it.
        ("link.txt", Err(ReadFault::NotAFile)),
        ("out.txt", Err(ReadFault::NotAFile)),
        ("folder/b.txt", Err(ReadFault::NotAFile)),
        ("outside/secret.txt", Err(ReadFault::NotAFile)),
        ("nowhere", Err(ReadFault::NotAFile)),
        ("loop", Err(ReadFault::NotAFile)),
        // Ways out without a link.
        ("../secret.txt", Err(ReadFault::NotAFile)),
        ("a/../../secret.txt", Err(ReadFault::NotAFile)),
        ("/etc/passwd", Err(ReadFault::NotAFile)),
        // What is no file; a pipe would be waited for.
        ("a", Err(ReadFault::NotAFile)),
        ("pipe", Err(ReadFault::NotAFile)),
        ("socket", Err(ReadFault::NotAFile)),
    ] {
        assert_eq!(read(&folder, name, 100), answer, "{name}");
    }
}

#[test]
fn nothing_is_read_beyond_its_limit() {
    let (_above, site) = site();
    let folder = Folder::open(&site).unwrap();
    assert_eq!(read(&folder, "a/b.txt", 6), Ok("inside".to_owned()));
    assert_eq!(read(&folder, "a/b.txt", 5), Err(ReadFault::TooLarge { size: 6, limit: 5 }));
    // It says that it is empty, and has more than fits.
    if Path::new("/proc/self/maps").exists() {
        let proc =
            Folder::open(Path::new("/proc/self")).unwrap_or_else(|_| Folder::open(Path::new("/proc/1")).unwrap());
        assert!(matches!(read(&proc, "maps", 16), Err(ReadFault::TooLarge { limit: 16, .. } | ReadFault::Failed(_))));
    }
}

#[test]
fn folders_are_reached_without_links() {
    let (_above, site) = site();
    let folder = Folder::open(&site).unwrap();
    assert!(folder.below("a").is_ok());
    for name in ["folder", "outside", "loop", "..", "a/../..", "/etc"] {
        let error = folder.below(name).unwrap_err();
        assert!(is_no_way(&error) || is_missing(&error), "{name}: {error}");
    }
    assert!(Folder::open(&site.join("folder")).is_err());
    assert_eq!(folder.look_at("folder").unwrap().unwrap().kind, Kind::Link);
    assert_eq!(folder.look_at("pipe").unwrap().unwrap().kind, Kind::Pipe);
    assert!(folder.look_at("gone").unwrap().is_none());
    assert!(folder.look_at("a/b.txt/c").unwrap().is_none());
}

#[test]
fn a_new_file_takes_no_name_that_is_taken() {
    let (above, site) = site();
    let folder = Folder::open(&site).unwrap();
    folder.create("new/deep/er.txt", b"new").unwrap();
    assert_eq!(fs::read(site.join("new/deep/er.txt")).unwrap(), b"new");
    for name in ["a/b.txt", "link.txt", "nowhere", "pipe", "a"] {
        assert!(folder.create(name, b"new").is_err(), "{name}");
    }
    assert!(!site.join("gone").exists(), "a dangling link was written through");
    assert_eq!(fs::read(above.path().join("secret.txt")).unwrap(), b"secret");
}

#[test]
fn a_file_is_replaced_in_one_step() {
    let (above, site) = site();
    let folder = Folder::open(&site).unwrap();
    folder.replace("a/b.txt", b"other", Durability::Machine).unwrap();
    assert_eq!(fs::read(site.join("a/b.txt")).unwrap(), b"other");
    // A link is replaced itself, whether it has the name or the temporary one.
    folder.replace("out.txt", b"mine", Durability::Process).unwrap();
    assert!(fs::symlink_metadata(site.join("out.txt")).unwrap().is_file());
    symlink("../secret.txt", site.join(".c.txt.briefer")).unwrap();
    folder.replace("c.txt", b"not through", Durability::Process).unwrap();
    assert_eq!(fs::read(site.join("c.txt")).unwrap(), b"not through");
    assert_eq!(fs::read(above.path().join("secret.txt")).unwrap(), b"secret");
    // What an earlier process left is removed, and what it left under a second name is not written to.
    fs::write(site.join(".d.txt.briefer"), "a longer text that was left").unwrap();
    fs::hard_link(site.join(".d.txt.briefer"), site.join("second.txt")).unwrap();
    folder.replace("d.txt", b"d", Durability::Process).unwrap();
    assert_eq!(fs::read(site.join("d.txt")).unwrap(), b"d");
    assert_eq!(fs::read(site.join("second.txt")).unwrap(), b"a longer text that was left");
    assert!(!site.join(".d.txt.briefer").exists());
    // Where it cannot be put, nothing is left of it.
    assert!(folder.replace("a", b"a folder", Durability::Process).is_err());
    assert!(!site.join(".a.briefer").exists());
}

#[test]
fn files_of_the_site_are_replaced_beside_whatever_else_is_there() {
    let (_above, site) = site();
    let (path, other) = (site.join("site.json"), site.join("site.json.new"));
    fs::write(&path, "ours").unwrap();
    fs::write(&other, "somebody's").unwrap();
    create_or_replace(&path, b"newer", |text| text == "ours").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"newer");
    assert_eq!(fs::read(&other).unwrap(), b"somebody's");
    assert!(!site.join(".site.json.briefer").exists());
}

#[test]
fn names_are_exchanged_or_taken_only_if_they_are_free() {
    let (_above, site) = site();
    let folder = Folder::open(&site).unwrap();
    folder.create("one/1.txt", b"1").unwrap();
    folder.create("two/2.txt", b"2").unwrap();
    let error = folder.rename_new("one", &folder, "two").unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
    match folder.exchange("one", "two") {
        Ok(()) => assert!(site.join("one/2.txt").exists() && site.join("two/1.txt").exists()),
        // Some file systems cannot.
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::Unsupported),
    }
}

#[test]
fn a_sweep_takes_what_was_pointed_out_and_what_is_empty_then() {
    let (above, site) = site();
    let folder = Folder::open(&site).unwrap();
    for name in ["old/1.html", "old/a/2.html", "old/b/3.html", "old/b/mine.txt"] {
        folder.create(name, b"x").unwrap();
    }
    symlink("../../../secret.txt", site.join("old/a/link")).unwrap();
    symlink("../..", site.join("old/out")).unwrap();
    let doomed = |path: &Path, kind| kind == Kind::Folder || path.extension().is_some_and(|end| end == "html");
    let left = tree::sweep(&folder, Path::new("old"), &doomed).unwrap();
    assert_eq!(left, ["a/link", "b/mine.txt", "out"].map(PathBuf::from));
    // Told to take all, it takes the links and not what they lead to.
    assert_eq!(tree::sweep(&folder, Path::new("old"), &|_, _| true).unwrap(), Vec::<PathBuf>::new());
    assert!(!site.join("old").exists());
    assert!(above.path().join("secret.txt").exists() && site.join("a/b.txt").exists());
    assert_eq!(tree::sweep(&folder, Path::new("old"), &|_, _| true).unwrap(), Vec::<PathBuf>::new());
}

#[test]
fn a_walk_enters_no_link() {
    let (_above, site) = site();
    let found = tree::walk(&Folder::open(&site).unwrap(), &|_, _| true).unwrap();
    let names: Vec<(&str, Kind)> = found.iter().map(|found| (found.path.to_str().unwrap(), found.kind)).collect();
    assert_eq!(
        names,
        [
            ("a", Kind::Folder),
            ("a/b.txt", Kind::File),
            ("folder", Kind::Link),
            ("link.txt", Kind::Link),
            ("loop", Kind::Link),
            ("nowhere", Kind::Link),
            ("out.txt", Kind::Link),
            ("outside", Kind::Link),
            ("pipe", Kind::Pipe),
            ("socket", Kind::Socket),
        ]
    );
}

#[test]
fn a_path_leads_where_it_leads_also_where_nothing_is_yet() {
    let (above, site) = site();
    let real = fs::canonicalize(above.path()).unwrap();
    for (path, leads) in [
        ("a", "site/a"),
        ("./a/../a/", "site/a"),
        ("gone/deep/er", "site/gone/deep/er"),
        ("gone/../a", "site/a"),
        ("outside/site/a", "site/a"),
        ("outside/new", "new"),
        ("folder/x", "site/a/x"),
        // A link at the very end is the place itself.
        ("folder", "site/folder"),
    ] {
        assert_eq!(place::resolve(&site, Path::new(path)).unwrap().path(), real.join(leads), "{path}");
    }
}

#[test]
fn a_lock_ends_with_its_holder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lock");
    let held = lock::acquire(&path, Duration::ZERO, &mut || {}).unwrap().unwrap();
    let mut waited = 0;
    assert!(lock::acquire(&path, Duration::from_millis(50), &mut || waited += 1).unwrap().is_none());
    assert_eq!(waited, 1);
    drop(held);
    // A process that another test starts has the open file, too, until it runs its own program.
    assert!(lock::acquire(&path, Duration::from_secs(10), &mut || {}).unwrap().is_some());
    assert!(path.exists(), "the file stays");
}

#[test]
fn a_site_is_listed_with_what_is_refused_and_without_what_is_hidden() {
    let (_above, site) = site();
    fs::rename(site.join("a"), site.join("content")).unwrap();
    for name in [
        ".git/config",
        ".env",
        "draft.md~",
        "draft.md.swp",
        "draft.md.bak",
        "#draft.md#",
        "4913",
        ".well-known/security.txt",
    ] {
        let path = site.join("content").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    symlink("../../secret.txt", site.join("content/link.md")).unwrap();
    symlink("content", site.join("static")).unwrap();
    let world = DiskWorld::open(&site, jiff::Timestamp::UNIX_EPOCH, jiff::Timestamp::UNIX_EPOCH).unwrap();
    let entries = world.list(&["content", "static", "themes"]).unwrap();
    let listed: Vec<(&str, &str)> = entries
        .iter()
        .map(|entry| {
            let what = match &entry.kind {
                EntryKind::File(_) => "a file",
                EntryKind::Other(what) => what,
                EntryKind::Unreadable(why) => why.as_str(),
            };
            (entry.path.as_str(), what)
        })
        .collect();
    assert_eq!(
        listed,
        [
            ("content/.well-known/security.txt", "a file"),
            ("content/b.txt", "a file"),
            ("content/link.md", "a symbolic link"),
            ("static", "a symbolic link"),
        ]
    );
    assert_eq!(world.read(&SourcePath::new("content/b.txt"), 10), Ok(b"inside".to_vec()));
    assert_eq!(world.read(&SourcePath::new("static/b.txt"), 10), Err(ReadFault::NotAFile));
}
