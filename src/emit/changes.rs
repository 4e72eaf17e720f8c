//! The planned outputs against the manifest and the disk: what a build has to do, and whether it
//! may.
//!
//! **Invariant:** a file that is not ours is never in the way of what follows: [`Output::compare`]
//! refuses it by name.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use super::diff::{Diff, OnDisk, Planned, diff};
use super::manifest::{Listed, find};
use super::output::Output;
use super::strategy::Scale;
use super::survey::survey;
use crate::base::disk::{Folder, Kind, is_missing, tree};
use crate::base::error::Error;
use crate::base::path::{OutPath, fold_key};

/// What there is to do, and the folder to do it in.
#[derive(Debug)]
pub struct Changes {
    pub(super) output: Output,
    pub(super) planned: Vec<Planned>,
    /// One for each listed file.
    pub(super) on_disk: Vec<OnDisk>,
    pub(super) diff: Diff,
    reshapes: bool,
}

impl Output {
    /// Sets `planned` (in any order, each path once) against what is there.
    ///
    /// # Errors
    /// [`Error::Refused`] when files that Briefer did not write are where outputs belong.
    ///
    /// # Panics
    /// When a path is planned twice: the plan claims each path once.
    pub fn compare(self, mut planned: Vec<Planned>) -> Result<Changes, Error> {
        planned.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        assert!(planned.is_sorted_by(|a, b| a.path < b.path), "the plan claims each path once");
        let listed = &self.manifest.outputs;
        let on_disk = match &self.disk {
            Some((folder, _)) => survey(folder, listed)?,
            None => vec![OnDisk::Missing; listed.len()],
        };
        let mut diff = diff(&planned, listed, &on_disk);
        if let Some((folder, _)) = &self.disk {
            let sides = Sides { folder, planned: &planned, listed, on_disk: &on_disk };
            sides.refuse_strangers(&mut diff, &self.folder.shown)?;
        }
        let reshapes = reshapes(&planned, listed, &diff);
        Ok(Changes { output: self, planned, on_disk, diff, reshapes })
    }
}

impl Changes {
    /// What there is to do, by places in the plan (sorted by path) and in the manifest.
    pub fn diff(&self) -> &Diff {
        &self.diff
    }

    /// How much it is.
    pub fn scale(&self) -> Scale {
        Scale {
            planned: self.planned.len(),
            render: self.diff.render.len(),
            remove: self.diff.remove.len(),
            reshapes: self.reshapes,
        }
    }

    /// True if the folder is as it is wanted.
    pub fn is_empty(&self) -> bool {
        self.diff.render.is_empty() && self.diff.remove.is_empty()
    }
}

struct Sides<'a> {
    folder: &'a Folder,
    planned: &'a [Planned],
    listed: &'a [Listed],
    on_disk: &'a [OnDisk],
}

