//! Any bytes as any file of a site: the program does not panic, says what is wrong in every format, and
//! makes of each file either its page or a diagnostic.

mod common;

use std::collections::BTreeSet;

use briefer::base::diag::render::{Format, Look, render};
use briefer::base::path::SourcePath;
use briefer::base::world::World;
use common::{cold, site};
use proptest::prelude::*;
use proptest::sample::select;

/// A file, what it begins with when it is right, and what is made of it.
const FILES: &[(&str, &str, &str)] = &[
    ("site.toml", "title = \"A\"\nbase_url = \"https://example.org/\"\n", "index.html"),
    ("themes/own/theme.toml", "name = \"own\"\n", "index.html"),
    ("templates/home.html", "{{ page.title }}\n", "index.html"),
    ("content/index.md", "---\ntitle: A\n---\n", "index.html"),
    ("content/briefings/file.md", "---\ntitle: A\ndate: 2025-08-01\nsummary: B\n---\n", "2025/08/01/file/index.html"),
    ("content/actors/file.md", "---\nname: A\nkind: person\n---\n", "actors/file/index.html"),
    ("content/tags/file.md", "---\nlabel: A\n---\n", "tags/file/index.html"),
    ("content/dossiers/file.md", "---\ntitle: A\n---\n", "dossiers/file/index.html"),
    ("content/pages/file.md", "---\ntitle: A\n---\n", "file/index.html"),
];

/// What files are made of, and what makes them go wrong.
const PIECES: &[&[u8]] = &[
    b"---\n",
    b"title: ",
    b"date: 2025-08-01\n",
    b"aliases: [",
    b"events:\n",
    b"  - ",
    b": ",
    b"\"",
    b"'",
    b"|\n",
    b"&a ",
    b"*a",
    b"!!str ",
    b"extra: {",
    b"}",
    b"]",
    b"[x]\n",
    b"x = 1\n",
    b"\n",
    b"\r",
    b"\r\n",
    b"\t",
    b"\0",
    b" ",
    "\u{feff}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{2028}".as_bytes(),
    "é".as_bytes(),
    "ｱ𝔸".as_bytes(),
    b"\xff",
    b"\xe2\x80",
    b"[[file]]",
    b"[[",
    b"[@",
    b"%%",
    b"<!--",
    b"> ",
    b"- ",
    b"```\n",
    b"| a |\n",
    b"[^1]",
    b"# A {#b}\n",
    b"![](",
    b"{{ ",
    b"{% if",
    b" }}",
    b"A",
    b"file",
];

/// Few pieces, again and again: most trouble takes two of a kind.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece =
        prop_oneof![8 => select(PIECES).prop_map(<[u8]>::to_vec), 1 => prop::collection::vec(any::<u8>(), 0..6)];
    let few = prop::collection::vec(piece, 1..5);
    (few, prop::collection::vec(any::<prop::sample::Index>(), 0..12))
        .prop_map(|(few, order)| order.iter().flat_map(|at| at.get(&few).clone()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused((path, begin, made) in select(FILES), right in any::<bool>(), bytes in bytes()) {
        let mut world = site(&[("content/briefings/a.md", "---\ntitle: A\ndate: 2025-08-02\nsummary: B.\n---\nOf A.\n")]);
        if path.starts_with("themes/") {
            world.write("site.toml", "title = \"A\"\nbase_url = \"https://example.org/\"\ntheme = \"own\"\n");
        }
        world.write(path, if right { [begin.as_bytes(), &bytes].concat() } else { bytes });
        let (report, outputs) = cold(&world);
        prop_assert!(report.has_errors() || outputs.files.contains_key(made), "neither {made} nor an error");

        let files: BTreeSet<&SourcePath> = report.diagnostics.iter().filter_map(|found| Some(&found.place.as_ref()?.file)).collect();
        let source = |path: &SourcePath| world.read(path, 8 << 20).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        for format in Format::ALL {
            let shown = render(&report.diagnostics, &report.lints, *format, Look::default(), &source).text;
            let missing = files.iter().find(|file| !shown.contains(file.as_str()));
            prop_assert!(missing.is_none(), "{missing:?} is not in {shown}");
        }
    }
}
