//! So many days, weeks or months "ago": "two days ago", "a week ago", "3 months ago".
//!
//! Not what is counted roughly ("some two weeks ago", "two or three days ago"), of which nobody can say the date, and not
//! years, which are longer than a briefing is news.

use std::ops::Range;

use super::super::Meaning;
use super::word_before;

/// The numbers that are written out, from one.
const NUMBERS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Before a number: it is rough, or the end of a longer one.
const ROUGH: &[&str] = &[
    "about",
    "almost",
    "and",
    "approximately",
    "around",
    "barely",
    "least",
    "most",
    "nearly",
    "or",
    "over",
    "roughly",
    "some",
    "than",
    "to",
    "under",
];

/// The phrase whose "ago" begins at `at`.
pub(super) fn phrase(text: &str, at: usize) -> Option<(Range<usize>, Meaning)> {
    let (unit, unit_from) = word_before(text, at)?;
    let (number, from) = word_before(text, unit_from)?;
    // "twenty-one", "2–3", "1.5"
    let stands_alone = text[..from].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—'));
    let is_rough = word_before(text, from).is_some_and(|(word, _)| ROUGH.contains(&word.to_ascii_lowercase().as_str()));
    if !stands_alone || is_rough {
        return None;
    }
    let count = count(number)?;
    let meaning = match unit {
        "day" | "days" => Meaning::Day(-count),
        "week" | "weeks" => Meaning::Week(-count),
        "month" | "months" => Meaning::Month(-count),
        _ => return None,
    };
    Some((from..at + "ago".len(), meaning))
}

/// How many, of one to 99.
fn count(word: &str) -> Option<i64> {
    let word = word.to_ascii_lowercase();
    if word == "a" {
        return Some(1);
    }
    let written = NUMBERS.iter().position(|number| **number == word).and_then(|at| i64::try_from(at + 1).ok());
    let is_number = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    written.or_else(|| word.parse().ok().filter(|&count: &i64| is_number && count > 0))
}
