//! The theme: its layers found, read and laid over each other.
//!
//! Entry point: [`load`]. A template or static file is looked for in the site's `templates/`,
//! in the theme, in the themes that it extends, and last in the built-in `base`; a theme of the
//! site hides an embedded one of the same name.

mod choices;
pub mod embedded;
mod placeholders;
mod settings;
mod squeeze;
mod strings;
mod unused;

use rapidhash::RapidHashSet;

use crate::base::diag::{Code, Diagnostic, Place, Span, reading};
use crate::base::hash::content_hash;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::{first_conflict, near_misses};
use crate::base::world::{TEXT_LIMIT, World};
use crate::model::config::{Config, ThemeConfig};
use crate::model::free::Extra;
use crate::model::inventory::{Found, Inventory};
use crate::model::theme::{StaticFile, TemplateFile, Theme};

/// The theme on which every other stands.
pub const BASE: &str = "base";

/// Reads a `theme.toml`: its settings, and what is wrong with it.
pub type ReadConfig<'a> = &'a dyn Fn(&str, &SourcePath) -> (ThemeConfig, Vec<Diagnostic>);

/// One folder of the lookup.
struct Layer {
    name: String,
    /// The file that has its settings and words.
    toml: SourcePath,
    templates: Vec<(String, SourcePath, Vec<u8>)>,
    statics: Vec<(String, Vec<u8>)>,
    config: ThemeConfig,
}

/// Loads the site's theme. `read_config` reads a `theme.toml`.
pub fn load(
    world: &dyn World,
    inventory: &Inventory,
    config: &Config,
    site: &SourcePath,
    read_config: ReadConfig<'_>,
) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut layers = vec![Layer {
        name: "site".to_owned(),
        toml: site.clone(),
        templates: files_below(world, &inventory.templates, "templates/", &mut diagnostics),
        statics: Vec::new(),
        config: ThemeConfig {
            settings: config.theme_settings.clone(),
            strings: config.strings.clone(),
            ..ThemeConfig::default()
        },
    }];
    let mut wanted = Some((config.theme.clone(), Place::value(site, "theme")));
    let mut seen: Vec<String> = Vec::new();
    while let Some((name, place)) = wanted.take() {
        if seen.contains(&name) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ThemeCycle,
                    format!("the theme `{name}` extends itself, by way of {}", seen.join(", ")),
                )
                .at(place)
                .hint("let one of them extend `base`, or nothing"),
            );
            break;
        }
        seen.push(name.clone());
        let layer = match find(world, inventory, &name, read_config, &mut diagnostics) {
            Theirs::Found(layer) => *layer,
            Theirs::Unread => break,
            Theirs::Missing => {
                diagnostics.push(missing(inventory, &name, place));
                break;
            }
        };
        wanted = layer.config.extends.clone().map(|parent| (parent, Place::value(&layer.toml, "extends")));
        layers.push(layer);
    }
    if !seen.iter().any(|name| name == BASE)
        && let Theirs::Found(layer) = find(world, inventory, BASE, read_config, &mut diagnostics)
    {
        layers.push(*layer);
    }
    let strings: Vec<_> = layers.iter().map(|layer| (&layer.toml, &layer.config.strings)).collect();
    let mut slips = Vec::new();
    placeholders::check(&strings, &mut slips);
    unused::check(&layers, &mut slips);
    // Of a theme that could not be read nobody knows the settings and words.
    if diagnostics.is_empty() {
        choices::check(&layers, &mut slips);
        strings::check(&layers, &mut slips);
    }
    let defaults = merge(layers.iter().skip(1).rev().map(|layer| layer.config.settings.clone()));
    let theme = lay(layers, &mut diagnostics);
    slips.extend(theme.templates.iter().filter_map(unmerged));
    if diagnostics.is_empty() {
        settings::check(&config.theme_settings, &defaults, &theme.templates, site, &mut slips);
    }
    diagnostics.append(&mut slips);
    (theme, diagnostics)
}

fn missing(inventory: &Inventory, name: &str, place: Place) -> Diagnostic {
    let own = |file: &str| format!("themes/{name}/{file}");
    if inventory.themes.iter().any(|found| found.path.as_str().starts_with(&own(""))) {
        return Diagnostic::new(Code::ThemeMissing, format!("`themes/{name}` has no `theme.toml`"))
            .at(place)
            .hint(format!("add `{}` with a line `name = \"{name}\"`", own("theme.toml")));
    }
    let mut known: Vec<&str> = embedded::names().collect();
    known.extend(inventory.themes.iter().filter_map(|found| {
        found.path.as_str().strip_prefix("themes/")?.strip_suffix("/theme.toml").filter(|name| !name.contains('/'))
    }));
    known.sort_unstable();
    known.dedup();
    let near = near_misses(name, known.iter().copied());
    let diagnostic = Diagnostic::new(Code::ThemeMissing, format!("there is no theme `{name}`")).at(place);
    let diagnostic = diagnostic.note(format!("themes here: {}", known.join(", ")));
    match near.as_slice() {
        [] if OutPath::parse(name).is_err() || name.contains('/') => {
            diagnostic.hint("a theme is named as its folder below `themes/`")
        }
        [] => diagnostic.hint(format!("put it below `themes/{name}`, or choose another")),
        near => diagnostic.did_you_mean(near),
    }
}

/// What came of looking for a theme.
enum Theirs {
    Found(Box<Layer>),
    /// Its `theme.toml` is there and could not be read, which was reported.
    Unread,
    /// There is no theme of that name.
    Missing,
}

