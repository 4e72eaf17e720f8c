//! Every path and every folder above it has one owner.

use std::borrow::Cow;

use rapidhash::RapidHashMap;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::Output;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::path::{SourcePath, fold_key};

/// Who asked for an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim<'e> {
    /// A file of the site.
    File(&'e SourcePath),
    /// A field of a file, such as an alias.
    Field(&'e Place),
    /// Briefer itself: `the index of actors`.
    Ours(&'static str),
    /// Briefer itself, for a section that a site may do without: in words, and its key below
    /// `[sections]`.
    Section(&'static str, &'static str),
}

impl Claim<'_> {
    fn place(&self) -> Option<Place> {
        match self {
            Claim::File(path) => Some(Place::file(path)),
            Claim::Field(place) => Some((*place).clone()),
            Claim::Ours(_) | Claim::Section(..) => None,
        }
    }

    fn words(&self) -> String {
        match self {
            Claim::File(path) => format!("`{path}`"),
            Claim::Field(place) => format!("`{}`", place.file),
            Claim::Ours(words) | Claim::Section(words, _) => (*words).to_owned(),
        }
    }

    /// Ourselves before files before fields: who comes first keeps the path.
    fn rank(&self) -> u8 {
        match self {
            Claim::Ours(_) | Claim::Section(..) => 0,
            Claim::File(_) => 1,
            Claim::Field(_) => 2,
        }
    }
}

/// Puts outputs in the order of their paths; of those that want the same, the one that keeps it first.
pub fn sort(outputs: &mut [Output<'_>]) {
    outputs.par_sort_by(|a, b| {
        let key = |output: &Output<'_>| (output.claim.rank(), output.claim.place());
        a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b)))
    });
}

/// Reports every path that is wanted twice, or that is a file for one and a folder for another; outputs are
/// [sorted](sort).
pub fn check(outputs: &[Output<'_>]) -> Vec<Diagnostic> {
    let mut owners: RapidHashMap<Cow<'_, str>, usize> = RapidHashMap::default();
    owners.reserve(outputs.len());
    let mut diagnostics = Vec::new();
    for (at, output) in outputs.iter().enumerate() {
        let key = output.path.key();
        match owners.get(&key) {
            Some(&first) => diagnostics.push(clash(output, &outputs[first], "both want the address")),
            None => {
                owners.insert(key, at);
            }
        }
    }
    let mut folders: RapidHashMap<&str, ()> = RapidHashMap::default();
    for output in outputs.iter() {
        for folder in output.path.parents() {
            // Parents that were seen have parents that were seen.
            if folders.insert(folder, ()).is_some() {
                break;
            }
            if let Some(&file) = owners.get(&fold_key(folder)) {
                diagnostics.push(clash(
                    output,
                    &outputs[file],
                    "one wants as a file what the other wants as a folder:",
                ));
            }
        }
    }
    diagnostics
}

/// `first` keeps the path; where both are a person's, a field gives way to a file.
fn clash<'a>(mut second: &'a Output<'a>, mut first: &'a Output<'a>, how: &str) -> Diagnostic {
    let shown = first.path.as_str().strip_suffix("index.html").unwrap_or(first.path.as_str());
    if first.claim.rank() > second.claim.rank() {
        std::mem::swap(&mut first, &mut second);
    }
    let (second_words, first_words) = (second.claim.words(), first.claim.words());
    if let (Claim::Field(field), Claim::File(file)) = (&second.claim, &first.claim)
        && field.file == **file
        && !looks_different(second, first)
    {
        return Diagnostic::new(Code::PathClash, format!("`/{shown}` is the address of this page itself"))
            .at((*field).clone())
            .hint("remove the alias: it would lead from the page to the page");
    }
    let diagnostic = Diagnostic::new(Code::PathClash, format!("{second_words} and {first_words}: {how} `/{shown}`"));
    let diagnostic = match (second.claim.place(), first.claim.place()) {
        (Some(second), Some(first)) => diagnostic.at(second).related(first, "the other one"),
        (Some(place), None) | (None, Some(place)) => diagnostic.at(place),
        (None, None) => diagnostic,
    };
    let diagnostic = if looks_different(second, first) {
        diagnostic.note("addresses that differ only in case or Unicode form are one file on many systems")
    } else {
        diagnostic
    };
    match (&first.claim, &second.claim) {
        (Claim::Section(_, key), _) | (_, Claim::Section(_, key)) => diagnostic.hint(format!(
            "change the slug or alias, or do without this section: `{key} = false` below `[sections]` in site.toml"
        )),
        _ => diagnostic.hint(match [first, second].map(|output| is_static(&output.claim)) {
            [false, false] => "change the slug, date or alias of one of them",
            _ => "rename the file below `static/`, or change what else has this address",
        }),
    }
}

/// A file that is copied as it is: its name alone decides its address.
fn is_static(claim: &Claim<'_>) -> bool {
    matches!(claim, Claim::File(path) if path.as_str().starts_with("static/"))
}

/// True if the two are one to a file system only.
fn looks_different(second: &Output<'_>, first: &Output<'_>) -> bool {
    match (&second.claim, &first.claim) {
        // Their names were made one on the way to an address.
        (Claim::File(second), Claim::File(first)) if second != first && nfc(second) == nfc(first) => true,
        _ => second.path != first.path && second.path.key() == first.path.key(),
    }
}

fn nfc(path: &SourcePath) -> String {
    path.as_str().nfc().collect()
}
