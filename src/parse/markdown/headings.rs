//! Headings: their levels, their ids, the link that each has to itself.
//!
//! **Levels.** The title of the page is its `h1`, so a body begins at `h2`, and going down never
//! skips a level: a heading is one below the nearest heading before it that was written with a
//! higher rank. `# A`, `## B` are levels 2 and 3; `## A`, `#### B`, `#### C` are 2, 3 and 3.
//!
//! **Ids.** `{#id}` where written (see [`attributes`]), else the slug of the text (`section` if nothing of it can be
//! spelled). Ids that something else on the page may have ([`anchor::is_reserved`]) get `section-` before them; doubles
//! get `-2`, `-3`, ... after them, in order.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::attributes::attributes;
use super::escape::{self, Form};
use super::page::{Page, narrow};
use super::writer::{Node, Writer};
use crate::base::text::slugify;
use crate::model::anchor;
use crate::model::html::Heading;

/// What is known of a heading when it begins.
#[derive(Debug)]
pub(super) struct HeadingNode {
    /// Where its content begins in the page.
    pub(super) at: usize,
    /// The number of holes before it.
    holes: usize,
    /// Where its plain text begins.
    plain: usize,
    /// As it was written.
    rank: HeadingLevel,
    id: Option<Box<str>>,
    class: String,
}

/// The levels of the headings that the next one may be part of.
#[derive(Debug)]
pub(super) struct Outline {
    /// By rank as written, 1 to 6: the level given to it, 0 if no such heading is open. The
    /// first is the page's title, or the heading of the notes.
    levels: [u8; 7],
}

impl Default for Outline {
    /// Below the title of a page.
    fn default() -> Self {
        Self::below(1)
    }
}

impl Outline {
    /// Below a heading of that level.
    pub(super) fn below(level: u8) -> Self {
        let mut levels = [0; 7];
        levels[0] = level;
        Self { levels }
    }

    /// The level of the next heading.
    fn level(&mut self, rank: HeadingLevel) -> u8 {
        let rank = rank as usize;
        let above = self.levels[..rank].iter().rev().find(|&&level| level > 0).copied().unwrap_or(1);
        let level = (above + 1).min(6);
        self.levels[rank..].fill(0);
        self.levels[rank] = level;
        level
    }
}

impl Page {
    /// `wanted`, or what is nearest to it and free.
    fn free_id(&mut self, wanted: &str) -> Box<str> {
        let mut wanted = if wanted.is_empty() { "section" } else { wanted };
        let prefixed;
        if anchor::is_reserved(wanted) {
            prefixed = format!("section-{wanted}");
            wanted = &prefixed;
        }
        let Some(next) = self.ids.get_mut(wanted) else {
            self.ids.insert(wanted.into(), 2);
            return wanted.into();
        };
        // Every id is tried once for all doubles of a text together.
        let mut number = *next;
        let mut id = format!("{wanted}-{number}");
        while self.ids.contains_key(id.as_str()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.ids.insert(wanted.into(), number + 1);
        self.ids.insert(id.as_str().into(), 2);
        id.into()
    }
}

impl Writer<'_, '_> {
    pub(super) fn start_heading(&mut self, rank: HeadingLevel, range: Range<usize>) {
        // A line of `=` under text makes a heading of it.
        self.check_line(range.start);
        let (mut id, mut class) = (None, String::new());
        if let Some(attributes) = attributes(self.slice(range.clone())) {
            self.until = range.start + attributes.at;
            id = attributes.id.map(Into::into);
            class = attributes.classes.join(" ");
        }
        let node = HeadingNode {
            at: self.page.html.len(),
            holes: self.page.holes.len(),
            plain: self.page.plain.len(),
            rank,
            id,
            class,
        };
        self.quiet += 1;
        self.plain += 1;
        self.page.nodes.push(Node::Heading(Box::new(node)));
    }

    pub(super) fn end_heading(&mut self, heading: HeadingNode) {
        self.quiet -= 1;
        self.plain -= 1;
        self.until = usize::MAX;
        let title = self.page.plain[heading.plain..].trim().to_owned();
        self.page.plain.truncate(heading.plain);
        // A heading of nothing would be read out as one.
        if self.page.is_empty_since(heading.at) {
            return;
        }
        let level = self.outline.level(heading.rank);
        let id = match &heading.id {
            Some(id) => self.page.free_id(id),
            None => self.page.free_id(&slugify(&title)),
        };
        let digit = char::from(b'0' + level);
        let mut open = String::with_capacity(id.len() + 16);
        open.push_str("<h");
        open.push(digit);
        open.push_str(" id=\"");
        escape::write(&mut open, &id, Form::Attribute);
        if !heading.class.is_empty() {
            open.push_str("\" class=\"");
            open.push_str(&heading.class);
        }
        open.push_str("\">");
        self.page.html.insert_str(heading.at, &open);
        for hole in &mut self.page.holes[heading.holes..] {
            hole.at += narrow(open.len());
        }
        let html = &mut self.page.html;
        html.push_str("<a class=\"anchor\" href=\"#");
        escape::write(html, &id, Form::Attribute);
        html.push_str("\" aria-label=\"");
        escape::write(html, &self.source.words.link_to_section, Form::Attribute);
        html.push_str("\">#</a></h");
        html.push(digit);
        html.push_str(">\n");
        self.page.anchors.push(id.clone());
        if !self.notes.are_written() {
            self.page.headings.push(Heading { level, id, title: title.into() });
        }
    }
}
