//! One file to one document.

pub mod check;
pub mod front;
