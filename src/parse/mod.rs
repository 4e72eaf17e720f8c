//! One file to one document.

pub mod front;
