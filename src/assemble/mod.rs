//! The editor's desk: of all documents, those that may be public become the edition.
//!
//! Entry point: [`assemble`]. Steps: open the gate for each document ([`visibility`]); set up
//! who is who, from the registry and from what public briefings use ([`registry`]); give
//! everything its address ([`addresses`]); resolve each document's names, links and mentions into
//! an item of the edition ([`briefings`], [`pages`], with [`links`] and [`mentions`]); order them;
//! bring together what they say ([`ledger`]); gather them by actor, tag and dossier ([`terms`]).
//!
//! **Invariant:** what the gate holds back contributes to diagnostics and to the list of what
//! was held, and to nothing else.
//!
//! **Incremental:** a briefing is resolved again only when its file, settings, registry or one of
//! the files that its links name are others; the rest sees the whole site each time, and is cheap.

mod addresses;
mod avoided;
mod briefings;
mod desk;
mod ledger;
mod links;
mod mentions;
mod pages;
mod registry;
mod roles;
mod suggest;
mod terms;
mod visibility;

use std::sync::Arc;

use jiff::Timestamp;

use crate::base::diag::Diagnostic;
use crate::memo::Memory;
use crate::model::config::Config;
use crate::model::document::{Documents, Gate, Held};
use crate::model::edition::Edition;
use crate::model::inventory::Inventory;
use crate::model::report::HeldBack;
use crate::model::shared::Shared;

use desk::Desk;
pub use suggest::{Again, suggest};

/// What came of assembling.
#[derive(Debug, Default)]
pub struct Assembly {
    /// What is public.
    pub edition: Edition,
    /// What was held back, for the person at the terminal.
    pub held: Vec<HeldBack>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What decides what is public.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The instant of the build.
    pub now: Timestamp,
    /// Show everything, each with its reason.
    pub drafts: bool,
}

impl Moment {
    fn gate(self, config: &Config) -> Gate {
        Gate { now: self.now, zone: config.timezone.clone(), max_tlp: config.max_tlp, drafts: self.drafts }
    }
}

/// Makes the edition of `moment`; what `memory` has of the run before need not be resolved again.
/// `autolink` says whether the first mention of an actor in a briefing becomes a link, unless the
/// briefing says otherwise.
pub fn assemble(
    documents: &Documents,
    inventory: &Inventory,
    config: &Config,
    moment: Moment,
    autolink: bool,
    memory: &mut Memory,
) -> Assembly {
    let mut diagnostics = Vec::new();
    let opened = visibility::open(documents, &moment.gate(config), &mut diagnostics);
    let desk = Desk::new(config, inventory, documents, &opened, autolink, memory, &mut diagnostics);

    let built = briefings::build(&desk, &opened, memory);
    let pages = pages::build(&desk, &opened);
    diagnostics.extend(built.diagnostics);
    diagnostics.extend(pages.diagnostics);
    let mut assets = built.assets;
    assets.extend(pages.assets);
    let mut unchecked = built.unchecked;
    unchecked.push(pages.unchecked.into());

    let mut briefings = built.briefings;
    let listed = briefings::order(&mut briefings);
    briefings::connect(&mut briefings, &listed);
    let record = ledger::build(&desk, &briefings, &listed, moment.now, memory);
    let next_stale = briefings::date(&mut briefings, &record, moment.now, &config.timezone);
    let terms = terms::build(&desk, &briefings, &listed, &record, memory);
    diagnostics.extend(record.diagnostics.iter().cloned());
    diagnostics.extend(terms.diagnostics);
    diagnostics.extend(avoided::check(&desk, &opened));
    diagnostics.extend(roles::check(&desk, &opened));
    assets.extend(terms.assets);
    unchecked.push(terms.unchecked.into());
    // A link may name a file in another Unicode form than the disk does.
    for asset in &mut assets {
        if let Some(found) = desk.asset(&asset.source) {
            asset.source = found.path.clone();
        }
    }
    assets.sort();
    assets.dedup();

    let edition = Edition {
        redirects: addresses::redirects(&desk, &briefings, &pages.pages, pages.home.as_ref(), &mut diagnostics),
        briefings,
        listed,
        actors: terms.actors,
        tags: terms.tags,
        dossiers: terms.dossiers,
        pages: pages.pages,
        home: pages.home,
        ledger: Arc::clone(&record.ledger),
        assets,
        unchecked,
        next_change: [opened.next_change, record.next_change, next_stale].into_iter().flatten().min(),
        is_preview: moment.drafts,
    };
    Assembly { edition, held: opened.held_back, diagnostics }
}

/// The content of a held document, for checks.
fn held_content<'a, T>(held: &Held<'a, T>) -> &'a T {
    held.for_checks()
}

/// A shared handle to a new card.
fn shared<T: std::hash::Hash>(data: T) -> Arc<Shared<T>> {
    Arc::new(Shared::new(data))
}
