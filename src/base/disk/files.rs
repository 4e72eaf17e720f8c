//! Single files of the site, as `init`, `new`, `suggest --fix` and `theme eject` write them.

#![allow(clippy::disallowed_methods, reason = "this room is the disk")]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::beside::beside;
use crate::base::error::Error;

/// Whether there is a regular file.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether there is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether there is anything, a dangling link included.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether there is a folder with something in it.
pub fn has_entries(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some())
}

/// Writes a file that must not exist yet, and the folders above it.
///
/// # Errors
/// `AlreadyExists` if it does; else what the system says.
pub fn create_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::io("create", folder, error))?;
    }
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| Error::io("create", path, error))?;
    file.write_all(bytes).map_err(|error| Error::io("write", path, error))
}

/// Writes a file that does not exist yet, or that `is_ours` says may be replaced; and the
/// folders above it.
///
/// # Errors
/// A refusal if it is not ours; else what the system says.
pub fn create_or_replace(path: &Path, bytes: &[u8], is_ours: impl FnOnce(&str) -> bool) -> Result<(), Error> {
    match create_new(path, bytes) {
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {}
        done => return done,
    }
    if !path.is_file() || !fs::read_to_string(path).is_ok_and(|text| is_ours(&text)) {
        return Err(Error::refused(
            format!("`{}` exists, and Briefer did not write it", path.display()),
            "name another folder, or move the file away",
        ));
    }
    // In one step, so that an editor never reads half of it.
    replace_if(path, bytes, || Ok(true)).map(|_| ())
}

/// Puts `after` in the place of a file that says `before`, in one step; false, and nothing is done, if
/// it says something else by now.
///
/// # Errors
/// What the system says; then what was there before still is.
pub fn replace_unchanged(path: &Path, before: &[u8], after: &[u8]) -> Result<bool, Error> {
    replace_if(path, after, || Ok(fs::read(path).map_err(|error| Error::io("read", path, error))? == before))
}

/// Puts `bytes` in the place of a file in one step, if `may` says so once they are written.
fn replace_if(path: &Path, bytes: &[u8], may: impl FnOnce() -> Result<bool, Error>) -> Result<bool, Error> {
    let beside = beside(path);
    let replaced = write_beside(path, &beside, bytes).and_then(|()| {
        // Asked last, so that hardly any time is left for another to write.
        let may = may()?;
        if may {
            fs::rename(&beside, path).map_err(|error| Error::io("replace", path, error))?;
        }
        Ok(may)
    });
    if !matches!(replaced, Ok(true)) {
        // The file stands; what cannot be removed now is removed next time.
        let _ = fs::remove_file(&beside);
    }
    replaced
}

/// Writes a file that is to take the place of `path`, with its permissions.
fn write_beside(path: &Path, beside: &Path, bytes: &[u8]) -> Result<(), Error> {
    // An earlier process may have been killed here.
    let _ = fs::remove_file(beside);
    let permissions = fs::metadata(path).map_err(|error| Error::io("read", path, error))?.permissions();
    let written = OpenOptions::new().write(true).create_new(true).open(beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.set_permissions(permissions)?;
        // Nobody has a copy of what an author writes: it is to outlive a power cut.
        file.sync_all()
    });
    written.map_err(|error| Error::io("write", beside, error))
}

/// The text of a file that is named on the command line.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::io("read", path, error))
}

/// What tells one build of the program from another: its file's size and time.
pub fn program() -> (u64, Option<std::time::SystemTime>) {
    let facts = std::env::current_exe().and_then(fs::metadata);
    facts.map_or((0, None), |facts| (facts.len(), facts.modified().ok()))
}
