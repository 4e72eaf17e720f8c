//! A site held in memory: for tests and benchmarks.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Entry, EntryKind, ReadFault, Stamp, World};
use crate::base::error::Error;
use crate::base::hash::content_hash;
use crate::base::path::SourcePath;

/// Files by path, and a clock that stands still.
#[derive(Debug, Clone, Default)]
pub struct MemoryWorld {
    files: BTreeMap<SourcePath, Vec<u8>>,
    now: Timestamp,
}

impl MemoryWorld {
    /// An empty site at an instant.
    pub fn new(now: Timestamp) -> Self {
        Self { files: BTreeMap::new(), now }
    }

    /// Puts a file there, or replaces it.
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(SourcePath::new(path), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(&SourcePath::new(path));
    }
}

impl World for MemoryWorld {
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error> {
        let below = |path: &str| {
            roots
                .iter()
                .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        let stamp = |bytes: &[u8]| Stamp { size: bytes.len() as u64, inode: content_hash(bytes).0, ..Stamp::default() };
        let entry =
            |(path, bytes): (&SourcePath, &Vec<u8>)| Entry { path: path.clone(), kind: EntryKind::File(stamp(bytes)) };
        Ok(self.files.iter().filter(|(path, _)| below(path.as_str())).map(entry).collect())
    }

    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        let bytes = self.files.get(path).ok_or(ReadFault::Missing)?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(ReadFault::TooLarge { size, limit });
        }
        into.clear();
        into.extend_from_slice(bytes);
        Ok(())
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn clock(&self) -> Timestamp {
        // The stamps are hashes of the bytes.
        Timestamp::MAX
    }
}
