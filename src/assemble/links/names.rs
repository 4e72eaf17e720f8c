//! What a name in `[[...]]` means: an actor, a tag, a dossier or a briefing.

use super::Linker;
use crate::assemble::desk::Target;
use crate::assemble::registry::Lookup;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::{escape, fold, one_of, percent_encode};
use crate::model::html::link_tag;
use crate::model::view::LinkView;

/// What a name stands for.
struct Meaning<'a, 'd> {
    /// The class of the link.
    class: &'static str,
    link: LinkView,
    /// Whether the name is the id itself, which is not shown.
    is_id: bool,
    /// The briefing, which knows what a fragment may name.
    briefing: Option<&'a Target<'d>>,
}

impl<'a, 'd> Linker<'a, 'd> {
    /// The link for `[[written|words]]`; the words alone if there is none.
    pub(super) fn wiki(&mut self, written: &str, words: Option<&str>, place: &Place) -> String {
        let (namespace, name) = match written.split_once(':') {
            Some((namespace @ ("actor" | "tag" | "dossier" | "briefing"), name)) => (namespace, name.trim()),
            _ => ("", written.trim()),
        };
        let (name, fragment) = match name.split_once('#') {
            Some((name, fragment)) => (name.trim(), Some(fragment.trim())),
            None => (name, None),
        };
        let Some(Meaning { class, link, is_id, briefing }) = self.meaning(namespace, name, place) else {
            return escape(words.unwrap_or(name));
        };
        let shown = words.unwrap_or(if is_id { &link.title } else { name });
        let mut url = escape(&link.url);
        if let Some(fragment) = fragment {
            url.push('#');
            percent_encode(&mut url, fragment);
            if briefing.is_some_and(|target| !target.has_anchor(fragment)) {
                self.diagnostics.push(
                    Diagnostic::new(Code::BrokenFragment, format!("`{name}` has no `#{fragment}`")).at(place.clone()),
                );
            }
        }
        link_tag(class, &url) + &escape(shown) + "</a>"
    }

    /// What a name means. Reports what is unknown, ambiguous or held back.
    fn meaning(&mut self, namespace: &str, name: &str, place: &Place) -> Option<Meaning<'a, 'd>> {
        let registry = &self.desk.registry;
        match namespace {
            "tag" => {
                let found = registry.tag_names.find(name);
                let entry = self.one(found, "tag", name, || registry.tag_names.near(name), place)?;
                let tag = &registry.tags[entry];
                let is_id = tag.id == name;
                Some(Meaning { class: "tag", link: LinkView::clone(&tag.link), is_id, briefing: None })
            }
            "dossier" => {
                let found = registry.dossier_names.find(name);
                let entry = self.one(found, "dossier", name, || registry.dossier_names.near(name), place)?;
                let storyline = &self.desk.dossiers[entry].storyline;
                let link = LinkView { title: storyline.title.clone(), url: storyline.url.clone() };
                Some(Meaning { class: "dossier", link, is_id: storyline.id == name, briefing: None })
            }
            "briefing" => self.briefing(name, place),
            "actor" => {
                let found = registry.actor_names.find(name);
                let entry = self.one(found, "actor", name, || registry.actor_names.near(name), place)?;
                Some(self.actor(entry, name))
            }
            _ => self.actor_or_briefing(name, place),
        }
    }

    fn actor_or_briefing(&mut self, name: &str, place: &Place) -> Option<Meaning<'a, 'd>> {
        let registry = &self.desk.registry;
        let actor = registry.actor_names.find(name);
        let briefing = self.ask_briefing(name).is_some();
        match (actor, briefing) {
            (Lookup::Found(entry), false) => return Some(self.actor(entry, name)),
            (Lookup::Unknown, true) => return self.briefing(name, place),
            (Lookup::Unknown, false) => {
                let mut near = registry.actor_names.near(name);
                near.extend(self.desk.near_briefings(name));
                near.truncate(3);
                self.unknown(name, "actor or briefing", &near, place);
            }
            (found, true) => self.diagnostics.push(
                Diagnostic::new(Code::AmbiguousLink, format!("`[[{name}]]` may be an actor or a briefing"))
                    .at(place.clone())
                    .hint(match found {
                        Lookup::Found(_) => format!("write `[[actor:{name}]]` or `[[briefing:{name}]]`"),
                        _ => format!("write `[[briefing:{name}]]`, or the actor's id"),
                    }),
            ),
            (Lookup::Ambiguous(actors), false) => self.ambiguous("actor", name, &actors, place),
        }
        None
    }

    fn actor(&mut self, entry: usize, name: &str) -> Meaning<'a, 'd> {
        self.by_hand(entry);
        let link = &self.desk.registry.actors[entry].link;
        let is_id = link.id == name;
        let link = LinkView { title: link.name.clone(), url: link.url.clone() };
        Meaning { class: "actor", link, is_id, briefing: None }
    }

    fn briefing(&mut self, id: &str, place: &Place) -> Option<Meaning<'a, 'd>> {
        match self.ask_briefing(id) {
            Some(target @ Target { link: Some(link), .. }) => {
                let link = LinkView::clone(link);
                Some(Meaning { class: "briefing", link, is_id: true, briefing: Some(target) })
            }
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

    /// The one entry that was found.
    fn one<'n>(
        &mut self,
        found: Lookup,
        kind: &str,
        name: &str,
        near: impl FnOnce() -> Vec<&'n str>,
        place: &Place,
    ) -> Option<usize> {
        match found {
            Lookup::Found(entry) => return Some(entry),
            Lookup::Unknown => self.unknown(name, kind, &near(), place),
            Lookup::Ambiguous(entries) => self.ambiguous(kind, name, &entries, place),
        }
        None
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

    fn ambiguous(&mut self, kind: &str, name: &str, entries: &[usize], place: &Place) {
        let registry = &self.desk.registry;
        let id = |&entry: &usize| match kind {
            "tag" => registry.tags[entry].id.as_str(),
            "dossier" => self.desk.dossiers[entry].storyline.id.as_str(),
            _ => registry.actors[entry].id.as_str(),
        };
        let ids = one_of(&entries.iter().map(id).collect::<Vec<&str>>());
        self.diagnostics.push(
            Diagnostic::new(Code::AmbiguousLink, format!("`{name}` may mean {ids}"))
                .at(place.clone())
                .hint(format!("write {ids}")),
        );
    }
}
