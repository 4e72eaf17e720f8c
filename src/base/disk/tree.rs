//! A whole folder: walked, or emptied, on all cores.
//!
//! **Invariant:** no link is followed, and nothing is removed but what the caller points out and
//! the folders that become empty by it.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Facts, Folder, Kind, Named, is_missing};
use crate::base::path::with_slashes;

/// Something found by [`walk`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where, relative to the folder walked.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// For a folder, whether it is on another file system (it is not entered then).
    pub mounted: bool,
}

/// Everything below `folder` that `wanted` picks, sorted; folders are entered whether they are
/// picked or not.
///
/// # Errors
/// The first folder that cannot be listed, with its path.
pub fn walk(
    folder: &Folder,
    wanted: &(dyn Fn(&Path, Kind) -> bool + Sync),
) -> Result<Vec<Found>, (PathBuf, io::Error)> {
    let device = folder.own_facts().map_err(|error| (folder.path().to_owned(), error))?.device;
    let mut found = walk_into(folder, Path::new(""), device, wanted)?;
    found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk_into(
    folder: &Folder,
    above: &Path,
    device: u64,
    wanted: &(dyn Fn(&Path, Kind) -> bool + Sync),
) -> Result<Vec<Found>, (PathBuf, io::Error)> {
    let failed = |error| (folder.path().to_owned(), error);
    let visit = |named: Named| {
        let path = with_slashes(&above.join(&named.name)).into_owned();
        let mut found = Vec::new();
        let mut mounted = false;
        if named.kind == Kind::Folder {
            let inner = match folder.below(&named.name) {
                Err(error) if is_missing(&error) => return Ok(found),
                inner => inner.map_err(failed)?,
            };
            mounted = inner.own_facts().map_err(failed)?.device != device;
            if !mounted {
                found = walk_into(&inner, &path, device, wanted)?;
            }
        }
        if mounted || wanted(&path, named.kind) {
            found.push(Found { path, kind: named.kind, mounted });
        }
        Ok(found)
    };
    let names = folder.names().map_err(failed)?;
    in_parallel(names, visit)
}

/// Removes from `folder/name` every file that `doomed` points out, and every folder that it
/// points out if nothing is left in it; at last `name` itself. A folder that is not pointed out is
/// not looked into. Returns what stays, relative to `name`.
///
/// # Errors
/// The first name that cannot be removed.
pub fn sweep(
    folder: &Folder,
    name: &Path,
    doomed: &(dyn Fn(&Path, Kind) -> bool + Sync),
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let inner = match folder.below(name) {
        Ok(inner) => inner,
        Err(error) if is_missing(&error) => return Ok(Vec::new()),
        Err(error) => return Err((folder.path().join(name), error)),
    };
    let left = sweep_inside(&inner, doomed)?;
    if left.is_empty() {
        folder.remove_folder(name).map_err(|error| (inner.path().to_owned(), error))?;
    }
    Ok(left)
}

/// Like [`sweep`], but the folder itself stays.
///
/// # Errors
/// The first name that cannot be removed.
pub fn sweep_inside(
    folder: &Folder,
    doomed: &(dyn Fn(&Path, Kind) -> bool + Sync),
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut left = sweep_into(folder, Path::new(""), doomed)?;
    left.sort_unstable();
    Ok(left)
}

fn sweep_into(
    folder: &Folder,
    above: &Path,
    doomed: &(dyn Fn(&Path, Kind) -> bool + Sync),
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let visit = |named: Named| {
        let failed = |error| (folder.path().join(&named.name), error);
        let path = with_slashes(&above.join(&named.name)).into_owned();
        if !doomed(&path, named.kind) {
            return Ok(vec![path]);
        }
        if named.kind != Kind::Folder {
            gone(folder.remove_file(&named.name)).map_err(failed)?;
            return Ok(Vec::new());
        }
        let inner = folder.below(&named.name).map_err(failed)?;
        let left = sweep_into(&inner, &path, doomed)?;
        if left.is_empty() {
            gone(folder.remove_folder(&named.name)).map_err(failed)?;
        }
        Ok(left)
    };
    let names = folder.names().map_err(|error| (folder.path().to_owned(), error))?;
    in_parallel(names, visit)
}

/// Most folders hold one page: those are not worth a task of their own.
fn in_parallel<T: Clone + Send, E: Send>(
    names: Vec<Named>,
    visit: impl Fn(Named) -> Result<Vec<T>, E> + Send + Sync,
) -> Result<Vec<T>, E> {
    let parts: Result<Vec<Vec<T>>, E> = if names.len() < 2 {
        names.into_iter().map(visit).collect()
    } else {
        names.into_par_iter().map(visit).collect()
    };
    Ok(parts?.concat())
}

/// Already gone is as good as removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// True if the two are one file under two names.
pub fn is_same_file(one: &Facts, other: &Facts) -> bool {
    one.stamp.inode != 0
        && (one.device, one.stamp.inode, one.stamp.size) == (other.device, other.stamp.inode, other.stamp.size)
}
