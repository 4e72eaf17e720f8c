//! A folder held open: Linux, macOS and their relatives.
//!
//! Every call names things relative to the open folder, so that nothing is resolved from the
//! root again and nobody can swap the folder for another in between.
//!
//! Here a folder is opened and looked into; [`write`](mod@write) is what is put into it, [`rename`] what
//! becomes of the names in it.
//!
//! **Invariant:** [`Folder::below`] and [`Folder::open_file`] follow no symbolic link, neither at
//! the end nor on the way ([`beneath`]).

mod beneath;
mod facts;
mod remote;
mod rename;
mod write;

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};

use super::{Facts, Identity, Named, born, present};

pub use beneath::is_no_way;
pub use facts::facts_of;
pub use remote::is_remote;

use beneath::open_beneath;
use facts::{facts, kind};

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);
/// Without waiting: opening a pipe that nobody writes to would never return.
const READ: OFlags =
    OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);

/// A folder, open.
#[derive(Debug)]
pub struct Folder {
    handle: File,
    path: PathBuf,
}

impl Folder {
    /// Opens `path`; its last part must not be a symbolic link.
    ///
    /// # Errors
    /// When it is missing, not a folder, or may not be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let handle = rustix::fs::openat(CWD, path, FOLDER, Mode::empty())?;
        Ok(Self { handle: handle.into(), path: path.to_owned() })
    }

    /// The folder `name` below this one, reached without following links.
    ///
    /// # Errors
    /// When a part is missing, is not a folder or is a symbolic link.
    pub fn below(&self, name: impl AsRef<Path>) -> io::Result<Self> {
        let name = name.as_ref();
        let handle = open_beneath(&self.handle, name, FOLDER)?;
        Ok(Self { handle, path: self.path.join(name) })
    }

    /// The path by which it was opened, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which folder it is.
    ///
    /// # Errors
    /// When the system will not say.
    pub fn identity(&self) -> io::Result<Identity> {
        let metadata = self.handle.metadata()?;
        Ok(Identity { inode: metadata.ino(), born: born(metadata.created()) })
    }

    /// The folder's own facts.
    ///
    /// # Errors
    /// When the system will not say.
    pub fn own_facts(&self) -> io::Result<Facts> {
        Ok(facts(&rustix::fs::fstat(&self.handle)?))
    }

    /// What `name` is, itself; `None` if there is nothing.
    ///
    /// # Errors
    /// Whatever but absence keeps it from being looked at.
    pub fn look_at(&self, name: impl AsRef<Path>) -> io::Result<Option<Facts>> {
        let stat = rustix::fs::statat(&self.handle, name.as_ref(), AtFlags::SYMLINK_NOFOLLOW);
        present(stat.map_err(io::Error::from)).map(|stat| stat.as_ref().map(facts))
    }

    /// Opens `name` for reading, whatever it is, without following links or waiting; with its
    /// facts, so that the caller can refuse what is not a regular file.
    ///
    /// # Errors
    /// When it is missing, may not be read, or a symbolic link is on the way.
    pub fn open_file(&self, name: impl AsRef<Path>) -> io::Result<(File, Facts)> {
        let file = open_beneath(&self.handle, name.as_ref(), READ)?;
        let facts = facts(&rustix::fs::fstat(&file)?);
        Ok((file, facts))
    }

    /// The names in it, sorted.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn names(&self) -> io::Result<Vec<Named>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.handle)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not say while listing.
                FileType::Unknown => match self.look_at(name)? {
                    Some(facts) => facts.kind,
                    None => continue,
                },
                known => kind(known),
            };
            names.push(Named { name: name.to_owned(), kind });
        }
        names.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(names)
    }

    /// Gives the folder `name` below this one the permissions of `model`.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn set_mode_like(&self, name: impl AsRef<Path>, model: &Folder) -> io::Result<()> {
        let mode = Mode::from_raw_mode(rustix::fs::fstat(&model.handle)?.st_mode);
        Ok(rustix::fs::fchmod(&self.below(name)?.handle, mode)?)
    }

    /// True if both belong to the same user and group.
    ///
    /// # Errors
    /// When the system will not say.
    pub fn has_owner_of(&self, other: &Folder) -> io::Result<bool> {
        let (one, other) = (rustix::fs::fstat(&self.handle)?, rustix::fs::fstat(&other.handle)?);
        Ok((one.st_uid, one.st_gid) == (other.st_uid, other.st_gid))
    }
}
