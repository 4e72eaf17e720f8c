//! Workflow commands of GitHub Actions: `::error file=...,line=...::message`, shown beside the
//! changed lines of a pull request.

use std::fmt::Write;

use super::human::visible;
use super::resolve::Found;
use crate::base::diag::Severity;

pub(super) fn render(found: &[Found<'_>]) -> String {
    let mut out = String::new();
    for Found { diagnostic, severity, spot, .. } in found {
        out.push_str(match severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
            Severity::Suggestion => "::notice ",
        });
        if let Some(spot) = spot {
            let _ = write!(out, "file={},", property(spot.file.as_str()));
            if let Some(region) = &spot.region {
                let _ = write!(out, "line={},", region.start.line);
                // Columns are taken only where the end is on the same line.
                if region.end.line == region.start.line {
                    let _ = write!(out, "col={},endColumn={},", region.start.column, region.end.column);
                } else {
                    let _ = write!(out, "endLine={},", region.end.line);
                }
            }
        }
        let _ = write!(out, "title={}::", property(diagnostic.code.name()));
        let mut message = visible(&diagnostic.message).into_owned();
        for note in &diagnostic.notes {
            let _ = write!(message, "\nnote: {}", visible(note));
        }
        if let Some(hint) = &diagnostic.hint {
            let _ = write!(message, "\nhint: {}", visible(hint));
        }
        out.push_str(&data(&message));
        out.push('\n');
    }
    out
}

/// What stands after `::`, escaped by GitHub's rules.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, where `:` and `,` mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
