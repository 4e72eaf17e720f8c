//! Each actor's appearances: which briefings name it, when, and with whom.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::desk::Desk;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::memo::Slot;
use crate::model::edition::Briefing;
use crate::model::mention::{Appearances, Month, Together};

/// With how many others an actor is shown.
const TOGETHER: usize = 8;

/// Gathers the appearances of every actor of the registry, in its order, unless everybody appears where
/// they did the last time.
pub fn gather(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    listed: &[usize],
    memory: &mut Slot,
) -> Arc<Vec<Arc<Appearances>>> {
    let seen = |&at: &usize| {
        let briefing = &briefings[at];
        let named: Vec<usize> = briefing.mentioned.iter().map(|mentioned| mentioned.actor).collect();
        fingerprint(&(at, briefing.doc.front.date, &briefing.actors, named))
    };
    let seen: Vec<Fingerprint> = listed.par_iter().with_min_len(64).map(seen).collect();
    memory.get(fingerprint(&(desk.fingerprint, seen)), || make(desk, briefings, listed))
}

fn make(desk: &Desk<'_>, briefings: &[Briefing], listed: &[usize]) -> Vec<Arc<Appearances>> {
    let count = desk.registry.actors.len();
    let mut mentions: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    let mut all: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &at in listed {
        let briefing = &briefings[at];
        for (own, mentioned) in briefing.mentioned.iter().enumerate() {
            mentions[mentioned.actor].push((at, own));
        }
        appearing(briefing).for_each(|actor| all[actor].push(at));
    }
    let zone = &desk.config.timezone;
    let months: Vec<Month> =
        briefings.par_iter().map(|briefing| Month::of(briefing.doc.front.date.day(zone))).collect();
    let one = |counts: &mut Vec<(u32, usize)>, (actor, mentions): (usize, Vec<(usize, usize)>)| {
        let all = &all[actor];
        Arc::new(Appearances {
            mentions,
            last: all.first().copied(),
            first: all.last().copied(),
            months: by_month(all.iter().map(|&at| months[at])),
            together: together(desk, briefings, actor, all, counts),
        })
    };
    mentions.into_par_iter().enumerate().map_init(|| vec![(0, 0); count], one).collect()
}

/// Whom a briefing is about, and whom else it names; each once.
fn appearing(briefing: &Briefing) -> impl Iterator<Item = usize> {
    briefing.actors.iter().copied().chain(briefing.mentioned.iter().map(|mentioned| mentioned.actor))
}

/// How often each month stands in a list that begins with the newest.
fn by_month(months: impl DoubleEndedIterator<Item = Month>) -> Vec<(Month, u32)> {
    let mut counts: Vec<(Month, u32)> = Vec::new();
    for month in months.rev() {
        match counts.last_mut() {
            Some((last, count)) if *last == month => *count += 1,
            _ => counts.push((month, 1)),
        }
    }
    counts
}

/// With whom an actor appears most; of equals those who did so last, then by name. `counts` is
/// zero for everybody, before and after.
fn together(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    actor: usize,
    all: &[usize],
    counts: &mut [(u32, usize)],
) -> Vec<Together> {
    let mut others = Vec::new();
    for &at in all {
        for other in appearing(&briefings[at]).filter(|&other| other != actor) {
            let (count, last) = &mut counts[other];
            if *count == 0 {
                // `all` begins with the newest.
                *last = at;
                others.push(other);
            }
            *count += 1;
        }
    }
    let mut found: Vec<Together> = others
        .into_iter()
        .map(|other| {
            let (briefings, last) = std::mem::take(&mut counts[other]);
            Together { actor: other, briefings, last }
        })
        .collect();
    let order = |other: &Together| (Reverse(other.briefings), other.last, &desk.registry.actors[other.actor].link.name);
    if found.len() > TOGETHER {
        found.select_nth_unstable_by(TOGETHER, |a, b| order(a).cmp(&order(b)));
        found.truncate(TOGETHER);
    }
    found.sort_unstable_by(|a, b| order(a).cmp(&order(b)));
    found
}
