//! What a template may read: the contract with themes, as Rust structs.
//!
//! Every page template gets `site` ([`SiteView`], the same on every page), `strings` (the
//! theme's words in the site's language), `page` ([`PageView`]) and the one struct of its
//! kind named below. `docs/theming.md` describes the same contract for theme authors: a field
//! that comes or goes here comes or goes there.
//!
//! Conventions: a *date* is a string in the precision that the author wrote (`2025`,
//! `2025-08`, `2025-08-07` or RFC 3339 with an offset), for the filters `date` and `time`; a
//! [`SafeHtml`] is HTML that Briefer made and that must not be escaped again; a `url` is
//! ready for an `href` (percent-encoded, with the path of `base_url`); what an author did not
//! write is absent (`none`), never an empty string.
//!
//! **Invariant:** a view is made from public things only: it is filled from the
//! [`Edition`](crate::model::edition::Edition).

pub mod record;
pub mod seen;

use std::sync::Arc;

use record::{ActorRecord, EventEntry, EventStep, NewsView, StoryRecord};
use seen::{ActorRow, SeenView};
use serde::{Serialize, Serializer};

use crate::model::document::Hold;
use crate::model::shared::Shared;

/// HTML that Briefer wrote itself: a template inserts it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SafeHtml(pub String);

impl Serialize for SafeHtml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// Something that is linked to by a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// Plain text.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
}

/// The site, as every template sees it (`site`).
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// `title` of `site.toml`.
    pub title: String,
    /// `description` of `site.toml`.
    pub description: Option<String>,
    /// `base_url` without a trailing slash, for absolute addresses.
    pub url: String,
    /// The path of `base_url`, with a slash at both ends: `/` or `/repo/`.
    pub root: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Who publishes.
    pub publisher: Option<PublisherView>,
    /// The menu of `site.toml`, or the main sections that exist.
    pub menu: Vec<LinkView>,
    /// Sections that exist and that the menu does not name.
    pub more: Vec<LinkView>,
    /// Addresses of the sections; a section without content is absent.
    pub sections: SectionsView,
    /// The site's own feeds.
    pub feeds: Vec<FeedLink>,
    /// The site's own calendar.
    pub calendar: Option<FeedLink>,
    /// Share links, reply, follow, sponsor: each only if `site.toml` asks for it.
    pub furniture: FurnitureView,
    /// The theme's settings: its defaults, then `[theme_settings]` over them.
    pub settings: tera::Value,
    /// `[extra]` of `site.toml`.
    pub extra: tera::Value,
}

/// `[publisher]` of `site.toml`.
#[derive(Debug, Clone, Serialize)]
pub struct PublisherView {
    /// Its name.
    pub name: String,
    /// Its site.
    pub url: Option<String>,
    /// Its logo's address.
    pub logo: Option<String>,
    /// Policies: corrections, ethics, ...
    pub policies: Vec<LinkView>,
}

/// Addresses of the site's sections; absent where there is nothing to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SectionsView {
    /// The home page; always there.
    pub home: String,
    /// Index of actors.
    pub actors: Option<String>,
    /// Index of tags.
    pub tags: Option<String>,
    /// Index of dossiers.
    pub dossiers: Option<String>,
    /// Index by date.
    pub archive: Option<String>,
    /// What happened, newest first.
    pub timeline: Option<String>,
    /// What is ahead.
    pub upcoming: Option<String>,
    /// What was said, newest first.
    pub statements: Option<String>,
    /// What the briefings rest on, by publisher.
    pub sources: Option<String>,
    /// Corrections and updates of all briefings, newest first.
    pub corrections: Option<String>,
}

/// A feed or a calendar that a page announces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLink {
    /// What it is the feed or calendar of.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
    /// `Atom`, `JSON Feed`, `iCalendar`.
    pub format: &'static str,
    /// `application/atom+xml`, `application/feed+json`, `text/calendar`.
    #[serde(rename = "type")]
    pub media_type: &'static str,
}

/// `[furniture]` of `site.toml`: what may surround an article. All off by default.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FurnitureView {
    /// Show share links.
    pub share: bool,
    /// Where a reader answers: an address or a link.
    pub reply: Option<LinkView>,
    /// Show how to follow by feed.
    pub follow: bool,
    /// One sponsor, marked as such.
    pub sponsor: Option<SponsorView>,
}

/// The one sponsor slot.
#[derive(Debug, Clone, Serialize)]
pub struct SponsorView {
    /// Who pays.
    pub name: String,
    /// Their site.
    pub url: Option<String>,
    /// One line of theirs.
    pub text: Option<String>,
}

