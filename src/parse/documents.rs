//! The kinds of files: which fields each has, and which of them are Markdown.

use serde::de::DeserializeOwned;

use super::{File, check, front, markdown};
use crate::base::date_words::DateWords;
use crate::base::diag::{Diagnostic, Place};
use crate::base::fields::Made;
use crate::base::hash::{Fingerprint, content_hash, fingerprint};
use crate::base::text::composed;
use crate::model::document::{ActorDoc, BriefingDoc, DossierDoc, Origin, PageDoc, TagDoc};
use crate::model::front::{ActorFront, BriefingFront, DossierFront, PageFront, TagFront};
use crate::model::html::{Body, Inline};
use crate::model::lang::Lang;

/// What parsing depends on beside the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// How Markdown is read.
    pub markdown: markdown::Settings,
    /// The words that Markdown's HTML brings along.
    pub words: markdown::Words,
    /// How dates are written in the site's language, and in which zone.
    pub dates: DateWords,
    /// The language of a file that names none.
    pub language: Lang,
}

impl Settings {
    /// How dates are written in a file that names this language.
    fn dates(&self, lang: Option<&Lang>) -> markdown::Dates<'_> {
        markdown::Dates { words: &self.dates, own: lang.is_none_or(|lang| lang.is_spoken_like(&self.language)) }
    }
}

/// The words that Markdown's HTML brings along, from the theme's `[strings.markdown]`; English
/// where one is missing.
pub fn words(strings: &serde_json::Value) -> markdown::Words {
    let mut words = markdown::Words::default();
    let own = &strings["markdown"];
    let fields = [
        ("note", &mut words.note),
        ("tip", &mut words.tip),
        ("important", &mut words.important),
        ("warning", &mut words.warning),
        ("caution", &mut words.caution),
        ("notes", &mut words.notes),
        ("back_to_reference", &mut words.back_to_reference),
        ("table", &mut words.table),
        ("link_to_section", &mut words.link_to_section),
        ("task_done", &mut words.task_done),
        ("task_open", &mut words.task_open),
    ];
    for (key, word) in fields {
        if let Some(text) = own[key].as_str() {
            *word = text.to_owned().into();
        }
    }
    words
}

/// A briefing's file.
pub fn briefing(file: File<'_>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Option<(BriefingDoc, Made)> {
    let Read { front, made, body, fields } =
        read::<BriefingFront>(file, settings, |front| front.lang.as_ref(), diagnostics)?;
    check::id(file.source, diagnostics);
    check::briefing(&front, &made, file.source, diagnostics);
    let dates = settings.dates(front.lang.as_ref());
    let mut inline = |text: &str, field: String| self::inline(file, text, field, (settings, dates), diagnostics);
    let summary = inline(&front.summary, "summary".to_owned());
    let takeaways = front.takeaways.iter().enumerate();
    let takeaways = takeaways.map(|(at, text)| inline(text, format!("takeaways[{at}]"))).collect();
    let updates = front.updates.iter().enumerate();
    let updates = updates.map(|(at, change)| inline(&change.text, format!("updates[{at}].text"))).collect();
    let corrections = front.corrections.iter().enumerate();
    let corrections = corrections.map(|(at, change)| inline(&change.text, format!("corrections[{at}].text"))).collect();
    let (field, date) = front.as_of.map_or(("date", front.date), |as_of| ("as_of", as_of));
    if !made.covers(field) {
        let as_of = check::relative::AsOf { field, date, zone: settings.dates.zone() };
        let lang = front.lang.as_ref().unwrap_or(&settings.language);
        check::relative::report(&body, lang, as_of, file.source, diagnostics);
    }
    let stated = fingerprint(&(fields, &body.quotes));
    Some((BriefingDoc { origin: origin(file), front, summary, takeaways, updates, corrections, body, stated }, made))
}

/// The text of a briefing's file alone.
pub fn body(file: File<'_>, settings: &Settings) -> Option<Body> {
    read::<BriefingFront>(file, settings, |front| front.lang.as_ref(), &mut Vec::new()).map(|read| read.body)
}

/// A page's file, or the home page's.
pub fn page(file: File<'_>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Option<(PageDoc, Made)> {
    let Read { front, made, body, .. } = read::<PageFront>(file, settings, |front| front.lang.as_ref(), diagnostics)?;
    check::page(&front, file.source, diagnostics);
    let settings = (settings, settings.dates(front.lang.as_ref()));
    let summary = front.summary.as_ref().map(|text| inline(file, text, "summary".to_owned(), settings, diagnostics));
    Some((PageDoc { origin: origin(file), front, summary, body }, made))
}

/// An actor's file.
pub fn actor(file: File<'_>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Option<(ActorDoc, Made)> {
    let Read { front, made, body, .. } = read::<ActorFront>(file, settings, |_| None, diagnostics)?;
    check::id(file.source, diagnostics);
    check::actor(&front, file.source, diagnostics);
    Some((ActorDoc { origin: origin(file), front, body }, made))
}

/// A tag's file.
pub fn tag(file: File<'_>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Option<(TagDoc, Made)> {
    let Read { front, made, body, .. } = read::<TagFront>(file, settings, |_| None, diagnostics)?;
    check::id(file.source, diagnostics);
    Some((TagDoc { origin: origin(file), front, body }, made))
}

/// A dossier's file.
pub fn dossier(file: File<'_>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Option<(DossierDoc, Made)> {
    let Read { front, made, body, .. } = read::<DossierFront>(file, settings, |_| None, diagnostics)?;
    check::id(file.source, diagnostics);
    let settings = (settings, settings.dates(None));
    let summary = front.summary.as_ref().map(|text| inline(file, text, "summary".to_owned(), settings, diagnostics));
    Some((DossierDoc { origin: origin(file), front, summary, body }, made))
}

/// What was read of a file.
struct Read<T> {
    front: T,
    made: Made,
    body: Body,
    /// The hash of the fields as written.
    fields: Fingerprint,
}

/// Reads fields and text; `lang` gives the field that names the file's language.
fn read<T: DeserializeOwned>(
    file: File<'_>,
    settings: &Settings,
    lang: impl Fn(&T) -> Option<&Lang>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Read<T>> {
    let split = front::split(file.text, file.source, diagnostics)?;
    let front = front::read::<T>(file.text, &split, file.source, diagnostics);
    let text = &file.text[split.body.clone()];
    let words = (&settings.words, settings.dates(front.as_ref().and_then(|(front, _)| lang(front))));
    let body = markdown::body(text, split.body.start, file.source, &settings.markdown, words, diagnostics);
    let (front, made) = front?;
    let fields = content_hash(file.text[split.front.clone()].as_bytes());
    Some(Read { front, made, body, fields })
}

fn inline(
    file: File<'_>,
    text: &str,
    field: String,
    (settings, dates): (&Settings, markdown::Dates<'_>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Inline {
    markdown::inline(text, &Place::value(file.source, field), &settings.markdown, dates, diagnostics)
}

fn origin(file: File<'_>) -> Origin {
    Origin { source: file.source.clone(), id: composed(file.source.stem()).into(), hash: file.hash }
}
