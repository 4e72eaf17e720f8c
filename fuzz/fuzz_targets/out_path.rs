//! Any text as a path of the output: refused, or safe to create anywhere.
#![no_main]

use briefer::base::path::OutPath;
use briefer::base::text::{is_control, percent_decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(path) = OutPath::parse(text) else { return };
    let shown = path.as_str();
    assert!(!shown.is_empty() && !shown.starts_with('/') && !shown.ends_with('/'));
    for part in shown.split('/') {
        assert!(part == ".well-known" || !part.starts_with('.'), "{shown:?}");
        assert!(!part.is_empty() && part.len() <= 255 && !part.ends_with(['.', ' ']), "{shown:?}");
    }
    assert!(!shown.contains(|c: char| is_control(c) || "\\:*?\"<>|%".contains(c)), "{shown:?}");
    assert_eq!(OutPath::parse(shown).as_ref(), Ok(&path), "it is what it is made of");
    let address = percent_decode(&path.href());
    assert!(shown == address || shown == format!("{address}index.html"), "{shown:?} is at {address:?}");
});
