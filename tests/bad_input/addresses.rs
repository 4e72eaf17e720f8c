//! Names that cannot be addresses, and two things that want one.

use snapbox::str;

use super::{FRONT, GOOD, case, check};
use crate::common::desk::Desk;

const FILE: &str = "content/briefings/talks.md";

fn with(desk: &Desk, field: &str) {
    desk.write(FILE, FRONT.replace("\n---\n", &format!("\n{field}\n---\n")));
}

#[test]
fn slugs() {
    check(vec![
        case(
            "the folder above",
            |desk| with(desk, "slug: \"..\""),
            str![[r#"
| error[invalid-path]: `..` cannot be a part of an address: it has the part `..`
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: ".."
|   |       ^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "out of the output folder",
            |desk| with(desk, "slug: ../../../../etc/passwd"),
            str![[r#"
| error[invalid-path]: `../../../../etc/passwd` cannot be a part of an address: it has the part `..`
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: ../../../../etc/passwd
|   |       ^^^^^^^^^^^^^^^^^^^^^^
|   |
|   = hint: write `slug: etc-passwd`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a slash",
            |desk| with(desk, "slug: talks/geneva"),
            str![[r#"
| error[invalid-path]: `talks/geneva` cannot be a part of an address: it has a `/`
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: talks/geneva
|   |       ^^^^^^^^^^^^
|   |
|   = hint: write `slug: talks-geneva`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a control character",
            |desk| with(desk, "slug: \"talks\\x07\""),
            str![[r#"
| error[control-character]: `slug` contains the control character U+0007
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: "talks\x07"
|   |       ^^^^^^^^^^^
|   |
|   = hint: remove it, or type the text again
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a character that reverses the order",
            |desk| with(desk, "slug: \"talks\\u202egpj\""),
            str![[r#"
| error[control-character]: `slug` contains the control character U+202E
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: "talks\u202egpj"
|   |       ^^^^^^^^^^^^^^^^
|   |
|   = hint: remove it, or type the text again
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a character without width",
            |desk| with(desk, "slug: \"talks\\u200bgeneva\""),
            str![[r#"
| error[invalid-path]: `talksU+200Bgeneva` cannot be a part of an address: it has the character U+200B
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: "talks\u200bgeneva"
|   |       ^^^^^^^^^^^^^^^^^^^
|   |
|   = hint: write `slug: talks-geneva`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a device of Windows",
            |desk| with(desk, "slug: CON"),
            str![[r#"
| error[invalid-path]: `CON` cannot be a part of an address: `CON` is the name of a device on Windows
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: CON
|   |       ^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "another one, with an extension",
            |desk| with(desk, "slug: com1.html"),
            str![[r#"
| error[invalid-path]: `com1.html` cannot be a part of an address: `com1` is the name of a device on Windows
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: com1.html
|   |       ^^^^^^^^^
|   |
|   = hint: write `slug: com1-html`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a hidden file",
            |desk| with(desk, "slug: .htaccess"),
            str![[r#"
| error[invalid-path]: `.htaccess` cannot be a part of an address: a part starts with a dot
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: .htaccess
|   |       ^^^^^^^^^
|   |
|   = hint: write `slug: htaccess`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a dot at the end",
            |desk| with(desk, "slug: talks."),
            str![[r#"
| error[invalid-path]: `talks.` cannot be a part of an address: a part ends with a dot
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: talks.
|   |       ^^^^^^
|   |
|   = hint: write `slug: talks`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a percent sign",
            |desk| with(desk, "slug: \"%2e%2e\""),
            str![[r#"
| error[invalid-path]: `%2e%2e` cannot be a part of an address: it has the character `%`
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: "%2e%2e"
|   |       ^^^^^^^^
|   |
|   = hint: write `slug: 2e-2e`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "nothing",
            |desk| with(desk, "slug: \"\""),
            str![[r#"
| error[invalid-value]: `slug` is empty
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: ""
|   |       ^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "too long a name",
            |desk| with(desk, &format!("slug: {}", "x".repeat(256))),
            str![[r#"
| error[invalid-path]: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` cannot be a part of an address: a part is longer than 255 bytes
|  --> content/briefings/talks.md:5:7
|   |
| 5 | slug: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
|   |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a file name that is a device of Windows",
            |desk| desk.write("content/briefings/nul.md", FRONT),
            str![[r#"
| error[invalid-id]: the file name `nul` cannot be an id: `nul` is the name of a device on Windows
| --> content/briefings/nul.md
|  = hint: give the file another name
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

/// Names in any script are names.
#[test]
fn other_scripts() {
    for (slug, path) in [
        ("переговоры", "2025/08/02/переговоры/index.html"),
        ("会談", "2025/08/02/会談/index.html"),
        ("מגעים", "2025/08/02/מגעים/index.html"),
        ("cafe\u{301}", "2025/08/02/caf\u{e9}/index.html"),
    ] {
        let desk = super::built();
        with(&desk, &format!("slug: {slug}"));
        assert_eq!(desk.briefer("build").code, Some(0), "{slug}");
        assert!(desk.files("public").contains_key(path), "{slug}");
    }
}

#[test]
fn aliases() {
    check(vec![
        case(
            "the folder above",
            |desk| with(desk, "aliases: [/../talks/]"),
            str![[r#"
| error[invalid-path]: `/../talks/` cannot be an address of this site: it has the part `..`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/../talks/]
|   |           ^^^^^^^^^^
|   |
|   = hint: an alias is an old address of this page, such as `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "an empty part",
            |desk| with(desk, "aliases: [//talks/]"),
            str![[r#"
| error[invalid-path]: `//talks/` cannot be an address of this site: it has an empty part
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [//talks/]
|   |           ^^^^^^^^
|   |
|   = hint: an alias is an old address of this page, such as `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "the home page",
            |desk| with(desk, "aliases: [/]"),
            str![[r#"
| error[invalid-path]: `/` cannot be an address of this site: it has an empty part
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/]
|   |           ^
|   |
|   = hint: an alias is an old address of this page, such as `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "another site",
            |desk| with(desk, "aliases: [\"https://example.org/talks/\"]"),
            str![[r#"
| error[invalid-path]: `https://example.org/talks/` cannot be an address of this site: it has the character `:`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: ["https://example.org/talks/"]
|   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
|   |
|   = hint: write the path only, as in `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a query",
            |desk| with(desk, "aliases: [/talks?id=1]"),
            str![[r#"
| error[invalid-path]: `/talks?id=1` cannot be an address of this site: it has the character `?`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/talks?id=1]
|   |           ^^^^^^^^^^^
|   |
|   = hint: an alias is an old address of this page, such as `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a repository's own files",
            |desk| with(desk, "aliases: [/.git/config]"),
            str![[r#"
| error[invalid-path]: `/.git/config` cannot be an address of this site: a part starts with a dot
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/.git/config]
|   |           ^^^^^^^^^^^^
|   |
|   = hint: an alias is an old address of this page, such as `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a backslash",
            |desk| with(desk, "aliases: ['talks\\geneva']"),
            str![[r#"
| error[invalid-path]: `talks\geneva` cannot be an address of this site: it has the character `\`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: ['talks\geneva']
|   |           ^^^^^^^^^^^^^^
|   |
|   = hint: an alias is an old address of this page, such as `/2020/old-address/`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

#[test]
fn clashes() {
    check(vec![
        case(
            "an alias that is another's address",
            |desk| with(desk, "aliases: [/2025/08/01/good/]"),
            str![[r#"
| error[path-clash]: `content/briefings/talks.md` and `content/briefings/good.md`: both want the address `/2025/08/01/good/`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/2025/08/01/good/]
|   |           ^^^^^^^^^^^^^^^^^
|   |
|   = note: the other one: `content/briefings/good.md`
|   = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "in another case",
            |desk| with(desk, "aliases: [/2025/08/01/GOOD/]"),
            str![[r#"
| error[path-clash]: `content/briefings/talks.md` and `content/briefings/good.md`: both want the address `/2025/08/01/GOOD/`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/2025/08/01/GOOD/]
|   |           ^^^^^^^^^^^^^^^^^
|   |
|   = note: the other one: `content/briefings/good.md`
|   = note: addresses that differ only in case or Unicode form are one file on many systems
|   = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "in another Unicode form",
            |desk| {
                with(desk, "slug: ﬁnal");
                desk.write(
                    "content/briefings/more.md",
                    FRONT.replace("\n---\n", "\nslug: final\n---\n").replace("More", "Final"),
                );
            },
            str![[r#"
| error[path-clash]: `content/briefings/talks.md` and `content/briefings/more.md`: both want the address `/2025/08/02/final/`
| --> content/briefings/talks.md
|  = note: the other one: `content/briefings/more.md`
|  = note: addresses that differ only in case or Unicode form are one file on many systems
|  = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a file of the site's own making",
            |desk| with(desk, "aliases: [/index.html]"),
            str![[r#"
| error[path-clash]: `content/briefings/talks.md` and the home page: both want the address `/`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/index.html]
|   |           ^^^^^^^^^^^
|   |
|   = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a folder where a file is",
            |desk| with(desk, "aliases: [/feed.xml]"),
            str![[r#"
| error[path-clash]: `content/briefings/talks.md` and a feed: one wants as a file what the other wants as a folder: `/feed.xml`
|  --> content/briefings/talks.md:5:11
|   |
| 5 | aliases: [/feed.xml]
|   |           ^^^^^^^^^
|   |
|   = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "the same slug on the same day",
            |desk| {
                desk.write(FILE, GOOD.replace("\n---\n", "\nslug: good\n---\n").replace("Talks", "Calls"));
            },
            str![[r#"
| error[path-clash]: `content/briefings/talks.md` and `content/briefings/good.md`: both want the address `/2025/08/01/good/`
| --> content/briefings/talks.md
|  = note: the other one: `content/briefings/good.md`
|  = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "two files with one id",
            |desk| desk.write("content/briefings/2025/good.md", FRONT),
            str![[r#"
| error[duplicate-id]: two briefings have the id `good`
| --> content/briefings/good.md
|  = note: the other one: `content/briefings/2025/good.md`
|  = hint: rename one of the files
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a static file that is a page",
            |desk| desk.write("static/index.html", "<p>Mine.</p>"),
            str![[r#"
| error[path-clash]: `static/index.html` and the home page: both want the address `/`
| --> static/index.html
|  = hint: rename the file below `static/`, or change what else has this address
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "page files that differ in their Unicode form",
            |desk| {
                desk.write("content/pages/caf\u{e9}.md", "---\ntitle: One\n---\n");
                desk.write("content/pages/cafe\u{301}.md", "---\ntitle: Two\n---\n");
            },
            str![[r#"
| error[path-clash]: `content/pages/café.md` and `content/pages/café.md`: both want the address `/café/`
| --> content/pages/café.md
|  = note: the other one: `content/pages/café.md`
|  = note: addresses that differ only in case or Unicode form are one file on many systems
|  = hint: change the slug, date or alias of one of them
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "names of static files",
            |desk| {
                for name in ["aux.txt", "100%.txt", "a:b.txt", "line\nbreak.txt"] {
                    desk.write(&format!("static/{name}"), "x");
                }
            },
            str![[r#"
| error[invalid-path]: `static/100%.txt` cannot be published: it has the character `%`
| --> static/100%.txt
|  = hint: rename the file
|
| error[invalid-path]: `static/a:b.txt` cannot be published: it has the character `:`
| --> static/a:b.txt
|  = hint: rename the file
|
| error[invalid-path]: `static/aux.txt` cannot be published: `aux` is the name of a device on Windows
| --> static/aux.txt
|  = hint: rename the file
|
| error[invalid-path]: `static/line break.txt` cannot be published: it has the character U+000A
| --> static/line break.txt
|  = hint: rename the file
|
| 4 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}
