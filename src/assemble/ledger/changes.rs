//! What was changed after publication: corrections and updates.

use std::sync::Arc;

use super::Chronicle;
use crate::assemble::shared;
use crate::base::date::Date;
use crate::base::text::absolutize;
use crate::model::anchor;
use crate::model::edition::{Briefing, Fills};
use crate::model::field::ChangeKind;
use crate::model::front::ChangeFront;
use crate::model::html::Inline;
use crate::model::shared::Shared;
use crate::model::view::SafeHtml;
use crate::model::view::record::ChangeEntry;

/// Collects corrections and updates, the newest first.
pub(super) fn collect(chronicle: &Chronicle<'_, '_>) -> Vec<Arc<Shared<ChangeEntry>>> {
    let zone = &chronicle.desk.config.timezone;
    let mut changes: Vec<(Date, ChangeEntry)> = Vec::new();
    for briefing in chronicle.listed.iter().rev().map(|&at| &chronicle.briefings[at]) {
        let doc = &briefing.doc;
        let corrections = List { block: "corrections", default: ChangeKind::Correction };
        corrections.read(
            chronicle,
            briefing,
            (&doc.front.corrections, &doc.corrections, &briefing.corrections),
            &mut changes,
        );
        let updates = List { block: "updates", default: ChangeKind::Update };
        updates.read(chronicle, briefing, (&doc.front.updates, &doc.updates, &briefing.updates), &mut changes);
    }
    changes.sort_by(|(a, _), (b, _)| b.compare(a, zone));
    changes.into_iter().map(|(_, entry)| shared(entry)).collect()
}

/// One of the two lists of a briefing.
struct List {
    /// The block of the briefing's page that shows it.
    block: &'static str,
    /// What an entry is that does not say.
    default: ChangeKind,
}

impl List {
    fn read(
        &self,
        chronicle: &Chronicle<'_, '_>,
        briefing: &Briefing,
        (fronts, texts, fills): (&[ChangeFront], &[Inline], &[Fills]),
        into: &mut Vec<(Date, ChangeEntry)>,
    ) {
        let zone = &chronicle.desk.config.timezone;
        for (at, ((front, text), fills)) in fronts.iter().zip(texts).zip(fills).enumerate() {
            let day = front.date.day(zone);
            let before = fronts[..at].iter().filter(|other| other.date.day(zone) == day).count();
            let number = if before == 0 { String::new() } else { format!("-{}", before + 1) };
            let mut html = String::new();
            text.html.fill(fills, &mut html);
            let card = &briefing.card;
            let entry = ChangeEntry {
                date: chronicle.iso(front.date),
                kind: front.kind.unwrap_or(self.default).word(),
                html: SafeHtml(absolutize(&html, &card.url, "")),
                plain: text.plain.to_string(),
                briefing: chronicle.link(briefing, &anchor::block(self.block)),
                id: format!("{}#{}-{day}{number}", card.id, self.default.word()),
                lang: card.lang.clone(),
                dir: card.dir,
                tlp: card.tlp,
            };
            into.push((front.date, entry));
        }
    }
}
