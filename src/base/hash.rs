//! Fingerprints: 64-bit hashes that tell whether two things are the same.
//!
//! They protect against accidents, not against an attacker: everything that is hashed is the
//! author's own. Both functions are stable between runs of one version of Briefer; only
//! [`content_hash`] is stable across machines, and so only it may appear in an output.

use std::hash::{Hash, Hasher};

use rapidhash::quality::{RapidHasher, SeedableState};
use std::hash::BuildHasher;

/// A 64-bit hash of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Fingerprint(pub u64);

/// The hash of any value, through its `Hash`.
pub fn fingerprint<T: Hash + ?Sized>(value: &T) -> Fingerprint {
    let mut hasher = stable_hasher();
    value.hash(&mut hasher);
    Fingerprint(hasher.finish())
}

/// The hash of bytes; the same on every machine.
pub fn content_hash(bytes: &[u8]) -> Fingerprint {
    Fingerprint(rapidhash::v3::rapidhash_v3(bytes))
}

fn stable_hasher() -> RapidHasher<'static> {
    SeedableState::fixed().build_hasher()
}
