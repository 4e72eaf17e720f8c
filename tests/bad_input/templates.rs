//! Themes that are not there, and templates that do not do.

use snapbox::str;

use super::{FRONT, case, check};
use crate::common::desk::Desk;

fn set_theme(desk: &Desk, name: &str) {
    desk.write("site.toml", format!("title = \"Test\"\nbase_url = \"https://example.org/\"\ntheme = {name:?}\n"));
}

fn briefing(desk: &Desk, template: &str) {
    desk.write("templates/briefing.html", template);
}

#[test]
fn themes() {
    check(vec![
        case(
            "a misspelt theme",
            |desk| set_theme(desk, "recrod"),
            str![[r#"
| error[theme-missing]: there is no theme `recrod`
|  --> site.toml:3:9
|   |
| 3 | theme = "recrod"
|   |         ^^^^^^^^
|   |
|   = note: themes here: base, record
|   = hint: did you mean `record`?
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a theme out of the site",
            |desk| set_theme(desk, "../../theme"),
            str![[r#"
| error[theme-missing]: there is no theme `../../theme`
|  --> site.toml:3:9
|   |
| 3 | theme = "../../theme"
|   |         ^^^^^^^^^^^^^
|   |
|   = note: themes here: base, record
|   = hint: a theme is named as its folder below `themes/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a folder without theme.toml",
            |desk| {
                set_theme(desk, "mine");
                desk.write("themes/mine/templates/page.html", "x");
            },
            str![[r#"
| error[theme-missing]: `themes/mine` has no `theme.toml`
|  --> site.toml:3:9
|   |
| 3 | theme = "mine"
|   |         ^^^^^^
|   |
|   = hint: add `themes/mine/theme.toml` with a line `name = "mine"`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "theme.toml that is not UTF-8",
            |desk| {
                set_theme(desk, "mine");
                desk.write("themes/mine/theme.toml", b"name = \"\xff\"");
            },
            str![[r#"
| error[not-utf8]: `themes/mine/theme.toml` is not UTF-8: byte 0xff in line 1
| --> themes/mine/theme.toml
|  = hint: save the file as UTF-8
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "theme.toml with mistakes",
            |desk| {
                set_theme(desk, "mine");
                desk.write("themes/mine/theme.toml", "name =\nextend = \"base\"\n");
            },
            str![[r#"
| error[toml-syntax]: there is no value after the `=`
|  --> themes/mine/theme.toml:1:1
|   |
| 1 | name =
|   | ^^^^^^
|   |
|   = hint: write `""` for a text without words
|
| error[unknown-key]: unknown key `extend`
|  --> themes/mine/theme.toml:2:1
|   |
| 2 | extend = "base"
|   | ^^^^^^
|   |
|   = hint: did you mean `extends`?
|
| 2 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "extends what is not there",
            |desk| {
                set_theme(desk, "mine");
                desk.write("themes/mine/theme.toml", "name = \"mine\"\nextends = \"bas\"\n");
            },
            str![[r#"
| error[theme-missing]: there is no theme `bas`
|  --> themes/mine/theme.toml:2:11
|   |
| 2 | extends = "bas"
|   |           ^^^^^
|   |
|   = note: themes here: base, mine, record
|   = hint: did you mean `base`?
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "extend each other",
            |desk| {
                set_theme(desk, "one");
                desk.write("themes/one/theme.toml", "name = \"one\"\nextends = \"two\"\n");
                desk.write("themes/two/theme.toml", "name = \"two\"\nextends = \"one\"\n");
            },
            str![[r#"
| error[theme-cycle]: the theme `one` extends itself, by way of one, two
|  --> themes/two/theme.toml:2:11
|   |
| 2 | extends = "one"
|   |           ^^^^^
|   |
|   = hint: let one of them extend `base`, or nothing
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

#[test]
fn templates() {
    check(vec![
        case(
            "not UTF-8",
            |desk| desk.write("templates/page.html", b"\xff"),
            str![[r#"
| error[not-utf8]: `templates/page.html` is not UTF-8: byte 0xff in line 1
| --> templates/page.html
|  = hint: save the file as UTF-8
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "syntax, in two files",
            |desk| {
                briefing(desk, "<h1>{{ briefing.title </h1>\n");
                desk.write("templates/tag.html", "{% for card in cards %}\n{{ card.title }}\n");
            },
            str![[r#"
| error[template-syntax]: found `</` but expected }}
|  --> templates/briefing.html:1:23
|   |
| 1 | <h1>{{ briefing.title </h1>
|   |                       ^^
|
| error[template-syntax]: `{% for %}` is not closed
|  --> templates/tag.html:1:4
|   |
| 1 | {% for card in cards %}
|   |    ^^^
|   |
|   = hint: write `{% endfor %}` where it ends
|
| 2 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "filters that are not there",
            |desk| briefing(desk, "{{ briefing.title | shout }}\n{{ page.url | whisper }}\n"),
            str![[r#"
| error[template-syntax]: unknown filter `shout`
|  --> templates/briefing.html:1:21
|   |
| 1 | {{ briefing.title | shout }}
|   |                     ^^^^^
|
| error[template-syntax]: unknown filter `whisper`
|  --> templates/briefing.html:2:15
|   |
| 2 | {{ page.url | whisper }}
|   |               ^^^^^^^
|
| 2 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a variable that is not there",
            |desk| briefing(desk, "<h1>{{ brief.title }}</h1>\n"),
            str![[r#"
| error[template-failed]: variable `brief` is not defined
|  --> templates/briefing.html:1:8
|   |
| 1 | <h1>{{ brief.title }}</h1>
|   |        ^^^^^
|   |
|   = note: the variables here are briefing, page, site, strings
|   = note: while rendering `/2025/08/01/good/index.html`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a field that is not there",
            |desk| briefing(desk, "<h1>{{ page.titel }}</h1>\n"),
            str![[r#"
| error[template-failed]: field `titel` is not defined
|  --> templates/briefing.html:1:13
|   |
| 1 | <h1>{{ page.titel }}</h1>
|   |             ^^^^^
|   |
|   = note: the fields here are breadcrumbs, canonical, description, dir, feeds, image, json_ld, kind, lang, noindex, pager, section, title, url
|   = note: while rendering `/2025/08/01/good/index.html`
|   = hint: did you mean `title`?
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a parent that is not there",
            |desk| briefing(desk, "{% extends \"bsae.html\" %}\n"),
            str![[r#"
| error[template-syntax]: there is no template `bsae.html` to extend
|  --> templates/briefing.html:1:12
|   |
| 1 | {% extends "bsae.html" %}
|   |            ^^^^^^^^^^^
|   |
|   = hint: did you mean `base.html`?
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a base without the blocks of the theme below",
            |desk| desk.write("templates/base.html", "<main>{% block main %}{% endblock main %}</main>\n"),
            str![[r#"
| error[template-syntax]: block `run` is not defined in any parent template
|  --> themes/base/templates/briefing.html:2:11
|   |
| 2 | {%- block run %}{% if briefing.tlp != "CLEAR" or site.settings.tlp_clear or false %}TLP:{{ briefing.tlp }} · {% e...
|   |           ^^^
|   |
|   = hint: put `{% block run %}{% endblock run %}` into templates/base.html
|
| error[template-syntax]: block `banner` is not defined in any parent template
|  --> themes/base/templates/briefing.html:3:11
|   |
| 3 | {%- block banner %}
|   |           ^^^^^^
|   |
|   = hint: put `{% block banner %}{% endblock banner %}` into templates/base.html
|
| error[template-syntax]: block `banner` is not defined in any parent template
|  --> themes/base/templates/page.html:2:11
|   |
| 2 | {%- block banner %}
|   |           ^^^^^^
|   |
|   = hint: put `{% block banner %}{% endblock banner %}` into templates/base.html
|
| 3 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a part that is not there",
            |desk| briefing(desk, "{% include \"parts/card.html\" %}\n"),
            str![[r#"
| error[template-syntax]: unknown template `parts/card.html`
|  --> templates/briefing.html:1:12
|   |
| 1 | {% include "parts/card.html" %}
|   |            ^^^^^^^^^^^^^^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "extends itself",
            |desk| briefing(desk, "{% extends \"briefing.html\" %}\n"),
            str![[r#"
| error[template-syntax]: `briefing.html` extends itself
|  --> templates/briefing.html:1:12
|   |
| 1 | {% extends "briefing.html" %}
|   |            ^^^^^^^^^^^^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "include each other",
            |desk| {
                briefing(desk, "{% include \"part.html\" %}\n");
                desk.write("templates/part.html", "<p>{% include \"briefing.html\" %}</p>\n");
            },
            str![[r#"
| error[template-syntax]: `briefing.html` includes itself, by way of `part.html`
|  --> templates/briefing.html:1:12
|   |
| 1 | {% include "part.html" %}
|   |            ^^^^^^^^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "one mistake that three pages meet",
            |desk| {
                desk.write("content/briefings/a.md", FRONT);
                desk.write("content/briefings/b.md", FRONT.replace("More", "Other"));
                briefing(desk, "{{ page.titel }}\n");
            },
            str![[r#"
| error[template-failed]: field `titel` is not defined
|  --> templates/briefing.html:1:9
|   |
| 1 | {{ page.titel }}
|   |         ^^^^^
|   |
|   = note: the fields here are breadcrumbs, canonical, description, dir, feeds, image, json_ld, kind, lang, noindex, pager, section, title, url
|   = note: while rendering `/2025/08/01/good/index.html`
|   = note: and for 2 more outputs
|   = hint: did you mean `title`?
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

#[test]
fn limits() {
    check(vec![
        case(
            "writes without end",
            |desk| {
                briefing(
                    desk,
                    "{% for a in range(end=100000) %}{% for b in range(end=1000) %}0123456789{% endfor %}{% endfor %}\n",
                );
            },
            str![[r#"
| error[template-limit]: `briefing.html` wrote more than 16 MiB for one page
| --> templates/briefing.html
|  = note: while rendering `/2025/08/01/good/index.html`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "counts too far",
            |desk| briefing(desk, "{% for a in range(end=1000000000) %}{% endfor %}\n"),
            str![[r#"
| error[template-failed]: function `range` would produce 1000000000 elements, which exceeds the limit of 100000
|  --> templates/briefing.html:1:13
|   |
| 1 | {% for a in range(end=1000000000) %}{% endfor %}
|   |             ^^^^^^^^^^^^^^^^^^^^^
|   |
|   = note: while rendering `/2025/08/01/good/index.html`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a component that uses itself",
            |desk| {
                briefing(desk, "{% component again() %}{{ <again/> }}{% endcomponent again %}\n{{ <again/> }}\n");
            },
            str![[r#"
| error[template-failed]: maximum render recursion depth for components exceeded
| --> templates/briefing.html
|  = note: while rendering `/2025/08/01/good/index.html`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "twenty thousand conditions in each other",
            |desk| {
                briefing(desk, &("{% if true %}".repeat(20_000) + "x" + &"{% endif %}".repeat(20_000)));
            },
            str![[r#"
| error[template-syntax]: the template nesting is too deep
| --> templates/briefing.html:1:519
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}
