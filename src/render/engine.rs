//! The template engine: Tera with our filters and limits, and its errors as diagnostics.

use std::io::{self, Write};

use rapidhash::RapidHashMap;
use tera::{Context, ErrorKind, ReportError, Tera};

use super::filters;
use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::path::SourcePath;
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
    "dossier.html",
    "dossiers.html",
    "entry.html",
    "home.html",
    "month.html",
    "page.html",
    "redirect.html",
    "tag.html",
    "tags.html",
    "year.html",
];

/// Loaded templates.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    sources: RapidHashMap<String, (SourcePath, String)>,
}

impl Engine {
    /// Reads the theme's templates; one that cannot be read is left out and reported.
    pub fn new(theme: &Theme, config: &Config) -> (Self, Vec<Diagnostic>) {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        filters::register(&mut tera, theme, config);
        let strings = tera::Value::from_serializable(&theme.strings);
        tera.global_context().insert_value("strings", strings);

        let mut sources = RapidHashMap::default();
        let mut diagnostics = Vec::new();
        for file in &theme.templates {
            sources.insert(file.name.clone(), (file.source.clone(), file.text.clone()));
        }
        let mut engine = Self { tera, sources };
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
                diagnostics.push(self.diagnose(Code::TemplateSyntax, &error));
            }
        }
        if diagnostics.is_empty() {
            let all = templates.iter().map(|file| (file.name.as_str(), file.text.as_str()));
            if let Err(error) = self.tera.add_raw_templates(all) {
                diagnostics.push(self.diagnose(Code::TemplateSyntax, &error));
            }
        }
    }

    /// Sets what every template reads as `site`.
    pub fn set_site(&mut self, site: &crate::model::view::SiteView) {
        self.tera.global_context().insert_value("site", tera::Value::from_serializable(site));
    }

    /// Renders a template into `out`.
    ///
    /// # Errors
    /// What the template did wrong, where, and for which page.
    pub fn render(&self, name: &str, context: &Context, page: &str, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let mut limited = Limited { out, left: PAGE_LIMIT };
        self.tera.render_to(name, context, &mut limited).map_err(|error| {
            let diagnostic = match error.kind() {
                ErrorKind::Io(_) => Diagnostic::new(
                    Code::TemplateLimit,
                    format!("`{name}` wrote more than {} MiB for one page", PAGE_LIMIT >> 20),
                ),
                _ => self.diagnose(Code::TemplateFailed, &error),
            };
            Box::new(diagnostic.note(format!("while rendering `/{page}`")))
        })
    }

    fn diagnose(&self, code: Code, error: &tera::Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => self.reported(code, report),
            kind => Diagnostic::new(code, lower_first(&kind.to_string())),
        }
    }

    fn reported(&self, code: Code, report: &ReportError) -> Diagnostic {
        let diagnostic = Diagnostic::new(code, lower_first(report.message().lines().next().unwrap_or_default()));
        match self.sources.get(report.filename()) {
            Some((source, text)) => diagnostic.at(Place::span(source, byte_span(text, report.span()))),
            None => diagnostic.note(format!("in the template `{}`", report.filename())),
        }
    }
}

/// Tera counts lines from 1 and columns, in characters, from 0.
fn byte_span(text: &str, span: &tera::Span) -> Span {
    let offset = |line: usize, column: usize| {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default();
        let within: usize = rest.chars().take(column).map(char::len_utf8).sum();
        start + within
    };
    let start = offset(span.start_line, span.start_col);
    Span::new(start..offset(span.end_line, span.end_col).max(start))
}

fn lower_first(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !text.starts_with("I/O") => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
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
