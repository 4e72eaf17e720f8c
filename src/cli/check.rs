//! `briefer check`: the river into nothing; every page is rendered, none is written. With `--ahead`,
//! once more for each instant to come at which the site would be another.

use std::path::Path;

use jiff::Timestamp;

use super::args::{Check, Global};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::error::Error;
use crate::base::text::plural;
use crate::base::world::Stopwatch;
use crate::build::{Discard, Request, build};
use crate::memo::Memory;
use crate::model::report::Report;

/// So many instants are looked at; beyond, much will be written before they come.
const AHEAD: usize = 100;

/// Checks the site.
pub fn run(args: &Check, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let watch = Stopwatch::start();
    let root = site::find(global)?;
    let world = site::open(&root, site::now(args.sight.now.as_deref())?)?;
    let request = site::request(args.sight.base_url.as_deref(), args.sight.drafts);
    let mut memory = Memory::default();
    let mut result = build(&world, &request, &mut memory, &mut Discard)?;
    let mut looked = None;
    if args.ahead {
        let ahead = Ahead::look(&root, &request, &mut memory, &result)?;
        result.diagnostics.extend(ahead.errors);
        looked =
            ahead.last.map(|last| format!("looked ahead to {last}: {}", plural(ahead.count, "instant", "instants")));
    }
    let outcome = report::diagnostics(&result, &world, global, terminal);
    if outcome == Outcome::Fine {
        let took = report::duration(watch.elapsed());
        terminal.say(&format!("{} in {took}: {}", terminal.bold("checked"), report::contents(&result)));
        report::held(&result.held).into_iter().chain(looked).for_each(|line| terminal.say(&line));
    }
    Ok(outcome)
}

/// What comes with time alone.
#[derive(Default)]
struct Ahead {
    /// What stops a build then and does not now, each from its first instant on.
    errors: Vec<Diagnostic>,
    /// How many instants were looked at, and the last.
    count: usize,
    last: Option<Timestamp>,
}

impl Ahead {
    fn look(root: &Path, request: &Request, memory: &mut Memory, now: &Report) -> Result<Self, Error> {
        let mut ahead = Self::default();
        let mut known = now.diagnostics.clone();
        let mut next = now.next_change;
        while ahead.count < AHEAD
            && let Some(at) = next
        {
            let report = build(&site::open(root, at)?, request, memory, &mut Discard)?;
            next = report.next_change;
            (ahead.count, ahead.last) = (ahead.count + 1, Some(at));
            for found in report.diagnostics {
                if report.lints.severity(found.code) == Some(Severity::Error) && !known.contains(&found) {
                    known.push(found.clone());
                    ahead.errors.push(from(at, found));
                }
            }
        }
        Ok(ahead)
    }
}

/// An error that is none before `at`.
fn from(at: Timestamp, found: Diagnostic) -> Diagnostic {
    let message = format!("from {at} on: {}", found.message);
    Diagnostic { message, ..found }
        .note("no build goes through then: what is public stays public, what is held back stays held back")
}
