//! Structured data in pages: schema.org as JSON-LD.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::config::Config;
use crate::model::field::{BriefingKind, BriefingStatus, ChangeKind};
use crate::model::plan::BriefingSight;
use crate::model::view::{ActorLink, LinkView, SafeHtml};

/// `text` with `<`, `>` and `&` as escapes, so that no script element can end in it.
pub fn script_safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    // Separators of lines and paragraphs end a line in old readers of JavaScript.
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        let c = chars.next().expect("found at this place");
        out.push_str(&format!("\\u{:04x}", u32::from(c)));
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// Finished JSON-LD.
fn finish(mut object: Map<String, Value>) -> SafeHtml {
    let mut all = Map::new();
    all.insert("@context".to_owned(), json!("https://schema.org"));
    all.append(&mut object);
    SafeHtml(script_safe(&Value::Object(all).to_string()))
}

/// A briefing as schema.org sees it; what is absent is left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'a str,
    description: &'a str,
    url: &'a str,
    main_entity_of_page: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    in_language: &'a str,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Correction<'a>>,
}

/// Something with a name.
#[derive(Serialize)]
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
}

impl<'a> Entity<'a> {
    fn new(kind: &'static str, name: &'a str) -> Self {
        Self { kind, id: None, name, url: None, same_as: None }
    }
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

/// A briefing: `NewsArticle`, or the kin that its kind names.
pub fn briefing(sight: &BriefingSight<'_>, canonical: &str, config: &Config) -> SafeHtml {
    let briefing = sight.briefing;
    let (card, front) = (&*briefing.card, &briefing.doc.front);
    let kind = match front.kind.unwrap_or(BriefingKind::News) {
        BriefingKind::News => "NewsArticle",
        BriefingKind::Analysis => "AnalysisNewsArticle",
        BriefingKind::Sitrep => "ReportageNewsArticle",
        BriefingKind::Explainer => "BackgroundNewsArticle",
        BriefingKind::Note => "Article",
    };
    let linked = |kind, name, url: &Option<String>| Entity {
        url: url.as_ref().map(|url| absolute(url, config)),
        ..Entity::new(kind, name)
    };
    let corrections = front.corrections.iter().zip(&briefing.doc.corrections);
    let article = Article {
        context: "https://schema.org",
        kind,
        headline: &card.title,
        description: &briefing.doc.summary.plain,
        url: canonical,
        main_entity_of_page: canonical,
        date_published: &card.date,
        date_modified: card.updated.as_ref().unwrap_or(&card.date),
        in_language: card.lang.as_deref().unwrap_or(config.language.as_str()),
        is_accessible_for_free: true,
        creative_work_status: (front.status == Some(BriefingStatus::Retracted)).then_some("Retracted"),
        image: briefing.image.as_ref().map(|image| absolute(&image.url, config)),
        author: briefing
            .authors
            .iter()
            .map(|author| {
                linked(if author.url.is_some() { "Thing" } else { "Organization" }, &author.name, &author.url)
            })
            .collect(),
        publisher: publisher(config),
        about: briefing.who.iter().map(|who| actor(&who.actor, config)).collect(),
        keywords: card.tags.iter().map(|tag| tag.title.as_str()).collect(),
        is_part_of: briefing
            .storyline
            .as_ref()
            .map(|story| linked("CreativeWorkSeries", &story.title, &Some(story.url.clone()))),
        citation: front
            .sources
            .iter()
            .map(|source| Entity {
                url: source.url.as_ref().map(ToString::to_string),
                ..Entity::new("CreativeWork", &source.title)
            })
            .collect(),
        correction: corrections
            .filter(|(change, _)| change.kind != Some(ChangeKind::Update))
            .map(|(change, text)| Correction {
                kind: "CorrectionComment",
                text: &text.plain,
                date_published: change.date.to_iso(&config.timezone),
            })
            .collect(),
    };
    let text = serde_json::to_string(&article).expect("plain structs are JSON");
    SafeHtml(script_safe(&text))
}

/// An actor, where a briefing is about it.
fn actor<'a>(link: &'a ActorLink, config: &Config) -> Entity<'a> {
    let kind = match link.kind {
        "person" => "Person",
        "state" => "Country",
        "other" => "Thing",
        _ => "Organization",
    };
    Entity {
        id: Some(absolute(&link.url, config)),
        same_as: link.wikidata.as_ref().map(|item| format!("https://www.wikidata.org/entity/{item}")),
        ..Entity::new(kind, &link.name)
    }
}

/// An actor's own page.
pub fn actor_page(link: &ActorLink, canonical: &str, config: &Config) -> SafeHtml {
    let mut object = Map::new();
    object.insert("@type".to_owned(), json!("ProfilePage"));
    object.insert("url".to_owned(), json!(canonical));
    object.insert("mainEntity".to_owned(), json!(actor(link, config)));
    finish(object)
}

/// The site itself, on its home page.
pub fn site(config: &Config) -> SafeHtml {
    let mut object = Map::new();
    object.insert("@type".to_owned(), json!("WebSite"));
    object.insert("name".to_owned(), json!(config.title));
    object.insert("url".to_owned(), json!(format!("{}/", config.base_url.absolute)));
    if let Some(description) = &config.description {
        object.insert("description".to_owned(), json!(description));
    }
    object.insert("inLanguage".to_owned(), json!(config.language.as_str()));
    if let Some(publisher) = publisher(config) {
        object.insert("publisher".to_owned(), publisher);
    }
    finish(object)
}

/// The way from the home page to a page.
pub fn breadcrumbs(trail: &[LinkView], title: &str, canonical: &str, config: &Config) -> SafeHtml {
    let item = |(at, name, url): (usize, &str, String)| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": url});
    let above = trail.iter().enumerate().map(|(at, link)| (at, link.title.as_str(), absolute(&link.url, config)));
    let items: Vec<Value> = above.chain([(trail.len(), title, canonical.to_owned())]).map(item).collect();
    let mut object = Map::new();
    object.insert("@type".to_owned(), json!("BreadcrumbList"));
    object.insert("itemListElement".to_owned(), Value::Array(items));
    finish(object)
}

fn publisher(config: &Config) -> Option<Value> {
    let publisher = config.publisher.as_ref()?;
    let mut value = json!({"@type": "Organization", "name": publisher.name});
    if let Some(url) = &publisher.url {
        value["url"] = json!(url);
    }
    if let Some(logo) = &publisher.logo {
        value["logo"] = json!(absolute(logo, config));
    }
    Some(value)
}

/// A site-relative address with the origin before it; others as they are.
pub fn absolute(url: &str, config: &Config) -> String {
    if url.starts_with('/') { format!("{}{url}", config.base_url.origin) } else { url.to_owned() }
}
