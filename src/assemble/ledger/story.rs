//! A storyline, told from its first briefing to its last: what each adds, and where it stands.

use std::sync::Arc;

use rapidhash::{RapidHashMap, RapidHashSet};

use super::{Chronicle, figures, positions};
use crate::base::text::fold;
use crate::model::anchor;
use crate::model::edition::Briefing;
use crate::model::field::{QuestionStatus, Tlp};
use crate::model::ledger::{Event, Ledger, Statement};
use crate::model::view::record::{NewsItem, NewsView, QuestionEntry, StoryRecord};

/// How many past events a dossier's page shows; the rest is on a page of its own.
const EVENTS: usize = 24;

/// What is known so far, by what identifies it.
#[derive(Debug, Default)]
struct Known {
    /// Status and date, by event id.
    events: RapidHashMap<String, (Option<&'static str>, Option<String>)>,
    /// Stance and words, by actor and issue.
    positions: RapidHashMap<(usize, String), (&'static str, Option<String>)>,
    /// As shown, by label and unit.
    figures: RapidHashMap<(String, String), String>,
    /// Status and answer, by question.
    questions: RapidHashMap<String, (&'static str, Option<String>)>,
    /// Speaker and words.
    statements: RapidHashSet<(usize, String)>,
}

/// A storyline's own part of the ledger, by position.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// In `Ledger::events`, in time.
    events: Vec<usize>,
    /// In `Ledger::positions`, the newest first.
    positions: Vec<usize>,
    /// By briefing, in `Ledger::statements`.
    statements: RapidHashMap<usize, Vec<usize>>,
}

/// The share of each storyline.
pub(super) fn shares(chronicle: &Chronicle<'_, '_>, ledger: &Ledger) -> Vec<Share> {
    let mut shares: Vec<Share> = (0..chronicle.stories.len()).map(|_| Share::default()).collect();
    let story = |briefing: usize| chronicle.briefings[briefing].dossier;
    for (at, event) in ledger.events.iter().enumerate() {
        event.dossiers.iter().for_each(|&dossier| shares[dossier].events.push(at));
    }
    for (at, position) in ledger.positions.iter().enumerate() {
        story(position.briefing).iter().for_each(|&dossier| shares[dossier].positions.push(at));
    }
    for (at, statement) in ledger.statements.iter().enumerate() {
        let Some(dossier) = story(statement.briefing) else { continue };
        shares[dossier].statements.entry(statement.briefing).or_default().push(at);
    }
    shares
}

/// Tells the storyline at `dossier`: its record, and what each of its briefings adds.
pub(super) fn tell(
    chronicle: &Chronicle<'_, '_>,
    dossier: usize,
    share: &Share,
    ledger: &Ledger,
) -> (StoryRecord, Vec<(usize, NewsView)>) {
    let order = &chronicle.stories[dossier];
    let briefings = || order.iter().map(|&at| (at, &chronicle.briefings[at]));

    let mut news = Vec::new();
    let mut known = Known::default();
    let mut before: Option<&Briefing> = None;
    let mut tlp = Tlp::Clear;
    for (at, briefing) in briefings() {
        let said = share.statements.get(&at).into_iter().flatten().map(|&at| &ledger.statements[at]);
        tlp = briefing.doc.front.tlp.map_or(tlp, |own| own.max(tlp));
        let items = known.learn(chronicle, briefing, said);
        if let Some(before) = before.filter(|_| !items.is_empty()) {
            let (briefing, since) = (chronicle.link(briefing, ""), chronicle.link(before, ""));
            news.push((at, NewsView { briefing, since, since_date: chronicle.as_of(before), items, tlp: tlp.word() }));
        }
        before = Some(briefing);
    }
    let own = share.events.iter().map(|&at| &ledger.events[at]);
    let (ahead, past): (Vec<&Event>, Vec<&Event>) = own.partition(|event| event.entry.ahead);
    let dated = past.iter().filter(|event| event.date.is_some()).count();
    let left_out = past.len().saturating_sub(EVENTS).min(dated);
    let entry = |event: &Event| Arc::clone(&event.entry);
    let record = StoryRecord {
        news: news.last().filter(|(at, _)| Some(at) == order.last()).map(|(_, news)| news.clone()),
        events: past.into_iter().skip(left_out).take(EVENTS).map(entry).collect(),
        ahead: ahead.into_iter().map(entry).collect(),
        event_count: share.events.len(),
        positions: positions::matrix(share.positions.iter().map(|&at| &ledger.positions[at])),
        questions: questions(chronicle, briefings()),
        figures: figures::series(chronicle, briefings().map(|(_, briefing)| briefing)),
    };
    (record, news)
}

impl Known {
    /// Takes in a briefing; gives what was not known before: what is no longer as it was, then what
    /// is new.
    fn learn<'s>(
        &mut self,
        chronicle: &Chronicle<'_, '_>,
        briefing: &Briefing,
        said: impl Iterator<Item = &'s Statement>,
    ) -> Vec<NewsItem> {
        let mut items = Vec::new();
        self.learn_figures(briefing, &mut items);
        self.learn_statements(said, &mut items);
        self.learn_positions(chronicle, briefing, &mut items);
        self.learn_events(chronicle, briefing, &mut items);
        self.learn_questions(briefing, &mut items);
        let changed =
            |item: &NewsItem| item.from.is_some() || ["event-date", "event-status", "settled"].contains(&item.kind);
        items.sort_by_key(|item| !changed(item));
        items
    }

    fn learn_events(&mut self, chronicle: &Chronicle<'_, '_>, briefing: &Briefing, items: &mut Vec<NewsItem>) {
        for (at, event) in briefing.doc.front.events.iter().enumerate() {
            let status = event.status.map(|status| status.word());
            let date = event.date.map(|date| chronicle.iso(date));
            let item = |kind, from: Option<String>, to: Option<String>| NewsItem {
                kind,
                title: event.title.to_string(),
                actor: None,
                from,
                to,
                url: format!("#{}", anchor::event(event, at)),
            };
            let Some(id) = &event.id else {
                items.push(item("event", None, status.map(str::to_owned)));
                continue;
            };
            match self.events.get_mut(id.as_str()) {
                None => {
                    items.push(item("event", None, status.map(str::to_owned)));
                    self.events.insert(id.to_string(), (status, date));
                }
                Some(known) => {
                    if status.is_some() && known.0 != status {
                        items.push(item("event-status", known.0.map(str::to_owned), status.map(str::to_owned)));
                        known.0 = status;
                    }
                    if date.is_some() && known.1 != date {
                        items.push(item("event-date", known.1.take(), date.clone()));
                        known.1 = date;
                    }
                }
            }
        }
    }

    fn learn_statements<'s>(&mut self, said: impl Iterator<Item = &'s Statement>, items: &mut Vec<NewsItem>) {
        for Statement { entry, speaker, .. } in said {
            let text = entry.text();
            if !self.statements.insert((*speaker, fold(&text))) {
                continue;
            }
            let anchor = entry.briefing.url.rsplit_once('#').map_or("", |(_, anchor)| anchor);
            items.push(NewsItem {
                kind: "statement",
                title: text,
                actor: Some(entry.speaker.clone()),
                from: None,
                to: None,
                url: format!("#{anchor}"),
            });
        }
    }

