//! A mistake in words: what serde found wrong, as a diagnostic that says what to type.

use super::examples;
use super::fault::{Fault, Kind};
use super::repair::walk;
use super::scalar::{Scalar, resolve};
use super::synonyms::meant;
use super::{ADVICE, CONTROL, DUPLICATE, Entry, Node, Value};
use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::path::SourcePath;
use crate::base::text::{near_misses, near_words, one_of};

/// The diagnostic for a fault at the node that `path` leads to.
pub(super) fn diagnostic(root: &Node, path: &[usize], fault: &Fault, file: &SourcePath) -> Diagnostic {
    let spot = Spot::new(root, path);
    let at = |span: Span| Place::span(file, span);
    let diagnostic = match &fault.kind {
        Kind::UnknownKey(known) => unknown_key(&spot, known).at(at(spot.key())),
        Kind::Duplicate(field) => twice(field, duplicates(spot.node, field), file),
        Kind::Custom(words) if words == DUPLICATE => {
            let key = spot.entry.map_or("", |entry| &entry.key);
            let holder = walk(root, path.split_last().map_or(&[], |(_, above)| above));
            let first = holder.and_then(|holder| alike(holder, key).next()).map(|(_, entry)| entry.key_span);
            twice(key, first.zip(spot.entry.map(|entry| entry.key_span)), file)
        }
        Kind::Missing(field) => missing(&spot, field, file).at(at(spot.whole())),
        Kind::UnknownWord(known) => unknown_word(&spot, known).at(at(spot.value())),
        Kind::Type(expected) => wrong_type(&spot, expected).at(at(spot.value())),
        Kind::Custom(words) => {
            let place = if fault.at_key { spot.key() } else { spot.value() };
            custom(&spot, words, fault.at_key).at(at(place))
        }
    };
    match spot.given_by {
        // It does not stand in the file, so there is nothing to show.
        Some(by) => Diagnostic { place: None, label: None, ..diagnostic }.note(format!("it is set by `{by}`")),
        None => diagnostic,
    }
}

/// The position of the second entry with that key.
pub(super) fn second(node: &Node, key: &str) -> Option<usize> {
    alike(node, key).nth(1).map(|(position, _)| position)
}

/// The entries with that key that are not struck out.
fn alike<'a>(node: &'a Node, key: &'a str) -> impl Iterator<Item = (usize, &'a Entry)> {
    node.entries().iter().enumerate().filter(move |(_, entry)| entry.key == key && !entry.value.struck)
}

/// The node that is at fault, and what leads to it.
struct Spot<'a> {
    node: &'a Node,
    entry: Option<&'a Entry>,
    /// `events[2].date`; empty for the whole.
    name: String,
    /// The name of the list or map that holds it.
    holder: String,
    /// Where that begins.
    holder_span: Span,
    given_by: Option<&'a str>,
}

impl<'a> Spot<'a> {
    fn new(root: &'a Node, path: &[usize]) -> Self {
        let mut spot = Self {
            node: root,
            entry: None,
            name: String::new(),
            holder: String::new(),
            holder_span: root.span,
            given_by: None,
        };
        for &position in path {
            let holder = spot.name.clone();
            spot.holder_span = spot.whole();
            match &spot.node.value {
                Value::List(list) if position < list.len() => {
                    spot.node = &list[position];
                    spot.entry = None;
                    spot.name = format!("{holder}[{position}]");
                }
                Value::Map(entries) if position < entries.len() => {
                    let entry = &entries[position];
                    spot.node = &entry.value;
                    spot.entry = Some(entry);
                    spot.name = if holder.is_empty() { entry.key.clone() } else { format!("{holder}.{}", entry.key) };
                    spot.given_by = spot.given_by.or(entry.given_by.as_deref());
                }
                _ => return spot,
            }
            spot.holder = holder;
        }
        spot
    }

    fn key(&self) -> Span {
        self.entry.map_or_else(|| self.node.head(), |entry| entry.key_span)
    }

    /// The value, or what stands for it where nothing is written.
    fn value(&self) -> Span {
        match self.entry {
            Some(entry) if self.node.span.is_empty() => entry.key_span,
            _ if self.node.span.is_empty() => self.holder_span,
            _ => self.node.span,
        }
    }

