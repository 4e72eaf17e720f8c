//! The hidden folder in which the new files are made, until all of them are there.
//!
//! [`Stage::begin`] → [`Stage::write`] for each of [`Stage::to_render`], from many threads →
//! [`Stage::finish`].
//!
//! **Invariant:** the output folder is not touched before `finish`; a stage that is dropped
//! before takes its hidden folder with it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::changes::Changes;
use super::diff::{OnDisk, Planned};
use super::exchange::{self, Foreign};
use super::in_place;
use super::journal::{Journal, Over, Placing};
use super::manifest::{Basis, Listed, Manifest};
use super::scaffold::Scaffold;
use super::strategy::Strategy;
use crate::base::disk::Durability;
use crate::base::error::Error;
use crate::base::hash::{Fingerprint, content_hash};
use crate::base::path::OutPath;
use crate::base::world::{ReadFault, Stamp};

/// A build between its first byte and its last.
#[derive(Debug)]
pub struct Stage {
    changes: Changes,
    way: Way,
    /// One for each planned output, filled for those to render.
    done: Vec<OnceLock<Done>>,
}

/// How the new files will get to their place.
#[derive(Debug)]
enum Way {
    /// There is nothing to put.
    Nothing,
    Exchange(Scaffold, Foreign),
    InPlace(Scaffold),
}

/// What became of an output that was rendered.
#[derive(Debug)]
enum Done {
    /// The same bytes as before.
    Same,
    Written {
        content: Fingerprint,
        stamp: Stamp,
    },
}

/// What a build did to the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that went.
    pub removed: usize,
    /// Files that are not ours and could not be brought into the new folder, because they
    /// appeared while it was exchanged; where they are now.
    pub stranded: Vec<PathBuf>,
}

impl Stage {
    /// Makes room for the new files. `strategy` is usually what [`choose`](super::choose) says;
    /// where the folder cannot be exchanged (it is a mount, its parent may not be written to, it
    /// holds what cannot be linked), it is brought up to date in place all the same.
    ///
    /// # Errors
    /// When no hidden folder can be made.
    pub fn begin(changes: Changes, strategy: Strategy) -> Result<Self, Error> {
        let way = if changes.is_empty() { Ok(Way::Nothing) } else { Way::open(&changes, strategy) };
        let way = way.map_err(|error| elsewhere(error, &changes.output))?;
        let done = changes.planned.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { changes, way, done })
    }

    /// The outputs that must be written before [`Self::finish`], sorted by path.
    pub fn to_render(&self) -> impl ExactSizeIterator<Item = &Planned> {
        self.changes.diff.render.iter().map(|render| &self.changes.planned[render.planned])
    }

    /// Takes the bytes of one output; if they are the ones that are there, nothing is written.
    ///
    /// # Errors
    /// When the file cannot be written; the path named is its place in the output folder.
    ///
    /// # Panics
    /// When the output was not to be rendered, or is written twice.
    pub fn write(&self, path: &OutPath, bytes: &[u8]) -> Result<(), Error> {
        let Changes { output, planned, diff, .. } = &self.changes;
        let at = planned.binary_search_by(|planned| planned.path.cmp(path)).expect("only what is planned is written");
        let render =
            diff.render.binary_search_by_key(&at, |render| render.planned).expect("only what has changed is written");
        let content = content_hash(bytes);
        let present = diff.render[render].present.map(|listed| &output.manifest.outputs[listed]);
        let is_same =
            present.is_some_and(|listed| (listed.content, listed.stamp.size) == (content, bytes.len() as u64));
        let done = if is_same {
            Done::Same
        } else {
            let scaffold = self.way.scaffold().expect("a stage with something to render has its folder");
            let written = scaffold.folder().create(path.as_str(), bytes);
            let stamp = written.map_err(|error| Error::io("write", output.folder.shown.join(path.as_str()), error))?;
            Done::Written { content, stamp }
        };
        assert!(self.done[at].set(done).is_ok(), "each output is written once");
        Ok(())
    }

    /// What the build before this one rested on.
    pub fn basis(&self) -> &Basis {
        &self.changes.output.manifest.basis
    }

    /// Puts the bytes of an output that stays into `into`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_kept(&self, path: &OutPath, into: &mut Vec<u8>) -> Result<(), Error> {
        let output = &self.changes.output;
        let (disk, _) = output.disk.as_ref().expect("what stays is in a folder that is there");
        let failed = |fault: ReadFault| {
            let path = output.folder.shown.join(path.as_str());
            Error::io("read", path, std::io::Error::other(fault.to_string()))
        };
        disk.read_into(path.as_str(), u64::MAX, into).map_err(failed)
    }

    /// Puts the new files in place and takes away what is no longer planned; remembers `basis`.
    ///
    /// # Errors
    /// When the disk refuses. Before the folders are exchanged, or the journal is written, the old
    /// site is then as it was; after the journal, the next run finishes.
    ///
    /// # Panics
    /// When an output was not written that had to be.
    pub fn finish(self, basis: Basis) -> Result<Report, Error> {
        let Self { changes, way, done } = self;
        let Contents { manifest, written, kept } = contents(&changes, done, basis);
        let Changes { mut output, diff, .. } = changes;
        let mut report = Report {
            written: written.len(),
            unchanged: kept.len(),
            removed: diff.remove.len(),
            stranded: std::mem::take(&mut output.stranded),
        };
        let journal = Journal {
            place: written,
            remove: diff.remove.iter().map(|&at| output.manifest.outputs[at].path.clone()).collect(),
            basis: manifest.basis.without_inputs(),
        };
        match way {
            _ if journal.place.is_empty() && journal.remove.is_empty() => remember(&output, &manifest)?,
            Way::Nothing => unreachable!("without a folder nothing was written, and nothing is removed"),
            Way::InPlace(scaffold) => in_place::put(&output, scaffold, manifest, &journal)?,
            Way::Exchange(scaffold, foreign) => {
                let new = exchange::New { manifest, kept, foreign };
                match exchange::put(&output, scaffold, new)? {
                    exchange::Put::Done(stranded) => report.stranded.extend(stranded),
                    exchange::Put::Impossible(left) => {
                        let (scaffold, manifest) = *left;
                        in_place::put(&output, scaffold, manifest, &journal)?;
                    }
                }
            }
        }
        Ok(report)
    }
}

