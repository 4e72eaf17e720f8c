//! A briefing: `NewsArticle`, or the kin that its kind names.

use serde::Serialize;

use super::event::{Event, event, is_told};
use super::{Entity, Item, absolute, actor_entity, actor_id, article_id, publisher, publisher_id, story_id};
use crate::model::config::Config;
use crate::model::field::{BriefingStatus, ChangeKind, SourceKind};
use crate::model::front::SourceFront;
use crate::model::plan::BriefingSight;
use crate::model::view::{ActorLink, AuthorView, ImageView};

/// The type of a briefing of that kind.
pub(super) fn article_type(kind: &str) -> &'static str {
    match kind {
        "analysis" => "AnalysisNewsArticle",
        "sitrep" => "ReportageNewsArticle",
        "explainer" => "BackgroundNewsArticle",
        "note" => "Article",
        _ => "NewsArticle",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    headline: &'a str,
    url: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Mention<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Entity<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Citation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Correction<'a>>,
}

/// An event or an actor that the briefing names without being about it.
#[derive(Serialize)]
#[serde(untagged)]
enum Mention<'a> {
    Event(Event<'a>),
    Actor(Entity<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Image<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    caption: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'a str>,
}

/// A source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Citation<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Entity<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<&'a str>,
}

/// What was wrong.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    date_published: String,
}

/// Describes a briefing whose page is at `canonical`.
pub fn briefing(sight: &BriefingSight<'_>, canonical: &str, config: &Config) -> Item {
    let briefing = sight.briefing;
    let (card, front) = (&*briefing.card, &briefing.doc.front);
    let corrections = front.corrections.iter().zip(&briefing.doc.corrections);
    let events = front.events.iter().enumerate().filter(|(_, front)| is_told(front));
    let events = events.map(|(at, front)| Mention::Event(event(front, at, &briefing.names, config)));
    Item::new(&Article {
        kind: article_type(card.kind),
        id: article_id(&card.url),
        headline: &card.title,
        url: canonical,
        date_published: &card.date,
        date_modified: card.updated.as_ref().unwrap_or(&card.date),
        expires: front.expires.map(|date| date.to_iso(&config.timezone)),
        in_language: card.lang.as_deref().unwrap_or(config.language.as_str()),
        creative_work_status: match front.status {
            None | Some(BriefingStatus::Final) => None,
            Some(BriefingStatus::Developing) => Some("Developing"),
            Some(BriefingStatus::Superseded) => Some("Superseded"),
            Some(BriefingStatus::Retracted) => Some("Retracted"),
        },
        image: briefing.image.as_ref().map(|picture| image(picture, config)),
        author: briefing.authors.iter().map(|view| author(view, config)).collect(),
        publisher: publisher(config),
        about: briefing.who.iter().map(|who| actor_entity(&who.actor)).collect(),
        mentions: events.chain(named(sight).map(|link| Mention::Actor(actor_entity(link)))).collect(),
        keywords: card.tags.iter().map(|tag| tag.title.as_str()).collect(),
        is_part_of: briefing.storyline.as_ref().map(|story| Entity {
            kind: "CreativeWorkSeries",
            id: Some(story_id(&story.url)),
            name: &story.title,
            ..Entity::default()
        }),
        position: card.number,
        citation: front.sources.iter().map(|source| citation(source, config)).collect(),
        correction: corrections
            .filter(|(change, _)| change.kind != Some(ChangeKind::Update))
            .map(|(change, text)| Correction {
                kind: "CorrectionComment",
                text: &text.plain,
                date_published: change.date.to_iso(&config.timezone),
            })
            .collect(),
    })
}

/// Actors that the fields or the text name, but that the briefing is not about; each once.
fn named<'s>(sight: &BriefingSight<'s>) -> impl Iterator<Item = &'s ActorLink> {
    let mut seen: Vec<&str> = sight.briefing.who.iter().map(|who| who.actor.id.as_str()).collect();
    let in_fields = sight.briefing.names.iter().map(|(_, link)| &***link);
    let in_text = sight.named.iter().map(|link| &***link);
    in_fields.chain(in_text).filter(move |link| {
        let new = !seen.contains(&link.id.as_str());
        if new {
            seen.push(&link.id);
        }
        new
    })
}

/// A by-line's name. An author is a person or an organization to schema.org: one that is not a
/// registered actor is the publisher, if it has its name, else a person.
fn author<'a>(view: &'a AuthorView, config: &Config) -> Entity<'a> {
    let url = view.url.as_ref().map(|url| absolute(url, config));
    if let Some(kind) = view.kind {
        let kind = if kind == "person" { "Person" } else { "Organization" };
        let id = view.url.as_ref().map(|url| actor_id(url));
        return Entity { kind, id, name: &view.name, url, ..Entity::default() };
    }
    let publisher = config.publisher.as_ref().is_some_and(|publisher| publisher.name == view.name);
    Entity {
        kind: if publisher || view.name == config.title { "Organization" } else { "Person" },
        id: publisher.then(|| publisher_id(config)),
        name: &view.name,
        ..Entity::default()
    }
}

fn image<'a>(picture: &'a ImageView, config: &Config) -> Image<'a> {
    Image {
        kind: "ImageObject",
        url: absolute(&picture.url, config),
        caption: &picture.alt,
        credit_text: picture.credit.as_deref(),
    }
}

fn citation<'a>(source: &'a SourceFront, config: &Config) -> Citation<'a> {
    Citation {
        kind: match source.kind {
            Some(SourceKind::Dataset) => "Dataset",
            Some(SourceKind::Social) => "SocialMediaPosting",
            _ => "CreativeWork",
        },
        name: &source.title,
        url: source.url.as_deref(),
        publisher: source.publisher.as_ref().map(|name| Entity { kind: "Organization", name, ..Entity::default() }),
        date_published: source.published.map(|date| date.to_iso(&config.timezone)),
        archived_at: source.archived.as_deref(),
    }
}
