//! The last look before an output leaves: does it contain words of something held back?
//!
//! The types keep held documents away from every page; this catches what types cannot see, a
//! template or a static text that types a title out.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::{Fingerprint, content_hash};
use crate::base::text::escape;
use crate::model::plan::{Job, Sight};
use crate::model::report::HeldBack;

/// Shorter titles are too common to mean anything.
const DISTINCTIVE: usize = 16;

/// What must not appear.
#[derive(Debug)]
pub struct Guard {
    words: Option<AhoCorasick>,
    /// Which held item each pattern is of.
    owners: Vec<String>,
    /// The hashes of all patterns, sorted.
    prints: Vec<Fingerprint>,
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
            // As text, in HTML and XML, in JSON, in calendars.
            let json = serde_json::to_string(title).expect("a text is JSON");
            let calendar = title.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
            let mut forms = vec![title.to_owned(), escape(title), json[1..json.len() - 1].to_owned(), calendar];
            forms.sort();
            forms.dedup();
            owners.extend(forms.iter().map(|_| item.source.to_string()));
            patterns.append(&mut forms);
        }
        let build = || AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&patterns).ok();
        let words = if patterns.is_empty() { None } else { build() };
        let mut prints: Vec<Fingerprint> = patterns.iter().map(|pattern| content_hash(pattern.as_bytes())).collect();
        prints.sort_unstable();
        Self { words, owners, prints }
    }

    /// What is watched for, as sorted hashes.
    pub fn prints(&self) -> &[Fingerprint] {
        &self.prints
    }

    /// True if something is watched for that is not among `before`.
    pub fn has_news(&self, before: &[Fingerprint]) -> bool {
        self.prints.iter().any(|print| before.binary_search(print).is_err())
    }

    /// Looks through an output.
    ///
    /// # Errors
    /// The diagnostic, if it contains what it must not; it names the held file, not its title.
    pub fn check(&self, job: &Job<'_>, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let Some(words) = &self.words else { return Ok(()) };
        let bytes =
            if job.path.as_str().ends_with(".ics") { Cow::Owned(unfolded(bytes)) } else { Cow::Borrowed(bytes) };
        let Some(found) = words.find(&*bytes) else { return Ok(()) };
        let owner = &self.owners[found.pattern().as_usize()];
        let message = format!("`/{}` contains the title of `{owner}`, which is not public", job.path);
        let mut diagnostic = Diagnostic::new(Code::HeldWords, message)
            .hint("remove the words from the template or file that writes them");
        if let Sight::Copy(source, _) = &job.sight {
            diagnostic.place = Some(Place::file(source));
        }
        Err(Box::new(diagnostic))
    }
}

/// A calendar (RFC 5545) with its broken lines whole.
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(3).position(|three| three == b"\r\n ") {
        whole.extend_from_slice(&rest[..at]);
        rest = &rest[at + 3..];
    }
    whole.extend_from_slice(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::{OutPath, SourcePath};
    use crate::model::document::{Hold, Reason};

    fn job(path: &str) -> Job<'static> {
        Job { path: OutPath::parse(path).unwrap(), sight: Sight::NotFound, fingerprint: Fingerprint::default() }
    }

    #[test]
    fn a_held_title_is_found_as_text_in_html_and_in_json() {
        let title = "They said \"never\" & left the room";
        let held = HeldBack {
            id: "a".to_owned(),
            title: title.to_owned(),
            source: SourcePath::new("content/briefings/a.md"),
            hold: Hold { reason: Reason::Draft, until: None },
        };
        let guard = Guard::new(&[held], std::iter::empty());
        let job = job("index.html");
        let json = serde_json::json!({ "title": title }).to_string();
        for output in [title, &escape(title), &json] {
            let found = guard.check(&job, output.as_bytes()).unwrap_err();
            assert_eq!(
                found.message,
                "`/index.html` contains the title of `content/briefings/a.md`, which is not public"
            );
        }
        assert!(guard.check(&job, b"They said nothing").is_ok());
    }

    #[test]
    fn a_held_title_is_found_in_a_calendar_across_lines() {
        let held = HeldBack {
            id: "a".to_owned(),
            title: "Talks, of all things".to_owned(),
            source: SourcePath::new("content/briefings/a.md"),
            hold: Hold { reason: Reason::Draft, until: None },
        };
        let guard = Guard::new(&[held], std::iter::empty());
        let calendar = b"SUMMARY:Talks\\, of a\r\n ll things\r\nEND:VEVENT\r\n";
        assert!(guard.check(&job("calendar.ics"), calendar).is_err());
        assert!(guard.check(&job("page.html"), calendar).is_ok());
    }
}
