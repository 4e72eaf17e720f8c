//! The Markdown of one file: HTML with holes, and what is in it.
//!
//! Two functions: [`body`] for the text of a file, [`inline`] for a field such as a summary. Both
//! see one text and the settings, never another file: what a link leads to is left as a
//! [`Hole`](crate::model::html::Hole). Neither fails; what is wrong becomes a diagnostic.
//!
//! 1. `prepare`: `comments` are cut out, with every position kept.
//! 2. pulldown-cmark reads CommonMark and its extensions, as events.
//! 3. The `writer` writes each event: `blocks`, `quotes`, `headings`, `footnotes`, `spans`,
//!    `links`, `dates`; `scan` reads the marks that the parser does not know, `escape` is the one way for
//!    text into the page, `slips` are marks that were nearly ones.
//! 4. The `page` is closed: its buffers stay with the thread, its values are taken from it.
//!
//! **Invariant:** HTML is written once and never read again. Whatever a text holds, what comes
//! out is well nested, makes no requests and, unless the site lets raw HTML through, runs no
//! scripts.
//!
//! **Incremental:** the results depend on the arguments alone; [`Settings`] and [`Words`] can be
//! hashed for that.

mod attributes;
mod blocks;
mod comments;
mod count;
mod dates;
mod escape;
mod field;
mod footnotes;
mod headings;
mod links;
mod page;
mod prepare;
mod quotes;
mod scan;
mod slips;
mod spans;
#[cfg(test)]
mod tests;
mod words;
mod writer;

use pulldown_cmark::Options;

use crate::base::diag::{Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::model::html::{Body, Inline};
use writer::{Source, Target, Writer};

pub use dates::Dates;
pub use words::Words;

/// How Markdown is read (`[markdown]` in `site.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Settings {
    /// Let HTML in bodies through as it is.
    pub raw_html: bool,
    /// Write `"`, `'`, `--` and `...` as typographers do.
    pub smart_punctuation: bool,
    /// The site's own address, without a slash at the end: what begins with it is a link within
    /// the site. Empty if it has none.
    pub site: String,
}

/// Turns the text of a file into HTML.
///
/// `offset` is the number of bytes before the text in its file, so that spans are those of the
/// file.
pub fn body(
    markdown: &str,
    offset: usize,
    source: &SourcePath,
    settings: &Settings,
    (words, dates): (&Words, Dates<'_>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let options = body_options(settings);
    let prepared = prepare::prepare(markdown, options);
    let target = Target::Body(source, offset);
    let mut writer = Writer::new(Source { prepared: &prepared, target, settings, words, dates }, diagnostics);
    writer.read(options);
    writer.write_notes();
    let body = writer.page.body(writer.count.words());
    writer.page.give_back();
    body
}

/// Turns a field into one line of HTML: blocks are flattened to their text, and there are no
/// headings, pictures and footnotes.
///
/// `place` is the field; all diagnostics point at it, and the holes have no spans.
pub fn inline(
    markdown: &str,
    place: &Place,
    settings: &Settings,
    dates: Dates<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Inline {
    let simple = field::simple(markdown, settings);
    simple.unwrap_or_else(|| inline_in_full(markdown, place, settings, dates, diagnostics))
}

/// [`inline`], whatever the text.
fn inline_in_full(
    markdown: &str,
    place: &Place,
    settings: &Settings,
    dates: Dates<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Inline {
    let options = smart(Options::ENABLE_STRIKETHROUGH, settings);
    let prepared = prepare::prepare(markdown, options);
    let (target, words) = (Target::Field(place), &words::ENGLISH);
    let mut writer = Writer::new(Source { prepared: &prepared, target, settings, words, dates }, diagnostics);
    writer.read(options);
    let inline = field::finish(&mut writer.page);
    writer.page.give_back();
    inline
}

/// The extensions of a body.
fn body_options(settings: &Settings) -> Options {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    smart(options, settings)
}

fn smart(options: Options, settings: &Settings) -> Options {
    if settings.smart_punctuation { options | Options::ENABLE_SMART_PUNCTUATION } else { options }
}
