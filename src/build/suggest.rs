//! The river as far as the editor's desk, for `briefer suggest`.

use super::{Discard, Request, SITE, autolink, build, parse_settings};
use crate::assemble::{self, Again, Moment};
use crate::base::date_words::english;
use crate::base::error::Error;
use crate::base::path::SourcePath;
use crate::base::world::{TEXT_LIMIT, World};
use crate::config;
use crate::discover::discover;
use crate::memo::Memory;
use crate::model::report::Report;
use crate::model::suggestion::Suggestions;
use crate::parse;
use crate::theme;

/// Checks the site, and looks for what its texts could say better, if they have no errors.
///
/// # Errors
/// The machine's failures.
pub fn suggest(world: &dyn World, request: &Request, memory: &mut Memory) -> Result<(Report, Suggestions), Error> {
    let report = build(world, request, memory, &mut Discard)?;
    if report.has_errors() {
        return Ok((report, Suggestions::default()));
    }
    // What is wrong with all this was told by the build.
    let site = SourcePath::new(SITE);
    let (config, _) = config::load(world, &site, &request.overrides);
    let (mut inventory, _) = discover(world)?;
    let (theme, _) = theme::load(world, &inventory, &config, &site, &config::read_theme);
    let settings = parse_settings(&config, &theme.strings);
    let (documents, _) = parse::parse(world, &inventory, &settings, memory);
    parse::look_at(world, &mut inventory, memory);
    let moment = Moment { now: world.now(), drafts: request.drafts };

    let lists = ["months", "months_short", "weekdays"].map(|list| theme.strings[list].as_array());
    let own = lists.into_iter().flatten().flatten().filter_map(|word| word.as_str());
    // Texts in other languages have the English names, too.
    let calendar: Vec<&str> = own.chain(english::MONTHS).chain(english::WEEKDAYS).collect();
    let text = |file: &SourcePath| String::from_utf8(world.read(file, TEXT_LIMIT).ok()?).ok();
    let body = |file: &SourcePath, text: &str| parse::body(file, text, &settings);
    let again = Again { text: &text, body: &body };
    let autolink = autolink(&config, &theme);
    let suggestions = assemble::suggest(&documents, &inventory, &config, moment, autolink, (&calendar, again), memory);
    Ok((report, suggestions))
}
