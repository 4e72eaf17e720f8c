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

/// The text of a built briefing, with `{id:words}` for a link to an actor that Briefer made, and
/// without the ids of passages.
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
    let mut parts = out.split(" id=\"passage-");
    let mut plain = parts.next().unwrap().to_owned();
    plain.extend(parts.map(|part| part.split_once('"').unwrap().1));
    plain.trim_end().replace(">\n", ">")
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
                "## Trump\n\n`Trump` [Trump](https://example.com/) ![Trump](a.png)\n\n    Trump\n",
                "<h2 id=\"trump\">Trump<a class=\"anchor\" href=\"#trump\" aria-label=\"Link to this section\">#</a></h2><p><code>Trump</code> <a href=\"https://example.com/\">Trump</a> <img src=\"/2025/08/07/b/a.png\" alt=\"Trump\" loading=\"lazy\"></p><pre tabindex=\"0\"><code>Trump\n</code></pre>",
            ),
            (
                "> We agree with Putin.\n> — Trump, X, 2025-08-06",
                "<blockquote><p>We agree with {putin:Putin}.</p><p class=\"attribution\">— Trump, X, <time datetime=\"2025-08-06\">6 August 2025</time></p></blockquote>",
            ),
            (
                "See news://example.org/Trump, example.org/US and US@example.org.",
                "<p>See news://example.org/Trump, example.org/US and US@example.org.</p>",
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

/// What an actor's page, its mentions and the index see, written out.
const SEEN: &[(&str, &str)] = &[
    (
        "templates/actor.html",
        "{{ actor.briefings }} about, {{ actor.mentions }} mention, seen {{ actor.last_seen or \"never\" }}\n\
         {%- set s = actor.seen %}\n{% if s.first %}{{ s.first.id }} to {{ s.last.id }}\n{% endif %}\
         {% if s.spark %}{{ s.spark.from }} to {{ s.spark.until }}, {{ s.spark.width }} months, most {{ s.spark.most }} in {{ s.spark.peak }}: {{ s.spark.path }}\n{% endif %}\
         {% for t in s.together %}with {{ t.actor.id }} in {{ t.briefings }}, last in {{ t.last.id }}, weight {{ t.weight }}\n{% endfor %}\
         {% for m in s.mentions %}{{ m.briefing.id }}:{% for p in m.passages %} {{ p.url | split(pat=\"#\") | last }} {{ p.html }}{% endfor %}{% if m.more %} +{{ m.more }}{% endif %}\n{% endfor %}\
         {%- if s.all_mentions %}all at {{ s.all_mentions }}{% endif %}",
    ),
    (
        "templates/mentions.html",
        "{{ page.title }}, {{ total }}, page {{ page.pager?.number or 1 }} of {{ page.pager?.total or 1 }}:{% for m in mentions %} {{ m.briefing.id }}{% endfor %}\n",
    ),
    (
        "templates/actors.html",
        "{% for g in groups %}{% for l in g.letters %}{% for a in l.actors %}{{ a.id }} {{ a.briefings }} {{ a.mentions }} {{ a.last_seen or \"-\" }} {{ a.spark?.path or \"-\" }}\n{% endfor %}{% endfor %}{% endfor %}",
    ),
    ("content/actors/anna.md", "---\nname: Anna Berg\nkind: person\nshort: Berg\n---\n"),
    ("content/actors/carl.md", "---\nname: Carl Dahl\nkind: person\n---\n"),
    ("content/actors/norland.md", "---\nname: Norland\nkind: state\naliases: [\"N.L.\"]\n---\n"),
    ("content/actors/nobody.md", "---\nname: Nobody At All\nkind: person\n---\n"),
];

fn briefing(id: &str, date: &str, front: &str, body: &str) -> (String, String) {
    let text = format!("---\ntitle: {id}\ndate: {date}\nsummary: S\n{front}---\n\n{body}\n");
    (format!("content/briefings/{id}.md"), text)
}

fn seen(briefings: &[(String, String)]) -> MemoryWorld {
    let mut world = site(SEEN);
    briefings.iter().for_each(|(path, text)| world.write(path, text.as_bytes()));
    world
}

#[test]
fn an_actors_page_tells_where_and_with_whom_it_is_named() {
    let briefings = [
        briefing("first", "2024-11-02", "actors: [anna]\n", "Berg and Carl Dahl met."),
        briefing(
            "talks",
            "2025-06-30",
            "actors: [norland]\n",
            "It rained in the N.L. Then Anna Berg’s *plan* & that of Berg\nare dead, said\nthe U.S. envoy. Then more of Norland.\n\n\
             - [[anna|She]] and [[carl]] left `code` early.\n- No `Berg` here.\n\n\
             > Never, said Berg.\n> — [[carl]], Radio\n\n\
             One. Two [link](https://example.com/) for Berg. Three.\n",
        ),
        briefing("later", "2025-08-01", "actors: [norland, carl]\n", "| Berg |\n| - |\n| 1 |\n"),
        briefing("unlisted", "2025-08-02", "unlisted: true\n", "Berg, Norland, Carl Dahl: SECRETWORD."),
        briefing("held", "2025-08-03", "draft: true\nactors: [anna]\n", "Berg, Norland, Carl Dahl: SECRETWORD."),
    ];
    let outputs = clean(&seen(&briefings));
    assert_eq!(
        outputs.text("actors/anna/index.html"),
        "1 about, 2 mention, seen 2025-08-01\n\
         first to later\n\
         2024-09 to 2025-08, 12 months, most 1 in 2025-08: M2.5 10v-10M9.5 10v-10M11.5 10v-10\n\
         with carl in 3, last in later, weight 6\n\
         with norland in 2, last in later, weight 4\n\
         later: passage-3f3ebd <mark>Berg</mark>\n\
         talks: passage-1fb839 Then <mark>Anna Berg</mark>’s plan &amp; that of <mark>Berg</mark> are dead, said the U.S. envoy. \
         passage-6a6d91 <mark>She</mark> and Carl Dahl left code early. passage-d0e2d0 Never, said <mark>Berg</mark>. +1\n"
    );
    assert_eq!(outputs.text("actors/nobody/index.html"), "0 about, 0 mention, seen never\n",);
    assert_eq!(
        outputs.text("actors/index.html"),
        "anna 1 2 2025-08-01 M14.5 10v-10M21.5 10v-10M23.5 10v-10\n\
         carl 1 2 2025-08-01 M14.5 10v-10M21.5 10v-10M23.5 10v-10\n\
         nobody 0 0 - -\n\
         norland 2 0 2025-08-01 M21.5 10v-10M23.5 10v-10\n"
    );
    // The unlisted one links, and is found nowhere.
    assert!(
        outputs.text("2025/08/02/unlisted/index.html").contains("<a class=\"actor\" href=\"/actors/anna/\">Berg</a>")
    );
    for (path, bytes) in &outputs.files {
        let said = String::from_utf8_lossy(bytes).contains("SECRETWORD");
        assert_eq!(said, path.starts_with("2025/08/02/unlisted/"), "{path}");
    }
    // The passages are where the links lead.
    let talks = outputs.text("2025/06/30/talks/index.html");
    for id in ["<p id=\"passage-1fb839\">", "<li id=\"passage-6a6d91\">", "<p id=\"passage-d0e2d0\">"] {
        assert!(talks.contains(id), "{id} in\n{talks}");
    }
    assert_eq!(talks.matches("id=\"passage-").count(), 3);
}

#[test]
fn many_mentions_have_pages_of_their_own() {
    let briefings: Vec<_> =
        (10..25).map(|day| briefing(&format!("b{day}"), &format!("2025-07-{day}"), "", "Berg.")).collect();
    let mut world = seen(&briefings);
    world.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n[lists]\nper_page = 8\n");
    let outputs = clean(&world);
    let page = outputs.text("actors/anna/index.html");
    assert_eq!(page.matches("<mark>").count(), 10, "{page}");
    assert!(page.ends_with("all at /actors/anna/mentions/"), "{page}");
    assert_eq!(
        outputs.text("actors/anna/mentions/index.html"),
        "Mentions of Anna Berg, 15, page 1 of 2: b24 b23 b22 b21 b20 b19 b18 b17\n"
    );
    assert_eq!(
        outputs.text("actors/anna/mentions/page/2/index.html"),
        "Mentions of Anna Berg, 15, page 2 of 2: b16 b15 b14 b13 b12 b11 b10\n"
    );
    assert!(outputs.text("sitemap.xml").contains("/actors/anna/mentions/page/2/"));
}

#[test]
fn a_page_that_names_an_actor_is_seen_by_the_paragraph() {
    let paragraphs = |first: &str| briefing("b", "2025-07-01", "", &format!("{first}\n\nOne. Berg came. Two.\n"));
    let mut memory = briefer::memo::Memory::default();
    let mut outputs = common::Outputs::default();
    let mut build = |first: &str| {
        let world = seen(&[paragraphs(first)]);
        briefer::build::build(&world, &briefer::build::Request::default(), &mut memory, &mut outputs).unwrap();
        outputs.finish();
        let pages = outputs.written.iter().filter(|path| path.ends_with(".html"));
        pages.cloned().collect::<Vec<String>>()
    };
    build("Something.");
    // Another paragraph: the actor's page stays, and so does the id that it links to.
    assert_eq!(build("Something else."), ["2025/07/01/b/index.html"]);
    assert_eq!(
        build("Something else, and Carl Dahl."),
        ["2025/07/01/b/index.html", "actors/anna/index.html", "actors/carl/index.html", "actors/index.html"]
    );
}
