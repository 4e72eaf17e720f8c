//! Turn after turn: wait until the site moves, build it, say what came of it ([`account`]).
//!
//! Entry point: [`Run`], for `serve` and `watch`, which differ in their [`Target`] alone.

mod account;

use std::path::Path;
use std::time::Duration;

use super::args::{Deny, Global, Turns};
use super::terminal::Terminal;
use super::{environment, report, site};
use crate::base::diag::render::{Look, Single, singles};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::world::Stopwatch;
use crate::build::Request;
use crate::rebuild::{Moved, Rebuilder, Task, Turn, When, Where};
use crate::watch::{Site, Stopper, Wake, Watch, notifications};
use account::Account;

/// So long is a site that is still moving waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where the outputs of a turn go.
pub trait Target {
    /// Builds, and puts the outputs in their place if nothing is wrong.
    ///
    /// # Errors
    /// The machine's failures.
    fn turn(&mut self, rebuilder: &mut Rebuilder, task: Task, judge: &Judge<'_>) -> Result<Done, Error>;

    /// Shows what stops the site as it is now; nothing, if it is in its place.
    fn refuse(&mut self, stops: &[Single]);

    /// What is true while the site has errors: `the last good site stays up`.
    fn consolation(&self) -> String;
}

/// What a turn came to.
#[derive(Debug)]
pub struct Done {
    /// The build.
    pub turn: Turn,
    /// What stops it; nothing, if the outputs are in their place.
    pub stops: Vec<Single>,
    /// What else there is to say of it, in lines.
    pub lines: Vec<String>,
}

/// Says whether a build may stand.
#[derive(Debug)]
pub struct Judge<'a> {
    global: &'a Global,
}

impl Judge<'_> {
    /// What stops a build: its errors, and its warnings if those are denied.
    pub fn stops(&self, Turn { report, world, .. }: &Turn) -> Vec<Single> {
        let stopping = |found: &&Diagnostic| stops(self.global, report.lints.severity(found.code));
        let stopping: Vec<Diagnostic> = report.diagnostics.iter().filter(stopping).cloned().collect();
        singles(&stopping, &report.lints, Look::default(), &|path| report::text_of(world, path))
    }
}

fn stops(global: &Global, severity: Option<Severity>) -> bool {
    match severity {
        Some(Severity::Error) => true,
        Some(Severity::Warning) => global.deny == Some(Deny::Warnings),
        Some(Severity::Suggestion) | None => false,
    }
}

/// A watch over a site, and who builds it.
#[derive(Debug)]
pub struct Run<'a> {
    rebuilder: Rebuilder,
    watch: Watch,
    now: Option<String>,
    global: &'a Global,
    account: Account<'a>,
    /// What moved before a build whose errors were passed over.
    passed_over: Moved,
}

impl<'a> Run<'a> {
    /// Begins to watch the site at `root`.
    pub fn new(
        root: &Path,
        request: Request,
        now: Option<String>,
        turns: Turns,
        global: &'a Global,
        terminal: &'a Terminal,
    ) -> Result<Self, Error> {
        let real = disk::place::on_disk(root).map_err(|error| Error::io("open", root, error))?;
        let lock = real.ancestors().map(|folder| folder.join(".git")).find(|git| disk::files::is_folder(git));
        let watched = Site { root: real, inputs: crate::build::inputs(), lock: lock.map(|git| git.join("index.lock")) };
        let watch = Watch::begin(watched, (!turns.poll).then_some(&notifications));
        let rebuilder = Rebuilder::new(root.to_owned(), Request { explain: turns.explain, ..request });
        let account = Account::new(turns, global, terminal);
        Ok(Self { rebuilder, watch, now, global, account, passed_over: Moved::default() })
    }

    /// What ends it.
    pub fn stopper(&self) -> Stopper {
        self.watch.stopper()
    }

    /// The first turn.
    ///
    /// # Errors
    /// The machine's failures.
    pub fn begin(&mut self, target: &mut dyn Target) -> Result<(), Error> {
        self.turn(target, &Wake::LookAtAll)
    }

    /// All that follow, until someone stops it. Failures of the machine are told, and may pass: a site that cannot be
    /// looked at or built now is tried again.
    pub fn go_on(&mut self, target: &mut dyn Target) {
        let mut wake = Wake::LookAtAll;
        while wake != Wake::Stop {
            let outcome = self.turn(target, &wake);
            self.account.failure(outcome.err());
            if let Some(notice) = self.watch.notice() {
                self.account.notice(&notice);
            }
            wake = match wake {
                // Hints are not to be relied on: what they led to is up, now all is looked at.
                Wake::Look(paths) if !paths.is_empty() => self.watch.wait(Some(Duration::ZERO)),
                _ => self.watch.wait(None),
            };
        }
    }

    /// Looks, and builds if anything moved. While the site is still moving, what came of it is not
    /// what its author means: that is waited for before a build, and before its errors are shown.
    fn turn(&mut self, target: &mut dyn Target, wake: &Wake) -> Result<(), Error> {
        let clock = Stopwatch::start();
        let mut task = match wake {
            Wake::Look(paths) if paths.is_empty() => None,
            Wake::Look(paths) => self.look(Where::At(paths))?,
            Wake::LookAtAll | Wake::Stop => self.look(Where::Everywhere)?,
        };
        while let Some(mut found) = task {
            let is_patient = clock.elapsed() < PATIENCE;
            if is_patient && self.is_still_moving() {
                task = self.look(Where::Everywhere)?;
                continue;
            }
            found.moved.extend(std::mem::take(&mut self.passed_over));
            let done = target.turn(&mut self.rebuilder, found, &Judge { global: self.global })?;
            task = None;
            if !done.stops.is_empty() && is_patient {
                self.is_still_moving();
                task = self.look(Where::Everywhere)?;
            }
            if task.is_some() {
                self.passed_over = done.turn.moved;
            } else {
                target.refuse(&done.stops);
                self.account.turn(&done, clock.elapsed(), &target.consolation())?;
            }
        }
        Ok(())
    }

    fn look(&mut self, place: Where<'_>) -> Result<Option<Task>, Error> {
        let when = When { now: site::now(self.now.as_deref())?, clock: environment::clock() };
        let task = self.rebuilder.look(place, when)?;
        if let Some(took) = self.rebuilder.looked_at_all() {
            self.watch.looked(took);
        }
        Ok(task)
    }

    /// Whether there was more to come; it has come then.
    fn is_still_moving(&mut self) -> bool {
        match self.watch.more() {
            None => false,
            Some(Wake::Stop) => {
                self.watch.stopper().stop();
                false
            }
            Some(Wake::Look(_) | Wake::LookAtAll) => true,
        }
    }
}
