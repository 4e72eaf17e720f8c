//! A briefing's own page.

use std::sync::Arc;

use tera::{Context, Value};

use super::filled;
use super::page::{PageParts, canonical, insert_page, toc};
use crate::base::text::percent_encode;
use crate::model::anchor;
use crate::model::document::BriefingDoc;
use crate::model::edition::{Briefing, Fills};
use crate::model::field::{ChangeKind, EventKind, EventStatus, FeedOf};
use crate::model::front::{ChangeFront, EventFront, SourceFront};
use crate::model::html::{HoleKind, Inline};
use crate::model::plan::{BriefingSight, Job};
use crate::model::shared::Shared;
use crate::model::view::record::EventStep;
use crate::model::view::{
    ActorLink, BriefingView, ChangeView, CiteView, EventView, FigureView, LinkView, PositionView, QuestionView,
    SafeHtml, SourceView, StatementView, TakeawayView,
};
use crate::render::{Renderer, json_ld};

/// Puts `briefing` and `page` into the context.
pub fn fill(renderer: &Renderer<'_>, job: &Job<'_>, sight: &BriefingSight<'_>, context: &mut Context) -> &'static str {
    let briefing = sight.briefing;
    let canonical = canonical(renderer, job);
    insert_page(renderer, job, page_parts(renderer, sight, &canonical), context);
    let blocks = Blocks { renderer, briefing, doc: &briefing.doc };
    let doc = &briefing.doc;
    let date = |date: &crate::base::date::Date| date.to_iso(renderer.zone());
    let share = if renderer.config.furniture.share { share(&briefing.card.title, &canonical) } else { Vec::new() };
    let view = BriefingView {
        card: &briefing.card,
        standfirst: SafeHtml(filled(&doc.summary.html, &briefing.summary)),
        authors: briefing.authors.clone(),
        review_by: doc.front.review_by.as_ref().map(date),
        next_issue: doc.front.next_issue.as_ref().map(date),
        words: doc.body.words,
        storyline: briefing.storyline.as_deref(),
        supersedes: sight.supersedes,
        superseded_by: sight.superseded_by,
        stale: briefing.stale,
        news: briefing.news.as_deref(),
        who: briefing.who.clone(),
        takeaways: blocks.takeaways(),
        figures: blocks.figures(),
        events: blocks.events(),
        statements: blocks.statements(),
        positions: blocks.positions(),
        questions: blocks.questions(),
        sources: blocks.sources(),
        updates: blocks.changes(&doc.front.updates, &doc.updates, &briefing.updates, ChangeKind::Update),
        corrections: blocks.changes(
            &doc.front.corrections,
            &doc.corrections,
            &briefing.corrections,
            ChangeKind::Correction,
        ),
        image: briefing.image.clone(),
        body: SafeHtml(briefing.body_html()),
        toc: toc(&doc.body),
        previous: sight.previous,
        next: sight.next,
        share,
        extra: Value::from_serializable(&doc.front.extra),
    };
    context.insert("briefing", &view);
    "briefing.html"
}

fn page_parts(renderer: &Renderer<'_>, sight: &BriefingSight<'_>, canonical: &str) -> PageParts {
    let briefing = sight.briefing;
    let card = &briefing.card;
    let sections = &renderer.shape.sections;
    let word = |key: &str, default: &str| renderer.theme.strings["section"][key].as_str().unwrap_or(default).to_owned();
    let mut trail = Vec::new();
    let section = match (&briefing.storyline, &sections.dossiers) {
        (Some(story), Some(url)) => {
            trail.push(LinkView { title: word("dossiers", "Storylines"), url: url.clone() });
            trail.push(LinkView { title: story.title.clone(), url: story.url.clone() });
            Some(url.clone())
        }
        _ => {
            let archive = sections.archive.clone();
            trail.extend(archive.iter().map(|url| LinkView { title: word("archive", "Archive"), url: url.clone() }));
            archive
        }
    };
    PageParts {
        kind: "briefing",
        title: card.title.clone(),
        description: Some(briefing.doc.summary.plain.to_string()),
        lang: card.lang.clone().zip(card.dir),
        noindex: !briefing.listed || card.notice.is_some(),
        trail,
        section,
        // A listed briefing of a storyline is in its feed.
        feeds: match &briefing.storyline {
            Some(story) if briefing.listed => renderer.config.feeds.links(FeedOf::Dossiers, &story.title, &story.url),
            _ => Vec::new(),
        },
        image: briefing.image.as_ref().map(|image| image.url.clone()),
        json_ld: Some(json_ld::briefing(sight, canonical, renderer.config)),
        pager: None,
    }
}

/// Links that share a page without anyone watching: by mail, and in the messengers' own schemes
/// none, because they all report who shares.
fn share(title: &str, url: &str) -> Vec<LinkView> {
    let mut mail = String::from("mailto:?subject=");
    encode(&mut mail, title);
    mail.push_str("&body=");
    encode(&mut mail, url);
    vec![LinkView { title: "email".to_owned(), url: mail }]
}

/// Percent-encodes a value of a query (RFC 6068): also what would end it.
fn encode(out: &mut String, text: &str) {
    let mut encoded = String::new();
    percent_encode(&mut encoded, text);
    for c in encoded.chars() {
        match c {
            '+' => out.push_str("%2B"),
            '=' => out.push_str("%3D"),
            ';' => out.push_str("%3B"),
            '/' => out.push_str("%2F"),
            c => out.push(c),
        }
    }
}

/// The blocks of a briefing, made of its fields.
struct Blocks<'a> {
    renderer: &'a Renderer<'a>,
    briefing: &'a Briefing,
    doc: &'a Arc<BriefingDoc>,
}

