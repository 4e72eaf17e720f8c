//! Actors named in running text: which words link, and when not.

mod common;

use briefer::base::world::MemoryWorld;
use common::{clean, site};

const REGISTRY: &[(&str, &str)] = &[
    ("content/actors/trump.md", "name: Donald Trump\nkind: person\nshort: Trump\naliases: [President Trump]"),
    (
        "content/actors/putin.md",
        "name: Vladimir Putin\nkind: person\nshort: Putin\nnames: { ru: Владимир Путин, ar: بوتين, zh: 普京 }",
    ),
    ("content/actors/mitsotakis.md", "name: Kyriakos Mitsotakis\nkind: person\nnames: { el: Κυριάκος Μητσοτάκης }"),
    ("content/actors/us.md", "name: United States\nkind: state\naliases: [\"U.S.\", US]"),
    ("content/actors/ukraine.md", "name: Ukraine\nkind: state\nweak_aliases: [Kyiv]"),
    ("content/actors/epsilon.md", "name: Epsilon & Sons\nkind: organization"),
    ("content/actors/boris-johnson.md", "name: Boris Johnson\nkind: person\nshort: Johnson"),
    (
        "content/actors/mike-johnson.md",
        "name: Mike Johnson\nkind: person\nweak_aliases: [Johnson]\naliases: [Speaker Johnson]",
    ),
];

fn world(front: &str, body: &str) -> MemoryWorld {
    let mut world = site(&[]);
    for (path, fields) in REGISTRY {
        world.write(path, format!("---\n{fields}\n---\n"));
    }
    world.write("content/briefings/a.png", "");
    let front = format!("title: T\ndate: 2025-08-07\nsummary: S\nsources: [{{ id: s, title: S }}]\n{front}");
    world.write("content/briefings/b.md", format!("---\n{front}\n---\n\n{body}\n"));
    world
}

/// The text of a built briefing, with `{id:words}` for a link to an actor that Briefer made.
fn text(world: &MemoryWorld) -> String {
    let outputs = clean(world);
    let page = outputs.text("2025/08/07/b/index.html");
    let (_, body) = page.split_once("<div class=\"prose\">\n").unwrap();
    let (body, _) = body.split_once("\n</div>\n").unwrap();
    let mut parts = body.split("<a class=\"actor\" href=\"/actors/");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (id, rest) = part.split_once("/\">").unwrap();
        let (words, rest) = rest.split_once("</a>").unwrap();
        out += &format!("{{{id}:{words}}}{rest}");
    }
    out.trim_end().replace(">\n", ">")
}

fn check(front: &str, rows: &[(&str, &str)]) {
    for (body, expected) in rows {
        assert_eq!(text(&world(front, body)), *expected, "{body}");
    }
}

#[test]
fn the_first_mention_links() {
    check(
        "",
        &[
            ("President Trump met Putin. Trump left.", "<p>{trump:President Trump} met {putin:Putin}. Trump left.</p>"),
            ("Trump–Putin, Trump’s\n\nTrump", "<p>{trump:Trump}–{putin:Putin}, Trump’s</p><p>Trump</p>"),
            ("Donald\nTrump's and *Putin*’s", "<p>{trump:Donald\nTrump}'s and <em>{putin:Putin}</em>’s</p>"),
            ("It left the U.S. Then the US did.", "<p>It left the {us:U.S.} Then the US did.</p>"),
            ("A U.S.-led plan, in the U.S.", "<p>A {us:U.S.}-led plan, in the U.S.</p>"),
            ("Trumpism, Ras**putin**, *Put*in", "<p>Trumpism, Ras<strong>putin</strong>, <em>Put</em>in</p>"),
            ("**Putin**ism, **Putin** is", "<p><strong>Putin</strong>ism, <strong>{putin:Putin}</strong> is</p>"),
            ("Epsilon & Sons; <Epsilon & Sons>", "<p>{epsilon:Epsilon &amp; Sons}; &lt;Epsilon &amp; Sons&gt;</p>"),
            (
                "| Trump |\n| - |\n| Putin |\n\n- US\n",
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><thead><tr><th scope=\"col\">{trump:Trump}</th></tr></thead><tbody><tr><td>{putin:Putin}</td></tr></tbody></table></div><ul><li>{us:US}</li></ul>",
            ),
        ],
    );
}

#[test]
fn names_are_found_in_every_script() {
    check(
        "",
        &[
            ("Владимир Путин приехал.", "<p>{putin:Владимир Путин} приехал.</p>"),
            ("Владимира Путина ждали.", "<p>Владимира Путина ждали.</p>"),
            ("Ο Κυριάκος Μητσοτάκης.", "<p>Ο {mitsotakis:Κυριάκος Μητσοτάκης}.</p>"),
            ("التقى ترامب وبوتين، أمس", "<p>التقى ترامب و{putin:بوتين}، أمس</p>"),
            ("俄羅斯總統普京表示。", "<p>俄羅斯總統{putin:普京}表示。</p>"),
        ],
    );
}

