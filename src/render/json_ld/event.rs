//! Events of a briefing, with what schema.org can say of how far they have come.
//!
//! `EventStatusType` knows `EventScheduled`, `EventPostponed` and `EventCancelled`; it has no word
//! for what is only spoken of, and an event without a date is nothing that machines can put on a
//! calendar. So there is no event that is only tentative, and none whose date is unknown or in
//! doubt, unless the news is that it is postponed or cancelled.

use std::sync::Arc;

use serde::Serialize;

use super::{Entity, Reference, actor_id};
use crate::model::anchor;
use crate::model::config::Config;
use crate::model::field::EventStatus;
use crate::model::front::EventFront;
use crate::model::shared::Shared;
use crate::model::view::ActorLink;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Entity<'a>>,
    /// Persons and organizations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attendee: Vec<Reference>,
    /// States and others, which cannot attend.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Reference>,
}

/// The event at position `at` of a briefing; `names` are the actors that its fields name.
pub(super) fn event<'a>(
    front: &'a EventFront,
    at: usize,
    names: &[(Box<str>, Arc<Shared<ActorLink>>)],
    config: &Config,
) -> Event<'a> {
    let status = front.status.unwrap_or(EventStatus::Unknown);
    let date = |date: &Option<crate::base::date::Date>| {
        date.filter(|_| is_settled(front)).map(|date| date.to_iso(&config.timezone))
    };
    let actors = front.actors.iter();
    let links = actors.filter_map(|name| names.iter().find(|(known, _)| **known == *name.as_str()));
    let (people, others): (Vec<_>, Vec<_>) =
        links.map(|(_, link)| link).partition(|link| !matches!(link.kind, "state" | "other"));
    let references = |links: Vec<&Arc<Shared<ActorLink>>>| -> Vec<Reference> {
        links.into_iter().map(|link| Reference { id: actor_id(&link.url) }).collect()
    };
    Event {
        kind: "Event",
        id: format!("#{}", anchor::event(front, at)),
        name: &front.title,
        start_date: date(&front.date),
        end_date: date(&front.end),
        event_status: match status {
            EventStatus::Scheduled => Some("https://schema.org/EventScheduled"),
            EventStatus::Postponed => Some("https://schema.org/EventPostponed"),
            EventStatus::Cancelled => Some("https://schema.org/EventCancelled"),
            EventStatus::Held | EventStatus::Passed | EventStatus::Tentative | EventStatus::Unknown => None,
        },
        location: front.place.as_ref().map(|place| Entity { kind: "Place", name: place, ..Entity::default() }),
        attendee: references(people),
        about: references(others),
    }
}

/// Whether machines are told of it: they look for what is ahead, with its date, or called off. The
/// rest is the text's to tell, and every event of the site is in its data files.
pub(super) fn is_told(front: &EventFront) -> bool {
    match front.status.unwrap_or(EventStatus::Unknown) {
        EventStatus::Held | EventStatus::Passed | EventStatus::Tentative => false,
        EventStatus::Postponed | EventStatus::Cancelled => true,
        EventStatus::Scheduled | EventStatus::Unknown => front.date.is_some() && is_settled(front),
    }
}

/// Whether its date can be stated as such.
fn is_settled(front: &EventFront) -> bool {
    front.alternatives.is_empty()
}
