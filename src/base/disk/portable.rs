//! A folder by its path, where there are no handles to hold: Windows and the rest.
//!
//! The same calls as on Unix, on top of the standard library. Links on the way are looked for
//! before each call that must not follow them, which someone who changes the tree at that very
//! moment can still get past; and two folders cannot be exchanged, so that an output folder is
//! brought up to date file by file.

#![allow(clippy::disallowed_methods, reason = "this room is the disk")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Facts, Follow, Identity, Kind, Named, born, present};
use crate::base::world::Stamp;

/// A folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Takes `path`; its last part must not be a symbolic link.
    ///
    /// # Errors
    /// When it is missing, not a folder, or may not be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        if facts_of(path, Follow::No)?.kind != Kind::Folder {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self { path: path.to_owned() })
    }

    /// The folder `name` below this one, reached without following links.
    ///
    /// # Errors
    /// When a part is missing, is not a folder or is a symbolic link.
    pub fn below(&self, name: impl AsRef<Path>) -> io::Result<Self> {
        self.refuse_links(name.as_ref())?;
        Self::open(&self.path.join(name))
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
        Ok(Identity { inode: 0, born: born(fs::metadata(&self.path)?.created()) })
    }

    /// The folder's own facts.
    ///
    /// # Errors
    /// When the system will not say.
    pub fn own_facts(&self) -> io::Result<Facts> {
        facts_of(&self.path, Follow::No)
    }

    /// What `name` is, itself; `None` if there is nothing.
    ///
    /// # Errors
    /// Whatever but absence keeps it from being looked at.
    pub fn look_at(&self, name: impl AsRef<Path>) -> io::Result<Option<Facts>> {
        present(facts_of(&self.path.join(name), Follow::No))
    }

    /// Opens `name` for reading, without following links; with its facts, so that the caller can
    /// refuse what is not a regular file.
    ///
    /// # Errors
    /// When it is missing, may not be read, or a symbolic link is on the way.
    pub fn open_file(&self, name: impl AsRef<Path>) -> io::Result<(File, Facts)> {
        self.refuse_links(name.as_ref())?;
        let file = File::open(self.path.join(name))?;
        let facts = facts(&file.metadata()?);
        Ok((file, facts))
    }

    /// The names in it, sorted.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn names(&self) -> io::Result<Vec<Named>> {
        let named = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok(Named { name: entry.file_name(), kind: kind(entry.file_type()?) })
        };
        let mut names = fs::read_dir(&self.path)?.map(named).collect::<io::Result<Vec<Named>>>()?;
        names.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(names)
    }

    /// Makes the folder `name`; its parent must be there.
    ///
    /// # Errors
    /// Also when it is there already.
    pub fn make_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::create_dir(self.path.join(name))
    }

    /// Makes the folder `name` and those above it, as far as they are missing.
    ///
    /// # Errors
    /// When one cannot be made.
    pub fn make_folders(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::create_dir_all(self.path.join(name))
    }

    /// Writes a new file, folders above it included, and says what its stamp is.
    ///
    /// # Errors
    /// Also when there is something of that name.
    pub fn create(&self, name: impl AsRef<Path>, bytes: &[u8]) -> io::Result<Stamp> {
        let name = name.as_ref();
        self.make_folders(name.parent().unwrap_or(Path::new("")))?;
        let mut file = self.create_file(name)?;
        file.write_all(bytes)?;
        Ok(facts(&file.metadata()?).stamp)
    }

    /// Makes a new file, open for writing.
    pub(super) fn create_file(&self, name: &Path) -> io::Result<File> {
        File::create_new(self.path.join(name))
    }

    /// Gives the file `name` a second name.
    ///
    /// # Errors
    /// Also when there is something of that name, on another file system, or where the file
    /// system has no such links.
    pub fn link(&self, name: impl AsRef<Path>, to: &Folder, new: impl AsRef<Path>) -> io::Result<()> {
        fs::hard_link(self.path.join(name), to.path.join(new))
    }

    /// Renames `name`; a file that has the new name already is replaced in the same step.
    ///
    /// # Errors
    /// When a folder with something in it has the new name, or it is on another file system.
    pub fn rename(&self, name: impl AsRef<Path>, to: &Folder, new: impl AsRef<Path>) -> io::Result<()> {
        fs::rename(self.path.join(name), to.path.join(new))
    }

    /// Renames `name` if nothing has the new name.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] if something has.
    pub fn rename_new(&self, name: impl AsRef<Path>, to: &Folder, new: impl AsRef<Path>) -> io::Result<()> {
        if to.look_at(new.as_ref())?.is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(name, to, new)
    }

    /// Exchanges two names of this folder in one step: not here.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`], always.
    pub fn exchange(&self, _: impl AsRef<Path>, _: impl AsRef<Path>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Gives the folder `name` below this one the permissions of `model`.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn set_mode_like(&self, name: impl AsRef<Path>, model: &Folder) -> io::Result<()> {
        fs::set_permissions(self.path.join(name), fs::metadata(&model.path)?.permissions())
    }

    /// True if both belong to the same user and group, as far as one can tell.
    ///
    /// # Errors
    /// None here.
    pub fn has_owner_of(&self, _: &Folder) -> io::Result<bool> {
        Ok(true)
    }

    /// Removes what is not a folder.
    ///
    /// # Errors
    /// Also when there is nothing of that name.
    pub fn remove_file(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Also when something is in it.
    pub fn remove_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::remove_dir(self.path.join(name))
    }

    fn refuse_links(&self, name: &Path) -> io::Result<()> {
        let mut path = self.path.clone();
        for part in name.components() {
            let std::path::Component::Normal(part) = part else { return Err(io::ErrorKind::CrossesDevices.into()) };
            path.push(part);
            if facts_of(&path, Follow::No)?.kind == Kind::Link {
                return Err(io::ErrorKind::CrossesDevices.into());
            }
        }
        Ok(())
    }
}

/// True if [`Folder::below`] or [`Folder::open_file`] refused because of what is there: a symbolic
/// link or a way out of the folder.
pub fn is_no_way(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::CrossesDevices
}

/// The facts of a path.
///
/// # Errors
/// Also when there is nothing.
pub fn facts_of(path: &Path, follow: Follow) -> io::Result<Facts> {
    let metadata = if follow == Follow::Yes { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
    Ok(facts(&metadata))
}

fn facts(metadata: &fs::Metadata) -> Facts {
    let modified = born(metadata.modified());
    let stamp = Stamp { size: metadata.len(), modified, changed: modified, inode: 0 };
    Facts { kind: kind(metadata.file_type()), stamp, device: 0 }
}

fn kind(file_type: fs::FileType) -> Kind {
    if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        Kind::Device
    }
}

/// Nobody can tell here whether others change `path` without this system noticing.
pub fn is_remote(_: &Path) -> bool {
    false
}
