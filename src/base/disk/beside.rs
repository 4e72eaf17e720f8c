//! Bytes that are to take the place of a file: written beside it, then renamed over it, so that whoever reads sees what
//! was there before, or all of them.
//!
//! **Invariant:** nobody else's file is written to. The name beside is hidden, so that it is taken for no content, and
//! ours alone; what an earlier process left there when it was killed is removed, and a new file made.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Durability, Folder};

/// Names are at most 255 bytes long.
const LONGEST: usize = 240;

/// Where the next version of a file is written.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{}.briefer", &name[..name.floor_char_boundary(LONGEST)]))
}

impl Folder {
    /// Writes `bytes` beside `name`, for the caller to rename; says under which name.
    ///
    /// # Errors
    /// When they cannot be written; then nothing is left of them.
    pub fn write_beside(&self, name: &str, bytes: &[u8], durability: Durability) -> io::Result<PathBuf> {
        let beside = beside(Path::new(name));
        // What cannot be removed keeps the file from being made, which says why.
        let _ = self.remove_file(&beside);
        let mut file = self.create_file(&beside)?;
        let written = file.write_all(bytes).and_then(|()| match durability {
            Durability::Machine => file.sync_data(),
            Durability::Process => Ok(()),
        });
        if written.is_err() {
            // A leftover that cannot be removed now is removed next time.
            let _ = self.remove_file(&beside);
        }
        written.map(|()| beside)
    }

    /// Puts `bytes` at `name` in one step.
    ///
    /// # Errors
    /// When it cannot be written; then what was there before still is.
    pub fn replace(&self, name: &str, bytes: &[u8], durability: Durability) -> io::Result<()> {
        let beside = self.write_beside(name, bytes, durability)?;
        let renamed = self.rename(&beside, self, name);
        if renamed.is_err() {
            let _ = self.remove_file(&beside);
        }
        renamed
    }
}
