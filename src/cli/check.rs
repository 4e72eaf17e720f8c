//! `briefer check`: the river into nothing; every page is rendered, none is written. With `--ahead`,
//! once more for each instant to come at which the site would be another, and then only what would be.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::args::{Check, Global};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::error::Error;
use crate::base::text::plural;
use crate::base::world::{DiskWorld, Stopwatch};
use crate::build::{Discard, Request, build};
use crate::memo::Memory;
use crate::model::report::Report;
use crate::serve::outputs::{MemorySink, Served};

/// So many instants are looked at; beyond, much will be written before they come.
const AHEAD: usize = 100;

/// Checks the site.
pub fn run(args: &Check, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let watch = Stopwatch::start();
    let root = site::find(global)?;
    let world = site::open(&root, site::now(args.sight.now.as_deref())?)?;
    let request = site::request(args.sight.base_url.as_deref(), args.sight.drafts);
    let (result, ahead) = if args.ahead {
        let (result, ahead) = Lookout::new(&request).look(&root, &world)?;
        (result, Some(ahead))
    } else {
        (build(&world, &request, &mut Memory::default(), &mut Discard)?, None)
    };
    let outcome = report::diagnostics(&result, &world, global, terminal)?;
    if outcome == Outcome::Fine {
        let took = report::duration(watch.elapsed());
        terminal.say(&format!("{} in {took}: {}", terminal.bold("checked"), report::contents(&result)));
        report::held(&result.held).into_iter().chain(ahead).for_each(|line| terminal.say(&line));
    }
    Ok(outcome)
}

/// Checks the site at one instant after the other; what stays the same is neither read nor rendered
/// twice.
struct Lookout<'a> {
    request: &'a Request,
    memory: Memory,
    /// The outputs of the last instant at which nothing was wrong.
    good: Arc<Served>,
}

impl<'a> Lookout<'a> {
    fn new(request: &'a Request) -> Self {
        Self { request, memory: Memory::default(), good: Arc::new(Served::empty()) }
    }

    /// The check of `now`, with the errors that only time would bring to light, each from its first
    /// instant on; and how far that was looked for, in words.
    fn look(mut self, root: &Path, now: &DiskWorld) -> Result<(Report, String), Error> {
        let mut result = self.check(now)?;
        let mut known = result.diagnostics.clone();
        let (mut next, mut last, mut count) = (result.next_change, None, 0);
        while count < AHEAD
            && let Some(at) = next
        {
            let report = self.check(&site::open(root, at)?)?;
            (next, last, count) = (report.next_change, next, count + 1);
            for found in report.diagnostics {
                if report.lints.severity(found.code) == Some(Severity::Error) && !known.contains(&found) {
                    known.push(found.clone());
                    result.diagnostics.push(from(at, found));
                }
            }
        }
        let words = match (last, next) {
            (Some(last), None) => format!("looked ahead to {last}: {}", plural(count, "instant", "instants")),
            (Some(last), Some(next)) => {
                format!("looked ahead to {last}: {count} instants; the site changes further from {next} on")
            }
            (None, _) => "looked ahead: time alone changes nothing".to_owned(),
        };
        Ok((result, words))
    }

    fn check(&mut self, world: &DiskWorld) -> Result<Report, Error> {
        let mut sink = MemorySink::over(Arc::clone(&self.good));
        let report = build(world, self.request, &mut self.memory, &mut sink)?;
        if !report.has_errors() {
            self.good = Arc::new(sink.finish(&report.base_url.root)?);
        }
        Ok(report)
    }
}

/// An error that is none before `at`.
fn from(at: Timestamp, found: Diagnostic) -> Diagnostic {
    let message = format!("from {at} on: {}", found.message);
    let note = "no build goes through then: what is public stays public, what is held back stays held back";
    Diagnostic { message, ..found }.note(note)
}
