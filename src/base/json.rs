//! JSON as it is written into other texts.

use std::fmt::Write;

/// `text` with `<`, `>` and `&` as escapes, so that no script element can end in it.
pub fn script_safe(text: String) -> String {
    // Nearly every text has none: blocks without branches, which the compiler turns into vector
    // instructions.
    let is_plain = |block: &[u8]| block.iter().fold(0, |any, &byte| any | u8::from(is_special(byte))) == 0;
    let (blocks, rest) = text.as_bytes().as_chunks::<64>();
    if blocks.iter().all(|block| is_plain(block)) && is_plain(rest) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 64);
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
