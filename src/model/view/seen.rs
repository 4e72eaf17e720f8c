//! What pages show of an actor's appearances: when, where and with whom it is named.

use serde::{Serialize, Serializer};

use super::{ActorCard, ActorLink, CardView, SafeHtml};
use crate::model::shared::Shared;

/// An actor's appearances: briefings that are about it or name it (`actor.seen`).
#[derive(Debug, Clone, Serialize)]
pub struct SeenView<'a> {
    /// The first.
    pub first: Option<&'a Shared<CardView>>,
    /// The last.
    pub last: Option<&'a Shared<CardView>>,
    /// How many by month, as a drawing: from the first to the last month, at least a year and at
    /// most five.
    pub spark: Option<SparkView>,
    /// With whom it appears most.
    pub together: Vec<TogetherView<'a>>,
    /// The newest briefings that name it without being about it.
    pub mentions: Vec<MentionView<'a>>,
    /// The page of all mentions, if these are not all.
    pub all_mentions: Option<String>,
}

/// Numbers by month as bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SparkView {
    /// The first month.
    pub from: String,
    /// The last month.
    pub until: String,
    /// The month with the most.
    pub peak: String,
    /// How many in that month.
    pub most: u32,
    /// How many months.
    pub width: u32,
    /// The bars as an SVG path: a month is 1 wide, the highest bar 10 high, and the base at 10.
    pub path: String,
}

/// An actor that appears together with another.
#[derive(Debug, Clone, Serialize)]
pub struct TogetherView<'a> {
    /// Who.
    pub actor: &'a Shared<ActorLink>,
    /// In how many briefings.
    pub briefings: u32,
    /// The newest of them.
    pub last: &'a Shared<CardView>,
    /// From 1 to 6, beside those of the others.
    pub weight: u32,
}

/// A briefing that names an actor without being about it.
#[derive(Debug, Clone, Serialize)]
pub struct MentionView<'a> {
    /// The briefing.
    pub briefing: &'a Shared<CardView>,
    /// Where it names the actor; the first three paragraphs that do.
    pub passages: Vec<PassageView>,
    /// How many more paragraphs do.
    pub more: usize,
}

/// A sentence that names an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassageView {
    /// The paragraph's address.
    pub url: String,
    /// The sentence as inline HTML without links, the names in `<mark>`.
    pub html: SafeHtml,
}

/// An actor in the index of actors.
#[derive(Debug, Clone)]
pub struct ActorRow<'a> {
    /// All that its card says, at the top level.
    pub card: &'a Shared<ActorCard>,
    /// Its appearances by month, over the two years up to the newest briefing; absent where there
    /// are none.
    pub spark: Option<SparkView>,
}

impl Serialize for ActorRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = self.card.value().as_map().cloned().unwrap_or_default();
        map.insert("spark".into(), tera::Value::from_serializable(&self.spark));
        tera::Value::from(map).serialize(serializer)
    }
}
