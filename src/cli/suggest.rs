//! `briefer suggest`: names that could be linked, registered or dropped; `--fix` writes the links
//! that are certain.

use std::path::Path;

use super::args::{Global, Suggest};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::diag::{Code, Lints};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::text::plural;
use crate::base::world::{DiskWorld, Stopwatch};
use crate::build::{Request, suggest};
use crate::memo::Memory;
use crate::model::report::Report;
use crate::model::suggestion::{Rewrite, Suggestions};

/// Lists the suggestions; with `--fix` writes what is certain first, and lists what is left.
pub fn run(args: &Suggest, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let watch = Stopwatch::start();
    let root = site::find(global)?;
    let now = site::now(args.now.as_deref())?;
    let request = site::request(None, false);
    let mut memory = Memory::default();
    let mut look = look(&root, now, &request, &mut memory)?;
    let mut written = 0;
    if args.fix && !look.report.has_errors() {
        written = write(&look.suggestions.rewrites, &root, terminal)?;
    }
    if written > 0 {
        // What is left has other places now.
        look = self::look(&root, now, &request, &mut memory)?;
    }
    if look.report.has_errors() {
        return report::diagnostics(&look.report, &look.world, global, terminal);
    }
    let Look { world, report, suggestions } = look;
    let outcome = report::suggestions(&suggestions.diagnostics, &report.lints, &world, global, terminal)?;
    let briefings = plural(suggestions.briefings, "briefing", "briefings");
    let took = report::duration(watch.elapsed());
    let found = counts(&suggestions, &report.lints);
    terminal.say(&format!("{} {briefings} in {took}: {found}", terminal.bold("looked at")));
    let certain: usize = suggestions.rewrites.iter().map(|rewrite| rewrite.links.len()).sum();
    match (args.fix, written, certain) {
        (true, 0, _) => terminal.say("wrote nothing"),
        (true, written, _) => terminal.say(&format!("wrote {}", plural(written, "link", "links"))),
        (false, _, 0) => {}
        (false, _, 1) => terminal.say("1 link is certain: `briefer suggest --fix` writes it"),
        (false, ..) => terminal.say(&format!("{certain} links are certain: `briefer suggest --fix` writes them")),
    }
    Ok(outcome)
}

/// A site, and what could be better in it.
struct Look {
    world: DiskWorld,
    report: Report,
    suggestions: Suggestions,
}

fn look(root: &Path, now: jiff::Timestamp, request: &Request, memory: &mut Memory) -> Result<Look, Error> {
    let world = site::open(root, now)?;
    let (report, mut suggestions) = suggest(&world, request, memory)?;
    if report.lints.severity(Code::WeakMention).is_none() {
        // Who does not want to be told does not want it written.
        suggestions.rewrites.clear();
    }
    Ok(Look { world, report, suggestions })
}

/// Writes what is certain, and says so; how many links were written.
fn write(rewrites: &[Rewrite], root: &Path, terminal: &Terminal) -> Result<usize, Error> {
    let mut written = 0;
    for rewrite in rewrites {
        let path = root.join(rewrite.file.as_str());
        if !disk::files::replace_unchanged(&path, rewrite.before.as_bytes(), rewrite.after.as_bytes())? {
            terminal.say(&format!("left {} alone: it has changed meanwhile", rewrite.file));
            continue;
        }
        for (span, link) in &rewrite.links {
            let line = 1 + rewrite.before[..span.start as usize].matches('\n').count();
            terminal.say(&format!("{}:{line}: {link}", rewrite.file));
        }
        written += rewrite.links.len();
    }
    Ok(written)
}

/// `2 weak mentions, 1 unknown name`
fn counts(suggestions: &Suggestions, lints: &Lints) -> String {
    let count = |code: Code| {
        let shown = lints.severity(code).is_some();
        suggestions.diagnostics.iter().filter(|suggestion| shown && suggestion.code == code).count()
    };
    let part = |(code, one, many)| match count(code) {
        0 => None,
        count => Some(plural(count, one, many)),
    };
    let parts = [
        (Code::WeakMention, "weak mention", "weak mentions"),
        (Code::AmbiguousMention, "ambiguous mention", "ambiguous mentions"),
        (Code::UnknownName, "unknown name", "unknown names"),
        (Code::UnusedAlias, "unused alias", "unused aliases"),
    ];
    let parts: Vec<String> = parts.into_iter().filter_map(part).collect();
    if parts.is_empty() { "nothing to suggest".to_owned() } else { parts.join(", ") }
}
