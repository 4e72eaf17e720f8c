//! Front matter as authors write it: one struct for each kind of file.
//!
//! **Invariant:** every key that these structs do not name is an error, except below `extra`
//! (kept as it is) and `internal` (thrown away while reading, so that nothing downstream can
//! show it).

mod actor;
mod block;
mod briefing;
mod page;
mod term;

pub use crate::model::free::Extra;
pub use actor::{ActorFront, Country, LinkFront, RoleFront, Wikidata};
pub use block::{
    ChangeFront, EventFront, FigureFront, ImageFront, PositionFront, QuestionFront, SourceFront, StatementFront,
};
pub use briefing::{ActorRef, BriefingFront};
pub use page::PageFront;
pub use term::{DossierFront, TagFront};

/// In a schema: a date and time with an offset.
const INSTANT: &str = "^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([Zz]|[+-]\\d{2}:\\d{2})$";

/// In a schema: an id, which has neither capitals nor spaces.
const ID: &str = "^[^A-Z\\s_]+$";
