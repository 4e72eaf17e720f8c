//! `briefer build --expect-public`: the public briefings are those that a file lists.
//!
//! Entry points: [`read`], [`compare`].

use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::text::composed;
use crate::model::report::{HeldBack, Report};

/// The ids of a file, one a line, sorted; `#` begins a comment.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<String>, Error> {
    let text = disk::files::read_text(path)?;
    // Editors of some systems begin a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let mut ids: Vec<String> = lines.filter(|line| !line.is_empty()).map(|id| composed(id).into_owned()).collect();
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// Compares what would be public with what `file` says was expected, and names every surprise.
pub fn compare(expected: &[String], file: &Path, result: &Report) -> Vec<Diagnostic> {
    let file = file.display();
    let is_expected = |id: &str| expected.iter().any(|known| known == id);
    let is_public = |id: &str| result.public.iter().any(|item| item.card.id.as_str() == id);
    let surprises = result.public.iter().filter(|item| !is_expected(&item.card.id)).map(|item| {
        let message = format!("`{}` would be public, and is not expected to be", item.card.id);
        Diagnostic::new(Code::UnexpectedPublic, message)
            .at(Place::file(&item.doc.origin.source))
            .hint(format!("hold it back, or add its id to `{file}`"))
    });
    // A page may have the id of a briefing.
    let is_briefing = |held: &HeldBack| held.source.as_str().starts_with("content/briefings/");
    let missing = expected.iter().filter(|id| !is_public(id)).map(|id| {
        let message = format!("`{id}` is expected to be public, and would not be");
        let diagnostic = Diagnostic::new(Code::UnexpectedPublic, message);
        match result.held.iter().find(|held| held.id == *id && is_briefing(held)) {
            Some(held) => diagnostic
                .at(Place::file(&held.source))
                .note(format!("it is held back: {}", held.hold.reason.word()))
                .hint(format!("take its id out of `{file}` until it is public")),
            None => diagnostic.hint(format!("there is no such briefing: correct or remove the id in `{file}`")),
        }
    });
    surprises.chain(missing).collect()
}