impl Way {
    fn open(changes: &Changes, strategy: Strategy) -> Result<Self, Error> {
        let output = &changes.output;
        let Some((disk, _)) = &output.disk else {
            return Ok(Way::Exchange(Scaffold::beside(output)?, Foreign::default()));
        };
        let foreign = match strategy {
            Strategy::Exchange => exchange::foreign(disk, changes)?,
            Strategy::InPlace => None,
        };
        let scaffold = Scaffold::near(output, disk)?;
        match foreign {
            Some(foreign) if scaffold.can_exchange(disk) => Ok(Way::Exchange(scaffold, foreign)),
            _ => Ok(Way::InPlace(scaffold)),
        }
    }

    fn scaffold(&self) -> Option<&Scaffold> {
        match self {
            Way::Nothing => None,
            Way::Exchange(scaffold, _) | Way::InPlace(scaffold) => Some(scaffold),
        }
    }
}

/// What to do where neither the site nor the output folder may be written to.
fn elsewhere(error: Error, output: &super::Output) -> Error {
    if output.is_remembered() || !error.is_forbidden() {
        return error;
    }
    Error::refused(error.to_string(), "name an output folder that can be written to, such as `-o /tmp/site`")
}

/// The new site, file by file.
struct Contents {
    manifest: Manifest,
    /// Files in the stage.
    written: Vec<Placing>,
    /// Files that stay, as places in the new manifest.
    kept: Vec<usize>,
}

fn contents(changes: &Changes, done: Vec<OnceLock<Done>>, basis: Basis) -> Contents {
    let Changes { output, planned, on_disk, diff, .. } = changes;
    let before = &output.manifest.outputs;
    let stays = |listed: usize, job| {
        let stamp = if let OnDisk::Touched(stamp) = on_disk[listed] { stamp } else { before[listed].stamp };
        Listed { job, stamp, ..before[listed].clone() }
    };
    let listed_before = |path: &OutPath| output.manifest.get(path.as_str()).is_some();
    // Where case does not tell names apart, a new file may take the place of ours under its old name.
    let freed: HashSet<Cow<'_, str>> = diff.remove.iter().map(|&at| before[at].path.key()).collect();
    let mut unchanged = diff.unchanged.iter().peekable();
    let mut render = diff.render.iter();
    let mut contents = Contents {
        manifest: Manifest { basis, outputs: Vec::with_capacity(planned.len()) },
        written: Vec::new(),
        kept: Vec::new(),
    };
    for (at, (planned, done)) in planned.iter().zip(done).enumerate() {
        let listed = if let Some(unchanged) = unchanged.next_if(|unchanged| unchanged.planned == at) {
            contents.kept.push(at);
            stays(unchanged.listed, planned.job)
        } else {
            let render = render.next().expect("what is not unchanged is rendered");
            match done.into_inner().expect("everything to render was written before the end") {
                Done::Same => {
                    contents.kept.push(at);
                    stays(render.present.expect("the same bytes are there"), planned.job)
                }
                Done::Written { content, stamp } => {
                    let listed = Listed { path: planned.path.clone(), job: planned.job, content, stamp };
                    let is_ours = listed_before(&planned.path) || freed.contains(&planned.path.key());
                    let over = if is_ours { Over::Ours } else { Over::Nothing };
                    contents.written.push(Placing { listed: listed.clone(), over });
                    listed
                }
            }
        };
        contents.manifest.outputs.push(listed);
    }
    contents
}

/// Writes the manifest if it says anything new.
fn remember(output: &super::Output, manifest: &Manifest) -> Result<(), Error> {
    let before = &output.manifest;
    let Some((_, identity)) = output.disk else { return Ok(()) };
    if before.basis.says_the_same(&manifest.basis) && before.outputs == manifest.outputs {
        return Ok(());
    }
    output.record.set_manifest(identity, manifest, Durability::Process)?;
    output.record.keep_manifest_of(Some(identity))
}