#[test]
fn what_is_no_running_text_stays() {
    check(
        "",
        &[
            (
                "## Trump\n\n`Trump` [Trump](https://example.org/) ![Trump](a.png)\n\n    Trump\n",
                "<h2 id=\"trump\">Trump<a class=\"anchor\" href=\"#trump\" aria-label=\"Link to this section\">#</a></h2><p><code>Trump</code> <a href=\"https://example.org/\">Trump</a> <img src=\"/2025/08/07/b/a.png\" alt=\"Trump\" loading=\"lazy\"></p><pre tabindex=\"0\"><code>Trump\n</code></pre>",
            ),
            (
                "> We agree with Putin.\n> — Trump, X, 2025-08-06",
                "<blockquote><p>We agree with {putin:Putin}.</p><p class=\"attribution\">— Trump, X, 2025-08-06</p></blockquote>",
            ),
            (
                "See https://example.org/Trump, example.org/US and US@example.org.",
                "<p>See https://example.org/Trump, example.org/US and US@example.org.</p>",
            ),
        ],
    );
}

#[test]
fn links_of_the_author_count() {
    check(
        "",
        &[
            ("[[trump|He]] met Putin, Trump said.", "<p>{trump:He} met {putin:Putin}, Trump said.</p>"),
            ("Trump, [[trump]]", "<p>{trump:Trump}, {trump:Donald Trump}</p>"),
            ("[The man](../actors/trump.md) and Trump", "<p><a href=\"/actors/trump/\">The man</a> and Trump</p>"),
            (
                "[[putin]]Trump[@s]",
                "<p>{putin:Vladimir Putin}{trump:Trump}<a class=\"cite\" href=\"#source-s\" id=\"cite-s-1\">[1]</a></p>",
            ),
        ],
    );
    check("takeaways: [\"[[trump]] spoke\"]", &[("Trump and Putin", "<p>Trump and {putin:Putin}</p>")]);
}

#[test]
fn weak_names_need_the_actor() {
    let text = "Kyiv said. Johnson, then Speaker Johnson, said.";
    let boris = "{boris-johnson:Johnson}, then {mike-johnson:Speaker Johnson}, said.</p>";
    check("", &[(text, &format!("<p>Kyiv said. {boris}"))]);
    check("actors: [ukraine]", &[(text, &format!("<p>{{ukraine:Kyiv}} said. {boris}"))]);
    // Both may be meant.
    check("actors: [mike-johnson]", &[(text, "<p>Kyiv said. Johnson, then {mike-johnson:Speaker Johnson}, said.</p>")]);
}

#[test]
fn names_that_two_share_are_weak_for_both() {
    for (actors, expected) in [
        ("", "<p>Smith</p>"),
        ("actors: [anna]", "<p>{anna:Smith}</p>"),
        ("actors: [berta]", "<p>{berta:Smith}</p>"),
        ("actors: [anna, berta]", "<p>Smith</p>"),
    ] {
        let mut world = world(actors, "Smith");
        world.write(
            "site.toml",
            "title = \"T\"\nbase_url = \"https://example.org/\"\n[lints]\nshared-alias = \"allow\"\n",
        );
        for (id, name) in [("anna", "Anna Smith"), ("berta", "Berta Smith")] {
            world.write(
                &format!("content/actors/{id}.md"),
                format!("---\nname: {name}\nkind: person\naliases: [Smith]\n---\n"),
            );
        }
        assert_eq!(text(&world), expected, "{actors}");
    }
}

#[test]
fn autolink_is_decided_by_the_nearest() {
    let linked = |theme: &str, site: &str, front: &str| {
        let mut world = world(front, "Trump");
        world.write("themes/own/theme.toml", format!("name = \"own\"\nextends = \"record\"\n{theme}"));
        world
            .write("site.toml", format!("title = \"T\"\nbase_url = \"https://example.org/\"\ntheme = \"own\"\n{site}"));
        text(&world).contains('{')
    };
    assert!(linked("", "", ""));
    assert!(!linked("autolink = false", "", ""));
    assert!(linked("autolink = false", "[markdown]\nautolink = true", ""));
    assert!(!linked("", "[markdown]\nautolink = false", ""));
    assert!(linked("", "[markdown]\nautolink = false", "autolink: true"));
    assert!(!linked("", "", "autolink: false"));
}
