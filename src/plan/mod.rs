//! Which outputs there are, and what each of them can see.
//!
//! Entry point: [`plan`]. Steps: list the pages of each kind ([`pages`], [`actors`], [`archive`],
//! [`record`], with [`lists`] for what is split over several), the feeds ([`feeds`]), the calendars
//! ([`calendars`]), the data files ([`data`]) and the small files ([`files`]); claim every path once
//! ([`claims`]); look up the links that only now can be
//! checked ([`links`]); take the fingerprints.
//!
//! **Invariant:** no two outputs share a path, not even on a file system without case.

mod actors;
mod archive;
mod calendars;
mod claims;
mod data;
mod feeds;
mod files;
mod links;
mod lists;
mod pages;
pub mod parts;
mod record;

use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::OutPath;
use crate::model::config::Config;
use crate::model::edition::Edition;
use crate::model::inventory::Inventory;
use crate::model::plan::{Job, Plan, Shape, Sight};

/// A static file of the theme: its name below `theme/`, and the hash of its bytes.
pub type ThemeFile = (String, Fingerprint);

/// Fingerprints of what outputs see beside the edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Common {
    /// What pages see: the engine, the theme, the settings.
    pub page: Fingerprint,
    /// What a data file sees: the engine and the settings.
    pub data: Fingerprint,
}

impl Common {
    /// What an output of that kind sees.
    fn of(&self, sight: &Sight<'_>) -> Fingerprint {
        match sight {
            // Copied as it is.
            Sight::Copy(..) | Sight::ThemeFile(..) => Fingerprint::default(),
            Sight::Data(_) => self.data,
            _ => self.page,
        }
    }
}

/// Plans the outputs of an edition.
pub fn plan<'e>(
    edition: &'e Edition,
    config: &Config,
    inventory: &'e Inventory,
    theme_files: &[ThemeFile],
    common: Common,
) -> (Plan<'e>, Shape, Vec<Diagnostic>) {
    let shape = pages::shape(edition, config);
    let (mut outputs, gathered) = rayon::join(
        || {
            let mut outputs = Outputs::default();
            pages::add(&mut outputs, edition, config, &shape);
            outputs
        },
        || {
            let mut outputs = Outputs::default();
            archive::add(&mut outputs, edition, config);
            record::add(&mut outputs, edition, config, &shape);
            feeds::add(&mut outputs, edition, config, &shape);
            calendars::add(&mut outputs, edition, config, &shape);
            data::add(&mut outputs, edition, config);
            outputs
        },
    );
    outputs.list.extend(gathered.list);
    files::add(&mut outputs, edition, config, inventory, theme_files);
    let mut outputs = outputs.list;
    claims::sort(&mut outputs);

    let common = Common { page: fingerprint(&(common.page, &shape)), ..common };
    let seen = |output: &Output<'e>| fingerprint(&(common.of(&output.sight), &output.path, &output.sight));
    let (mut diagnostics, (broken, fingerprints)) = rayon::join(
        || claims::check(&outputs),
        || {
            let fingerprints: Vec<Fingerprint> = outputs.par_iter().with_min_len(64).map(seen).collect();
            (links::check(&edition.unchecked, &outputs, config), fingerprints)
        },
    );
    diagnostics.extend(broken);
    let job = |(output, fingerprint): (Output<'e>, _)| Job { path: output.path, sight: output.sight, fingerprint };
    let jobs = outputs.into_iter().zip(fingerprints).map(job).collect();
    (Plan { jobs }, shape, diagnostics)
}

/// An output before its fingerprint is taken.
#[derive(Debug)]
struct Output<'e> {
    path: OutPath,
    sight: Sight<'e>,
    /// What asked for it, in words and as a place, for clashes.
    claim: claims::Claim<'e>,
}

#[derive(Debug, Default)]
struct Outputs<'e> {
    list: Vec<Output<'e>>,
}

impl<'e> Outputs<'e> {
    fn add(&mut self, path: OutPath, sight: Sight<'e>, claim: claims::Claim<'e>) {
        self.list.push(Output { path, sight, claim });
    }

    /// Adds an output at a path of our own making.
    fn add_ours(&mut self, path: &str, sight: Sight<'e>, words: &'static str) {
        let path = OutPath::parse(path).expect("paths of our own making are valid");
        self.add(path, sight, claims::Claim::Ours(words));
    }
}
