//! What is under way while one text is read: the HTML and all that is noticed on the way.
//!
//! Each thread keeps one [`Page`] and uses it for text after text, so that no page has to grow
//! its buffers again; only the finished values, of exactly their size, are kept per text.

use std::cell::Cell;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::ops::Range;

use super::writer::Node;
use crate::model::html::{Block, Body, Heading, Hole, Html, Quote, Run, Voice};

/// Buffers of one text.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The HTML so far.
    pub html: String,
    /// Plain text: of the heading under way, or of all of a field.
    pub plain: String,
    /// By position.
    pub holes: Vec<Hole>,
    /// By position.
    pub runs: Vec<Run>,
    /// By position.
    pub blocks: Vec<Block>,
    /// The number of the last of them.
    pub block: u32,
    /// In order.
    pub headings: Vec<Heading>,
    /// Every id, not yet sorted.
    pub anchors: Vec<Box<str>>,
    /// In order.
    pub quotes: Vec<Quote>,
    /// The open elements.
    pub nodes: Vec<Node>,
    /// Pieces of the HTML that a text without links does not have.
    pub cuts: Vec<Range<usize>>,
    /// Ids of headings that are taken, each with the number that its next double tries.
    pub ids: HashMap<Box<str>, u32>,
    /// How often each source was cited, by the slug of its id.
    pub cited: HashMap<Box<str>, u32>,
}

thread_local! {
    static SPARE: Cell<Page> = Cell::default();
}

/// Buffers larger than this are given back to the system: one huge file must not cost every later
/// one.
const KEPT: usize = 1 << 20;

impl Page {
    /// An empty page, with the thread's buffers.
    pub(super) fn take() -> Self {
        SPARE.take()
    }

    /// Keeps the buffers for the thread's next text.
    pub(super) fn give_back(mut self) {
        if self.html.capacity() > KEPT
            || self.ids.capacity() + self.cited.capacity() + self.nodes.capacity() > KEPT / 64
        {
            return;
        }
        self.html.clear();
        self.plain.clear();
        self.holes.clear();
        self.runs.clear();
        self.blocks.clear();
        self.block = 0;
        self.headings.clear();
        self.anchors.clear();
        self.quotes.clear();
        self.nodes.clear();
        self.cuts.clear();
        self.ids.clear();
        self.cited.clear();
        SPARE.set(self);
    }

    /// The finished HTML.
    pub(super) fn html(&mut self) -> Html {
        Html { text: self.html.as_str().into(), holes: self.holes.drain(..).collect() }
    }

    /// The finished body.
    pub(super) fn body(&mut self, words: u32) -> Body {
        self.anchors.sort_unstable();
        self.anchors.dedup();
        Body {
            html: self.html(),
            headings: self.headings.drain(..).collect(),
            anchors: self.anchors.drain(..).collect(),
            runs: self.runs.drain(..).collect(),
            blocks: self.blocks.drain(..).collect(),
            quotes: self.quotes.drain(..).collect(),
            words,
        }
    }

    /// Inserts `text` at byte `at`; what was noticed from there on moves with the HTML.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.html.insert_str(at, text);
        let by = narrow(text.len());
        self.holes.iter_mut().rev().take_while(|hole| hole.at as usize >= at).for_each(|hole| hole.at += by);
        for run in self.runs.iter_mut().rev().take_while(|run| run.start as usize >= at) {
            run.start += by;
            run.end += by;
        }
        for block in self.blocks.iter_mut().rev().take_while(|block| block.start as usize >= at) {
            block.tag = block.tag.and_then(|tag| tag.checked_add(by));
            block.start += by;
            block.end += by;
        }
    }

    /// True if neither text nor a hole has come since the HTML was `at` long.
    pub(super) fn is_empty_since(&self, at: usize) -> bool {
        self.html.len() <= at && self.holes.last().is_none_or(|hole| (hole.at as usize) < at)
    }

    /// Makes sure that a block begins on a line of its own.
    pub(super) fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Notes what was written since `start` as text of a block.
    pub(super) fn run(&mut self, start: usize, block: OpenBlock, voice: Voice) {
        let (start, end) = (narrow(start), narrow(self.html.len()));
        if start == end {
            return;
        }
        let block = self.touch(block, start);
        let parted = self.holes.last().is_some_and(|hole| hole.at == start);
        match self.runs.last_mut() {
            Some(run) if run.end == start && (run.block, run.voice) == (block, voice) && !parted => run.end = end,
            _ => self.runs.push(Run { start, end, block, voice }),
        }
    }

    /// Notes that a block has something from `start` up to here; gives its position.
    pub(super) fn touch(&mut self, block: OpenBlock, start: u32) -> u32 {
        let end = narrow(self.html.len());
        match self.blocks.last_mut() {
            Some(last) if self.block == block.number => last.end = end,
            _ => {
                self.block = block.number;
                let tag = self.attribute_of(block.at);
                let quoted = self.nodes.iter().any(|node| matches!(node, Node::Quote { .. }));
                self.blocks.push(Block { tag, start, end, quoted });
            }
        }
        narrow(self.blocks.len()) - 1
    }

    /// Where the tag at `at` takes an attribute, if it is the tag of a block of text.
    fn attribute_of(&self, at: usize) -> Option<NonZeroU32> {
        let names = ["<p", "<li", "<td", "<th", "<dt", "<dd"];
        let tag = self.html.get(at..)?;
        let name =
            names.iter().find(|name| tag.strip_prefix(**name).is_some_and(|rest| rest.starts_with([' ', '>'])))?;
        NonZeroU32::new(narrow(at + name.len()))
    }
}

/// The block under way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OpenBlock {
    /// Blocks are numbered in order.
    pub number: u32,
    /// Where its opening tag begins in the page.
    pub at: usize,
}

/// A position in a page; pages are far smaller than 4 GB (see the size limits).
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
