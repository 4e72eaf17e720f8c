//! Settings that may only be certain words, which a theme lists under `[choices]`.
//!
//! Entry point: [`check`]. The list of an upper theme takes the place of one below it. The site's value must be one of
//! its words, and so must the default of every theme from there up.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Layer;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::{near_misses, one_of};

/// Looks at the settings of each layer, of which the first is the site.
pub(super) fn check(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) {
    let themes = layers.get(1..).unwrap_or_default();
    let settings: BTreeSet<&str> =
        themes.iter().flat_map(|theme| theme.config.settings.keys()).map(String::as_str).collect();
    let mut listed = BTreeSet::new();
    for (depth, layer) in layers.iter().enumerate() {
        for (key, words) in &layer.config.choices {
            if !settings.contains(key.as_str()) {
                diagnostics.push(unknown(layer, key, &settings));
            } else if words.is_empty() {
                diagnostics.push(empty(layer, key));
            } else if listed.insert(key) {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let above = layers.iter().take(depth + 1).enumerate();
                diagnostics.extend(above.filter_map(|(at, layer)| {
                    let table = if at == 0 { "theme_settings" } else { "settings" };
                    other(layer, &format!("{table}.{key}"), layer.config.settings.get(key)?, &words)
                }));
            }
        }
    }
}

fn unknown(layer: &Layer, key: &str, settings: &BTreeSet<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnknownSetting, format!("no theme here has the setting `{key}`"))
        .at(Place::key(&layer.toml, format!("choices.{key}")));
    match near_misses(key, settings.iter().copied()).as_slice() {
        [] => diagnostic.hint("give it a default under `[settings]`"),
        near => diagnostic.did_you_mean(near),
    }
}

fn empty(layer: &Layer, key: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, format!("`choices.{key}` lists no words"))
        .at(Place::value(&layer.toml, format!("choices.{key}")))
        .hint("list what the setting may be, or remove the line if it may be anything")
}

/// What is wrong with a value that is none of the words. One that is no text is of the wrong kind.
fn other(layer: &Layer, path: &str, value: &Value, words: &[&str]) -> Option<Diagnostic> {
    let word = value.as_str().filter(|word| !words.contains(word))?;
    let diagnostic = Diagnostic::new(Code::InvalidValue, format!("`{path}` must be {}", one_of(words)));
    Some(diagnostic.at(Place::value(&layer.toml, path)).did_you_mean(&near_misses(word, words.iter().copied())))
}
