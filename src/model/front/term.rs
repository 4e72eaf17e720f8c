//! A tag, a dossier: `content/tags/<id>.md`, `content/dossiers/<id>.md`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Extra;
use crate::base::date::Date;
use crate::model::field::{DossierStatus, Line};
use crate::model::free::free_map;

/// The front matter of `content/tags/<id>.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TagFront {
    /// As shown.
    pub label: Line,
    /// One sentence.
    pub description: Option<Line>,
    /// The wider tag.
    pub parent: Option<Line>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// This id lives on as a redirect to that one.
    pub merged_into: Option<Line>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}

/// The front matter of `content/dossiers/<id>.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierFront {
    /// Its title.
    pub title: Line,
    /// Inline Markdown.
    pub summary: Option<Line>,
    /// How alive it is.
    pub status: Option<DossierStatus>,
    /// Since when.
    pub started: Option<Date>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}
