//! Keeping a site built: look at it, build what moved, say what came of it.
//!
//! Entry points: [`Rebuilder::look`] finds out whether there is anything to do, as a [`Task`];
//! [`Rebuilder::build`] does it, through the same river as every build, with the memory of the
//! builds before. Where the outputs go is the sink's affair.
//!
//! **Invariant:** a task is about the files as they were when it was made; whatever moves later is
//! found by the next look. What was looked at is forgotten if its build could not be done, so that
//! the next look finds it again.

mod look;
mod why;

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use crate::base::error::Error;
use crate::base::path::{OutPath, SourcePath};
use crate::base::world::{DiskWorld, ListedWorld, Stopwatch};
use crate::build::{self, Request, build};
use crate::memo::Memory;
use crate::model::output::Sink;
use crate::model::report::Report;
use look::Look;
use why::Why;

pub use look::Moved;

/// A file that was taken away or emptied may come back: editors save in steps.
const STEPS: Duration = Duration::from_millis(40);

/// So many are looked at again; where more went away, it is no editor.
const FEW: usize = 16;

/// Where to look.
#[derive(Debug, Clone, Copy)]
pub enum Where<'a> {
    /// At everything.
    Everywhere,
    /// At these files and folders; the rest is taken to be as it was.
    At(&'a [SourcePath]),
}

/// When it is.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// The instant to build for.
    pub now: Timestamp,
    /// What the machine's clock says.
    pub clock: Timestamp,
}

/// Builds a site again and again.
#[derive(Debug)]
pub struct Rebuilder {
    root: PathBuf,
    request: Request,
    memory: Memory,
    /// The site as it was built last.
    seen: Option<Look>,
    /// The instant at which it would be built otherwise.
    due: Option<Timestamp>,
    why: Why,
    /// How long it took to look at everything.
    looked_at_all: Option<Duration>,
}

/// Something to do.
#[derive(Debug)]
pub struct Task {
    /// What moved since the last build; nothing if that was long ago enough for the site to be
    /// another, or if there was none.
    pub moved: Moved,
    world: DiskWorld,
    look: Look,
}

/// What a build came to.
#[derive(Debug)]
pub struct Turn {
    /// What moved.
    pub moved: Moved,
    /// What the build has to say.
    pub report: Report,
    /// Why each output was rendered, if the request asks for it.
    pub reasons: Vec<(OutPath, String)>,
    /// The site, for the lines that a diagnostic is about.
    pub world: DiskWorld,
}

impl Rebuilder {
    /// For the site at `root`.
    pub fn new(root: PathBuf, request: Request) -> Self {
        Self {
            root,
            request,
            memory: Memory::default(),
            seen: None,
            due: None,
            why: Why::default(),
            looked_at_all: None,
        }
    }

    /// How long it took to look at everything, the last time.
    pub fn looked_at_all(&self) -> Option<Duration> {
        self.looked_at_all
    }

    /// Looks at the site; gives what there is to do, if anything.
    ///
    /// # Errors
    /// When the site cannot be looked at.
    pub fn look(&mut self, place: Where<'_>, when: When) -> Result<Option<Task>, Error> {
        let watch = Stopwatch::start();
        let world = DiskWorld::open(&self.root, when.now, when.clock)?;
        let mut look = match (place, &self.seen) {
            (Where::At(paths), Some(seen)) => seen.again(&world, paths)?,
            _ => Look::everywhere(&world, &build::inputs())?,
        };
        if matches!(place, Where::Everywhere) {
            self.looked_at_all = Some(watch.elapsed());
        }
        let Some(seen) = &self.seen else {
            return Ok(Some(Task { moved: Moved::default(), world, look }));
        };
        let lost = look.lost_since(seen);
        if (1..=FEW).contains(&lost.len()) {
            std::thread::sleep(STEPS);
            look = look.again(&world, &lost)?;
        }
        let told = match place {
            Where::At(paths) => paths,
            Where::Everywhere => &[],
        };
        let moved = look.moved_since(seen, told, when.clock);
        let is_due = self.due.is_some_and(|due| due <= when.now);
        let task = Task { moved, world, look };
        Ok((is_due || !task.moved.is_empty()).then_some(task))
    }

    /// Builds what a look found into `sink`.
    ///
    /// # Errors
    /// The machine's failures.
    pub fn build(&mut self, task: Task, sink: &mut dyn Sink) -> Result<Turn, Error> {
        let Task { moved, world, look } = task;
        self.seen = None;
        let listed = ListedWorld::of(&world, look.entries());
        let mut report = build(&listed, &self.request, &mut self.memory, sink)?;
        drop(listed);
        self.seen = Some(look);
        self.due = report.next_change;
        let reasons = self.why.reasons(&mut report);
        Ok(Turn { moved, report, reasons, world })
    }
}
