//! Text: escaping, folding, slugs, near misses.

mod conflict;
mod near;
mod slug;

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use conflict::{CONFLICT, conflict_at, first_conflict};
pub use near::{NEAR_MISSES, near_folded, near_misses, near_words};
pub use slug::{in_own_script, is_latin, slugify};

/// Appends `text` with `& < > "` escaped: safe in HTML and XML text and double-quoted
/// attributes.
pub fn escape_into(out: &mut String, text: &str) {
    // Counted without branches, which the compiler turns into vector instructions: nearly every
    // text has none.
    let is_special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    if text.bytes().filter(|&byte| is_special(byte)).count() == 0 {
        return out.push_str(text);
    }
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Appends HTML without tags as the text that was [escaped](escape_into).
pub fn unescape_into(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entities = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"')];
        let found = entities.iter().find_map(|(name, c)| Some((after.strip_prefix(name)?, *c)));
        let (after, c) = found.unwrap_or((after, '&'));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
}

/// `text` with `& < > "` escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Appends `text` percent-encoded as a URL path (RFC 3986): unreserved characters, `/` and
/// sub-delimiters that are harmless in HTML stay as they are.
pub fn percent_encode(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut done = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if STAYS[byte as usize] {
            continue;
        }
        if done < at {
            // What stays is ASCII, so a stretch of it begins and ends between characters.
            out.push_str(&text[done..at]);
        }
        out.push('%');
        out.push(HEX[(byte >> 4) as usize] as char);
        out.push(HEX[(byte & 15) as usize] as char);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// The bytes that [`percent_encode`] leaves as they are.
const STAYS: [bool; 256] = {
    let mut stays = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        stays[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    let others = b"-._~/!$()*+,;=:@";
    while at < others.len() {
        stays[others[at] as usize] = true;
        at += 1;
    }
    stays
};

/// A byte of a percent-encoded text (RFC 3986, section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Octet {
    /// As it stands there.
    Plain(u8),
    /// What `%XX` stands for.
    Encoded(u8),
    /// A `%` without two hexadecimal digits after it.
    Stray,
}

/// The bytes of a percent-encoded text, in order.
pub fn octets(text: &str) -> impl Iterator<Item = Octet> + '_ {
    let hex = |digit: Option<&u8>| u8::try_from(char::from(*digit?).to_digit(16)?).ok();
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || {
        let (&first, after) = rest.split_first()?;
        rest = after;
        if first != b'%' {
            return Some(Octet::Plain(first));
        }
        let (Some(high), Some(low)) = (hex(after.first()), hex(after.get(1))) else { return Some(Octet::Stray) };
        rest = &after[2..];
        Some(Octet::Encoded(high << 4 | low))
    })
}

/// `text` with the bytes that `%XX` stand for; as it is where they are no UTF-8. A stray `%` stays.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let byte = |octet| match octet {
        Octet::Plain(byte) | Octet::Encoded(byte) => byte,
        Octet::Stray => b'%',
    };
    String::from_utf8(octets(text).map(byte).collect()).unwrap_or_else(|_| text.to_owned())
}

/// The form under which two spellings are one: without case, accents, and with spaces,
/// hyphens and underscores alike. Scripts stay apart, and so do letters of one script: that two
/// names sound alike makes them no one.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| match c {
        '-' | '_' | ' ' | '\u{a0}' | '\u{2010}'..='\u{2014}' => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        '\u{2019}' => out.push('\''),
        // In capitals two letters.
        'ß' => out.push_str("ss"),
        c => out.push(c),
    };
    if text.is_ascii() {
        text.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        let lower = text.nfkd().filter(|&c| !is_accent(c)).flat_map(char::to_lowercase);
        // "İ" becomes two characters in lower case, one of them an accent.
        lower.filter(|&c| !is_accent(c)).map(plain).for_each(push);
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Marks that make no other word: accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic. The vowel
/// signs of Indic scripts and the voicing marks of Japanese are combining marks, too, and are letters.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
        && is_combining_mark(c)
}

/// A small letter as the one that it shares a capital with. A stroke through a letter is an accent that Unicode does not
/// take apart.
fn plain(c: char) -> char {
    match c {
        'ς' => 'σ',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ħ' => 'h',
        c => c,
    }
}

/// True for kebab-case ids: lower-case letters and digits of any script, with the marks that belong to them, joined by
/// single hyphens, in [composed] form.
pub fn is_id(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c.to_lowercase().eq(std::iter::once(c));
    // Some marks count as letters, and none may be the first.
    let is_first = |c: char| is_letter(c) && !is_combining_mark(c);
    let is_word = |word: &str| word.starts_with(is_first) && word.chars().all(|c| is_letter(c) || is_combining_mark(c));
    text.split('-').all(is_word) && (text.is_ascii() || is_nfc(text))
}

