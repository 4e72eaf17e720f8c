//! Feeds and the sitemap: Atom (RFC 4287) and the sitemap protocol 0.9.

use jiff::Timestamp;

use super::view::filled;
use crate::base::date::Date;
use crate::base::text::escape_into;
use crate::model::config::Config;
use crate::model::edition::Briefing;
use crate::model::plan::{FeedItem, FeedSight, Job, SitemapEntry};

/// An Atom feed.
pub fn atom(feed: &FeedSight<'_>, job: &Job<'_>, config: &Config, out: &mut Vec<u8>) {
    let site = &config.base_url.absolute;
    let mut xml = Xml::new();
    xml.raw("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(config.language.as_str());
    xml.raw("\">\n");
    xml.element("title", &feed.title);
    if let Some(description) = &config.description {
        xml.element("subtitle", description);
    }
    let own = format!("{site}/{}", job.path.href());
    let home = format!("{site}/{}", feed.home);
    xml.element("id", &own);
    xml.link("self", &own, Some("application/atom+xml"));
    xml.link("alternate", &home, Some("text/html"));
    let newest = feed.items.iter().map(|item| updated(item, config)).max();
    xml.element("updated", &newest.unwrap_or(Timestamp::UNIX_EPOCH).to_string());
    let author = config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name);
    xml.raw("<author>");
    xml.inline("name", author);
    xml.raw("</author>\n");
    for item in &feed.items {
        entry(&mut xml, item, config);
    }
    xml.raw("</feed>\n");
    out.extend_from_slice(xml.0.as_bytes());
}

fn entry(xml: &mut Xml, item: &FeedItem<'_>, config: &Config) {
    let card = item.card();
    let url = format!("{}{}", config.base_url.origin, card.url);
    xml.raw("<entry");
    if let Some(lang) = &card.lang {
        xml.raw(" xml:lang=\"");
        xml.text(lang);
        xml.raw("\"");
    }
    xml.raw(">\n");
    xml.element("title", &card.title);
    xml.element("id", &url);
    xml.link("alternate", &url, Some("text/html"));
    xml.element("published", &instant(&card.date, config).to_string());
    xml.element("updated", &updated(item, config).to_string());
    for tag in &card.tags {
        xml.raw("<category term=\"");
        xml.text(&tag.title);
        xml.raw("\"/>\n");
    }
    xml.raw("<summary type=\"html\">");
    xml.text(&card.summary.0);
    xml.raw("</summary>\n");
    if let FeedItem::Full(briefing) = item {
        for author in &briefing.authors {
            xml.raw("<author>");
            xml.inline("name", &author.name);
            xml.raw("</author>\n");
        }
        xml.raw("<content type=\"html\">");
        xml.text(&content(briefing, &url, config));
        xml.raw("</content>\n");
    }
    xml.raw("</entry>\n");
}

/// The text of a briefing with absolute addresses, for readers far from the site.
fn content(briefing: &Briefing, url: &str, config: &Config) -> String {
    absolutize(&filled(&briefing.doc.body.html, &briefing.body), url, &config.base_url.origin)
}

/// Puts the origin before addresses of the site, and the page's address before fragments, in
/// the tags of HTML that we wrote.
fn absolutize(html: &str, page: &str, origin: &str) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let close = rest[open..].find('>').map_or(rest.len(), |at| open + at);
        out.push_str(&rest[..open]);
        let mut tag = &rest[open..close];
        while let Some(at) = [" href=\"", " src=\""].iter().filter_map(|name| Some(tag.find(name)? + name.len())).min()
        {
            out.push_str(&tag[..at]);
            tag = &tag[at..];
            match tag.as_bytes().first() {
                Some(b'/') => out.push_str(origin),
                Some(b'#') => out.push_str(page),
                _ => {}
            }
        }
        out.push_str(tag);
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

fn updated(item: &FeedItem<'_>, config: &Config) -> Timestamp {
    let card = item.card();
    let published = instant(&card.date, config);
    card.updated.as_ref().map_or(published, |updated| instant(updated, config).max(published))
}

fn instant(date: &str, config: &Config) -> Timestamp {
    date.parse::<Date>().map_or(Timestamp::UNIX_EPOCH, |date| date.start(&config.timezone))
}

/// The sitemap.
pub fn sitemap(entries: &[SitemapEntry], config: &Config, out: &mut Vec<u8>) {
    let mut xml = Xml::new();
    xml.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for entry in entries {
        xml.raw("<url><loc>");
        xml.text(&config.base_url.origin);
        xml.text(&entry.url);
        xml.raw("</loc>");
        if let Some(modified) = &entry.modified {
            // The protocol takes W3C dates, which are what we keep.
            xml.raw("<lastmod>");
            xml.text(modified);
            xml.raw("</lastmod>");
        }
        xml.raw("</url>\n");
    }
    xml.raw("</urlset>\n");
    out.extend_from_slice(xml.0.as_bytes());
}

/// XML as it is written: markup is ours, text is escaped.
struct Xml(String);

impl Xml {
    fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        escape_into(&mut self.0, text);
    }

    fn inline(&mut self, name: &str, text: &str) {
        self.raw(&format!("<{name}>"));
        self.text(text);
        self.raw(&format!("</{name}>"));
    }

    fn element(&mut self, name: &str, text: &str) {
        self.inline(name, text);
        self.raw("\n");
    }

    fn link(&mut self, rel: &str, href: &str, media_type: Option<&str>) {
        self.raw(&format!("<link rel=\"{rel}\" href=\""));
        self.text(href);
        self.raw("\"");
        if let Some(media_type) = media_type {
            self.raw(&format!(" type=\"{media_type}\""));
        }
        self.raw("/>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::absolutize;

    #[test]
    fn addresses_in_tags_become_absolute() {
        let html = r##"<p>a href="/x" <a href="/repo/a/">b</a> <a class="c" href="#d">e</a> <img src="/f.png"> <a href="https://g/">h</a></p>"##;
        assert_eq!(
            absolutize(html, "https://x.org/p/", "https://x.org"),
            r##"<p>a href="/x" <a href="https://x.org/repo/a/">b</a> <a class="c" href="https://x.org/p/#d">e</a> <img src="https://x.org/f.png"> <a href="https://g/">h</a></p>"##
        );
    }
}
