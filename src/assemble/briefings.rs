//! Public briefings, resolved: names, links, card ([`resolve`](resolve::resolve), remembered from build to build,
//! and [`checks`] between them); then ordered and connected ([`order`](mod@order)).

mod checks;
mod circles;
mod order;
mod resolve;
mod simultaneous;

use std::sync::Arc;

use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

use super::desk::Desk;
use super::mentions::search;
use super::visibility::Opened;
use crate::base::diag::Diagnostic;
use crate::base::hash::fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::memo::{Memory, Resolution};
use crate::model::document::{BriefingDoc, Hold};
use crate::model::edition::{Asset, Briefing};
use crate::model::link::UncheckedLink;

pub use order::{connect, date, order};
pub use resolve::links_by_hand;

use resolve::{faults, resolve};

/// What came of resolving documents.
#[derive(Debug, Default)]
pub struct Built {
    /// The public ones.
    pub briefings: Vec<Briefing>,
    /// Files that they refer to.
    pub assets: Vec<Asset>,
    /// Links that only the plan can check.
    pub unchecked: Vec<Arc<[UncheckedLink]>>,
    /// What is wrong, in held ones too.
    pub diagnostics: Vec<Diagnostic>,
}

/// A resolution, and what is wrong with it if it is a new one.
type Outcome = (Arc<Resolution>, Option<Vec<Diagnostic>>);

/// Resolves every public briefing; the held ones are resolved too, and only what is wrong with
/// them is kept.
pub fn build(desk: &Desk<'_>, opened: &Opened<'_>, memory: &mut Memory) -> Built {
    let mut built = Built::default();
    let all = || {
        let held = opened.held_briefings.iter().map(super::held_content);
        opened.briefings.iter().map(|(doc, _)| &**doc).chain(held)
    };
    let kept = &memory.resolutions;
    let one = |((doc, hold), path): (&(Arc<BriefingDoc>, Option<Hold>), &Option<OutPath>)| {
        Some(remembered(desk, doc, *hold, path.as_ref()?, kept))
    };
    let each = || opened.briefings.par_iter().zip(&desk.briefing_paths).with_min_len(64);
    let (resolved, duplicates): (Vec<Outcome>, _) =
        rayon::join(|| each().filter_map(one).collect(), || checks::duplicates(all()));
    built.diagnostics.extend(duplicates);
    built.briefings.reserve(resolved.len());
    memory.resolutions.reserve(resolved.len().saturating_sub(memory.resolutions.len()));
    let mut clean = 0;
    for (item, news) in resolved {
        built.assets.extend_from_slice(&item.assets);
        if !item.unchecked.is_empty() {
            built.unchecked.push(Arc::clone(&item.unchecked));
        }
        built.briefings.push(Briefing {
            resolved: Arc::clone(&item.briefing),
            previous: None,
            next: None,
            supersedes: None,
            superseded_by: None,
            news: None,
            later: Vec::new(),
            stale: false,
            fingerprint: item.briefing.fingerprint,
        });
        clean += usize::from(news.as_ref().is_none_or(Vec::is_empty));
        let Some(mut diagnostics) = news else { continue };
        let source = &item.briefing.doc.origin.source;
        if diagnostics.is_empty() {
            memory.resolutions.insert(source.clone(), item);
        } else {
            memory.resolutions.remove(source);
        }
        built.diagnostics.append(&mut diagnostics);
    }
    for held in &opened.held_briefings {
        built.diagnostics.extend(faults(desk, held.for_checks()));
    }
    if memory.resolutions.len() > clean {
        // Some are of files that went away, or that are held back now.
        let public: RapidHashSet<&SourcePath> = opened.briefings.iter().map(|(doc, _)| &doc.origin.source).collect();
        memory.resolutions.retain(|source, _| public.contains(source));
    }
    let public = opened.briefings.iter().filter(|(_, hold)| hold.is_none());
    checks::copies(desk, public.map(|(doc, _)| &**doc), &mut built.diagnostics);
    checks::numbers(all(), &mut built.diagnostics);
    checks::supersedes(desk, all(), &mut built.diagnostics);
    circles::supersedes(all(), &mut built.diagnostics);
    built
}

/// The resolution of before if asking again would give the same, else a new one.
fn remembered(
    desk: &Desk<'_>,
    doc: &Arc<BriefingDoc>,
    hold: Option<Hold>,
    path: &OutPath,
    kept: &RapidHashMap<SourcePath, Arc<Resolution>>,
) -> Outcome {
    let seen = fingerprint(&(desk.fingerprint, doc.origin.hash, hold));
    let holds = |known: &&Arc<Resolution>| {
        known.seen == seen && known.asked.iter().all(|(question, answer)| desk.answer(question) == *answer)
    };
    let kept = kept.get(&doc.origin.source);
    if let Some(known) = kept.filter(holds) {
        return (Arc::clone(known), None);
    }
    let is_same_text = |known: &&Arc<Resolution>| {
        (known.names, known.briefing.doc.origin.hash) == (desk.names.fingerprint, doc.origin.hash)
    };
    let hits = match kept.filter(is_same_text) {
        Some(known) => Arc::clone(&known.hits),
        None => search(&doc.body, &desk.names.finder).into(),
    };
    let (resolution, diagnostics) = resolve(desk, doc, hold, path, seen, hits);
    (resolution, Some(diagnostics))
}
