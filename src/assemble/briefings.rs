//! Public briefings, resolved: names, links, card; then ordered and connected.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

use super::desk::{Desk, duplicate_briefings};
use super::links::{Linker, Own};
use super::mentions::{ByHand, Woven, search, weave};
use super::registry::Lookup;
use super::roles::role_at;
use super::visibility::Opened;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::one_of;
use crate::memo::{Memory, Resolution};
use crate::model::document::{BriefingDoc, Hold};
use crate::model::edition::{Asset, Briefing, Resolved, UncheckedLink};
use crate::model::field::{BriefingKind, BriefingStatus, Tlp};
use crate::model::ledger::Accounts;
use crate::model::mention::Hit;
use crate::model::shared::Shared;
use crate::model::view::{ActorLink, AuthorView, CardView, ImageView, LinkView, NoticeView, SafeHtml, WhoView};

/// Words that a reader takes in in a minute.
const WORDS_A_MINUTE: u32 = 220;

/// What came of resolving documents.
#[derive(Debug, Default)]
pub struct Built {
    /// The public ones.
    pub briefings: Vec<Briefing>,
    /// Files that they refer to.
    pub assets: Vec<Asset>,
    /// Links that only the plan can check.
    pub unchecked: Vec<Arc<[UncheckedLink]>>,
    /// What is wrong, in held ones too.
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves every public briefing; the held ones are resolved too, and only what is wrong with
/// them is kept.
pub fn build(desk: &Desk<'_>, opened: &Opened<'_>, memory: &mut Memory) -> Built {
    let mut built = Built::default();
    let all = || {
        let held = opened.held_briefings.iter().map(super::held_content);
        opened.briefings.iter().map(|(doc, _)| &**doc).chain(held)
    };
    let kept = &memory.resolutions;
    let resolve = |((doc, hold), path): (&(Arc<BriefingDoc>, Option<Hold>), &Option<OutPath>)| {
        Some(remembered(desk, doc, *hold, path.as_ref()?, kept))
    };
    let each = || opened.briefings.par_iter().zip(&desk.briefing_paths).with_min_len(64);
    let (resolved, duplicates): (Vec<(Arc<Resolution>, Vec<Diagnostic>)>, _) =
        rayon::join(|| each().filter_map(resolve).collect(), || duplicate_briefings(all()));
    built.diagnostics.extend(duplicates);
    built.briefings.reserve(resolved.len());
    memory.resolutions.reserve(resolved.len().saturating_sub(memory.resolutions.len()));
    let mut clean = 0;
    for (item, mut diagnostics) in resolved {
        built.assets.extend_from_slice(&item.assets);
        if !item.unchecked.is_empty() {
            built.unchecked.push(Arc::clone(&item.unchecked));
        }
        built.briefings.push(Briefing {
            resolved: Arc::clone(&item.briefing),
            previous: None,
            next: None,
            supersedes: None,
            superseded_by: None,
            news: None,
            later: Vec::new(),
            stale: false,
            fingerprint: item.briefing.fingerprint,
        });
        let source = &item.briefing.doc.origin.source;
        if diagnostics.is_empty() {
            clean += 1;
            if memory.resolutions.get(source).is_none_or(|known| !Arc::ptr_eq(known, &item)) {
                memory.resolutions.insert(source.clone(), item);
            }
        } else {
            memory.resolutions.remove(source);
        }
        built.diagnostics.append(&mut diagnostics);
    }
    for held in &opened.held_briefings {
        let doc = held.for_checks();
        let mut linker = Linker::new(desk, &doc.origin.source, None, Own::Briefing(doc));
        let mut diagnostics = Vec::new();
        fill(&mut linker, doc);
        actor_names(desk, doc, &mut diagnostics);
        dossier(desk, doc, &mut diagnostics);
        built.diagnostics.append(&mut linker.diagnostics);
        built.diagnostics.append(&mut diagnostics);
    }
    if memory.resolutions.len() > clean {
        // Some are of files that went away, or that are held back now.
        let public: RapidHashSet<&SourcePath> = opened.briefings.iter().map(|(doc, _)| &doc.origin.source).collect();
        memory.resolutions.retain(|source, _| public.contains(source));
    }
    check_numbers(all(), &mut built.diagnostics);
    check_supersedes(desk, all(), &mut built.diagnostics);
    built
}

/// The resolution of before if asking again would give the same, else a new one.
fn remembered(
    desk: &Desk<'_>,
    doc: &Arc<BriefingDoc>,
    hold: Option<Hold>,
    path: &OutPath,
    kept: &RapidHashMap<SourcePath, Arc<Resolution>>,
) -> (Arc<Resolution>, Vec<Diagnostic>) {
    let seen = fingerprint(&(desk.fingerprint, doc.origin.hash, hold));
    let holds = |known: &&Arc<Resolution>| {
        known.seen == seen && known.asked.iter().all(|(question, answer)| desk.answer(question) == *answer)
    };
    let kept = kept.get(&doc.origin.source);
    if let Some(known) = kept.filter(holds) {
        return (Arc::clone(known), Vec::new());
    }
    let is_same_text = |known: &&Arc<Resolution>| {
        (known.names, known.briefing.doc.origin.hash) == (desk.names.fingerprint, doc.origin.hash)
    };
    let hits = match kept.filter(is_same_text) {
        Some(known) => Arc::clone(&known.hits),
        None => search(&doc.body, &desk.names.finder).into(),
    };
    resolve(desk, doc, hold, path, seen, hits)
}

struct Filled {
    summary: Box<[Box<str>]>,
    takeaways: Vec<Box<[Box<str>]>>,
    updates: Vec<Box<[Box<str>]>>,
    corrections: Vec<Box<[Box<str>]>>,
    body: Box<[Box<str>]>,
    image: Option<ImageView>,
}

fn fill(linker: &mut Linker<'_, '_>, doc: &BriefingDoc) -> Filled {
    let updates = linker.fields(&doc.updates, |at| format!("updates[{at}].text"));
    let corrections = linker.fields(&doc.corrections, |at| format!("corrections[{at}].text"));
    // What stands below the body is not linked before it.
    linker.by_hand.clear();
    let takeaways = linker.fields(&doc.takeaways, |at| format!("takeaways[{at}]"));
    Filled {
        summary: linker.field(&doc.summary.html, || "summary".to_owned()),
        takeaways,
        updates,
        corrections,
        body: linker.body(&doc.body.html),
        image: doc.front.image.as_ref().map(|image| ImageView {
            url: linker.asset_field(&image.src, "image.src"),
            alt: image.alt.to_string(),
            credit: image.credit.as_ref().map(ToString::to_string),
        }),
    }
}

/// The links to actors that the author of a briefing wrote, in the order in which a reader meets
/// them.
pub fn links_by_hand(desk: &Desk<'_>, doc: &BriefingDoc) -> Vec<ByHand> {
    let mut linker = Linker::new(desk, &doc.origin.source, None, Own::Briefing(doc));
    fill(&mut linker, doc);
    linker.by_hand
}

fn resolve(
    desk: &Desk<'_>,
    doc: &Arc<BriefingDoc>,
    hold: Option<Hold>,
    path: &OutPath,
    seen: Fingerprint,
    hits: Arc<[Hit]>,
) -> (Arc<Resolution>, Vec<Diagnostic>) {
    let mut linker = Linker::new(desk, &doc.origin.source, Some(path), Own::Briefing(doc));
    let filled = fill(&mut linker, doc);
    let asked = linker.asked();
    let Linker { assets, unchecked, mut diagnostics, by_hand, .. } = linker;

    let names = actor_names(desk, doc, &mut diagnostics);
    let dossier = dossier(desk, doc, &mut diagnostics);
    let storyline = dossier.map(|at| Arc::clone(&desk.dossiers[at].storyline));
    let mut tags: Vec<usize> = Vec::with_capacity(doc.front.tags.len());
    for tag in &doc.front.tags {
        // Unknown ones were added to the registry; what is left is reported there.
        if let Lookup::Found(entry) = desk.registry.tag_names.find(tag)
            && !tags.contains(&entry)
        {
            tags.push(entry);
        }
    }
    let as_of = doc.front.as_of.unwrap_or(doc.front.date);
    let mut actors: Vec<usize> = Vec::with_capacity(doc.front.actors.len());
    let mut who = Vec::with_capacity(doc.front.actors.len());
    for actor in &doc.front.actors {
        let Some(entry) = names.iter().find(|(name, _)| **name == *actor.id.as_str()).map(|(_, entry)| *entry) else {
            continue;
        };
        if actors.contains(&entry) {
            continue;
        }
        actors.push(entry);
        let registered = desk.registry.actors[entry].doc.as_ref();
        let role = actor.role.as_ref().map(ToString::to_string);
        let role = role.or_else(|| role_at(&registered?.front.roles, &as_of, &desk.config.timezone));
        who.push(WhoView { actor: Arc::clone(&desk.registry.actors[entry].link), role });
    }
    let Woven { named, mentioned, inserts } = weave(desk, doc, &filled.body, &hits, &by_hand, &actors);
    let authors = doc.front.authors.iter().map(|author| author_view(desk, author)).collect::<Vec<_>>();
    let names: Vec<(Box<str>, Arc<Shared<ActorLink>>)> =
        names.into_iter().map(|(name, entry)| (name, Arc::clone(&desk.registry.actors[entry].link))).collect();
    let card = card(desk, doc, hold, path, &tags, &actors, storyline.as_deref());

    let stated = fingerprint(&(card.fingerprint(), doc.stated, &filled.updates, &filled.corrections, dossier));
    let fingerprint = fingerprint(&(
        (doc.origin.hash, card.fingerprint(), doc.front.unlisted),
        (&authors, &who, &names, &storyline, &filled.image),
        (&filled.summary, &filled.takeaways, &filled.updates, &filled.corrections, &filled.body, &inserts),
    ));
    let briefing = Resolved {
        doc: Arc::clone(doc),
        path: path.clone(),
        begins: doc.front.date.start(&desk.config.timezone),
        listed: !doc.front.unlisted,
        card,
        authors,
        who,
        names,
        storyline,
        image: filled.image,
        summary: filled.summary,
        takeaways: filled.takeaways,
        updates: filled.updates,
        corrections: filled.corrections,
        body: filled.body,
        inserts: inserts.into(),
        named: named.into(),
        mentioned: mentioned.into(),
        tags,
        actors,
        dossier,
        fingerprint,
        stated,
    };
    let resolution = Resolution {
        settings: desk.settings,
        seen,
        asked,
        briefing: Arc::new(briefing),
        names: desk.names.fingerprint,
        hits,
        assets: assets.into(),
        unchecked: unchecked.into(),
    };
    (Arc::new(resolution), diagnostics)
}

/// Every actor that a field names, by the words used there.
fn actor_names(desk: &Desk<'_>, doc: &BriefingDoc, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Box<str>, usize)> {
    let mut names: Vec<(Box<str>, usize)> = Vec::new();
    for (name, field) in super::registry::mentions(doc) {
        if names.iter().any(|(known, _)| &**known == name) {
            continue;
        }
        match desk.registry.actor_names.find(name) {
            Lookup::Found(entry) => names.push((name.into(), entry)),
            Lookup::Unknown => {}
            Lookup::Ambiguous(entries) => {
                let ids: Vec<&str> = entries.iter().map(|&entry| desk.registry.actors[entry].id.as_str()).collect();
                diagnostics.push(
                    Diagnostic::new(Code::AmbiguousActor, format!("`{name}` may mean {}", one_of(&ids)))
                        .at(Place::value(&doc.origin.source, field.to_string()))
                        .hint("write the id of the one that is meant"),
                );
            }
        }
    }
    names
}

fn dossier(desk: &Desk<'_>, doc: &BriefingDoc, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let name = doc.front.dossier.as_ref()?;
    match desk.registry.dossier_names.find(name) {
        Lookup::Found(at) => Some(at),
        _ => {
            diagnostics.push(
                Diagnostic::new(Code::UnknownDossier, format!("there is no dossier `{name}`"))
                    .at(Place::value(&doc.origin.source, "dossier"))
                    .did_you_mean(&desk.registry.dossier_names.near(name)),
            );
            None
        }
    }
}

fn author_view(desk: &Desk<'_>, author: &str) -> AuthorView {
    match desk.registry.actor_names.find(author) {
        Lookup::Found(entry) => {
            let link = &desk.registry.actors[entry].link;
            AuthorView { name: link.name.clone(), kind: Some(link.kind), url: Some(link.url.clone()) }
        }
        _ => AuthorView { name: author.to_owned(), kind: None, url: None },
    }
}

fn card(
    desk: &Desk<'_>,
    doc: &BriefingDoc,
    hold: Option<Hold>,
    path: &OutPath,
    tags: &[usize],
    actors: &[usize],
    storyline: Option<&Shared<crate::model::view::StorylineView>>,
) -> Shared<CardView> {
    let front = &doc.front;
    let zone = &desk.config.timezone;
    let lang = front.lang.as_ref().filter(|lang| **lang != desk.config.language);
    let changes = front.updates.iter().chain(&front.corrections).map(|change| change.date);
    Shared::new(CardView {
        id: doc.origin.id.to_string(),
        title: front.title.to_string(),
        url: desk.url(path),
        date: front.date.to_iso(zone),
        as_of: front.as_of.filter(|as_of| as_of.to_iso(zone) != front.date.to_iso(zone)).map(|date| date.to_iso(zone)),
        updated: changes.max_by(|a, b| a.compare(b, zone)).map(|date| date.to_iso(zone)),
        summary: SafeHtml(doc.summary.unlinked.to_string()),
        kind: front.kind.unwrap_or(BriefingKind::News).word(),
        status: front.status.unwrap_or(BriefingStatus::Final).word(),
        tlp: front.tlp.unwrap_or(Tlp::Clear).word(),
        lang: lang.map(|lang| lang.as_str().to_owned()),
        dir: lang.map(|lang| lang.dir()),
        dossier: storyline.map(|story| LinkView { title: story.title.clone(), url: story.url.clone() }),
        number: front.number,
        tags: tags.iter().map(|&entry| Arc::clone(&desk.registry.tags[entry].link)).collect(),
        actors: actors.iter().map(|&entry| Arc::clone(&desk.registry.actors[entry].short_link)).collect(),
        reading_minutes: doc.body.words.div_ceil(WORDS_A_MINUTE).max(1),
        notice: hold.map(NoticeView::from),
    })
}

/// Two briefings of a dossier with one number.
fn check_numbers<'d>(docs: impl Iterator<Item = &'d BriefingDoc>, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbered: Vec<(&str, u32, &BriefingDoc)> =
        docs.filter_map(|doc| Some((doc.front.dossier.as_ref()?.as_str(), doc.front.number?, doc))).collect();
    numbered.sort_by(|a, b| (a.0, a.1, &a.2.origin.source).cmp(&(b.0, b.1, &b.2.origin.source)));
    for pair in numbered.windows(2) {
        let [(dossier, number, first), (other, same, second)] = pair else { continue };
        if dossier == other && number == same {
            diagnostics.push(
                Diagnostic::new(Code::NumberClash, format!("number {number} of `{dossier}` is given twice"))
                    .at(Place::value(&second.origin.source, "number"))
                    .related(Place::value(&first.origin.source, "number"), "here, too"),
            );
        }
    }
}

