//! An actor's appearances as views: sentences with their marks, bars by month, weights.

use crate::base::prose::sentence::{excerpt, sentence};
use crate::base::text::{escape_into, unescape_into};
use crate::model::anchor;
use crate::model::edition::Resolved;
use crate::model::html::{HoleKind, words_of_link};
use crate::model::mention::{Month, Passage, Spot};
use crate::model::plan::{MentionSight, SeenSight};
use crate::model::view::SafeHtml;
use crate::model::view::seen::{MentionView, PassageView, SeenView, SparkView, TogetherView};

/// A sentence longer than this, in characters, is cut around the name.
const LONGEST: usize = 320;

/// On an actor's page: at least and at most so many months.
const MONTHS: (i32, i32) = (12, 60);

/// The steps in which an actor that appears together with another is drawn.
const WEIGHTS: u32 = 6;

/// The view of what an actor's page sees.
pub fn view<'e>(sight: &SeenSight<'e>) -> SeenView<'e> {
    let spark = match (sight.months.first(), sight.months.last()) {
        (Some((first, _)), Some((last, _))) => {
            let months = (last.0 - first.0 + 1).clamp(MONTHS.0, MONTHS.1);
            spark(sight.months, *last, months)
        }
        _ => None,
    };
    let most = sight.together.iter().map(|(_, briefings, _)| *briefings).max().unwrap_or(1);
    let together = sight.together.iter().map(|&(actor, briefings, last)| TogetherView {
        actor,
        briefings,
        last,
        weight: (briefings * WEIGHTS).div_ceil(most),
    });
    SeenView {
        first: sight.first,
        last: sight.last,
        spark,
        together: together.collect(),
        mentions: sight.mentions.iter().map(mention).collect(),
        all_mentions: sight.all_mentions.clone(),
    }
}

/// The bars of `months` months up to `until`; none if they are all empty.
pub fn spark(counts: &[(Month, u32)], until: Month, months: i32) -> Option<SparkView> {
    let from = Month(until.0 - months + 1);
    let shown = || counts.iter().filter(|(month, _)| (from..=until).contains(month));
    // Of equals the latest.
    let &(peak, most) = shown().max_by_key(|(month, count)| (*count, *month))?;
    let mut path = String::new();
    for (month, count) in shown() {
        let height = (count * 10).div_ceil(most);
        path.push_str(&format!("M{}.5 10v-{height}", month.0 - from.0));
    }
    Some(SparkView {
        from: from.to_string(),
        until: until.to_string(),
        peak: peak.to_string(),
        most,
        width: months.unsigned_abs(),
        path,
    })
}

/// A briefing that names an actor.
pub fn mention<'e>(sight: &MentionSight<'e>) -> MentionView<'e> {
    let MentionSight { briefing, mentioned } = *sight;
    MentionView {
        briefing: &briefing.card,
        passages: mentioned.passages.iter().map(|passage| view_passage(briefing, passage)).collect(),
        more: mentioned.blocks - mentioned.passages.len(),
    }
}

fn view_passage(briefing: &Resolved, passage: &Passage) -> PassageView {
    let mut url = briefing.card.url.clone();
    if let Some(id) = passage.id {
        url.push('#');
        url.push_str(&anchor::passage(id));
    }
    let (text, marks) = plain(briefing, passage);
    let first = marks.first().cloned().unwrap_or(0..0);
    let around = sentence(&text, first.clone());
    let cut = excerpt(&text[around.clone()], first.start - around.start..first.end - around.start, LONGEST);
    let shown = around.start + cut.start..around.start + cut.end;

    let mut html = String::with_capacity(shown.len() + 32);
    if shown.start > around.start {
        html.push('…');
    }
    let mut done = shown.start;
    for mark in marks.into_iter().filter(|mark| shown.start <= mark.start && mark.end <= shown.end) {
        escape_into(&mut html, &text[done..mark.start]);
        html.push_str("<mark>");
        escape_into(&mut html, &text[mark.clone()]);
        html.push_str("</mark>");
        done = mark.end;
    }
    escape_into(&mut html, &text[done..shown.end]);
    if shown.end < around.end {
        html.push('…');
    }
    PassageView { url, html: SafeHtml(html) }
}

/// The text of a block as a reader sees it, on one line, and where in it the actor is named.
fn plain(briefing: &Resolved, passage: &Passage) -> (String, Vec<std::ops::Range<usize>>) {
    let body = &briefing.doc.body;
    let block = body.blocks[passage.block as usize];
    let runs = body.runs.iter().filter(|run| run.block == passage.block);
    let mut runs = runs.map(|run| (run.start, run.end)).peekable();
    let links = body.html.holes.iter().zip(&briefing.body).enumerate().filter(|(_, (hole, _))| {
        matches!(hole.kind, HoleKind::Wiki { .. }) && (block.start..=block.end).contains(&hole.at)
    });
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut spots = passage.spots.iter().peekable();
    let mut put_run = |(start, end): (u32, u32), text: &mut String, marks: &mut Vec<_>| {
        let mut done = start;
        while let Some(Spot::Name { start, end: last, .. }) =
            spots.next_if(|spot| matches!(spot, Spot::Name { start, .. } if *start < end))
        {
            put(text, &body.html.text[done as usize..*start as usize]);
            let begin = text.len();
            put(text, &body.html.text[*start as usize..*last as usize]);
            marks.push(begin..text.len());
            done = *last;
        }
        put(text, &body.html.text[done as usize..end as usize]);
    };
    for (at, (hole, fill)) in links {
        while let Some(run) = runs.next_if(|(start, _)| *start < hole.at) {
            put_run(run, &mut text, &mut marks);
        }
        let begin = text.len();
        put(&mut text, words_of_link(fill));
        let is_own = |spot: &Spot| matches!(spot, Spot::Link { hole } if *hole as usize == at);
        if passage.spots.iter().any(is_own) {
            marks.push(begin..text.len());
        }
    }
    runs.for_each(|run| put_run(run, &mut text, &mut marks));
    (text, marks)
}

/// Appends text of HTML without tags, on one line.
fn put(text: &mut String, html: &str) {
    for (at, line) in html.split('\n').enumerate() {
        if at > 0 {
            text.push(' ');
        }
        unescape_into(text, line);
    }
}
