//! What has become of the files that the last build left.
//!
//! **Incremental:** one `lstat` a file. Only a file whose stamp is not the one we know while its
//! size is gets read: a folder that was copied, restored from a cache or merely touched is
//! recognised by its bytes.

use rayon::prelude::*;

use super::diff::OnDisk;
use super::manifest::Listed;
use crate::base::disk::{Folder, Kind};
use crate::base::error::Error;
use crate::base::hash::content_hash;

/// Enough looks for one task that handing it out does not show.
const AT_ONCE: usize = 128;

/// True if every listed file has the stamp that we know; nothing is read.
pub(super) fn all_intact(folder: &Folder, listed: &[Listed]) -> bool {
    let is_intact = |listed: &Listed| {
        let facts = folder.look_at(listed.path.as_str());
        facts.is_ok_and(|facts| facts.is_some_and(|facts| facts.kind == Kind::File && facts.stamp == listed.stamp))
    };
    listed.par_iter().with_min_len(AT_ONCE).all(is_intact)
}

/// Looks at every listed file.
///
/// # Errors
/// The first that cannot be looked at.
pub(super) fn survey(folder: &Folder, listed: &[Listed]) -> Result<Vec<OnDisk>, Error> {
    listed
        .par_iter()
        .with_min_len(AT_ONCE)
        .map_init(Vec::new, |bytes, listed| {
            let path = listed.path.as_str();
            let facts = folder.look_at(path).map_err(|error| Error::io("look at", folder.path().join(path), error))?;
            Ok(match facts {
                None => OnDisk::Missing,
                Some(facts) if facts.kind == Kind::Folder => OnDisk::Folder,
                Some(facts) if facts.kind != Kind::File || facts.stamp.size != listed.stamp.size => OnDisk::Changed,
                Some(facts) if facts.stamp == listed.stamp => OnDisk::Intact,
                Some(facts) => match folder.read_into(path, listed.stamp.size, bytes) {
                    Ok(()) if content_hash(bytes) == listed.content => OnDisk::Touched(facts.stamp),
                    _ => OnDisk::Changed,
                },
            })
        })
        .collect()
}
