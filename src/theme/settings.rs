//! The site's `[theme_settings]` beside the defaults that its themes declare.
//!
//! Entry point: [`check`]. A value must be of the kind of its default. A key without a default is a slip, unless a
//! template has the word: a site may read settings of its own.

use serde_json::Value;

use super::strings::has_word;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::base::text::near_misses;
use crate::model::free::Extra;
use crate::model::theme::TemplateFile;

/// Looks at the settings of a site.
pub(super) fn check(
    settings: &Extra,
    defaults: &Value,
    templates: &[TemplateFile],
    site: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, value) in settings {
        let path = format!("theme_settings.{key}");
        match defaults.get(key) {
            Some(default) => kind(&path, value, default, site, diagnostics),
            None if templates.iter().any(|template| has_word(&template.text, key)) => {}
            None => diagnostics.push(unknown(key, defaults).at(Place::key(site, path))),
        }
    }
}

fn unknown(key: &str, defaults: &Value) -> Diagnostic {
    let known: Vec<&str> = defaults.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let message = format!("no theme here has the setting `{key}`, and no template reads it");
    let diagnostic = Diagnostic::new(Code::UnknownSetting, message);
    match near_misses(key, known.iter().copied()).as_slice() {
        [] if known.is_empty() => diagnostic.hint("remove it: this theme has no settings"),
        [] => diagnostic.note(format!("settings here: {}", known.join(", "))),
        near => diagnostic.did_you_mean(near),
    }
}

/// A value of another kind than its default, at any depth; keys further down are the theme's affair.
fn kind(path: &str, value: &Value, default: &Value, site: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    if let (Value::Object(values), Value::Object(defaults)) = (value, default) {
        for (key, value) in values {
            if let Some(default) = defaults.get(key) {
                kind(&format!("{path}.{key}"), value, default, site, diagnostics);
            }
        }
        return;
    }
    let expected = match default {
        Value::Bool(_) if !value.is_boolean() => "`true` or `false`",
        Value::Number(_) if !value.is_number() => "a number",
        Value::String(_) if !value.is_string() => "a text",
        Value::Array(_) if !value.is_array() => "a list",
        Value::Object(_) => "a set of fields",
        _ => return,
    };
    let diagnostic =
        Diagnostic::new(Code::InvalidValue, format!("`{path}` must be {expected}")).at(Place::value(site, path));
    diagnostics.push(match default {
        Value::Array(_) | Value::Object(_) => diagnostic,
        default => diagnostic.hint(format!("the theme's default is `{default}`")),
    });
}
