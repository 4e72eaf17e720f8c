//! What lies on the editor's desk while items are resolved: settings, the registry, and every
//! file that a link may lead to.

mod by_path;

use std::borrow::Cow;
use std::sync::Arc;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use by_path::ByPath;

use super::mentions::Names;
use super::registry::{self, Lookup, Registry};
use super::visibility::Opened;
use super::{addresses, shared};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::{Fingerprint, fingerprint};
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::composed;
use crate::memo::{Memory, Question, Resolution};
use crate::model::anchor;
use crate::model::config::Config;
use crate::model::document::{BriefingDoc, Documents, Origin};
use crate::model::field::DossierStatus;
use crate::model::html::Body;
use crate::model::inventory::{Found, Inventory};
use crate::model::shared::Shared;
use crate::model::view::{LinkView, StorylineView};

/// Everything that resolving one document may look at.
#[derive(Debug)]
pub struct Desk<'a> {
    /// Settings.
    pub config: &'a Config,
    /// What the files say; the registry's files are all public.
    pub documents: &'a Documents,
    /// Actors and tags by name.
    pub registry: Arc<Registry>,
    /// The names of actors in running text.
    pub names: Names,
    /// Whether the first mention of an actor becomes a link, unless the briefing says otherwise.
    pub autolink: bool,
    /// In the order of `Documents::dossiers`.
    pub dossiers: Vec<DossierEntry>,
    /// Public briefings: the page of each, in the order of `Opened::briefings`; none if its
    /// address is invalid.
    pub briefing_paths: Vec<Option<OutPath>>,
    /// The same for public pages.
    pub page_paths: Vec<Option<OutPath>>,
    /// The hash of the settings.
    pub settings: Fingerprint,
    /// The hash of settings, registry and dossiers: of all that can be asked here, but for what
    /// is a [`Question`].
    pub fingerprint: Fingerprint,
    targets: Vec<Target<'a>>,
    /// Positions in `targets`, by id.
    briefings: RapidHashMap<&'a str, usize>,
    /// Positions in `targets`.
    files: ByPath<'a, usize>,
    assets: ByPath<'a, &'a Found>,
    /// Below `static/`, sorted by path.
    statics: &'a [Found],
}

/// A dossier's address.
#[derive(Debug)]
pub struct DossierEntry {
    /// Where its page is.
    pub path: OutPath,
    /// How briefings see it.
    pub storyline: Arc<Shared<StorylineView>>,
}

/// What a link may lead to.
#[derive(Debug)]
pub struct Target<'a> {
    /// Title and address; none if it is held back.
    pub link: Option<Arc<LinkView>>,
    anchors: Anchors<'a>,
    /// The file's hash, for what its anchors are.
    hash: Fingerprint,
}

#[derive(Debug, Clone, Copy)]
enum Anchors<'a> {
    Briefing(&'a BriefingDoc),
    Body(&'a Body),
    /// An actor's page: a position in [`Registry::actors`].
    Actor(usize),
    None,
}

impl Target<'_> {
    /// Whether its page has something with that id.
    pub fn has_anchor(&self, id: &str) -> bool {
        match self.anchors {
            Anchors::Briefing(doc) => anchor::exists(doc, id),
            Anchors::Body(body) => body.anchors.binary_search_by(|anchor| (**anchor).cmp(id)).is_ok(),
            Anchors::Actor(_) | Anchors::None => true,
        }
    }

    /// The actor whose page it is: a position in [`Registry::actors`].
    pub fn actor(&self) -> Option<usize> {
        match self.anchors {
            Anchors::Actor(entry) => Some(entry),
            Anchors::Briefing(_) | Anchors::Body(_) | Anchors::None => None,
        }
    }
}

impl<'a> Desk<'a> {
    /// Sets the desk: who is who first. `autolink` is that of [`assemble`](super::assemble).
    pub fn new(
        config: &'a Config,
        inventory: &'a Inventory,
        documents: &'a Documents,
        opened: &'a Opened<'a>,
        autolink: bool,
        memory: &mut Memory,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let root = &config.base_url.root;
        let settings = fingerprint(&format!("{config:?}"));
        let registry = registry::register(documents, opened, config, settings, &mut memory.registry);
        diagnostics.extend(registry.diagnostics.iter().cloned());
        let names = Names::new(&registry, &mut memory.finder);
        let dossiers = dossiers(documents, root);
        let storylines: Vec<&Shared<StorylineView>> = dossiers.iter().map(|entry| &*entry.storyline).collect();
        let fingerprint = fingerprint(&(settings, autolink, registry.fingerprint(), storylines));
        let mut desk = Self {
            config,
            documents,
            registry,
            names,
            autolink,
            settings,
            fingerprint,
            dossiers,
            briefing_paths: Vec::with_capacity(opened.briefings.len()),
            page_paths: Vec::with_capacity(opened.pages.len()),
            targets: Vec::with_capacity(documents.briefings.len()),
            briefings: RapidHashMap::default(),
            files: ByPath::default(),
            assets: ByPath::default(),
            statics: &inventory.statics,
        };
        desk.assets.extend(inventory.assets.iter().map(|found| (&found.path, found)));
        desk.add_briefings(opened, &memory.resolutions, diagnostics);
        desk.add_pages(opened, diagnostics);
        desk.add_registry();
        duplicates(documents, diagnostics);
        desk
    }

