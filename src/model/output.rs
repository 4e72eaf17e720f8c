//! Where outputs go: the contract between the river and what it flows into.

use crate::base::error::Error;
use crate::base::hash::Fingerprint;
use crate::base::path::OutPath;

/// An output that the plan wants.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Where it goes.
    pub path: &'a OutPath,
    /// The hash of all that it shows.
    pub fingerprint: Fingerprint,
}

/// Takes the outputs of one build: the output folder, a map in memory, or nothing.
///
/// The calls come in this order: `begin` once, then `write` once for each output that `begin`
/// asked for, from many threads. What happens at the end is the sink's own affair: a build that
/// failed is never finished.
pub trait Sink: Sync {
    /// Learns what is wanted, by path; answers for each output whether it must be rendered.
    ///
    /// # Errors
    /// When the place cannot take it.
    fn begin(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<bool>, Error>;

    /// Takes the bytes of the output at that position in `wanted`.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn write(&self, at: usize, bytes: &[u8]) -> Result<(), Error>;

    /// The texts that no output may hold, as sorted hashes, for which every output that stays was
    /// looked through already.
    fn looked_for(&self) -> &[Fingerprint] {
        &[]
    }

    /// Remembers for which texts all outputs of this build are looked through.
    fn look_for(&mut self, _texts: Vec<Fingerprint>) {}

    /// Puts the bytes of an output that stays into `into`. A sink that keeps nothing has none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn kept(&self, _at: usize, into: &mut Vec<u8>) -> Result<(), Error> {
        into.clear();
        Ok(())
    }
}
