//! Pages of the ledger: what happened, what is ahead, what was said, what was changed.

use tera::{Context, Map, Value};

use super::page::{PageParts, insert_page};
use super::{Filled, entry};
use crate::base::date::Date;
use crate::base::diag::Diagnostic;
use crate::model::field::FeedOf;
use crate::model::plan::Job;
use crate::model::plan::record::{ChangesSight, EventsSight, StatementsSight, Subject};
use crate::model::shared::Shared;
use crate::model::view::LinkView;
use crate::model::view::record::{ChangeEntry, EventEntry, StatementEntry};
use crate::render::Renderer;

/// What happened, by month: of the site, of an actor or of a dossier.
pub fn timeline(renderer: &Renderer<'_>, job: &Job<'_>, sight: &EventsSight<'_>, context: &mut Context) -> Filled {
    insert_events(renderer, job, "timeline", sight, context);
    let groups = events(renderer, &sight.list.cards, |event| month(renderer, event))?;
    context.insert_value("groups", groups);
    Ok("timeline.html")
}

/// What is ahead, by month; then what has no date yet; then what is overdue.
pub fn upcoming(renderer: &Renderer<'_>, job: &Job<'_>, sight: &EventsSight<'_>, context: &mut Context) -> Filled {
    insert_events(renderer, job, "upcoming", sight, context);
    let heading = |event: &EventEntry| if event.overdue { Heading::Overdue } else { month(renderer, event) };
    context.insert_value("groups", events(renderer, &sight.list.cards, heading)?);
    Ok("upcoming.html")
}

/// What was said, by month: of the site, with its speakers, or of an actor.
pub fn statements(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    sight: &StatementsSight<'_>,
    context: &mut Context,
) -> Filled {
    let pager = sight.list.pager.clone();
    insert_page(renderer, job, PageParts { pager, ..parts(renderer, "statements", &sight.subject) }, context);
    insert_subject(&sight.subject, context);
    let heading = |said: &StatementEntry| period(renderer, Some(said.date.as_ref().unwrap_or(&said.as_of)));
    let show = |said: &Shared<StatementEntry>| entry(renderer, "statement.html", "said", &said.briefing.url, said);
    context.insert_value("groups", groups(&sight.list.cards, heading, show)?);
    context.insert("speakers", &sight.speakers);
    context.insert("total", &sight.total);
    Ok("statements.html")
}

/// What was changed after publication, by month.
pub fn corrections(renderer: &Renderer<'_>, job: &Job<'_>, sight: &ChangesSight<'_>, context: &mut Context) -> Filled {
    let parts = parts(renderer, "corrections", &Subject::Site);
    let feeds = parts
        .section
        .as_ref()
        .map_or_else(Vec::new, |url| renderer.feeds(FeedOf::Corrections, &parts.title, url, sight.total));
    let pager = sight.list.pager.clone();
    insert_page(renderer, job, PageParts { feeds, pager, ..parts }, context);
    let heading = |change: &ChangeEntry| period(renderer, Some(&change.date));
    let show = |change: &Shared<ChangeEntry>| entry(renderer, "change.html", "change", &change.briefing.url, change);
    context.insert_value("groups", groups(&sight.list.cards, heading, show)?);
    context.insert("total", &sight.total);
    Ok("corrections.html")
}

/// What every page of events has beside them.
fn insert_events(
    renderer: &Renderer<'_>,
    job: &Job<'_>,
    kind: &'static str,
    sight: &EventsSight<'_>,
    context: &mut Context,
) {
    let parts = PageParts {
        feeds: sight.calendar.iter().cloned().collect(),
        pager: sight.list.pager.clone(),
        ..parts(renderer, kind, &sight.subject)
    };
    insert_page(renderer, job, parts, context);
    insert_subject(&sight.subject, context);
    context.insert("calendar", &sight.calendar);
}

