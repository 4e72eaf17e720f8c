//! The environment and the clock: asked here and nowhere else.

#![allow(clippy::disallowed_methods, reason = "the environment and the clock are asked here and nowhere else")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::base::error::Error;

/// A variable, if it is set and not empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The variables whose names begin with `prefix`.
pub fn variables(prefix: &str) -> BTreeMap<String, String> {
    let all =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    all.filter(|(name, _)| name.starts_with(prefix)).collect()
}

/// The current folder.
///
/// # Errors
/// When it was removed.
pub fn current_dir() -> Result<PathBuf, Error> {
    std::env::current_dir().map_err(|error| Error::io("find", ".", error))
}

/// Now.
pub fn clock() -> Timestamp {
    Timestamp::now()
}
