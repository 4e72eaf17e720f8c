//! Dates behind words, `[Wednesday]{2025-08-06}`: the words with the date that they mean.
//!
//! ```html
//! <time datetime="2025-08-06">Wednesday<span class="date"> (<bdi>6 August 2025</bdi>)</span></time>
//! ```
//!
//! The date is part of the text, so that whoever has no style sheet reads both: feeds, other
//! themes, screen readers. The themes that come with Briefer hide it from screens and show it on
//! paper. Where the words are the date already it is not said twice.
//!
//! The date of an attribution stands alone, and is written as words.

use std::ops::Range;

use super::escape::{self, Form};
use super::writer::Writer;
use crate::base::date::{Date, slips};
use crate::base::date_words::{DateWords, Style};
use crate::base::diag::Code;

/// How the dates of a text are written.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'a> {
    /// The site's words for them.
    pub words: &'a DateWords,
    /// Whether the text is in the language of those words; in another, dates are numerals.
    pub own: bool,
}

impl Writer<'_, '_> {
    /// Writes `words` with their date, which stands in the source between braces at `braces`;
    /// false if it is none.
    pub(super) fn date(&mut self, words: &str, braces: Range<usize>) -> bool {
        let inside = self.slice(braces.start + 1..braces.end);
        let date: Date = match inside.strip_suffix('}').unwrap_or(inside).parse() {
            Ok(date) if inside.ends_with('}') => date,
            Ok(_) => {
                let hint = "write `}` after the date";
                self.report(Code::InvalidValue, braces, "a date behind words without its closing brace", hint);
                return false;
            }
            Err(fault) => {
                let hint = slips::advice(inside.strip_suffix('}').unwrap_or(inside));
                let hint = hint.unwrap_or_else(|| "write `\\[` for a bracket, if no date is meant".to_owned());
                self.report(Code::InvalidValue, braces, fault.to_string(), &hint);
                return false;
            }
        };
        let Dates { words: site, own } = self.source.dates;
        if let Some((named, actual)) = site.other_weekday(words, &date).filter(|_| own) {
            let message = format!("`{date}` is a {actual}, not a {named}");
            self.report(Code::WrongWeekday, braces, message, "correct the date, or the word");
        }
        let written = if own { site.words(&date, Style::Full) } else { site.numerals(&date) };
        let written = (written != words).then_some(written);
        if self.pictures > 0 {
            self.prose(words);
            if let Some(written) = written {
                self.prose(&format!(" ({written})"));
            }
            return true;
        }
        self.page.html.push_str("<time datetime=\"");
        escape::write(&mut self.page.html, &site.machine(&date), Form::Attribute);
        self.page.html.push_str("\">");
        self.verbatim(words);
        if let Some(written) = written {
            self.write_date(&written);
        }
        self.page.html.push_str("</time>");
        true
    }

    /// Writes `text`, which begins at `start` in the source, if the date of an attribution is in it: that in words.
    pub(super) fn dates_attribution(&mut self, text: &str, start: usize) -> bool {
        let Some((place, date)) = &self.dateline else { return false };
        let Some(before) = place.start.checked_sub(start) else { return false };
        let after = place.end - start;
        // Where the parser replaced something, bytes do not lie as in the source.
        if text.get(before..after) != Some(self.slice(place.clone())) {
            return false;
        }
        let Dates { words, own } = self.source.dates;
        let written = if own { words.words(date, Style::Full) } else { words.numerals(date) };
        let machine = words.machine(date);
        self.dateline = None;
        self.prose(&text[..before]);
        self.page.html.push_str("<time datetime=\"");
        escape::write(&mut self.page.html, &machine, Form::Attribute);
        self.page.html.push_str("\">");
        self.verbatim(&written);
        self.page.html.push_str("</time>");
        self.prose(&text[after..]);
        true
    }

    fn write_date(&mut self, written: &str) {
        let html = &mut self.page.html;
        // Among letters that run from right to left it keeps its own order.
        html.push_str("<span class=\"date\"> (<bdi>");
        escape::write(html, written, Form::Text);
        html.push_str("</bdi>)</span>");
        if self.is_field() {
            self.page.plain.push_str(&format!(" ({written})"));
        }
    }
}