    /// The address of a page, with the path of `base_url`.
    pub fn url(&self, path: &OutPath) -> String {
        path.href_below(&self.config.base_url.root)
    }

    /// The briefing with that id.
    pub fn briefing(&self, id: &str) -> Option<&Target<'a>> {
        self.briefings.get(&*composed(id)).map(|&at| &self.targets[at])
    }

    /// Ids of public briefings that `id` may be a slip of.
    pub fn near_briefings(&self, id: &str) -> Vec<&'a str> {
        let public = self.briefings.iter().filter(|(_, at)| self.targets[**at].link.is_some()).map(|(id, _)| *id);
        crate::base::text::near_misses(id, public)
    }

    /// What a content file's page is.
    pub fn file(&self, path: &SourcePath) -> Option<&Target<'a>> {
        Some(&self.targets[self.files.get(path)?])
    }

    /// The file beside the content that goes by this path.
    pub fn asset(&self, path: &SourcePath) -> Option<&'a Found> {
        self.assets.get(path)
    }

    /// The file of that name below `static/`.
    pub fn static_file(&self, path: &SourcePath) -> Option<&'a Found> {
        let at = self.statics.binary_search_by(|found| found.path.cmp(path)).ok()?;
        Some(&self.statics[at])
    }

    /// The hash of what a question is answered.
    pub fn answer(&self, question: &Question) -> Fingerprint {
        let seen = |target: &Target<'_>| (target.hash, target.link.as_ref().map(fingerprint));
        match question {
            Question::Briefing(id) => fingerprint(&self.briefing(id).map(seen)),
            Question::File(path) => fingerprint(&self.file(path).map(seen)),
            Question::Asset(path) => fingerprint(&self.asset(path).map(|found| found.picture)),
            Question::Static(path) => fingerprint(&self.static_file(path).map(|found| found.picture)),
        }
    }

    /// Names of files in the same folder, assets and what is public, that `path` may be a slip of.
    pub fn near_files(&self, path: &SourcePath) -> Vec<&'a str> {
        let public = self.files.iter().filter(|(_, at)| self.targets[*at].link.is_some()).map(|(file, _)| file);
        let beside =
            self.assets.iter().map(|(file, _)| file).chain(public).filter(|file| file.folder() == path.folder());
        crate::base::text::near_misses(path.file_name(), beside.map(SourcePath::file_name))
    }

    /// Registered ids that live on as redirects: their section, id, target and place.
    pub fn merged(&self) -> impl Iterator<Item = (&'static str, &'a str, LinkView, Place)> {
        let actors = self.documents.actors.iter().filter(|doc| doc.front.merged_into.is_some()).filter_map(|doc| {
            let Lookup::Found(entry) = self.registry.actor_names.find(&doc.origin.id) else { return None };
            let link = &self.registry.actors[entry].link;
            Some(("actors", &doc.origin, LinkView { title: link.name.clone(), url: link.url.clone() }))
        });
        let tags = self.documents.tags.iter().filter(|doc| doc.front.merged_into.is_some()).filter_map(|doc| {
            let Lookup::Found(entry) = self.registry.tag_names.find(&doc.origin.id) else { return None };
            Some(("tags", &doc.origin, LinkView::clone(&self.registry.tags[entry].link)))
        });
        actors
            .chain(tags)
            .map(|(folder, origin, link)| (folder, &*origin.id, link, Place::value(&origin.source, "merged_into")))
    }

    fn add_briefings(
        &mut self,
        opened: &'a Opened<'a>,
        resolutions: &RapidHashMap<SourcePath, Arc<Resolution>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let place = |(doc, _): &'a (Arc<BriefingDoc>, _)| {
            // The same document under the same settings is where it was.
            if let Some(known) = resolutions.get(&doc.origin.source)
                && known.settings == self.settings
                && Arc::ptr_eq(&known.briefing.doc, doc)
            {
                return Ok((known.briefing.path.clone(), Arc::clone(&known.link)));
            }
            let path = addresses::briefing(doc, self.config)?;
            let link = LinkView { title: doc.front.title.to_string(), url: self.url(&path) };
            Ok((path, Arc::new(link)))
        };
        let placed: Vec<Result<(OutPath, Arc<LinkView>), addresses::Fault>> =
            opened.briefings.par_iter().with_min_len(64).map(place).collect();
        for ((doc, _), placed) in opened.briefings.iter().zip(placed) {
            let (path, link) = placed.map_err(|fault| diagnostics.extend(fault.map(|fault| *fault))).ok().unzip();
            self.briefing_paths.push(path);
            self.targets.push(Target { link, anchors: Anchors::Briefing(doc), hash: doc.origin.hash });
        }
        let origins = || opened.briefings.iter().map(|(doc, _)| &doc.origin).zip(0..);
        rayon::join(
            || self.briefings.extend(origins().map(|(origin, at)| (&*origin.id, at))),
            || self.files.extend(origins().map(|(origin, at)| (&origin.source, at))),
        );
        for held in &opened.held_briefings {
            let doc = held.for_checks();
            if let Err(Some(fault)) = addresses::briefing(doc, self.config) {
                diagnostics.push(*fault);
            }
            let at = self.add(&doc.origin, None, Anchors::Briefing(doc));
            self.briefings.entry(&doc.origin.id).or_insert(at);
        }
    }

    /// Adds what is made of a file; says where it stands in `targets`.
    fn add(&mut self, origin: &'a Origin, link: Option<Arc<LinkView>>, anchors: Anchors<'a>) -> usize {
        let at = self.targets.len();
        self.targets.push(Target { link, anchors, hash: origin.hash });
        self.files.insert(&origin.source, at);
        at
    }

    fn add_pages(&mut self, opened: &'a Opened<'a>, diagnostics: &mut Vec<Diagnostic>) {
        for (doc, _) in &opened.pages {
            let path = addresses::page(doc).map_err(|fault| diagnostics.extend(fault.map(|fault| *fault))).ok();
            let title = doc.front.title.as_ref().map_or_else(|| doc.origin.id.to_string(), ToString::to_string);
            let link = path.as_ref().map(|path| Arc::new(LinkView { title, url: self.url(path) }));
            self.page_paths.push(path);
            self.add(&doc.origin, link, Anchors::Body(&doc.body));
        }
        for held in &opened.held_pages {
            let doc = held.for_checks();
            self.add(&doc.origin, None, Anchors::Body(&doc.body));
        }
        if let Some((doc, _)) = &opened.home {
            let link = LinkView { title: self.config.title.clone(), url: self.config.base_url.root.clone() };
            self.add(&doc.origin, Some(Arc::new(link)), Anchors::Body(&doc.body));
        }
    }

    fn add_registry(&mut self) {
        for doc in &self.documents.actors {
            let Lookup::Found(entry) = self.registry.actor_names.find(&doc.origin.id) else { continue };
            let link = &self.registry.actors[entry].link;
            let link = LinkView { title: link.name.clone(), url: link.url.clone() };
            self.add(&doc.origin, Some(Arc::new(link)), Anchors::Actor(entry));
        }
        for doc in &self.documents.tags {
            let Lookup::Found(entry) = self.registry.tag_names.find(&doc.origin.id) else { continue };
            let link = LinkView::clone(&self.registry.tags[entry].link);
            self.add(&doc.origin, Some(Arc::new(link)), Anchors::None);
        }
        for (at, doc) in self.documents.dossiers.iter().enumerate() {
            let storyline = &self.dossiers[at].storyline;
            let link = LinkView { title: storyline.title.clone(), url: storyline.url.clone() };
            self.add(&doc.origin, Some(Arc::new(link)), Anchors::None);
        }
    }
}

