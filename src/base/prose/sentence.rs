//! The sentence around a place.
//!
//! A sentence ends at a full stop, a question or exclamation mark, or their like in other scripts,
//! with the quotation marks and brackets that close there, if space follows and then anything but
//! a lower-case letter. A full stop is none after a title ("Gen."), before a number ("No. 5"),
//! after an initial and within an abbreviation ("U.S.", "z. B."); one that may be both ends the
//! sentence only before a word that begins many ("In the U.S. The ..."). In doubt the sentence
//! goes on: two sentences say more than half of one.

use std::ops::Range;

/// They stand before a name or a number and end no sentence.
const TITLES: &str = "\
    adm amb art bzw capt cf cmdr col dr fig gen gov hon lt maj mme mr mrs ms nr pp pres prof rep rev sen \
    sgt sr sra st vgl vol vs ген им пр проф св ст ул ім вул";

/// They end no sentence if a number follows.
const BEFORE_NUMBERS: &str = "no nos sec ch jan feb mar apr jun jul aug sep sept oct nov dec стр рис";

/// Abbreviations that end a sentence as often as not.
const MAYBE: &str = "co corp etc inc jr ltd млн млрд тыс тис др ін";

/// Words that begin many sentences and hardly ever follow an abbreviation.
const OPENERS: &str = "\
    A After An And As At Before Both But By He Her Here His How However If In It Its Meanwhile Neither \
    No Nothing On Or Our She So That The Their Then There These They This Those We What When Where While \
    Who Why Yet You";

/// Whether a word, with its capital, begins many English sentences.
pub fn is_opener(word: &str) -> bool {
    OPENERS.split_whitespace().any(|opener| opener == word)
}

/// The sentence of `text` in which the bytes of `around` stand, without the space before and after
/// it. What spans several sentences gives them all.
pub fn sentence(text: &str, around: Range<usize>) -> Range<usize> {
    let mut start = 0;
    let mut end = text.len();
    for next in starts(text) {
        if next <= around.start {
            start = next;
        } else if next >= around.end {
            end = next;
            break;
        }
    }
    start += text[start..end].len() - text[start..end].trim_start().len();
    start..start + text[start..end].trim_end().len()
}

/// Where sentences begin, but for the first.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some((at, c)) = text[from..].char_indices().find(|(_, c)| ends(*c)) {
            let mark = from + at;
            let rest = &text[mark + c.len_utf8()..];
            let after = rest.trim_start_matches(|c| ends(c) || closes(c));
            from = text.len() - after.len();
            let next = after.trim_start();
            let is_end = match c {
                '。' | '！' | '？' | '｡' => true,
                _ if next.len() == after.len() => false,
                '.' if rest.starts_with('.') => !begins_low(next),
                '.' => !begins_low(next) && is_full_stop(&text[..mark], next),
                ';' | '\u{37e}' => text[..mark].ends_with(|c| matches!(c, 'α'..='ω' | 'ά'..='ώ')) && !begins_low(next),
                _ => !begins_low(next),
            };
            if is_end && !next.is_empty() {
                return Some(text.len() - next.len());
            }
        }
        None
    })
}

/// Marks that end a sentence, in the scripts that have their own; `;` in Greek.
fn ends(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | ';'
            | '\u{37e}'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '᙮'
    )
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | '«' | '›' | ')' | ']' | '」' | '』' | '）' | '】' | '》')
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '»' | '‹' | '(' | '[' | '「' | '『' | '（' | '¿' | '¡' | '—' | '–')
}

/// Whether a text goes on in lower case, as the middle of a sentence does.
fn begins_low(text: &str) -> bool {
    text.trim_start_matches(|c: char| opens(c) || c.is_whitespace()).starts_with(char::is_lowercase)
}

/// Whether the full stop after `before` ends a sentence, where `next` follows, which is not in
/// lower case.
fn is_full_stop(before: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || opens(c) || c == '/').next().unwrap_or_default();
    let folded = word.to_lowercase();
    let is = |list: &str| list.split(' ').any(|known| known == folded);
    let mut chars = word.chars();
    let is_initial = matches!((chars.next(), chars.next()), (Some(only), None) if only.is_alphabetic());
    let is_spelt = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let is_number = word.len() <= 2 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if is(TITLES) || (is(BEFORE_NUMBERS) && next.starts_with(|c: char| c.is_ascii_digit())) {
        false
    } else if is_initial || is_number || is_spelt || is(MAYBE) {
        let first = next.trim_start_matches(opens).split(|c: char| !c.is_alphanumeric()).next();
        first.is_some_and(is_opener)
    } else {
        true
    }
}

