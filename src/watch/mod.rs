//! Watching the site: something moved, and perhaps where.
//!
//! Entry point: [`Watch::begin`], then [`Watch::wait`] again and again. An event is a hint to look,
//! nothing more: what came of it is found by looking at the files. So nothing depends on which
//! events a system sends or loses; without any the whole site is looked at from time to time.
//!
//! - [`burst`]: when a burst of events is over;
//! - [`means`]: notifications of the system, or none where it has none to give.
//!
//! **Invariant:** only the inputs are watched; the output folder never is.

mod burst;
mod means;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::base::disk;
use crate::base::path::SourcePath;
use crate::base::world::{Stopwatch, is_passed_over};
use burst::Burst;
use means::Means;

pub use means::{Begin, Notifier, notifications};

/// Without notifications the site is looked at this often, as long as that takes no more than a
/// twentieth of the time.
const POLL: (Duration, u32) = (Duration::from_millis(500), 20);

/// With them it is looked at this often all the same: they can be lost.
const SWEEP: (Duration, u32) = (Duration::from_secs(2), 200);

/// A lock that nothing moves under for so long was left behind.
const LOCKED: Duration = Duration::from_secs(3);

/// So many hints are looked at one by one; where there are more, everything is looked at.
const HINTS: usize = 16;

/// What wakes a watch.
#[derive(Debug)]
enum Signal {
    /// Something moved at a path.
    Moved(PathBuf),
    /// Something moved somewhere.
    Anything,
    /// Notifications have failed: from now on they are not to be relied on.
    Failed(String),
    /// Enough.
    Stop,
}

/// What to do after waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Look at these files and folders.
    Look(Vec<SourcePath>),
    /// Look at everything.
    LookAtAll,
    /// End.
    Stop,
}

/// What is to be watched.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its folder, links resolved.
    pub root: PathBuf,
    /// The files and folders in it that are inputs; they need not exist.
    pub inputs: Vec<&'static str>,
    /// A file that is there while a program changes many files at once: Git's lock.
    pub lock: Option<PathBuf>,
}

/// Waits for changes.
#[derive(Debug)]
pub struct Watch {
    site: Site,
    means: Means,
    signals: Receiver<Signal>,
    stopper: Stopper,
    /// How long the last look at everything took.
    look: Duration,
    /// What to tell the user, once.
    notice: Option<String>,
}

/// Ends a watch, from any thread.
#[derive(Debug, Clone)]
pub struct Stopper(Sender<Signal>);

impl Stopper {
    /// Wakes the watch with [`Wake::Stop`].
    pub fn stop(&self) {
        // A watch that is gone has stopped.
        let _ = self.0.send(Signal::Stop);
    }
}

impl Watch {
    /// Begins to watch: by the notifications that `begin` gives, or, if there are none to be had
    /// or `begin` is none, by looking at the whole site again and again.
    pub fn begin(site: Site, begin: Option<Begin<'_>>) -> Self {
        let (sender, signals) = channel();
        let (means, notice) = match begin {
            Some(begin) => Means::notified(begin, sender.clone(), &site),
            None => (Means::polled(), None),
        };
        Self { site, means, signals, stopper: Stopper(sender), look: Duration::ZERO, notice }
    }

    /// What ends this watch.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// What the user should know about how the site is watched; each thing is said once.
    pub fn notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// Says how long it took to look at the whole site: the longer, the rarer that is done unasked.
    pub fn looked(&mut self, took: Duration) {
        self.look = took;
    }

    /// Waits until something may have moved: for events and the quiet after them, for the time at
    /// which everything is looked at unasked, or for `limit`.
    pub fn wait(&mut self, limit: Option<Duration>) -> Wake {
        if let Some(notice) = self.means.renew(&self.site, &[]) {
            self.notice = Some(notice);
        }
        let (pace, share) = if self.means.suffice() { SWEEP } else { POLL };
        let pace = pace.max(self.look.saturating_mul(share));
        match self.signals.recv_timeout(limit.map_or(pace, |limit| limit.min(pace))) {
            Ok(signal) => self.gather(signal),
            Err(RecvTimeoutError::Timeout) => Wake::LookAtAll,
            Err(RecvTimeoutError::Disconnected) => Wake::Stop,
        }
    }

    /// What has moved meanwhile, if anything, after waiting for the quiet after it.
    pub fn more(&mut self) -> Option<Wake> {
        let signal = self.signals.try_recv().ok()?;
        Some(self.gather(signal))
    }

    /// Takes in a burst, from its first signal to its end.
    fn gather(&mut self, first: Signal) -> Wake {
        let mut next = Some(first);
        let mut burst = Burst::begin();
        let mut hints = Hints::default();
        while let Some(signal) = next {
            match signal {
                Signal::Stop => return Wake::Stop,
                Signal::Anything => hints.give_up(),
                Signal::Moved(path) => hints.add(&self.site, &path),
                Signal::Failed(why) => {
                    self.notice = Some(self.means.give_up(&why));
                    hints.give_up();
                }
            }
            burst.count();
            next = self.next_of(&burst);
        }
        if let Some(notice) = self.means.renew(&self.site, &hints.paths) {
            self.notice = Some(notice);
        }
        hints.wake()
    }

    /// The next signal of a burst; none when it is over.
    fn next_of(&self, burst: &Burst) -> Option<Signal> {
        let since = Stopwatch::start();
        loop {
            let locked = self.site.lock.as_ref().is_some_and(|lock| disk::files::is_file(lock));
            let locked = locked && since.elapsed() < LOCKED;
            match self.signals.recv_timeout(burst.quiet(locked)?) {
                Ok(signal) => return Some(signal),
                Err(RecvTimeoutError::Timeout) if locked => {}
                Err(_) => return None,
            }
        }
    }
}

/// Where something moved, as far as it is worth knowing.
#[derive(Debug, Default)]
struct Hints {
    paths: Vec<SourcePath>,
    /// There are too many, or they are not known.
    all: bool,
}

impl Hints {
    fn add(&mut self, site: &Site, path: &Path) {
        if self.all {
            return;
        }
        match hint(site, path) {
            Hint::None => {}
            Hint::Anything => self.give_up(),
            Hint::At(path) if self.paths.contains(&path) => {}
            Hint::At(_) if self.paths.len() == HINTS => self.give_up(),
            Hint::At(path) => self.paths.push(path),
        }
    }

    fn give_up(&mut self) {
        self.all = true;
    }

    fn wake(self) -> Wake {
        if self.all { Wake::LookAtAll } else { Wake::Look(self.paths) }
    }
}

/// What an event's path means for the site.
#[derive(Debug, PartialEq, Eq)]
enum Hint {
    None,
    Anything,
    At(SourcePath),
}

fn hint(site: &Site, path: &Path) -> Hint {
    let Ok(below) = path.strip_prefix(&site.root) else { return Hint::Anything };
    if below.as_os_str().is_empty() {
        // The folder itself: what moved in it has an event of its own.
        return Hint::None;
    }
    let mut parts = Vec::new();
    for part in below {
        match part.to_str() {
            _ if is_passed_over(part) => return Hint::None,
            Some(part) => parts.push(part),
            None => return Hint::Anything,
        }
    }
    if !site.inputs.contains(&parts[0]) {
        return Hint::None;
    }
    Hint::At(SourcePath::new(parts.join("/")))
}

#[cfg(test)]
mod tests;
