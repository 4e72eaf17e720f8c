//! `briefer check`: the river into nothing; every page is rendered, none is written.

use super::args::{Check, Global};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::error::Error;
use crate::base::world::Stopwatch;
use crate::build::{Discard, build};
use crate::memo::Memory;

/// Checks the site.
pub fn run(args: &Check, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let watch = Stopwatch::start();
    let root = site::find(global)?;
    let world = site::open(&root, site::now(args.sight.now.as_deref())?)?;
    let request = site::request(args.sight.base_url.as_deref(), args.sight.drafts);
    let result = build(&world, &request, &mut Memory::default(), &mut Discard)?;
    let outcome = report::diagnostics(&result, &world, global, terminal);
    if outcome == Outcome::Fine {
        let took = report::duration(watch.elapsed());
        terminal.say(&format!("{} in {took}: {}", terminal.bold("checked"), report::contents(&result)));
        if let Some(held) = report::held(&result.held) {
            terminal.say(&held);
        }
    }
    Ok(outcome)
}
