//! The output folder, step by step: whatever was there before and whatever is planned, afterwards
//! it holds what is planned and what is not ours, and nothing else.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use briefer::base::error::Error;
use briefer::base::hash::fingerprint;
use briefer::base::path::OutPath;
use briefer::emit::{Basis, OutputFolder, Planned, Report, Stage, Strategy};
use proptest::prelude::{Strategy as Generator, *};

/// Files by path, below the output folder.
type Tree = BTreeMap<String, String>;

/// Brings `out`, in the site `root`, to hold `wanted`.
fn emit(root: &Path, wanted: &Tree, strategy: Strategy) -> Result<Report, Error> {
    let folder = OutputFolder::check(root, Path::new("out"), &["content"])?;
    let output = folder.lock(Duration::ZERO, &mut |_| panic!("nobody else builds"))?;
    let path = |path: &str| OutPath::parse(path).unwrap();
    let planned = wanted.iter().map(|(name, text)| Planned { path: path(name), job: fingerprint(text) }).collect();
    let stage = Stage::begin(output.compare(planned)?, strategy)?;
    for planned in stage.to_render() {
        stage.write(&planned.path, wanted[planned.path.as_str()].as_bytes())?;
    }
    stage.finish(Basis::default())
}

fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// Hidden folders that a build leaves beside the output.
fn leftovers(root: &Path) -> Vec<String> {
    let names = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".briefer-")).collect()
}

/// Names of which some are folders of others.
const PATHS: &[&str] = &["index.html", "a", "a/b", "a/b/c.html", "a/d.html", "e/f/g.html", "e/f.html", "h.html"];

#[derive(Debug, Clone)]
struct Step {
    /// Which paths are planned, and a text for each.
    planned: Vec<(usize, u8)>,
    in_place: bool,
    meddling: Meddling,
}

/// What somebody does to the folder before the step.
#[derive(Debug, Clone)]
enum Meddling {
    Nothing,
    /// Removes a file.
    Remove(usize),
    /// Writes over a file of ours.
    Change(usize),
    /// Puts something of their own there.
    Add(&'static str),
}

fn step() -> impl Generator<Value = Step> {
    let planned = prop::collection::vec((0..PATHS.len(), 0..3u8), 0..6);
    let meddling = prop_oneof![
        4 => Just(Meddling::Nothing),
        1 => (0..PATHS.len()).prop_map(Meddling::Remove),
        1 => (0..PATHS.len()).prop_map(Meddling::Change),
        2 => prop::sample::select(vec!["mine.txt", "a.txt", "e/mine.txt", "mine/deep/er.txt"]).prop_map(Meddling::Add),
    ];
    (planned, any::<bool>(), meddling).prop_map(|(planned, in_place, meddling)| Step { planned, in_place, meddling })
}

/// The plan claims each path once, and no path is a folder of another.
fn plan(step: &Step) -> Tree {
    let mut wanted = Tree::new();
    for &(at, text) in &step.planned {
        let path = PATHS[at];
        let clashes = |other: &String| {
            other.starts_with(&format!("{path}/")) || path.starts_with(&format!("{other}/")) || other == path
        };
        if !wanted.keys().any(clashes) {
            wanted.insert(path.to_owned(), format!("text {text}"));
        }
    }
    wanted
}

/// Removes a file and the folders that become empty by it: an empty one would be somebody's own.
fn remove(out: &Path, name: &str) {
    let file = out.join(name);
    fs::remove_file(&file).unwrap();
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != out);
    let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_folder_holds_what_is_planned_and_what_is_not_ours(steps in prop::collection::vec(step(), 1..7)) {
        let site = tempfile::tempdir().unwrap();
        let (root, out) = (site.path(), site.path().join("out"));
        let (mut ours, mut theirs) = (Tree::new(), Tree::new());
        for step in &steps {
            match &step.meddling {
                Meddling::Add(name) if out.exists() && !ours.keys().any(|path| name.starts_with(&format!("{path}/"))) => {
                    fs::create_dir_all(out.join(name).parent().unwrap()).unwrap();
                    fs::write(out.join(name), "theirs").unwrap();
                    theirs.insert((*name).to_owned(), "theirs".to_owned());
                }
                Meddling::Remove(at) if ours.contains_key(PATHS[*at]) => remove(&out, PATHS[*at]),
                Meddling::Change(at) if ours.contains_key(PATHS[*at]) => fs::write(out.join(PATHS[*at]), "changed").unwrap(),
                _ => {}
            }
            let wanted = plan(step);
            let strategy = if step.in_place { Strategy::InPlace } else { Strategy::Exchange };
            let before = tree(&out);
            match emit(root, &wanted, strategy) {
                Ok(report) => {
                    prop_assert_eq!(&report.stranded, &Vec::<std::path::PathBuf>::new());
                    ours = wanted;
                    let all: Tree = ours.iter().chain(&theirs).map(|(path, text)| (path.clone(), text.clone())).collect();
                    prop_assert_eq!(tree(&out), all);
                }
                // Something of somebody else's is where a page belongs: then nothing happens.
                Err(Error::Refused { message, .. }) => {
                    prop_assert!(message.contains("in the way"), "{}", message);
                    let in_the_way = theirs.keys().any(|path| {
                        wanted.keys().any(|wanted| path.starts_with(&format!("{wanted}/")) || path == wanted)
                    });
                    prop_assert!(in_the_way, "{}", message);
                    prop_assert_eq!(tree(&out), before);
                }
                Err(error) => prop_assert!(false, "{}", error),
            }
            prop_assert_eq!(leftovers(root), Vec::<String>::new());
        }
    }
}

