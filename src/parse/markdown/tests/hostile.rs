//! Texts that are made to break, hang or swell what reads them.

use super::nesting::check_body;
use super::*;

/// What is read and written of a text may grow with its length only.
fn check_hostile(markdown: &str) {
    check_body(markdown, &Settings::default());
    let (body, diagnostics) = read_with(markdown, &Settings::default());
    let length = markdown.len();
    let written = body.html.text.len() + body.anchors.iter().map(|anchor| anchor.len()).sum::<usize>();
    assert!(written <= 100 * length + 1000, "{written} bytes of {length}");
    assert!(body.html.holes.len() + body.runs.len() + body.headings.len() + diagnostics.len() <= 4 * length + 10);
    let described: usize = diagnostics.iter().map(|diagnostic| diagnostic.message.len()).sum();
    assert!(described <= 100 * length + 1000, "{described} bytes about {length}");
}

#[test]
fn endless_repetition() {
    for piece in [
        "[",
        "[[",
        "[a]{1",
        "[a]{2025} ",
        "]",
        "]]",
        "![",
        "%%",
        "*",
        "**",
        "_a",
        "~~",
        "`",
        "``a",
        "<",
        "<a",
        "<!--",
        "<b>",
        "&",
        "&amp;",
        "\\",
        "(",
        "{{",
        "{%",
        "{{a}}",
        "[a] (",
        "[a](b c",
        "(a)[",
        "##a\n",
        "<<<<<<< a\n",
        "=======\n",
        "|",
        "[[a",
        "[[a|b]]",
        "[[a|",
        "[@a]",
        "[@a;",
        "[@",
        "[^a]",
        "[^",
        "[a](",
        "[a](b)",
        "![a](b)",
        "*a_b",
        "a\n",
        "- a\n",
        "> a\n> — b\n\n",
        "> a\n> — ",
        "# a\n",
        "# a-2\n# a\n",
        "| a |\n| - |\n",
        "a\n: b\n",
        "- [ ] ",
        "```\n",
        "~~~a\n",
        "[^a]: b\n",
        "[a]: b\n",
        "\\%%",
        "%%a%%",
        "`%%`",
        "%%`",
        "    %%\n\n",
        "\u{1}",
        "\u{0}",
        "é—",
        "<https://a>",
        "{#a}",
        "\r",
        "\"",
    ] {
        check_hostile(&piece.repeat(20_000 / piece.len()));
    }
}

#[test]
fn depth() {
    for piece in [">", "> ", "- ", "1. ", "* ", "*a ", "**", "[", "![", "> - ", "> [!NOTE]\n> ", "<div>\n"] {
        check_hostile(&format!("{}a", piece.repeat(1000)));
    }
    let lists: String = (0..300).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    check_hostile(&lists);
    let quotes: String = (1..300).map(|depth| format!("{} a\n", ">".repeat(depth))).collect();
    check_hostile(&quotes);
    let descriptions: String = (0..100).map(|depth| format!("{}a\n{0}: b\n\n", "  ".repeat(depth))).collect();
    check_hostile(&descriptions);
}

#[test]
fn what_is_too_deep_keeps_its_text() {
    let html = read(&format!("{}a", "> ".repeat(1000))).html.text;
    assert_eq!(html.matches("<blockquote>").count(), 100);
    assert!(html.contains("<p>a</p>"));
}

#[test]
fn many_footnotes() {
    let references: String = (0..2000).map(|note| format!("a[^{note}] ")).collect();
    let notes: String = (0..2000).map(|note| format!("[^{note}]: b [^{}]\n", note + 1)).collect();
    check_hostile(&format!("{references}\n\n{notes}"));
    check_hostile(&format!("{}\n\n[^a]: b [^a]", "[^a] ".repeat(2000)));
    check_hostile(&format!("[^0]\n\n{notes}"));
}

#[test]
fn one_long_mark() {
    for (open, close) in [
        ("[[", "]]"),
        ("[@", "]"),
        ("[^", "]"),
        ("[a", "]{2025}"),
        ("%%", "%%"),
        ("`", "`"),
        ("<!--", "-->"),
        ("[", "](a)"),
    ] {
        for inside in ["a", "a ", "a\n", "é", "@a;", "|"] {
            check_hostile(&format!("{open}{}{close}", inside.repeat(5000)));
        }
    }
}

#[test]
fn nothing_dangerous_survives() {
    for markdown in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "[a](b \"\\\" onclick=\\\"alert(1)\")",
        "[a](b'\"onclick=alert(1))",
        "![\" onerror=\"alert(1)](b)",
        "```\" onclick=\"alert(1)\na\n```",
        "## a {#\"onclick=alert(1) .\"onclick=alert(1) onclick=alert(1)}",
        "[[\"><script>alert(1)</script>]]",
        "[@a, \"><script>alert(1)</script>]",
        "[^\"><script>]\n\n[^\"><script>]: a",
        "| <script> |\n| --- |\n| \" onclick=a |",
        "[a]\n\n[a]: javascript:alert(1)",
        "%% a %% <script>",
        "<scr%% a %%ipt>alert(1)</scr%% a %%ipt>",
        "[a](java%% a %%script:alert(1))",
        "<scr<!-- a -->ipt>alert(1)</scr<!-- a -->ipt>",
    ] {
        check_body(markdown, &Settings::default());
        let html = read(markdown).html.text;
        assert!(!html.contains("<script") && !html.contains("javascript:alert(1)\""), "{html}");
    }
}
