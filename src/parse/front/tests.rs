//! The two ways of reading agree; nothing an author can write takes long or panics; and the
//! mistakes that a transcript in `tests/diagnostics/` cannot show.

use proptest::prelude::*;

use super::*;
use crate::base::diag::Lints;
use crate::base::diag::render::{Format, Look, render};
use crate::model::front::{ActorFront, BriefingFront};

fn briefing(yaml: &str) -> (Option<BriefingFront>, Vec<Diagnostic>) {
    let text = format!("---\n{yaml}\n---\nBody.\n");
    let source = SourcePath::new("content/briefings/a.md");
    let mut diagnostics = Vec::new();
    let split = split(&text, &source, &mut diagnostics);
    let front = split.and_then(|split| read(&text, &split, &source, &mut diagnostics));
    (front.map(|(front, _)| front), diagnostics)
}

/// By the slow path, whether or not the fast one would do.
fn slowly(yaml: &str) -> (Option<BriefingFront>, Vec<Diagnostic>) {
    let text = format!("---\n{yaml}\n---\n");
    let split = fence::split(&text).expect("it is fenced");
    let mut diagnostics = Vec::new();
    let parsed = yaml::parse(&text[split.front.clone()], split.front.start);
    let root = root(parsed.root, parsed.complete, &split);
    let front = fields::read(root, &SourcePath::new("a.md"), &mut diagnostics);
    diagnostics.extend(parsed.troubles.into_iter().map(|trouble| trouble.diagnostic(&SourcePath::new("a.md"))));
    (front.map(|(front, _)| front), diagnostics)
}

fn short(yaml: &str) -> String {
    let text = format!("---\n{yaml}\n---\nBody.\n");
    let (_, diagnostics) = briefing(yaml);
    render(&diagnostics, &Lints::default(), Format::Short, Look::default(), &|_| Some(text.clone())).text
}

const REQUIRED: &str = "title: T\ndate: 2025-08-07\nsummary: S\n";

/// Valid fields in which the two readers of YAML could differ.
const VALID: &[&str] = &[
    "tags:",
    "tags: []",
    "tags:\n",
    "tags: [no, on, yes, 1.0, 2025, 0o7, 0x1F, 007, null, ~, true, 1e3, -5, .5]",
    "tags:\n- a\n- b",
    "tags:\n  - a # no\n  - 'b # yes'\n  - \"c\\td\\u00e9\"",
    "authors: [a b, c-d, \"e: f\", 'it''s']",
    "slug:",
    "slug: ~",
    "slug: null",
    "slug: NULL",
    "slug: 2025",
    "slug: \"null\"",
    "slug: no",
    "as_of: 2025",
    "as_of: 2025-08",
    "as_of: \"2025\"",
    "as_of: 2025-08-07T06:00:00Z",
    "as_of: 2025-08-07 06:00:00",
    "draft: true",
    "draft: False",
    "draft: TRUE",
    "number: 5",
    "number: 0x1F",
    "number: 0o17",
    "number: +5",
    "extra:",
    "extra: {}",
    "extra: { a: 1, b: 1.5, c: no, d: ~, e: [x, 2025, 1e3], f: { g: true }, 1: one, ~: null, true: t }",
    "extra: { big: 18446744073709551615, small: -9223372036854775808, inf: .inf, nan: .NaN, hex: 0xff, pad: 007 }",
    "extra:\n  text: |\n    one\n      two\n\n    three\n  keep: |+\n    a\n\n  strip: |-\n    b\n  fold: >\n    c\n    d\n\n    e",
    "extra:\n  plain: a\n   b\n    c\n  double: \"a\n    b\\\n    c\"\n  single: 'a\n\n    b'",
    "internal: { a: 1, a: 2 }",
    "internal: [1, [2, { b: 3 }]]",
    "internal:",
    "figures:\n  - { label: a, value: 1.50 }\n  - { label: b, value: 1_000 }\n  - { label: c, value: 0o7 }\n  - { label: d, value: '5' }",
    "actors: [a, { id: b, role: c }, { id: d, role: }]",
    "events:\n  - Short\n  - title: Long\n    date: 2025\n    actors: [x]\n    alternatives: [2025-08, 2026]\n    kind: meeting",
    "statements: [{ speaker: a, text: b, fragment: true }]",
    "positions:\n- actor: a\n  issue: b\n  stance: declines-to-comment",
    "questions: [Who?, { question: \"Where?\", status: open }]",
    "sources: [https://example.org/a, { title: B, grade: A1 }]",
    "sources:\n- title: \"a: b\"\n  url: https://example.org/?a=b&c=d#e",
    "tlp: AMBER+STRICT",
    "image: { src: a.jpg, alt: A }",
    "# a comment\n\nlang: pt-BR # another",
    "\"lang\": uk",
    "? lang\n: uk",
    "lang:\tuk",
    "authors: [\"a\", \n  b,\n]",
    "extra: {a: b, \"c\":d}",
    "extra: { colon: a:b, url: http://x/y, hash: a#b, dash: -a }",
    "extra: { unicode: Київ 🙂, escape: \"\\x41\\u0416\\U0001F642\\n\\e\" }",
];

