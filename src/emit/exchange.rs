//! The whole new folder in one step.
//!
//! What stays is linked into the new folder, ours and what is not ours; then the two folders
//! change names, and the old one is cleared away.
//!
//! **Invariant:** a manifest exists for whichever folder has the output's name, before and after;
//! and of the old folder only that is removed which its manifest lists, or which the new folder
//! has too.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::changes::Changes;
use super::manifest::{Listed, Manifest, find};
use super::output::Output;
use super::scaffold::Scaffold;
use crate::base::disk::tree::{Found, is_same_file, sweep, walk};
use crate::base::disk::{Durability, Folder, Kind};
use crate::base::error::Error;

/// What is in the output folder and not ours, sorted by path: it goes along.
#[derive(Debug, Default)]
pub(super) struct Foreign(Vec<Found>);

/// More than this is linked only by who does not mind the time: such folders are updated in place.
const MANY_FOREIGN: usize = 1_000;

/// Finds what is not ours; `None` if not all of it could go along.
pub(super) fn foreign(disk: &Folder, changes: &Changes) -> Result<Option<Foreign>, Error> {
    let Changes { output, planned, .. } = changes;
    let listed = &output.manifest.outputs;
    let parents_of_ours: HashSet<&str> = listed.iter().flat_map(|listed| listed.path.parents()).collect();
    let is_foreign = |path: &Path, kind| {
        path.to_str().is_none_or(|path| match kind {
            Kind::Folder => !parents_of_ours.contains(path),
            _ => find(listed, path).is_none(),
        })
    };
    let found = walk(disk, &is_foreign).map_err(|(path, error)| Error::io("look at", path, error))?;
    let parents_of_planned: HashSet<&str> = planned.iter().flat_map(|planned| planned.path.parents()).collect();
    let can_go_along = |found: &Found| match found.kind {
        Kind::Folder => !found.mounted,
        Kind::File => true,
        // A link where a folder of ours was: somebody keeps our files elsewhere.
        Kind::Link => found.path.to_str().is_none_or(|path| !parents_of_planned.contains(path)),
        Kind::Pipe | Kind::Socket | Kind::Device => false,
    };
    let possible = found.len() <= MANY_FOREIGN && found.iter().all(can_go_along);
    Ok(possible.then_some(Foreign(found)))
}

/// The new site: its manifest, which of its files come from the old folder, and what else does.
pub(super) struct New {
    pub manifest: Manifest,
    pub kept: Vec<usize>,
    pub foreign: Foreign,
}

/// How it went.
pub(super) enum Put {
    /// The new site is there; these files of others are not in it.
    Done(Vec<PathBuf>),
    /// This folder cannot be exchanged; it is as it was, and the stage holds the new files.
    Impossible(Box<(Scaffold, Manifest)>),
}

/// Exchanges the output folder for the one that was built.
pub(super) fn put(output: &Output, mut scaffold: Scaffold, new: New) -> Result<Put, Error> {
    let New { mut manifest, kept, foreign } = new;
    let old = output.disk.as_ref().map(|(folder, _)| folder);
    let kept: Vec<&Listed> = kept.iter().map(|&at| &manifest.outputs[at]).collect();
    if let Some(old) = old
        && link_all(old, scaffold.folder(), &kept, &foreign).is_err()
    {
        unlink_all(scaffold.folder(), &kept, &foreign)?;
        return Ok(Put::Impossible(Box::new((scaffold, manifest))));
    }
    let identity = scaffold.identity();
    output.record.set_manifest(identity, &manifest, Durability::Machine)?;
    let is_bare = output.manifest.outputs.is_empty() && foreign.0.is_empty();
    match swap(output, &scaffold, old.is_some(), is_bare) {
        Ok(()) => {}
        Err(error) if old.is_some() && cannot_be_exchanged(&error) => {
            unlink_all(scaffold.folder(), &kept, &foreign)?;
            output.record.keep_manifest_of(output.disk.as_ref().map(|(_, identity)| *identity))?;
            return Ok(Put::Impossible(Box::new((scaffold, manifest))));
        }
        Err(error) => {
            output.record.keep_manifest_of(output.disk.as_ref().map(|(_, identity)| *identity))?;
            return Err(Error::io("exchange", &output.folder.shown, error));
        }
    }
    scaffold.release();
    let stranded = retire(scaffold.holder(), scaffold.name(), scaffold.folder(), &output.manifest);
    if !kept.is_empty() {
        // Their inodes have lost a name and so have changed, once more.
        let kept: Vec<usize> = kept.iter().filter_map(|kept| find(&manifest.outputs, kept.path.as_str())).collect();
        refresh(scaffold.folder(), &mut manifest, &kept);
        output.record.set_manifest(identity, &manifest, Durability::Process)?;
    }
    output.record.keep_manifest_of(Some(identity))?;
    output.record.clear_stage()?;
    Ok(Put::Done(stranded))
}

