//! Reading a regular file: whole, within a limit, or in parts.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::{Facts, Folder, Kind, is_missing, is_no_way};
use crate::base::error::describe;
use crate::base::world::ReadFault;

impl Folder {
    /// Puts the bytes of the regular file `name` into `into`, replacing what it held; `limit` is
    /// in bytes. No link is followed, and a pipe is refused instead of waited for.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn read_into(&self, name: impl AsRef<Path>, limit: u64, into: &mut Vec<u8>) -> Result<(), ReadFault> {
        into.clear();
        let (mut file, facts) = self.open_regular(name)?;
        let too_large = |size| if size > limit { Err(ReadFault::TooLarge { size, limit }) } else { Ok(()) };
        too_large(facts.stamp.size)?;
        // Room for one byte more than it had a moment ago, so that growth shows.
        into.resize(usize::try_from(facts.stamp.size).unwrap_or(usize::MAX).saturating_add(1), 0);
        let mut filled = 0;
        loop {
            match file.read(&mut into[filled..]) {
                Ok(0) => break,
                Ok(more) => filled += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(fault(&error)),
            }
            too_large(filled as u64)?;
            if filled == into.len() {
                into.resize(filled * 2, 0);
            }
        }
        into.truncate(filled);
        Ok(())
    }

    /// Opens the regular file `name`, to read parts of it.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn open_to_read(&self, name: impl AsRef<Path>) -> Result<File, ReadFault> {
        self.open_regular(name).map(|(file, _)| file)
    }

    fn open_regular(&self, name: impl AsRef<Path>) -> Result<(File, Facts), ReadFault> {
        let (file, facts) = self.open_file(name).map_err(|error| fault(&error))?;
        if facts.kind == Kind::File { Ok((file, facts)) } else { Err(ReadFault::NotAFile) }
    }
}

fn fault(error: &io::Error) -> ReadFault {
    match error {
        _ if is_no_way(error) => ReadFault::NotAFile,
        _ if is_missing(error) => ReadFault::Missing,
        _ => ReadFault::Failed(describe(error)),
    }
}
