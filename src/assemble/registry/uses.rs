//! Names that public briefings use and that no file registers, each once.

use std::sync::Arc;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use crate::base::diag::Place;
use crate::model::document::{BriefingDoc, Hold};

/// A name with no entry.
#[derive(Debug, Clone)]
pub struct Use<'d, F> {
    /// As written.
    pub name: &'d str,
    /// In how many places.
    pub count: usize,
    /// Where first: which briefing, which of its fields.
    first: (usize, usize),
    doc: &'d BriefingDoc,
    field: F,
}

impl<F: std::fmt::Display> Use<'_, F> {
    /// Where it is used first.
    pub fn place(&self) -> Place {
        Place::value(&self.doc.origin.source, self.field.to_string())
    }
}

/// What is known of each name; none for those that have an entry. A name is looked up once a thread.
type Found<'d, F> = RapidHashMap<&'d str, Option<Use<'d, F>>>;

/// The names of a kind that `is_unknown`, in the order of their first use. `names` are those of
/// one briefing, each with its field.
pub fn unregistered<'d, F: Copy + Send + Sync, I: Iterator<Item = (&'d str, F)>>(
    briefings: &'d [(Arc<BriefingDoc>, Option<Hold>)],
    names: impl Fn(&'d BriefingDoc) -> I + Sync,
    is_unknown: impl Fn(&str) -> bool + Sync,
) -> Vec<Use<'d, F>> {
    let gather = |mut found: Found<'d, F>, (at, (doc, _)): (usize, &'d (Arc<BriefingDoc>, Option<Hold>))| {
        for (n, (name, field)) in names(doc).enumerate() {
            let one = || is_unknown(name).then(|| Use { name, count: 0, first: (at, n), doc, field });
            if let Some(known) = found.entry(name).or_insert_with(one) {
                known.count += 1;
            }
        }
        found
    };
    let join = |mut one: Found<'d, F>, other: Found<'d, F>| {
        for (name, more) in other {
            match (one.entry(name).or_insert(None), more) {
                (_, None) => {}
                (known @ None, more) => *known = more,
                (Some(known), Some(more)) => {
                    let count = known.count + more.count;
                    if more.first < known.first {
                        *known = more;
                    }
                    known.count = count;
                }
            }
        }
        one
    };
    let found =
        briefings.par_iter().enumerate().with_min_len(64).fold(Found::default, gather).reduce(Found::default, join);
    let mut uses: Vec<Use<'d, F>> = found.into_values().flatten().collect();
    uses.sort_unstable_by_key(|used| used.first);
    uses
}
