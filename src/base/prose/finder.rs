//! Many names, looked for at once.
//!
//! Entry point: [`Finder::find`]. The names are a tree of their words, so that what names have in
//! common is compared once. Nearly all of a text is passed over by the first two bytes that a
//! name can begin with; where a name may begin, its words are followed through the tree. This
//! reads a text as fast as an automaton of the bytes of all names would; unlike one it knows
//! where words end, so that a longer name that does not fit there hides no shorter one, and a
//! space in a name can stand for any white space.
//!
//! **Invariant:** of the names at word boundaries the one that begins first is found, and of
//! those that begin together the longest; found names do not overlap.

use std::ops::Range;

use rapidhash::RapidHashMap;
use unicode_normalization::UnicodeNormalization;

use super::boundary::{is_in_address, may_begin, may_end};
use super::script::{is_hangul, is_joiner, is_spaceless, is_word};
use crate::base::hash::content_hash;

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
    /// By the key of a node and a word: the node that follows.
    steps: RapidHashMap<u64, u32>,
    /// By node: the spelling that ends there. The first is the root.
    ends: Vec<Option<Spelling>>,
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
            steps: RapidHashMap::default(),
            ends: vec![None],
        };
        for (at, name) in names.clone().enumerate() {
            finder.add(&normal(name), at, form);
        }
        for (at, name) in names.enumerate() {
            let name = normal(name);
            if !name.is_ascii() {
                finder.add(&name.nfd().collect::<String>(), at, form);
                finder.add(&name.nfc().collect::<String>(), at, form);
            }
            let mut chars = name.chars();
            if let Some(first) = chars.next().filter(|first| first.is_lowercase()) {
                finder.add(&first.to_uppercase().chain(chars).collect::<String>(), at, form);
            }
        }
        finder
    }

    /// Adds a spelling, unless there is one like it.
    fn add(&mut self, spelling: &str, name: usize, form: Form) {
        let text = match form {
            Form::Plain => spelling.to_owned(),
            Form::Html => spelling.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        };
        let Some(last) = text.chars().next_back() else { return };
        let mut node = 0;
        let mut rest = text.as_str();
        while let Some(step) = Word::at(rest) {
            let next = narrow(self.ends.len());
            node = *self.steps.entry(step.key(node)).or_insert(next);
            if node == next {
                self.ends.push(None);
            }
            rest = &rest[step.end..];
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
        self.ends[node as usize].get_or_insert(Spelling { text: text.into(), last, name: narrow(name) });
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
        let bytes = piece.text.as_bytes();
        let may_begin = match bytes[..start].last() {
            // Most words stand after a space, and most places are within a word.
            Some(b' ' | b'\n') => true,
            Some(last) if last.is_ascii_alphanumeric() && bytes[start].is_ascii_alphanumeric() => false,
            _ => {
                // A byte that continues a character is no candidate: no name begins with one.
                let (left, right) = piece.text.split_at(start);
                may_begin(left.chars().rev().chain(piece.before.chars().rev()), right.chars().next()?)
            }
        };
        if may_begin { self.follow(piece, start, start, 0) } else { None }
    }

    /// The longest name that stands at `start` and whose words up to `at` lead to `node`.
    fn follow(&self, piece: Piece<'_>, start: usize, at: usize, node: u32) -> Option<(usize, u32)> {
        let text = piece.text;
        let word = Word::at(&text[at..])?;
        let node = *self.steps.get(&word.key(node))?;
        let end = at + word.end;
        self.follow(piece, start, end, node).or_else(|| {
            let spelling = self.ends[node as usize].as_ref()?;
            let stands = is_spelt(&spelling.text, &text[start..end])
                && may_end(spelling.last, text[end..].chars().chain(piece.after.chars()))
                && !is_in_address(text, start, end);
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

/// A word of a name, or one character where words are not parted by spaces, where endings are
/// written together with the word, or of what is no word.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    /// Whether white space stands before it.
    apart: bool,
    /// Where it ends.
    end: usize,
}

impl<'a> Word<'a> {
    /// The first of a text.
    fn at(text: &'a str) -> Option<Self> {
        let rest = match text.as_bytes() {
            // Most words begin here, or after one space.
            [first, ..] if first.is_ascii_alphanumeric() => text,
            [b' ', second, ..] if second.is_ascii_alphanumeric() => &text[1..],
            _ => text.trim_start(),
        };
        let plain = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (word, end) = match rest.as_bytes().get(plain) {
            None if plain == 0 => return None,
            None => (rest, plain),
            Some(byte) if plain > 0 && byte.is_ascii() && *byte != b'_' => (&rest[..plain], plain),
            Some(_) => Self::of_any_script(rest),
        };
        Some(Self { text: word, apart: rest.len() < text.len(), end: text.len() - rest.len() + end })
    }

    /// The word that `text` begins with, and where it ends.
    fn of_any_script(text: &'a str) -> (&'a str, usize) {
        let is_single = |c: char| is_spaceless(c) || is_hangul(c) || !is_word(c);
        let mut chars = text.char_indices();
        let first = chars.next().map_or(' ', |(_, first)| first);
        if is_single(first) {
            let word = match first {
                '’' => "'",
                '\u{2010}' | '\u{2011}' => "-",
                _ => &text[..first.len_utf8()],
            };
            return (word, first.len_utf8());
        }
        let end = chars.find(|&(_, c)| is_single(c) && !is_joiner(c)).map_or(text.len(), |(at, _)| at);
        (&text[..end], end)
    }

    /// What it is called where it follows a node. Hashes are spread over all of 64 bits, so that
    /// what is added to one makes no two alike.
    fn key(self, node: u32) -> u64 {
        content_hash(self.text.as_bytes()).0 ^ (u64::from(node) << 1 | u64::from(self.apart))
    }
}

/// Whether `text` is a way to type the spelling. Its words are; but they were compared by their
/// hashes.
fn is_spelt(spelling: &str, text: &str) -> bool {
    if spelling == text {
        return true;
    }
    let plain = |c: char| match c {
        '’' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    };
    let mut typed = text.chars().map(plain).peekable();
    let same = spelling.chars().all(|c| match c {
        ' ' => std::iter::from_fn(|| typed.next_if(|c| c.is_whitespace())).count() > 0,
        c => typed.next() == Some(c),
    });
    same && typed.peek().is_none()
}

#[cfg(test)]
mod tests;
