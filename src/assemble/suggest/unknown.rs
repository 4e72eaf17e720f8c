//! Names that recur in briefings, and that nobody on the site goes by.
//!
//! A name is a row of capitalised words (`base::prose::capitals`) outside of links, quotations and
//! the names that are known. Two words or more are taken for a name wherever they stand; one alone
//! only where more speaks for it ([`spots`]). Of several ways to say a name the one that stands by
//! itself counts for all ([`joined`]).

mod joined;
mod spots;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::familiar::Familiar;
use super::place::Finding;
use super::text::{Common, Text};
use crate::assemble::desk::Desk;
use crate::assemble::mentions::search;
use crate::assemble::registry::how_to_register;
use crate::base::diag::{Code, Diagnostic};
use crate::base::prose::{Finder, Form};
use crate::base::text::{near_misses, one_of};
use spots::Spot;

/// In so many briefings a name must stand.
const RECURS: usize = 2;

/// What is known of a name.
#[derive(Debug, Default)]
struct Seen {
    /// In which briefings it, or what stands for it, is.
    briefings: BTreeSet<usize>,
    /// Whether it stands somewhere as no adjective would.
    is_firm: bool,
    /// Whether it stands somewhere where its first word has its capital for its own sake.
    is_sure: bool,
}

/// The names, each where it stands first.
pub fn find(desk: &Desk<'_>, texts: &[Text<'_>], common: &Common<'_>, familiar: &Familiar) -> Vec<Finding> {
    let spots: Vec<Vec<Spot>> = texts.par_iter().map(|text| spots::find(desk, text, common, familiar)).collect();
    let mut names: BTreeMap<String, Seen> = BTreeMap::new();
    for (at, spots) in spots.into_iter().enumerate() {
        for spot in spots {
            let seen = names.entry(spot.name).or_default();
            seen.briefings.insert(at);
            seen.is_firm |= spot.is_firm;
            seen.is_sure |= spot.is_sure;
        }
    }
    joined::join(&mut names);
    names.retain(|name, seen| seen.briefings.len() >= RECURS && (seen.is_firm || name.contains(' ')));
    names.iter().filter_map(|(name, seen)| finding(desk, texts, name, seen)).collect()
}

/// Whether a name may be another's in a different spelling: each word may be a slip of the other's.
fn is_like(name: &str, other: &str) -> bool {
    let (words, others) = (name.split(' '), other.split_whitespace());
    words.clone().count() == others.clone().count()
        && words.zip(others).all(|(word, other)| !near_misses(word, [other]).is_empty())
}

fn finding(desk: &Desk<'_>, texts: &[Text<'_>], name: &str, seen: &Seen) -> Option<Finding> {
    let finder = Finder::new(std::iter::once(name), Form::Html);
    // Some have other words for it.
    let first = |&at: &usize| Some((at, search(&texts[at].doc.body, &finder).into_iter().next()?));
    let (at, hit) = seen.briefings.iter().find_map(first)?;
    let message = format!("`{name}` stands in {} briefings, and no actor goes by it", seen.briefings.len());
    let near: Vec<&str> = desk.registry.actor_names.near(name).into_iter().filter(|near| is_like(name, near)).collect();
    let hint = match near.as_slice() {
        [] => how_to_register(name),
        near => format!("add it to the `aliases` of {}, or register it with `briefer new actor`", one_of(near)),
    };
    let diagnostic = Diagnostic::new(Code::UnknownName, message).hint(hint);
    Some(Finding { text: at, hit, link: format!("[[{name}]]"), certain: None, diagnostic })
}