fn check_supersedes<'d>(
    desk: &Desk<'_>,
    docs: impl Iterator<Item = &'d BriefingDoc>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for doc in docs {
        let Some(id) = &doc.front.supersedes else { continue };
        let message = if **id == *doc.origin.id {
            "a briefing cannot supersede itself".to_owned()
        } else if desk.briefing(id).is_none() {
            format!("there is no briefing `{id}`")
        } else {
            continue;
        };
        let mut near = desk.near_briefings(id);
        near.retain(|near| *near != &*doc.origin.id);
        diagnostics.push(
            Diagnostic::new(Code::UnknownBriefing, message)
                .at(Place::value(&doc.origin.source, "supersedes"))
                .did_you_mean(&near),
        );
    }
}

/// Newest first; the positions of those that lists may show.
pub fn order(briefings: &mut [Briefing]) -> Vec<usize> {
    briefings.par_sort_by(|a, b| {
        let date = |briefing: &Briefing| (briefing.begins, briefing.doc.front.date.precision());
        date(b).cmp(&date(a)).then_with(|| a.doc.origin.id.cmp(&b.doc.origin.id))
    });
    let listed = briefings.iter().enumerate().filter(|(_, briefing)| briefing.listed);
    listed.map(|(at, _)| at).collect()
}