fn dossiers(documents: &Documents, root: &str) -> Vec<DossierEntry> {
    let entry = |(at, doc): (usize, &Arc<crate::model::document::DossierDoc>)| {
        // What can be no address is an error since the file was read, and nothing is published.
        let path = OutPath::parse(&format!("dossiers/{}/index.html", doc.origin.id))
            .or_else(|_| OutPath::parse(&format!("dossiers/-{at}/index.html")))
            .expect("a number makes an address, and no id begins with a hyphen");
        let storyline = StorylineView {
            id: doc.origin.id.to_string(),
            title: doc.front.title.to_string(),
            url: path.href_below(root),
            status: doc.front.status.unwrap_or(DossierStatus::Active).word(),
        };
        DossierEntry { path, storyline: shared(storyline) }
    };
    documents.dossiers.iter().enumerate().map(entry).collect()
}

/// Two files of a kind with one id.
fn duplicates(documents: &Documents, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |kind: &str, origins: &mut dyn Iterator<Item = &Origin>| {
        let mut first: RapidHashMap<Cow<'_, str>, &Origin> = RapidHashMap::default();
        for origin in origins {
            let key = crate::base::path::fold_key(&origin.id);
            let Some(other) = first.get(&key) else {
                first.insert(key, origin);
                continue;
            };
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, format!("two {kind} have the id `{}`", origin.id))
                    .at(Place::file(&origin.source))
                    .related(Place::file(&other.source), "the other one")
                    .hint("rename one of the files"),
            );
        }
    };
    report("actors", &mut documents.actors.iter().map(|doc| &doc.origin));
    report("tags", &mut documents.tags.iter().map(|doc| &doc.origin));
    report("dossiers", &mut documents.dossiers.iter().map(|doc| &doc.origin));
}
