//! The pages of the ledger: what happened, what is ahead, what was said, by whom it was published,
//! what was changed since.
//!
//! The site has each of them once there is anything to show. An actor and a dossier have pages of
//! their own only for what their page cannot hold.

use super::claims::Claim;
use super::{Outputs, lists};
use crate::base::path::OutPath;
use crate::base::text::fold;
use crate::model::anchor;
use crate::model::config::Config;
use crate::model::edition::{Actor, Edition};
use crate::model::ledger::Event;
use crate::model::plan::Shape;
use crate::model::plan::Sight;
use crate::model::plan::record::{ChangesSight, EventsSight, SourcesSight, StatementsSight, Subject};
use crate::model::section::Section;
use crate::model::shared::Shared;
use crate::model::view::record::{EventEntry, SpeakerView};
use crate::model::view::{FeedLink, LinkView};

/// Adds them.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config, shape: &Shape) {
    let mut pages = Pages { outputs, edition, config };
    if shape.sections.timeline.is_some() {
        pages.timelines(shape);
    }
    if shape.sections.upcoming.is_some() {
        pages.upcoming(shape);
    }
    if shape.sections.statements.is_some() {
        pages.statements();
    }
    if shape.sections.sources.is_some() {
        pages.sources();
    }
    if shape.sections.corrections.is_some() {
        pages.corrections();
    }
}

struct Pages<'o, 'e, 'c> {
    outputs: &'o mut Outputs<'e>,
    edition: &'e Edition,
    config: &'c Config,
}

impl<'e> Pages<'_, 'e, '_> {
    fn timelines(&mut self, shape: &Shape) {
        let edition = self.edition;
        let claim = Claim::Section("the timeline", Section::Timeline.word());
        let past = edition.ledger.past(0..edition.ledger.events.len());
        self.timeline(&Section::Timeline.page(), Subject::Site, past, shape.calendar.as_ref(), claim);
        for actor in edition.actors.iter().filter(|actor| actor.record.has_more_events()) {
            let link = LinkView { title: actor.card.name.clone(), url: actor.card.url.clone() };
            let calendar = self.config.calendar(&link.title, &link.url).filter(|_| actor.record.is_dated());
            let past = edition.ledger.past(actor.events.iter().copied());
            let path = below(&actor.path, "timeline");
            self.timeline(&path, Subject::Actor(link), past, calendar.as_ref(), claim);
        }
        for dossier in edition.dossiers.iter().filter(|dossier| dossier.record.has_more_events()) {
            let link = LinkView { title: dossier.card.title.clone(), url: dossier.card.url.clone() };
            let calendar = self.config.calendar(&link.title, &link.url).filter(|_| dossier.record.is_dated());
            let past = edition.ledger.past(dossier.events.iter().copied());
            let path = below(&dossier.path, "timeline");
            self.timeline(&path, Subject::Dossier(link), past, calendar.as_ref(), claim);
        }
    }

    fn timeline(
        &mut self,
        path: &str,
        subject: Subject,
        events: Vec<&'e Event>,
        calendar: Option<&FeedLink>,
        claim: Claim<'e>,
    ) {
        for (path, list) in self.split(path, entries(events)) {
            let sight = EventsSight { subject: subject.clone(), list, calendar: calendar.cloned() };
            self.outputs.add(path, Sight::Timeline(Box::new(sight)), claim);
        }
    }

    fn upcoming(&mut self, shape: &Shape) {
        let events = entries(self.edition.ledger.upcoming());
        for (path, list) in self.split(&Section::Upcoming.page(), events) {
            let sight = EventsSight { subject: Subject::Site, list, calendar: shape.calendar.clone() };
            let claim = Claim::Section("the list of what is ahead", Section::Upcoming.word());
            self.outputs.add(path, Sight::Upcoming(Box::new(sight)), claim);
        }
    }

    fn statements(&mut self) {
        let edition = self.edition;
        let all = 0..edition.ledger.statements.len();
        self.add_statements(&Section::Statements.page(), Subject::Site, all, speakers(&edition.actors));
        for actor in edition.actors.iter().filter(|actor| actor.record.has_more_statements()) {
            let link = LinkView { title: actor.card.name.clone(), url: actor.card.url.clone() };
            let path = below(&actor.path, "statements");
            self.add_statements(&path, Subject::Actor(link), actor.statements.iter().copied(), Vec::new());
        }
    }

    fn add_statements(
        &mut self,
        path: &str,
        subject: Subject,
        positions: impl Iterator<Item = usize>,
        mut speakers: Vec<SpeakerView>,
    ) {
        let entries: Vec<_> = positions.map(|at| &*self.edition.ledger.statements[at].entry).collect();
        let total = entries.len();
        for (path, list) in self.split(path, entries) {
            let speakers = std::mem::take(&mut speakers);
            let sight = StatementsSight { subject: subject.clone(), list, total, speakers };
            let claim = Claim::Section("the list of statements", Section::Statements.word());
            self.outputs.add(path, Sight::Statements(Box::new(sight)), claim);
        }
    }

    fn sources(&mut self) {
        let entries: Vec<_> = self.edition.ledger.sources.iter().map(|source| &**source).collect();
        let total = entries.len();
        for (path, list) in self.split(&Section::Sources.page(), entries) {
            let sight = Sight::Sources(Box::new(SourcesSight { list, total }));
            self.outputs.add(path, sight, Claim::Section("the list of sources", Section::Sources.word()));
        }
    }

    fn corrections(&mut self) {
        let entries: Vec<_> = self.edition.ledger.changes.iter().map(|change| &**change).collect();
        let total = entries.len();
        for (path, list) in self.split(&Section::Corrections.page(), entries) {
            let sight = Sight::Corrections(Box::new(ChangesSight { list, total }));
            self.outputs.add(path, sight, Claim::Section("the list of corrections", Section::Corrections.word()));
        }
    }

    fn split<T>(&self, path: &str, cards: Vec<&'e Shared<T>>) -> Vec<(OutPath, crate::model::plan::List<'e, T>)> {
        let path = OutPath::parse(path).expect("a page below a valid path is valid");
        lists::split(&path, &self.config.base_url.root, cards, self.config.lists.per_page)
    }
}

/// The page of that name in the folder of a page.
fn below(page: &OutPath, name: &str) -> String {
    let folder = page.as_str().strip_suffix("index.html").expect("the page of a folder");
    format!("{folder}{name}/index.html")
}

fn entries(events: Vec<&Event>) -> Vec<&Shared<EventEntry>> {
    events.into_iter().map(|event| &*event.entry).collect()
}

/// Who spoke, the most often first, then by name.
fn speakers(actors: &[Actor]) -> Vec<SpeakerView> {
    let mut speakers: Vec<&Actor> = actors.iter().filter(|actor| !actor.statements.is_empty()).collect();
    speakers.sort_by_cached_key(|actor| (std::cmp::Reverse(actor.statements.len()), fold(&actor.card.sort)));
    let view = |actor: &Actor| {
        let here = || format!("#{}", anchor::block("statements"));
        let place = if actor.record.has_more_statements() { "statements/".to_owned() } else { here() };
        SpeakerView {
            name: actor.card.name.clone(),
            url: format!("{}{place}", actor.card.url),
            statements: actor.statements.len(),
        }
    };
    speakers.into_iter().map(view).collect()
}
