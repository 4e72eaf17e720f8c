//! Actors: from `content/actors`, and from what briefings use.

use std::sync::Arc;

use rapidhash::RapidHashMap;

use super::super::shared;
use super::super::visibility::Opened;
use super::uses::{self, Identified};
use super::{Lookup, Names, Registry, Strength};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::OutPath;
use crate::base::text::{NEAR_MISSES, all_of, composed, fold, one_of, plural};
use crate::model::config::Config;
use crate::model::document::{ActorDoc, BriefingDoc, Documents};
use crate::model::shared::Shared;
use crate::model::view::{ActorLink, LinkView};

/// An actor that has a page.
#[derive(Debug)]
pub struct ActorEntry {
    /// Its identity.
    pub id: String,
    /// Its file; none if it is not registered.
    pub doc: Option<Arc<ActorDoc>>,
    /// Where its page is.
    pub path: OutPath,
    /// How others link to it.
    pub link: Arc<Shared<ActorLink>>,
    /// How cards link to it: by its short name.
    pub short_link: Arc<Shared<LinkView>>,
}

impl ActorEntry {
    fn new(id: &str, doc: Option<&Arc<ActorDoc>>, path: OutPath, link: ActorLink) -> Self {
        let short_link = shared(LinkView { title: link.short.clone(), url: link.url.clone() });
        Self { id: id.to_owned(), doc: doc.cloned(), path, link: shared(link), short_link }
    }
}

/// Reads the registry: files that are merged into another only lend it their names.
pub fn register(registry: &mut Registry, documents: &Documents, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: RapidHashMap<&str, usize> = RapidHashMap::default();
    for doc in documents.actors.iter().filter(|doc| doc.front.merged_into.is_none()) {
        let Some(path) = page_path(&doc.origin.id) else { continue };
        by_id.insert(&doc.origin.id, registry.actors.len());
        let link = ActorLink {
            id: doc.origin.id.to_string(),
            name: doc.front.name.to_string(),
            short: doc.front.short.as_ref().unwrap_or(&doc.front.name).to_string(),
            kind: doc.front.kind.word(),
            url: path.href_below(&config.base_url.root),
            registered: true,
            country: doc.front.country.as_ref().map(|country| country.0.clone()),
            wikidata: doc.front.wikidata.as_ref().map(|item| item.0.clone()),
        };
        registry.actors.push(ActorEntry::new(&doc.origin.id, Some(doc), path, link));
    }
    for doc in &documents.actors {
        let target = match &doc.front.merged_into {
            None => by_id.get(&*doc.origin.id).copied(),
            Some(into) => merge_target(doc, &composed(into), documents, &by_id, diagnostics),
        };
        let Some(entry) = target else { continue };
        registry.actor_names.add_id(&doc.origin.id, entry);
        for name in strong_names(doc) {
            registry.speak(name, entry, Strength::Strong);
        }
        for name in &doc.front.weak_aliases {
            registry.speak(name, entry, Strength::Weak);
        }
    }
    report_clashes(documents, &registry.actor_names, &registry.actors, diagnostics);
}

fn strong_names(doc: &ActorDoc) -> impl Iterator<Item = &str> {
    let front = &doc.front;
    let names = front.names.values().chain(&front.aliases).map(|line| line.as_str());
    std::iter::once(front.name.as_str()).chain(front.short.as_ref().map(|short| short.as_str())).chain(names)
}

/// None for what can be no address, which is an error since the file was read.
fn page_path(id: &str) -> Option<OutPath> {
    OutPath::parse(&format!("actors/{id}/index.html")).ok()
}

/// Follows `merged_into` to an actor that has a page.
fn merge_target(
    doc: &ActorDoc,
    into: &str,
    documents: &Documents,
    by_id: &RapidHashMap<&str, usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let mut next = into;
    for _ in 0..=documents.actors.len() {
        if let Some(&entry) = by_id.get(next) {
            return Some(entry);
        }
        match documents.actors.iter().find(|other| &*other.origin.id == next).map(|other| &other.front.merged_into) {
            Some(Some(further)) => next = further,
            _ => break,
        }
    }
    let near = crate::base::text::near_misses(into, by_id.keys().copied());
    diagnostics.push(
        Diagnostic::new(Code::MergedInto, format!("`merged_into` names `{into}`, which leads to no registered actor"))
            .at(Place::value(&doc.origin.source, "merged_into"))
            .did_you_mean(&near),
    );
    None
}

