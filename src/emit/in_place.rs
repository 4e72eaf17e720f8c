//! File by file, under a journal.
//!
//! When [`put`] is called every new byte is in the stage. The journal is written; then the staged
//! tree is merged into the output folder by renames (a page in a new folder comes with its folder,
//! in one step), what is no longer planned is removed, the manifest is written, the journal
//! removed. [`settle`] does it, for this run or for the next one after a kill: each of its steps
//! can be done twice.
//!
//! **Invariant:** between the journal's first byte and its end the folder holds only whole files,
//! each of the old site or the new; nothing is reached through a link; a file that is not ours is
//! neither replaced nor removed.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::changes::in_the_way_of_outputs;
use super::exchange::refresh;
use super::journal::{Journal, Over};
use super::manifest::{Manifest, find};
use super::output::Output;
use super::scaffold::Scaffold;
use crate::base::disk::tree::is_same_file;
use crate::base::disk::{Durability, Folder, Kind, is_missing, is_no_way};
use crate::base::error::Error;
use crate::base::path::OutPath;

/// Brings the output folder up to date from the stage.
pub(super) fn put(output: &Output, mut scaffold: Scaffold, manifest: Manifest, journal: &Journal) -> Result<(), Error> {
    let (disk, identity) = output.disk.as_ref().expect("a folder that does not exist is made, not updated");
    output.record.set_journal(journal)?;
    let result = settle(disk, scaffold.folder(), journal).and_then(|in_the_way| {
        remember(output, manifest, journal, &in_the_way)?;
        output.record.keep_manifest_of(Some(*identity))?;
        output.record.clear_journal()?;
        if in_the_way.is_empty() { Ok(()) } else { Err(in_the_way_of_outputs(&output.folder.shown, &in_the_way)) }
    });
    if result.is_err() && output.record.lasts() && !matches!(output.record.journal(), Ok(None)) {
        // The next run needs the stage to finish.
        scaffold.release();
    }
    result
}

fn remember(output: &Output, mut manifest: Manifest, journal: &Journal, in_the_way: &[String]) -> Result<(), Error> {
    let (disk, identity) = output.disk.as_ref().expect("a folder that does not exist is made, not updated");
    settled(disk, &mut manifest, journal, in_the_way);
    output.record.set_manifest(*identity, &manifest, Durability::Process)
}

/// Brings the manifest up to date with what [`settle`] did.
pub(super) fn settled(disk: &Folder, manifest: &mut Manifest, journal: &Journal, in_the_way: &[String]) {
    manifest.outputs.retain(|listed| !in_the_way.iter().any(|path| path == listed.path.as_str()));
    let placed: Vec<usize> =
        journal.place.iter().filter_map(|placing| find(&manifest.outputs, placing.listed.path.as_str())).collect();
    refresh(disk, manifest, &placed);
}

/// Does what the journal says, as far as it is not done yet. Returns the paths that could not be
/// placed because something that is not ours is in the way, sorted.
///
/// # Errors
/// The first thing that the disk refuses.
pub(super) fn settle(disk: &Folder, stage: &Folder, journal: &Journal) -> Result<Vec<String>, Error> {
    let (first, later): (Vec<&OutPath>, Vec<&OutPath>) =
        journal.remove.iter().partition(|path| is_in_the_way(path, journal));
    remove_all(disk, &first, journal)?;
    let mut in_the_way = Vec::new();
    merge(stage, disk, "", journal, &mut in_the_way)?;
    remove_all(disk, &later, journal)?;
    in_the_way.sort_unstable();
    Ok(in_the_way)
}

/// True if an old file has the name of a new folder, or lies in a folder with the name of a new
/// file.
fn is_in_the_way(old: &OutPath, journal: &Journal) -> bool {
    let below = format!("{}/", old.as_str());
    let after = journal.place.partition_point(|placing| placing.listed.path.as_str() < below.as_str());
    journal.place.get(after).is_some_and(|placing| placing.listed.path.as_str().starts_with(&below))
        || old.parents().any(|folder| journal.placing(folder).is_some())
}

