//! Fields.

use super::*;

#[test]
fn fields() {
    for (markdown, html, unlinked, plain) in [
        ("Plain text, no more.", "Plain text, no more.", "Plain text, no more.", "Plain text, no more."),
        (
            "a *b* `c` & <d",
            "a <em>b</em> <code>c</code> &amp; &lt;d",
            "a <em>b</em> <code>c</code> &amp; &lt;d",
            "a b c & <d",
        ),
        (
            "a [b](c.md) [[d]] [[e|f & g]] h.[@i, p. 3]",
            r#"a <a href="{href:c.md}">b</a> {wiki:d} {wiki:e|f & g} h.{cite:i:0}<sup class="locator">p. 3</sup>"#,
            "a b d f &amp; g h.",
            "a b d f & g h.",
        ),
        ("[[a]]\n\nb", "{wiki:a} b", "a b", "a b"),
        ("x [[a]]\n\ny", "x {wiki:a} y", "x a y", "x a y"),
        (
            "a [@s]. b [@s, p. 3; @t] c [@t]",
            "a {cite:s:0}. b {cite:s:0}<sup class=\"locator\">p. 3</sup>{cite:t:0} c {cite:t:0}",
            "a. b c",
            "a. b c",
        ),
        ("# a\n\n- b\n- c\n\n> d\n\n---", "a b c d", "a b c d", "a b c d"),
        ("7. August: a", "7. August: a", "7. August: a", "7. August: a"),
        ("a\nb  \nc", "a b c", "a b c", "a b c"),
        ("![a](b.png) c", "a c", "a c", "a c"),
        ("[a](javascript:x) %% b %% <b>c</b>", "a c", "a c", "a c"),
        ("| a |\n| --- |", "| a | | --- |", "| a | | --- |", "| a | | --- |"),
        ("", "", "", ""),
    ] {
        let inline = field(markdown).0;
        let actual = (show(&inline.html), &*inline.unlinked, &*inline.plain);
        assert_eq!((&*actual.0, actual.1, actual.2), (html, unlinked, plain), "{markdown:?}");
    }
}

#[test]
fn holes_of_fields_have_no_spans() {
    let inline = field("[[a]] [@b]").0;
    assert!(inline.html.holes.iter().all(|hole| hole.span.range() == (0..0)));
}