/// Who comes before and after whom, and who replaced whom.
pub fn connect(briefings: &mut [Briefing], listed: &[usize]) {
    let mut stories: RapidHashMap<Option<usize>, Vec<usize>> = RapidHashMap::default();
    for &at in listed.iter().rev() {
        stories.entry(briefings[at].dossier).or_default().push(at);
    }
    for (dossier, mut story) in stories {
        if dossier.is_some() {
            sort_story(&mut story, briefings);
        }
        for pair in story.windows(2) {
            briefings[pair[0]].next = Some(pair[1]);
            briefings[pair[1]].previous = Some(pair[0]);
        }
    }
    for (at, old) in successors(briefings) {
        briefings[at].supersedes = Some(old);
        if briefings[at].listed {
            briefings[old].superseded_by = Some(at);
        }
    }
}

/// Notes what each briefing adds to its storyline, what became of its events since, and which are
/// stale at `now`; gives the next instant at which one more would be.
pub fn date(briefings: &mut [Briefing], accounts: &Accounts, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    for (at, event, step) in &accounts.later {
        let briefing = &mut briefings[*at];
        briefing.fingerprint = fingerprint(&(briefing.fingerprint, event, step));
        briefing.later.push((*event, Arc::clone(step)));
    }
    for (at, news) in &accounts.news {
        let briefing = &mut briefings[*at];
        briefing.fingerprint = fingerprint(&(briefing.fingerprint, news));
        briefing.news = Some(Arc::clone(news));
    }
    let mut next = None;
    for briefing in briefings {
        let Some(end) = briefing.doc.front.review_by.map(|review_by| review_by.end(zone)) else { continue };
        if end <= now {
            briefing.stale = true;
            briefing.fingerprint = fingerprint(&(briefing.fingerprint, "stale"));
        } else {
            next = next.into_iter().chain([end]).min();
        }
    }
    next
}

