//! A table as JSON (RFC 8259): a small header, then a row a line. What was not written is not there.

use jiff::Timestamp;

use super::{Cells, Row, absolute};
use crate::model::config::Config;

/// Of the form: it grows when a name changes its meaning or goes.
const VERSION: u32 = 1;

/// Writes the rows.
pub fn write<R: Row>(rows: &[R], updated: Option<Timestamp>, config: &Config, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{{\"version\":{VERSION},\"site\":").as_bytes());
    quoted(out, &format!("{}/", config.base_url.absolute));
    out.extend_from_slice(b",\"language\":");
    quoted(out, config.language.as_str());
    if let Some(updated) = updated {
        out.extend_from_slice(b",\"updated\":");
        quoted(out, &updated.to_string());
    }
    out.extend_from_slice(b",\"items\":[");
    for (at, row) in rows.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n{" } else { b",\n{" });
        let mut object = Object { out, fields: R::FIELDS.iter(), begun: false };
        row.cells(&mut object, config);
        debug_assert!(object.fields.next().is_none(), "a cell for each name");
        out.push(b'}');
    }
    out.extend_from_slice(b"\n]}\n");
}

fn quoted(out: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(out, text).expect("a text is JSON, and a vector takes all");
}

/// A row as an object.
struct Object<'o> {
    out: &'o mut Vec<u8>,
    fields: std::slice::Iter<'static, &'static str>,
    begun: bool,
}

impl Object<'_> {
    /// Writes the next name, if its cell has a value.
    fn name(&mut self, has_value: bool) -> bool {
        let name = self.fields.next().expect("no more cells than names");
        if has_value {
            self.out.extend_from_slice(if self.begun { b",\"" } else { b"\"" });
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"\":");
            self.begun = true;
        }
        has_value
    }

    fn array(&mut self, mut items: impl Iterator<Item = impl AsRef<str>>) {
        let Some(first) = items.next() else {
            self.name(false);
            return;
        };
        self.name(true);
        self.out.push(b'[');
        quoted(self.out, first.as_ref());
        for item in items {
            self.out.push(b',');
            quoted(self.out, item.as_ref());
        }
        self.out.push(b']');
    }
}

impl Cells for Object<'_> {
    fn text(&mut self, text: Option<&str>) {
        if self.name(text.is_some()) {
            quoted(self.out, text.unwrap_or_default());
        }
    }

    fn number(&mut self, number: Option<u64>) {
        if self.name(number.is_some()) {
            self.out.extend_from_slice(number.unwrap_or_default().to_string().as_bytes());
        }
    }

    fn flag(&mut self, flag: bool) {
        self.name(true);
        self.out.extend_from_slice(if flag { b"true" } else { b"false" });
    }

    fn list<'a>(&mut self, items: impl Iterator<Item = &'a str>) {
        self.array(items);
    }

    fn addresses<'a>(&mut self, urls: impl Iterator<Item = &'a str>, config: &Config) {
        self.array(urls.map(|url| absolute(url, config)));
    }
}