fn pages(texts: &[(&str, &str)]) -> Tree {
    texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_second_build_touches_nothing() {
    let site = tempfile::tempdir().unwrap();
    let wanted = pages(&[("index.html", "home"), ("a/index.html", "a")]);
    emit(site.path(), &wanted, Strategy::Exchange).unwrap();
    let look = || {
        let entries = walkdir::WalkDir::new(site.path()).sort_by_file_name().into_iter().map(Result::unwrap);
        entries
            .map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap()))
            .collect::<Vec<_>>()
    };
    let before = look();
    let report = emit(site.path(), &wanted, Strategy::Exchange).unwrap();
    assert_eq!((report.written, report.unchanged, report.removed), (0, 2, 0));
    assert_eq!(look(), before);
}

#[cfg(unix)]
#[test]
fn what_stays_is_the_same_file() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    for strategy in [Strategy::Exchange, Strategy::InPlace] {
        let site = tempfile::tempdir().unwrap();
        let out = site.path().join("out");
        emit(site.path(), &pages(&[("index.html", "home"), ("a/index.html", "a")]), strategy).unwrap();
        fs::write(out.join("mine.txt"), "mine").unwrap();
        fs::create_dir(out.join("empty")).unwrap();
        fs::set_permissions(out.join("empty"), fs::Permissions::from_mode(0o700)).unwrap();
        symlink("/nowhere", out.join("link")).unwrap();
        let inode = |name: &str| fs::symlink_metadata(out.join(name)).unwrap().ino();
        let before = (inode("a/index.html"), inode("mine.txt"), inode("link"), inode("index.html"));
        let report = emit(site.path(), &pages(&[("index.html", "other"), ("a/index.html", "a")]), strategy).unwrap();
        assert_eq!((report.written, report.unchanged), (1, 1), "{strategy:?}");
        let after = (inode("a/index.html"), inode("mine.txt"), inode("link"), inode("index.html"));
        assert_eq!((before.0, before.1), (after.0, after.1), "{strategy:?}");
        assert_ne!(before.3, after.3, "{strategy:?}: a file is replaced, never written over");
        assert_eq!(fs::read_link(out.join("link")).unwrap(), Path::new("/nowhere"));
        assert_eq!(fs::metadata(out.join("empty")).unwrap().permissions().mode() & 0o777, 0o700, "{strategy:?}");
    }
}

/// A folder that was restored from a cache has other inodes and times, and the same bytes.
#[test]
fn a_copy_is_known_by_its_bytes() {
    let site = tempfile::tempdir().unwrap();
    let out = site.path().join("out");
    let wanted = pages(&[("index.html", "home"), ("a/index.html", "a")]);
    emit(site.path(), &wanted, Strategy::Exchange).unwrap();
    fs::rename(&out, site.path().join("cache")).unwrap();
    fs::create_dir_all(out.join("a")).unwrap();
    for path in wanted.keys() {
        fs::write(out.join(path), fs::read(site.path().join("cache").join(path)).unwrap()).unwrap();
    }
    let report = emit(site.path(), &wanted, Strategy::Exchange).unwrap();
    assert_eq!((report.written, report.unchanged), (0, 2));

    // With one byte changed nobody can know whose it is.
    fs::remove_dir_all(&out).unwrap();
    fs::create_dir_all(out.join("a")).unwrap();
    fs::write(out.join("index.html"), "home").unwrap();
    fs::write(out.join("a/index.html"), "b").unwrap();
    let error = emit(site.path(), &wanted, Strategy::Exchange).unwrap_err();
    assert_eq!(error.to_string(), "the output folder `out` has files in it that Briefer has no record of");
}

#[test]
fn two_builds_do_not_write_at_once() {
    let site = tempfile::tempdir().unwrap();
    let check = || OutputFolder::check(site.path(), Path::new("out"), &["content"]).unwrap();
    let held = check().lock(Duration::ZERO, &mut |_| {}).unwrap();
    let mut waited = 0;
    let busy = check().lock(Duration::from_millis(60), &mut |_| waited += 1).unwrap_err();
    assert_eq!((busy.to_string().as_str(), waited), ("another Briefer is still writing to `out`", 1));
    drop(held);
    check().lock(Duration::ZERO, &mut |_| panic!("nobody holds it")).unwrap();
}

#[test]
fn a_stage_that_is_dropped_leaves_the_old_site() {
    let site = tempfile::tempdir().unwrap();
    let out = site.path().join("out");
    emit(site.path(), &pages(&[("index.html", "home")]), Strategy::Exchange).unwrap();
    let folder = OutputFolder::check(site.path(), Path::new("out"), &[]).unwrap();
    let output = folder.lock(Duration::ZERO, &mut |_| {}).unwrap();
    let path = OutPath::parse("index.html").unwrap();
    let changes = output.compare(vec![Planned { path: path.clone(), job: fingerprint("other") }]).unwrap();
    let stage = Stage::begin(changes, Strategy::Exchange).unwrap();
    stage.write(&path, b"other").unwrap();
    assert_eq!(leftovers(site.path()).len(), 1);
    drop(stage);
    assert_eq!(leftovers(site.path()), Vec::<String>::new());
    assert_eq!(tree(&out), pages(&[("index.html", "home")]));
}