/// Who replaced whom: positions of the new one and of the old one.
fn successors(briefings: &[Briefing]) -> Vec<(usize, usize)> {
    let all = || briefings.iter().enumerate();
    let named: Vec<(usize, &str)> =
        all().filter_map(|(at, briefing)| Some((at, briefing.doc.front.supersedes.as_ref()?.as_str()))).collect();
    let wanted: RapidHashSet<&str> = named.iter().map(|(_, id)| *id).collect();
    let ids = all().map(|(at, briefing)| (&*briefing.doc.origin.id, at));
    let olds: RapidHashMap<&str, usize> = ids.filter(|(id, _)| wanted.contains(id)).collect();
    let pairs = named.into_iter().filter_map(|(at, id)| Some((at, *olds.get(id)?)));
    pairs.filter(|(at, old)| at != old).collect()
}

/// The order of a story: by number where both have one, else by date.
pub fn sort_story(story: &mut [usize], briefings: &[Briefing]) {
    story.sort_by(|&a, &b| {
        let (a, b) = (&briefings[a], &briefings[b]);
        let date = |briefing: &Briefing| (briefing.begins, briefing.doc.front.date.precision());
        let number = |briefing: &Briefing| briefing.doc.front.number;
        let by_date = date(a).cmp(&date(b));
        by_date.then(number(a).cmp(&number(b))).then_with(|| a.doc.origin.id.cmp(&b.doc.origin.id))
    });
}
