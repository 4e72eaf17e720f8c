//! What each row says, under which names.

use std::sync::Arc;

use super::{Cells, Row};
use crate::model::config::Config;
use crate::model::data::{ActorRow, BriefingRow, EventRow, FigureRow, PositionRow, StatementRow};
use crate::model::shared::Shared;
use crate::model::view::record::SourceEntry;

impl Row for BriefingRow<'_> {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "title",
        "url",
        "date",
        "as_of",
        "updated",
        "summary",
        "kind",
        "status",
        "tlp",
        "lang",
        "authors",
        "dossier",
        "number",
        "tags",
        "actors",
        "reading_minutes",
    ];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        let card = self.card;
        cells.text(Some(&card.id));
        cells.text(Some(&card.title));
        cells.address(&card.url, config);
        cells.text(Some(&card.date));
        cells.text(Some(card.as_of.as_deref().unwrap_or(&card.date)));
        cells.text(card.updated.as_deref());
        cells.text(Some(self.summary));
        cells.text(Some(card.kind));
        cells.text(Some(card.status));
        cells.text(Some(card.tlp));
        cells.text(Some(card.lang.as_deref().unwrap_or(config.language.as_str())));
        cells.list(self.authors.iter().map(|author| author.name.as_str()));
        cells.text(self.dossier);
        cells.number(card.number.map(u64::from));
        cells.list(self.tags.iter().copied());
        cells.list(self.actors.iter().copied());
        cells.number(Some(u64::from(card.reading_minutes)));
    }
}

impl Row for ActorRow<'_> {
    const FIELDS: &'static [&'static str] =
        &["id", "name", "short", "kind", "url", "country", "wikidata", "role", "briefings", "latest", "registered"];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        let (card, link) = (self.card, self.link);
        cells.text(Some(&card.id));
        cells.text(Some(&card.name));
        cells.text(Some(&card.short));
        cells.text(Some(card.kind));
        cells.address(&card.url, config);
        cells.text(link.country.as_deref());
        cells.text(link.wikidata.as_deref());
        cells.text(card.role.as_deref());
        cells.number(Some(card.briefings as u64));
        cells.text(card.latest.as_deref());
        cells.flag(card.registered);
    }
}

impl Row for EventRow<'_> {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "title",
        "date",
        "end",
        "kind",
        "status",
        "place",
        "actors",
        "certainty",
        "alternatives",
        "dossiers",
        "url",
        "briefings",
        "tlp",
    ];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        let entry = self.entry;
        cells.text(Some(&entry.id));
        cells.text(Some(&entry.title));
        cells.text(entry.date.as_deref());
        cells.text(entry.end.as_deref());
        cells.text(Some(entry.kind));
        cells.text(Some(entry.status));
        cells.text(entry.place.as_deref());
        cells.list(self.actors.iter().copied());
        cells.text(entry.certainty);
        cells.list(entry.alternatives.iter().map(String::as_str));
        cells.list(self.dossiers.iter().copied());
        cells.address(&entry.briefing.url, config);
        cells.addresses(entry.history.iter().map(|step| step.briefing.url.as_str()), config);
        cells.text(Some(entry.tlp));
    }
}

impl Row for StatementRow<'_> {
    const FIELDS: &'static [&'static str] = &[
        "speaker", "name", "role", "text", "fragment", "date", "venue", "source", "lang", "briefing", "as_of", "url",
        "tlp",
    ];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        let entry = &self.statement.entry;
        cells.text(Some(self.speaker));
        cells.text(Some(&entry.speaker.title));
        cells.text(entry.role.as_deref());
        cells.text(Some(&entry.paragraphs.join("\n")));
        cells.flag(entry.fragment);
        cells.text(entry.date.as_deref());
        cells.text(entry.venue.as_deref());
        cells.text(entry.source.as_deref());
        cells.text(Some(entry.lang.as_deref().unwrap_or(config.language.as_str())));
        cells.text(Some(self.briefing));
        cells.text(Some(&entry.as_of));
        cells.address(&entry.briefing.url, config);
        cells.text(Some(entry.tlp));
    }
}

impl Row for PositionRow<'_> {
    const FIELDS: &'static [&'static str] =
        &["actor", "name", "issue", "stance", "text", "briefing", "as_of", "url", "tlp"];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        let entry = &self.position.entry;
        cells.text(Some(self.actor));
        cells.text(Some(&entry.actor.title));
        cells.text(Some(&entry.issue));
        cells.text(Some(entry.stance));
        cells.text(entry.text.as_deref());
        cells.text(Some(self.briefing));
        cells.text(Some(&entry.as_of));
        cells.address(&entry.briefing.url, config);
        cells.text(Some(entry.tlp));
    }
}

impl Row for FigureRow<'_> {
    const FIELDS: &'static [&'static str] =
        &["label", "value", "unit", "qualifier", "as_of", "source", "briefing", "url", "tlp"];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        let (figure, card) = (self.figure, self.card);
        cells.text(Some(&figure.label));
        cells.text(Some(&figure.value.0));
        cells.text(figure.unit.as_deref());
        cells.text(figure.qualifier.map(|qualifier| qualifier.word()));
        match &figure.as_of {
            Some(date) => cells.text(Some(&date.to_iso(&config.timezone))),
            None => cells.text(Some(card.as_of.as_deref().unwrap_or(&card.date))),
        }
        cells.text(self.source);
        cells.text(Some(&card.id));
        cells.address(&card.url, config);
        cells.text(Some(card.tlp));
    }
}

impl Row for Arc<Shared<SourceEntry>> {
    const FIELDS: &'static [&'static str] =
        &["title", "publisher", "url", "published", "accessed", "archived", "kind", "grade", "briefings", "tlp"];

    fn cells<C: Cells>(&self, cells: &mut C, config: &Config) {
        cells.text(Some(&self.title));
        cells.text(self.publisher.as_deref());
        cells.text(self.url.as_deref());
        cells.text(self.published.as_deref());
        cells.text(self.accessed.as_deref());
        cells.text(self.archived.as_deref());
        cells.text(self.kind);
        cells.text(self.grade.as_deref());
        cells.addresses(self.briefings.iter().map(|briefing| briefing.url.as_str()), config);
        cells.text(Some(self.tlp));
    }
}

/// The names of each table's cells, for the documentation's test.
#[cfg(test)]
mod tests {
    use super::*;

    /// `docs/data.md` promises these names, in this order.
    #[test]
    fn the_documentation_names_every_field() {
        let docs = include_str!("../../../docs/data.md");
        let tables: [(&str, &[&str]); 7] = [
            ("briefings", BriefingRow::FIELDS),
            ("actors", ActorRow::FIELDS),
            ("events", EventRow::FIELDS),
            ("statements", StatementRow::FIELDS),
            ("positions", PositionRow::FIELDS),
            ("figures", FigureRow::FIELDS),
            ("sources", <Arc<Shared<SourceEntry>>>::FIELDS),
        ];
        for (name, fields) in tables {
            let (_, section) =
                docs.split_once(&format!("\n### {name}\n")).unwrap_or_else(|| panic!("no section {name}"));
            let section = section.split("\n#").next().unwrap();
            let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
            let documented: Vec<&str> = rows.map(|(field, _)| field).collect();
            assert_eq!(documented, fields, "{name}");
        }
    }
}
