//! Roles in time: which one an actor holds at a date, and dates that cannot be right.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::desk::Desk;
use super::registry::Lookup;
use super::visibility::Opened;
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::model::document::{ActorDoc, BriefingDoc};
use crate::model::field::OrShort;
use crate::model::front::RoleFront;

/// The role held at a date: the first whose span covers it.
pub fn role_at(roles: &[OrShort<RoleFront>], date: &Date, zone: &TimeZone) -> Option<String> {
    let at = date.start(zone);
    let begun = |role: &RoleFront| role.from.is_none_or(|from| from.start(zone) <= at);
    let lasts = |role: &RoleFront| role.until.is_none_or(|until| at < until.end(zone));
    roles.iter().find(|role| begun(role) && lasts(role)).map(|role| role.title.to_string())
}

/// The role in which an actor speaks in a briefing at a date: the one that the briefing gives, else the registry's.
/// `actor` is a position in `Registry::actors`.
pub fn role_of_speaker(desk: &Desk<'_>, doc: &BriefingDoc, actor: usize, date: &Date) -> Option<String> {
    let mut given = doc.front.actors.iter().filter_map(|about| Some((&*about.id, about.role.as_ref()?)));
    let means = |name: &str| matches!(desk.registry.actor_names.find(name), Lookup::Found(entry) if entry == actor);
    let own = given.find(|(name, _)| means(name)).map(|(_, role)| role.to_string());
    own.or_else(|| {
        let registered = desk.registry.actors[actor].doc.as_ref()?;
        role_at(&registered.front.roles, date, &desk.config.timezone)
    })
}

/// Reports roles that an actor holds twice at once, and briefings, held ones included, at whose
/// date an actor with dated roles holds none.
pub fn check(desk: &Desk<'_>, opened: &Opened<'_>) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = desk.documents.actors.iter().flat_map(|doc| overlaps(desk, doc)).collect();
    // An undated role covers every date.
    let is_dated = |role: &OrShort<RoleFront>| role.from.is_some() || role.until.is_some();
    let registered =
        desk.registry.actors.iter().enumerate().filter_map(|(at, actor)| Some((at, actor.doc.as_deref()?)));
    let dated: RapidHashMap<usize, &ActorDoc> =
        registered.filter(|(_, doc)| !doc.front.roles.is_empty() && doc.front.roles.iter().all(is_dated)).collect();
    if !dated.is_empty() {
        let held = opened.held_briefings.iter().map(super::held_content);
        let briefings: Vec<&BriefingDoc> = opened.briefings.iter().map(|(doc, _)| &**doc).chain(held).collect();
        diagnostics.par_extend(briefings.into_par_iter().flat_map_iter(|doc| without_role(desk, doc, &dated)));
    }
    diagnostics
}

/// Each role of an actor that overlaps an earlier one of the list.
fn overlaps(desk: &Desk<'_>, doc: &ActorDoc) -> Vec<Diagnostic> {
    let roles = &doc.front.roles;
    let same = |a: &RoleFront, b: &RoleFront| {
        *a.title == *b.title && of(desk, a) == of(desk, b) && overlap(a, b, &desk.config.timezone)
    };
    let twice = |at: usize| {
        let earlier = roles[..at].iter().position(|earlier| same(earlier, &roles[at]))?;
        let title = &roles[at].title;
        let message = format!("`{}` is `{}` twice at once", doc.front.name.as_str(), title.as_str());
        let diagnostic = Diagnostic::new(Code::OverlappingRoles, message)
            .at(Place::value(&doc.origin.source, format!("roles[{at}]")))
            .related(Place::value(&doc.origin.source, format!("roles[{earlier}]")), "at the same time as this")
            .hint("correct `from` or `until`, or make one role of the two");
        Some(diagnostic)
    };
    (1..roles.len()).filter_map(twice).collect()
}

/// Of what a role is: an actor, or words that lead to none.
fn of<'r>(desk: &Desk<'_>, role: &'r RoleFront) -> Result<usize, Option<&'r str>> {
    match role.of.as_deref().map(|of| desk.registry.actor_names.find(of)) {
        Some(Lookup::Found(entry)) => Ok(entry),
        _ => Err(role.of.as_deref()),
    }
}

/// Whether two roles overlap for certain: dates are as precise as they are written, and somebody
/// who is elected again may end one term on the day on which the next begins.
fn overlap(a: &RoleFront, b: &RoleFront, zone: &TimeZone) -> bool {
    let begun = |role: &RoleFront| role.from.map_or(Timestamp::MIN, |from| from.end(zone));
    let ended = |role: &RoleFront| role.until.map_or(Timestamp::MAX, |until| until.start(zone));
    begun(a) <= ended(b) && begun(b) <= ended(a)
}

/// The actors that a briefing lists without a role, and who hold none at its date.
fn without_role(desk: &Desk<'_>, doc: &BriefingDoc, dated: &RapidHashMap<usize, &ActorDoc>) -> Vec<Diagnostic> {
    let zone = &desk.config.timezone;
    let (field, as_of) = doc.front.as_of.map_or(("date", doc.front.date), |as_of| ("as_of", as_of));
    // A date that stands for a mistake is nobody's.
    if desk.documents.is_made(&doc.origin.source, field) {
        return Vec::new();
    }
    let actors = doc.front.actors.iter().enumerate().filter(|(_, about)| about.role.is_none());
    let report = |(at, name): (usize, &str)| {
        let Lookup::Found(entry) = desk.registry.actor_names.find(name) else { return None };
        let actor = dated.get(&entry)?;
        if role_at(&actor.front.roles, &as_of, zone).is_some() {
            return None;
        }
        let message = format!("none of the roles of `{}` covers {}", actor.origin.id, as_of.to_iso(zone));
        let diagnostic = Diagnostic::new(Code::NoRoleThen, message)
            .at(Place::value(&doc.origin.source, format!("actors[{at}]")))
            .hint(format!("add the role held then to `{}`, or give a `role` here", actor.origin.source));
        Some(diagnostic)
    };
    actors.map(|(at, about)| (at, &*about.id)).filter_map(report).collect()
}
