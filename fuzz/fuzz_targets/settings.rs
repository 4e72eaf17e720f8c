//! Any text as `site.toml`: settings that can be used, and each mistake once.
#![no_main]

use briefer::base::diag::render::{Format, Look, render};
use briefer::base::path::SourcePath;
use briefer::base::world::MemoryWorld;
use briefer::config::{Overrides, load};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let site = SourcePath::new("site.toml");
    let mut world = MemoryWorld::default();
    world.write("site.toml", text);
    let (config, diagnostics) = load(&world, &site, &Overrides::default());
    assert!(config.base_url.root.starts_with('/') && config.base_url.root.ends_with('/'));
    assert!(config.permalink.starts_with('/') && config.lists.per_page > 0);
    render(&diagnostics, &config.lints, Format::Human, Look::default(), &|_| Some(text.to_owned()));
});
