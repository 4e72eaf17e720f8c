//! One JSON object a line, for editors and scripts. `docs/diagnostics.md` lists the keys.

use serde::Serialize;

use super::resolve::{Found, Spot};
use crate::base::diag::{Code, Severity};

#[derive(Serialize)]
struct Line<'a> {
    code: Code,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

/// Lines and columns from 1, columns in characters; offsets in bytes from 0, the end exclusive.
#[derive(Serialize, Default)]
struct Where<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
}

fn place<'a>(spot: &Spot<'a>) -> Where<'a> {
    let region = spot.region.as_ref().map(|region| Region {
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
        start: region.span.start,
        end: region.span.end,
    });
    Where { file: Some(spot.file.as_str()), region }
}

pub(super) fn render(found: &[Found<'_>]) -> String {
    let mut out = String::new();
    for Found { diagnostic, severity, spot, related } in found {
        let line = Line {
            code: diagnostic.code,
            severity: *severity,
            message: &diagnostic.message,
            place: spot.as_ref().map(place).unwrap_or_default(),
            label: diagnostic.label.as_deref(),
            related: related.iter().map(|(spot, message)| Related { message, place: place(spot) }).collect(),
            notes: &diagnostic.notes,
            hint: diagnostic.hint.as_deref(),
        };
        // Maps with texts as keys are all that there is.
        out.push_str(&serde_json::to_string(&line).expect("texts and numbers are JSON"));
        out.push('\n');
    }
    out
}
