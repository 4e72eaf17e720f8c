//! What an output is made of, part by part: for saying why it was rendered again.

use super::Common;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::SourcePath;
use crate::model::document::Origin;
use crate::model::plan::{
    ActorSight, ActorsSight, BriefingSight, DossierSight, HomeSight, Job, List, MonthSight, Shape, Sight, TagSight,
};
use crate::model::report::Part;
use crate::model::shared::Shared;
use crate::model::view::{CardView, DossierCard};

/// The parts of a job; `common` and `shape` are what it sees beside the edition. Each sight is taken
/// apart whole, so that nothing that is added to one is forgotten here.
pub fn parts(job: &Job<'_>, common: Common, shape: &Shape) -> Vec<Part> {
    const ELSEWHERE: &str = "what is said of it elsewhere";
    let mut parts = Parts(Vec::new());
    let common = Common { page: fingerprint(&(common.page, shape)), ..common };
    parts.add("the theme, a setting or a section of the site", common.of(&job.sight));
    match &job.sight {
        Sight::Briefing(sight) => {
            let BriefingSight { briefing, previous, next, supersedes, superseded_by, named } = &**sight;
            parts.origin(&briefing.doc.origin);
            parts.add(ELSEWHERE, briefing.fingerprint);
            parts.cards([previous, next, supersedes, superseded_by].into_iter().copied().flatten());
            named.iter().for_each(|link| parts.add(&format!("the actor `{}`", link.id), link.fingerprint()));
        }
        Sight::Actor(sight) => {
            let ActorSight { actor, list, seen } = &**sight;
            actor.doc.iter().for_each(|doc| parts.origin(&doc.origin));
            parts.add(ELSEWHERE, fingerprint(&(actor, seen)));
            parts.list(list);
        }
        Sight::Tag(sight) => {
            let TagSight { tag, parent, children, list } = &**sight;
            tag.doc.iter().for_each(|doc| parts.origin(&doc.origin));
            parts.add(ELSEWHERE, fingerprint(&(tag, parent, children)));
            parts.list(list);
        }
        Sight::Dossier(sight) => {
            let DossierSight { dossier, list } = &**sight;
            parts.origin(&dossier.doc.origin);
            parts.add(ELSEWHERE, dossier.fingerprint);
            parts.list(list);
        }
        Sight::Page(page) => {
            parts.origin(&page.doc.origin);
            parts.add("what it links to", page.fingerprint);
        }
        Sight::Home(sight) => {
            let HomeSight { page, lead, developing, ahead, dossiers, list } = &**sight;
            if let Some(page) = page {
                parts.origin(&page.doc.origin);
                parts.add("what its words link to", page.fingerprint);
            }
            parts.cards(lead.iter().chain(developing).copied());
            ahead.iter().for_each(|event| parts.add(&format!("the event `{}`", event.id), event.fingerprint()));
            parts.dossiers(dossiers);
            parts.list(list);
        }
        Sight::Actors(sight) => {
            let ActorsSight { actors, until } = &**sight;
            for (card, months) in actors {
                let print = fingerprint(&(card.fingerprint(), months));
                parts.add(&format!("the actor `{}`", card.id), print);
            }
            parts.add("the month up to which it counts", fingerprint(until));
        }
        Sight::Tags(cards) => {
            cards.iter().for_each(|card| parts.add(&format!("the tag `{}`", card.id), card.fingerprint()));
        }
        Sight::Dossiers(cards) => parts.dossiers(cards),
        Sight::Month(sight) => {
            let MonthSight { year, month, list } = &**sight;
            parts.add("the number of its briefings", fingerprint(&(year, month)));
            parts.list(list);
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

    fn origin(&mut self, origin: &Origin) {
        self.file(&origin.source, origin.hash);
    }

    fn dossiers(&mut self, cards: &[&Shared<DossierCard>]) {
        cards.iter().for_each(|card| self.add(&format!("the dossier `{}`", card.id), card.fingerprint()));
    }

    fn file(&mut self, source: &SourcePath, hash: Fingerprint) {
        self.add(&format!("`{source}`"), hash);
    }

    fn cards<'c>(&mut self, cards: impl Iterator<Item = &'c Shared<CardView>>) {
        cards.for_each(|card| self.add(&format!("the briefing `{}`", card.id), card.fingerprint()));
    }

    fn list(&mut self, list: &List<'_>) {
        let List { cards, pager } = list;
        self.cards(cards.iter().copied());
        pager.iter().for_each(|pager| self.add("the number of its pages", fingerprint(pager)));
    }
}
