//! `briefer clean`: removes what Briefer wrote, and nothing else.

use super::args::{Clean, Global};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::error::Error;
use crate::base::text::plural;
use crate::build;
use crate::emit::{OutputFolder, PATIENCE};

/// Cleans the output folder.
pub fn run(args: &Clean, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let folder = OutputFolder::check(&root, &args.output, &build::inputs())?;
    let output = folder.lock(PATIENCE, &mut |path| {
        terminal.say(&format!("waiting for another build of `{}`", path.display()));
    })?;
    let cleaned = output.clean()?;
    terminal.say(&format!(
        "removed {} from {}",
        plural(cleaned.removed, "file", "files"),
        report::folder(&args.output)
    ));
    for path in &cleaned.left {
        terminal.say(&format!("left {}, which Briefer did not write", path.display()));
    }
    Ok(Outcome::Fine)
}
