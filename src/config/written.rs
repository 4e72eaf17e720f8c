//! Settings as they are written: every key that is not named here is an error.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::base::diag::Level;
use crate::model::config::{Furniture, Lists, Markdown, MenuLink};
use crate::model::field::{FeedFormat, FeedOf, Lang, Line, Tlp};

/// `site.toml`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub title: Line,
    pub base_url: Line,
    pub description: Option<Line>,
    pub language: Option<Lang>,
    pub timezone: Option<Line>,
    pub theme: Option<Line>,
    #[serde(default)]
    pub theme_settings: Value,
    #[serde(default)]
    pub strings: Value,
    pub publisher: Option<Publisher>,
    pub permalink: Option<Line>,
    pub max_tlp: Option<Tlp>,
    #[serde(default)]
    pub feeds: Feeds,
    #[serde(default)]
    pub lists: Lists,
    #[serde(default)]
    pub markdown: Markdown,
    #[serde(default)]
    pub menu: Vec<MenuLink>,
    #[serde(default)]
    pub lints: BTreeMap<String, Level>,
    #[serde(default)]
    pub furniture: Furniture,
    #[serde(default)]
    pub extra: Value,
}

impl Default for Site {
    /// What stands in for a file of which nothing could be read; its mistakes were reported.
    fn default() -> Self {
        let line = |text: &str| text.parse().expect("a plain text is a line");
        Self {
            title: line("Untitled"),
            base_url: line("https://example.org/"),
            description: None,
            language: None,
            timezone: None,
            theme: None,
            theme_settings: Value::Null,
            strings: Value::Null,
            publisher: None,
            permalink: None,
            max_tlp: None,
            feeds: Feeds::default(),
            lists: Lists::default(),
            markdown: Markdown::default(),
            menu: Vec::new(),
            lints: BTreeMap::new(),
            furniture: Furniture::default(),
            extra: Value::Null,
        }
    }
}

/// `[publisher]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    pub name: Line,
    pub url: Option<Line>,
    pub logo: Option<Line>,
    #[serde(default)]
    pub policies: Vec<MenuLink>,
}

/// `[feeds]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Feeds {
    pub limit: usize,
    pub full_text: bool,
    pub of: Vec<FeedOf>,
    pub formats: Vec<FeedFormat>,
    pub id_base: Option<Line>,
}

impl Default for Feeds {
    fn default() -> Self {
        Self { limit: 20, full_text: false, of: FeedOf::ALL.to_vec(), formats: FeedFormat::ALL.to_vec(), id_base: None }
    }
}

/// `theme.toml`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeToml {
    pub name: String,
    pub description: Option<String>,
    pub extends: Option<String>,
    pub autolink: Option<bool>,
    #[serde(default)]
    pub settings: Value,
    #[serde(default)]
    pub strings: Value,
}
