//! The outside world, as the stages see it: files below the site's root, and the clock.
//!
//! [`DiskWorld`] reads a folder; [`MemoryWorld`] is a map, for tests and benchmarks.
//! Nothing downstream opens a file or asks the time in any other way.

mod disk;
mod listed;
mod memory;
mod stopwatch;

use std::io::{BufRead, Cursor, Seek};

use jiff::Timestamp;

use crate::base::error::Error;
use crate::base::path::SourcePath;

pub use disk::{DiskWorld, is_passed_over};
pub use listed::ListedWorld;
pub use memory::MemoryWorld;
pub use stopwatch::Stopwatch;

/// A file of which parts can be read.
pub trait Parts: BufRead + Seek {}

impl<T: BufRead + Seek> Parts for T {}

/// Where files and the time come from.
pub trait World: Sync {
    /// Everything at or below `roots` (files or folders, relative to the site), sorted by path;
    /// a root that does not exist is skipped. Folders are not listed themselves, except those
    /// that cannot be read.
    ///
    /// # Errors
    /// When the site itself cannot be read.
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error>;

    /// Puts the bytes of a regular file into `into`, replacing what it held.
    ///
    /// # Errors
    /// See [`ReadFault`].
    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault>;

    /// The instant at which the site is looked at.
    fn now(&self) -> Timestamp;

    /// When the files were looked at, by the machine's clock: tells which of their times can be
    /// trusted ([`Stamp::is_settled`]), and nothing else. Without it none can.
    fn clock(&self) -> Timestamp {
        Timestamp::MIN
    }

    /// Opens a regular file, to read parts of it.
    ///
    /// # Errors
    /// See [`ReadFault`].
    fn open(&self, path: &SourcePath) -> Result<Box<dyn Parts>, ReadFault> {
        Ok(Box::new(Cursor::new(self.read(path, u64::MAX)?)))
    }

    /// The bytes of a regular file.
    ///
    /// # Errors
    /// See [`ReadFault`].
    fn read(&self, path: &SourcePath, limit: u64) -> Result<Vec<u8>, ReadFault> {
        let mut bytes = Vec::new();
        self.read_into(path, limit, &mut bytes)?;
        Ok(bytes)
    }
}

/// Something in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub path: SourcePath,
    /// What.
    pub kind: EntryKind,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File(Stamp),
    /// A symbolic link, pipe, socket or device: refused.
    Other(&'static str),
    /// A file or folder that could not be looked at, and why.
    Unreadable(String),
}

/// What tells, without reading, that a file has probably not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// Last change of the inode (permissions, name, content), nanoseconds since 1970.
    pub changed: i64,
    /// Inode; 0 where there is none.
    pub inode: u64,
}

/// Text files are limited to 8 MiB, so that a stray file cannot stall a build.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// A file's time is trusted when it is at least this old, in nanoseconds: a file that is written
/// twice within one tick of its clock has the same time twice.
const RACY: i128 = 2_000_000_000;

impl Stamp {
    /// Whether the file, looked at `clock`, is old enough that another stamp comes with any change.
    pub fn is_settled(&self, clock: Timestamp) -> bool {
        i128::from(self.modified.max(self.changed)) + RACY < clock.as_nanosecond()
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// It is not there.
    #[error("there is no such file")]
    Missing,
    /// It is larger than allowed.
    #[error("it has {size} bytes, more than the {limit} that are read")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// It is not a regular file, or is reached through a symbolic link.
    #[error("it is not a regular file")]
    NotAFile,
    /// The system refused.
    #[error("{0}")]
    Failed(String),
}
