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

use std::ops::Range;

use super::scan::next_text;
use super::writer::{Node, Writer};

impl Writer<'_, '_> {
    pub(super) fn start_paragraph(&mut self, at: usize, range: Range<usize>) {
        if let Some(&Node::Quote { at: quote, end }) = self.page.nodes.last()
            && let Some(text) = self.attributes(range.start)
            && self.is_last(range.end, end)
            && !self.page.is_empty_since(quote + "<blockquote>\n".len())
        {
            self.start_attribution(text);
        } else {
            self.page.html.push_str("<p>");
        }
        self.page.nodes.push(Node::Paragraph { at, end: range.end });
    }

    /// Begins the attribution of a quotation if the line at `line`, after a break, is one.
    pub(super) fn begins_attribution(&mut self, line: usize) -> bool {
        let [.., Node::Quote { end: quote, .. }, Node::Paragraph { at, end }] = self.page.nodes[..] else {
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
        self.start_attribution(text);
        true
    }

    fn start_attribution(&mut self, text: usize) {
        self.page.html.push_str("<p class=\"attribution\">— ");
        self.attribution = true;
        self.quiet += 1;
        self.block += 1;
        self.done = text;
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
