//! Templates of a site and its themes that nothing uses: most are misspelt, and the page stays as it was.
//!
//! Entry point: [`check`]. A template is used if `base` has one of its name, if another names it, or if it has
//! components, which are used without naming the file.

use super::{BASE, Layer, embedded};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::{fold, near_folded};

/// What the names of templates end in; anything else in the folder is somebody's note or copy.
const ENDINGS: &[&str] = &[".html", ".htm", ".xml", ".tera", ".jinja", ".j2"];

/// Looks at the templates of each layer.
pub(super) fn check(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) {
    let known: Vec<String> = embedded::files(BASE, "templates").map(|(name, _)| name).collect();
    let texts: Vec<(&str, &str)> = layers
        .iter()
        .flat_map(|layer| &layer.templates)
        .filter_map(|(name, _, bytes)| Some((name.as_str(), std::str::from_utf8(bytes).ok()?)))
        .collect();
    for (name, source, bytes) in layers.iter().flat_map(|layer| &layer.templates) {
        let is_known = known.contains(name) || !ENDINGS.iter().any(|ending| name.ends_with(ending));
        let is_named = || texts.iter().any(|(other, text)| other != name && text.contains(name.as_str()));
        if is_known || is_named() || has_component(bytes) {
            continue;
        }
        // The ending is no part of the likeness, and a folder none of the name.
        let stem = |name: &str| name.rsplit('/').next().and_then(|file| file.split('.').next()).map(fold);
        let names = known.iter().filter_map(|name| Some((stem(name)?, name.as_str())));
        let near = near_folded(&stem(name).unwrap_or_default(), names);
        let message = format!("nothing uses the template `{name}`");
        let diagnostic = Diagnostic::new(Code::UnusedTemplate, message).at(Place::file(source));
        diagnostics.push(match near.as_slice() {
            [] => diagnostic.hint("include it, extend it, or remove it"),
            near => diagnostic.did_you_mean(near),
        });
    }
}

fn has_component(text: &[u8]) -> bool {
    String::from_utf8_lossy(text)
        .split("{%")
        .skip(1)
        .any(|tag| tag.trim_start_matches('-').trim_start().starts_with("component"))
}
