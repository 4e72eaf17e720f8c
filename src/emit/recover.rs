//! After a kill: finishing what was decided, clearing away what was not.
//!
//! **Invariant:** afterwards the output folder holds one whole site, the old or the new, and no
//! hidden folder of ours is left, except for files of others that could not be brought back.

use std::path::{Path, PathBuf};

use super::exchange::retire;
use super::folder::OutputFolder;
use super::in_place::{settle, settled};
use super::record::{Record, StageNote, Whereabouts};
use crate::base::disk::{Durability, Folder, tree};
use crate::base::error::Error;

/// Puts the output folder in order; returns files of others that are stranded in the hidden folder.
///
/// # Errors
/// When a journal cannot be carried out, or the record cannot be written.
pub(super) fn recover(output: &OutputFolder, record: &Record) -> Result<Vec<PathBuf>, Error> {
    let note = record.stage()?;
    let stage = note.as_ref().and_then(|note| open_stage(output, note));
    if let Some(journal) = record.journal()? {
        if let Some(disk) = output.open()? {
            let identity = disk.identity().map_err(|error| Error::io("look at", &output.shown, error))?;
            // Without a stage every new file is in place already, or lost: the next look tells.
            let in_the_way = match &stage {
                Some((holder, name)) => {
                    let folder =
                        holder.below(name).map_err(|error| Error::io("open", holder.path().join(name), error))?;
                    settle(&disk, &folder, &journal)?
                }
                None => Vec::new(),
            };
            let mut manifest = journal.apply(record.manifest(identity)?.unwrap_or_default());
            settled(&disk, &mut manifest, &journal, &in_the_way);
            record.set_manifest(identity, &manifest, Durability::Process)?;
        }
        record.clear_journal()?;
    }
    let mut stranded = Vec::new();
    if let (Some(note), Some((holder, name))) = (&note, &stage) {
        stranded = clear_away(output, record, note, holder, name)?;
    }
    if note.is_some() {
        let identity = output.open()?.and_then(|disk| disk.identity().ok());
        if identity.is_some() {
            record.keep_manifest_of(identity)?;
        }
        record.clear_stage()?;
    }
    Ok(stranded)
}

/// The hidden folder of an earlier run, as its holder and its name there, if it is still there.
fn open_stage<'a>(output: &OutputFolder, note: &'a StageNote) -> Option<(Folder, &'a Path)> {
    let holder = match note.whereabouts {
        Whereabouts::Beside => output.parent(),
        Whereabouts::Within => output.path(),
    };
    let holder = Folder::open(&holder).ok()?;
    let name = Path::new(&note.name);
    holder.below(name).ok()?;
    Some((holder, name))
}

/// Removes the hidden folder. If it is the one that was made, all of it is ours, or is a second
/// name of what is in the output folder; if another one has its name, that is the old site.
fn clear_away(
    output: &OutputFolder,
    record: &Record,
    note: &StageNote,
    holder: &Folder,
    name: &Path,
) -> Result<Vec<PathBuf>, Error> {
    let path = holder.path().join(name);
    let failed = |error| Error::io("look at", &path, error);
    let identity = holder.below(name).and_then(|folder| folder.identity()).map_err(failed)?;
    if identity == note.identity {
        let left = tree::sweep(holder, name, &|_, _| true);
        return Ok(left.err().map_or_else(Vec::new, |(path, _)| vec![path]));
    }
    let manifest = record.manifest(identity)?.unwrap_or_default();
    Ok(match output.open()? {
        Some(new) => retire(holder, name, &new, &manifest),
        None => vec![path],
    })
}
