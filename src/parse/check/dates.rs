//! The order of dates where the site's time zone is not known.
//!
//! A file is checked alone. Two dates without an offset are in the same zone, whatever it is;
//! between one with and one without, only what holds in every zone is said.

use jiff::civil::{Date as Day, DateTime};
use jiff::tz::Offset;
use jiff::{SignedDuration, Span, Timestamp};

use crate::base::date::Date;

/// True if `a` is surely over before `b` begins. A date lasts its day, month or year.
pub(super) fn precedes(a: Date, b: Date) -> bool {
    let (end, start) = worst(end(a), start(b));
    match a {
        // An instant ends where it begins.
        Date::Local(_) | Date::Exact(..) => end < start,
        // What lies after the last instant that can be told cannot be compared.
        Date::Day(_) | Date::Month(..) | Date::Year(_) => end <= start && start < Timestamp::MAX,
    }
}

/// True if `a` surely begins no later than `b`.
pub(super) fn begins_no_later(a: Date, b: Date) -> bool {
    let (a, b) = worst(start(a), start(b));
    a <= b
}

#[derive(Clone, Copy)]
enum Clock {
    /// An instant.
    World(Timestamp),
    /// A time in the site's zone.
    Wall(DateTime),
}

/// Both as instants; if the zone matters, in that in which `a` is latest against `b`. Zones lie
/// between 12 hours behind and 14 hours ahead of UTC.
fn worst(a: Clock, b: Clock) -> (Timestamp, Timestamp) {
    match (a, b) {
        (Clock::World(a), Clock::World(b)) => (a, b),
        (Clock::Wall(a), Clock::Wall(b)) => (utc(a), utc(b)),
        (Clock::Wall(a), Clock::World(b)) => (later(utc(a), 12), b),
        (Clock::World(a), Clock::Wall(b)) => (a, later(utc(b), -14)),
    }
}

fn utc(time: DateTime) -> Timestamp {
    Offset::UTC.to_timestamp(time).unwrap_or(Timestamp::MAX)
}

fn later(time: Timestamp, hours: i64) -> Timestamp {
    let limit = if hours < 0 { Timestamp::MIN } else { Timestamp::MAX };
    time.checked_add(SignedDuration::from_hours(hours)).unwrap_or(limit)
}

fn start(date: Date) -> Clock {
    match date {
        Date::Exact(timestamp, _) => Clock::World(timestamp),
        Date::Local(time) => Clock::Wall(time),
        Date::Day(day) => Clock::Wall(day.into()),
        Date::Month(year, month) => Clock::Wall(first(year, month).into()),
        Date::Year(year) => Clock::Wall(first(year, 1).into()),
    }
}

/// The first moment after it.
fn end(date: Date) -> Clock {
    let next = match date {
        Date::Exact(..) | Date::Local(_) => return start(date),
        Date::Day(day) => day.checked_add(Span::new().days(1)),
        Date::Month(year, month) => first(year, month).checked_add(Span::new().months(1)),
        Date::Year(year) => first(year, 1).checked_add(Span::new().years(1)),
    };
    Clock::Wall(next.map_or(DateTime::MAX, DateTime::from))
}

fn first(year: i16, month: i8) -> Day {
    Day::new(year, month, 1).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap_or_else(|fault| panic!("{fault}"))
    }

    #[test]
    fn says_only_what_is_certain() {
        for (a, b, expected) in [
            ("2025-08-06", "2025-08-07", true),
            ("2025-08-07", "2025-08-07", false),
            ("2025-08", "2025-08-07", false),
            ("2025-07", "2025-08-07", true),
            ("2024", "2025", true),
            ("2025", "2025-08", false),
            ("2025-08-07T06:00:00Z", "2025-08-07T06:00:00Z", false),
            ("2025-08-07T08:00:00+03:00", "2025-08-07T06:00:00Z", true),
            ("2025-08-07T05:00:00", "2025-08-07T06:00:00", true),
            // The zone decides.
            ("2025-08-07", "2025-08-07T23:00:00-05:00", false),
            ("2025-08-07T05:00:00", "2025-08-07T06:00:00Z", false),
            ("2025-08-06", "2025-08-07T23:00:00-05:00", true),
            ("9999-12-31", "9999-12-31", false),
        ] {
            assert_eq!(precedes(date(a), date(b)), expected, "{a} before {b}");
        }
    }

    #[test]
    fn compares_beginnings() {
        assert!(begins_no_later(date("2025-08-07"), date("2025-08-07T06:00:00")));
        assert!(begins_no_later(date("2025-08-07"), date("2025-08-07")));
        assert!(!begins_no_later(date("2025-08-08"), date("2025-08-07")));
        assert!(!begins_no_later(date("2025-08-07"), date("2025-08-07T06:00:00Z")));
    }
}