    fn learn_positions(&mut self, chronicle: &Chronicle<'_, '_>, briefing: &Briefing, items: &mut Vec<NewsItem>) {
        for position in &briefing.doc.front.positions {
            let Some(actor) = chronicle.actor(&position.actor) else { continue };
            let text = position.text.as_ref().map(ToString::to_string);
            let now = (position.stance.word(), text);
            let before = self.positions.insert((actor, fold(&position.issue)), now.clone());
            if before.as_ref().is_some_and(|before| before.0 == now.0) {
                continue;
            }
            items.push(NewsItem {
                kind: "position",
                title: position.issue.to_string(),
                actor: Some(chronicle.actor_link(actor)),
                from: before.map(|(stance, _)| stance.to_owned()),
                to: Some(now.0.to_owned()),
                url: format!("#{}", anchor::block("positions")),
            });
        }
    }

    fn learn_figures(&mut self, briefing: &Briefing, items: &mut Vec<NewsItem>) {
        for figure in &briefing.doc.front.figures {
            let value = figures::shown(figure);
            let before = self.figures.insert(figures::key(figure), value.clone());
            if before.as_ref() == Some(&value) {
                continue;
            }
            items.push(NewsItem {
                kind: "figure",
                title: figure.label.to_string(),
                actor: None,
                from: before,
                to: Some(value),
                url: format!("#{}", anchor::block("figures")),
            });
        }
    }

    fn learn_questions(&mut self, briefing: &Briefing, items: &mut Vec<NewsItem>) {
        for (at, question) in briefing.doc.front.questions.iter().enumerate() {
            let status = question.status();
            let now = (status.word(), question.answer.as_ref().map(ToString::to_string));
            let before = self.questions.insert(fold(&question.question), now.clone());
            if before.as_ref().is_some_and(|before| before.0 == now.0) {
                continue;
            }
            items.push(NewsItem {
                kind: if status == QuestionStatus::Open { "question" } else { "settled" },
                title: question.question.to_string(),
                actor: None,
                from: before.map(|(status, _)| status.to_owned()),
                to: now.1.or_else(|| Some(now.0.to_owned())),
                url: format!("#{}", anchor::question(at)),
            });
        }
    }
}

/// The questions of a storyline, open ones first, each group in the order in which they came up.
fn questions<'a>(
    chronicle: &Chronicle<'_, '_>,
    briefings: impl Iterator<Item = (usize, &'a Briefing)>,
) -> Vec<QuestionEntry> {
    let mut entries: Vec<(String, QuestionEntry, Tlp)> = Vec::new();
    for (_, briefing) in briefings {
        for (at, question) in briefing.doc.front.questions.iter().enumerate() {
            let link = chronicle.link(briefing, &anchor::question(at));
            let key = fold(&question.question);
            let at = entries.iter().position(|(known, ..)| *known == key).unwrap_or_else(|| {
                let question = question.question.to_string();
                let entry = QuestionEntry {
                    question,
                    status: QuestionStatus::Open.word(),
                    answer: None,
                    asked: link.clone(),
                    settled: None,
                    tlp: Tlp::Clear.word(),
                };
                entries.push((key, entry, Tlp::Clear));
                entries.len() - 1
            });
            let (_, entry, tlp) = &mut entries[at];
            *tlp = briefing.doc.front.tlp.map_or(*tlp, |own| own.max(*tlp));
            entry.tlp = tlp.word();
            let status = question.status();
            if status == QuestionStatus::Open {
                entry.settled = None;
                entry.answer = None;
            } else if entry.status != status.word() || entry.settled.is_none() {
                entry.settled = Some(link);
            }
            entry.status = status.word();
            if let Some(answer) = &question.answer {
                entry.answer = Some(answer.to_string());
            }
        }
    }
    let (open, settled): (Vec<_>, Vec<_>) =
        entries.into_iter().map(|(_, entry, _)| entry).partition(|entry| entry.status == QuestionStatus::Open.word());
    open.into_iter().chain(settled).collect()
}
