//! Feeds as bytes: what both formats say ([`Entry`]), and how [`atom`] and [`json`] write it.

mod atom;
mod entry;
mod json;

use std::borrow::Cow;

use entry::Entry;

use super::Renderer;
use crate::model::feed::{FeedSight, FeedSubject};
use crate::model::field::FeedFormat;
use crate::model::plan::Job;

/// Writes a feed.
pub fn write(renderer: &Renderer<'_>, job: &Job<'_>, feed: &FeedSight<'_>, out: &mut Vec<u8>) {
    let entries: Vec<Entry<'_>> = feed.items.iter().map(|item| Entry::new(renderer, item)).collect();
    let title = title(renderer, &feed.subject);
    match feed.format {
        FeedFormat::Atom => atom::write(renderer, job, feed, &title, &entries, out),
        FeedFormat::Json => json::write(renderer, job, feed, &title, &entries, out),
    }
}

/// A feed's title: that of the site, after what it follows if it is not the site.
fn title<'a>(renderer: &Renderer<'a>, subject: &FeedSubject) -> Cow<'a, str> {
    let config = renderer.config;
    let of = |name: &str| Cow::Owned(format!("{name} · {}", config.title));
    match subject {
        FeedSubject::Site => Cow::Borrowed(config.title.as_str()),
        FeedSubject::Corrections => of(&renderer.section("corrections")),
        FeedSubject::Term(name) => of(name),
    }
}
