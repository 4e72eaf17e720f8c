//! Names that public briefings use and that no file registers, each once ([`unregistered`]), those that are one
//! together, with an id that nothing else has ([`identify`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use rapidhash::RapidHashMap;
use rayon::prelude::*;
use unicode_normalization::char::is_combining_mark;

use crate::base::diag::Place;
use crate::base::hash::content_hash;
use crate::base::path::{OutPath, fold_key};
use crate::base::text::{fold, is_id, slugify};
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

/// Names that are one, in the order of their first use, with the id of what goes by them; none if there can be none.
pub type Identified<'d, F> = (Option<String>, Vec<Use<'d, F>>);

/// Brings together the names that differ only in case, accents, hyphens and spaces, and gives each of these an id of its
/// own, by which they are sorted. First those choose whose name an id can spell, so that nobody who only sounds like them
/// takes it. `is_taken` says which ids are, or mean, something else already.
pub fn identify<'d, F>(uses: Vec<Use<'d, F>>, is_taken: impl Fn(&str) -> bool) -> Vec<Identified<'d, F>> {
    let mut spellings: BTreeMap<String, Vec<Use<'d, F>>> = BTreeMap::new();
    for used in uses {
        spellings.entry(fold(used.name)).or_default().push(used);
    }
    let is_spelt = |folded: &str| slugify(folded) == folded.replace(' ', "-");
    let mut names: Vec<&str> = spellings.keys().map(String::as_str).collect();
    names.sort_by_key(|folded| !is_spelt(folded));
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for folded in names {
        let is_free = |id: &str| {
            let of_id = fold(id);
            !is_taken(id) && !ids.contains_key(id) && (of_id == folded || !spellings.contains_key(&of_id))
        };
        let mut candidates = candidates(spellings[folded][0].name, folded).into_iter();
        if let Some(id) = candidates.find(|id| is_address(id) && is_free(id)) {
            ids.insert(id, folded.to_owned());
        }
    }
    let mut identified: Vec<Identified<'d, F>> = Vec::with_capacity(spellings.len());
    for (id, folded) in ids {
        identified.extend(spellings.remove(&folded).map(|uses| (Some(id), uses)));
    }
    identified.extend(spellings.into_values().map(|uses| (None, uses)));
    identified
}

/// Whether an id can be made of a name.
pub fn has_id(name: &str) -> bool {
    candidates(name, &fold(name)).iter().any(|id| is_address(id))
}

/// Whether an id can stand in an address: `con` cannot, which is a device on Windows.
fn is_address(id: &str) -> bool {
    is_id(id) && OutPath::parse(id).is_ok()
}

/// The ids that a name would have, best first: its slug; the name in its own script; the slug with a hash of the name,
/// which depends on no other name and so stays what it is.
fn candidates(name: &str, folded: &str) -> [String; 4] {
    let own_script = in_own_script(name);
    let slug = Some(slugify(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| own_script.clone());
    let hash = content_hash(folded.as_bytes()).0;
    let short = format!("{slug}-{:06x}", hash & 0xff_ffff);
    let long = format!("{slug}-{hash:016x}");
    [slug, own_script, short, long]
}

/// Lower-case letters and digits of any script, joined by single hyphens.
fn in_own_script(name: &str) -> String {
    let key = fold_key(name);
    let part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let words = key.split(|c| !part(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
