//! Blocks, the HTML that themes are styled against.

use super::*;

#[test]
fn the_whole_html() {
    let markdown = "## A *b*\n\nc[^x] d[^x]\n\n| e | f |\n| --- | --: |\n| g | h |\n\n[^x]: X";
    let html = concat!(
        r##"<h2 id="a-b">A <em>b</em><a class="anchor" href="#a-b" aria-label="Link to this section">#</a></h2>"##,
        "\n",
        r##"<p>c<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup> "##,
        r##"d<sup class="footnote-ref"><a href="#fn-1" id="fnref-1-2" role="doc-noteref">1</a></sup></p>"##,
        "\n",
        r##"<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>"##,
        r##"<thead><tr><th scope="col">e</th><th scope="col" class="align-right">f</th></tr></thead>"##,
        "\n",
        r##"<tbody><tr><td>g</td><td class="align-right">h</td></tr>"##,
        "\n",
        r##"</tbody></table></div>"##,
        "\n",
        r##"<section class="footnotes" role="doc-endnotes" aria-labelledby="footnotes-label">"##,
        r##"<h2 id="footnotes-label">Notes</h2>"##,
        "\n<ol>\n",
        r##"<li id="fn-1">"##,
        "\n",
        r##"<p>X <a href="#fnref-1" class="footnote-back" role="doc-backlink" aria-label="Back to reference 1">↩</a> "##,
        r##"<a href="#fnref-1-2" class="footnote-back" role="doc-backlink" aria-label="Back to reference 1-2">↩</a></p>"##,
        "\n</li>\n</ol></section>\n",
    );
    assert_eq!(show(&read(markdown).html), html);
}

