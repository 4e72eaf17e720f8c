//! `briefer watch`: the site built into a folder whenever it changes.

use super::args::{Global, Watch};
use super::build::{lock, public_ids, report_written};
use super::signals::stop_when_asked;
use super::terminal::Terminal;
use super::turns::{Done, Judge, Run, Target};
use super::{Outcome, report, site};
use crate::base::diag::render::Single;
use crate::base::error::Error;
use crate::build::inputs;
use crate::emit::{Basis, FolderSink, OutputFolder};
use crate::rebuild::{Rebuilder, Task};

/// Builds until Ctrl-C.
pub fn run(args: &Watch, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let request = site::request(args.sight.base_url.as_deref(), args.sight.drafts);
    let mut folder = Folder { root: &root, args, terminal };
    folder.check()?;
    let mut run = Run::new(&root, request, args.sight.now.clone(), args.turns, global, terminal)?;
    stop_when_asked(run.stopper())?;
    run.begin(&mut folder)?;
    terminal.say("press Ctrl-C to stop");
    run.go_on(&mut folder);
    Ok(Outcome::Fine)
}

/// The output folder; each turn locks it for as long as it needs it.
struct Folder<'a> {
    root: &'a std::path::Path,
    args: &'a Watch,
    terminal: &'a Terminal,
}

impl Folder<'_> {
    fn check(&self) -> Result<OutputFolder, Error> {
        OutputFolder::check(self.root, &self.args.output, &inputs())
    }
}

impl Target for Folder<'_> {
    fn turn(&mut self, rebuilder: &mut Rebuilder, task: Task, judge: &Judge<'_>) -> Result<Done, Error> {
        let drafts = self.args.sight.drafts;
        let output = lock(self.check()?, &self.args.output, drafts, self.terminal)?;
        if !output.is_remembered() {
            return Err(Error::refused(
                "`watch` has to remember what it wrote, and the site cannot be written to",
                "let Briefer write to `.briefer` in the site, or use `briefer serve`, which writes nothing",
            ));
        }
        let before = (!output.manifest().outputs.is_empty()).then(|| output.manifest().basis.public.clone());
        let mut sink = FolderSink::new(output);
        let turn = rebuilder.build(task, &mut sink)?;
        let stops = judge.stops(&turn);
        let mut lines = Vec::new();
        if stops.is_empty() {
            let public = public_ids(&turn.report);
            let news = before.map(|before| report::publication(&before, &public));
            // The files that it rests on are not remembered: those that just moved are too young for
            // `briefer build` to trust their stamps.
            lines.extend(report_written(&sink.finish(Basis { drafts, public, ..Basis::default() })?));
            lines.extend(news.into_iter().flatten());
        }
        Ok(Done { turn, stops, lines })
    }

    fn refuse(&mut self, _: &[Single]) {}

    fn consolation(&self) -> String {
        format!("{} is as it was", report::folder(&self.args.output))
    }
}
