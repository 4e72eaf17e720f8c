//! Any text as Markdown: HTML without scripts or requests, holes at whole characters, no panic.
#![no_main]

use briefer::base::path::SourcePath;
use briefer::parse::{Settings, body, markdown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = SourcePath::new("content/briefings/fuzzed.md");
    // Short, so that links of the site itself are found.
    let markdown = markdown::Settings { site: "http://a/b".to_owned(), ..markdown::Settings::default() };
    let settings = Settings { markdown, ..Settings::default() };
    let page = body(&source, &format!("---\ntitle: A\n---\n{text}"), &settings).expect("there is front matter");
    let lower = page.html.text.to_lowercase();
    assert!(!lower.contains("<script") && !lower.contains("<iframe") && !lower.contains("<style"));
    assert!(!lower.contains("<a href=\"javascript:") && !lower.contains("<img src=\"http"));
    assert!(page.html.holes.iter().all(|hole| page.html.text.is_char_boundary(hole.at as usize)));
});
