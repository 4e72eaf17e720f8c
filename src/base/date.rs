//! Dates in the precision in which they were written.
//!
//! Four forms are read: `2025`, `2025-08`, `2025-08-07` (ISO 8601) and date-times after
//! RFC 3339, with or without an offset. The precision is kept, sorted by and shown; nothing is
//! made up.

pub mod slips;
mod utc;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};

use crate::base::fields::ADVICE;

/// A date, as precise as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// `2025`
    Year(i16),
    /// `2025-08`
    Month(i16, i8),
    /// `2025-08-07`
    Day(civil::Date),
    /// `2025-08-07T06:00:00`: to be read in the site's time zone.
    Local(civil::DateTime),
    /// `2025-08-07T06:00:00+02:00`
    Exact(Timestamp, Offset),
}

/// What a date looks like.
const FORMS: &str = "a date such as `2025-08-07`, `2025-08`, `2025` or `2025-08-07T06:00:00Z`";

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// It does not look like one; the text, or its beginning.
    #[error("expected {FORMS}, found `{0}`")]
    Form(String),
    /// Its month is over by then; the text, the month, and how many days that has.
    #[error("expected one of the {2} days of {1}, found `{0}`")]
    NoSuchDay(String, String, i8),
}

impl DateFault {
    fn of(text: &str) -> Self {
        let found = text.chars().take(40).collect();
        // `2025-02-30`, also with a time behind it.
        let month = text.get(..7).and_then(|month| Some((month, format!("{month}-01").parse::<civil::Date>().ok()?)));
        let day = text.get(7..10).and_then(|day| day.strip_prefix('-')?.parse::<i8>().ok());
        match (month, day) {
            (Some((month, first)), Some(29..)) if day > Some(first.days_in_month()) => {
                Self::NoSuchDay(found, month.to_owned(), first.days_in_month())
            }
            _ => Self::Form(found),
        }
    }
}

impl Date {
    /// The first instant that it covers, in `zone`.
    pub fn start(&self, zone: &TimeZone) -> Timestamp {
        let civil = match *self {
            Date::Exact(timestamp, _) => return timestamp,
            Date::Local(civil) => civil,
            Date::Day(day) => day.into(),
            Date::Month(year, month) => first_day(year, month).into(),
            Date::Year(year) => first_day(year, 1).into(),
        };
        zone.to_ambiguous_timestamp(civil).compatible().unwrap_or(Timestamp::MAX)
    }

    /// The first instant after it, in `zone`.
    pub fn end(&self, zone: &TimeZone) -> Timestamp {
        let next = match *self {
            Date::Exact(..) | Date::Local(_) => return self.start(zone),
            Date::Day(day) => day.checked_add(Span::new().days(1)),
            Date::Month(year, month) => first_day(year, month).checked_add(Span::new().months(1)),
            Date::Year(year) => first_day(year, 1).checked_add(Span::new().years(1)),
        };
        next.map_or(Timestamp::MAX, |day| Date::Day(day).start(zone))
    }

    /// The day it begins on: as written, or in `zone` for a date-time with an offset.
    pub fn day(&self, zone: &TimeZone) -> civil::Date {
        match *self {
            Date::Year(year) => first_day(year, 1),
            Date::Month(year, month) => first_day(year, month),
            Date::Day(day) => day,
            Date::Local(civil) => civil.date(),
            Date::Exact(timestamp, _) => zone.to_datetime(timestamp).date(),
        }
    }

    /// The order in time; of two dates that begin together the less precise comes first.
    pub fn compare(&self, other: &Date, zone: &TimeZone) -> Ordering {
        self.start(zone).cmp(&other.start(zone)).then(self.precision().cmp(&other.precision()))
    }

    /// Year 0, month 1, day 2, date-time 3.
    pub fn precision(&self) -> u8 {
        match self {
            Date::Year(_) => 0,
            Date::Month(..) => 1,
            Date::Day(_) => 2,
            Date::Local(_) | Date::Exact(..) => 3,
        }
    }

    /// As RFC 3339 with the offset of `zone` filled in where none was written; dates without a
    /// time as they are.
    pub fn to_iso(&self, zone: &TimeZone) -> String {
        match *self {
            Date::Local(civil) => match zone.to_ambiguous_zoned_datetime(civil).compatible() {
                Ok(zoned) => Date::Exact(zoned.timestamp(), zoned.offset()).to_string(),
                Err(_) => civil.to_string(),
            },
            _ => self.to_string(),
        }
    }
}

