//! What `site.toml` and `theme.toml` mean: no field is optional that has a default.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::base::diag::Lints;
use crate::model::field::{DataFormat, DataOf, FeedFormat, FeedOf, Tlp};
use crate::model::free::Extra;
use crate::model::lang::Lang;
use crate::model::link::UncheckedLink;
use crate::model::view::FeedLink;

/// The site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// Where it is.
    pub base_url: BaseUrl,
    /// One sentence about it.
    pub description: Option<String>,
    /// The language of its texts, unless they say otherwise.
    pub language: Lang,
    /// In which dates without an offset are read, and clock times shown.
    pub timezone: TimeZone,
    /// A folder below `themes/`, or an embedded theme.
    pub theme: String,
    /// `[theme_settings]`, over the theme's defaults.
    pub theme_settings: Extra,
    /// `[strings]`, over the theme's words.
    pub strings: Extra,
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// The pattern of a briefing's address; begins with `/`.
    pub permalink: String,
    /// The most restricted marking that the site may publish.
    pub max_tlp: Tlp,
    /// Feeds.
    pub feeds: Feeds,
    /// Data files.
    pub data: Data,
    /// How long lists grow.
    pub lists: Lists,
    /// Which sections there may be.
    pub sections: Sections,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// The menu; empty: the sections that exist.
    pub menu: Vec<MenuLink>,
    /// Folders that other programs serve, as link targets begin: `shop/`.
    pub elsewhere: Vec<String>,
    /// What the settings themselves link to on the site.
    pub links: Vec<UncheckedLink>,
    /// How mistakes are taken.
    pub lints: Lints,
    /// What may surround a briefing.
    pub furniture: Furniture,
    /// The site's own fields.
    pub extra: Extra,
}

/// The address of the site, in the forms that are needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host: `https://example.org`.
    pub origin: String,
    /// The path, with a slash at both ends: `/` or `/repo/`.
    pub root: String,
    /// All of it without a slash at the end.
    pub absolute: String,
}

impl BaseUrl {
    /// Takes an absolute http or https address apart.
    ///
    /// # Errors
    /// A sentence that says what such an address looks like.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!("expected an address such as `https://example.org/` or `https://example.org/repo/`, found `{text}`")
        };
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(wrong)?;
        let host_end = rest.find('/').unwrap_or(rest.len());
        let (host, path) = rest.split_at(host_end);
        let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        let path_end = path.trim_end_matches('/');
        let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~' | '%');
        let odd_part = path_end.split('/').skip(1).any(|part| matches!(part, "" | "." | ".."));
        if host.is_empty() || !host.chars().all(is_host) || !path_end.chars().all(is_path) || odd_part {
            return Err(wrong());
        }
        let origin = text[..text.len() - path.len()].to_owned();
        Ok(Self { absolute: format!("{origin}{path_end}"), root: format!("{path_end}/"), origin })
    }

    /// True if nobody can have that host, because it is kept for examples and tests (RFC 2606).
    pub fn is_example(&self) -> bool {
        let host = self.origin.rsplit_once("://").map_or("", |(_, host)| host).to_ascii_lowercase();
        let name = host.split(':').next().unwrap_or_default();
        let is_below = |kept: &str| name.strip_suffix(kept).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        ["example", "example.com", "example.net", "example.org", "invalid", "test"].into_iter().any(is_below)
    }

    /// An address as settings write it, ready for an `href`: `/about/` is meant from the site's
    /// root, wherever the site lives.
    pub fn rooted(&self, written: &str) -> String {
        match written.strip_prefix('/') {
            Some(rest) if !rest.starts_with('/') => format!("{}{rest}", self.root),
            _ => written.to_owned(),
        }
    }
}

/// `[publisher]`
#[derive(Debug, Clone)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Its site.
    pub url: Option<String>,
    /// Its logo: an address of the site, or an absolute one.
    pub logo: Option<String>,
    /// Policies: corrections, ethics, ...
    pub policies: Vec<MenuLink>,
}

/// A named address: an absolute one, or one of the site that begins with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuLink {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// `[feeds]`
#[derive(Debug, Clone)]
pub struct Feeds {
    /// How many briefings a feed has.
    pub limit: usize,
    /// Whether the site's own feed carries their text.
    pub full_text: bool,
    /// What has a feed.
    pub of: Vec<FeedOf>,
    /// How each is written.
    pub formats: Vec<FeedFormat>,
    /// The address that ids are made of: that of the site, or the one it had first.
    pub id_base: BaseUrl,
}

