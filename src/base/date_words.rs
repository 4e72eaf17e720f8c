//! Dates in words, after the theme's strings.

pub mod english;

use std::hash::{Hash, Hasher};

use jiff::civil;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::base::date::Date;

/// How much of a date is shown, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `7 August 2025`
    Long,
    /// `7 Aug 2025`
    Short,
    /// `August 2025`
    Month,
    /// `Thursday 7 August 2025`; of a date-time `Thursday 7 August 2025, 09:00 UTC`.
    Weekday,
    /// `7 August 2025, 09:00 UTC` for a date-time, else as `Long`.
    Full,
}

impl Style {
    /// The style of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "long" => Style::Long,
            "short" => Style::Short,
            "month" => Style::Month,
            "weekday" => Style::Weekday,
            "full" => Style::Full,
            _ => return None,
        })
    }
}

/// Month and day names, patterns, and the zone in which clock times are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateWords {
    months: Vec<String>,
    /// As months are called without a day, where a language has another form for that.
    months_alone: Vec<String>,
    months_short: Vec<String>,
    weekdays: Vec<String>,
    long: String,
    month: String,
    weekday: String,
    full: String,
    zone: TimeZone,
}

impl DateWords {
    /// Takes them from the theme's strings; English where one is missing.
    pub fn new(strings: &Value, zone: TimeZone) -> Self {
        let list = |key: &str, default: &[&str]| -> Vec<String> {
            let given: Vec<&str> = strings[key]
                .as_array()
                .map(|names| names.iter().filter_map(Value::as_str).collect())
                .unwrap_or_default();
            let names = if given.len() == default.len() { &given } else { default };
            names.iter().map(|&name| name.to_owned()).collect()
        };
        let pattern = |key: &str, default: &str| strings["dates"][key].as_str().unwrap_or(default).to_owned();
        let months = list("months", &english::MONTHS);
        let alone: Vec<&str> = months.iter().map(String::as_str).collect();
        Self {
            months_alone: list("months_alone", &alone),
            months,
            months_short: list("months_short", &english::MONTHS_SHORT),
            weekdays: list("weekdays", &english::WEEKDAYS),
            long: pattern("long", "{day} {month} {year}"),
            month: pattern("month", "{month} {year}"),
            weekday: pattern("weekday", "{weekday} {date}"),
            full: pattern("full", "{date}, {time} {zone}"),
            zone,
        }
    }

    /// A date in words; `None` if the text is not a date.
    pub fn show(&self, text: &str, style: Style) -> Option<String> {
        Some(self.words(&text.parse().ok()?, style))
    }

    /// A date as it stands in a `datetime` attribute (with the site's offset where it has a time
    /// without one), and in words; `None` if the text is not a date.
    pub fn machine_and_words(&self, text: &str, style: Style) -> Option<(String, String)> {
        let date: Date = text.parse().ok()?;
        Some((self.machine(&date), self.words(&date, style)))
    }

    /// A date as it stands in a `datetime` attribute: with the site's offset where it has a time
    /// without one.
    pub fn machine(&self, date: &Date) -> String {
        date.to_iso(&self.zone)
    }

    /// A date in words.
    pub fn words(&self, date: &Date, style: Style) -> String {
        let mut words = String::with_capacity(32);
        self.write(date, style, &mut words);
        words
    }

    /// A date in numerals, which every language reads: `2025-08-07`, `2025-08-07 09:00 UTC`.
    pub fn numerals(&self, date: &Date) -> String {
        if date.precision() < 3 {
            return date.to_string();
        }
        let instant = date.start(&self.zone);
        let local = self.zone.to_datetime(instant);
        let mut out = format!("{} ", local.date());
        push_clock(&mut out, local);
        out.push(' ');
        out.push_str(self.zone.to_offset_info(instant).abbreviation());
        out
    }

