//! Sources with the briefings that rest on them.
//!
//! **Incremental:** a source is made again only if a briefing that cites it states anything else, or if
//! others cite it now; the rest keeps its place in the order.

use std::sync::Arc;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::Chronicle;
use crate::assemble::shared;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::text::fold;
use crate::memo::Slot;
use crate::model::anchor;
use crate::model::field::Tlp;
use crate::model::front::SourceFront;
use crate::model::shared::Shared;
use crate::model::view::LinkView;
use crate::model::view::record::SourceEntry;

/// What makes two entries one source.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Identity<'a> {
    Address(&'a str),
    /// Publisher and title, folded.
    Words(String, String),
}

/// Where a briefing cites a source: its position among the briefings, and the source's in its list.
type Citation = (usize, usize);

/// A source with what orders it: whether it is without a publisher, publisher, title, address.
#[derive(Debug)]
struct Ordered {
    order: (bool, String, String, String),
    entry: Arc<Shared<SourceEntry>>,
}

/// The sources of a build, in order.
#[derive(Debug, Default)]
struct Kept {
    sources: Vec<Arc<Ordered>>,
    /// The position of each, by the hash of what it was made from.
    positions: RapidHashMap<Fingerprint, usize>,
}

/// Collects sources by publisher and title. Two entries with one address, or without any the same
/// title and publisher, are one source; the newest briefing's words hold.
pub(super) fn collect(chronicle: &Chronicle<'_, '_>, memory: &mut Slot) -> Vec<Arc<Shared<SourceEntry>>> {
    let kept = memory.renew(|before: Option<&Kept>| make(chronicle, before.unwrap_or(&Kept::default())));
    kept.sources.iter().map(|source| Arc::clone(&source.entry)).collect()
}

fn make(chronicle: &Chronicle<'_, '_>, before: &Kept) -> Kept {
    let cited = cited(chronicle);
    let seen = |citations: &Vec<Citation>| {
        let stated: Vec<_> = citations.iter().map(|&(at, n)| (chronicle.briefings[at].stated, n)).collect();
        fingerprint(&(chronicle.desk.settings, stated))
    };
    let ask = |citations: Vec<Citation>| {
        let seen = seen(&citations);
        let known = before.positions.get(&seen).copied();
        let made = known.is_none().then(|| Arc::new(source(chronicle, &citations)));
        (seen, known, made)
    };
    let answers: Vec<(Fingerprint, Option<usize>, Option<Arc<Ordered>>)> =
        cited.into_par_iter().with_min_len(64).map(ask).collect();

    // What was there is in order; what is new is put in between.
    let mut old: Vec<(usize, Fingerprint)> =
        answers.iter().filter_map(|(seen, known, _)| Some(((*known)?, *seen))).collect();
    let mut new: Vec<(Arc<Ordered>, Fingerprint)> =
        answers.into_iter().filter_map(|(seen, _, made)| Some((made?, seen))).collect();
    old.par_sort_unstable_by_key(|(at, _)| *at);
    new.par_sort_unstable_by(|(a, _), (b, _)| a.order.cmp(&b.order));
    let mut kept = Kept::default();
    kept.sources.reserve(old.len() + new.len());
    kept.positions.reserve(old.len() + new.len());
    let mut add = |source: &Arc<Ordered>, seen: Fingerprint| {
        kept.positions.insert(seen, kept.sources.len());
        kept.sources.push(Arc::clone(source));
    };
    let mut rest = old.as_slice();
    for (source, seen) in &new {
        let before_it = rest.partition_point(|(at, _)| before.sources[*at].order < source.order);
        rest[..before_it].iter().for_each(|&(at, seen)| add(&before.sources[at], seen));
        rest = &rest[before_it..];
        add(source, *seen);
    }
    rest.iter().for_each(|&(at, seen)| add(&before.sources[at], seen));
    kept
}

/// The citations of each source, the newest first.
fn cited(chronicle: &Chronicle<'_, '_>) -> Vec<Vec<Citation>> {
    let of = |&at: &usize| {
        let sources = chronicle.briefings[at].doc.front.sources.iter().map(|source| &source.0);
        sources.map(identity).enumerate().map(|(n, identity)| (identity, (at, n))).collect()
    };
    let citations: Vec<Vec<(Identity<'_>, Citation)>> =
        chronicle.order.par_iter().rev().with_min_len(64).map(of).collect();
    let mut positions: RapidHashMap<Identity<'_>, usize> = RapidHashMap::default();
    positions.reserve(citations.iter().map(Vec::len).sum());
    let mut cited: Vec<Vec<Citation>> = Vec::new();
    for (identity, citation) in citations.into_iter().flatten() {
        let at = *positions.entry(identity).or_insert(cited.len());
        if at == cited.len() {
            cited.push(Vec::with_capacity(1));
        }
        cited[at].push(citation);
    }
    cited
}

fn identity(source: &SourceFront) -> Identity<'_> {
    match source.url.as_deref() {
        Some(url) => Identity::Address(url),
        None => Identity::Words(folded_publisher(source), fold(&source.title)),
    }
}

/// One source.
fn source(chronicle: &Chronicle<'_, '_>, citations: &[Citation]) -> Ordered {
    let front = |&(at, n): &Citation| &chronicle.briefings[at].doc.front.sources[n].0;
    let source = front(citations.first().expect("a source is cited at least once"));
    let link = |citation: &Citation| -> LinkView {
        let anchor = anchor::source(front(citation), citation.1);
        chronicle.link(&chronicle.briefings[citation.0], &anchor)
    };
    let tlp = citations.iter().filter_map(|&(at, _)| chronicle.briefings[at].doc.front.tlp);
    let entry = SourceEntry {
        title: source.title.to_string(),
        publisher: source.publisher.as_ref().map(ToString::to_string),
        url: source.url.as_ref().map(ToString::to_string),
        published: source.published.map(|date| chronicle.iso(date)),
        accessed: source.accessed.map(|date| chronicle.iso(date)),
        archived: source.archived.as_ref().map(ToString::to_string),
        kind: source.kind.map(|kind| kind.word()),
        grade: source.grade.map(|grade| grade.to_string()),
        briefings: citations.iter().map(link).collect(),
        tlp: tlp.max().unwrap_or(Tlp::Clear).word(),
    };
    let address = source.url.as_deref().unwrap_or_default().to_owned();
    let order = (source.publisher.is_none(), folded_publisher(source), fold(&source.title), address);
    Ordered { order, entry: shared(entry) }
}

fn folded_publisher(source: &SourceFront) -> String {
    source.publisher.as_deref().map(fold).unwrap_or_default()
}
