//! Tags: from `content/tags`, and from what briefings carry.

use std::sync::Arc;

use rapidhash::RapidHashMap;

use super::super::shared;
use super::super::visibility::Opened;
use super::uses::{self, Identified};
use super::{Lookup, Registry, Strength};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::OutPath;
use crate::base::text::{composed, fold, near_misses};
use crate::model::config::Config;
use crate::model::document::{BriefingDoc, Documents, TagDoc};
use crate::model::shared::Shared;
use crate::model::view::LinkView;

/// A tag that has a page.
#[derive(Debug)]
pub struct TagEntry {
    /// Its identity.
    pub id: String,
    /// Its file; none if it is not registered.
    pub doc: Option<Arc<TagDoc>>,
    /// Where its page is.
    pub path: OutPath,
    /// Label and address.
    pub link: Arc<Shared<LinkView>>,
    /// The wider tag's position.
    pub parent: Option<usize>,
}

/// Reads the registered tags.
pub fn register(registry: &mut Registry, documents: &Documents, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: RapidHashMap<&str, usize> = RapidHashMap::default();
    for doc in documents.tags.iter().filter(|doc| doc.front.merged_into.is_none()) {
        let Some(entry) = entry(&doc.origin.id, &doc.front.label, Some(doc), config) else { continue };
        by_id.insert(&doc.origin.id, registry.tags.len());
        registry.tags.push(entry);
    }
    let mut owner: RapidHashMap<String, &TagDoc> = RapidHashMap::default();
    for doc in &documents.tags {
        let target = match &doc.front.merged_into {
            None => by_id.get(&*doc.origin.id).copied(),
            Some(into) => {
                let found = by_id.get(&*composed(into)).copied();
                if found.is_none() {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::MergedInto,
                            format!("`merged_into` names `{into}`, which is no registered tag"),
                        )
                        .at(Place::value(&doc.origin.source, "merged_into"))
                        .did_you_mean(&near_misses(into, by_id.keys().copied())),
                    );
                }
                found
            }
        };
        let Some(target) = target else { continue };
        registry.tag_names.add_id(&doc.origin.id, target);
        let names = std::iter::once(("label".to_owned(), &doc.front.label))
            .chain(doc.front.aliases.iter().enumerate().map(|(at, alias)| (format!("aliases[{at}]"), alias)));
        for (field, name) in names {
            registry.tag_names.add(name, target, Strength::Strong);
            if doc.front.merged_into.is_none() {
                claim_name(doc, &field, name, &mut owner, diagnostics);
            }
        }
        if doc.front.merged_into.is_none() && fold(&doc.origin.id) != fold(&doc.front.label) {
            claim_name(doc, "", &doc.origin.id, &mut owner, diagnostics);
        }
    }
    for (&id, &at) in &by_id {
        let Some(doc) = documents.tags.iter().find(|doc| &*doc.origin.id == id) else { continue };
        let Some(parent) = &doc.front.parent else { continue };
        match registry.tag_names.find(parent) {
            Lookup::Found(found) if found != at => registry.tags[at].parent = Some(found),
            _ => diagnostics.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    format!("`parent` names `{parent}`, which is no other registered tag"),
                )
                .at(Place::value(&doc.origin.source, "parent"))
                .did_you_mean(&registry.tag_names.near(parent)),
            ),
        }
    }
}

fn claim_name<'d>(
    doc: &'d TagDoc,
    field: &str,
    name: &str,
    owner: &mut RapidHashMap<String, &'d TagDoc>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let first = *owner.entry(fold(name)).or_insert(doc);
    if first.origin.id == doc.origin.id {
        return;
    }
    let place =
        if field.is_empty() { Place::file(&doc.origin.source) } else { Place::value(&doc.origin.source, field) };
    diagnostics.push(
        Diagnostic::new(Code::TagClash, format!("`{name}` is already a name of the tag `{}`", first.origin.id))
            .at(place)
            .related(Place::value(&first.origin.source, "label"), "the other tag")
            .hint("names that differ only in case, accents or hyphens are one tag: merge the two"),
    );
}

