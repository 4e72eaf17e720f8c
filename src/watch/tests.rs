//! The watch, with a notifier that the test speaks for.

use std::sync::{Arc, Mutex};

use notify::event::{CreateKind, Flag, ModifyKind};
use notify::{Event, EventKind, RecursiveMode};

use super::means::Callback;
use super::*;

/// A notifier that the test speaks for.
#[derive(Debug, Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl Notifier for Told {
    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.0.lock().unwrap().push(format!("{mode:?} {}", folder.file_name().unwrap().display()));
        Ok(())
    }

    fn forget(&mut self, folder: &Path) {
        self.0.lock().unwrap().push(format!("forget {}", folder.file_name().unwrap().display()));
    }
}

/// A site's folder with `content/`, watched; with what the notifier calls, and what it was asked.
fn watched(folder: &Path) -> (Watch, Callback, Told) {
    let told = Told::default();
    let called = Mutex::new(None);
    let begin = |callback: Callback| -> notify::Result<Box<dyn Notifier>> {
        *called.lock().unwrap() = Some(callback);
        Ok(Box::new(told.clone()))
    };
    let watch = Watch::begin(site(folder), Some(&begin));
    let callback = called.lock().unwrap().take().unwrap();
    (watch, callback, told)
}

fn site(folder: &Path) -> Site {
    Site { root: folder.to_owned(), inputs: vec!["content", "static", "site.toml"], lock: None }
}

fn event(kind: EventKind, paths: &[PathBuf]) -> notify::Result<Event> {
    Ok(paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.clone())))
}

const MODIFIED: EventKind = EventKind::Modify(ModifyKind::Any);
const CREATED: EventKind = EventKind::Create(CreateKind::Any);

#[test]
fn a_burst_is_one_wake() {
    let folder = tempfile::tempdir().unwrap();
    let (mut watch, tell, _) = watched(folder.path());
    let at = |path: &str| folder.path().join(path);
    tell(event(CREATED, &[at("content/a.md")]));
    tell(event(MODIFIED, &[at("content/a.md")]));
    tell(event(MODIFIED, &[at("content/b.md"), at("site.toml")]));
    let paths = ["content/a.md", "content/b.md", "site.toml"].map(SourcePath::new);
    assert_eq!(watch.wait(None), Wake::Look(paths.to_vec()));
}

#[test]
fn what_is_no_input_is_no_hint() {
    let folder = tempfile::tempdir().unwrap();
    let site = site(folder.path());
    let hint = |path: &str| hint(&site, &folder.path().join(path));
    for path in
        ["public/index.html", ".git/index", "content/.a.md.swp", "content/a.md~", "content/4913", "README.md", ""]
    {
        assert_eq!(hint(path), Hint::None, "{path}");
    }
    assert_eq!(hint("content/x/a.md"), Hint::At(SourcePath::new("content/x/a.md")));
    assert_eq!(hint("static"), Hint::At(SourcePath::new("static")));
    assert_eq!(super::hint(&site, Path::new("/elsewhere")), Hint::Anything);
}

#[test]
fn many_hints_and_lost_ones_are_a_look_at_everything() {
    let folder = tempfile::tempdir().unwrap();
    let (mut watch, tell, _) = watched(folder.path());
    let paths: Vec<PathBuf> = (0..=HINTS).map(|at| folder.path().join(format!("content/{at}.md"))).collect();
    tell(event(MODIFIED, &paths));
    assert_eq!(watch.wait(None), Wake::LookAtAll);
    tell(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    assert_eq!(watch.wait(None), Wake::LookAtAll);
}

#[test]
fn a_lock_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let (mut watch, tell, _) = watched(folder.path());
    let lock = folder.path().join("index.lock");
    #[expect(clippy::disallowed_methods, reason = "tests lay files down")]
    std::fs::write(&lock, "").unwrap();
    watch.site.lock = Some(lock.clone());
    let at = |path: &str| folder.path().join(path);
    let (first, second) = (event(MODIFIED, &[at("content/a.md")]), event(MODIFIED, &[at("content/b.md")]));
    tell(first);
    let checkout = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        tell(second);
        #[expect(clippy::disallowed_methods, reason = "tests lay files down")]
        std::fs::remove_file(&lock).unwrap();
    });
    let paths = ["content/a.md", "content/b.md"].map(SourcePath::new);
    assert_eq!(watch.wait(None), Wake::Look(paths.to_vec()));
    checkout.join().unwrap();
}

#[test]
fn folders_that_come_and_go_are_watched_again() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let make = || {
        #[expect(clippy::disallowed_methods, reason = "tests lay folders down")]
        std::fs::create_dir(&content).unwrap();
    };
    let (mut watch, tell, told) = watched(folder.path());
    make();
    tell(event(CREATED, std::slice::from_ref(&content)));
    assert_eq!(watch.wait(None), Wake::Look(vec![SourcePath::new("content")]));
    // Another folder under the same name.
    tell(event(CREATED, std::slice::from_ref(&content)));
    assert_eq!(watch.wait(None), Wake::Look(vec![SourcePath::new("content")]));
    // Found before the first wait, then anew for each event.
    let asked = told.0.lock().unwrap().split_off(1);
    let anew = ["forget content", "Recursive content"];
    assert_eq!(asked, [&["Recursive content"][..], &anew, &anew].concat());
}

#[test]
fn where_notifications_fail_the_site_is_polled() {
    let folder = tempfile::tempdir().unwrap();
    let refuse = |_: Callback| Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
    let mut watch = Watch::begin(site(folder.path()), Some(&refuse));
    let limit = "the limit of folders that the system watches is reached: polling for changes instead";
    assert_eq!(watch.notice().as_deref(), Some(limit));
    assert_eq!(watch.notice(), None);
    assert_eq!(watch.wait(None), Wake::LookAtAll);

    let (mut watch, tell, _) = watched(folder.path());
    assert_eq!(watch.notice(), None);
    tell(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
    assert_eq!(watch.wait(None), Wake::LookAtAll);
    assert_eq!(watch.notice().as_deref(), Some(limit));
    assert!(!watch.means.suffice());
}

#[test]
fn a_stop_wakes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut watch = Watch::begin(site(folder.path()), None);
    watch.stopper().stop();
    assert_eq!(watch.wait(None), Wake::Stop);
}
