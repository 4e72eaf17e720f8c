//! The page of what the briefings rest on, by publisher.

use tera::{Context, Map, Value};

use super::page::{PageParts, insert_page};
use super::{Filled, entry};
use crate::base::text::fold;
use crate::model::plan::Job;
use crate::model::plan::record::SourcesSight;
use crate::render::Renderer;

/// Fills it. Spellings that differ in case or accents alone are one publisher, under the first of them.
pub fn fill(renderer: &Renderer<'_>, job: &Job<'_>, sight: &SourcesSight<'_>, context: &mut Context) -> Filled {
    let parts = PageParts {
        kind: "sources",
        title: renderer.section("sources"),
        description: renderer.theme.strings["lead"]["sources"].as_str().map(str::to_owned),
        section: renderer.shape.sections.sources.clone(),
        pager: sight.list.pager.clone(),
        ..PageParts::default()
    };
    insert_page(renderer, job, parts, context);
    let mut groups: Vec<(Option<&str>, Vec<Value>)> = Vec::new();
    for source in &sight.list.cards {
        let publisher = source.publisher.as_deref();
        let shown = entry(renderer, "source.html", "source", job.path.as_str(), source)?;
        match groups.last_mut() {
            Some((last, entries)) if last.map(fold) == publisher.map(fold) => entries.push(shown),
            _ => groups.push((publisher, vec![shown])),
        }
    }
    let group = |(publisher, entries): (Option<&str>, Vec<Value>)| {
        let mut map = Map::new();
        map.insert("publisher".into(), publisher.map_or_else(Value::none, Value::from));
        map.insert("entries".into(), Value::from(entries));
        Value::from(map)
    };
    context.insert_value("groups", Value::from(groups.into_iter().map(group).collect::<Vec<Value>>()));
    context.insert("total", &sight.total);
    Ok("sources.html")
}
