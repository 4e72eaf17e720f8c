//! The command line: a verb is a file; each takes its arguments, makes one call of the library
//! and gives one report.
//!
//! Entry point: [`main`]. This is the only room that prints, reads the environment and knows
//! exit codes: 0 fine; 1 the site has errors (or denied warnings); 2 wrong usage; 3 the machine
//! failed.

pub mod args;
mod build;
mod check;
mod clean;
mod completions;
mod due;
mod environment;
mod expected;
mod explain;
mod init;
mod list;
mod man;
mod new;
mod report;
mod schema;
mod serve;
mod signals;
mod site;
mod suggest;
mod terminal;
mod theme;
mod turns;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use crate::base::error::Error;
use args::{Cli, Color, Verb};
use terminal::{Terminal, written};

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The site has errors, or warnings that were denied.
    SiteHasErrors,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let (terminal, outcome) = match Cli::try_parse() {
        Ok(cli) => {
            let terminal = Terminal::new(cli.global.color, cli.global.quiet);
            let outcome = run(&cli, &terminal);
            (terminal, outcome)
        }
        // Clap prints its own usage errors to stderr, with 2 as we do.
        Err(words) if words.use_stderr() => words.exit(),
        Err(help) => (Terminal::new(Color::Auto, false), written(help.print()).map(|()| Outcome::Fine)),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::SiteHasErrors) => ExitCode::from(1),
        Err(error) => {
            let code = match &error {
                Error::Refused { .. } => 2,
                Error::Io { .. } | Error::Busy { .. } | Error::Other(_) => 3,
            };
            terminal.error(&error);
            ExitCode::from(code)
        }
    }
}

fn run(cli: &Cli, terminal: &Terminal) -> Result<Outcome, Error> {
    let global = &cli.global;
    match &cli.verb {
        Verb::Init(args) => init::run(args, terminal),
        Verb::New(args) => new::run(args, global, terminal),
        Verb::Build(args) => build::run(args, global, terminal),
        Verb::Check(args) => check::run(args, global, terminal),
        Verb::Suggest(args) => suggest::run(args, global, terminal),
        Verb::Serve(args) => serve::run(args, global, terminal),
        Verb::Watch(args) => watch::run(args, global, terminal),
        Verb::List(args) => list::run(args, global, terminal),
        Verb::Due(args) => due::run(args, global, terminal),
        Verb::Clean(args) => clean::run(args, global, terminal),
        Verb::Explain(args) => explain::run(args, terminal),
        Verb::Theme(args) => theme::run(args, global, terminal),
        Verb::Schema(args) => schema::run(args, terminal),
        Verb::Completions(args) => completions::run(args, terminal),
        Verb::Man => man::run(terminal),
    }
}
