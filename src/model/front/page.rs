//! A page, and the home page: `content/pages/**/*.md`, `content/index.md`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Extra;
use crate::base::date::Date;
use crate::model::field::Line;
use crate::model::free::free_map;
use crate::model::lang::Lang;

/// The front matter of `content/pages/**/*.md` and `content/index.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageFront {
    /// Its title; the home page may do without.
    pub title: Option<Line>,
    /// Inline Markdown.
    pub summary: Option<Line>,
    /// Its date, if it has one.
    pub date: Option<Date>,
    /// The address's last part.
    #[schemars(extend("pattern" = "^[^/]+$"))]
    pub slug: Option<Line>,
    /// Old addresses that redirect here.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// Not finished: never public.
    #[serde(default)]
    pub draft: bool,
    /// Public at its address, not in the sitemap.
    #[serde(default)]
    pub unlisted: bool,
    /// Its language.
    pub lang: Option<Lang>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}
