//! Any bytes as a briefing's file: it is read, or each mistake is said at its place.
#![no_main]

use briefer::base::diag::render::{Format, Look, render};
use briefer::base::diag::{Lints, Severity};
use briefer::base::world::MemoryWorld;
use briefer::discover::discover;
use briefer::memo::Memory;
use briefer::parse::{Settings, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut world = MemoryWorld::default();
    world.write("content/briefings/fuzzed.md", bytes);
    let (inventory, _) = discover(&world).expect("a world in memory does not fail");
    let (documents, diagnostics) = parse(&world, &inventory, &Settings::default(), &mut Memory::default());
    let lints = Lints::default();
    let refused = diagnostics.iter().any(|found| lints.severity(found.code) == Some(Severity::Error));
    assert!(documents.briefings.len() == 1 || refused, "nothing was read, and nobody is told");
    let format = Format::ALL[bytes.len() % Format::ALL.len()];
    render(&diagnostics, &lints, format, Look::default(), &|_| String::from_utf8(bytes.to_vec()).ok());
});
