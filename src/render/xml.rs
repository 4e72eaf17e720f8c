//! XML as it is written, and the sitemap (sitemap protocol 0.9).

use crate::base::text::escape_into;
use crate::model::config::Config;
use crate::model::plan::SitemapEntry;

/// The sitemap.
pub fn sitemap(entries: &[SitemapEntry<'_>], config: &Config, out: &mut Vec<u8>) {
    let mut xml = Xml::new();
    xml.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for entry in entries {
        xml.raw("<url><loc>");
        xml.text(&config.base_url.origin);
        xml.text(&entry.path.href_below(&config.base_url.root));
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
    out.extend_from_slice(xml.as_bytes());
}

/// XML as it is written: markup is ours, text is escaped.
pub struct Xml(String);

impl Xml {
    /// A document's beginning.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Markup of ours.
    pub fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Text, for an element or an attribute in double quotes.
    pub fn text(&mut self, text: &str) {
        escape_into(&mut self.0, text);
    }

    /// An element with text.
    pub fn inline(&mut self, name: &str, text: &str) {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }

    /// An element with text, on a line of its own.
    pub fn element(&mut self, name: &str, text: &str) {
        self.inline(name, text);
        self.raw("\n");
    }

    /// A link of Atom, on a line of its own.
    pub fn link(&mut self, rel: &str, href: &str, media_type: Option<&str>) {
        self.raw(&format!("<link rel=\"{rel}\" href=\""));
        self.text(href);
        self.raw("\"");
        if let Some(media_type) = media_type {
            self.raw(&format!(" type=\"{media_type}\""));
        }
        self.raw("/>\n");
    }
    /// What was written.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
