//! Many names, looked for at once.
//!
//! Entry point: [`Finder::find`]. Nearly all of a text is passed over by the first two bytes that
//! a name can begin with; where a name may begin, the first word there (its head) is looked up,
//! and the names with that head are compared, the longest first. With tens of thousands of names
//! this reads a text several times faster than an automaton of all their bytes, and a space in a
//! name can stand for any white space.
//!
//! **Invariant:** of the names at word boundaries the one that begins first is found, and of
//! those that begin together the longest; found names do not overlap.

use std::ops::Range;

use rapidhash::RapidHashMap;
use unicode_normalization::UnicodeNormalization;

use super::boundary::{is_in_address, may_begin, may_end};
use super::script::{is_hangul, is_joiner, is_spaceless, is_word};

/// In which form the texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Plain,
    /// HTML without tags: `&`, `<` and `>` are entities.
    Html,
}

/// A stretch of text, and what stands directly before and after it.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Text that ends where the stretch begins; only its last characters matter.
    pub before: &'a str,
    /// The stretch.
    pub text: &'a str,
    /// Text that begins where the stretch ends.
    pub after: &'a str,
}

/// Names, made ready to be looked for.
#[derive(Debug)]
pub struct Finder {
    /// Whether a name can begin with a byte.
    first: Box<[bool; 256]>,
    /// Whether a name can begin with two bytes: a bit for each.
    pairs: Box<[u64; 1024]>,
    /// By head: positions in `spellings`, the longest first.
    heads: RapidHashMap<Box<str>, Vec<u32>>,
    spellings: Vec<Spelling>,
}

/// A way to write a name.
#[derive(Debug)]
struct Spelling {
    text: Box<str>,
    last: char,
    name: u32,
}

/// The form under which two ways to write a name are one: single spaces, straight apostrophes,
/// plain hyphens.
pub fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| match c {
            '’' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        }));
    }
    out
}

impl Finder {
    /// Makes `names` ready; no two of them have the same [`normal`] form. One that begins with a
    /// lower-case letter is found with a capital, too: a sentence may begin with it.
    pub fn new<'n>(names: impl Iterator<Item = &'n str> + Clone, form: Form) -> Self {
        let mut finder = Self {
            first: Box::new([false; 256]),
            pairs: Box::new([0; 1024]),
            heads: RapidHashMap::default(),
            spellings: Vec::new(),
        };
        for (at, name) in names.clone().enumerate() {
            finder.add(&normal(name), at, form);
        }
        for (at, name) in names.enumerate() {
            let name = normal(name);
            let composed: String = name.nfc().collect();
            finder.add(&name.nfd().collect::<String>(), at, form);
            let mut chars = composed.chars();
            if let Some(first) = chars.next().filter(|first| first.is_lowercase()) {
                finder.add(&first.to_uppercase().chain(chars).collect::<String>(), at, form);
            }
            finder.add(&composed, at, form);
        }
        let Self { heads, spellings, .. } = &mut finder;
        for list in heads.values_mut() {
            list.sort_by_key(|&at| std::cmp::Reverse(spellings[at as usize].text.len()));
        }
        finder
    }

    fn add(&mut self, spelling: &str, name: usize, form: Form) {
        let text = match form {
            Form::Plain => spelling.to_owned(),
            Form::Html => spelling.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        };
        let Some(last) = text.chars().next_back() else { return };
        let head = head(&text);
        let same = |at: &u32| *self.spellings[*at as usize].text == *text;
        if self.heads.get(head).is_some_and(|list| list.iter().any(same)) {
            return;
        }
        let bytes = text.as_bytes();
        self.first[usize::from(bytes[0])] = true;
        let seconds = match bytes.get(1) {
            // What stands for several characters may be any.
            Some(b' ' | b'\'' | b'-') | None => 0..=255,
            Some(&second) => second..=second,
        };
        for second in seconds {
            let pair = pair(bytes[0], second);
            self.pairs[pair / 64] |= 1 << (pair % 64);
        }
        let at = narrow(self.spellings.len());
        self.heads.entry(head.into()).or_default().push(at);
        self.spellings.push(Spelling { text: text.into(), last, name: narrow(name) });
    }

    /// Gives every name in the stretch: where it stands, and which it is.
    pub fn find(&self, piece: Piece<'_>, mut found: impl FnMut(Range<usize>, usize)) {
        let bytes = piece.text.as_bytes();
        let mut at = 0;
        while let Some(start) = self.candidate(bytes, at) {
            at = match self.name_at(piece, start) {
                Some((end, name)) => {
                    found(start..end, name as usize);
                    end
                }
                None => start + 1,
            };
        }
    }

    /// The next place whose two bytes a name can begin with.
    fn candidate(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| self.first[usize::from(byte)])?;
            let pair = pair(bytes[at], bytes.get(at + 1).copied().unwrap_or_default());
            if self.pairs[pair / 64] & (1 << (pair % 64)) != 0 {
                return Some(at);
            }
            at += 1;
        }
    }

    /// The longest name that stands at `start`, and where it ends.
    fn name_at(&self, piece: Piece<'_>, start: usize) -> Option<(usize, u32)> {
        let Piece { before, text, after } = piece;
        // A byte that continues a character is no candidate: no name begins with one.
        let (left, right) = text.split_at(start);
        let first = right.chars().next()?;
        if !may_begin(left.chars().rev().chain(before.chars().rev()), first) {
            return None;
        }
        let list = self.heads.get(head(right))?;
        list.iter().find_map(|&at| {
            let spelling = &self.spellings[at as usize];
            let end = end_of(&spelling.text, text, start)?;
            let stands =
                may_end(spelling.last, text[end..].chars().chain(after.chars())) && !is_in_address(text, start, end);
            stands.then_some((end, spelling.name))
        })
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// Names are far fewer than 4 billion.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The first word of a text; one character where words are not parted by spaces, where endings
/// are written together with the word, or where the text begins with no word.
fn head(text: &str) -> &str {
    let is_single = |c: char| is_spaceless(c) || is_hangul(c) || !is_word(c);
    let mut chars = text.char_indices();
    match chars.next() {
        None => text,
        Some((_, first)) if is_single(first) => &text[..first.len_utf8()],
        Some(_) => {
            let end = chars.find(|&(_, c)| is_single(c) && !is_joiner(c)).map_or(text.len(), |(at, _)| at);
            &text[..end]
        }
    }
}

/// Where the spelling ends if it stands in `text` at `start`.
fn end_of(spelling: &str, text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    for &byte in spelling.as_bytes() {
        if byte != b' ' && bytes.get(at) == Some(&byte) {
            at += 1;
            continue;
        }
        let rest = text.get(at..)?;
        at += match byte {
            b' ' if rest.starts_with(char::is_whitespace) => rest.len() - rest.trim_start().len(),
            b'\'' if rest.starts_with('’') => '’'.len_utf8(),
            b'-' if rest.starts_with(['\u{2010}', '\u{2011}']) => '\u{2010}'.len_utf8(),
            _ => return None,
        };
    }
    Some(at)
}

#[cfg(test)]
mod tests;
