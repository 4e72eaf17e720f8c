//! The themes that come with the program.

use include_dir::{Dir, include_dir};

static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Their names.
pub fn names() -> impl Iterator<Item = &'static str> {
    THEMES.dirs().filter_map(|dir| dir.path().file_name()?.to_str())
}

/// A file of a theme: `theme.toml`.
pub fn file(theme: &str, name: &str) -> Option<&'static [u8]> {
    THEMES.get_file(format!("{theme}/{name}")).map(include_dir::File::contents)
}

/// Every file below a folder of a theme (all of it, if the folder is empty), with its path below that folder, by path.
pub fn files(theme: &str, folder: &str) -> impl Iterator<Item = (String, &'static [u8])> {
    let prefix = if folder.is_empty() { theme.to_owned() } else { format!("{theme}/{folder}") };
    let mut found = Vec::new();
    if let Some(dir) = THEMES.get_dir(&prefix) {
        collect(dir, &prefix, &mut found);
    }
    found.sort_by(|a: &(String, _), b| a.0.cmp(&b.0));
    found.into_iter()
}

fn collect(dir: &'static Dir<'static>, prefix: &str, found: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        if let Ok(name) = file.path().strip_prefix(prefix) {
            found.push((name.to_string_lossy().replace('\\', "/"), file.contents()));
        }
    }
    dir.dirs().for_each(|dir| collect(dir, prefix, found));
}
