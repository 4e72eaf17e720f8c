//! The pages that a reader opens, but for the archive and those of the ledger.

use rayon::prelude::*;

use super::claims::Claim;
use super::lists::split;
use super::{Output, Outputs, actors, lists};
use crate::base::path::OutPath;
use crate::model::config::Config;
use crate::model::edition::{Actor, Briefing, Edition, Tag};
use crate::model::field::{BriefingStatus, FeedOf};
use crate::model::plan::{BriefingSight, DossierSight, HomeSight, Shape, Sight, TagSight};
use crate::model::section::Section;
use crate::model::shared::Shared;
use crate::model::view::{ActorLink, SectionsView};

/// How many developing briefings, events to come and storylines the home page shows.
const ON_HOME: usize = 6;

/// Which sections there are: one without content has no page and no link.
pub fn shape(edition: &Edition, config: &Config) -> Shape {
    let root = &config.base_url.root;
    let events = &edition.ledger.events;
    let section = |exists: bool, section: Section| {
        (exists && section.is_wanted(config.sections)).then(|| format!("{root}{}/", section.word()))
    };
    let sections = SectionsView {
        home: root.clone(),
        actors: section(edition.actors.iter().any(Actor::is_listed), Section::Actors),
        tags: section(edition.tags.iter().any(Tag::is_listed), Section::Tags),
        dossiers: section(!edition.dossiers.is_empty(), Section::Dossiers),
        archive: section(!edition.listed.is_empty(), Section::Archive),
        timeline: section(events.iter().any(|event| !event.entry.ahead), Section::Timeline),
        // It stays when nothing is ahead: readers come back to it.
        upcoming: section(!events.is_empty(), Section::Upcoming),
        statements: section(!edition.ledger.statements.is_empty(), Section::Statements),
        sources: section(!edition.ledger.sources.is_empty(), Section::Sources),
        corrections: section(!edition.ledger.changes.is_empty(), Section::Corrections),
    };
    Shape {
        unmade: unmade(edition, config, &sections),
        sections,
        feeds: config.feeds.links(FeedOf::Site, &config.title, root),
        calendar: config.calendar(&config.title, root).filter(|_| events.iter().any(|event| event.date.is_some())),
        is_preview: edition.is_preview,
    }
}

/// The sections without content, but for those whose address a page of the author's has.
fn unmade(edition: &Edition, config: &Config, sections: &SectionsView) -> Vec<Section> {
    let is_page = |section: Section| edition.pages.iter().any(|page| page.path.as_str() == section.page());
    let wanted = Section::ALL.iter().copied().filter(|section| section.is_wanted(config.sections));
    wanted.filter(|&section| sections.of(section).is_none() && !is_page(section)).collect()
}

/// Adds them.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, shape: &Shape) {
    add_home(outputs, edition, config);
    let briefing = |briefing: &'e Briefing| Output {
        path: briefing.path.clone(),
        sight: Sight::Briefing(Box::new(sight(edition, briefing))),
        claim: Claim::File(&briefing.doc.origin.source),
    };
    outputs.list.par_extend(edition.briefings.par_iter().with_min_len(64).map(briefing));
    actors::add(outputs, edition, config);
    add_tags(outputs, edition, config, shape);
    add_dossiers(outputs, edition, config, shape);
    for page in &edition.pages {
        outputs.add(page.path.clone(), Sight::Page(page), Claim::File(&page.doc.origin.source));
    }
    outputs.add_ours("404.html", Sight::NotFound, "the page for unknown addresses");
    for redirect in &edition.redirects {
        let claim = Claim::Field(&redirect.place);
        outputs.add(redirect.from.clone(), Sight::Redirect(&redirect.to), claim);
    }
}

fn sight<'e>(edition: &'e Edition, briefing: &'e Briefing) -> BriefingSight<'e> {
    let card = |at: usize| &edition.briefings[at].card;
    BriefingSight {
        briefing,
        previous: briefing.previous.map(card),
        next: briefing.next.map(card),
        supersedes: briefing.supersedes.map(card),
        superseded_by: briefing.superseded_by.map(card),
        named: named(edition, briefing),
    }
}