#[test]
fn both_ways_read_the_same() {
    for extra in VALID {
        let yaml = format!("{REQUIRED}{extra}");
        let fast = serde_yaml::from_str::<BriefingFront>(&format!("{yaml}\n"));
        let fast = fast.unwrap_or_else(|error| panic!("{extra:?}: {error}"));
        let (slow, diagnostics) = slowly(&yaml);
        assert_eq!(diagnostics, [], "{extra:?}");
        assert_eq!(format!("{:?}", slow.expect("it has no mistakes")), format!("{fast:?}"), "{extra:?}");
    }
}

#[test]
fn null_is_an_empty_list() {
    // `serde_yaml` takes this for an error; the second reading does not.
    let (front, diagnostics) = briefing(&format!("{REQUIRED}tags: ~\nevents: null\nextra: ~"));
    let front = front.expect("it has no mistakes");
    assert!(front.tags.is_empty() && front.events.is_empty() && front.extra.is_empty());
    assert_eq!(diagnostics, []);
}

#[test]
fn numbers_keep_their_spelling_where_a_text_is_wanted() {
    let (front, diagnostics) =
        briefing("title: 2025\ndate: 2025\nsummary: 1.0\nfigures: [{ label: 007, value: 1.50 }]");
    let front = front.expect("it has no mistakes");
    assert_eq!((front.title.as_str(), front.summary.as_str()), ("2025", "1.0"));
    assert_eq!((front.figures[0].label.as_str(), front.figures[0].value.0.as_str()), ("007", "1.50"));
    assert_eq!(diagnostics, []);
}

#[test]
fn what_is_right_is_kept() {
    let (front, diagnostics) = briefing(
        "title: T\ndate: tomorrow\nsummary: S\ndraf: true\ndraft: yes\ntags: [a, [b], c]\nkind: newz\n\
         sources: [{ id: x, grade: Z }, { id: y, title: Y }]\npositions: [{ actor: a, issue: b }]",
    );
    let front = front.expect("it can be repaired");
    assert_eq!(diagnostics.len(), 8, "{diagnostics:#?}");
    assert_eq!(front.title.as_str(), "T");
    assert_eq!(front.date.to_string(), fields::PLACEHOLDER);
    assert_eq!(front.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["a", fields::PLACEHOLDER, "c"]);
    assert_eq!((front.draft, front.kind), (false, None));
    assert_eq!(front.sources[0].title.as_str(), fields::PLACEHOLDER);
    assert_eq!(front.sources[1].title.as_str(), "Y");
    assert_eq!(front.positions[0].stance, crate::model::field::Stance::Demands);
}

#[test]
fn no_more_than_fifty() {
    let keys: String = (0..400).map(|n| format!("key{n}: 1\n")).collect();
    let (front, diagnostics) = briefing(&format!("{REQUIRED}{keys}"));
    assert_eq!(diagnostics.len(), 50);
    assert_eq!(diagnostics[49].notes, ["this file has more mistakes than the 50 shown"]);
    assert!(front.is_some());
}

