//! Words of a body that a diagnostic is about: where they stand in the file, and whether they are
//! somebody else's.

use std::ops::Range;

use super::Body;
use crate::base::diag::At;

impl Body {
    /// The place of words, by bytes of the HTML, with a little of what stands around them in the
    /// same stretch of text.
    pub fn place_of(&self, words: Range<u32>) -> At {
        const AROUND: usize = 16;
        let run = self.runs.get(self.runs.partition_point(|run| run.end <= words.start));
        let run = run.filter(|run| run.start <= words.start && words.end <= run.end);
        let (from, to) = run.map_or((words.start, words.end), |run| (run.start, run.end));
        let text = |from: u32, to: u32| &self.html.text[from as usize..to as usize];
        let (before, after) = (text(from, words.start), text(words.end, to));
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(AROUND))..];
        let after = &after[..after.floor_char_boundary(AROUND)];
        At::Words {
            field: None,
            before: as_written(before),
            words: as_written(text(words.start, words.end)),
            after: as_written(after),
        }
    }

    /// What is quoted in it.
    pub fn quotations(&self) -> Quotations<'_> {
        Quotations { body: self, block: None, marks: Vec::new() }
    }
}

/// What is quoted in a body. Each block is read once, as long as it is asked about block by block.
#[derive(Debug)]
pub struct Quotations<'a> {
    body: &'a Body,
    /// The block that was read last.
    block: Option<u32>,
    /// Its quotation marks in order: where each stands, and whether a quotation is open after it.
    marks: Vec<(u32, bool)>,
}

impl Quotations<'_> {
    /// Whether what stands at a byte of a block is in a block quotation, or between quotation
    /// marks.
    pub fn has(&mut self, block: u32, at: u32) -> bool {
        if self.body.blocks[block as usize].quoted {
            return true;
        }
        if self.block != Some(block) {
            self.read(block);
        }
        let before = self.marks.partition_point(|(mark, _)| *mark < at);
        before.checked_sub(1).is_some_and(|last| self.marks[last].1)
    }

    fn read(&mut self, block: u32) {
        self.block = Some(block);
        self.marks.clear();
        let first = self.body.runs.partition_point(|run| run.block < block);
        let mut open = false;
        for run in self.body.runs[first..].iter().take_while(|run| run.block == block) {
            let text = &self.body.html.text[run.start as usize..run.end as usize];
            for (at, mark) in text.char_indices() {
                open = match mark {
                    '“' | '„' | '«' => true,
                    '”' | '»' => false,
                    '"' => !open,
                    _ => continue,
                };
                // Pages are far smaller than 4 GB.
                self.marks.push((run.start + u32::try_from(at).unwrap_or(u32::MAX), open));
            }
        }
    }
}

/// Text from HTML.
pub fn as_written(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::html::{Block, Html, Run, Voice};

    /// A body of these blocks, each of one stretch of text.
    fn body(blocks: &[(&str, bool)]) -> Body {
        let narrow = |at: usize| u32::try_from(at).unwrap();
        let mut body = Body::default();
        let (mut text, mut runs, mut found) = (String::new(), Vec::new(), Vec::new());
        for (at, (words, quoted)) in blocks.iter().enumerate() {
            let (start, end) = (narrow(text.len()), narrow(text.len() + words.len()));
            text.push_str(words);
            runs.push(Run { start, end, block: narrow(at), voice: Voice::Running });
            found.push(Block { tag: None, start, end, quoted: *quoted });
        }
        (body.html, body.runs, body.blocks) = (Html::plain(text), runs.into(), found.into());
        body
    }

    #[test]
    fn words_between_quotation_marks_are_quoted() {
        let body = body(&[("a “b” c \"d\" e «f", false), ("g", false), ("h", true), ("„i» j", false)]);
        let mut quotations = body.quotations();
        let mut has = |word: char| {
            let at = u32::try_from(body.html.text.find(word).unwrap()).unwrap();
            let block = body.runs.iter().find(|run| (run.start..run.end).contains(&at)).unwrap().block;
            quotations.has(block, at)
        };
        let found: String = "abcdefghij".chars().filter(|&word| has(word)).collect();
        assert_eq!(found, "bdfhi");
        // In any order.
        let found: String = "jihgfedcba".chars().filter(|&word| has(word)).collect();
        assert_eq!(found, "ihfdb");
    }
}
