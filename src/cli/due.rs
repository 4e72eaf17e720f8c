//! `briefer due`: the next instants at which the site would be another, and what would change.
//!
//! The site is planned for one instant after the other, and the plans are compared: what is told
//! is what a build would do. Nothing is rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
use serde_json::json;

use super::args::{Due, FormatArg, Global};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::diag::render::Format;
use crate::base::error::Error;
use crate::base::hash::Fingerprint;
use crate::base::text::plural;
use crate::base::world::DiskWorld;
use crate::build::{Request, build};
use crate::memo::Memory;
use crate::model::output::{Sink, Wanted};
use crate::model::report::Report;

/// Lists the instants.
pub fn run(args: &Due, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let mut looker = Looker { root: &root, request: site::request(None, false), memory: Memory::default() };
    let mut last = looker.look(site::now(args.now.as_deref())?)?;
    let outcome = report::diagnostics_beside(&last.report, &last.world, global, terminal)?;
    let mut next_change = last.report.next_change;
    let mut changes = Vec::new();
    while changes.len() < args.limit
        && let Some(at) = next_change
    {
        let next = looker.look(at)?;
        next_change = next.report.next_change;
        let change = Change::between(at, &last, &next);
        if !next.report.has_errors() {
            last = next;
        }
        changes.extend((change.outputs > 0 || !change.errors.is_empty()).then_some(change));
    }
    terminal.result(&match global.format {
        FormatArg::Json => json(&changes),
        _ => changes.iter().map(Change::text).collect(),
    })?;
    Ok(outcome)
}

/// Plans the site for one instant after the other; what does not depend on the instant is read
/// once.
struct Looker<'a> {
    root: &'a Path,
    request: Request,
    memory: Memory,
}

/// The site at an instant.
struct Look {
    world: DiskWorld,
    report: Report,
    plan: Planned,
}

impl Looker<'_> {
    fn look(&mut self, at: Timestamp) -> Result<Look, Error> {
        let world = site::open(self.root, at)?;
        let mut plan = Planned::default();
        let report = build(&world, &self.request, &mut self.memory, &mut plan)?;
        Ok(Look { world, report, plan })
    }
}

/// A sink that learns what is wanted, and wants nothing.
#[derive(Debug, Default)]
struct Planned(BTreeMap<String, Fingerprint>);

impl Sink for Planned {
    fn begin(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<bool>, Error> {
        self.0 = wanted.iter().map(|wanted| (wanted.path.as_str().to_owned(), wanted.fingerprint)).collect();
        Ok(vec![false; wanted.len()])
    }

    fn write(&self, _: usize, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }
}

/// What becomes of the site at an instant.
struct Change {
    at: Timestamp,
    /// Ids of briefings.
    appear: Vec<String>,
    disappear: Vec<String>,
    /// How many files of the output are new, gone or other than before.
    outputs: usize,
    /// Why the site could not be built then, a line each.
    errors: Vec<String>,
}

impl Change {
    fn between(at: Timestamp, last: &Look, next: &Look) -> Self {
        let ids = |look: &Look| look.report.public.iter().map(|item| item.card.id.clone()).collect::<BTreeSet<_>>();
        let (before, after) = (ids(last), ids(next));
        let errors = if next.report.has_errors() {
            report::rendered(&next.report, &next.world, Format::Short).text.lines().map(str::to_owned).collect()
        } else {
            Vec::new()
        };
        let (old, new) = (&last.plan.0, &next.plan.0);
        let gone = old.keys().filter(|path| !new.contains_key(*path)).count();
        let other = new.iter().filter(|(path, print)| old.get(*path) != Some(print)).count();
        Self {
            at,
            appear: after.difference(&before).cloned().collect(),
            disappear: before.difference(&after).cloned().collect(),
            outputs: if errors.is_empty() { gone + other } else { 0 },
            errors,
        }
    }

    fn text(&self) -> String {
        let what = match self.outputs {
            _ if !self.errors.is_empty() => "the site cannot be built".to_owned(),
            outputs => format!("{} differ", plural(outputs, "output", "outputs")),
        };
        let mut text = format!("{}  {what}\n", self.at);
        let lines =
            |what: &str, list: &[String]| list.iter().map(|item| format!("  {what}{item}\n")).collect::<String>();
        text += &lines("appears     ", &self.appear);
        text += &lines("disappears  ", &self.disappear);
        text + &lines("", &self.errors)
    }
}

fn json(changes: &[Change]) -> String {
    let one = |change: &Change| {
        json!({
            "at": change.at.to_string(),
            "appear": change.appear,
            "disappear": change.disappear,
            "outputs": change.outputs,
            "errors": change.errors,
        })
    };
    let list = changes.iter().map(one).collect::<Vec<_>>();
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}
