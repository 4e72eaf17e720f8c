//! The index of actors, each actor's page, and the page of its mentions where they are many.

use super::claims::Claim;
use super::{Outputs, lists};
use crate::base::path::OutPath;
use crate::base::text::fold;
use crate::model::config::Config;
use crate::model::edition::{Actor, Edition};
use crate::model::mention::Month;
use crate::model::plan::{ActorSight, ActorsSight, MentionSight, MentionsSight, SeenSight, Sight};
use crate::model::section::Section;

/// How many briefings that name it an actor's page shows.
const MENTIONS: usize = 10;

/// Adds them.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config) {
    let listed = edition.actors.iter().filter(|actor| actor.is_listed());
    let mut actors: Vec<_> = listed.map(|actor| (&actor.card, &*actor.appearances.months)).collect();
    actors.sort_by_cached_key(|(card, _)| (fold(&card.sort), card.id.clone()));
    let newest = edition.listed().next();
    let until = newest.map(|newest| Month::of(newest.doc.front.date.day(&config.timezone)));
    if !actors.is_empty() {
        let sight = Sight::Actors(Box::new(ActorsSight { actors, until }));
        outputs.add_ours(&Section::Actors.page(), sight, "the index of actors");
    }
    for actor in &edition.actors {
        add_actor(outputs, edition, config, actor);
    }
}

fn add_actor<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, actor: &'e Actor) {
    let root = &config.base_url.root;
    let claim = || actor.doc.as_ref().map_or(Claim::Ours("an actor's page"), |doc| Claim::File(&doc.origin.source));
    let mention = |&(at, own): &(usize, usize)| {
        let briefing = &*edition.briefings[at].resolved;
        MentionSight { briefing, mentioned: &briefing.mentioned[own] }
    };
    let mentions: Vec<MentionSight<'e>> = actor.appearances.mentions.iter().map(mention).collect();
    let total = mentions.len();
    let shown = mentions.iter().take(MENTIONS).copied().collect();
    let mut all_mentions = None;
    if total > MENTIONS {
        let folder = actor.path.as_str().strip_suffix("index.html").unwrap_or_default();
        let path = OutPath::parse(&format!("{folder}mentions/index.html")).expect("a page of a valid path is valid");
        all_mentions = Some(path.href_below(root));
        for (path, mentions, pager) in lists::pages(&path, root, mentions, config.lists.per_page) {
            let sight = MentionsSight { actor: &actor.link, mentions, total, pager };
            outputs.add(path, Sight::Mentions(Box::new(sight)), claim());
        }
    }
    let card = |at: usize| &edition.briefings[at].card;
    let appearances = &actor.appearances;
    let together = appearances.together.iter();
    let mut seen = Some(SeenSight {
        first: appearances.first.map(card),
        last: appearances.last.map(card),
        months: &appearances.months,
        together: together
            .map(|other| (&*edition.actors[other.actor].link, other.briefings, card(other.last)))
            .collect(),
        mentions: shown,
        all_mentions,
    });
    let cards = edition.cards(&actor.briefings).collect();
    for (path, list) in lists::split(&actor.path, root, cards, config.lists.per_page) {
        let sight = ActorSight { actor, list, seen: seen.take() };
        outputs.add(path, Sight::Actor(Box::new(sight)), claim());
    }
}