impl Feeds {
    /// The name of a feed's file, in the folder of what it follows.
    pub fn file(format: FeedFormat) -> &'static str {
        match format {
            FeedFormat::Atom => "feed.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// How pages announce the feeds of what is at `url`, a folder, and is named `title`.
    pub fn links(&self, of: FeedOf, title: &str, url: &str) -> Vec<FeedLink> {
        let formats = self.formats.iter().filter(|_| self.of.contains(&of));
        formats
            .map(|&format| {
                let (name, media_type) = match format {
                    FeedFormat::Atom => ("Atom", "application/atom+xml"),
                    FeedFormat::Json => ("JSON Feed", "application/feed+json"),
                };
                let url = format!("{url}{}", Self::file(format));
                FeedLink { title: title.to_owned(), url, format: name, media_type }
            })
            .collect()
    }
}

impl Config {
    /// Whether anything shows what the briefings rest on: there may be very many.
    pub fn lists_sources(&self) -> bool {
        self.sections.sources || !self.data.formats.is_empty() && self.data.of.contains(&DataOf::Sources)
    }

    /// The name of a calendar's file, in the folder of what it is the calendar of.
    pub const CALENDAR: &str = "calendar.ics";

    /// How pages announce the calendar of what is at `url`, a folder, and is named `title`.
    pub fn calendar(&self, title: &str, url: &str) -> Option<FeedLink> {
        self.sections.calendars.then(|| FeedLink {
            title: title.to_owned(),
            url: format!("{url}{}", Self::CALENDAR),
            format: "iCalendar",
            media_type: "text/calendar",
        })
    }
}

/// `[data]`
#[derive(Debug, Clone)]
pub struct Data {
    /// What there is a data file of.
    pub of: Vec<DataOf>,
    /// How each is written.
    pub formats: Vec<DataFormat>,
}

/// `[lists]`
#[derive(Debug, Clone, Copy, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Lists {
    /// Entries on a page of the home page's list.
    #[schemars(range(min = 1))]
    pub home: usize,
    /// Entries on a page of any other list.
    #[schemars(range(min = 1))]
    pub per_page: usize,
}

impl Default for Lists {
    fn default() -> Self {
        Self { home: 20, per_page: 50 }
    }
}

/// `[sections]`: which pages the site may have of what its briefings say. One without content has
/// no page in any case.
#[derive(Debug, Clone, Copy, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sections {
    /// What happened, newest first: of the site, and of actors and dossiers with many events.
    pub timeline: bool,
    /// What is scheduled.
    pub upcoming: bool,
    /// What was said, newest first: of the site, and of actors who said much.
    pub statements: bool,
    /// What the briefings rest on, by publisher.
    pub sources: bool,
    /// Corrections and updates of all briefings, newest first.
    pub corrections: bool,
    /// Calendars of the site, of dossiers and of actors.
    pub calendars: bool,
}

impl Default for Sections {
    fn default() -> Self {
        Self { timeline: true, upcoming: true, statements: true, sources: true, corrections: true, calendars: true }
    }
}

/// `[markdown]`
#[derive(Debug, Clone, Copy, Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Markdown {
    /// Let HTML in bodies through as it is.
    pub raw_html: bool,
    /// Write quotation marks, dashes and ellipses as typographers do.
    pub smart_punctuation: bool,
    /// Link the first mention of each actor; absent: as the theme wants it, else yes.
    pub autolink: Option<bool>,
}

/// `[furniture]`
#[derive(Debug, Clone, Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Furniture {
    /// Show share links.
    pub share: bool,
    /// Where a reader answers.
    pub reply: Option<MenuLink>,
    /// Show how to follow by feed.
    pub follow: bool,
    /// One sponsor, marked as such.
    pub sponsor: Option<Sponsor>,
}

/// The one sponsor.
#[derive(Debug, Clone, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sponsor {
    /// Who pays.
    pub name: String,
    /// Their site.
    pub url: Option<String>,
    /// One line of theirs.
    pub text: Option<String>,
}

/// What `theme.toml` says.
#[derive(Debug, Clone, Default)]
pub struct ThemeConfig {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// The theme it stands on.
    pub extends: Option<String>,
    /// Whether the first mention of each actor becomes a link, unless the site says otherwise.
    pub autolink: Option<bool>,
    /// Its settings' defaults.
    pub settings: Extra,
    /// The words that a setting may be.
    pub choices: BTreeMap<String, Vec<String>>,
    /// Its words.
    pub strings: Extra,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_nobody_can_have_is_an_example() {
        let is_example = |text: &str| BaseUrl::parse(text).unwrap().is_example();
        for address in
            ["https://example.org/", "http://www.Example.com:8080/a/", "https://desk.example", "http://a.test/"]
        {
            assert!(is_example(address), "{address}");
        }
        for address in
            ["https://counterexample.org/", "https://example.org.uk/", "http://localhost:8000", "http://[::1]/"]
        {
            assert!(!is_example(address), "{address}");
        }
    }
}
