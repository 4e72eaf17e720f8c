//! Briefings of one instant: which of them is the newer one.
//!
//! Entry point: [`settle`]. Of one dossier, the higher number is newer; what replaces another is newer than that; where
//! the two disagree, the number holds. Those that replace each other in a circle are as if they replaced nothing. All
//! others stay in the order in which they come.
//!
//! **Invariant:** the order depends on the briefings alone: each step takes the first that nothing newer holds up.

use std::collections::{BTreeMap, BTreeSet};

use rapidhash::RapidHashMap;

use crate::base::text::composed;
use crate::model::edition::Briefing;

/// Puts briefings of one instant, which come in an order of their own, newest first.
pub fn settle(briefings: &mut [Briefing]) {
    let mut ahead = Ahead::of_numbers(briefings);
    ahead.add_successors(&successors(briefings));
    if !ahead.is_empty() {
        arrange(briefings, &ahead.order(briefings.len()));
    }
}

/// Who replaced whom, unless their numbers say the contrary.
fn successors(briefings: &[Briefing]) -> Vec<(usize, usize)> {
    let ids: RapidHashMap<&str, usize> =
        briefings.iter().enumerate().map(|(at, briefing)| (&*briefing.doc.origin.id, at)).collect();
    let issue = |at: usize| Some((briefings[at].dossier?, briefings[at].doc.front.number?));
    let is_contrary = |new, old| match (issue(new), issue(old)) {
        (Some((dossier, new)), Some((other, old))) => dossier == other && new < old,
        _ => false,
    };
    let old = |briefing: &Briefing| Some(*ids.get(&*composed(briefing.doc.front.supersedes.as_ref()?))?);
    let pairs = briefings.iter().enumerate().filter_map(|(new, briefing)| Some((new, old(briefing)?)));
    pairs.filter(|&(new, old)| new != old && !is_contrary(new, old)).collect()
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

    /// Adds who replaced whom, but for those of whom that leads in a circle.
    fn add_successors(&mut self, successors: &[(usize, usize)]) {
        successors.iter().for_each(|&(new, old)| self.before[new].push(old));
        let circular = self.circular();
        if circular.contains(&true) {
            for &(new, old) in successors.iter().filter(|&&(new, old)| circular[new] && circular[old]) {
                self.before[new].retain(|&after| after != old);
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.before.iter().all(Vec::is_empty)
    }

    /// What is on a circle, or between two: what is left when whatever nothing comes before is taken away again and
    /// again, and then whatever nothing comes after.
    fn circular(&self) -> Vec<bool> {
        let mut after = vec![Vec::new(); self.before.len()];
        for (at, later) in self.before.iter().enumerate() {
            later.iter().for_each(|&later| after[later].push(at));
        }
        let mut left = vec![true; self.before.len()];
        for (from, to) in [(&after, &self.before), (&self.before, &after)] {
            let mut counts: Vec<usize> = from.iter().map(|all| all.iter().filter(|&&at| left[at]).count()).collect();
            let mut free: Vec<usize> = (0..counts.len()).filter(|&at| left[at] && counts[at] == 0).collect();
            while let Some(at) = free.pop() {
                left[at] = false;
                for &next in to[at].iter().filter(|&&next| left[next]) {
                    counts[next] -= 1;
                    if counts[next] == 0 {
                        free.push(next);
                    }
                }
            }
        }
        left
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
        assert_eq!(Ahead { before }.order(5), [0, 2, 3, 1, 4]);
    }

    #[test]
    fn a_circle_says_nothing_of_those_in_it() {
        let mut ahead = Ahead { before: vec![Vec::new(); 6] };
        // 3 and 4 replace each other; 5 replaces one of them, and that 1.
        ahead.add_successors(&[(3, 4), (4, 3), (5, 3), (4, 1)]);
        assert_eq!(ahead.before, [vec![], vec![], vec![], vec![], vec![1], vec![3]]);
        assert_eq!(ahead.order(6), [0, 2, 4, 1, 5, 3]);
    }

    #[test]
    fn a_long_line_of_successors_is_settled() {
        let count = 50_000;
        let mut ahead = Ahead { before: vec![Vec::new(); count] };
        let line: Vec<(usize, usize)> = (1..count).map(|new| (new, new - 1)).collect();
        ahead.add_successors(&line);
        assert!(ahead.order(count).into_iter().eq((0..count).rev()));
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
