//! What a feed says of a briefing, and of a change to one, however it is written.
//!
//! Readers' programs tell entries apart by their ids and notice a change by `updated`. An id is
//! made of the file's name, not of the address, so that a slug or a permalink may change and no
//! reader sees the briefing twice.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::base::date::Date;
use crate::base::date_words::Style;
use crate::base::text::{absolutize, escape_into, percent_encode};
use crate::model::config::Config;
use crate::model::edition::Briefing;
use crate::model::feed::{BriefingItem, FeedItem};
use crate::model::field::{BriefingStatus, ChangeKind, Tlp};
use crate::model::shared::Shared;
use crate::model::view::record::ChangeEntry;
use crate::model::view::{AuthorView, CardView, LinkView};
use crate::render::Renderer;
use crate::render::view::filled;

/// An entry of a feed.
#[derive(Debug)]
pub struct Entry<'a> {
    /// A tag URI (RFC 4151).
    pub id: String,
    /// Where it is, absolute.
    pub url: String,
    /// Its title; plain text.
    pub title: Cow<'a, str>,
    /// Its language, where it is not the site's.
    pub lang: Option<&'a str>,
    /// When it was published.
    pub published: Timestamp,
    /// When it last changed in a way that a reader should notice.
    pub updated: Timestamp,
    /// Who wrote it, if not the publisher.
    pub authors: &'a [AuthorView],
    /// Its tags.
    pub tags: &'a [Arc<Shared<LinkView>>],
    /// What it says, in short.
    pub summary: &'a str,
    /// The same, as inline HTML.
    pub summary_html: Cow<'a, str>,
    /// All that it says, as HTML with absolute addresses.
    pub content: Option<String>,
}

impl<'a> Entry<'a> {
    /// The entry of an item.
    pub fn new(renderer: &Renderer<'_>, item: &'a FeedItem<'_>) -> Self {
        match item {
            FeedItem::Briefing(item) => Self::briefing(renderer, item),
            FeedItem::Change(change) => Self::change(renderer, change),
        }
    }

    /// `tag:example.org,2025:/briefings/talks`: with the year of publication.
    fn briefing(renderer: &Renderer<'_>, item: &'a BriefingItem<'_>) -> Self {
        let (card, config) = (item.card, renderer.config);
        Self {
            id: id(config, card.date.get(..4).unwrap_or(&card.date), &card.id, ""),
            url: format!("{}{}", config.base_url.origin, card.url),
            title: title(renderer, card),
            lang: card.lang.as_deref(),
            published: item.published,
            updated: item.updated,
            authors: item.authors,
            tags: &card.tags,
            summary: item.summary,
            summary_html: Cow::Borrowed(&card.summary.0),
            content: item.text.map(|briefing| content(renderer, briefing)),
        }
    }

    /// `tag:example.org,2025:/briefings/talks#correction-2025-08-09`: with the year of the change.
    fn change(renderer: &Renderer<'_>, change: &'a ChangeEntry) -> Self {
        let config = renderer.config;
        let (briefing, mark) = change.id.split_once('#').unwrap_or((&change.id, ""));
        let date = change.date.parse::<Date>().map_or(Timestamp::UNIX_EPOCH, |date| date.start(renderer.zone()));
        let strings = &renderer.theme.strings;
        let kind = strings["change"][change.kind].as_str().unwrap_or(change.kind);
        let pattern = strings["title"]["change"].as_str().unwrap_or("{change}: {name}");
        Self {
            id: id(config, change.date.get(..4).unwrap_or(&change.date), briefing, mark),
            url: format!("{}{}", config.base_url.origin, change.briefing.url),
            title: marked(
                change.tlp,
                pattern.replace("{change}", kind).replace("{name}", &change.briefing.title).into(),
            ),
            lang: change.lang.as_deref(),
            published: date,
            updated: date,
            authors: &[],
            tags: &[],
            summary: &change.plain,
            summary_html: Cow::Owned(absolutize(&change.html.0, "", &config.base_url.origin)),
            content: None,
        }
    }
}

/// The title of a briefing, which says where readers see nothing else that it is retracted or
/// marked.
fn title<'a>(renderer: &Renderer<'_>, card: &'a CardView) -> Cow<'a, str> {
    let status = BriefingStatus::Retracted.word();
    let title = match renderer.theme.strings["status"][status].as_str() {
        Some(word) if card.status == status => {
            let pattern = renderer.theme.strings["title"]["change"].as_str().unwrap_or("{change}: {name}");
            Cow::Owned(pattern.replace("{change}", word).replace("{name}", &card.title))
        }
        _ => Cow::Borrowed(card.title.as_str()),
    };
    marked(card.tlp, title)
}

/// A label stands before what it marks (TLP 2.0, on messages).
fn marked<'a>(tlp: &str, title: Cow<'a, str>) -> Cow<'a, str> {
    if tlp == Tlp::Clear.word() { title } else { Cow::Owned(format!("TLP:{tlp} {title}")) }
}

/// A tag URI (RFC 4151) of the site's host, a year, and a briefing's file name.
fn id(config: &Config, year: &str, briefing: &str, mark: &str) -> String {
    let base = &config.feeds.id_base;
    let host = base.origin.split_once("://").map_or(base.origin.as_str(), |(_, host)| host);
    // The authority of a tag is a name without a port.
    let host = host.split(':').next().unwrap_or(host);
    let mut id = format!("tag:{host},{year}:{}briefings/", base.root);
    percent_encode(&mut id, briefing);
    if !mark.is_empty() {
        id.push('#');
        id.push_str(mark);
    }
    id
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
    let origin = &renderer.config.base_url.origin;
    absolutize(&html, &format!("{origin}{}", briefing.card.url), origin)
}
