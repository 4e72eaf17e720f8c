//! Footnotes: numbered in the order of their first reference, gathered at the end.
//!
//! What a note says is kept as the parser's events until the text is over: only then is it known
//! which notes are wanted and in which order. A note may refer to another, which then follows.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::escape::{self, Form};
use super::headings::Outline;
use super::writer::Writer;
use super::{Settings, body_options};
use crate::base::diag::Code;
use crate::model::anchor;

/// The notes of a text.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// What is between the marks of definitions, those marks included.
    events: Vec<(Event<'a>, Range<usize>)>,
    /// In the order of the source.
    definitions: Vec<Definition>,
    /// The definitions under way, the innermost last.
    open: Vec<usize>,
    /// By label: which note it is.
    numbers: HashMap<String, usize>,
    /// In the order of first reference.
    notes: Vec<Note>,
    /// The labels that have a definition, once somebody asked.
    labels: Option<HashSet<String>>,
    written: bool,
}

#[derive(Debug)]
struct Definition {
    label: String,
    source: Range<usize>,
    events: Range<usize>,
}

#[derive(Debug)]
struct Note {
    label: String,
    references: u32,
}

/// The form under which two labels are one (CommonMark: after Unicode case folding).
fn fold(label: &str) -> String {
    if label.is_ascii() {
        return label.to_ascii_lowercase();
    }
    label.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

impl<'a> Notes<'a> {
    /// Keeps an event that is part of a definition; gives back any other.
    pub(super) fn keep(&mut self, event: Event<'a>, range: Range<usize>) -> Option<(Event<'a>, Range<usize>)> {
        if let Event::Start(Tag::FootnoteDefinition(label)) = &event {
            self.open.push(self.definitions.len());
            let events = self.events.len()..self.events.len();
            self.definitions.push(Definition { label: label.to_string(), source: range.clone(), events });
        }
        let Some(&innermost) = self.open.last() else { return Some((event, range)) };
        if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
            self.open.pop();
        }
        self.events.push((event, range));
        self.definitions[innermost].events.end = self.events.len();
        None
    }

    /// True once the notes are being written: what follows is part of them.
    pub(super) fn are_written(&self) -> bool {
        self.written
    }

    /// Whether `label` has a definition, wherever it is. The parser says so by itself, but for a
    /// reference with a bracket right after it, which it takes for part of a link. Asking costs
    /// a second reading, the first time.
    pub(super) fn is_defined(&mut self, label: &str, text: &str, settings: &Settings) -> bool {
        let labels = self.labels.get_or_insert_with(|| {
            let events = Parser::new_ext(text, body_options(settings));
            events
                .filter_map(|event| match event {
                    Event::Start(Tag::FootnoteDefinition(label)) => Some(fold(&label)),
                    _ => None,
                })
                .collect()
        });
        labels.contains(&fold(label))
    }

    /// The number of a note and which reference to it this is, both from 1.
    fn refer(&mut self, label: &str) -> (usize, u32) {
        let next = self.notes.len();
        let index = *self.numbers.entry(fold(label)).or_insert(next);
        if index == next {
            self.notes.push(Note { label: fold(label), references: 0 });
        }
        let note = &mut self.notes[index];
        note.references += 1;
        (index + 1, note.references)
    }
}

/// `1`, or `1-2` for the second reference to note 1.
fn reference_name(number: usize, reference: u32) -> String {
    if reference == 1 { number.to_string() } else { format!("{number}-{reference}") }
}

