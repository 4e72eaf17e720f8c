//! The last look before an output leaves: does it contain the title of something held back?
//!
//! The types keep held documents away from every page; this catches what types cannot see: a
//! template, a static text or a public briefing that types a title out. What has expired is not
//! looked for: it was public, and what is written about it later may say its name.

mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::hash::{Fingerprint, content_hash};
use crate::base::json::script_safe;
use crate::base::path::SourcePath;
use crate::base::text::{escape, plural};
use crate::base::world::{TEXT_LIMIT, World};
use crate::model::document::Reason;
use crate::model::plan::{Job, Sight};
use crate::model::report::HeldBack;

use words::{Words, telling};

/// Shorter titles are too common to mean anything.
const DISTINCTIVE: usize = 16;

/// So many places where a title is typed out are shown.
const SHOWN: usize = 10;

/// A title that was found where it must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The output: a position in the plan.
    pub job: usize,
    /// Which of the titles.
    title: usize,
}

/// What must not appear.
#[derive(Debug)]
pub struct Guard {
    /// None if nothing is watched for.
    search: Option<Search>,
    /// The file of the held item that each title is of.
    owners: Vec<SourcePath>,
    /// The hashes of all titles, sorted.
    prints: Vec<Fingerprint>,
}

/// Titles are looked for twice: as the bytes that outputs write, which is all that attributes and
/// data have, and in what a reader reads of a page, where a link may stand within one.
#[derive(Debug)]
struct Search {
    bytes: AhoCorasick,
    /// Which title each pattern of `bytes` is.
    titles: Vec<usize>,
    /// To read a page as its readers do takes time: only one with such a part of a title is.
    telling: AhoCorasick,
    words: AhoCorasick,
}

