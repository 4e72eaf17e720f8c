//! What the server and the builder share: the snapshot that is served.
//!
//! **Invariant:** the snapshot is replaced whole; a request that holds the one before goes on
//! with it to its end, and nobody waits for a build.

use std::sync::{Arc, PoisonError, RwLock};

use super::outputs::Served;

/// A site that is being served.
#[derive(Debug)]
pub struct Site {
    served: RwLock<Arc<Served>>,
    /// Hosts that are ours beside the bound address and `localhost`: `name`, or `name:port`
    /// where the port is not ours (behind a tunnel).
    pub names: Vec<String>,
}

impl Site {
    /// A site without outputs.
    pub fn new(names: Vec<String>) -> Self {
        Self { served: RwLock::new(Arc::new(Served::empty())), names }
    }

    /// What is served now.
    pub fn served(&self) -> Arc<Served> {
        Arc::clone(&self.served.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Serves another snapshot from now on.
    pub fn replace(&self, served: Arc<Served>) {
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = served;
    }
}
