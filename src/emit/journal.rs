//! Changes that have been decided on: what a run that replaces file by file writes down before the
//! first rename.
//!
//! **Incremental:** the journal names what changes, not the whole site; to write it down costs in
//! proportion to the change.

use std::collections::BTreeMap;

use super::manifest::{Basis, Listed, Manifest};
use crate::base::path::OutPath;

/// The files of the stage that go into the output folder, and those that go from it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Journal {
    /// Sorted by path.
    pub place: Vec<Placing>,
    /// Sorted.
    pub remove: Vec<OutPath>,
    /// Of the build that decided, without its inputs: the next build has to look.
    pub basis: Basis,
}

/// A file of the stage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Placing {
    /// With the stamp that it has in the stage.
    pub listed: Listed,
    pub over: Over,
}

/// What a new file may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Over {
    /// Nothing was there: if now something is, it is not ours.
    Nothing,
    /// Our file of that name.
    Ours,
}

impl Journal {
    /// The file of the stage that goes to `path`.
    pub fn placing(&self, path: &str) -> Option<&Placing> {
        let at = self.place.binary_search_by(|placing| placing.listed.path.as_str().cmp(path)).ok()?;
        Some(&self.place[at])
    }

    /// What the folder holds once the journal is done.
    pub fn apply(&self, before: Manifest) -> Manifest {
        let mut outputs: BTreeMap<OutPath, Listed> =
            before.outputs.into_iter().map(|listed| (listed.path.clone(), listed)).collect();
        for path in &self.remove {
            outputs.remove(path);
        }
        for placing in &self.place {
            outputs.insert(placing.listed.path.clone(), placing.listed.clone());
        }
        Manifest { basis: self.basis.clone(), outputs: outputs.into_values().collect() }
    }
}
