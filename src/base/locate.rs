//! Where a field stands in a file: looked up only when a diagnostic is shown.
//!
//! Stages name a field by its path (`events[2].date`), which costs nothing; [`Locator`] reads
//! the file once more, with places, and turns paths into bytes.

use std::cell::OnceCell;

use crate::base::diag::{At, Span};
use crate::base::fields::{Node, fence, toml, yaml};
use crate::base::path::SourcePath;

/// How the fields of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// YAML between lines `---`.
    FrontMatter,
    /// TOML from the first line to the last.
    Toml,
    /// There are none.
    Other,
}

impl Notation {
    /// By the file's extension.
    pub fn of(file: &SourcePath) -> Self {
        match file.extension() {
            Some("md" | "markdown") => Self::FrontMatter,
            Some("toml") => Self::Toml,
            _ => Self::Other,
        }
    }
}

/// A text whose fields can be looked up; it is read at most once.
#[derive(Debug)]
pub struct Locator<'a> {
    text: &'a str,
    notation: Notation,
    root: OnceCell<Option<Node>>,
}

impl<'a> Locator<'a> {
    /// Reads nothing yet.
    pub fn new(text: &'a str, notation: Notation) -> Self {
        Self { text, notation, root: OnceCell::new() }
    }

    /// The bytes of a place, at the boundaries of characters. `None` for the file as a whole
    /// and for a field of which not even the first part is there.
    pub fn span(&self, at: &At) -> Option<Span> {
        let span = match at {
            At::File => return None,
            At::Span(span) => *span,
            At::Words { before, words, after } => self.words(before, words, after)?,
            At::Key(_) | At::Value(_) => self.root.get_or_init(|| self.read()).as_ref()?.find(at)?,
        };
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary((span.end as usize).max(start));
        Some(Span::new(start..end))
    }

    fn words(&self, before: &str, words: &str, after: &str) -> Option<Span> {
        let body = match self.notation {
            Notation::FrontMatter => fence::split(self.text).ok()?.body.start,
            Notation::Toml | Notation::Other => 0,
        };
        let text = &self.text[body..];
        let together = text.find(&[before, words, after].concat()).map(|at| at + before.len());
        let start = body + together.or_else(|| text.find(words))?;
        Some(Span::new(start..start + words.len()))
    }

    fn read(&self) -> Option<Node> {
        match self.notation {
            Notation::FrontMatter => {
                let split = fence::split(self.text).ok()?;
                Some(yaml::parse(&self.text[split.front.clone()], split.front.start).root)
            }
            Notation::Toml => Some(toml::parse(self.text).root),
            Notation::Other => None,
        }
    }
}

/// The bytes of a place in `text`. See [`Locator::span`].
pub fn locate(text: &str, notation: Notation, at: &At) -> Option<Span> {
    Locator::new(text, notation).span(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fields_of_front_matter() {
        let text = "\u{feff}---\r\ntitle: Grüße\r\nevents:\r\n  - { title: a, date: 2025 }\r\n---\r\ntitle: no\r\n";
        let shown = |at| locate(text, Notation::FrontMatter, &at).map(|span| &text[span.range()]);
        assert_eq!(shown(At::Value("title".into())), Some("Grüße"));
        assert_eq!(shown(At::Key("events[0].date".into())), Some("date"));
        assert_eq!(shown(At::Value("events[0].date".into())), Some("2025"));
        assert_eq!(shown(At::Value("events[0]".into())), Some("{ title: a, date: 2025 }"));
        assert_eq!(shown(At::Value("absent".into())), None);
    }

    #[test]
    fn finds_words_below_the_fields() {
        let text = "---\ntitle: peace\n---\n## peace\n\nNo peace, peace now.\n";
        let found = |before: &str, words: &str, after: &str| {
            let at = At::Words { before: before.into(), words: words.into(), after: after.into() };
            locate(text, Notation::FrontMatter, &at).map(|span| span.start)
        };
        assert_eq!(found("", "peace", ", "), Some(34));
        assert_eq!(found(", ", "peace", " now"), Some(41));
        assert_eq!(found("of ", "peace", ""), Some(24), "where the words stand first");
        assert_eq!(found("", "title", ""), None);
    }

    #[test]
    fn finds_fields_of_toml() {
        let text = "title = \"Ä\"\n[lints]\nbroken-link = \"warn\"\n[[menu]]\ntitle = \"x\"\n[[menu]]\nurl = \"y\"\n";
        let shown = |at| locate(text, Notation::Toml, &at).map(|span| &text[span.range()]);
        assert_eq!(shown(At::Value("title".into())), Some("\"Ä\""));
        assert_eq!(shown(At::Key("lints.broken-link".into())), Some("broken-link"));
        assert_eq!(shown(At::Value("menu[1].url".into())), Some("\"y\""));
        assert_eq!(shown(At::Key("lints".into())), Some("lints"));
    }

    #[test]
    fn keeps_spans_inside_of_the_text() {
        let text = "é";
        for span in [Span { start: 1, end: 1 }, Span { start: 5, end: 9 }, Span { start: 1, end: 0 }] {
            let found = locate(text, Notation::Other, &At::Span(span)).expect("a span is a place");
            assert!(text.get(found.range()).is_some(), "{span:?}");
        }
    }
}
