//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{address, content, entry_id};
use crate::model::config::Config;
use crate::model::feed::{FeedItem, FeedSight};
use crate::model::plan::Job;
use crate::render::Renderer;
use crate::render::json_ld::{absolute, logo};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<String>,
    authors: Vec<Author<'a>>,
    language: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: &'a str,
    content_html: std::borrow::Cow<'a, str>,
    summary: &'a str,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// Writes a feed.
pub fn write(renderer: &Renderer<'_>, job: &Job<'_>, feed: &FeedSight<'_>, out: &mut Vec<u8>) {
    let config = renderer.config;
    let here = &config.base_url.absolute;
    let publisher = config.publisher.as_ref();
    let whole = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: format!("{here}/{}", feed.home),
        feed_url: format!("{here}/{}", job.path.href()),
        description: feed.description.as_deref(),
        icon: logo(config),
        authors: vec![Author {
            name: publisher.map_or(&config.title, |publisher| &publisher.name),
            url: publisher.and_then(|publisher| publisher.url.clone()),
        }],
        language: config.language.as_str(),
        items: feed.items.iter().map(|entry| item(renderer, entry)).collect(),
    };
    serde_json::to_writer(&mut *out, &whole).expect("plain structs are JSON, and a vector takes all");
    out.push(b'\n');
}

fn item<'a>(renderer: &Renderer<'_>, item: &'a FeedItem<'_>) -> Item<'a> {
    let config: &Config = renderer.config;
    let card = item.card;
    let authors = item.authors.iter();
    Item {
        id: entry_id(card, config),
        url: address(card, config),
        title: &card.title,
        // One of the two forms of content is required.
        content_html: item
            .text
            .map_or_else(|| card.summary.0.as_str().into(), |briefing| content(renderer, briefing).into()),
        summary: item.summary,
        date_published: item.published.to_string(),
        date_modified: (item.updated != item.published).then(|| item.updated.to_string()),
        authors: authors
            .map(|author| Author { name: &author.name, url: author.url.as_ref().map(|url| absolute(url, config)) })
            .collect(),
        tags: card.tags.iter().map(|tag| tag.title.as_str()).collect(),
        language: card.lang.as_deref(),
    }
}
