//! The names in one text that nobody on the site goes by.
//!
//! One word is taken for a name only within a sentence, if no briefing has it in lower case, and if
//! it stands somewhere without a word in lower case after it, as an adjective would not. A language
//! that capitalises its nouns has no names of one word that could be told apart.

use std::ops::Range;

use crate::assemble::desk::Desk;
use crate::assemble::suggest::familiar::Familiar;
use crate::assemble::suggest::text::{Common, Text, in_body, stretch};
use crate::base::prose::capitals::Row;
use crate::base::prose::normal;
use crate::model::html::as_written;

/// Languages that write all nouns with a capital.
const CAPITAL_NOUNS: &[&str] = &["de", "lb", "gsw", "nds"];

/// A name that may be somebody's, where it stands.
#[derive(Debug)]
pub struct Spot {
    /// The name.
    pub name: String,
    /// Whether it stands there as no adjective would.
    pub is_firm: bool,
    /// Whether its first word has its capital for its own sake.
    pub is_sure: bool,
}

/// The names in a text.
pub fn find(desk: &Desk<'_>, text: &Text<'_>, common: &Common<'_>, familiar: &Familiar) -> Vec<Spot> {
    let body = &text.doc.body;
    let lang = text.doc.front.lang.as_ref().unwrap_or(&desk.config.language).as_str();
    let has_capital_nouns = CAPITAL_NOUNS.contains(&lang.split('-').next().unwrap_or_default());
    let tells = |name: &str| !has_capital_nouns && has_letters(name) && !common.has(name);
    let mut found = Vec::new();
    let mut quotations = body.quotations();
    for (at, run) in text.runs() {
        for row in text.rows(at, common) {
            if quotations.has(run.block, in_body(run, &row.range()).start) {
                continue;
            }
            let pieces = row.words.split(|word| is_taken(text, &in_body(run, word)));
            let spots = pieces.filter_map(|piece| spot(stretch(body, run), &row, piece, familiar));
            found.extend(spots.filter(|spot| spot.name.contains(' ') || tells(&spot.name)));
        }
    }
    found.retain(|spot| !familiar.has(desk, &spot.name));
    found
}

/// What a piece of a row says; nothing if it is one word that may be a part of something, or that
/// is capitalised as any would be.
fn spot(html: &str, row: &Row, piece: &[Range<usize>], familiar: &Familiar) -> Option<Spot> {
    let words: Vec<&str> = piece.iter().map(|word| &html[word.clone()]).collect();
    let name = bare(&words, familiar);
    let has_first = piece.first() == row.words.first() && name.split(' ').next() == words.first().copied();
    let is_sure = !row.begins || !has_first;
    let is_one_word = !name.contains(' ');
    // What stands beside a name that is known may be a part of it.
    let is_whole = piece.len() == row.words.len();
    let tells = !name.is_empty() && (!is_one_word || (is_whole && is_sure));
    tells.then(|| Spot { name: normal(&as_written(&name)), is_firm: !is_one_word || !row.modifies, is_sure })
}

/// Whether a word is part of a name that an actor goes by.
fn is_taken(text: &Text<'_>, word: &Range<u32>) -> bool {
    let next = text.hits.partition_point(|hit| hit.end <= word.start);
    text.hits.get(next).is_some_and(|hit| hit.start < word.end)
}

/// The name without particles at its ends, and without what somebody is, or is called, before it.
fn bare(words: &[&str], familiar: &Familiar) -> String {
    let is_capital = |word: &&str| !word.starts_with(char::is_lowercase) || word.contains('-');
    let first = words.iter().position(is_capital).unwrap_or(words.len());
    let last = words.iter().rposition(is_capital).map_or(first, |last| last + 1);
    let mut words = &words[first..last];
    while let [before, rest @ ..] = words
        && rest.first().is_some_and(is_capital)
        && familiar.is_office(before)
    {
        words = rest;
    }
    words.join(" ")
}

/// Whether a word is spelt with letters: "NATO", not "F-16".
fn has_letters(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2
}
