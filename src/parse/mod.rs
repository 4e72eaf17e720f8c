//! One file to one document: front matter into typed fields, Markdown into HTML with holes.
//!
//! Entry point: [`parse`]. Parsing one file never fails: it gives what could be read, and the
//! diagnostics.
//!
//! **Invariant:** a document depends on its own file and on the settings, on nothing else.
//!
//! **Incremental:** answers are kept in a [`Memory`]; a file whose bytes did not change is not
//! parsed again.

pub mod check;
mod documents;
pub mod front;
pub mod markdown;
mod pictures;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rapidhash::RapidHashSet;
use rayon::prelude::*;

use crate::base::diag::{Diagnostic, reading};
use crate::base::fields::Made;
use crate::base::hash::{Fingerprint, content_hash, fingerprint};
use crate::base::path::SourcePath;
use crate::base::world::{TEXT_LIMIT, World};
use crate::memo::{Answer, Kept, Memory};
use crate::model::document::{Document, Documents};
use crate::model::html::Body;
use crate::model::inventory::{Found, Inventory};

pub use documents::{Settings, words};
pub use pictures::look_at;

/// Parses every content file of the inventory, the unchanged ones from memory.
pub fn parse(
    world: &dyn World,
    inventory: &Inventory,
    settings: &Settings,
    memory: &mut Memory,
) -> (Documents, Vec<Diagnostic>) {
    memory.renew(fingerprint(settings));
    let reader = Reader { world, settings: memory.settings };
    let mut said = Said::default();
    let one = |found: &Option<Found>| found.iter().cloned().collect::<Vec<_>>();
    let mut documents = Documents {
        briefings: reader.all(&inventory.briefings, &mut memory.briefings, &mut said, |file, found| {
            documents::briefing(file, settings, found).map(|(doc, made)| (Document::seal(doc), made))
        }),
        pages: reader.all(&inventory.pages, &mut memory.pages, &mut said, |file, found| {
            documents::page(file, settings, found).map(|(doc, made)| (Document::seal(doc), made))
        }),
        home: reader
            .all(&one(&inventory.home), &mut memory.home, &mut said, |file, found| {
                documents::page(file, settings, found).map(|(doc, made)| (Document::seal(doc), made))
            })
            .pop(),
        actors: reader.all(&inventory.actors, &mut memory.actors, &mut said, |file, found| {
            documents::actor(file, settings, found).map(|(doc, made)| (Arc::new(doc), made))
        }),
        tags: reader.all(&inventory.tags, &mut memory.tags, &mut said, |file, found| {
            documents::tag(file, settings, found).map(|(doc, made)| (Arc::new(doc), made))
        }),
        dossiers: reader.all(&inventory.dossiers, &mut memory.dossiers, &mut said, |file, found| {
            documents::dossier(file, settings, found).map(|(doc, made)| (Arc::new(doc), made))
        }),
        made: BTreeMap::new(),
    };
    documents.made = said.made;
    (documents, said.diagnostics)
}

/// What is said of files, beside their documents.
#[derive(Debug, Default)]
struct Said {
    diagnostics: Vec<Diagnostic>,
    made: BTreeMap<SourcePath, Made>,
}

/// The body that the file of a briefing would have if it said `text`; none without front matter.
pub fn body(source: &SourcePath, text: &str, settings: &Settings) -> Option<Body> {
    documents::body(File { source, text, hash: Fingerprint::default() }, settings)
}

/// One file's text, and what identifies it.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Where it is.
    pub source: &'a SourcePath,
    /// What it says.
    pub text: &'a str,
    /// The hash of its bytes and of the settings.
    pub hash: Fingerprint,
}

struct Reader<'a> {
    world: &'a dyn World,
    settings: Fingerprint,
}

impl Reader<'_> {
    /// Reads and parses files of one kind, in parallel.
    fn all<T: Clone + Send + Sync>(
        &self,
        files: &[Found],
        kept: &mut Kept<T>,
        said: &mut Said,
        parse: impl Fn(File<'_>, &mut Vec<Diagnostic>) -> Option<(T, Made)> + Sync,
    ) -> Vec<T> {
        let answers: Vec<Cow<'_, Answer<T>>> = files
            .par_iter()
            .with_min_len(8)
            .map_init(Vec::new, |buffer, found| self.one(found, kept.0.get(&found.path), buffer, &parse))
            .collect();
        let mut documents = Vec::with_capacity(answers.len());
        let mut news = Vec::new();
        for (found, answer) in files.iter().zip(answers) {
            documents.extend(answer.document.clone());
            said.diagnostics.extend(answer.diagnostics.iter().cloned());
            if !answer.made.is_empty() {
                said.made.insert(found.path.clone(), answer.made.clone());
            }
            if let Cow::Owned(answer) = answer {
                news.push((found.path.clone(), answer));
            }
        }
        kept.0.extend(news);
        if kept.0.len() > files.len() {
            // Some are of files that went away.
            let here: RapidHashSet<&SourcePath> = files.iter().map(|found| &found.path).collect();
            kept.0.retain(|path, _| here.contains(path));
        }
        documents
    }

    /// The answer of before if the file looks as it did, else a new one.
    fn one<'k, T: Clone>(
        &self,
        found: &Found,
        kept: Option<&'k Answer<T>>,
        buffer: &mut Vec<u8>,
        parse: impl Fn(File<'_>, &mut Vec<Diagnostic>) -> Option<(T, Made)>,
    ) -> Cow<'k, Answer<T>> {
        match kept.filter(|answer| answer.stamp == Some(found.stamp)) {
            Some(answer) => Cow::Borrowed(answer),
            None => Cow::Owned(self.read(found, kept, buffer, parse)),
        }
    }

    fn read<T: Clone>(
        &self,
        found: &Found,
        kept: Option<&Answer<T>>,
        buffer: &mut Vec<u8>,
        parse: impl Fn(File<'_>, &mut Vec<Diagnostic>) -> Option<(T, Made)>,
    ) -> Answer<T> {
        let stamp = found.stamp.is_settled(self.world.clock()).then_some(found.stamp);
        let source = &found.path;
        if let Err(fault) = self.world.read_into(source, TEXT_LIMIT, buffer) {
            let diagnostics = [reading::unreadable(source, &fault)].into();
            return Answer {
                stamp: None,
                hash: Fingerprint::default(),
                document: None,
                made: Made::default(),
                diagnostics,
            };
        }
        let hash = fingerprint(&(content_hash(buffer), source, self.settings));
        if let Some(answer) = kept.filter(|answer| answer.hash == hash) {
            return Answer { stamp, ..answer.clone() };
        }
        let mut diagnostics = Vec::new();
        let document = match reading::text(source, buffer) {
            Ok(text) => parse(File { source, text, hash }, &mut diagnostics),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        };
        let (document, made) = document.unzip();
        Answer { stamp, hash, document, made: made.unwrap_or_default(), diagnostics: diagnostics.into() }
    }
}
