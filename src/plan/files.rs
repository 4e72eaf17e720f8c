//! What is neither a page nor a feed: the sitemap, rules for servers, and copied files.

use std::borrow::Cow;

use rayon::prelude::*;

use super::claims::Claim;
use super::{Outputs, ThemeFile};
use crate::base::hash::Fingerprint;
use crate::base::path::{OutPath, SourcePath};
use crate::model::config::Config;
use crate::model::edition::Edition;
use crate::model::inventory::{Found, Inventory};
use crate::model::plan::{Sight, SitemapEntry};

/// Adds them.
pub fn add<'e>(
    outputs: &mut Outputs<'e>,
    edition: &'e Edition,
    config: &Config,
    inventory: &'e Inventory,
    theme_files: &[ThemeFile],
) {
    let redirects = edition.redirects.iter();
    let rules: Vec<(String, String)> =
        redirects.map(|redirect| (redirect.from.href_below(&config.base_url.root), redirect.to.url.clone())).collect();
    if !rules.is_empty() {
        outputs.add_ours("_redirects", Sight::RedirectRules(rules), "the list of redirects");
    }
    let entries = sitemap(outputs, edition, config);
    outputs.add_ours("sitemap.xml", Sight::Sitemap(entries), "the sitemap");
    let has_robots = inventory.statics.iter().any(|found| found.path.as_str() == "static/robots.txt");
    if !has_robots {
        let sitemap = (!edition.is_preview).then(|| "sitemap.xml".to_owned());
        outputs.add_ours("robots.txt", Sight::Robots(sitemap), "robots.txt");
    }
    for asset in &edition.assets {
        // A file that vanished since it was listed is found missing when it is copied.
        let print = print_of(&inventory.assets, &asset.source);
        outputs.add(asset.path.clone(), Sight::Copy(asset.source.clone(), print), Claim::File(&asset.source));
    }
    for found in &inventory.statics {
        let name = found.path.as_str().strip_prefix("static/").unwrap_or_default();
        if let Ok(path) = OutPath::parse(name) {
            outputs.add(path, Sight::Copy(found.path.clone(), found.print()), Claim::File(&found.path));
        }
    }
    for (name, hash) in theme_files {
        if let Ok(path) = OutPath::parse(&format!("theme/{name}")) {
            outputs.add(path, Sight::ThemeFile(name.clone(), *hash), Claim::Ours("a static file of the theme"));
        }
    }
}

fn print_of(assets: &[Found], source: &SourcePath) -> Fingerprint {
    let found = assets.binary_search_by(|found| found.path.cmp(source));
    found.map(|at| assets[at].print()).unwrap_or_default()
}

/// A page's address below the root, before encoding.
fn address(path: &OutPath) -> &str {
    path.as_str().strip_suffix("index.html").unwrap_or(path.as_str())
}

/// Every page that search engines may show.
fn sitemap<'e>(outputs: &Outputs<'e>, edition: &'e Edition, config: &Config) -> Vec<SitemapEntry<'e>> {
    let mut entries: Vec<SitemapEntry<'e>> = outputs
        .list
        .par_iter()
        .with_min_len(64)
        .filter_map(|output| {
            let modified = match &output.sight {
                Sight::Briefing(sight) if sight.briefing.listed && sight.briefing.card.notice.is_none() => {
                    let card = &sight.briefing.card;
                    Some(Cow::Borrowed(card.updated.as_ref().unwrap_or(&card.date).as_str()))
                }
                Sight::Page(page) if !page.doc.front.unlisted && page.notice.is_none() => {
                    page.doc.front.date.map(|date| Cow::Owned(date.to_iso(&config.timezone)))
                }
                Sight::Home(_) => edition.listed().next().map(|newest| Cow::Borrowed(newest.card.date.as_str())),
                Sight::Actor(sight) if !sight.actor.is_listed() => return None,
                Sight::Tag(sight) if !sight.tag.is_listed() => return None,
                Sight::Actors(_)
                | Sight::Actor(_)
                | Sight::Mentions(_)
                | Sight::Tags(_)
                | Sight::Tag(_)
                | Sight::Dossiers(_)
                | Sight::Dossier(..)
                | Sight::Archive(_)
                | Sight::Year(_)
                | Sight::Month(..)
                | Sight::Timeline(_)
                | Sight::Upcoming(_)
                | Sight::Statements(_)
                | Sight::Sources(_)
                | Sight::Corrections(_) => None,
                _ => return None,
            };
            Some(SitemapEntry { path: output.path.clone(), modified })
        })
        .collect();
    // In the order of addresses, as far as nothing is encoded in them.
    entries.par_sort_by(|a, b| address(&a.path).cmp(address(&b.path)));
    entries
}
