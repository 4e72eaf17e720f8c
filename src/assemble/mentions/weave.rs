//! What was found, with its meaning; and what is put into the text because of it: a link at the
//! first mention of each actor, and an id for each block that an actor's page links to.

use std::borrow::Cow;

use crate::assemble::desk::Desk;
use crate::base::hash::{content_hash, fingerprint};
use crate::base::text::escape;
use crate::model::anchor;
use crate::model::document::BriefingDoc;
use crate::model::edition::Fills;
use crate::model::html::{Body, HoleKind, Insert, Side, link_tag};
use crate::model::mention::{Hit, Mentioned, Named, Passage, Spot};

/// How many blocks of one briefing an actor's page shows.
const PASSAGES: usize = 3;

/// A link to an actor that the author wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByHand {
    /// A position in `Registry::actors`.
    pub actor: usize,
    /// The hole in the body; none for a field that a reader meets before the body.
    pub hole: Option<u32>,
}

/// A body with its mentions.
#[derive(Debug, Default)]
pub struct Woven {
    /// Whom it names, in order.
    pub named: Vec<Named>,
    /// Whom it names without being about them; none if it is in no list.
    pub mentioned: Vec<Mentioned>,
    /// The links and ids that it gets, in order.
    pub inserts: Vec<Insert>,
}

/// Gives meaning to what was found in the body of a briefing about certain actors, and links the
/// first mention of each actor whom the author did not link before that. `fills` are those of
/// the body.
pub fn weave(
    desk: &Desk<'_>,
    doc: &BriefingDoc,
    fills: &Fills,
    hits: &[Hit],
    by_hand: &[ByHand],
    about: &[usize],
) -> Woven {
    let mut woven = Woven::default();
    name(desk, doc, hits, by_hand, about, &mut woven);
    if !doc.front.unlisted {
        mention(&doc.body, fills, about, &mut woven);
    }
    woven
}

fn name(desk: &Desk<'_>, doc: &BriefingDoc, hits: &[Hit], by_hand: &[ByHand], about: &[usize], woven: &mut Woven) {
    let autolink = doc.front.autolink.unwrap_or(desk.autolink);
    let holes = &doc.body.html.holes;
    let mut linked: Vec<usize> = by_hand.iter().filter(|link| link.hole.is_none()).map(|link| link.actor).collect();
    let links = by_hand.iter().filter_map(|link| Some((link.actor, link.hole?)));
    let mut links = links.map(|(actor, hole)| (holes[hole as usize].at, actor, hole)).peekable();
    for hit in hits {
        let Some(actor) = desk.names.meaning(hit.name, about) else { continue };
        while let Some((_, actor, hole)) = links.next_if(|(at, ..)| *at <= hit.start) {
            linked.push(actor);
            woven.named.push(Named { actor, spot: Spot::Link { hole } });
        }
        woven.named.push(Named { actor, spot: Spot::Name { start: hit.start, end: hit.end, block: hit.block } });
        if autolink && !linked.contains(&actor) {
            linked.push(actor);
            let open = link_tag("actor", &escape(&desk.registry.actors[actor].link.url));
            woven.inserts.push(Insert { at: hit.start, side: Side::After, html: Cow::Owned(open) });
            woven.inserts.push(Insert { at: hit.end, side: Side::Before, html: Cow::Borrowed("</a>") });
        }
    }
    woven.named.extend(links.map(|(_, actor, hole)| Named { actor, spot: Spot::Link { hole } }));
}

/// A block, and where in it an actor is named.
type Block = (u32, Vec<Spot>);

/// Notes which blocks name whom without being about them, and gives the blocks ids.
fn mention(body: &Body, fills: &Fills, about: &[usize], woven: &mut Woven) {
    let mut found: Vec<(usize, Vec<Block>)> = Vec::new();
    for &Named { actor, spot } in woven.named.iter().filter(|named| !about.contains(&named.actor)) {
        let Some(block) = spot.block(body) else { continue };
        let at = found.iter().position(|(known, _)| *known == actor).unwrap_or_else(|| {
            found.push((actor, Vec::new()));
            found.len() - 1
        });
        match found[at].1.last_mut() {
            Some((last, spots)) if *last == block => spots.push(spot),
            _ => found[at].1.push((block, vec![spot])),
        }
    }
    let mut ids: Vec<(u32, Option<u32>)> = Vec::new();
    let mut shown: Vec<u32> =
        found.iter().flat_map(|(_, blocks)| blocks.iter().take(PASSAGES)).map(|one| one.0).collect();
    shown.sort_unstable();
    shown.dedup();
    for block in shown {
        let id = body.blocks[block as usize].tag.map(|tag| {
            let id = free_id(body, block, &ids);
            let html = Cow::Owned(format!(" id=\"{}\"", anchor::passage(id)));
            woven.inserts.push(Insert { at: tag.get(), side: Side::Before, html });
            id
        });
        ids.push((block, id));
    }
    woven.inserts.sort_by_key(|insert| insert.at);
    let passage = |(block, spots): Block| {
        let id = ids.iter().find(|(known, _)| *known == block).and_then(|(_, id)| *id);
        passage(body, fills, block, id, spots)
    };
    woven.mentioned = found
        .into_iter()
        .map(|(actor, blocks)| Mentioned {
            actor,
            blocks: blocks.len(),
            passages: blocks.into_iter().take(PASSAGES).map(passage).collect(),
        })
        .collect();
}

/// The bytes of a block's text.
fn text(body: &Body, block: u32) -> &[u8] {
    let block = body.blocks[block as usize];
    &body.html.text.as_bytes()[block.start as usize..block.end as usize]
}

/// What a block's id is made of: its text, so that the id stays while the text around it changes.
/// Two blocks with the same text get different ones.
fn free_id(body: &Body, block: u32, others: &[(u32, Option<u32>)]) -> u32 {
    // The lowest 24 bits: six digits.
    let mut id = (content_hash(text(body, block)).0 & 0xff_ffff) as u32;
    while others.iter().any(|(_, other)| *other == Some(id)) {
        id = (id + 1) & 0xff_ffff;
    }
    id
}

fn passage(body: &Body, fills: &Fills, block: u32, id: Option<u32>, spots: Vec<Spot>) -> Passage {
    let span = body.blocks[block as usize];
    let links =
        body.html.holes.iter().zip(fills).filter(|(hole, _)| {
            matches!(hole.kind, HoleKind::Wiki { .. }) && (span.start..=span.end).contains(&hole.at)
        });
    let links: Vec<(u32, &str)> = links.map(|(hole, fill)| (hole.at - span.start, &**fill)).collect();
    let marks = spots.iter().map(|spot| match *spot {
        Spot::Name { start, end, .. } => (start - span.start, end - span.start),
        Spot::Link { hole } => (body.html.holes[hole as usize].at - span.start, 0),
    });
    let fingerprint = fingerprint(&(text(body, block), links, marks.collect::<Vec<_>>(), id));
    Passage { block, id, spots: spots.into(), fingerprint }
}
