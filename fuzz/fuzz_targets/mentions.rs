//! Any names in any text: the first line holds the names, parted by commas, the rest is the text.
//! What is found is a name, stands at whole characters, in order, and within its sentence.
#![no_main]

use std::collections::BTreeSet;

use briefer::base::prose::sentence::{excerpt, sentence};
use briefer::base::prose::{Finder, Form, Piece, normal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (names, text) = input.split_once('\n').unwrap_or((input, ""));
    let mut seen = BTreeSet::new();
    let names: Vec<&str> = names.split(',').filter(|name| seen.insert(normal(name))).collect();
    for form in [Form::Plain, Form::Html] {
        let finder = Finder::new(names.iter().copied(), form);
        let mut last = 0;
        finder.find(Piece { before: "", text, after: "" }, |range, name| {
            assert!(last <= range.start && range.start < range.end, "{range:?} after {last}");
            last = range.end;
            let found = &text[range.clone()];
            if form == Form::Plain && names[name].is_ascii() {
                let (found, name) = (normal(found), normal(names[name]));
                assert!(found.eq_ignore_ascii_case(&name) && found[1..] == name[1..], "{found:?} for {name:?}");
            }
            let around = sentence(text, range.clone());
            let (start, end) = (range.start.max(around.start), range.end.min(around.end));
            assert!(start < end, "{around:?} has nothing of {range:?}");
            let cut = excerpt(&text[around.clone()], start - around.start..end - around.start, 40);
            assert!(cut.start <= start - around.start && end - around.start <= cut.end, "{cut:?} cuts {range:?}");
        });
    }
});