/// An alias that is another's name or id is an error; one that two share is a warning.
fn report_clashes(documents: &Documents, names: &Names, actors: &[ActorEntry], diagnostics: &mut Vec<Diagnostic>) {
    for doc in documents.actors.iter().filter(|doc| doc.front.merged_into.is_none()) {
        for (at, alias) in doc.front.aliases.iter().enumerate() {
            let Some(meanings) = names.folded.get(&fold(alias)) else { continue };
            let others = meanings.strong.iter().filter(|&&entry| actors[entry].id != *doc.origin.id);
            let Some(&other) = others.min() else { continue };
            let Some(other_doc) = &actors[other].doc else { continue };
            let place = Place::value(&doc.origin.source, format!("aliases[{at}]"));
            let folded = fold(alias);
            if folded == fold(&other_doc.front.name) || folded == fold(&other_doc.origin.id) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AliasClash,
                        format!("alias `{alias}` is the name or id of the actor `{}`", other_doc.origin.id),
                    )
                    .at(place)
                    .related(Place::value(&other_doc.origin.source, "name"), "this is who it already means")
                    .hint("remove the alias, or move it to `weak_aliases`"),
                );
            } else if *doc.origin.id < *other_doc.origin.id {
                diagnostics.push(
                    Diagnostic::new(
                        Code::SharedAlias,
                        format!(
                            "alias `{alias}` belongs to `{}` and to `{}`: it counts as weak for both",
                            doc.origin.id, other_doc.origin.id
                        ),
                    )
                    .at(place)
                    .related(Place::file(&other_doc.origin.source), "it is an alias here, too")
                    .hint("move it to `weak_aliases` in both files"),
                );
            }
        }
    }
}

/// A field of a briefing that names an actor.
#[derive(Debug, Clone, Copy)]
pub enum Field {
    /// `actors[n]`
    About(usize),
    /// `events[n].actors[m]`
    Event(usize, usize),
    /// `statements[n].speaker`
    Statement(usize),
    /// `positions[n].actor`
    Position(usize),
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Field::About(at) => write!(f, "actors[{at}]"),
            Field::Event(at, n) => write!(f, "events[{at}].actors[{n}]"),
            Field::Statement(at) => write!(f, "statements[{at}].speaker"),
            Field::Position(at) => write!(f, "positions[{at}].actor"),
        }
    }
}

/// Every field of a briefing that names an actor: the words, and where they stand.
pub fn mentions(doc: &BriefingDoc) -> impl Iterator<Item = (&str, Field)> {
    let front = &doc.front;
    let about = front.actors.iter().enumerate().map(|(at, actor)| (actor.id.as_str(), Field::About(at)));
    let events = front.events.iter().enumerate().flat_map(|(at, event)| {
        let named = event.actors.iter().enumerate();
        named.map(move |(n, actor)| (actor.as_str(), Field::Event(at, n)))
    });
    let statements = front.statements.iter().enumerate();
    let speakers = statements.map(|(at, item)| (item.speaker.as_str(), Field::Statement(at)));
    let positions = front.positions.iter().enumerate();
    let holders = positions.map(|(at, item)| (item.actor.as_str(), Field::Position(at)));
    about.chain(events).chain(speakers).chain(holders)
}

