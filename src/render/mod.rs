//! One job to bytes.
//!
//! Entry point: [`Renderer::render`]. A page's sight becomes views ([`view`]), the views a
//! template's context ([`engine`]); feeds ([`feeds`]), calendars ([`mod@calendar`]), data files
//! ([`data`]), the sitemap ([`xml`]) and the small files ([`text`]) are written directly.
//!
//! **Invariant:** a renderer sees one job's sight and what every page sees; the same sight
//! gives the same bytes.

mod calendar;
mod data;
mod engine;
mod faults;
mod feeds;
mod filters;
mod json_ld;
mod known;
mod open_tags;
mod text;
mod view;
mod xml;

use jiff::tz::TimeZone;

use crate::base::date_words::DateWords;
use crate::base::diag::Diagnostic;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::model::config::Config;
use crate::model::plan::{Job, Shape, Sight};
use crate::model::theme::Theme;

use engine::Engine;

/// The theme, loaded: templates are read, but nothing of the site is known yet.
#[derive(Debug)]
pub struct Templates {
    engine: Engine,
    /// The hash of the engine, the theme and the settings that every page may show.
    pub fingerprint: Fingerprint,
}

impl Templates {
    /// The hash of all that [`Templates::load`] looks at.
    pub fn seen(theme: &Theme, config: &Config) -> Fingerprint {
        let sources: Vec<_> = theme.templates.iter().map(|file| &file.source).collect();
        fingerprint(&(Self::fingerprint(theme, config), sources))
    }

    /// Reads a theme's templates.
    pub fn load(theme: &Theme, config: &Config) -> (Self, Vec<Diagnostic>) {
        let (engine, diagnostics) = Engine::new(theme, config);
        (Self { engine, fingerprint: Self::fingerprint(theme, config) }, diagnostics)
    }

    fn fingerprint(theme: &Theme, config: &Config) -> Fingerprint {
        let templates = theme.templates.iter().map(|file| (&file.name, &file.text));
        let statics = theme.statics.iter().map(|file| (&file.name, file.hash));
        let words = (theme.settings.to_string(), theme.strings.to_string());
        fingerprint(&(
            env!("CARGO_PKG_VERSION"),
            templates.collect::<Vec<_>>(),
            statics.collect::<Vec<_>>(),
            words,
            format!("{config:?}"),
        ))
    }
}

/// What renders the jobs of one plan.
#[derive(Debug)]
pub struct Renderer<'a> {
    engine: Engine,
    config: &'a Config,
    shape: &'a Shape,
    theme: &'a Theme,
    dates: DateWords,
    /// The hash of what every page sees.
    common: Fingerprint,
}

impl<'a> Renderer<'a> {
    /// Sets what every page sees.
    pub fn new(templates: &Templates, theme: &'a Theme, config: &'a Config, shape: &'a Shape) -> Self {
        let common = fingerprint(&(templates.fingerprint, shape));
        let engine = templates.engine.with_site(&view::site(config, theme, shape));
        let dates = DateWords::new(&theme.strings, config.timezone.clone());
        Self { engine, config, shape, theme, dates, common }
    }

    /// Renders a job into `out`, replacing what it held. A [`Sight::Copy`] is not rendered: its
    /// bytes are the file's.
    ///
    /// # Errors
    /// A template's mistake, as a diagnostic that names the template and the page.
    pub fn render(&self, job: &Job<'_>, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.clear();
        match &job.sight {
            Sight::Data(data) => data::write(data, self.config, out),
            Sight::Feed(feed) => feeds::write(self, job, feed, out),
            Sight::Calendar(calendar) => calendar::write(self, job, calendar, out),
            Sight::Sitemap(entries) => xml::sitemap(entries, self.config, out),
            Sight::Robots(sitemap) => text::robots(sitemap.as_deref(), self.config, out),
            Sight::RedirectRules(rules) => text::redirect_rules(rules, out),
            Sight::ThemeFile(name, _) => {
                let file = self.theme.statics.iter().find(|file| file.name == *name);
                out.extend_from_slice(file.map_or(&[], |file| &file.bytes));
            }
            Sight::Copy(..) => {}
            _ => return view::page(self, job, out),
        }
        Ok(())
    }

    /// A section's name in the theme's words.
    fn section(&self, key: &str) -> String {
        self.theme.strings["section"][key].as_str().unwrap_or(key).to_owned()
    }

    fn zone(&self) -> &TimeZone {
        &self.config.timezone
    }
}
