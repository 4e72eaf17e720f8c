//! Turn after turn: wait until the site moves, build it, say in a line what came of it.
//!
//! Entry point: [`Run`], for `serve` and `watch`, which differ in their [`Target`] alone.

use std::path::Path;
use std::time::Duration;

use super::args::{Deny, FormatArg, Global, Turns};
use super::terminal::Terminal;
use super::{environment, report, site};
use crate::base::diag::render::{Look, Single, singles};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::path::SourcePath;
use crate::base::text::plural;
use crate::base::world::Stopwatch;
use crate::build::Request;
use crate::model::report::Report;
use crate::rebuild::{Moved, Rebuilder, Task, Turn, When, Where, inputs};
use crate::watch::{Site, Stopper, Wake, Watch, notifications};

/// So long is a site that is still moving waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// So many files are named in a line.
const NAMED: usize = 2;

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
        None => false,
    }
}

/// A watch over a site, and who builds it.
#[derive(Debug)]
pub struct Run<'a> {
    rebuilder: Rebuilder,
    watch: Watch,
    now: Option<String>,
    turns: Turns,
    global: &'a Global,
    terminal: &'a Terminal,
    /// What was said last, so that nothing is said twice in a row.
    said: Said,
}

#[derive(Debug, Default)]
struct Said {
    first: bool,
    stops: Vec<Single>,
    warnings: usize,
    failure: String,
    /// What moved before a build whose errors were passed over.
    unsaid: Moved,
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
        let watched = Site { root: real, inputs: inputs(), lock: lock.map(|git| git.join("index.lock")) };
        let watch = Watch::begin(watched, (!turns.poll).then_some(&notifications));
        let rebuilder = Rebuilder::new(root.to_owned(), Request { explain: turns.explain, ..request });
        Ok(Self { rebuilder, watch, now, turns, global, terminal, said: Said { first: true, ..Said::default() } })
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

