//! The nouns: what flows from stage to stage. No verbs live here.
//!
//! In the order of the river: [`config::Config`] (site.toml), [`inventory::Inventory`] (which
//! files there are), [`document`] (what one file says), [`edition::Edition`] (what is public,
//! linked and indexed), [`ledger::Ledger`] (what it says in all), [`plan::Plan`] (which outputs
//! there are and what each may see), [`view`] (what a template may read).

pub mod anchor;
pub mod calendar;
pub mod config;
pub mod data;
pub mod document;
pub mod edition;
pub mod feed;
pub mod field;
pub mod free;
pub mod front;
pub mod html;
pub mod inventory;
pub mod lang;
pub mod ledger;
pub mod link;
pub mod mention;
pub mod output;
pub mod picture;
pub mod plan;
pub mod report;
pub mod section;
pub mod shared;
pub mod suggestion;
pub mod theme;
pub mod view;
