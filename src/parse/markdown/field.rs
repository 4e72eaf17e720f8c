//! Fields: the quick way for those without any Markdown, and what is made of the rest.

use super::Settings;
use super::escape::{self, Form};
use super::page::Page;
use crate::base::text::is_control;
use crate::model::html::{HoleKind, Html, Inline};

/// A field in which nothing can be Markdown: one line that begins with a letter and has nothing
/// in it that any construct begins with. Most summaries are such.
pub(super) fn simple(markdown: &str, settings: &Settings) -> Option<Inline> {
    if settings.smart_punctuation {
        return None;
    }
    let text = markdown.trim_ascii();
    let is_plain = |byte: u8| {
        matches!(byte,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b',' | b';' | b':' | b'.' | b'?' | b'(' | b')' | b'/'
            | b'\'' | b'"' | b'-' | b'$' | 0x80..)
    };
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    // Beyond ASCII there are control characters, too. An address is no Markdown, which is worth a word.
    let is_simple = first.is_alphabetic()
        && !last.is_whitespace()
        && text.bytes().all(is_plain)
        && !text.contains(is_control)
        && !text.contains("://");
    is_simple.then(|| Inline { html: Html::plain(text), unlinked: text.into(), plain: text.into() })
}

/// What was read of a field.
pub(super) fn finish(page: &mut Page) -> Inline {
    // A field is one line, whatever a title or a block of code brought into it. One byte takes
    // the place of one, so the holes stay where they are.
    for text in [&mut page.html, &mut page.plain] {
        if text.contains(['\n', '\t']) {
            *text = text.replace(['\n', '\t'], " ");
        }
    }
    let start = page.holes.last().map_or(0, |hole| hole.at as usize);
    let end = start + page.html[start..].trim_end().len();
    page.html.truncate(end);
    let unlinked = unlinked(page);
    Inline { html: page.html(), unlinked, plain: page.plain.trim().into() }
}

/// The HTML without links: their tags and citations are left out, and `[[...]]` shows its words.
fn unlinked(page: &Page) -> Box<str> {
    let mut out = String::with_capacity(page.html.len());
    let mut cuts = page.cuts.iter().peekable();
    let mut done = 0;
    for hole in &page.holes {
        let HoleKind::Wiki { target, words } = &hole.kind else { continue };
        let at = hole.at as usize;
        while let Some(cut) = cuts.next_if(|cut| cut.end <= at) {
            out.push_str(&page.html[done..cut.start]);
            done = cut.end;
        }
        out.push_str(&page.html[done..at]);
        done = at;
        escape::write(&mut out, words.as_ref().unwrap_or(target), Form::Text);
    }
    for cut in cuts {
        out.push_str(&page.html[done..cut.start]);
        done = cut.end;
    }
    out.push_str(&page.html[done..]);
    out.trim_end().into()
}
