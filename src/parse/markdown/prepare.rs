//! What is done to a text before the parser reads it, with every position kept: comments are cut
//! out, and the bars of links are hidden from tables.
//!
//! A bar in `[[id|words]]` would end the cell that it is written in. It is replaced by [`BAR`]
//! where it is not escaped; whatever is written of the text turns [`BAR`] into a bar again, in
//! code as well, so that nothing has to be known of where it stands.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Options;

use super::comments::{self, Cut};

/// Stands for a bar within `[[...]]`: a control character, which no text has otherwise.
pub(super) const BAR: u8 = 2;

/// A text that the parser may read.
pub(super) struct Prepared<'a> {
    /// As long as the text as it was written.
    pub text: Cow<'a, str>,
    /// Whether comments were cut out.
    pub commented: bool,
    /// The mark that begins a comment without an end.
    pub unclosed: Option<Range<usize>>,
    /// Whether two braces, or a brace and a percent sign, stand side by side anywhere.
    pub has_braces: bool,
}

/// Prepares a text.
pub(super) fn prepare(markdown: &str, options: Options) -> Prepared<'_> {
    let (text, commented, unclosed) = match comments::cut(markdown, options) {
        Some(Cut { text, unclosed }) => (Cow::Owned(text), true, unclosed),
        None => (Cow::Borrowed(markdown), false, None),
    };
    let text = match hide_bars(&text) {
        Some(hidden) => Cow::Owned(hidden),
        None => text,
    };
    let has_braces = text.contains('{') && (text.contains("{{") || text.contains("{%"));
    Prepared { text, commented, unclosed, has_braces }
}

fn hide_bars(text: &str) -> Option<String> {
    if !text.contains("[[") {
        return None;
    }
    let mut hidden: Option<Vec<u8>> = None;
    for (start, _) in text.match_indices('[').filter(|&(start, _)| text[start..].starts_with("[[")) {
        let inside = &text.as_bytes()[start + 2..];
        let Some(end) = inside.iter().position(|byte| matches!(byte, b'[' | b']' | b'\n')) else { break };
        if !inside[end..].starts_with(b"]]") {
            continue;
        }
        for at in 0..end {
            if inside[at] == b'|' && (at == 0 || inside[at - 1] != b'\\') {
                hidden.get_or_insert_with(|| text.as_bytes().to_vec())[start + 2 + at] = BAR;
            }
        }
    }
    hidden.map(|bytes| String::from_utf8(bytes).expect("one ASCII character replaced another"))
}
