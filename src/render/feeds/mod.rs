//! Feeds as bytes: [`atom`] and [`json`], and what both say of a briefing.
//!
//! Readers' programs tell entries apart by their ids and notice a change by `updated`. An id is
//! made of the file's name, not of the address, so that a slug or a permalink may change and no
//! reader sees the briefing twice.

mod atom;
mod json;

use super::Renderer;
use super::dates::Style;
use super::view::filled;
use crate::base::text::{escape_into, percent_encode};
use crate::model::config::Config;
use crate::model::edition::Briefing;
use crate::model::feed::FeedSight;
use crate::model::field::{ChangeKind, FeedFormat};
use crate::model::plan::Job;
use crate::model::view::CardView;

/// Writes a feed.
pub fn write(renderer: &Renderer<'_>, job: &Job<'_>, feed: &FeedSight<'_>, out: &mut Vec<u8>) {
    match feed.format {
        FeedFormat::Atom => atom::write(renderer, job, feed, out),
        FeedFormat::Json => json::write(renderer, job, feed, out),
    }
}

/// A briefing's id: a tag URI (RFC 4151) of the site's host, the year of publication and the
/// file's name, `tag:example.org,2025:/briefings/talks`.
fn entry_id(card: &CardView, config: &Config) -> String {
    let base = &config.feeds.id_base;
    let host = base.origin.split_once("://").map_or(base.origin.as_str(), |(_, host)| host);
    // The authority of a tag is a name without a port.
    let host = host.split(':').next().unwrap_or(host);
    let year = card.date.get(..4).unwrap_or(&card.date);
    let mut id = format!("tag:{host},{year}:{}briefings/", base.root);
    percent_encode(&mut id, &card.id);
    id
}

/// Where a briefing is, absolute.
fn address(card: &CardView, config: &Config) -> String {
    format!("{}{}", config.base_url.origin, card.url)
}

/// The text of a briefing with absolute addresses, for readers far from the site: what was
/// wrong and what was added, the summary, the body.
fn content(renderer: &Renderer<'_>, briefing: &Briefing) -> String {
    let doc = &briefing.doc;
    let mut html = String::with_capacity(doc.body.html.text.len() + 1024);
    let corrections = doc.front.corrections.iter().zip(&doc.corrections).zip(&briefing.corrections);
    let updates = doc.front.updates.iter().zip(&doc.updates).zip(&briefing.updates);
    let changes = corrections.map(|change| (change, ChangeKind::Correction));
    let mut changes: Vec<_> = changes.chain(updates.map(|change| (change, ChangeKind::Update))).collect();
    changes.sort_by(|(((a, _), _), _), (((b, _), _), _)| b.date.compare(&a.date, renderer.zone()));
    for (((front, inline), fills), default) in changes {
        let word = front.kind.unwrap_or(default).word();
        let date = front.date.to_iso(renderer.zone());
        html.push_str("<p><strong>");
        escape_into(&mut html, renderer.theme.strings["change"][word].as_str().unwrap_or(word));
        html.push_str("</strong>, ");
        escape_into(&mut html, &renderer.dates.show(&date, Style::Long).unwrap_or(date));
        html.push_str(": ");
        inline.html.fill(fills, &mut html);
        html.push_str("</p>\n");
    }
    html.push_str("<p>");
    html.push_str(&filled(&doc.summary.html, &briefing.summary));
    html.push_str("</p>\n");
    html.push_str(&briefing.body_html());
    absolutize(&html, &address(&briefing.card, renderer.config), &renderer.config.base_url.origin)
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
