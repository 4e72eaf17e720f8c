//! Pages that gather: an actor's, a dossier's, a tag's, and the site itself.

use serde::Serialize;

use super::article::article_type;
use super::{Entity, Item, absolute, actor_entity, actor_id, actor_type, article_id, publisher, story_id, wikidata};
use crate::model::config::Config;
use crate::model::edition::{Actor, Dossier, Tag};
use crate::model::shared::Shared;
use crate::model::view::CardView;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a, T> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    main_entity: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Profile<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    member_of: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
}

/// The actor whose page is at `canonical`.
pub fn actor(actor: &Actor, canonical: &str) -> Item {
    let link = &actor.link;
    let front = actor.doc.as_ref().map(|doc| &doc.front);
    let names = front.into_iter().flat_map(|front| front.names.values().chain(&front.aliases));
    let mut alternate_name: Vec<&str> = Vec::new();
    for name in [link.short.as_str()].into_iter().chain(names.map(|name| name.as_str())) {
        if name != link.name && !alternate_name.contains(&name) {
            alternate_name.push(name);
        }
    }
    let kind = actor_type(link.kind);
    // Only persons and organizations belong to organizations.
    let groups = actor.member_of.iter().filter(|_| matches!(kind, "Person" | "Organization"));
    let own = front.into_iter().flat_map(|front| &front.links).map(|link| link.url.to_string());
    Item::new(&Page {
        kind: "ProfilePage",
        id: canonical,
        url: canonical,
        name: &link.name,
        description: actor.card.role.as_deref(),
        main_entity: Profile {
            kind,
            id: actor_id(&link.url),
            name: &link.name,
            alternate_name,
            job_title: actor.card.role.as_deref().filter(|_| kind == "Person"),
            member_of: groups
                .map(|group| Entity {
                    kind: "Organization",
                    id: Some(actor_id(&group.url)),
                    name: &group.title,
                    ..Entity::default()
                })
                .collect(),
            same_as: link.wikidata.as_deref().map(wikidata).into_iter().chain(own).collect(),
        },
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Story<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Part<'a>>,
}

/// A briefing in a list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    headline: &'a str,
    url: String,
    date_published: &'a str,
}

fn parts<'a>(cards: &[&'a Shared<CardView>], config: &Config) -> Vec<Part<'a>> {
    let part = |card: &&'a Shared<CardView>| Part {
        kind: article_type(card.kind),
        id: article_id(&card.url),
        headline: &card.title,
        url: absolute(&card.url, config),
        date_published: &card.date,
    };
    cards.iter().map(part).collect()
}

/// The storyline whose page is at `canonical`, with the briefings that the page lists.
pub fn dossier(dossier: &Dossier, cards: &[&Shared<CardView>], canonical: &str, config: &Config) -> Item {
    let card = &dossier.card;
    Item::new(&Page {
        kind: "CollectionPage",
        id: canonical,
        url: canonical,
        name: &card.title,
        description: dossier.doc.summary.as_ref().map(|summary| &*summary.plain),
        main_entity: Story {
            kind: "CreativeWorkSeries",
            id: story_id(&card.url),
            name: &card.title,
            start_date: card.started.as_deref(),
            about: dossier.who.iter().map(|who| actor_entity(&who.actor)).collect(),
            has_part: parts(cards, config),
        },
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Topic<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
}

/// The tag whose page is at `canonical`.
pub fn tag(tag: &Tag, canonical: &str) -> Item {
    let aliases = tag.doc.iter().flat_map(|doc| &doc.front.aliases);
    Item::new(&Page {
        kind: "CollectionPage",
        id: canonical,
        url: canonical,
        name: &tag.card.label,
        description: tag.card.description.as_deref(),
        main_entity: Topic {
            kind: "DefinedTerm",
            name: &tag.card.label,
            alternate_name: aliases.map(|alias| alias.as_str()).collect(),
        },
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Site<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Entity<'a>>,
}

/// The site itself, on its home page.
pub fn site(config: &Config) -> Item {
    Item::new(&Site {
        kind: "WebSite",
        name: &config.title,
        url: format!("{}/", config.base_url.absolute),
        description: config.description.as_deref(),
        in_language: config.language.as_str(),
        publisher: publisher(config),
    })
}
