//! Pages and the home page's words, resolved.

use std::sync::Arc;

use super::desk::Desk;
use super::links::{Linker, Own};
use super::visibility::Opened;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::hash::fingerprint;
use crate::base::path::OutPath;
use crate::model::document::{Hold, PageDoc};
use crate::model::edition::{Asset, Page};
use crate::model::link::UncheckedLink;
use crate::model::view::NoticeView;

/// What came of it.
#[derive(Debug, Default)]
pub struct Built {
    /// By path.
    pub pages: Vec<Page>,
    /// `content/index.md`
    pub home: Option<Page>,
    /// Files that they refer to.
    pub assets: Vec<Asset>,
    /// Links that only the plan can check.
    pub unchecked: Vec<UncheckedLink>,
    /// What is wrong, in held ones too.
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves every public page, and checks the held ones.
pub fn build(desk: &Desk<'_>, opened: &Opened<'_>) -> Built {
    let mut built = Built::default();
    for ((doc, hold), path) in opened.pages.iter().zip(&desk.page_paths) {
        let Some(path) = path else { continue };
        let page = resolve(desk, doc, *hold, path, &mut built);
        built.pages.push(page);
    }
    built.pages.sort_by(|a, b| a.path.cmp(&b.path));
    if let Some((doc, hold)) = &opened.home {
        if doc.front.slug.is_some() {
            built.diagnostics.push(
                Diagnostic::new(Code::InvalidValue, "the home page has no `slug`: its address is `/`")
                    .at(Place::key(&doc.origin.source, "slug"))
                    .hint("remove the line; `aliases` are addresses that lead to it"),
            );
        }
        let path = OutPath::parse("index.html").expect("a plain path is valid");
        built.home = Some(resolve(desk, doc, *hold, &path, &mut built));
    }
    for held in &opened.held_pages {
        let doc = held.for_checks();
        let mut linker = Linker::new(desk, &doc.origin.source, None, Own::Body(&doc.body));
        linker.body(&doc.body.html);
        built.diagnostics.append(&mut linker.diagnostics);
    }
    built
}

fn resolve(desk: &Desk<'_>, doc: &Arc<PageDoc>, hold: Option<Hold>, path: &OutPath, built: &mut Built) -> Page {
    let mut linker = Linker::new(desk, &doc.origin.source, Some(path), Own::Body(&doc.body));
    let summary = doc.summary.as_ref().map(|summary| linker.field(&summary.html, || "summary".to_owned()));
    let summary = summary.unwrap_or_default();
    let body = linker.body(&doc.body.html);
    built.assets.append(&mut linker.assets);
    built.unchecked.append(&mut linker.unchecked);
    built.diagnostics.append(&mut linker.diagnostics);
    let title = doc.front.title.as_ref().map_or_else(|| doc.origin.id.to_string(), ToString::to_string);
    let notice = hold.map(NoticeView::from);
    let fingerprint = fingerprint(&(doc.origin.hash, path, &title, &summary, &body, &notice));
    Page { doc: Arc::clone(doc), path: path.clone(), title, summary, body, notice, fingerprint }
}
