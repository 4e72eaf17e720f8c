//! Links, citations, comments and the rest of what stands within a line.

use super::*;

#[test]
fn links() {
    check_html(&[
        ("[a](../x.md)", r#"<p><a href="{href:../x.md}">a</a></p>"#),
        ("[a](/x/?a=1&b=2#c \"T <t>\")", r#"<p><a href="{href:/x/?a=1&b=2#c}" title="T &lt;t&gt;">a</a></p>"#),
        ("[a](#b)", r#"<p><a href="{href:#b}">a</a></p>"#),
        (
            "[a](https://example.org/?a=1&amp;b=2\\\"|)",
            r#"<p><a href="https://example.org/?a=1&amp;b=2%22%7C">a</a></p>"#,
        ),
        (
            "<https://example.org/a> <me@example.org> <tel:+123>",
            r#"<p><a class="bare" href="https://example.org/a">https://example.org/a</a> <a href="mailto:me@example.org">me@example.org</a> <a class="bare" href="tel:+123">tel:+123</a></p>"#,
        ),
        ("[a](mailto:me@example.org)", r#"<p><a href="mailto:me@example.org">a</a></p>"#),
        ("[a][b]\n\n[b]: c.md", r#"<p><a href="{href:c.md}">a</a></p>"#),
        ("[a](<b c.md>)", r#"<p><a href="{href:b c.md}">a</a></p>"#),
        ("[a <https://example.org> b](c.md)", r#"<p><a href="{href:c.md}">a https://example.org b</a></p>"#),
        ("[a [[b]] [@c] [^d]](e.md)", r#"<p><a href="{href:e.md}">a [[b]] [@c] [^d]</a></p>"#),
    ]);
}

#[test]
fn forbidden_links_leave_their_words() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript&colon;alert(1)",
        "<java script:alert(1)>",
        "&nbsp;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org/x",
        "/\\example.org/x",
        "\\\\\\\\example.org",
        "&#9;//example.org",
        "ftp://example.org",
        "https:example.org",
        "https:///x",
        "ht&nbsp;tps://x",
        "1:2",
    ] {
        let markdown = format!("[**a**]({address})");
        let (body, diagnostics) = read_with(&markdown, &Settings::default());
        assert_eq!(line(&body.html), "<p><strong>a</strong></p>", "{address}");
        let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
        assert_eq!(codes, ["forbidden-url"], "{address}");
    }
}

#[test]
fn wiki_links() {
    check_html(&[
        ("[[a]] and [[b|C d]].", "<p>{wiki:a} and {wiki:b|C d}.</p>"),
        ("[[ a b | c ]]", "<p>{wiki:a b|c}</p>"),
        ("[[tag:x]][[y]]", "<p>{wiki:tag:x}{wiki:y}</p>"),
        ("*[[a|b* c]] d", "<p><em>{wiki:a|b* c}</em> d</p>"),
        ("[[a|*b*]] **[[c]]**", "<p>{wiki:a|*b*} <strong>{wiki:c}</strong></p>"),
        ("[[a|b\nc]] d", "<p>{wiki:a|b c} d</p>"),
        ("> [[a|b\n> c]] d", "<blockquote><p>{wiki:a|b c} d</p></blockquote>"),
        ("- [[a|b\n  c]] d\n- e", "<ul><li>{wiki:a|b c} d</li><li>e</li></ul>"),
        ("- [[a\n- b]]", "<ul><li>[[a</li><li>b]]</li></ul>"),
        ("[[a\n\nb]]", "<p>[[a</p><p>b]]</p>"),
        ("[[a]\n](b)", "<p><a href=\"{href:b}\">[a]\n</a></p>"),
        ("\\[[a]] [\\[a]] [[a\\]] [[]] [[|b]]", "<p>[[a]] [[a]] [[a]] [[]] [[|b]]</p>"),
        ("[[[a]]] ![[b]] [[c]](d)", r#"<p>[{wiki:a}] !{wiki:b} <a href="{href:d}">[c]</a></p>"#),
        ("[[a]]\n\n[a]: https://example.org", "<p>{wiki:a}</p>"),
        ("[[a `]]` b]]", "<p>[[a <code>]]</code> b]]</p>"),
        ("[[1](https://example.org)]", r#"<p>[<a href="https://example.org">1</a>]</p>"#),
        ("[[a|b \\| c &amp; d_e_]]", "<p>{wiki:a|b | c &amp; d_e_}</p>"),
    ]);
}

#[test]
fn citations() {
    check_html(&[
        ("a.[@b] c.[@b] d.[@c_1]", "<p>a.{cite:b:1} c.{cite:b:2} d.{cite:c_1:1}</p>"),
        ("a.[@b; @c]", "<p>a.{cite:b:1}{cite:c:1}</p>"),
        (
            "a.[@b, p. 3; @c , § 4]",
            r#"<p>a.{cite:b:1}<sup class="locator">p. 3</sup>{cite:c:1}<sup class="locator">§ 4</sup></p>"#,
        ),
        ("a.[@b][@c]", "<p>a.{cite:b:1}{cite:c:1}</p>"),
        ("[@b](https://example.org) `[@b]`", r#"<p><a href="https://example.org">@b</a> <code>[@b]</code></p>"#),
        (
            "| a[@b] |\n| --- |\n| c[@b] |",
            r#"{table}<thead><tr><th scope="col">a{cite:b:1}</th></tr></thead><tbody><tr><td>c{cite:b:2}</td></tr></tbody>{/table}"#,
        ),
        ("\\[@b]", "<p>[@b]</p>"),
    ]);
}

#[test]
fn comments() {
    check_html(&[
        ("a %% b %% c", "<p>a c</p>"),
        ("a %% b\n\n- c\n\nd %% e", "<p>a e</p>"),
        ("%% a %%", ""),
        ("a\n\n%% b\n\n**c\n%%\n\n## d", r#"<p>a</p><h2 id="d">d{#d}</h2>"#),
        ("a\n%% b %%\nc", "<p>a\nc</p>"),
        ("a\n\n%% b %%\n---\n\nc", "<p>a</p><hr><p>c</p>"),
        ("a %% b %%  \nc %%d%%", "<p>a <br>c </p>"),
        ("- a\n- %% b %%\n- c", "<ul><li>a</li><li>c</li></ul>"),
        ("- %% b %%", ""),
        ("> %% b %%", ""),
        ("a <!-- b --> c<!---->d", "<p>a cd</p>"),
        ("<!-- a --> **b**", "<p><strong>b</strong></p>"),
        ("<!--\na\n\nb\n-->\n\nc", "<p>c</p>"),
        ("`%%` a `%%`", "<p><code>%%</code> a <code>%%</code></p>"),
        (
            "```\n%% a\n```\n\n%% `b %%\n\n```\nc %%\n```",
            "<pre tabindex=\"0\"><code>%% a\n</code></pre><pre tabindex=\"0\"><code>c %%\n</code></pre>",
        ),
        ("    %% a %%\n\nb", "<pre tabindex=\"0\"><code>%% a %%\n</code></pre><p>b</p>"),
        ("a \\%% b \\%% c 5%%", "<p>a %% b %% c 5</p>"),
        (
            "| a %% b %% | c |\n| --- | --- |\n| %% d | e %% |",
            r#"{table}<thead><tr><th scope="col">a </th><th scope="col">c</th></tr></thead><tbody><tr><td></td><td></td></tr></tbody>{/table}"#,
        ),
        ("[[a %% b %% ]] x", "<p>{wiki:a} x</p>"),
    ]);
}

#[test]
fn words_are_counted() {
    for (markdown, words) in [
        ("", 0),
        ("One two  three\nfour", 4),
        ("don’t up-to-date Trump–Putin — 5 %", 4),
        ("a—b", 2),
        ("foo*bar* [a b](c) `d` ![not these](e)", 4),
        ("Київ і Харків", 3),
        ("東京です。abc", 5),
        ("한국어 단어", 2),
        ("[[a|two words]] [[target]]’s [@c]", 3),
        ("a %% not this %% b <!-- nor this -->", 2),
        ("| a | b |\n| - | - |\n| c | d |\n\n- e\n- f", 6),
    ] {
        assert_eq!(read(markdown).words, words, "{markdown:?}");
    }
}

#[test]
fn running_text() {
    check(
        &[
            ("a *b* c\nd", "a  | b |  c\nd"),
            ("a [[x]] b [y](z) `c` d[@e] f[^g]\n\n[^g]: h", "a  |  b  | (y) |   | (c) |  d |  f / h"),
            ("a [*b* `c`](d)", "a  | (b) | ( ) | (c)"),
            ("## a\n\n> b\n> — c", "b"),
            ("- a\n  - b\n- c", "a / b / c"),
            ("| a | b |\n| - | - |\n| c | d |\n\nT\n: e", "a / b / c / d / T / e"),
            ("## [a](b) `c`\n\n> d\n> — [e](f)", "d"),
            ("a & b  \nc", "a &amp; b | \nc"),
            ("![a](b)\n\n```\nc\n```", ""),
        ],
        |markdown| runs(&read(markdown)),
    );
}

#[test]
fn blocks_know_where_an_attribute_goes() {
    let marked = |markdown: &str| {
        let body = read(markdown);
        let mut html = body.html.text.to_string();
        for block in body.blocks.iter().rev() {
            let text = format!("{{{}}}", &body.html.text[block.start as usize..block.end as usize]);
            html.replace_range(block.start as usize..block.end as usize, &text);
            if let Some(tag) = block.tag {
                html.insert_str(tag.get() as usize, " !");
            }
        }
        html.replace(">\n", ">")
    };
    check(
        &[
            ("a *b* [c](d)", "<p !>{a <em>b</em> <a href=\"\">c}</a></p>"),
            (
                "- a\n  - [[b]]\n- [x] c\n",
                "<ul><li !>{a}\n<ul><li !>{}</li></ul></li><li ! class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> {c}</li></ul>",
            ),
            (
                "- [ ] a\n\n  b",
                "<ul><li class=\"task\"><p !><input type=\"checkbox\" disabled aria-label=\"Open\"> {a}</p><p !>{b}</p></li></ul>",
            ),
            (
                "- ## a\n  b",
                "<ul><li><h2 id=\"a\">a<a class=\"anchor\" href=\"#a\" aria-label=\"Link to this section\">#</a></h2>{b}</li></ul>",
            ),
            ("T\n: a\n: b\n\n  c", "<dl><dt !>{T}</dt><dd><p !>{a}</p></dd><dd><p !>{b}</p><p !>{c}</p></dd></dl>"),
            (
                "![a](b \"c\")\n\n> d\n> — e",
                "<figure><img  alt=\"a\" loading=\"lazy\"><figcaption>c</figcaption></figure><blockquote><p !>{d}</p><p class=\"attribution\">— e</p></blockquote>",
            ),
        ],
        marked,
    );
    let table = marked("| a | [b](c) |\n| - | -: |\n| d |  |");
    assert!(
        table.contains(
            "<th ! scope=\"col\">{a}</th><th ! scope=\"col\" class=\"align-right\"><a href=\"\">{b}</a></th>"
        ),
        "{table}"
    );
    assert!(table.contains("<td !>{d}</td><td class=\"align-right\"></td>"), "{table}");
}

#[test]
fn citations_have_the_anchors_that_pages_give_them() {
    assert_eq!(*read("[@a_b] [@a_b] [@A-b]").anchors, ["cite-a-b-1".into(), "cite-a-b-2".into(), "cite-a-b-3".into()]);
}

#[test]
fn anchors_and_headings() {
    let body = read("# A\n\n## *B* [[c|d]]\n\nx[@s] y[@s] z[^1] w[^1]\n\n[^1]: Note\n\n    ## In a note");
    let anchors: Vec<&str> = body.anchors.iter().map(|anchor| &**anchor).collect();
    let expected = ["a", "b-d", "cite-s-1", "cite-s-2", "fn-1", "fnref-1", "fnref-1-2", "footnotes-label", "in-a-note"];
    assert_eq!(anchors, expected);
    let headings: Vec<String> =
        body.headings.iter().map(|heading| format!("{} {} {}", heading.level, heading.id, heading.title)).collect();
    assert_eq!(headings, ["2 a A", "3 b-d B d"]);
}

#[test]
fn holes_know_where_they_were_written() {
    let markdown = "é %% x %% [[a]] [b](c.md) d[@e]\n\n![f](g.png)";
    let spans: Vec<&str> = read(markdown)
        .html
        .holes
        .iter()
        .map(|hole| &markdown[hole.span.start as usize - OFFSET..hole.span.end as usize - OFFSET])
        .collect();
    assert_eq!(spans, ["[[a]]", "[b](c.md)", "[@e]", "![f](g.png)"]);
}

#[test]
fn control_characters_are_dropped() {
    check_html(&[
        ("a\u{0}b\u{7}c\u{9b}d\u{a0}e", "<p>a�bcd e</p>"),
        ("a\u{fffe}b&#65535;c，\u{fffd}", "<p>abc，\u{fffd}</p>"),
        ("`a\u{1b}b`", "<p><code>ab</code></p>"),
        ("[a\u{8}](b&#8;.md \"c\u{8}\")", r#"<p><a href="{href:b.md}" title="c">a</a></p>"#),
        ("## a\u{8}b", r#"<h2 id="ab">ab{#ab}</h2>"#),
    ]);
}

#[test]
fn the_sites_own_address_is_the_site() {
    let at = |site: &str, url: &str| {
        let settings = Settings { site: site.to_owned(), ..Settings::default() };
        let html = show(&read_with(&format!("[x]({url})"), &settings).0.html);
        html.split_once("href=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
    };
    let root = "https://example.org";
    assert_eq!(at(root, "https://example.org"), "{href:/}");
    assert_eq!(at(root, "https://example.org/2025/a/#b"), "{href:/2025/a/#b}");
    assert_eq!(at(root, "HTTP://Example.ORG?q"), "{href:/?q}");
    assert_eq!(at(root, "https://example.org.uk/"), "https://example.org.uk/");
    assert_eq!(at(root, "https://example.org:8080/"), "https://example.org:8080/");
    assert_eq!(at(root, "mailto:desk@example.org"), "mailto:desk@example.org");
    let below = "https://example.org/desk";
    assert_eq!(at(below, "https://example.org/desk/2025/"), "{href:/2025/}");
    assert_eq!(at(below, "https://example.org/desks/"), "https://example.org/desks/");
    assert_eq!(at(below, "https://example.org/Desk/"), "https://example.org/Desk/");
    assert_eq!(at(below, "https://example.org/é"), "https://example.org/é");
}
