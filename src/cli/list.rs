//! `briefer list`: what there is, what is held back and why.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use super::args::{FormatArg, Global, List};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::error::Error;
use crate::base::path::SourcePath;
use crate::build::{Discard, build};
use crate::memo::Memory;
use crate::model::edition::Resolved;
use crate::model::report::{HeldBack, Report};

/// Lists the briefings, newest first, then what is held back.
pub fn run(args: &List, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let world = site::open(&root, site::now(args.now.as_deref())?)?;
    let request = site::request(None, false);
    let result = build(&world, &request, &mut Memory::default(), &mut Discard)?;
    let outcome = report::diagnostics_beside(&result, &world, global, terminal)?;
    let text = match global.format {
        FormatArg::Json => json(&result),
        _ => text(&result),
    };
    terminal.result(&text)?;
    Ok(outcome)
}

/// What is public. A briefing with an error in its own file is neither public nor held back:
/// nobody knows what its author meant.
fn public(result: &Report) -> impl Iterator<Item = &Arc<Resolved>> {
    let is_error = |found: &&Diagnostic| result.lints.severity(found.code) == Some(Severity::Error);
    let errors = result.diagnostics.iter().filter(is_error);
    let faulty: BTreeSet<&SourcePath> = errors.filter_map(|found| Some(&found.place.as_ref()?.file)).collect();
    result.public.iter().filter(move |item| !faulty.contains(&item.doc.origin.source))
}

fn text(result: &Report) -> String {
    let mut out = String::new();
    for item in public(result) {
        let card = &item.card;
        let date = card.date.get(..10).unwrap_or(&card.date);
        let unlisted = if item.listed { "" } else { "  (unlisted)" };
        out.push_str(&format!("{date:10}  {}  {}{unlisted}\n", card.id, card.url));
    }
    if !result.held.is_empty() {
        out.push_str("\nheld back:\n");
        for item in &result.held {
            let until = item.hold.until.map(|until| format!(" until {until}")).unwrap_or_default();
            out.push_str(&format!("  {}{until}  {}  {}\n", item.hold.reason.word(), item.id, item.source));
        }
    }
    out
}

fn json(result: &Report) -> String {
    let shown = |item: &Arc<Resolved>| {
        json!({
            "id": item.card.id,
            "title": item.card.title,
            "date": item.card.date,
            "url": item.card.url,
            "source": item.doc.origin.source.as_str(),
            "listed": item.listed,
        })
    };
    let held = |item: &HeldBack| {
        json!({
            "id": item.id,
            "title": item.title.as_ref().unwrap_or(&item.id),
            "source": item.source.as_str(),
            "reason": item.hold.reason.word(),
            "until": item.hold.until.map(|until| until.to_string()),
        })
    };
    let list = json!({
        "public": public(result).map(shown).collect::<Vec<_>>(),
        "held": result.held.iter().map(held).collect::<Vec<_>>(),
        "next_change": result.next_change.map(|next| next.to_string()),
    });
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}
