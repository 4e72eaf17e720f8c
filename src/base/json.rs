//! JSON as it is written into other texts.

use std::fmt::Write;

/// `text` with `<`, `>` and `&` as escapes, so that no script element can end in it.
pub fn script_safe(text: String) -> String {
    // Counted without branches, which the compiler turns into vector instructions: nearly every
    // text has none.
    let count = text.bytes().filter(|&byte| is_special(byte)).count();
    if count == 0 {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 5 * count);
    let mut done = 0;
    for (at, _) in text.bytes().enumerate().filter(|&(_, byte)| is_special(byte)) {
        let c = text[at..].chars().next().expect("special bytes begin a character");
        if matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') {
            out.push_str(&text[done..at]);
            write!(out, "\\u{:04x}", u32::from(c)).expect("a string takes all");
            done = at + c.len_utf8();
        }
    }
    out.push_str(&text[done..]);
    out
}

/// Separators of lines and paragraphs (`E2 80 A8`, `E2 80 A9`) end a line in old readers of
/// JavaScript.
fn is_special(byte: u8) -> bool {
    (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2)
}
