//! The last look before an output leaves: does it contain words of something held back?
//!
//! The types keep held documents away from every page; this catches what types cannot see, a
//! template or a static text that types a title out.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::base::diag::{Code, Diagnostic};
use crate::base::path::OutPath;
use crate::base::text::escape;
use crate::model::report::HeldBack;

/// Shorter titles are too common to mean anything.
const DISTINCTIVE: usize = 16;

/// What must not appear.
#[derive(Debug)]
pub struct Guard {
    words: Option<AhoCorasick>,
    /// Which held item each pattern is of.
    owners: Vec<String>,
}

impl Guard {
    /// Watches for the titles and ids of what is held, except those that public titles say
    /// themselves (a weekly report has the same title every week).
    pub fn new<'a>(held: &[HeldBack], public_titles: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut owners = Vec::new();
        for item in held {
            let title = item.title.as_str();
            if title.len() < DISTINCTIVE || public_titles.clone().any(|public| public.contains(title)) {
                continue;
            }
            let escaped = escape(title);
            if escaped != title {
                patterns.push(escaped);
                owners.push(item.source.to_string());
            }
            patterns.push(title.to_owned());
            owners.push(item.source.to_string());
        }
        let build = || AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&patterns).ok();
        let words = if patterns.is_empty() { None } else { build() };
        Self { words, owners }
    }

    /// Looks through an output.
    ///
    /// # Errors
    /// The diagnostic, if it contains what it must not; it names the held file, not its title.
    pub fn check(&self, path: &OutPath, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let Some(found) = self.words.as_ref().and_then(|words| words.find(bytes)) else { return Ok(()) };
        let owner = &self.owners[found.pattern().as_usize()];
        Err(Box::new(
            Diagnostic::new(Code::HeldWords, format!("`/{path}` contains the title of `{owner}`, which is not public"))
                .hint("remove the words from the template or file that writes them"),
        ))
    }
}
