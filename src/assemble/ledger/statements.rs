//! Statements: of the front matter, and quotations of the body whose attribution names a speaker.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::Chronicle;
use crate::assemble::roles::role_of_speaker;
use crate::assemble::shared;
use crate::base::date::Date;
use crate::model::anchor;
use crate::model::edition::Briefing;
use crate::model::ledger::Statement;
use crate::model::view::record::StatementEntry;

/// What one briefing quotes, before its speaker is looked up.
#[derive(Debug)]
struct Said<'a> {
    speaker: &'a str,
    words: &'a str,
    date: Option<Date>,
    venue: Option<&'a str>,
    source: Option<&'a str>,
    fragment: bool,
    anchor: String,
}

/// Collects them, the newest first. The same words of the same speaker on the same day are one
/// statement, of the briefing that had them first.
pub(super) fn collect(chronicle: &Chronicle<'_, '_>) -> Vec<Statement> {
    let zone = &chronicle.desk.config.timezone;
    let found: Vec<Vec<(Date, Statement)>> = chronicle
        .order
        .par_iter()
        .map(|&at| {
            let briefing = &chronicle.briefings[at];
            said(briefing).filter_map(|said| statement(chronicle, at, briefing, said)).collect()
        })
        .collect();
    let mut seen = rapidhash::RapidHashSet::default();
    let mut statements: Vec<(Date, Statement)> = found.into_iter().flatten().collect();
    statements.retain(|(date, statement)| {
        let entry = &statement.entry;
        seen.insert((statement.speaker, crate::base::text::fold(&entry.text()), date.day(zone)))
    });
    statements
        .sort_by_cached_key(|(date, statement)| (Reverse(date.start(zone)), statement.entry.briefing.url.clone()));
    statements.into_iter().map(|(_, statement)| statement).collect()
}

fn said(briefing: &Briefing) -> impl Iterator<Item = Said<'_>> {
    let doc = &briefing.doc;
    let fields = doc.front.statements.iter().enumerate().map(|(at, statement)| Said {
        speaker: &statement.speaker,
        words: &statement.text,
        date: statement.date,
        venue: statement.venue.as_deref(),
        source: statement.source.as_deref(),
        fragment: statement.fragment,
        anchor: anchor::statement(at),
    });
    let quotes = doc.body.quotes.iter().enumerate().map(|(at, quote)| Said {
        speaker: &quote.speaker,
        words: &quote.words,
        date: quote.date,
        venue: quote.venue.as_deref(),
        source: quote.source.as_deref(),
        fragment: false,
        anchor: anchor::quote(at + 1),
    });
    fields.chain(quotes)
}

/// A statement with the date that orders it: its own, else the briefing's.
fn statement(
    chronicle: &Chronicle<'_, '_>,
    at: usize,
    briefing: &Briefing,
    said: Said<'_>,
) -> Option<(Date, Statement)> {
    let speaker = chronicle.actor(said.speaker)?;
    let date = said.date.unwrap_or(briefing.doc.front.cut_off());
    let entry = StatementEntry {
        speaker: chronicle.actor_link(speaker),
        role: role_of_speaker(chronicle.desk, &briefing.doc, speaker, &date),
        paragraphs: said.words.lines().map(str::to_owned).collect(),
        date: said.date.map(|date| chronicle.iso(date)),
        venue: said.venue.map(str::to_owned),
        fragment: said.fragment || is_fragment(said.words),
        source: Chronicle::source_title(briefing, said.source),
        briefing: chronicle.link(briefing, &said.anchor),
        as_of: chronicle.as_of(briefing),
        lang: briefing.card.lang.clone(),
        dir: briefing.card.dir,
        tlp: briefing.card.tlp,
    };
    Some((date, Statement { entry: shared(entry), speaker, briefing: at }))
}

/// A few words without the end of a sentence.
fn is_fragment(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphabetic());
    let ends = words.trim_end_matches(['"', '”', '’', '»', '“']).ends_with(['.', '!', '?', '…', '。', '؟', '！', '？']);
    first.is_some_and(char::is_lowercase) && !ends
}

#[cfg(test)]
mod tests {
    use super::is_fragment;

    #[test]
    fn a_few_words_are_a_fragment() {
        for words in ["good chance", "the same brave approach", "get the thing over with"] {
            assert!(is_fragment(words), "{words}");
        }
        for words in ["Ukraine is not afraid of meetings", "we are ready.", "Готові", "مستعدون"] {
            assert!(!is_fragment(words), "{words}");
        }
    }
}
