//! For people: rustc's look, by `annotate-snippets`.
//!
//! Words of a site may hold control characters; in a terminal they could hide or forge lines,
//! so they are shown, never sent ([`visible`]).

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::Look;
use super::resolve::{Found, Region, Spot};
use crate::base::diag::{Severity, Span};
use crate::base::path::is_invisible;
use crate::base::text::is_control;

pub(super) fn render(found: &[Found<'_>], look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(look.width.max(40));
    let mut out = String::new();
    for found in found {
        out.push_str(&renderer.render(&[group(found)]));
        out.push_str("\n\n");
    }
    out
}

/// What stands below the message and the place of one diagnostic.
pub(super) fn below(found: &Found<'_>, look: Look) -> String {
    let text = render(std::slice::from_ref(found), look);
    let lines = text.lines().skip(1).skip_while(|line| line.trim_start().starts_with("--> "));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

fn group<'a>(found: &'a Found<'_>) -> Group<'a> {
    let diagnostic = found.diagnostic;
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Suggestion => Level::HELP.with_name("suggestion"),
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.name());
    let notes = diagnostic.notes.iter().map(|note| Element::from(Level::NOTE.message(visible(note))));
    let hint = diagnostic.hint.iter().map(|hint| Element::from(Level::HELP.with_name("hint").message(visible(hint))));
    Group::with_title(title).elements(snippets(found)).elements(notes).elements(hint)
}

/// The source lines: the main place first; places in the same file in the same excerpt.
fn snippets<'a>(found: &'a Found<'_>) -> Vec<Element<'a>> {
    let Some(spot) = &found.spot else { return Vec::new() };
    let label = found.diagnostic.label.as_deref();
    let Some(region) = shown(spot) else {
        let origin = Origin::path(visible(spot.file.as_str()));
        let origin = match &spot.region {
            Some(Region { start, .. }) => origin.line(start.line).char_column(start.column),
            None => origin,
        };
        let related = found.related.iter().map(|(other, words)| named(other, words));
        return std::iter::once(Element::from(origin)).chain(related).collect();
    };
    let is_beside = |other: &Spot<'_>| other.file == spot.file && shown(other).is_some();
    let together = found.related.iter().filter(|(other, _)| is_beside(other));
    let apart = found.related.iter().filter(|(other, _)| !is_beside(other));
    let mut marks = vec![(AnnotationKind::Primary, region, label)];
    for (other, words) in together {
        marks.extend(shown(other).map(|region| (AnnotationKind::Context, region, Some(*words))));
    }
    let mut elements = vec![excerpt(spot, &marks)];
    for (other, words) in apart {
        elements.push(match shown(other) {
            Some(region) => excerpt(other, &[(AnnotationKind::Context, region, Some(words))]),
            None => named(other, words),
        });
    }
    elements
}

/// A line that goes on for so many bytes is no help to anyone, and is not shown: laying it out takes time for each of
/// the mistakes in it.
const LONG: usize = 64 << 10;

/// The part of a text that is shown in its line.
fn shown<'a>(spot: &'a Spot<'_>) -> Option<&'a Region<'a>> {
    spot.region.as_ref().filter(|region| !is_in_long_line(region))
}

fn is_in_long_line(region: &Region<'_>) -> bool {
    let (before, after) = region.text.as_bytes().split_at(region.span.start as usize);
    let length = |found: Option<usize>| found.unwrap_or(LONG);
    length(before.iter().rev().chain(b"\n").take(LONG).position(|&byte| byte == b'\n'))
        + length(after.iter().chain(b"\n").take(LONG).position(|&byte| byte == b'\n'))
        >= LONG
}

/// Another place of which no line is shown.
fn named<'a>(other: &Spot<'_>, words: &str) -> Element<'a> {
    let line = other.region.as_ref().map_or_else(String::new, |region| format!(":{}", region.start.line));
    Level::NOTE.message(spelled_out(&format!("{words}: `{}{line}`", other.file))).into()
}

/// The lines from the first mark to the last, underlined.
fn excerpt<'a>(spot: &Spot<'a>, marks: &[(AnnotationKind, &'a Region<'a>, Option<&'a str>)]) -> Element<'a> {
    let top = marks.iter().map(|(_, region, _)| region).min_by_key(|region| region.start);
    let (text, line) = top.map_or(("", 1), |region| (region.text, region.start.line));
    let start = top.map_or(0, |region| text[..region.span.start as usize].rfind('\n').map_or(0, |end| end + 1));
    let last = marks.iter().map(|(_, region, _)| first_line(region).end as usize).max().unwrap_or(start);
    let end = text[last..].find('\n').map_or(text.len(), |length| last + length);
    // A line's end is not shown, unless the mark stands in it.
    let end = last.max(start + text[start..end].trim_end_matches('\r').len());
    let shown = same_length(&text[start..end]);
    let annotations = marks.iter().map(|(kind, region, label)| {
        let range = first_line(region).range();
        kind.span(range.start - start..range.end - start).label(label.map(visible))
    });
    let snippet = Snippet::source(shown).path(visible(spot.file.as_str())).line_start(line);
    snippet.annotations(annotations).into()
}

/// Of a part of several lines the first one: it is enough to find the rest.
fn first_line(region: &Region<'_>) -> Span {
    let text = &region.text[region.span.range()];
    let line = text.find('\n').map_or(text, |end| &text[..end]).trim_end();
    let start = region.span.start as usize;
    Span::new(start..start + line.len())
}

/// The text with invisible characters replaced by as many bytes that can be seen, so that spans
/// stay right. (`annotate-snippets` itself shows the control characters of ASCII.)
fn same_length(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| !c.is_ascii() && is_hidden(c);
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match (hidden(c), c.len_utf8()) {
            (false, _) => out.push(c),
            (true, 2) => out.push('\u{b7}'),
            (true, 3) => out.push('\u{fffd}'),
            (true, _) => out.push_str("\u{fffd}?"),
        }
    }
    Cow::Owned(out)
}

/// `text` with control and invisible characters spelled out.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let plain = text.chars().all(|c| !is_hidden(c) && !matches!(c, '\n' | '\r' | '\t'));
    if plain { Cow::Borrowed(text) } else { Cow::Owned(spelled_out(text)) }
}

fn spelled_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hidden(c) => out.push_str(&format!("U+{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Characters that a terminal would obey or not show; joiners, which scripts need, are shown.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' | '\u{200c}' | '\u{200d}' => false,
        c => is_control(c) || is_invisible(c),
    }
}
