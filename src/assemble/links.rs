//! Fills the holes of a document's HTML: where its links lead.

use super::desk::{Desk, Target};
use super::mentions::ByHand;
use super::registry::Lookup;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::Fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::{escape, fold, one_of, percent_decode, percent_encode};
use crate::memo::Question;
use crate::model::anchor;
use crate::model::document::BriefingDoc;
use crate::model::edition::{Asset, Fills, UncheckedLink};
use crate::model::front::SourceFront;
use crate::model::html::{Body, Hole, HoleKind, Html, Inline, link_tag};
use crate::model::view::LinkView;

/// A document whose links are being resolved, and what that brings to light.
#[derive(Debug)]
pub struct Linker<'a, 'd> {
    desk: &'a Desk<'d>,
    source: &'a SourcePath,
    /// Where its page is: its assets go beside it.
    page: Option<&'a OutPath>,
    own: Own<'a>,
    /// The hole of the body that is being filled.
    hole: Option<u32>,
    /// Links to actors, in order.
    pub by_hand: Vec<ByHand>,
    /// What was asked about other files.
    asked: Vec<Question>,
    /// Files that it refers to.
    pub assets: Vec<Asset>,
    /// Links that only the plan can check.
    pub unchecked: Vec<UncheckedLink>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the page itself holds: for fragments and citations.
#[derive(Debug, Clone, Copy)]
pub enum Own<'a> {
    /// A briefing's blocks and body.
    Briefing(&'a BriefingDoc),
    /// A body alone.
    Body(&'a Body),
}

impl<'a, 'd> Linker<'a, 'd> {
    /// Starts with a document; `page` is none for one that is held back.
    pub fn new(desk: &'a Desk<'d>, source: &'a SourcePath, page: Option<&'a OutPath>, own: Own<'a>) -> Self {
        Self {
            desk,
            source,
            page,
            own,
            hole: None,
            by_hand: Vec::new(),
            asked: Vec::new(),
            assets: Vec::new(),
            unchecked: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// What was asked about other files, each with the hash of its answer.
    pub fn asked(&mut self) -> Box<[(Question, Fingerprint)]> {
        let desk = self.desk;
        self.asked
            .drain(..)
            .map(|question| (desk.answer(&question), question))
            .map(|(hash, question)| (question, hash))
            .collect()
    }

    fn ask_file(&mut self, file: &SourcePath) -> Option<&'a Target<'d>> {
        self.asked.push(Question::File(file.clone()));
        self.desk.file(file)
    }

    fn ask_asset(&mut self, file: &SourcePath) -> bool {
        self.asked.push(Question::Asset(file.clone()));
        self.desk.has_asset(file)
    }

    fn ask_briefing(&mut self, id: &str) -> Option<&'a Target<'d>> {
        self.asked.push(Question::Briefing(id.into()));
        self.desk.briefing(id)
    }

    /// Fills the holes of a body.
    pub fn body(&mut self, html: &Html) -> Fills {
        let source = self.source;
        let fill = |(at, hole): (u32, &Hole)| {
            self.hole = Some(at);
            self.fill(&hole.kind, || Place::span(source, hole.span))
        };
        let fills = (0..).zip(&html.holes).map(fill).collect();
        self.hole = None;
        fills
    }

    /// Fills the holes of a short text that stands in a field.
    pub fn field(&mut self, html: &Html, field: impl Fn() -> String) -> Fills {
        let source = self.source;
        html.holes.iter().map(|hole| self.fill(&hole.kind, || Place::value(source, field()))).collect()
    }

    /// Fills the holes of each of several such texts.
    pub fn fields(&mut self, items: &[Inline], field: impl Fn(usize) -> String) -> Vec<Fills> {
        items.iter().enumerate().map(|(at, item)| self.field(&item.html, || field(at))).collect()
    }

    /// The address of a file named by a field, such as `image.src`.
    pub fn asset_field(&mut self, written: &str, field: &str) -> String {
        let place = Place::value(self.source, field);
        self.address(written, &place)
    }

    fn fill(&mut self, kind: &HoleKind, place: impl Fn() -> Place) -> Box<str> {
        match kind {
            HoleKind::Href(written) | HoleKind::Src(written) => escape(&self.address(written, &place())).into(),
            HoleKind::Wiki { target, words } => self.wiki(target, words.as_deref(), &place()).into(),
            HoleKind::Cite { source, occurrence } => self.cite(source, *occurrence, &place()).into(),
        }
    }

    fn cite(&mut self, id: &str, occurrence: u32, place: &Place) -> String {
        let sources: &[_] = match self.own {
            Own::Briefing(doc) => &doc.front.sources,
            Own::Body(_) => &[],
        };
        let matches = |source: &SourceFront| source.id.as_ref().is_some_and(|known| known.as_str() == id);
        let Some(at) = sources.iter().position(|source| matches(source)) else {
            let known = sources.iter().filter_map(|source| source.id.as_ref()).map(|id| id.as_str());
            let near = crate::base::text::near_misses(id, known);
            let diagnostic =
                Diagnostic::new(Code::UnknownSource, format!("`{id}` is not among the sources")).at(place.clone());
            self.diagnostics.push(match near.as_slice() {
                [] => diagnostic.hint(format!("add a source with `id: {id}` to `sources`")),
                near => diagnostic.did_you_mean(near),
            });
            return String::new();
        };
        let target = anchor::source(&sources[at], at);
        let number = at + 1;
        match occurrence {
            0 => format!("<a class=\"cite\" href=\"#{target}\">[{number}]</a>"),
            _ => {
                let own = anchor::citation(id, occurrence);
                format!("<a class=\"cite\" href=\"#{target}\" id=\"{own}\">[{number}]</a>")
            }
        }
    }

    /// An address as written in a link: within the page, of the site, or relative to the file.
    fn address(&mut self, written: &str, place: &Place) -> String {
        if let Some(fragment) = written.strip_prefix('#') {
            self.check_own_fragment(fragment, place);
            return written.to_owned();
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (written, None),
        };
        if let Some(path) = path.strip_prefix('/') {
            let plain = path.split('?').next().unwrap_or_default();
            self.unchecked.push(UncheckedLink {
                written: written.into(),
                target: percent_decode(plain).into(),
                place: place.clone(),
            });
            return format!("{}{}", self.desk.config.base_url.root, &written[1..]);
        }
        let decoded = percent_decode(path.split('?').next().unwrap_or_default());
        let Some(file) = self.source.resolve(&decoded) else {
            self.broken(written, place, "it leads out of the site");
            return String::new();
        };
        if let Some(target) = self.ask_file(&file) {
            return self.page_address(written, target, fragment, place);
        }
        self.asset_address(written, file, place)
    }

    fn page_address(&mut self, written: &str, target: &Target<'_>, fragment: Option<&str>, place: &Place) -> String {
        target.actor().into_iter().for_each(|actor| self.by_hand(actor));
        let Some(link) = &target.link else {
            self.withheld(written, place);
            return String::new();
        };
        match fragment {
            Some(fragment) if !fragment.is_empty() => {
                if !target.has_anchor(&percent_decode(fragment)) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::BrokenFragment, format!("`{written}`: the page has no `#{fragment}`"))
                            .at(place.clone()),
                    );
                }
                format!("{}#{fragment}", link.url)
            }
            _ => link.url.clone(),
        }
    }

    fn asset_address(&mut self, written: &str, file: SourcePath, place: &Place) -> String {
        let extension = file.extension().unwrap_or_default().to_ascii_lowercase();
        if !self.ask_asset(&file) {
            let near = self.desk.near_files(&file);
            let diagnostic = if extension == "md" || extension.is_empty() {
                Diagnostic::new(Code::BrokenLink, format!("`{written}` leads nowhere: there is no `{file}`"))
            } else if crate::model::inventory::is_publishable(&file) {
                Diagnostic::new(Code::MissingAsset, format!("there is no file `{file}`"))
            } else {
                Diagnostic::new(
                    Code::AssetType,
                    format!("`{written}`: files of the kind `.{extension}` beside a briefing are not published"),
                )
            };
            self.diagnostics.push(diagnostic.at(place.clone()).did_you_mean(&near));
            return String::new();
        }
        let Some(page) = self.page else { return String::new() };
        let beside = file.as_str().strip_prefix(self.source.folder()).map(|rest| rest.trim_start_matches('/'));
        let name = beside.unwrap_or_else(|| file.file_name()).to_owned();
        let folder = page.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        match OutPath::parse(&format!("{folder}{slash}{name}")) {
            Ok(path) => {
                let url = self.desk.url(&path);
                self.assets.push(Asset { path, source: file });
                url
            }
            Err(fault) => {
                self.diagnostics.push(
                    Diagnostic::new(Code::InvalidPath, format!("`{name}` cannot be published: {fault}"))
                        .at(place.clone())
                        .hint("rename the file"),
                );
                String::new()
            }
        }
    }

    fn check_own_fragment(&mut self, fragment: &str, place: &Place) {
        let id = percent_decode(fragment);
        let exists = match self.own {
            Own::Briefing(doc) => anchor::exists(doc, &id),
            Own::Body(body) => body.anchors.binary_search_by(|anchor| (**anchor).cmp(&id)).is_ok(),
        };
        if !exists && !id.is_empty() {
            let anchors = match self.own {
                Own::Briefing(doc) => &doc.body.anchors,
                Own::Body(body) => &body.anchors,
            };
            let near = crate::base::text::near_misses(&id, anchors.iter().map(|anchor| &**anchor));
            self.diagnostics.push(
                Diagnostic::new(Code::BrokenFragment, format!("this page has no `#{id}`"))
                    .at(place.clone())
                    .did_you_mean(&near),
            );
        }
    }

    fn wiki(&mut self, written: &str, words: Option<&str>, place: &Place) -> String {
        let (namespace, name) = match written.split_once(':') {
            Some((namespace @ ("actor" | "tag" | "dossier" | "briefing"), name)) => (namespace, name.trim()),
            _ => ("", written.trim()),
        };
        let (name, fragment) = match name.split_once('#') {
            Some((name, fragment)) => (name.trim(), Some(fragment.trim())),
            None => (name, None),
        };
        match self.meaning(namespace, name, place) {
            Some((class, link, is_id)) => {
                let shown = words.unwrap_or(if is_id { &link.title } else { name });
                let mut url = escape(&link.url);
                if let Some(fragment) = fragment {
                    url.push('#');
                    percent_encode(&mut url, fragment);
                    if let Some(target) = self.ask_briefing(name).filter(|target| !target.has_anchor(fragment)) {
                        debug_assert!(target.link.is_some(), "a held briefing has no meaning");
                        self.diagnostics.push(
                            Diagnostic::new(Code::BrokenFragment, format!("`{name}` has no `#{fragment}`"))
                                .at(place.clone()),
                        );
                    }
                }
                link_tag(class, &url) + &escape(shown) + "</a>"
            }
            None => escape(words.unwrap_or(name)),
        }
    }

    /// What a name in `[[...]]` means: the link's class, the link, and whether the name is the
    /// id itself. Reports what is unknown, ambiguous or held back.
    fn meaning(&mut self, namespace: &str, name: &str, place: &Place) -> Option<(&'static str, LinkView, bool)> {
        let registry = &self.desk.registry;
        match namespace {
            "tag" => {
                let found = registry.tag_names.find(name);
                let entry = self.one(found, "tag", name, || registry.tag_names.near(name), place)?;
                Some(("tag", LinkView::clone(&registry.tags[entry].link), registry.tags[entry].id == name))
            }
            "dossier" => {
                let found = registry.dossier_names.find(name);
                let entry = self.one(found, "dossier", name, || registry.dossier_names.near(name), place)?;
                let storyline = &self.desk.dossiers[entry].storyline;
                let link = LinkView { title: storyline.title.clone(), url: storyline.url.clone() };
                Some(("dossier", link, storyline.id == name))
            }
            "briefing" => self.briefing(name, place),
            "actor" => {
                let found = registry.actor_names.find(name);
                let entry = self.one(found, "actor", name, || registry.actor_names.near(name), place)?;
                Some(self.actor(entry, name))
            }
            _ => {
                let actor = registry.actor_names.find(name);
                let briefing = self.ask_briefing(name).is_some();
                match (actor, briefing) {
                    (Lookup::Found(entry), false) => Some(self.actor(entry, name)),
                    (Lookup::Unknown, true) => self.briefing(name, place),
                    (Lookup::Unknown, false) => {
                        let mut near = registry.actor_names.near(name);
                        near.extend(self.desk.near_briefings(name));
                        near.truncate(3);
                        self.unknown(name, "actor or briefing", &near, place);
                        None
                    }
                    (found, true) => {
                        self.diagnostics.push(
                            Diagnostic::new(Code::AmbiguousLink, format!("`[[{name}]]` may be an actor or a briefing"))
                                .at(place.clone())
                                .hint(match found {
                                    Lookup::Found(_) => format!("write `[[actor:{name}]]` or `[[briefing:{name}]]`"),
                                    _ => format!("write `[[briefing:{name}]]`, or the actor's id"),
                                }),
                        );
                        None
                    }
                    (found @ Lookup::Ambiguous(_), false) => {
                        self.one(found, "actor", name, Vec::new, place);
                        None
                    }
                }
            }
        }
    }

    fn by_hand(&mut self, actor: usize) {
        self.by_hand.push(ByHand { actor, hole: self.hole });
    }

    fn actor(&mut self, entry: usize, name: &str) -> (&'static str, LinkView, bool) {
        self.by_hand(entry);
        let link = &self.desk.registry.actors[entry].link;
        ("actor", LinkView { title: link.name.clone(), url: link.url.clone() }, link.id == name)
    }

    fn briefing(&mut self, id: &str, place: &Place) -> Option<(&'static str, LinkView, bool)> {
        match self.ask_briefing(id) {
            Some(Target { link: Some(link), .. }) => Some(("briefing", LinkView::clone(link), true)),
            Some(_) => {
                self.withheld(id, place);
                None
            }
            None => {
                let near = self.desk.near_briefings(id);
                self.unknown(id, "briefing", &near, place);
                None
            }
        }
    }

    fn one<'n>(
        &mut self,
        found: Lookup,
        kind: &str,
        name: &str,
        near: impl FnOnce() -> Vec<&'n str>,
        place: &Place,
    ) -> Option<usize> {
        match found {
            Lookup::Found(entry) => Some(entry),
            Lookup::Unknown => {
                self.unknown(name, kind, &near(), place);
                None
            }
            Lookup::Ambiguous(entries) => {
                let registry = &self.desk.registry;
                let ids: Vec<&str> = match kind {
                    "tag" => entries.iter().map(|&entry| registry.tags[entry].id.as_str()).collect(),
                    "dossier" => entries.iter().map(|&entry| self.desk.dossiers[entry].storyline.id.as_str()).collect(),
                    _ => entries.iter().map(|&entry| registry.actors[entry].id.as_str()).collect(),
                };
                let hint = format!("write {}", one_of(&ids));
                self.diagnostics.push(
                    Diagnostic::new(Code::AmbiguousLink, format!("`{name}` may mean {}", one_of(&ids)))
                        .at(place.clone())
                        .hint(hint),
                );
                None
            }
        }
    }

    fn unknown(&mut self, name: &str, kind: &str, near: &[&str], place: &Place) {
        // What is held back may lead to what will be there when it is public.
        if self.page.is_none() && self.desk.registry.awaited.contains(&fold(name)) {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(Code::UnknownLink, format!("there is no {kind} `{name}`"))
                .at(place.clone())
                .did_you_mean(near),
        );
    }

    fn broken(&mut self, written: &str, place: &Place, why: &str) {
        self.diagnostics
            .push(Diagnostic::new(Code::BrokenLink, format!("`{written}` leads nowhere: {why}")).at(place.clone()));
    }

    /// A public page must not link to what is held back; another held one may.
    fn withheld(&mut self, written: &str, place: &Place) {
        if self.page.is_some() {
            self.diagnostics.push(
                Diagnostic::new(Code::WithheldLink, format!("`{written}` is not public at the time of this build"))
                    .at(place.clone())
                    .hint("remove the link, or publish both together"),
            );
        }
    }
}