    /// The zone in which clock times are shown.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    fn write(&self, date: &Date, style: Style, out: &mut String) {
        match *date {
            Date::Year(year) => push_number(out, year),
            Date::Month(year, month) => self.write_month(year, month, style, out),
            Date::Day(day) => self.write_day(day, style, out),
            Date::Local(_) | Date::Exact(..) => {
                let day = date.day(&self.zone);
                match style {
                    Style::Full => self.write_with_time(date, out),
                    Style::Weekday => self.write_weekday(day, out, |out| self.write_with_time(date, out)),
                    Style::Long | Style::Short | Style::Month => self.write_day(day, style, out),
                }
            }
        }
    }

    fn write_day(&self, day: civil::Date, style: Style, out: &mut String) {
        match style {
            Style::Month => self.write_month(day.year(), day.month(), style, out),
            Style::Weekday => self.write_weekday(day, out, |out| self.write_day(day, Style::Long, out)),
            Style::Long | Style::Short | Style::Full => fill(&self.long, out, |name, out| {
                match name {
                    "day" => push_number(out, day.day().into()),
                    "month" => out.push_str(self.month_name(day.month(), style)),
                    "year" => push_number(out, day.year()),
                    _ => return false,
                }
                true
            }),
        }
    }

    /// The day of the week that the words name, if the date is another: both.
    pub fn other_weekday(&self, words: &str, date: &Date) -> Option<(&str, &str)> {
        let day = match date {
            Date::Year(_) | Date::Month(..) => return None,
            Date::Day(_) | Date::Local(_) | Date::Exact(..) => date.day(&self.zone),
        };
        let words = words.trim().to_lowercase();
        let word = ["on ", "last ", "this ", "next "].iter().find_map(|before| words.strip_prefix(before));
        let word = word.unwrap_or(&words).trim_start();
        let named = self.weekdays.iter().find(|name| name.to_lowercase() == word)?;
        let actual = &self.weekdays[day.weekday().to_monday_zero_offset() as usize];
        (named != actual).then_some((named, actual))
    }

    /// Appends the day of the week and what `date` appends.
    fn write_weekday(&self, day: civil::Date, out: &mut String, date: impl Fn(&mut String)) {
        fill(&self.weekday, out, |name, out| {
            match name {
                "weekday" => out.push_str(&self.weekdays[day.weekday().to_monday_zero_offset() as usize]),
                "date" => date(out),
                _ => return false,
            }
            true
        });
    }

    fn write_month(&self, year: i16, month: i8, style: Style, out: &mut String) {
        fill(&self.month, out, |name, out| {
            match name {
                "month" if style == Style::Short => out.push_str(name_of(&self.months_short, month)),
                "month" => out.push_str(name_of(&self.months_alone, month)),
                "year" => push_number(out, year),
                _ => return false,
            }
            true
        });
    }

    fn month_name(&self, month: i8, style: Style) -> &str {
        name_of(if style == Style::Short { &self.months_short } else { &self.months }, month)
    }

    fn write_with_time(&self, date: &Date, out: &mut String) {
        let instant = date.start(&self.zone);
        let local = self.zone.to_datetime(instant);
        fill(&self.full, out, |name, out| {
            match name {
                "date" => self.write_day(local.date(), Style::Long, out),
                "time" => push_clock(out, local),
                "zone" => out.push_str(self.zone.to_offset_info(instant).abbreviation()),
                _ => return false,
            }
            true
        });
    }
}

impl Default for DateWords {
    /// English and UTC.
    fn default() -> Self {
        Self::new(&Value::Null, TimeZone::UTC)
    }
}

impl Hash for DateWords {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.months, &self.months_alone, &self.months_short, &self.weekdays).hash(state);
        (&self.long, &self.month, &self.weekday, &self.full).hash(state);
        // A zone cannot be hashed; its name can, and what stands for it where it has none.
        self.zone.iana_name().map_or_else(|| format!("{:?}", self.zone), str::to_owned).hash(state);
    }
}

/// The name of a month from 1 to 12.
fn name_of(names: &[String], month: i8) -> &str {
    &names[usize::from(month.unsigned_abs()).clamp(1, 12) - 1]
}

/// Appends a pattern with its names in braces replaced; `put` appends what a name stands for, or
/// says that it does not know the name, which then stays as it is.
fn fill(pattern: &str, out: &mut String, mut put: impl FnMut(&str, &mut String) -> bool) {
    // Patterns are short: a search that prepares itself would cost more than it finds.
    let split = |text: &'_ str, mark: u8| text.bytes().position(|byte| byte == mark);
    let mut rest = pattern;
    while let Some(open) = split(rest, b'{') {
        let (before, from) = (&rest[..open], &rest[open + 1..]);
        out.push_str(before);
        rest = match split(from, b'}').filter(|&close| put(&from[..close], out)) {
            Some(close) => &from[close + 1..],
            None => {
                out.push('{');
                from
            }
        };
    }
    out.push_str(rest);
}