impl Guard {
    /// Watches for the titles of what is held, except those that a public name has in it (a weekly
    /// report has the same title every week, an actor may be the subject of a draft).
    ///
    /// # Panics
    /// When the titles are more than an automaton can hold, some gigabytes: nothing would be
    /// looked for.
    pub fn new<'a>(held: &[HeldBack], public_names: impl Iterator<Item = &'a str>) -> Self {
        let secret = held.iter().filter(|item| item.hold.reason != Reason::Expired);
        let titled = secret.filter_map(|item| Some((item, item.title.as_deref()?)));
        let mut watched: Vec<(&HeldBack, &str)> = titled.filter(|(_, title)| title.len() >= DISTINCTIVE).collect();
        if watched.is_empty() {
            return Self { search: None, owners: Vec::new(), prints: Vec::new() };
        }
        let titles = automaton(MatchKind::Standard, watched.iter().map(|(_, title)| *title));
        let mut is_public = vec![false; watched.len()];
        for name in public_names {
            titles.find_overlapping_iter(name).for_each(|found| is_public[found.pattern().as_usize()] = true);
        }
        let mut at = 0..;
        watched.retain(|_| !is_public[at.next().expect("numbers do not end")]);

        let forms = watched.iter().enumerate().flat_map(|(at, (_, title))| forms(title).into_iter().zip(repeat(at)));
        let (patterns, titles): (Vec<String>, Vec<usize>) = forms.unzip();
        let words = watched.iter().map(|(_, title)| Words::of_text(title.as_bytes()).bytes);
        let search = (!watched.is_empty()).then(|| Search {
            bytes: automaton(MatchKind::LeftmostFirst, patterns),
            titles,
            telling: automaton(MatchKind::LeftmostFirst, watched.iter().map(|(_, title)| telling(title))),
            words: automaton(MatchKind::LeftmostFirst, words),
        });
        let mut prints: Vec<Fingerprint> = watched.iter().map(|(_, title)| content_hash(title.as_bytes())).collect();
        prints.sort_unstable();
        Self { search, owners: watched.iter().map(|(item, _)| item.source.clone()).collect(), prints }
    }

    /// What is watched for, as sorted hashes.
    pub fn prints(&self) -> &[Fingerprint] {
        &self.prints
    }

    /// True if something is watched for that is not among `before`.
    pub fn has_news(&self, before: &[Fingerprint]) -> bool {
        self.prints.iter().any(|print| before.binary_search(print).is_err())
    }

    /// Looks through the output `at` in the plan: the titles in it, each once.
    pub fn check(&self, at: usize, job: &Job<'_>, bytes: &[u8]) -> Vec<Leak> {
        let Some(search) = &self.search else { return Vec::new() };
        let path = job.path.as_str();
        let whole = if path.ends_with(".ics") { Cow::Owned(unfolded(bytes)) } else { Cow::Borrowed(bytes) };
        let mut found: Vec<usize> =
            search.bytes.find_iter(&*whole).map(|found| search.titles[found.pattern().as_usize()]).collect();
        if path.ends_with(".html") && search.telling.is_match(bytes) {
            let words = Words::of_html(bytes).bytes;
            found.extend(search.words.find_iter(&words).map(|found| found.pattern().as_usize()));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|title| Leak { job: at, title }).collect()
    }

    /// What to say of `leaks`: where in `sources` the words are typed out, or where they came out.
    /// The held file is named, not its title.
    pub fn report<'s>(
        &self,
        mut leaks: Vec<Leak>,
        jobs: &[Job<'_>],
        held: &[HeldBack],
        world: &dyn World,
        sources: impl Iterator<Item = &'s SourcePath>,
    ) -> Vec<Diagnostic> {
        leaks.sort_unstable();
        let mut outputs: BTreeMap<&SourcePath, Vec<&Job<'_>>> = BTreeMap::new();
        for leak in leaks {
            outputs.entry(&self.owners[leak.title]).or_default().push(&jobs[leak.job]);
        }
        if outputs.is_empty() {
            return Vec::new();
        }
        let mut typed = self.typed_out(held, world, sources);
        let mut diagnostics = Vec::new();
        for (owner, jobs) in outputs {
            let message = format!("the title of `{owner}`, which is not public, is in `/{}`", jobs[0].path);
            let message = match jobs.len() - 1 {
                0 => message,
                more => format!("{message} and {}", plural(more, "more output", "more outputs")),
            };
            let mut diagnostic = Diagnostic::new(Code::HeldWords, message);
            let mut places = typed.remove(owner).unwrap_or_default().into_iter();
            diagnostic.place = places.next().or_else(|| match &jobs[0].sight {
                Sight::Copy(source, _) => Some(Place::file(source)),
                _ => jobs[0].source().map(Place::file),
            });
            diagnostics.push(
                places
                    .take(SHOWN)
                    .fold(diagnostic, |diagnostic, place| diagnostic.related(place, "and here"))
                    .hint("remove the words where they are typed out, or give what is held another title"),
            );
        }
        diagnostics
    }

    /// Where titles stand in `sources`, by the held file whose they are. Held files are left out.
    fn typed_out<'s>(
        &self,
        held: &[HeldBack],
        world: &dyn World,
        sources: impl Iterator<Item = &'s SourcePath>,
    ) -> BTreeMap<&SourcePath, Vec<Place>> {
        let mut typed: BTreeMap<&SourcePath, Vec<Place>> = BTreeMap::new();
        let Some(search) = &self.search else { return typed };
        let held: BTreeSet<&SourcePath> = held.iter().map(|item| &item.source).collect();
        for source in sources.filter(|source| !held.contains(source)) {
            let Ok(bytes) = world.read(source, TEXT_LIMIT) else { continue };
            if std::str::from_utf8(&bytes).is_err() {
                continue;
            }
            let words = Words::of_text(&bytes);
            for found in search.words.find_iter(&words.bytes) {
                let place = Place::span(source, Span::new(words.place(found.range())));
                typed.entry(&self.owners[found.pattern().as_usize()]).or_default().push(place);
            }
        }
        typed
    }
}

fn automaton(kind: MatchKind, patterns: impl IntoIterator<Item: AsRef<[u8]>>) -> AhoCorasick {
    let built = AhoCorasick::builder().match_kind(kind).build(patterns);
    built.expect("titles come from front matter, which is small")
}

