//! One writer over the parser's events: every tag and attribute of a page is written here and in
//! the files beside this one (blocks, spans, links, headings, footnotes), each as a method.
//!
//! Open elements are [`Node`]s on a stack; an element that is to leave no tags (too deep, part of
//! a mark that was read already, a link that is not allowed) is a silent one, so that what the
//! parser opens and closes stays in step whatever is left out.
//!
//! **Invariant:** text reaches the page through [`escape`](super::escape) only, and tags are
//! constants; so nothing that an author writes can end a tag or an attribute, and what is open is
//! closed in order.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Options, Parser};

use super::count::WordCount;
use super::footnotes::Notes;
use super::headings::{HeadingNode, Outline};
use super::page::{OpenBlock, Page, narrow};
use super::prepare::Prepared;
use super::{Dates, Settings, Words};
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::path::SourcePath;
use crate::model::html::{Hole, HoleKind};

/// What a text is read for, and where it stands.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    /// The body of a file, which begins after so many bytes.
    Body(&'a SourcePath, usize),
    /// A field: one line without blocks, pictures and footnotes.
    Field(&'a Place),
}

/// What the writer sees of the text and its surroundings.
pub(super) struct Source<'a> {
    /// The Markdown.
    pub prepared: &'a Prepared<'a>,
    /// What it is read for.
    pub target: Target<'a>,
    /// How it is read.
    pub settings: &'a Settings,
    /// The site's words.
    pub words: &'a Words,
    /// How dates are written.
    pub dates: Dates<'a>,
}

impl<'a> Source<'a> {
    /// The Markdown, as the parser reads it.
    pub(super) fn text(&self) -> &'a str {
        &self.prepared.text
    }
}

/// An open element.
#[derive(Debug)]
pub(super) enum Node {
    /// It leaves no tags.
    Silent,
    /// Its closing tag.
    Tag(&'static str),
    /// `<p>`: where it begins in the page, and ends in the source.
    Paragraph { at: usize, end: usize },
    /// A picture that is alone in its paragraph, with a title.
    Figure,
    /// A heading.
    Heading(Box<HeadingNode>),
    /// `<blockquote>`: where it begins in the page, ends in the source, and its plain text begins.
    Quote { at: usize, end: usize, plain: usize },
    /// `<ul>` or `<ol>`: where it begins.
    List { at: usize, ordered: bool },
    /// `<li>`: where it begins in the page and its place in the source.
    Item { at: usize, source: Range<usize> },
    /// `<pre>`.
    Code,
    /// Raw HTML.
    Html,
    /// `<table>`: how many rows its body has.
    Table { rows: u32 },
    /// The first row.
    Head,
    /// Another row.
    Row,
    /// A cell: where it begins.
    Cell { at: usize, head: bool },
    /// `<dl>`: where it begins.
    Descriptions { at: usize },
    /// `<a>`: where it begins, where its text begins, and its place in the source.
    Link { at: usize, text: usize, source: Range<usize> },
    /// `<img>`: where its `alt` begins, its title and its place in the source.
    Image { alt: usize, title: Option<Box<str>>, source: Range<usize> },
}

/// Elements deeper than this leave no tags: browsers stop at 512, readers long before.
pub(super) const DEEPEST: usize = 100;

/// A page under way.
pub(super) struct Writer<'a, 'd> {
    pub source: Source<'a>,
    pub page: Page,
    pub diagnostics: &'d mut Vec<Diagnostic>,
    pub count: WordCount,
    pub notes: Notes<'a>,
    pub outline: Outline,
    /// What begins before this place in the source has been dealt with.
    pub done: usize,
    /// What begins from this place on has been dealt with, up to the end of the heading.
    pub until: usize,
    /// Where what was last reported as a slip ends.
    pub reported: usize,
    /// The block under way.
    pub block: OpenBlock,
    /// How many open elements are not running text.
    pub quiet: u32,
    /// How many open elements are links.
    pub links: u32,
    /// How many open elements are pictures, whose text is an attribute.
    pub pictures: u32,
    /// Whether text is code.
    pub code: bool,
    /// How many open elements want plain text beside the HTML; a field does from the start.
    pub plain: u32,
    /// Whether the paragraph under way has come to its attribution.
    pub attribution: bool,
    /// The date of that attribution, and where it stands.
    pub dateline: Option<(Range<usize>, Date)>,
    /// How the columns of the table are aligned, and which is next.
    pub columns: Vec<Alignment>,
    pub column: usize,
    /// How many tables there were.
    pub tables: u32,
}

impl<'a, 'd> Writer<'a, 'd> {
    pub(super) fn new(source: Source<'a>, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let plain = u32::from(matches!(source.target, Target::Field(_)));
        Self {
            source,
            page: Page::take(),
            diagnostics,
            count: WordCount::default(),
            notes: Notes::default(),
            outline: Outline::default(),
            done: 0,
            until: usize::MAX,
            reported: 0,
            block: OpenBlock::default(),
            quiet: 0,
            links: 0,
            pictures: 0,
            code: false,
            plain,
            attribution: false,
            dateline: None,
            columns: Vec::new(),
            column: 0,
            tables: 0,
        }
    }

    /// Reads and writes the text up to its end; its notes are kept.
    pub(super) fn read(&mut self, options: Options) {
        if let Some(mark) = self.source.prepared.unclosed.clone() {
            let hint = "end it with the mark of its kind, or put `\\` before it if it is none";
            self.report(Code::UnclosedComment, mark, "a comment that is never closed", hint);
        }
        for (event, range) in Parser::new_ext(self.source.text(), options).into_offset_iter() {
            self.event(event, range);
        }
    }

    /// Writes what one event says.
    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let Some((event, range)) = self.notes.keep(event, range) else { return };
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.hard_break(range),
            Event::Code(text) => self.code_span(&text, range),
            Event::FootnoteReference(label) => self.footnote_reference(&label, range),
            Event::Html(html) => self.html_line(&html),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.task(done),
            // Not among the extensions that are switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    /// True if the text is a field.
    pub(super) fn is_field(&self) -> bool {
        matches!(self.source.target, Target::Field(_))
    }

    /// True if what is written now is wanted as plain text, too.
    pub(super) fn wants_plain(&self) -> bool {
        self.plain > 0 && !self.attribution
    }

    /// True if another element would be too deep.
    pub(super) fn is_deep(&self) -> bool {
        self.page.nodes.len() >= DEEPEST
    }

    /// Opens an element: writes its tag and remembers how it is closed.
    pub(super) fn open(&mut self, tag: &str, node: Node) {
        self.page.html.push_str(tag);
        self.page.nodes.push(node);
    }

    /// The piece of the source, if it is one.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.source.text().get(range).unwrap_or_default()
    }

    /// Leaves a hole here.
    pub(super) fn hole(&mut self, kind: HoleKind, range: Range<usize>) {
        let span = match self.source.target {
            Target::Body(_, offset) => Span::new(offset + range.start..offset + range.end),
            Target::Field(_) => Span::default(),
        };
        self.page.holes.push(Hole { at: narrow(self.page.html.len()), span, kind });
    }

    /// Where a diagnostic about a range of the source points.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        match self.source.target {
            Target::Body(source, offset) => Place::span(source, Span::new(offset + range.start..offset + range.end)),
            Target::Field(place) => place.clone(),
        }
    }

    /// Says what is wrong.
    pub(super) fn report(&mut self, code: Code, range: Range<usize>, message: impl Into<String>, hint: &str) {
        let diagnostic = Diagnostic::new(code, message).at(self.place(range));
        self.diagnostics.push(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) });
    }
}
