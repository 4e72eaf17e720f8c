//! Dates in words, after the theme's strings.

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
#[derive(Debug, Clone)]
pub struct DateWords {
    months: Vec<String>,
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
        let list = |key: &str, default: [&str; 12], count: usize| -> Vec<String> {
            let given: Vec<String> = strings[key]
                .as_array()
                .map(|names| names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
                .unwrap_or_default();
            if given.len() == count { given } else { default[..count].iter().map(|&name| name.to_owned()).collect() }
        };
        let pattern = |key: &str, default: &str| strings["dates"][key].as_str().unwrap_or(default).to_owned();
        Self {
            months: list(
                "months",
                [
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December",
                ],
                12,
            ),
            months_short: list(
                "months_short",
                ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
                12,
            ),
            weekdays: list(
                "weekdays",
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "", "", "", "", ""],
                7,
            ),
            long: pattern("long", "{day} {month} {year}"),
            month: pattern("month", "{month} {year}"),
            weekday: pattern("weekday", "{weekday} {date}"),
            full: pattern("full", "{date}, {time} {zone}"),
            zone,
        }
    }

    /// A date in words; `None` if the text is not a date.
    pub fn show(&self, text: &str, style: Style) -> Option<String> {
        let date: Date = text.parse().ok()?;
        Some(match date {
            Date::Year(year) => year.to_string(),
            Date::Month(year, month) => self.month_of(year, month, style),
            _ => {
                let day = date.day(&self.zone);
                match style {
                    Style::Month => self.month_of(day.year(), day.month(), Style::Long),
                    Style::Weekday => self
                        .weekday
                        .replace("{weekday}", &self.weekdays[day.weekday().to_monday_zero_offset() as usize])
                        .replace("{date}", &self.full(&date, day)),
                    Style::Full => self.full(&date, day),
                    _ => self.day(day, style),
                }
            }
        })
    }

    /// The value of a `datetime` attribute: the date as it is, or with the site's offset.
    pub fn machine(&self, text: &str) -> Option<String> {
        text.parse::<Date>().ok().map(|date| date.to_iso(&self.zone))
    }

    fn day(&self, day: civil::Date, style: Style) -> String {
        let mut out = String::with_capacity(self.long.len() + 12);
        let mut rest = self.long.as_str();
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
            match name {
                "{day" => out.push_str(itoa(day.day().unsigned_abs().into()).as_str()),
                "{month" => out.push_str(self.month_name(day.month(), style)),
                "{year" => out.push_str(itoa(day.year().unsigned_abs().into()).as_str()),
                other => out.push_str(other),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn month_of(&self, year: i16, month: i8, style: Style) -> String {
        self.month.replace("{month}", self.month_name(month, style)).replace("{year}", &year.to_string())
    }

    fn month_name(&self, month: i8, style: Style) -> &str {
        let names = if style == Style::Short { &self.months_short } else { &self.months };
        &names[usize::from(month.unsigned_abs()).clamp(1, 12) - 1]
    }

    fn full(&self, date: &Date, day: civil::Date) -> String {
        if date.precision() < 3 {
            return self.day(day, Style::Long);
        }
        let instant = date.start(&self.zone);
        let local = self.zone.to_datetime(instant);
        let zone = self.zone.to_offset_info(instant).abbreviation().to_owned();
        self.full
            .replace("{date}", &self.day(day, Style::Long))
            .replace("{time}", &format!("{:02}:{:02}", local.hour(), local.minute()))
            .replace("{zone}", &zone)
    }
}

fn itoa(number: u32) -> String {
    number.to_string()
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
    fn clock_times_are_shown_in_the_zone_of_the_site() {
        let words = DateWords::new(&Value::Null, TimeZone::get("Europe/Kyiv").unwrap());
        assert_eq!(words.show("2025-08-07T22:30:00Z", Style::Full).unwrap(), "8 August 2025, 01:30 EEST");
    }
}
