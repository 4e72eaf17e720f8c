//! An output folder that is ours for now: locked, tidied up, its manifest read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::diff::OnDisk;
use super::folder::OutputFolder;
use super::manifest::Manifest;
use super::record::Record;
use super::recover::recover;
use super::survey::{all_intact, survey};
use crate::base::disk::lock::Lock;
use crate::base::disk::{Folder, Identity};
use crate::base::error::Error;

/// How long a build waits for another one that writes to the same folder.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A locked output folder. The lock ends when this, and what is made of it, is dropped.
#[derive(Debug)]
pub struct Output {
    pub(super) folder: OutputFolder,
    pub(super) record: Arc<Record>,
    /// The folder and its identity, if it exists.
    pub(super) disk: Option<(Folder, Identity)>,
    pub(super) manifest: Manifest,
    /// What an earlier run left behind and could not be put back.
    pub(super) stranded: Vec<PathBuf>,
    _lock: Lock,
}

impl OutputFolder {
    /// Takes the lock, waiting up to `patience` (usually [`PATIENCE`]) for a process that has it;
    /// `on_wait` is then called once, with the folder. Then finishes or clears away what a killed
    /// run began, and reads the manifest.
    ///
    /// # Errors
    /// [`Error::Busy`] when the other process keeps the lock; [`Error::Refused`] when the folder
    /// has something in it of which there is no record; [`Error::Io`] when what was begun cannot be
    /// finished, or a record cannot be written where one is needed: only an empty folder is built
    /// into without ([`Output::is_remembered`]).
    pub fn lock(self, patience: Duration, on_wait: &mut dyn FnMut(&Path)) -> Result<Output, Error> {
        let (record, lock) = self.record(patience, &mut || on_wait(&self.shown))?;
        let Some(lock) = lock else {
            return Err(Error::Busy { path: self.shown });
        };
        let stranded = recover(&self, &record)?;
        let mut disk = None;
        let mut manifest = Manifest::default();
        if let Some(folder) = self.open()? {
            let identity = folder.identity().map_err(|error| Error::io("look at", &self.shown, error))?;
            manifest = match record.manifest(identity)? {
                Some(manifest) => manifest,
                None => of_copy(&folder, &record)?
                    .map_or_else(|| self.refuse_unless_empty().map(|()| Manifest::default()), Ok)?,
            };
            disk = Some((folder, identity));
        }
        Ok(Output { folder: self, record: Arc::new(record), disk, manifest, stranded, _lock: lock })
    }

    /// The record and its lock; one that ends with this run where none may be written.
    fn record(&self, patience: Duration, on_wait: &mut dyn FnMut()) -> Result<(Record, Option<Lock>), Error> {
        let lasting = Record::open(self).and_then(|record| {
            let lock = record.lock(self, patience, on_wait)?;
            Ok((record, lock))
        });
        let refusal = match lasting {
            Err(error) if error.is_forbidden() => error,
            answer => return answer,
        };
        let record = Record::fleeting();
        let lock = record.lock(self, patience, on_wait)?;
        // Looked at under the lock: another run may have filled it just now.
        if lock.is_some() && !self.is_empty()? {
            return Err(Error::refused(
                format!(
                    "the output folder `{}` has files in it, and its record cannot be kept: {refusal}",
                    self.shown.display()
                ),
                "name a folder that is empty or does not exist yet, or let Briefer write to `.briefer` in the site",
            ));
        }
        Ok((record, lock))
    }
}

impl Output {
    /// What the last build left.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// False if nothing of this build outlives it, because the site may not be written to.
    pub fn is_remembered(&self) -> bool {
        self.record.lasts()
    }

    /// True if the last build left something in it, and showed only what was public.
    pub fn holds_a_public_site(&self) -> bool {
        !self.manifest.outputs.is_empty() && !self.manifest.basis.drafts
    }

    /// True if the folder is there with every file that the last build left in it, by their
    /// stamps. If the manifest's [`Basis`](super::Basis) still holds too, there is nothing to do.
    pub fn is_intact(&self) -> bool {
        self.disk.as_ref().is_some_and(|(folder, _)| all_intact(folder, &self.manifest.outputs))
    }
}

/// The manifest of a folder that is a copy of one we know: restored from a cache, cloned with its
/// site. Its bytes must say so, all of them: otherwise a forged manifest could make any folder ours.
fn of_copy(folder: &Folder, record: &Record) -> Result<Option<Manifest>, Error> {
    for manifest in record.other_manifests()? {
        let on_disk = survey(folder, &manifest.outputs)?;
        let is_ours = on_disk.iter().all(|on_disk| on_disk.has_our_bytes() || *on_disk == OnDisk::Missing);
        if is_ours && on_disk.iter().any(|on_disk| on_disk.has_our_bytes()) {
            return Ok(Some(manifest));
        }
    }
    Ok(None)
}
