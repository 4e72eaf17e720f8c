//! The output folder as the river's sink.

use super::diff::Planned;
use super::manifest::Basis;
use super::output::Output;
use super::stage::{Report, Stage};
use super::strategy::choose;
use crate::base::error::Error;
use crate::base::hash::Fingerprint;
use crate::base::path::OutPath;
use crate::model::output::{Sink, Wanted};

/// Takes a build's outputs into a stage beside the output folder.
///
/// **Invariant:** the folder changes in [`FolderSink::finish`] alone; a sink that is dropped
/// leaves the old site.
#[derive(Debug)]
pub struct FolderSink {
    output: Option<Output>,
    stage: Option<Stage>,
    /// What is wanted, sorted by path.
    paths: Vec<OutPath>,
    looked_for: Vec<Fingerprint>,
}

impl FolderSink {
    /// Begins with a locked folder.
    pub fn new(output: Output) -> Self {
        Self { output: Some(output), stage: None, paths: Vec::new(), looked_for: Vec::new() }
    }

    /// Puts the new site in place.
    ///
    /// # Errors
    /// When the disk refuses; see [`Stage::finish`].
    pub fn finish(self, basis: Basis) -> Result<Report, Error> {
        let basis = Basis { looked_for: self.looked_for, ..basis };
        self.stage.map_or_else(|| Ok(Report::default()), |stage| stage.finish(basis))
    }
}

impl Sink for FolderSink {
    fn begin(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<bool>, Error> {
        let output = self.output.take().expect("a build begins once");
        let planned = wanted.iter().map(|wanted| Planned { path: wanted.path.clone(), job: wanted.fingerprint });
        let changes = output.compare(planned.collect())?;
        let strategy = choose(&changes.scale());
        let stage = Stage::begin(changes, strategy)?;
        self.paths = wanted.iter().map(|wanted| wanted.path.clone()).collect();
        debug_assert!(self.paths.is_sorted(), "the plan is sorted by path");
        let mut stale = vec![false; wanted.len()];
        for planned in stage.to_render() {
            let at = self.paths.binary_search(&planned.path).expect("only what is wanted is rendered");
            stale[at] = true;
        }
        self.stage = Some(stage);
        Ok(stale)
    }

    fn write(&self, at: usize, bytes: &[u8]) -> Result<(), Error> {
        let stage = self.stage.as_ref().expect("a build begins before it writes");
        stage.write(&self.paths[at], bytes)
    }

    fn looked_for(&self) -> &[Fingerprint] {
        self.stage.as_ref().map_or(&[], |stage| &stage.basis().looked_for)
    }

    fn look_for(&mut self, texts: Vec<Fingerprint>) {
        self.looked_for = texts;
    }

    fn kept(&self, at: usize, into: &mut Vec<u8>) -> Result<(), Error> {
        let stage = self.stage.as_ref().expect("a build begins before it reads");
        stage.read_kept(&self.paths[at], into)
    }
}
