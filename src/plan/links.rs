//! Links that start with `/`: they lead to an output, to what another program serves, or nowhere.

use std::sync::Arc;

use rapidhash::RapidHashSet;
use rayon::prelude::*;

use super::Output;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::{NEAR_MISSES, near_misses};
use crate::model::edition::UncheckedLink;

/// The page at the root.
const HOME: &str = "index.html";

/// Reports every link that leads to no output, nor into the folders that are served `elsewhere`.
pub fn check(links: &[Arc<[UncheckedLink]>], outputs: &[Output<'_>], elsewhere: &[String]) -> Vec<Diagnostic> {
    if links.iter().all(|links| links.is_empty()) {
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
        elsewhere.iter().any(|folder| target.starts_with(folder) || folder.strip_suffix('/') == Some(target))
    };
    let broken: Vec<&UncheckedLink> = links
        .par_iter()
        .with_min_len(64)
        .flat_map_iter(|links| links.iter())
        .filter(|link| !exists(&link.target) && !is_elsewhere(&link.target))
        .collect();
    broken
        .into_iter()
        .enumerate()
        .map(|(at, link)| {
            let wanted = link.target.trim_end_matches('/');
            let pages = files.iter().map(|path| path.strip_suffix("/index.html").unwrap_or(path));
            let near = if at < NEAR_MISSES { near_misses(wanted, pages) } else { Vec::new() };
            let near: Vec<String> = near.iter().map(|path| format!("/{path}/")).collect();
            let near: Vec<&str> = near.iter().map(String::as_str).collect();
            let message = format!("`{}` leads nowhere: the site has no such address", link.written);
            let diagnostic = Diagnostic::new(Code::BrokenLink, message).at(link.place.clone());
            match wanted.split_once('/').map_or(wanted, |(top, _)| top) {
                top if near.is_empty() && !files.iter().any(|path| path.split('/').next() == Some(top)) => diagnostic
                    .hint(format!("if another program serves it, write `elsewhere = [\"/{top}/\"]` in site.toml")),
                _ => diagnostic.did_you_mean(&near),
            }
        })
        .collect()
}
