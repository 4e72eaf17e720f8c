//! The edition: what is public at the instant of the build, resolved, linked and indexed.
//!
//! Made by `assemble` alone, from documents that the gate let through. Everything downstream
//! (plan, views, feeds, sitemap, copies) takes it by reference and has no other source, so it
//! cannot name what was held back.
//!
//! **Invariant:** nothing in an edition depends on a document that is not public.
//!
//! **Incremental:** each item carries a fingerprint of all that its own page can show; other
//! pages see it as a narrow card with a fingerprint of its own.

use std::sync::Arc;

use jiff::Timestamp;

use crate::base::diag::Place;
use crate::base::hash::Fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::model::document::{ActorDoc, BriefingDoc, DossierDoc, PageDoc, TagDoc};
use crate::model::field::BriefingStatus;
use crate::model::html::Insert;
use crate::model::ledger::Ledger;
use crate::model::link::UncheckedLink;
use crate::model::mention::{Appearances, Mentioned, Named};
use crate::model::shared::Shared;
use crate::model::view::record::{ActorRecord, EventStep, NewsView, StoryRecord};
use crate::model::view::{
    ActorCard, ActorLink, AuthorView, CardView, DossierCard, ImageView, LinkView, NoticeView, RoleView, StorylineView,
    TagCard, WhoView,
};

/// What goes into the holes of one [`Html`](crate::model::html::Html), in order.
pub type Fills = Box<[Box<str>]>;

/// What is public.
#[derive(Debug, Default)]
pub struct Edition {
    /// Newest first; unlisted ones too.
    pub briefings: Vec<Briefing>,
    /// Positions in `briefings` of those that lists may show, newest first.
    pub listed: Vec<usize>,
    /// By id.
    pub actors: Vec<Actor>,
    /// By id.
    pub tags: Vec<Tag>,
    /// By id.
    pub dossiers: Vec<Dossier>,
    /// By path.
    pub pages: Vec<Page>,
    /// `content/index.md`
    pub home: Option<Page>,
    /// What all listed briefings say, brought together.
    pub ledger: Arc<Ledger>,
    /// Addresses that lead elsewhere.
    pub redirects: Vec<Redirect>,
    /// Files that public pages refer to, each with the page's folder in its path.
    pub assets: Vec<Asset>,
    /// Links to addresses of the site that only the plan knows.
    pub unchecked: Vec<Arc<[UncheckedLink]>>,
    /// The next instant at which the edition would be another.
    pub next_change: Option<Timestamp>,
    /// It is for a preview (`--drafts`): what is not public is in it, too.
    pub is_preview: bool,
}

impl Edition {
    /// What is called what: titles of briefings, pages and storylines, labels of tags, names of
    /// actors. All of them may be said by any output.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let briefings = self.briefings.iter().map(|briefing| briefing.card.title.as_str());
        let pages = self.pages.iter().chain(&self.home).map(|page| page.title.as_str());
        let dossiers = self.dossiers.iter().map(|dossier| dossier.storyline.title.as_str());
        let tags = self.tags.iter().map(|tag| tag.link.title.as_str());
        let actors = self.actors.iter().flat_map(|actor| {
            let front = actor.doc.as_ref().map(|doc| &doc.front);
            let others = front.into_iter().flat_map(|front| {
                front.short.iter().chain(front.names.values()).chain(&front.aliases).chain(&front.weak_aliases)
            });
            others.map(|name| &**name).chain([actor.link.name.as_str()])
        });
        briefings.chain(pages).chain(dossiers).chain(tags).chain(actors)
    }
}

/// A public briefing, in its place among the others.
#[derive(Debug)]
pub struct Briefing {
    /// Itself.
    pub resolved: Arc<Resolved>,
    /// Positions in `Edition::briefings`.
    pub previous: Option<usize>,
    /// The one after it.
    pub next: Option<usize>,
    /// The one it replaces.
    pub supersedes: Option<usize>,
    /// The one that replaced it.
    pub superseded_by: Option<usize>,
    /// What it says that those before it in its storyline did not.
    pub news: Option<Arc<NewsView>>,
    /// What newer briefings say of its events, by position among them.
    pub later: Vec<(usize, Arc<EventStep>)>,
    /// Its `review_by` has passed.
    pub stale: bool,
    /// Of itself, `news`, `later` and `stale`.
    pub fingerprint: Fingerprint,
}

impl std::ops::Deref for Briefing {
    type Target = Resolved;
    fn deref(&self) -> &Resolved {
        &self.resolved
    }
}

/// A public briefing by itself: its names and links resolved.
#[derive(Debug)]
pub struct Resolved {
    /// What its file says.
    pub doc: Arc<BriefingDoc>,
    /// Where its page is.
    pub path: OutPath,
    /// The instant at which its date begins.
    pub begins: Timestamp,
    /// Whether lists show it.
    pub listed: bool,
    /// How others see it.
    pub card: Shared<CardView>,
    /// By-line.
    pub authors: Vec<AuthorView>,
    /// Who it is about.
    pub who: Vec<WhoView>,
    /// For each of its statements: the speaker's role at its date.
    pub speaker_roles: Vec<Option<String>>,
    /// Actors that its fields name, by the words used there.
    pub names: Vec<(Box<str>, Arc<Shared<ActorLink>>)>,
    /// The storyline.
    pub storyline: Option<Arc<Shared<StorylineView>>>,
    /// Lead picture.
    pub image: Option<ImageView>,
    /// For `summary`.
    pub summary: Fills,
    /// For each of `takeaways`.
    pub takeaways: Vec<Fills>,
    /// For each of `updates`.
    pub updates: Vec<Fills>,
    /// For each of `corrections`.
    pub corrections: Vec<Fills>,
    /// For the body.
    pub body: Fills,
    /// What is put into the body beside its own links: links to actors, ids of blocks; in order.
    pub inserts: Box<[Insert]>,
    /// Actors whom the body names, in order, each as often as it does.
    pub named: Box<[Named]>,
    /// Those of them whom it is not about; none if no list shows it.
    pub mentioned: Box<[Mentioned]>,
    /// Positions in `Edition::tags`.
    pub tags: Vec<usize>,
    /// Positions in `Edition::actors`.
    pub actors: Vec<usize>,
    /// Position in `Edition::dossiers`.
    pub dossier: Option<usize>,
    /// Of all of the above that its page shows of itself.
    pub fingerprint: Fingerprint,
    /// Of all that the ledger takes from it.
    pub stated: Fingerprint,
}

