//! What stands within a line: text, the marks of our own in it, code, emphasis, raw tags.

use std::ops::Range;

use super::comments;
use super::escape::{self, Form};
use super::page::narrow;
use super::scan::{self, Mark};
use super::writer::{DEEPEST, Node, Writer};
use crate::base::diag::Code;
use crate::base::text::slugify;
use crate::model::anchor;
use crate::model::html::{HoleKind, Voice};

impl<'a> Writer<'a, '_> {
    /// A piece of text, as the parser cut it: a `[` that begins no link is a piece of its own.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let mut text = text;
        if range.start < self.done {
            // What was replaced (an entity, a smart quotation mark) is within what was read.
            let read = if text.len() == range.len() { self.done - range.start } else { text.len() };
            text = text.get(read..).unwrap_or_default();
            if text.is_empty() {
                return;
            }
        }
        if range.end > self.until {
            let over = range.end - self.until;
            text = text.get(..text.len().saturating_sub(over)).unwrap_or_default();
        }
        if self.code {
            escape::write(&mut self.page.html, text, Form::Text);
            self.count.add(text);
        } else if matches!(text, "[" | "![") {
            // The mark begins at the bracket; `!` before it is text.
            if text.len() == 2 {
                self.prose("!");
            }
            if !self.mark(range.end - 1) {
                self.check_bracket(range.end - 1);
                self.prose("[");
            }
        } else if !self.dates_attribution(text, range.start.max(self.done)) {
            self.check_braces(text, &range);
            self.check_addresses(text, &range);
            self.prose(text);
        }
    }

    /// Writes text that is not code.
    pub(super) fn prose(&mut self, text: &str) {
        if self.pictures > 0 {
            return escape::write(&mut self.page.html, text, Form::Attribute);
        }
        let start = self.page.html.len();
        escape::write(&mut self.page.html, text, Form::Text);
        self.count.add(text);
        if self.wants_plain() {
            escape::write(&mut self.page.plain, text, Form::Plain);
        }
        self.note_run(start);
    }

    /// Writes text that stands as it is: no names are looked for in it.
    pub(super) fn verbatim(&mut self, text: &str) {
        let start = self.page.html.len();
        self.quiet += 1;
        self.prose(text);
        self.quiet -= 1;
        if self.quiet == self.links && !self.is_field() {
            self.page.run(start, self.block, Voice::Quiet);
        }
    }

    /// Notes what was written since `start` as part of the block's text, if it is.
    fn note_run(&mut self, start: usize) {
        // What is quiet by its links alone is still part of a sentence.
        match (self.is_field(), self.quiet) {
            (false, 0) => self.page.run(start, self.block, Voice::Running),
            (false, quiet) if quiet == self.links => self.page.run(start, self.block, Voice::Quiet),
            _ => {}
        }
    }

    /// Reads the mark of our own that the bracket at `at` begins; false if it is only a bracket.
    fn mark(&mut self, at: usize) -> bool {
        let is_quote = |node: &Node| matches!(node, Node::Quote { .. } | Node::Tag("</div>\n"));
        let quoted = self.page.nodes.iter().take(DEEPEST).any(is_quote);
        let Some((mark, end)) = scan::mark(self.source.text(), at, quoted) else { return false };
        let range = at..end;
        // What links would be a link within one, or within a picture's text.
        if !matches!(mark, Mark::Date { .. }) && (self.links > 0 || self.pictures > 0) {
            return false;
        }
        match mark {
            Mark::Wiki { target, words } => self.wiki(target, words, range),
            Mark::Cite(inside) => {
                if !scan::citations(inside).all(|citation| citation.is_some()) {
                    let message = format!("`[{}]` is not a citation", inside.replace('\n', " "));
                    let hint =
                        "a citation is written `[@id]`, `[@id, p. 3]` or `[@id; @other]`; write `\\[` for a bracket";
                    self.report(Code::UnknownSource, range, message, hint);
                    return false;
                }
                self.cite(inside, &range);
            }
            Mark::Footnote(label) => {
                if self.is_field() {
                    let hint = "cite a source with `[@id]`, or say it in the text";
                    self.report(Code::UnknownFootnote, range, "a footnote in a text that cannot have one", hint);
                    return false;
                }
                if !self.notes.is_defined(label, self.source.text(), self.source.settings) {
                    let message = format!("footnote `{label}` has no text");
                    self.report(Code::UnknownFootnote, range, message, &format!("add a line `[^{label}]: ...`"));
                    return false;
                }
                self.footnote_reference(label, range);
            }
            Mark::Date { words, brace } => {
                if !self.date(&words, brace..end) {
                    return false;
                }
            }
            Mark::BrokenWiki => {
                let message = "`[[` does not begin a link";
                let hint = "a link is written `[[id]]` or `[[id|words]]`; write `\\[[` for two brackets";
                self.report(Code::UnknownLink, range, message, hint);
                return false;
            }
        }
        self.done = end;
        true
    }

    fn wiki(&mut self, target: String, words: Option<String>, range: Range<usize>) {
        let shown = words.as_deref().unwrap_or(&target);
        self.count.add(shown);
        if self.wants_plain() {
            self.page.plain.push_str(shown);
        }
        let kind = HoleKind::Wiki { target: target.into(), words: words.map(Into::into) };
        self.hole(kind, range);
        if self.quiet == 0 && !self.is_field() {
            self.page.touch(self.block, narrow(self.page.html.len()));
        }
    }

    fn cite(&mut self, inside: &str, range: &Range<usize>) {
        // Where the marker is left out, the space before it is, too: a full stop may follow.
        let end = self.page.html.len();
        let is_cut = self.page.cuts.last().is_some_and(|cut| cut.end == end);
        if self.is_field() && self.page.html.ends_with(' ') && !is_cut {
            self.page.cuts.push(end - 1..end);
            if self.page.plain.ends_with(' ') {
                self.page.plain.pop();
            }
        }
        for citation in scan::citations(inside).flatten() {
            let source: Box<str> = citation.source.into();
            let occurrence = if self.is_field() { 0 } else { self.occurrence(&source) };
            self.hole(HoleKind::Cite { source, occurrence }, range.clone());
            if let Some(locator) = citation.locator {
                let start = self.page.html.len();
                let html = &mut self.page.html;
                html.push_str("<sup class=\"locator\">");
                escape::write(html, &locator, Form::Text);
                html.push_str("</sup>");
                self.cut(start);
            }
        }
    }

    fn occurrence(&mut self, source: &str) -> u32 {
        let count = self.page.cited.entry(slugify(source).into()).or_insert(0);
        *count += 1;
        let occurrence = *count;
        self.page.anchors.push(anchor::citation(source, occurrence).into());
        occurrence
    }

    /// Notes that a text without links does not have what was written since `start`.
    pub(super) fn cut(&mut self, start: usize) {
        if self.is_field() {
            self.page.cuts.push(start..self.page.html.len());
        }
    }

    pub(super) fn start_span(&mut self, open: &str, close: &'static str) {
        if self.pictures > 0 || self.is_deep() {
            self.page.nodes.push(Node::Silent);
        } else {
            self.open(open, Node::Tag(close));
        }
    }

    pub(super) fn code_span(&mut self, text: &str, range: Range<usize>) {
        if range.start < self.done {
            return;
        }
        if self.pictures > 0 {
            return self.prose(text);
        }
        self.page.html.push_str("<code>");
        self.verbatim(text);
        self.page.html.push_str("</code>");
    }

    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        self.count.gap();
        if range.start < self.done || self.begins_attribution(range.end) {
            return;
        }
        self.check_line(range.end);
        if self.is_field() {
            return self.separate();
        }
        if self.wants_plain() {
            self.page.plain.push(' ');
        }
        if self.pictures > 0 {
            return self.page.html.push(' ');
        }
        // The break before a line that was a comment goes with the comment.
        let was_comment = self.source.prepared.commented && comments::is_nothing(self.source.text(), range.end);
        if !was_comment && !self.begins_paragraph() {
            let start = self.page.html.len();
            self.page.html.push('\n');
            self.note_run(start);
        }
    }

    pub(super) fn hard_break(&mut self, range: Range<usize>) {
        self.count.gap();
        if range.start < self.done || self.begins_attribution(range.end) {
            return;
        }
        self.check_line(range.end);
        if self.is_field() {
            return self.separate();
        }
        if self.wants_plain() {
            self.page.plain.push(' ');
        }
        if self.pictures > 0 {
            return self.page.html.push(' ');
        }
        self.page.html.push_str("<br>");
        let start = self.page.html.len();
        self.page.html.push('\n');
        self.note_run(start);
    }

    /// True if the paragraph has nothing so far.
    fn begins_paragraph(&self) -> bool {
        matches!(self.page.nodes.last(), Some(Node::Paragraph { at, .. }) if self.page.is_empty_since(at + "<p>".len()))
    }

    /// A tag within a line.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if range.start < self.done || self.pictures > 0 {
            return;
        }
        if !self.passes_html() {
            return self.report_html(range);
        }
        escape::write(&mut self.page.html, html, Form::Plain);
    }
}
