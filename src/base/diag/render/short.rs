//! One line each: `path:line:column: error[code]: message`.

use std::fmt::Write;

use super::human::visible;
use super::resolve::{Found, Spot};

pub(super) fn render(found: &[Found<'_>]) -> String {
    let mut out = String::new();
    for Found { diagnostic, severity, spot, .. } in found {
        if let Some(spot) = spot {
            let _ = write!(out, "{}: ", place(spot));
        }
        let _ = writeln!(out, "{severity}[{}]: {}", diagnostic.code, visible(&diagnostic.message));
    }
    out
}

/// `path:line:column`, or the path alone.
pub(super) fn place(spot: &Spot<'_>) -> String {
    let file = visible(spot.file.as_str());
    match &spot.region {
        Some(region) => format!("{file}:{}:{}", region.start.line, region.start.column),
        None => file.into_owned(),
    }
}
