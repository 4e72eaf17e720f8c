//! What a template may read: the contract with themes, as Rust structs.
//!
//! Every page template gets `site` ([`SiteView`], the same on every page), `strings` (the
//! theme's words in the site's language), `page` ([`PageView`]) and the one struct of its
//! kind named below. `docs/theming.md` describes the same contract for theme authors: a field
//! that comes or goes here comes or goes there.
//!
//! Conventions: a *date* is a string in the precision that the author wrote (`2025`,
//! `2025-08`, `2025-08-07` or RFC 3339 with an offset), for the filters `date` and `time`; a
//! [`SafeHtml`] is HTML that Briefer made and that must not be escaped again; a `url` is
//! ready for an `href` (percent-encoded, with the path of `base_url`); what an author did not
//! write is absent (`none`), never an empty string.
//!
//! **Invariant:** a view is made from public things only: it is filled from the
//! [`Edition`](crate::model::edition::Edition).

mod briefing;
mod card;
mod list;
mod page;
pub mod record;
pub mod seen;
mod site;
mod term;

use serde::{Serialize, Serializer};

pub use briefing::{
    BriefingView, ChangeView, CiteView, EventView, FigureView, ImageView, PositionView, QuestionView, SourceView,
    StatementView, TakeawayView, TocView,
};
pub use card::{ActorCard, ActorLink, AuthorView, CardView, DossierCard, NoticeView, StorylineView, TagCard, WhoView};
pub use list::{HomeView, MonthView, YearView};
pub use page::{ContentView, PageView, PagerLink, PagerView};
pub use site::{FeedLink, FurnitureView, PublisherView, SectionsView, SiteView, SponsorView};
pub use term::{ActorGroup, ActorLetter, ActorView, DossierView, NameView, RoleView, TagView};

/// HTML that Briefer wrote itself: a template inserts it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SafeHtml(pub String);

impl Serialize for SafeHtml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// Something that is linked to by a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// Plain text.
    pub title: String,
    /// Ready for an `href`.
    pub url: String,
}
