//! Capitalised words that stand side by side, as those of a name do: "Sergey Lavrov", "Ministry of
//! Foreign Affairs", "Ursula von der Leyen".
//!
//! Entry point: [`rows`]. A capital says nothing where any word has one: the first word of a
//! sentence belongs to a row only if it is no common word.
//!
//! **Invariant:** a row lies within the text, and its words are parted by white space, by the full
//! stop of an initial, and by nothing else.

use std::ops::Range;

use super::script::{is_apostrophe, is_joiner, is_word};
use super::sentence::is_opener;

/// They stand within names, in lower case.
const PARTICLES: &str = "\
    of for the de del della di da do dos das du des la le van von der den ter ten zu zur af av bin ibn bint";

/// Words of an Arabic name that begin in lower case.
const ARTICLES: &[&str] = &["al-", "el-", "ul-", "ad-", "as-", "an-"];

/// Capitalised words side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where each word stands, particles included; the first and the last are capitalised.
    pub words: Vec<Range<usize>>,
    /// Whether any word would be capitalised where the row begins.
    pub begins: bool,
    /// Whether a word in lower case follows, as one does an adjective.
    pub modifies: bool,
}

impl Row {
    /// From the first letter to the last.
    pub fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.start);
        start..self.words.last().map_or(start, |word| word.end)
    }
}

/// A word of a text.
#[derive(Debug, Clone)]
struct Word {
    range: Range<usize>,
    /// The possessive that was cut off, or nothing.
    ending: Range<usize>,
}

/// The rows of `text`, which follows on `before` directly. `is_common` says of a word in lower
/// case whether texts have it so.
pub fn rows(before: &str, text: &str, is_common: impl Fn(&str) -> bool) -> Vec<Row> {
    let whole = [before, text].concat();
    let mut rows: Vec<Row> = Vec::new();
    let mut row: Option<Row> = None;
    // Particles that belong to the row if a capitalised word follows.
    let mut pending: Vec<Range<usize>> = Vec::new();
    let mut last: Option<Word> = None;
    for word in words(text) {
        let spelt = &text[word.range.clone()];
        let is_next = last.as_ref().is_some_and(|last| is_beside(text, last, &word));
        if !is_next {
            rows.extend(row.take());
            pending.clear();
        }
        if is_capitalised(spelt) {
            let begins = !is_next && is_beginning(&whole[..before.len() + word.range.start]);
            match &mut row {
                Some(row) => {
                    row.words.append(&mut pending);
                    row.words.push(word.range.clone());
                }
                None if begins && (is_opener(spelt) || is_common(&spelt.to_lowercase())) => {}
                None => row = Some(Row { words: vec![word.range.clone()], begins, modifies: false }),
            }
        } else if row.is_some() && PARTICLES.split(' ').any(|particle| particle == spelt) {
            pending.push(word.range.clone());
        } else {
            rows.extend(row.take());
            pending.clear();
        }
        last = Some(word);
    }
    rows.extend(row);
    for row in &mut rows {
        let after = &text[row.range().end..];
        let next = after.trim_start();
        row.modifies = next.len() < after.len() && next.starts_with(char::is_lowercase);
    }
    rows
}

/// The words of a text that begin in lower case, with letters alone.
pub fn common_words(text: &str) -> impl Iterator<Item = &str> {
    words(text).map(|word| &text[word.range]).filter(|word| word.starts_with(char::is_lowercase))
}

/// Every word: letters, digits and marks; hyphens, apostrophes and, in what is spelt ("U.S"), full
/// stops between them. The English possessive is no part of it.
fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_word)?;
        let mut end = start;
        loop {
            end += text[end..].find(|c| !is_word(c)).unwrap_or(text.len() - end);
            let mut rest = text[end..].chars();
            let (Some(joint), Some(next)) = (rest.next(), rest.next()) else { break };
            let is_spelt = || text[start..end].split('.').all(|part| part.chars().count() == 1);
            let joins = matches!(joint, '-' | '\u{2010}' | '\u{2011}')
                || is_apostrophe(joint)
                || is_joiner(joint)
                || (joint == '.' && is_spelt());
            if !joins || !is_word(next) {
                break;
            }
            end += joint.len_utf8();
        }
        from = end;
        let spelt = &text[start..end];
        let bare = ["’s", "'s", "’S", "'S"].iter().find_map(|ending| spelt.strip_suffix(ending)).unwrap_or(spelt);
        Some(Word { range: start..start + bare.len(), ending: start + bare.len()..end })
    })
}

