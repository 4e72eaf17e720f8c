//! Reading on after a mistake: say it, strike the wrong value out (or put a placeholder where a
//! required one is missing, or an element of a list is wrong), and read again.
//!
//! What is struck out stays in the tree, and an element of a list in the value, too, so that
//! `tags[2]` means the third tag of the file whatever was wrong before it, here and in all later
//! stages.
//!
//! **Invariant:** every step strikes a node out, puts one in, or moves a placeholder on to the
//! next kind of value, of which there are few; and steps are counted.

use serde::de::DeserializeOwned;

use super::de::Source;
use super::fault::{Fault, Kind};
use super::{Entry, Made, Node, PLACEHOLDER, Value, words};
use crate::base::diag::{Diagnostic, Span};
use crate::base::path::SourcePath;

/// How many mistakes of one file are reported.
const MAX_REPORTED: usize = 50;

/// How often a file is read before it is given up.
const MAX_STEPS: usize = 500;

/// Reads a `T` from the tree and adds one diagnostic for each mistake.
///
/// The value is that of the fields without mistakes; where a required field is missing or
/// wrong, or an element of a list, [`PLACEHOLDER`] or the first word of its list stands, and it
/// is said where. After 50 mistakes nothing else is left. `None` if not even that is a `T`.
pub fn read<T: DeserializeOwned>(
    mut root: Node,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(T, Made)> {
    let mut reported = 0;
    for _ in 0..MAX_STEPS {
        let fault = match T::deserialize(Source(&root)) {
            Ok(value) => return Some((value, Made::of(&root))),
            Err(fault) => fault,
        };
        let path = fault.path();
        if is_news(&root, &path, &fault) {
            if reported == MAX_REPORTED {
                if let Some(last) = diagnostics.last_mut() {
                    last.notes.push(format!("this file has more mistakes than the {MAX_REPORTED} shown"));
                }
                root = nothing(root.span);
                continue;
            }
            reported += 1;
            diagnostics.push(words::diagnostic(&root, &path, &fault, file));
        }
        if !mend(&mut root, &path, fault) {
            return None;
        }
    }
    None
}

/// False for what follows from a mistake that was already reported.
fn is_news(root: &Node, path: &[usize], fault: &Fault) -> bool {
    let Some(node) = walk(root, path) else { return false };
    match &fault.kind {
        // A field that is there, but struck out, was wrong: that is known.
        Kind::Missing(field) => node.made.is_none() && !node.entries().iter().any(|entry| entry.key == *field),
        _ => node.made.is_none(),
    }
}

/// Changes the tree so that the fault cannot come again; false if there is no way.
fn mend(root: &mut Node, path: &[usize], fault: Fault) -> bool {
    match fault.kind {
        Kind::Missing(field) => add_placeholder(root, path, field),
        Kind::Duplicate(field) => {
            let second = walk(root, path).and_then(|node| words::second(node, field));
            second.is_some_and(|second| strike(root, &[path, &[second]].concat()))
        }
        _ if fault.at_key => strike(root, path),
        kind => {
            let Some(node) = walk_mut(root, path) else { return false };
            if try_next(node, &kind) {
                return true;
            }
            if path.is_empty() {
                if node.made.is_some() {
                    return false;
                }
                *node = nothing(node.span);
                return true;
            }
            if node.made.is_none() && is_element(root, path) {
                return walk_mut(root, path).map(|node| *node = placeholder(node.span)).is_some();
            }
            let Some(node) = walk(root, path) else { return false };
            // Where a placeholder of every kind fails, its list or map is at fault.
            let end = if node.made.is_some() { path.len() - 1 } else { path.len() };
            strike(root, &path[..end])
        }
    }
}

/// Moves a placeholder on to another kind of value; false if it is none, or has tried all.
fn try_next(node: &mut Node, kind: &Kind) -> bool {
    let Some(tried) = node.made else { return false };
    if let (Kind::UnknownWord([first, ..]), Value::Text(_)) = (kind, &node.value) {
        node.value = Value::Text((*first).to_owned());
        node.made = Some(tried + 1);
        return tried == 0;
    }
    node.value = match tried {
        0 => Value::Plain("1".to_owned()),
        1 => Value::Plain("false".to_owned()),
        2 => Value::List(Vec::new()),
        3 => Value::Map(Vec::new()),
        _ => return false,
    };
    node.made = Some(tried + 1);
    true
}

/// A map in which everything is missing, and nobody is told.
fn nothing(span: Span) -> Node {
    Node { made: Some(0), ..Node::empty_map(span) }
}

fn add_placeholder(root: &mut Node, path: &[usize], field: &str) -> bool {
    let Some(node) = walk_mut(root, path) else { return false };
    if !matches!(node.value, Value::Map(_)) {
        // Nothing is written where fields should be: that one is missing tells enough.
        *node = nothing(node.span);
    }
    let Value::Map(entries) = &mut node.value else { return false };
    let value = placeholder(Span::default());
    entries.push(Entry { key: field.to_owned(), key_span: Span::default(), value, given_by: None });
    true
}

fn placeholder(span: Span) -> Node {
    Node { made: Some(0), ..Node::new(span, Value::Text(PLACEHOLDER.to_owned())) }
}

/// Whether positions lead to an element of a list.
fn is_element(root: &Node, path: &[usize]) -> bool {
    let holder = path.split_last().and_then(|(_, above)| walk(root, above));
    holder.is_some_and(|holder| matches!(holder.value, Value::List(_)))
}

/// Lets reading pass over a value, and over its key.
fn strike(root: &mut Node, path: &[usize]) -> bool {
    match walk_mut(root, path) {
        Some(node) if !path.is_empty() => !std::mem::replace(&mut node.struck, true),
        _ => false,
    }
}

/// The node that positions lead to.
pub(super) fn walk<'a>(root: &'a Node, path: &[usize]) -> Option<&'a Node> {
    path.iter().try_fold(root, |node, &position| match &node.value {
        Value::List(list) => list.get(position),
        Value::Map(entries) => entries.get(position).map(|entry| &entry.value),
        _ => None,
    })
}

fn walk_mut<'a>(root: &'a mut Node, path: &[usize]) -> Option<&'a mut Node> {
    path.iter().try_fold(root, |node, &position| match &mut node.value {
        Value::List(list) => list.get_mut(position),
        Value::Map(entries) => entries.get_mut(position).map(|entry| &mut entry.value),
        _ => None,
    })
}
