//! Whether a relative date has its date beside it: "Wednesday 6 August", "Wednesday (August
//! 6th)", "last week, from 28 July to 3 August", "on 6 August, last Wednesday".
//!
//! Looked for in HTML: emphasis may stand between the two, and a date may be a `<time>`.

use super::super::Meaning;
use crate::base::date_words::english::{MONTHS, MONTHS_SHORT};

/// What may stand between a phrase and its date.
const BETWEEN: &[&str] =
    &[" ", "\n", "\u{a0}", ",", "(", "–", "—", "<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>"];

/// Words that may stand there, or between the days of several dates.
const SMALL: &[&str] = &["on", "the", "of", "in", "from", "to", "and", "or", "until"];

/// Whether the text behind a phrase begins with its date.
pub(super) fn begins(mut text: &str, meaning: Meaning) -> bool {
    while let Some(rest) = BETWEEN.iter().find_map(|between| text.strip_prefix(between)) {
        text = rest;
    }
    // A month is date enough for a week, too: "next week, in September".
    let is_month_enough = matches!(meaning, Meaning::Week(_) | Meaning::Month(_));
    let mut words = words(text).skip_while(|word| SMALL.contains(word) || super::day(word).is_some());
    let first = words.next().unwrap_or_default();
    if is_month(first) {
        return is_month_enough || words.next().is_some_and(is_day);
    }
    if text.starts_with("<time ") || is_numeric(first) {
        return true;
    }
    // "5 and 6 August"
    is_day(first) && words.find(|word| !is_day(word) && !SMALL.contains(word)).is_some_and(is_month)
}

/// Whether the text before a phrase ends with its date.
pub(super) fn ends(mut text: &str) -> bool {
    while let Some(rest) = BETWEEN.iter().find_map(|between| text.strip_suffix(between)) {
        text = rest;
    }
    let mut words = words(text).rev();
    let mut word = || words.next().unwrap_or_default();
    let last = word();
    if text.ends_with("</time>") || is_numeric(last) {
        return true;
    }
    let (second, first) = if is_year(last) { (word(), word()) } else { (last, word()) };
    (is_day(first) && is_month(second)) || (is_month(first) && is_day(second))
}

/// The words of a text, dates in numerals whole.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split([' ', '\n', '\u{a0}', ',', '(', ')', '<', '>'])
        .map(|word| word.trim_end_matches(['.', ';', ':']))
        .filter(|word| !word.is_empty())
}

/// `August`, `Aug`; "Sept" is as common as "Sep".
fn is_month(word: &str) -> bool {
    MONTHS.contains(&word) || MONTHS_SHORT.contains(&word) || word == "Sept"
}

/// `2025`
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2025-08-06`, `6/8`, `4-10`
fn is_numeric(word: &str) -> bool {
    let mut parts = word.split(['-', '/']);
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.clone().count() > 1 && parts.all(is_number)
}

/// `6`, `6th`, `4–10`
fn is_day(word: &str) -> bool {
    let is_number = |part: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
        (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    word.split('–').all(is_number)
}