/// Adds the actors that public briefings use without a file; warns once for each name.
pub fn add_used(registry: &mut Registry, opened: &Opened<'_>, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let names = &registry.actor_names;
    let unknown = |doc: &BriefingDoc| -> Vec<(String, Place)> {
        let unresolved = mentions(doc).filter(|(name, _)| names.find(name) == Lookup::Unknown);
        unresolved.map(|(name, field)| (name.to_owned(), Place::value(&doc.origin.source, field.to_string()))).collect()
    };
    let held = opened.held_briefings.iter().map(super::super::held_content);
    let mut in_held: Vec<(String, Place)> = held.flat_map(unknown).collect();

    let is_unknown = |name: &str| names.find(name) == Lookup::Unknown;
    let used = uses::unregistered(&opened.briefings, mentions, is_unknown);
    let mut groups = uses::group(used);
    uses::join_ids(&mut groups);
    let mut reported = 0;
    for Identified { id, uses, rivals } in uses::identify(groups, |id| !is_unknown(id)) {
        let Some(first) = uses.first() else { continue };
        let (name, place) = (first.name.to_owned(), first.place());
        let count = uses.iter().map(|used| used.count).sum();
        reported += 1;
        let mut warning = unregistered(near_of(registry, &name, reported), &name, &place, count);
        if let Some((wanted, others)) = &rivals {
            warning = warning.note(wanted_by_others(wanted, others));
        }
        diagnostics.push(warning);
        let Some(id) = id else {
            diagnostics.push(no_address(&name, place));
            continue;
        };
        let Some(path) = page_path(&id) else { continue };
        let entry = registry.actors.len();
        let link = ActorLink {
            id: id.clone(),
            name: name.clone(),
            short: name,
            kind: "other",
            url: path.href_below(&config.base_url.root),
            registered: false,
            country: None,
            wikidata: None,
        };
        registry.actors.push(ActorEntry::new(&id, None, path, link));
        registry.actor_names.add_made_id(&id, entry);
        let folded = fold(uses[0].name);
        // One that was the id already makes no further spelling a name.
        for used in uses.iter().filter(|used| fold(used.name) == folded) {
            registry.speak(used.name, entry, Strength::Strong);
        }
    }
    in_held.retain(|(name, _)| registry.actor_names.find(name) == Lookup::Unknown);
    in_held.sort_by(|a, b| (fold(&a.0), &a.1).cmp(&(fold(&b.0), &b.1)));
    in_held.dedup_by(|a, b| fold(&a.0) == fold(&b.0));
    for (name, place) in in_held {
        reported += 1;
        diagnostics.push(unregistered(near_of(registry, &name, reported), &name, &place, 1));
        if !uses::has_id(&name) {
            diagnostics.push(no_address(&name, place));
        }
    }
}

fn no_address(name: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::InvalidId, format!("no address can be made of the actor's name `{name}`"))
        .at(place)
        .hint("register the actor under `content/actors` with an id")
}

/// Names that the unregistered one, of which so many were found, may be a slip of.
fn near_of<'r>(registry: &'r Registry, name: &str, reported: usize) -> Vec<&'r str> {
    if reported > NEAR_MISSES {
        return Vec::new();
    }
    let near = registry.actor_names.near(name);
    // One that is not registered either may be the next slip of the same name.
    let is_registered = |name: &&str| match registry.actor_names.find(name) {
        Lookup::Found(entry) => registry.actors[entry].link.registered,
        _ => true,
    };
    let registered: Vec<&str> = near.iter().copied().filter(is_registered).collect();
    if registered.is_empty() { near } else { registered }
}

fn wanted_by_others(id: &str, others: &[&str]) -> String {
    const NAMED: usize = 3;
    let named = all_of(&others[..others.len().min(NAMED)]);
    let more = others.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("`{id}` would be the id of {named}{more}, too: register one of them to say whose it is")
}

/// How an actor is registered: a person, unless it says otherwise.
pub fn how_to_register(name: &str) -> String {
    let kinds = "an organization, a state, a bloc or a group";
    format!("register it with `briefer new actor \"{name}\"`, and `--kind` if it is {kinds}")
}

fn unregistered(near: Vec<&str>, name: &str, place: &Place, uses: usize) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::UnregisteredActor, format!("actor `{name}` is not registered")).at(place.clone());
    let diagnostic = match near.as_slice() {
        [] => diagnostic.hint(how_to_register(name)),
        near => diagnostic.hint(format!("did you mean {}? else register it with `briefer new actor`", one_of(near))),
    };
    match uses {
        0 | 1 => diagnostic,
        _ => diagnostic.note(format!("it is used in {} more", plural(uses - 1, "place", "places"))),
    }
}
