//! The documentation says what the code does: its tables are compared with the command line, the
//! fields of front matter and the settings, both ways; every command in it can be run, every link
//! leads somewhere.

#![allow(clippy::disallowed_methods, reason = "tests read the documentation from the disk")]

#[path = "../common/mod.rs"]
mod common;

mod commands;
mod fields;
mod first;
mod links;
mod page;
mod reads;
mod settings;
mod views;
