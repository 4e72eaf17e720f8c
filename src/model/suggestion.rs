//! What could be better in the texts of a site, and what may be written for it.

use crate::base::diag::{Diagnostic, Span};
use crate::base::path::SourcePath;

/// What `briefer suggest` has to say.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// How many briefings were looked at, held ones included.
    pub briefings: usize,
    /// All of them, in no order.
    pub diagnostics: Vec<Diagnostic>,
    /// What is certain, by file.
    pub rewrites: Vec<Rewrite>,
}

/// A file with links that its text does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Which file.
    pub file: SourcePath,
    /// What it says now.
    pub before: String,
    /// What it would say: the same but for the links.
    pub after: String,
    /// The words that become links, by position in the text as it is, and what becomes of them.
    pub links: Vec<(Span, String)>,
}
