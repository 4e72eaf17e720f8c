//! The index of actors, an actor's page, and the page of its mentions.

use tera::Context;

use super::lists::more;
use super::page::{PageParts, canonical, insert_page};
use super::{Filled, filled, insert_list, seen};
use crate::model::field::FeedOf;
use crate::model::plan::{ActorSight, ActorsSight, Job, MentionsSight};
use crate::model::view::seen::ActorRow;
use crate::model::view::{ActorGroup, ActorLetter, ActorView, LinkView, NameView, SafeHtml};
use crate::render::{Renderer, json_ld};

/// The order of kinds in the index of actors.
const KINDS: [&str; 6] = ["person", "state", "bloc", "organization", "group", "other"];

/// The index shows so many months, up to the newest briefing.
const MONTHS: i32 = 24;

/// The index of actors: by kind, then A to Z.
pub fn index(renderer: &Renderer<'_>, job: &Job<'_>, sight: &ActorsSight<'_>, context: &mut Context) -> &'static str {
    let section = renderer.shape.sections.actors.clone();
    let parts = PageParts { kind: "actors", title: renderer.section("actors"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    let mut groups: Vec<ActorGroup<'_>> = Vec::new();
    for kind in KINDS {
        let mut letters: Vec<ActorLetter<'_>> = Vec::new();
        for &(card, months) in sight.actors.iter().filter(|(card, _)| card.kind == kind) {
            let letter = first_letter(&card.sort);
            let spark = sight.until.and_then(|until| seen::spark(months, until, MONTHS));
            let row = ActorRow { card, spark };
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.actors.push(row),
                _ => letters.push(ActorLetter { letter, actors: vec![row] }),
            }
        }
        if !letters.is_empty() {
            groups.push(ActorGroup { kind, letters });
        }
    }
    context.insert("groups", &groups);
    context.insert("total", &sight.actors.len());
    "actors.html"
}

/// The letter under which a name is filed: its first without accents, upper case; `#` for all
/// that is no letter.
fn first_letter(name: &str) -> String {
    let folded = crate::base::text::fold(name);
    match folded.chars().next() {
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

/// An actor.
pub fn actor(renderer: &Renderer<'_>, job: &Job<'_>, sight: &ActorSight<'_>, context: &mut Context) -> Filled {
    let ActorSight { actor, list, seen } = sight;
    let canonical = canonical(renderer, job);
    let section = renderer.shape.sections.actors.clone();
    let first = list.is_first();
    let (card, record) = (&actor.card, &actor.record);
    let feeds = renderer.feeds(FeedOf::Actors, &card.name, &card.url, card.briefings);
    let calendar = renderer.config.calendar(&card.name, &card.url).filter(|_| record.is_dated());
    let parts = PageParts {
        kind: "actor",
        title: actor.card.name.clone(),
        noindex: !actor.is_listed(),
        description: actor.card.role.clone(),
        trail: renderer.trail("actors", section.as_ref()),
        section,
        feeds: feeds.into_iter().chain(calendar.clone()).collect(),
        json_ld: first.then(|| json_ld::actor(actor, &canonical)),
        pager: list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let front = actor.doc.as_ref().map(|doc| &doc.front);
    let names = front.into_iter().flat_map(|front| &front.names);
    let view = ActorView {
        card: &actor.card,
        names: names
            .map(|(lang, name)| NameView { lang: lang.as_str().to_owned(), dir: lang.dir(), name: name.to_string() })
            .collect(),
        aliases: front.into_iter().flat_map(|front| &front.aliases).map(ToString::to_string).collect(),
        roles: actor.roles.clone(),
        member_of: actor.member_of.clone(),
        members: actor.members.clone(),
        country: actor.link.country.clone(),
        wikidata: actor
            .link
            .wikidata
            .as_ref()
            .map(|item| LinkView { title: item.clone(), url: format!("https://www.wikidata.org/wiki/{item}") }),
        links: front
            .into_iter()
            .flat_map(|front| &front.links)
            .map(|link| LinkView { title: link.title.to_string(), url: link.url.to_string() })
            .collect(),
        body: SafeHtml(actor.doc.as_ref().map(|doc| filled(&doc.body.html, &actor.body)).unwrap_or_default()),
        record: first.then_some(record),
        timeline: more(&renderer.shape.sections.timeline, record.has_more_events(), &card.url, "timeline"),
        statements: more(&renderer.shape.sections.statements, record.has_more_statements(), &card.url, "statements"),
        calendar,
        seen: seen.as_ref().map(seen::view),
    };
    context.insert("actor", &view);
    insert_list(renderer, list, context)?;
    Ok("actor.html")
}

/// The page of all mentions of an actor.
pub fn mentions(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    sight: &MentionsSight<'_>,
    context: &mut Context,
) -> &'static str {
    let section = renderer.shape.sections.actors.clone();
    let mut trail = renderer.trail("actors", section.as_ref());
    trail.push(LinkView { title: sight.actor.name.clone(), url: sight.actor.url.clone() });
    let title = renderer.theme.strings["actor"]["mentions_of"].as_str().unwrap_or("Mentions of {name}");
    let parts = PageParts {
        kind: "mentions",
        title: title.replace("{name}", &sight.actor.name),
        trail,
        section,
        pager: sight.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let mentions: Vec<_> = sight.mentions.iter().map(seen::mention).collect();
    context.insert("actor", &sight.actor);
    context.insert("mentions", &mentions);
    context.insert("total", &sight.total);
    "mentions.html"
}
