//! Dates behind words.

use super::*;

/// [`line`], with what is always the same put shortly.
fn short(html: &Html) -> String {
    let html = line(html).replace("<time datetime=\"", "{").replace("</time>", "}").replace("\">", ":");
    html.replace("<span class=\"date:", "").replace("</span>", "").replace("<bdi>", "").replace("</bdi>", "")
}

#[test]
fn the_whole_html() {
    assert_eq!(
        line(&read("On [Wednesday]{2025-08-06} they met.").html),
        "<p>On <time datetime=\"2025-08-06\">Wednesday<span class=\"date\"> (<bdi>6 August 2025</bdi>)</span></time> they met.</p>"
    );
}

#[test]
fn dates_behind_words() {
    check(
        &[
            ("[last month]{2025-07}, [then]{2024}", "<p>{2025-07:last month (July 2025)}, {2024:then (2024)}</p>"),
            (
                "[at nine]{2025-08-07T09:00:00+02:00}",
                "<p>{2025-08-07T09:00:00+02:00:at nine (7 August 2025, 07:00 UTC)}</p>",
            ),
            ("[at nine]{2025-08-07T09:00}", "<p>{2025-08-07T09:00:00Z:at nine (7 August 2025, 09:00 UTC)}</p>"),
            // What the words say already is not said again.
            ("[6 August 2025]{2025-08-06}", "<p>{2025-08-06:6 August 2025}</p>"),
            ("*a [b]{2025} c*", "<p><em>a {2025:b (2025)} c</em></p>"),
            ("*a [b*]{2025} c", "<p><em>a {2025:b* (2025)}</em> c</p>"),
            ("[a <b]{2025} [a `b]{2025}`", "<p>[a &lt;b]{2025} [a <code>b]{2025}</code></p>"),
            ("[a & \\] b]{2025}", "<p>{2025:a &amp; ] b (2025)}</p>"),
            ("![a]{2025}", "<p>!{2025:a (2025)}</p>"),
            ("[a\nb]{2025}", "<p>{2025:a b (2025)}</p>"),
            ("> [a\n> b]{2025}", "<blockquote><p>{2025:a b (2025)}</p></blockquote>"),
            ("[see [a]{2025}](b.md)", "<p><a href=\"{href:b.md}:see {2025:a (2025)}</a></p>"),
            ("![see [a]{2025}](b.png)", "<p><img {src:b.png} alt=\"see a (2025)\" loading=\"lazy:</p>"),
            ("## On [a]{2025}", "<h2 id=\"on-a:On {2025:a (2025)}{#on-a}</h2>"),
            // Not a date behind words.
            ("\\[a]{2025} `[b]{2025}` &#91;é]{2025}", "<p>[a]{2025} <code>[b]{2025}</code> [é]{2025}</p>"),
            ("[a]{b} [a] {2025} []{2025} {2025}", "<p>[a]{b} [a] {2025} []{2025} {2025}</p>"),
            ("[a](b.md){2025}", "<p><a href=\"{href:b.md}:a</a>{2025}</p>"),
            ("    [a]{2025}", "<pre tabindex=\"0:<code>[a]{2025}</code></pre>"),
            (
                "| [a | b]{2025} |\n| - | - |\n| [c]{2025} | d |",
                "{table}<thead><tr><th scope=\"col:[a</th><th scope=\"col:b]{2025}</th></tr></thead><tbody><tr><td>{2025:c (2025)}</td><td>d</td></tr></tbody>{/table}",
            ),
        ],
        |markdown| short(&read(markdown).html),
    );
}

#[test]
fn only_the_words_are_text() {
    check(&[("a [b c]{2025} d", "a  | (b c) |  d"), ("a [b [c]{2025}](d.md)", "a  | (b ) | (c)")], |markdown| {
        runs(&read(markdown))
    });
    assert_eq!(read("a [b c]{2025} d").words, 4);
    assert_eq!(&*read("## On [a]{2025}").headings[0].title, "On a");
    let said = read("> By [Friday]{2025-08-08}.\n> — [[x]], Kyiv, [Wednesday]{2025-08-06}").quotes[0].clone();
    assert_eq!((&*said.words, said.venue.as_deref()), ("By Friday.", Some("Kyiv")));
    assert_eq!(said.date, "2025-08-06".parse().ok());
}

#[test]
fn a_field_says_both() {
    let inline = field("On [Wednesday]{2025-08-06} *they* met.").0;
    assert_eq!(short(&inline.html), "On {2025-08-06:Wednesday (6 August 2025)} <em>they</em> met.");
    assert_eq!(inline.unlinked, inline.html.text);
    assert_eq!(&*inline.plain, "On Wednesday (6 August 2025) they met.");
}

#[test]
fn a_text_in_another_language_has_numerals() {
    let words = DateWords::default();
    let foreign = Dates { words: &words, own: false };
    let place = Place::value(&SourcePath::new("a.md"), "summary");
    let inline = inline("[у середу]{2025-08-06}", &place, &Settings::default(), foreign, &mut Vec::new());
    assert_eq!(short(&inline.html), "{2025-08-06:у середу (2025-08-06)}");
    assert_eq!(&*inline.plain, "у середу (2025-08-06)");
}

#[test]
fn messages_point_at_the_braces() {
    check(
        &[
            (
                "a [b]{2025-13-01} c",
                "invalid-value «{2025-13-01}»: expected a date such as `2025-08-07`, `2025-08`, `2025` or `2025-08-07T06:00:00Z`, found `2025-13-01`",
            ),
            (
                "a [b]{6 August} c",
                "invalid-value «{6 August}»: expected a date such as `2025-08-07`, `2025-08`, `2025` or `2025-08-07T06:00:00Z`, found `6 August`",
            ),
            ("a [b]{2025-08-06 c", "invalid-value «{2025-08-06»: a date behind words without its closing brace"),
            ("[b]{2025", "invalid-value «{2025»: a date behind words without its closing brace"),
        ],
        |markdown| {
            let (body, diagnostics) = read_with(markdown, &Settings::default());
            // It stays as it was written.
            assert_eq!(&*body.html.text, format!("<p>{markdown}</p>\n"));
            messages(markdown, &diagnostics).join("\n")
        },
    );
}
