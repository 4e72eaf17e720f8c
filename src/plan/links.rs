//! Links that start with `/`: they lead to an output, or nowhere.

use rapidhash::RapidHashSet;

use super::Output;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::near_misses;
use crate::model::edition::UncheckedLink;

/// Near misses are sought for so many links: where more are broken, something else is wrong.
const NEAR_MISSES: usize = 20;

/// Reports every link that leads to no output.
pub fn check(links: &[UncheckedLink], outputs: &[Output<'_>]) -> Vec<Diagnostic> {
    if links.is_empty() {
        return Vec::new();
    }
    let known: RapidHashSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    let exists = |target: &str| {
        let trimmed = target.trim_end_matches('/');
        let page = if trimmed.is_empty() { "index.html".to_owned() } else { format!("{trimmed}/index.html") };
        known.contains(page.as_str()) || (!target.ends_with('/') && known.contains(target))
    };
    let broken = links.iter().filter(|link| !exists(&link.target));
    broken
        .enumerate()
        .map(|(at, link)| {
            let wanted = link.target.trim_end_matches('/');
            let pages = known.iter().map(|path| path.strip_suffix("/index.html").unwrap_or(path));
            let near = if at < NEAR_MISSES { near_misses(wanted, pages) } else { Vec::new() };
            let near: Vec<String> = near.iter().map(|path| format!("/{path}/")).collect();
            let near: Vec<&str> = near.iter().map(String::as_str).collect();
            Diagnostic::new(Code::BrokenLink, format!("`{}` leads nowhere: the site has no such address", link.written))
                .at(link.place.clone())
                .did_you_mean(&near)
        })
        .collect()
}
