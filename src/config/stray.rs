//! Keys of the top level below a `[table]` line: in TOML they belong to that table, and mean nothing there.
//!
//! Entry points: [`find`], before the settings are read, and [`advise`], after.

use crate::base::diag::{Diagnostic, Span};
use crate::base::fields::Node;

/// What stands at the top alone. `theme_settings`, `strings` and `extra` hold keys of any name.
const TOP: &[&str] = &[
    "title",
    "base_url",
    "description",
    "language",
    "timezone",
    "theme",
    "permalink",
    "max_tlp",
    "menu",
    "elsewhere",
    "publisher",
    "lists",
    "lints",
];

/// The tables in which such a key is a mistake.
const TABLES: &[&str] = &["publisher", "feeds", "data", "lists", "sections", "markdown", "lints", "furniture"];

/// A key of the top level, and the table that it fell into.
pub(super) struct Stray {
    span: Span,
    table: String,
}

/// Looks through the tables.
pub(super) fn find(root: &Node) -> Vec<Stray> {
    let tables = root.entries().iter().filter(|table| TABLES.contains(&table.key.as_str()));
    let within = tables.flat_map(|table| table.value.entries().iter().map(move |entry| (&table.key, entry)));
    let strays = within.filter(|(_, entry)| TOP.contains(&entry.key.as_str()));
    let whole = |key: Span, value: Span| Span { start: key.start, end: key.end.max(value.end) };
    strays.map(|(table, entry)| Stray { span: whole(entry.key_span, entry.value.span), table: table.clone() }).collect()
}

/// Says of what is reported at such a key where it should stand.
pub(super) fn advise(strays: &[Stray], diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        let Some(span) = diagnostic.place.as_ref().and_then(|place| place.at.span()) else { continue };
        if let Some(stray) = strays.iter().find(|stray| (stray.span.start..stray.span.end).contains(&span.start)) {
            let table = &stray.table;
            diagnostic.hint = Some(format!("move it above the first `[table]` line: here it is a part of `{table}`"));
        }
    }
}