fn link_all(old: &Folder, new: &Folder, kept: &[&Listed], foreign: &Foreign) -> io::Result<()> {
    let link = |path: &Path| {
        new.make_folders(path.parent().unwrap_or(Path::new("")))?;
        old.link(path, new, path)
    };
    kept.par_iter().with_min_len(16).try_for_each(|listed| link(Path::new(listed.path.as_str())))?;
    foreign.0.iter().try_for_each(|found| {
        if found.kind != Kind::Folder {
            return link(&found.path);
        }
        new.make_folders(&found.path)?;
        new.set_mode_like(&found.path, &old.below(&found.path)?)
    })
}

/// Takes back what [`link_all`] did: a file must not be under two names when it is renamed.
fn unlink_all(new: &Folder, kept: &[&Listed], foreign: &Foreign) -> Result<(), Error> {
    let unlink = |path: &Path| match new.remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("remove", new.path().join(path), error)),
        _ => Ok(()),
    };
    kept.par_iter().try_for_each(|listed| unlink(Path::new(listed.path.as_str())))?;
    foreign.0.iter().filter(|found| found.kind != Kind::Folder).try_for_each(|found| unlink(&found.path))
}

/// Gives the new folder the output's name, in one step.
fn swap(output: &Output, scaffold: &Scaffold, exists: bool, is_bare: bool) -> io::Result<()> {
    let (holder, name) = (scaffold.holder(), output.folder.name());
    if !exists {
        return holder.rename_new(scaffold.name(), holder, name);
    }
    match holder.exchange(scaffold.name(), &name) {
        // An empty folder may be renamed over.
        Err(error) if is_bare && error.kind() == io::ErrorKind::Unsupported => {
            holder.rename(scaffold.name(), holder, name)
        }
        done => done,
    }
}

/// Mounts, file systems that cannot exchange, and sandboxes that do not let us.
fn cannot_be_exchanged(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, DirectoryNotEmpty, PermissionDenied, ResourceBusy, Unsupported};
    matches!(error.kind(), CrossesDevices | DirectoryNotEmpty | PermissionDenied | ResourceBusy | Unsupported)
}

/// Clears away the old folder, `name` in `holder`, whose place `new` has taken: what `listed`
/// lists, and what `new` has under the same name. What somebody added in the last moment is moved
/// to `new`; returns what cannot be.
pub(super) fn retire(holder: &Folder, name: &Path, new: &Folder, listed: &Manifest) -> Vec<PathBuf> {
    let Ok(old) = holder.below(name) else { return Vec::new() };
    let is_in_both = |path: &Path| match (old.look_at(path), new.look_at(path)) {
        (Ok(Some(old)), Ok(Some(new))) => is_same_file(&old, &new),
        _ => false,
    };
    let is_doomed = |path: &Path, kind| {
        let is_listed = || path.to_str().is_some_and(|path| find(&listed.outputs, path).is_some());
        kind == Kind::Folder || is_listed() || is_in_both(path)
    };
    let left = sweep(holder, name, &is_doomed).unwrap_or_else(|(path, _)| vec![path]);
    let mut stranded = Vec::new();
    for path in &left {
        let moved =
            new.make_folders(path.parent().unwrap_or(Path::new(""))).and_then(|()| old.rename_new(path, new, path));
        if moved.is_err() {
            stranded.push(old.path().join(path));
        }
    }
    if !left.is_empty() && stranded.is_empty() {
        // Only empty folders are left now; should one stay, it is empty.
        let _ = sweep(holder, name, &|_, kind| kind == Kind::Folder);
    }
    stranded
}

/// Reads the stamps again of files whose bytes are known to be the same.
pub(super) fn refresh(folder: &Folder, manifest: &mut Manifest, which: &[usize]) {
    let stamp = |&at: &usize| {
        let listed = &manifest.outputs[at];
        let now = folder.look_at(listed.path.as_str()).ok()??.stamp;
        let (before, same) = (listed.stamp, (now.size, now.modified, now.inode));
        (same == (before.size, before.modified, before.inode)).then_some((at, now))
    };
    let stamps: Vec<_> = which.par_iter().with_min_len(128).filter_map(stamp).collect();
    for (at, stamp) in stamps {
        manifest.outputs[at].stamp = stamp;
    }
}