/// Actors that the text of a briefing names and that it is not about, each once, in order.
fn named<'e>(edition: &'e Edition, briefing: &Briefing) -> Vec<&'e Shared<ActorLink>> {
    let mut actors: Vec<usize> = Vec::new();
    for named in &briefing.named {
        if !actors.contains(&named.actor) && !briefing.actors.contains(&named.actor) {
            actors.push(named.actor);
        }
    }
    actors.into_iter().map(|actor| &*edition.actors[actor].link).collect()
}

fn add_home<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config) {
    let lead = edition.listed().next().map(|briefing| &briefing.card);
    let developing = edition
        .listed()
        .skip(1)
        .filter(|briefing| briefing.card.status == BriefingStatus::Developing.word())
        .map(|briefing| &briefing.card)
        .take(ON_HOME)
        .collect();
    let events = edition.ledger.events.iter().map(|event| &*event.entry);
    let ahead = events.filter(|entry| entry.ahead).take(ON_HOME).collect();
    let mut dossiers: Vec<_> = edition.dossiers.iter().map(|dossier| &dossier.card).collect();
    dossiers.sort_by(|a, b| b.latest.cmp(&a.latest).then_with(|| a.id.cmp(&b.id)));
    dossiers.truncate(ON_HOME);

    let path = OutPath::parse("index.html").expect("a plain path is valid");
    let cards = edition.listed().map(|briefing| &briefing.card).collect();
    let mut pages = split(&path, &config.base_url.root, cards, config.lists.home).into_iter();
    let claim = || Claim::Ours("the home page");
    if let Some((path, list)) = pages.next() {
        let home = HomeSight { page: edition.home.as_ref(), lead, developing, ahead, dossiers, list };
        outputs.add(path, Sight::Home(Box::new(home)), claim());
    }
    for (path, list) in pages {
        let home = HomeSight { list, ..HomeSight::default() };
        outputs.add(path, Sight::Home(Box::new(home)), claim());
    }
}

fn add_tags<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, shape: &Shape) {
    if shape.sections.tags.is_some() {
        let mut cards: Vec<_> = edition.tags.iter().filter(|tag| tag.is_listed()).map(|tag| &tag.card).collect();
        cards.sort_by_cached_key(|card| (crate::base::text::fold(&card.label), card.id.clone()));
        outputs.add_ours(&Section::Tags.page(), Sight::Tags(cards), "the index of tags");
    }
    for tag in &edition.tags {
        let claim = tag.doc.as_ref().map_or(Claim::Ours("a tag's page"), |doc| Claim::File(&doc.origin.source));
        let cards = edition.cards(&tag.briefings).collect();
        for (path, list) in lists::split(&tag.path, &config.base_url.root, cards, config.lists.per_page) {
            let sight = TagSight {
                tag,
                parent: tag.parent.map(|parent| edition.tags[parent].link.clone()),
                children: tag.children.iter().map(|&child| &edition.tags[child].card).collect(),
                list,
            };
            outputs.add(path, Sight::Tag(Box::new(sight)), claim);
        }
    }
}

fn add_dossiers<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, shape: &Shape) {
    if shape.sections.dossiers.is_none() {
        return;
    }
    let mut cards: Vec<_> = edition.dossiers.iter().map(|dossier| &dossier.card).collect();
    cards.sort_by(|a, b| b.latest.cmp(&a.latest).then_with(|| a.id.cmp(&b.id)));
    outputs.add_ours(&Section::Dossiers.page(), Sight::Dossiers(cards), "the index of dossiers");
    for dossier in &edition.dossiers {
        let claim = Claim::File(&dossier.doc.origin.source);
        let cards = edition.cards(&dossier.briefings).collect();
        for (path, list) in lists::split(&dossier.path, &config.base_url.root, cards, config.lists.per_page) {
            outputs.add(path, Sight::Dossier(Box::new(DossierSight { dossier, list })), claim);
        }
    }
}
