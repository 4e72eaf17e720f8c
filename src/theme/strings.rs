//! The words of a site and its themes beside those of the layers below, which they replace.
//!
//! Entry point: [`check`]. A word must be of the kind of the one that it replaces: a text, a table, or a list of as many
//! names. One that replaces none is a slip, and the page keeps the old word, unless a template has the name.

use serde_json::{Map, Value};

use super::{BASE, Layer, merge};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::base::text::near_misses;

/// What Briefer reads without a word of `base` to replace, and of what kind it is: of that of another word.
const OPTIONAL: (&str, &str) = ("strings.months_alone", "months");

/// Looks at the words of each layer.
pub(super) fn check(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) {
    let texts = |is_base: bool| -> Vec<&str> {
        let layers = layers.iter().filter(|layer| (layer.name == BASE) == is_base).flat_map(|layer| &layer.templates);
        layers.filter_map(|(_, _, bytes)| std::str::from_utf8(bytes).ok()).collect()
    };
    let (own, base) = (texts(false), texts(true));
    for (at, layer) in layers.iter().enumerate().filter(|(_, layer)| layer.name != BASE) {
        let words: Map<String, Value> = layer.config.strings.clone().into_iter().collect();
        if words.is_empty() {
            continue;
        }
        let below = merge(layers[at + 1..].iter().rev().map(|layer| layer.config.strings.clone()));
        let mut look = Look { own: &own, base: &base, source: &layer.toml, diagnostics };
        look.table("strings", &words, below.as_object().unwrap_or(&Map::new()));
    }
}

struct Look<'a> {
    own: &'a [&'a str],
    base: &'a [&'a str],
    source: &'a SourcePath,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Look<'_> {
    fn table(&mut self, path: &str, words: &Map<String, Value>, below: &Map<String, Value>) {
        for (key, word) in words {
            let path = format!("{path}.{key}");
            match below.get(key) {
                Some(replaced) => self.word(&path, word, replaced),
                None if path == OPTIONAL.0 => self.word(&path, word, below.get(OPTIONAL.1).unwrap_or(&Value::Null)),
                None if self.is_read(&path) => {}
                None => self.unknown(&path, key, below),
            }
        }
    }

    fn word(&mut self, path: &str, word: &Value, replaced: &Value) {
        let expected = match (word, replaced) {
            (Value::Object(words), Value::Object(below)) => return self.table(path, words, below),
            (Value::Array(names), Value::Array(below)) if names.len() == below.len() => return,
            (Value::String(_), Value::String(_)) => return,
            (_, Value::Object(below)) => {
                let keys: Vec<String> = below.keys().map(|key| format!("`{key}`")).collect();
                format!("a set of fields: {}", keys.join(", "))
            }
            (_, Value::Array(below)) => format!("a list of {} names", below.len()),
            (_, Value::String(_)) => "a text".to_owned(),
            _ => return,
        };
        let diagnostic = Diagnostic::new(Code::InvalidValue, format!("`{path}` must be {expected}"));
        self.diagnostics.push(diagnostic.at(Place::value(self.source, path)));
    }

    fn unknown(&mut self, path: &str, key: &str, below: &Map<String, Value>) {
        let message = format!("no theme here has the words `{path}`, and no template reads them");
        let diagnostic = Diagnostic::new(Code::UnknownString, message).at(Place::key(self.source, path));
        self.diagnostics.push(match near_misses(key, below.keys().map(String::as_str)).as_slice() {
            [] => diagnostic.note(format!("words here: {}", below.keys().cloned().collect::<Vec<_>>().join(", "))),
            near => diagnostic.did_you_mean(near),
        });
    }

    /// Whether a template reads the words: by their name, or by one that it puts together itself. What those of `base`
    /// put together has its words there.
    fn is_read(&self, path: &str) -> bool {
        let Some((table, key)) = path.rsplit_once('.') else { return false };
        let table = table.rsplit('.').next().unwrap_or(table);
        let direct = format!("{table}.{key}");
        let quoted = [format!("\"{key}\""), format!("'{key}'")];
        let indexed = format!("{table}[");
        self.base.iter().any(|text| has_word(text, &direct))
            || self.own.iter().any(|text| {
                has_word(text, &direct)
                    || has_word(text, &indexed)
                    || (has_word(text, table) || table == "count") && quoted.iter().any(|quoted| text.contains(quoted))
            })
    }
}

/// Whether a text has a name, and not as a part of a longer one.
pub(super) fn has_word(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let goes_on = |after: &str| name.ends_with(is_part) && after.starts_with(is_part);
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with(is_part) && !goes_on(&text[at + name.len()..]))
}
