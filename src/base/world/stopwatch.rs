//! How long things take, for the person at the terminal; never for an output.

#![allow(clippy::disallowed_methods, reason = "durations are measured here and nowhere else")]

use std::time::{Duration, Instant};

/// Measures one lap after the other.
#[derive(Debug)]
pub struct Stopwatch {
    lap: Instant,
    start: Instant,
}

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        let now = Instant::now();
        Self { lap: now, start: now }
    }

    /// Ends a lap under a name and starts the next.
    pub fn lap(&mut self, name: &'static str, into: &mut Vec<(&'static str, Duration)>) {
        let now = Instant::now();
        into.push((name, now - self.lap));
        self.lap = now;
    }

    /// Since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}
