//! Tables that are none: rows whose head has no line below it that parts it from the others.
//!
//! Entry point: [`headless`].

/// A row with more cells is no head of a table.
const COLUMNS: usize = 20;

/// True for what may be meant as the line below the head of a table.
pub(super) fn is_parting(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '>'))
}

/// Of lines with bars at both ends, two or more, the first, if `rest` begins with it: its length, and how many cells it
/// has. That they stand in a paragraph says that they are no table.
pub(super) fn headless(before: &str, rest: &str) -> Option<(usize, usize)> {
    if !rest.starts_with('|') {
        return None;
    }
    let is_row = |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|');
    let is_row_of_text = |line: &str| is_row(line.trim_start_matches(['>', ' ', '\t']).trim_end());
    let mut lines = rest.lines();
    let (first, next) = (lines.next()?.trim_end(), lines.next()?);
    let above =
        before.trim_end_matches(['>', ' ', '\t']).strip_suffix('\n').and_then(|before| before.rsplit('\n').next());
    let columns = first.matches('|').count().saturating_sub(1);
    let begins = is_row(first) && is_row_of_text(next) && !above.is_some_and(is_row_of_text);
    (begins && (2..=COLUMNS).contains(&columns) && !first.contains('\\')).then_some((first.len(), columns))
}