fn entry(id: &str, label: &str, doc: Option<&Arc<TagDoc>>, config: &Config) -> Option<TagEntry> {
    // What can be no address is an error since the file was read; what is made of a name always is one.
    let path = OutPath::parse(&format!("tags/{id}/index.html")).ok()?;
    let url = path.href_below(&config.base_url.root);
    Some(TagEntry {
        id: id.to_owned(),
        doc: doc.cloned(),
        path,
        link: shared(LinkView { title: label.to_owned(), url }),
        parent: None,
    })
}

/// A field of a briefing that names a tag: `tags[n]`.
#[derive(Debug, Clone, Copy)]
struct Field(usize);

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "tags[{}]", self.0)
    }
}

/// Adds the tags that public briefings carry without a file.
pub fn add_used<'d>(
    registry: &mut Registry,
    opened: &'d Opened<'_>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let names = &registry.tag_names;
    let tags = |doc: &'d BriefingDoc| doc.front.tags.iter().enumerate().map(|(at, tag)| (tag.as_str(), Field(at)));
    let is_unknown = |name: &str| names.find(name) == Lookup::Unknown;
    let used = uses::unregistered(&opened.briefings, tags, is_unknown);
    let mut spellings = Spellings::default();
    // A tag's name is often written like an id, so that none is taken for the id of another.
    for Identified { id, uses, .. } in uses::identify(uses::group(used), |id| !is_unknown(id)) {
        let Some(first) = uses.first() else { continue };
        let (label, place) = (first.name, first.place());
        let Some(id) = id else {
            diagnostics.push(no_address(label, place));
            continue;
        };
        if let Some(other) = uses.get(1) {
            diagnostics.push(two_spellings((label, &place), (other.name, other.place())));
        }
        spellings.insert(fold(label), (uses.iter().map(|used| used.name).collect(), place));
        let Some(entry) = entry(&id, label, None, config) else { continue };
        let at = registry.tags.len();
        registry.tags.push(entry);
        registry.tag_names.add_made_id(&id, at);
        for used in &uses {
            registry.tag_names.add(used.name, at, Strength::Strong);
        }
    }
    check_held(registry, opened, spellings, diagnostics);
}

/// How a tag without a file is spelt, and where first; by its folded name.
type Spellings<'d> = RapidHashMap<String, (Vec<&'d str>, Place)>;

/// Checks the tags of briefings that are held back against those of public ones, and against each other.
fn check_held<'d>(
    registry: &Registry,
    opened: &'d Opened<'_>,
    mut spellings: Spellings<'d>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_registered = |tag: &str| match registry.tag_names.find(tag) {
        Lookup::Found(at) => registry.tags[at].doc.is_some(),
        Lookup::Ambiguous(_) => true,
        Lookup::Unknown => false,
    };
    for doc in opened.held_briefings.iter().map(super::super::held_content) {
        for (at, tag) in doc.front.tags.iter().enumerate().filter(|(_, tag)| !is_registered(tag)) {
            let place = Place::value(&doc.origin.source, Field(at).to_string());
            let (known, first) = spellings.entry(fold(tag)).or_insert_with(|| (Vec::new(), place.clone()));
            match known.as_slice() {
                known if known.contains(&tag.as_str()) => continue,
                [] if !uses::has_id(tag) => diagnostics.push(no_address(tag, place)),
                // Of public ones, too, one other spelling is reported.
                [shown] => diagnostics.push(two_spellings((shown, first), (tag, place))),
                _ => {}
            }
            known.push(tag);
        }
    }
}

fn no_address(label: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::InvalidId, format!("no address can be made of the tag `{label}`"))
        .at(place)
        .hint("register the tag under `content/tags` with an id")
}

fn two_spellings((shown, first): (&str, &Place), (other, place): (&str, Place)) -> Diagnostic {
    Diagnostic::new(Code::TagSpelling, format!("the tag `{shown}` is also spelt `{other}`"))
        .at(place)
        .related(first.clone(), "the first spelling, which is shown")
        .hint("use one spelling, or register the tag with `briefer new tag`")
}
