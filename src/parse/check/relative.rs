//! Dates that depend on the day of reading: "Wednesday", "yesterday", "next month".
//!
//! [`report`] says of each such phrase in a briefing's body which date it means as of the
//! briefing, once a file. What counts as one is a matter of the language; only [`english`] is
//! known, and nothing is guessed of others.

mod english;

use jiff::civil::{Date as Day, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::base::date::Date;
use crate::base::diag::{At, Code, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::base::text::plural;
use crate::model::html::Body;
use crate::model::lang::Lang;

/// The day as of which a briefing is written.
#[derive(Debug, Clone, Copy)]
pub struct AsOf<'a> {
    /// The field that says so: `as_of`, or `date`.
    pub field: &'static str,
    /// What it says.
    pub date: Date,
    /// The site's time zone.
    pub zone: &'a TimeZone,
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// So many days later.
    Day(i64),
    /// Such a day.
    Weekday(Which, Weekday),
    /// The week that is so many weeks later.
    Week(i64),
    /// The month that is so many months later.
    Month(i64),
}

/// Which of all the days of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The latest, up to the day itself.
    Latest,
    /// The latest before the day.
    Last,
    /// That of the same week.
    This,
    /// The first after the day.
    Next,
}

/// Reports the relative dates of a body in `lang`.
pub fn report(body: &Body, lang: &Lang, as_of: AsOf<'_>, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    if !lang.primary().eq_ignore_ascii_case("en") {
        return;
    }
    // By phrase: what it means, where it stands first, and how often.
    let mut found: Vec<(&str, Meaning, At, usize)> = Vec::new();
    english::find(body, |words, meaning| {
        let phrase = &body.html.text[words.start as usize..words.end as usize];
        match found.iter_mut().find(|(known, ..)| *known == phrase) {
            Some((.., more)) => *more += 1,
            None => found.push((phrase, meaning, body.place_of(words), 0)),
        }
    });
    for (phrase, meaning, at, more) in found {
        // Line breaks and spaces that do not break are no part of what is said.
        let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some((message, hint)) = explain(&phrase, meaning, as_of) else { continue };
        let diagnostic = Diagnostic::new(Code::RelativeDate, message).at(Place { file: source.clone(), at }).hint(hint);
        diagnostics.push(match more {
            0 => diagnostic,
            _ => diagnostic.note(format!("it stands in {} more", plural(more, "place", "places"))),
        });
    }
}

/// What to say of a phrase, and what to do; `None` at the ends of time.
fn explain(phrase: &str, meaning: Meaning, as_of: AsOf<'_>) -> Option<(String, String)> {
    let AsOf { field, date, zone } = as_of;
    let needed = if let Meaning::Month(_) = meaning { 1 } else { 2 };
    if date.precision() < needed {
        let message = format!("`{phrase}` means no date: `{field}` is `{date}`, which is no day");
        let hint = format!("write the date behind it, as in `[{phrase}]{{2025-08-06}}`, or a day in `{field}`");
        return Some((message, hint));
    }
    let day = date.day(zone);
    let as_of = if date.precision() < 2 { date } else { Date::Day(day) };
    let first = first_day(meaning, day)?;
    Some(match meaning {
        Meaning::Month(_) => {
            let month = Date::Month(first.year(), first.month());
            (format!("`{phrase}` means `{month}` as of `{as_of}`"), format!("write `[{phrase}]{{{month}}}`"))
        }
        Meaning::Week(_) => {
            let last = later(first, 6.days())?;
            let message = format!("`{phrase}` means `{first}` to `{last}` as of `{as_of}`");
            (message, format!("write the date that is meant behind it, as in `[{phrase}]{{{first}}}`"))
        }
        Meaning::Weekday(Which::Latest, _) => {
            let coming = later(first, 7.days())?;
            let hint = format!("write `[{phrase}]{{{first}}}`, or `{coming}` if the one to come is meant");
            (format!("`{phrase}` means `{first}` as of `{as_of}`"), hint)
        }
        Meaning::Day(_) | Meaning::Weekday(..) => {
            (format!("`{phrase}` means `{first}` as of `{as_of}`"), format!("write `[{phrase}]{{{first}}}`"))
        }
    })
}

/// The day that a phrase means on `day`, or the first of its week or month.
fn first_day(meaning: Meaning, day: Day) -> Option<Day> {
    // How many days ago it was such a day, 0 to 6.
    let since = |weekday: Weekday| i64::from(day.weekday().since(weekday));
    let monday = later(day, (-since(Weekday::Monday)).days())?;
    match meaning {
        Meaning::Day(days) => later(day, days.days()),
        Meaning::Weekday(Which::Latest, weekday) => later(day, (-since(weekday)).days()),
        Meaning::Weekday(Which::Last, weekday) => {
            // The day itself is not the last of its name.
            let back = if weekday == day.weekday() { 7 } else { since(weekday) };
            later(day, (-back).days())
        }
        Meaning::Weekday(Which::This, weekday) => later(monday, weekday.to_monday_zero_offset().days()),
        Meaning::Weekday(Which::Next, weekday) => later(day, (7 - since(weekday)).days()),
        Meaning::Week(weeks) => later(monday, weeks.weeks()),
        Meaning::Month(months) => later(day.first_of_month(), months.months()),
    }
}

fn later(day: Day, by: Span) -> Option<Day> {
    day.checked_add(by).ok()
}

#[cfg(test)]
mod tests;
