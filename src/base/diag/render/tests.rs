//! The whole text of every format.

use super::*;
use crate::base::diag::{Code, Level, Place, Span};

const TALKS: &str = "---\ntitle: Grüße aus Kyiv\ntags: [peace, pece]\n---\nSee [[putin]] and [[trump]].\n";
const TRUMP: &str = "---\nname: Donald Trump\naliases: [trump]\n---\n";

fn source(path: &SourcePath) -> Option<String> {
    match path.as_str() {
        "content/briefings/talks.md" => Some(TALKS.to_owned()),
        "content/actors/trump.md" => Some(TRUMP.to_owned()),
        "long.md" => Some(format!("---\ntitle: {} here {}\n---\n", "word ".repeat(60), "word ".repeat(60))),
        "longest.md" => Some(format!("---\ntitle: {} here\n---\n", "word ".repeat(14_000))),
        "odd.md" => Some("---\ntitle: a\u{1b}[31m\u{9b}b\u{200b}\u{e0041} c\r\n\tdate: x\r\n---\n".to_owned()),
        _ => None,
    }
}

fn talks() -> SourcePath {
    SourcePath::new("content/briefings/talks.md")
}

fn shown(diagnostics: &[Diagnostic], format: Format) -> String {
    render(diagnostics, &Lints::default(), format, Look::default(), &source).text
}

/// In no order, and one of them twice.
fn several() -> Vec<Diagnostic> {
    let at = |range: std::ops::Range<usize>| Place::span(&talks(), Span::new(range));
    let clash = Diagnostic::new(Code::UnknownLink, "nothing answers to `[[putin]]`")
        .at(at(56..65))
        .label("no such id, name or alias")
        .related(Place::value(&SourcePath::new("content/actors/trump.md"), "aliases[0]"), "this one is")
        .related(at(70..79), "as here")
        .note("links may name an id, a name or an alias")
        .hint("did you mean `vladimir-putin`?");
    let spelling = Diagnostic::new(Code::TagSpelling, "the tag `pece` is spelt `peace` elsewhere")
        .at(Place::value(&talks(), "tags[1]"));
    let whole = Diagnostic::new(Code::InvalidId, "the file name `Ä b` cannot be an id")
        .at(Place::file(&SourcePath::new("content/tags/Ä b.md")));
    let nowhere =
        Diagnostic::new(Code::UnknownKey, "unknown variable `BRIEFER_THEM`").hint("did you mean `BRIEFER_THEME`?");
    vec![spelling, clash.clone(), nowhere, whole, clash]
}

#[test]
fn human() {
    assert_eq!(
        shown(&several(), Format::Human),
        "\
error[unknown-key]: unknown variable `BRIEFER_THEM`
 |
 = hint: did you mean `BRIEFER_THEME`?

warning[tag-spelling]: the tag `pece` is spelt `peace` elsewhere
 --> content/briefings/talks.md:3:15
  |
3 | tags: [peace, pece]
  |               ^^^^

error[unknown-link]: nothing answers to `[[putin]]`
 --> content/briefings/talks.md:5:5
  |
5 | See [[putin]] and [[trump]].
  |     ^^^^^^^^^     --------- as here
  |     |
  |     no such id, name or alias
  |
 ::: content/actors/trump.md:3:11
  |
3 | aliases: [trump]
  |           ----- this one is
  |
  = note: links may name an id, a name or an alias
  = hint: did you mean `vladimir-putin`?

error[invalid-id]: the file name `Ä b` cannot be an id
--> content/tags/Ä b.md

"
    );
}

#[test]
fn short() {
    assert_eq!(
        shown(&several(), Format::Short),
        "\
error[unknown-key]: unknown variable `BRIEFER_THEM`
content/briefings/talks.md:3:15: warning[tag-spelling]: the tag `pece` is spelt `peace` elsewhere
content/briefings/talks.md:5:5: error[unknown-link]: nothing answers to `[[putin]]`
content/tags/Ä b.md: error[invalid-id]: the file name `Ä b` cannot be an id
"
    );
}

