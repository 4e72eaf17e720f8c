//! What the system says about files and folders, in our words.

use std::io;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, FileType, RawMode, Stat};

use crate::base::disk::{Facts, Follow, Kind};
use crate::base::world::Stamp;

/// The facts of a path.
///
/// # Errors
/// Also when there is nothing.
pub fn facts_of(path: &Path, follow: Follow) -> io::Result<Facts> {
    let flags = if follow == Follow::Yes { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    Ok(facts(&rustix::fs::statat(CWD, path, flags)?))
}

/// The facts that are in an answer of the system.
#[allow(clippy::unnecessary_cast, reason = "their types differ from system to system")]
pub fn facts(stat: &Stat) -> Facts {
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

/// The kind of what is there.
pub fn kind(file_type: FileType) -> Kind {
    match file_type {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        FileType::Fifo => Kind::Pipe,
        FileType::Socket => Kind::Socket,
        _ => Kind::Device,
    }
}
