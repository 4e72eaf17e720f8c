//! A site on disk.

/// A folder on disk.
#[derive(Debug)]
pub struct DiskWorld;
