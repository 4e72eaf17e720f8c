//! One process at a time.
//!
//! **Invariant:** the lock is the open file, not its existence: it ends with the process that
//! holds it, however that ends, and the file itself is never removed.

#![expect(clippy::disallowed_methods, reason = "how long one waits is no matter of the site's clock")]

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Held until dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held for its lock")] File);

/// Takes the lock at `path`, which is created if it is missing. If another process has it,
/// calls `on_wait` once and tries again for as long as `patience`; then `None`.
///
/// # Errors
/// When the file cannot be made or the file system has no locks.
pub fn acquire(path: &Path, patience: Duration, on_wait: &mut dyn FnMut()) -> io::Result<Option<Lock>> {
    hold(File::options().create(true).truncate(false).write(true).open(path)?, patience, on_wait)
}

/// The same for the folder at `path` itself: nothing is written.
///
/// # Errors
/// When it cannot be opened, as no folder can on Windows, or the file system has no locks.
pub fn acquire_folder(path: &Path, patience: Duration, on_wait: &mut dyn FnMut()) -> io::Result<Option<Lock>> {
    hold(File::open(path)?, patience, on_wait)
}

fn hold(file: File, patience: Duration, on_wait: &mut dyn FnMut()) -> io::Result<Option<Lock>> {
    let deadline = Instant::now() + patience;
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Lock(file))),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => return Ok(None),
            Err(TryLockError::WouldBlock) => {
                if !told {
                    on_wait();
                    told = true;
                }
                sleep(Duration::from_millis(20));
            }
        }
    }
}
