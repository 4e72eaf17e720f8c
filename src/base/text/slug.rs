//! Names as parts of an address: in Latin letters, or in their own script.

use unicode_normalization::char::is_combining_mark;

use crate::base::path::fold_key;

/// A kebab-case slug: transliterated to ASCII, lower case, words joined by `-`. Empty if
/// nothing of the text can be spelled so.
pub fn slugify(text: &str) -> String {
    let ascii = if text.is_ascii() { text.to_owned() } else { deunicode::deunicode(text) };
    let mut out = String::with_capacity(ascii.len());
    for c in ascii.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\'' => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

/// A name as an id in its own script: lower-case letters and digits of any script, joined by single hyphens.
pub fn in_own_script(name: &str) -> String {
    let key = fold_key(name);
    let part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let words = key.split(|c| !part(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// True if every letter is a Latin one, and so can be read in one way only.
pub fn is_latin(text: &str) -> bool {
    let is_latin = |c: char| {
        matches!(c,
            '\0'..='\u{2b8}' | '\u{1d00}'..='\u{1d25}' | '\u{1d2c}'..='\u{1d5c}' | '\u{1d62}'..='\u{1d65}'
            | '\u{1d6b}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}' | '\u{2071}'..='\u{209c}' | '\u{212a}'..='\u{212b}'
            | '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}' | '\u{fb00}'..='\u{fb06}'
            | '\u{ff21}'..='\u{ff5a}')
    };
    text.chars().all(|c| is_latin(c) || !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(slugify("Trump and Putin to Meet"), "trump-and-putin-to-meet");
        assert_eq!(slugify("  What's next? "), "whats-next");
        assert_eq!(slugify("Київ"), "kiyiv");
        assert_eq!(slugify("???"), "");
    }

    #[test]
    fn names_in_their_own_script() {
        for (name, id) in [("日本", "日本"), ("Київ — Kyiv!", "київ-kyiv"), ("Ａ１", "a1"), ("???", "")]
        {
            assert_eq!(in_own_script(name), id);
        }
    }

    #[test]
    fn latin_letters_are_read_in_one_way() {
        for name in ["Zürich", "Đặng Văn", "C++ 2", "N°", "Ａ", "İstanbul", "???"] {
            assert!(is_latin(name), "{name}");
        }
        for name in ["日本", "Київ", "دبي", "A и B", "Αθήνα", "शांति"] {
            assert!(!is_latin(name), "{name}");
        }
    }
}
