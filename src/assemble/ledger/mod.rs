//! What all listed briefings say, brought together.
//!
//! Entry point: [`build`]. Steps: put the listed briefings in the order of what they knew
//! ([`Chronicle`]); merge events that go by one id ([`events`]); collect statements ([`statements`]),
//! positions ([`positions`]), sources ([`sources`](mod@sources)) and changes ([`changes`]); then tell each storyline from
//! beginning to end ([`story`]), with its numbers over time ([`figures`]).
//!
//! **Incremental:** as long as no briefing states anything else, the ledger of before is the ledger.
//!
//! **Invariant:** unlisted briefings add nothing, and held ones cannot: they are not here. What a retracted
//! briefing says is no longer said: of it, only the changes to it are listed.

mod changes;
mod events;
mod figures;
mod positions;
pub mod records;
mod sources;
mod statements;
mod story;

use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::desk::Desk;
use super::registry::Lookup;
use crate::base::date::Date;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::memo::{Memory, Slot};
use crate::model::edition::Briefing;
use crate::model::ledger::{Accounts, Ledger};
use crate::model::shared::Shared;
use crate::model::view::LinkView;
use crate::model::view::record::SourceEntry;

/// What every part of the ledger is made from.
#[derive(Debug)]
pub(super) struct Chronicle<'a, 'd> {
    desk: &'a Desk<'d>,
    /// In the order of the edition.
    briefings: &'a [Briefing],
    /// Positions of the listed ones, in the order of what they knew: the earliest `as_of` first.
    listed: Vec<usize>,
    /// Those of them whose word stands.
    order: Vec<usize>,
    /// The same for each storyline, in the order of `Desk::dossiers`.
    stories: Vec<Vec<usize>>,
    now: Timestamp,
}

/// Brings together what the listed briefings say, unless they say what they said the last time.
pub fn build(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    listed: &[usize],
    now: Timestamp,
    memory: &mut Memory,
) -> Arc<Accounts> {
    let stated: Vec<(usize, Fingerprint)> = listed.iter().map(|&at| (at, briefings[at].stated)).collect();
    let seen = fingerprint(&(desk.fingerprint, stated));
    if let Some((known, from, accounts)) = &memory.accounts
        && *known == seen
        && *from <= now
        && accounts.next_change.is_none_or(|next| now < next)
    {
        return Arc::clone(accounts);
    }
    let accounts = Arc::new(make(&Chronicle::new(desk, briefings, listed, now), &mut memory.sources));
    memory.accounts = Some((seen, now, Arc::clone(&accounts)));
    accounts
}

fn make(chronicle: &Chronicle<'_, '_>, memory: &mut Slot) -> Accounts {
    let mut accounts = Accounts::default();
    let mut ledger = Ledger {
        events: events::merge(chronicle, &mut accounts),
        statements: statements::collect(chronicle),
        positions: positions::collect(chronicle),
        ..Ledger::default()
    };
    let ((sources, changes), stories) = rayon::join(
        || rayon::join(|| sources(chronicle, memory), || changes::collect(chronicle)),
        || {
            let shares = story::shares(chronicle, &ledger);
            let told = shares.par_iter().enumerate();
            told.map(|(dossier, share)| story::tell(chronicle, dossier, share, &ledger)).collect::<Vec<_>>()
        },
    );
    ledger.sources = sources;
    ledger.changes = changes;
    accounts.ledger = Arc::new(ledger);
    for (record, news) in stories {
        accounts.stories.push(Arc::new(record));
        accounts.news.extend(news.into_iter().map(|(at, news)| (at, Arc::new(news))));
    }
    accounts
}

/// What the briefings rest on, if anything shows it.
fn sources(chronicle: &Chronicle<'_, '_>, memory: &mut Slot) -> Vec<Arc<Shared<SourceEntry>>> {
    if chronicle.desk.config.lists_sources() { sources::collect(chronicle, memory) } else { Vec::new() }
}

impl<'a, 'd> Chronicle<'a, 'd> {
    fn new(desk: &'a Desk<'d>, briefings: &'a [Briefing], listed: &[usize], now: Timestamp) -> Self {
        let zone = &desk.config.timezone;
        // `listed` is newest first by date: of those that knew equally much, the earlier comes first.
        let mut listed: Vec<usize> = listed.iter().rev().copied().collect();
        listed.sort_by_cached_key(|&at| briefings[at].doc.front.cut_off().start(zone));
        let order: Vec<usize> = listed.iter().copied().filter(|&at| !briefings[at].is_retracted()).collect();
        let mut stories = vec![Vec::new(); desk.dossiers.len()];
        for &at in &order {
            briefings[at].dossier.iter().for_each(|&dossier: &usize| stories[dossier].push(at));
        }
        Self { desk, briefings, listed, order, stories, now }
    }

    /// The listed briefings whose word stands, the earliest first.
    fn briefings(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Briefing)> + Clone {
        self.order.iter().map(|&at| (at, &self.briefings[at]))
    }

    /// A briefing's page, or a place on it.
    fn link(&self, briefing: &Briefing, anchor: &str) -> LinkView {
        let mark = if anchor.is_empty() { "" } else { "#" };
        LinkView { title: briefing.card.title.clone(), url: format!("{}{mark}{anchor}", briefing.card.url) }
    }

    fn iso(&self, date: Date) -> String {
        date.to_iso(&self.desk.config.timezone)
    }

    fn as_of(&self, briefing: &Briefing) -> String {
        self.iso(briefing.doc.front.cut_off())
    }

    /// The actor that a field names; names that lead nowhere were reported.
    fn actor(&self, name: &str) -> Option<usize> {
        match self.desk.registry.actor_names.find(name) {
            Lookup::Found(actor) => Some(actor),
            Lookup::Ambiguous(_) | Lookup::Unknown => None,
        }
    }

    fn actor_link(&self, actor: usize) -> LinkView {
        let link = &self.desk.registry.actors[actor].link;
        LinkView { title: link.name.clone(), url: link.url.clone() }
    }

    /// The title of a source of the briefing.
    fn source_title(briefing: &Briefing, id: Option<&str>) -> Option<String> {
        let sources = &briefing.doc.front.sources;
        let named = |own: &str| sources.iter().find(|source| source.id.as_deref() == Some(own));
        Some(named(id?)?.title.to_string())
    }
}
