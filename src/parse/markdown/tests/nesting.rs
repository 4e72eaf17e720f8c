//! Whatever is read, what is written is well formed: a checker of the HTML that the writer may
//! write, and nothing else, over generated texts.

use proptest::prelude::*;

use super::*;
use crate::base::text::is_control;
use crate::model::anchor;

/// Elements without an end.
const VOID: &[&str] = &["br", "hr", "img", "input"];

/// Every other element that may be written, and what it may stand in; nothing for anywhere that
/// blocks or text may.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("p", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("blockquote", &[]),
    ("div", &[]),
    ("section", &[]),
    ("figure", &[]),
    ("figcaption", &["figure"]),
    ("ul", &[]),
    ("ol", &[]),
    ("li", &["ul", "ol"]),
    ("pre", &[]),
    ("code", &[]),
    ("table", &["div"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("tr", &["thead", "tbody"]),
    ("th", &["tr"]),
    ("td", &["tr"]),
    ("dl", &[]),
    ("dt", &["dl"]),
    ("dd", &["dl"]),
    ("em", &[]),
    ("strong", &[]),
    ("del", &[]),
    ("a", &[]),
    ("sup", &[]),
    ("time", &[]),
    ("span", &["time"]),
    ("bdi", &["span"]),
];

const BLOCKS: &[&str] =
    &["p", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "ul", "ol", "pre", "dl", "hr", "figure"];

/// Whose children are blocks or certain elements, never text.
const TEXTLESS: &[&str] = &["ul", "ol", "table", "thead", "tbody", "tr", "dl", "section"];

const ATTRIBUTES: &[&str] = &[
    "href",
    "id",
    "class",
    "title",
    "src",
    "width",
    "height",
    "alt",
    "loading",
    "start",
    "type",
    "disabled",
    "checked",
    "aria-label",
    "aria-labelledby",
    "role",
    "tabindex",
    "scope",
    "datetime",
];

/// The HTML with every hole filled with a link or an address.
fn filled(html: &Html) -> String {
    let fill = |kind: &HoleKind| match kind {
        HoleKind::Href(_) => "x",
        HoleKind::Src(_) => "src=\"x\" width=\"1\" height=\"1\"",
        HoleKind::Wiki { .. } => "<a href=\"x\">y</a>",
        HoleKind::Cite { .. } => "<sup><a href=\"x\">1</a></sup>",
    };
    let fills: Vec<Box<str>> = html.holes.iter().map(|hole| fill(&hole.kind).into()).collect();
    let mut out = String::new();
    html.fill(&fills, &mut out);
    out
}

/// The ids, if the HTML is well formed; else what is wrong.
fn ids(html: &str) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    loop {
        let (text, after) = rest.split_once('<').unwrap_or((rest, ""));
        let parent = open.last().copied().unwrap_or_default();
        if text.contains('>') || text.contains(|c: char| is_control(c) && !matches!(c, '\n' | '\t')) {
            return Err(format!("text {text:?}"));
        }
        if TEXTLESS.contains(&parent) && !text.trim().is_empty() {
            return Err(format!("text {text:?} in {parent}"));
        }
        if after.is_empty() {
            break;
        }
        let (tag, after) = after.split_once('>').ok_or("a tag without an end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> in {open:?}"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        ids.extend(attributes_of(attributes)?);
        if BLOCKS.contains(&name) && open.iter().any(|name| ["p", "a", "h2", "em", "td", "th", "dt"].contains(name)) {
            return Err(format!("<{name}> in {open:?}"));
        }
        if ["a", "time"].contains(&name) && open.contains(&name) {
            return Err(format!("<{name}> in <{name}>"));
        }
        if VOID.contains(&name) {
            continue;
        }
        let (_, parents) = ELEMENTS.iter().find(|(known, _)| *known == name).ok_or(format!("<{name}>"))?;
        if !parents.is_empty() && !parents.contains(&parent) {
            return Err(format!("<{name}> in {open:?}"));
        }
        open.push(name);
    }
    if open.is_empty() { Ok(ids) } else { Err(format!("{open:?} left open")) }
}

/// The ids among the attributes of a tag.
fn attributes_of(mut rest: &str) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = &rest[..end];
        if !ATTRIBUTES.contains(&name) {
            return Err(format!("attribute {name:?}"));
        }
        let Some(value) = rest[end..].strip_prefix("=\"") else {
            rest = rest[end..].trim_start();
            continue;
        };
        let (value, after) = value.split_once('"').ok_or("a value without an end")?;
        if value.contains(['<', '>']) || (name == "href" && value.to_lowercase().contains("script:")) {
            return Err(format!("value {value:?}"));
        }
        if name == "id" {
            ids.push(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"));
        }
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    Ok(ids)
}

/// Everything that must hold of a body, whatever it was read from.
pub(super) fn check_body(markdown: &str, settings: &Settings) {
    let (body, diagnostics) = read_with(markdown, settings);
    let html = filled(&body.html);
    let mut ids = ids(&html).unwrap_or_else(|wrong| panic!("{wrong} in {html:?}"));
    ids.extend(body.html.holes.iter().filter_map(|hole| match &hole.kind {
        HoleKind::Cite { source, occurrence } => Some(anchor::citation(source, *occurrence)),
        _ => None,
    }));
    ids.sort();
    let anchors: Vec<&str> = body.anchors.iter().map(|anchor| &**anchor).collect();
    assert_eq!(ids, anchors, "each id once in {html:?}");

    let mut level = 1;
    for heading in &body.headings {
        assert!((2..=6).contains(&heading.level) && heading.level <= level + 1, "{:?}", body.headings);
        level = heading.level;
    }
    let mut end = (0, 0);
    for run in &body.runs {
        assert!(end <= (run.block, run.start) && run.start < run.end, "{:?}", body.runs);
        end = (run.block, run.end);
        let text = &body.html.text[run.start as usize..run.end as usize];
        assert!(!text.contains(['<', '>']), "{text:?}");
        let block = body.blocks[run.block as usize];
        assert!(block.start <= run.start && run.end <= block.end, "{run:?} {block:?}");
        assert!(body.html.holes.iter().all(|hole| hole.at <= run.start || run.end <= hole.at));
    }
    assert!(body.blocks.is_sorted_by(|a, b| a.end <= b.start));
    let tags: Vec<usize> = body.blocks.iter().filter_map(|block| Some(block.tag?.get() as usize)).collect();
    assert!(tags.is_sorted_by(|a, b| a < b));
    for (before, after) in tags.iter().map(|&tag| body.html.text.split_at(tag)) {
        let name = before.rsplit('<').next().unwrap();
        assert!(["p", "li", "td", "th", "dt", "dd"].contains(&name) && after.starts_with([' ', '>']), "{name}{after}");
    }
    assert!(body.html.holes.is_sorted_by_key(|hole| hole.at));
    let spans = body.html.holes.iter().map(|hole| hole.span);
    let places = diagnostics.iter().map(|diagnostic| match diagnostic.place.as_ref().map(|place| &place.at) {
        Some(At::Span(span)) => *span,
        other => panic!("{other:?}"),
    });
    for span in spans.chain(places) {
        let range = span.range();
        assert!(range.start >= OFFSET && markdown.get(range.start - OFFSET..range.end - OFFSET).is_some(), "{span:?}");
    }
}

/// Everything that must hold of a field.
fn check_field(markdown: &str) {
    let (inline, diagnostics) = field(markdown);
    for html in [filled(&inline.html), inline.unlinked.to_string()] {
        let ids = ids(&html).unwrap_or_else(|wrong| panic!("{wrong} in {html:?}"));
        assert!(ids.is_empty() && !html.contains(['\n']), "{html:?}");
    }
    assert!(!inline.unlinked.contains("<a"), "{}", inline.unlinked);
    assert!(!inline.plain.contains(is_control), "{:?}", inline.plain);
    assert!(diagnostics.iter().all(|diagnostic| matches!(diagnostic.place, Some(Place { at: At::Value(_), .. }))));
}

/// Pieces of Markdown, of HTML and of mischief.
const PIECES: &[&str] = &[
    "a",
    "b c",
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n  - ",
    "\n# ",
    "\n#### ",
    "\n---\n",
    "\n===\n",
    "\n```\n",
    "\n| a | b |\n| --- | --: |\n| ",
    " | ",
    "\nT\n: ",
    "\n[^x]: ",
    "[^x]",
    "[^y]",
    "\n> [!NOTE]\n> ",
    "\n- [ ] ",
    "\n- [x] ",
    "\n\n    ",
    "\n> — ",
    "\n-- ",
    "[[",
    "]]",
    "[[a|b]]",
    "[[a]]",
    "|",
    "[@a]",
    "[@a; @b, p. 3]",
    "[@",
    "[a]{2025}",
    "]{2025-08-06}",
    "]{2025",
    "&#91;",
    "]",
    "[",
    "![",
    "](",
    ")",
    "(",
    "[a](b.md)",
    "![a](b.png \"t\")",
    "![a](https://x)",
    "](javascript:alert(1))",
    "<script>",
    "</script>",
    "<b>",
    "</p>",
    "<div>\n",
    "<!--",
    "-->",
    "%%",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "\\",
    "&lt;",
    "&#0;",
    "&#106;avascript:",
    "\"",
    "'",
    "\u{0}",
    "\u{1}",
    "\u{2}",
    "\r",
    "\r\n",
    "\t",
    "\u{85}",
    "\u{202e}",
    "\u{fffe}",
    "，",
    "é",
    "—",
    "東京",
    "{#id}",
    "{#id .c}",
    "<https://x>",
    "<x@y.z>",
    "\n[a]: javascript:x\n",
    "\n[a]: /b 'c'\n",
    "[a]",
    ":",
    "//",
    "--",
    "...",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soups_are_well_formed(markdown in soup()) {
        check_body(&markdown, &Settings::default());
        check_body(&markdown, &SMART);
        check_field(&markdown);
        read_with(&markdown, &RAW);
    }

    #[test]
    fn any_text_is_well_formed(markdown in "\\PC{0,60}|[ -~\n]{0,120}|(?s:.{0,60})") {
        check_body(&markdown, &Settings::default());
        check_field(&markdown);
    }

    #[test]
    fn the_quick_way_of_fields_is_the_way_of_all(markdown in "[A-Za-z0-9 ,;:.?()/'\"$é—-]{0,30}") {
        let place = Place::value(&SourcePath::new("a.md"), "summary");
        if let Some(quick) = super::super::field::simple(&markdown, &Settings::default()) {
            let mut diagnostics = Vec::new();
            let words = DateWords::default();
            let dates = Dates { words: &words, own: true };
            let full = super::super::inline_in_full(&markdown, &place, &Settings::default(), dates, &mut diagnostics);
            prop_assert_eq!(quick, full);
            prop_assert!(diagnostics.is_empty());
        }
    }

    #[test]
    fn what_was_read_before_leaves_no_trace(first in soup(), second in soup()) {
        let fresh = std::thread::spawn({ let second = second.clone(); move || read(&second) }).join().unwrap();
        read(&first);
        prop_assert_eq!(read(&second), fresh);
    }
}
