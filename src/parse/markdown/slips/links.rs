//! Links that are none: `[words] (https://…)`, `(words)[https://…]`, `[words](a report.pdf)`, `https://…`.
//!
//! Entry points: [`parted`], [`exchanged`], [`spaced`], [`bare`].

use std::ops::Range;

use super::super::scan::{is_escaped, next_text};
use super::LONGEST;

/// What the names of files end in that texts link to or show.
const FILES: &[&str] = &["avif", "csv", "gif", "jpeg", "jpg", "md", "pdf", "png", "svg", "webp"];

/// `[words] (https://…)` at `at`: its words and address, and where it ends. A line may end where the space is.
pub(super) fn parted(text: &str, at: usize) -> Option<(&str, &str, usize)> {
    let words = bracketed(text, at + 1).filter(|words| !words.trim().is_empty())?;
    let behind = at + 1 + words.len() + 1;
    let line_end = behind + text[behind..].bytes().take_while(|byte| b" \t\r".contains(byte)).count();
    let is_broken = text.as_bytes().get(line_end) == Some(&b'\n');
    let start = if is_broken { next_text(text.as_bytes(), line_end + 1, true) } else { line_end };
    if start == behind || text.as_bytes().get(start) != Some(&b'(') {
        return None;
    }
    let address = address(text, start + 1, b')')?;
    (!is_escaped(text.as_bytes(), at)).then_some((words, address, start + 1 + address.len() + 1))
}

/// `(words)[https://…]` whose bracket is at `at`: where it begins, its words and address, and where it ends.
pub(super) fn exchanged(text: &str, at: usize) -> Option<(usize, &str, &str, usize)> {
    let before = text.get(..at)?.strip_suffix(')')?;
    let address = address(text, at + 1, b']')?;
    let least = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let start = least + before[least..].rfind(['(', ')', '[', ']'])?;
    let words = before[start..].strip_prefix('(').filter(|words| !words.trim().is_empty() && !has_blank_line(words))?;
    Some((start, words, address, at + 1 + address.len() + 1))
}

/// `[words](my report.pdf)` at `at`: its words and address, and where it ends.
pub(super) fn spaced(text: &str, at: usize) -> Option<(&str, &str, usize)> {
    let words = bracketed(text, at + 1)?;
    let behind = at + 1 + words.len();
    let start = behind + "](".len();
    text.get(behind..)?.strip_prefix("](")?;
    let length = text.as_bytes()[start..].iter().take(LONGEST).position(|byte| b"()[]`<\n".contains(byte))?;
    let address = Some(&text[start..start + length]).filter(|address| is_file(address))?;
    (text.as_bytes()[start + length] == b')' && !is_escaped(text.as_bytes(), at)).then_some((
        words,
        address,
        start + length + 1,
    ))
}

/// True for a name with a space in it, of a file that texts link to or show.
fn is_file(text: &str) -> bool {
    let extension = text.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_known = FILES.iter().any(|known| extension.eq_ignore_ascii_case(known));
    is_known && text.contains(' ') && !text.contains('"') && text.trim() == text
}

/// What stands before the next `]` in a paragraph, if neither another bracket nor code does.
fn bracketed(text: &str, start: usize) -> Option<&str> {
    let length = text.as_bytes().get(start..)?.iter().take(LONGEST).position(|byte| b"[]`<".contains(byte))?;
    let inside = &text[start..start + length];
    (text.as_bytes()[start + length] == b']' && !has_blank_line(inside)).then_some(inside)
}

/// True if a paragraph ends within a text, quoted or not.
fn has_blank_line(text: &str) -> bool {
    text.split('\n').skip(1).any(|line| line.trim_matches(['>', ' ', '\t', '\r']).is_empty())
}

/// The address on the web or of mail that stands before `end`; it may have pairs of brackets in it.
fn address(text: &str, start: usize, end: u8) -> Option<&str> {
    let rest = text.get(start..)?;
    if !["https://", "http://", "mailto:"].iter().any(|scheme| rest.starts_with(scheme)) {
        return None;
    }
    let mut open = 0_usize;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'(' | b'[' => open += 1,
            _ if open == 0 && byte == end => return Some(&rest[..at]),
            b')' | b']' => open = open.checked_sub(1)?,
            b'`' | b'<' => return None,
            byte if byte.is_ascii_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// The address on the web whose `://` stands at `sign`, up to the signs that end the sentence or clause around it.
pub(super) fn bare(text: &str, sign: usize) -> Option<Range<usize>> {
    let before = &text[..sign];
    let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme))?;
    let start = sign - scheme.len();
    // Behind a tag the address may be the words of a link in HTML.
    if before[..start].ends_with(|c: char| c.is_alphanumeric() || c == '>') {
        return None;
    }
    let rest = &text[sign + "://".len()..];
    let ends = |c: char| c.is_whitespace() || "<>`\"|“”«»、。，；！？（）「」『』【】".contains(c);
    let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let mut address = whole;
    while let Some(last) = address.chars().next_back().filter(|c| !c.is_alphanumeric() && !"/#=&%$-_+~".contains(*c)) {
        // A closing bracket may belong to the address: `…/Kyiv_(city)`.
        if last == ')' && address.matches('(').count() >= address.matches(')').count() {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    let is_host = address.starts_with(char::is_alphanumeric) && address.len() <= LONGEST;
    is_host.then(|| start..sign + "://".len() + address.len())
}
