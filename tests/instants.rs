//! The laws of time: between two instants that the build tells of nothing changes, so that a
//! build may be left out; and what is held back could as well not be there.

#![allow(clippy::disallowed_methods, reason = "tests read sites from the disk")]

mod common;

use std::fmt::Write;

use briefer::base::world::{MemoryWorld, World};
use briefer::model::report::Report;
use common::{Outputs, cold, load, project};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// When a briefing is public, in hours after the first of August 2025; and what else has a date.
#[derive(Debug, Clone)]
struct Dated {
    publish_at: Option<u16>,
    expires: Option<u16>,
    draft: bool,
    event: Option<u16>,
    review_by: Option<u16>,
}

fn instant(hours: u16) -> Timestamp {
    let first: Timestamp = "2025-08-01T00:00:00Z".parse().unwrap();
    first + SignedDuration::from_hours(hours.into())
}

fn day(hours: u16) -> String {
    instant(hours).to_string()[..10].to_owned()
}

fn files(briefings: &[Dated]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (at, dated) in briefings.iter().enumerate() {
        let mut text = format!("---\ntitle: Briefing {at}\ndate: 2025-07-01\nsummary: What {at} says.\n");
        text += "tags: [Talks]\ndossier: story\n";
        if let Some(hours) = dated.publish_at {
            writeln!(text, "publish_at: {}", instant(hours)).unwrap();
        }
        if let Some(hours) = dated.expires {
            writeln!(text, "expires: {}", instant(dated.publish_at.unwrap_or(0) + 1 + hours)).unwrap();
        }
        if dated.draft {
            text += "draft: true\n";
        }
        if let Some(hours) = dated.event {
            writeln!(text, "events: [{{ title: An event, date: {}, status: scheduled }}]", day(hours)).unwrap();
        }
        if let Some(hours) = dated.review_by {
            writeln!(text, "review_by: {}", day(hours)).unwrap();
        }
        files.push((format!("content/briefings/b{at}.md"), text + "---\n\nBody.\n"));
    }
    files.push(("content/dossiers/story.md".to_owned(), "---\ntitle: The story\n---\n".to_owned()));
    files.push((
        "site.toml".to_owned(),
        "title = \"Test\"\nbase_url = \"https://example.org/\"\ntimezone = \"Asia/Tokyo\"\n".to_owned(),
    ));
    files
}

fn at(now: Timestamp, files: &[(String, String)]) -> (Report, Outputs) {
    let mut world = MemoryWorld::new(now);
    for (path, text) in files {
        world.write(path, text.as_bytes());
    }
    cold(&world)
}

fn dated() -> impl Strategy<Value = Dated> {
    let hours = || prop::option::weighted(0.4, 0..200u16);
    (hours(), hours(), prop::bool::weighted(0.2), hours(), hours()).prop_map(
        |(publish_at, expires, draft, event, review_by)| Dated { publish_at, expires, draft, event, review_by },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// The site of any instant is that of the last instant before it at which the site was said to
    /// become another; and just before it becomes another it is what it was.
    #[test]
    fn the_site_changes_when_it_is_said_to(
        briefings in prop::collection::vec(dated(), 1..5),
        start in 0..200u16,
        minutes in 1..6_000i64,
    ) {
        let files = files(&briefings);
        let later = instant(start) + SignedDuration::from_mins(minutes);
        let (mut report, mut outputs) = at(instant(start), &files);
        while let Some(next) = report.next_change.filter(|next| *next <= later) {
            let (_, before) = at(next - SignedDuration::from_secs(1), &files);
            prop_assert!(before.files == outputs.files, "the site changed before {next}");
            (report, outputs) = at(next, &files);
        }
        let (_, then) = at(later, &files);
        prop_assert!(then.files == outputs.files, "the site changed before {later}, and nobody said so");
    }
}

/// Takes away every file that a build held back, and builds again.
#[track_caller]
fn assert_held_could_be_absent(world: MemoryWorld) {
    let (report, with) = cold(&world);
    assert!(!report.held.is_empty(), "nothing is held back");
    let mut without = world;
    for held in &report.held {
        without.remove(held.source.as_str());
    }
    let (report, without) = cold(&without);
    assert_eq!(report.held.len(), 0);
    assert!(with.files == without.files, "what is held back shows");
}

#[test]
fn what_the_demonstration_holds_back_could_be_absent() {
    assert_held_could_be_absent(load(&project()));
}

#[test]
fn what_the_site_about_visibility_holds_back_could_be_absent() {
    let mut world = load(&project().join("tests/sites/visibility"));
    world.write("site.toml", "title = \"Test\"\nbase_url = \"https://example.org/\"\nmax_tlp = \"GREEN\"\n");
    assert!(world.list(&["content"]).unwrap().len() > 10);
    assert_held_could_be_absent(world);
}
