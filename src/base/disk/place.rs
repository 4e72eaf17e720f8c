//! Where a path really leads, also when part of it does not exist yet.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Kind, look_at};

/// A path with every link and every `..` resolved, except for a link at its very end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The part that exists, canonical. If the whole path exists, this is it, and its last part
    /// may be a symbolic link.
    pub existing: PathBuf,
    /// The parts below it that do not exist.
    pub missing: Vec<OsString>,
}

impl Place {
    /// The whole path.
    pub fn path(&self) -> PathBuf {
        let mut path = self.existing.clone();
        path.extend(&self.missing);
        path
    }
}

/// Resolves `path`, taken from `base` if it is relative.
///
/// # Errors
/// When a folder on the way cannot be looked into, or a file is where a folder must be.
pub fn resolve(base: &Path, path: &Path) -> io::Result<Place> {
    let whole = std::path::absolute(base)?.join(path);
    let mut place = Place { existing: PathBuf::new(), missing: Vec::new() };
    let mut parts = whole.components().peekable();
    while let Some(part) = parts.next() {
        match part {
            Component::Prefix(_) | Component::RootDir => place.existing.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                if place.missing.pop().is_none() {
                    place.existing.pop();
                }
            }
            Component::Normal(name) if !place.missing.is_empty() => place.missing.push(name.to_owned()),
            Component::Normal(name) => {
                let next = place.existing.join(name);
                let is_last = parts.peek().is_none();
                match look_at(&next)? {
                    None => place.missing.push(name.to_owned()),
                    // The name as it is on disk, where case does not tell names apart.
                    Some(facts) if facts.kind != Kind::Link => place.existing = on_disk(&next)?,
                    Some(_) if is_last => place.existing = next,
                    Some(_) => place.existing = on_disk(&next)?,
                }
            }
        }
    }
    Ok(place)
}

/// The canonical path of something that exists, links followed.
///
/// # Errors
/// When it does not exist or cannot be looked at.
pub fn on_disk(path: &Path) -> io::Result<PathBuf> {
    std::fs::canonicalize(path)
}

/// The user's home folder, canonical, if there is one.
pub fn home() -> Option<PathBuf> {
    on_disk(&std::env::home_dir()?).ok()
}