/// A theme of the site, else an embedded one.
fn find(
    world: &dyn World,
    inventory: &Inventory,
    name: &str,
    read_config: ReadConfig<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Theirs {
    let folder = format!("themes/{name}/");
    let toml = SourcePath::new(format!("{folder}theme.toml"));
    let own: Vec<Found> =
        inventory.themes.iter().filter(|found| found.path.as_str().starts_with(&folder)).cloned().collect();
    let (text, templates, statics) = if own.iter().any(|found| found.path == toml) {
        let Some(text) = read_text(world, &toml, diagnostics) else { return Theirs::Unread };
        let templates = files_below(world, &own, &format!("{folder}templates/"), diagnostics);
        let statics = files_below(world, &own, &format!("{folder}static/"), diagnostics);
        (text, templates, statics.into_iter().map(|(name, _, bytes)| (name, bytes)).collect())
    } else {
        let Some(text) = embedded::file(name, "theme.toml") else { return Theirs::Missing };
        let text = String::from_utf8_lossy(text).into_owned();
        let templates = embedded::files(name, "templates").map(|(file, bytes)| {
            let source = SourcePath::new(format!("{folder}templates/{file}"));
            (file, source, bytes.to_vec())
        });
        let statics = embedded::files(name, "static").map(|(file, bytes)| (file, bytes.to_vec()));
        (text, templates.collect(), statics.collect())
    };
    let (config, found) = read_config(&text, &toml);
    diagnostics.extend(found);
    Theirs::Found(Box::new(Layer { name: name.to_owned(), toml, templates, statics, config }))
}

fn files_below(
    world: &dyn World,
    files: &[Found],
    folder: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, SourcePath, Vec<u8>)> {
    let below = files.iter().filter_map(|found| Some((found.path.as_str().strip_prefix(folder)?, &found.path)));
    below
        .filter_map(|(name, path)| match world.read(path, TEXT_LIMIT) {
            Ok(bytes) => Some((name.to_owned(), path.clone(), bytes)),
            Err(fault) => {
                diagnostics.push(reading::unreadable(path, &fault));
                None
            }
        })
        .collect()
}

fn read_text(world: &dyn World, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let bytes = world.read(path, TEXT_LIMIT).map_err(|fault| Box::new(reading::unreadable(path, &fault)));
    let text = bytes.and_then(|bytes| reading::text(path, &bytes).map(str::to_owned));
    text.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()
}

/// Two versions of a template, both of which pages would show.
fn unmerged(template: &TemplateFile) -> Option<Diagnostic> {
    let line = first_conflict(&template.text, 0..template.text.len())?;
    Some(reading::unmerged(Place::span(&template.source, Span::new(line))))
}

/// Lays the layers over each other, the first on top.
fn lay(layers: Vec<Layer>, diagnostics: &mut Vec<Diagnostic>) -> Theme {
    let mut theme = Theme::default();
    let mut seen_templates: RapidHashSet<String> = RapidHashSet::default();
    let mut seen_statics: RapidHashSet<String> = RapidHashSet::default();
    let mut hidden = Vec::new();
    let mut settings = Vec::new();
    let mut strings = Vec::new();
    for layer in layers {
        for (name, source, bytes) in layer.templates {
            let text = match reading::text(&source, &bytes) {
                Ok(text) => text.to_owned(),
                Err(diagnostic) => {
                    diagnostics.push(*diagnostic);
                    continue;
                }
            };
            if seen_templates.insert(name.clone()) {
                theme.templates.push(TemplateFile { name, source, text });
            } else {
                hidden.push(TemplateFile { name: format!("{}/{name}", layer.name), source, text });
            }
        }
        for (name, bytes) in layer.statics {
            match OutPath::parse(&name) {
                Ok(_) if seen_statics.insert(name.clone()) => {
                    let bytes = squeezed(&name, bytes);
                    let hash = content_hash(&bytes);
                    theme.statics.push(StaticFile { name, bytes, hash });
                }
                Ok(_) => {}
                Err(fault) => diagnostics.push(Diagnostic::new(
                    Code::InvalidPath,
                    format!("`themes/{}/static/{name}` cannot be published: {fault}", layer.name),
                )),
            }
        }
        theme.autolink = theme.autolink.or(layer.config.autolink);
        settings.push(layer.config.settings);
        strings.push(layer.config.strings);
    }
    unhide(&mut theme.templates, hidden);
    theme.settings = merge(settings.into_iter().rev());
    theme.strings = merge(strings.into_iter().rev());
    theme.statics.sort_by(|a, b| a.name.cmp(&b.name));
    theme
}

/// Adds those hidden templates that another one names. The rest may not even fit to what hides
/// them: a theme whose `base.html` has blocks of its own has its own pages for them.
fn unhide(templates: &mut Vec<TemplateFile>, mut hidden: Vec<TemplateFile>) {
    let mut looked_at = 0;
    while let Some(template) = templates.get(looked_at) {
        let (named, rest) = hidden.into_iter().partition(|hidden| template.text.contains(&hidden.name));
        hidden = rest;
        templates.extend::<Vec<TemplateFile>>(named);
        looked_at += 1;
    }
}

/// A style sheet that is text, squeezed; anything else as it is.
fn squeezed(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(sheet) if name.ends_with(".css") => squeeze::css(sheet).into_bytes(),
        _ => bytes,
    }
}

/// Later tables over earlier ones, and so those in them.
fn merge(tables: impl Iterator<Item = Extra>) -> serde_json::Value {
    use serde_json::Value;
    fn over(below: &mut Value, above: Value) {
        match (below, above) {
            (Value::Object(below), Value::Object(above)) => {
                for (key, value) in above {
                    over(below.entry(key).or_insert(Value::Null), value);
                }
            }
            (_, Value::Null) => {}
            (below, above) => *below = above,
        }
    }
    let mut merged = Value::Object(serde_json::Map::new());
    tables.for_each(|table| over(&mut merged, Value::Object(table.into_iter().collect())));
    merged
}