    /// The map or list as a whole, in one line; the file's fields by the line that opens them.
    fn whole(&self) -> Span {
        if self.name.is_empty() {
            return self.node.span;
        }
        match self.node.head() {
            head if head.is_empty() => self.value(),
            head => head,
        }
    }
}

fn twice(key: &str, spans: Option<(Span, Span)>, file: &SourcePath) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("`{key}` stands twice"));
    match spans {
        Some((first, second)) => diagnostic
            .at(Place::span(file, second))
            .label("again here")
            .related(Place::span(file, first), "first here")
            .hint("remove one of the two"),
        None => diagnostic.at(Place::file(file)),
    }
}

fn duplicates(node: &Node, key: &str) -> Option<(Span, Span)> {
    let mut spans = alike(node, key).map(|(_, entry)| entry.key_span);
    spans.next().zip(spans.next())
}

fn unknown_key(spot: &Spot<'_>, known: &'static [&'static str]) -> Diagnostic {
    let key = spot.entry.map_or("", |entry| &entry.key);
    let message = match spot.holder.as_str() {
        "" => format!("unknown key `{key}`"),
        holder => format!("unknown key `{key}` in `{holder}`"),
    };
    let diagnostic = Diagnostic::new(Code::UnknownKey, message);
    if let Some((field, value)) = key.split_once(':').filter(|(field, _)| known.contains(field)) {
        return diagnostic.hint(format!("put a space after the colon: `{field}: {value}`"));
    }
    let near = match meant(key, known) {
        meant if meant.is_empty() => near_misses(key, known.iter().copied()),
        meant => meant,
    };
    if !near.is_empty() {
        return diagnostic.did_you_mean(&near);
    }
    match known {
        [] => diagnostic,
        known if known.contains(&"extra") => diagnostic.hint("fields of your own stand under `extra`"),
        known => diagnostic.hint(format!("the keys here are {}", listed(known, "and"))),
    }
}

fn unknown_word(spot: &Spot<'_>, known: &'static [&'static str]) -> Diagnostic {
    let message = format!("{} must be {}", spot.title(), one_of(known));
    let near = match &spot.node.value {
        Value::Plain(word) | Value::Text(word) => near_words(word, known),
        _ => Vec::new(),
    };
    Diagnostic::new(Code::InvalidValue, message).did_you_mean(&near)
}

fn missing(spot: &Spot<'_>, field: &str, file: &SourcePath) -> Diagnostic {
    // `2025-08-07-talks.md`
    let day = file.stem().get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok());
    let (message, hint) = match spot.name.as_str() {
        "" if field == "date" && day.is_some() => {
            let day = day.unwrap_or_default();
            (format!("`{field}` is missing"), format!("add `date: {day}`, if that is what the file's name says"))
        }
        "" => (format!("`{field}` is missing"), format!("add the field `{field}`")),
        name => (format!("`{field}` is missing in `{name}`"), format!("add `{field}` to these fields")),
    };
    Diagnostic::new(Code::MissingField, message).hint(hint)
}

fn wrong_type(spot: &Spot<'_>, expected: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::InvalidValue, format!("{} must be {}", spot.title(), plain(expected)))
        .label(found(spot.node));
    let advice = in_fields(spot, expected).or_else(|| advice(spot.node, expected));
    match (advice, spot.name.is_empty()) {
        (Some(advice), _) => diagnostic.hint(advice),
        (None, true) => diagnostic.hint("a field is written `key: value`, with a space after the colon"),
        (None, false) => diagnostic,
    }
}

fn custom(spot: &Spot<'_>, words: &str, at_key: bool) -> Diagnostic {
    let code = if words.starts_with(CONTROL) { Code::ControlCharacter } else { Code::InvalidValue };
    let (words, advice) = words.split_once(ADVICE).map_or((words, None), |(words, advice)| (words, Some(advice)));
    let title = if at_key { format!("the key {}", spot.title()) } else { spot.title() };
    let message = match words.strip_prefix("expected ") {
        // What was found is underlined.
        Some(expected) => format!("{title} must be {}", expected.split(", found ").next().unwrap_or(expected)),
        None => format!("{title} {words}"),
    };
    let diagnostic = Diagnostic::new(code, message);
    match code {
        Code::ControlCharacter => diagnostic.hint("remove it, or type the text again"),
        _ => Diagnostic { hint: advice.map(str::to_owned), ..diagnostic },
    }
}

impl Spot<'_> {
    fn title(&self) -> String {
        if self.name.is_empty() { "the front matter".to_owned() } else { format!("`{}`", self.name) }
    }
}

