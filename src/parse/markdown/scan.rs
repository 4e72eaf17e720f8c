//! The marks that CommonMark does not know, read from the source where a `[` stands as text:
//! `[[target|words]]`, `[@source]`, `[^footnote]`, `[words]{date}`.
//!
//! pulldown-cmark has links in double brackets of its own, but gives them precedence over the
//! links around them and keeps the escaped bar of a table cell in the target; so all of them are
//! read here, at once and from the source, and what the parser says about those bytes is passed
//! over.
//!
//! Each reading is bounded, so that a text of opening brackets alone is read in linear time.

use unicode_normalization::char::is_combining_mark;

use super::prepare::BAR;
use crate::base::path::is_invisible;
use crate::base::text::is_control;

/// A mark longer than this is none.
const LONGEST: usize = 1000;

/// What a `[` in the text begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `[[target]]`, `[[target|words]]`
    Wiki {
        /// Not empty.
        target: String,
        /// Not empty.
        words: Option<String>,
    },
    /// `[[` without an end, or without a target.
    BrokenWiki,
    /// `[@...]`, for [`citations`].
    Cite(&'a str),
    /// `[^label]`
    Footnote(&'a str),
    /// `[words]{2025-08-06}`: what is in the braces begins with a digit. It goes up to the end of
    /// the word if there is no closing one.
    Date {
        /// Not empty.
        words: String,
        /// Where the opening brace is.
        brace: usize,
    },
}

/// The mark that begins at `at`, if a `[` stands there (and not an entity that means one), and
/// where it ends. `quoted` says whether lines may begin with `>`.
pub(super) fn mark(source: &str, at: usize, quoted: bool) -> Option<(Mark<'_>, usize)> {
    let bytes = source.as_bytes();
    if bytes.get(at) != Some(&b'[') || is_escaped(bytes, at) {
        return None;
    }
    let inside = at + 2;
    match bytes.get(at + 1)? {
        b'[' => {
            let Some(end) = closing(bytes, inside, quoted) else {
                // Brackets on the rest of the line may be anything; `[[` and a word without any
                // is a link that was forgotten to be closed.
                let begun = bytes.get(inside).is_some_and(|&byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
                let mut rest = bytes[inside..].iter().take(LONGEST).take_while(|&&byte| byte != b'\n');
                return (begun && rest.all(|byte| !matches!(byte, b'[' | b']'))).then_some((Mark::BrokenWiki, inside));
            };
            if bytes.get(end + 1) != Some(&b']') {
                return forgotten(bytes, inside, end).then_some((Mark::BrokenWiki, end + 1));
            }
            Some((wiki(&source[inside..end]).unwrap_or(Mark::BrokenWiki), end + 2))
        }
        b'@' => {
            let end = closing(bytes, inside, quoted)?;
            Some((Mark::Cite(&source[at + 1..end]), end + 1))
        }
        b'^' => {
            let end = closing(bytes, inside, quoted)?;
            let label = &source[inside..end];
            (!label.is_empty() && !label.contains(['\n', '\r'])).then_some((Mark::Footnote(label), end + 1))
        }
        _ => date(source, at, quoted),
    }
}

/// True if the `]` at `end` closes a link that was to have two: `[[name] text`. What is a link itself, and a bracket that is
/// closed later in the paragraph, is none.
fn forgotten(bytes: &[u8], inside: usize, end: usize) -> bool {
    let begun = bytes.get(inside).is_some_and(|&byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let rest = &bytes[end + 1..];
    let paragraph =
        rest.windows(2).take(LONGEST).position(|pair| pair == b"\n\n").map_or(rest, |length| &rest[..length]);
    let mut paragraph = paragraph.iter().take(LONGEST);
    begun && !matches!(rest.first(), Some(b'(' | b'[' | b'{')) && paragraph.all(|byte| *byte != b']')
}

/// The date behind words whose bracket is at `at`.
fn date(source: &str, at: usize, quoted: bool) -> Option<(Mark<'_>, usize)> {
    let bytes = source.as_bytes();
    let end = closing(bytes, at + 1, quoted)?;
    let brace = end + 1;
    if bytes.get(brace) != Some(&b'{') || !bytes.get(brace + 1)?.is_ascii_digit() {
        return None;
    }
    let words = &source[at + 1..end];
    // A bare bar may be the end of a table's cell.
    if words.match_indices('|').any(|(bar, _)| !is_escaped(words.as_bytes(), bar)) {
        return None;
    }
    let words = plain(words);
    let inside = bytes[brace..].iter().take(LONGEST).position(|byte| matches!(byte, b'}' | b'\n' | b'|'));
    let length = match inside {
        Some(length) if bytes[brace + length] == b'}' => length + 1,
        _ => {
            bytes[brace..].iter().take(LONGEST).take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'|').count()
        }
    };
    // It ends between characters, not within one.
    let end = source.floor_char_boundary(brace + length);
    (!words.is_empty()).then_some((Mark::Date { words, brace }, end))
}

/// True if an odd number of backslashes stands before `at`.
pub(super) fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Where the next `]` is, if nothing that parts a mark comes before it.
fn closing(bytes: &[u8], start: usize, quoted: bool) -> Option<usize> {
    let limit = bytes.len().min(start + LONGEST);
    let mut at = start;
    while at < limit {
        match bytes[at] {
            b']' => return Some(at),
            b'[' | b'`' | b'<' => return None,
            b'\\' => at += 2,
            b'\n' => at = continued(bytes, at + 1, quoted)?,
            _ => at += 1,
        }
    }
    None
}

/// Where the text of the line that begins at `at` begins, if that line surely goes on with the
/// paragraph: it begins with a word and not with the mark of a block.
fn continued(bytes: &[u8], at: usize, quoted: bool) -> Option<usize> {
    let text = next_text(bytes, at, quoted);
    let digits = bytes[text..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    match bytes.get(text + digits)? {
        b'.' | b')' if digits > 0 => None,
        byte if digits > 0 || byte.is_ascii_alphabetic() || !byte.is_ascii() || *byte == b'@' => Some(text),
        _ => None,
    }
}

/// The first byte from `at` that is not part of what a line begins with.
pub(super) fn next_text(bytes: &[u8], at: usize, quoted: bool) -> usize {
    let prefix = |byte: &&u8| matches!(byte, b' ' | b'\t') || (quoted && **byte == b'>');
    at + bytes[at..].iter().take_while(prefix).count()
}

fn wiki(inside: &str) -> Option<Mark<'static>> {
    // In a table cell the bar is escaped, because a bare one would end the cell.
    let (target, words) = match inside.split_once(['|', BAR as char]) {
        Some((target, words)) => (target.strip_suffix('\\').unwrap_or(target), Some(plain(words))),
        None => (inside, None),
    };
    let target = plain(target);
    (!target.is_empty()).then(|| Mark::Wiki { target, words: words.filter(|words| !words.is_empty()) })
}

/// One citation of `[@id; @other, p. 3]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Citation<'a> {
    /// The source's id.
    pub source: &'a str,
    /// Where in the source.
    pub locator: Option<String>,
}

/// The citations between the brackets, each `None` if it is not one.
pub(super) fn citations(inside: &str) -> impl Iterator<Item = Option<Citation<'_>>> {
    inside.split(';').map(|part| {
        let rest = part.trim_matches(|c: char| c.is_whitespace() || c == '>').strip_prefix('@')?;
        let is_id = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_');
        let end = rest.find(|c| !is_id(c)).unwrap_or(rest.len());
        let (source, rest) = rest.split_at(end);
        let locator = match rest.trim_start().strip_prefix(',') {
            Some(locator) => Some(plain(locator)).filter(|locator| !locator.is_empty()),
            None if rest.trim().is_empty() => None,
            None => return None,
        };
        (!source.is_empty()).then_some(Citation { source, locator })
    })
}

/// `raw` as plain text: escapes undone, lines joined, white space and invisible characters at the
/// ends and control characters gone.
fn plain(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => out.extend(chars.next()),
            '\n' => {
                while chars.next_if(|&c| matches!(c, ' ' | '\t' | '>')).is_some() {}
                out.push(' ');
            }
            c if c == BAR as char => out.push('|'),
            c if is_control(c) => {}
            c => out.push(c),
        }
    }
    let hidden = |c: char| c.is_whitespace() || is_invisible(c);
    let trimmed = out.trim_matches(hidden);
    if trimmed.len() == out.len() { out } else { trimmed.to_owned() }
}
