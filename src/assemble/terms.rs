//! The pages that gather: actors, tags and dossiers, with the briefings that each holds.

use std::cmp::Reverse;
use std::sync::Arc;

use rapidhash::RapidHashMap;

use super::desk::Desk;
use super::ledger::records;
use super::links::{Linker, Own};
use super::mentions::gather;
use super::registry::Lookup;
use super::roles::role_at;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::fingerprint;
use crate::memo::Memory;
use crate::model::document::ActorDoc;
use crate::model::edition::{Actor, Asset, Briefing, Dossier, Tag};
use crate::model::field::ActorKind;
use crate::model::ledger::{Accounts, Ledger};
use crate::model::link::UncheckedLink;
use crate::model::mention::Appearances;
use crate::model::shared::Shared;
use crate::model::view::{ActorCard, AuthorView, DossierCard, LinkView, RoleView, SafeHtml, TagCard, WhoView};

/// How many actors a dossier's who-is-who names.
const WHO_OF_A_DOSSIER: usize = 24;

/// What came of it.
#[derive(Debug, Default)]
pub struct Built {
    /// By id.
    pub actors: Vec<Actor>,
    /// By id.
    pub tags: Vec<Tag>,
    /// By id.
    pub dossiers: Vec<Dossier>,
    /// Files that they refer to.
    pub assets: Vec<Asset>,
    /// Links that only the plan can check.
    pub unchecked: Vec<UncheckedLink>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Gathers each term's briefings, newest first, and builds its item. Positions of actors and
/// tags are those of the registry.
pub fn build(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    listed: &[usize],
    accounts: &Accounts,
    memory: &mut Memory,
) -> Built {
    let (own, appearances) =
        rayon::join(|| sort(desk, briefings, listed), || gather(desk, briefings, listed, &mut memory.appearances));
    let mut built = Built::default();
    actors(desk, briefings, &accounts.ledger, own.of_actor, &appearances, &mut built);
    tags(desk, briefings, own.of_tag, &mut built);
    dossiers(desk, briefings, accounts, own.of_dossier, &mut built);
    built
}

/// The briefings of each term, newest first.
struct Sorted {
    of_actor: Vec<Vec<usize>>,
    of_tag: Vec<Vec<usize>>,
    of_dossier: Vec<Vec<usize>>,
}

fn sort(desk: &Desk<'_>, briefings: &[Briefing], listed: &[usize]) -> Sorted {
    let mut sorted = Sorted {
        of_actor: vec![Vec::new(); desk.registry.actors.len()],
        of_tag: vec![Vec::new(); desk.registry.tags.len()],
        of_dossier: vec![Vec::new(); desk.dossiers.len()],
    };
    for &at in listed {
        let briefing = &briefings[at];
        briefing.actors.iter().for_each(|&actor| sorted.of_actor[actor].push(at));
        briefing.tags.iter().for_each(|&tag| sorted.of_tag[tag].push(at));
        briefing.dossier.iter().for_each(|&dossier| sorted.of_dossier[dossier].push(at));
    }
    sorted
}

impl Built {
    fn take(&mut self, linker: Linker<'_, '_>) {
        self.assets.extend(linker.assets);
        self.unchecked.extend(linker.unchecked);
        self.diagnostics.extend(linker.diagnostics);
    }
}

fn actors(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    ledger: &Ledger,
    of_actor: Vec<Vec<usize>>,
    appearances: &[Arc<Appearances>],
    built: &mut Built,
) {
    let mut records = records::of_actors(ledger, desk.registry.actors.len());
    let (member_of, members) = memberships(desk, built);
    let each = desk.registry.actors.iter().zip(of_actor).zip(appearances).enumerate();
    for (at, ((entry, own), appearances)) in each {
        let newest = own.first().map(|&newest| &briefings[newest]);
        let front = entry.doc.as_ref().map(|doc| &doc.front);
        let zone = &desk.config.timezone;
        let as_of = newest.map(|newest| newest.doc.front.cut_off());
        let role = front.and_then(|front| match &as_of {
            Some(as_of) => role_at(&front.roles, as_of, zone),
            None => front.roles.iter().find(|role| role.until.is_none()).map(|role| role.title.to_string()),
        });
        let card = Shared::new(ActorCard {
            id: entry.id.clone(),
            name: entry.link.name.clone(),
            short: entry.link.short.clone(),
            sort: front
                .and_then(|front| front.sort.as_ref())
                .map_or_else(|| entry.link.name.clone(), ToString::to_string),
            kind: entry.link.kind,
            url: entry.link.url.clone(),
            role,
            briefings: own.len(),
            latest: newest.map(|newest| newest.card.date.clone()),
            mentions: appearances.mentions.len(),
            last_seen: appearances.last.map(|last| briefings[last].card.date.clone()),
            registered: entry.doc.is_some(),
        });
        let roles = entry.doc.as_ref().map(|doc| roles(desk, doc, as_of.as_ref(), built)).unwrap_or_default();
        let body = entry.doc.as_ref().map(|doc| {
            let mut linker = Linker::new(desk, &doc.origin.source, Some(&entry.path), Own::Body(&doc.body));
            let body = linker.body(&doc.body.html);
            built.take(linker);
            body
        });
        let body = body.unwrap_or_default();
        let hash = entry.doc.as_ref().map(|doc| doc.origin.hash);
        let own_record = std::mem::take(&mut records[at]);
        let fingerprint = fingerprint(&(hash, &card, &roles, &member_of[at], &members[at], &body, &own_record.shown));
        built.actors.push(Actor {
            doc: entry.doc.clone(),
            path: entry.path.clone(),
            card,
            link: Arc::clone(&entry.link),
            roles,
            member_of: member_of[at].clone(),
            members: members[at].clone(),
            body,
            briefings: own,
            appearances: Arc::clone(appearances),
            record: own_record.shown,
            statements: own_record.statements,
            events: own_record.events,
            fingerprint,
        });
    }
}

/// Who belongs to whom, both ways.
fn memberships(desk: &Desk<'_>, built: &mut Built) -> (Vec<Vec<LinkView>>, Vec<Vec<LinkView>>) {
    let count = desk.registry.actors.len();
    let (mut groups, mut members) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    let link = |entry: usize| {
        let link = &desk.registry.actors[entry].link;
        LinkView { title: link.name.clone(), url: link.url.clone() }
    };
    for (at, entry) in desk.registry.actors.iter().enumerate() {
        let Some(doc) = &entry.doc else { continue };
        for (n, group) in doc.front.member_of.iter().enumerate() {
            match desk.registry.actor_names.find(group) {
                Lookup::Found(found) => {
                    groups[at].push(link(found));
                    members[found].push(link(at));
                }
                _ => built.diagnostics.push(
                    Diagnostic::new(Code::UnregisteredActor, format!("`{group}` is no registered actor"))
                        .at(Place::value(&doc.origin.source, format!("member_of[{n}]")))
                        .did_you_mean(&desk.registry.actor_names.near(group)),
                ),
            }
        }
    }
    (groups, members)
}

fn roles(desk: &Desk<'_>, doc: &ActorDoc, as_of: Option<&crate::base::date::Date>, built: &mut Built) -> Vec<RoleView> {
    let zone = &desk.config.timezone;
    let mut roles = Vec::with_capacity(doc.front.roles.len());
    for (at, role) in doc.front.roles.iter().enumerate() {
        let of = role.of.as_ref().map(|of| match desk.registry.actor_names.find(of) {
            Lookup::Found(entry) => {
                let link = &desk.registry.actors[entry].link;
                AuthorView { name: link.name.clone(), kind: Some(link.kind), url: Some(link.url.clone()) }
            }
            _ => {
                built.diagnostics.push(
                    Diagnostic::new(Code::UnregisteredActor, format!("`{of}` is no registered actor"))
                        .at(Place::value(&doc.origin.source, format!("roles[{at}].of")))
                        .did_you_mean(&desk.registry.actor_names.near(of)),
                );
                AuthorView { name: of.to_string(), kind: None, url: None }
            }
        });
        let past = match (role.until, as_of) {
            (Some(until), Some(as_of)) => until.end(zone) <= as_of.start(zone),
            (until, None) => until.is_some(),
            (None, _) => false,
        };
        roles.push(RoleView {
            title: role.title.to_string(),
            of,
            from: role.from.map(|date| date.to_iso(zone)),
            until: role.until.map(|date| date.to_iso(zone)),
            past,
        });
    }
    roles.sort_by(|a, b| a.past.cmp(&b.past).then_with(|| b.from.cmp(&a.from)));
    roles
}

fn tags(desk: &Desk<'_>, briefings: &[Briefing], of_tag: Vec<Vec<usize>>, built: &mut Built) {
    let mut children: RapidHashMap<usize, Vec<usize>> = RapidHashMap::default();
    for (at, entry) in desk.registry.tags.iter().enumerate() {
        if let Some(parent) = entry.parent {
            children.entry(parent).or_default().push(at);
        }
    }
    for (at, (entry, own)) in desk.registry.tags.iter().zip(of_tag).enumerate() {
        let front = entry.doc.as_ref().map(|doc| &doc.front);
        let card = Shared::new(TagCard {
            id: entry.id.clone(),
            label: entry.link.title.clone(),
            url: entry.link.url.clone(),
            description: front.and_then(|front| front.description.as_ref()).map(ToString::to_string),
            briefings: own.len(),
            latest: own.first().map(|&newest| briefings[newest].card.date.clone()),
        });
        let body = entry.doc.as_ref().map(|doc| {
            let mut linker = Linker::new(desk, &doc.origin.source, Some(&entry.path), Own::Body(&doc.body));
            let body = linker.body(&doc.body.html);
            built.take(linker);
            body
        });
        let body = body.unwrap_or_default();
        let hash = entry.doc.as_ref().map(|doc| doc.origin.hash);
        built.tags.push(Tag {
            doc: entry.doc.clone(),
            path: entry.path.clone(),
            fingerprint: fingerprint(&(hash, &card, &body)),
            card,
            link: LinkView::clone(&entry.link),
            parent: entry.parent,
            children: children.remove(&at).unwrap_or_default(),
            body,
            briefings: own,
        });
    }
}

fn dossiers(
    desk: &Desk<'_>,
    briefings: &[Briefing],
    accounts: &Accounts,
    of_dossier: Vec<Vec<usize>>,
    built: &mut Built,
) {
    let mut events = records::events_of_dossiers(&accounts.ledger, desk.dossiers.len());
    let dossiers =
        desk.documents.dossiers.iter().zip(&desk.dossiers).zip(of_dossier).zip(&accounts.stories).enumerate();
    for (at, (((doc, entry), mut own), record)) in dossiers {
        let latest = own.first().map(|&newest| briefings[newest].card.date.clone());
        own.reverse();
        let card = Shared::new(DossierCard {
            id: doc.origin.id.to_string(),
            title: doc.front.title.to_string(),
            url: entry.storyline.url.clone(),
            summary: doc.summary.as_ref().map(|summary| SafeHtml(summary.unlinked.to_string())),
            status: entry.storyline.status,
            started: doc.front.started.map(|date| date.to_iso(&desk.config.timezone)),
            briefings: own.len(),
            latest,
        });
        let mut linker = Linker::new(desk, &doc.origin.source, Some(&entry.path), Own::Body(&doc.body));
        let summary = doc.summary.as_ref().map(|summary| linker.field(&summary.html, || "summary".to_owned()));
        let summary = summary.unwrap_or_default();
        let body = linker.body(&doc.body.html);
        built.take(linker);
        let who = who_of_story(desk, briefings, &own);
        built.dossiers.push(Dossier {
            doc: Arc::clone(doc),
            path: entry.path.clone(),
            fingerprint: fingerprint(&(doc.origin.hash, &card, &summary, &body, &who, record)),
            card,
            storyline: Arc::clone(&entry.storyline),
            summary,
            body,
            who,
            briefings: own,
            record: Arc::clone(record),
            events: std::mem::take(&mut events[at]),
        });
    }
}

/// Who a story is about: persons first, then by how many of its briefings, then by name.
fn who_of_story(desk: &Desk<'_>, briefings: &[Briefing], story: &[usize]) -> Vec<WhoView> {
    let mut counts: RapidHashMap<usize, (usize, Option<String>)> = RapidHashMap::default();
    for &at in story {
        for (&actor, who) in briefings[at].actors.iter().zip(&briefings[at].who) {
            let count = counts.entry(actor).or_default();
            count.0 += 1;
            let registered = desk.registry.actors[actor].doc.is_some();
            if registered {
                let as_of = briefings[at].doc.front.cut_off();
                let doc = desk.registry.actors[actor].doc.as_ref();
                count.1 = doc.and_then(|doc| role_at(&doc.front.roles, &as_of, &desk.config.timezone));
            } else {
                count.1.clone_from(&who.role);
            }
        }
    }
    let mut actors: Vec<(usize, (usize, Option<String>))> = counts.into_iter().collect();
    actors.sort_by_key(|(actor, (count, _))| {
        let link = &desk.registry.actors[*actor].link;
        (link.kind != ActorKind::Person.word(), Reverse(*count), link.name.clone())
    });
    actors.truncate(WHO_OF_A_DOSSIER);
    let who = |(actor, (_, role)): (usize, _)| WhoView { actor: Arc::clone(&desk.registry.actors[actor].link), role };
    actors.into_iter().map(who).collect()
}
