//! Events: those that go by one id in several briefings are one, with a history.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::Chronicle;
use crate::assemble::shared;
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::fold;
use crate::model::anchor;
use crate::model::edition::Briefing;
use crate::model::field::{EventKind, EventStatus, Tlp};
use crate::model::front::EventFront;
use crate::model::ledger::{Accounts, Event};
use crate::model::view::record::{EventEntry, EventStep};

/// An event as one briefing has it.
#[derive(Debug, Clone, Copy)]
struct Telling<'a> {
    /// The briefing's position in the edition.
    position: usize,
    briefing: &'a Briefing,
    /// The position among the briefing's events.
    at: usize,
    event: &'a EventFront,
}

/// Merges the events of all briefings; they come in time, the earliest first, undated ones last.
pub(super) fn merge(chronicle: &Chronicle<'_, '_>, built: &mut Accounts) -> Vec<Event> {
    let mut tellings: BTreeMap<String, Vec<Telling<'_>>> = BTreeMap::new();
    for (position, briefing) in chronicle.briefings() {
        for (at, event) in briefing.doc.front.events.iter().enumerate() {
            let telling = Telling { position, briefing, at, event: &event.0 };
            tellings.entry(id(briefing, event, at)).or_default().push(telling);
        }
    }
    let mut events: Vec<Event> = tellings.iter().map(|(id, told)| event(chronicle, id, told, built)).collect();
    let zone = &chronicle.desk.config.timezone;
    events.sort_by(|a, b| {
        let by_date = match (&a.date, &b.date) {
            (Some(a), Some(b)) => a.compare(b, zone),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        by_date.then_with(|| fold(&a.entry.title).cmp(&fold(&b.entry.title))).then_with(|| a.entry.id.cmp(&b.entry.id))
    });
    events
}

/// The author's id; an event without one is its briefing's own, under an id that no author can write.
fn id(briefing: &Briefing, event: &EventFront, at: usize) -> String {
    match &event.id {
        Some(id) => id.to_string(),
        None => format!("{}.{}", briefing.doc.origin.id, at + 1),
    }
}

fn event(chronicle: &Chronicle<'_, '_>, id: &str, told: &[Telling<'_>], built: &mut Accounts) -> Event {
    let newest = told.last().expect("an event is told at least once");
    let status = latest(told, |event| event.status).unwrap_or(EventStatus::Unknown);
    let when = when(told, status);
    let (date, end) = (when.date, when.end);
    let zone = &chronicle.desk.config.timezone;
    let over = end.or(date).map(|date| date.end(zone));
    let is_open = matches!(status, EventStatus::Scheduled | EventStatus::Tentative | EventStatus::Postponed);
    let has_passed = over.is_some_and(|over| over <= chronicle.now);
    let overdue = has_passed && matches!(status, EventStatus::Scheduled | EventStatus::Tentative);
    let ahead = is_open && !has_passed;
    if ahead {
        built.next_change = earlier(built.next_change, over);
    }
    if overdue {
        built.diagnostics.push(overdue_event(newest, status, end.or(date)));
    }
    let mut actors: Vec<usize> = latest(told, |event| (!event.actors.is_empty()).then_some(&event.actors))
        .into_iter()
        .flatten()
        .filter_map(|name| chronicle.actor(name))
        .collect();
    let mut linked: Vec<usize> = Vec::new();
    actors.retain(|&actor| {
        !linked.contains(&actor) && {
            linked.push(actor);
            true
        }
    });
    let mut dossiers: Vec<usize> = told.iter().filter_map(|telling| telling.briefing.dossier).collect();
    dossiers.sort_unstable();
    dossiers.dedup();
    let history = history(chronicle, told);
    if let [_, .., (last, step)] = &*history {
        let later = Arc::new(step.clone());
        let before = told[..*last].iter();
        built.later.extend(before.map(|telling| (telling.position, telling.at, Arc::clone(&later))));
    }
    let entry = EventEntry {
        id: id.to_owned(),
        title: newest.event.title.to_string(),
        date: date.map(|date| chronicle.iso(date)),
        end: end.map(|end| chronicle.iso(end)),
        kind: latest(told, |event| event.kind).unwrap_or(EventKind::Other).word(),
        status: status.word(),
        overdue,
        ahead,
        place: latest(told, |event| event.place.as_ref()).map(ToString::to_string),
        actors: actors.iter().map(|&actor| chronicle.actor_link(actor)).collect(),
        certainty: when.certainty.map(|certainty| certainty.word()),
        alternatives: when.alternatives.iter().map(|&date| chronicle.iso(date)).collect(),
        briefing: chronicle.link(newest.briefing, &anchor::event(newest.event, newest.at)),
        lang: newest.briefing.card.lang.clone(),
        dir: newest.briefing.card.dir,
        tlp: told.iter().filter_map(|telling| telling.briefing.doc.front.tlp).max().unwrap_or(Tlp::Clear).word(),
        history: history.into_iter().map(|(_, step)| step).collect(),
    };
    actors.sort_unstable();
    Event { entry: shared(entry), date, end, actors, dossiers, as_of: newest.briefing.doc.front.cut_off() }
}

/// What the newest briefing that says anything of it says.
fn latest<'a, T>(told: &[Telling<'a>], field: impl Fn(&'a EventFront) -> Option<T>) -> Option<T> {
    told.iter().rev().find_map(|telling| field(telling.event))
}

/// The telling whose dates hold: the newest that has any. What was postponed without a new date has
/// none.
fn when<'a>(told: &[Telling<'a>], status: EventStatus) -> &'a EventFront {
    let newest = told[told.len() - 1].event;
    if status == EventStatus::Postponed && newest.status == Some(EventStatus::Postponed) {
        return newest;
    }
    let dated = told.iter().rev().map(|telling| telling.event);
    dated.into_iter().find(|event| event.date.is_some() || !event.alternatives.is_empty()).unwrap_or(newest)
}

