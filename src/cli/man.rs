//! `briefer man`: the manual page, for `man -l`.

use clap::CommandFactory;

use super::Outcome;
use super::args::Cli;
use super::terminal::Terminal;
use crate::base::error::Error;

/// Prints the page, one section for each verb behind the main one.
pub fn run(terminal: &Terminal) -> Result<Outcome, Error> {
    let mut page = Vec::new();
    let command = Cli::command();
    let mut write = |command: &clap::Command| {
        clap_mangen::Man::new(command.clone())
            .render(&mut page)
            .map_err(|error| Error::Other(format!("the manual page could not be written: {error}")))
    };
    write(&command)?;
    command.get_subcommands().try_for_each(&mut write)?;
    terminal.result(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Fine)
}
