//! Who is who: actors, tags and dossiers by every name they go by.
//!
//! Entry point: [`register`]. The registry comes from the files; what public briefings use
//! without registering it is added with a plain entry and a warning.
//!
//! **Invariant:** nothing is guessed. A name leads to one entry, to none, or is ambiguous; a
//! strong alias that two entries share counts as weak for both.

mod actors;
mod tags;
mod uses;

use std::sync::Arc;

use rapidhash::{RapidHashMap, RapidHashSet};

pub use actors::{ActorEntry, how_to_register, mentions};
pub use tags::TagEntry;

use super::visibility::Opened;
use crate::base::diag::Diagnostic;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::text::{fold, near_folded};
use crate::memo::Slot;
use crate::model::config::Config;
use crate::model::document::Documents;

/// Actors, tags and dossiers by name.
#[derive(Debug, Default)]
pub struct Registry {
    /// In order of id, registered ones first, then those that briefings use.
    pub actors: Vec<ActorEntry>,
    /// Their names.
    pub actor_names: Names,
    /// Their names as running text has them: all but the ids.
    pub spoken: Vec<SpokenName>,
    /// In order of id, registered ones first, then those that briefings use.
    pub tags: Vec<TagEntry>,
    /// Their names.
    pub tag_names: Names,
    /// Positions in `Documents::dossiers`.
    pub dossier_names: Names,
    /// Actors and tags that only held briefings use, folded: they will have pages when those do.
    pub awaited: RapidHashSet<String>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One entry.
    Found(usize),
    /// Several: their positions.
    Ambiguous(Vec<usize>),
    /// None.
    Unknown,
}

/// Entries by name: exactly as written first, then without case, accents and hyphens.
#[derive(Debug, Default)]
pub struct Names {
    /// The hash of all that was added, in order.
    fingerprint: Fingerprint,
    /// None where two entries go by exactly these words.
    exact: RapidHashMap<String, Option<usize>>,
    folded: RapidHashMap<String, Meanings>,
    /// All of them, each behind what it folds to.
    known: Vec<(String, String)>,
}

#[derive(Debug, Default)]
struct Meanings {
    strong: Vec<usize>,
    weak: Vec<usize>,
}

impl Names {
    /// Adds an id: it always means this entry.
    fn add_id(&mut self, id: &str, entry: usize) {
        self.add(id, entry, Strength::Strong);
        self.exact.insert(id.to_owned(), Some(entry));
    }

    /// Adds an id that was made of a name: it means this entry as it is written, and makes no other spelling a name.
    fn add_made_id(&mut self, id: &str, entry: usize) {
        self.fingerprint = fingerprint(&(self.fingerprint, id, entry));
        self.exact.insert(id.to_owned(), Some(entry));
        self.known.push((fold(id), id.to_owned()));
    }

    fn add(&mut self, name: &str, entry: usize, strength: Strength) {
        self.fingerprint = fingerprint(&(self.fingerprint, name, entry, strength));
        let folded = fold(name);
        self.known.push((folded.clone(), name.to_owned()));
        let meanings = self.folded.entry(folded).or_default();
        let list = match strength {
            Strength::Strong => &mut meanings.strong,
            Strength::Weak => &mut meanings.weak,
        };
        if !list.contains(&entry) {
            list.push(entry);
        }
        if strength == Strength::Strong {
            let exact = self.exact.entry(name.to_owned()).or_insert(Some(entry));
            if *exact != Some(entry) {
                *exact = None;
            }
        }
    }

    /// What a name leads to.
    pub fn find(&self, name: &str) -> Lookup {
        if let Some(&Some(entry)) = self.exact.get(name) {
            return Lookup::Found(entry);
        }
        let Some(meanings) = self.folded.get(&fold(name)) else { return Lookup::Unknown };
        let mut entries = meanings.strong.clone();
        if entries.is_empty() {
            entries.clone_from(&meanings.weak);
        }
        match entries.as_slice() {
            [] => Lookup::Unknown,
            [only] => Lookup::Found(*only),
            _ => Lookup::Ambiguous(entries),
        }
    }

    /// Names that `name` may be a slip of.
    pub fn near(&self, name: &str) -> Vec<&str> {
        near_folded(name, self.known.iter().map(|(folded, known)| (folded, known.as_str())))
    }
}

/// How surely a name means an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strength {
    /// It means this entry, unless another goes by it, too.
    Strong,
    /// It may mean others.
    Weak,
}

/// A name of an actor in running text.
#[derive(Debug)]
pub struct SpokenName {
    /// As written in the registry.
    pub text: String,
    /// A position in [`Registry::actors`].
    pub entry: usize,
    /// How surely it means that actor.
    pub strength: Strength,
}

impl Registry {
    /// Adds a name by which texts speak of an actor.
    fn speak(&mut self, text: &str, entry: usize, strength: Strength) {
        self.actor_names.add(text, entry, strength);
        self.spoken.push(SpokenName { text: text.to_owned(), entry, strength });
    }

    /// The hash of all that can be learnt from it.
    pub fn fingerprint(&self) -> Fingerprint {
        let actors =
            self.actors.iter().map(|actor| (actor.link.fingerprint(), actor.doc.as_ref().map(|doc| doc.origin.hash)));
        let tags =
            self.tags.iter().map(|tag| (&tag.id, &tag.link, tag.parent, tag.doc.as_ref().map(|doc| doc.origin.hash)));
        let names = [&self.actor_names, &self.tag_names, &self.dossier_names].map(|names| names.fingerprint);
        fingerprint(&(actors.collect::<Vec<_>>(), tags.collect::<Vec<_>>(), names))
    }
}

/// Sets up the registry, unless its files and the fields of briefings say what they said the last time.
pub fn register(
    documents: &Documents,
    opened: &Opened<'_>,
    config: &Config,
    settings: Fingerprint,
    memory: &mut Slot,
) -> Arc<Registry> {
    let public = opened.briefings.iter().map(|(doc, _)| (&doc.origin.source, doc.stated));
    let held = opened.held_briefings.iter().map(super::held_content);
    let registered = [
        documents.actors.iter().map(|doc| (&doc.origin.source, doc.origin.hash)).collect::<Vec<_>>(),
        documents.tags.iter().map(|doc| (&doc.origin.source, doc.origin.hash)).collect(),
        documents.dossiers.iter().map(|doc| (&doc.origin.source, doc.origin.hash)).collect(),
        public.collect(),
        held.map(|doc| (&doc.origin.source, doc.stated)).collect(),
    ];
    memory.get(fingerprint(&(settings, registered)), || make(documents, opened, config))
}

fn make(documents: &Documents, opened: &Opened<'_>, config: &Config) -> Registry {
    let mut registry = Registry::default();
    let mut diagnostics = Vec::new();
    for (at, dossier) in documents.dossiers.iter().enumerate() {
        registry.dossier_names.add_id(&dossier.origin.id, at);
        registry.dossier_names.add(&dossier.front.title, at, Strength::Strong);
    }
    actors::register(&mut registry, documents, config, &mut diagnostics);
    actors::add_used(&mut registry, opened, config, &mut diagnostics);
    tags::register(&mut registry, documents, config, &mut diagnostics);
    tags::add_used(&mut registry, opened, config, &mut diagnostics);
    for held in &opened.held_briefings {
        let doc = held.for_checks();
        let names = mentions(doc).map(|(name, _)| name).chain(doc.front.tags.iter().map(|tag| tag.as_str()));
        registry.awaited.extend(names.map(fold));
    }
    registry.diagnostics = diagnostics;
    registry
}
