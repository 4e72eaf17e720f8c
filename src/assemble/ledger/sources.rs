//! Sources with the briefings that rest on them.

use std::sync::Arc;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::Chronicle;
use crate::assemble::shared;
use crate::base::text::fold;
use crate::model::anchor;
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

/// A source where a briefing cites it.
struct Citation<'a> {
    source: &'a SourceFront,
    link: LinkView,
}

/// Collects sources by publisher and title. Two entries with one address, or without any the same
/// title and publisher, are one source; the newest briefing's words hold.
pub(super) fn collect(chronicle: &Chronicle<'_, '_>) -> Vec<Arc<Shared<SourceEntry>>> {
    let mut positions: RapidHashMap<Identity<'_>, usize> = RapidHashMap::default();
    let mut cited: Vec<Vec<Citation<'_>>> = Vec::new();
    for (identity, citation) in citations(chronicle).into_iter().flatten() {
        let at = *positions.entry(identity).or_insert(cited.len());
        if at == cited.len() {
            cited.push(Vec::with_capacity(1));
        }
        cited[at].push(citation);
    }
    let mut sources: Vec<(Order<'_>, Arc<Shared<SourceEntry>>)> =
        cited.into_par_iter().with_min_len(64).map(|citations| source(chronicle, citations)).collect();
    sources.par_sort_by(|(a, _), (b, _)| a.cmp(b));
    sources.into_iter().map(|(_, source)| source).collect()
}

/// The citations of each briefing, the newest first.
fn citations<'a>(chronicle: &Chronicle<'a, '_>) -> Vec<Vec<(Identity<'a>, Citation<'a>)>> {
    let of = |&at: &usize| {
        let briefing = &chronicle.briefings[at];
        let sources = briefing.doc.front.sources.iter().map(|source| &source.0).enumerate();
        let citation = |(at, source): (usize, &'a SourceFront)| {
            let identity = match source.url.as_deref() {
                Some(url) => Identity::Address(url),
                None => Identity::Words(folded_publisher(source), fold(&source.title)),
            };
            (identity, Citation { source, link: chronicle.link(briefing, &anchor::source(source, at)) })
        };
        sources.map(citation).collect()
    };
    chronicle.order.par_iter().rev().with_min_len(64).map(of).collect()
}

/// What orders sources: whether it is without a publisher, publisher, title, address.
type Order<'a> = (bool, String, String, &'a str);

/// One source, and what orders it.
fn source<'a>(chronicle: &Chronicle<'a, '_>, citations: Vec<Citation<'a>>) -> (Order<'a>, Arc<Shared<SourceEntry>>) {
    let source = citations.first().expect("a source is cited at least once").source;
    let key = (
        source.publisher.is_none(),
        folded_publisher(source),
        fold(&source.title),
        source.url.as_deref().unwrap_or_default(),
    );
    let entry = SourceEntry {
        title: source.title.to_string(),
        publisher: source.publisher.as_ref().map(ToString::to_string),
        url: source.url.as_ref().map(ToString::to_string),
        published: source.published.map(|date| chronicle.iso(date)),
        archived: source.archived.as_ref().map(ToString::to_string),
        kind: source.kind.map(|kind| kind.word()),
        grade: source.grade.map(|grade| grade.to_string()),
        briefings: citations.into_iter().map(|citation| citation.link).collect(),
    };
    (key, shared(entry))
}

fn folded_publisher(source: &SourceFront) -> String {
    source.publisher.as_deref().map(fold).unwrap_or_default()
}
