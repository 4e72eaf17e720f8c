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
    /// has something in it of which there is no record; [`Error::Io`] when the record cannot be
    /// written or what was begun cannot be finished.
    pub fn lock(self, patience: Duration, on_wait: &mut dyn FnMut(&Path)) -> Result<Output, Error> {
        let record = Record::open(&self)?;
        let Some(lock) = record.lock(patience, &mut || on_wait(&self.shown))? else {
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
}

impl Output {
    /// What the last build left.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
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
