//! The template engine: Tera with our filters and limits.

use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::faults::Sources;
use super::filters;
use crate::base::diag::{Code, Diagnostic};
use crate::model::config::Config;
use crate::model::theme::{TemplateFile, Theme};

/// A page is limited to 16 MiB.
const PAGE_LIMIT: usize = 16 << 20;

/// Templates that a site cannot do without.
const NEEDED: &[&str] = &[
    "404.html",
    "actor.html",
    "actors.html",
    "archive.html",
    "briefing.html",
    "change.html",
    "corrections.html",
    "dossier.html",
    "dossiers.html",
    "entry.html",
    "event.html",
    "home.html",
    "mentions.html",
    "month.html",
    "page.html",
    "redirect.html",
    "source.html",
    "sources.html",
    "statement.html",
    "statements.html",
    "tag.html",
    "tags.html",
    "timeline.html",
    "upcoming.html",
    "year.html",
];

/// Loaded templates.
#[derive(Debug, Clone)]
pub struct Engine {
    tera: Tera,
    sources: Arc<Sources>,
}

impl Engine {
    /// Reads the theme's templates; one that cannot be read is left out and reported.
    pub fn new(theme: &Theme, config: &Config) -> (Self, Vec<Diagnostic>) {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        filters::register(&mut tera, theme, config);
        let strings = tera::Value::from_serializable(&theme.strings);
        tera.global_context().insert_value("strings", strings);

        let mut diagnostics = Vec::new();
        let mut engine = Self { tera, sources: Arc::new(Sources::new(&theme.templates)) };
        let all = theme.templates.iter().map(|file| (file.name.as_str(), file.text.as_str()));
        if engine.tera.add_raw_templates(all.clone()).is_err() {
            engine.find_faults(&theme.templates, &mut diagnostics);
        }
        for name in NEEDED {
            if diagnostics.is_empty() && !engine.tera.contains_template(name) {
                diagnostics.push(
                    Diagnostic::new(Code::ThemeMissing, format!("the theme has no template `{name}`"))
                        .hint("let the theme extend `base`, which has them all"),
                );
            }
        }
        (engine, diagnostics)
    }

    /// Finds what is wrong with each template by itself, so that all of it is reported at once.
    fn find_faults(&mut self, templates: &[TemplateFile], diagnostics: &mut Vec<Diagnostic>) {
        let registered = self.tera.clone();
        for file in templates {
            let mut alone = Tera::new();
            alone.register_from(&registered);
            let Err(error) = alone.add_raw_template(&file.name, &file.text) else { continue };
            if let ErrorKind::SyntaxError(_) = error.kind() {
                diagnostics.extend(self.sources.diagnose(Code::TemplateSyntax, &error));
            }
        }
        if diagnostics.is_empty() {
            let all = templates.iter().map(|file| (file.name.as_str(), file.text.as_str()));
            if let Err(error) = self.tera.add_raw_templates(all) {
                diagnostics.extend(self.sources.diagnose(Code::TemplateSyntax, &error));
            }
        }
    }

    /// The same templates, which read this as `site`.
    pub fn with_site(&self, site: &crate::model::view::SiteView) -> Self {
        let mut engine = self.clone();
        engine.tera.global_context().insert_value("site", tera::Value::from_serializable(site));
        engine
    }

    /// Renders a template into `out`.
    ///
    /// # Errors
    /// What the template did wrong, where, and for which page.
    pub fn render(&self, name: &str, context: &Context, page: &str, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let mut limited = Limited { out, left: PAGE_LIMIT };
        self.tera.render_to(name, context, &mut limited).map_err(|error| {
            let too_much = || format!("`{name}` wrote more than {} MiB for one page", PAGE_LIMIT >> 20);
            let found = match error.kind() {
                ErrorKind::Io(_) => Some(Diagnostic::new(Code::TemplateLimit, too_much())),
                _ => self.sources.diagnose(Code::TemplateFailed, &error).pop(),
            };
            let mut diagnostic = found.expect("an error says at least one thing");
            diagnostic.place = diagnostic.place.or_else(|| self.sources.place(name));
            Box::new(diagnostic.note(format!("while rendering `/{}`", page.trim_start_matches('/'))))
        })
    }
}

/// Refuses to grow beyond a limit.
struct Limited<'a> {
    out: &'a mut Vec<u8>,
    left: usize,
}

impl Write for Limited<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        self.out.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
