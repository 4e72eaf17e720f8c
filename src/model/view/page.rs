//! What every page sees of itself: `page`; and the content of a plain page.

use serde::Serialize;

use super::briefing::TocView;
use super::card::NoticeView;
use super::site::FeedLink;
use super::{LinkView, SafeHtml};

/// The page at hand (`page`), whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `briefing`, `actors`, `actor`, `mentions`, `tags`, `tag`, `dossiers`, `dossier`,
    /// `archive`, `year`, `month`, `timeline`, `upcoming`, `statements`, `sources`,
    /// `corrections`, `page`, `not-found`.
    pub kind: &'static str,
    /// For `<title>` and the `h1`; the home page has the site's title.
    pub title: String,
    /// Meta description, plain text.
    pub description: Option<String>,
    /// With the path of `base_url`.
    pub url: String,
    /// Absolute.
    pub canonical: String,
    /// BCP 47, of this page's text.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
    /// Feeds and calendars to announce: the page's own first, then the site's feeds.
    pub feeds: Vec<FeedLink>,
    /// From the home page down, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// Which section of the menu it belongs to: the section's address.
    pub section: Option<String>,
    /// Picture for previews: an absolute address.
    pub image: Option<String>,
    /// JSON-LD, safe inside a `script` element.
    pub json_ld: Option<SafeHtml>,
    /// Where a list is split over several pages.
    pub pager: Option<PagerView>,
}

/// One of several pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PagerView {
    /// From 1.
    pub number: usize,
    /// How many pages.
    pub total: usize,
    /// How many entries in all.
    pub entries: usize,
    /// The page before this one.
    pub previous: Option<String>,
    /// The page after this one.
    pub next: Option<String>,
    /// The first, the last and those around this one, in order; a gap is a `None`.
    pub pages: Vec<Option<PagerLink>>,
}

/// A numbered page in a pager.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PagerLink {
    /// From 1.
    pub number: usize,
    /// Ready for an `href`.
    pub url: String,
}

/// A page on its own (`content`): about, policies, ...
#[derive(Debug, Clone, Serialize)]
pub struct ContentView {
    /// File stem.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Inline HTML.
    pub summary: Option<SafeHtml>,
    /// Date, if it has one.
    pub date: Option<String>,
    /// The text.
    pub body: SafeHtml,
    /// Headings of levels 2 and 3.
    pub toc: Vec<TocView>,
    /// `extra:` of the front matter.
    pub extra: tera::Value,
    /// A preview of something that is not public (`--drafts` only).
    pub notice: Option<NoticeView>,
}
