//! What a briefing's page shows: `briefing`, with its blocks.

use serde::Serialize;

use super::card::{AuthorView, CardView, StorylineView, WhoView};
use super::record::{EventStep, NewsView};
use super::{LinkView, SafeHtml};
use crate::model::shared::Shared;

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
    /// The speaker's role at that date: the one that the briefing gives, or the registry's.
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
    /// In pixels, if its file says so.
    pub width: Option<u32>,
    /// In pixels, if its file says so.
    pub height: Option<u32>,
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
