//! Which fields stand for mistakes that were already reported.

use super::{Node, Value};
use crate::base::diag::At;

/// The paths of the fields in which something made up stands, such as `sources[1].title`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made(Box<[Box<str>]>);

impl Made {
    /// Those of a tree that was repaired.
    pub(super) fn of(root: &Node) -> Self {
        let mut paths = Vec::new();
        collect(root, "", &mut paths);
        Self(paths.into())
    }

    /// True if all stands in the file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the field of that path, a part of it or what it is a part of is made up: what is
    /// wrong with it follows from a mistake that is known.
    pub fn covers(&self, path: &str) -> bool {
        self.0.iter().any(|made| is_part(made, path) || is_part(path, made))
    }

    /// [`covers`](Self::covers), for a place; what is no field is not made up.
    pub fn covers_place(&self, at: &At) -> bool {
        match at {
            At::Key(path) | At::Value(path) | At::Words { field: Some(path), .. } => self.covers(path),
            At::File | At::Span(_) | At::Words { .. } => false,
        }
    }
}

/// Whether `path` is `whole` or leads to a part of it.
fn is_part(path: &str, whole: &str) -> bool {
    let rest = path.strip_prefix(whole);
    rest.is_some_and(|rest| whole.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Collects the paths below a node. As deep as trees are.
fn collect(node: &Node, path: &str, paths: &mut Vec<Box<str>>) {
    if node.struck {
        return;
    }
    if node.made.is_some() {
        return paths.push(path.into());
    }
    match &node.value {
        Value::List(list) => {
            list.iter().enumerate().for_each(|(at, node)| collect(node, &format!("{path}[{at}]"), paths));
        }
        Value::Map(entries) => entries.iter().for_each(|entry| {
            let dot = if path.is_empty() { "" } else { "." };
            collect(&entry.value, &format!("{path}{dot}{}", entry.key), paths);
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_wholes_are_covered() {
        let made = Made(["sources[1]".into(), "statements[0].speaker".into(), "date".into()].into());
        for path in ["date", "sources", "sources[1]", "sources[1].url", "statements[0]", "statements[0].speaker"] {
            assert!(made.covers(path), "{path}");
        }
        for path in ["dates", "sources[0]", "sources[11]", "statements[0].text", "statements[0].speakers", "title"] {
            assert!(!made.covers(path), "{path}");
        }
    }
}
