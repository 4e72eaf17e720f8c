//! A SARIF 2.1.0 log (OASIS Standard, 27 March 2020), for code scanning.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::resolve::{Found, Region, Spot};
use crate::base::diag::{Code, Severity};
use crate::base::text::percent_encode;

pub(super) fn render(found: &[Found<'_>]) -> String {
    let codes: Vec<Code> =
        found.iter().map(|found| found.diagnostic.code).collect::<BTreeSet<_>>().into_iter().collect();
    let rules: Vec<Value> = codes.iter().map(|&code| rule(code)).collect();
    let results: Vec<Value> = found.iter().map(|found| result(found, &codes)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Briefer", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.explanation().replace('`', ""), "markdown": code.explanation() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn result(found: &Found<'_>, codes: &[Code]) -> Value {
    let diagnostic = found.diagnostic;
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {note}"));
    let hint = diagnostic.hint.iter().map(|hint| format!("\nhint: {hint}"));
    let text: String = std::iter::once(diagnostic.message.clone()).chain(notes).chain(hint).collect();
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": level(found.severity),
        "message": { "text": text },
    });
    if let Some(spot) = &found.spot {
        result["locations"] = json!([location(spot)]);
    }
    if !found.related.is_empty() {
        let related = found.related.iter().enumerate().map(|(id, (spot, words))| {
            let mut location = location(spot);
            location["id"] = json!(id);
            location["message"] = json!({ "text": words });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(spot: &Spot<'_>) -> Value {
    let mut uri = String::new();
    percent_encode(&mut uri, spot.file.as_str());
    let mut place = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "%SRCROOT%" } });
    if let Some(Region { span, start, end, .. }) = &spot.region {
        place["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": span.start,
            "byteLength": span.end - span.start,
        });
    }
    json!({ "physicalLocation": place })
}
