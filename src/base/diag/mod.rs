//! Diagnostics: what is wrong with a site, where, and what to do.
//!
//! Every stage collects [`Diagnostic`]s beside its result and goes on. A diagnostic says which
//! [`Code`] of the one table it is, in one sentence what is wrong, and at which [`Place`]; the
//! place is resolved to lines and columns only when it is shown (see [`crate::base::locate`]).

pub mod codes;
pub mod reading;
pub mod render;

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use codes::Code;

use crate::base::path::SourcePath;

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; someone should look.
    Warning,
    /// Nothing is wrong; something could be better. `briefer suggest` alone says so.
    Suggestion,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Suggestion => "suggestion",
        })
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which file.
    pub file: SourcePath,
    /// Where in it.
    pub at: At,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum At {
    /// The file as a whole.
    File,
    /// Bytes of the file.
    Span(Span),
    /// The key of a field, as a path: `events[2].date`.
    Key(String),
    /// The value of a field, as a path: `events[2].date`, `actors[0]`.
    Value(String),
    /// Words in a field, or in the text below the fields.
    Words {
        /// The field, as a path; none for the text below.
        field: Option<String>,
        /// What stands directly before them, as far as it is known.
        before: String,
        /// The words; where they stand together with the rest, else where they stand first.
        words: String,
        /// What stands directly after them.
        after: String,
    },
}

impl At {
    /// The bytes, if they are known already.
    pub fn span(&self) -> Option<Span> {
        match self {
            At::Span(span) => Some(*span),
            At::File | At::Key(_) | At::Value(_) | At::Words { .. } => None,
        }
    }
}

/// A range of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; files are far smaller than 4 GB (see the size limits).
    pub fn new(range: Range<usize>) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(range.start), end: narrow(range.end) }
    }

    /// As a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True if it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &SourcePath) -> Self {
        Self { file: file.clone(), at: At::File }
    }

    /// A range of bytes.
    pub fn span(file: &SourcePath, span: Span) -> Self {
        Self { file: file.clone(), at: At::Span(span) }
    }

    /// A field's value.
    pub fn value(file: &SourcePath, path: impl Into<String>) -> Self {
        Self { file: file.clone(), at: At::Value(path.into()) }
    }

    /// A field's key.
    pub fn key(file: &SourcePath, path: impl Into<String>) -> Self {
        Self { file: file.clone(), at: At::Key(path.into()) }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which of the known mistakes.
    pub code: Code,
    /// One sentence, lower case, without a full stop, code in backticks.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// A few words under the underlined text.
    pub label: Option<String>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// More to know.
    pub notes: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            hint: None,
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds words under the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Offers near misses as the hint, if there are any.
    #[must_use]
    pub fn did_you_mean(self, near: &[&str]) -> Self {
        if near.is_empty() { self } else { self.hint(format!("did you mean {}?", crate::base::text::one_of(near))) }
    }
}

/// How the site wants a code to be taken (`[lints]`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Level {
    /// Not shown.
    Allow,
    /// Shown.
    Warn,
    /// Stops the build.
    Error,
}

/// The levels that a site set, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Lints(pub std::collections::BTreeMap<Code, Level>);

impl Lints {
    /// How grave a diagnostic is on this site; `None` if the site does not want to see it.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match self.0.get(&code) {
            Some(Level::Allow) => None,
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
            None => Some(code.severity()),
        }
    }
}
