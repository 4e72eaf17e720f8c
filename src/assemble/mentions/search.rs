//! Names in the running text of one body.

use crate::base::prose::{Finder, Piece};
use crate::model::html::{Body, Html, Run, Voice};
use crate::model::mention::Hit;

/// Tags that may stand within a word.
const EMPHASIS: &[&str] = &["<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>"];

/// Every name in a body, in order.
pub fn search(body: &Body, finder: &Finder) -> Vec<Hit> {
    let mut hits = Vec::new();
    let text = |run: Option<&Run>| run.map_or("", |run| &body.html.text[run.start as usize..run.end as usize]);
    for (at, run) in body.runs.iter().enumerate().filter(|(_, run)| run.voice == Voice::Running) {
        let before = at.checked_sub(1).map(|at| &body.runs[at]).filter(|before| is_one_text(&body.html, before, run));
        let after = body.runs.get(at + 1).filter(|after| is_one_text(&body.html, run, after));
        let piece = Piece { before: text(before), text: text(Some(run)), after: text(after) };
        finder.find(piece, |range, name| {
            // Bodies and registries are far smaller than 4 GB.
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let (start, end) = (run.start + narrow(range.start), run.start + narrow(range.end));
            hits.push(Hit { start, end, block: run.block, name: narrow(name) });
        });
    }
    hits
}

/// Whether the second stretch goes on where the first one ends, with emphasis between them at
/// most.
fn is_one_text(html: &Html, first: &Run, second: &Run) -> bool {
    if first.block != second.block {
        return false;
    }
    let mut gap = &html.text[first.end as usize..second.start as usize];
    while let Some(rest) = EMPHASIS.iter().find_map(|tag| gap.strip_prefix(tag)) {
        gap = rest;
    }
    let hole = html.holes.partition_point(|hole| hole.at < first.end);
    gap.is_empty() && html.holes.get(hole).is_none_or(|hole| hole.at > second.start)
}
