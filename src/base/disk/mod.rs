//! The disk: the few things that are done to files and folders, each done once and carefully.
//!
//! - [`Folder`]: a folder held open, and what is done to names below it: look, read, create,
//!   link, rename, exchange, remove. Names never lead out of it through `..`; where a symbolic
//!   link on the way would matter, there is a call that refuses it.
//! - [`tree`]: a whole folder, walked or emptied on all cores.
//! - [`lock`]: one process at a time; the lock dies with its process.
//! - [`place`]: where a path that may not exist yet really leads.
//!
//! **Invariant:** with `base::world`'s `disk.rs` this is the only room that names the file
//! system's calls. Everything else asks here, and gets an `io::Error` to which it
//! adds the path.

mod beside;
pub mod browser;
pub mod files;
pub mod lock;
pub mod place;
#[cfg(not(unix))]
mod portable;
mod read;
pub mod tree;
#[cfg(unix)]
mod unix;

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::base::world::Stamp;

#[cfg(not(unix))]
use portable as folder;
#[cfg(unix)]
use unix as folder;

pub use folder::{Folder, is_no_way, is_remote};

/// What a name stands for; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device, or something newer than this program.
    Device,
}

impl Kind {
    /// With its article, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::File => "a file",
            Kind::Folder => "a folder",
            Kind::Link => "a symbolic link",
            Kind::Pipe => "a named pipe",
            Kind::Socket => "a socket",
            Kind::Device => "a device",
        }
    }
}

/// What the file system says about a name, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: Kind,
    /// Size, times and inode.
    pub stamp: Stamp,
    /// The file system it is on; 0 where there is no number for it.
    pub device: u64,
}

/// Which folder this is, whatever it is called now: a folder keeps it when it is renamed or
/// exchanged, a copy gets another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Identity {
    /// Inode; 0 where there is none.
    pub inode: u64,
    /// When it was made, nanoseconds since 1970; 0 where the file system does not say.
    pub born: i64,
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name, without the folder's.
    pub name: OsString,
    /// What it stands for.
    pub kind: Kind,
}

/// Whether bytes are waited for until they have reached the disk itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// They outlive this process.
    Process,
    /// They outlive a power cut.
    Machine,
}

/// Whether a link at the end of a path is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follow {
    Yes,
    No,
}

/// True for what means "there is nothing of that name": the name itself is missing, or
/// something on the way to it is not a folder.
pub fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Where `path` leads, links followed, and what is there; `None` if nothing is.
///
/// # Errors
/// Whatever but absence keeps it from being looked at.
pub fn look(path: &Path) -> io::Result<Option<Facts>> {
    present(folder::facts_of(path, Follow::Yes))
}

/// What `path` itself is; a symbolic link is not followed.
///
/// # Errors
/// Whatever but absence keeps it from being looked at.
pub fn look_at(path: &Path) -> io::Result<Option<Facts>> {
    present(folder::facts_of(path, Follow::No))
}

fn present<T>(answer: io::Result<T>) -> io::Result<Option<T>> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_missing(&error) || is_no_way(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn born(time: io::Result<SystemTime>) -> i64 {
    let since = time.ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(0))
}
