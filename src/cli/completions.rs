//! `briefer completions`: a script for a shell.

use clap::CommandFactory;

use super::Outcome;
use super::args::{Cli, Completions};
use super::terminal::Terminal;
use crate::base::error::Error;

/// Prints the script.
pub fn run(args: &Completions, terminal: &Terminal) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "briefer", &mut script);
    terminal.result(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
