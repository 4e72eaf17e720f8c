//! What becomes of the names in a folder: a second one, another, two exchanged, none.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fs::AtFlags;

use super::Folder;

impl Folder {
    /// Gives the file `name` a second name.
    ///
    /// # Errors
    /// Also when there is something of that name, on another file system, or where the file
    /// system has no such links.
    pub fn link(&self, name: impl AsRef<Path>, to: &Folder, new: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::linkat(&self.handle, name.as_ref(), &to.handle, new.as_ref(), AtFlags::empty())?)
    }

    /// Renames `name`; a file that has the new name already is replaced in the same step.
    ///
    /// # Errors
    /// When a folder with something in it has the new name, or it is on another file system.
    pub fn rename(&self, name: impl AsRef<Path>, to: &Folder, new: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, name.as_ref(), &to.handle, new.as_ref())?)
    }

    /// Renames `name` if nothing has the new name.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] if something has.
    pub fn rename_new(&self, name: impl AsRef<Path>, to: &Folder, new: impl AsRef<Path>) -> io::Result<()> {
        let (name, new) = (name.as_ref(), new.as_ref());
        match rename_with(&self.handle, name, &to.handle, new, Special::NoReplace) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                if to.look_at(new)?.is_some() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                self.rename(name, to, new)
            }
            done => done,
        }
    }

    /// Exchanges two names of this folder in one step.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] where the file system cannot.
    pub fn exchange(&self, one: impl AsRef<Path>, other: impl AsRef<Path>) -> io::Result<()> {
        rename_with(&self.handle, one.as_ref(), &self.handle, other.as_ref(), Special::Exchange)
    }

    /// Removes what is not a folder.
    ///
    /// # Errors
    /// Also when there is nothing of that name.
    pub fn remove_file(&self, name: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name.as_ref(), AtFlags::empty())?)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Also when something is in it.
    pub fn remove_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name.as_ref(), AtFlags::REMOVEDIR)?)
    }
}

#[derive(Clone, Copy)]
enum Special {
    NoReplace,
    Exchange,
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &File, name: &Path, to: &File, new: &Path, special: Special) -> io::Result<()> {
    use rustix::fs::RenameFlags;
    use rustix::io::Errno;
    let flags = match special {
        Special::NoReplace => RenameFlags::NOREPLACE,
        Special::Exchange => RenameFlags::EXCHANGE,
    };
    rustix::fs::renameat_with(from, name, to, new, flags).map_err(|error| match error {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_with(_: &File, _: &Path, _: &File, _: &Path, _: Special) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
