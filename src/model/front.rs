//! Front matter as authors write it: one struct for each kind of file.
//!
//! **Invariant:** every key that these structs do not name is an error, except below `extra`
//! (kept as it is) and `internal` (thrown away while reading, so that nothing downstream can
//! show it).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::base::date::Date;
use crate::model::field::{
    ActorKind, BriefingKind, BriefingStatus, Certainty, ChangeKind, DossierStatus, EventKind, EventStatus, Grade, Lang,
    Line, OrShort, Qualifier, QuestionStatus, Scalar, ShortForm, SourceKind, Stance, Tlp,
};
use crate::model::free::{free_map, unique_map};

pub use crate::model::free::Extra;

/// In a schema: a date and time with an offset.
const INSTANT: &str = "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([Zz]|[+-]\\d{2}:\\d{2})$";

/// In a schema: an address on the web.
const WEB: &str = "^[Hh][Tt][Tt][Pp][Ss]?://\\S+$";

/// In a schema: an id, which has neither capitals nor spaces.
const ID: &str = "^[^A-Z\\s_]+$";

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

/// The front matter of `content/actors/<id>.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorFront {
    /// House style.
    pub name: Line,
    /// What it is.
    pub kind: ActorKind,
    /// In running text.
    pub short: Option<Line>,
    /// What lists sort by.
    pub sort: Option<Line>,
    /// Names by language.
    #[serde(default, deserialize_with = "unique_map")]
    pub names: BTreeMap<Lang, Line>,
    /// Other spellings, each meaning this actor alone.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// Spellings that may mean others too.
    #[serde(default)]
    pub weak_aliases: Vec<Line>,
    /// Spellings that `check` reports.
    #[serde(default)]
    pub avoid: Vec<Line>,
    /// Offices held.
    #[serde(default)]
    pub roles: Vec<OrShort<RoleFront>>,
    /// Groups it belongs to: ids, names or aliases.
    #[serde(default)]
    pub member_of: Vec<Line>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Country>,
    /// Its item in Wikidata: `Q...`.
    pub wikidata: Option<Wikidata>,
    /// Its own sites.
    #[serde(default)]
    pub links: Vec<OrShort<LinkFront>>,
    /// This id lives on as a redirect to that one.
    pub merged_into: Option<Line>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}

/// A role of an actor.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleFront {
    /// `President of Ukraine`.
    pub title: Line,
    /// Of what: an actor's id, name or alias.
    pub of: Option<Line>,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

impl ShortForm for RoleFront {
    const EXPECTED: &'static str = "a role's title";
    fn from_line(title: Line) -> Self {
        Self { title, of: None, from: None, until: None }
    }
}

/// A link of an actor.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkFront {
    /// What it leads to.
    pub title: Line,
    /// Its address.
    #[schemars(extend("pattern" = WEB))]
    pub url: Line,
}

impl ShortForm for LinkFront {
    const EXPECTED: &'static str = "an address";
    fn from_line(url: Line) -> Self {
        Self { title: url.clone(), url }
    }
}

/// A country code, ISO 3166-1 alpha-2, by its shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Country(pub String);

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(text.to_string()))
        } else {
            Err(serde::de::Error::custom(format!("expected a country code such as `UA`, found `{text}`")))
        }
    }
}

/// An item of Wikidata.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wikidata(pub String);

impl<'de> Deserialize<'de> for Wikidata {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        match text.strip_prefix('Q') {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(Self(text.to_string()))
            }
            _ => Err(serde::de::Error::custom(format!("expected an item of Wikidata such as `Q212`, found `{text}`"))),
        }
    }
}

/// The front matter of `content/tags/<id>.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TagFront {
    /// As shown.
    pub label: Line,
    /// One sentence.
    pub description: Option<Line>,
    /// The wider tag.
    pub parent: Option<Line>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// This id lives on as a redirect to that one.
    pub merged_into: Option<Line>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}

/// The front matter of `content/dossiers/<id>.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierFront {
    /// Its title.
    pub title: Line,
    /// Inline Markdown.
    pub summary: Option<Line>,
    /// How alive it is.
    pub status: Option<DossierStatus>,
    /// Since when.
    pub started: Option<Date>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}

/// The front matter of `content/pages/**/*.md` and `content/index.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageFront {
    /// Its title; the home page may do without.
    pub title: Option<Line>,
    /// Inline Markdown.
    pub summary: Option<Line>,
    /// Its date, if it has one.
    pub date: Option<Date>,
    /// The address's last part.
    #[schemars(extend("pattern" = "^[^/]+$"))]
    pub slug: Option<Line>,
    /// Old addresses that redirect here.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// Not finished: never public.
    #[serde(default)]
    pub draft: bool,
    /// Public at its address, not in the sitemap.
    #[serde(default)]
    pub unlisted: bool,
    /// Its language.
    pub lang: Option<Lang>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}
