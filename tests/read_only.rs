//! A site that may only be read, as CI mounts it: it is built into a folder elsewhere, with nothing
//! remembered, and nothing that Briefer did not write in this run is touched.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use common::desk::{Desk, without_counts};

/// A user who owns nothing; permissions do not bind the one who owns all.
const NOBODY: u32 = 65534;

struct ReadOnly {
    desk: Desk,
    /// A folder beside the site that may be written to.
    out: PathBuf,
}

impl ReadOnly {
    fn new() -> Self {
        let desk = Desk::new();
        desk.write(
            "content/briefings/talks.md",
            "---\ntitle: Talks\ndate: 2025-08-06\nsummary: They talk.\n---\nText.\n",
        );
        let out = desk.path("../out");
        fs::create_dir(&out).unwrap();
        allow(&out, 0o777);
        allow(&desk.path(".."), 0o755);
        Self { desk, out }
    }

    /// The site, no longer to be written to.
    fn locked() -> Self {
        let site = Self::new();
        site.lock();
        site
    }

    fn lock(&self) {
        for entry in walkdir::WalkDir::new(self.desk.root()).contents_first(true) {
            let entry = entry.unwrap();
            allow(entry.path(), if entry.file_type().is_dir() { 0o555 } else { 0o444 });
        }
    }

    /// What a run says that has no more rights than anyone.
    fn briefer(&self, arguments: &str) -> String {
        let run = self.desk.run_as(arguments, |command| {
            if fs::metadata(self.desk.root()).unwrap().uid() == 0 {
                command.uid(NOBODY).gid(NOBODY);
            }
        });
        without_counts(&run.transcript())
    }

    fn pages(&self, folder: &str) -> usize {
        self.desk.files(&format!("../out/{folder}")).len()
    }
}

/// It is removed by whoever made it.
impl Drop for ReadOnly {
    fn drop(&mut self) {
        for entry in walkdir::WalkDir::new(self.desk.root()).into_iter().flatten() {
            allow(entry.path(), 0o755);
        }
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

const BUILT: &str = "\
| built [OUT] in [TIME]: 1 briefing
| nothing is remembered of this build: `.briefer` in the site cannot be written to
| addresses begin with `https://example.org/`: set `base_url` before the site is published
";

#[test]
fn it_is_built_into_a_folder_elsewhere() {
    let site = ReadOnly::locked();
    assert_eq!(site.briefer("build -o ../out/new/site"), BUILT.replace("[OUT]", "../out/new/site/"));
    assert!(site.pages("new/site") > 5);
    fs::create_dir(site.out.join("empty")).unwrap();
    allow(&site.out.join("empty"), 0o777);
    assert_eq!(site.briefer("build -o ../out/empty"), BUILT.replace("[OUT]", "../out/empty/"));
    assert_eq!(site.pages("empty"), site.pages("new/site"));
    let names = fs::read_dir(&site.out).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().starts_with('.')).count(), 0, "nothing is left beside");
}

#[test]
fn an_empty_folder_that_cannot_be_replaced_is_filled() {
    // As where the folder is a mount: nothing may be made beside it.
    let site = ReadOnly::locked();
    let mount = site.out.join("mount");
    fs::create_dir(&mount).unwrap();
    allow(&mount, 0o777);
    allow(&site.out, 0o555);
    let said = site.briefer("build -o ../out/mount");
    allow(&site.out, 0o777);
    assert_eq!(said, BUILT.replace("[OUT]", "../out/mount/"));
    assert!(site.desk.files("../out/mount").keys().all(|path| !path.starts_with(".briefer")));
}

#[test]
fn what_is_in_a_folder_stays() {
    let site = ReadOnly::locked();
    fs::create_dir(site.out.join("full")).unwrap();
    allow(&site.out.join("full"), 0o777);
    fs::write(site.out.join("full/mine.txt"), "mine").unwrap();
    let refused = "\
| error: the output folder `../out/full` has files in it that Briefer has no record of
| hint: name an empty folder, or empty this one yourself if nothing in it is needed
exit 2
";
    assert_eq!(site.briefer("build -o ../out/full"), refused);
    assert_eq!(site.briefer("clean -o ../out/full"), refused);
    assert_eq!(site.pages("full"), 1);
    // Not even what an earlier run made: it does not know.
    site.briefer("build -o ../out/again");
    assert!(site.briefer("build -o ../out/again").contains("has no record of"));
}

#[test]
fn a_record_that_cannot_be_kept_is_not_trusted() {
    let site = ReadOnly::new();
    site.desk.briefer("build -o ../out/site");
    let before = site.desk.files("../out/site");
    site.lock();
    let said = site.briefer("build -o ../out/site");
    assert!(said.contains("has files in it, and its record cannot be kept: could not lock"), "{said}");
    assert_eq!(site.desk.files("../out/site"), before);
}

#[test]
fn one_build_at_a_time() {
    let site = ReadOnly::locked();
    // Whoever builds into a folder that is not there yet holds the one above.
    let held = fs::File::open(&site.out).unwrap();
    held.lock().unwrap();
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        drop(held);
    });
    let said = site.briefer("build -o ../out/site");
    release.join().unwrap();
    let waited = "| waiting for another build of `../out/site`\n";
    assert_eq!(said, format!("{waited}{}", BUILT.replace("[OUT]", "../out/site/")));
}

#[test]
fn where_nothing_can_be_written_it_says_what_to_do() {
    let site = ReadOnly::locked();
    let said = site.briefer("build");
    assert!(said.contains("error: could not create") && said.contains("hint: name an output folder"), "{said}");
    assert!(site.briefer("check").contains("checked in [TIME]: 1 briefing"));
    assert!(site.briefer("watch -o ../out/site").contains("`watch` has to remember what it wrote"));
}
