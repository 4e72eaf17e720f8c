//! Every name of the registry, made ready to be found in running text, with whom it may mean.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assemble::registry::{Lookup, Registry, Strength};
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::prose::{Finder, Form, normal};
use crate::memo::Slot;

/// Names and their meanings.
#[derive(Debug)]
pub struct Names {
    /// Looks for all of them at once.
    pub finder: Arc<Finder>,
    /// Of all that the finder looks for.
    pub fingerprint: Fingerprint,
    /// By the finder's number of the name.
    meanings: Vec<Meaning>,
}

/// Whom a name may mean: positions in `Registry::actors`.
#[derive(Debug)]
struct Meaning {
    /// The one who goes by it without condition.
    strong: Option<usize>,
    /// Those who go by it if they are among the briefing's `actors`.
    weak: Vec<usize>,
}

impl Names {
    /// Takes the names of the registry; a finder of the same names is taken from memory.
    pub fn new(registry: &Registry, memory: &mut Slot) -> Self {
        // By form: the name as written, whose it is, and whether somebody goes by it without condition.
        let mut by_form: BTreeMap<String, (&str, Vec<usize>, bool)> = BTreeMap::new();
        for spoken in &registry.spoken {
            let (_, entries, strong) =
                by_form.entry(normal(&spoken.text)).or_insert_with(|| (&spoken.text, Vec::new(), false));
            if !entries.contains(&spoken.entry) {
                entries.push(spoken.entry);
            }
            *strong |= spoken.strength == Strength::Strong;
        }
        let fingerprint = fingerprint(&by_form.keys().collect::<Vec<_>>());
        let finder = memory.get(fingerprint, || Finder::new(by_form.keys().map(String::as_str), Form::Html));
        let meaning = |(text, entries, is_strong): (&str, Vec<usize>, bool)| {
            let strong = match registry.actor_names.find(text) {
                Lookup::Found(entry) if is_strong => Some(entry),
                _ => None,
            };
            Meaning { strong, weak: entries.into_iter().filter(|entry| Some(*entry) != strong).collect() }
        };
        Self { finder, fingerprint, meanings: by_form.into_values().map(meaning).collect() }
    }

    /// What [`new`](Self::new) calls the names, in the order of the finder's numbers.
    pub fn forms(registry: &Registry) -> Vec<String> {
        let forms: BTreeSet<String> = registry.spoken.iter().map(|spoken| normal(&spoken.text)).collect();
        forms.into_iter().collect()
    }

    /// Whom a name may mean, whatever a briefing is about.
    pub fn candidates(&self, name: u32) -> Vec<usize> {
        let Meaning { strong, weak } = &self.meanings[name as usize];
        strong.iter().chain(weak).copied().collect()
    }

    /// Whom a name means in a briefing about certain actors, if it is one alone.
    pub fn meaning(&self, name: u32, about: &[usize]) -> Option<usize> {
        let Meaning { strong, weak } = &self.meanings[name as usize];
        let mut candidates = strong.iter().chain(weak.iter().filter(|entry| about.contains(entry)));
        candidates.next().copied().filter(|_| candidates.next().is_none())
    }
}
