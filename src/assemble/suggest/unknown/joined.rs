//! Which names are one: "Foreign Minister Sergey Lavrov" and "Lavrov" count as "Sergey Lavrov".
//!
//! Entry point: [`join`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Seen;

/// Lets names count as others that stand by themselves.
pub fn join(names: &mut BTreeMap<String, Seen>) {
    begun(names);
    longer(names);
    last_words(names);
}

/// Lets a name that only ever begins a sentence count as the rest of it, if that stands by itself
/// somewhere: "Amid Moscow".
fn begun(names: &mut BTreeMap<String, Seen>) {
    let unsure: Vec<String> = names.iter().filter(|(_, seen)| !seen.is_sure).map(|(name, _)| name.clone()).collect();
    for name in unsure {
        if let Some((_, rest)) = name.split_once(' ')
            && names.contains_key(rest)
        {
            count_as(names, &name, rest);
        }
    }
}

/// Lets a longer name count as the shorter one that ends it, or stands before "of" in it, if that
/// stands by itself somewhere: "Foreign Minister Sergey Lavrov", "Kaja Kallas of Estonia".
fn longer(names: &mut BTreeMap<String, Seen>) {
    let mut longer: Vec<String> = names.keys().filter(|name| name.split(' ').count() > 2).cloned().collect();
    longer.sort_by_key(|name| Reverse(name.split(' ').count()));
    for name in longer {
        let ends = name.match_indices(' ').map(|(gap, _)| &name[gap + 1..]);
        let head = name.split_once(" of ").map(|(head, _)| head);
        let shorter = ends.chain(head).find(|part| part.contains(' ') && names.contains_key(*part)).map(str::to_owned);
        if let Some(shorter) = shorter {
            count_as(names, &name, &shorter);
        }
    }
}

/// Lets one word count as the only name that it ends; if it ends several, it is none of them.
fn last_words(names: &mut BTreeMap<String, Seen>) {
    let mut by_last: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names.keys().filter(|name| !name.contains(" of ")) {
        if let Some((_, last)) = name.rsplit_once(' ') {
            by_last.entry(last.to_owned()).or_default().push(name.clone());
        }
    }
    for (last, whole) in by_last {
        match whole.as_slice() {
            [only] => count_as(names, &last, only),
            _ => drop(names.remove(&last)),
        }
    }
}

fn count_as(names: &mut BTreeMap<String, Seen>, name: &str, into: &str) {
    let Some(seen) = names.remove(name) else { return };
    if let Some(other) = names.get_mut(into) {
        other.briefings.extend(seen.briefings);
    }
}
