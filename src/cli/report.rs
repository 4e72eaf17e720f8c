//! Diagnostics and summaries, as text.

use std::path::Path;
use std::time::Duration;

use super::Outcome;
use super::args::{Deny, Global};
use super::site;
use super::terminal::Terminal;
use crate::base::diag::render::{self, Format, Look, Rendered};
use crate::base::diag::{Diagnostic, Lints};
use crate::base::error::Error;
use crate::base::path::SourcePath;
use crate::base::text::plural;
use crate::base::world::{TEXT_LIMIT, World};
use crate::model::document::Reason;
use crate::model::report::{HeldBack, Report};
use crate::theme::embedded;

/// Writes a report's diagnostics where their format belongs; says whether they let the build stand.
///
/// # Errors
/// When they could not be written.
pub fn diagnostics(report: &Report, world: &dyn World, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    Ok(judge(write(&report.diagnostics, &report.lints, world, global, terminal)?, global, terminal))
}

/// The same for a verb whose result goes to stdout: diagnostics go to stderr in any format.
///
/// # Errors
/// When the site's place cannot be found.
pub fn diagnostics_beside(
    report: &Report,
    world: &dyn World,
    global: &Global,
    terminal: &Terminal,
) -> Result<Outcome, Error> {
    let rendered = styled(&report.diagnostics, &report.lints, world, global, terminal.look())?;
    terminal.diagnostics(&rendered.text);
    Ok(judge(rendered, global, terminal))
}

/// Writes suggestions, which are a result, in any format; says whether the site takes them for more.
///
/// # Errors
/// When they could not be written.
pub fn suggestions(
    found: &[Diagnostic],
    lints: &Lints,
    world: &dyn World,
    global: &Global,
    terminal: &Terminal,
) -> Result<Outcome, Error> {
    let rendered = styled(found, lints, world, global, terminal.look_of_results())?;
    terminal.result(&rendered.text)?;
    Ok(judge(rendered, global, terminal))
}

/// A report's diagnostics as plain text.
pub fn rendered(report: &Report, world: &dyn World, format: Format) -> Rendered {
    render::render(&report.diagnostics, &report.lints, format, Look::default(), &|path| text_of(world, path))
}

/// Writes diagnostics where their format belongs.
///
/// # Errors
/// When they could not be written.
pub fn write(
    diagnostics: &[Diagnostic],
    lints: &Lints,
    world: &dyn World,
    global: &Global,
    terminal: &Terminal,
) -> Result<Rendered, Error> {
    // What goes to stdout here is for programs, and has no look.
    let rendered = styled(diagnostics, lints, world, global, terminal.look())?;
    match Format::from(global.format) {
        Format::Human | Format::Short => terminal.diagnostics(&rendered.text),
        Format::Json | Format::Github | Format::Sarif => terminal.result(&rendered.text)?,
    }
    Ok(rendered)
}

fn styled(
    diagnostics: &[Diagnostic],
    lints: &Lints,
    world: &dyn World,
    global: &Global,
    look: Look,
) -> Result<Rendered, Error> {
    let format = Format::from(global.format);
    let above = match format {
        Format::Github | Format::Sarif => site::below_repository(global)?,
        Format::Human | Format::Short | Format::Json => String::new(),
    };
    if above.is_empty() {
        return Ok(render::render(diagnostics, lints, format, look, &|path| text_of(world, path)));
    }
    let of_site = |path: &SourcePath| path.as_str().strip_prefix(&above).map(SourcePath::new);
    let text = |path: &SourcePath| text_of(world, &of_site(path)?);
    Ok(render::render(&below(&above, diagnostics), lints, format, look, &text))
}

/// Diagnostics with the paths of their files from the top of the repository, for those who know no site.
fn below(above: &str, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut diagnostics = diagnostics.to_vec();
    for Diagnostic { place, related, .. } in &mut diagnostics {
        for place in place.iter_mut().chain(related.iter_mut().map(|(place, _)| place)) {
            place.file = SourcePath::new(format!("{above}{}", place.file));
        }
    }
    diagnostics
}

