//! The preview: the outputs of the river in memory, over HTTP.
//!
//! - [`outputs`]: a snapshot of what was built, and the sink that makes it;
//! - [`site`]: the snapshot that is served, replaced whole, and what is wrong with the next one;
//! - [`live`]: what open pages are told of both;
//! - [`server`]: the address, connections within limits, the end;
//! - [`http`]: one request, answered: past the [`door`], to an [`address`], as [`media`], perhaps a
//!   [`range`] of it.

pub mod address;
pub mod body;
pub mod door;
pub mod http;
pub mod live;
pub mod media;
pub mod outputs;
mod patient;
pub mod range;
pub mod server;
pub mod site;
