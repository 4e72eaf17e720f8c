//! What Briefer keeps about one output folder, below `.briefer/` in the site.
//!
//! - `lock`: held while a build writes; never removed.
//! - `manifest-<inode>-<born>.v1`: what is in the folder with that identity. The name says which
//!   folder it speaks of, so that after two folders were exchanged each still has its own, and no
//!   step is needed in which the two are out of tune.
//! - `stage.v1`: the hidden folder in which a run builds, for the next run to remove.
//! - `journal.v1`: changes that have been decided on, for the next run to finish.
//!
//! A site that may not be written to has no `.briefer/`: its record is [`Record::fleeting`], and
//! ends with the run. Nobody knows then what is in the output folder, so it has to be empty.
//!
//! **Invariant:** each file is replaced whole, by rename, and only by the holder of the lock.
//! Whoever raises the number in the names must go on reading the lists of the one before:
//! otherwise every output folder of every user is refused as unknown.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::folder::OutputFolder;
use super::journal::Journal;
use super::manifest::{Manifest, seal, to_bytes, unseal};
use super::shelf::Shelf;
use crate::base::disk::lock::{Lock, acquire, acquire_folder};
use crate::base::disk::{Durability, Folder, Identity, Kind, look_at};
use crate::base::error::Error;

const HOME: &str = ".briefer";
const MANIFEST: &str = "manifest-";
const STAGE: &str = "stage.v1";
const JOURNAL: &str = "journal.v1";

/// Where a stage's folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Whereabouts {
    /// In the folder that the output folder is in.
    Beside,
    /// In the output folder, because that is a file system of its own or its parent may not be
    /// written to.
    Within,
}

/// The folder that a run works in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct StageNote {
    pub name: String,
    pub whereabouts: Whereabouts,
    /// Zero before it was made. If the folder of that name is another one, the two were exchanged.
    pub identity: Identity,
}

impl StageNote {
    /// True for names that [`super::stage`] makes: a record that was tampered with must not lead
    /// us to remove anything else.
    fn is_plausible(&self) -> bool {
        self.name
            .strip_prefix(PREFIX)
            .is_some_and(|rest| rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }
}

/// How the names of stages begin. Hidden, so that neither the site's inputs nor its outputs can
/// have it.
pub(super) const PREFIX: &str = ".briefer-";

/// The record of one output folder.
#[derive(Debug)]
pub(super) struct Record {
    shelf: Shelf,
}

impl Record {
    fn path(of: &OutputFolder) -> PathBuf {
        of.site.join(HOME).join(&of.record)
    }

    /// True if something was ever recorded about it.
    pub fn exists(of: &OutputFolder) -> bool {
        matches!(look_at(&Self::path(of)), Ok(Some(_)))
    }

    /// True if the record of that name says what is in a folder.
    pub fn has_manifest(site: &Path, record: &str) -> bool {
        let names = Folder::open(&site.join(HOME).join(record)).and_then(|folder| folder.names());
        names
            .is_ok_and(|names| names.iter().any(|named| named.name.as_encoded_bytes().starts_with(MANIFEST.as_bytes())))
    }

    /// Opens it, or makes an empty one.
    pub fn open(of: &OutputFolder) -> Result<Self, Error> {
        let path = Self::path(of);
        let failed = |error| Error::io("create", &path, error);
        let site = Folder::open(&of.site).map_err(failed)?;
        if site.look_at(HOME).map_err(failed)?.is_some_and(|found| found.kind != Kind::Folder) {
            return Err(Error::refused(
                format!("`{HOME}` in the site is not a folder: Briefer keeps there what it remembers"),
                "remove it, or move it away",
            ));
        }
        let name = PathBuf::from(HOME).join(&of.record);
        let made = site.make_folders(&name).and_then(|()| site.below(&name));
        Ok(Self { shelf: Shelf::Folder(made.map_err(failed)?) })
    }

