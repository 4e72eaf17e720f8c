//! Which folders may be an output folder at all.
//!
//! **Invariant:** an [`OutputFolder`] is not, contains not, and lies not in anything that the site
//! is read from; it is not a link, and if something is in it, there is a record that it is ours.
//! Paths are compared resolved and with case folded, and again by what the file system says they
//! are, so that neither `..` nor a link, a mount or another spelling gets around it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::record::Record;
use crate::base::disk::place::{Place, home, on_disk, resolve};
use crate::base::disk::{Folder, Kind, look, look_at};
use crate::base::error::Error;
use crate::base::hash::content_hash;
use crate::base::path::fold_key;

/// A path that a site may be written to.
#[derive(Debug, Clone)]
pub struct OutputFolder {
    pub(super) site: PathBuf,
    pub(super) place: Place,
    /// As the user wrote it, for messages.
    pub(super) shown: PathBuf,
    /// What its record is called.
    pub(super) record: String,
}

/// What lies below the site's root and is never an output, whatever the caller names.
const ALWAYS_INPUTS: [&str; 2] = [".git", ".briefer"];

impl OutputFolder {
    /// Looks at `out` (taken from `site_root` if it is relative). `inputs` are the files and
    /// folders that the site is read from, relative to `site_root`; they need not exist.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason and what to do; [`Error::Io`] when the site or a folder
    /// on the way cannot be looked at.
    pub fn check(site_root: &Path, out: &Path, inputs: &[&str]) -> Result<Self, Error> {
        let unseen = |path: &Path, error| Error::io("look at", path, error);
        let site = on_disk(site_root).map_err(|error| unseen(site_root, error))?;
        let place = resolve(&site, out).map_err(|error| unseen(out, error))?;
        let path = place.path();
        let refuse = |why: String| {
            let hint = "name a folder of its own, such as `public`";
            Err(Error::refused(format!("the output folder cannot be `{}`: {why}", out.display()), hint))
        };

        if path.parent().is_none() {
            return refuse("it is the root of the file system".to_owned());
        }
        let found = look_at(&place.existing).map_err(|error| unseen(&place.existing, error))?;
        let exists = place.missing.is_empty();
        match found.map(|found| found.kind) {
            Some(Kind::Folder) => {}
            Some(kind) if exists => return refuse(format!("it is {}", kind.name())),
            Some(kind) => return refuse(format!("`{}` is {}", place.existing.display(), kind.name())),
            None => return Err(unseen(&place.existing, std::io::ErrorKind::NotFound.into())),
        }
        if let Some(home) = home() {
            match relation(&path, &home) {
                Relation::Same => return refuse("it is your home folder".to_owned()),
                Relation::Around => return refuse("your home folder is in it".to_owned()),
                Relation::Inside | Relation::Apart => {}
            }
        }
        match relation(&path, &site) {
            Relation::Same => return refuse("it is the site itself".to_owned()),
            Relation::Around => return refuse("the site is in it".to_owned()),
            Relation::Inside | Relation::Apart => {}
        }
        for input in inputs.iter().chain(&ALWAYS_INPUTS) {
            let input_path = resolve(&site, Path::new(input)).map_err(|error| unseen(Path::new(input), error))?.path();
            match relation(&path, &input_path) {
                Relation::Same => return refuse("the site is read from it".to_owned()),
                Relation::Inside => return refuse(format!("it is in `{input}`, which the site is read from")),
                Relation::Around => return refuse(format!("`{input}`, which the site is read from, is in it")),
                Relation::Apart => {}
            }
        }
        if path.components().any(|part| fold_key(&part.as_os_str().to_string_lossy()) == ".git") {
            return refuse("it is in the folder of a Git repository's own files".to_owned());
        }

        for above in path.ancestors().skip(1) {
            if Record::has_manifest(&site, &record_name(&site, above)) {
                let shown = above.strip_prefix(&site).unwrap_or(above).display();
                return Err(Error::refused(
                    format!(
                        "the output folder cannot be `{}`: `{shown}`, in which it is, is one itself",
                        out.display()
                    ),
                    "name a folder beside it, such as `preview`",
                ));
            }
        }

        let record = record_name(&site, &path);
        let folder = Self { site, place, shown: out.to_owned(), record };
        if exists && !Record::exists(&folder) {
            folder.refuse_unless_empty()?;
        }
        Ok(folder)
    }

    /// Where it is: absolute, links resolved.
    pub fn path(&self) -> PathBuf {
        self.place.path()
    }

    /// True if it is the folder `name` of the site or lies in it, however it was spelt.
    pub fn is_within(&self, name: &str) -> bool {
        matches!(relation(&self.path(), &self.site.join(name)), Relation::Same | Relation::Inside)
    }

    /// The folder that it is in.
    pub(super) fn parent(&self) -> PathBuf {
        let mut path = self.path();
        path.pop();
        path
    }

    /// Its name in that folder.
    pub(super) fn name(&self) -> PathBuf {
        self.path().file_name().map(PathBuf::from).expect("a path that is not the root has a last part")
    }

    /// Opens it; `None` if it does not exist.
    pub(super) fn open(&self) -> Result<Option<Folder>, Error> {
        let path = self.path();
        match look_at(&path).map_err(|error| Error::io("look at", &self.shown, error))? {
            None => Ok(None),
            Some(_) => Folder::open(&path).map(Some).map_err(|error| Error::io("open", &self.shown, error)),
        }
    }

    /// True if nothing is in it, or it does not exist.
    pub(super) fn is_empty(&self) -> Result<bool, Error> {
        let Some(folder) = self.open()? else { return Ok(true) };
        Ok(folder.names().map_err(|error| Error::io("list", &self.shown, error))?.is_empty())
    }

    /// Refuses a folder with something in it, because nobody remembers what.
    pub(super) fn refuse_unless_empty(&self) -> Result<(), Error> {
        if self.is_empty()? {
            return Ok(());
        }
        Err(Error::refused(
            format!("the output folder `{}` has files in it that Briefer has no record of", self.shown.display()),
            "name an empty folder, or empty this one yourself if nothing in it is needed",
        ))
    }
}

/// What the record of the output folder at `path` is called.
fn record_name(site: &Path, path: &Path) -> String {
    let named = path.strip_prefix(site).unwrap_or(path);
    format!("output-{:016x}", content_hash(named.as_os_str().as_encoded_bytes()).0)
}

/// How one path lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Inside,
    Around,
    Apart,
}

fn relation(path: &Path, other: &Path) -> Relation {
    let (key, other_key) = (folded(path), folded(other));
    let (numbers, other_numbers) = (numbers(path), numbers(other));
    let inside = key.starts_with(&other_key) || other_numbers[0].is_some_and(|own| numbers.contains(&Some(own)));
    let around = other_key.starts_with(&key) || numbers[0].is_some_and(|own| other_numbers.contains(&Some(own)));
    match (inside, around) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Inside,
        (false, true) => Relation::Around,
        (false, false) => Relation::Apart,
    }
}

/// The parts of a path in the form under which names clash.
fn folded(path: &Path) -> Vec<String> {
    path.iter().map(|part: &OsStr| fold_key(&part.to_string_lossy()).into_owned()).collect()
}

/// Device and inode of a path and of everything above it, as far as they exist; never empty.
fn numbers(path: &Path) -> Vec<Option<(u64, u64)>> {
    let number = |path: &Path| {
        let facts = look(path).ok().flatten()?;
        (facts.stamp.inode != 0).then_some((facts.device, facts.stamp.inode))
    };
    path.ancestors().map(number).collect()
}
