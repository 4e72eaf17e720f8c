//! Actors named in running text: found, the first time linked, and gathered.
//!
//! Steps: every name of the registry is made ready once ([`names`]); each body is searched
//! ([`search()`], remembered from build to build); what was found is given its meaning beside the
//! links that the author wrote, and the first mention of each actor becomes a link ([`weave()`]);
//! when all briefings are in order, the appearances of each actor are gathered ([`gather()`]).
//!
//! **Invariant:** nothing is guessed. A name that means one actor alone always means that actor;
//! one that may mean several, or that is weak, counts only where exactly one of them is among
//! the briefing's `actors`.

mod gather;
mod names;
mod search;
mod weave;

pub use gather::gather;
pub use names::Names;
pub use search::search;
pub use weave::{ByHand, Woven, weave};
