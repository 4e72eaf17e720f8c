//! Small types for what authors write in a field: each checks itself while it is read.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::base::fields::{ADVICE, CONTROL};
use crate::base::path::is_invisible;
use crate::base::text::is_control;

/// A text that is not empty and holds no control characters; on one line for titles and names
/// (line breaks become spaces).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Line(String);

impl Line {
    /// As written, without white space at the ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Line {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is not a [`Line`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// A character that cannot be seen or breaks readers' programs.
    #[error("{CONTROL} U+{0:04X}")]
    Control(u32),
}

impl std::str::FromStr for Line {
    type Err = LineFault;

    fn from_str(text: &str) -> Result<Self, LineFault> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(LineFault::Empty);
        }
        // Nearly every text; the rest is looked at letter by letter.
        if trimmed.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Ok(Self(trimmed.to_owned()));
        }
        let harmful = |c: char| (is_control(c) && !matches!(c, '\n' | '\r' | '\t')) || is_override(c);
        if let Some(bad) = trimmed.chars().find(|&c| harmful(c)) {
            return Err(LineFault::Control(bad as u32));
        }
        if trimmed.contains(['\n', '\r', '\t']) {
            return Ok(Self(trimmed.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        Ok(Self(trimmed.to_owned()))
    }
}

/// Invisible characters that change what a text seems to say; joiners and soft hyphens, which
/// many scripts need, are not among them.
fn is_override(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{2060}')
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(LineVisitor("a text"))
    }
}

/// Takes a text, whatever it looks like; says what was expected if it is none.
struct LineVisitor(&'static str);

impl Visitor<'_> for LineVisitor {
    type Value = Line;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Line, E> {
        text.parse().map_err(E::custom)
    }
}

/// A text or a number, as it was written: `1.50` keeps its zero.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scalar(pub Line);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(LineVisitor("a number or a text")).map(Self)
    }
}

/// What a plain string means where a map could stand.
pub trait ShortForm: Sized {
    /// What the short form is, for messages: `a title`.
    const EXPECTED: &'static str;
    /// The long form of a plain string.
    fn from_line(line: Line) -> Self;
}

/// A long form that may be written as a plain string.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrShort<T>(pub T);

impl<T> Deref for OrShort<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: ShortForm + Deserialize<'de>> Deserialize<'de> for OrShort<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FormVisitor<T>(PhantomData<T>);
        impl<'de, T: ShortForm + Deserialize<'de>> Visitor<'de> for FormVisitor<T> {
            type Value = OrShort<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}, or its fields", T::EXPECTED)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<OrShort<T>, E> {
                text.parse().map(|line| OrShort(T::from_line(line))).map_err(E::custom)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OrShort<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(OrShort)
            }
        }
        deserializer.deserialize_any(FormVisitor(PhantomData))
    }
}