/// The text in composed form (NFC). Decomposed, as some systems write the names of files, `é` is two characters and looks
/// the same.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// True for what no text is published with: control characters, line breaks and tabs among them, and the two others that
/// XML 1.0 has no place for (section 2.2, `Char`).
pub fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// `a`, `b` or `c`, each in backticks.
pub fn one_of(names: &[&str]) -> String {
    joined(names, "or")
}

/// `a`, `b` and `c`, each in backticks.
pub fn all_of(names: &[&str]) -> String {
    joined(names, "and")
}

fn joined(names: &[&str], word: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {word} {last}", head.join(", ")),
    }
}

/// `1 page`, `2 pages`: the number with the word in its form.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Puts the origin before addresses of the site, and the page's address before fragments, in
/// the tags of HTML that we wrote. With an empty origin the addresses of the site stay as they are.
pub fn absolutize(html: &str, page: &str, origin: &str) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let close = rest[open..].find('>').map_or(rest.len(), |at| open + at);
        out.push_str(&rest[..open]);
        let mut tag = &rest[open..close];
        while let Some(at) = [" href=\"", " src=\""].iter().filter_map(|name| Some(tag.find(name)? + name.len())).min()
        {
            out.push_str(&tag[..at]);
            tag = &tag[at..];
            match tag.as_bytes().first() {
                Some(b'/') => out.push_str(origin),
                Some(b'#') => out.push_str(page),
                _ => {}
            }
        }
        out.push_str(tag);
        rest = &rest[close..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_spellings() {
        assert_eq!(fold("Peace-Talks"), fold("peace talks"));
        assert_eq!(fold("Zürich"), fold("ZURICH"));
        assert_eq!(fold("Wałęsa"), fold("WALESA"));
        assert_eq!(fold("İstanbul"), fold("istanbul"));
        for (small, capital) in [("Οδός", "ΟΔΟΣ"), ("Straße", "STRASSE"), ("STRAẞE", "straße"), ("Yılmaz", "YILMAZ")]
        {
            assert_eq!(fold(small), fold(capital));
        }
        assert_ne!(fold("talks"), fold("talk"));
    }

    #[test]
    fn folding_keeps_apart_what_only_sounds_alike() {
        for (one, other) in [("王芳", "王方"), ("ТЭК", "TEK"), ("C++", "C#"), ("वार्ता", "वर्ता"), ("かき", "かぎ")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn ids_are_of_any_script() {
        for id in ["peace-talks", "переговори-2", "वार्ता", "การเจรจา", "caf\u{e9}", "சமாதானம்-1"]
        {
            assert!(is_id(id), "{id}");
        }
        for text in
            ["", "-a", "a-", "a--b", "A", "É", "a b", "a_b", "cafe\u{301}", "\u{301}a", "a-\u{940}", "a\u{200d}b"]
        {
            assert!(!is_id(text), "{text:?}");
        }
        assert_eq!(composed("cafe\u{301}"), "caf\u{e9}");
    }

    #[test]
    fn unescaping_undoes_escaping() {
        for text in ["", "a & b", "&amp;<>\"&", "&&lt", "x"] {
            let mut out = String::new();
            unescape_into(&mut out, &escape(text));
            assert_eq!(out, text);
        }
    }

    #[test]
    fn percent() {
        assert_eq!(percent_decode("a%20b%zz%C3%A9"), "a b%zzé");
        assert_eq!(percent_decode("%+2%-2% 2%2%%41%"), "%+2%-2% 2%2%A%");
        assert_eq!(percent_decode("a%20%ff"), "a%20%ff");
        let mut out = String::new();
        percent_encode(&mut out, "a b/é~");
        assert_eq!(out, "a%20b/%C3%A9~");
    }

    #[test]
    fn addresses_in_tags_become_absolute() {
        let html = r##"<p>a href="/x" <a href="/repo/a/">b</a> <a class="c" href="#d">e</a> <img src="/f.png"> <a href="https://g/">h</a></p>"##;
        assert_eq!(
            absolutize(html, "https://x.org/p/", "https://x.org"),
            r##"<p>a href="/x" <a href="https://x.org/repo/a/">b</a> <a class="c" href="https://x.org/p/#d">e</a> <img src="https://x.org/f.png"> <a href="https://g/">h</a></p>"##
        );
    }
}
