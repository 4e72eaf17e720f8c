//! Briefings of one instant: which of them is the newer one.
//!
//! Entry point: [`settle`]. Of one dossier, the higher number is newer; what replaces another is newer than that; where
//! the two disagree, the number holds. All others stay in the order in which they come.
//!
//! **Invariant:** the order depends on the briefings alone: each step takes the first that nothing newer holds up.

use std::collections::{BTreeMap, BTreeSet};

use rapidhash::RapidHashMap;

use crate::base::text::composed;
use crate::model::edition::Briefing;

/// Puts briefings of one instant, which come in an order of their own, newest first.
pub fn settle(briefings: &mut [Briefing]) {
    let mut ahead = Ahead::of_numbers(briefings);
    ahead.add_successors(briefings);
    if !ahead.is_empty() {
        arrange(briefings, &ahead.order(briefings.len()));
    }
}

/// What must come before what: positions among the briefings, followed by gates, each of which lets the issues of a
/// number pass when all those of the next number have.
struct Ahead {
    before: Vec<Vec<usize>>,
}

impl Ahead {
    fn of_numbers(briefings: &[Briefing]) -> Self {
        let mut issues: BTreeMap<usize, BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
        for (at, briefing) in briefings.iter().enumerate() {
            if let (Some(dossier), Some(number)) = (briefing.dossier, briefing.doc.front.number) {
                issues.entry(dossier).or_default().entry(number).or_default().push(at);
            }
        }
        let mut before = vec![Vec::new(); briefings.len()];
        for numbers in issues.values() {
            let numbers: Vec<&Vec<usize>> = numbers.values().rev().collect();
            for pair in numbers.windows(2) {
                let gate = before.len();
                pair[0].iter().for_each(|&newer| before[newer].push(gate));
                before.push(pair[1].clone());
            }
        }
        Self { before }
    }

    /// Adds who replaced whom, unless that contradicts what is known.
    fn add_successors(&mut self, briefings: &[Briefing]) {
        let ids: RapidHashMap<&str, usize> =
            briefings.iter().enumerate().map(|(at, briefing)| (&*briefing.doc.origin.id, at)).collect();
        for (new, briefing) in briefings.iter().enumerate() {
            let Some(old) = briefing.doc.front.supersedes.as_ref().and_then(|id| ids.get(&*composed(id))) else {
                continue;
            };
            if !self.leads(*old, new) {
                self.before[new].push(*old);
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.before.iter().all(Vec::is_empty)
    }

    /// Whether `from` comes before `to`, or is it.
    fn leads(&self, from: usize, to: usize) -> bool {
        let (mut seen, mut next) = (BTreeSet::from([from]), vec![from]);
        while let Some(at) = next.pop() {
            if at == to {
                return true;
            }
            next.extend(self.before[at].iter().filter(|&&after| seen.insert(after)));
        }
        false
    }

    /// The positions of the `count` briefings, newest first.
    fn order(&self, count: usize) -> Vec<usize> {
        let mut held_up = vec![0_usize; self.before.len()];
        self.before.iter().flatten().for_each(|&after| held_up[after] += 1);
        let mut ready: BTreeSet<usize> = (0..held_up.len()).filter(|&at| held_up[at] == 0).collect();
        let mut order = Vec::with_capacity(count);
        // Gates are last, and each opens as soon as it can.
        while let Some(at) = ready.last().copied().filter(|&at| at >= count).or_else(|| ready.first().copied()) {
            ready.remove(&at);
            order.extend(Some(at).filter(|&at| at < count));
            for &after in &self.before[at] {
                held_up[after] -= 1;
                if held_up[after] == 0 {
                    ready.insert(after);
                }
            }
        }
        order
    }
}

/// Puts at each place what was at the position that `order` gives for it.
fn arrange<T>(items: &mut [T], order: &[usize]) {
    for place in 0..items.len() {
        let mut from = order[place];
        // What was at an earlier place was moved when that was filled.
        while from < place {
            from = order[from];
        }
        items.swap(place, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_holds_up_stays_in_place() {
        let mut before = vec![Vec::new(); 5];
        before[3] = vec![1];
        let ahead = Ahead { before };
        assert_eq!(ahead.order(5), [0, 2, 3, 1, 4]);
        assert!(ahead.leads(3, 1) && !ahead.leads(1, 3));
    }

    #[test]
    fn all_items_find_their_place() {
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 2, 3, 0], [2, 0, 3, 1]] {
            let mut items = [0, 1, 2, 3];
            arrange(&mut items, &order);
            assert_eq!(items, order);
        }
    }
}
