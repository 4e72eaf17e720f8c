//! One briefing, resolved: its names, links and mentions, and its card.

use std::sync::Arc;

use crate::assemble::desk::Desk;
use crate::assemble::links::{Linker, Own};
use crate::assemble::mentions::{ByHand, Woven, weave};
use crate::assemble::registry::{self, Lookup};
use crate::assemble::roles::{role_at, role_of_speaker};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::OutPath;
use crate::base::text::one_of;
use crate::memo::Resolution;
use crate::model::document::{BriefingDoc, Hold};
use crate::model::edition::Resolved;
use crate::model::field::{BriefingKind, BriefingStatus, Tlp};
use crate::model::front::StatementFront;
use crate::model::mention::Hit;
use crate::model::shared::Shared;
use crate::model::view::{
    ActorLink, AuthorView, CardView, ImageView, LinkView, NoticeView, SafeHtml, StorylineView, WhoView,
};

/// Words that a reader takes in in a minute.
const WORDS_A_MINUTE: u32 = 220;

/// The texts that fill the holes of a briefing's Markdown.
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
        image: doc.front.image.as_ref().and_then(|image| {
            let (url, size) = linker.picture_field(&image.src, "image.src");
            let view = |url| ImageView {
                url,
                alt: image.alt.to_string(),
                credit: image.credit.as_ref().map(ToString::to_string),
                width: size.map(|size| size.width),
                height: size.map(|size| size.height),
            };
            (!url.is_empty()).then(|| view(url))
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

/// Resolves a public briefing: its names, links and mentions, and what others show of it. `seen` and `hits`
/// are those of its [`Resolution`].
pub fn resolve(
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
    let tags = tags(desk, doc);
    let (actors, who) = about(desk, doc, &names);
    let speaker_roles = speaker_roles(desk, doc, &names);
    let Woven { named, mentioned, inserts } = weave(desk, doc, &filled.body, &hits, &by_hand, &actors);
    let authors = doc.front.authors.iter().map(|author| author_view(desk, author)).collect::<Vec<_>>();
    let names: Vec<(Box<str>, Arc<Shared<ActorLink>>)> =
        names.into_iter().map(|(name, entry)| (name, Arc::clone(&desk.registry.actors[entry].link))).collect();
    let card = card(desk, doc, hold, path, &tags, &actors, storyline.as_deref());

    let stated = fingerprint(&(card.fingerprint(), doc.stated, &filled.updates, &filled.corrections, dossier));
    let link = || Arc::new(LinkView { title: card.title.clone(), url: card.url.clone() });
    let link = desk.file(&doc.origin.source).and_then(|target| target.link.clone()).unwrap_or_else(link);
    let fingerprint = fingerprint(&(
        (doc.origin.hash, card.fingerprint(), doc.front.unlisted),
        (&authors, &who, &speaker_roles, &names, &storyline, &filled.image),
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
        speaker_roles,
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
        link,
        names: desk.names.fingerprint,
        hits,
        assets: assets.into(),
        unchecked: unchecked.into(),
    };
    (Arc::new(resolution), diagnostics)
}

/// Positions in the registry of its tags, each once.
fn tags(desk: &Desk<'_>, doc: &BriefingDoc) -> Vec<usize> {
    let mut tags: Vec<usize> = Vec::with_capacity(doc.front.tags.len());
    for tag in &doc.front.tags {
        // Unknown ones were added to the registry; what is left is reported there.
        if let Lookup::Found(entry) = desk.registry.tag_names.find(tag)
            && !tags.contains(&entry)
        {
            tags.push(entry);
        }
    }
    tags
}

/// Whom it is about, each once: positions in the registry, and how the page shows them.
fn about(desk: &Desk<'_>, doc: &BriefingDoc, names: &[(Box<str>, usize)]) -> (Vec<usize>, Vec<WhoView>) {
    let as_of = doc.front.cut_off();
    let mut actors: Vec<usize> = Vec::with_capacity(doc.front.actors.len());
    let mut who = Vec::with_capacity(doc.front.actors.len());
    for actor in &doc.front.actors {
        let Some(entry) = entry(names, &actor.id).filter(|entry| !actors.contains(entry)) else { continue };
        actors.push(entry);
        let registered = desk.registry.actors[entry].doc.as_ref();
        let role = actor.role.as_ref().map(ToString::to_string);
        let role = role.or_else(|| role_at(&registered?.front.roles, &as_of, &desk.config.timezone));
        who.push(WhoView { actor: Arc::clone(&desk.registry.actors[entry].link), role });
    }
    (actors, who)
}

/// The role of each statement's speaker, when it was said.
fn speaker_roles(desk: &Desk<'_>, doc: &BriefingDoc, names: &[(Box<str>, usize)]) -> Vec<Option<String>> {
    let role = |said: &StatementFront| {
        role_of_speaker(desk, doc, entry(names, &said.speaker)?, &said.date.unwrap_or(doc.front.cut_off()))
    };
    doc.front.statements.iter().map(role).collect()
}

/// The actor that a field names.
fn entry(names: &[(Box<str>, usize)], name: &str) -> Option<usize> {
    names.iter().find(|(known, _)| **known == *name).map(|(_, entry)| *entry)
}

/// What is wrong with a briefing that is held back.
pub fn faults(desk: &Desk<'_>, doc: &BriefingDoc) -> Vec<Diagnostic> {
    let mut linker = Linker::new(desk, &doc.origin.source, None, Own::Briefing(doc));
    fill(&mut linker, doc);
    let mut diagnostics = linker.diagnostics;
    actor_names(desk, doc, &mut diagnostics);
    dossier(desk, doc, &mut diagnostics);
    diagnostics
}

/// Every actor that a field names, by the words used there.
fn actor_names(desk: &Desk<'_>, doc: &BriefingDoc, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Box<str>, usize)> {
    let mut names: Vec<(Box<str>, usize)> = Vec::new();
    for (name, field) in registry::mentions(doc) {
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
            let diagnostic = Diagnostic::new(Code::UnknownDossier, format!("there is no dossier `{name}`"))
                .at(Place::value(&doc.origin.source, "dossier"));
            diagnostics.push(match desk.registry.dossier_names.near(name).as_slice() {
                [] => diagnostic.hint(format!("begin it with `briefer new dossier \"{name}\"`")),
                near => diagnostic.did_you_mean(near),
            });
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
    storyline: Option<&Shared<StorylineView>>,
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
