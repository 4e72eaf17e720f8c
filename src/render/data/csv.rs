//! A table as CSV (RFC 4180): names in the first line, lines end in CR LF, cells in quotation marks
//! where they must be, UTF-8 without a mark.
//!
//! CSV is what people open in a spreadsheet, and a spreadsheet takes a cell that begins with `=`,
//! `+`, `-` or `@` for a formula: a quoted headline could run in the reader's own. So such a text
//! gets an apostrophe before it, which spreadsheets read as "this is text"; numbers stay numbers.
//! Programs that want the very words have JSON.

use super::{Cells, Row, absolute};
use crate::model::config::Config;

/// Stands between several values in a cell.
const BETWEEN: &str = ";";

/// Writes the rows.
pub fn write<R: Row>(rows: &[R], config: &Config, out: &mut Vec<u8>) {
    out.extend_from_slice(R::FIELDS.join(",").as_bytes());
    out.extend_from_slice(b"\r\n");
    for row in rows {
        let mut line = Line { out, begun: false };
        row.cells(&mut line, config);
        out.extend_from_slice(b"\r\n");
    }
}

/// A row as a line.
struct Line<'o> {
    out: &'o mut Vec<u8>,
    begun: bool,
}

impl Line<'_> {
    fn cell(&mut self, text: &str) {
        if self.begun {
            self.out.push(b',');
        }
        self.begun = true;
        let apostrophe = if is_formula(text) { "'" } else { "" };
        if !text.contains(['"', ',', '\r', '\n']) {
            self.out.extend_from_slice(apostrophe.as_bytes());
            self.out.extend_from_slice(text.as_bytes());
            return;
        }
        self.out.push(b'"');
        self.out.extend_from_slice(apostrophe.as_bytes());
        let mut parts = text.split('"');
        self.out.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
        for part in parts {
            self.out.extend_from_slice(b"\"\"");
            self.out.extend_from_slice(part.as_bytes());
        }
        self.out.push(b'"');
    }
}

/// Whether a spreadsheet would take a text for a formula.
fn is_formula(text: &str) -> bool {
    let is_number = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%' | '\u{a0}' | '\u{202f}'))
    };
    match text.as_bytes().first() {
        Some(b'=' | b'@' | b'\t' | b'\r') => true,
        Some(b'+' | b'-') => !is_number(&text[1..]),
        _ => false,
    }
}

impl Cells for Line<'_> {
    fn text(&mut self, text: Option<&str>) {
        self.cell(text.unwrap_or_default());
    }

    fn number(&mut self, number: Option<u64>) {
        self.cell(&number.map(|number| number.to_string()).unwrap_or_default());
    }

    fn flag(&mut self, flag: bool) {
        self.cell(if flag { "true" } else { "false" });
    }

    fn list<'a>(&mut self, items: impl Iterator<Item = &'a str>) {
        self.cell(&items.collect::<Vec<_>>().join(BETWEEN));
    }

    fn addresses<'a>(&mut self, urls: impl Iterator<Item = &'a str>, config: &Config) {
        self.cell(&urls.map(|url| absolute(url, config)).collect::<Vec<_>>().join(BETWEEN));
    }
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "-", "- a dash", "\t=1"] {
            assert!(is_formula(text), "{text}");
        }
        for text in ["", "31", "-5", "+3.5 %", "-1,200", "Talks = talk", "'s-Hertogenbosch", "−5"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
