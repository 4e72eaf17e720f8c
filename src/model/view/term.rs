//! What the pages of actors, tags and dossiers show, and the index of actors.

use serde::Serialize;

use super::card::{ActorCard, AuthorView, DossierCard, TagCard, WhoView};
use super::record::{ActorRecord, StoryRecord};
use super::seen::{ActorRow, SeenView};
use super::site::FeedLink;
use super::{LinkView, SafeHtml};
use crate::model::shared::Shared;

/// An actor on its own page (`actor`).
#[derive(Debug, Clone, Serialize)]
pub struct ActorView<'a> {
    /// All that its card says, at the top level.
    #[serde(flatten)]
    pub card: &'a Shared<ActorCard>,
    /// Names in other scripts and languages.
    pub names: Vec<NameView>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Roles without an end, then past ones.
    pub roles: Vec<RoleView>,
    /// Groups it belongs to.
    pub member_of: Vec<LinkView>,
    /// Actors that name it in their `member_of`.
    pub members: Vec<LinkView>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its item in Wikidata.
    pub wikidata: Option<LinkView>,
    /// Its own sites.
    pub links: Vec<LinkView>,
    /// The profile.
    pub body: SafeHtml,
    /// Statements, positions and events; on the first page only.
    pub record: Option<&'a ActorRecord>,
    /// The page of all that it took part in, where this one does not hold it.
    pub timeline: Option<String>,
    /// The page of all that it said, where this one does not hold it.
    pub statements: Option<String>,
    /// Its calendar.
    pub calendar: Option<FeedLink>,
    /// Its appearances; on the first page only.
    pub seen: Option<SeenView<'a>>,
}

/// A name in a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameView {
    /// BCP 47.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name.
    pub name: String,
}

/// A role of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RoleView {
    /// `President`.
    pub title: String,
    /// Of what: an actor's link, or a name without one.
    pub of: Option<AuthorView>,
    /// Since when.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// It has ended by the date of the newest briefing.
    pub past: bool,
}

/// A tag on its own page (`tag`).
#[derive(Debug, Clone, Serialize)]
pub struct TagView<'a> {
    /// All that its card says, at the top level.
    #[serde(flatten)]
    pub card: &'a Shared<TagCard>,
    /// The wider tag.
    pub parent: Option<LinkView>,
    /// Narrower tags.
    pub children: Vec<&'a Shared<TagCard>>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// An introduction.
    pub body: SafeHtml,
}

/// A dossier on its own page (`dossier`).
#[derive(Debug, Clone, Serialize)]
pub struct DossierView<'a> {
    /// All that its card says, at the top level.
    #[serde(flatten)]
    pub card: &'a Shared<DossierCard>,
    /// Inline HTML, with links.
    pub standfirst: Option<SafeHtml>,
    /// The introduction.
    pub body: SafeHtml,
    /// Who its briefings are about, by how often.
    pub who: Vec<WhoView>,
    /// Where the story stands; on the first page only.
    pub record: Option<&'a StoryRecord>,
    /// The page of all that happened in it, where this one does not hold it.
    pub timeline: Option<String>,
    /// Its calendar.
    pub calendar: Option<FeedLink>,
}

/// Actors of a kind (`groups` of the actors index).
#[derive(Debug, Clone, Serialize)]
pub struct ActorGroup<'a> {
    /// `person`, `organization`, ...
    pub kind: &'static str,
    /// By first letter, A to Z.
    pub letters: Vec<ActorLetter<'a>>,
}

/// Actors of a kind whose sort name begins alike.
#[derive(Debug, Clone, Serialize)]
pub struct ActorLetter<'a> {
    /// One letter, upper case, or `#`.
    pub letter: String,
    /// In order.
    pub actors: Vec<ActorRow<'a>>,
}
