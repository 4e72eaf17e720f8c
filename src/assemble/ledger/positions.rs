//! Positions: who wants what, issue by issue; the newest briefing's word holds.

use std::sync::Arc;

use rapidhash::RapidHashSet;

use super::Chronicle;
use crate::assemble::shared;
use crate::base::text::fold;
use crate::model::anchor;
use crate::model::ledger::Position;
use crate::model::shared::Shared;
use crate::model::view::record::{IssueRow, MatrixView, PositionEntry};

/// Collects them, the newest first.
pub(super) fn collect(chronicle: &Chronicle<'_, '_>) -> Vec<Position> {
    let mut positions = Vec::new();
    for (at, briefing) in chronicle.briefings().rev() {
        for position in &briefing.doc.front.positions {
            let Some(actor) = chronicle.actor(&position.actor) else { continue };
            let entry = PositionEntry {
                actor: chronicle.actor_link(actor),
                issue: position.issue.to_string(),
                stance: position.stance.word(),
                text: position.text.as_ref().map(ToString::to_string),
                briefing: chronicle.link(briefing, &anchor::block("positions")),
                as_of: chronicle.as_of(briefing),
                tlp: briefing.card.tlp,
            };
            positions.push(Position { entry: shared(entry), actor, briefing: at });
        }
    }
    positions
}

/// The newest position of each actor in each issue, of positions that come newest first.
pub fn current<'p>(positions: impl Iterator<Item = &'p Position>) -> Vec<&'p Position> {
    let mut seen: RapidHashSet<(usize, String, &'static str)> = RapidHashSet::default();
    let mut newest: Vec<&Position> = Vec::new();
    let mut from: rapidhash::RapidHashMap<(usize, String), usize> = rapidhash::RapidHashMap::default();
    for position in positions {
        let issue = fold(&position.entry.issue);
        // One briefing may give an actor several stances in an issue; an older one adds none.
        let briefing = *from.entry((position.actor, issue.clone())).or_insert(position.briefing);
        if briefing == position.briefing && seen.insert((position.actor, issue, position.entry.stance)) {
            newest.push(position);
        }
    }
    newest
}

/// Actor by issue, of positions that come newest first: issues and actors in the order in which
/// they came up.
pub(super) fn matrix<'p>(positions: impl Iterator<Item = &'p Position> + Clone) -> MatrixView {
    let mut actors: Vec<(usize, &Position)> = Vec::new();
    let mut issues: Vec<(String, String)> = Vec::new();
    // From the first briefing to the last, and within each in the author's order.
    let newest_first: Vec<&Position> = positions.clone().collect();
    let told = newest_first.chunk_by(|a, b| a.briefing == b.briefing).rev().flatten();
    for &position in told {
        let issue = fold(&position.entry.issue);
        if !issues.iter().any(|(known, _)| *known == issue) {
            issues.push((issue, position.entry.issue.clone()));
        }
        if !actors.iter().any(|(known, _)| *known == position.actor) {
            actors.push((position.actor, position));
        }
    }
    let current: Vec<(String, &Position)> =
        current(positions).into_iter().map(|position| (fold(&position.entry.issue), position)).collect();
    let cell = |issue: &str, actor: usize| -> Vec<Arc<Shared<PositionEntry>>> {
        let held = current.iter().filter(|(key, position)| position.actor == actor && *key == issue);
        held.map(|(_, position)| Arc::clone(&position.entry)).collect()
    };
    let row = |(key, issue): &(String, String)| IssueRow {
        issue: issue.clone(),
        cells: actors.iter().map(|(actor, _)| cell(key, *actor)).collect(),
    };
    MatrixView {
        issues: issues.iter().map(row).collect(),
        actors: actors.iter().map(|(_, position)| position.entry.actor.clone()).collect(),
    }
}
