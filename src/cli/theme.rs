//! `briefer theme`: the themes that there are, and an embedded one's files to be changed.

use super::args::{Global, Theme, ThemeWhat};
use super::terminal::Terminal;
use super::{Outcome, site};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::text::{near_misses, one_of, plural};
use crate::theme::{BASE, embedded};

/// Does it.
pub fn run(args: &Theme, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    match &args.what {
        ThemeWhat::List => {
            let mut names: Vec<&str> = embedded::names().collect();
            names.sort_unstable();
            terminal.result(&names.iter().map(|name| format!("{name}\n")).collect::<String>())?;
        }
        ThemeWhat::Eject { name } => eject(name, global, terminal)?,
    }
    Ok(Outcome::Fine)
}

fn eject(name: &str, global: &Global, terminal: &Terminal) -> Result<(), Error> {
    let root = site::find(global)?;
    let files: Vec<(String, &[u8])> = embedded::files(name, "").collect();
    if files.is_empty() {
        let near = near_misses(name, embedded::names());
        let hint = match near.as_slice() {
            [] => "`briefer theme list` lists them".to_owned(),
            near => format!("did you mean {}?", one_of(near)),
        };
        return Err(Error::refused(format!("no theme `{name}` comes with Briefer"), hint));
    }
    let folder = root.join("themes").join(name);
    if disk::files::exists(&folder) {
        return Err(Error::refused(
            format!("`{}` exists already", site::shown(&folder, &root)),
            "move it away, and what you changed in it over afterwards",
        ));
    }
    for (file, bytes) in &files {
        disk::files::create_new(&folder.join(file), bytes)?;
    }
    let used = match name {
        BASE => "the site uses them, whatever its `theme` is: all themes stand on them".to_owned(),
        _ => format!("the site uses them as long as its `theme` is `{name}`, or one that extends it"),
    };
    terminal.say(&format!("wrote {} to themes/{name}/; {used}", plural(files.len(), "file", "files")));
    Ok(())
}
