//! Footnotes.

use super::*;

#[test]
fn footnotes() {
    check_html(&[
        (
            "a[^x] b[^y] c[^x]\n\n[^y]: Y\n\n[^x]: X",
            r#"<p>a{ref:1} b{ref:2} c{ref:1-2}</p>{notes}<li id="fn-1"><p>X {back:1} {back:1-2}</p></li><li id="fn-2"><p>Y {back:2}</p></li>{/notes}"#,
        ),
        (
            "a[^x]\n\n[^x]: X[^y]\n[^y]: Y",
            r#"<p>a{ref:1}</p>{notes}<li id="fn-1"><p>X{ref:2} {back:1}</p></li><li id="fn-2"><p>Y {back:2}</p></li>{/notes}"#,
        ),
        (
            "a[^x]\n\n[^x]: X\n\n    ```\n    y\n    ```",
            "<p>a{ref:1}</p>{notes}<li id=\"fn-1\"><p>X</p><pre tabindex=\"0\"><code>y\n</code></pre><p>{back:1}</p></li>{/notes}",
        ),
        ("a[^x]\n\n[^x]:", r#"<p>a{ref:1}</p>{notes}<li id="fn-1"><p>{back:1}</p></li>{/notes}"#),
        (
            "a[^x][@s] b[^X]\n\n[^x]: X",
            r#"<p>a{ref:1}{cite:s:1} b{ref:1-2}</p>{notes}<li id="fn-1"><p>X {back:1} {back:1-2}</p></li>{/notes}"#,
        ),
        ("> [^x]: X\n\na[^x]", r#"<p>a{ref:1}</p>{notes}<li id="fn-1"><p>X {back:1}</p></li>{/notes}"#),
        ("a\n\n[^x]: X", "<p>a</p>"),
        (
            "a[^x]\n\n[^x]: X [[w]] ![a](b.png)",
            r#"<p>a{ref:1}</p>{notes}<li id="fn-1"><p>X {wiki:w} <img {src:b.png} alt="a" loading="lazy"> {back:1}</p></li>{/notes}"#,
        ),
        (
            "a[^A]\n\n> [^a]: X\n>\n> b[^c]\n\n[^c]: Y",
            r#"<p>a{ref:1}</p><blockquote><p>b{ref:2}</p></blockquote>{notes}<li id="fn-1"><p>X {back:1}</p></li><li id="fn-2"><p>Y {back:2}</p></li>{/notes}"#,
        ),
        (
            "a[^x]\n\n[^x]: X[^x]",
            r#"<p>a{ref:1}</p>{notes}<li id="fn-1"><p>X{ref:1-2} {back:1} {back:1-2}</p></li>{/notes}"#,
        ),
        (
            "a[^ß] b[^SS]\n\n[^ss]: X",
            r#"<p>a{ref:1} b{ref:1-2}</p>{notes}<li id="fn-1"><p>X {back:1} {back:1-2}</p></li>{/notes}"#,
        ),
        (
            "## a[^x]\n\n[b[^x]](c)\n\n[^x]: X",
            r#"<h2 id="a">a{ref:1}{#a}</h2><p>[b{ref:1-2}](c)</p>{notes}<li id="fn-1"><p>X {back:1} {back:1-2}</p></li>{/notes}"#,
        ),
    ]);
}
