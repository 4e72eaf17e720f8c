//! A folder held open: Linux, macOS and their relatives.
//!
//! Every call names things relative to the open folder, so that nothing is resolved from the
//! root again and nobody can swap the folder for another in between.
//!
//! **Invariant:** [`Folder::below`] and [`Folder::open_file`] follow no symbolic link, neither at
//! the end nor on the way: by one call where the kernel offers it (`openat2`), else part by part.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, RawMode, RenameFlags, Stat};
use rustix::io::Errno;

use super::{Durability, Facts, Identity, Kind, Named, born, present};
use crate::base::world::Stamp;

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);
/// Without waiting: opening a pipe that nobody writes to would never return.
const READ: OFlags =
    OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);
const CREATE: OFlags =
    OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);

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
        Ok(Identity { inode: std::os::unix::fs::MetadataExt::ino(&metadata), born: born(metadata.created()) })
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

/// True if [`Folder::below`] or [`Folder::open_file`] refused because of what is there: a symbolic
/// link, a way out of the folder, a socket.
pub fn is_no_way(error: &io::Error) -> bool {
    let errno = Errno::from_io_error(error);
    matches!(errno, Some(Errno::LOOP | Errno::MLINK | Errno::XDEV | Errno::NXIO))
}

/// Whether a link at the end of a path is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    Yes,
    No,
}

/// The facts of a path.
pub(super) fn facts_of(path: &Path, follow: Follow) -> io::Result<Facts> {
    let flags = if follow == Follow::Yes { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    Ok(facts(&rustix::fs::statat(CWD, path, flags)?))
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn open_beneath(folder: &File, name: &Path, flags: OFlags) -> io::Result<File> {
    use rustix::fs::ResolveFlags;
    let how = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS).union(ResolveFlags::NO_MAGICLINKS);
    match rustix::fs::openat2(folder, name, flags, Mode::empty(), how) {
        Ok(file) => Ok(file.into()),
        // Kernels before 5.6 lack the call, and some sandboxes forbid what they do not know.
        Err(Errno::NOSYS | Errno::PERM) => open_by_parts(folder, name, flags),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn open_beneath(folder: &File, name: &Path, flags: OFlags) -> io::Result<File> {
    open_by_parts(folder, name, flags)
}

/// Opens the folders on the way one by one, each without following a link.
pub(super) fn open_by_parts(folder: &File, name: &Path, flags: OFlags) -> io::Result<File> {
    let mut parts = name.components().peekable();
    let mut above: Option<File> = None;
    while let Some(part) = parts.next() {
        let std::path::Component::Normal(part) = part else { return Err(Errno::XDEV.into()) };
        let here = above.as_ref().unwrap_or(folder).as_fd();
        let flags = if parts.peek().is_some() { FOLDER } else { flags };
        above = Some(rustix::fs::openat(here, part, flags, Mode::empty())?.into());
    }
    above.ok_or_else(|| Errno::NOENT.into())
}

#[derive(Clone, Copy)]
enum Special {
    NoReplace,
    Exchange,
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &File, name: &Path, to: &File, new: &Path, special: Special) -> io::Result<()> {
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

#[allow(clippy::unnecessary_cast, reason = "their types differ from system to system")]
fn facts(stat: &Stat) -> Facts {
    let nanoseconds =
        |seconds: i64, nanoseconds: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds);
    Facts {
        kind: kind(FileType::from_raw_mode(stat.st_mode as RawMode)),
        stamp: Stamp {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            modified: nanoseconds(stat.st_mtime as i64, stat.st_mtime_nsec as i64),
            changed: nanoseconds(stat.st_ctime as i64, stat.st_ctime_nsec as i64),
            inode: stat.st_ino as u64,
        },
        device: stat.st_dev as u64,
    }
}

fn kind(file_type: FileType) -> Kind {
    match file_type {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        FileType::Fifo => Kind::Pipe,
        FileType::Socket => Kind::Socket,
        _ => Kind::Device,
    }
}

/// Whether `path` is on a file system that others change without this system noticing: a network
/// share, a folder lent to a virtual machine.
#[cfg(target_os = "linux")]
pub fn is_remote(path: &Path) -> bool {
    // Of linux/magic.h and the file systems' own headers: NFS, SMB, SMB 2, CIFS, Coda, 9P, FUSE,
    // Ceph, AFS, VirtualBox.
    const REMOTE: [u32; 10] = [
        0x6969,
        0x517b,
        0xfe53_4d42,
        0xff53_4d42,
        0x7375_7245,
        0x0102_1997,
        0x6573_5546,
        0x00c3_6400,
        0x5346_414f,
        0x786f_4256,
    ];
    // The type of the number differs from machine to machine; these have 32 bits.
    rustix::fs::statfs(path).is_ok_and(|facts| REMOTE.contains(&(facts.f_type as u32)))
}

/// Elsewhere nobody can tell.
#[cfg(not(target_os = "linux"))]
pub fn is_remote(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the kernel has the call, both ways give the same answers.
    #[test]
    fn part_by_part_follows_no_link_either() {
        #![allow(clippy::disallowed_methods, reason = "tests lay files down on the disk")]
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(site.path().join("a/b")).unwrap();
        std::fs::write(site.path().join("a/b/c.txt"), "inside").unwrap();
        for (name, target) in [("link", "a"), ("out", ".."), ("a/c.txt", "b/c.txt"), ("loop", "loop")] {
            std::os::unix::fs::symlink(target, site.path().join(name)).unwrap();
        }
        let folder = File::open(site.path()).unwrap();
        let is_open = |name: &str, flags| {
            let by_parts = open_by_parts(&folder, Path::new(name), flags).is_ok();
            assert_eq!(open_beneath(&folder, Path::new(name), flags).is_ok(), by_parts, "{name}");
            by_parts
        };
        assert!(is_open("a/b/c.txt", READ) && is_open("a/b", FOLDER));
        for name in ["link/b/c.txt", "a/c.txt", "out/x", "loop", "..", "../x", "/etc/passwd", "a/gone", "a/b/c.txt/d"] {
            assert!(!is_open(name, READ) && !is_open(name, FOLDER), "{name}");
        }
    }
}
