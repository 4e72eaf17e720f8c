//! Diagnostics as text: for people, for editors, for CI. Nothing is printed here.
//!
//! [`render`] sorts (file, position, code), drops what is said twice, leaves out what the site
//! does not want to see (`[lints]`), resolves places to lines and columns ([`resolve`]) and
//! hands the result to one of the formats. Lines and columns start at 1; columns count
//! characters.

mod github;
mod human;
mod json;
mod resolve;
mod sarif;
mod short;

use std::str::FromStr;

use super::{Code, Diagnostic, Lints, Severity};
use crate::base::path::SourcePath;
use crate::base::text::plural;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// With the source lines underlined, as rustc does.
    #[default]
    Human,
    /// One line each: `path:line:column: error[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands of GitHub Actions, which show up as annotations.
    Github,
    /// One SARIF 2.1.0 log (OASIS).
    Sarif,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &'static [Format] = &[Self::Human, Self::Short, Self::Json, Self::Github, Self::Sarif];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
        }
    }
}

impl FromStr for Format {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|format| format.name() == name).ok_or(())
    }
}

/// How the format for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// With ANSI colours.
    pub colour: bool,
    /// Columns of the terminal: longer source lines are cut around what is underlined.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, width: 120 }
    }
}

/// Diagnostics as text, and how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text; it ends with a line feed if it is not empty.
    pub text: String,
    /// What stops the build.
    pub errors: usize,
    /// What does not.
    pub warnings: usize,
}

impl Rendered {
    /// `2 errors, 1 warning`; `None` if there is neither.
    pub fn summary(&self) -> Option<String> {
        let errors = (self.errors > 0).then(|| plural(self.errors, "error", "errors"));
        let warnings = (self.warnings > 0).then(|| plural(self.warnings, "warning", "warnings"));
        match (errors, warnings) {
            (Some(errors), Some(warnings)) => Some(format!("{errors}, {warnings}")),
            (errors, warnings) => errors.or(warnings),
        }
    }
}

/// Diagnostics as text. `sources` gives the text of a file, as it was when it was read; without
/// it a diagnostic names the file only.
pub fn render(
    diagnostics: &[Diagnostic],
    lints: &Lints,
    format: Format,
    look: Look,
    sources: &dyn Fn(&SourcePath) -> Option<String>,
) -> Rendered {
    let texts = resolve::texts(diagnostics, sources);
    let found = resolve::resolve(diagnostics, lints, &texts);
    let text = match format {
        Format::Human => human::render(&found, look),
        Format::Short => short::render(&found),
        Format::Json => json::render(&found),
        Format::Github => github::render(&found),
        Format::Sarif => sarif::render(&found),
    };
    let count = |severity| found.iter().filter(|found| found.severity == severity).count();
    Rendered { text, errors: count(Severity::Error), warnings: count(Severity::Warning) }
}

/// One diagnostic by itself, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    /// How grave it is on this site.
    pub severity: Severity,
    /// Which of the known mistakes.
    pub code: Code,
    /// One sentence.
    pub message: String,
    /// `path:line:column`, or the path alone; none if it is not about a file.
    pub place: Option<String>,
    /// What [`Format::Human`] shows below the message and the place: the lines that it is about,
    /// notes and a hint.
    pub more: String,
}

/// The diagnostics one by one, in the order in which [`render`] shows them.
pub fn singles(
    diagnostics: &[Diagnostic],
    lints: &Lints,
    look: Look,
    sources: &dyn Fn(&SourcePath) -> Option<String>,
) -> Vec<Single> {
    let texts = resolve::texts(diagnostics, sources);
    let single = |found: &resolve::Found<'_>| Single {
        severity: found.severity,
        code: found.diagnostic.code,
        message: found.diagnostic.message.clone(),
        place: found.spot.as_ref().map(short::place),
        more: human::below(found, look),
    };
    resolve::resolve(diagnostics, lints, &texts).iter().map(single).collect()
}

#[cfg(test)]
mod tests;
