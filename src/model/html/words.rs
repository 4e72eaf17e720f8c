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
        let run = self.runs.iter().find(|run| run.start <= words.start && words.end <= run.end);
        let (from, to) = run.map_or((words.start, words.end), |run| (run.start, run.end));
        let text = |from: u32, to: u32| &self.html.text[from as usize..to as usize];
        let (before, after) = (text(from, words.start), text(words.end, to));
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(AROUND))..];
        let after = &after[..after.floor_char_boundary(AROUND)];
        At::Words {
            before: as_written(before),
            words: as_written(text(words.start, words.end)),
            after: as_written(after),
        }
    }

    /// Whether what stands at a byte of a block is in a block quotation, or between quotation
    /// marks.
    pub fn is_quoted(&self, block: u32, at: u32) -> bool {
        let text = &self.html.text;
        let before = self.runs.iter().filter(|run| run.block == block && run.start < at);
        let before = before.flat_map(|run| text[run.start as usize..run.end.min(at) as usize].chars());
        let mut open = false;
        for mark in before {
            open = match mark {
                '“' | '„' | '«' => true,
                '”' | '»' => false,
                '"' => !open,
                _ => open,
            };
        }
        open || self.blocks[block as usize].quoted
    }
}

/// Text from HTML.
pub fn as_written(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
