//! How changes are learnt of: by the system's notifications, or by looking.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Signal, Site};
use crate::base::disk;
use crate::base::path::SourcePath;

/// What gives notifications.
pub trait Notifier: std::fmt::Debug {
    /// Watches a folder, with all that is in it or by itself.
    ///
    /// # Errors
    /// When the system refuses.
    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()>;

    /// No longer watches a folder.
    fn forget(&mut self, folder: &Path);
}

/// Makes a [`Notifier`] that calls back.
pub type Begin<'a> = &'a dyn Fn(Callback) -> notify::Result<Box<dyn Notifier>>;

/// What a notifier calls.
pub type Callback = Box<dyn Fn(notify::Result<Event>) + Send>;

/// The notifications of this system.
///
/// # Errors
/// When it has none to give.
pub fn notifications(callback: Callback) -> notify::Result<Box<dyn Notifier>> {
    let watcher = notify::recommended_watcher(callback)?;
    Ok(Box::new(System(watcher)))
}

#[derive(Debug)]
struct System(RecommendedWatcher);

impl Notifier for System {
    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.0.watch(folder, mode)
    }

    fn forget(&mut self, folder: &Path) {
        // It may have gone by itself, with its folder.
        let _ = self.0.unwatch(folder);
    }
}

/// How a watch learns of changes.
#[derive(Debug)]
pub(super) struct Means {
    /// None where the site is polled.
    notifier: Option<Box<dyn Notifier>>,
    /// The folders that are watched now.
    watched: Vec<PathBuf>,
    /// Whether others may change the site without a notification.
    is_remote: bool,
}

impl Means {
    /// By looking.
    pub(super) fn polled() -> Self {
        Self { notifier: None, watched: Vec::new(), is_remote: false }
    }

    /// By notifications if they can be had; else by looking, with a message that says so.
    pub(super) fn notified(begin: Begin<'_>, signals: Sender<Signal>, site: &Site) -> (Self, Option<String>) {
        let mut means = Self { is_remote: disk::is_remote(&site.root), ..Self::polled() };
        let told = move |event: notify::Result<Event>| {
            // Whoever waited may be gone.
            signals_of(event).into_iter().for_each(|signal| drop(signals.send(signal)));
        };
        let began = begin(Box::new(told)).and_then(|mut notifier| {
            // The site's folder by itself: for `site.toml`, and for inputs that come and go.
            notifier.watch(&site.root, RecursiveMode::NonRecursive).map(|()| notifier)
        });
        match began {
            Ok(notifier) => means.notifier = Some(notifier),
            Err(error) => return (means, Some(polling(&reason(&error)))),
        }
        let notice = means.renew(site, &[]);
        let remote =
            means.is_remote.then(|| "the site is on a network file system: polling for changes, too".to_owned());
        (means, notice.or(remote))
    }

    /// Whether notifications tell of everything.
    pub(super) fn suffice(&self) -> bool {
        self.notifier.is_some() && !self.is_remote
    }

    /// From now on looks. Returns what to tell the user.
    pub(super) fn give_up(&mut self, why: &str) -> String {
        *self = Self::polled();
        polling(why)
    }

    /// Watches the inputs that have come, and anew those that `moved` names: another folder may
    /// have taken the place of the one that was watched. Returns what to tell the user, if it
    /// cannot be done.
    pub(super) fn renew(&mut self, site: &Site, moved: &[SourcePath]) -> Option<String> {
        let notifier = self.notifier.as_mut()?;
        for input in &site.inputs {
            let folder = site.root.join(input);
            let is_there = disk::files::is_folder(&folder);
            let is_other = moved.iter().any(|path| path.as_str() == *input);
            if self.watched.contains(&folder) && (!is_there || is_other) {
                notifier.forget(&folder);
                self.watched.retain(|watched| *watched != folder);
            }
            if !is_there || self.watched.contains(&folder) {
                continue;
            }
            match notifier.watch(&folder, RecursiveMode::Recursive) {
                Ok(()) => self.watched.push(folder),
                // It went away this very moment: that has an event of its own.
                Err(error) if is_missing(&error) => {}
                Err(error) => return Some(self.give_up(&reason(&error))),
            }
        }
        None
    }
}

/// What an event says, or a failure.
fn signals_of(event: notify::Result<Event>) -> Vec<Signal> {
    match event {
        // A folder that was gone before it could be watched.
        Err(error) if is_missing(&error) => vec![Signal::Anything],
        Err(error) => vec![Signal::Failed(reason(&error))],
        Ok(event) if event.need_rescan() || event.paths.is_empty() => vec![Signal::Anything],
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => moved(event.paths),
            // Our own reading is among these.
            EventKind::Access(_) => Vec::new(),
            _ => moved(event.paths),
        },
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => disk::is_missing(error),
        _ => false,
    }
}

fn moved(paths: Vec<PathBuf>) -> Vec<Signal> {
    paths.into_iter().map(Signal::Moved).collect()
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the limit of folders that the system watches is reached".to_owned(),
        ErrorKind::Io(error) => {
            format!("notifications of changes are not to be had: {}", crate::base::error::describe(error))
        }
        _ => format!("notifications of changes are not to be had: {error}"),
    }
}

fn polling(why: &str) -> String {
    format!("{why}: polling for changes instead")
}