#[test]
fn headings() {
    check_html(&[
        ("## What happened", r#"<h2 id="what-happened">What happened{#what-happened}</h2>"#),
        ("## A {¡}", r#"<h2 id="a">A {¡}{#a}</h2>"#),
        (
            "## Four regions, *five* names {#four .wide .x}",
            r#"<h2 id="four" class="wide x">Four regions, <em>five</em> names{#four}</h2>"#,
        ),
        (
            "## A\n\n## A\n\n## A-2\n\n## A",
            r#"<h2 id="a">A{#a}</h2><h2 id="a-2">A{#a-2}</h2><h2 id="a-2-2">A-2{#a-2-2}</h2><h2 id="a-3">A{#a-3}</h2>"#,
        ),
        (
            "## Source list\n\n## Cite me {#cite-x}\n\n## ???\n\n##\n\n## %% gone %%",
            r#"<h2 id="section-source-list">Source list{#section-source-list}</h2><h2 id="section-cite-x">Cite me{#section-cite-x}</h2><h2 id="section">???{#section}</h2>"#,
        ),
        (
            "## At main\n\n## Attack",
            r#"<h2 id="section-at-main">At main{#section-at-main}</h2><h2 id="attack">Attack{#attack}</h2>"#,
        ),
        (
            "# A\n## B\n### C\n# D",
            r#"<h2 id="a">A{#a}</h2><h3 id="b">B{#b}</h3><h4 id="c">C{#c}</h4><h2 id="d">D{#d}</h2>"#,
        ),
        (
            "### A\n##### B\n##### C\n#### D\n## E",
            r#"<h2 id="a">A{#a}</h2><h3 id="b">B{#b}</h3><h3 id="c">C{#c}</h3><h3 id="d">D{#d}</h3><h2 id="e">E{#e}</h2>"#,
        ),
        (
            "# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6",
            r#"<h2 id="1">1{#1}</h2><h3 id="2">2{#2}</h3><h4 id="3">3{#3}</h4><h5 id="4">4{#4}</h5><h6 id="5">5{#5}</h6><h6 id="6">6{#6}</h6>"#,
        ),
        (
            "## [[kremlin|The *Kremlin*]] & [x](y.md)[@s]",
            r#"<h2 id="the-kremlin-x">{wiki:kremlin|The *Kremlin*} &amp; <a href="{href:y.md}">x</a>{cite:s:1}{#the-kremlin-x}</h2>"#,
        ),
        ("Two\nlines\n---", "<h2 id=\"two-lines\">Two\nlines{#two-lines}</h2>"),
        ("## Київ", r#"<h2 id="kiyiv">Київ{#kiyiv}</h2>"#),
    ]);
}

#[test]
fn paragraphs_and_breaks() {
    check_html(&[
        ("a\nb  \nc\\\nd", "<p>a\nb<br>c<br>d</p>"),
        ("a & b < c > d \"e\" 'f' &amp; &copy; \\*", r#"<p>a &amp; b &lt; c &gt; d "e" 'f' &amp; © *</p>"#),
        ("*a* **b** ~~c~~ `d <e>`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d &lt;e&gt;</code></p>"),
        ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
    ]);
}

#[test]
fn quotations_with_a_speaker_are_statements() {
    let said = |markdown: &str| -> Vec<String> {
        let body = read(markdown);
        let quote = |quote: &crate::model::html::Quote| {
            format!(
                "{} | {:?} | {:?} | {:?} | {}",
                quote.speaker,
                quote.venue.as_deref().unwrap_or_default(),
                quote.date.map(|date| date.to_string()).unwrap_or_default(),
                quote.source.as_deref().unwrap_or_default(),
                quote.words.replace('\n', "¶")
            )
        };
        body.quotes.iter().map(quote).collect()
    };
    for (markdown, expected) in [
        ("> a [[x]] b\n> — [[kremlin|The Kremlin]], X, 2025-08-07", r#"kremlin | "X" | "2025-08-07" | "" | a x b"#),
        ("> a\n>\n> b\n>\n> — [[k]]", r#"k | "" | "" | "" | a¶b"#),
        (
            "> a\n> — [[k]], in Geneva, to reporters, 2025-08 [@s, p. 3]",
            r#"k | "in Geneva, to reporters" | "2025-08" | "s" | a"#,
        ),
        ("> a\n>\n> — [[k]], a long\n> venue, 2025", r#"k | "a long venue" | "2025" | "" | a"#),
        ("> a\n> — [[k]], 7 August 2025", r#"k | "7 August 2025" | "" | "" | a"#),
    ] {
        assert_eq!(said(markdown), [expected], "{markdown}");
    }
    assert_eq!(said("> a\n> — K, X, 2025-08-07"), Vec::<String>::new());
    assert_eq!(said("a\n— [[k]]"), Vec::<String>::new());
    let nested = "> out\n>\n> > in [[x]] *y*\n> > — [[b]]\n>\n> c [d](e.md)\n> -- [[f]], X";
    assert_eq!(said(nested), [r#"b | "" | "" | "" | in x y"#, r#"f | "X" | "" | "" | out¶in x y¶c d"#]);
    check_html(&[(
        nested,
        "<blockquote id=\"quote-2\"><p>out</p><blockquote id=\"quote-1\"><p>in {wiki:x} <em>y</em></p><p class=\"attribution\">— \
         {wiki:b}</p></blockquote><p>c <a href=\"{href:e.md}\">d</a></p><p class=\"attribution\">— {wiki:f}, \
         X</p></blockquote>",
    )]);
}

#[test]
fn quotations() {
    check_html(&[
        ("> a\n> — B, C", r#"<blockquote><p>a</p><p class="attribution">— B, C</p></blockquote>"#),
        ("> a\n>\n> — *B*, C", r#"<blockquote><p>a</p><p class="attribution">— <em>B</em>, C</p></blockquote>"#),
        ("> a\n-- B", r#"<blockquote><p>a</p><p class="attribution">— B</p></blockquote>"#),
        (
            "> a  \n> – [[b]], X, 2025-08-07",
            r#"<blockquote id="quote-1"><p>a</p><p class="attribution">— {wiki:b}, X, <time datetime="2025-08-07">7 August 2025</time></p></blockquote>"#,
        ),
        // Before a citation, and in the precision in which it was written; a year may be a title.
        (
            "> a\n> — B &amp; C, 2025-08, 2025-08[@s]",
            r#"<blockquote><p>a</p><p class="attribution">— B &amp; C, 2025-08, <time datetime="2025-08">August 2025</time>{cite:s:1}</p></blockquote>"#,
        ),
        ("> a\n> — B, 1984", r#"<blockquote><p>a</p><p class="attribution">— B, 1984</p></blockquote>"#),
        ("> a\n> — B, 2025-02-30", r#"<blockquote><p>a</p><p class="attribution">— B, 2025-02-30</p></blockquote>"#),
        (
            "> a\n> — B, `2025-08-07`",
            r#"<blockquote><p>a</p><p class="attribution">— B, <code>2025-08-07</code></p></blockquote>"#,
        ),
        (
            "> a\n>\n> — B, a very\n> long venue",
            "<blockquote><p>a</p><p class=\"attribution\">— B, a very\nlong venue</p></blockquote>",
        ),
        ("> — only", "<blockquote><p>— only</p></blockquote>"),
        ("> a\n> — b\n> c", "<blockquote><p>a\n— b\nc</p></blockquote>"),
        ("> a\n> — b\n>\n> c", "<blockquote><p>a\n— b</p><p>c</p></blockquote>"),
        ("> a\n> —b", "<blockquote><p>a\n—b</p></blockquote>"),
        ("> *a\n> — b*", "<blockquote><p><em>a\n— b</em></p></blockquote>"),
        (
            "> > a\n> > — b\n>\n> c\n> -- d",
            r#"<blockquote><blockquote><p>a</p><p class="attribution">— b</p></blockquote><p>c</p><p class="attribution">— d</p></blockquote>"#,
        ),
        ("> - a\n>   — b", "<blockquote><ul><li>a\n— b</li></ul></blockquote>"),
        ("a\n— b", "<p>a\n— b</p>"),
        (
            "> [!NOTE]\n> a\n> — b",
            "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>a\n— b</p></div>",
        ),
        (
            "> [!WARNING]\n> a",
            r#"<div class="alert alert-warning" role="note"><p class="alert-title">Warning</p><p>a</p></div>"#,
        ),
        (
            "> [!tip]\n> a\n\n> [!Tip] a",
            "<div class=\"alert alert-tip\" role=\"note\"><p class=\"alert-title\">Tip</p><p>a</p></div><blockquote><p>[!Tip] a</p></blockquote>",
        ),
        (">", ""),
    ]);
}

#[test]
fn lists() {
    check_html(&[
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b\n<ul><li>c</li></ul></li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a", r#"<ol start="3"><li>a</li></ol>"#),
        (
            "- [ ] a\n- [x] b",
            r#"<ul><li class="task"><input type="checkbox" disabled aria-label="Open"> a</li><li class="task"><input type="checkbox" disabled checked aria-label="Done"> b</li></ul>"#,
        ),
        (
            "- [ ] a\n\n- [x] b",
            r#"<ul><li class="task"><p><input type="checkbox" disabled aria-label="Open"> a</p></li><li class="task"><p><input type="checkbox" disabled checked aria-label="Done"> b</p></li></ul>"#,
        ),
        (
            "Term\n: One\n: Two\n\nOther\n\n: Three",
            "<dl><dt>Term</dt><dd><p>One</p></dd><dd><p>Two</p></dd><dt>Other</dt><dd><p>Three</p></dd></dl>",
        ),
        ("-\n- a", "<ul><li></li><li>a</li></ul>"),
    ]);
}

#[test]
fn code() {
    check_html(&[
        (
            "```Rust,ignore\nlet a = \"<b>\";\n\n  x\n```",
            "<pre tabindex=\"0\"><code class=\"language-rust\">let a = \"&lt;b&gt;\";\n\n  x\n</code></pre>",
        ),
        ("``` c++ \"onclick=x\n```", r#"<pre tabindex="0"><code class="language-c++"></code></pre>"#),
        ("```\"><script>\na\n```", "<pre tabindex=\"0\"><code class=\"language-script\">a\n</code></pre>"),
        ("    a [[b]] %% c %% [@d] [^e]", r#"<pre tabindex="0"><code>a [[b]] %% c %% [@d] [^e]</code></pre>"#),
        ("`a [[b]] %% c %% [@d] [^e]`", "<p><code>a [[b]] %% c %% [@d] [^e]</code></p>"),
        ("```\na\r\nb\n```", "<pre tabindex=\"0\"><code>a\nb\n</code></pre>"),
    ]);
}

#[test]
fn tables() {
    check_html(&[
        (
            "| a | b | c |\n| --- | ---: | :---: |\n| 1 | 2 | 3 |\n| 4 |",
            r#"{table}<thead><tr><th scope="col">a</th><th scope="col" class="align-right">b</th><th scope="col" class="align-center">c</th></tr></thead><tbody><tr><td>1</td><td class="align-right">2</td><td class="align-center">3</td></tr><tr><td>4</td><td class="align-right"></td><td class="align-center"></td></tr></tbody>{/table}"#,
        ),
        ("| a |\n| --- |", r#"{table}<thead><tr><th scope="col">a</th></tr></thead>{/table}"#),
        (
            "| a | b |\n| --- | --- |\n| [[c|D]] | `[[e|f]]` |",
            r#"{table}<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>{wiki:c|D}</td><td><code>[[e|f]]</code></td></tr></tbody>{/table}"#,
        ),
        (
            "| | b |\n| --- | --- |\n| | [[a\\|b]] [[c]] `x\\|y` |",
            r#"{table}<thead><tr><td></td><th scope="col">b</th></tr></thead><tbody><tr><td></td><td>{wiki:a|b} {wiki:c} <code>x|y</code></td></tr></tbody>{/table}"#,
        ),
        (
            "| a |\n| --- |\n| 1 |\n\n| a |\n| --- |\n| 1 |",
            r#"{table}<thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>1</td></tr></tbody>{/table}<div class="table-scroll" tabindex="0" role="region" aria-label="Table 2"><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>1</td></tr></tbody>{/table}"#,
        ),
    ]);
}

#[test]
fn pictures() {
    check_html(&[
        ("![a *b*](c.png)", r#"<p><img {src:c.png} alt="a b" loading="lazy"></p>"#),
        (
            "![a](c.png \"T & \\\"t\\\"\")",
            r#"<figure><img {src:c.png} alt="a" loading="lazy"><figcaption>T &amp; "t"</figcaption></figure>"#,
        ),
        ("a ![b](/c.png \"T\") d", r#"<p>a <img {src:/c.png} alt="b" title="T" loading="lazy"> d</p>"#),
        ("[![a](b.png)](c.md)", r#"<p><a href="{href:c.md}"><img {src:b.png} alt="a" loading="lazy"></a></p>"#),
        ("![a [b](c) ![d](e) [[f]] [@g]](h.png)", r#"<p><img {src:h.png} alt="a b d [[f]] [@g]" loading="lazy"></p>"#),
        ("![a \" onerror=x](b.png)", r#"<p><img {src:b.png} alt="a &quot; onerror=x" loading="lazy"></p>"#),
    ]);
}

#[test]
fn raw_html() {
    check_html(&[("a <b>c</b> d\n\n<div>\nx\n</div>\n\ne", "<p>a c d</p><p>e</p>")]);
    check(
        &[("a <b>c</b> d\n\n<div>\nx\n</div>\n\ne<!-- f -->", "<p>a <b>c</b> d</p><div>x\n</div><p>e</p>")],
        |text| line(&read_with(text, &RAW).0.html),
    );
}

#[test]
fn smart_punctuation() {
    check(
        &[
            ("\"a\" -- b... [[c'd|\"e\"]]", r#"<p>“a” – b… {wiki:c'd|"e"}</p>"#),
            ("> a\n> -- B", r#"<blockquote><p>a</p><p class="attribution">— B</p></blockquote>"#),
        ],
        |text| line(&read_with(text, &SMART).0.html),
    );
}
