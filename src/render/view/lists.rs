//! Pages that gather: home, indexes, actors, tags, dossiers, the archive.

use tera::{Context, Value};

use super::page::{PageParts, canonical, insert_page};
use super::{Filled, entries, filled, insert_list, with_card};
use crate::model::edition::{Actor, Dossier};
use crate::model::field::FeedOf;
use crate::model::plan::{HomeSight, Job, List, TagSight, YearSight};
use crate::model::shared::Shared;
use crate::model::view::{
    ActorCard, ActorGroup, ActorLetter, ActorView, DossierCard, DossierView, FeedLink, HomeView, LinkView, MonthView,
    NameView, SafeHtml, TagCard, TagView, YearView,
};
use crate::render::{Renderer, json_ld};

/// The order of kinds in the index of actors.
const KINDS: [&str; 6] = ["person", "state", "bloc", "organization", "group", "other"];

impl Renderer<'_> {
    /// A section's name in the theme's words.
    pub(super) fn section(&self, key: &str) -> String {
        self.theme.strings["section"][key].as_str().unwrap_or(key).to_owned()
    }

    /// The way to a page below a section.
    pub(super) fn trail(&self, key: &str, url: Option<&String>) -> Vec<LinkView> {
        url.map(|url| LinkView { title: self.section(key), url: url.clone() }).into_iter().collect()
    }

    /// The feeds of a term; one without briefings has none.
    fn feeds(&self, of: FeedOf, name: &str, url: &str, briefings: usize) -> Vec<FeedLink> {
        if briefings == 0 { Vec::new() } else { self.config.feeds.links(of, name, url) }
    }
}

/// The page of that name below the one at `url`, if the site has such pages and this one does not
/// hold everything.
fn more(section: &Option<String>, has_more: bool, url: &str, name: &str) -> Option<String> {
    (section.is_some() && has_more).then(|| format!("{url}{name}/"))
}

