//! What is reported, with which date, and what is not.

use super::*;
use crate::base::date_words::DateWords;
use crate::parse::markdown::{self, Dates, Words};

/// What is said of a text as of a date: the phrases with their dates.
fn said(markdown: &str, as_of: &str) -> Vec<String> {
    let source = SourcePath::new("content/briefings/a.md");
    let mut diagnostics = Vec::new();
    let words = DateWords::default();
    let own = (&Words::default(), Dates { words: &words, own: true });
    let body = markdown::body(markdown, 0, &source, &markdown::Settings::default(), own, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let as_of = AsOf { field: "as_of", date: as_of.parse().unwrap(), zone: &TimeZone::UTC };
    report(&body, &Lang::default(), as_of, &source, &mut diagnostics);
    diagnostics.into_iter().map(|diagnostic| diagnostic.message.replace(['`'], "")).collect()
}

/// The only thing that is said of a text, or nothing.
fn of(markdown: &str, as_of: &str) -> String {
    let said = said(markdown, as_of);
    assert!(said.len() < 2, "{markdown:?}: {said:?}");
    said.into_iter().next().unwrap_or_default()
}

#[test]
fn phrases_mean_dates() {
    // A Thursday.
    let as_of = "2025-08-07";
    for (phrase, meant) in [
        ("today", "2025-08-07"),
        ("tonight", "2025-08-07"),
        ("yesterday", "2025-08-06"),
        ("Tomorrow", "2025-08-08"),
        // Alone, the latest up to the day itself.
        ("Thursday", "2025-08-07"),
        ("Wednesday", "2025-08-06"),
        ("Friday", "2025-08-01"),
        ("last Thursday", "2025-07-31"),
        ("last Wednesday", "2025-08-06"),
        ("last Friday", "2025-08-01"),
        ("this Monday", "2025-08-04"),
        ("this Sunday", "2025-08-10"),
        ("next Thursday", "2025-08-14"),
        ("next Friday", "2025-08-08"),
        ("Next Wednesday", "2025-08-13"),
        ("this week", "2025-08-04 to 2025-08-10"),
        ("last week", "2025-07-28 to 2025-08-03"),
        ("next week", "2025-08-11 to 2025-08-17"),
        ("this month", "2025-08"),
        ("Last month", "2025-07"),
        ("last night", "2025-08-06"),
        ("two days ago", "2025-08-05"),
        ("A day ago", "2025-08-06"),
        ("Ten days ago", "2025-07-28"),
        ("a week ago", "2025-07-28 to 2025-08-03"),
        ("three weeks ago", "2025-07-14 to 2025-07-20"),
        ("3 months ago", "2025-05"),
        ("next month", "2025-09"),
    ] {
        assert_eq!(of(&format!("{phrase} they met."), as_of), format!("{phrase} means {meant} as of {as_of}"));
    }
}

#[test]
fn months_and_years_end() {
    assert_eq!(of("last week", "2025-01-01"), "last week means 2024-12-23 to 2024-12-29 as of 2025-01-01");
    assert_eq!(of("yesterday", "2024-03-01"), "yesterday means 2024-02-29 as of 2024-03-01");
    assert_eq!(of("next month", "2024-01-31"), "next month means 2024-02 as of 2024-01-31");
    assert_eq!(of("next month", "2024-12"), "next month means 2025-01 as of 2024-12");
    assert_eq!(of("tomorrow", "9999-12-31"), "");
    assert_eq!(of("tomorrow", "2025-08"), "tomorrow means no date: as_of is 2025-08, which is no day");
    assert_eq!(of("next month", "2025"), "next month means no date: as_of is 2025, which is no day");
}

#[test]
fn what_is_reported() {
    for text in [
        "On Wednesday, they met.",
        "Wednesday's talks",
        "Wednesday’s talks",
        "Wednesday: talks",
        "by\nWednesday.",
        "*on* Wednesday",
        "the Wednesday talks",
        "Wednesday, 200 people",
        "Wednesday at 9 August Street",
        "Wednesday in May",
        "In August Wednesday",
        "He said “no”. Wednesday",
        "- On Wednesday",
        "| a |\n| - |\n| Wednesday |",
        "[No](https://example.org) Wednesday",
        "Talks.[^x]\n\n[^x]: On Wednesday.",
    ] {
        assert_eq!(of(text, "2025-08-07"), "Wednesday means 2025-08-06 as of 2025-08-07", "{text:?}");
    }
    for (text, phrase) in [("last\nweek", "last week"), ("this\u{a0}week", "this week"), ("next week’s", "next week")]
    {
        assert!(of(text, "2025-08-07").starts_with(&format!("{phrase} means")), "{text:?}");
    }
}

#[test]
fn what_is_not_reported() {
    for text in [
        // Somebody else's words.
        "> On Wednesday",
        "He said “on Wednesday” and „today“.",
        "He said \"on Wednesday\".",
        "## Wednesday",
        "`Wednesday` and [Wednesday](https://example.org/Wednesday)",
        "![Wednesday](a.png)",
        // With its date.
        "[Wednesday]{2025-08-06}",
        "Wednesday 6 August",
        "Wednesday, 6 August 2025",
        "Wednesday the 6th of August",
        "Wednesday (6 August)",
        "Wednesday (August 6th)",
        "Wednesday, **6 August**",
        "Wednesday ([6 August]{2025-08-06})",
        "Wednesday (2025-08-06)",
        "Wednesday 6/8",
        "Tuesday and Wednesday, 5 and 6 August",
        "Tuesday to Wednesday, 5–6 August",
        "Wednesday–Thursday, 6–7 August",
        "**Wednesday** 6 August",
        "6 August, Wednesday",
        "6 August 2025 (Wednesday)",
        "August 6, Wednesday",
        "2025-08-06, Wednesday",
        "[6 August]{2025-08-06} (Wednesday)",
        "last week, from 28 July to 3 August",
        "next month, in September",
        // In general.
        "Wednesdays",
        "every Wednesday",
        "on a Wednesday",
        "the following Wednesday",
        "the last Wednesday of July",
        "the next week",
        "over the last month",
        "last week of July",
        "the last night, this night, overnight, midnight, a night",
        "some two weeks ago, about a month ago, less than three days ago, two or three days ago, twenty-one days ago",
        "1.5 days ago, 2–3 days ago, days ago, a few days ago, a year and two months ago, two years ago, long ago",
        "two days ago, on 5 August; three weeks ago, in July; 5 August, two days ago",
        "two days earlier, Chicago, an ago",
        "a week, a month, weeks, weekly, mid-week, this week-long siege",
        "holiday birthday somedays daytime",
        // Names.
        "Good Friday and Black Monday",
        "the Sunday Times",
        "Russia Today",
        "1Wednesday Wednesday1 x_today",
    ] {
        assert_eq!(said(text, "2025-08-07"), [""; 0], "{text:?}");
    }
}

#[test]
fn each_phrase_is_reported_once() {
    let said = said("Wednesday, and yesterday.\n\nWednesday again.", "2025-08-07");
    assert_eq!(said, ["Wednesday means 2025-08-06 as of 2025-08-07", "yesterday means 2025-08-06 as of 2025-08-07"]);
}