fn judge(rendered: Rendered, global: &Global, terminal: &Terminal) -> Outcome {
    if rendered.errors > 0 || (global.deny == Some(Deny::Warnings) && rendered.warnings > 0) {
        let mut counts = Vec::new();
        if rendered.errors > 0 {
            counts.push(plural(rendered.errors, "error", "errors"));
        }
        if rendered.warnings > 0 {
            let denied = if global.deny.is_some() { " (denied)" } else { "" };
            counts.push(plural(rendered.warnings, "warning", "warnings") + denied);
        }
        terminal.say(&terminal.bold(&counts.join(", ")));
        return Outcome::SiteHasErrors;
    }
    Outcome::Fine
}

/// A file's text, to show the lines that a diagnostic is about: the site's own, or an embedded
/// theme's.
pub fn text_of(world: &dyn World, path: &SourcePath) -> Option<String> {
    if let Ok(bytes) = world.read(path, TEXT_LIMIT) {
        return String::from_utf8(bytes).ok();
    }
    let (theme, file) = path.as_str().strip_prefix("themes/")?.split_once('/')?;
    embedded::file(theme, file).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// `5 briefings, 12 actors, 9 tags, 1 dossier, 2 pages`
pub fn contents(report: &Report) -> String {
    let counts = &report.counts;
    let parts = [
        (counts.briefings, plural(counts.briefings, "briefing", "briefings")),
        (counts.actors, plural(counts.actors, "actor", "actors")),
        (counts.tags, plural(counts.tags, "tag", "tags")),
        (counts.dossiers, plural(counts.dossiers, "dossier", "dossiers")),
        (counts.pages, plural(counts.pages, "page", "pages")),
    ];
    let shown = parts.into_iter().enumerate().filter(|(at, (count, _))| *at == 0 || *count > 0);
    shown.map(|(_, (_, text))| text).collect::<Vec<_>>().join(", ")
}

/// `held back 2: 1 draft, 1 embargoed (next on 2099-01-01T06:00:00Z)`, or nothing.
pub fn held(held: &[HeldBack]) -> Option<String> {
    if held.is_empty() {
        return None;
    }
    let mut reasons = Vec::new();
    for reason in [Reason::Draft, Reason::Embargoed, Reason::Expired, Reason::Restricted] {
        let count = held.iter().filter(|item| item.hold.reason == reason).count();
        match (reason, count) {
            (_, 0) => {}
            (Reason::Draft, _) => reasons.push(plural(count, "draft", "drafts")),
            _ => reasons.push(format!("{count} {}", reason.word())),
        }
    }
    let next = held.iter().filter_map(|item| item.hold.until).min();
    let next = next.map(|next| format!(" (next on {next})")).unwrap_or_default();
    Some(format!("held back {}: {}{next}", held.len(), reasons.join(", ")))
}

/// What has become public, and what no longer is, between two sorted lists of ids.
pub fn publication(before: &[Box<str>], now: &[Box<str>]) -> Vec<String> {
    const NAMED: usize = 5;
    let line = |what: &str, of: &[Box<str>], not: &[Box<str>]| {
        let ids: Vec<&str> = of.iter().filter(|id| not.binary_search(id).is_err()).map(|id| &**id).collect();
        let more = if ids.len() > NAMED { ", ..." } else { "" };
        let named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        (!ids.is_empty()).then(|| format!("{what} {}: {named}{more}", ids.len()))
    };
    let lines = [line("newly public", now, before), line("no longer public", before, now)];
    lines.into_iter().flatten().collect()
}

/// `0.42 s`, `12 ms`
pub fn duration(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        format!("{} ms", duration.as_millis())
    } else {
        format!("{:.2} s", duration.as_secs_f64())
    }
}

/// How long each stage took, a line each.
pub fn timings(report: &Report) -> String {
    let mut text = String::new();
    for (stage, took) in &report.timings {
        text.push_str(&format!("  {stage:<10} {:>9.1} ms\n", took.as_secs_f64() * 1000.0));
    }
    text
}

/// A folder as a person would write it.
pub fn folder(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.ends_with('/') { shown } else { shown + "/" }
}