fn first_day(year: i16, month: i8) -> civil::Date {
    civil::Date::new(year, month, 1).unwrap_or(civil::Date::MIN)
}

impl FromStr for Date {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        let usual = utc::parse(text).map(|timestamp| Date::Exact(timestamp, Offset::UTC));
        usual.or_else(|| parse(text)).ok_or_else(|| DateFault::of(text))
    }
}

fn parse(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let year = digits(0..4)?;
    match text.len() {
        4 => return (year > 0).then_some(Date::Year(year)),
        7 | 10 if text.as_bytes()[4] != b'-' => return None,
        7 => {
            let month = i8::try_from(digits(5..7)?).ok()?;
            return (1..=12).contains(&month).then_some(Date::Month(year, month));
        }
        10 if text.as_bytes()[7] == b'-' => {
            let month = i8::try_from(digits(5..7)?).ok()?;
            let day = i8::try_from(digits(8..10)?).ok()?;
            return civil::Date::new(year, month, day).ok().map(Date::Day);
        }
        16.. if text.is_ascii() => {}
        _ => return None,
    }
    if !matches!(text.as_bytes()[10], b'T' | b't' | b' ') {
        return None;
    }
    // A bracketed zone or a bare hour is more than RFC 3339 knows.
    if text.contains('[') || text.as_bytes()[13] != b':' {
        return None;
    }
    let tail = &text[16..];
    if tail.ends_with(['Z', 'z']) || tail.contains(['+', '-']) {
        let timestamp: Timestamp = text.parse().ok()?;
        let offset = tail.rfind(['+', '-']).map_or(Some(Offset::UTC), |at| parse_offset(&tail[at..]))?;
        return Some(Date::Exact(timestamp, offset));
    }
    text.replacen(' ', "T", 1).parse().ok().map(Date::Local)
}

fn parse_offset(text: &str) -> Option<Offset> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text[1..].split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Offset::from_seconds(sign * seconds).ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::Year(year) => write!(f, "{year:04}"),
            Date::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Date::Day(day) => write!(f, "{day}"),
            Date::Local(civil) => write!(f, "{civil}"),
            Date::Exact(timestamp, offset) if *offset == Offset::UTC => match utc::text(*timestamp) {
                Some(text) => f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?),
                None => write!(f, "{timestamp}"),
            },
            Date::Exact(timestamp, offset) => write!(f, "{}", timestamp.display_with_offset(*offset)),
        }
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is wrong, and what to write.
fn advised(fault: DateFault, text: &str) -> String {
    match slips::advice(text) {
        Some(advice) => format!("{fault}{ADVICE}{advice}"),
        None => fault.to_string(),
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(FORMS)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(|fault| E::custom(advised(fault, text)))
            }
            fn visit_u64<E: serde::de::Error>(self, year: u64) -> Result<Date, E> {
                self.visit_str(&year.to_string())
            }
            fn visit_i64<E: serde::de::Error>(self, year: i64) -> Result<Date, E> {
                self.visit_str(&year.to_string())
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_precision_that_was_written() {
        for text in [
            "2025",
            "2025-08",
            "2025-08-07",
            "2025-08-07T06:00:00",
            "2025-08-07T06:00:00Z",
            "2025-08-07T06:00:00+02:00",
        ] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "yesterday",
            "2025-13",
            "2025-02-30",
            "07.08.2025",
            "2025-8-7",
            "20250807",
            "2025-08-07T25:00:00Z",
            "2025-08-07T06Z",
            "0000",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn orders_by_time_then_precision() {
        let zone = TimeZone::UTC;
        let mut dates: Vec<Date> = ["2025-08-07T00:00:00Z", "2025-08", "2026", "2025-08-07", "2025"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        dates.sort_by(|a, b| a.compare(b, &zone));
        let texts: Vec<String> = dates.iter().map(Date::to_string).collect();
        assert_eq!(texts, ["2025", "2025-08", "2025-08-07", "2025-08-07T00:00:00Z", "2026"]);
    }

    #[test]
    fn fills_in_the_offset_of_the_site() {
        let zone = TimeZone::get("Europe/Kyiv").unwrap();
        assert_eq!("2025-08-07T06:00:00".parse::<Date>().unwrap().to_iso(&zone), "2025-08-07T06:00:00+03:00");
    }
}
