//! What is said of a turn: what moved, how much was rendered, how long it took; and what is wrong.
//!
//! **Invariant:** nothing is said twice in a row.

use std::time::Duration;

use super::Done;
use crate::base::diag::render::Single;
use crate::base::diag::{Diagnostic, Severity};
use crate::base::error::Error;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::plural;
use crate::cli::args::{FormatArg, Global, Turns};
use crate::cli::report;
use crate::cli::terminal::Terminal;
use crate::model::report::Report;
use crate::rebuild::{Moved, Turn};

/// So many files are named in a line.
const NAMED: usize = 2;

/// Gives an account of each turn, and remembers what it said.
#[derive(Debug)]
pub(super) struct Account<'a> {
    turns: Turns,
    global: &'a Global,
    terminal: &'a Terminal,
    is_first: bool,
    stops: Vec<Single>,
    warnings: usize,
    failure: String,
}

impl<'a> Account<'a> {
    /// Nothing was said yet.
    pub(super) fn new(turns: Turns, global: &'a Global, terminal: &'a Terminal) -> Self {
        Self { turns, global, terminal, is_first: true, stops: Vec::new(), warnings: 0, failure: String::new() }
    }

    /// Says what came of a turn. `consolation` is what is true while the site has errors.
    ///
    /// # Errors
    /// When it could not be said to who asked for it.
    pub(super) fn turn(&mut self, done: &Done, took: Duration, consolation: &str) -> Result<(), Error> {
        let Done { turn, stops, lines } = done;
        let is_first = std::mem::take(&mut self.is_first);
        let is_news = is_first || *stops != self.stops;
        if is_news {
            self.diagnostics(turn)?;
        }
        if self.turns.timings {
            self.terminal.diagnostics(&report::timings(&turn.report));
        }
        let took = report::duration(took);
        if !stops.is_empty() {
            let moved = if is_first { String::new() } else { format!("{}: ", moved(&turn.moved)) };
            let still = if is_news { "" } else { "still " };
            let counts = self.terminal.bold(&format!("{still}{}", counts(stops)));
            self.terminal.say(&format!("{moved}{counts} in {took}; {consolation}"));
        } else if is_first {
            self.begun(&turn.report, &took);
        } else {
            self.rebuilt(turn, &took);
        }
        if stops.is_empty() {
            lines.iter().for_each(|line| self.terminal.say(line));
            turn.reasons.iter().for_each(|(path, why)| self.terminal.say(&format!("  /{}: {why}", address(path))));
        }
        self.stops.clone_from(stops);
        self.warnings = warnings(&turn.report);
        Ok(())
    }

    fn begun(&self, report: &Report, took: &str) {
        let (built, contents) = (self.terminal.bold("built"), report::contents(report));
        self.terminal.say(&format!("{built} in {took}: {contents}{}", self.more_warnings(report)));
        report::held(&report.held).iter().for_each(|held| self.terminal.say(held));
    }

    fn rebuilt(&self, Turn { report, moved, .. }: &Turn, took: &str) {
        let is_nothing = report.rendered.is_empty() && self.stops.is_empty();
        if is_nothing && moved.is_only_doubtful() {
            return;
        }
        let rendered = plural(report.rendered.len(), "output", "outputs");
        let warnings = self.more_warnings(report);
        let moved = self::moved(moved);
        self.terminal.say(&format!("{moved}: {} {rendered} in {took}{warnings}", self.terminal.bold("rendered")));
    }

    /// Says that a turn could not be made, unless that is what was said last.
    pub(super) fn failure(&mut self, error: Option<Error>) {
        let words = error.as_ref().map(ToString::to_string).unwrap_or_default();
        if let Some(error) = error.filter(|_| words != self.failure) {
            self.terminal.error(&error);
        }
        self.failure = words;
    }

    /// Says something about the watch itself.
    pub(super) fn notice(&self, notice: &str) {
        self.terminal.say(notice);
    }

    /// What is wrong: for people what stops the build alone, since warnings are counted.
    fn diagnostics(&self, Turn { report, world, .. }: &Turn) -> Result<(), Error> {
        let is_for_people = matches!(self.global.format, FormatArg::Human | FormatArg::Short);
        let is_shown =
            |found: &&Diagnostic| !is_for_people || super::stops(self.global, report.lints.severity(found.code));
        let shown: Vec<Diagnostic> = report.diagnostics.iter().filter(is_shown).cloned().collect();
        report::write(&shown, &report.lints, world, self.global, self.terminal).map(|_| ())
    }

    /// `, 2 warnings`, if there are others than before.
    fn more_warnings(&self, report: &Report) -> String {
        match warnings(report) {
            count if count == self.warnings => String::new(),
            0 => ", no more warnings".to_owned(),
            count => format!(", {} (`briefer check` shows them)", plural(count, "warning", "warnings")),
        }
    }
}

/// `2 errors, 1 warning (denied)`
fn counts(stops: &[Single]) -> String {
    let count = |severity| stops.iter().filter(|stop| stop.severity == severity).count();
    let (errors, denied) = (count(Severity::Error), count(Severity::Warning));
    let errors = (errors > 0).then(|| plural(errors, "error", "errors"));
    let denied = (denied > 0).then(|| plural(denied, "warning", "warnings") + " (denied)");
    errors.into_iter().chain(denied).collect::<Vec<_>>().join(", ")
}

fn address(path: &OutPath) -> &str {
    path.as_str().strip_suffix("index.html").unwrap_or(path.as_str())
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
