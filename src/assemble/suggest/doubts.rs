//! Names that count for nobody where they stand: weak aliases, and names of several actors.
//!
//! **Invariant:** a link is certain only where a reader could not take the words for anything else:
//! one actor alone goes by them; they are a part of that actor's full name; they stand by
//! themselves, not as a part of a longer name, nor where any word has a capital, and are no month or
//! weekday; and the briefing named the actor before, as a newspaper gives the full name first and
//! then the surname. A metonym ("Kyiv" for Ukraine) never is: it may be the place. Nor is anything
//! where names are not to become links.

use std::ops::Range;

use super::familiar::Familiar;
use super::place::Finding;
use super::text::{Common, Text, in_body};
use crate::assemble::desk::Desk;
use crate::assemble::registry::{self, Lookup, Strength};
use crate::base::diag::{Code, Diagnostic};
use crate::base::prose::normal;
use crate::base::text::{fold, one_of, plural};
use crate::model::mention::Hit;

/// A name in a text, where it stands first.
struct Doubt<'t> {
    hit: &'t Hit,
    /// In how many places more.
    more: usize,
    /// Whom it may mean: positions in `Registry::actors`.
    candidates: Vec<usize>,
    is_certain: bool,
}

/// The names of a briefing that count for nobody, each once; those that the author linked somewhere
/// in its text are settled. `at` is the briefing's position.
pub fn find(desk: &Desk<'_>, at: usize, text: &Text<'_>, common: &Common<'_>, familiar: &Familiar) -> Vec<Finding> {
    let doubts = doubts(desk, text, common, familiar);
    doubts.iter().map(|doubt| finding(desk, at, text, doubt)).collect()
}

fn doubts<'t>(desk: &Desk<'_>, text: &'t Text<'_>, common: &Common<'_>, familiar: &Familiar) -> Vec<Doubt<'t>> {
    let is_linked = text.doc.front.autolink.unwrap_or(desk.autolink);
    let settled: Vec<(String, usize)> = text.linked_words().collect();
    let mut named = named_in_fields(desk, text);
    let holes = &text.doc.body.html.holes;
    let links = text.links.iter().filter_map(|link| Some((holes[link.hole? as usize].at, link.actor)));
    let mut links = links.peekable();
    let mut found: Vec<Doubt<'_>> = Vec::new();
    for hit in &text.hits {
        while let Some((_, actor)) = links.next_if(|(at, _)| *at <= hit.start) {
            named.push(actor);
        }
        if let Some(actor) = desk.names.meaning(hit.name, &text.about) {
            named.push(actor);
            continue;
        }
        if let Some(first) = found.iter_mut().find(|doubt| doubt.hit.name == hit.name) {
            first.more += 1;
            continue;
        }
        let mut candidates = desk.names.candidates(hit.name);
        candidates.sort_by_key(|actor| !named.contains(actor));
        let words = normal(&text.words(hit));
        if settled.iter().any(|(shown, actor)| *shown == words && candidates.contains(actor)) {
            continue;
        }
        let is_certain = is_linked
            && matches!(candidates.as_slice(), [only] if named.contains(only) && is_part(desk, *only, &words))
            && !familiar.is_date(&words)
            && stands_alone(text, hit, common, familiar);
        found.push(Doubt { hit, more: 0, candidates, is_certain });
    }
    found
}

/// Who is named before a reader comes to the text: in the fields, the summary, the key points.
fn named_in_fields(desk: &Desk<'_>, text: &Text<'_>) -> Vec<usize> {
    let fields = registry::mentions(text.doc).filter_map(|(name, _)| match desk.registry.actor_names.find(name) {
        Lookup::Found(entry) => Some(entry),
        Lookup::Ambiguous(_) | Lookup::Unknown => None,
    });
    fields.chain(text.links.iter().filter(|link| link.hole.is_none()).map(|link| link.actor)).collect()
}

/// Whether the words are some of those of a longer name that means the actor without condition.
fn is_part(desk: &Desk<'_>, actor: usize, words: &str) -> bool {
    let part: Vec<String> = words.split_whitespace().map(fold).collect();
    let names =
        desk.registry.spoken.iter().filter(|spoken| (spoken.entry, spoken.strength) == (actor, Strength::Strong));
    names
        .map(|spoken| spoken.text.split_whitespace().map(fold).collect::<Vec<_>>())
        .any(|name| name.len() > part.len() && name.windows(part.len()).any(|words| words == part))
}

/// Whether the words of a hit are a row of capitalised words by themselves, or with what somebody
/// is before them ("President"), where not any word is capitalised.
fn stands_alone(text: &Text<'_>, hit: &Hit, common: &Common<'_>, familiar: &Familiar) -> bool {
    let covers = |start: u32, end: u32| start <= hit.start && hit.end <= end;
    let Some((at, run)) = text.runs().find(|(_, run)| covers(run.start, run.end)) else { return false };
    let rows = text.rows(at, common);
    let html = &text.doc.body.html.text;
    let is_office = |word: &Range<u32>| familiar.is_office(&html[word.start as usize..word.end as usize]);
    rows.iter().any(|row| {
        let range = in_body(run, &row.range());
        let words = row.words.iter().map(|word| in_body(run, word));
        let mut others = words.filter(|word| !(hit.start..hit.end).contains(&word.start));
        covers(range.start, range.end) && others.all(|word| word.end <= hit.start && is_office(&word))
    })
}

fn finding(desk: &Desk<'_>, at: usize, text: &Text<'_>, doubt: &Doubt<'_>) -> Finding {
    let words = text.words(doubt.hit);
    let ids: Vec<&str> = doubt.candidates.iter().map(|&actor| desk.registry.actors[actor].id.as_str()).collect();
    let links: Vec<String> = doubt.candidates.iter().map(|&actor| link(desk, actor, &words)).collect();
    let written: Vec<&str> = links.iter().map(String::as_str).collect();
    let code = if ids.len() == 1 { Code::WeakMention } else { Code::AmbiguousMention };
    let diagnostic = Diagnostic::new(code, format!("`{words}` may mean {}, and is not linked", one_of(&ids)));
    let diagnostic = diagnostic.hint(match ids.as_slice() {
        [_] => format!("write `{}` if it does", links[0]),
        _ => format!("write {}", one_of(&written)),
    });
    let diagnostic = match doubt.more {
        0 => diagnostic,
        more => diagnostic.note(format!("it stands in {} more", plural(more, "place", "places"))),
    };
    let certain =
        doubt.is_certain.then(|| format!("`--fix` writes `{}`, since `{}` is named before", links[0], ids[0]));
    let link = links.into_iter().next().unwrap_or_default();
    Finding { text: at, hit: *doubt.hit, link, certain, diagnostic }
}

/// The link that shows these words and leads to the actor: without its id where the words lead
/// there by themselves.
fn link(desk: &Desk<'_>, actor: usize, words: &str) -> String {
    let id = &desk.registry.actors[actor].id;
    let leads =
        |name: &str| desk.registry.actor_names.find(name) == Lookup::Found(actor) && desk.briefing(name).is_none();
    // An id is shown as the name.
    if words != id && leads(words) && !words.contains([':', '#', '|']) {
        format!("[[{words}]]")
    } else if leads(id) {
        format!("[[{id}|{words}]]")
    } else {
        format!("[[actor:{id}|{words}]]")
    }
}
