//! Marks that are nearly Markdown and are shown as they stand: links, headings (`##Words`) and tables that are none;
//! those that other generators fill in: `{{< figure >}}`, `{% include %}`; and those of version control.
//!
//! Entry points: [`Writer::check_bracket`] where a `[` stands as text, [`Writer::check_line`] where a line of a paragraph
//! begins, [`Writer::check_braces`] and [`Writer::check_addresses`] for a piece of text. All are asked about text alone,
//! so that code keeps its signs; each reading is bounded.

mod links;
mod tables;

use std::ops::Range;

use links::{bare, exchanged, parted, spaced};
use tables::{headless, is_parting};

use super::scan::{is_escaped, next_text};
use super::writer::Writer;
use crate::base::diag::{Code, reading};
use crate::base::text::{CONFLICT, conflict_at};

/// A link whose words or address are longer is none, nor is a longer mark of a template.
const LONGEST: usize = 500;

/// A replacement that is longer is described, and not written out.
const SHOWN: usize = 80;

impl Writer<'_, '_> {
    /// Reports a link that has a space too many, or its words and address exchanged, at its `[`.
    pub(super) fn check_bracket(&mut self, at: usize) {
        if self.links > 0 || self.pictures > 0 {
            return;
        }
        let text = self.source.text();
        let (range, message, hint) = if let Some((words, address, end)) = parted(text, at) {
            let hint = shown(format!("[{words}]({address})")).map_or_else(
                || "let `](` stand together, without a space".to_owned(),
                |meant| format!("write `{meant}`"),
            );
            (at..end, "words and an address that are no link, because a space parts them", hint)
        } else if let Some((start, words, address, end)) = exchanged(text, at) {
            let meant = shown(format!("[{words}]({address})")).unwrap_or_else(|| "[words](address)".to_owned());
            let message = "words and an address that are no link, because their brackets are exchanged";
            (start..end, message, format!("write `{meant}`"))
        } else if let Some((words, address, end)) = spaced(text, at) {
            let meant = shown(format!("[{words}](<{address}>)")).unwrap_or_else(|| "[words](<address>)".to_owned());
            let message = "words and an address that Markdown does not read, because the address has a space in it";
            (at..end, message, format!("write `{meant}`"))
        } else {
            return;
        };
        self.reported = range.end;
        self.report(Code::MarkdownAsText, range, message, &hint);
    }

    /// Reports addresses without brackets in `text`, which stands at `range`: CommonMark makes no links of them.
    pub(super) fn check_addresses(&mut self, text: &str, range: &Range<usize>) {
        // A colon is looked for faster than three signs.
        if memchr::memchr(b':', text.as_bytes()).is_none() || self.links > 0 || self.pictures > 0 {
            return;
        }
        let source = self.source.text();
        if source.get(range.clone()) != Some(text) {
            return;
        }
        for (sign, _) in text.match_indices("://") {
            let Some(address) = bare(source, range.start + sign).filter(|address| address.start >= self.reported)
            else {
                continue;
            };
            self.reported = address.end;
            let hint = match shown(format!("<{}>", &source[address.clone()])) {
                Some(meant) => format!("write `{meant}` for a link, or put it between backticks if it is to be none"),
                None => "put it between `<` and `>` for a link, or between backticks if it is to be none".to_owned(),
            };
            self.report(Code::MarkdownAsText, address, "an address by itself, which becomes no link", &hint);
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

    /// Reports a heading without a space and a table without its second line, where a line begins. One `#` before a word
    /// is a hashtag.
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
        if let Some((length, columns)) = headless(before, rest) {
            let parting = format!("|{}", "---|".repeat(columns));
            let is_parted = rest.lines().nth(1).is_some_and(is_parting);
            let (message, hint) = if is_parted {
                (
                    "this is no table, because the line below its head has not as many cells",
                    format!("write `{parting}`"),
                )
            } else {
                ("this is no table, because the line below its head is missing", format!("put `{parting}` below it"))
            };
            self.report(Code::MarkdownAsText, at..at + length, message, &hint);
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
