//! Briefer: a static site generator for dated, sourced briefings.
//!
//! The modules stand in the order in which data flows (see `ARCHITECTURE.md`):
//! [`config`] → [`discover`] → [`parse`] → [`assemble`] → [`plan`] → [`render`] → [`emit`];
//! [`build`] is the river that joins them, [`rebuild`] lets it run again when [`watch`] says that
//! something moved. [`model`] holds the nouns that flow, [`base`] plain
//! values and the outside world.

pub mod assemble;
pub mod base;
pub mod build;
pub mod cli;
pub mod config;
pub mod discover;
pub mod emit;
pub mod guard;
pub mod memo;
pub mod model;
pub mod parse;
pub mod plan;
pub mod rebuild;
pub mod render;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod theme;
pub mod watch;
