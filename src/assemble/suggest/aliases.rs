//! Aliases that nothing on the site uses.

use rapidhash::RapidHashSet;

use super::text::Text;
use crate::assemble::desk::Desk;
use crate::assemble::mentions::Names;
use crate::assemble::registry;
use crate::assemble::visibility::Opened;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::prose::normal;
use crate::base::text::fold;
use crate::model::document::{ActorDoc, BriefingDoc, PageDoc};
use crate::model::html::{HoleKind, Html, Inline};

/// Reports each alias that no briefing has in its text, and no file in a link or in a field.
pub fn unused(desk: &Desk<'_>, opened: &Opened<'_>, texts: &[Text<'_>]) -> Vec<Diagnostic> {
    let forms = Names::forms(&desk.registry);
    let in_texts: RapidHashSet<&str> =
        texts.iter().flat_map(|text| &text.hits).map(|hit| forms[hit.name as usize].as_str()).collect();
    let written = written(desk, opened, texts);
    let is_used = |alias: &str| in_texts.contains(normal(alias).as_str()) || written.contains(&fold(alias));
    let of = |doc: &ActorDoc| {
        let strong = doc.front.aliases.iter().enumerate().map(|(at, alias)| (alias.as_str(), format!("aliases[{at}]")));
        let weak = doc.front.weak_aliases.iter().enumerate();
        let weak = weak.map(|(at, alias)| (alias.as_str(), format!("weak_aliases[{at}]")));
        let unused = strong.chain(weak).filter(|(alias, _)| !is_used(alias));
        let report = |(alias, field): (&str, String)| {
            Diagnostic::new(Code::UnusedAlias, format!("no briefing uses the alias `{alias}` of `{}`", doc.origin.id))
                .at(Place::value(&doc.origin.source, field))
                .hint("remove it, unless readers or briefings to come need it")
        };
        unused.map(report).collect::<Vec<_>>()
    };
    desk.documents.actors.iter().flat_map(|doc| of(doc)).collect()
}

/// Every name that a link or a field of the site has, folded.
fn written(desk: &Desk<'_>, opened: &Opened<'_>, texts: &[Text<'_>]) -> RapidHashSet<String> {
    let mut names: RapidHashSet<String> = RapidHashSet::default();
    let held = opened.held_pages.iter().map(super::super::held_content);
    let pages: Vec<&PageDoc> = opened.pages.iter().chain(&opened.home).map(|(doc, _)| &**doc).chain(held).collect();
    let documents = desk.documents;
    let briefings = texts.iter().flat_map(|text| linking(text.doc));
    let pages =
        pages.into_iter().flat_map(|doc| doc.summary.iter().map(|summary| &summary.html).chain([&doc.body.html]));
    let actors = documents.actors.iter().map(|doc| &doc.body.html);
    let tags = documents.tags.iter().map(|doc| &doc.body.html);
    let dossiers = documents.dossiers.iter();
    let dossiers = dossiers.flat_map(|doc| doc.summary.iter().map(|summary| &summary.html).chain([&doc.body.html]));
    let all = briefings.chain(pages).chain(actors).chain(tags).chain(dossiers);
    names.extend(all.flat_map(targets).map(fold));

    for doc in texts.iter().map(|text| text.doc) {
        names.extend(registry::mentions(doc).map(|(name, _)| fold(name)));
        names.extend(doc.front.authors.iter().map(|author| fold(author)));
        names.extend(doc.body.quotes.iter().map(|quote| fold(&quote.speaker)));
    }
    for doc in &documents.actors {
        names.extend(doc.front.roles.iter().filter_map(|role| role.of.as_ref()).map(|of| fold(of)));
        names.extend(doc.front.member_of.iter().map(|group| fold(group)));
    }
    names
}

/// All that a briefing may have links in.
fn linking(doc: &BriefingDoc) -> impl Iterator<Item = &Html> {
    let fields: [&[Inline]; 3] = [&doc.takeaways, &doc.updates, &doc.corrections];
    let fields = fields.into_iter().flatten().chain([&doc.summary]);
    fields.map(|field| &field.html).chain([&doc.body.html])
}

/// What links in double brackets name, without its kind and without the place on its page, and what
/// they show instead.
fn targets(html: &Html) -> impl Iterator<Item = &str> {
    html.holes.iter().flat_map(|hole| match &hole.kind {
        HoleKind::Wiki { target, words } => {
            let name = target.strip_prefix("actor:").unwrap_or(target);
            let name = name.split('#').next().unwrap_or_default().trim();
            [Some(name), words.as_deref()].into_iter().flatten()
        }
        HoleKind::Href(_) | HoleKind::Src(_) | HoleKind::Cite { .. } => [None, None].into_iter().flatten(),
    })
}
