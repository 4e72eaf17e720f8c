//! How many words a reader sees.
//!
//! A word is a stretch between white space that has a letter or digit in it; a dash of one em
//! parts words too. Ideographs and kana, which are written without spaces, count one by one.
//! Texts come in pieces: a word may go on from one to the next.

/// A count under way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordCount {
    /// Words so far.
    pub(super) words: u32,
    /// Whether a word has begun and no gap has followed yet.
    inside: bool,
}

enum Kind {
    Gap,
    Letter,
    /// A word of its own.
    Ideograph,
    /// Part of a word or between words, but never a word.
    Mark,
}

impl WordCount {
    /// Goes on with `text`.
    pub(super) fn add(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte < 0x80 {
                at += 1;
                let letter = byte.is_ascii_alphanumeric();
                self.words += u32::from(letter & !self.inside);
                self.inside = (self.inside | letter) & !matches!(byte, b' ' | b'\t' | b'\n');
                continue;
            }
            let c = text[at..].chars().next().expect("`at` is the start of a character");
            at += c.len_utf8();
            match kind(c) {
                Kind::Gap => self.inside = false,
                Kind::Letter => {
                    self.words += u32::from(!self.inside);
                    self.inside = true;
                }
                Kind::Ideograph => {
                    self.words += 1;
                    self.inside = false;
                }
                Kind::Mark => {}
            }
        }
    }

    /// Ends the word that may have begun: a block or a line ends here.
    pub(super) fn gap(&mut self) {
        self.inside = false;
    }
}

fn kind(c: char) -> Kind {
    match c {
        '—' => Kind::Gap,
        // Kana, ideographs and their extensions.
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Kind::Ideograph
        }
        c if c.is_alphanumeric() => Kind::Letter,
        c if c.is_whitespace() => Kind::Gap,
        _ => Kind::Mark,
    }
}
