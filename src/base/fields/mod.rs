//! Fields as authors write them: YAML and TOML as one tree that knows where everything stands,
//! and the one machine that reads a typed struct from it.
//!
//! ```text
//! text ── yaml::parse ──┐
//!                       ├──▶ Node ── read::<T> ──▶ T, and one diagnostic for each mistake
//! text ── toml::parse ──┘     │
//!                             └── find("events[2].date") ──▶ where a field stands
//! ```
//!
//! serde stops at the first mistake. So [`read`] lets it stop, says what was wrong, mends the
//! tree ([`repair`]) and lets it read again, until there is a value: all mistakes of a file are
//! reported in one run, and the stages after this one go on with what was right.

mod de;
mod examples;
mod fault;
pub mod fence;
mod made;
mod repair;
mod scalar;
mod synonyms;
pub mod toml;
mod words;
pub mod yaml;
mod yaml_words;

pub use made::Made;
pub use repair::read;

use crate::base::diag::{At, Span};

/// What stands in a required field that was missing or wrong, after its mistake was reported.
/// It is a text and a date. What later stages find wrong with it is no news: [`Made`] says where it
/// stands.
pub const PLACEHOLDER: &str = "2000-01-01";

/// The summary of a new file: a valid text, and one that nobody means to publish.
pub const UNWRITTEN_SUMMARY: &str = "One to three sentences: what happened, as of when, how sure.";

/// The words by which a visitor says that a key stands twice in a map of free keys.
pub const DUPLICATE: &str = "stands twice";

/// The words by which a visitor says that a text has a control character; its number follows.
pub const CONTROL: &str = "contains the control character";

/// Between what a field's own type says is wrong and what it says to write.
pub const ADVICE: &str = "\nhint: ";

/// How deep lists and maps may be nested.
pub const MAX_DEPTH: usize = 64;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes of the file; empty where nothing is written.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// Set in what [`repair`] put there: how many kinds of value it has tried.
    made: Option<u8>,
    /// Wrong, and reported: reading passes over it.
    struck: bool,
}

/// A value, as it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A plain scalar of YAML: a text, or what the core schema takes it for, as the reader asks.
    Plain(String),
    /// A text between quotation marks, a block text, a date of TOML.
    Text(String),
    /// A truth value of TOML.
    Bool(bool),
    /// An integer of TOML.
    Integer(i64),
    /// A float of TOML.
    Float(f64),
    /// Values in order.
    List(Vec<Node>),
    /// Keys and values in order; a key that was written twice is here twice.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// As it was written, without quotation marks.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
    /// Who set it, if it does not stand in the file: `--base-url`, `BRIEFER_BASE_URL`.
    pub given_by: Option<String>,
}

impl Node {
    /// A value at a place.
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value, made: None, struck: false }
    }

    /// An empty map.
    pub fn empty_map(span: Span) -> Self {
        Self::new(span, Value::Map(Vec::new()))
    }

    /// Its entries, if it is a map.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Sets a key of a map from outside of the file; `by` is who did.
    pub fn give(&mut self, key: &str, value: &str, by: &str) {
        if let Value::Map(entries) = &mut self.value {
            entries.retain(|entry| entry.key != key);
            let value = Node::new(Span::default(), Value::Text(value.to_owned()));
            let given_by = Some(by.to_owned());
            entries.push(Entry { key: key.to_owned(), key_span: Span::default(), value, given_by });
        }
    }

    /// The place of a field path such as `events[2].date`. A path that leads on into what is
    /// not there means the deepest part that is; `None` if not even its first part is.
    pub fn find(&self, at: &At) -> Option<Span> {
        let (path, key) = match at {
            At::File | At::Words { .. } => return None,
            At::Span(span) => return Some(*span),
            At::Key(path) => (path, true),
            At::Value(path) => (path, false),
        };
        let mut here = (self, None::<&Entry>);
        let mut found = None;
        for step in steps(path) {
            let next = match (step, &here.0.value) {
                (Step::Key(name), Value::Map(entries)) => {
                    entries.iter().find(|entry| entry.key == name).map(|entry| (&entry.value, Some(entry)))
                }
                (Step::Index(index), Value::List(list)) => list.get(index).map(|node| (node, None)),
                _ => None,
            };
            let Some(next) = next else { return found.map(|(node, entry)| outline(node, entry)) };
            here = next;
            found = Some(here);
        }
        let (node, entry) = found?;
        Some(match entry {
            Some(entry) if key || node.span.is_empty() => entry.key_span,
            _ => node.span,
        })
    }

    /// What stands for the whole of it where one line must do: of a map its first field.
    fn head(&self) -> Span {
        match (self.entries().first(), &self.value) {
            (Some(entry), _) => Span { start: entry.key_span.start, end: entry.end() },
            (None, Value::List(list)) => list.first().map_or(self.span, Node::head),
            _ => self.span,
        }
    }
}

impl Entry {
    fn end(&self) -> u32 {
        match &self.value.value {
            Value::Map(_) | Value::List(_) => self.key_span.end,
            _ => self.value.span.end.max(self.key_span.end),
        }
    }
}

/// What to show of a field in which something is missing.
fn outline(node: &Node, entry: Option<&Entry>) -> Span {
    entry.map_or_else(|| node.head(), |entry| entry.key_span)
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split('.').flat_map(|part| {
        let (name, rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        let indexes = rest.split('[').filter_map(|index| index.strip_suffix(']')?.parse().ok().map(Step::Index));
        (!name.is_empty()).then_some(Step::Key(name)).into_iter().chain(indexes)
    })
}
