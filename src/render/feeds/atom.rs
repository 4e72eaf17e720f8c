//! Atom (RFC 4287).

use jiff::Timestamp;

use super::entry::Entry;
use crate::model::feed::FeedSight;
use crate::model::plan::Job;
use crate::render::Renderer;
use crate::render::json_ld::{absolute, logo};
use crate::render::xml::Xml;

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
    let mut xml = Xml::new();
    xml.raw("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(config.language.as_str());
    xml.raw("\">\n");
    xml.element("title", title);
    if let Some(description) = &feed.description {
        xml.element("subtitle", description);
    }
    xml.element("id", &format!("{}/{}", config.feeds.id_base.absolute, job.path.href()));
    let here = &config.base_url.absolute;
    xml.link("self", &format!("{here}/{}", job.path.href()), Some("application/atom+xml"));
    xml.link("alternate", &format!("{here}/{}", feed.home), Some("text/html"));
    let newest = entries.iter().map(|entry| entry.updated).max();
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
    for entry in entries {
        write_entry(renderer, &mut xml, entry);
    }
    xml.raw("</feed>\n");
    out.extend_from_slice(xml.as_bytes());
}

fn write_entry(renderer: &Renderer<'_>, xml: &mut Xml, entry: &Entry<'_>) {
    xml.raw("<entry");
    if let Some(lang) = entry.lang {
        xml.raw(" xml:lang=\"");
        xml.text(lang);
        xml.raw("\"");
    }
    xml.raw(">\n");
    xml.element("title", &entry.title);
    xml.element("id", &entry.id);
    xml.link("alternate", &entry.url, Some("text/html"));
    xml.element("published", &entry.published.to_string());
    xml.element("updated", &entry.updated.to_string());
    // An entry without authors has those of its feed.
    for author in entry.authors {
        xml.raw("<author>");
        xml.inline("name", &author.name);
        if let Some(url) = &author.url {
            xml.inline("uri", &absolute(url, renderer.config));
        }
        xml.raw("</author>\n");
    }
    for tag in entry.tags {
        xml.raw("<category term=\"");
        xml.text(&tag.title);
        xml.raw("\"/>\n");
    }
    xml.raw("<summary type=\"html\">");
    xml.text(&entry.summary_html);
    xml.raw("</summary>\n");
    if let Some(content) = &entry.content {
        xml.raw("<content type=\"html\">");
        xml.text(content);
        xml.raw("</content>\n");
    }
    xml.raw("</entry>\n");
}
