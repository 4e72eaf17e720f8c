//! Blocks: paragraphs, quotations, lists, code, tables, descriptions, raw HTML.
//!
//! A paragraph, quotation or list that holds nothing (a comment was all that it had) leaves
//! nothing. In a field blocks leave no tags, only a space between their texts; the number of a
//! list item is put back, because `7. August` in a summary is no list.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Tag};

use super::comments;
use super::escape::{self, Form};
use super::page::narrow;
use super::writer::{Node, Target, Writer};
use crate::base::diag::Code;
use crate::base::text::is_control;

impl<'a> Writer<'a, '_> {
    pub(super) fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let is_span =
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
        if is_span && (range.start < self.done || range.start >= self.until) {
            return self.page.nodes.push(Node::Silent);
        }
        match tag {
            Tag::Emphasis => self.start_span("<em>", "</em>"),
            Tag::Strong => self.start_span("<strong>", "</strong>"),
            Tag::Strikethrough => self.start_span("<del>", "</del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            tag => {
                self.count.gap();
                self.block.number += 1;
                match self.source.target {
                    Target::Body(..) => self.start_block(tag, range),
                    Target::Field(_) => self.start_flat(&tag, range),
                }
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if !matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell) {
            self.page.fresh_line();
        }
        let at = self.page.html.len();
        self.block.at = at;
        match tag {
            Tag::TableHead => self.open("<thead><tr>", Node::Head),
            Tag::TableRow => {
                self.check_line(range.start);
                self.start_row();
            }
            Tag::TableCell => self.start_cell(),
            Tag::Paragraph => self.start_paragraph(at, range),
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::BlockQuote(_) | Tag::List(_) | Tag::DefinitionList | Tag::Table(_) if self.is_deep() => {
                self.page.nodes.push(Node::Silent);
            }
            Tag::BlockQuote(None) => {
                self.check_alert(&range);
                self.start_quote(at, range.end);
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = self.source.words.alert(kind);
                let html = &mut self.page.html;
                html.push_str("<div class=\"alert alert-");
                html.push_str(class);
                html.push_str("\" role=\"note\"><p class=\"alert-title\">");
                escape::write(html, title, Form::Text);
                self.open("</p>\n", Node::Tag("</div>\n"));
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.start_html(range),
            Tag::List(None) => self.open("<ul>\n", Node::List { at, ordered: false }),
            Tag::List(Some(1)) => self.open("<ol>\n", Node::List { at, ordered: true }),
            Tag::List(Some(first)) => self.open(&format!("<ol start=\"{first}\">\n"), Node::List { at, ordered: true }),
            Tag::Item if matches!(self.page.nodes.last(), Some(Node::List { .. })) => {
                self.open("<li>", Node::Item { at, source: range });
            }
            Tag::DefinitionList => self.open("<dl>\n", Node::Descriptions { at }),
            Tag::DefinitionListTitle if self.is_in_descriptions() => self.open("<dt>", Node::Tag("</dt>\n")),
            Tag::DefinitionListDefinition if self.is_in_descriptions() => self.open("<dd>", Node::Tag("</dd>\n")),
            Tag::Table(columns) => self.start_table(columns),
            // Parts of what leaves no tags.
            _ => self.page.nodes.push(Node::Silent),
        }
    }

    pub(super) fn end(&mut self) {
        let node = self.page.nodes.pop().expect("the parser closes only what it opened");
        match node {
            Node::Silent => {}
            Node::Tag(close) => self.page.html.push_str(close),
            Node::Paragraph { at, .. } => {
                if std::mem::take(&mut self.attribution) {
                    self.dateline = None;
                    self.quiet -= 1;
                }
                self.close_unless_empty(at, "<p>", "</p>\n");
            }
            Node::Figure => self.page.html.push_str("</figure>\n"),
            Node::Heading(heading) => self.end_heading(*heading),
            Node::Quote { at, plain, .. } => {
                self.close_unless_empty(at, "<blockquote>\n", "</blockquote>\n");
                self.end_quote(plain);
            }
            Node::List { at, ordered: false } => self.close_unless_empty(at, "<ul>\n", "</ul>\n"),
            Node::List { at, ordered: true } => self.close_unless_empty(at, "<ol>\n", "</ol>\n"),
            Node::Item { at, source } => {
                // An item that is empty as written is kept: it has its number.
                if self.source.prepared.commented && comments::was_here(self.slice(source)) {
                    self.close_unless_empty(at, "<li>", "</li>\n");
                } else {
                    self.page.html.push_str("</li>\n");
                }
            }
            Node::Code => {
                self.code = false;
                self.page.html.push_str("</code></pre>\n");
            }
            Node::Html => self.page.fresh_line(),
            Node::Table { rows } => {
                self.page.html.push_str(if rows > 0 { "</tbody></table></div>\n" } else { "</table></div>\n" });
            }
            Node::Head => self.page.html.push_str("</tr></thead>\n"),
            Node::Row => self.page.html.push_str("</tr>\n"),
            Node::Cell { at, head } => self.end_cell(at, head),
            Node::Descriptions { at } => self.close_unless_empty(at, "<dl>\n", "</dl>\n"),
            Node::Link { at, text, source } => self.end_link(at, text, source),
            Node::Image { alt, title, source } => self.end_image(alt, title, source),
        }
    }

    fn close_unless_empty(&mut self, at: usize, open: &str, close: &str) {
        if self.page.is_empty_since(at + open.len()) {
            self.page.html.truncate(at);
        } else {
            self.page.html.push_str(close);
        }
    }

    /// In a field a block is a piece of the line.
    fn start_flat(&mut self, tag: &Tag<'a>, range: Range<usize>) {
        self.separate();
        match tag {
            Tag::Item => {
                let text = self.slice(range);
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                if digits > 0 {
                    self.prose(text.get(..digits + 1).unwrap_or_default());
                    self.separate();
                }
            }
            Tag::HtmlBlock => self.report_html(range),
            _ => {}
        }
        self.page.nodes.push(Node::Silent);
    }

    /// Parts what follows from what was, in a field.
    pub(super) fn separate(&mut self) {
        self.count.gap();
        let page = &mut self.page;
        let behind_hole = page.holes.last().is_some_and(|hole| hole.at == narrow(page.html.len()));
        if behind_hole || !(page.html.is_empty() || page.html.ends_with(' ')) {
            page.html.push(' ');
        }
        if !page.plain.is_empty() && !page.plain.ends_with(' ') {
            page.plain.push(' ');
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'a>) {
        let html = &mut self.page.html;
        html.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default();
            let start = html.len();
            html.push_str(" class=\"language-");
            let named = html.len();
            html.extend(
                language
                    .chars()
                    .map(|c| c.to_ascii_lowercase())
                    .filter(|&c| matches!(c, 'a'..='z' | '0'..='9' | '+' | '#' | '.' | '-')),
            );
            if html.len() > named { html.push('"') } else { html.truncate(start) }
        }
        self.code = true;
        self.open(">", Node::Code);
    }

    fn start_html(&mut self, range: Range<usize>) {
        if !self.passes_html() {
            let text = self.slice(range.clone()).trim_end();
            if !text.trim_matches(|c: char| c.is_whitespace() || is_control(c)).is_empty() {
                self.report_html(range.start..range.start + text.len());
            }
        }
        self.page.nodes.push(Node::Html);
    }

    /// A line of a block of raw HTML.
    pub(super) fn html_line(&mut self, html: &str) {
        if self.passes_html() {
            escape::write(&mut self.page.html, html, Form::Plain);
        }
    }

    /// True if raw HTML is let through.
    pub(super) fn passes_html(&self) -> bool {
        self.source.settings.raw_html && !self.is_field()
    }

    pub(super) fn report_html(&mut self, range: Range<usize>) {
        let (message, hint) = if self.is_field() {
            ("HTML in a field is left out", "use Markdown instead")
        } else {
            ("HTML is left out", "use Markdown instead, or set `raw_html = true` under `[markdown]` in `site.toml`")
        };
        self.report(Code::RawHtml, range, message, hint);
    }

    pub(super) fn rule(&mut self) {
        self.count.gap();
        if self.is_field() {
            return self.separate();
        }
        self.page.fresh_line();
        self.page.html.push_str("<hr>\n");
    }

    /// The box of a task. The parser names it only after its item and perhaps paragraph is open.
    pub(super) fn task(&mut self, done: bool) {
        if self.is_field() {
            return;
        }
        let item = self.page.nodes.iter().rev().take(2).find_map(|node| match node {
            Node::Item { at, .. } => Some(*at),
            _ => None,
        });
        let Some(at) = item else { return };
        let class = " class=\"task\"";
        self.page.html.insert_str(at + "<li".len(), class);
        if self.block.at > at {
            self.block.at += class.len();
        }
        match self.page.nodes.last_mut() {
            Some(Node::Paragraph { at, .. }) => *at += class.len(),
            Some(Node::Heading(heading)) => heading.at += class.len(),
            _ => {}
        }
        let words = self.source.words;
        let (checked, name) = if done { (" checked", &words.task_done) } else { ("", &words.task_open) };
        let html = &mut self.page.html;
        html.push_str("<input type=\"checkbox\" disabled");
        html.push_str(checked);
        html.push_str(" aria-label=\"");
        escape::write(html, name, Form::Attribute);
        html.push_str("\"> ");
    }

    fn start_table(&mut self, columns: Vec<Alignment>) {
        self.tables += 1;
        self.columns = columns;
        let html = &mut self.page.html;
        html.push_str("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape::write(html, &self.source.words.table, Form::Attribute);
        // Regions of one page need names of their own.
        if self.tables > 1 {
            html.push_str(&format!(" {}", self.tables));
        }
        self.column = 0;
        self.open("\"><table>", Node::Table { rows: 0 });
    }

    fn start_row(&mut self) {
        let Some(Node::Table { rows }) = self.page.nodes.last_mut() else {
            return self.page.nodes.push(Node::Silent);
        };
        *rows += 1;
        let first = *rows == 1;
        self.column = 0;
        self.open(if first { "<tbody><tr>" } else { "<tr>" }, Node::Row);
    }

    fn start_cell(&mut self) {
        let head = match self.page.nodes.last() {
            Some(Node::Head) => true,
            Some(Node::Row) => false,
            _ => return self.page.nodes.push(Node::Silent),
        };
        let at = self.page.html.len();
        self.page.html.push_str(if head { "<th scope=\"col\"" } else { "<td" });
        self.page.html.push_str(match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            _ => ">",
        });
        self.column += 1;
        self.page.nodes.push(Node::Cell { at, head });
    }

    fn end_cell(&mut self, at: usize, head: bool) {
        // A head without words names nothing; it is a cell like any other.
        if head && self.page.html.ends_with('>') && self.page.is_empty_since(at + self.open_tag(at)) {
            self.page.html.truncate(at);
            self.page.html.push_str("<td></td>");
        } else {
            self.page.html.push_str(if head { "</th>" } else { "</td>" });
        }
    }

    /// The length of the tag that begins at `at`; none of its attributes holds a `>`.
    fn open_tag(&self, at: usize) -> usize {
        self.page.html[at..].find('>').map_or(0, |end| end + 1)
    }

    fn is_in_descriptions(&self) -> bool {
        matches!(self.page.nodes.last(), Some(Node::Descriptions { .. }))
    }
}