fn push_number(out: &mut String, number: i16) {
    if number < 0 {
        out.push('-');
    }
    push_digits(out, number.unsigned_abs());
}

fn push_digits(out: &mut String, number: u16) {
    if number >= 10 {
        push_digits(out, number / 10);
    }
    out.extend(char::from_digit(u32::from(number % 10), 10));
}

fn push_clock(out: &mut String, time: civil::DateTime) {
    push_two_digits(out, time.hour());
    out.push(':');
    push_two_digits(out, time.minute());
}

fn push_two_digits(out: &mut String, number: i8) {
    out.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit.unsigned_abs())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, style: Style) -> String {
        let words = DateWords::new(&Value::Null, TimeZone::UTC);
        words.show(text, style).unwrap()
    }

    #[test]
    fn a_date_is_shown_as_precisely_as_it_was_written() {
        assert_eq!(show("2025", Style::Long), "2025");
        assert_eq!(show("2025-08", Style::Long), "August 2025");
        assert_eq!(show("2025-08-07", Style::Long), "7 August 2025");
        assert_eq!(show("2025-08-07", Style::Short), "7 Aug 2025");
        assert_eq!(show("2025-08-07", Style::Weekday), "Thursday 7 August 2025");
        assert_eq!(show("2025-08-07", Style::Month), "August 2025");
        assert_eq!(show("2025-08-07", Style::Full), "7 August 2025");
        assert_eq!(show("2025-08-07T09:00:00Z", Style::Long), "7 August 2025");
        assert_eq!(show("2025-08-07T09:00:00Z", Style::Full), "7 August 2025, 09:00 UTC");
        assert_eq!(show("2025-08-07T09:00:00Z", Style::Weekday), "Thursday 7 August 2025, 09:00 UTC");
    }

    #[test]
    fn numerals_need_no_language() {
        let words = DateWords::new(&Value::Null, TimeZone::get("Europe/Kyiv").unwrap());
        let numerals = |text: &str| words.numerals(&text.parse().unwrap());
        assert_eq!(numerals("2025"), "2025");
        assert_eq!(numerals("2025-08"), "2025-08");
        assert_eq!(numerals("2025-08-07"), "2025-08-07");
        assert_eq!(numerals("2025-08-07T22:30:00Z"), "2025-08-08 01:30 EEST");
        assert_eq!(numerals("2025-08-07T06:00:00"), "2025-08-07 06:00 EEST");
    }

    #[test]
    fn names_that_a_pattern_does_not_know_stay() {
        let strings =
            serde_json::json!({"dates": {"long": "{year}/{month} {moon} {", "weekday": "{date} ({weekday})"}});
        let words = DateWords::new(&strings, TimeZone::UTC);
        assert_eq!(words.show("2025-08-07", Style::Weekday).unwrap(), "2025/August {moon} { (Thursday)");
    }

    #[test]
    fn a_month_without_a_day_may_have_another_form() {
        let months: Vec<String> = (1..=12).map(|month| format!("of {month}")).collect();
        let alone: Vec<String> = (1..=12).map(|month| format!("month {month}")).collect();
        let words = DateWords::new(&serde_json::json!({"months": months, "months_alone": alone}), TimeZone::UTC);
        assert_eq!(words.show("2025-08-07", Style::Long).unwrap(), "7 of 8 2025");
        assert_eq!(words.show("2025-08", Style::Long).unwrap(), "month 8 2025");
        assert_eq!(words.show("2025-08-07", Style::Month).unwrap(), "month 8 2025");
        assert_eq!(words.show("2025-08", Style::Short).unwrap(), "Aug 2025");
    }

    #[test]
    fn clock_times_are_shown_in_the_zone_of_the_site() {
        let words = DateWords::new(&Value::Null, TimeZone::get("Europe/Kyiv").unwrap());
        assert_eq!(words.show("2025-08-07T22:30:00Z", Style::Full).unwrap(), "8 August 2025, 01:30 EEST");
    }
}
