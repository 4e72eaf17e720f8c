//! `site.toml` and `theme.toml`: as written, then as meant.
//!
//! Entry points: [`load`] and [`read_theme`]. Reading goes through the same machine as front
//! matter ([`crate::base::fields`]), so every mistake is reported in one run, at its key.

mod meant;
mod stray;
pub mod written;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;

use crate::base::diag::{At, Code, Diagnostic, Level, Place, Span, reading};
use crate::base::fields::{self, Made, toml};
use crate::base::path::SourcePath;
use crate::base::text::first_conflict;
use crate::base::world::World;
use crate::model::config::{Config, ThemeConfig};

pub use written::{Site, ThemeToml};

/// Settings files are limited to 1 MiB.
const LIMIT: u64 = 1 << 20;

/// Keys that may be set from outside of the file, and the variables that do.
pub const VARIABLES: &[(&str, &str)] = &[
    ("BRIEFER_TITLE", "title"),
    ("BRIEFER_BASE_URL", "base_url"),
    ("BRIEFER_DESCRIPTION", "description"),
    ("BRIEFER_LANGUAGE", "language"),
    ("BRIEFER_TIMEZONE", "timezone"),
    ("BRIEFER_THEME", "theme"),
    ("BRIEFER_PERMALINK", "permalink"),
    ("BRIEFER_MAX_TLP", "max_tlp"),
];

/// Settings that override those of the file: from `BRIEFER_*` variables and flags.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Overrides {
    /// By variable: the value, and who gave it.
    given: BTreeMap<String, (String, String)>,
}

impl Overrides {
    /// Takes the variables whose names begin with `BRIEFER_`.
    pub fn from_variables(variables: BTreeMap<String, String>) -> Self {
        let given = variables.into_iter().map(|(name, value)| (name.clone(), (value, name)));
        Self { given: given.collect() }
    }

    /// Sets a variable, on the word of a flag.
    pub fn set(&mut self, variable: &str, value: &str, by: &str) {
        self.given.insert(variable.to_owned(), (value.to_owned(), by.to_owned()));
    }

    /// A diagnostic about a key of `site` that does not stand in the file says who set it.
    pub fn blame(&self, site: &SourcePath, mut diagnostic: Diagnostic) -> Diagnostic {
        let at = diagnostic.place.as_ref().filter(|place| place.file == *site).map(|place| &place.at);
        let variable = VARIABLES.iter().find(|(_, key)| at == Some(&At::Value((*key).to_owned())));
        if let Some((_, by)) = variable.and_then(|(variable, _)| self.given.get(*variable)) {
            diagnostic.place = None;
            diagnostic.notes.push(format!("it is set by `{by}`"));
        }
        diagnostic
    }
}

/// Reads the site's settings; what is wrong is reported, and a usable value returned all the
/// same.
pub fn load(world: &dyn World, site: &SourcePath, overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let bytes = world.read(site, LIMIT).map_err(|fault| Box::new(reading::unreadable(site, &fault)));
    let text = bytes.and_then(|bytes| reading::text(site, &bytes).map(str::to_owned));
    let text = text.unwrap_or_else(|diagnostic| {
        diagnostics.push(*diagnostic);
        String::new()
    });
    let unread = !diagnostics.is_empty();
    let mut parsed = toml::parse(&text);
    for (variable, (value, by)) in &overrides.given {
        match VARIABLES.iter().find(|(name, _)| name == variable) {
            Some((_, key)) => parsed.root.give(key, value, by),
            None => diagnostics.push(unknown_variable(variable)),
        }
    }
    let strays = stray::find(&parsed.root);
    let mut found = Vec::new();
    let (written, made): (Site, Made) = read(&text, parsed, site, &mut found).unwrap_or_default();
    stray::advise(&strays, &mut found);
    if !unread {
        diagnostics.append(&mut found);
    }
    let mut found = Vec::new();
    let config = meant::config(written, site, &mut found);
    found.retain(|diagnostic| diagnostic.place.as_ref().is_none_or(|place| !made.covers_place(&place.at)));
    diagnostics.extend(found.into_iter().map(|diagnostic| overrides.blame(site, diagnostic)));
    (config, diagnostics)
}

/// Reads a theme's settings.
pub fn read_theme(text: &str, source: &SourcePath) -> (ThemeConfig, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (written, _): (ThemeToml, Made) = read(text, toml::parse(text), source, &mut diagnostics).unwrap_or_default();
    let config = ThemeConfig {
        name: written.name,
        description: written.description,
        extends: written.extends,
        autolink: written.autolink,
        settings: written.settings,
        choices: written.choices,
        strings: written.strings,
    };
    (config, diagnostics)
}

/// Reads what was parsed. After a mistake that leaves the structure open, what follows it and what
/// is missing are no news.
fn read<T: DeserializeOwned>(
    text: &str,
    parsed: toml::Parsed,
    source: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(T, Made)> {
    let mut faults = parsed.faults;
    let conflict = first_conflict(text, 0..text.len()).map(Span::new).filter(|_| !faults.is_empty());
    if let Some(conflict) = conflict {
        faults.retain(|fault| fault.span < conflict);
        diagnostics.push(reading::unmerged(Place::span(source, conflict)));
    }
    let structural = faults.iter().filter(|fault| fault.is_structural()).map(|fault| fault.span);
    let sound = structural.chain(conflict).map(|span| span.start).min();
    diagnostics.extend(faults.into_iter().map(|fault| fault.diagnostic(source)));
    let mut found = Vec::new();
    let value = fields::read(parsed.root, source, &mut found);
    let is_news = |diagnostic: &Diagnostic, sound| {
        let start = diagnostic.place.as_ref().and_then(|place| place.at.span()).map(|span| span.start);
        diagnostic.code != Code::MissingField && start.is_none_or(|start| start < sound)
    };
    found.retain(|diagnostic| sound.is_none_or(|sound| is_news(diagnostic, sound)));
    diagnostics.append(&mut found);
    value
}

fn unknown_variable(name: &str) -> Diagnostic {
    let known = VARIABLES.iter().map(|(name, _)| *name);
    Diagnostic::new(Code::UnknownKey, format!("the environment variable `{name}` sets nothing"))
        .did_you_mean(&crate::base::text::near_misses(name, known))
}

/// The schema of `[lints]`: every code, with what it is about.
fn lints_schema(generator: &mut SchemaGenerator) -> Schema {
    let level = |code: &Code| {
        let mut level = match code.stays_error() {
            true => json_schema!({ "const": "error" }),
            false => Level::json_schema(generator),
        };
        level.insert("description".to_owned(), code.title().into());
        (code.name().to_owned(), level.to_value())
    };
    let properties: serde_json::Map<_, _> = Code::ALL.iter().map(level).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}
