//! Atom (RFC 4287).

use jiff::Timestamp;

use super::{address, content, entry_id};
use crate::model::feed::{FeedItem, FeedSight};
use crate::model::plan::Job;
use crate::render::Renderer;
use crate::render::json_ld::{absolute, logo};
use crate::render::xml::Xml;

/// Writes a feed.
pub fn write(renderer: &Renderer<'_>, job: &Job<'_>, feed: &FeedSight<'_>, out: &mut Vec<u8>) {
    let config = renderer.config;
    let mut xml = Xml::new();
    xml.raw("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(config.language.as_str());
    xml.raw("\">\n");
    xml.element("title", &feed.title);
    if let Some(description) = &feed.description {
        xml.element("subtitle", description);
    }
    xml.element("id", &format!("{}/{}", config.feeds.id_base.absolute, job.path.href()));
    let here = &config.base_url.absolute;
    xml.link("self", &format!("{here}/{}", job.path.href()), Some("application/atom+xml"));
    xml.link("alternate", &format!("{here}/{}", feed.home), Some("text/html"));
    let newest = feed.items.iter().map(|item| item.updated).max();
    xml.element("updated", &newest.unwrap_or(Timestamp::UNIX_EPOCH).to_string());
    let publisher = config.publisher.as_ref();
    xml.raw("<author>");
    xml.inline("name", publisher.map_or(&config.title, |publisher| &publisher.name));
    if let Some(url) = publisher.and_then(|publisher| publisher.url.as_ref()) {
        xml.inline("uri", url);
    }
    xml.raw("</author>\n");
    if let Some(logo) = logo(config) {
        xml.element("logo", &logo);
    }
    for item in &feed.items {
        entry(renderer, &mut xml, item);
    }
    xml.raw("</feed>\n");
    out.extend_from_slice(xml.as_bytes());
}

fn entry(renderer: &Renderer<'_>, xml: &mut Xml, item: &FeedItem<'_>) {
    let config = renderer.config;
    let card = item.card;
    xml.raw("<entry");
    if let Some(lang) = &card.lang {
        xml.raw(" xml:lang=\"");
        xml.text(lang);
        xml.raw("\"");
    }
    xml.raw(">\n");
    xml.element("title", &card.title);
    xml.element("id", &entry_id(card, config));
    xml.link("alternate", &address(card, config), Some("text/html"));
    xml.element("published", &item.published.to_string());
    xml.element("updated", &item.updated.to_string());
    // An entry without authors has those of its feed.
    for author in item.authors {
        xml.raw("<author>");
        xml.inline("name", &author.name);
        if let Some(url) = &author.url {
            xml.inline("uri", &absolute(url, config));
        }
        xml.raw("</author>\n");
    }
    for tag in &card.tags {
        xml.raw("<category term=\"");
        xml.text(&tag.title);
        xml.raw("\"/>\n");
    }
    xml.raw("<summary type=\"html\">");
    xml.text(&card.summary.0);
    xml.raw("</summary>\n");
    if let Some(briefing) = item.text {
        xml.raw("<content type=\"html\">");
        xml.text(&content(renderer, briefing));
        xml.raw("</content>\n");
    }
    xml.raw("</entry>\n");
}