/// An actor with a page.
#[derive(Debug)]
pub struct Actor {
    /// What its file says; none if it is not registered.
    pub doc: Option<Arc<ActorDoc>>,
    /// Where its page is.
    pub path: OutPath,
    /// How lists see it.
    pub card: Shared<ActorCard>,
    /// How briefings see it.
    pub link: Arc<Shared<ActorLink>>,
    /// Its roles.
    pub roles: Vec<RoleView>,
    /// Groups it belongs to.
    pub member_of: Vec<LinkView>,
    /// Actors that belong to it.
    pub members: Vec<LinkView>,
    /// For the profile.
    pub body: Fills,
    /// Positions in `Edition::briefings` of listed ones about it, newest first.
    pub briefings: Vec<usize>,
    /// Those, and those that name it.
    pub appearances: Arc<Appearances>,
    /// What the ledger knows of it, as its page shows it.
    pub record: ActorRecord,
    /// Positions in `Ledger::statements` of all that it said, newest first.
    pub statements: Vec<usize>,
    /// Positions in `Ledger::events` of all that it takes part in, in time.
    pub events: Vec<usize>,
    /// Of all of the above that its page shows of itself.
    pub fingerprint: Fingerprint,
}

impl Actor {
    /// Whether an index may name it: it has a file, or something listed names it.
    pub fn is_listed(&self) -> bool {
        let record = &self.record;
        self.doc.is_some()
            || self.appearances.first.is_some()
            || record.statement_count + record.event_count + record.positions.len() > 0
    }
}

/// A tag with a page.
#[derive(Debug)]
pub struct Tag {
    /// What its file says; none if it is not registered.
    pub doc: Option<Arc<TagDoc>>,
    /// Where its page is.
    pub path: OutPath,
    /// How lists see it.
    pub card: Shared<TagCard>,
    /// How cards and text link to it.
    pub link: LinkView,
    /// The wider tag.
    pub parent: Option<usize>,
    /// Narrower tags.
    pub children: Vec<usize>,
    /// For the introduction.
    pub body: Fills,
    /// Positions in `Edition::briefings` of listed ones, newest first.
    pub briefings: Vec<usize>,
    /// Of all of the above that its page shows of itself.
    pub fingerprint: Fingerprint,
}

impl Tag {
    /// Whether an index may name it: it has a file, or a listed briefing has it.
    pub fn is_listed(&self) -> bool {
        self.doc.is_some() || !self.briefings.is_empty()
    }
}

/// A dossier.
#[derive(Debug)]
pub struct Dossier {
    /// What its file says.
    pub doc: Arc<DossierDoc>,
    /// Where its page is.
    pub path: OutPath,
    /// How lists see it.
    pub card: Shared<DossierCard>,
    /// How its briefings see it.
    pub storyline: Arc<Shared<StorylineView>>,
    /// For the summary.
    pub summary: Fills,
    /// For the introduction.
    pub body: Fills,
    /// Who its briefings are about, by how often.
    pub who: Vec<WhoView>,
    /// Positions in `Edition::briefings` of listed ones, in the order of the story.
    pub briefings: Vec<usize>,
    /// What the ledger knows of it.
    pub record: Arc<StoryRecord>,
    /// Positions in `Ledger::events` of all that its briefings name, in time.
    pub events: Vec<usize>,
    /// Of all of the above that its page shows of itself.
    pub fingerprint: Fingerprint,
}

/// A page.
#[derive(Debug)]
pub struct Page {
    /// What its file says.
    pub doc: Arc<PageDoc>,
    /// Where it is.
    pub path: OutPath,
    /// Its title.
    pub title: String,
    /// For the summary.
    pub summary: Fills,
    /// For the text.
    pub body: Fills,
    /// Why it is shown, if it is not public.
    pub notice: Option<NoticeView>,
    /// Of all of the above.
    pub fingerprint: Fingerprint,
}

/// An address that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The old address.
    pub from: OutPath,
    /// The new one, ready for an `href`.
    pub to: LinkView,
    /// What asked for it.
    pub place: Place,
}

/// A file beside a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asset {
    /// Where it goes.
    pub path: OutPath,
    /// Where it is.
    pub source: SourcePath,
}

impl Resolved {
    /// Whether it takes back what it said.
    pub fn is_retracted(&self) -> bool {
        self.doc.front.status == Some(BriefingStatus::Retracted)
    }

    /// The text as HTML.
    pub fn body_html(&self) -> String {
        let mut out = String::new();
        self.doc.body.html.weave(&self.body, &self.inserts, &mut out);
        out
    }
}

impl Edition {
    /// Listed briefings, newest first.
    pub fn listed(&self) -> impl Iterator<Item = &Briefing> + Clone {
        self.listed.iter().map(|&at| &self.briefings[at])
    }

    /// The cards of some briefings.
    pub fn cards<'e>(&'e self, briefings: &'e [usize]) -> impl Iterator<Item = &'e Shared<CardView>> + Clone {
        briefings.iter().map(|&at| &self.briefings[at].card)
    }
}
