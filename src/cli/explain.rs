//! `briefer explain`: what a diagnostic means and how to mend it.

use super::Outcome;
use super::args::Explain;
use super::terminal::Terminal;
use crate::base::diag::Code;
use crate::base::error::Error;
use crate::base::text::{near_misses, one_of};

/// Explains a code, or lists them all.
pub fn run(args: &Explain, terminal: &Terminal) -> Result<Outcome, Error> {
    let Some(name) = &args.code else {
        let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
        let line = |code: &Code| format!("{:width$}  {:10}  {}\n", code.name(), code.severity(), code.title());
        terminal.result(&Code::ALL.iter().map(line).collect::<String>())?;
        return Ok(Outcome::Fine);
    };
    let Some(code) = Code::from_name(name) else {
        let near = near_misses(name, Code::ALL.iter().map(|code| code.name()));
        let hint = match near.as_slice() {
            [] => "`briefer explain` lists all codes".to_owned(),
            near => format!("did you mean {}?", one_of(near)),
        };
        return Err(Error::refused(format!("there is no code `{name}`"), hint));
    };
    terminal.result(&format!(
        "{}[{}]: {}\n\n{}\n",
        code.severity(),
        code,
        code.title(),
        wrap(code.explanation(), 80)
    ))?;
    Ok(Outcome::Fine)
}

/// Breaks lines between words.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