/// Whether nothing but white space, or the full stop of an initial, parts two words.
fn is_beside(text: &str, first: &Word, second: &Word) -> bool {
    let gap = &text[first.range.end..second.range.start];
    let is_initial = text[first.range.clone()].chars().count() == 1;
    let gap = if is_initial { gap.strip_prefix('.').unwrap_or(gap) } else { gap };
    first.ending.is_empty() && !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Whether a word is written as those of names are: with a capital, and no part in lower case after
/// a hyphen, as in "Trump-led".
fn is_capitalised(word: &str) -> bool {
    let word = ARTICLES.iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word);
    let mut parts = word.split(['-', '\u{2010}', '\u{2011}']);
    word.starts_with(is_capital) && parts.all(|part| !part.starts_with(char::is_lowercase))
}

fn is_capital(c: char) -> bool {
    // Letters such as the digraph in "Džemal" have a third case.
    c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase() && c.to_lowercase().next() != Some(c))
}

/// Whether any word would be capitalised after a text: it is empty, or ends in a mark other than a
/// comma. A full stop counts whether or not it ends a sentence.
fn is_beginning(before: &str) -> bool {
    let closes = |c: char| c.is_whitespace() || is_apostrophe(c) || matches!(c, ')' | ']' | '”' | '»');
    let goes_on = |c: char| is_word(c) || matches!(c, ',' | ';' | '%' | '&');
    !before.trim_end_matches(closes).ends_with(goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row with bars around it; in brackets where any word would be capitalised.
    fn marked(text: &str) -> String {
        let common = ["the", "then", "talks", "a"];
        let mut out = text.to_owned();
        for row in rows("", text, |word| common.contains(&word)).into_iter().rev() {
            let (open, close) = if row.begins { ("[", "]") } else { ("|", "|") };
            out.insert_str(row.range().end, close);
            out.insert_str(row.range().start, open);
        }
        out
    }

    #[test]
    fn rows_are_words_that_a_name_may_have() {
        for expected in [
            "Then |Sergey Lavrov| spoke to |Ursula von der Leyen|.",
            "[Sergey Lavrov] spoke. The |White House| did not.",
            "at the |Ministry of Foreign Affairs|, or the |Office for the People|",
            "it was |Lavrov|’s |Foreign Ministry|",
            "with |J. D. Vance| and |George W. Bush|",
            "by |Bashar al-Assad| and |Itamar Ben-Gvir|",
            "a Trump-led plan, an anti-Putin mood",
            "at |NATO| in the |U.S|. Talks",
        ] {
            assert_eq!(marked(&expected.replace(['|', '[', ']'], "")), expected);
        }
    }

    #[test]
    fn a_capital_says_nothing_where_any_word_has_one() {
        for expected in ["[Peace] came", "he said: “[Peace] will come”", "([Reuters])", "one, |Peace|", "then |Peace|"]
        {
            assert_eq!(marked(&expected.replace(['|', '[', ']'], "")), expected);
        }
    }

    #[test]
    fn what_stands_before_a_text_counts() {
        let begins = |before: &str| rows(before, " Lavrov spoke", |_| false)[0].begins;
        assert!(begins("He left."));
        assert!(!begins("He and"));
        assert!(begins(""));
    }

    #[test]
    fn a_row_before_lower_case_may_be_an_adjective() {
        let modifies = |text: &str| rows("", text, |_| true)[0].modifies;
        assert!(modifies("the Russian side"));
        assert!(!modifies("the Russian, too"));
        assert!(!modifies("of Lavrov’s side"));
    }
}
