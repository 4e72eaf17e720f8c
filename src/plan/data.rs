//! The data files: the site as tables, below `data/`.

use std::sync::Arc;

use jiff::Timestamp;

use super::Outputs;
use crate::base::date::Date;
use crate::model::config::Config;
use crate::model::data::{ActorRow, BriefingRow, DataSight, EventRow, FigureRow, PositionRow, StatementRow, Table};
use crate::model::edition::{Briefing, Edition};
use crate::model::field::{DataFormat, DataOf};
use crate::model::plan::Sight;

/// Adds those that the settings ask for. A table without rows is there all the same: programs
/// look for it at its address.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config) {
    if config.data.formats.is_empty() {
        return;
    }
    let updated = updated(edition, config);
    for &of in &config.data.of {
        let table = Arc::new(table(edition, of));
        for &format in &config.data.formats {
            let path = format!("data/{}.{}", of.word(), format.word());
            // A table in CSV has no place to say when the site changed.
            let updated = updated.filter(|_| format == DataFormat::Json);
            let sight = DataSight { format, updated, table: Arc::clone(&table) };
            outputs.add_ours(&path, Sight::Data(Box::new(sight)), "a data file");
        }
    }
}

/// When the newest briefing was published or changed.
fn updated(edition: &Edition, config: &Config) -> Option<Timestamp> {
    let published = edition.listed().map(|briefing| briefing.begins).next();
    let changed = edition.ledger.changes.first().and_then(|change| change.date.parse::<Date>().ok());
    published.max(changed.map(|date| date.start(&config.timezone)))
}

fn table<'e>(edition: &'e Edition, of: DataOf) -> Table<'e> {
    let ledger = &edition.ledger;
    let actor = |at: usize| edition.actors[at].card.id.as_str();
    let dossier = |at: usize| edition.dossiers[at].card.id.as_str();
    let briefing = |at: usize| edition.briefings[at].card.id.as_str();
    match of {
        DataOf::Briefings => {
            let row = |briefing: &'e Briefing| BriefingRow {
                card: &briefing.card,
                summary: &briefing.doc.summary.plain,
                authors: &briefing.authors,
                dossier: briefing.dossier.map(dossier),
                tags: briefing.tags.iter().map(|&at| edition.tags[at].card.id.as_str()).collect(),
                actors: briefing.actors.iter().map(|&at| actor(at)).collect(),
            };
            Table::Briefings(edition.listed().map(row).collect())
        }
        DataOf::Actors => {
            Table::Actors(edition.actors.iter().filter(|actor| actor.is_listed()).map(ActorRow::new).collect())
        }
        DataOf::Events => {
            let events = ledger.events.iter().map(|event| EventRow {
                entry: &event.entry,
                actors: event.actors.iter().map(|&at| actor(at)).collect(),
                dossiers: event.dossiers.iter().map(|&at| dossier(at)).collect(),
            });
            Table::Events(events.collect())
        }
        DataOf::Statements => {
            let statements = ledger.statements.iter().map(|statement| StatementRow {
                statement,
                speaker: actor(statement.speaker),
                briefing: briefing(statement.briefing),
            });
            Table::Statements(statements.collect())
        }
        DataOf::Positions => {
            let positions = ledger.positions.iter().map(|position| PositionRow {
                position,
                actor: actor(position.actor),
                briefing: briefing(position.briefing),
            });
            Table::Positions(positions.collect())
        }
        DataOf::Figures => {
            Table::Figures(edition.listed().filter(|briefing| !briefing.is_retracted()).flat_map(figures).collect())
        }
        DataOf::Sources => Table::Sources(&ledger.sources),
    }
}

fn figures(briefing: &Briefing) -> impl Iterator<Item = FigureRow<'_>> {
    let front = &briefing.doc.front;
    let title = move |id: &str| {
        let source = front.sources.iter().find(|source| source.id.as_deref() == Some(id))?;
        Some(source.title.as_str())
    };
    front.figures.iter().map(move |figure| FigureRow {
        figure,
        source: figure.source.as_deref().and_then(title),
        card: &briefing.card,
    })
}
