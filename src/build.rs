//! The river: the one room that knows the order of the stages.
//!
//! Entry point: [`build`]. The same function serves `build` (into a folder), `serve` (into
//! memory) and `check` (into nothing); they differ in the [`Sink`] alone. [`suggest()`] leaves the river
//! at the editor's desk.

mod suggest;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::assemble::{Moment, assemble};
use crate::base::date_words::DateWords;
use crate::base::diag::{Diagnostic, reading};
use crate::base::error::Error;
use crate::base::hash::{Fingerprint, content_hash, fingerprint};
use crate::base::path::SourcePath;
use crate::base::text::plural;
use crate::base::world::{Stopwatch, World};
use crate::config::{self, Overrides};
use crate::discover::{ROOTS, discover};
use crate::guard::{Guard, Leak};
use crate::memo::Memory;
use crate::model::config::Config;
use crate::model::inventory::{Found, Inventory};
use crate::model::output::{Sink, Wanted};
use crate::model::plan::{Job, Plan, Sight};
use crate::model::report::{Counts, Report};
use crate::model::theme::Theme;
use crate::parse;
use crate::plan::{Common, parts, plan};
use crate::render::{Renderer, Templates};
use crate::theme;

pub use suggest::suggest;

/// The settings file of a site.
pub const SITE: &str = "site.toml";

/// The files and folders of a site that are inputs.
pub fn inputs() -> Vec<&'static str> {
    [ROOTS, &[SITE]].concat()
}

/// A file that is copied may have up to 2 GiB.
const COPY_LIMIT: u64 = 2 << 30;

/// What is asked of a build, beside the site itself.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Settings that override those of `site.toml`.
    pub overrides: Overrides,
    /// Show what is not public, too, each with a banner.
    pub drafts: bool,
    /// Say what each output is made of.
    pub explain: bool,
    /// What tells this build of the program from others: outputs of another are not kept.
    pub engine: Fingerprint,
}

/// Builds the site of `world` into `sink`. A report with errors means that nothing, or only a
/// part, was written: the sink is then to be thrown away.
///
/// # Errors
/// The machine's failures.
pub fn build(world: &dyn World, request: &Request, memory: &mut Memory, sink: &mut dyn Sink) -> Result<Report, Error> {
    let mut watch = Stopwatch::start();
    let mut report = Report::default();
    let site = SourcePath::new(SITE);

    let (config, found) = config::load(world, &site, &request.overrides);
    report.lints = config.lints.clone();
    report.base_url.clone_from(&config.base_url);
    report.diagnostics.extend(found);
    let (mut inventory, found) = discover(world)?;
    report.diagnostics.extend(found);
    watch.lap("discover", &mut report.timings);

    let (theme, found) = theme::load(world, &inventory, &config, &site, &config::read_theme);
    report.diagnostics.extend(found.into_iter().map(|diagnostic| request.overrides.blame(&site, diagnostic)));
    let seen = Templates::seen(&theme, &config);
    let loaded = memory.templates.get(seen, || Templates::load(&theme, &config));
    let (templates, found) = &*loaded;
    report.diagnostics.extend(found.iter().cloned());
    watch.lap("templates", &mut report.timings);

    let settings = parse_settings(&config, &theme.strings);
    let (documents, found) = parse::parse(world, &inventory, &settings, memory);
    report.diagnostics.extend(found);
    report.diagnostics.extend(parse::look_at(world, &mut inventory, memory));
    watch.lap("parse", &mut report.timings);

    let moment = Moment { now: world.now(), drafts: request.drafts };
    let assembly = assemble(&documents, &inventory, &config, moment, autolink(&config, &theme), memory);
    report.diagnostics.extend(assembly.diagnostics);
    report.held = assembly.held;
    let edition = assembly.edition;
    report.next_change = edition.next_change;
    report.counts = Counts {
        briefings: edition.briefings.len(),
        actors: edition.actors.len(),
        tags: edition.tags.len(),
        dossiers: edition.dossiers.len(),
        pages: edition.pages.len(),
    };
    report.public = edition.briefings.iter().map(|briefing| Arc::clone(&briefing.resolved)).collect();
    watch.lap("assemble", &mut report.timings);

    let inventory = look_closer(world, inventory);
    let statics: Vec<_> = theme.statics.iter().map(|file| (file.name.clone(), file.hash)).collect();
    let common = Common {
        page: fingerprint(&(request.engine, templates.fingerprint)),
        data: fingerprint(&(request.engine, format!("{config:?}"))),
    };
    let (plan, shape, found) = plan(&edition, &config, &inventory, &statics, common);
    report.diagnostics.extend(found);
    report.diagnostics.retain(|diagnostic| !documents.is_known(diagnostic));
    report.outputs = plan.jobs.len();
    if request.explain {
        report.parts = plan.jobs.iter().map(|job| (job.path.clone(), parts::parts(job, common, &shape))).collect();
    }
    watch.lap("plan", &mut report.timings);
    if report.has_errors() {
        return Ok(report);
    }

    let renderer = Renderer::new(templates, &theme, &config, &shape);
    let guard = Guard::new(&report.held, edition.names().chain([config.title.as_str()]));
    let (found, leaks) = render(world, &plan, &renderer, &guard, sink, &mut report)?;
    report.diagnostics.extend(found);
    report.diagnostics.extend(guard.report(leaks, &plan.jobs, &report.held, world, inventory.texts().chain([&site])));
    watch.lap("render", &mut report.timings);
    Ok(report)
}

