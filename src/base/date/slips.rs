//! What a text that is no date may have been meant for: `7.8.2025`, `August 7, 2025`, `2025-8-7`,
//! `2025-08-07 10:00:00 +0200`.
//!
//! Entry point: [`advice`].
//!
//! **Invariant:** a date is offered only where every reader would take the text for that date. Of `08/07/2025` nobody
//! knows which part is the month.

use jiff::civil;

use super::Date;
use crate::base::date_words::english::{MONTHS, MONTHS_SHORT, WEEKDAYS};

/// What to write in the place of `text`, if it looks like a date at all.
pub fn advice(text: &str) -> Option<String> {
    match read(text)? {
        Slip::Meant(date) => Some(format!("write `{date}`")),
        Slip::Unclear => Some("write the year first, with four digits, then the month, then the day".to_owned()),
    }
}

/// How far a text can be understood.
enum Slip {
    Meant(Date),
    Unclear,
}

/// A part of a date: one of its numbers, or the name of a month.
#[derive(Clone, Copy)]
enum Part {
    /// Its value, and with how many digits it is written.
    Number(i16, usize),
    Month(i8),
}

fn read(text: &str) -> Option<Slip> {
    if let Some(date) = with_offset(text) {
        return Some(Slip::Meant(date));
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !is_idle(word));
    let parts = words.take(4).map(part).collect::<Option<Vec<_>>>()?;
    use Part::{Month, Number};
    match *parts.as_slice() {
        [Number(all, 8)] => Some(all).and(compact(text)),
        [Number(year, 4), Number(month, 1 | 2)] | [Number(month, 1 | 2), Number(year, 4)] => {
            month_of(year, i8::try_from(month).ok()?)
        }
        [Month(month), Number(year, 4)] | [Number(year, 4), Month(month)] => month_of(year, month),
        [Number(year, 4), Number(month, 1 | 2), Number(day, 1 | 2)] => day_of(year, i8::try_from(month).ok()?, day),
        [Number(day, 1 | 2), Month(month), Number(year, 4)]
        | [Month(month), Number(day, 1 | 2), Number(year, 4)]
        | [Number(year, 4), Month(month), Number(day, 1 | 2)] => day_of(year, month, day),
        [Number(a, 1 | 2), Number(b, 1 | 2), Number(year, 4)] => year_last(text, a, b, year),
        [Number(_, 1 | 2), Number(_, 1 | 2), Number(_, 1 | 2)] => Some(Slip::Unclear),
        _ => None,
    }
}

/// `2025-08-07 10:00:00 +0200`, as Jekyll and Hugo write it.
fn with_offset(text: &str) -> Option<Date> {
    let (time, offset) = text.trim().split_at_checked(text.trim().rfind(['+', '-'])?)?;
    let digits: String = offset[1..].chars().filter(|&c| c != ':').collect();
    let is_offset = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let time = time.trim_end().replacen(' ', "T", 1);
    let date = || format!("{time}{}{}:{}", &offset[..1], &digits[..2], &digits[2..]).parse().ok();
    if is_offset { date().filter(|date: &Date| date.precision() == 3) } else { None }
}

/// With points the day comes first wherever they are used; with other signs, the day or the month.
fn year_last(text: &str, a: i16, b: i16, year: i16) -> Option<Slip> {
    let (day, month) = match (a, b) {
        (a, b) if text.contains('.') && !text.contains(['/', '-']) => (a, b),
        (a, b) if a == b || (a > 12 && b <= 12) => (a, b),
        (a, b) if b > 12 && a <= 12 => (b, a),
        _ => return Some(Slip::Unclear),
    };
    day_of(year, i8::try_from(month).ok()?, day)
}

/// `20250807`
fn compact(text: &str) -> Option<Slip> {
    let digits = text.trim();
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn day_of(year: i16, month: i8, day: i16) -> Option<Slip> {
    let day = civil::Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    Some(Slip::Meant(Date::Day(day)))
}

fn month_of(year: i16, month: i8) -> Option<Slip> {
    (year > 0 && (1..=12).contains(&month)).then_some(Slip::Meant(Date::Month(year, month)))
}

fn part(word: &str) -> Option<Part> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th") {
        // Eight digits are more than the number holds, and are read from the text.
        return Some(Part::Number(digits.parse().unwrap_or(i16::MAX), digits.len()));
    }
    let is = |name: &&str| name.eq_ignore_ascii_case(word);
    let month = MONTHS.iter().position(is).or_else(|| MONTHS_SHORT.iter().position(is))?;
    i8::try_from(month + 1).ok().map(Part::Month)
}

/// Words that say nothing more: the day of the week, `the 7th of`.
fn is_idle(word: &str) -> bool {
    let is_weekday = |name: &str| name.eq_ignore_ascii_case(word) || name[..3].eq_ignore_ascii_case(word);
    ["the", "of"].contains(&word) || WEEKDAYS.iter().any(|name| is_weekday(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_offered() {
        for (text, meant) in [
            ("7.8.2025", "2025-08-07"),
            ("07. 08. 2025", "2025-08-07"),
            ("2025/08/07", "2025-08-07"),
            ("2025.8.7", "2025-08-07"),
            ("2025-8-7", "2025-08-07"),
            ("20250807", "2025-08-07"),
            ("7 August 2025", "2025-08-07"),
            ("August 7, 2025", "2025-08-07"),
            ("Thursday, 7th of Aug. 2025", "2025-08-07"),
            ("2025 Aug 7", "2025-08-07"),
            ("07-Aug-2025", "2025-08-07"),
            ("31/12/2025", "2025-12-31"),
            ("12/31/2025", "2025-12-31"),
            ("8/8/2025", "2025-08-08"),
            ("2025/08", "2025-08"),
            ("2025-8", "2025-08"),
            ("08/2025", "2025-08"),
            ("August 2025", "2025-08"),
            ("2025-08-07 10:00:00 +0200", "2025-08-07T10:00:00+02:00"),
            ("2025-08-07T10:00:00-0330", "2025-08-07T10:00:00-03:30"),
            ("2025-08-07 10:00 +02:00", "2025-08-07T10:00:00+02:00"),
        ] {
            assert_eq!(advice(text), Some(format!("write `{meant}`")), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_is_not() {
        for text in ["08/07/2025", "8-7-2025", "25-08-07", "7.8.25"] {
            assert_eq!(
                advice(text).as_deref(),
                Some("write the year first, with four digits, then the month, then the day")
            );
        }
    }

    #[test]
    fn what_is_no_date_gets_no_advice() {
        for text in [
            "",
            "tomorrow",
            "2025-13",
            "30.2.2025",
            "2025-30-02",
            "20251340",
            "0/0/2025",
            "7 August",
            "5",
            "99999",
            "2025-08-07T25:00:00Z",
            "7 8 2025 9",
            "August",
            "٣/٤/2025",
            "99/99/2025",
            "2025-08-07 25:00:00 +0200",
            "2025-08-07 10:00:00 +02",
        ] {
            assert_eq!(advice(text), None, "{text}");
        }
    }
}
