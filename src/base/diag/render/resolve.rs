//! From places to lines and columns; order and duplicates.

use std::collections::{BTreeMap, HashSet};

use crate::base::diag::{Diagnostic, Lints, Place, Severity, Span};
use crate::base::locate::{Locator, Notation};
use crate::base::path::SourcePath;

/// The texts of the files that diagnostics name.
pub(super) type Texts = BTreeMap<SourcePath, String>;

/// A diagnostic that is shown.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub diagnostic: &'a Diagnostic,
    pub severity: Severity,
    /// Where; `None` for what is not about a file.
    pub spot: Option<Spot<'a>>,
    /// Other places, with their words.
    pub related: Vec<(Spot<'a>, &'a str)>,
}

/// A place in a file, resolved.
#[derive(Debug)]
pub(super) struct Spot<'a> {
    pub file: &'a SourcePath,
    /// `None` for the file as a whole.
    pub region: Option<Region<'a>>,
}

/// A part of a file.
#[derive(Debug)]
pub(super) struct Region<'a> {
    pub span: Span,
    pub start: Position,
    /// Of the first character after it.
    pub end: Position,
    /// The whole text of the file.
    pub text: &'a str,
}

/// A position, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub line: usize,
    /// In characters.
    pub column: usize,
}

/// Fetches the text of each file once.
pub(super) fn texts(diagnostics: &[Diagnostic], sources: &dyn Fn(&SourcePath) -> Option<String>) -> Texts {
    let mut texts = Texts::new();
    for diagnostic in diagnostics {
        let places = diagnostic.place.iter().chain(diagnostic.related.iter().map(|(place, _)| place));
        for Place { file, .. } in places {
            if !texts.contains_key(file)
                && let Some(text) = sources(file)
            {
                texts.insert(file.clone(), text);
            }
        }
    }
    texts
}

/// What is shown, in the order in which it is shown.
pub(super) fn resolve<'a>(diagnostics: &'a [Diagnostic], lints: &Lints, texts: &'a Texts) -> Vec<Found<'a>> {
    let mut files = BTreeMap::new();
    for (file, text) in texts {
        let locator = Locator::new(text, Notation::of(file));
        files.insert(file, File { locator, lines: line_starts(text), counts: counts(text), text });
    }
    let mut seen = HashSet::new();
    let mut found: Vec<Found<'a>> = diagnostics
        .iter()
        .filter(|diagnostic| seen.insert(*diagnostic))
        .filter_map(|diagnostic| {
            let severity = lints.severity(diagnostic.code)?;
            let related =
                diagnostic.related.iter().map(|(place, words)| (spot(place, &files), words.as_str())).collect();
            let spot = diagnostic.place.as_ref().map(|place| spot(place, &files));
            Some(Found { diagnostic, severity, spot, related })
        })
        .collect();
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    found
}

/// By file, position and code; then by words, so that the order never depends on threads.
fn order<'f>(found: &'f Found<'_>) -> impl Ord + use<'f> {
    let file = found.spot.as_ref().map(|spot| spot.file);
    let span = found.spot.as_ref().and_then(|spot| spot.region.as_ref()).map(|region| region.span);
    (file, span, found.diagnostic.code, &found.diagnostic.message, &found.diagnostic.related)
}

struct File<'a> {
    text: &'a str,
    locator: Locator<'a>,
    lines: Vec<usize>,
    /// How many characters begin before each [`BLOCK`].
    counts: Vec<usize>,
}

/// Columns are counted from the nearest multiple of so many bytes: a line of a megabyte may have many places.
const BLOCK: usize = 1024;

fn spot<'a>(place: &'a Place, files: &BTreeMap<&'a SourcePath, File<'a>>) -> Spot<'a> {
    let region = files.get(&place.file).and_then(|file| {
        let span = file.locator.span(&place.at)?;
        let (start, end) = (file.position(span.start as usize), file.position(span.end as usize));
        Some(Region { span, start, end, text: file.text })
    });
    Spot { file: &place.file, region }
}

impl File<'_> {
    fn position(&self, at: usize) -> Position {
        let line = self.lines.partition_point(|&start| start <= at);
        let start = self.lines[line - 1];
        Position { line, column: self.characters(at) - self.characters(start) + 1 }
    }

    /// How many characters there are before a byte.
    fn characters(&self, at: usize) -> usize {
        let block = at / BLOCK;
        self.counts[block] + begun(&self.text.as_bytes()[block * BLOCK..at])
    }
}

fn counts(text: &str) -> Vec<usize> {
    let sum = |sum: &mut usize, block: &[u8]| {
        *sum += begun(block);
        Some(*sum)
    };
    std::iter::once(0).chain(text.as_bytes().chunks(BLOCK).scan(0, sum)).collect()
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// Where each line begins; the first one at 0.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = format!("é\n{}", "日本語 a\u{301}".repeat(700));
        let locator = Locator::new(&text, Notation::Other);
        let file = File { locator, lines: line_starts(&text), counts: counts(&text), text: &text };
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(2), Position { line: 1, column: 2 });
        for (characters, (at, _)) in text[3..].char_indices().enumerate() {
            assert_eq!(file.position(3 + at), Position { line: 2, column: characters + 1 });
        }
        assert_eq!(file.position(text.len()).column, 700 * 6 + 1);
    }
}
