//! Briefer.
fn main() {}
