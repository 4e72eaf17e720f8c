//! The hidden folder itself: made beside the output folder, or within it where it cannot stand
//! beside; noted in the record, so that the next run finds what a killed one left.
//!
//! **Invariant:** it is on the file system of the output folder, so that everything in it can be
//! renamed into place; and it is removed when this is dropped, unless it was given away by
//! [`Scaffold::release`].

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::Output;
use super::record::{PREFIX, Record, StageNote, Whereabouts};
use crate::base::disk::{Folder, Identity, tree};
use crate::base::error::Error;

/// A hidden folder to build in.
#[derive(Debug)]
pub(super) struct Scaffold {
    /// The folder that it is in.
    holder: Folder,
    note: StageNote,
    folder: Folder,
    record: Arc<Record>,
    /// Folders above it that were made for it, to be taken away with it.
    made_for_it: Option<(PathBuf, PathBuf)>,
    is_ours: bool,
}

impl Scaffold {
    /// Beside an output folder that does not exist yet; makes the folders above it.
    pub fn beside(output: &Output) -> Result<Self, Error> {
        let place = &output.folder.place;
        let missing: PathBuf = place.missing.iter().take(place.missing.len().saturating_sub(1)).collect();
        let parent = output.folder.parent();
        let above = Folder::open(&place.existing).and_then(|existing| {
            existing.make_folders(&missing)?;
            Folder::open(&parent)
        });
        let above = above.map_err(|error| Error::io("create", &parent, error))?;
        let made = (!missing.as_os_str().is_empty()).then(|| (place.existing.clone(), missing));
        Self::make(output, above, Whereabouts::Beside, made)
    }

    /// Beside an output folder, or within it if it is a file system of its own or the folder
    /// above it may not be written to.
    pub fn near(output: &Output, disk: &Folder) -> Result<Self, Error> {
        let within = || {
            let holder = Folder::open(disk.path()).map_err(|error| Error::io("open", disk.path(), error))?;
            Self::make(output, holder, Whereabouts::Within, None)
        };
        let same_device = |one: &Folder| Ok::<bool, io::Error>(one.own_facts()?.device == disk.own_facts()?.device);
        match Folder::open(&output.folder.parent()) {
            Ok(parent) if same_device(&parent).is_ok_and(|same| same) => {
                match Self::make(output, parent, Whereabouts::Beside, None) {
                    Err(error) if error.is_forbidden() => within(),
                    made => made,
                }
            }
            _ => within(),
        }
    }

    fn make(
        output: &Output,
        holder: Folder,
        whereabouts: Whereabouts,
        made_for_it: Option<(PathBuf, PathBuf)>,
    ) -> Result<Self, Error> {
        let record = Arc::clone(&output.record);
        let name = format!("{PREFIX}{:016x}", RandomState::new().build_hasher().finish());
        let mut note = StageNote { name, whereabouts, identity: Identity::default() };
        record.set_stage(&note)?;
        let failed = |error| Error::io("create", holder.path().join(&note.name), error);
        let made = holder.make_folder(&note.name).and_then(|()| holder.below(&note.name));
        let made = made.and_then(|folder| Ok((folder.identity()?, folder)));
        let (identity, folder) = match made.map_err(failed) {
            Ok(made) => made,
            Err(error) => {
                record.clear_stage()?;
                return Err(error);
            }
        };
        note.identity = identity;
        let scaffold = Self { holder, note, folder, record, made_for_it, is_ours: true };
        scaffold.record.set_stage(&scaffold.note)?;
        Ok(scaffold)
    }

    /// What is built.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The folder that it is in.
    pub fn holder(&self) -> &Folder {
        &self.holder
    }

    /// Its name there.
    pub fn name(&self) -> &Path {
        Path::new(&self.note.name)
    }

    /// Which folder it is.
    pub fn identity(&self) -> Identity {
        self.note.identity
    }

    /// True if it could take the place of `disk`; gives it the permissions of `disk` then.
    pub fn can_exchange(&self, disk: &Folder) -> bool {
        self.note.whereabouts == Whereabouts::Beside
            && self.folder.has_owner_of(disk).is_ok_and(|same| same)
            && self.holder.set_mode_like(self.name(), disk).is_ok()
    }

    /// It is now the output folder; what has its name is not ours to remove blindly.
    pub fn release(&mut self) {
        self.is_ours = false;
    }
}

impl Drop for Scaffold {
    fn drop(&mut self) {
        if !self.is_ours {
            return;
        }
        // What cannot be removed now is noted in the record, and the next run tries again.
        if tree::sweep(&self.holder, self.name(), &|_, _| true).is_ok_and(|left| left.is_empty()) {
            let _ = self.record.clear_stage();
        }
        if let Some((above, made)) = &self.made_for_it
            && let Ok(above) = Folder::open(above)
        {
            for folder in made.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
                let _ = above.remove_folder(folder);
            }
        }
    }
}
