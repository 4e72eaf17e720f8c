//! Where front matter begins and ends: between a first line `---` and the next line that is
//! `---` or `...` alone.

use std::ops::Range;

/// The parts of a content file, as ranges of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The line `---`, without its end.
    pub opening: Range<usize>,
    /// The YAML.
    pub front: Range<usize>,
    /// What comes after the closing line.
    pub body: Range<usize>,
}

/// Why a text has no front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfenced {
    /// Its first line is not `---`; where that line is.
    Missing(Range<usize>),
    /// No line closes what this line opens.
    Unclosed(Range<usize>),
}

/// Finds the front matter. A byte order mark, CR LF and white space at line ends are taken.
///
/// # Errors
/// When there is none.
pub fn split(text: &str) -> Result<Split, Unfenced> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = line(text, start);
    let opening = start..start + text[first.clone()].trim_end().len();
    if &text[opening.clone()] != "---" {
        return Err(Unfenced::Missing(opening));
    }
    let front = first.end;
    let mut at = front;
    while at < text.len() {
        let next = line(text, at);
        if next.end - next.start <= 64 && matches!(text[next.clone()].trim_end(), "---" | "...") {
            return Ok(Split { opening, front: front..at, body: next.end..text.len() });
        }
        at = next.end;
    }
    Err(Unfenced::Unclosed(opening))
}

/// The line that begins at `start`, with its end.
fn line(text: &str, start: usize) -> Range<usize> {
    start..text[start..].find('\n').map_or(text.len(), |length| start + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_fences() {
        for (text, front, body) in [
            ("---\na: b\n---\nbody\n", "a: b\n", "body\n"),
            ("\u{feff}---\r\na: b\r\n---\r\nbody\r\n", "a: b\r\n", "body\r\n"),
            ("---  \na: b\n---\t\nbody", "a: b\n", "body"),
            ("---\na: b\n...\nbody\n", "a: b\n", "body\n"),
            ("---\n---\n", "", ""),
            ("---\na: b\n---", "a: b\n", ""),
            ("---\na: |\n  ---\n---\n---\n", "a: |\n  ---\n", "---\n"),
            ("---\n----\n--- x\n---\n", "----\n--- x\n", ""),
        ] {
            let split = split(text).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
            assert_eq!((&text[split.front], &text[split.body]), (front, body), "{text:?}");
        }
    }

    #[test]
    fn says_what_is_missing() {
        for text in ["", "title: a\n", "\n---\na: b\n---\n", "----\n", " ---\n"] {
            assert!(matches!(split(text), Err(Unfenced::Missing(_))), "{text:?}");
        }
        for text in ["---", "---\n", "---\na: b\n", "---\na: b\n ---\n"] {
            assert!(matches!(split(text), Err(Unfenced::Unclosed(_))), "{text:?}");
        }
    }
}
