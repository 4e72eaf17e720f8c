//! Relative dates in English.
//!
//! Every such phrase has one of a few endings of words in it, which are looked for at once; all
//! else is decided where one was found, from the words around it:
//!
//! - days, "today" and its like; "last", "this" and "next" before a day, a week or a month; "last night"; so many days,
//!   weeks or months "ago" ([`ago`]);
//! - not what is said in general ("every Monday", "the last week of July") or is part of a name
//!   ("Good Friday", "the Sunday Times", "Russia Today");
//! - not what has a date already, behind it or before it ([`dated`]).

mod ago;
mod dated;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Weekday;

use super::{Meaning, Which};
use crate::base::date_words::english::WEEKDAYS;
use crate::base::prose::script::is_word;
use crate::model::html::{Body, Voice};

/// What stands in every phrase.
static ENDINGS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let endings = ["day", "week", "month", "omorrow", "onight", "night", "ago"];
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(endings);
    finder.expect("a handful of short words make a finder")
});

/// Before a day: it is no certain one, or counted from what the text tells.
const OTHER: &[&str] = &["a", "another", "any", "each", "every", "following", "no", "one", "previous", "same", "some"];

/// Before a day: it is a name.
const NAMES: &[&str] = &["Ash", "Black", "Bloody", "Cyber", "Easter", "Good", "Holy", "Maundy", "Palm", "Super"];

/// Gives every relative date in the running text of a body, without those that others say: its
/// bytes in the HTML, and what it means.
pub(super) fn find(body: &Body, mut found: impl FnMut(Range<u32>, Meaning)) {
    let html = &*body.html.text;
    // Pages are far smaller than 4 GB.
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut quotations = body.quotations();
    for ending in ENDINGS.find_iter(html) {
        let at = narrow(ending.start());
        let run = body.runs.partition_point(|run| run.end <= at);
        let Some(run) = body.runs.get(run).filter(|run| run.start <= at && run.voice == Voice::Running) else {
            continue;
        };
        let from = run.start as usize;
        let Some((words, meaning)) = phrase(&html[from..run.end as usize], ending.start() - from) else { continue };
        let words = from + words.start..from + words.end;
        let block = body.blocks[run.block as usize];
        let (before, after) = (&html[block.start as usize..words.start], &html[words.end..block.end as usize]);
        if !dated::ends(before) && !dated::begins(after, meaning) && !quotations.has(run.block, narrow(words.start)) {
            found(narrow(words.start)..narrow(words.end), meaning);
        }
    }
}

/// The relative date in whose last word `at` is.
fn phrase(text: &str, at: usize) -> Option<(Range<usize>, Meaning)> {
    let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
    let start = at - text.as_bytes()[..at].iter().rev().take_while(is_letter).count();
    let end = at + text.as_bytes()[at..].iter().take_while(is_letter).count();
    if !is_whole(text, start, end) {
        return None;
    }
    let word = &text[start..end];
    if word == "ago" {
        return ago::phrase(text, start);
    }
    let before = word_before(text, start);
    let which = before.and_then(|(word, _)| which(word));
    let from = before.map_or(start, |(_, from)| from);
    // "the last week" is not last week, nor "the next Monday" the one that comes next.
    let is_counted = which.is_some() && word_before(text, from).is_some_and(|(word, _)| word == "the");
    let meaning = match (word, which) {
        _ if is_counted => return None,
        ("week" | "month" | "night", None) => return None,
        ("week" | "month", Some(_)) if word_after(text, end) == "of" => return None,
        // "this night" and "next night" are counted from what the text tells.
        ("night", Some(Which::Last)) => Meaning::Day(-1),
        ("night", Some(_)) => return None,
        ("week", Some(which)) => Meaning::Week(steps(which)),
        ("month", Some(which)) => Meaning::Month(steps(which)),
        _ => match (day(word), which) {
            (Some(weekday), Some(which)) => Meaning::Weekday(which, weekday),
            (Some(weekday), None) if !is_other(text, before.map(|(word, _)| word), end) => {
                return Some((start..end, Meaning::Weekday(Which::Latest, weekday)));
            }
            (Some(_), None) => return None,
            (None, _) => {
                // With a capital within a sentence it is the name of a paper or a programme.
                let is_name = word.starts_with(|c: char| c.is_ascii_uppercase()) && before.is_some();
                return around_today(word).filter(|_| !is_name).map(|days| (start..end, Meaning::Day(days)));
            }
        },
    };
    Some((from..end, meaning))
}

/// Whether the word stands by itself, and not in "mid-week" or "Fridays".
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let mut after = text[end..].chars();
    let next = after.next();
    let goes_on = next.is_some_and(is_word) || (next == Some('-') && after.next().is_some_and(is_word));
    !goes_on && !text[..start].ends_with(|c: char| is_word(c) || c == '-')
}

/// Whether a day that stands alone is one in general, or part of a name.
fn is_other(text: &str, before: Option<&str>, end: usize) -> bool {
    let Some(before) = before else { return false };
    let lower = before.to_ascii_lowercase();
    // "the Sunday Times"
    let is_paper = lower == "the" && word_after(text, end).starts_with(|c: char| c.is_uppercase());
    is_paper || OTHER.contains(&lower.as_str()) || NAMES.contains(&before)
}

/// The word before a place, after white space alone, and where it begins.
fn word_before(text: &str, at: usize) -> Option<(&str, usize)> {
    let before = text[..at].trim_end();
    let word = before.rfind(|c: char| !is_word(c)).map_or(before, |gap| &before[before.ceil_char_boundary(gap + 1)..]);
    (before.len() < at && !word.is_empty()).then_some((word, before.len() - word.len()))
}

/// The word behind a place, after white space alone; empty if there is none.
fn word_after(text: &str, at: usize) -> &str {
    let after = text[at..].trim_start();
    &after[..after.find(|c: char| !is_word(c)).unwrap_or(after.len())]
}

fn which(word: &str) -> Option<Which> {
    Some(match word {
        "last" | "Last" => Which::Last,
        "this" | "This" => Which::This,
        "next" | "Next" => Which::Next,
        _ => return None,
    })
}

/// How many weeks or months later.
fn steps(which: Which) -> i64 {
    match which {
        Which::Latest | Which::This => 0,
        Which::Last => -1,
        Which::Next => 1,
    }
}

fn day(word: &str) -> Option<Weekday> {
    let mut days = WEEKDAYS.iter().zip(Weekday::Monday.cycle_forward());
    days.find(|(name, _)| **name == word).map(|(_, day)| day)
}

/// How many days later.
fn around_today(word: &str) -> Option<i64> {
    Some(match word {
        "yesterday" | "Yesterday" => -1,
        "today" | "Today" | "tonight" | "Tonight" => 0,
        "tomorrow" | "Tomorrow" => 1,
        _ => return None,
    })
}
