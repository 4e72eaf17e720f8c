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
            let meant = format!("[{words}]({address})");
            let hint = if meant.len() <= SHOWN { format!("write `{meant}`") } else { "remove the space".to_owned() };
            let message = "words and an address that are no link, because a space parts them";
            self.report(Code::MarkdownAsText, at..end, message, &hint);
        } else if let Some((start, words, address, end)) = exchanged(text, at) {
            let meant = format!("[{words}]({address})");
            let hint = if meant.len() <= SHOWN { meant } else { "[words](address)".to_owned() };
            let message = "words and an address that are no link, because their brackets are exchanged";
            self.report(Code::MarkdownAsText, start..end, message, &format!("write `{hint}`"));
        } else if let Some((words, address, end)) = spaced(text, at) {
            let meant = format!("[{words}](<{address}>)");
            let hint = if meant.len() <= SHOWN { meant } else { "[words](<address>)".to_owned() };
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

/// `[words] (https://…)` at `at`: its words and address, and where it ends.
fn parted(text: &str, at: usize) -> Option<(&str, &str, usize)> {
    let inside = at + 1;
    let words = up_to(text, inside, b']')?;
    let behind = inside + words.len() + 1;
    let rest = text.get(behind..)?;
    let space = rest.bytes().take_while(|&byte| byte == b' ').count();
    let start = behind + space;
    if space == 0 || words.trim().is_empty() || text.as_bytes().get(start) != Some(&b'(') {
        return None;
    }
    let address = up_to(text, start + 1, b')').filter(|address| is_address(address))?;
    (!is_escaped(text.as_bytes(), at)).then_some((words, address, start + 1 + address.len() + 1))
}

/// `(words)[https://…]` whose bracket is at `at`: where it begins, its words and address, and where it ends.
fn exchanged(text: &str, at: usize) -> Option<(usize, &str, &str, usize)> {
    let before = text.get(..at)?.strip_suffix(')')?;
    let address = up_to(text, at + 1, b']').filter(|address| is_address(address))?;
    let least = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let start = least + before[least..].rfind(['(', ')', '\n', '[', ']'])?;
    let words = before[start..].strip_prefix('(').filter(|words| !words.trim().is_empty())?;
    Some((start, words, address, at + 1 + address.len() + 1))
}

/// `[words](my report.pdf)` at `at`: its words and address, and where it ends.
fn spaced(text: &str, at: usize) -> Option<(&str, &str, usize)> {
    let words = up_to(text, at + 1, b']')?;
    let behind = at + 1 + words.len();
    let start = behind + "](".len();
    text.get(behind..)?.strip_prefix("](")?;
    let address = up_to(text, start, b')').filter(|address| is_file(address))?;
    (!is_escaped(text.as_bytes(), at)).then_some((words, address, start + address.len() + 1))
}

/// True for a name with a space in it, of a file that texts link to or show.
fn is_file(text: &str) -> bool {
    let extension = text.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_known = FILES.iter().any(|known| extension.eq_ignore_ascii_case(known));
    is_known && text.contains(' ') && !text.contains('"') && text.trim() == text
}

/// What stands before the next `end` in the same line, if no other bracket does.
fn up_to(text: &str, start: usize, end: u8) -> Option<&str> {
    let stops = |&byte: &u8| matches!(byte, b'[' | b']' | b'(' | b')' | b'\n' | b'`' | b'<');
    let length = text.as_bytes().get(start..)?.iter().take(LONGEST).position(stops)?;
    (text.as_bytes()[start + length] == end).then(|| &text[start..start + length])
}

/// True for an address on the web or of mail.
fn is_address(text: &str) -> bool {
    let begins = ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
    begins && !text.contains(char::is_whitespace)
}
