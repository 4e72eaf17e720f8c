//! `briefer init`: a small site that builds and looks good at once.

use std::io::{BufRead, IsTerminal};

use super::Outcome;
use super::args::Init;
use super::terminal::Terminal;
use crate::base::disk;
use crate::base::error::Error;
use crate::base::text::{near_misses, one_of, plural};
use crate::scaffold;
use crate::theme::embedded;

/// Writes the files of a new site; what exists stays as it is.
pub fn run(args: &Init, terminal: &Terminal) -> Result<Outcome, Error> {
    if !embedded::names().any(|name| name == args.theme) {
        let near = near_misses(&args.theme, embedded::names());
        let hint = match near.as_slice() {
            [] => format!("choose {}", one_of(&embedded::names().collect::<Vec<_>>())),
            near => format!("did you mean {}?", one_of(near)),
        };
        return Err(Error::refused(format!("no theme `{}` comes with Briefer", args.theme), hint));
    }
    let dir = std::path::absolute(&args.dir).map_err(|error| Error::io("find", &args.dir, error))?;
    if !args.yes && disk::files::has_entries(&dir) && !confirmed(&args.dir.display().to_string(), terminal)? {
        return Err(Error::refused(
            format!("`{}` is not empty", args.dir.display()),
            "name a new folder, or add `--yes`: what exists there stays as it is",
        ));
    }
    let title = dir.file_name().map_or_else(|| "Briefings".to_owned(), |name| title_of(&name.to_string_lossy()));
    let (mut written, mut kept) = (0, Vec::new());
    let schemas = super::schema::files().map(|(name, text)| (format!("schema/{name}"), text.into_bytes()));
    for (path, bytes) in scaffold::site::files(&title, &args.theme).into_iter().chain(schemas) {
        match disk::files::create_new(&dir.join(&path), &bytes) {
            Ok(()) => written += 1,
            Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => kept.push(path),
            Err(error) => return Err(error),
        }
    }
    for path in &kept {
        terminal.say(&format!("kept {path}, which was there already"));
    }
    terminal.say(&format!("wrote {} to {}", plural(written, "file", "files"), args.dir.display()));
    terminal.say(&format!(
        "\nnext:\n  cd {}\n  briefer serve          look at it\n  briefer new briefing \"A headline\"",
        args.dir.display()
    ));
    Ok(Outcome::Fine)
}

/// `my-desk` becomes `My desk`.
fn title_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map_or_else(|| "Briefings".to_owned(), |first| first.to_uppercase().chain(chars).collect())
}

/// Asks, where there is somebody to ask.
fn confirmed(dir: &str, terminal: &Terminal) -> Result<bool, Error> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Ok(false);
    }
    terminal.diagnostics(&format!("`{dir}` is not empty; add a site to it, keeping what exists? [y/N] "));
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer).map_err(|error| Error::io("read from", "the terminal", error))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
