//! `briefer serve`: the site on the loopback address, kept as its files are.

use std::sync::Arc;

use super::args::{Global, Serve};
use super::signals::stop_when_asked;
use super::terminal::Terminal;
use super::turns::{Done, Judge, Run, Target};
use super::{Outcome, environment, site};
use crate::base::diag::render::Single;
use crate::base::disk;
use crate::base::error::Error;
use crate::base::path::OutPath;
use crate::rebuild::{Rebuilder, Task, Turn};
use crate::serve::live::Problem;
use crate::serve::outputs::MemorySink;
use crate::serve::server::{self, Limits, Port};
use crate::serve::site::Site;

/// Serves until Ctrl-C.
pub fn run(args: &Serve, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let port = args.port.map_or(Port::FirstFree, Port::Asked);
    let listener = server::bind(args.host, port)?;
    let address = listener.local_addr().map_err(|error| Error::io("listen on", args.host.to_string(), error))?;

    // The instant tells this run from the one before.
    let started = u64::try_from(environment::clock().as_millisecond()).unwrap_or_default();
    let mut preview = Preview { site: Arc::new(Site::new(Vec::new(), started)), follow: args.follow };
    let request = site::request(None, args.drafts);
    let mut run = Run::new(&root, request, args.now.clone(), args.turns, global, terminal)?;
    stop_when_asked(run.stopper())?;
    run.begin(&mut preview)?;

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build();
    let runtime = runtime.map_err(|error| Error::Other(format!("the server could not be started: {error}")))?;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let stopper = run.stopper();
    let server = server::serve(listener, Arc::clone(&preview.site), Limits::default(), async { drop(ended.await) });
    let server = runtime.spawn(async move {
        let outcome = server.await;
        // Without a server there is nothing to build for.
        stopper.stop();
        outcome
    });
    let url = format!("http://{address}{}", preview.site.now().served.root());
    terminal.say(&format!("\n{} {url}\npress Ctrl-C to stop", terminal.bold("serving")));
    if args.open {
        disk::browser::open(&url);
    }
    run.go_on(&mut preview);
    drop(end);
    runtime.block_on(server).unwrap_or(Ok(())).map(|()| Outcome::Fine)
}

/// The site in memory, which the server shows.
struct Preview {
    site: Arc<Site>,
    follow: bool,
}

impl Target for Preview {
    fn turn(&mut self, rebuilder: &mut Rebuilder, task: Task, judge: &Judge<'_>) -> Result<Done, Error> {
        let mut sink = MemorySink::over(Arc::clone(&self.site.now().served));
        let turn = rebuilder.build(task, &mut sink)?;
        let stops = judge.stops(&turn);
        if stops.is_empty() {
            let follow = if self.follow { edited(&turn) } else { None };
            self.site.publish(Arc::new(sink.finish(&turn.report.base_url.root)?), follow);
        }
        Ok(Done { turn, stops, lines: Vec::new() })
    }

    fn refuse(&mut self, stops: &[Single]) {
        let problem = |stop: &Single| Problem {
            title: stop.message.clone(),
            code: format!("{}[{}]", stop.severity, stop.code),
            place: stop.place.clone(),
            more: stop.more.clone(),
        };
        self.site.report(stops.iter().map(problem).collect());
    }

    fn consolation(&self) -> String {
        let is_up = !self.site.now().served.is_empty();
        if is_up { "the last good site stays up" } else { "there is no site to show yet" }.to_owned()
    }
}

/// The page of the file that was edited, if it was one.
fn edited(turn: &Turn) -> Option<&OutPath> {
    let mut files = turn.moved.changed.iter().chain(&turn.moved.added);
    let page = |file| turn.report.sources.iter().find(|(source, _)| source == file).map(|(_, page)| page);
    files.by_ref().find_map(page)
}
