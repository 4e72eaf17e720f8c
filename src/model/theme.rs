//! A theme with all that it extends, as one.

use serde_json::Value;

use crate::base::hash::Fingerprint;
use crate::base::path::SourcePath;

/// Templates and static files in the order of lookup, settings and words merged.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// By name; one that an upper layer replaced goes by `layer/name`.
    pub templates: Vec<TemplateFile>,
    /// By name below `theme/`.
    pub statics: Vec<StaticFile>,
    /// Whether the first mention of each actor becomes a link, if a layer says so.
    pub autolink: Option<bool>,
    /// The themes' defaults with the site's `[theme_settings]` over them.
    pub settings: Value,
    /// The themes' words with the site's `[strings]` over them.
    pub strings: Value,
}

/// A template.
#[derive(Debug, Clone)]
pub struct TemplateFile {
    /// How `extends` and `include` name it.
    pub name: String,
    /// Where it is, for messages.
    pub source: SourcePath,
    /// Its text.
    pub text: String,
}

/// A static file of a theme.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Its path below `theme/`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their hash.
    pub hash: Fingerprint,
}