/// The home page, and the following pages of its list.
pub fn home(renderer: &Renderer<'_>, job: &Job<'_>, sight: &HomeSight<'_>, context: &mut Context) -> Filled {
    let first = sight.list.is_first();
    let parts = PageParts {
        kind: "home",
        title: renderer.config.title.clone(),
        description: renderer.config.description.clone(),
        section: Some(renderer.shape.sections.home.clone()),
        json_ld: first.then(|| json_ld::site(renderer.config)),
        pager: sight.list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let view = HomeView {
        body: sight.page.map(|page| SafeHtml(filled(&page.doc.body.html, &page.body))),
        lead: sight.lead,
        developing: sight.developing.clone(),
        ahead: sight.ahead.clone(),
        dossiers: sight.dossiers.clone(),
    };
    context.insert("home", &view);
    insert_list(renderer, &sight.list, context)?;
    Ok("home.html")
}

/// The index of actors: by kind, then A to Z.
pub fn actors(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    cards: &[&Shared<ActorCard>],
    context: &mut Context,
) -> &'static str {
    let section = renderer.shape.sections.actors.clone();
    let parts = PageParts { kind: "actors", title: renderer.section("actors"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    let mut groups: Vec<ActorGroup<'_>> = Vec::new();
    for kind in KINDS {
        let mut letters: Vec<ActorLetter<'_>> = Vec::new();
        for &card in cards.iter().filter(|card| card.kind == kind) {
            let letter = first_letter(&card.sort);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.actors.push(card),
                _ => letters.push(ActorLetter { letter, actors: vec![card] }),
            }
        }
        if !letters.is_empty() {
            groups.push(ActorGroup { kind, letters });
        }
    }
    context.insert("groups", &groups);
    context.insert("total", &cards.len());
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
pub fn actor(renderer: &Renderer<'_>, job: &Job<'_>, actor: &Actor, list: &List<'_>, context: &mut Context) -> Filled {
    let canonical = canonical(renderer, job);
    let section = renderer.shape.sections.actors.clone();
    let first = list.is_first();
    let (card, record) = (&actor.card, &actor.record);
    let feeds = renderer.feeds(FeedOf::Actors, &card.name, &card.url, card.briefings);
    let calendar = renderer.config.calendar(&card.name, &card.url).filter(|_| record.is_dated());
    let parts = PageParts {
        kind: "actor",
        title: actor.card.name.clone(),
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
        calendar,
    };
    context.insert_value("actor", with_card(&actor.card, &view));
    insert_list(renderer, list, context)?;
    Ok("actor.html")
}

/// The index of tags.
pub fn tags(renderer: &Renderer<'_>, job: &Job<'_>, cards: &[&Shared<TagCard>], context: &mut Context) -> &'static str {
    let section = renderer.shape.sections.tags.clone();
    let parts = PageParts { kind: "tags", title: renderer.section("tags"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    context.insert("tags", cards);
    "tags.html"
}

/// A tag.
pub fn tag(renderer: &Renderer<'_>, job: &Job<'_>, sight: &TagSight<'_>, context: &mut Context) -> Filled {
    let tag = sight.tag;
    let first = sight.list.pager.as_ref().is_none_or(|pager| pager.number == 1);
    let section = renderer.shape.sections.tags.clone();
    let parts = PageParts {
        kind: "tag",
        title: tag.card.label.clone(),
        description: tag.card.description.clone(),
        trail: renderer.trail("tags", section.as_ref()),
        section,
        feeds: renderer.feeds(FeedOf::Tags, &tag.card.label, &tag.card.url, tag.card.briefings),
        json_ld: first.then(|| json_ld::tag(tag, &canonical(renderer, job))),
        pager: sight.list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let view = TagView {
        card: &tag.card,
        parent: sight.parent.clone(),
        children: sight.children.clone(),
        aliases: tag.doc.iter().flat_map(|doc| &doc.front.aliases).map(ToString::to_string).collect(),
        body: SafeHtml(tag.doc.as_ref().map(|doc| filled(&doc.body.html, &tag.body)).unwrap_or_default()),
    };
    context.insert_value("tag", with_card(&tag.card, &view));
    insert_list(renderer, &sight.list, context)?;
    Ok("tag.html")
}

/// The index of dossiers.
pub fn dossiers(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    cards: &[&Shared<DossierCard>],
    context: &mut Context,
) -> &'static str {
    let section = renderer.shape.sections.dossiers.clone();
    let parts = PageParts { kind: "dossiers", title: renderer.section("dossiers"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    context.insert("dossiers", cards);
    "dossiers.html"
}

/// A dossier.
pub fn dossier(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    dossier: &Dossier,
    list: &List<'_>,
    context: &mut Context,
) -> Filled {
    let first = list.pager.as_ref().is_none_or(|pager| pager.number == 1);
    let section = renderer.shape.sections.dossiers.clone();
    let summary = dossier.doc.summary.as_ref();
    let (card, record) = (&dossier.card, &dossier.record);
    let feeds = renderer.feeds(FeedOf::Dossiers, &card.title, &card.url, card.briefings);
    let calendar = renderer.config.calendar(&card.title, &card.url).filter(|_| record.is_dated());
    let parts = PageParts {
        kind: "dossier",
        title: dossier.card.title.clone(),
        description: summary.map(|summary| summary.plain.to_string()),
        trail: renderer.trail("dossiers", section.as_ref()),
        section,
        feeds: feeds.into_iter().chain(calendar.clone()).collect(),
        json_ld: first.then(|| json_ld::dossier(dossier, &list.cards, &canonical(renderer, job), renderer.config)),
        pager: list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let view = DossierView {
        card: &dossier.card,
        standfirst: summary.map(|summary| SafeHtml(filled(&summary.html, &dossier.summary))),
        body: SafeHtml(filled(&dossier.doc.body.html, &dossier.body)),
        who: dossier.who.clone(),
        record: list.is_first().then_some(record),
        timeline: more(&renderer.shape.sections.timeline, record.has_more_events(), &card.url, "timeline"),
        calendar,
    };
    context.insert_value("dossier", with_card(&dossier.card, &view));
    insert_list(renderer, list, context)?;
    Ok("dossier.html")
}

/// The archive.
pub fn archive(renderer: &Renderer<'_>, job: &Job<'_>, years: &[YearView], context: &mut Context) -> &'static str {
    let section = renderer.shape.sections.archive.clone();
    let parts = PageParts { kind: "archive", title: renderer.section("archive"), section, ..PageParts::default() };
    insert_page(renderer, job, parts, context);
    context.insert("years", years);
    "archive.html"
}

/// A year of the archive.
pub fn year(renderer: &Renderer<'_>, job: &Job<'_>, sight: &YearSight<'_>, context: &mut Context) -> Filled {
    let section = renderer.shape.sections.archive.clone();
    let parts = PageParts {
        kind: "year",
        title: sight.year.year.clone(),
        trail: renderer.trail("archive", section.as_ref()),
        section,
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let mut months = Vec::with_capacity(sight.months.len());
    for (month, cards) in &sight.months {
        let mut map = tera::Map::new();
        map.insert("month".into(), Value::from_serializable(month));
        map.insert("entries".into(), Value::from(entries(renderer, cards)?));
        months.push(Value::from(map));
    }
    context.insert("year", &sight.year);
    context.insert_value("months", Value::from(months));
    Ok("year.html")
}

/// A month of the archive.
pub fn month(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    year: &LinkView,
    month: &MonthView,
    list: &List<'_>,
    context: &mut Context,
) -> Filled {
    let section = renderer.shape.sections.archive.clone();
    let mut trail = renderer.trail("archive", section.as_ref());
    trail.push(year.clone());
    let parts = PageParts {
        kind: "month",
        title: renderer.dates.show(&month.month, crate::render::dates::Style::Month).unwrap_or_default(),
        trail,
        section,
        pager: list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    context.insert("month", month);
    insert_list(renderer, list, context)?;
    Ok("month.html")
}
