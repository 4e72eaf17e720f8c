//! Taking the site away again: `briefer clean`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::manifest::find;
use super::output::Output;
use crate::base::disk::{Folder, Kind, tree};
use crate::base::error::Error;

/// What [`Output::clean`] did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// Files removed.
    pub removed: usize,
    /// What is not ours and stays, relative to the output folder, sorted; of a folder that is not
    /// ours only the folder.
    pub left: Vec<PathBuf>,
}

impl Output {
    /// Removes every file that the manifest lists and the folders that are then empty, the output
    /// folder too if nothing else is in it; then the manifest. Killed in between, it can be called
    /// again.
    ///
    /// # Errors
    /// The first file that cannot be removed.
    pub fn clean(self) -> Result<Cleaned, Error> {
        let mut cleaned = Cleaned::default();
        if let Some((disk, _)) = &self.disk {
            let listed = &self.manifest.outputs;
            let folders: HashSet<&str> = listed.iter().flat_map(|listed| listed.path.parents()).collect();
            let removed = AtomicUsize::new(0);
            let is_doomed = |path: &Path, kind| {
                let Some(path) = path.to_str() else { return false };
                if kind == Kind::Folder {
                    return folders.contains(path);
                }
                let is_ours = find(listed, path).is_some();
                removed.fetch_add(usize::from(is_ours), Ordering::Relaxed);
                is_ours
            };
            let failed = |(path, error)| Error::io("remove", path, error);
            cleaned.left = tree::sweep_inside(disk, &is_doomed).map_err(failed)?;
            cleaned.removed = removed.into_inner();
        }
        if cleaned.left.is_empty()
            && let Ok(parent) = Folder::open(&self.folder.parent())
        {
            // A folder that may not go, such as a mount, stays as it is: empty.
            let _ = parent.remove_folder(self.folder.name());
        }
        self.record.keep_manifest_of(None)?;
        Ok(cleaned)
    }
}
