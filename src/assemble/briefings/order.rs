//! Briefings in order: who comes before and after whom, who replaced whom, what came later.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

use super::simultaneous::settle;
use crate::base::hash::fingerprint;
use crate::base::text::composed;
use crate::model::edition::Briefing;
use crate::model::ledger::Accounts;

/// Newest first, the one order that everything follows: by the instant at which the date begins; of one instant as
/// [`settle`] says, else by precision and id. Gives the positions of those that lists may show.
pub fn order(briefings: &mut [Briefing]) -> Vec<usize> {
    briefings.par_sort_by(|a, b| {
        let by_precision = || b.doc.front.date.precision().cmp(&a.doc.front.date.precision());
        b.begins.cmp(&a.begins).then_with(by_precision).then_with(|| a.doc.origin.id.cmp(&b.doc.origin.id))
    });
    briefings.chunk_by_mut(|a, b| a.begins == b.begins).filter(|same| same.len() > 1).for_each(settle);
    let listed = briefings.iter().enumerate().filter(|(_, briefing)| briefing.listed);
    listed.map(|(at, _)| at).collect()
}

/// Who comes before and after whom, and who replaced whom.
pub fn connect(briefings: &mut [Briefing], listed: &[usize]) {
    let mut stories: RapidHashMap<Option<usize>, Vec<usize>> = RapidHashMap::default();
    for &at in listed.iter().rev() {
        stories.entry(briefings[at].dossier).or_default().push(at);
    }
    for story in stories.into_values() {
        for pair in story.windows(2) {
            briefings[pair[0]].next = Some(pair[1]);
            briefings[pair[1]].previous = Some(pair[0]);
        }
    }
    for (at, old) in successors(briefings) {
        briefings[at].supersedes = Some(old);
        if briefings[at].listed {
            // The newest comes first.
            briefings[old].superseded_by.get_or_insert(at);
        }
    }
}

/// Notes what each briefing adds to its storyline, what became of its events since, and which are
/// stale at `now`; gives the next instant at which one more would be.
pub fn date(briefings: &mut [Briefing], accounts: &Accounts, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    for (at, event, step) in &accounts.later {
        let briefing = &mut briefings[*at];
        briefing.fingerprint = fingerprint(&(briefing.fingerprint, event, step));
        briefing.later.push((*event, Arc::clone(step)));
    }
    for (at, news) in &accounts.news {
        let briefing = &mut briefings[*at];
        briefing.fingerprint = fingerprint(&(briefing.fingerprint, news));
        briefing.news = Some(Arc::clone(news));
    }
    let mut next = None;
    for briefing in briefings {
        let Some(end) = briefing.doc.front.review_by.map(|review_by| review_by.end(zone)) else { continue };
        if end <= now {
            briefing.stale = true;
            briefing.fingerprint = fingerprint(&(briefing.fingerprint, "stale"));
        } else {
            next = next.into_iter().chain([end]).min();
        }
    }
    next
}

/// Who replaced whom: positions of the new one and of the old one.
fn successors(briefings: &[Briefing]) -> Vec<(usize, usize)> {
    let all = || briefings.iter().enumerate();
    let named: Vec<(usize, Cow<'_, str>)> =
        all().filter_map(|(at, briefing)| Some((at, composed(briefing.doc.front.supersedes.as_ref()?)))).collect();
    let wanted: RapidHashSet<&str> = named.iter().map(|(_, id)| &**id).collect();
    let ids = all().map(|(at, briefing)| (&*briefing.doc.origin.id, at));
    let olds: RapidHashMap<&str, usize> = ids.filter(|(id, _)| wanted.contains(id)).collect();
    let pairs = named.iter().filter_map(|(at, id)| Some((*at, *olds.get(&**id)?)));
    pairs.filter(|(at, old)| at != old).collect()
}
