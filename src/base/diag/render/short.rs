//! One line each: `path:line:column: error[code]: message`.

use std::fmt::Write;

use super::human::visible;
use super::resolve::Found;

pub(super) fn render(found: &[Found<'_>]) -> String {
    let mut out = String::new();
    for Found { diagnostic, severity, spot, .. } in found {
        if let Some(spot) = spot {
            out.push_str(spot.file.as_str());
            if let Some(region) = &spot.region {
                let _ = write!(out, ":{}:{}", region.start.line, region.start.column);
            }
            out.push_str(": ");
        }
        let _ = writeln!(out, "{severity}[{}]: {}", diagnostic.code, visible(&diagnostic.message));
    }
    out
}
