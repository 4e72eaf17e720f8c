//! The id and the classes that a heading may be given: `## Title {#id .class}`.
//!
//! Read here and not by the parser, whose own reading takes any braces at the end of a heading
//! for attributes and lets them vanish, and panics on some texts (pulldown-cmark 0.13.6).

/// What a heading was given.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    /// Where the heading ends without them.
    pub at: usize,
    /// The last `#id`.
    pub id: Option<&'a str>,
    /// Every `.class`.
    pub classes: Vec<&'a str>,
}

/// The attributes at the end of a heading, of which `source` is all, marks and underline
/// included.
pub(super) fn attributes(source: &str) -> Option<Attributes<'_>> {
    let mut text = source.trim_end();
    // An underline is a line of its own; a heading without one is a single line.
    if let Some(end) = text.rfind(['\n', '\r']) {
        text = text[..end].trim_end();
    } else if !text.ends_with('}') {
        text = without_closing(text);
    }
    let (before, inside) = text.strip_suffix('}')?.rsplit_once('{')?;
    if before.ends_with('\\') {
        return None;
    }
    let mut attributes = Attributes { at: without_closing(before.trim_end()).len(), id: None, classes: Vec::new() };
    for word in inside.split_ascii_whitespace() {
        let is_name = |name: &&str| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        };
        if let Some(id) = word.strip_prefix('#').filter(is_name) {
            attributes.id = Some(id);
        } else if let Some(class) = word.strip_prefix('.').filter(is_name) {
            attributes.classes.push(class);
        } else {
            return None;
        }
    }
    (attributes.id.is_some() || !attributes.classes.is_empty()).then_some(attributes)
}

/// The line without the `##` that may close it.
fn without_closing(line: &str) -> &str {
    let text = line.trim_end_matches('#');
    if text.ends_with([' ', '\t']) { text.trim_end() } else { line }
}
