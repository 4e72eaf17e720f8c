//! Feeds: of the site, and of each actor, dossier and tag, beside the page that they follow.
//!
//! The site's own feed may carry the text of its briefings; the others hold cards, so that a
//! briefing's text is in one file and not in one for each of its terms.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Outputs;
use super::claims::Claim;
use crate::base::path::OutPath;
use crate::model::config::{Config, Feeds};
use crate::model::edition::{Briefing, Edition};
use crate::model::feed::{FeedItem, FeedSight};
use crate::model::field::FeedOf;
use crate::model::plan::Sight;

/// Adds them. A term without briefings has no feed.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config) {
    let mut writer = Writer { outputs, edition, config };
    if config.feeds.of.contains(&FeedOf::Site) {
        let items = writer.items(edition.listed.iter().take(config.feeds.limit), config.feeds.full_text);
        let home = OutPath::parse("index.html").expect("a plain path is valid");
        writer.feed(&home, &config.title, config.description.clone(), items);
    }
    if config.feeds.of.contains(&FeedOf::Actors) {
        for actor in &edition.actors {
            writer.term(&actor.path, &actor.card.name, actor.card.role.clone(), actor.briefings.iter());
        }
    }
    if config.feeds.of.contains(&FeedOf::Dossiers) {
        for dossier in &edition.dossiers {
            let summary = dossier.doc.summary.as_ref().map(|summary| summary.plain.to_string());
            // A story is told from its beginning; a feed begins with the newest.
            let mut newest = dossier.briefings.clone();
            newest.sort_unstable();
            writer.term(&dossier.path, &dossier.card.title, summary, newest.iter());
        }
    }
    if config.feeds.of.contains(&FeedOf::Tags) {
        for tag in &edition.tags {
            writer.term(&tag.path, &tag.card.label, tag.card.description.clone(), tag.briefings.iter());
        }
    }
}

struct Writer<'o, 'e, 'c> {
    outputs: &'o mut Outputs<'e>,
    edition: &'e Edition,
    config: &'c Config,
}

impl<'e> Writer<'_, 'e, '_> {
    fn items<'i>(&self, briefings: impl Iterator<Item = &'i usize>, text: bool) -> Vec<FeedItem<'e>> {
        briefings.map(|&at| item(&self.edition.briefings[at], text, &self.config.timezone)).collect()
    }

    fn term<'i>(
        &mut self,
        page: &OutPath,
        name: &str,
        description: Option<String>,
        briefings: impl Iterator<Item = &'i usize>,
    ) {
        let items = self.items(briefings.take(self.config.feeds.limit), false);
        if !items.is_empty() {
            let title = format!("{name} · {}", self.config.title);
            self.feed(page, &title, description, items);
        }
    }

    /// Adds a feed in each format, in the folder of `page`.
    fn feed(&mut self, page: &OutPath, title: &str, description: Option<String>, items: Vec<FeedItem<'e>>) {
        let folder = page.as_str().strip_suffix("index.html").expect("the page of a folder");
        for &format in &self.config.feeds.formats {
            let path = OutPath::parse(&format!("{folder}{}", Feeds::file(format)));
            let sight = FeedSight {
                format,
                title: title.to_owned(),
                description: description.clone(),
                home: page.href(),
                items: items.clone(),
            };
            let path = path.expect("a file beside a page has a valid path");
            self.outputs.add(path, Sight::Feed(Box::new(sight)), Claim::Ours("a feed"));
        }
    }
}

fn item<'e>(briefing: &'e Briefing, text: bool, zone: &TimeZone) -> FeedItem<'e> {
    let published = briefing.doc.front.date.start(zone);
    FeedItem {
        card: &briefing.card,
        summary: &briefing.doc.summary.plain,
        authors: &briefing.authors,
        published,
        updated: updated(briefing, published, zone),
        text: text.then_some(briefing),
    }
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
