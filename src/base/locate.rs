//! Where a field stands in a file: looked up only when a diagnostic is shown.
//!
//! Stages name a field by its path (`events[2].date`), which costs nothing; [`Locator`] reads
//! the file once more, with places, and turns paths into bytes.

use std::cell::OnceCell;
use std::ops::Range;

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
            At::Words { field: None, before, words, after } => {
                let body = self.body()..self.text.len();
                self.words(body, before, words, after)?
            }
            At::Words { field: Some(field), before, words, after } => {
                let value = self.field(&At::Value(field.clone()))?;
                // A text that is escaped or folded may not have the words as they read.
                self.words(value.range(), before, words, after).unwrap_or(value)
            }
            At::Key(_) | At::Value(_) => self.field(at)?,
        };
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary((span.end as usize).max(start));
        Some(Span::new(start..end))
    }

    fn field(&self, at: &At) -> Option<Span> {
        self.root.get_or_init(|| self.read()).as_ref()?.find(at)
    }

    /// Where the text below the fields begins; where there are none, at its first byte.
    fn body(&self) -> usize {
        match self.notation {
            Notation::FrontMatter => fence::split(self.text).map_or(self.text.len(), |split| split.body.start),
            Notation::Toml | Notation::Other => 0,
        }
    }

    fn words(&self, within: Range<usize>, before: &str, words: &str, after: &str) -> Option<Span> {
        let text = self.text.get(within.clone())?;
        let together = text.find(&[before, words, after].concat()).map(|at| at + before.len());
        let start = within.start + together.or_else(|| text.find(words))?;
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
            let at = At::Words { field: None, before: before.into(), words: words.into(), after: after.into() };
            locate(text, Notation::FrontMatter, &at).map(|span| span.start)
        };
        assert_eq!(found("", "peace", ", "), Some(34));
        assert_eq!(found(", ", "peace", " now"), Some(41));
        assert_eq!(found("of ", "peace", ""), Some(24), "where the words stand first");
        assert_eq!(found("", "title", ""), None);
    }

    #[test]
    fn finds_words_of_a_field() {
        let text = "---\ntitle: peace\nsummary: peace, no peace\nnote: \"pe\\x61ce\"\n---\npeace\n";
        let found = |field: &str, before: &str| {
            let field = Some(field.into());
            let at = At::Words { field, before: before.into(), words: "peace".into(), after: String::new() };
            locate(text, Notation::FrontMatter, &at).map(|span| &text[span.start as usize - 3..span.end as usize])
        };
        assert_eq!(found("summary", ""), Some("y: peace"));
        assert_eq!(found("summary", "no "), Some("no peace"));
        assert_eq!(found("note", ""), Some("e: \"pe\\x61ce\""), "the value, where the words are escaped");
        assert_eq!(found("absent", ""), None);
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
