//! A briefing as suggestions see it: its names and links, and the capitalised words in its text.

use std::ops::Range;

use rapidhash::RapidHashSet;
use rayon::prelude::*;

use crate::assemble::briefings::links_by_hand;
use crate::assemble::desk::Desk;
use crate::assemble::mentions::{ByHand, search};
use crate::assemble::registry::Lookup;
use crate::base::prose::capitals::{Row, common_words, rows};
use crate::base::prose::normal;
use crate::model::document::BriefingDoc;
use crate::model::html::as_written;
use crate::model::html::{Body, HoleKind, Run, Voice};
use crate::model::mention::Hit;

/// A briefing, public or held back, and who is in it.
#[derive(Debug)]
pub struct Text<'a> {
    /// What its file says.
    pub doc: &'a BriefingDoc,
    /// Whom it is about: positions in `Registry::actors`.
    pub about: Vec<usize>,
    /// The names in its text, whatever they mean.
    pub hits: Vec<Hit>,
    /// The links that its author wrote.
    pub links: Vec<ByHand>,
}

impl<'a> Text<'a> {
    /// Looks for the names and links of a briefing.
    pub fn read(desk: &Desk<'_>, doc: &'a BriefingDoc) -> Self {
        let find = |name: &str| match desk.registry.actor_names.find(name) {
            Lookup::Found(entry) => Some(entry),
            Lookup::Ambiguous(_) | Lookup::Unknown => None,
        };
        let about = doc.front.actors.iter().filter_map(|about| find(&about.id)).collect();
        Self { doc, about, hits: search(&doc.body, &desk.names.finder), links: links_by_hand(desk, doc) }
    }

    /// The words of a hit, on one line.
    pub fn words(&self, hit: &Hit) -> String {
        normal_space(&as_written(&self.doc.body.html.text[hit.start as usize..hit.end as usize]))
    }

    /// The words that each link of the text to an actor shows, and the actor.
    pub fn linked_words(&self) -> impl Iterator<Item = (String, usize)> + '_ {
        self.links.iter().filter_map(|link| match &self.doc.body.html.holes[link.hole? as usize].kind {
            HoleKind::Wiki { target, words } => Some((normal(words.as_ref().unwrap_or(target)), link.actor)),
            HoleKind::Href(_) | HoleKind::Src(_) | HoleKind::Cite { .. } => None,
        })
    }

    /// The rows of capitalised words in a stretch of running text: a position in `Body::runs`.
    /// Ranges are those of the stretch.
    pub fn rows(&self, run: usize, common: &Common<'_>) -> Vec<Row> {
        let body = &self.doc.body;
        rows(context(body, run), stretch(body, &body.runs[run]), |word| common.0.contains(word))
    }

    /// The stretches of running text.
    pub fn runs(&self) -> impl Iterator<Item = (usize, &Run)> {
        self.doc.body.runs.iter().enumerate().filter(|(_, run)| run.voice == Voice::Running)
    }
}

/// What stands before a stretch of text in its block; a word for a link.
fn context(body: &Body, run: usize) -> &str {
    let Run { start, block, .. } = body.runs[run];
    let before = run.checked_sub(1).map(|at| &body.runs[at]).filter(|before| before.block == block);
    let from = before.map_or(body.blocks[block as usize].start, |before| before.end);
    let mut between = body.html.holes.iter().filter(|hole| (from..=start).contains(&hole.at));
    if between.any(|hole| matches!(hole.kind, HoleKind::Wiki { .. })) {
        return "link";
    }
    before.map_or("", |before| stretch(body, before))
}

/// The HTML of a stretch of text.
pub fn stretch<'b>(body: &'b Body, run: &Run) -> &'b str {
    &body.html.text[run.start as usize..run.end as usize]
}

/// A range of a stretch of text as one of the body.
pub fn in_body(run: &Run, range: &Range<usize>) -> Range<u32> {
    // Bodies are far smaller than 4 GB.
    let narrow = |at: usize| run.start + u32::try_from(at).unwrap_or(u32::MAX);
    narrow(range.start)..narrow(range.end)
}

/// The text with single spaces.
pub fn normal_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that the site's briefings have in lower case.
#[derive(Debug)]
pub struct Common<'a>(RapidHashSet<&'a str>);

impl<'a> Common<'a> {
    /// Gathers them.
    pub fn of(texts: &[Text<'a>]) -> Self {
        let gather = |mut words: RapidHashSet<&'a str>, of: &Text<'a>| {
            let body: &'a Body = &of.doc.body;
            words.extend(body.runs.iter().flat_map(|run| common_words(stretch(body, run))));
            words
        };
        let join = |one: RapidHashSet<&'a str>, other: RapidHashSet<&'a str>| {
            let (mut large, small) = if one.len() < other.len() { (other, one) } else { (one, other) };
            large.extend(small);
            large
        };
        Self(texts.par_iter().fold(RapidHashSet::default, gather).reduce(RapidHashSet::default, join))
    }

    /// Whether a word stands somewhere in lower case.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word.to_lowercase().as_str())
    }
}