/// Hashes the files that may be copied whose stamps are too young to tell them from what is written
/// next. One that cannot be read is found so when it is copied.
fn look_closer(world: &dyn World, mut inventory: Inventory) -> Inventory {
    let copied = inventory.assets.iter_mut().chain(&mut inventory.statics);
    let young: Vec<&mut Found> = copied.filter(|found| !found.stamp.is_settled(world.clock())).collect();
    young.into_par_iter().for_each_init(Vec::new, |buffer, found| {
        let read = world.read_into(&found.path, COPY_LIMIT, buffer);
        found.content = read.ok().map(|()| content_hash(buffer));
    });
    inventory
}

/// Whether the first mention of an actor in a briefing becomes a link, unless the briefing says otherwise.
fn autolink(config: &Config, theme: &Theme) -> bool {
    config.markdown.autolink.or(theme.autolink).unwrap_or(true)
}

fn parse_settings(config: &Config, strings: &serde_json::Value) -> parse::Settings {
    parse::Settings {
        markdown: parse::markdown::Settings {
            raw_html: config.markdown.raw_html,
            smart_punctuation: config.markdown.smart_punctuation,
            site: config.base_url.absolute.clone(),
        },
        words: parse::words(strings),
        dates: DateWords::new(strings, config.timezone.clone()),
        language: config.language.clone(),
    }
}

/// Renders what the sink asks for, in parallel.
fn render(
    world: &dyn World,
    plan: &Plan<'_>,
    renderer: &Renderer<'_>,
    guard: &Guard,
    sink: &mut dyn Sink,
    report: &mut Report,
) -> Result<(Vec<Diagnostic>, Vec<Leak>), Error> {
    let wanted: Vec<Wanted<'_>> =
        plan.jobs.iter().map(|job| Wanted { path: &job.path, fingerprint: job.fingerprint }).collect();
    let stale = sink.begin(&wanted)?;
    let has_news = guard.has_news(sink.looked_for());
    sink.look_for(guard.prints().to_vec());
    let (todo, stay): (Vec<(usize, &Job<'_>)>, Vec<_>) = plan.jobs.iter().enumerate().partition(|(at, _)| stale[*at]);
    report.rendered = todo.iter().map(|(_, job)| job.path.clone()).collect();
    let made_of = |(_, job): &(usize, &Job<'_>)| Some((job.source()?.clone(), job.path.clone()));
    report.sources = todo.iter().filter_map(made_of).collect();
    let found = Mutex::new(Vec::new());
    let leaks = Mutex::new(Vec::new());
    let sink = &*sink;
    if has_news {
        // What stays was looked through for what was held back then.
        look_through(&stay, guard, sink, &leaks)?;
    }
    todo.par_iter().with_min_len(4).try_for_each_init(
        || Vec::with_capacity(64 << 10),
        |buffer, (at, job)| {
            let outcome = match &job.sight {
                Sight::Copy(source, _) => copy(world, source, buffer),
                _ => renderer.render(job, buffer),
            };
            if let Err(diagnostic) = outcome {
                locked(&found).push((*at, *diagnostic));
                return Ok(());
            }
            let found = guard.check(*at, job, buffer);
            if found.is_empty() {
                return sink.write(*at, buffer);
            }
            locked(&leaks).extend(found);
            Ok(())
        },
    )?;
    let leaks = std::mem::take(&mut *locked(&leaks));
    let found = std::mem::take(&mut *locked(&found));
    Ok((each_once(found), leaks))
}

/// What is in a list stays whole, whichever thread fails.
fn locked<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Looks through outputs that are not rendered again for what is held back since.
fn look_through(
    stay: &[(usize, &Job<'_>)],
    guard: &Guard,
    sink: &dyn Sink,
    leaks: &Mutex<Vec<Leak>>,
) -> Result<(), Error> {
    stay.par_iter().with_min_len(64).try_for_each_init(Vec::new, |buffer, (at, job)| {
        sink.kept(*at, buffer)?;
        locked(leaks).extend(guard.check(*at, job, buffer));
        Ok(())
    })
}

/// One mistake in a template makes many pages fail: it is reported for the first of them.
fn each_once(mut found: Vec<(usize, Diagnostic)>) -> Vec<Diagnostic> {
    found.sort_by_key(|(at, _)| *at);
    let mut firsts: Vec<(Diagnostic, usize)> = Vec::new();
    for (_, diagnostic) in found {
        let same = |first: &Diagnostic| {
            (first.code, &first.message, &first.place) == (diagnostic.code, &diagnostic.message, &diagnostic.place)
        };
        match firsts.iter_mut().find(|(first, _)| same(first)) {
            Some((_, more)) => *more += 1,
            None => firsts.push((diagnostic, 0)),
        }
    }
    let finish = |(first, more): (Diagnostic, usize)| match more {
        0 => first,
        more => first.note(format!("and for {}", plural(more, "more output", "more outputs"))),
    };
    firsts.into_iter().map(finish).collect()
}

fn copy(world: &dyn World, source: &SourcePath, buffer: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
    world.read_into(source, COPY_LIMIT, buffer).map_err(|fault| {
        // Listed a moment ago, it was a file that could be read.
        Box::new(reading::unreadable(source, &fault))
    })
}

/// The sink of `check`: every output is rendered, none is kept.
#[derive(Debug)]
pub struct Discard;

impl Sink for Discard {
    fn begin(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<bool>, Error> {
        Ok(vec![true; wanted.len()])
    }

    fn write(&self, _: usize, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }
}
