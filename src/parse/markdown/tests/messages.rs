//! What is said about mistakes, and where.

use super::*;

#[test]
fn messages_point_at_the_mistake() {
    check(
        &[
            ("a <b>c</b>", "raw-html «<b>»: HTML is left out\nraw-html «</b>»: HTML is left out"),
            ("é\n\n<div>\nx\n</div>\n\nb", "raw-html «<div>\nx\n</div>»: HTML is left out"),
            ("![](a.png)", "missing-alt «![](a.png)»: a picture without a text alternative"),
            (
                "![a](https://example.org/a.png)",
                "forbidden-url «![a](https://example.org/a.png)»: a picture from another site: pages make no requests to others",
            ),
            (
                "[a](javascript:x)",
                "forbidden-url «[a](javascript:x)»: a link with the scheme `javascript`, which is not allowed",
            ),
            ("[a](//example.org)", "forbidden-url «[a](//example.org)»: a link that names a host without a scheme"),
            ("[a](https:x)", "forbidden-url «[a](https:x)»: a link with a scheme but without a host"),
            (
                "[a]() [](b)",
                "broken-link «[a]()»: a link without an address\nbroken-link «[](b)»: a link without words",
            ),
            ("a[^x]", "unknown-footnote «[^x]»: footnote `x` has no text"),
            (
                "a\n\n[^x]: X\n[^x]: Y",
                "unused-footnote «[^x]:»: nothing refers to footnote `x`, so it is left out\nunused-footnote «[^x]:»: nothing refers to footnote `x`, so it is left out",
            ),
            ("a %% b", "unclosed-comment «%%»: a comment that is never closed"),
            ("a <!-- b", "unclosed-comment «<!--»: a comment that is never closed"),
            ("a [[b", "unknown-link «[[»: `[[` does not begin a link"),
            ("a [[]]", "unknown-link «[[]]»: `[[` does not begin a link"),
            ("a [@b c]", "unknown-source «[@b c]»: `[@b c]` is not a citation"),
            ("%% <b> %% c <i>", "raw-html «<i>»: HTML is left out"),
        ],
        |markdown| {
            let diagnostics = read_with(markdown, &Settings::default()).1;
            messages(markdown, &diagnostics).join("\n")
        },
    );
}

#[test]
fn messages_about_fields_point_at_the_field() {
    let diagnostics = field("a <b>c</b> [^x] [d](ftp://e)").1;
    let shown = messages("", &diagnostics);
    let place = "Some(Value(\"summary\"))";
    let expected = [
        format!("raw-html «{place}»: HTML in a field is left out"),
        format!("raw-html «{place}»: HTML in a field is left out"),
        format!("unknown-footnote «{place}»: a footnote in a text that cannot have one"),
        format!("forbidden-url «{place}»: a link with the scheme `ftp`, which is not allowed"),
    ];
    assert_eq!(shown, expected);
}
