//! Text on its way into the page: escaped, and free of control characters.
//!
//! A bar that was hidden comes back (see [`prepare`](super::prepare)). NUL becomes U+FFFD, as CommonMark wants it; every
//! other control character ([`is_control`]) but for tab and line feed is dropped.

use super::prepare::BAR;
use crate::base::text::is_control;

/// What a text is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Between tags.
    Text,
    /// Within double quotation marks.
    Attribute,
    /// As it is, without control characters.
    Plain,
}

/// Appends `text` in that form.
pub(super) fn write(out: &mut String, text: &str, form: Form) {
    // One pass without branches, which the compiler turns into vector instructions: nearly every
    // piece of prose has nothing to escape.
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        out.push_str(text);
        return;
    }
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !is_special(byte) {
            continue;
        }
        let (width, written) = match (byte, form) {
            (b'\t' | b'\n', _) | (b'&' | b'<' | b'>' | b'"', Form::Plain) | (b'"', Form::Text) => continue,
            (b'&', _) => (1, "&amp;"),
            (b'<', _) => (1, "&lt;"),
            (b'>', _) => (1, "&gt;"),
            (b'"', _) => (1, "&quot;"),
            (0, _) => (1, "\u{fffd}"),
            (BAR, _) => (1, "|"),
            (0xc2 | 0xef, _) => match text[at..].chars().next().filter(|&c| is_control(c)) {
                Some(c) => (c.len_utf8(), ""),
                None => continue,
            },
            _ => (1, ""),
        };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = at + width;
    }
    out.push_str(&text[done..]);
}

/// Also true for the first bytes of the control characters beyond ASCII: C2 of U+0080 to U+009F, EF of U+FFFE and U+FFFF.
fn is_special(byte: u8) -> bool {
    let is_escaped = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    (byte < 0x20) | is_escaped | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xef)
}

/// Appends an address of another site as the value of an `href`: what an address cannot hold is
/// percent-encoded, what HTML reserves is escaped.
pub(super) fn write_url(out: &mut String, url: &str) {
    let mut done = 0;
    for (at, byte) in url.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b' ' => "%20",
            b'"' => "%22",
            b'<' => "%3C",
            b'>' => "%3E",
            b'\\' => "%5C",
            b'^' => "%5E",
            b'`' => "%60",
            b'{' => "%7B",
            b'|' => "%7C",
            b'}' => "%7D",
            _ => continue,
        };
        out.push_str(&url[done..at]);
        out.push_str(written);
        done = at + 1;
    }
    out.push_str(&url[done..]);
}
