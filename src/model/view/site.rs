//! What every page sees of the site: `site`.

use serde::Serialize;

use super::LinkView;
use crate::model::section::Section;

/// The site, as every template sees it (`site`).
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// `title` of `site.toml`.
    pub title: String,
    /// `description` of `site.toml`.
    pub description: Option<String>,
    /// `base_url` without a trailing slash, for absolute addresses.
    pub url: String,
    /// The path of `base_url`, with a slash at both ends: `/` or `/repo/`.
    pub root: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Who publishes.
    pub publisher: Option<PublisherView>,
    /// The menu of `site.toml`, or the main sections that exist.
    pub menu: Vec<LinkView>,
    /// Sections that exist and that the menu does not name.
    pub more: Vec<LinkView>,
    /// Addresses of the sections; a section without content is absent.
    pub sections: SectionsView,
    /// The site's own feeds.
    pub feeds: Vec<FeedLink>,
    /// The site's own calendar.
    pub calendar: Option<FeedLink>,
    /// Share links, reply, follow, sponsor: each only if `site.toml` asks for it.
    pub furniture: FurnitureView,
    /// The theme's settings: its defaults, then `[theme_settings]` over them.
    pub settings: tera::Value,
    /// `[extra]` of `site.toml`.
    pub extra: tera::Value,
}

/// `[publisher]` of `site.toml`.
#[derive(Debug, Clone, Serialize)]
pub struct PublisherView {
    /// Its name.
    pub name: String,
    /// Its site.
    pub url: Option<String>,
    /// Its logo's address.
    pub logo: Option<String>,
    /// Policies: corrections, ethics, ...
    pub policies: Vec<LinkView>,
}

/// Addresses of the site's sections; absent where there is nothing to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SectionsView {
    /// The home page; always there.
    pub home: String,
    /// Index of actors.
    pub actors: Option<String>,
    /// Index of tags.
    pub tags: Option<String>,
    /// Index of dossiers.
    pub dossiers: Option<String>,
    /// Index by date.
    pub archive: Option<String>,
    /// What happened, newest first.
    pub timeline: Option<String>,
    /// What is ahead.
    pub upcoming: Option<String>,
    /// What was said, newest first.
    pub statements: Option<String>,
    /// What the briefings rest on, by publisher.
    pub sources: Option<String>,
    /// Corrections and updates of all briefings, newest first.
    pub corrections: Option<String>,
}

impl SectionsView {
    /// The address of one.
    pub fn of(&self, section: Section) -> Option<&String> {
        match section {
            Section::Actors => self.actors.as_ref(),
            Section::Tags => self.tags.as_ref(),
            Section::Dossiers => self.dossiers.as_ref(),
            Section::Archive => self.archive.as_ref(),
            Section::Timeline => self.timeline.as_ref(),
            Section::Upcoming => self.upcoming.as_ref(),
            Section::Statements => self.statements.as_ref(),
            Section::Sources => self.sources.as_ref(),
            Section::Corrections => self.corrections.as_ref(),
        }
    }
}

/// A feed or a calendar that a page announces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLink {
    /// What it is the feed or calendar of.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
    /// `Atom`, `JSON Feed`, `iCalendar`.
    pub format: &'static str,
    /// `application/atom+xml`, `application/feed+json`, `text/calendar`.
    #[serde(rename = "type")]
    pub media_type: &'static str,
}

/// `[furniture]` of `site.toml`: what may surround an article. All off by default.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FurnitureView {
    /// Show share links.
    pub share: bool,
    /// Where a reader answers: an address or a link.
    pub reply: Option<LinkView>,
    /// Show how to follow by feed.
    pub follow: bool,
    /// One sponsor, marked as such.
    pub sponsor: Option<SponsorView>,
}

/// The one sponsor slot.
#[derive(Debug, Clone, Serialize)]
pub struct SponsorView {
    /// Who pays.
    pub name: String,
    /// Their site.
    pub url: Option<String>,
    /// One line of theirs.
    pub text: Option<String>,
}
