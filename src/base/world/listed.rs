//! A world whose files were listed once, for all who ask.

use std::borrow::Cow;

use jiff::Timestamp;

use super::{Entry, Parts, ReadFault, World};
use crate::base::error::Error;
use crate::base::path::SourcePath;

/// Another world with its listing taken at one moment.
#[derive(Debug)]
pub struct ListedWorld<'a, W> {
    world: &'a W,
    entries: Cow<'a, [Entry]>,
}

impl<'a, W: World> ListedWorld<'a, W> {
    /// Lists `roots` now.
    ///
    /// # Errors
    /// See [`World::list`].
    pub fn new(world: &'a W, roots: &[&str]) -> Result<Self, Error> {
        Ok(Self { world, entries: world.list(roots)?.into() })
    }

    /// A world of which all is known already.
    pub fn of(world: &'a W, entries: &'a [Entry]) -> Self {
        Self { world, entries: entries.into() }
    }

    /// What there is.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl<W: World> World for ListedWorld<'_, W> {
    fn list(&self, roots: &[&str]) -> Result<Vec<Entry>, Error> {
        let below = |path: &str| {
            let is_below =
                |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            roots.iter().any(|root| is_below(root))
        };
        Ok(self.entries.iter().filter(|entry| below(entry.path.as_str())).cloned().collect())
    }

    fn read_into(&self, path: &SourcePath, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        self.world.read_into(path, limit, into)
    }

    fn open(&self, path: &SourcePath) -> Result<Box<dyn Parts>, ReadFault> {
        self.world.open(path)
    }

    fn now(&self) -> Timestamp {
        self.world.now()
    }

    fn clock(&self) -> Timestamp {
        self.world.clock()
    }
}
