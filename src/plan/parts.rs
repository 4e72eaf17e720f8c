//! What an output is made of, part by part: for saying why it was rendered again.

use super::Common;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::SourcePath;
use crate::model::plan::{Job, List, Shape, Sight};
use crate::model::report::Part;
use crate::model::shared::Shared;
use crate::model::view::CardView;

/// The file that a page is made of, if it is one: a briefing's, an actor's, ...
pub fn source<'j>(job: &'j Job<'_>) -> Option<&'j SourcePath> {
    let origin = match &job.sight {
        Sight::Briefing(sight) => &sight.briefing.doc.origin,
        Sight::Actor(sight) if sight.list.is_first() => &sight.actor.doc.as_ref()?.origin,
        Sight::Tag(sight) if sight.list.is_first() => &sight.tag.doc.as_ref()?.origin,
        Sight::Dossier(sight) if sight.list.is_first() => &sight.dossier.doc.origin,
        Sight::Page(page) => &page.doc.origin,
        Sight::Home(sight) => &sight.page?.doc.origin,
        _ => return None,
    };
    Some(&origin.source)
}

/// The parts of a job; `common` and `shape` are what it sees beside the edition.
pub fn parts(job: &Job<'_>, common: Common, shape: &Shape) -> Vec<Part> {
    let mut parts = Parts(Vec::new());
    let common = Common { page: fingerprint(&(common.page, shape)), ..common };
    parts.add("the theme, a setting or a section of the site", common.of(&job.sight));
    match &job.sight {
        Sight::Briefing(sight) => {
            parts.file(&sight.briefing.doc.origin.source, sight.briefing.doc.origin.hash);
            parts.add("what is said of it elsewhere", sight.briefing.fingerprint);
            let around = [sight.previous, sight.next, sight.supersedes, sight.superseded_by];
            parts.cards(around.into_iter().flatten());
        }
        Sight::Actor(sight) => {
            sight.actor.doc.iter().for_each(|doc| parts.file(&doc.origin.source, doc.origin.hash));
            parts.add("what is said of it elsewhere", fingerprint(&(sight.actor, &sight.seen)));
            parts.list(&sight.list);
        }
        Sight::Tag(sight) => {
            sight.tag.doc.iter().for_each(|doc| parts.file(&doc.origin.source, doc.origin.hash));
            parts.add("what is said of it elsewhere", fingerprint(&(sight.tag, &sight.parent, &sight.children)));
            parts.list(&sight.list);
        }
        Sight::Dossier(sight) => {
            parts.file(&sight.dossier.doc.origin.source, sight.dossier.doc.origin.hash);
            parts.add("what is said of it elsewhere", sight.dossier.fingerprint);
            parts.list(&sight.list);
        }
        Sight::Page(page) => {
            parts.file(&page.doc.origin.source, page.doc.origin.hash);
            parts.add("what it links to", page.fingerprint);
        }
        Sight::Home(sight) => {
            sight.page.iter().for_each(|page| parts.file(&page.doc.origin.source, page.doc.origin.hash));
            parts.cards(sight.lead.into_iter().chain(sight.developing.iter().copied()));
            sight.dossiers.iter().for_each(|card| parts.add(&format!("the dossier `{}`", card.id), card.fingerprint()));
            parts.list(&sight.list);
        }
        Sight::Actors(sight) => {
            sight
                .actors
                .iter()
                .for_each(|(card, _)| parts.add(&format!("the actor `{}`", card.id), card.fingerprint()));
        }
        Sight::Tags(cards) => {
            cards.iter().for_each(|card| parts.add(&format!("the tag `{}`", card.id), card.fingerprint()));
        }
        Sight::Dossiers(cards) => {
            cards.iter().for_each(|card| parts.add(&format!("the dossier `{}`", card.id), card.fingerprint()));
        }
        Sight::Month(sight) => {
            parts.add("the number of its briefings", fingerprint(&sight.month));
            parts.list(&sight.list);
        }
        Sight::Copy(source, print) => parts.file(source, *print),
        sight => parts.add("what it lists", fingerprint(sight)),
    }
    parts.0
}

struct Parts(Vec<Part>);

impl Parts {
    fn add(&mut self, what: &str, fingerprint: Fingerprint) {
        self.0.push(Part { what: what.to_owned(), fingerprint });
    }

    fn file(&mut self, source: &SourcePath, hash: Fingerprint) {
        self.add(&format!("`{source}`"), hash);
    }

    fn cards<'c>(&mut self, cards: impl Iterator<Item = &'c Shared<CardView>>) {
        cards.for_each(|card| self.add(&format!("the briefing `{}`", card.id), card.fingerprint()));
    }

    fn list(&mut self, list: &List<'_>) {
        self.cards(list.cards.iter().copied());
        list.pager.iter().for_each(|pager| self.add("the number of its pages", fingerprint(pager)));
    }
}