/// Moves what is in `stage`, the folder `above` of the staged tree, to `disk`.
fn merge(
    stage: &Folder,
    disk: &Folder,
    above: &str,
    journal: &Journal,
    in_the_way: &mut Vec<String>,
) -> Result<(), Error> {
    let names = stage.names().map_err(|error| Error::io("list", stage.path(), error))?;
    for named in names {
        let Some(name) = named.name.to_str() else { continue };
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
        let failed = |error| Error::io("replace", disk.path().join(name), error);
        if named.kind != Kind::Folder {
            let Some(placing) = journal.placing(&path) else { continue };
            if !place(stage, disk, name, placing.over).map_err(failed)? {
                in_the_way.push(path);
            }
            continue;
        }
        match stage.rename_new(name, disk, name) {
            Ok(()) => continue,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A part of the output folder is another file system: no folder moves there whole.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => match disk.make_folder(name) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
                _ => {}
            },
            Err(error) => return Err(failed(error)),
        }
        let inner = stage.below(name).map_err(|error| Error::io("open", stage.path().join(name), error))?;
        match disk.below(name) {
            Ok(folder) => merge(&inner, &folder, &path, journal, in_the_way)?,
            Err(error) if is_no_way(&error) || is_missing(&error) => in_the_way.push(path),
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(())
}

/// Puts one file in place; false if something that is not ours has its name.
fn place(stage: &Folder, disk: &Folder, name: &str, over: Over) -> io::Result<bool> {
    use io::ErrorKind::{AlreadyExists, CrossesDevices, DirectoryNotEmpty, IsADirectory};
    let rename = |from: &Folder, old: &Path| match over {
        Over::Ours => from.rename(old, disk, name),
        Over::Nothing => from.rename_new(old, disk, name),
    };
    let renamed = match rename(stage, Path::new(name)) {
        Err(error) if error.kind() == CrossesDevices => {
            let mut bytes = Vec::new();
            stage.read_into(name, u64::MAX, &mut bytes).map_err(io::Error::other)?;
            let copy = disk.write_beside(name, &bytes, Durability::Process)?;
            let renamed = rename(disk, &copy);
            if renamed.is_err() {
                // The next run would remove it, too.
                let _ = disk.remove_file(&copy);
            }
            renamed
        }
        renamed => renamed,
    };
    match renamed {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | IsADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes files that are no longer planned, and the folders above them that are then empty.
fn remove_all(disk: &Folder, paths: &[&OutPath], journal: &Journal) -> Result<(), Error> {
    if paths.is_empty() {
        return Ok(());
    }
    let new: HashMap<Cow<'_, str>, &OutPath> =
        journal.place.iter().map(|placing| (placing.listed.path.key(), &placing.listed.path)).collect();
    for path in paths {
        let failed = |error| Error::io("remove", disk.path().join(path.as_str()), error);
        // Where case does not tell names apart, the new file may answer to the old name.
        if let Some(new) = new.get(&path.key()) {
            let (old, new) = (disk.look_at(path.as_str()), disk.look_at(new.as_str()));
            if let (Some(old), Some(new)) = (old.map_err(failed)?, new.map_err(failed)?)
                && is_same_file(&old, &new)
            {
                continue;
            }
        }
        remove(disk, path).map_err(failed)?;
    }
    Ok(())
}

/// Removes one file and the folders above it that are then empty. What is gone, is reached
/// through a link or has become a folder is not ours.
pub(super) fn remove(disk: &Folder, path: &OutPath) -> io::Result<()> {
    let path = Path::new(path.as_str());
    let (Some(above), Some(name)) = (path.parent(), path.file_name()) else { return Ok(()) };
    let removed = if above.as_os_str().is_empty() {
        match disk.look_at(name)? {
            Some(facts) if facts.kind != Kind::Folder => disk.remove_file(name),
            _ => Ok(()),
        }
    } else {
        disk.below(above).and_then(|folder| match folder.look_at(name)? {
            Some(facts) if facts.kind != Kind::Folder => folder.remove_file(name),
            _ => Ok(()),
        })
    };
    match removed {
        Err(error) if !is_missing(&error) && !is_no_way(&error) => return Err(error),
        _ => {}
    }
    for folder in above.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
        // A folder that is not empty stays; so does one above it.
        if disk.remove_folder(folder).is_err() {
            break;
        }
    }
    Ok(())
}
