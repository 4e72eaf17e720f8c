//! How many words a reader sees.
//!
//! A word is a stretch between white space that has a letter or digit in it; a dash of one em
//! parts words too. Ideographs and kana, which are written without spaces, count one by one.
//! Texts come in pieces: a word may go on from one to the next.

/// A count under way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordCount {
    /// Words that have ended.
    ended: u32,
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

/// So many bytes are looked at together: one for each bit of a mask.
const BLOCK: usize = u64::BITS as usize;

impl WordCount {
    /// Words so far.
    pub(super) fn words(self) -> u32 {
        self.ended + u32::from(self.inside)
    }

    /// Goes on with `text`.
    pub(super) fn add(&mut self, text: &str) {
        if !text.is_ascii() {
            return text.chars().for_each(|c| self.add_char(c));
        }
        for part in text.as_bytes().chunks(BLOCK) {
            // What fills up a short block is neither letter nor gap, and changes nothing.
            let mut block = [0; BLOCK];
            block[..part.len()].copy_from_slice(part);
            self.add_block(&block);
        }
    }

    /// Goes on with ASCII. Between gaps are stretches of ones; adding the letters to them makes
    /// every stretch with a letter in it overflow, into the gap after it or out of the block.
    fn add_block(&mut self, block: &[u8; BLOCK]) {
        let letters = mask(block, |byte| byte.is_ascii_alphanumeric());
        let gaps = mask(block, |byte| matches!(byte, b' ' | b'\t' | b'\n'));
        let (sum, inside) = (!gaps).carrying_add(letters, self.inside);
        self.ended += (sum & gaps).count_ones();
        self.inside = inside;
    }

    fn add_char(&mut self, c: char) {
        match kind(c) {
            Kind::Gap => self.gap(),
            Kind::Letter => self.inside = true,
            Kind::Ideograph => {
                self.gap();
                self.ended += 1;
            }
            Kind::Mark => {}
        }
    }

    /// Ends the word that may have begun: a block or a line ends here.
    pub(super) fn gap(&mut self) {
        self.ended += u32::from(self.inside);
        self.inside = false;
    }
}

/// A bit for each byte of the block: whether it `is` so.
fn mask(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(is(byte));
    }
    let eights = flags.as_chunks::<8>().0.iter().enumerate();
    // The product gathers the lowest bits of eight bytes in its highest byte.
    eights.fold(0, |bits, (at, eight)| {
        bits | (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at)
    })
}

fn kind(c: char) -> Kind {
    match c {
        '—' | ' ' | '\t' | '\n' => Kind::Gap,
        '\0'..='\x7f' => {
            if c.is_ascii_alphanumeric() {
                Kind::Letter
            } else {
                Kind::Mark
            }
        }
        // Kana, ideographs and their extensions.
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Kind::Ideograph
        }
        c if c.is_alphanumeric() => Kind::Letter,
        c if c.is_whitespace() => Kind::Gap,
        _ => Kind::Mark,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Blocks of ASCII count as their characters do, wherever the text is cut.
        #[test]
        fn blocks_count_like_characters(text in "[a-c1 \t\n.,-]{0,200}", cut in 0_usize..200) {
            let (head, tail) = text.split_at(cut.min(text.len()));
            let mut blocks = WordCount::default();
            blocks.add(head);
            blocks.add(tail);
            let mut chars = WordCount::default();
            text.chars().for_each(|c| chars.add_char(c));
            prop_assert_eq!(blocks.words(), chars.words());
            prop_assert_eq!(chars.words() as usize, text.split([' ', '\t', '\n']).filter(|word| word.contains(char::is_alphanumeric)).count());
        }
    }
}
