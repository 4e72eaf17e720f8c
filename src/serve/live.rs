//! What open pages are told: that there is another build, which pages moved with it, and what is
//! wrong.
//!
//! Entry points: [`tail`] is what a page is given along, so that it listens; [`stream`] is what it
//! listens to: server-sent events (HTML Living Standard, 9.2), each one [`message`].
//!
//! **Invariant:** a listener that is slow is told of the newest build alone, and finds out from
//! `since` that it missed one; nothing is kept for it. Nothing that a client sends is parsed.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::address::OWN;
use super::body::Body;
use super::outputs::{Changes, Served};
use super::site::{Listener, Site};
use crate::base::path::OutPath;
use crate::base::text::escape;

/// The script of the preview, below [`OWN`].
pub const SCRIPT: &str = "live.js";

/// Where it listens, below [`OWN`].
pub const EVENTS: &str = "events";

/// What the script is.
pub const SOURCE: &str = include_str!("live.js");

/// A listener that hears nothing for so long is sent a comment, so that one that went is found.
const BEAT: Duration = Duration::from_secs(15);

/// So many pages are named; where more moved, each may have.
const NAMED: usize = 500;

/// Which build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation {
    /// Of which run of the program.
    pub run: u64,
    /// Of that run's builds that changed something.
    pub number: u64,
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{}", self.run, self.number)
    }
}

/// Something wrong with the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// One sentence.
    pub title: String,
    /// `error[unknown-key]`, `warning[...]`
    pub code: String,
    /// `content/a.md:5:1`, if it is about a file.
    pub place: Option<String>,
    /// The lines that it is about, notes and a hint, as the terminal shows them.
    pub more: String,
}

/// A message, as JSON: paths are addresses, with the path of `base_url`.
#[derive(Serialize)]
struct Message<'a> {
    generation: String,
    /// The generation that this says what moved since.
    since: String,
    root: &'a str,
    /// Whether there is a site at all.
    built: bool,
    /// Pages that are new or others; null if there are too many to name.
    pages: Option<Vec<String>>,
    /// Pages that went away.
    gone: Vec<String>,
    styles: Vec<String>,
    files: Vec<String>,
    follow: Option<String>,
    problems: &'a [Problem],
}

/// What to tell of a build.
pub fn message(
    served: &Served,
    since: Generation,
    generation: Generation,
    changes: &Changes,
    follow: Option<&OutPath>,
    problems: &[Problem],
) -> Arc<str> {
    let address = |path: &OutPath| path.href_below(served.root());
    let addresses = |paths: &[OutPath]| paths.iter().map(address).collect::<Vec<_>>();
    let message = Message {
        generation: generation.to_string(),
        since: since.to_string(),
        root: served.root(),
        built: !served.is_empty(),
        pages: (changes.pages.len() <= NAMED).then(|| addresses(&changes.pages)),
        gone: addresses(&changes.removed),
        styles: addresses(&changes.styles),
        files: addresses(&changes.files),
        follow: follow.map(address),
        problems,
    };
    // Lists and texts are all that there is.
    serde_json::to_string(&message).expect("lists and texts are JSON").into()
}

/// What is written after a page: the script, and which build the page is of. `found` says whether
/// the page is the one that was asked for.
pub fn tail(generation: Generation, root: &str, found: bool) -> String {
    let found = if found { "" } else { " data-missing" };
    let root = escape(root);
    format!(
        "<script src=\"{OWN}{SCRIPT}\" data-generation=\"{generation}\" data-root=\"{root}\"{found} defer></script>\n"
    )
}

/// The body of the answer to who listens: what is to be told now, and whenever there is more.
pub fn stream(site: Arc<Site>, listener: Listener) -> Body {
    // One message waits for the listener, and the newest state waits for that one.
    let (sender, messages) = mpsc::channel(1);
    tokio::spawn(tell(site, listener, sender));
    Body::News(messages)
}

async fn tell(site: Arc<Site>, mut listener: Listener, messages: mpsc::Sender<Bytes>) {
    let mut event = format!("retry: 1000\ndata: {}\n\n", site.now().message);
    while messages.send(event.into()).await.is_ok() {
        event = tokio::select! {
            () = messages.closed() => return,
            news = timeout(BEAT, listener.news.changed()) => match news {
                Ok(Ok(())) => format!("data: {}\n\n", site.now().message),
                Ok(Err(_)) => return,
                Err(_) => ":\n\n".to_owned(),
            },
        };
    }
}