#[test]
fn a_file_without_fields_has_a_stand_in() {
    assert_eq!(placeholder::<BriefingFront>().expect("there is one").0.title.as_str(), fields::PLACEHOLDER);
    assert!(placeholder::<ActorFront>().is_some());
}

#[test]
fn positions_count_characters_and_bytes_alike() {
    let text = "\u{feff}---\r\ntitle: Grüße aus Київ\r\ndraf: true\r\nsummary: ЄС\r\n---\r\n";
    let source = SourcePath::new("a.md");
    let mut diagnostics = Vec::new();
    let split = split(text, &source, &mut diagnostics).expect("it is fenced");
    read::<BriefingFront>(text, &split, &source, &mut diagnostics);
    let rendered = render(&diagnostics, &Lints::default(), Format::Short, Look::default(), &|_| Some(text.to_owned()));
    assert_eq!(
        rendered.text,
        "a.md:1:2: error[missing-field]: `date` is missing\na.md:3:1: error[unknown-key]: unknown key `draf`\n"
    );
}

#[test]
fn a_line_that_was_moved_keeps_its_trouble() {
    // The second trouble is found in a line that the first one moved: its byte is within the `é`.
    let (_, diagnostics) = briefing("0aA\n     a: \té\ntitle: T");
    assert!(!diagnostics.is_empty());
}

#[test]
fn nothing_after_a_nul_is_lost_in_silence() {
    for yaml in ["\0\n- \n", "title: T\ndate: 2025-08-07\nsummary: S\n\0\ndraft: true"] {
        let (_, diagnostics) = briefing(yaml);
        assert!(!diagnostics.is_empty(), "{yaml:?}");
    }
}

#[test]
fn control_characters_are_shown_one_a_line() {
    assert_eq!(
        short("title: a\u{0}b\u{1b}[31m\ndate: 2025-08-07\nsummary: \u{9b}x\ndraf: true"),
        "content/briefings/a.md:2:9: error[control-character]: there is the control character U+0000\n\
         content/briefings/a.md:4:10: error[control-character]: there is the control character U+009B\n\
         content/briefings/a.md:5:1: error[unknown-key]: unknown key `draf`\n"
    );
}

#[test]
fn sizes_are_refused_before_reading() {
    let (front, diagnostics) = briefing(&format!("{REQUIRED}internal: {}", "x".repeat(100_000)));
    assert!(front.is_some());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::FileTooLarge);
    assert_eq!(diagnostics[0].message, "the front matter has 100048 bytes, more than the 65536 that are read");
}

