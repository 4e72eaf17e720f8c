//! What `site.toml` means.

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::base::diag::Lints;
use crate::model::field::{Lang, Tlp};

/// The site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    pub title: String,
    pub base_url: BaseUrl,
    pub description: Option<String>,
    pub language: Lang,
    pub timezone: TimeZone,
    pub theme: String,
    pub theme_settings: Value,
    pub strings: Value,
    pub publisher: Option<Publisher>,
    pub permalink: String,
    pub max_tlp: Tlp,
    pub feeds: Feeds,
    pub lists: Lists,
    pub markdown: Markdown,
    pub menu: Vec<MenuLink>,
    pub lints: Lints,
    pub furniture: Furniture,
    pub extra: Value,
}
#[derive(Debug, Clone)]
pub struct BaseUrl {
    pub origin: String,
    pub root: String,
    pub absolute: String,
}
#[derive(Debug, Clone)]
pub struct Publisher {
    pub name: String,
    pub url: Option<String>,
    pub logo: Option<String>,
    pub policies: Vec<MenuLink>,
}
#[derive(Debug, Clone)]
pub struct MenuLink {
    pub title: String,
    pub url: String,
}
#[derive(Debug, Clone)]
pub struct Feeds {
    pub limit: usize,
    pub full_text: bool,
}
#[derive(Debug, Clone)]
pub struct Lists {
    pub home: usize,
    pub per_page: usize,
}
#[derive(Debug, Clone)]
pub struct Markdown {
    pub raw_html: bool,
    pub smart_punctuation: bool,
}
#[derive(Debug, Clone)]
pub struct Furniture {
    pub share: bool,
    pub reply: Option<MenuLink>,
    pub follow: bool,
    pub sponsor: Option<Sponsor>,
}
#[derive(Debug, Clone)]
pub struct Sponsor {
    pub name: String,
    pub url: Option<String>,
    pub text: Option<String>,
}
/// What `theme.toml` says.
#[derive(Debug, Clone, Default)]
pub struct ThemeConfig {
    pub name: String,
    pub description: Option<String>,
    pub extends: Option<String>,
    pub settings: Value,
    pub strings: Value,
}
