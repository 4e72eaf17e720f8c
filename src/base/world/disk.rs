//! A site on disk.
//!
//! [`DiskWorld::open`] holds the site's folder open; everything is read beneath it.
//!
//! **Invariant:** no symbolic link is followed, neither while listing nor while reading, and
//! nothing but a regular file is read: a pipe cannot hang a build. What cannot be looked at is
//! listed as [`EntryKind::Unreadable`], never left out; what is left out in silence is hidden
//! (`.git`, `.env`) or an editor's leftover.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{self, BufReader};
use std::path::Path;

use jiff::Timestamp;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Entry, EntryKind, Parts, ReadFault, World};
use crate::base::disk::{Facts, Folder, Kind};
use crate::base::error::{Error, describe};
use crate::base::path::{SourcePath, with_slashes};

/// A folder on disk, and the instant at which it is looked at.
#[derive(Debug)]
pub struct DiskWorld {
    root: Folder,
    now: Timestamp,
    clock: Timestamp,
}

impl DiskWorld {
    /// Opens the site at `root`. `now` is the one instant of the whole run, `clock` what the
    /// machine's clock says: the two differ where an instant was asked for.
    ///
    /// # Errors
    /// When there is no such folder or it may not be read.
    pub fn open(root: &Path, now: Timestamp, clock: Timestamp) -> Result<Self, Error> {
        // The site itself may be reached through a link: it is the user's own word.
        let real = crate::base::disk::place::on_disk(root).map_err(|error| Error::io("open", root, error))?;
        let root = Folder::open(&real).map_err(|error| Error::io("open", root, error))?;
        Ok(Self { root, now, clock })
    }

    /// What is at or below `root`, in no particular order.
    fn list_root(&self, root: &str) -> Vec<Entry> {
        match self.facts_without_links(root) {
            Ok(None) => Vec::new(),
            Ok(Some((path, facts))) if facts.kind == Kind::Folder => self.list_folder(path),
            Ok(Some((path, facts))) => vec![Entry { path: SourcePath::new(path), kind: entry_kind(&facts) }],
            Err((path, error)) => vec![unreadable(path, &error)],
        }
    }

    /// The facts of `path`, or of the first part on the way to it that is not a folder.
    fn facts_without_links<'a>(&self, path: &'a str) -> Result<Option<(&'a str, Facts)>, (&'a str, io::Error)> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let part = &path[..end];
            match self.root.look_at(part).map_err(|error| (part, error))? {
                Some(facts) if facts.kind == Kind::Folder && end < path.len() => {}
                found => return Ok(found.map(|facts| (part, facts))),
            }
        }
        Ok(None)
    }

    /// All files below `folder`, however deep: level by level, so that the cores share the folders.
    fn list_folder(&self, folder: &str) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut level = vec![folder.to_owned()];
        while !level.is_empty() {
            let steps: Vec<_> = level.par_iter().map(|folder| self.list_one(folder)).collect();
            level.clear();
            for (files, folders) in steps {
                entries.extend(files);
                level.extend(folders);
            }
        }
        entries
    }

    /// The files in `folder`, and the folders in it.
    fn list_one(&self, folder: &str) -> (Vec<Entry>, Vec<String>) {
        let mut entries = Vec::new();
        let mut folders = Vec::new();
        let mut files = Vec::new();
        let walk = WalkDir::new(self.root.path().join(folder)).min_depth(1).max_depth(1);
        for step in walk.into_iter().filter_entry(|entry| !is_passed_over(entry.file_name())) {
            match step {
                Ok(entry) => match entry.file_name().to_str() {
                    Some(name) if entry.file_type().is_dir() => folders.push(format!("{folder}/{name}")),
                    Some(name) => files.push(format!("{folder}/{name}")),
                    None => entries.push(Entry {
                        path: SourcePath::new(format!("{folder}/{}", entry.file_name().to_string_lossy())),
                        kind: EntryKind::Unreadable("its name is not UTF-8".to_owned()),
                    }),
                },
                Err(error) => {
                    let path = self.relative(error.path().unwrap_or(Path::new(folder))).to_string_lossy().into_owned();
                    let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    entries.push(unreadable(&path, &error));
                }
            }
        }
        // To walk is cheap, to ask for each file's stamp is not: that is shared among the cores, too.
        entries.par_extend(files.into_par_iter().with_min_len(64).filter_map(|path| {
            let kind = match self.root.look_at(&path) {
                Ok(facts) => entry_kind(&facts?),
                Err(error) => EntryKind::Unreadable(describe(&error)),
            };
            Some(Entry { path: SourcePath::new(path), kind })
        }));
        (entries, folders)
    }

    fn relative<'a>(&self, path: &'a Path) -> Cow<'a, Path> {
        with_slashes(path.strip_prefix(self.root.path()).unwrap_or(path))
    }
}

impl World for DiskWorld {
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error> {
        let mut entries: Vec<Entry> = roots.iter().flat_map(|root| self.list_root(root)).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries.dedup_by(|a, b| a.path == b.path);
        Ok(entries)
    }

    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        self.root.read_into(path.as_str(), limit, into)
    }

    fn open(&self, path: &SourcePath) -> Result<Box<dyn Parts>, ReadFault> {
        Ok(Box::new(BufReader::new(self.root.open_to_read(path.as_str())?)))
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn clock(&self) -> Timestamp {
        self.clock
    }
}

/// Hidden names and what editors leave beside the files they save.
pub fn is_passed_over(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    // RFC 8615: the one hidden folder that is made to be published.
    (name.starts_with(b".") && name != b".well-known")
        || name.ends_with(b"~")
        || name.ends_with(b".swp")
        || name.ends_with(b".bak")
        || (name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#"))
        // Vim asks with this name whether it may write here.
        || name == b"4913"
}

fn entry_kind(facts: &Facts) -> EntryKind {
    if facts.kind == Kind::File { EntryKind::File(facts.stamp) } else { EntryKind::Other(facts.kind.name()) }
}

fn unreadable(path: &str, error: &io::Error) -> Entry {
    Entry { path: SourcePath::new(path), kind: EntryKind::Unreadable(describe(error)) }
}
