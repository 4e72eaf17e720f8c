//! Tests of the Markdown stage: tables of Markdown and HTML, with holes shown in braces.

mod blocks;
mod dates;
mod fields;
mod hostile;
mod marks;
mod messages;
mod nesting;
mod notes;

use super::{Dates, Settings, Words, body, inline};
use crate::base::date_words::DateWords;
use crate::base::diag::{At, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::model::html::{Body, HoleKind, Html, Inline, Voice};

/// Bytes before the text in its file.
const OFFSET: usize = 100;

const RAW: Settings = Settings { raw_html: true, smart_punctuation: false, site: String::new() };
const SMART: Settings = Settings { raw_html: false, smart_punctuation: true, site: String::new() };

fn read_with(markdown: &str, settings: &Settings) -> (Body, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let source = SourcePath::new("content/briefings/a.md");
    let words = DateWords::default();
    let own = (&Words::default(), Dates { words: &words, own: true });
    let body = body(markdown, OFFSET, &source, settings, own, &mut diagnostics);
    (body, diagnostics)
}

fn read(markdown: &str) -> Body {
    read_with(markdown, &Settings::default()).0
}

fn field(markdown: &str) -> (Inline, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let place = Place::value(&SourcePath::new("content/briefings/a.md"), "summary");
    let words = DateWords::default();
    let inline = inline(markdown, &place, &Settings::default(), Dates { words: &words, own: true }, &mut diagnostics);
    (inline, diagnostics)
}

/// The HTML with its holes shown.
fn show(html: &Html) -> String {
    let fills: Vec<Box<str>> = html
        .holes
        .iter()
        .map(|hole| {
            let shown = match &hole.kind {
                HoleKind::Href(to) => format!("{{href:{to}}}"),
                HoleKind::Src(to) => format!("{{src:{to}}}"),
                HoleKind::Wiki { target, words: None } => format!("{{wiki:{target}}}"),
                HoleKind::Wiki { target, words: Some(words) } => format!("{{wiki:{target}|{words}}}"),
                HoleKind::Cite { source, occurrence } => format!("{{cite:{source}:{occurrence}}}"),
            };
            shown.into()
        })
        .collect();
    let mut out = String::new();
    html.fill(&fills, &mut out);
    out
}

/// The texts that run, parted by ` / ` between blocks; others in parentheses.
fn runs(body: &Body) -> String {
    let mut out = String::new();
    let mut block = None;
    for run in &body.runs {
        if let Some(last) = block {
            out.push_str(if last == run.block { " | " } else { " / " });
        }
        block = Some(run.block);
        let text = &body.html.text[run.start as usize..run.end as usize];
        match run.voice {
            Voice::Running => out.push_str(text),
            Voice::Quiet => out.push_str(&format!("({text})")),
        }
    }
    out
}

/// `code «underlined text»: message`, a line each.
fn messages(markdown: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let show = |diagnostic: &Diagnostic| {
        let place = match diagnostic.place.as_ref().map(|place| &place.at) {
            Some(At::Span(span)) => {
                let range = span.range();
                markdown[range.start - OFFSET..range.end - OFFSET].to_owned()
            }
            other => format!("{other:?}"),
        };
        format!("{} «{place}»: {}", diagnostic.code, diagnostic.message)
    };
    diagnostics.iter().map(show).collect()
}

/// As [`show`], without the line breaks between tags, and with what is long and always the same
/// put shortly; `blocks::the_whole_html` shows it in full.
fn line(html: &Html) -> String {
    let html = show(html).replace(">\n", ">");
    let html = shorten(&html, "<a class=\"anchor\"", "</a>", "href=\"#", "#");
    let html = shorten(&html, "<sup class=\"footnote-ref\">", "</sup>", "fnref-", "ref:");
    let html = shorten(&html, "<a href=\"#fnref-", "</a>", "#fnref-", "back:");
    let notes = "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes-label\">\
                 <h2 id=\"footnotes-label\">Notes</h2><ol>";
    let table = "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>";
    html.replace(notes, "{notes}")
        .replace("</ol></section>", "{/notes}")
        .replace(table, "{table}")
        .replace("</table></div>", "{/table}")
}

/// Puts `{name...}` for what is from `open` to `close`, with what stands after `key` in it.
fn shorten(html: &str, open: &str, close: &str, key: &str, name: &str) -> String {
    let mut parts = html.split(open);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let part = format!("{open}{part}");
        let (element, rest) = part.split_once(close).unwrap();
        let value = element.split_once(key).unwrap().1.split('"').next().unwrap();
        out.push_str(&format!("{{{name}{value}}}{rest}"));
    }
    out
}

/// Compares all rows, so that one run shows every difference.
fn check_html(rows: &[(&str, &str)]) {
    check(rows, |markdown| line(&read(markdown).html));
}

fn check(rows: &[(&str, &str)], of: impl Fn(&str) -> String) {
    let mut wrong = String::new();
    for (input, expected) in rows {
        let actual = of(input);
        if actual != *expected {
            wrong.push_str(&format!("\n--- {input:?}\nexpected: {expected:?}\nfound:    {actual:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