impl Sides<'_> {
    /// Looks where new files belong and at the folders above what changes. A listed file that is
    /// now reached through somebody's link is not ours to remove any more.
    fn refuse_strangers(&self, diff: &mut Diff, shown: &Path) -> Result<(), Error> {
        let rendered: Vec<&OutPath> = diff.render.iter().map(|render| &self.planned[render.planned].path).collect();
        let removed: Vec<&OutPath> = diff.remove.iter().map(|&at| &self.listed[at].path).collect();
        let above: HashSet<&str> = rendered.iter().chain(&removed).flat_map(|path| path.parents()).collect();
        let strange_folders = above
            .into_par_iter()
            .map(|folder| Ok(self.is_strange_folder(folder)?.then(|| folder.to_owned())))
            .filter_map(Result::transpose)
            .collect::<Result<HashSet<String>, Error>>()?;
        let is_below_one =
            |path: &OutPath| path.parents().find(|&folder| strange_folders.contains(folder)).map(str::to_owned);

        let mut in_the_way = rendered
            .par_iter()
            .map(|path| match is_below_one(path) {
                Some(folder) => Ok(Some(folder)),
                None => self.stranger_at(path, &removed),
            })
            .filter_map(Result::transpose)
            .collect::<Result<Vec<String>, Error>>()?;
        in_the_way.sort_unstable();
        in_the_way.dedup();
        if !in_the_way.is_empty() {
            return Err(in_the_way_of_outputs(shown, &in_the_way));
        }
        diff.remove.retain(|&at| is_below_one(&self.listed[at].path).is_none());
        Ok(())
    }

    /// True if something other than a folder is where a folder is needed, and it is not ours.
    fn is_strange_folder(&self, path: &str) -> Result<bool, Error> {
        let kind = self.look_at(path)?;
        Ok(kind.is_some_and(|kind| kind != Kind::Folder) && !self.is_ours(path))
    }

    /// What is at `path` or, if it is a folder, in it, and is not ours to replace.
    fn stranger_at(&self, path: &OutPath, removed: &[&OutPath]) -> Result<Option<String>, Error> {
        if self.is_ours(path.as_str()) {
            return Ok(None);
        }
        match self.look_at(path.as_str())? {
            None => Ok(None),
            Some(Kind::Folder) => self.stranger_in(path.as_str()),
            // Where case does not tell names apart, this may be our own file under its old name.
            Some(_) if self.is_alias(path, removed)? => Ok(None),
            Some(_) => Ok(Some(path.as_str().to_owned())),
        }
    }

    fn stranger_in(&self, path: &str) -> Result<Option<String>, Error> {
        let failed = |(at, error)| Error::io("look at", at, error);
        let folder = match self.folder.below(path) {
            Ok(folder) => folder,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(failed((self.folder.path().join(path), error))),
        };
        let is_strange = |inner: &Path, kind| {
            kind != Kind::Folder && inner.to_str().is_none_or(|inner| !self.is_ours(&format!("{path}/{inner}")))
        };
        let strangers = tree::walk(&folder, &is_strange).map_err(failed)?;
        Ok(strangers.first().map(|found| format!("{path}/{}", found.path.display())))
    }

    fn is_ours(&self, path: &str) -> bool {
        find(self.listed, path).is_some_and(|at| self.on_disk[at].is_there())
    }

    fn is_alias(&self, path: &OutPath, removed: &[&OutPath]) -> Result<bool, Error> {
        let key = path.key();
        let look = |path: &OutPath| {
            let facts = self.folder.look_at(path.as_str());
            facts.map_err(|error| Error::io("look at", self.folder.path().join(path.as_str()), error))
        };
        for old in removed.iter().filter(|old| fold_key(old.as_str()) == key) {
            if let (Some(one), Some(other)) = (look(path)?, look(old)?) {
                return Ok(tree::is_same_file(&one, &other));
            }
        }
        Ok(false)
    }

    fn look_at(&self, path: &str) -> Result<Option<Kind>, Error> {
        let facts = self.folder.look_at(path);
        let facts = facts.map_err(|error| Error::io("look at", self.folder.path().join(path), error))?;
        Ok(facts.map(|facts| facts.kind))
    }
}

/// The refusal of what is not ours, sorted, where outputs belong.
pub(super) fn in_the_way_of_outputs(shown: &Path, paths: &[String]) -> Error {
    const NAMED: usize = 5;
    let mut names: Vec<String> =
        paths.iter().take(NAMED).map(|path| format!("`{}`", shown.join(path).display())).collect();
    if paths.len() > NAMED {
        names.push(format!("{} more", paths.len() - NAMED));
    }
    let last = names.pop().unwrap_or_default();
    let message = if names.is_empty() {
        format!("{last} is in the way: Briefer did not write it")
    } else {
        format!("{} and {last} are in the way: Briefer did not write them", names.join(", "))
    };
    Error::refused(message, "move it out of the output folder, or give the page another address")
}

/// True if a name changes between file and folder, or in its case only.
fn reshapes(planned: &[Planned], listed: &[Listed], diff: &Diff) -> bool {
    if diff.remove.is_empty() {
        return false;
    }
    let new: Vec<&OutPath> = diff.render.iter().map(|render| &planned[render.planned].path).collect();
    let names: HashSet<&str> = new.iter().map(|path| path.as_str()).collect();
    let folders: HashSet<&str> = new.iter().flat_map(|path| path.parents()).collect();
    let keys: HashSet<Cow<'_, str>> = new.iter().map(|path| path.key()).collect();
    diff.remove.iter().map(|&at| &listed[at].path).any(|old| {
        folders.contains(old.as_str())
            || old.parents().any(|folder| names.contains(folder))
            || keys.contains(&old.key())
    })
}