#[test]
fn json() {
    assert_eq!(
        shown(&several(), Format::Json),
        concat!(
            r#"{"code":"unknown-key","severity":"error","message":"unknown variable `BRIEFER_THEM`","#,
            r#""hint":"did you mean `BRIEFER_THEME`?"}"#,
            "\n",
            r#"{"code":"tag-spelling","severity":"warning","message":"the tag `pece` is spelt `peace` elsewhere","#,
            r#""file":"content/briefings/talks.md","line":3,"column":15,"end_line":3,"end_column":19,"start":42,"end":46}"#,
            "\n",
            r#"{"code":"unknown-link","severity":"error","message":"nothing answers to `[[putin]]`","#,
            r#""file":"content/briefings/talks.md","line":5,"column":5,"end_line":5,"end_column":14,"start":56,"end":65,"#,
            r#""label":"no such id, name or alias","#,
            r#""related":[{"message":"this one is","file":"content/actors/trump.md","line":3,"column":11,"#,
            r#""end_line":3,"end_column":16,"start":33,"end":38},"#,
            r#"{"message":"as here","file":"content/briefings/talks.md","line":5,"column":19,"#,
            r#""end_line":5,"end_column":28,"start":70,"end":79}],"#,
            r#""notes":["links may name an id, a name or an alias"],"hint":"did you mean `vladimir-putin`?"}"#,
            "\n",
            r#"{"code":"invalid-id","severity":"error","message":"the file name `Ä b` cannot be an id","#,
            r#""file":"content/tags/Ä b.md"}"#,
            "\n",
        )
    );
}

#[test]
fn github() {
    assert_eq!(
        shown(&several(), Format::Github),
        "\
::error title=unknown-key::unknown variable `BRIEFER_THEM`%0Ahint: did you mean `BRIEFER_THEME`?
::warning file=content/briefings/talks.md,line=3,col=15,endColumn=19,title=tag-spelling::the tag `pece` is spelt `peace` \
         elsewhere
::error file=content/briefings/talks.md,line=5,col=5,endColumn=14,title=unknown-link::nothing answers to `[[putin]]`\
         %0Anote: links may name an id, a name or an alias%0Ahint: did you mean `vladimir-putin`?
::error file=content/tags/Ä b.md,title=invalid-id::the file name `Ä b` cannot be an id
"
    );
}

#[test]
fn github_escapes() {
    let file = SourcePath::new("a,b:c%.md");
    let diagnostic = Diagnostic::new(Code::BrokenLink, "100% ::error::\r\nforged").at(Place::file(&file));
    assert_eq!(
        shown(&[diagnostic], Format::Github),
        "::error file=a%2Cb%3Ac%25.md,title=broken-link::100%25 ::error::  forged\n"
    );
}