/// A closed list of words, such as `developing`, with the order in which they are declared.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
        #[schemars(inline)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As written in content and read by templates.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// What a briefing is.
    BriefingKind { News = "news", Analysis = "analysis", Sitrep = "sitrep", Explainer = "explainer", Note = "note" }
}
words! {
    /// How settled a briefing is.
    BriefingStatus { Developing = "developing", Final = "final", Superseded = "superseded", Retracted = "retracted" }
}
words! {
    /// Traffic Light Protocol 2.0 (FIRST), from the least to the most restricted.
    Tlp { Clear = "CLEAR", Green = "GREEN", Amber = "AMBER", AmberStrict = "AMBER+STRICT", Red = "RED" }
}
words! {
    /// What an actor is.
    ActorKind { Person = "person", Organization = "organization", State = "state", Bloc = "bloc", Group = "group", Other = "other" }
}
words! {
    /// What happens in an event.
    EventKind {
        Meeting = "meeting", Visit = "visit", Talks = "talks", Statement = "statement", Decision = "decision",
        Attack = "attack", Deadline = "deadline", Vote = "vote", Other = "other",
    }
}
words! {
    /// How far an event has come.
    EventStatus {
        Scheduled = "scheduled", Tentative = "tentative", Held = "held", Passed = "passed", Postponed = "postponed",
        Cancelled = "cancelled", Unknown = "unknown",
    }
}
words! {
    /// How sure a date is.
    Certainty { Derived = "derived", Reported = "reported", Confirmed = "confirmed" }
}
words! {
    /// What an actor does about an issue.
    Stance {
        Demands = "demands", Offers = "offers", Supports = "supports", Accepts = "accepts", Rejects = "rejects",
        Conditions = "conditions", DeclinesToComment = "declines-to-comment",
    }
}
words! {
    /// How exact a number is.
    Qualifier { Exact = "exact", About = "about", AtLeast = "at-least", AtMost = "at-most" }
}
words! {
    /// Whether a question is still open.
    QuestionStatus { Open = "open", Answered = "answered", Moot = "moot" }
}
words! {
    /// What a source is.
    SourceKind {
        Primary = "primary", Official = "official", Wire = "wire", Media = "media", Social = "social",
        Interview = "interview", Dataset = "dataset",
    }
}
words! {
    /// What was changed after publication.
    ChangeKind {
        Update = "update", Correction = "correction", Clarification = "clarification", EditorsNote = "editors-note",
        Retraction = "retraction",
    }
}
words! {
    /// How alive a dossier is.
    DossierStatus { Active = "active", Paused = "paused", Closed = "closed" }
}
words! {
    /// How a data file is written: JSON, CSV.
    DataFormat { Json = "json", Csv = "csv" }
}
words! {
    /// What there is a data file of.
    DataOf {
        Briefings = "briefings", Actors = "actors", Events = "events", Statements = "statements",
        Positions = "positions", Figures = "figures", Sources = "sources",
    }
}
words! {
    /// How a feed is written: Atom (RFC 4287), JSON Feed 1.1.
    FeedFormat { Atom = "atom", Json = "json" }
}
words! {
    /// What has a feed.
    FeedOf {
        Site = "site", Actors = "actors", Dossiers = "dossiers", Tags = "tags", Corrections = "corrections",
    }
}

/// A source's grade in the Admiralty code: reliability `A` to `F`, credibility `1` to `6`
/// (NATO AJP-2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grade {
    /// `A` to `F`.
    pub reliability: char,
    /// `1` to `6`.
    pub credibility: char,
}

impl Grade {
    /// What it means, in English.
    pub fn meaning(self) -> String {
        let reliability = match self.reliability {
            'A' => "completely reliable",
            'B' => "usually reliable",
            'C' => "fairly reliable",
            'D' => "not usually reliable",
            'E' => "unreliable",
            _ => "reliability cannot be judged",
        };
        let credibility = match self.credibility {
            '1' => "confirmed by other sources",
            '2' => "probably true",
            '3' => "possibly true",
            '4' => "doubtful",
            '5' => "improbable",
            _ => "truth cannot be judged",
        };
        format!("{reliability}; {credibility}")
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        match text.chars().collect::<Vec<_>>().as_slice() {
            [reliability @ 'A'..='F', credibility @ '1'..='6'] => {
                Ok(Grade { reliability: *reliability, credibility: *credibility })
            }
            _ => {
                let fault = format!("expected a grade from `A1` to `F6`, found `{}`", text.as_str());
                let meant = text.replace(|c: char| !c.is_alphanumeric(), "").to_ascii_uppercase();
                let is_grade = matches!(meant.as_bytes(), [b'A'..=b'F', b'1'..=b'6']);
                Err(perhaps(fault, is_grade.then_some(meant)))
            }
        }
    }
}

/// A fault, and what may be meant by what was written.
pub fn perhaps<E: de::Error>(fault: impl fmt::Display, meant: Option<String>) -> E {
    match meant {
        Some(meant) => E::custom(format!("{fault}{ADVICE}did you mean `{meant}`?")),
        None => E::custom(fault),
    }
}

/// In a schema: an address on the web, as [`is_web_address`] knows it.
pub const WEB: &str = "^[Hh][Tt][Tt][Pp][Ss]?://\\S+$";

/// True for an absolute address on the web: `http` or `https`, and a host after it.
pub fn is_web_address(url: &str) -> bool {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    scheme.is_some_and(|scheme| {
        let rest = &url[scheme.len()..];
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !url.contains(char::is_whitespace) && !url.contains('\\')
    })
}