/// serde's words for a kind of value, in an author's.
fn plain(expected: &str) -> String {
    match expected {
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a string" => "a text".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "a map" => "a set of fields".to_owned(),
        _ if expected.starts_with("struct ") => "a set of fields".to_owned(),
        _ => expected.to_owned(),
    }
}

fn found(node: &Node) -> &'static str {
    match &node.value {
        Value::List(_) => "this is a list",
        Value::Map(_) => "this is a set of fields",
        Value::Text(_) => "this is a text",
        Value::Bool(_) => "this is a truth value",
        Value::Integer(_) | Value::Float(_) => "this is a number",
        Value::Plain(text) => match resolve(text) {
            Scalar::Null if text.is_empty() => "nothing stands here",
            Scalar::Null => "this means nothing",
            Scalar::Bool(_) => "this is a truth value",
            Scalar::Natural(_) | Scalar::Negative(_) | Scalar::Float(_) => "this is a number",
            Scalar::Text(_) => "this is a text",
        },
    }
}

/// What to type where fields are wanted, or a list of them.
fn in_fields(spot: &Spot<'_>, expected: &str) -> Option<String> {
    let fields = expected.starts_with("struct ") || expected == "a map";
    match &spot.node.value {
        // Lines of fields below a key, and no hyphen before the first.
        Value::Map(entries) if expected == "a sequence" => {
            let first = entries.first().filter(|first| first.key_span.start == spot.node.span.start)?;
            Some(format!("put `- ` before `{}`, and begin the fields that belong to it in its column", first.key))
        }
        Value::List(_) | Value::Map(_) => None,
        _ if fields => Some(format!("write `{}`", examples::of_fields(&spot.name)?)),
        _ if expected == "a sequence" => {
            Some(format!("write each item on a line of its own: `- {}`", examples::of_item(&spot.name)?))
        }
        _ => None,
    }
}

/// What to type instead.
fn advice(node: &Node, expected: &str) -> Option<String> {
    let written = match &node.value {
        Value::Plain(text) => text.clone(),
        Value::Text(text) => format!("\"{text}\""),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        // `- Leaders: they will meet` is a field to YAML.
        Value::Map(entries) => match entries.as_slice() {
            [Entry { key, value: Node { value: Value::Plain(text), .. }, .. }] => format!("{key}: {text}"),
            _ => return None,
        },
        Value::List(_) => return None,
    };
    let bare = written.trim_matches('"');
    if written.is_empty() || written.chars().count() > 60 || bare.contains(['"', '\\', '\n']) {
        return None;
    }
    match expected {
        "a sequence" if written.starts_with(['-', '–', '—', '•']) => {
            Some("begin each item with a hyphen and a space: `- `".to_owned())
        }
        "a sequence" if node.entries().is_empty() => Some(format!("put it between brackets: `[{written}]`")),
        "a boolean" => match bare.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" => Some("write `true`".to_owned()),
            "false" | "no" | "off" | "n" | "0" => Some("write `false`".to_owned()),
            _ => None,
        },
        "u8" | "u16" | "u32" | "u64" | "i64" | "f64" => {
            let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
            // `007` is a text.
            let number = Some(bare.trim_start_matches('0')).filter(|digits| !digits.is_empty()).unwrap_or("0");
            let marks = if written.starts_with('"') { ", without quotation marks" } else { "" };
            is_number.then(|| format!("write `{number}`{marks}"))
        }
        _ if expected.starts_with("struct ") || expected == "a map" => None,
        _ if written.starts_with('"') || found(node) == "this is a text" => None,
        _ if expected.contains("text") || expected.contains(", or its fields") => {
            Some(format!("put it between double quotes: `\"{bare}\"`"))
        }
        _ => None,
    }
}

/// `a`, `b` and `c`.
fn listed(words: &[&str], last: &str) -> String {
    let text = one_of(words);
    match text.rsplit_once(" or ") {
        Some((head, tail)) => format!("{head} {last} {tail}"),
        None => text,
    }
}
