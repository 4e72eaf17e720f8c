//! New files: the start of a site, and single pieces of content.
//!
//! Both are plain values, path and text; the command line writes them, never over a file that
//! exists.

pub mod content;
pub mod site;
