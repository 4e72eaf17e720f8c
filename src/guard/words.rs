//! A text as a reader takes it in: white space is a space, however it is written, quotation marks
//! and dashes are the plain ones, marks of emphasis and tags are not there.

use std::ops::Range;

/// Words, to search in and for.
#[derive(Debug, Default)]
pub struct Words {
    /// UTF-8, if what was read is.
    pub bytes: Vec<u8>,
    /// For each byte the range of the one that was read; empty for HTML.
    read: Vec<(u32, u32)>,
}

impl Words {
    /// The words of a text, or of Markdown.
    pub fn of_text(text: &[u8]) -> Self {
        let mut words = Words::default();
        words.bytes.reserve(text.len());
        let mut at = 0;
        while at < text.len() {
            let taken = words.take(&text[at..]);
            let read = (narrow(at), narrow(at + taken));
            words.read.resize(words.bytes.len(), read);
            at += taken;
        }
        words
    }

    /// The words of a page, without what its attributes say.
    pub fn of_html(html: &[u8]) -> Self {
        let mut words = Words::default();
        words.bytes.reserve(html.len());
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            let plain = rest.iter().position(|&byte| !PLAIN[byte as usize]).unwrap_or(rest.len());
            words.bytes.extend_from_slice(&rest[..plain]);
            at += plain;
            let rest = &rest[plain..];
            let Some(next) = rest.first() else { break };
            at += match next {
                b'<' => rest.iter().position(|&byte| byte == b'>').map_or(rest.len(), |end| end + 1),
                b'&' => words.take_entity(rest),
                _ => words.take(rest),
            };
        }
        words
    }

    /// Where in the text that was read some of the words stand.
    pub fn place(&self, words: Range<usize>) -> Range<usize> {
        self.read[words.start].0 as usize..self.read[words.end - 1].1 as usize
    }

    /// Takes what is next in a text; returns how many bytes that is.
    fn take(&mut self, rest: &[u8]) -> usize {
        let (taken, word): (usize, &[u8]) = match rest {
            [b' ' | b'\t' | b'\n' | b'\r', ..] => (1, b" "),
            [b'*' | b'_', ..] => (1, b""),
            [0xc2, 0xa0, ..] => (2, b" "),
            // U+2010 to U+2015 are hyphens and dashes, U+2018 to U+201F quotation marks, U+2026 is
            // an ellipsis, U+202F a narrow space; « and » are U+00AB and U+00BB.
            [0xe2, 0x80, 0x90..=0x95, ..] => (3, b"-"),
            [0xe2, 0x80, 0x98..=0x9b, ..] => (3, b"'"),
            [0xe2, 0x80, 0x9c..=0x9f, ..] => (3, b"\""),
            [0xc2, 0xab | 0xbb, ..] => (2, b"\""),
            [0xe2, 0x80, 0xa6, ..] => (3, b"..."),
            [0xe2, 0x80, 0xaf, ..] => (3, b" "),
            [byte, ..] => (1, std::slice::from_ref(byte)),
            [] => (0, b""),
        };
        // Spaces are one, and so are the hyphens that stand for a dash.
        let is_repeated = matches!(word, b" " | b"-") && self.bytes.last() == word.first();
        if !is_repeated {
            self.bytes.extend_from_slice(word);
        }
        taken
    }

    fn take_entity(&mut self, rest: &[u8]) -> usize {
        const ENTITIES: &[(&[u8], &[u8])] = &[
            (b"&amp;", b"&"),
            (b"&lt;", b"<"),
            (b"&gt;", b">"),
            (b"&quot;", b"\""),
            (b"&#39;", b"'"),
            (b"&apos;", b"'"),
            (b"&nbsp;", b" "),
        ];
        match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, meant)) => {
                self.take(meant);
                entity.len()
            }
            None => self.take(rest),
        }
    }
}

/// Bytes that are what they are.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let others = b"<& \t\n\r*_-\xc2\xe2";
    let mut at = 0;
    while at < others.len() {
        plain[others[at] as usize] = false;
        at += 1;
    }
    plain
};

/// A part of a title that is in every text that has it, whatever stands between its words: the
/// longest of them, or of a script without spaces two letters.
pub fn telling(title: &str) -> &str {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let word = words.max_by_key(|word| word.len()).unwrap_or_default();
    match word.char_indices().nth(2) {
        Some((end, _)) if word.starts_with(|c: char| c.len_utf8() > 2) => &word[..end],
        _ => word,
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_its_text() {
        let html = "<p>The <a class=\"actor\" href=\"/x/\">Duke</a>&#39;s \u{201c}secret\u{201d} \u{2014}\n<em>last</em>&nbsp;\u{2026} &lt;visit&gt;</p>";
        let text = "The *Duke*'s \"secret\" ---  last\n... <visit>";
        assert_eq!(
            String::from_utf8(Words::of_html(html.as_bytes()).bytes).unwrap(),
            "The Duke's \"secret\" - last ... <visit>"
        );
        assert_eq!(Words::of_html(html.as_bytes()).bytes, Words::of_text(text.as_bytes()).bytes);
    }

    #[test]
    fn a_part_of_a_title_tells_of_it() {
        assert_eq!(telling("Putin's secret visit to Beijing"), "Beijing");
        assert_eq!(telling("Тайный визит"), "Тайный");
        assert_eq!(telling("普京访问北京的秘密计划"), "普京");
        assert_eq!(telling("… ? …"), "");
    }

    #[test]
    fn words_know_where_they_stood() {
        let text = "On “Élan  *vital*”.";
        let words = Words::of_text(text.as_bytes());
        let whole = String::from_utf8(words.bytes.clone()).unwrap();
        let at = whole.find("Élan vital").unwrap();
        assert_eq!(&text[words.place(at..at + "Élan vital".len())], "Élan  *vital");
    }
}