    /// All that follow, until someone stops it.
    ///
    /// # Errors
    /// None that may pass: a site that cannot be looked at or built now is tried again.
    pub fn go_on(&mut self, target: &mut dyn Target) {
        let mut wake = Wake::LookAtAll;
        while wake != Wake::Stop {
            match self.turn(target, &wake) {
                Ok(()) => self.said.failure.clear(),
                Err(error) if error.to_string() == self.said.failure => {}
                Err(error) => {
                    self.terminal.error(&error);
                    self.said.failure = error.to_string();
                }
            }
            if let Some(notice) = self.watch.notice() {
                self.terminal.say(&notice);
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
            found.moved.extend(std::mem::take(&mut self.said.unsaid));
            let done = target.turn(&mut self.rebuilder, found, &Judge { global: self.global })?;
            task = None;
            if !done.stops.is_empty() && is_patient {
                self.is_still_moving();
                task = self.look(Where::Everywhere)?;
            }
            if task.is_some() {
                self.said.unsaid = done.turn.moved;
            } else {
                target.refuse(&done.stops);
                self.say(&done, clock.elapsed(), target);
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

    fn say(&mut self, done: &Done, took: Duration, target: &dyn Target) {
        let Done { turn, stops, lines } = done;
        let terminal = self.terminal;
        let is_first = std::mem::take(&mut self.said.first);
        let is_news = is_first || *stops != self.said.stops;
        if is_news {
            self.diagnostics(turn);
        }
        if self.turns.timings {
            terminal.diagnostics(&report::timings(&turn.report));
        }
        let took = report::duration(took);
        let moved = moved(&turn.moved);
        if stops.is_empty() {
            let nothing = turn.report.rendered.is_empty() && self.said.stops.is_empty();
            if is_first {
                let contents = report::contents(&turn.report);
                terminal.say(&format!(
                    "{} in {took}: {contents}{}",
                    terminal.bold("built"),
                    self.warnings(&turn.report)
                ));
                report::held(&turn.report.held).iter().for_each(|held| terminal.say(held));
            } else if !nothing || !turn.moved.is_only_doubtful() {
                let rendered = plural(turn.report.rendered.len(), "output", "outputs");
                let warnings = self.warnings(&turn.report);
                terminal.say(&format!("{moved}: {} {rendered} in {took}{warnings}", terminal.bold("rendered")));
            }
            lines.iter().for_each(|line| terminal.say(line));
            for (path, reason) in &turn.reasons {
                terminal.say(&format!(
                    "  /{}: {reason}",
                    path.as_str().strip_suffix("index.html").unwrap_or(path.as_str())
                ));
            }
        } else {
            let count = |severity| stops.iter().filter(|stop| stop.severity == severity).count();
            let (errors, denied) = (count(Severity::Error), count(Severity::Warning));
            let mut counts = Vec::new();
            if errors > 0 {
                counts.push(plural(errors, "error", "errors"));
            }
            if denied > 0 {
                counts.push(plural(denied, "warning", "warnings") + " (denied)");
            }
            let moved = if is_first { String::new() } else { format!("{moved}: ") };
            let still = if is_news { "" } else { "still " };
            let counts = terminal.bold(&format!("{still}{}", counts.join(", ")));
            terminal.say(&format!("{moved}{counts} in {took}; {}", target.consolation()));
        }
        self.said.stops.clone_from(stops);
        self.said.warnings = warnings(&turn.report);
    }

    /// What is wrong: for people what stops the build alone, since warnings are counted.
    fn diagnostics(&self, Turn { report, world, .. }: &Turn) {
        let is_for_people = matches!(self.global.format, FormatArg::Human | FormatArg::Short);
        let is_shown = |found: &&Diagnostic| !is_for_people || stops(self.global, report.lints.severity(found.code));
        let shown: Vec<Diagnostic> = report.diagnostics.iter().filter(is_shown).cloned().collect();
        report::write(&shown, &report.lints, world, self.global, self.terminal);
    }

    /// `, 2 warnings`, if there are others than before.
    fn warnings(&self, report: &Report) -> String {
        match warnings(report) {
            count if count == self.said.warnings => String::new(),
            0 => ", no more warnings".to_owned(),
            count => format!(", {} (`briefer check` shows them)", plural(count, "warning", "warnings")),
        }
    }
}

fn warnings(report: &Report) -> usize {
    let of = |severity: Option<Severity>| severity == Some(Severity::Warning);
    report.diagnostics.iter().filter(|found| of(report.lints.severity(found.code))).count()
}

/// `content/a.md changed`, `3 files added, content/b.md removed`
fn moved(moved: &Moved) -> String {
    let changed: Vec<&SourcePath> = moved.changed.iter().chain(&moved.doubtful).collect();
    let added: Vec<&SourcePath> = moved.added.iter().collect();
    let removed: Vec<&SourcePath> = moved.removed.iter().collect();
    let parts = [(changed, "changed"), (added, "added"), (removed, "removed")];
    let part = |(paths, verb): &(Vec<&SourcePath>, &str)| match paths.as_slice() {
        [] => None,
        named if named.len() <= NAMED => {
            let names: Vec<&str> = named.iter().map(|path| path.as_str()).collect();
            Some(format!("{} {verb}", names.join(" and ")))
        }
        many => Some(format!("{} {verb}", plural(many.len(), "file", "files"))),
    };
    let parts: Vec<String> = parts.iter().filter_map(part).collect();
    if parts.is_empty() { "the time has come for a change".to_owned() } else { parts.join(", ") }
}

/// Calls `stopper` when the user or the system asks the program to end.
///
/// # Errors
/// When the system will not say.
pub fn stop_when_asked(stopper: Stopper) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let runtime = runtime.map_err(|error| Error::Other(format!("signals cannot be waited for: {error}")))?;
    std::thread::spawn(move || {
        runtime.block_on(asked());
        stopper.stop();
    });
    Ok(())
}

/// Ready when Ctrl-C is pressed, or the process is told to end.
#[cfg(unix)]
async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

/// Ready when Ctrl-C is pressed.
#[cfg(not(unix))]
async fn asked() {
    drop(tokio::signal::ctrl_c().await);
}
