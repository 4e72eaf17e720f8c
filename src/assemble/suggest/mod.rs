//! What the site's texts could say better about who is who; nobody but the author is told.
//!
//! Entry point: [`suggest`]. Steps: read every briefing, held ones included, with the names in it
//! ([`text`]); look for names that count for nobody where they stand ([`doubts`]) and for names
//! that nobody has ([`unknown`], beside what the site knows: [`familiar`]); find out where in the file
//! they stand, and write what is certain ([`place`]); look for aliases that nothing uses
//! ([`aliases`]).
//!
//! **Invariant:** none of this is part of a build: what is held back is read here, and nothing of
//! it can reach the edition. And nothing is guessed: a link is certain only where the rule in
//! [`doubts`] says so.

mod aliases;
mod doubts;
mod familiar;
mod place;
mod text;
mod unknown;

use rayon::prelude::*;

use super::desk::Desk;
use super::{Moment, visibility};
use crate::memo::Memory;
use crate::model::config::Config;
use crate::model::document::{BriefingDoc, Documents};
use crate::model::inventory::Inventory;
use crate::model::suggestion::Suggestions;

pub use place::Again;

use familiar::Familiar;
use text::{Common, Text};

/// Looks for what could be better at `moment`. `autolink` is that of [`assemble`](super::assemble);
/// `calendar` has the names of months and weekdays; `again` reads files once more.
pub fn suggest(
    documents: &Documents,
    inventory: &Inventory,
    config: &Config,
    moment: Moment,
    autolink: bool,
    (calendar, again): (&[&str], Again<'_>),
    memory: &mut Memory,
) -> Suggestions {
    // What is wrong with the site was told by its build.
    let mut told = Vec::new();
    let opened = visibility::open(documents, &moment.gate(config), &mut told);
    let desk = Desk::new(config, inventory, documents, &opened, autolink, memory, &mut told);

    let held = opened.held_briefings.iter().map(super::held_content);
    let mut briefings: Vec<&BriefingDoc> = opened.briefings.iter().map(|(doc, _)| &**doc).chain(held).collect();
    briefings.sort_unstable_by(|a, b| a.origin.source.cmp(&b.origin.source));
    let texts: Vec<Text<'_>> = briefings.into_par_iter().map(|doc| Text::read(&desk, doc)).collect();
    let common = Common::of(&texts);
    let familiar = Familiar::new(&desk, &texts, calendar);

    let mut findings: Vec<_> = texts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, text)| doubts::find(&desk, at, text, &common, &familiar))
        .collect();
    findings.extend(unknown::find(&desk, &texts, &common, &familiar));
    let mut suggestions = place::place(&again, &texts, findings);
    suggestions.briefings = texts.len();
    suggestions.diagnostics.extend(aliases::unused(&desk, &opened, &texts));
    suggestions
}
