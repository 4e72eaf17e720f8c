//! `briefer build`: the river into the output folder.

use std::mem::ManuallyDrop;
use std::path::Path;

use jiff::Timestamp;

use super::args::{Build, Global};
use super::terminal::Terminal;
use super::{Outcome, expected, report, site};
use crate::base::error::Error;
use crate::base::hash::fingerprint;
use crate::base::text::plural;
use crate::base::world::{DiskWorld, EntryKind, ListedWorld, Stopwatch, World};
use crate::build::{self, Request};
use crate::emit::{Basis, FolderSink, Output, OutputFolder, PATIENCE, Report as Written};
use crate::memo::Memory;
use crate::model::report::Report;

/// Builds the site.
pub fn run(args: &Build, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let watch = Stopwatch::start();
    let root = site::find(global)?;
    let now = site::now(args.sight.now.as_deref())?;
    let world = site::open(&root, now)?;
    let request = site::request(args.sight.base_url.as_deref(), args.sight.drafts);
    let expected = args.expect_public.as_deref().map(expected::read).transpose()?;

    let folder = OutputFolder::check(&root, &args.output, &build::inputs())?;
    let shown = report::folder(&args.output);
    let output = lock(folder, &args.output, request.drafts, terminal)?;
    let is_remembered = output.is_remembered();

    let world = ListedWorld::new(&world, &build::inputs())?;
    let basis = basis(&world, &request);
    if expected.is_none() && holds(&output.manifest().basis, &basis) && output.is_intact() {
        let files = plural(output.manifest().outputs.len(), "file", "files");
        let took = report::duration(watch.elapsed());
        terminal.say(&format!("{} in {took}: {shown} is up to date ({files})", terminal.bold("unchanged")));
        return Ok(Outcome::Fine);
    }

    let before = (!output.manifest().outputs.is_empty()).then(|| output.manifest().basis.public.clone());
    let mut sink = FolderSink::new(output);
    // The process ends soon: nobody waits until a million small things are given back one by one.
    let mut memory = ManuallyDrop::new(Memory::default());
    let mut result = build::build(&world, &request, &mut memory, &mut sink)?;
    let is_empty = before.as_ref().is_some_and(|public| !public.is_empty()) && !has_content(&world);
    // Of a site with errors nobody knows yet what would be public.
    if let Some((file, expected)) = args.expect_public.as_deref().zip(expected)
        && !is_empty
        && !result.has_errors()
    {
        let unexpected = expected::compare(&expected, file, &result);
        result.diagnostics.extend(unexpected);
    }
    let outcome = report::diagnostics(&result, &world, global, terminal)?;
    if args.timings {
        terminal.diagnostics(&report::timings(&result));
    }
    if outcome != Outcome::Fine {
        terminal.say(&format!("nothing was written: {shown} is as it was"));
        return Ok(outcome);
    }
    if is_empty {
        return Err(Error::refused(
            format!("there is nothing below `content`, and {shown} has a site: all of it would be removed"),
            "get the whole of the site's folder; if it is to be empty, run `briefer clean` first",
        ));
    }
    if args.explain {
        for path in &result.rendered {
            terminal.say(&format!("  rendered /{path}"));
        }
    }
    let written = sink.finish(remembered(basis, &result, world.clock()))?;
    let took = report::duration(watch.elapsed());
    terminal.say(&format!("{} {shown} in {took}: {}", terminal.bold("built"), report::contents(&result)));
    report_written(&written).iter().for_each(|line| terminal.say(line));
    if !is_remembered {
        terminal.say("nothing is remembered of this build: `.briefer` in the site cannot be written to");
    }
    if let Some(held) = report::held(&result.held) {
        terminal.say(&held);
    }
    if let Some(before) = before {
        report::publication(&before, &public_ids(&result)).iter().for_each(|line| terminal.say(line));
    }
    if result.base_url.is_example() && !request.drafts {
        let address = &result.base_url.absolute;
        terminal.say(&format!("addresses begin with `{address}/`: set `base_url` before the site is published"));
    }
    Ok(Outcome::Fine)
}

/// `wrote 3 files, left 40 unchanged, removed 1`, and what was put aside.
pub fn report_written(written: &Written) -> Vec<String> {
    let mut changes = vec![format!("wrote {}", plural(written.written, "file", "files"))];
    if written.unchanged > 0 {
        changes.push(format!("left {} unchanged", written.unchanged));
    }
    if written.removed > 0 {
        changes.push(format!("removed {}", written.removed));
    }
    let stranded = written.stranded.iter();
    let aside = stranded.map(|path| format!("a file that is not ours was put aside: {}", path.display()));
    std::iter::once(changes.join(", ")).chain(aside).collect()
}

/// Ids of the briefings that are public, sorted.
pub fn public_ids(result: &Report) -> Vec<Box<str>> {
    let mut ids: Vec<Box<str>> = result.public.iter().map(|item| item.card.id.as_str().into()).collect();
    ids.sort_unstable();
    ids
}

/// Takes the output folder. What is not public does not go where the public site goes.
///
/// # Errors
/// When it must not or cannot be had.
pub fn lock(folder: OutputFolder, shown: &Path, drafts: bool, terminal: &Terminal) -> Result<Output, Error> {
    let is_public = folder.is_within("public");
    let output = folder.lock(PATIENCE, &mut |path| {
        terminal.say(&format!("waiting for another build of `{}`", path.display()));
    })?;
    if drafts && (is_public || output.holds_a_public_site()) {
        return Err(Error::refused(
            format!("`--drafts` does not build into `{}`, from where it might be published", shown.display()),
            "name another folder: `briefer build --drafts -o preview`",
        ));
    }
    Ok(output)
}

/// Whether there is any file of content: a copy of a repository may have come without.
fn has_content(world: &ListedWorld<'_, DiskWorld>) -> bool {
    world.entries().iter().any(|entry| entry.path.as_str().starts_with("content/"))
}

/// What this build rests on.
fn basis(world: &ListedWorld<'_, DiskWorld>, request: &Request) -> Basis {
    let files = world.entries().iter().filter_map(|entry| match entry.kind {
        EntryKind::File(stamp) => Some((entry.path.clone(), stamp)),
        EntryKind::Other(_) | EntryKind::Unreadable(_) => None,
    });
    Basis {
        engine: request.engine,
        config: fingerprint(&request.overrides),
        drafts: request.drafts,
        now: world.now().as_second(),
        next_change: None,
        public: Vec::new(),
        looked_for: Vec::new(),
        inputs: files.collect(),
    }
}

/// Whether nothing has changed since: no file, no setting, and no instant passed at which the
/// site would be another.
fn holds(last: &Basis, now: &Basis) -> bool {
    !last.inputs.is_empty()
        && (last.engine, last.config, last.drafts) == (now.engine, now.config, now.drafts)
        && last.now <= now.now
        && last.next_change.is_none_or(|change| now.now < change)
        && last.inputs == now.inputs
}

/// The basis to remember. A build that had something to say is not remembered, so that the next
/// one says it again; nor is one with a file too young to trust its time.
fn remembered(basis: Basis, result: &Report, clock: Timestamp) -> Basis {
    let is_silent = result.diagnostics.iter().all(|found| result.lints.severity(found.code).is_none());
    let is_settled = basis.inputs.iter().all(|(_, stamp)| stamp.is_settled(clock));
    let inputs = if is_silent && is_settled { basis.inputs } else { Vec::new() };
    let next_change = result.next_change.map(Timestamp::as_second);
    Basis { inputs, next_change, public: public_ids(result), ..basis }
}
