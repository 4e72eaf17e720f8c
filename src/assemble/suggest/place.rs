//! Where in its file a name stands, and what becomes of the file when it is linked.
//!
//! Both are found out by trying: the link is put around the words in the file, and the file is read
//! again. If its body is the one of before, with that link in the place of the words, the place is
//! right, whatever Markdown stands around it; and so is the link.
//!
//! **Invariant:** a rewrite says what the file says, byte for byte, but for the brackets and ids of
//! its links; read again, it has these links more and is otherwise the same.

use rayon::prelude::*;

use super::text::{Text, normal_space};
use crate::base::diag::{Diagnostic, Place, Span};
use crate::base::fields::fence;
use crate::base::path::SourcePath;
use crate::model::html::{Body, HoleKind, as_written};
use crate::model::mention::Hit;
use crate::model::suggestion::{Rewrite, Suggestions};

/// In so many places of a file words are tried at most.
const TRIES: usize = 100;

/// Reads files once more.
#[derive(Clone, Copy)]
pub struct Again<'a> {
    /// What a file says.
    pub text: &'a (dyn Fn(&SourcePath) -> Option<String> + Sync),
    /// The body that a file would have if it said this.
    pub body: &'a (dyn Fn(&SourcePath, &str) -> Option<Body> + Sync),
}

impl std::fmt::Debug for Again<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Again")
    }
}

/// Something to say about words of a text.
#[derive(Debug)]
pub struct Finding {
    /// In which text: its position.
    pub text: usize,
    /// Which words.
    pub hit: Hit,
    /// What may be written in their place.
    pub link: String,
    /// If that is certain, the hint that says so.
    pub certain: Option<String>,
    /// What to say, without its place.
    pub diagnostic: Diagnostic,
}

/// Says of each where it stands, and what the files with certain links would say.
pub fn place(again: &Again<'_>, texts: &[Text<'_>], mut findings: Vec<Finding>) -> Suggestions {
    findings.sort_by_key(|finding| (finding.text, finding.hit.start));
    let groups: Vec<&[Finding]> = findings.chunk_by(|a, b| a.text == b.text).collect();
    let placed: Vec<(Vec<Diagnostic>, Option<Rewrite>)> =
        groups.into_par_iter().map(|group| in_file(again, &texts[group[0].text], group)).collect();
    let mut suggestions = Suggestions::default();
    for (diagnostics, rewrite) in placed {
        suggestions.diagnostics.extend(diagnostics);
        suggestions.rewrites.extend(rewrite);
    }
    suggestions
}

fn in_file(again: &Again<'_>, text: &Text<'_>, findings: &[Finding]) -> (Vec<Diagnostic>, Option<Rewrite>) {
    let file = &text.doc.origin.source;
    let is_as_read = |source: &String| (again.body)(file, source).is_some_and(|body| body == text.doc.body);
    let source = (again.text)(file).filter(is_as_read);
    let tried = findings.iter().map(|finding| source.as_ref().and_then(|source| span(again, text, source, finding)));
    let spans: Vec<Option<Span>> = tried.collect();
    let certain = findings.iter().zip(&spans).filter(|(finding, _)| finding.certain.is_some());
    let certain: Vec<(&Finding, Span)> = certain.filter_map(|(finding, span)| Some((finding, (*span)?))).collect();
    let rewrite = source.filter(|_| !certain.is_empty()).and_then(|source| rewrite(again, text, source, &certain));
    let diagnostic = |(finding, span): (&Finding, &Option<Span>)| {
        let place = match span {
            Some(span) => Place::span(file, *span),
            None => Place { file: file.clone(), at: text.doc.body.place_of(finding.hit.start..finding.hit.end) },
        };
        let diagnostic = finding.diagnostic.clone().at(place);
        match &finding.certain {
            Some(hint) if span.is_some() && rewrite.is_some() => diagnostic.hint(hint),
            _ => diagnostic,
        }
    };
    (findings.iter().zip(&spans).map(diagnostic).collect(), rewrite)
}

/// The words of a finding in the file.
fn span(again: &Again<'_>, text: &Text<'_>, source: &str, finding: &Finding) -> Option<Span> {
    let body = fence::split(source).ok()?.body.start;
    let html = &text.doc.body.html.text;
    let words = as_written(&html[finding.hit.start as usize..finding.hit.end as usize]);
    let places = source[body..].match_indices(&words).map(|(at, words)| Span::new(body + at..body + at + words.len()));
    let mut places = places.take(TRIES);
    places.find(|span| {
        let tried = with_links(source, &[(*span, finding.link.clone())]);
        (again.body)(&text.doc.origin.source, &tried).is_some_and(|body| is_same(text, &body, &[finding]))
    })
}

/// The file with what is certain of its findings, which are in the order of the body.
fn rewrite(again: &Again<'_>, text: &Text<'_>, source: String, certain: &[(&Finding, Span)]) -> Option<Rewrite> {
    let file = &text.doc.origin.source;
    let findings: Vec<&Finding> = certain.iter().map(|(finding, _)| *finding).collect();
    let mut links: Vec<(Span, String)> = certain.iter().map(|(finding, span)| (*span, finding.link.clone())).collect();
    // A footnote may stand before the text that a reader sees first.
    links.sort();
    let after = with_links(&source, &links);
    let is_right = is_same(text, &(again.body)(file, &after)?, &findings);
    is_right.then(|| Rewrite { file: file.clone(), before: source, after, links })
}

/// The file with links; they are in the order of the file.
fn with_links(source: &str, links: &[(Span, String)]) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    let mut done = 0;
    for (span, link) in links {
        out.push_str(&source[done..span.start as usize]);
        out.push_str(link);
        done = span.end as usize;
    }
    out + &source[done..]
}

/// Whether a body is that of the text with links in the place of words; they are in the order of the
/// body.
fn is_same(text: &Text<'_>, body: &Body, findings: &[&Finding]) -> bool {
    let old = &text.doc.body;
    let mut html = String::with_capacity(old.html.text.len());
    let mut holes: Vec<(u32, HoleKind)> = Vec::with_capacity(old.html.holes.len() + findings.len());
    let mut kept = old.html.holes.iter().peekable();
    let (mut done, mut cut) = (0, 0);
    for Finding { hit, link, .. } in findings {
        let before = std::iter::from_fn(|| kept.next_if(|hole| hole.at <= hit.start));
        holes.extend(before.map(|hole| (hole.at - cut, hole.kind.clone())));
        holes.push((hit.start - cut, wiki(link)));
        html.push_str(&old.html.text[done..hit.start as usize]);
        done = hit.end as usize;
        cut += hit.end - hit.start;
    }
    holes.extend(kept.map(|hole| (hole.at - cut, hole.kind.clone())));
    html.push_str(&old.html.text[done..]);
    *body.html.text == *html
        && body.html.holes.iter().map(|hole| (hole.at, &hole.kind)).eq(holes.iter().map(|(at, kind)| (*at, kind)))
        && (&body.headings, &body.anchors, &body.quotes) == (&old.headings, &old.anchors, &old.quotes)
}

/// What a link should be read as.
fn wiki(link: &str) -> HoleKind {
    let inside = link.trim_start_matches('[').trim_end_matches(']');
    match inside.split_once('|') {
        Some((target, words)) => HoleKind::Wiki { target: target.into(), words: Some(normal_space(words).into()) },
        None => HoleKind::Wiki { target: normal_space(inside).into(), words: None },
    }
}