/// Texts that make some reader of YAML slow, deep or wrong.
fn hostile() -> Vec<(&'static str, String)> {
    let bomb: String =
        (1..20).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    let fill = |part: &str| part.repeat(MAX_BYTES / part.len() - 2);
    vec![
        ("brackets", fill("[")),
        ("braces", fill("{")),
        ("brackets in quotes", fill("[\"]\",")),
        ("value brackets", format!("{REQUIRED}extra: {}", fill("[").split_off(100))),
        ("braces with keys", fill("{a: ")),
        ("closed brackets", fill("[]")),
        ("dashes", fill("- ")),
        ("questions", fill("? ")),
        ("colons", fill(": ")),
        ("keys in one line", fill("a: ")),
        ("steps", (0..300).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        ("bomb", format!("a0: &a0 [x]\n{bomb}")),
        ("bomb in extra", format!("{REQUIRED}extra:\n  a0: &a0 [x]\n{}", bomb.replace("\na", "\n  a"))),
        ("anchors", fill("&a ")),
        ("stars", fill("*a ")),
        ("tags", fill("!a ")),
        ("python", format!("{REQUIRED}extra: !!python/object:os.system [rm]")),
        ("quotes", fill("\"")),
        ("single quotes", fill("'a' ")),
        ("escapes", format!("title: \"{}\"", fill("\\x41").split_off(100))),
        ("tabs", fill("\t")),
        ("tabs and lines", fill("a:\t\n")),
        ("nul", fill("\0")),
        ("comments", fill("#\n")),
        ("lines", fill("\n")),
        ("carriage returns", fill("\r")),
        ("words", fill("a\n")),
        ("percent", fill("%A\n")),
        ("unknown keys", (0..6000).map(|n| format!("k{n}: 1\n")).collect()),
        ("same keys", fill("a: 1\n")),
        ("empty tags", format!("{REQUIRED}tags: [{}]", "'',".repeat(20_000))),
        ("late mistakes", format!("{REQUIRED}authors: [{}]\ntags: [{}]", "a,".repeat(12_000), "[],".repeat(10_000))),
        ("long keys", format!("{}: 1", "k".repeat(60_000))),
        ("block scalars", fill("a: |\n b\n")),
        ("merge", format!("{REQUIRED}<<: {{ draft: true }}")),
        ("bom", format!("\u{feff}{REQUIRED}")),
        ("documents", fill("--- a\n")),
    ]
}

#[test]
fn hostile_fields_are_diagnosed() {
    for (name, yaml) in hostile() {
        // Without the guard this would take minutes.
        let (_, diagnostics) = briefing(&yaml);
        assert!(!diagnostics.is_empty() || ["merge", "bom"].contains(&name), "{name} has no mistakes");
        for diagnostic in diagnostics {
            assert!(diagnostic.message.len() < 500_000, "{name}");
        }
    }
}

#[test]
fn aliases_and_tags_are_refused() {
    for (yaml, message) in [
        ("extra: { a: &x 1, b: *x }", "a text that starts with `&` needs quotation marks"),
        ("extra: !!python/object:os.system x", "a text that starts with `!` needs quotation marks"),
        ("slug: !important", "a text that starts with `!` needs quotation marks"),
        ("dossier: &Co and more", "a text that starts with `&` needs quotation marks"),
    ] {
        let (_, diagnostics) = briefing(&format!("{REQUIRED}{yaml}"));
        assert_eq!(diagnostics.first().map(|first| first.message.as_str()), Some(message), "{yaml}");
    }
}

/// Lines that are nearly front matter.
fn nearly() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("title: T".to_owned()),
        Just("date: 2025-08-07".to_owned()),
        Just("summary: S".to_owned()),
        prop::sample::select(VALID).prop_map(str::to_owned),
        "(title|date|summary|tags|draft|kind|events|sources|extra|names|internal|number|x): {0,1}[ -~]{0,12}",
        " {0,4}-? ?[a-z]{0,5}:? ?[\\[\\]{}\"'&*!@`,:#\\t a-zé0-9\\-]{0,12}",
        "\\PC{0,20}",
        "[\\x00-\\x20\u{80}-\u{a0}\u{feff}a:]{0,8}",
    ];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}|[-: \\n\\[\\]{}\"'a-z#&*!|>%@`\\t\\r\\x00]{0,200}") {
        briefing(&text);
        let source = SourcePath::new("a.md");
        let mut diagnostics = Vec::new();
        if let Some(split) = split(&text, &source, &mut diagnostics) {
            read::<ActorFront>(&text, &split, &source, &mut diagnostics);
        }
        for format in Format::ALL {
            render(&diagnostics, &Lints::default(), *format, Look::default(), &|_| Some(text.clone()));
        }
    }

    #[test]
    fn what_the_fast_path_takes_has_no_mistakes(yaml in nearly()) {
        let (front, diagnostics) = briefing(&yaml);
        if !guard::needs_a_closer_look(&yaml) && serde_yaml::from_str::<BriefingFront>(&yaml).is_ok() {
            prop_assert_eq!(&diagnostics, &[]);
        }
        // Without a value there was something to say; with nothing to say there is a value.
        prop_assert!(front.is_some() || !diagnostics.is_empty());
        let text = format!("---\n{yaml}\n---\nBody.\n");
        for diagnostic in &diagnostics {
            if let Some(span) = diagnostic.place.as_ref().and_then(|place| place.at.span()) {
                prop_assert!(text.get(span.range()).is_some(), "{:?}", diagnostic);
            }
        }
        render(&diagnostics, &Lints::default(), Format::Human, Look::default(), &|_| Some(text.clone()));
    }
}
