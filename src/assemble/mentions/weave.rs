//! What was found, with its meaning; and the links that come of it.

use std::borrow::Cow;

use crate::assemble::desk::Desk;
use crate::base::text::escape;
use crate::model::document::BriefingDoc;
use crate::model::html::{Insert, Side};
use crate::model::mention::{Hit, Named, Spot};

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
    /// The links that it gets, in order.
    pub inserts: Vec<Insert>,
}

/// Gives meaning to what was found in the body of a briefing about certain actors, and links the
/// first mention of each actor whom the author did not link before that.
pub fn weave(desk: &Desk<'_>, doc: &BriefingDoc, hits: &[Hit], by_hand: &[ByHand], about: &[usize]) -> Woven {
    let autolink = doc.front.autolink.unwrap_or(desk.autolink);
    let holes = &doc.body.html.holes;
    let mut woven = Woven::default();
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
            let url = escape(&desk.registry.actors[actor].link.url);
            let open = format!("<a class=\"actor\" href=\"{url}\">");
            woven.inserts.push(Insert { at: hit.start, side: Side::After, html: Cow::Owned(open) });
            woven.inserts.push(Insert { at: hit.end, side: Side::Before, html: Cow::Borrowed("</a>") });
        }
    }
    woven.named.extend(links.map(|(_, actor, hole)| Named { actor, spot: Spot::Link { hole } }));
    woven
}