/// What became of it: the first telling, and each that changed its date or status, with its
/// position.
fn history(chronicle: &Chronicle<'_, '_>, told: &[Telling<'_>]) -> Vec<(usize, EventStep)> {
    let mut steps: Vec<(usize, EventStep)> = Vec::new();
    let mut known: Option<(Option<Date>, EventStatus)> = None;
    for (at, telling) in told.iter().enumerate() {
        let (date, status) = match known {
            None => (telling.event.date, telling.event.status.unwrap_or(EventStatus::Unknown)),
            Some((date, status)) => (telling.event.date.or(date), telling.event.status.unwrap_or(status)),
        };
        let change = match known {
            None => "first",
            Some((_, before)) if before != status => status.word(),
            Some((None, _)) if date.is_some() => "dated",
            Some((before, _)) if before != date => "rescheduled",
            Some(_) => continue,
        };
        known = Some((date, status));
        let step = EventStep {
            change,
            when: date.map(|date| chronicle.iso(date)),
            status: status.word(),
            as_of: chronicle.iso(telling.briefing.doc.front.cut_off()),
            briefing: chronicle.link(telling.briefing, &anchor::event(telling.event, telling.at)),
        };
        steps.push((at, step));
    }
    steps
}

fn overdue_event(newest: &Telling<'_>, status: EventStatus, date: Option<Date>) -> Diagnostic {
    let title = &newest.event.title;
    let date = date.map_or_else(String::new, |date| date.to_string());
    let hint = match &newest.event.id {
        Some(id) => format!(
            "say in a newer briefing, under `id: {id}`, what came of it: `held`, `passed`, `postponed` or `cancelled`"
        ),
        None => {
            "give it an `id`, and say in a newer briefing what came of it: `held`, `passed`, `postponed` or `cancelled`"
                .to_owned()
        }
    };
    let field = if newest.event.status.is_some() { "status" } else { "title" };
    Diagnostic::new(Code::OverdueEvent, format!("`{title}` is {} for {date}, which has passed", status.word()))
        .at(Place::value(&newest.briefing.doc.origin.source, format!("events[{}].{field}", newest.at)))
        .hint(hint)
}

fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.into_iter().chain(b).min()
}