/// The page at hand (`page`), whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `briefing`, `actors`, `actor`, `mentions`, `tags`, `tag`, `dossiers`, `dossier`,
    /// `archive`, `year`, `month`, `timeline`, `upcoming`, `statements`, `sources`,
    /// `corrections`, `page`, `not-found`.
    pub kind: &'static str,
    /// For `<title>` and the `h1`; the home page has the site's title.
    pub title: String,
    /// Meta description, plain text.
    pub description: Option<String>,
    /// With the path of `base_url`.
    pub url: String,
    /// Absolute.
    pub canonical: String,
    /// BCP 47, of this page's text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
    /// Feeds and calendars to announce: the page's own first, then the site's feeds.
    pub feeds: Vec<FeedLink>,
    /// From the home page down, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// Which section of the menu it belongs to: the section's address.
    pub section: Option<String>,
    /// Picture for previews: an absolute address.
    pub image: Option<String>,
    /// JSON-LD, safe inside a `script` element.
    pub json_ld: Option<SafeHtml>,
    /// Where a list is split over several pages.
    pub pager: Option<PagerView>,
}

/// One of several pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PagerView {
    /// From 1.
    pub number: usize,
    /// How many pages.
    pub total: usize,
    /// How many entries in all.
    pub entries: usize,
    /// The page before this one.
    pub previous: Option<String>,
    /// The page after this one.
    pub next: Option<String>,
    /// The first, the last and those around this one, in order; a gap is a `None`.
    pub pages: Vec<Option<PagerLink>>,
}

/// A numbered page in a pager.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PagerLink {
    /// From 1.
    pub number: usize,
    /// Ready for an `href`.
    pub url: String,
}

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

/// A briefing on its own page (`briefing`).
#[derive(Debug, Clone, Serialize)]
pub struct BriefingView<'a> {
    /// All that its card says, at the top level: `briefing.title`, `briefing.date`, ...
    #[serde(flatten)]
    pub card: &'a Shared<CardView>,
    /// Summary as inline HTML, with links.
    pub standfirst: SafeHtml,
    /// By-line.
    pub authors: Vec<AuthorView>,
    /// After this date it is stale.
    pub review_by: Option<String>,
    /// When the next one is due.
    pub next_issue: Option<String>,
    /// Words in the body.
    pub words: u32,
    /// The storyline it belongs to.
    pub storyline: Option<&'a Shared<StorylineView>>,
    /// What it replaces.
    pub supersedes: Option<&'a Shared<CardView>>,
    /// What replaced it.
    pub superseded_by: Option<&'a Shared<CardView>>,
    /// Its `review_by` has passed.
    pub stale: bool,
    /// What it says that those before it in its storyline did not.
    pub news: Option<&'a NewsView>,
    /// Who it is about, with the role held at `as_of`.
    pub who: Vec<WhoView>,
    /// Key points.
    pub takeaways: Vec<TakeawayView>,
    /// Key numbers.
    pub figures: Vec<FigureView>,
    /// Past and future, in time; undated ones last.
    pub events: Vec<EventView>,
    /// Attributed quotations of the front matter.
    pub statements: Vec<StatementView>,
    /// Who wants what.
    pub positions: Vec<PositionView>,
    /// Open questions.
    pub questions: Vec<QuestionView>,
    /// Numbered sources.
    pub sources: Vec<SourceView>,
    /// What was added after publication, newest first.
    pub updates: Vec<ChangeView>,
    /// What was wrong, newest first.
    pub corrections: Vec<ChangeView>,
    /// Lead picture.
    pub image: Option<ImageView>,
    /// The text.
    pub body: SafeHtml,
    /// Headings of levels 2 and 3.
    pub toc: Vec<TocView>,
    /// The one before it: in its storyline, else in the archive.
    pub previous: Option<&'a Shared<CardView>>,
    /// The one after it.
    pub next: Option<&'a Shared<CardView>>,
    /// Share links (`furniture.share`).
    pub share: Vec<LinkView>,
    /// `extra:` of the front matter.
    pub extra: tera::Value,
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

/// A key point.
#[derive(Debug, Clone, Serialize)]
pub struct TakeawayView {
    /// Anchor.
    pub id: String,
    /// Inline HTML.
    pub html: SafeHtml,
}

/// A key number.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// What is counted.
    pub label: String,
    /// As written.
    pub value: String,
    /// Of the value.
    pub unit: Option<String>,
    /// Date.
    pub as_of: Option<String>,
    /// `exact`, `about`, `at-least`, `at-most`.
    pub qualifier: Option<&'static str>,
    /// Where it is from.
    pub source: Option<CiteView>,
}

/// A reference to a numbered source on the same page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CiteView {
    /// From 1.
    pub number: usize,
    /// Fragment address: `#source-id`.
    pub url: String,
    /// The source's title.
    pub title: String,
}

