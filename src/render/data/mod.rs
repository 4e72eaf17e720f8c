//! The site as tables, in JSON ([`json`]) and CSV ([`csv`]).
//!
//! Entry point: [`write()`]. What a row says is said once, in [`rows`], under the names that
//! `docs/data.md` promises; the two forms differ in how a cell is written. A file is written row by
//! row: nothing of it is built up first.

mod csv;
mod json;
mod rows;

use crate::model::config::Config;
use crate::model::data::{DataSight, Table};
use crate::model::field::DataFormat;

/// Writes a table.
pub fn write(sight: &DataSight<'_>, config: &Config, out: &mut Vec<u8>) {
    match &*sight.table {
        Table::Briefings(rows) => table(sight, rows, config, out),
        Table::Actors(rows) => table(sight, rows, config, out),
        Table::Events(rows) => table(sight, rows, config, out),
        Table::Statements(rows) => table(sight, rows, config, out),
        Table::Positions(rows) => table(sight, rows, config, out),
        Table::Figures(rows) => table(sight, rows, config, out),
        Table::Sources(rows) => table(sight, rows, config, out),
    }
}

fn table<R: Row>(sight: &DataSight<'_>, rows: &[R], config: &Config, out: &mut Vec<u8>) {
    match sight.format {
        DataFormat::Json => json::write(rows, sight.updated, config, out),
        DataFormat::Csv => csv::write(rows, config, out),
    }
}

/// Something that is a row of a table.
trait Row {
    /// The names of its cells, in order.
    const FIELDS: &'static [&'static str];

    /// Hands over the cells, one for each name.
    fn cells<C: Cells>(&self, cells: &mut C, config: &Config);
}

/// Takes the cells of a row, in the order of its fields.
trait Cells {
    /// A text; none where nothing was written.
    fn text(&mut self, text: Option<&str>);

    /// A number.
    fn number(&mut self, number: Option<u64>);

    /// True or false.
    fn flag(&mut self, flag: bool);

    /// Several texts without semicolons: ids, dates, addresses.
    fn list<'a>(&mut self, items: impl Iterator<Item = &'a str>);

    /// Several addresses of the site, which become absolute.
    fn addresses<'a>(&mut self, urls: impl Iterator<Item = &'a str>, config: &Config);

    /// An address of the site, which becomes absolute.
    fn address(&mut self, url: &str, config: &Config) {
        self.text(Some(&absolute(url, config)));
    }
}

fn absolute(url: &str, config: &Config) -> String {
    format!("{}{url}", config.base_url.origin)
}
