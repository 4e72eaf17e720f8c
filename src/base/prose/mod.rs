//! Running text: where names stand in it, and where its sentences begin and end.
//!
//! - [`Finder`] looks for many names at once: at the boundaries of words ([`boundary`]), the one
//!   that begins first, and of those that begin together the longest.
//! - [`sentence::sentence`] gives the sentence around a place.
//! - [`capitals::rows`] gives capitalised words that stand side by side, as those of a name do.
//!
//! **Invariant:** they depend on the text alone; nothing is guessed from what a word may mean.

pub mod boundary;
pub mod capitals;
pub mod finder;
pub mod script;
pub mod sentence;

pub use finder::{Finder, Form, Piece, normal};
