//! Tera's errors as diagnostics: what is wrong, in which template, where in it.

use rapidhash::RapidHashMap;
use tera::{ErrorKind, ReportError};

use super::{known, open_tags};
use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::path::SourcePath;
use crate::base::text::near_misses;
use crate::model::theme::TemplateFile;

/// The templates by the names that the engine knows them by.
#[derive(Debug)]
pub(super) struct Sources(RapidHashMap<String, (SourcePath, String)>);

impl Sources {
    pub fn new(templates: &[TemplateFile]) -> Self {
        let entry = |file: &TemplateFile| (file.name.clone(), (file.source.clone(), file.text.clone()));
        Self(templates.iter().map(entry).collect())
    }

    /// What the engine knows them by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Their texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|(_, text)| text.as_str())
    }

    /// The text of one.
    pub fn text(&self, template: &str) -> Option<&str> {
        self.0.get(template).map(|(_, text)| text.as_str())
    }

    /// A template as a whole.
    pub fn place(&self, template: &str) -> Option<Place> {
        self.0.get(template).map(|(source, _)| Place::file(source))
    }

    /// What an error says; several things if it says several.
    pub fn diagnose(&self, code: Code, error: &tera::Error) -> Vec<Diagnostic> {
        let one = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => self.reported(code, report),
            ErrorKind::MissingParent { current, parent } => {
                let diagnostic = Diagnostic::new(code, format!("there is no template `{parent}` to extend"))
                    .did_you_mean(&known::templates(self, current, parent));
                self.at_name(diagnostic, current, parent)
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                let next = inheritance_chain.get(1).unwrap_or(tpl);
                self.at_name(Diagnostic::new(code, in_a_circle("extends", tpl, inheritance_chain)), tpl, next)
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                let next = include_chain.get(1).unwrap_or(tpl);
                self.at_name(Diagnostic::new(code, in_a_circle("includes", tpl, include_chain)), tpl, next)
            }
            ErrorKind::Msg(text) => {
                let found: Vec<Diagnostic> = text.split("\n\n").filter_map(|part| self.printed(code, part)).collect();
                if !found.is_empty() {
                    return found;
                }
                Diagnostic::new(code, lower_first(text))
            }
            kind => Diagnostic::new(code, lower_first(&kind.to_string())),
        };
        vec![one]
    }

    fn reported(&self, code: Code, report: &ReportError) -> Diagnostic {
        let message = report.message().lines().next().unwrap_or_default();
        let diagnostic =
            match message.split_once(". Available ").and_then(|(said, rest)| Some((said, rest.split_once(": ")?))) {
                Some((said, (what, known))) => {
                    let name = said.split('`').nth(1).unwrap_or_default();
                    let near = near_misses(name, known.split(", "));
                    let diagnostic = Diagnostic::new(code, lower_first(said)).did_you_mean(&near);
                    diagnostic.note(format!("the {what} here are {known}"))
                }
                None => Diagnostic::new(code, lower_first(message)),
            };
        let span = report.span();
        let (start, end) = ((span.start_line, span.start_col), (span.end_line, span.end_col));
        if let Some(unclosed) = self.unclosed(code, message, report.filename(), start) {
            return unclosed;
        }
        self.at(diagnostic, report.filename(), start, end)
    }

    /// A tag that is still open where the text ends, or where the end of another tag stands.
    fn unclosed(&self, code: Code, message: &str, template: &str, start: (usize, usize)) -> Option<Diagnostic> {
        let (source, text) = self.0.get(template)?;
        let at = offset(text, start);
        let before = match message.to_lowercase().as_str() {
            "unexpected end of input" => String::new(),
            "unknown tag" => {
                let word: String = text[at..].chars().take_while(char::is_ascii_alphabetic).collect();
                word.strip_prefix("end").map(|_| format!(" before `{{% {word} %}}`"))?
            }
            _ => return None,
        };
        let (tag, place) = open_tags::open_at(text, at)?;
        let diagnostic = Diagnostic::new(code, format!("`{{% {tag} %}}` is not closed{before}"));
        Some(
            diagnostic
                .at(Place::span(source, Span::new(place)))
                .hint(format!("write `{{% end{tag} %}}` where it ends")),
        )
    }

    /// What is found once all templates are known comes as a finished text: `error: words`, then
    /// `--> name:line:column`, then the line, underlined.
    fn printed(&self, code: Code, text: &str) -> Option<Diagnostic> {
        let mut lines = text.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, name) = (place.next()?.parse::<usize>().ok()?, place.next()?.parse().ok()?, place.next()?);
        let width = lines.last()?.chars().filter(|&c| c == '^').count();
        let start = column.checked_sub(1)?;
        let near = known::near(self, name, message);
        let mut diagnostic = Diagnostic::new(code, lower_first(message)).did_you_mean(&near);
        if near.is_empty()
            && let Some((block, parent, blocks)) = known::missing_block(self, name, message)
            && let Some((source, _)) = self.0.get(parent)
        {
            let tag = format!("{{% block {block} %}}{{% endblock {block} %}}");
            // What comes with Briefer has no file here that could be changed, unless it was ejected.
            diagnostic = if source.as_str().starts_with("themes/base/") {
                let diagnostic = diagnostic.note(format!("the blocks there are {}", blocks.join(", ")));
                diagnostic.hint(format!("use one of these, or put `{tag}` into a `{parent}` of your own"))
            } else {
                diagnostic.hint(format!("put `{tag}` into {source}"))
            };
        }
        Some(self.at(diagnostic, name, (line, start), (line, start + width)))
    }

    /// Points at the place between two positions: lines from 1, columns, in characters, from 0.
    fn at(&self, diagnostic: Diagnostic, template: &str, start: (usize, usize), end: (usize, usize)) -> Diagnostic {
        let Some((source, text)) = self.0.get(template) else {
            return diagnostic.note(format!("in the template `{template}`"));
        };
        let start = offset(text, start);
        diagnostic.at(Place::span(source, Span::new(start..offset(text, end).max(start))))
    }

    /// Points at the name of one template in another.
    fn at_name(&self, diagnostic: Diagnostic, template: &str, name: &str) -> Diagnostic {
        let Some((source, text)) = self.0.get(template) else { return diagnostic };
        let quoted = ['"', '\'', '`'].iter().find_map(|quote| {
            let quoted = format!("{quote}{name}{quote}");
            text.find(&quoted).map(|at| at..at + quoted.len())
        });
        diagnostic.at(quoted.map_or_else(|| Place::file(source), |range| Place::span(source, Span::new(range))))
    }
}

fn offset(text: &str, (line, column): (usize, usize)) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
}

/// `chain` begins and ends, or only begins, with `template`.
fn in_a_circle(how: &str, template: &str, chain: &[String]) -> String {
    let between: Vec<String> = chain.iter().filter(|name| *name != template).map(|name| format!("`{name}`")).collect();
    match between.as_slice() {
        [] => format!("`{template}` {how} itself"),
        between => format!("`{template}` {how} itself, by way of {}", between.join(", ")),
    }
}

fn lower_first(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !text.starts_with("I/O") => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
