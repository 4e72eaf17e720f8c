//! Marks that are nearly Markdown and are shown as they stand: `[words] (https://…)`, `(words)[https://…]`,
//! `[words](a report.pdf)`, `##Words`; those that other generators fill in: `{{< figure >}}`, `{% include %}`; and those
//! of version control.
//!
//! Entry points: [`Writer::check_bracket`] where a `[` stands as text, [`Writer::check_line`] where a line of a paragraph
//! begins, [`Writer::check_braces`] for a piece of text. All are asked about text alone, so that code keeps its signs;
//! each reading is bounded.

use std::ops::Range;

use super::scan::{is_escaped, next_text};
use super::writer::Writer;
use crate::base::diag::{Code, reading};
use crate::base::text::{CONFLICT, conflict_at};

/// A link whose words or address are longer is none, nor is a longer mark of a template.
const LONGEST: usize = 500;

/// What the names of files end in that texts link to or show.
const FILES: &[&str] = &["avif", "csv", "gif", "jpeg", "jpg", "md", "pdf", "png", "svg", "webp"];

/// A replacement that is longer is described, and not written out.
const SHOWN: usize = 80;

impl Writer<'_, '_> {
    /// Reports a link that has a space too many, or its words and address exchanged, at its `[`.
    pub(super) fn check_bracket(&mut self, at: usize) {
        if self.links > 0 || self.pictures > 0 {
            return;
        }
        let text = self.source.text();
        if let Some((words, address, end)) = parted(text, at) {
            let hint = shown(format!("[{words}]({address})")).map_or_else(
                || "let `](` stand together, without a space".to_owned(),
                |meant| format!("write `{meant}`"),
            );
            let message = "words and an address that are no link, because a space parts them";
            self.report(Code::MarkdownAsText, at..end, message, &hint);
        } else if let Some((start, words, address, end)) = exchanged(text, at) {
            let hint = shown(format!("[{words}]({address})")).unwrap_or_else(|| "[words](address)".to_owned());
            let message = "words and an address that are no link, because their brackets are exchanged";
            self.report(Code::MarkdownAsText, start..end, message, &format!("write `{hint}`"));
        } else if let Some((words, address, end)) = spaced(text, at) {
            let hint = shown(format!("[{words}](<{address}>)")).unwrap_or_else(|| "[words](<address>)".to_owned());
            let message = "words and an address that Markdown does not read, because the address has a space in it";
            self.report(Code::MarkdownAsText, at..end, message, &format!("write `{hint}`"));
        }
    }

    /// Reports shortcodes and variables in `text`, which stands at `range`.
    pub(super) fn check_braces(&mut self, text: &str, range: &Range<usize>) {
        let source = self.source.text();
        // Where something was replaced there is no telling what stands where.
        if !self.source.prepared.has_braces || source.get(range.clone()) != Some(text) {
            return;
        }
        let mut done = 0;
        for (start, _) in text.match_indices('{') {
            let at = range.start + start;
            if at < done {
                continue;
            }
            let near = &source[at..source.floor_char_boundary(source.len().min(at + LONGEST))];
            let rest = near.lines().next().unwrap_or_default();
            let end = match rest.as_bytes() {
                [b'{', b'{', ..] => rest.find("}}"),
                [b'{', b'%', ..] => rest.find("%}"),
                _ => None,
            };
            let is_filled = |&end: &usize| end > 2 && !rest[2..end].contains('{');
            if let Some(end) = end.filter(is_filled).filter(|_| !is_escaped(source.as_bytes(), at)) {
                done = at + end + 2;
                let message = "a mark of a template, which nothing fills in";
                let hint = format!("write what it stands for, or `\\{}` for the signs themselves", &rest[..2]);
                self.report(Code::TemplateAsText, at..done, message, &hint);
            }
        }
    }

    /// Reports a heading without a space, where a line begins. One `#` before a word is a hashtag.
    pub(super) fn check_line(&mut self, at: usize) {
        if self.is_field() || self.pictures > 0 {
            return;
        }
        let text = self.source.text();
        let at = next_text(text.as_bytes(), at, true);
        let Some((before, rest)) = text.split_at_checked(at) else { return };
        // Version control begins a line with it.
        if rest.starts_with(CONFLICT) && (before.is_empty() || before.ends_with('\n')) {
            if let Some(line) = conflict_at(text, at) {
                self.diagnostics.push(reading::unmerged(self.place(line)));
            }
            return;
        }
        if !rest.starts_with("##") {
            return;
        }
        let line = rest.lines().next().unwrap_or_default();
        let words = line.trim_start_matches('#');
        let signs = &line[..line.len() - words.len()];
        if (2..=6).contains(&signs.len()) && words.starts_with(char::is_alphanumeric) {
            let message = format!("`{signs}` begins no heading without a space behind it");
            let hint = format!("put a space behind it, or write `\\{signs}` for the signs themselves");
            self.report(Code::MarkdownAsText, at..at + line.trim_end().len(), message, &hint);
        }
    }
}

/// What is meant, if it can be written out in a hint.
fn shown(meant: String) -> Option<String> {
    (meant.len() <= SHOWN && !meant.contains('\n')).then_some(meant)
}

/// `[words] (https://…)` at `at`: its words and address, and where it ends. A line may end where the space is.
fn parted(text: &str, at: usize) -> Option<(&str, &str, usize)> {
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
fn exchanged(text: &str, at: usize) -> Option<(usize, &str, &str, usize)> {
    let before = text.get(..at)?.strip_suffix(')')?;
    let address = address(text, at + 1, b']')?;
    let least = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let start = least + before[least..].rfind(['(', ')', '[', ']'])?;
    let words = before[start..].strip_prefix('(').filter(|words| !words.trim().is_empty() && !has_blank_line(words))?;
    Some((start, words, address, at + 1 + address.len() + 1))
}

/// `[words](my report.pdf)` at `at`: its words and address, and where it ends.
fn spaced(text: &str, at: usize) -> Option<(&str, &str, usize)> {
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