/// Title, way and section of a page of that kind: the site's, or one below an actor or a dossier.
fn parts(renderer: &Renderer<'_>, kind: &'static str, subject: &Subject) -> PageParts {
    let sections = &renderer.shape.sections;
    let of = |key: &str, section: &Option<String>, link: &LinkView| {
        let mut trail = renderer.trail(key, section.as_ref());
        trail.push(link.clone());
        let pattern = renderer.theme.strings["title"][kind].as_str().unwrap_or("{name}");
        (pattern.replace("{name}", &link.title), trail, section.clone())
    };
    let (title, trail, section) = match subject {
        Subject::Site => {
            let section = match kind {
                "timeline" => &sections.timeline,
                "statements" => &sections.statements,
                "corrections" => &sections.corrections,
                _ => &sections.upcoming,
            };
            (renderer.section(kind), Vec::new(), section.clone())
        }
        Subject::Actor(link) => of("actors", &sections.actors, link),
        Subject::Dossier(link) => of("dossiers", &sections.dossiers, link),
    };
    let description = match subject {
        Subject::Site => renderer.theme.strings["lead"][kind].as_str().map(str::to_owned),
        _ => None,
    };
    PageParts { kind, title, description, trail, section, ..PageParts::default() }
}

/// `subject`: whose page it is; absent on the site's own.
fn insert_subject(subject: &Subject, context: &mut Context) {
    let link = match subject {
        Subject::Site => None,
        Subject::Actor(link) | Subject::Dossier(link) => Some(link),
    };
    context.insert("subject", &link);
}

/// What a group of entries has in common.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heading {
    /// `2025-08`, or `2025` for an entry of which no more is known.
    Period(String),
    /// No date.
    Undated,
    /// Its date has passed, and nobody says what came of it.
    Overdue,
}

fn month(renderer: &Renderer<'_>, event: &EventEntry) -> Heading {
    period(renderer, event.date.as_ref())
}

fn period(renderer: &Renderer<'_>, date: Option<&String>) -> Heading {
    match date.and_then(|date| date.parse::<Date>().ok()) {
        None => Heading::Undated,
        Some(Date::Year(year)) => Heading::Period(format!("{year:04}")),
        Some(date) => {
            let day = date.day(renderer.zone());
            Heading::Period(format!("{:04}-{:02}", day.year(), day.month()))
        }
    }
}

fn events(
    renderer: &Renderer<'_>,
    events: &[&Shared<EventEntry>],
    heading: impl Fn(&EventEntry) -> Heading,
) -> Result<Value, Box<Diagnostic>> {
    groups(events, heading, |event| entry(renderer, "event.html", "event", &event.briefing.url, event))
}

/// Entries under one heading as one group: `kind`, `date`, and `entries` as `show` has them. A heading
/// is on a page once, also where a date without a day comes in between.
fn groups<T>(
    cards: &[&Shared<T>],
    heading: impl Fn(&T) -> Heading,
    show: impl Fn(&Shared<T>) -> Result<Value, Box<Diagnostic>>,
) -> Result<Value, Box<Diagnostic>> {
    let mut groups: Vec<(Heading, Vec<Value>)> = Vec::new();
    for card in cards {
        let (heading, entry) = (heading(card), show(card)?);
        match groups.iter_mut().rev().find(|(known, _)| *known == heading) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((heading, vec![entry])),
        }
    }
    let group = |(heading, entries): (Heading, Vec<Value>)| {
        let (kind, date) = match heading {
            Heading::Period(date) => ("period", Value::from(date)),
            Heading::Undated => ("undated", Value::none()),
            Heading::Overdue => ("overdue", Value::none()),
        };
        let mut map = Map::new();
        map.insert("kind".into(), Value::from(kind));
        map.insert("date".into(), date);
        map.insert("entries".into(), Value::from(entries));
        Value::from(map)
    };
    Ok(Value::from(groups.into_iter().map(group).collect::<Vec<Value>>()))
}
