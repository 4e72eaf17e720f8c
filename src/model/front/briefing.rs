//! A briefing: `content/briefings/**/*.md`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::block::{
    ChangeFront, EventFront, FigureFront, ImageFront, PositionFront, QuestionFront, SourceFront, StatementFront,
};
use super::{Extra, INSTANT};
use crate::base::date::Date;
use crate::model::field::{BriefingKind, BriefingStatus, Line, OrShort, ShortForm, Tlp};
use crate::model::free::free_map;
use crate::model::lang::Lang;

/// The front matter of `content/briefings/**/*.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BriefingFront {
    /// The headline.
    pub title: Line,
    /// Publication; decides the address and the order.
    pub date: Date,
    /// One to three sentences, inline Markdown.
    pub summary: Line,
    /// Information cut-off.
    pub as_of: Option<Date>,
    /// The address's last part.
    #[schemars(extend("pattern" = "^[^/]+$"))]
    pub slug: Option<Line>,
    /// Old addresses that redirect here.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// Not finished: never public.
    #[serde(default)]
    pub draft: bool,
    /// Not public before this instant; an offset is required.
    #[schemars(extend("type" = ["string", "null"], "pattern" = INSTANT))]
    pub publish_at: Option<Date>,
    /// Not public from this instant on.
    pub expires: Option<Date>,
    /// Public at its address, in no list.
    #[serde(default)]
    pub unlisted: bool,
    /// How settled it is.
    pub status: Option<BriefingStatus>,
    /// Stale after this.
    pub review_by: Option<Date>,
    /// When the next one is due.
    pub next_issue: Option<Date>,
    /// What it is.
    pub kind: Option<BriefingKind>,
    /// Names or actor ids.
    #[serde(default)]
    pub authors: Vec<Line>,
    /// Tag ids, labels or aliases.
    #[serde(default)]
    pub tags: Vec<Line>,
    /// Who it is about.
    #[serde(default)]
    pub actors: Vec<OrShort<ActorRef>>,
    /// The storyline.
    pub dossier: Option<Line>,
    /// Issue number.
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
    /// The briefing that it replaces.
    pub supersedes: Option<Line>,
    /// Key points, inline Markdown.
    #[serde(default)]
    pub takeaways: Vec<Line>,
    /// Past and future events.
    #[serde(default)]
    pub events: Vec<OrShort<EventFront>>,
    /// Attributed quotations.
    #[serde(default)]
    pub statements: Vec<StatementFront>,
    /// Who wants what.
    #[serde(default)]
    pub positions: Vec<PositionFront>,
    /// Key numbers.
    #[serde(default)]
    pub figures: Vec<FigureFront>,
    /// Open questions.
    #[serde(default)]
    pub questions: Vec<OrShort<QuestionFront>>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<OrShort<SourceFront>>,
    /// What was added after publication.
    #[serde(default)]
    pub updates: Vec<ChangeFront>,
    /// What was wrong.
    #[serde(default)]
    pub corrections: Vec<ChangeFront>,
    /// Who may read it.
    pub tlp: Option<Tlp>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Link the first mention of each actor; absent: as the site wants it.
    pub autolink: Option<bool>,
    /// Lead picture.
    pub image: Option<ImageFront>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}

impl BriefingFront {
    /// How far its knowledge goes: `as_of`, else its date.
    pub fn cut_off(&self) -> Date {
        self.as_of.unwrap_or(self.date)
    }
}

/// An actor that a briefing is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorRef {
    /// Id, name or alias.
    pub id: Line,
    /// The role, if another than the registry's.
    pub role: Option<Line>,
}

impl ShortForm for ActorRef {
    const EXPECTED: &'static str = "an actor's id, name or alias";
    fn from_line(id: Line) -> Self {
        Self { id, role: None }
    }
}
