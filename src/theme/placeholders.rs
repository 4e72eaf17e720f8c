//! Names in braces in the words of a site and its themes: one that nothing replaces would be published as it stands.
//!
//! Entry point: [`check`]. What Briefer itself fills in is known here; for the rest the words of the layers below say
//! which names their templates replace, and only a slip of one of those is a mistake, because a template of the upper
//! layer may replace names of its own.

use serde_json::Value;

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::base::text::{all_of, near_misses};
use crate::model::free::Extra;

/// Looks at the words of each layer, the upper first; each with the file in which they stand.
pub(super) fn check(layers: &[(&SourcePath, &Extra)], diagnostics: &mut Vec<Diagnostic>) {
    for (at, (source, strings)) in layers.iter().enumerate() {
        let below = &layers[at + 1..];
        for (key, value) in *strings {
            walk(&mut vec![key], value, &mut |path, text| {
                let found = match filled_in(path) {
                    Some(known) => unknown(text, known),
                    None => slip(text, path, below),
                };
                let place = || Place::value(source, format!("strings.{}", path.join(".")));
                diagnostics.extend(found.map(|found| found.at(place())));
            });
        }
    }
}

/// Every text, with the keys that lead to it.
fn walk<'a>(path: &mut Vec<&'a str>, value: &'a Value, each: &mut impl FnMut(&[&str], &str)) {
    match value {
        Value::String(text) => each(path, text),
        Value::Object(table) => {
            for (key, value) in table {
                path.push(key);
                walk(path, value, each);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The names that Briefer fills in at a place, if it fills in any.
fn filled_in(path: &[&str]) -> Option<&'static [&'static str]> {
    match path {
        ["dates", "long"] => Some(&["day", "month", "year"]),
        ["dates", "month"] => Some(&["month", "year"]),
        ["dates", "weekday"] => Some(&["weekday", "date"]),
        ["dates", "full"] => Some(&["date", "time", "zone"]),
        ["count", _, "one" | "other"] => Some(&["n"]),
        _ => None,
    }
}

fn unknown(text: &str, known: &[&str]) -> Option<Diagnostic> {
    let name = names(text).find(|name| !known.contains(name))?;
    let listed: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
    let listed: Vec<&str> = listed.iter().map(String::as_str).collect();
    let are = if known.len() == 1 { "there is" } else { "there are" };
    let message = format!("`{{{name}}}` is no placeholder: {are} {}", all_of(&listed));
    let diagnostic = Diagnostic::new(Code::InvalidValue, message);
    Some(match near_misses(name, known.iter().copied()).first() {
        Some(near) => diagnostic.hint(format!("did you mean `{{{near}}}`?")),
        None => diagnostic,
    })
}

/// A name that the words below do not have, where it is near to one that they have and this text has not.
fn slip(text: &str, path: &[&str], below: &[(&SourcePath, &Extra)]) -> Option<Diagnostic> {
    names(text).next()?;
    let known: Vec<&str> = below.iter().filter_map(|(_, strings)| at(strings, path)).flat_map(names).collect();
    let left: Vec<&str> = known.iter().copied().filter(|known| names(text).all(|name| name != *known)).collect();
    let near = |name| Some((name, *near_misses(name, left.iter().copied()).first()?));
    let (name, near) = names(text).filter(|name| !known.contains(name)).find_map(near)?;
    let message = format!("`{{{name}}}` is no placeholder of these words");
    Some(Diagnostic::new(Code::InvalidValue, message).hint(format!("did you mean `{{{near}}}`?")))
}

/// The text at the end of a path.
fn at<'a>(strings: &'a Extra, path: &[&str]) -> Option<&'a str> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(strings.get(*first)?, |value, key| value.get(key))?.as_str()
}

/// What stands in braces.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    ends.filter(|name| !name.trim().is_empty())
}
