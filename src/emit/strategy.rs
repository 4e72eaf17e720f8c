//! Which of the two ways of putting a new site in place is right.
//!
//! Exchanging the whole folder is the stronger promise: the change is one step. It costs a link
//! for each unchanged file, and the removal of the old names. Replacing file by file costs in
//! proportion to the change, and stands in the middle for as long as the renames take.

/// How new files reach the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strategy {
    /// The whole folder is built anew beside the old one, then the two are exchanged.
    Exchange,
    /// Each new file is renamed over the old one, under a journal.
    InPlace,
}

/// The size of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Files that the new site has.
    pub planned: usize,
    /// Files to be rendered.
    pub render: usize,
    /// Files to be removed.
    pub remove: usize,
    /// Whether a file takes a folder's name, a folder a file's, or a name changes in its case
    /// only: then file by file would have to take away before it can put.
    pub reshapes: bool,
}

/// Up to so many files the exchange costs less than anyone notices (about 20 ms).
const SMALL: usize = 512;

/// From one changed file in so many on, the exchange is no dearer.
const MANY: usize = 4;

/// Picks the way.
pub fn choose(scale: &Scale) -> Strategy {
    let changed = scale.render + scale.remove;
    if scale.reshapes || scale.planned <= SMALL || changed.saturating_mul(MANY) >= scale.planned {
        Strategy::Exchange
    } else {
        Strategy::InPlace
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_changes_in_a_large_site_are_made_in_place() {
        let scale = Scale { planned: 10_000, render: 3, remove: 1, reshapes: false };
        assert_eq!(choose(&scale), Strategy::InPlace);
        assert_eq!(choose(&Scale { reshapes: true, ..scale }), Strategy::Exchange);
        assert_eq!(choose(&Scale { render: 10_000, ..scale }), Strategy::Exchange);
        assert_eq!(choose(&Scale { remove: 9_000, ..scale }), Strategy::Exchange);
        assert_eq!(choose(&Scale { planned: 20, ..scale }), Strategy::Exchange);
    }
}
