//! Paragraphs, and the attribution of a quotation: its last line, if that begins with a dash.
//!
//! ```markdown
//! > the same brave approach
//! > — [[volodymyr-zelensky]], X, 2025-08-07
//! ```
//!
//! It may be the last line of the last paragraph or a paragraph of its own, which may then be
//! longer than a line. A quotation that has nothing else has no attribution: dialogue begins with
//! dashes too.
//!
//! One that begins with `[[...]]` makes the quotation a statement of that actor: it gets an id and
//! is noted as a [`Quote`], with what follows as venue and date. A date at the end is shown as all
//! dates are: in words, `<time datetime="2025-08-07">7 August 2025</time>`.

use std::ops::Range;

use super::scan::{self, Mark, next_text};
use super::writer::{Node, Writer};
use crate::base::date::Date;
use crate::base::diag::Code;
use crate::base::text::all_of;
use crate::model::anchor;
use crate::model::html::Quote;

const NEXT_LINE: &str = "put what follows it on the next line, which begins with `>` as well";

impl Writer<'_, '_> {
    pub(super) fn start_paragraph(&mut self, at: usize, range: Range<usize>) {
        if self.plain > 0 && !self.page.plain.is_empty() && !self.is_field() {
            self.page.plain.push('\n');
        }
        if let Some(&Node::Quote { at: quote, end, plain }) = self.page.nodes.last()
            && let Some(text) = self.attributes(range.start)
            && self.is_last(range.end, end)
            && !self.page.is_empty_since(quote + "<blockquote>\n".len())
        {
            self.start_attribution(quote, plain, text..range.end);
        } else {
            self.page.html.push_str("<p>");
        }
        self.check_line(range.start);
        self.page.nodes.push(Node::Paragraph { at, end: range.end });
    }

    /// Begins the attribution of a quotation if the line at `line`, after a break, is one.
    pub(super) fn begins_attribution(&mut self, line: usize) -> bool {
        let [.., Node::Quote { at: outer, end: quote, plain }, Node::Paragraph { at, end }] = self.page.nodes[..]
        else {
            return false;
        };
        let line = next_text(self.source.text().as_bytes(), line, true);
        let Some(text) = self.attributes(line) else { return false };
        if self.attribution
            || self.slice(line..end).trim_end().contains(['\n', '\r'])
            || !self.is_last(end, quote)
            || self.page.is_empty_since(at + "<p>".len())
        {
            return false;
        }
        self.page.html.push_str("</p>\n");
        self.start_attribution(outer, plain, text..end);
        true
    }

    pub(super) fn start_quote(&mut self, at: usize, end: usize) {
        self.plain += 1;
        self.open("<blockquote>\n", Node::Quote { at, end, plain: self.page.plain.len() });
    }

