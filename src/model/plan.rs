//! The plan: which outputs there are, and what each of them can see.
//!
//! A [`Sight`] is the struct of everything that rendering one output can see of the edition;
//! its `Hash` is the output's fingerprint. The renderer gets the sight, never the edition, so
//! a page cannot show what its fingerprint does not cover.

pub mod record;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use record::{ChangesSight, EventsSight, SourcesSight, StatementsSight};

use crate::base::hash::Fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::model::calendar::CalendarSight;
use crate::model::data::DataSight;
use crate::model::edition::{Actor, Briefing, Dossier, Page, Resolved, Tag};
use crate::model::feed::FeedSight;
use crate::model::mention::{Mentioned, Month};
use crate::model::section::Section;
use crate::model::shared::Shared;
use crate::model::view::record::EventEntry;
use crate::model::view::{
    ActorCard, ActorLink, CardView, DossierCard, FeedLink, LinkView, MonthView, PagerView, SectionsView, TagCard,
    YearView,
};

/// All outputs.
#[derive(Debug, Default)]
pub struct Plan<'e> {
    /// One for each output, by path.
    pub jobs: Vec<Job<'e>>,
}

/// One output.
#[derive(Debug)]
pub struct Job<'e> {
    /// Where it goes.
    pub path: OutPath,
    /// What it can see.
    pub sight: Sight<'e>,
    /// The hash of its path, of what it can see, and of what every output sees.
    pub fingerprint: Fingerprint,
}

impl Job<'_> {
    /// The file that the page is made of, if it is one: a briefing's, an actor's, ...
    pub fn source(&self) -> Option<&SourcePath> {
        let origin = match &self.sight {
            Sight::Briefing(sight) => &sight.briefing.doc.origin,
            Sight::Actor(sight) if sight.list.is_first() => &sight.actor.doc.as_ref()?.origin,
            Sight::Tag(sight) if sight.list.is_first() => &sight.tag.doc.as_ref()?.origin,
            Sight::Dossier(sight) if sight.list.is_first() => &sight.dossier.doc.origin,
            Sight::Page(page) => &page.doc.origin,
            Sight::Home(sight) => &sight.page?.doc.origin,
            _ => return None,
        };
        Some(&origin.source)
    }
}

/// What every page sees of the site's shape.
#[derive(Debug, Clone, Default, Hash)]
pub struct Shape {
    /// Which sections there are.
    pub sections: SectionsView,
    /// Sections that the site may have, and that have no page yet.
    pub unmade: Vec<Section>,
    /// The site's own feeds.
    pub feeds: Vec<FeedLink>,
    /// The site's own calendar.
    pub calendar: Option<FeedLink>,
    /// It is a preview, which search engines are to leave alone.
    pub is_preview: bool,
}