impl<'a> Writer<'a, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str, range: Range<usize>) {
        // A link cannot hold another.
        if range.start < self.done || self.links > 0 || self.pictures > 0 || self.is_field() {
            return;
        }
        let (number, reference) = self.notes.refer(label);
        let name = reference_name(number, reference);
        let id = anchor::footnote_reference(&name);
        let html = &mut self.page.html;
        for piece in ["<sup class=\"footnote-ref\"><a href=\"#", &anchor::footnote(number), "\" id=\"", &id] {
            html.push_str(piece);
        }
        for piece in ["\" role=\"doc-noteref\">", &number.to_string(), "</a></sup>"] {
            html.push_str(piece);
        }
        self.page.anchors.push(id.into());
    }

    /// Writes the notes that were referred to, and reports those that were not.
    pub(super) fn write_notes(&mut self) {
        let mut definitions: HashMap<String, Range<usize>> = HashMap::new();
        for definition in &self.notes.definitions {
            definitions.entry(fold(&definition.label)).or_insert_with(|| definition.events.clone());
        }
        if !self.notes.notes.is_empty() {
            self.notes.written = true;
            self.outline = Outline::below(2);
            self.count.gap();
            self.page.fresh_line();
            let html = &mut self.page.html;
            html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"");
            html.push_str(anchor::FOOTNOTES);
            html.push_str("\">");
            html.push_str("<h2 id=\"");
            html.push_str(anchor::FOOTNOTES);
            html.push_str("\">");
            escape::write(html, &self.source.words.notes, Form::Text);
            html.push_str("</h2>\n<ol>\n");
            self.page.anchors.push(anchor::FOOTNOTES.into());
            // A note may bring others after it.
            let mut index = 0;
            while let Some(note) = self.notes.notes.get(index) {
                let events = definitions.get(&note.label).cloned().unwrap_or_default();
                self.write_note(index, events);
                index += 1;
            }
            self.page.html.push_str("</ol></section>\n");
        }
        self.report_unused();
    }

    fn write_note(&mut self, index: usize, events: Range<usize>) {
        let number = index + 1;
        let id = anchor::footnote(number);
        self.page.fresh_line();
        self.page.html.push_str("<li id=\"");
        self.page.html.push_str(&id);
        self.page.html.push_str("\">");
        self.page.anchors.push(id.into());
        let start = self.page.html.len();
        // The note stands before what was read last.
        self.done = 0;
        let mut definitions = 0;
        for index in events {
            match self.notes.events[index].0 {
                Event::Start(Tag::FootnoteDefinition(_)) => definitions += 1,
                Event::End(TagEnd::FootnoteDefinition) => definitions -= 1,
                // A definition within a definition is a note of its own.
                _ if definitions > 1 => {}
                _ => {
                    let (event, range) = std::mem::replace(&mut self.notes.events[index], (Event::Rule, 0..0));
                    self.event(event, range);
                }
            }
        }
        // The way back stands at the end of the last paragraph.
        if self.page.html.len() > start && self.page.html.ends_with("</p>\n") {
            self.page.html.truncate(self.page.html.len() - "</p>\n".len());
            self.page.html.push(' ');
        } else {
            self.page.fresh_line();
            self.page.html.push_str("<p>");
        }
        self.write_ways_back(index);
        self.page.html.push_str("</p>\n</li>\n");
    }

    fn write_ways_back(&mut self, index: usize) {
        for reference in 1..=self.notes.notes[index].references {
            let name = reference_name(index + 1, reference);
            let html = &mut self.page.html;
            html.push_str(if reference > 1 { " <a href=\"#" } else { "<a href=\"#" });
            html.push_str(&anchor::footnote_reference(&name));
            html.push_str("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"");
            escape::write(html, &self.source.words.back_to_reference.replace("{n}", &name), Form::Attribute);
            html.push_str("\">↩</a>");
        }
    }

    fn report_unused(&mut self) {
        let mut seen = HashSet::new();
        for definition in std::mem::take(&mut self.notes.definitions) {
            let Definition { label, source, .. } = definition;
            let key = fold(&label);
            let message = if !self.notes.numbers.contains_key(&key) {
                format!("nothing refers to footnote `{label}`, so it is left out")
            } else if !seen.insert(key) {
                format!("footnote `{label}` has a text already, so this one is left out")
            } else {
                continue;
            };
            // `[^label]:`, not the whole note.
            let end = self.slice(source.clone()).find("]:").map_or(source.end, |end| source.start + end + 2);
            self.report(Code::UnusedFootnote, source.start..end, message, "");
        }
    }
}
