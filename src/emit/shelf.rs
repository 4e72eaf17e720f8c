//! Where the files of a record lie: in a folder, or, where none may be written, in memory.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::disk::{Durability, Folder};
use crate::base::error::Error;
use crate::base::world::ReadFault;

/// Small files by name, each replaced whole.
#[derive(Debug)]
pub(super) enum Shelf {
    Folder(Folder),
    /// Until the program ends.
    Memory(Mutex<BTreeMap<String, Vec<u8>>>),
}

impl Default for Shelf {
    fn default() -> Self {
        Self::Memory(Mutex::default())
    }
}

impl Shelf {
    /// The names of its files.
    pub fn names(&self) -> Result<Vec<String>, Error> {
        match self {
            Self::Folder(folder) => {
                let names = folder.names().map_err(|error| Error::io("list", folder.path(), error))?;
                Ok(names.iter().filter_map(|named| named.name.to_str().map(str::to_owned)).collect())
            }
            Self::Memory(files) => Ok(locked(files).keys().cloned().collect()),
        }
    }

    /// The bytes of a file, if it is there.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let folder = match self {
            Self::Folder(folder) => folder,
            Self::Memory(files) => return Ok(locked(files).get(name).cloned()),
        };
        let mut bytes = Vec::new();
        match folder.read_into(name, u64::MAX, &mut bytes) {
            Ok(()) => Ok(Some(bytes)),
            Err(ReadFault::Missing) => Ok(None),
            Err(fault) => Err(Error::io("read", folder.path().join(name), io::Error::other(fault.to_string()))),
        }
    }

    /// Makes a file, or replaces it.
    pub fn write(&self, name: &str, bytes: &[u8], durability: Durability) -> Result<(), Error> {
        match self {
            Self::Folder(folder) => {
                let failed = |error| Error::io("write", folder.path().join(name), error);
                folder.replace(name, bytes, durability).map_err(failed)
            }
            Self::Memory(files) => {
                locked(files).insert(name.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }

    /// Removes a file, if it is there.
    pub fn remove(&self, name: &str) -> Result<(), Error> {
        match self {
            Self::Folder(folder) => match folder.remove_file(name) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(Error::io("remove", folder.path().join(name), error))
                }
                _ => Ok(()),
            },
            Self::Memory(files) => {
                locked(files).remove(name);
                Ok(())
            }
        }
    }
}

/// A map stays whole, whichever thread fails.
fn locked(files: &Mutex<BTreeMap<String, Vec<u8>>>) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}