impl Blocks<'_> {
    fn date(&self, date: &crate::base::date::Date) -> String {
        date.to_iso(self.renderer.zone())
    }

    fn takeaways(&self) -> Vec<TakeawayView> {
        let pairs = self.doc.takeaways.iter().zip(&self.briefing.takeaways).enumerate();
        pairs
            .map(|(at, (inline, fills))| TakeawayView {
                id: anchor::takeaway(at),
                html: SafeHtml(filled(&inline.html, fills)),
            })
            .collect()
    }

    fn figures(&self) -> Vec<FigureView> {
        let figures = self.doc.front.figures.iter();
        figures
            .map(|figure| FigureView {
                label: figure.label.to_string(),
                value: figure.value.0.to_string(),
                unit: figure.unit.as_ref().map(ToString::to_string),
                as_of: figure.as_of.as_ref().map(|date| self.date(date)),
                qualifier: figure.qualifier.map(|qualifier| qualifier.word()),
                source: self.cite(figure.source.as_deref()),
            })
            .collect()
    }

    fn events(&self) -> Vec<EventView> {
        let mut events: Vec<(usize, &EventFront)> =
            self.doc.front.events.iter().map(|event| &event.0).enumerate().collect();
        let zone = self.renderer.zone();
        events.sort_by(|(_, a), (_, b)| match (&a.date, &b.date) {
            (Some(a), Some(b)) => a.compare(b, zone),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        events.into_iter().map(|(at, event)| self.event(at, event)).collect()
    }

    fn event(&self, at: usize, event: &EventFront) -> EventView {
        EventView {
            id: anchor::event(event, at),
            title: event.title.to_string(),
            date: event.date.as_ref().map(|date| self.date(date)),
            end: event.end.as_ref().map(|date| self.date(date)),
            kind: event.kind.unwrap_or(EventKind::Other).word(),
            status: event.status.unwrap_or(EventStatus::Unknown).word(),
            place: event.place.as_ref().map(ToString::to_string),
            actors: event.actors.iter().map(|name| self.actor(name)).collect(),
            certainty: event.certainty.map(|certainty| certainty.word()),
            alternatives: event.alternatives.iter().map(|date| self.date(date)).collect(),
            source: self.cite(event.source.as_deref()),
            later: self.briefing.later.iter().find(|(of, _)| *of == at).map(|(_, step)| EventStep::clone(step)),
        }
    }

    fn statements(&self) -> Vec<StatementView> {
        let statements = self.doc.front.statements.iter().enumerate();
        statements
            .map(|(at, statement)| StatementView {
                id: anchor::statement(at),
                speaker: self.actor(&statement.speaker),
                role: self.briefing.speaker_roles[at].clone(),
                text: statement.text.to_string(),
                date: statement.date.as_ref().map(|date| self.date(date)),
                venue: statement.venue.as_ref().map(ToString::to_string),
                fragment: statement.fragment,
                source: self.cite(statement.source.as_deref()),
            })
            .collect()
    }

    fn positions(&self) -> Vec<PositionView> {
        let positions = self.doc.front.positions.iter();
        positions
            .map(|position| PositionView {
                actor: self.actor(&position.actor),
                issue: position.issue.to_string(),
                stance: position.stance.word(),
                text: position.text.as_ref().map(ToString::to_string),
                source: self.cite(position.source.as_deref()),
            })
            .collect()
    }

    fn questions(&self) -> Vec<QuestionView> {
        let questions = self.doc.front.questions.iter().enumerate();
        questions
            .map(|(at, question)| QuestionView {
                id: anchor::question(at),
                question: question.question.to_string(),
                status: question.status().word(),
                answer: question.answer.as_ref().map(ToString::to_string),
            })
            .collect()
    }

    fn sources(&self) -> Vec<SourceView> {
        let sources = self.doc.front.sources.iter().enumerate();
        sources
            .map(|(at, source)| SourceView {
                anchor: anchor::source(source, at),
                number: at + 1,
                title: source.title.to_string(),
                publisher: source.publisher.as_ref().map(ToString::to_string),
                url: source.url.as_ref().map(ToString::to_string),
                published: source.published.as_ref().map(|date| self.date(date)),
                accessed: source.accessed.as_ref().map(|date| self.date(date)),
                archived: source.archived.as_ref().map(ToString::to_string),
                kind: source.kind.map(|kind| kind.word()),
                grade: source.grade.map(|grade| grade.to_string()),
                grade_meaning: source.grade.map(crate::model::field::Grade::meaning),
                note: source.note.as_ref().map(ToString::to_string),
                cited: self.cited(source),
            })
            .collect()
    }

    /// Where the body cites a source.
    fn cited(&self, source: &SourceFront) -> Vec<String> {
        let Some(id) = &source.id else { return Vec::new() };
        let holes = self.doc.body.html.holes.iter();
        holes
            .filter_map(|hole| match &hole.kind {
                HoleKind::Cite { source, occurrence } if **source == *id.as_str() => {
                    Some(format!("#{}", anchor::citation(id, *occurrence)))
                }
                _ => None,
            })
            .collect()
    }

    fn changes(
        &self,
        fronts: &[ChangeFront],
        texts: &[Inline],
        fills: &[Fills],
        default: ChangeKind,
    ) -> Vec<ChangeView> {
        let mut changes: Vec<_> = fronts.iter().zip(texts).zip(fills).collect();
        changes.sort_by(|((a, _), _), ((b, _), _)| b.date.compare(&a.date, self.renderer.zone()));
        let view = |((front, text), fills): ((&ChangeFront, &Inline), &Fills)| ChangeView {
            date: self.date(&front.date),
            kind: front.kind.unwrap_or(default).word(),
            html: SafeHtml(filled(&text.html, fills)),
        };
        changes.into_iter().map(view).collect()
    }

    fn cite(&self, id: Option<&str>) -> Option<CiteView> {
        let id = id?;
        let sources = &self.doc.front.sources;
        let at = sources.iter().position(|source| source.id.as_ref().is_some_and(|own| own.as_str() == id))?;
        let url = format!("#{}", anchor::source(&sources[at], at));
        Some(CiteView { number: at + 1, url, title: sources[at].title.to_string() })
    }

    fn resolved(&self, name: &str) -> Option<&Arc<Shared<ActorLink>>> {
        self.briefing.names.iter().find(|(known, _)| **known == *name).map(|(_, link)| link)
    }

    fn actor(&self, name: &str) -> LinkView {
        match self.resolved(name) {
            Some(link) => LinkView { title: link.name.clone(), url: link.url.clone() },
            // Names that lead nowhere were reported; the words stay.
            None => LinkView { title: name.to_owned(), url: String::new() },
        }
    }
}