/// What one output can see.
#[derive(Debug, Hash)]
pub enum Sight<'e> {
    /// The home page, and the following pages of its list.
    Home(Box<HomeSight<'e>>),
    /// A briefing.
    Briefing(Box<BriefingSight<'e>>),
    /// The index of actors.
    Actors(Box<ActorsSight<'e>>),
    /// An actor.
    Actor(Box<ActorSight<'e>>),
    /// All mentions of an actor.
    Mentions(Box<MentionsSight<'e>>),
    /// The index of tags.
    Tags(Vec<&'e Shared<TagCard>>),
    /// A tag.
    Tag(Box<TagSight<'e>>),
    /// The index of dossiers.
    Dossiers(Vec<&'e Shared<DossierCard>>),
    /// A dossier.
    Dossier(Box<DossierSight<'e>>),
    /// The index by date.
    Archive(Vec<YearView>),
    /// A year.
    Year(Box<YearSight<'e>>),
    /// A month.
    Month(Box<MonthSight<'e>>),
    /// What happened.
    Timeline(Box<EventsSight<'e>>),
    /// What is ahead.
    Upcoming(Box<EventsSight<'e>>),
    /// What was said.
    Statements(Box<StatementsSight<'e>>),
    /// What the briefings rest on.
    Sources(Box<SourcesSight<'e>>),
    /// What was changed after publication.
    Corrections(Box<ChangesSight<'e>>),
    /// A page.
    Page(&'e Page),
    /// What a server shows for an unknown address.
    NotFound,
    /// An address that leads elsewhere.
    Redirect(&'e LinkView),
    /// A feed.
    Feed(Box<FeedSight<'e>>),
    /// A calendar.
    Calendar(Box<CalendarSight<'e>>),
    /// A data file.
    Data(Box<DataSight<'e>>),
    /// `sitemap.xml`
    Sitemap(Vec<SitemapEntry<'e>>),
    /// `robots.txt`: the sitemap's address below the root; none where robots are to keep out.
    Robots(Option<String>),
    /// `_redirects`: from, to.
    RedirectRules(Vec<(String, String)>),
    /// A file of the site, copied as it is.
    Copy(SourcePath, Fingerprint),
    /// A static file of the theme, by its name; with the hash of its bytes.
    ThemeFile(String, Fingerprint),
}

// What is rarer than a briefing is boxed: a plan holds one of these for each output.
const _: () = assert!(size_of::<Sight<'_>>() <= 64, "box what makes a sight larger than this");

/// A page of a list: of briefings, or of entries of the ledger.
#[derive(Debug, Hash)]
pub struct List<'e, T = CardView> {
    /// What is on this page.
    pub cards: Vec<&'e Shared<T>>,
    /// Where the list has several pages.
    pub pager: Option<PagerView>,
}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        Self { cards: Vec::new(), pager: None }
    }
}

impl<T> List<'_, T> {
    /// Whether this is the first page of the list, or the only one.
    pub fn is_first(&self) -> bool {
        self.pager.as_ref().is_none_or(|pager| pager.number == 1)
    }
}

/// What the home page sees.
#[derive(Debug, Default, Hash)]
pub struct HomeSight<'e> {
    /// `content/index.md`; on the first page only.
    pub page: Option<&'e Page>,
    /// The newest; on the first page only.
    pub lead: Option<&'e Shared<CardView>>,
    /// Developing ones; on the first page only.
    pub developing: Vec<&'e Shared<CardView>>,
    /// What is ahead, the next first; on the first page only.
    pub ahead: Vec<&'e Shared<EventEntry>>,
    /// Storylines; on the first page only.
    pub dossiers: Vec<&'e Shared<DossierCard>>,
    /// The latest.
    pub list: List<'e>,
}

/// What a briefing's page sees.
#[derive(Debug, Hash)]
pub struct BriefingSight<'e> {
    /// Itself.
    pub briefing: &'e Briefing,
    /// The one before it.
    pub previous: Option<&'e Shared<CardView>>,
    /// The one after it.
    pub next: Option<&'e Shared<CardView>>,
    /// The one it replaces.
    pub supersedes: Option<&'e Shared<CardView>>,
    /// The one that replaced it.
    pub superseded_by: Option<&'e Shared<CardView>>,
    /// Actors that its text names and that it is not about, each once.
    pub named: Vec<&'e Shared<ActorLink>>,
}

/// How many in each month that has any, the earliest first.
pub type Months<'e> = &'e [(Month, u32)];

/// What the index of actors sees.
#[derive(Debug, Hash)]
pub struct ActorsSight<'e> {
    /// By name, each with its appearances by month.
    pub actors: Vec<(&'e Shared<ActorCard>, Months<'e>)>,
    /// The month of the newest listed briefing.
    pub until: Option<Month>,
}

/// What an actor's page sees.
#[derive(Debug, Hash)]
pub struct ActorSight<'e> {
    /// Itself.
    pub actor: &'e Actor,
    /// The briefings about it.
    pub list: List<'e>,
    /// Its appearances; on the first page only.
    pub seen: Option<SeenSight<'e>>,
}

/// An actor's appearances, as its page shows them.
#[derive(Debug, Hash)]
pub struct SeenSight<'e> {
    /// The first.
    pub first: Option<&'e Shared<CardView>>,
    /// The last.
    pub last: Option<&'e Shared<CardView>>,
    /// How many by month.
    pub months: Months<'e>,
    /// With whom, in how many briefings, and the last of these.
    pub together: Vec<(&'e Shared<ActorLink>, u32, &'e Shared<CardView>)>,
    /// The newest mentions.
    pub mentions: Vec<MentionSight<'e>>,
    /// The page of all mentions, if these are not all.
    pub all_mentions: Option<String>,
}

/// What the page of all mentions of an actor sees.
#[derive(Debug, Hash)]
pub struct MentionsSight<'e> {
    /// Whose.
    pub actor: &'e Shared<ActorLink>,
    /// The mentions on this page, newest first.
    pub mentions: Vec<MentionSight<'e>>,
    /// How many there are in all.
    pub total: usize,
    /// Where the list has several pages.
    pub pager: Option<PagerView>,
}

/// A briefing that names an actor, as the actor's page sees it.
#[derive(Debug, Clone, Copy)]
pub struct MentionSight<'e> {
    /// Where the words are.
    pub briefing: &'e Resolved,
    /// Which of them.
    pub mentioned: &'e Mentioned,
}

impl Hash for MentionSight<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Of the briefing its card is seen, and the passages.
        self.briefing.card.hash(state);
        self.mentioned.blocks.hash(state);
        self.mentioned.passages.iter().for_each(|passage| passage.fingerprint.hash(state));
    }
}

/// What a tag's page sees.
#[derive(Debug, Hash)]
pub struct TagSight<'e> {
    /// Itself.
    pub tag: &'e Tag,
    /// The wider tag.
    pub parent: Option<LinkView>,
    /// Narrower tags.
    pub children: Vec<&'e Shared<TagCard>>,
    /// Its briefings.
    pub list: List<'e>,
}

/// What a dossier's page sees.
#[derive(Debug, Hash)]
pub struct DossierSight<'e> {
    /// Itself.
    pub dossier: &'e Dossier,
    /// Its briefings.
    pub list: List<'e>,
}

/// What a month's page sees.
#[derive(Debug, Hash)]
pub struct MonthSight<'e> {
    /// Its year's page.
    pub year: LinkView,
    /// Itself.
    pub month: MonthView,
    /// Its briefings.
    pub list: List<'e>,
}

/// What a year's page sees.
#[derive(Debug, Hash)]
pub struct YearSight<'e> {
    /// Itself.
    pub year: YearView,
    /// Its briefings by month, if they are few enough for one page.
    pub months: Vec<(MonthView, Vec<&'e Shared<CardView>>)>,
}

/// An address in the sitemap.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SitemapEntry<'e> {
    /// The page.
    pub path: OutPath,
    /// When its content last changed, if a briefing says so.
    pub modified: Option<Cow<'e, str>>,
}

macro_rules! hash_by_fingerprint {
    ($($name:ident),*) => {$(
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.fingerprint.hash(state);
            }
        }
    )*};
}

hash_by_fingerprint!(Briefing, Actor, Tag, Dossier, Page);
