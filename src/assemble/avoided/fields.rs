//! The prose in a file's fields: titles, summaries and the like, not what somebody else said or called something
//! (statements, sources), and not names.
//!
//! Entry points: a function for each kind of file, and [`search`] for one of their texts.

use std::ops::Range;

use crate::base::prose::{Finder, Piece};
use crate::model::field::Line;
use crate::model::front::{ActorFront, BriefingFront, DossierFront, PageFront, TagFront};

/// A field: its path and its text.
pub type Field<'a> = (String, &'a str);

/// The prose of a briefing's fields.
pub fn of_briefing<'a>(front: &'a BriefingFront) -> Vec<Field<'a>> {
    let mut fields = vec![field("title", &front.title), field("summary", &front.summary)];
    let mut each = |list: &str, part: &str, texts: Vec<Option<&'a Line>>| {
        let dot = if part.is_empty() { "" } else { "." };
        let found = texts.into_iter().enumerate().filter_map(|(at, text)| Some((at, text?)));
        fields.extend(found.map(|(at, text)| (format!("{list}[{at}]{dot}{part}"), text.as_str())));
    };
    each("takeaways", "", front.takeaways.iter().map(Some).collect());
    each("events", "title", front.events.iter().map(|event| Some(&event.title)).collect());
    each("events", "place", front.events.iter().map(|event| event.place.as_ref()).collect());
    each("positions", "issue", front.positions.iter().map(|position| Some(&position.issue)).collect());
    each("positions", "text", front.positions.iter().map(|position| position.text.as_ref()).collect());
    each("figures", "label", front.figures.iter().map(|figure| Some(&figure.label)).collect());
    each("questions", "question", front.questions.iter().map(|question| Some(&question.question)).collect());
    each("questions", "answer", front.questions.iter().map(|question| question.answer.as_ref()).collect());
    each("updates", "text", front.updates.iter().map(|change| Some(&change.text)).collect());
    each("corrections", "text", front.corrections.iter().map(|change| Some(&change.text)).collect());
    fields.extend(front.image.iter().map(|image| field("image.alt", &image.alt)));
    fields
}

/// The prose of a page's fields.
pub fn of_page(front: &PageFront) -> Vec<Field<'_>> {
    let title = front.title.iter().map(|title| field("title", title));
    title.chain(front.summary.iter().map(|summary| field("summary", summary))).collect()
}

/// The prose of an actor's fields.
pub fn of_actor(front: &ActorFront) -> Vec<Field<'_>> {
    let roles = front.roles.iter().enumerate();
    roles.map(|(at, role)| (format!("roles[{at}].title"), role.title.as_str())).collect()
}

/// The prose of a tag's fields.
pub fn of_tag(front: &TagFront) -> Vec<Field<'_>> {
    let description = front.description.iter().map(|description| field("description", description));
    std::iter::once(field("label", &front.label)).chain(description).collect()
}

/// The prose of a dossier's fields.
pub fn of_dossier(front: &DossierFront) -> Vec<Field<'_>> {
    let summary = front.summary.iter().map(|summary| field("summary", summary));
    std::iter::once(field("title", &front.title)).chain(summary).collect()
}

fn field<'a>(path: &str, text: &'a Line) -> Field<'a> {
    (path.to_owned(), text.as_str())
}

/// Every name in a field, but for those in quotations, links and code, in order.
pub fn search(text: &str, finder: &Finder, mut found: impl FnMut(Range<usize>, usize)) {
    let mut silent = Silent::default();
    let mut read = 0;
    finder.find(Piece { before: "", text, after: "" }, |range, name| {
        text[read..range.start].chars().for_each(|c| silent.pass(c));
        read = range.start;
        if !silent.holds() {
            found(range, name);
        }
    });
}

/// What is open where a text was read up to.
#[derive(Default)]
struct Silent {
    quoted: bool,
    code: bool,
    /// Brackets; what directly follows the outermost may be an address.
    brackets: usize,
    closed: bool,
    address: bool,
}

impl Silent {
    fn pass(&mut self, c: char) {
        let closed = std::mem::take(&mut self.closed);
        match c {
            '`' => self.code = !self.code,
            _ if self.code => {}
            '(' if closed => self.address = true,
            ')' => self.address = false,
            '[' => self.brackets += 1,
            ']' => {
                self.brackets = self.brackets.saturating_sub(1);
                self.closed = self.brackets == 0;
            }
            '“' | '„' | '«' => self.quoted = true,
            '”' | '»' => self.quoted = false,
            '"' => self.quoted = !self.quoted,
            _ => {}
        }
    }

    fn holds(&self) -> bool {
        self.quoted || self.code || self.brackets > 0 || self.address
    }
}
