//! Watching the site: an event is a hint to look, nothing more.
//!
//! Entry point: [`watch`]. Whatever is notified, the caller looks at the whole tree again and
//! rebuilds what changed; so nothing depends on which events a system sends, and a burst of them
//! is one rebuild.
//!
//! **Invariant:** the output folder is never watched: only the inputs are.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::error::Error;
use crate::base::world::Stopwatch;

/// How long it must be quiet before a burst is over.
const QUIET: Duration = Duration::from_millis(50);

/// How long a burst may keep a rebuild waiting.
const PATIENCE: Duration = Duration::from_millis(300);

/// Without any event the tree is looked at this often: notifications can be missed.
const SWEEP: Duration = Duration::from_secs(2);

/// What wakes the builder.
#[derive(Debug)]
pub struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<()>,
    roots: Vec<PathBuf>,
    watched: Vec<PathBuf>,
}

/// Watches `roots` (files and folders); one that does not exist yet is looked for in sweeps.
///
/// # Errors
/// When the system offers no notifications.
pub fn watch(roots: Vec<PathBuf>) -> Result<Watch, Error> {
    let (sender, events) = channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let is_access = event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_)));
        if !is_access {
            // The receiver goes away only when the program ends.
            let _ = sender.send(());
        }
    });
    let watcher = watcher.map_err(|fault| Error::Other(format!("the site cannot be watched: {fault}")))?;
    let mut watch = Watch { watcher, events, roots, watched: Vec::new() };
    watch.look_for_roots();
    Ok(watch)
}

impl Watch {
    /// Waits until something may have moved: an event and then quiet, or the time of a sweep.
    pub fn wait(&mut self) {
        if self.events.recv_timeout(SWEEP) == Ok(()) {
            let burst = Stopwatch::start();
            while burst.elapsed() < PATIENCE {
                match self.events.recv_timeout(QUIET) {
                    Ok(()) => {}
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
        }
        self.look_for_roots();
    }

    /// Roots come and go: a theme is deleted and returns.
    fn look_for_roots(&mut self) {
        for root in &self.roots {
            let is_watched = self.watched.contains(root);
            let exists = Path::new(root).exists();
            if exists && !is_watched && self.watcher.watch(root, RecursiveMode::Recursive).is_ok() {
                self.watched.push(root.clone());
            } else if !exists && is_watched {
                self.watched.retain(|watched| watched != root);
            }
        }
    }
}
