//! Structured data in pages: schema.org as JSON-LD.

use serde_json::{Map, Value, json};

use crate::model::config::Config;
use crate::model::field::{BriefingKind, BriefingStatus, ChangeKind};
use crate::model::plan::BriefingSight;
use crate::model::view::{ActorLink, LinkView, SafeHtml};

/// `text` with `<`, `>` and `&` as escapes, so that no script element can end in it.
pub fn script_safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// Finished JSON-LD.
fn finish(mut object: Map<String, Value>) -> SafeHtml {
    let mut all = Map::new();
    all.insert("@context".to_owned(), json!("https://schema.org"));
    all.append(&mut object);
    SafeHtml(script_safe(&Value::Object(all).to_string()))
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
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    put("@type", json!(kind));
    put("headline", json!(card.title));
    put("description", json!(briefing.doc.summary.plain));
    put("url", json!(canonical));
    put("mainEntityOfPage", json!(canonical));
    put("datePublished", json!(card.date));
    put("dateModified", json!(card.updated.as_ref().unwrap_or(&card.date)));
    put("inLanguage", json!(card.lang.as_deref().unwrap_or(config.language.as_str())));
    put("isAccessibleForFree", json!(true));
    if let Some(image) = &briefing.image {
        put("image", json!(format!("{}{}", config.base_url.origin, image.url)));
    }
    if !briefing.authors.is_empty() {
        let author = |author: &crate::model::view::AuthorView| match &author.url {
            Some(url) => json!({"@type": "Thing", "name": author.name, "url": absolute(url, config)}),
            None => json!({"@type": "Organization", "name": author.name}),
        };
        put("author", briefing.authors.iter().map(author).collect());
    }
    if let Some(publisher) = publisher(config) {
        put("publisher", publisher);
    }
    if !briefing.who.is_empty() {
        put("about", briefing.who.iter().map(|who| actor(&who.actor, config)).collect());
    }
    if !card.tags.is_empty() {
        put("keywords", card.tags.iter().map(|tag| tag.title.as_str()).collect());
    }
    if let Some(story) = &briefing.storyline {
        put(
            "isPartOf",
            json!({"@type": "CreativeWorkSeries", "name": story.title, "url": absolute(&story.url, config)}),
        );
    }
    let cited: Vec<Value> = front
        .sources
        .iter()
        .map(|source| {
            let mut work = json!({"@type": "CreativeWork", "name": source.title.as_str()});
            if let Some(url) = &source.url {
                work["url"] = json!(url.as_str());
            }
            work
        })
        .collect();
    if !cited.is_empty() {
        put("citation", Value::Array(cited));
    }
    let corrections: Vec<Value> = front
        .corrections
        .iter()
        .zip(&briefing.doc.corrections)
        .filter(|(change, _)| change.kind != Some(ChangeKind::Update))
        .map(|(change, text)| {
            json!({"@type": "CorrectionComment", "text": text.plain, "datePublished": change.date.to_iso(&config.timezone)})
        })
        .collect();
    if !corrections.is_empty() {
        put("correction", Value::Array(corrections));
    }
    if front.status == Some(BriefingStatus::Retracted) {
        put("creativeWorkStatus", json!("Retracted"));
    }
    finish(object)
}

/// An actor, where a briefing is about it.
fn actor(link: &ActorLink, config: &Config) -> Value {
    let kind = match link.kind {
        "person" => "Person",
        "state" => "Country",
        "other" => "Thing",
        _ => "Organization",
    };
    let mut value = json!({"@type": kind, "@id": absolute(&link.url, config), "name": link.name});
    if let Some(item) = &link.wikidata {
        value["sameAs"] = json!(format!("https://www.wikidata.org/entity/{item}"));
    }
    value
}

/// An actor's own page.
pub fn actor_page(link: &ActorLink, canonical: &str, config: &Config) -> SafeHtml {
    let mut object = Map::new();
    object.insert("@type".to_owned(), json!("ProfilePage"));
    object.insert("url".to_owned(), json!(canonical));
    object.insert("mainEntity".to_owned(), actor(link, config));
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
fn absolute(url: &str, config: &Config) -> String {
    if url.starts_with('/') { format!("{}{url}", config.base_url.origin) } else { url.to_owned() }
}
