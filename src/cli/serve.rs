//! `briefer serve`: the site on the loopback address, built again when a file changes.

use std::sync::{Arc, Mutex, PoisonError};

use super::args::{Global, Serve};
use super::terminal::Terminal;
use super::{Outcome, report, site};
use crate::base::disk;
use crate::base::error::Error;
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::text::plural;
use crate::base::world::{DiskWorld, EntryKind, ListedWorld, Stopwatch};
use crate::build::{self, Request, build};
use crate::discover::ROOTS;
use crate::memo::Memory;
use crate::serve::outputs::MemorySink;
use crate::serve::server::{self, Limits, Port};
use crate::serve::site::Site;
use crate::serve::watch::watch;

/// Serves until Ctrl-C.
pub fn run(args: &Serve, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let port = args.port.map_or(Port::FirstFree, Port::Asked);
    let listener = server::bind(args.host, port)?;
    let address = listener.local_addr().map_err(|error| Error::io("listen on", args.host.to_string(), error))?;

    let preview = Arc::new(Site::new(Vec::new()));
    let mut builder = Builder {
        root,
        now: args.now.clone(),
        request: site::request(None, args.drafts),
        memory: Memory::default(),
        seen: None,
        preview: Arc::clone(&preview),
        path: "/".to_owned(),
    };
    builder.look(global, terminal)?;
    let url = format!("http://{address}{}", builder.path);
    terminal.say(&format!("\n{} {url}\npress Ctrl-C to stop", terminal.bold("serving")));
    if args.open {
        disk::browser::open(&url);
    }

    let roots = [ROOTS, &[build::SITE]].concat().iter().map(|name| builder.root.join(name)).collect();
    let failure = Arc::new(Mutex::new(None));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build();
    let runtime = runtime.map_err(|error| Error::Other(format!("the server could not be started: {error}")))?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = runtime.spawn(server::serve(listener, preview, Limits::default(), async {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = stopped => {}
        }
    }));
    std::thread::scope(|scope| {
        let (failure, quit) = (Arc::clone(&failure), &served);
        scope.spawn(move || {
            let mut stop = Some(stop);
            let outcome = watch(roots).and_then(|mut watch| {
                while !quit.is_finished() {
                    watch.wait();
                    builder.look(global, terminal)?;
                }
                Ok(())
            });
            if let Err(error) = outcome {
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                stop.take().map(|stop| stop.send(()));
            }
        });
    });
    let ended = runtime.block_on(served);
    if let Some(error) = failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(error);
    }
    ended.unwrap_or(Ok(())).map(|()| Outcome::Fine)
}

/// Builds into memory when the site has changed; on errors the last good site stays.
struct Builder {
    root: std::path::PathBuf,
    now: Option<String>,
    request: Request,
    memory: Memory,
    /// The site as it was looked at last.
    seen: Option<Fingerprint>,
    preview: Arc<Site>,
    /// The path of the site's address.
    path: String,
}

impl Builder {
    /// Looks at the site, and builds it if anything moved.
    fn look(&mut self, global: &Global, terminal: &Terminal) -> Result<(), Error> {
        let disk = DiskWorld::open(&self.root, site::now(self.now.as_deref())?)?;
        let world = ListedWorld::new(&disk, &[ROOTS, &[build::SITE]].concat())?;
        let stamps = world.entries().iter().map(|entry| match &entry.kind {
            EntryKind::File(stamp) => (&entry.path, Some(*stamp)),
            EntryKind::Other(_) | EntryKind::Unreadable(_) => (&entry.path, None),
        });
        let seen = fingerprint(&stamps.collect::<Vec<_>>());
        if self.seen == Some(seen) {
            return Ok(());
        }
        let is_first = self.seen.is_none();
        self.seen = Some(seen);
        let watch = Stopwatch::start();
        let mut sink = MemorySink::over(self.preview.served());
        let result = build(&world, &self.request, &mut self.memory, &mut sink)?;
        self.path.clone_from(&result.root);
        if report::diagnostics(&result, &world, global, terminal) == Outcome::SiteHasErrors && result.has_errors() {
            terminal.say("the last good site stays up");
            return Ok(());
        }
        self.preview.replace(Arc::new(sink.finish(&result.root)?));
        let took = report::duration(watch.elapsed());
        let rendered = plural(result.rendered.len(), "output", "outputs");
        if is_first {
            terminal.say(&format!("{} in {took}: {}", terminal.bold("built"), report::contents(&result)));
            report::held(&result.held).iter().for_each(|held| terminal.say(held));
        } else {
            terminal.say(&format!("{} in {took}: {rendered}", terminal.bold("rebuilt")));
        }
        Ok(())
    }
}
