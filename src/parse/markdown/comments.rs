//! Comments, `%% ... %%` and `<!-- ... -->`: cut out before anything else is read.
//!
//! A comment may hold anything and end anywhere, in another paragraph or list; so it is not a
//! node of the text but a hole in it. The bytes of a comment are replaced by as many bytes that
//! leave nothing behind, so that every position stays what it is:
//!
//! - by [`NOTHING`], which is part of a line but is never written, where the comment is within a
//!   line or a paragraph;
//! - by spaces where the comment stands alone on its lines after a blank one, so that the
//!   heading, list or rule below it stays one.
//!
//! What is code is asked of the parser, and only if there is anything that may be a comment.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::scan::is_escaped;

/// Stands where a comment was: a control character, so the writer drops it.
const NOTHING: u8 = 1;

/// A text without its comments, as long as the text that it was made from.
pub(super) struct Cut {
    pub text: String,
    /// The mark that begins a comment without an end, which hides all that follows.
    pub unclosed: Option<Range<usize>>,
}

/// `markdown` without its comments; `None` if it has none.
pub(super) fn cut(markdown: &str, options: Options) -> Option<Cut> {
    if !markdown.contains("%%") && !markdown.contains("<!--") {
        return None;
    }
    let mut code = code(markdown, options).peekable();
    let mut bytes = markdown.as_bytes().to_vec();
    let mut unclosed = None;
    let mut found = false;
    let mut at = 0;
    while let Some((start, mark)) = next_mark(markdown, at) {
        // Code that begins within a comment is part of the comment: `at` is its end.
        while code.next_if(|code| code.end <= start || code.start < at).is_some() {}
        if let Some(code) = code.peek().filter(|code| code.start <= start) {
            at = code.end;
            continue;
        }
        if is_escaped(markdown.as_bytes(), start) {
            at = start + mark.open.len();
            continue;
        }
        found = true;
        // `<!-->` is a whole comment.
        let inside = start + 2;
        let Some(length) = markdown[inside..].find(mark.close) else {
            unclosed = Some(start..start + mark.open.len());
            bytes[start..].fill(NOTHING);
            break;
        };
        at = inside + length + mark.close.len();
        blank(&mut bytes, start..at);
    }
    let text = String::from_utf8(bytes).expect("whole comments were replaced by ASCII");
    found.then_some(Cut { text, unclosed })
}

/// True if a comment was cut out of this piece of the text.
pub(super) fn was_here(text: &str) -> bool {
    text.as_bytes().contains(&NOTHING)
}

/// True if comments were all that the line at `at` had.
pub(super) fn is_nothing(text: &str, at: usize) -> bool {
    let mut rest = text.as_bytes()[at..].iter().skip_while(|byte| matches!(**byte, NOTHING | b' ' | b'\t' | b'\r'));
    text.as_bytes().get(at) == Some(&NOTHING) && rest.next().is_none_or(|&byte| byte == b'\n')
}

struct Marks {
    open: &'static str,
    close: &'static str,
}

fn next_mark(markdown: &str, from: usize) -> Option<(usize, Marks)> {
    let rest = &markdown.as_bytes()[from..];
    rest.iter().enumerate().find_map(|(at, byte)| match byte {
        b'%' if rest[at..].starts_with(b"%%") => Some((from + at, Marks { open: "%%", close: "%%" })),
        b'<' if rest[at..].starts_with(b"<!--") => Some((from + at, Marks { open: "<!--", close: "-->" })),
        _ => None,
    })
}

/// Where code is, in order.
fn code(markdown: &str, options: Options) -> impl Iterator<Item = Range<usize>> {
    Parser::new_ext(markdown, options)
        .into_offset_iter()
        .filter_map(|(event, range)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))).then_some(range))
}

fn blank(bytes: &mut [u8], comment: Range<usize>) {
    let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
    let before = bytes[..comment.start].iter().rev().take_while(is_space).count();
    let after = bytes[comment.end..].iter().take_while(is_space).count();
    let line = comment.start - before;
    let starts_line = line == 0 || bytes[line - 1] == b'\n';
    let ends_line = bytes.get(comment.end + after).is_none_or(|&byte| byte == b'\n');
    if starts_line && ends_line && follows_blank_line(&bytes[..line]) {
        bytes[comment].fill(b' ');
        return;
    }
    // Of the space on both sides of a comment one goes with it. At the end of a line one space
    // may stay: it may be that between the mark of a block and its text.
    let from = if ends_line && !starts_line && before > 0 { line + 1 } else { comment.start };
    let spaced = !ends_line && (starts_line || before > 0);
    let to = comment.end + if spaced { after } else { 0 };
    bytes[from..to].fill(NOTHING);
}

/// True if nothing or a line without text comes before the end of `bytes`, the start of a line.
fn follows_blank_line(bytes: &[u8]) -> bool {
    let Some(bytes) = bytes.strip_suffix(b"\n") else { return true };
    let mut rest = bytes.iter().rev().skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
    rest.next().is_none_or(|&byte| byte == b'\n')
}
