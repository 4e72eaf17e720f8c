//! `briefer serve`: the site on the loopback address.
use super::Outcome;
use super::args::{Global, Serve};
use super::terminal::Terminal;
use crate::base::error::Error;
/// Serves.
pub fn run(_: &Serve, _: &Global, _: &Terminal) -> Result<Outcome, Error> {
    Err(Error::Other("not yet".into()))
}
