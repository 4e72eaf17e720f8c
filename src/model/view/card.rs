//! What pages show of something that has a page of its own: cards in lists, links, by-lines.

use std::sync::Arc;

use serde::Serialize;

use super::{LinkView, SafeHtml};
use crate::model::document::Hold;
use crate::model::shared::Shared;

/// A briefing in a list: the narrow sight that other pages have of it.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CardView {
    /// File stem.
    pub id: String,
    /// Headline, plain text.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
    /// Publication date.
    pub date: String,
    /// Information cut-off, where it differs from `date`.
    pub as_of: Option<String>,
    /// Last update or correction, if any.
    pub updated: Option<String>,
    /// Summary as inline HTML without links.
    pub summary: SafeHtml,
    /// `news`, `analysis`, `sitrep`, `explainer`, `note`.
    pub kind: &'static str,
    /// `developing`, `final`, `superseded`, `retracted`.
    pub status: &'static str,
    /// `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT`, `RED`.
    pub tlp: &'static str,
    /// Where it differs from the site's: BCP 47.
    pub lang: Option<String>,
    /// Where it differs from the site's: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
    /// The storyline.
    pub dossier: Option<LinkView>,
    /// Issue number.
    pub number: Option<u32>,
    /// The tags, in the author's order.
    pub tags: Vec<Arc<Shared<LinkView>>>,
    /// The actors it is about, by short name, in the author's order.
    pub actors: Vec<Arc<Shared<LinkView>>>,
    /// Minutes, at least 1.
    pub reading_minutes: u32,
    /// A preview of something that is not public (`--drafts` only).
    pub notice: Option<NoticeView>,
}

/// Why something that is shown under `--drafts` is not public.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoticeView {
    /// `draft`, `embargoed`, `expired`, `restricted`.
    pub reason: &'static str,
    /// When it changes by itself: a date.
    pub until: Option<String>,
}

impl From<Hold> for NoticeView {
    fn from(hold: Hold) -> Self {
        Self { reason: hold.reason.word(), until: hold.until.map(|until| until.to_string()) }
    }
}

/// A by-line's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorView {
    /// As written, or the actor's name.
    pub name: String,
    /// What the actor is, where the author is a registered one: `person`, `organization`, ...
    pub kind: Option<&'static str>,
    /// The actor's page, where the author is a registered actor.
    pub url: Option<String>,
}

/// An actor as a briefing shows it.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WhoView {
    /// The actor.
    pub actor: Arc<Shared<ActorLink>>,
    /// The role at the briefing's `as_of`, or the one the author wrote.
    pub role: Option<String>,
}

/// An actor where it is linked to: what does not change with the number of its briefings.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ActorLink {
    /// File stem.
    pub id: String,
    /// House style.
    pub name: String,
    /// In running text.
    pub short: String,
    /// `person`, `organization`, `state`, `bloc`, `group`, `other`.
    pub kind: &'static str,
    /// Ready for an `href`.
    pub url: String,
    /// False: used by a briefing, but not in the registry.
    pub registered: bool,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its item in Wikidata: `Q...`.
    pub wikidata: Option<String>,
}

/// A storyline where a briefing belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StorylineView {
    /// File stem.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
    /// `active`, `paused`, `closed`.
    pub status: &'static str,
}

/// An actor in a list or beside a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ActorCard {
    /// File stem.
    pub id: String,
    /// House style.
    pub name: String,
    /// In running text.
    pub short: String,
    /// What lists sort by.
    pub sort: String,
    /// `person`, `organization`, `state`, `bloc`, `group`, `other`.
    pub kind: &'static str,
    /// Ready for an `href`.
    pub url: String,
    /// The role as of the site's newest briefing about it.
    pub role: Option<String>,
    /// How many listed briefings are about it.
    pub briefings: usize,
    /// Date of the newest of them.
    pub latest: Option<String>,
    /// How many other listed briefings name it.
    pub mentions: usize,
    /// Date of the newest that is about it or names it.
    pub last_seen: Option<String>,
    /// False: used by a briefing, but not in the registry.
    pub registered: bool,
}

/// A tag in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TagCard {
    /// File stem, or the slug of its label.
    pub id: String,
    /// As shown.
    pub label: String,
    /// Ready for an `href`.
    pub url: String,
    /// One sentence.
    pub description: Option<String>,
    /// How many listed briefings carry it.
    pub briefings: usize,
    /// Date of the newest of them.
    pub latest: Option<String>,
}

/// A dossier in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DossierCard {
    /// File stem.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
    /// Inline HTML without links.
    pub summary: Option<SafeHtml>,
    /// `active`, `paused`, `closed`.
    pub status: &'static str,
    /// Since when.
    pub started: Option<String>,
    /// How many listed briefings it holds.
    pub briefings: usize,
    /// Date of the newest of them.
    pub latest: Option<String>,
}