#[test]
fn sarif() {
    let diagnostic = Diagnostic::new(Code::TagSpelling, "the tag `pece` is spelt `peace` elsewhere")
        .at(Place::value(&talks(), "tags[1]"))
        .related(Place::value(&SourcePath::new("content/tags/Ä b.md"), "label"), "here")
        .hint("write `peace`");
    assert_eq!(
        shown(&[diagnostic], Format::Sarif),
        r#"{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "runs": [
    {
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "level": "warning",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/briefings/talks.md",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "byteLength": 4,
                  "byteOffset": 42,
                  "endColumn": 19,
                  "endLine": 3,
                  "startColumn": 15,
                  "startLine": 3
                }
              }
            }
          ],
          "message": {
            "text": "the tag `pece` is spelt `peace` elsewhere\nhint: write `peace`"
          },
          "relatedLocations": [
            {
              "id": 0,
              "message": {
                "text": "here"
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/tags/%C3%84%20b.md",
                  "uriBaseId": "%SRCROOT%"
                }
              }
            }
          ],
          "ruleId": "tag-spelling",
          "ruleIndex": 0
        }
      ],
      "tool": {
        "driver": {
          "name": "Briefer",
          "rules": [
            {
              "defaultConfiguration": {
                "level": "warning"
              },
              "help": {
                "markdown": "Both spellings count as one tag. Use one of them, or register the tag under `content/tags` with a `label`.",
                "text": "Both spellings count as one tag. Use one of them, or register the tag under content/tags with a label."
              },
              "id": "tag-spelling",
              "shortDescription": {
                "text": "a tag is spelt in two ways"
              }
            }
          ],
          "semanticVersion": "VERSION"
        }
      }
    }
  ],
  "version": "2.1.0"
}
"#
        .replace("VERSION", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn sarif_names_each_rule_once() {
    let log: serde_json::Value = serde_json::from_str(&shown(&several(), Format::Sarif)).expect("it is JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("there are results");
    assert_eq!(results.len(), 4);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("every result has a rule") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let here = "---\ntitle: ".len() + "word ".len() * 60 + 1;
    let diagnostic = Diagnostic::new(Code::InvalidValue, "not here")
        .at(Place::span(&SourcePath::new("long.md"), Span::new(here..here + 4)));
    assert_eq!(
        shown(&[diagnostic], Format::Human),
        "\
error[invalid-value]: not here
 --> long.md:2:309
  |
2 | ...d word word word word word word word word word word  here word word word word word word word word word word wo...
  |                                                         ^^^^

"
    );
}

#[test]
fn what_a_terminal_would_obey_is_shown() {
    let odd = SourcePath::new("odd.md");
    let diagnostics = [
        Diagnostic::new(Code::InvalidValue, "no \u{1b}[2J\u{202e}title\nhere").at(Place::value(&odd, "title")),
        Diagnostic::new(Code::InvalidValue, "after them").at(Place::span(&odd, Span::new(28..29))).label("\u{7}label"),
    ];
    assert_eq!(
        shown(&diagnostics, Format::Human),
        "\
error[invalid-value]: no U+001B[2JU+202Etitle here
 --> odd.md:2:8
  |
2 | title: a␛[31m·b\u{fffd}\u{fffd}? c
  |        ^^^^^^^^^^^^^

error[invalid-value]: after them
 --> odd.md:2:20
  |
2 | title: a␛[31m·b\u{fffd}\u{fffd}? c
  |                    ^ U+0007label

"
    );
}

#[test]
fn names_of_files_forge_no_lines() {
    let forged = SourcePath::new("content/a.md: error[x]: y\nb\u{1b}[2J.md");
    let diagnostic = Diagnostic::new(Code::InvalidId, "no id").at(Place::file(&forged));
    assert_eq!(
        shown(&[diagnostic], Format::Short),
        "content/a.md: error[x]: y bU+001B[2J.md: error[invalid-id]: no id\n"
    );
}

#[test]
fn of_several_lines_the_first_is_marked() {
    let diagnostic =
        Diagnostic::new(Code::InvalidValue, "all of it").at(Place::span(&talks(), Span::new(4..TALKS.len())));
    assert_eq!(
        shown(&[diagnostic], Format::Human),
        "\
error[invalid-value]: all of it
 --> content/briefings/talks.md:2:1
  |
2 | title: Grüße aus Kyiv
  | ^^^^^^^^^^^^^^^^^^^^^

"
    );
}

#[test]
fn levels_are_the_site_s() {
    let lints = Lints([(Code::TagSpelling, Level::Error), (Code::UnknownLink, Level::Allow)].into());
    let rendered = render(&several(), &lints, Format::Short, Look::default(), &source);
    assert_eq!((rendered.errors, rendered.warnings), (3, 0));
    assert_eq!(rendered.summary().as_deref(), Some("3 errors"));
    assert!(rendered.text.contains("error[tag-spelling]") && !rendered.text.contains("unknown-link"));
    let rendered = render(&several(), &Lints::default(), Format::Short, Look::default(), &source);
    assert_eq!(rendered.summary().as_deref(), Some("3 errors, 1 warning"));
    assert_eq!(render(&[], &lints, Format::Human, Look::default(), &source), Rendered::default());
}

#[test]
fn colour_only_when_asked_for() {
    let plain = render(&several(), &Lints::default(), Format::Human, Look::default(), &source).text;
    let look = Look { colour: true, ..Look::default() };
    let coloured = render(&several(), &Lints::default(), Format::Human, look, &source).text;
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(*format));
    }
    assert_eq!("xml".parse::<Format>(), Err(()));
}

#[test]
fn a_line_without_end_is_not_shown() {
    let longest = SourcePath::new("longest.md");
    let at = |range: std::ops::Range<usize>| Place::span(&longest, Span::new(range));
    let found = Diagnostic::new(Code::InvalidValue, "nothing is `here`")
        .at(at(70_012..70_016))
        .related(at(11..15), "as")
        .hint("write less");
    let elsewhere = Diagnostic::new(Code::UnknownLink, "nothing answers")
        .at(Place::span(&talks(), Span::new(56..65)))
        .related(at(70_012..70_016), "this does");
    assert_eq!(
        shown(&[found, elsewhere], Format::Human),
        "\
error[unknown-link]: nothing answers
 --> content/briefings/talks.md:5:5
  |
5 | See [[putin]] and [[trump]].
  |     ^^^^^^^^^
  |
  = note: this does: `longest.md:2`

error[invalid-value]: nothing is `here`
--> longest.md:2:70009
 = note: as: `longest.md:2`
 = hint: write less

"
    );
}
