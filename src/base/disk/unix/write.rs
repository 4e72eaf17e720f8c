//! What is put into a folder: folders and files.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::Folder;
use super::facts::facts;
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
        let mut file = self.create_file(name)?;
        file.write_all(bytes)?;
        Ok(facts(&rustix::fs::fstat(&file)?).stamp)
    }

    /// Makes a new file, open for writing.
    pub(in crate::base::disk) fn create_file(&self, name: &Path) -> io::Result<File> {
        Ok(rustix::fs::openat(&self.handle, name, CREATE, Mode::from_raw_mode(0o666))?.into())
    }
}
