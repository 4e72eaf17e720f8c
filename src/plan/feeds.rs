//! Feeds: of the site, of each actor, dossier and tag, and of corrections, beside the page that they follow.
//!
//! The site's own feed may carry the text of its briefings; the others hold cards, so that a
//! briefing's text is in one file and not in one for each of its terms.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::Outputs;
use super::claims::Claim;
use crate::base::path::OutPath;
use crate::model::config::{Config, Feeds};
use crate::model::edition::{Actor, Briefing, Dossier, Edition, Tag};
use crate::model::feed::{BriefingItem, FeedItem, FeedSight, FeedSubject};
use crate::model::field::FeedOf;
use crate::model::plan::{Shape, Sight};
use crate::model::section::Section;

/// Adds them. A term without briefings has no feed.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, shape: &Shape) {
    let mut writer = Writer { outputs, edition, config };
    if config.feeds.of.contains(&FeedOf::Site) {
        let items = writer.items(edition.listed.iter(), config.feeds.full_text);
        writer.feed("index.html", FeedSubject::Site, config.description.clone(), items);
    }
    if config.feeds.of.contains(&FeedOf::Corrections) && shape.sections.corrections.is_some() {
        let changes = edition.ledger.changes.iter().take(config.feeds.limit);
        let items = changes.map(|change| FeedItem::Change(change)).collect();
        writer.feed(&Section::Corrections.page(), FeedSubject::Corrections, None, items);
    }
    let mut terms = Vec::new();
    if config.feeds.of.contains(&FeedOf::Actors) {
        terms.extend(edition.actors.iter().map(Term::Actor));
    }
    if config.feeds.of.contains(&FeedOf::Dossiers) {
        terms.extend(edition.dossiers.iter().map(Term::Dossier));
    }
    if config.feeds.of.contains(&FeedOf::Tags) {
        terms.extend(edition.tags.iter().map(Term::Tag));
    }
    let items: Vec<Vec<FeedItem<'e>>> = terms.par_iter().map(|term| writer.items_of(*term)).collect();
    for (term, items) in terms.into_iter().zip(items).filter(|(_, items)| !items.is_empty()) {
        writer.term(term, items);
    }
}

/// What a feed is about, if not the whole site.
#[derive(Debug, Clone, Copy)]
enum Term<'e> {
    Actor(&'e Actor),
    Dossier(&'e Dossier),
    Tag(&'e Tag),
}

struct Writer<'o, 'e, 'c> {
    outputs: &'o mut Outputs<'e>,
    edition: &'e Edition,
    config: &'c Config,
}

impl<'e> Writer<'_, 'e, '_> {
    fn items<'i>(&self, briefings: impl Iterator<Item = &'i usize>, text: bool) -> Vec<FeedItem<'e>> {
        let briefings = briefings.take(self.config.feeds.limit);
        briefings.map(|&at| item(&self.edition.briefings[at], text, &self.config.timezone)).collect()
    }

    fn items_of(&self, term: Term<'e>) -> Vec<FeedItem<'e>> {
        match term {
            Term::Actor(actor) => self.items(actor.briefings.iter(), false),
            Term::Tag(tag) => self.items(tag.briefings.iter(), false),
            Term::Dossier(dossier) => {
                // A story is told from its beginning; a feed begins with the newest.
                let mut newest = dossier.briefings.clone();
                newest.sort_unstable();
                self.items(newest.iter(), false)
            }
        }
    }

    fn term(&mut self, term: Term<'e>, items: Vec<FeedItem<'e>>) {
        let (page, name, description) = match term {
            Term::Actor(actor) => (&actor.path, &actor.card.name, actor.card.role.clone()),
            Term::Tag(tag) => (&tag.path, &tag.card.label, tag.card.description.clone()),
            Term::Dossier(dossier) => {
                let summary = dossier.doc.summary.as_ref().map(|summary| summary.plain.to_string());
                (&dossier.path, &dossier.card.title, summary)
            }
        };
        self.feed(page.as_str(), FeedSubject::Term(name.clone()), description, items);
    }

    /// Adds a feed in each format, in the folder of `page`.
    fn feed(&mut self, page: &str, subject: FeedSubject, description: Option<String>, items: Vec<FeedItem<'e>>) {
        let folder = page.strip_suffix("index.html").expect("the page of a folder");
        let home = OutPath::parse(page).expect("the path of a page is valid");
        for &format in &self.config.feeds.formats {
            let path = OutPath::parse(&format!("{folder}{}", Feeds::file(format)));
            let sight = FeedSight {
                format,
                subject: subject.clone(),
                description: description.clone(),
                home: home.href(),
                items: items.clone(),
            };
            let path = path.expect("a file beside a page has a valid path");
            self.outputs.add(path, Sight::Feed(Box::new(sight)), Claim::Ours("a feed"));
        }
    }
}

fn item<'e>(briefing: &'e Briefing, text: bool, zone: &TimeZone) -> FeedItem<'e> {
    let published = briefing.begins;
    FeedItem::Briefing(BriefingItem {
        card: &briefing.card,
        summary: &briefing.doc.summary.plain,
        authors: &briefing.authors,
        published,
        updated: updated(briefing, published, zone),
        text: text.then_some(briefing),
    })
}

/// When a briefing last changed. Many a change is dated by its day alone, and that day may be
/// that of publication or of the change before: a change counts as at least a second later than
/// what came before it, so that each moves the instant and readers' programs take note.
fn updated(briefing: &Briefing, published: Timestamp, zone: &TimeZone) -> Timestamp {
    let front = &briefing.doc.front;
    let changes = front.updates.iter().chain(&front.corrections);
    let mut instants: Vec<Timestamp> = changes.map(|change| change.date.start(zone)).collect();
    instants.sort_unstable();
    instants.into_iter().fold(published, |last, instant| {
        let later = last.checked_add(SignedDuration::from_secs(1)).unwrap_or(last);
        instant.max(later)
    })
}
