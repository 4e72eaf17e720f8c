//! Front matter to typed structs: the one place that names `serde_yaml`.
//!
//! [`split`] finds the YAML, [`read`] makes a `T` of it. A file without mistakes takes the fast
//! path: one call of `serde_yaml`, some ten microseconds. For any other the same text is read
//! again with the place of every field, and each mistake becomes a diagnostic
//! ([`crate::base::fields`]); the value that comes out is that of the fields without mistakes.
//!
//! **Invariant:** the time is linear in the length of the text, whatever it says: what could
//! take `serde_yaml` long (size, deep brackets, aliases) never reaches it.
//!
//! **Invariant:** a value from the fast path comes without diagnostics.

mod guard;

use serde::de::DeserializeOwned;

use crate::base::diag::{Code, Diagnostic, Place, Span, reading};
use crate::base::fields::fence::{self, Unfenced};
use crate::base::fields::{self, Made, Node, Value, yaml};
use crate::base::path::SourcePath;
use crate::base::text::{first_conflict, is_control};

pub use crate::base::fields::fence::Split;

/// How many bytes of front matter are read.
pub const MAX_BYTES: usize = 64 * 1024;

/// Finds the front matter of a content file, or says why there is none.
pub fn split(text: &str, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Split> {
    let unfenced = match fence::split(text) {
        Ok(split) => return Some(split),
        Err(unfenced) => unfenced,
    };
    if let Unfenced::Missing(line) = &unfenced
        && let Some(line) = first_conflict(text, line.clone())
    {
        diagnostics.push(reading::unmerged(Place::span(source, Span::new(line))));
        return None;
    }
    diagnostics.push(match unfenced {
        Unfenced::Missing(line) => {
            let place =
                if line.is_empty() { Place::file(source) } else { Place::span(source, Span::new(line.clone())) };
            let hint = match text[line.clone()].trim() {
                "+++" => "front matter is YAML between two lines `---`",
                "---" => "the line `---` must begin in the first column",
                "" if text.trim_start().starts_with("---") => "the line `---` must be the first one",
                _ => "begin the file with a line `---`, its fields, and another line `---`",
            };
            Diagnostic::new(Code::MissingFrontMatter, "the file does not start with front matter").at(place).hint(hint)
        }
        Unfenced::Unclosed(opening) => {
            Diagnostic::new(Code::UnclosedFrontMatter, "the front matter that begins here has no end")
                .at(Place::span(source, Span::new(opening)))
                .hint("add a line `---` after the last field")
        }
    });
    None
}

/// Reads the fields of a content file that was [`split`], and adds one diagnostic for each
/// mistake.
///
/// With mistakes, the value is that of the other fields: what is required and missing is
/// [`fields::PLACEHOLDER`] or the first word of its list, and it is said where that stands. `None`
/// only if not even that helps.
pub fn read<T: DeserializeOwned>(
    text: &str,
    split: &Split,
    source: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(T, Made)> {
    let front = &text[split.front.clone()];
    if front.len() > MAX_BYTES {
        let message = format!("the front matter has {} bytes, more than the {MAX_BYTES} that are read", front.len());
        diagnostics.push(
            Diagnostic::new(Code::FileTooLarge, message)
                .at(Place::span(source, Span::new(split.opening.clone())))
                .hint("move what readers read into the text below, or into a file beside this one"),
        );
        return placeholder();
    }
    if let Some(line) = first_conflict(text, split.front.clone()) {
        diagnostics.push(reading::unmerged(Place::span(source, Span::new(line))));
        return placeholder();
    }
    let careful = guard::needs_a_closer_look(front);
    if !careful && let Ok(value) = serde_yaml::from_str(front) {
        return Some((value, Made::default()));
    }
    let (clean, mut lines) = without_control_characters(front, split, source, diagnostics);
    let parsed = yaml::parse(&clean, split.front.start);
    let sound = lines.is_empty() && parsed.troubles.is_empty();
    if sound {
        comments(front, &parsed.root, split, source, diagnostics);
        swallowed(front, &parsed.root, split, source, diagnostics);
    }
    if careful
        && sound
        && let Ok(value) = serde_yaml::from_str(front)
    {
        return Some((value, Made::default()));
    }
    for trouble in parsed.troubles {
        lines.push(line_of(text, trouble.span()));
        diagnostics.push(trouble.diagnostic(source));
    }
    let mut found = Vec::new();
    let value = fields::read(root(parsed.root, parsed.complete, split), source, &mut found);
    // A line that is no YAML was reported; what its patched text says is no news. Nor is a field
    // that is missing where the reading stopped before the end.
    found.retain(|diagnostic| match &diagnostic.place {
        _ if diagnostic.code == Code::MissingField => parsed.complete,
        Some(place) => place.at.span().is_none_or(|span| !lines.contains(&line_of(text, span))),
        None => true,
    });
    diagnostics.append(&mut found);
    value
}

/// Reports what YAML takes for a comment and an author surely for a part of the text.
fn comments(front: &str, root: &Node, split: &Split, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    for hash in guard::hashes(front) {
        let at = split.front.start + hash;
        if holds(root, u32::try_from(at).unwrap_or(u32::MAX)) {
            continue;
        }
        let end = front[hash..].find('\n').map_or(front.len(), |length| hash + length);
        let comment = front[hash..end].trim_end();
        diagnostics.push(
            Diagnostic::new(Code::TextAsComment, "this is a comment to YAML, and no part of the text before it")
                .at(Place::span(source, Span::new(at..at + comment.len())))
                .hint("put the text between double quotes; if it is a comment, put a space after `#`"),
        );
    }
}

/// Reports items of a list that YAML takes for the next line of the text above them.
fn swallowed(front: &str, root: &Node, split: &Split, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    for item in guard::deeper_items(front) {
        let at = split.front.start + item;
        if !is_plain(root, u32::try_from(at).unwrap_or(u32::MAX)) {
            continue;
        }
        let end = front[item..].find('\n').map_or(front.len(), |length| item + length);
        let line = front[item..end].trim_end();
        diagnostics.push(
            Diagnostic::new(Code::ItemAsText, "this is no item of a list to YAML, but goes on with the text above it")
                .at(Place::span(source, Span::new(at..at + line.len())))
                .hint("begin it in the column of the other items; if it is a part of the text, put all of that between double quotes"),
        );
    }
}

/// Whether a byte of the file is in a text without quotation marks. As deep as the tree.
fn is_plain(node: &Node, at: u32) -> bool {
    match &node.value {
        Value::List(list) => list.iter().any(|node| is_plain(node, at)),
        Value::Map(entries) => entries.iter().any(|entry| is_plain(&entry.value, at)),
        Value::Plain(_) => (node.span.start..node.span.end).contains(&at),
        _ => false,
    }
}

/// Whether a byte of the file is in a text. As deep as the tree.
fn holds(node: &Node, at: u32) -> bool {
    match &node.value {
        Value::List(list) => list.iter().any(|node| holds(node, at)),
        Value::Map(entries) => entries
            .iter()
            .any(|entry| (entry.key_span.start..entry.key_span.end).contains(&at) || holds(&entry.value, at)),
        _ => (node.span.start..node.span.end).contains(&at),
    }
}

/// What stands for a file whose fields could not be read at all; its mistake was reported.
pub fn placeholder<T: DeserializeOwned>() -> Option<(T, Made)> {
    fields::read(Node::empty_map(Span::default()), &SourcePath::new(""), &mut Vec::new())
}

/// The fields as a map; what is missing in it is missing after the opening line.
fn root(root: Node, complete: bool, split: &Split) -> Node {
    let opening = Span::new(split.opening.clone());
    match root.value {
        map @ Value::Map(_) => Node::new(opening, map),
        Value::Plain(text) if text.is_empty() => Node::empty_map(opening),
        _ if !complete => Node::empty_map(opening),
        value => Node::new(root.span, value),
    }
}

/// YAML has no control characters. Reports one a line, and gives the text without them and the
/// lines where they were.
fn without_control_characters(
    front: &str,
    split: &Split,
    source: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> (String, Vec<usize>) {
    let mut lines = Vec::new();
    let mut clean = String::with_capacity(front.len());
    let mut line = 1;
    for (at, c) in front.char_indices() {
        line += usize::from(c == '\n');
        if !is_refused(c) {
            clean.push(c);
            continue;
        }
        clean.extend(std::iter::repeat_n('?', c.len_utf8()));
        if lines.last() != Some(&line) && lines.len() < 50 {
            lines.push(line);
            let start = split.front.start + at;
            diagnostics.push(
                Diagnostic::new(Code::ControlCharacter, format!("there is the control character U+{:04X}", c as u32))
                    .at(Place::span(source, Span::new(start..start + c.len_utf8())))
                    .hint("remove it, or type the text again"),
            );
        }
    }
    (clean, lines)
}

/// What YAML 1.2 does not allow in a text (section 5.1).
fn is_refused(c: char) -> bool {
    is_control(c) && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}

/// The line of a place, from 1 at the opening line.
fn line_of(text: &str, span: Span) -> usize {
    text.bytes().take(span.start as usize).filter(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests;
