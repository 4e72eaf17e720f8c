//! What is put into a folder: folders, files, other bytes under a name.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::Folder;
use super::facts::facts;
use crate::base::disk::Durability;
use crate::base::world::Stamp;

const CREATE: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);

impl Folder {
    /// Makes the folder `name`; its parent must be there.
    ///
    /// # Errors
    /// Also when it is there already.
    pub fn make_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.handle, name.as_ref(), Mode::from_raw_mode(0o777))?)
    }

    /// Makes the folder `name` and those above it, as far as they are missing.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn make_folders(&self, name: impl AsRef<Path>) -> io::Result<()> {
        let name = name.as_ref();
        if name.as_os_str().is_empty() {
            return Ok(());
        }
        match self.make_folder(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.make_folders(name.parent().unwrap_or(Path::new("")))?;
                match self.make_folder(name) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
                    // Another thread was quicker.
                    _ => Ok(()),
                }
            }
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes a new file, folders above it included, and says what its stamp is.
    ///
    /// # Errors
    /// Also when there is something of that name.
    pub fn create(&self, name: impl AsRef<Path>, bytes: &[u8]) -> io::Result<Stamp> {
        let name = name.as_ref();
        // Most pages have a folder of their own: to make it first is cheaper than to find out
        // by a failed open that it is missing.
        self.make_folders(name.parent().unwrap_or(Path::new("")))?;
        let mut file = File::from(rustix::fs::openat(&self.handle, name, CREATE, Mode::from_raw_mode(0o666))?);
        file.write_all(bytes)?;
        Ok(facts(&rustix::fs::fstat(&file)?).stamp)
    }

    /// Puts `bytes` at `name` in one step: whoever reads sees what was there before, or all of
    /// them. A temporary file that an earlier process left behind is written over.
    ///
    /// # Errors
    /// When it cannot be written; then what was there before still is.
    pub fn replace(&self, name: &str, bytes: &[u8], durability: Durability) -> io::Result<()> {
        let temporary = format!("{name}.new");
        let flags = CREATE.difference(OFlags::EXCL).union(OFlags::TRUNC);
        let written = rustix::fs::openat(&self.handle, temporary.as_str(), flags, Mode::from_raw_mode(0o666))
            .map_err(io::Error::from)
            .and_then(|file| {
                let mut file = File::from(file);
                file.write_all(bytes)?;
                if durability == Durability::Machine { file.sync_data() } else { Ok(()) }
            })
            .and_then(|()| self.rename(&temporary, self, name));
        if written.is_err() {
            // The old file stands; a leftover that cannot be removed either is written over next time.
            let _ = self.remove_file(&temporary);
        }
        written
    }
}
