//! HTML of one file with holes where it depends on others.
//!
//! The Markdown stage sees one file only; what a link leads to is known when all files are.
//! So a link is noticed early, as a [`Hole`], and filled late: a page that moved re-parses
//! nothing.

mod words;

use std::borrow::Cow;
use std::num::NonZeroU32;

use crate::base::date::Date;
use crate::base::diag::Span;

pub use words::{Quotations, as_written};

/// HTML with holes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html {
    /// The HTML without what belongs into the holes.
    pub text: Box<str>,
    /// By position.
    pub holes: Box<[Hole]>,
}

/// A place in the HTML that waits for the rest of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// Byte position in the HTML.
    pub at: u32,
    /// Where it was written: bytes of the source file. Empty (`0..0`) in an [`Inline`]: where the
    /// text of a YAML scalar stands byte by byte cannot be known, so a message about such a hole
    /// points at the field.
    pub span: Span,
    /// What goes there.
    pub kind: HoleKind,
}

/// What goes into a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoleKind {
    /// The value of an `href`: a relative or site-absolute address as written, without scheme and
    /// host and not yet escaped; `#id` alone is a place on the same page.
    Href(Box<str>),
    /// The attributes `src`, `width` and `height` of a picture: an asset or an address of the site, as written, not
    /// yet escaped.
    Src(Box<str>),
    /// A whole link: `[[target]]` or `[[target|words]]`.
    Wiki {
        /// What stands before the bar, plain text.
        target: Box<str>,
        /// What stands after it, plain text.
        words: Option<Box<str>>,
    },
    /// A whole citation marker: `[@id]`. The n-th citation of that source in the body.
    Cite {
        /// The source's id: ASCII letters, digits, `-` and `_`.
        source: Box<str>,
        /// From 1, per source: the marker has that [anchor](super::anchor::citation). 0 in an [`Inline`], which
        /// several pages may show: its markers have no id.
        occurrence: u32,
    },
}

impl Html {
    /// HTML without holes.
    pub fn plain(text: impl Into<Box<str>>) -> Self {
        Self { text: text.into(), holes: Box::default() }
    }

    /// Appends the HTML to `out` with `fills` in its holes, one for each.
    pub fn fill(&self, fills: &[Box<str>], out: &mut String) {
        self.weave(fills, &[], out);
    }

    /// As [`fill`](Self::fill), with `inserts` between the letters; they are in order.
    pub fn weave(&self, fills: &[Box<str>], inserts: &[Insert], out: &mut String) {
        debug_assert_eq!(self.holes.len(), fills.len(), "one fill a hole");
        let added = fills.iter().map(|fill| fill.len()).sum::<usize>();
        out.reserve(self.text.len() + added + inserts.iter().map(|insert| insert.html.len()).sum::<usize>());
        let mut done = 0;
        let mut put = |at: u32, html: &str| {
            out.push_str(&self.text[done..at as usize]);
            out.push_str(html);
            done = at as usize;
        };
        let mut inserts = inserts.iter().peekable();
        for (hole, fill) in self.holes.iter().zip(fills) {
            while let Some(insert) = inserts.next_if(|insert| insert.is_before(hole.at)) {
                put(insert.at, &insert.html);
            }
            put(hole.at, fill);
        }
        inserts.for_each(|insert| put(insert.at, &insert.html));
        out.push_str(&self.text[done..]);
    }
}

/// The tag that opens a link within the site; `</a>` closes it.
pub fn link_tag(class: &str, url: &str) -> String {
    format!("<a class=\"{class}\" href=\"{url}\">")
}

/// The words of a link that begins with a [`link_tag`], still escaped; a text that is no link as it is.
pub fn words_of_link(link: &str) -> &str {
    let inside = link.strip_suffix("</a>").and_then(|link| link.split_once("\">"));
    inside.map_or(link, |(_, words)| words)
}

/// What is put into finished HTML where it has no hole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Insert {
    /// Byte position in the HTML.
    pub at: u32,
    /// On which side of a hole at the same place.
    pub side: Side,
    /// What goes there.
    pub html: Cow<'static, str>,
}

/// A side of a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// It ends something: before the hole.
    Before,
    /// It begins something: after the hole.
    After,
}

impl Insert {
    fn is_before(&self, hole: u32) -> bool {
        self.at < hole || (self.at == hole && self.side == Side::Before)
    }
}

/// A short text: a summary, a takeaway.
///
/// Its holes have no spans; see [`Hole::span`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// As HTML.
    pub html: Html,
    /// As HTML without links and citations, for cards. A `[[...]]` shows its words, or else its
    /// target as written.
    pub unlinked: Box<str>,
    /// As plain text, for descriptions and feeds.
    pub plain: Box<str>,
}

/// The text of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// As HTML.
    pub html: Html,
    /// Headings in order.
    pub headings: Box<[Heading]>,
    /// Every id that the HTML has once its holes are filled, sorted: what a fragment may name.
    pub anchors: Box<[Box<str>]>,
    /// The stretches of text in blocks, in order.
    pub runs: Box<[Run]>,
    /// Quotations with a speaker, in order.
    pub quotes: Box<[Quote]>,
    /// Paragraphs, list items, cells, terms and descriptions that have text or `[[...]]`, in order.
    pub blocks: Box<[Block]>,
    /// How many words.
    pub words: u32,
}

/// A quotation of a body whose attribution names its speaker: `> words` and, as its last line,
/// `> — [[speaker]], venue, date`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quote {
    /// The words, plain text; a line for each of its blocks.
    pub words: Box<str>,
    /// The speaker: an actor's id, name or alias, as written between the brackets.
    pub speaker: Box<str>,
    /// Where it was said: what stands between speaker and date, plain text.
    pub venue: Option<Box<str>>,
    /// When.
    pub date: Option<Date>,
    /// The id of a source that the attribution cites.
    pub source: Option<Box<str>>,
}

/// A stretch of text in the HTML of a body: without tags and holes, outside of headings,
/// attributions, footnote marks and citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First byte, in [`Html::text`].
    pub start: u32,
    /// After the last byte.
    pub end: u32,
    /// What it is part of: a position in [`Body::blocks`].
    pub block: u32,
    /// What it may be used for.
    pub voice: Voice,
}

/// What a stretch of text may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// It runs: an actor's name may be found in it.
    Running,
    /// Words of a link, or code: part of a sentence, and left as they are.
    Quiet,
}

/// A block that has text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where its opening tag takes an attribute: after `<p`, `<li`. None if it has no tag of its
    /// own.
    pub tag: Option<NonZeroU32>,
    /// The first byte of its text, in [`Html::text`].
    pub start: u32,
    /// After the last byte of its text.
    pub end: u32,
    /// Whether it is part of a block quotation.
    pub quoted: bool,
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its id.
    pub id: Box<str>,
    /// Plain text.
    pub title: Box<str>,
}