/// A title as outputs may write it.
fn forms(title: &str) -> Vec<String> {
    let html = escape(title);
    let json = serde_json::to_string(title).expect("a text is JSON");
    let json = &json[1..json.len() - 1];
    let mut forms = vec![
        title.to_owned(),
        // Tera's own escaping, in HTML and as its filter for XML.
        html.replace('\'', "&#39;"),
        html.replace('\'', "&apos;"),
        html,
        json.to_owned(),
        // In a script element.
        script_safe(json.to_owned()),
        // A field of a table between quotation marks (RFC 4180).
        title.replace('"', "\"\""),
        // A text of a calendar (RFC 5545).
        title.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,"),
    ];
    forms.sort();
    forms.dedup();
    forms
}

/// A calendar (RFC 5545) with its broken lines whole.
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(3).position(|three| three == b"\r\n ") {
        whole.extend_from_slice(&rest[..at]);
        rest = &rest[at + 3..];
    }
    whole.extend_from_slice(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::OutPath;
    use crate::model::document::Hold;

    fn job(path: &str) -> Job<'static> {
        Job { path: OutPath::parse(path).unwrap(), sight: Sight::NotFound, fingerprint: Fingerprint::default() }
    }

    fn held(title: &str, reason: Reason) -> HeldBack {
        HeldBack {
            id: "a".to_owned(),
            title: Some(title.to_owned()),
            source: SourcePath::new("content/briefings/a.md"),
            hold: Hold { reason, until: None },
        }
    }

    fn finds(title: &str, output: &str) -> bool {
        let guard = Guard::new(&[held(title, Reason::Draft)], std::iter::empty());
        !guard.check(0, &job("index.html"), output.as_bytes()).is_empty()
    }

    #[test]
    fn a_held_title_is_found_however_an_output_writes_it() {
        let title = "They said \"it's never\" & <left> the room";
        let json = serde_json::json!({ "title": title }).to_string();
        let mut tera = tera::Tera::new();
        tera.autoescape_on(vec![".html"]);
        tera.add_raw_template("page.html", "{{ title }}").unwrap();
        let mut context = tera::Context::new();
        context.insert("title", title);
        let html = tera.render("page.html", &context).unwrap();
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record([title]).unwrap();
        let table = String::from_utf8(table.into_inner().unwrap()).unwrap();
        for output in [title, &escape(title), &html, &json, &script_safe(json.clone()), &table] {
            assert!(finds(title, output), "{output}");
        }
        assert!(finds("Putin's secret visit", "<p>Putin\u{2019}s secret visit</p>"));
        let page =
            "<p>The <a class=\"actor\" href=\"/x/\">Duke</a>’s visit to\n<em>Paris</em> &amp; Rome – a “first”</p>";
        assert!(finds("The Duke's visit to Paris & Rome -- a \"first\"", page));
        assert!(finds("A visit to Paris", "<img src=\"a.png\" alt=\"A visit to Paris\">"));
        assert!(!finds(title, "They said nothing"));
    }

    #[test]
    fn a_held_title_is_found_in_a_calendar_across_lines() {
        let guard = Guard::new(&[held("Talks, of all things", Reason::Embargoed)], std::iter::empty());
        let calendar = b"SUMMARY:Talks\\, of a\r\n ll things\r\nEND:VEVENT\r\n";
        assert!(!guard.check(0, &job("calendar.ics"), calendar).is_empty());
        assert!(guard.check(0, &job("page.html"), calendar).is_empty());
    }

    #[test]
    fn what_a_public_name_says_and_what_was_public_is_not_looked_for() {
        let title = "European Commission";
        let names = ["Delegation of the European Commission"];
        let guard = Guard::new(&[held(title, Reason::Draft)], names.into_iter());
        assert!(guard.prints().is_empty());
        let guard = Guard::new(&[held(title, Reason::Expired)], std::iter::empty());
        assert!(guard.prints().is_empty());
    }
}
