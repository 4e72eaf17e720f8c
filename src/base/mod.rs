//! The ground floor: plain values and the outside world.
//!
//! Everything here is free of briefings: hashes, paths, dates, text, diagnostics, errors, and
//! the [`world`] through which the stages see files and the clock. Every other room may stand
//! on this one; this one stands on none.

pub mod date;
pub mod date_words;
pub mod diag;
pub mod disk;
pub mod error;
pub mod fields;
pub mod hash;
pub mod json;
pub mod locate;
pub mod path;
pub mod prose;
pub mod text;
pub mod world;
