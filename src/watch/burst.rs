//! When a burst of events is over.
//!
//! One save is a few events within a millisecond; a switch of branches is thousands over a second
//! or more. So the more events there were, the longer it must be quiet, and the longer a burst may
//! keep a rebuild waiting.
//!
//! **Invariant:** after the last event of a burst at least [`QUIET`] passes, which is longer than a
//! tick of a file's clock: what is written after the files were read gets another time.

use std::time::Duration;

use crate::base::world::Stopwatch;

/// How long it must be quiet after a few events.
const QUIET: Duration = Duration::from_millis(10);

/// From so many events on, this long, and up to this long in all.
const LONGER: &[(usize, Duration, Duration)] = &[
    (1000, Duration::from_millis(150), Duration::from_secs(10)),
    (100, Duration::from_millis(50), Duration::from_secs(2)),
    (0, QUIET, Duration::from_millis(300)),
];

/// A burst of events.
#[derive(Debug)]
pub(super) struct Burst {
    events: usize,
    clock: Stopwatch,
}

impl Burst {
    /// Begins with the first event.
    pub(super) fn begin() -> Self {
        Self { events: 0, clock: Stopwatch::start() }
    }

    /// One more event.
    pub(super) fn count(&mut self) {
        self.events += 1;
    }

    /// How long to wait for the next event; none if it has gone on for long enough. It has not
    /// while it is `locked`: someone says that there is more to come.
    pub(super) fn quiet(&self, locked: bool) -> Option<Duration> {
        let (_, quiet, patience) = LONGER.iter().find(|(from, ..)| self.events >= *from)?;
        (locked || self.clock.elapsed() < *patience).then_some(*quiet)
    }
}
