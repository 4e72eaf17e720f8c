//! Links to addresses of the site, which can be looked up when all addresses are known.

use std::sync::Arc;

use crate::base::diag::Place;
use crate::base::text::percent_decode;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncheckedLink {
    /// As written.
    pub written: Arc<str>,
    /// The page, relative to the root, decoded: `2025/08/07/talks/`.
    pub target: Arc<str>,
    /// Where it was written.
    pub place: Place,
}

impl UncheckedLink {
    /// A link to an address that begins with `/`; none if it begins with another sign.
    pub fn new(written: &str, place: Place) -> Option<Self> {
        Some(Self { written: written.into(), target: target(written)?.into(), place })
    }
}

/// The page at an address that begins with `/`, relative to the root, decoded.
pub fn target(written: &str) -> Option<String> {
    let path = written.strip_prefix('/')?.split(['?', '#']).next().unwrap_or_default();
    Some(percent_decode(path))
}
