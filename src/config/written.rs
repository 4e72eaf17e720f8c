//! Settings as they are written: every key that is not named here is an error.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::diag::Level;
use crate::model::config::{Furniture, Lists, Markdown, MenuLink, Sections};
use crate::model::field::{DataFormat, DataOf, FeedFormat, FeedOf, Line, Tlp, WEB};
use crate::model::free::Extra;
use crate::model::lang::Lang;

/// `site.toml`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The site's name.
    pub title: Line,
    /// Where the site will be; a path at the end is honoured.
    #[schemars(extend("pattern" = WEB, "examples" = ["https://example.org/", "https://example.org/briefings/"]))]
    pub base_url: Line,
    /// One sentence, for search engines, the feed and the home page.
    pub description: Option<Line>,
    /// The language of pages that name no other.
    #[schemars(extend("default" = "en"))]
    pub language: Option<Lang>,
    /// In which dates without an offset are read and clock times shown: a name of the IANA database.
    #[schemars(extend("default" = "UTC", "examples" = ["Europe/Kyiv"]))]
    pub timezone: Option<Line>,
    /// A folder below `themes/`, or a theme that comes with Briefer.
    #[schemars(extend("default" = "record", "examples" = ["record", "base"]))]
    pub theme: Option<Line>,
    /// Settings of the theme.
    #[serde(default)]
    pub theme_settings: Extra,
    /// Words of the theme, to change or translate.
    #[serde(default)]
    pub strings: Extra,
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// The address of a briefing, made of `{year}`, `{month}`, `{day}`, `{slug}` and `{id}`.
    #[schemars(extend("pattern" = "^/.*\\{(slug|id)\\}", "default" = super::meant::PERMALINK))]
    pub permalink: Option<Line>,
    /// The most restricted marking that this site may publish.
    #[schemars(extend("default" = "CLEAR"))]
    pub max_tlp: Option<Tlp>,
    /// Feeds.
    #[serde(default)]
    pub feeds: Feeds,
    /// Data files: the site as tables.
    #[serde(default)]
    pub data: Data,
    /// How long lists are.
    #[serde(default)]
    pub lists: Lists,
    /// Which sections there may be.
    #[serde(default)]
    pub sections: Sections,
    /// How Markdown is read.
    #[serde(default)]
    pub markdown: Markdown,
    /// The menu of every page; without it, the main sections that have content.
    #[serde(default)]
    pub menu: Vec<MenuLink>,
    /// Folders of the site's address that other programs serve, in which links may lead anywhere.
    #[serde(default)]
    #[schemars(extend("examples" = [["/shop/"]]))]
    pub elsewhere: Vec<Line>,
    /// How mistakes are taken, by code.
    #[serde(default)]
    #[schemars(schema_with = "super::lints_schema")]
    pub lints: BTreeMap<String, Level>,
    /// What may surround a briefing; each is off unless it is asked for.
    #[serde(default)]
    pub furniture: Furniture,
    /// Values of your own, for templates.
    #[serde(default)]
    pub extra: Extra,
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
            theme_settings: Extra::new(),
            strings: Extra::new(),
            publisher: None,
            permalink: None,
            max_tlp: None,
            feeds: Feeds::default(),
            data: Data::default(),
            lists: Lists::default(),
            sections: Sections::default(),
            markdown: Markdown::default(),
            menu: Vec::new(),
            elsewhere: Vec::new(),
            lints: BTreeMap::new(),
            furniture: Furniture::default(),
            extra: Extra::new(),
        }
    }
}

/// `[publisher]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Who publishes.
    pub name: Line,
    /// Its site.
    #[schemars(extend("pattern" = WEB))]
    pub url: Option<Line>,
    /// Address of its logo: `/logo.svg` for the file `static/logo.svg`.
    pub logo: Option<Line>,
    /// Policies: corrections, ethics, ...
    #[serde(default)]
    pub policies: Vec<MenuLink>,
}

/// `[feeds]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Feeds {
    /// How many briefings a feed holds.
    #[schemars(range(min = 1))]
    pub limit: usize,
    /// Whether the site's own feed carries the text of each briefing.
    pub full_text: bool,
    /// What has a feed.
    pub of: Vec<FeedOf>,
    /// How feeds are written.
    pub formats: Vec<FeedFormat>,
    /// The address that ids are made of: when a site moves, the `base_url` it had before.
    #[schemars(extend("pattern" = WEB))]
    pub id_base: Option<Line>,
}

impl Default for Feeds {
    fn default() -> Self {
        Self { limit: 20, full_text: false, of: FeedOf::ALL.to_vec(), formats: FeedFormat::ALL.to_vec(), id_base: None }
    }
}

/// `[data]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Data {
    /// What there is a data file of.
    pub of: Vec<DataOf>,
    /// How data files are written; none turns them off.
    pub formats: Vec<DataFormat>,
}

impl Default for Data {
    fn default() -> Self {
        Self { of: DataOf::ALL.to_vec(), formats: DataFormat::ALL.to_vec() }
    }
}

/// `theme.toml`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeToml {
    /// The theme's name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// The theme it stands on: what it lacks is taken from there.
    pub extends: Option<String>,
    /// Whether the first mention of an actor becomes a link.
    pub autolink: Option<bool>,
    /// Settings that a site may change, with their defaults.
    #[serde(default)]
    pub settings: Extra,
    /// The words that a setting may be, by its name; a setting without a list may be any text.
    #[serde(default)]
    pub choices: BTreeMap<String, Vec<String>>,
    /// Words of the pages, to change or translate.
    #[serde(default)]
    pub strings: Extra,
}