    /// Reports a quotation that begins as an alert does, and is none.
    pub(super) fn check_alert(&mut self, range: &Range<usize>) {
        let line = self.slice(range.clone()).lines().next().unwrap_or_default();
        let Some(mark) = line.strip_prefix('>').map(str::trim_start).filter(|mark| mark.starts_with("[!")) else {
            return;
        };
        let Some((kind, _)) = mark[2..].split_once(']') else { return };
        if self.is_field() || kind.is_empty() || !kind.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
        let start = range.start + line.len() - mark.len();
        let kinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let (message, hint) = match kinds.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
            true => (format!("`[!{kind}]` begins an alert only if it stands alone in its line"), NEXT_LINE.to_owned()),
            false => (format!("`[!{kind}]` is no kind of alert"), format!("the kinds are {}", all_of(&kinds))),
        };
        self.report(Code::UnknownAlert, start..start + kind.len() + 3, message, &hint);
    }

    /// The plain text of a quotation within another is part of the outer one's.
    pub(super) fn end_quote(&mut self, plain: usize) {
        self.plain -= 1;
        if self.plain == 0 {
            self.page.plain.truncate(plain);
        }
    }

    /// Begins the attribution of the quotation at `quote`, which in the source is `text`.
    fn start_attribution(&mut self, quote: usize, plain: usize, text: Range<usize>) {
        if let Some(said) = self.statement(text.clone(), plain) {
            self.note_quote(quote, said);
        }
        self.dateline = self.find_dateline(text.clone());
        self.page.html.push_str("<p class=\"attribution\">— ");
        self.attribution = true;
        self.quiet += 1;
        self.block.number += 1;
        self.done = text.start;
    }

    /// Who said what, where and when, if the attribution begins with a link to an actor.
    fn statement(&self, text: Range<usize>, plain: usize) -> Option<Quote> {
        let (Mark::Wiki { target, .. }, name_end) = scan::mark(self.source.text(), text.start, true)? else {
            return None;
        };
        let mut rest = self.slice(name_end..text.end).trim();
        let mut source = None;
        if let Some((before, cited)) = rest.split_once("[@") {
            let id = cited.split([']', ',', ';']).next().unwrap_or_default();
            source = Some(id.trim().into());
            rest = before.trim_end();
        }
        let mut parts: Vec<&str> = rest.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let date = parts.last().and_then(|last| date(last));
        if date.is_some() {
            parts.pop();
        }
        let venue = folded(&parts.join(", ").replace('>', " "));
        let lines = self.page.plain[plain..].lines().map(folded).filter(|line| !line.is_empty());
        Some(Quote {
            words: lines.collect::<Vec<_>>().join("\n").into(),
            speaker: target.into(),
            venue: (!venue.is_empty()).then(|| venue.into()),
            date,
            source,
        })
    }

    /// The date at the end of an attribution, before its citations, and where it stands. A year alone may be a title.
    fn find_dateline(&self, text: Range<usize>) -> Option<(Range<usize>, Date)> {
        let words = self.slice(text.clone()).split("[@").next().unwrap_or_default();
        let before = words.rfind(',').map_or(0, |comma| comma + 1);
        let part = &words[before..];
        let date: Date = part.trim().parse().ok().filter(|date: &Date| !matches!(date, Date::Year(_)))?;
        let start = text.start + before + part.len() - part.trim_start().len();
        Some((start..start + part.trim().len(), date))
    }

    /// Notes the quotation that begins at `quote` in the page, and gives it an id.
    fn note_quote(&mut self, quote: usize, said: Quote) {
        self.page.quotes.push(said);
        let id = anchor::quote(self.page.quotes.len());
        let attribute = format!(" id=\"{id}\"");
        let at = quote + "<blockquote".len();
        self.page.insert(at, &attribute);
        self.page.anchors.push(id.into());
        if self.block.at >= at {
            self.block.at += attribute.len();
        }
        for node in &mut self.page.nodes {
            match node {
                Node::Paragraph { at: paragraph, .. } if *paragraph >= at => *paragraph += attribute.len(),
                _ => {}
            }
        }
    }

    /// Where the name begins, if the line at `at` is an attribution.
    fn attributes(&self, at: usize) -> Option<usize> {
        let line = self.source.text().get(at..)?;
        let rest = ["—", "–", "--"].iter().find_map(|dash| line.strip_prefix(dash))?;
        let name = rest.trim_start_matches([' ', '\t']);
        (name.len() < rest.len() && !name.starts_with(['\n', '\r']) && !name.is_empty())
            .then(|| at + line.len() - name.len())
    }

    /// True if nothing of the quotation comes after `at`.
    fn is_last(&self, at: usize, quote: usize) -> bool {
        self.slice(at..quote).bytes().all(|byte| byte.is_ascii_whitespace() || byte == b'>')
    }
}

/// A date, alone or behind words.
fn date(text: &str) -> Option<Date> {
    let bare = match scan::mark(text, 0, true) {
        Some((Mark::Date { brace, .. }, end)) if end == text.len() => text[brace + 1..].strip_suffix('}')?,
        _ => text,
    };
    bare.parse().ok()
}

/// With single spaces.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