/// Something that happened or may happen.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Anchor, without `#`.
    pub id: String,
    /// What.
    pub title: String,
    /// When, if known.
    pub date: Option<String>,
    /// Until when.
    pub end: Option<String>,
    /// `meeting`, `visit`, `talks`, `statement`, `decision`, `attack`, `deadline`, `vote`, `other`.
    pub kind: &'static str,
    /// `scheduled`, `tentative`, `held`, `passed`, `postponed`, `cancelled`, `unknown`.
    pub status: &'static str,
    /// Where.
    pub place: Option<String>,
    /// Who takes part.
    pub actors: Vec<LinkView>,
    /// `derived`, `reported`, `confirmed`.
    pub certainty: Option<&'static str>,
    /// Other dates that are spoken of.
    pub alternatives: Vec<String>,
    /// Where it is from.
    pub source: Option<CiteView>,
    /// What a newer briefing says of it.
    pub later: Option<EventStep>,
}

/// An attributed quotation.
#[derive(Debug, Clone, Serialize)]
pub struct StatementView {
    /// Anchor, without `#`.
    pub id: String,
    /// Who said it.
    pub speaker: LinkView,
    /// The speaker's role at that date.
    pub role: Option<String>,
    /// The words.
    pub text: String,
    /// When.
    pub date: Option<String>,
    /// Where: a place, a medium.
    pub venue: Option<String>,
    /// A few words of a longer sentence.
    pub fragment: bool,
    /// Where it is from.
    pub source: Option<CiteView>,
}

/// What an actor wants in an issue.
#[derive(Debug, Clone, Serialize)]
pub struct PositionView {
    /// Whose.
    pub actor: LinkView,
    /// About what.
    pub issue: String,
    /// `demands`, `offers`, `supports`, `accepts`, `rejects`, `conditions`, `declines-to-comment`.
    pub stance: &'static str,
    /// In words.
    pub text: Option<String>,
    /// Where it is from.
    pub source: Option<CiteView>,
}

/// An open question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Anchor, without `#`.
    pub id: String,
    /// The question.
    pub question: String,
    /// `open`, `answered`, `moot`.
    pub status: &'static str,
    /// The answer.
    pub answer: Option<String>,
}

/// A numbered source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Anchor, without `#`.
    pub anchor: String,
    /// From 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When it was read.
    pub accessed: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// `primary`, `official`, `wire`, `media`, `social`, `interview`, `dataset`.
    pub kind: Option<&'static str>,
    /// Admiralty code, `A1` to `F6`.
    pub grade: Option<String>,
    /// What the grade means, in English.
    pub grade_meaning: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Where the body cites it: fragment addresses, in order.
    pub cited: Vec<String>,
}

/// An update or a correction.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// When.
    pub date: String,
    /// `update`, `correction`, `clarification`, `editors-note`, `retraction`.
    pub kind: &'static str,
    /// Inline HTML.
    pub html: SafeHtml,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ImageView {
    /// Ready for a `src`.
    pub url: String,
    /// Text alternative.
    pub alt: String,
    /// Whose it is.
    pub credit: Option<String>,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TocView {
    /// 2 or 3.
    pub level: u8,
    /// Anchor, without `#`.
    pub id: String,
    /// Plain text.
    pub title: String,
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

/// A page on its own (`content`): about, policies, ...
#[derive(Debug, Clone, Serialize)]
pub struct ContentView {
    /// File stem.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Inline HTML.
    pub summary: Option<SafeHtml>,
    /// Date, if it has one.
    pub date: Option<String>,
    /// The text.
    pub body: SafeHtml,
    /// Headings of levels 2 and 3.
    pub toc: Vec<TocView>,
    /// `extra:` of the front matter.
    pub extra: tera::Value,
    /// A preview of something that is not public (`--drafts` only).
    pub notice: Option<NoticeView>,
}

/// The home page (`home`).
#[derive(Debug, Clone, Serialize)]
pub struct HomeView<'a> {
    /// Words of `content/index.md`.
    pub body: Option<SafeHtml>,
    /// The newest listed briefing; on the first page only.
    pub lead: Option<&'a Shared<CardView>>,
    /// Briefings with the status `developing`, without the lead; on the first page only.
    pub developing: Vec<&'a Shared<CardView>>,
    /// What is ahead, the next first, undated last; on the first page only.
    pub ahead: Vec<&'a Shared<EventEntry>>,
    /// Storylines by their latest briefing; on the first page only.
    pub dossiers: Vec<&'a Shared<DossierCard>>,
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

/// A year of the archive (`years` of the archive, `year` of its own page).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearView {
    /// `2025`.
    pub year: String,
    /// Ready for an `href`.
    pub url: String,
    /// How many listed briefings.
    pub briefings: usize,
    /// January to December; months without briefings have no `url`.
    pub months: Vec<MonthView>,
}

/// A month of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView {
    /// `2025-08`.
    pub month: String,
    /// Absent where there is nothing.
    pub url: Option<String>,
    /// How many listed briefings.
    pub briefings: usize,
}
