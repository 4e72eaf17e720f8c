//! Structured data in pages: schema.org as JSON-LD.
//!
//! Entry points: [`briefing`], [`actor`], [`dossier`], [`tag`] and [`site`] describe what a page
//! is about, [`breadcrumbs`] where it stands; [`document`] joins them in one graph, safe inside a
//! script element. What several things refer to has an `@id`, so that readers of many pages see
//! one actor: the address of its page with `#actor`. Ids are relative to the page, as JSON-LD
//! allows: pages with many events stay light.
//!
//! What schema.org has no word for is left out, never bent: an event that is tentative has no
//! status and no date here.

mod article;
mod event;
mod gather;

use serde::Serialize;

use crate::base::json::script_safe;
use crate::model::config::Config;
use crate::model::view::{ActorLink, LinkView, SafeHtml};

pub use article::briefing;
pub use gather::{actor, dossier, site, tag};

/// One thing of a page, as JSON.
#[derive(Debug, Clone)]
pub struct Item(String);

impl Item {
    fn new(thing: &impl Serialize) -> Self {
        Self(serde_json::to_string(thing).expect("plain structs are JSON"))
    }
}

/// The things of a page as one document; none where there is nothing to say.
pub fn document(items: impl Iterator<Item = Item>) -> Option<SafeHtml> {
    let items: Vec<String> = items.map(|Item(text)| text).collect();
    let graph = items.join(",");
    let text = format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{graph}]}}");
    (!items.is_empty()).then(|| SafeHtml(script_safe(text)))
}

/// Something with a name; what is absent is left out.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entity<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

/// What is described elsewhere on the page, or on its own.
#[derive(Debug, Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// The type of an actor of that kind.
fn actor_type(kind: &str) -> &'static str {
    match kind {
        "person" => "Person",
        "state" => "Country",
        "other" => "Thing",
        _ => "Organization",
    }
}

/// An actor, where something is about it.
fn actor_entity(link: &ActorLink) -> Entity<'_> {
    Entity {
        kind: actor_type(link.kind),
        id: Some(actor_id(&link.url)),
        name: &link.name,
        same_as: link.wikidata.as_deref().map(wikidata),
        ..Entity::default()
    }
}

fn wikidata(item: &str) -> String {
    format!("https://www.wikidata.org/entity/{item}")
}

fn publisher(config: &Config) -> Option<Entity<'_>> {
    let publisher = config.publisher.as_ref()?;
    Some(Entity {
        kind: "Organization",
        id: Some(publisher_id(config)),
        name: &publisher.name,
        url: publisher.url.clone(),
        logo: logo(config),
        ..Entity::default()
    })
}

/// Where the publisher's logo is, absolute.
pub fn logo(config: &Config) -> Option<String> {
    let logo = config.publisher.as_ref()?.logo.as_ref()?;
    Some(absolute(&config.base_url.rooted(logo), config))
}

fn publisher_id(config: &Config) -> String {
    format!("{}#publisher", config.base_url.root)
}

/// An actor itself, as against the page about it.
fn actor_id(url: &str) -> String {
    format!("{url}#actor")
}

/// A story itself, as against the page that gathers it.
fn story_id(url: &str) -> String {
    format!("{url}#story")
}

/// A briefing itself, as against its page.
fn article_id(url: &str) -> String {
    format!("{url}#article")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Trail<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    /// None for the page itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// The way from the home page to a page.
pub fn breadcrumbs(trail: &[LinkView], title: &str, config: &Config) -> Item {
    let above = trail.iter().map(|link| (link.title.as_str(), Some(absolute(&link.url, config))));
    let all = above.chain([(title, None)]).enumerate();
    let step = |(at, (name, item))| Step { kind: "ListItem", position: at + 1, name, item };
    Item::new(&Trail { kind: "BreadcrumbList", item_list_element: all.map(step).collect() })
}

/// A site-relative address with the origin before it; others as they are.
pub fn absolute(url: &str, config: &Config) -> String {
    if url.starts_with('/') { format!("{}{url}", config.base_url.origin) } else { url.to_owned() }
}