    /// One that ends with this run.
    pub fn fleeting() -> Self {
        Self { shelf: Shelf::default() }
    }

    /// True if the next run will find it.
    pub fn lasts(&self) -> bool {
        matches!(self.shelf, Shelf::Folder(_))
    }

    /// Takes the lock of the output folder `of`; `None` if another process keeps it for longer than
    /// `patience`.
    pub fn lock(
        &self,
        of: &OutputFolder,
        patience: Duration,
        on_wait: &mut dyn FnMut(),
    ) -> Result<Option<Lock>, Error> {
        let (path, lock) = match &self.shelf {
            Shelf::Folder(folder) => {
                let path = folder.path().join("lock");
                let lock = acquire(&path, patience, on_wait);
                (path, lock)
            }
            // No file is left behind for it. Whoever had to wait finds the folder full.
            Shelf::Memory(_) => {
                let lock = acquire_folder(&of.place.existing, patience, on_wait);
                (of.place.existing.clone(), lock)
            }
        };
        lock.map_err(|error| Error::io("lock", path, error))
    }

    /// What is in the folder with that identity; `None` if nobody knows.
    pub fn manifest(&self, identity: Identity) -> Result<Option<Manifest>, Error> {
        Ok(self.shelf.read(&manifest_name(identity))?.as_deref().and_then(Manifest::decode))
    }

    /// The manifests of other folders, for one that may be a copy.
    pub fn other_manifests(&self) -> Result<Vec<Manifest>, Error> {
        let mut manifests = Vec::new();
        for name in self.manifest_names()? {
            manifests.extend(self.shelf.read(&name)?.as_deref().and_then(Manifest::decode));
        }
        Ok(manifests)
    }

    /// Remembers what is in the folder with that identity.
    pub fn set_manifest(&self, identity: Identity, manifest: &Manifest, durability: Durability) -> Result<(), Error> {
        self.shelf.write(&manifest_name(identity), &manifest.encode(), durability)
    }

    /// Forgets all folders but one.
    pub fn keep_manifest_of(&self, identity: Option<Identity>) -> Result<(), Error> {
        let kept = identity.map(manifest_name);
        for name in self.manifest_names()?.iter().filter(|name| kept.as_ref() != Some(*name)) {
            self.shelf.remove(name)?;
        }
        Ok(())
    }

    /// The folder that the last run worked in, if it did not tidy up.
    pub fn stage(&self) -> Result<Option<StageNote>, Error> {
        Ok(self.read_value(STAGE)?.filter(StageNote::is_plausible))
    }

    /// Remembers the folder that this run works in.
    pub fn set_stage(&self, note: &StageNote) -> Result<(), Error> {
        self.shelf.write(STAGE, &seal(&to_bytes(note)), Durability::Process)
    }

    /// Forgets it.
    pub fn clear_stage(&self) -> Result<(), Error> {
        self.shelf.remove(STAGE)
    }

    /// What the last run decided on and did not finish.
    pub fn journal(&self) -> Result<Option<Journal>, Error> {
        self.read_value(JOURNAL)
    }

    /// Decides: from now on the changes will be made, by this run or the next.
    pub fn set_journal(&self, journal: &Journal) -> Result<(), Error> {
        self.shelf.write(JOURNAL, &seal(&to_bytes(journal)), Durability::Machine)
    }

    /// All of it is done.
    pub fn clear_journal(&self) -> Result<(), Error> {
        self.shelf.remove(JOURNAL)
    }

    fn manifest_names(&self) -> Result<Vec<String>, Error> {
        let mut names = self.shelf.names()?;
        names.retain(|name| name.starts_with(MANIFEST));
        Ok(names)
    }

    fn read_value<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        let bytes = self.shelf.read(name)?;
        Ok(bytes.as_deref().and_then(unseal).and_then(|body| postcard::from_bytes(body).ok()))
    }
}

fn manifest_name(of: Identity) -> String {
    format!("{MANIFEST}{:x}-{:x}.v1", of.inode, of.born)
}
