//! Links that start with `/`: they lead to an output, to what another program serves, or nowhere.

use std::sync::Arc;

use rapidhash::RapidHashSet;
use rayon::prelude::*;

use super::Output;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::{NEAR_MISSES, near_misses};
use crate::model::config::Config;
use crate::model::link::UncheckedLink;
use crate::model::section::Section;

/// The page at the root.
const HOME: &str = "index.html";

/// Reports every link that leads to no output, nor into the folders that are served `elsewhere`.
pub fn check(links: &[Arc<[UncheckedLink]>], outputs: &[Output<'_>], config: &Config) -> Vec<Diagnostic> {
    if config.links.is_empty() && links.iter().all(|links| links.is_empty()) {
        return Vec::new();
    }
    let files: RapidHashSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    // By the address that they have: `a/b` for `a/b/index.html`.
    let pages: RapidHashSet<&str> = files
        .iter()
        .filter_map(|path| if *path == HOME { Some("") } else { path.strip_suffix("/index.html") })
        .collect();
    let exists = |target: &str| {
        pages.contains(target.trim_end_matches('/')) || (!target.ends_with('/') && files.contains(target))
    };
    let is_elsewhere = |target: &str| {
        config.elsewhere.iter().any(|folder| target.starts_with(folder) || folder.strip_suffix('/') == Some(target))
    };
    let leads_nowhere = |link: &&UncheckedLink| !exists(&link.target) && !is_elsewhere(&link.target);
    // A section without content has no page yet: it is left out where the settings name it.
    let of_settings = config.links.iter().filter(|link| Section::of(&link.target, config.sections).is_none());
    let mut broken: Vec<&UncheckedLink> = of_settings.filter(leads_nowhere).collect();
    broken.par_extend(links.par_iter().with_min_len(64).flat_map_iter(|links| links.iter()).filter(leads_nowhere));
    broken
        .into_iter()
        .enumerate()
        .map(|(at, link)| {
            let pages = files.iter().map(|path| path.strip_suffix("/index.html").unwrap_or(path));
            let wanted = link.target.trim_end_matches('/');
            let near = if at < NEAR_MISSES { near_misses(wanted, pages) } else { Vec::new() };
            let near: Vec<String> = near.iter().map(|path| format!("/{path}/")).collect();
            let near: Vec<&str> = near.iter().map(String::as_str).collect();
            let message = format!("`{}` leads nowhere: the site has no such address", link.written);
            let diagnostic = Diagnostic::new(Code::BrokenLink, message).at(link.place.clone()).did_you_mean(&near);
            match advice(&link.target, &files).filter(|_| near.is_empty()) {
                Some(advice) => diagnostic.hint(advice),
                None => diagnostic,
            }
        })
        .collect()
}

/// What may mend a link to a target that is like no page.
fn advice(target: &str, files: &RapidHashSet<&str>) -> Option<String> {
    let wanted = target.trim_end_matches('/');
    if Section::ALL.iter().any(|section| section.word() == wanted) {
        return Some("this section has no content yet, or is turned off below `[sections]` in site.toml".to_owned());
    }
    if wanted == target && wanted.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return Some(format!("a file at this address would be `static/{wanted}`"));
    }
    let top = wanted.split('/').next().filter(|top| !files.iter().any(|path| path.split('/').next() == Some(top)))?;
    Some(format!("if another program serves it, write `elsewhere = [\"/{top}/\"]` in site.toml"))
}
