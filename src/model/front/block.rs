//! The blocks of a briefing: events, statements, positions, figures, questions, sources, changes, its picture.

use schemars::JsonSchema;
use serde::Deserialize;

use super::ID;
use crate::base::date::Date;
use crate::model::field::{
    Certainty, ChangeKind, EventKind, EventStatus, Grade, Line, Qualifier, QuestionStatus, Scalar, ShortForm,
    SourceKind, Stance, WEB,
};

/// An event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventFront {
    /// The same event has the same id in every briefing.
    #[schemars(extend("pattern" = ID))]
    pub id: Option<Line>,
    /// What.
    pub title: Line,
    /// When.
    pub date: Option<Date>,
    /// Until when.
    pub end: Option<Date>,
    /// What kind.
    pub kind: Option<EventKind>,
    /// How far it has come.
    pub status: Option<EventStatus>,
    /// Where.
    pub place: Option<Line>,
    /// Who takes part: ids, names or aliases.
    #[serde(default)]
    pub actors: Vec<Line>,
    /// How sure the date is.
    pub certainty: Option<Certainty>,
    /// Other dates that are spoken of.
    #[serde(default)]
    pub alternatives: Vec<Date>,
    /// A source's id.
    pub source: Option<Line>,
}

impl ShortForm for EventFront {
    const EXPECTED: &'static str = "an event's title";
    fn from_line(title: Line) -> Self {
        Self {
            id: None,
            title,
            date: None,
            end: None,
            kind: None,
            status: None,
            place: None,
            actors: Vec::new(),
            certainty: None,
            alternatives: Vec::new(),
            source: None,
        }
    }
}

/// An attributed quotation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementFront {
    /// An actor's id, name or alias.
    pub speaker: Line,
    /// The words, without quotation marks.
    pub text: Line,
    /// When.
    pub date: Option<Date>,
    /// Where: a place or a medium.
    pub venue: Option<Line>,
    /// A source's id.
    pub source: Option<Line>,
    /// A few words of a longer sentence.
    #[serde(default)]
    pub fragment: bool,
}

/// What an actor wants in an issue.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionFront {
    /// An actor's id, name or alias.
    pub actor: Line,
    /// About what.
    pub issue: Line,
    /// What it does about it.
    pub stance: Stance,
    /// In words.
    pub text: Option<Line>,
    /// A source's id.
    pub source: Option<Line>,
}

/// A key number.
#[derive(Debug, Clone, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureFront {
    /// What is counted.
    pub label: Line,
    /// The number.
    pub value: Scalar,
    /// Of the value.
    pub unit: Option<Line>,
    /// As of when.
    pub as_of: Option<Date>,
    /// How exact.
    pub qualifier: Option<Qualifier>,
    /// A source's id.
    pub source: Option<Line>,
}

/// A question that the briefing leaves open or answers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionFront {
    /// The question.
    pub question: Line,
    /// Whether it is open.
    pub status: Option<QuestionStatus>,
    /// The answer.
    pub answer: Option<Line>,
}

impl QuestionFront {
    /// A question with an answer is answered unless it says otherwise.
    pub fn status(&self) -> QuestionStatus {
        let default = if self.answer.is_some() { QuestionStatus::Answered } else { QuestionStatus::Open };
        self.status.unwrap_or(default)
    }
}

impl ShortForm for QuestionFront {
    const EXPECTED: &'static str = "a question";
    fn from_line(question: Line) -> Self {
        Self { question, status: None, answer: None }
    }
}

/// A source.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFront {
    /// Cited as `[@id]`.
    #[schemars(extend("pattern" = ID))]
    pub id: Option<Line>,
    /// Its title.
    pub title: Line,
    /// Who published it.
    pub publisher: Option<Line>,
    /// Its address.
    #[schemars(extend("pattern" = WEB))]
    pub url: Option<Line>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// Address of an archived copy.
    #[schemars(extend("pattern" = WEB))]
    pub archived: Option<Line>,
    /// What it is.
    pub kind: Option<SourceKind>,
    /// Admiralty code.
    pub grade: Option<Grade>,
    /// A note.
    pub note: Option<Line>,
}

impl ShortForm for SourceFront {
    const EXPECTED: &'static str = "a source's title or address";
    fn from_line(line: Line) -> Self {
        let url = (line.starts_with("https://") || line.starts_with("http://")).then(|| line.clone());
        Self {
            id: None,
            title: line,
            publisher: None,
            url,
            published: None,
            accessed: None,
            archived: None,
            kind: None,
            grade: None,
            note: None,
        }
    }
}

/// An update or a correction.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFront {
    /// When.
    pub date: Date,
    /// What it is; by default `update` among updates, `correction` among corrections.
    pub kind: Option<ChangeKind>,
    /// Inline Markdown.
    pub text: Line,
}

/// A picture.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageFront {
    /// An asset beside the file, or an address of the site.
    pub src: Line,
    /// Text alternative.
    pub alt: Line,
    /// Whose it is.
    pub credit: Option<Line>,
}
