//! The ledger by actor and by storyline: which of its entries belong to whom, and which of them a
//! page shows.

use std::sync::Arc;

use super::positions::current;
use crate::base::text::fold;
use crate::model::ledger::{Event, Ledger, Position};
use crate::model::view::record::ActorRecord;

/// How many statements an actor's page shows; the rest is on a page of its own.
const STATEMENTS: usize = 8;

/// How many past events an actor's page shows; the rest is on a page of its own.
const EVENTS: usize = 8;

/// What the ledger knows of one actor.
#[derive(Debug, Default, Clone)]
pub struct Record {
    /// What its page shows.
    pub shown: ActorRecord,
    /// Positions of all its statements.
    pub statements: Vec<usize>,
    /// Positions of all its events.
    pub events: Vec<usize>,
}

/// The record of each of `count` actors.
pub fn of_actors(ledger: &Ledger, count: usize) -> Vec<Record> {
    let mut records = vec![Record::default(); count];
    for (at, statement) in ledger.statements.iter().enumerate() {
        records[statement.speaker].statements.push(at);
    }
    for (at, event) in ledger.events.iter().enumerate() {
        event.actors.iter().for_each(|&actor| records[actor].events.push(at));
    }
    let mut positions: Vec<Vec<&Position>> = vec![Vec::new(); count];
    for position in current(ledger.positions.iter()) {
        positions[position.actor].push(position);
    }
    for (record, positions) in records.iter_mut().zip(positions) {
        show(record, positions, ledger);
    }
    records
}

fn show(record: &mut Record, mut positions: Vec<&Position>, ledger: &Ledger) {
    positions.sort_by_cached_key(|position| fold(&position.entry.issue));
    let entry = |event: &Event| Arc::clone(&event.entry);
    let past = ledger.past(record.events.iter().copied());
    let ahead = record.events.iter().map(|&at| &ledger.events[at]).filter(|event| event.entry.ahead);
    record.shown = ActorRecord {
        statements: record
            .statements
            .iter()
            .take(STATEMENTS)
            .map(|&at| Arc::clone(&ledger.statements[at].entry))
            .collect(),
        statement_count: record.statements.len(),
        positions: positions.iter().map(|position| Arc::clone(&position.entry)).collect(),
        events: past.into_iter().take(EVENTS).map(entry).collect(),
        ahead: ahead.map(entry).collect(),
        event_count: record.events.len(),
    };
}

/// Positions of the events of each of `count` storylines, in time.
pub fn events_of_dossiers(ledger: &Ledger, count: usize) -> Vec<Vec<usize>> {
    let mut of_dossier = vec![Vec::new(); count];
    for (at, event) in ledger.events.iter().enumerate() {
        event.dossiers.iter().for_each(|&dossier: &usize| of_dossier[dossier].push(at));
    }
    of_dossier
}
