//! What is planned, what was written last time and what lies on disk now: three lists, and what
//! follows from them. No file is touched here.
//!
//! **Invariant:** every planned output is rendered or unchanged, never both; what is removed was
//! listed and is not planned.

use std::cmp::Ordering;

use super::manifest::Listed;
use crate::base::hash::Fingerprint;
use crate::base::path::OutPath;
use crate::base::world::Stamp;

/// An output that the site wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Where.
    pub path: OutPath,
    /// Everything that its job can see.
    pub job: Fingerprint,
}

/// What has become of a listed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDisk {
    /// As it was left.
    Intact,
    /// The bytes are as they were left; the times or the inode are not.
    Touched(Stamp),
    /// Someone changed it, or put something else that is not a folder in its place.
    Changed,
    /// It is gone.
    Missing,
    /// A folder has its name, which is not ours.
    Folder,
}

impl OnDisk {
    /// True if its bytes are the ones we wrote.
    pub fn has_our_bytes(self) -> bool {
        matches!(self, OnDisk::Intact | OnDisk::Touched(_))
    }

    /// True if there is a file of ours to remove.
    pub fn is_there(self) -> bool {
        self.has_our_bytes() || self == OnDisk::Changed
    }
}

/// An output to render.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Render {
    /// Which planned one.
    pub planned: usize,
    /// Which listed one is there with our bytes: if the new bytes are the same, it stays.
    pub present: Option<usize>,
}

/// An output that stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unchanged {
    /// Which planned one.
    pub planned: usize,
    /// Which listed one.
    pub listed: usize,
}

/// What there is to do; numbers are places in the lists that were compared, in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Planned, and to be rendered.
    pub render: Vec<Render>,
    /// Planned, and there already.
    pub unchanged: Vec<Unchanged>,
    /// Listed, there, and no longer planned.
    pub remove: Vec<usize>,
}

/// Compares what is planned with what was listed, both sorted by path and each path once;
/// `on_disk` says what has become of each listed file.
pub fn diff(planned: &[Planned], listed: &[Listed], on_disk: &[OnDisk]) -> Diff {
    debug_assert!(planned.is_sorted_by(|a, b| a.path < b.path) && listed.is_sorted_by(|a, b| a.path < b.path));
    assert_eq!(listed.len(), on_disk.len(), "each listed file was looked at");
    let mut diff = Diff::default();
    let (mut next_planned, mut next_listed) = (0, 0);
    loop {
        let order = match (planned.get(next_planned), listed.get(next_listed)) {
            (None, None) => return diff,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(planned), Some(listed)) => planned.path.cmp(&listed.path),
        };
        match order {
            Ordering::Less => diff.render.push(Render { planned: next_planned, present: None }),
            Ordering::Greater if on_disk[next_listed].is_there() => diff.remove.push(next_listed),
            Ordering::Greater => {}
            Ordering::Equal => {
                let present = on_disk[next_listed].has_our_bytes();
                if present && planned[next_planned].job == listed[next_listed].job {
                    diff.unchanged.push(Unchanged { planned: next_planned, listed: next_listed });
                } else {
                    diff.render.push(Render { planned: next_planned, present: present.then_some(next_listed) });
                }
            }
        }
        next_planned += usize::from(order != Ordering::Greater);
        next_listed += usize::from(order != Ordering::Less);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn on_disk() -> impl Strategy<Value = OnDisk> {
        prop_oneof![
            4 => Just(OnDisk::Intact),
            1 => Just(OnDisk::Touched(Stamp::default())),
            1 => Just(OnDisk::Changed),
            1 => Just(OnDisk::Missing),
            1 => Just(OnDisk::Folder),
        ]
    }

    /// Few names and few jobs, so that they meet.
    fn plan() -> impl Strategy<Value = BTreeMap<u8, u64>> {
        prop::collection::btree_map(0..24_u8, 0..3_u64, 0..24)
    }

    fn path(n: u8) -> OutPath {
        OutPath::parse(&format!("{}/{n}", n / 4)).unwrap()
    }

    proptest! {
        #[test]
        fn each_output_has_one_fate(
            planned in plan(),
            listed in prop::collection::btree_map(0..24_u8, (0..3_u64, on_disk()), 0..24),
        ) {
            let mut wanted: Vec<Planned> =
                planned.iter().map(|(&n, &job)| Planned { path: path(n), job: Fingerprint(job) }).collect();
            wanted.sort_by(|a, b| a.path.cmp(&b.path));
            let mut before: Vec<(Listed, OnDisk)> = listed
                .iter()
                .map(|(&n, &(job, disk))| {
                    let (job, content) = (Fingerprint(job), Fingerprint(0));
                    (Listed { path: path(n), job, content, stamp: Stamp::default() }, disk)
                })
                .collect();
            before.sort_by(|a, b| a.0.path.cmp(&b.0.path));
            let (listed, disk): (Vec<Listed>, Vec<OnDisk>) = before.into_iter().unzip();

            let diff = diff(&wanted, &listed, &disk);

            let rendered: BTreeSet<usize> = diff.render.iter().map(|render| render.planned).collect();
            let unchanged: BTreeSet<usize> = diff.unchanged.iter().map(|unchanged| unchanged.planned).collect();
            prop_assert!(rendered.is_disjoint(&unchanged));
            prop_assert_eq!(rendered.len() + unchanged.len(), wanted.len());
            prop_assert_eq!(diff.render.len() + diff.unchanged.len(), wanted.len());
            for Unchanged { planned, listed: at } in &diff.unchanged {
                prop_assert_eq!(&wanted[*planned].path, &listed[*at].path);
                prop_assert_eq!(wanted[*planned].job, listed[*at].job);
                prop_assert!(disk[*at].has_our_bytes());
            }
            for render in &diff.render {
                let before = listed.iter().position(|listed| listed.path == wanted[render.planned].path);
                let there = before.filter(|&at| disk[at].has_our_bytes());
                prop_assert_eq!(render.present, there);
                prop_assert!(there.is_none_or(|at| listed[at].job != wanted[render.planned].job));
            }
            let removed: BTreeSet<usize> = diff.remove.iter().copied().collect();
            for (at, listed) in listed.iter().enumerate() {
                let planned = wanted.iter().any(|planned| planned.path == listed.path);
                prop_assert_eq!(removed.contains(&at), !planned && disk[at].is_there());
            }
        }
    }

    #[test]
    fn what_was_just_written_is_unchanged() {
        let planned: Vec<Planned> = (0..9).map(|n| Planned { path: path(n), job: Fingerprint(7) }).collect();
        let listed: Vec<Listed> = planned
            .iter()
            .map(|planned| Listed {
                path: planned.path.clone(),
                job: planned.job,
                content: Fingerprint(1),
                stamp: Stamp::default(),
            })
            .collect();
        let diff = diff(&planned, &listed, &[OnDisk::Intact; 9]);
        assert_eq!((diff.render.len(), diff.unchanged.len(), diff.remove.len()), (0, 9, 0));
    }
}
