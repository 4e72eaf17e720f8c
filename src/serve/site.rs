//! What the server and the builder share: the site that is served, and what is wrong with the one
//! that is being written.
//!
//! Entry points: [`Site::publish`] after a good build, [`Site::report`] after a bad one;
//! [`Site::now`] for who answers a request, [`Site::listen`] for who tells open pages.
//!
//! **Invariant:** the state is replaced whole; a request that holds the one before goes on with it
//! to its end, and nobody waits for a build or for a listener.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::live::{Generation, Problem, message};
use super::outputs::{Changes, Served};
use crate::base::path::OutPath;

/// So many open pages are told of changes; a page beyond that is shown as well, but stays as it is.
const LISTENERS: usize = 256;

/// What is served, and what open pages should know.
#[derive(Debug, Clone)]
pub struct State {
    /// The outputs of the last good build.
    pub served: Arc<Served>,
    /// Which build that was.
    pub generation: Generation,
    /// What is wrong with the site as it is now; nothing, if it was built.
    pub problems: Arc<[Problem]>,
    /// The message for open pages: what moved with this generation, and the problems.
    pub message: Arc<str>,
}

/// A site that is being served.
#[derive(Debug)]
pub struct Site {
    state: RwLock<Arc<State>>,
    news: watch::Sender<()>,
    listeners: Arc<Semaphore>,
    /// Hosts that are ours beside the bound address and `localhost`: `name`, or `name:port`
    /// where the port is not ours (behind a tunnel).
    pub names: Vec<String>,
}

/// A place among those that are told.
#[derive(Debug)]
pub struct Listener {
    /// Changes when there is something to tell.
    pub news: watch::Receiver<()>,
    _place: OwnedSemaphorePermit,
}

impl Site {
    /// A site without outputs. `run` is another number each time the program runs.
    pub fn new(names: Vec<String>, run: u64) -> Self {
        let served = Arc::new(Served::empty());
        let generation = Generation { run, number: 0 };
        let message = message(&served, generation, generation, &Changes::default(), None, &[]);
        let state = State { served, generation, problems: Arc::default(), message };
        Self {
            state: RwLock::new(Arc::new(state)),
            news: watch::Sender::new(()),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            names,
        }
    }

    /// What is served now.
    pub fn now(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves another snapshot from now on, and tells what moved. Open pages go to `follow`, if
    /// there is one.
    pub fn publish(&self, served: Arc<Served>, follow: Option<&OutPath>) {
        let before = self.now();
        let changes = served.since(&before.served);
        let same_root = served.root() == before.served.root();
        let is_news = !changes.is_empty() || !same_root;
        if !is_news && before.problems.is_empty() {
            // The fingerprints of the outputs may be others all the same.
            return self.replace(State { served, ..State::clone(&before) });
        }
        let number = before.generation.number + u64::from(is_news);
        let generation = Generation { number, ..before.generation };
        let message = message(&served, before.generation, generation, &changes, follow, &[]);
        self.tell(State { served, generation, problems: Arc::default(), message });
    }

    /// Goes on serving what is served, and shows what is wrong.
    pub fn report(&self, problems: Vec<Problem>) {
        let before = self.now();
        if *before.problems == *problems {
            return;
        }
        let generation = before.generation;
        let message = message(&before.served, generation, generation, &Changes::default(), None, &problems);
        self.tell(State { problems: problems.into(), message, ..State::clone(&before) });
    }

    /// A place among those that are told; none if too many are.
    pub fn listen(&self) -> Option<Listener> {
        let place = Arc::clone(&self.listeners).try_acquire_owned().ok()?;
        Some(Listener { news: self.news.subscribe(), _place: place })
    }

    fn tell(&self, state: State) {
        self.replace(state);
        self.news.send_replace(());
    }

    fn replace(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
    }
}
