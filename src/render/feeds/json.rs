//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::entry::Entry;
use crate::model::config::Config;
use crate::model::feed::FeedSight;
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
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
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
pub fn write(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    feed: &FeedSight<'_>,
    title: &str,
    entries: &[Entry<'_>],
    out: &mut Vec<u8>,
) {
    let config = renderer.config;
    let here = &config.base_url.absolute;
    let publisher = config.publisher.as_ref();
    let whole = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title,
        home_page_url: format!("{here}/{}", feed.home),
        feed_url: format!("{here}/{}", job.path.href()),
        description: feed.description.as_deref(),
        icon: logo(config),
        authors: vec![Author {
            name: publisher.map_or(&config.title, |publisher| &publisher.name),
            url: publisher.and_then(|publisher| publisher.url.clone()),
        }],
        language: config.language.as_str(),
        items: entries.iter().map(|entry| item(config, entry)).collect(),
    };
    serde_json::to_writer(&mut *out, &whole).expect("plain structs are JSON, and a vector takes all");
    out.push(b'\n');
}

fn item<'a>(config: &Config, entry: &'a Entry<'_>) -> Item<'a> {
    let authors = entry.authors.iter();
    Item {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        // One of the two forms of content is required.
        content_html: entry.content.as_deref().unwrap_or(&entry.summary_html),
        summary: entry.summary,
        date_published: entry.published.to_string(),
        date_modified: (entry.updated != entry.published).then(|| entry.updated.to_string()),
        authors: authors
            .map(|author| Author { name: &author.name, url: author.url.as_ref().map(|url| absolute(url, config)) })
            .collect(),
        tags: entry.tags.iter().map(|tag| tag.title.as_str()).collect(),
        language: entry.lang,
    }
}