/// A part of `sentence` around the bytes of `around`, of about `length` characters at most, cut
/// between words: where it begins and ends.
pub fn excerpt(sentence: &str, around: Range<usize>, length: usize) -> Range<usize> {
    if sentence.chars().count() <= length {
        return 0..sentence.len();
    }
    let spare = length.saturating_sub(sentence[around.clone()].chars().count()) / 2;
    // In scripts without spaces a cut is good anywhere.
    let start = match sentence[..around.start].char_indices().rev().nth(spare) {
        Some((cut, c)) => match sentence[cut..around.start].find(char::is_whitespace) {
            Some(gap) => around.start - sentence[cut + gap..around.start].trim_start().len(),
            None => cut + c.len_utf8(),
        },
        None => 0,
    };
    let end = match sentence[around.end..].char_indices().nth(spare) {
        Some((cut, _)) => match sentence[around.end..around.end + cut].rfind(char::is_whitespace) {
            Some(gap) => around.end + sentence[around.end..around.end + gap].trim_end().len(),
            None => around.end + cut,
        },
        None => sentence.len(),
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let ends = starts(text).chain([text.len()]);
        let mut from = 0;
        ends.map(|end| text[std::mem::replace(&mut from, end)..end].trim()).collect()
    }

    /// Each text is written with a bar where a sentence ends.
    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for marked in [
            "One. |Two? |Three!",
            "He left the U.S. |The talks go on.",
            "The U.S. President Donald Trump spoke. |He left.",
            "It was the U.S. that asked, at 10 a.m. on Friday.",
            "Mr. Trump met Gen. Kellogg and V. V. Putin. |Nothing came of it.",
            "See No. 5 and Sept. 2, fig. 3. |No. |The end.",
            "He said “no.” |Then he left.",
            "“Will it hold?” he asked. |(It will.) |Yes.",
            "So … or not... |Maybe… |Yes",
            "It cost 3.5 million at example.org. |Then 25. |The rest is 2025. |Talks",
            "Am 7. August kam z. B. Herr Dr. Schmidt. |Er ging.",
            "Acme Inc. lost. |It was Acme Inc. |But it won.",
            "Он приехал в г. Москва. |Потом уехал?! |Да.",
            "Ήρθε; |Ναι. |Έφυγε.",
            "وصل بوتين. |هل يبقى؟ |نعم۔ |لا",
            "普京表示同意。|会议何时举行？|「不知道。」|他说。",
            "वह आया। |वह गया॥ |हाँ",
            "Line one\nline two. |Line three",
            "No end",
            "",
        ] {
            let text = marked.replace('|', "");
            let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
            assert_eq!(sentences(&text), expected);
        }
    }

    #[test]
    fn the_sentence_around_a_place() {
        let text = " One two.  Three four. Five. ";
        let around = |word: &str| {
            let at = text.find(word).unwrap();
            &text[sentence(text, at..at + word.len())]
        };
        assert_eq!(around("two"), "One two.");
        assert_eq!(around("Three"), "Three four.");
        assert_eq!(around("Five."), "Five.");
        assert_eq!(around("two.  Three"), "One two.  Three four.");
    }

    #[test]
    fn an_excerpt_is_cut_between_words() {
        let long = "one two three four five six seven eight nine ten";
        let cut = |word: &str, length| {
            let at = long.find(word).unwrap();
            &long[excerpt(long, at..at + word.len(), length)]
        };
        assert_eq!(cut("five", 100), long);
        assert_eq!(cut("five", 24), "four five six");
        assert_eq!(cut("one", 24), "one two");
        assert_eq!(cut("ten", 24), "nine ten");
        let han = "一二三四五六七八九十";
        assert_eq!(&han[excerpt(han, 12..15, 5)], "三四五六七");
    }
}
