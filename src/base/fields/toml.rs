//! TOML to the same tree, with the place of every key and value.
//!
//! The `toml` crate goes on after a mistake; what follows from it in the same structure is not
//! reported again.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::{Entry, Node, Value};
use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::path::SourcePath;

/// What could be read, and what is not TOML in it.
#[derive(Debug)]
pub struct Parsed {
    /// The values: a map.
    pub root: Node,
    /// Each mistake once.
    pub faults: Vec<Fault>,
}

/// A mistake of syntax.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    message: String,
    hint: Option<&'static str>,
    duplicate_of: Option<Span>,
    duplicate: bool,
}

impl Fault {
    /// True if nothing after it can be trusted: a bracket or quotation mark that is not closed,
    /// a line that is not `key = value`.
    pub fn is_structural(&self) -> bool {
        !self.duplicate && self.message != UNQUOTED && self.message != NO_VALUE
    }

    /// As the author sees it.
    pub fn diagnostic(self, file: &SourcePath) -> Diagnostic {
        let code = if self.duplicate { Code::DuplicateKey } else { Code::TomlSyntax };
        let mut diagnostic = Diagnostic::new(code, self.message).at(Place::span(file, self.span));
        if let Some(first) = self.duplicate_of {
            diagnostic = diagnostic.label("again here").related(Place::span(file, first), "first here");
        }
        diagnostic.hint = self.hint.map(str::to_owned);
        diagnostic
    }
}

/// Reads `text`, which may begin with a byte order mark.
pub fn parse(text: &str) -> Parsed {
    // As many spaces keep every place where it is.
    let unmarked = text.strip_prefix('\u{feff}').map(|rest| format!("{:1$}{rest}", "", '\u{feff}'.len_utf8()));
    let text = unmarked.as_deref().unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let root = Node::new(Span::default(), map(table.into_inner()));
    let mut faults: Vec<Fault> = Vec::new();
    for error in errors {
        let fault = fault(text, &error, &root);
        let near = |other: &Fault| line(text, other.span) == line(text, fault.span) || other.span == fault.span;
        // One mistake makes the parser stumble again on its line, and on all that follows an
        // unclosed bracket.
        if !faults.iter().any(|other| other.is_structural() || near(other)) {
            faults.push(fault);
        }
    }
    Parsed { root, faults }
}

fn map(table: DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: Span::new(key.span()),
            key: key.into_inner().into_owned(),
            value: node(value),
            given_by: None,
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Value::Map(entries)
}

/// As deep as the parser lets a file nest (80 levels).
fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = Span::new(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Plain(number.to_string()),
        },
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Value::Float(number),
            Err(_) => Value::Plain(number.to_string()),
        },
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => Value::List(list.into_iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node::new(span, value)
}

const UNQUOTED: &str = "a text needs quotation marks";
const NO_VALUE: &str = "there is no value after the `=`";

fn fault(text: &str, error: &Error, root: &Node) -> Fault {
    let range = error.span().unwrap_or(0..0);
    let range = range.start.min(text.len())..range.end.min(text.len());
    let said = error.message();
    let mut fault = Fault {
        span: Span::new(range.clone()),
        message: String::new(),
        hint: None,
        duplicate_of: None,
        duplicate: false,
    };
    if said.starts_with("duplicate key") {
        let key = text.get(range).unwrap_or_default();
        fault.message = format!("`{key}` stands twice");
        fault.duplicate = true;
        fault.duplicate_of = only_other(root, key, fault.span);
        fault.hint = Some("remove one of the two, or put their fields under one");
        return fault;
    }
    (fault.message, fault.hint) = match () {
        () if said.starts_with("string values must be quoted") && range.is_empty() => {
            fault.span = Span::new(key_before(text, range.start));
            (NO_VALUE.to_owned(), Some("write `\"\"` for a text without words"))
        }
        () if said.starts_with("string values must be quoted") => {
            (UNQUOTED.to_owned(), Some("put it between double quotes; `true`, `false` and numbers stand without"))
        }
        () if said.contains("basic string") || said.contains("literal string") => {
            fault.span = Span::new(line(text, fault.span));
            ("the quotation mark of this text is not closed".to_owned(), Some("close the text with the same mark"))
        }
        () if said.starts_with("key with no value") || said.starts_with("invalid unquoted key") => {
            fault.span = Span::new(line(text, fault.span));
            ("this line is not `key = value`".to_owned(), Some("a field of `site.toml` is written `title = \"...\"`"))
        }
        () => (format!("not valid TOML: {said}"), None),
    };
    if fault.span.start == fault.span.end {
        fault.span = Span::new(line(text, fault.span));
    }
    fault
}

/// The place of that key elsewhere, if there is exactly one.
fn only_other(node: &Node, key: &str, here: Span) -> Option<Span> {
    fn collect(node: &Node, key: &str, here: Span, found: &mut Vec<Span>) {
        for entry in node.entries() {
            if entry.key == key && entry.key_span != here {
                found.push(entry.key_span);
            }
            collect(&entry.value, key, here, found);
        }
    }
    let mut found = Vec::new();
    collect(node, key, here, &mut found);
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn key_before(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..start + text[start..at].trim_end().len()
}

/// The line around the end of a span, without white space at its ends.
fn line(text: &str, span: Span) -> Range<usize> {
    let at = (span.start as usize).min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let line = &text[start..end];
    let start = start + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}
