//! What is printed: results to stdout, everything else to stderr, colour on a terminal or where it is asked for.

use std::io::{ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use crate::base::diag::render::Look;
use crate::base::error::Error;

/// The two streams.
#[derive(Debug)]
pub struct Terminal {
    /// Whether what goes to stderr is styled.
    styled: bool,
    /// Whether what goes to stdout is.
    styled_results: bool,
    quiet: bool,
}

impl Terminal {
    /// Decides about colour, for each stream by itself: the flag, then `NO_COLOR` and the like, then whether it is a
    /// terminal.
    pub fn new(color: Color, quiet: bool) -> Self {
        let styled = |choice: ColorChoice| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => choice != ColorChoice::Never,
        };
        Self {
            styled: styled(AutoStream::choice(&std::io::stderr())),
            styled_results: styled(AutoStream::choice(&std::io::stdout())),
            quiet,
        }
    }

    /// How diagnostics look on stderr.
    pub fn look(&self) -> Look {
        Look { colour: self.styled, ..Look::default() }
    }

    /// How they look where they are a result, on stdout.
    pub fn look_of_results(&self) -> Look {
        Look { colour: self.styled_results, ..Look::default() }
    }

    /// A result: to stdout, as it is.
    ///
    /// # Errors
    /// When it could not be written whole.
    pub fn result(&self, text: &str) -> Result<(), Error> {
        let mut out = std::io::stdout().lock();
        written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Diagnostics: to stderr, as they are.
    pub fn diagnostics(&self, text: &str) {
        let mut err = std::io::stderr().lock();
        let _ = err.write_all(text.as_bytes());
    }

    /// A line about what was done: to stderr, unless nobody wants it.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            self.diagnostics(&format!("{line}\n"));
        }
    }

    /// What stopped the program.
    pub fn error(&self, error: &Error) {
        let (bold, reset) = if self.styled { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        let mut text = format!("{bold}error{reset}: {error}\n");
        if let Error::Refused { hint: Some(hint), .. } = error {
            text.push_str(&format!("hint: {hint}\n"));
        }
        self.diagnostics(&text);
    }

    /// Text in bold, where styles are shown.
    pub fn bold(&self, text: &str) -> String {
        if self.styled { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// What came of writing to stdout. A reader that went away (`briefer list | head`) is no failure of ours.
pub fn written(outcome: std::io::Result<()>) -> Result<(), Error> {
    outcome
        .or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
        .map_err(|error| Error::io("write to", "stdout", error))
}
