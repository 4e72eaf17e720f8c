//! Links that stay on their page: to its fragments, and citations of its sources.

use super::Linker;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::text::{composed, near_misses, percent_decode};
use crate::model::anchor;
use crate::model::document::BriefingDoc;
use crate::model::field::OrShort;
use crate::model::front::SourceFront;
use crate::model::html::Body;

/// What the page itself holds.
#[derive(Debug, Clone, Copy)]
pub enum Own<'a> {
    /// A briefing's blocks and body.
    Briefing(&'a BriefingDoc),
    /// A body alone.
    Body(&'a Body),
}

impl<'a> Own<'a> {
    fn body(self) -> &'a Body {
        match self {
            Own::Briefing(doc) => &doc.body,
            Own::Body(body) => body,
        }
    }

    fn sources(self) -> &'a [OrShort<SourceFront>] {
        match self {
            Own::Briefing(doc) => &doc.front.sources,
            Own::Body(_) => &[],
        }
    }

    /// Whether the page has something with that id.
    fn has_anchor(self, id: &str) -> bool {
        match self {
            Own::Briefing(doc) => anchor::exists(doc, id),
            Own::Body(body) => body.anchors.binary_search_by(|anchor| (**anchor).cmp(id)).is_ok(),
        }
    }
}

impl Linker<'_, '_> {
    /// The number of a source, as a link to it.
    pub(super) fn cite(&mut self, id: &str, occurrence: u32, place: &Place) -> String {
        let sources = self.own.sources();
        let id = &*composed(id);
        let matches = |source: &SourceFront| source.id.as_ref().is_some_and(|known| known.as_str() == id);
        let Some(at) = sources.iter().position(|source| matches(source)) else {
            let known = sources.iter().filter_map(|source| source.id.as_ref()).map(|id| id.as_str());
            let near = near_misses(id, known);
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

    pub(super) fn check_own_fragment(&mut self, fragment: &str, place: &Place) {
        let id = percent_decode(fragment);
        if self.own.has_anchor(&id) || id.is_empty() {
            return;
        }
        let near = near_misses(&id, self.own.body().anchors.iter().map(|anchor| &**anchor));
        self.diagnostics.push(
            Diagnostic::new(Code::BrokenFragment, format!("this page has no `#{id}`"))
                .at(place.clone())
                .did_you_mean(&near),
        );
    }
}
