//! Names that public briefings use and that no file registers, each once ([`unregistered`]), those that are one
//! together ([`group`]), with an id that nothing else has ([`identify`]).
//!
//! **Invariant:** ids depend on which names there are, and not on where or in which order.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use crate::base::diag::Place;
use crate::base::hash::content_hash;
use crate::base::path::OutPath;
use crate::base::text::{fold, in_own_script, is_id, slugify};
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

/// Names that are one, in the order of their first use.
type Group<'d, F> = Vec<Use<'d, F>>;

/// Groups of names, by what all of a group fold to.
type Groups<'d, F> = BTreeMap<String, Group<'d, F>>;

/// Something that goes by names that no file registers.
#[derive(Debug)]
pub struct Identified<'d, F> {
    /// Its id; none if there can be none.
    pub id: Option<String>,
    /// Its names, in the order of their first use; those that were its id already are last.
    pub uses: Group<'d, F>,
    /// Who else would have the id that is made of its name.
    pub rivals: Rivals<'d>,
}

/// An id, and the names of others that would have it.
pub type Rivals<'d> = Option<(String, Vec<&'d str>)>;

/// Brings together the names that differ only in case, accents, hyphens and spaces.
pub fn group<F>(uses: Vec<Use<'_, F>>) -> Groups<'_, F> {
    let mut groups = Groups::new();
    for used in uses {
        groups.entry(fold(used.name)).or_default().push(used);
    }
    groups
}

/// Takes a name that is written as the id of one other name for that id, as `[[...]]` does. Not where several would
/// have that id, nor where another spelling shows that it is somebody's name.
pub fn join_ids<F>(groups: &mut Groups<'_, F>) {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (folded, uses) in groups.iter() {
        owners.entry(slugify(uses[0].name)).or_default().push(folded.clone());
    }
    for (id, owners) in owners {
        let (ids, names): (Vec<String>, Vec<String>) = owners.into_iter().partition(|folded| fold(&id) == *folded);
        let ([written], [name]) = (ids.as_slice(), names.as_slice()) else { continue };
        if groups[written].iter().all(|used| used.name == id) {
            let uses = groups.remove(written).unwrap_or_default();
            groups.entry(name.clone()).or_default().extend(uses);
        }
    }
}

/// Gives each group an id of its own, by which they are sorted. Whose name an id can spell has it; one that is made of
/// several names is nobody's, so that an address never comes to lead to somebody who only sounds alike. `is_taken` says
/// which ids are, or mean, something else already.
pub fn identify<'d, F>(groups: Groups<'d, F>, is_taken: impl Fn(&str) -> bool) -> Vec<Identified<'d, F>> {
    let wanted: Vec<(String, [String; 4])> =
        groups.iter().map(|(folded, uses)| (folded.clone(), candidates(uses[0].name, folded))).collect();
    let mut wanting: RapidHashMap<&str, Vec<&str>> = RapidHashMap::default();
    for (folded, ids) in &wanted {
        for id in ids {
            let all = wanting.entry(id).or_default();
            if all.last() != Some(&folded.as_str()) {
                all.push(folded);
            }
        }
    }
    let ids = wanted.iter().map(|(folded, ids)| {
        let is_free = |id: &str| {
            let of_id = fold(id);
            let is_own = of_id == *folded || (!groups.contains_key(&of_id) && wanting[id].len() == 1);
            is_own && !is_taken(id)
        };
        let others = wanting[&*ids[0]].iter().filter(|other| *other != folded).map(|other| groups[*other][0].name);
        let rivals = Some((ids[0].clone(), others.collect::<Vec<_>>())).filter(|(_, others)| !others.is_empty());
        (ids.iter().find(|id| is_address(id) && is_free(id)).cloned(), rivals)
    });
    let ids: Vec<(Option<String>, Rivals<'d>)> = ids.collect();
    let all = groups.into_values().zip(ids).map(|(uses, (id, rivals))| Identified { id, uses, rivals });
    let mut all: Vec<Identified<'d, F>> = all.collect();
    // What has no id is last.
    all.sort_by(|a, b| (a.id.is_none(), &a.id).cmp(&(b.id.is_none(), &b.id)));
    all
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
