//! Files that are not what they should be.

use snapbox::str;

use super::{FRONT, case, check};

const FILE: &str = "content/briefings/talks.md";

#[test]
fn bytes() {
    check(vec![
        case(
            "Latin-1",
            |desk| desk.write(FILE, b"---\ntitle: Gr\xfc\xdfe\ndate: 2025-08-02\nsummary: They met.\n---\n"),
            str![[r#"
| error[not-utf8]: `content/briefings/talks.md` is not UTF-8: byte 0xfc in line 2
| --> content/briefings/talks.md
|  = hint: save the file as UTF-8
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "UTF-16",
            |desk| desk.write(FILE, b"\xff\xfe-\0-\0-\0"),
            str![[r#"
| error[not-utf8]: `content/briefings/talks.md` is not UTF-8: byte 0xff in line 1
| --> content/briefings/talks.md
|  = hint: save the file as UTF-8
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "site.toml that is not UTF-8",
            |desk| desk.write("site.toml", b"title = \"\xff\"\n"),
            str![[r#"
| error[not-utf8]: `site.toml` is not UTF-8: byte 0xff in line 1
| --> site.toml
|  = hint: save the file as UTF-8
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "carriage returns alone",
            |desk| desk.write("site.toml", "\r\r"),
            str![[r#"
| error[toml-syntax]: not valid TOML: carriage return must be followed by newline, expected newline
|  --> site.toml:1:3
|   |
| 1 | ␍␍
|   |   ^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a byte order mark, and a mistake after it",
            |desk| desk.write(FILE, format!("\u{feff}{FRONT}See [there](#nowhere).\n")),
            str![[r#"
| error[broken-fragment]: this page has no `#nowhere`
|  --> content/briefings/talks.md:7:5
|   |
| 7 | See [there](#nowhere).
|   |     ^^^^^^^^^^^^^^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a byte order mark in site.toml, and a mistake after it",
            |desk| {
                desk.write(
                    "site.toml",
                    "\u{feff}title = \"Test\"\nbase_url = \"https://example.org/\"\ntitel = \"x\"\n",
                )
            },
            str![[r#"
| error[unknown-key]: unknown key `titel`
|  --> site.toml:3:1
|   |
| 3 | titel = "x"
|   | ^^^^^
|   |
|   = hint: did you mean `title`?
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "CR LF, and a mistake after it",
            |desk| desk.write(FILE, format!("{FRONT}See [there](#nowhere).\n").replace('\n', "\r\n")),
            str![[r#"
| error[broken-fragment]: this page has no `#nowhere`
|  --> content/briefings/talks.md:7:5
|   |
| 7 | See [there](#nowhere).
|   |     ^^^^^^^^^^^^^^^^^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "CR alone",
            |desk| desk.write(FILE, FRONT.replace('\n', "\r")),
            str![[r#"
| error[missing-front-matter]: the file does not start with front matter
|  --> content/briefings/talks.md:1:1
|   |
| 1 | ---␍title: More talks␍date: 2025-08-02␍summary: They met again.␍---
|   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
|   |
|   = hint: begin the file with a line `---`, its fields, and another line `---`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "an empty file",
            |desk| desk.write(FILE, ""),
            str![[r#"
| error[missing-front-matter]: the file does not start with front matter
| --> content/briefings/talks.md
|  = hint: begin the file with a line `---`, its fields, and another line `---`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "an empty site.toml",
            |desk| desk.write("site.toml", ""),
            str![[r#"
| error[missing-field]: `base_url` is missing
|  --> site.toml:1:1
|   |
| 1 |
|   | ^
|   |
|   = hint: add the field `base_url`
|
| error[missing-field]: `title` is missing
|  --> site.toml:1:1
|   |
| 1 |
|   | ^
|   |
|   = hint: add the field `title`
|
| 2 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "NUL in a title",
            |desk| desk.write(FILE, FRONT.replace("More talks", "More\0talks")),
            str![[r#"
| error[control-character]: there is the control character U+0000
|  --> content/briefings/talks.md:2:12
|   |
| 2 | title: More␀talks
|   |            ^
|   |
|   = hint: remove it, or type the text again
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

#[test]
fn front_matter() {
    check(vec![
        case(
            "no front matter",
            |desk| desk.write(FILE, "# Talks\n\nThey met.\n"),
            str![[r#"
| error[missing-front-matter]: the file does not start with front matter
|  --> content/briefings/talks.md:1:1
|   |
| 1 | # Talks
|   | ^^^^^^^
|   |
|   = hint: begin the file with a line `---`, its fields, and another line `---`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "TOML front matter",
            |desk| desk.write(FILE, "+++\ntitle = \"Talks\"\n+++\n"),
            str![[r#"
| error[missing-front-matter]: the file does not start with front matter
|  --> content/briefings/talks.md:1:1
|   |
| 1 | +++
|   | ^^^
|   |
|   = hint: front matter is YAML between two lines `---`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "no end",
            |desk| desk.write(FILE, "---\ntitle: Talks\n\nThey met.\n"),
            str![[r#"
| error[unclosed-front-matter]: the front matter that begins here has no end
|  --> content/briefings/talks.md:1:1
|   |
| 1 | ---
|   | ^^^
|   |
|   = hint: add a line `---` after the last field
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "no fields",
            |desk| desk.write(FILE, "---\n---\n"),
            str![[r#"
| error[missing-field]: `date` is missing
|  --> content/briefings/talks.md:1:1
|   |
| 1 | ---
|   | ^^^
|   |
|   = hint: add the field `date`
|
| error[missing-field]: `summary` is missing
|  --> content/briefings/talks.md:1:1
|   |
| 1 | ---
|   | ^^^
|   |
|   = hint: add the field `summary`
|
| error[missing-field]: `title` is missing
|  --> content/briefings/talks.md:1:1
|   |
| 1 | ---
|   | ^^^
|   |
|   = hint: add the field `title`
|
| 3 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a hundred thousand brackets",
            |desk| desk.write(FILE, FRONT.replace("More talks", &"[".repeat(100_000))),
            str![[r#"
| error[file-too-large]: the front matter has 100050 bytes, more than the 65536 that are read
|  --> content/briefings/talks.md:1:1
|   |
| 1 | ---
|   | ^^^
|   |
|   = hint: move what readers read into the text below, or into a file beside this one
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "as many as are read",
            |desk| desk.write(FILE, FRONT.replace("More talks", &"[".repeat(60_000))),
            str![[r#"
| error[yaml-syntax]: `[` is not closed
|  --> content/briefings/talks.md:2:8
|   |
| 2 | title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[...
|   |        ^
|   |
|   = hint: close it with `]`; put a text that starts with `[` between double quotes
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "lists in lists in lists",
            |desk| {
                desk.write(
                    FILE,
                    FRONT.replace("\n---\n", &format!("\nextra:\n  deep:\n    {}end\n---\n", "- ".repeat(30_000))),
                )
            },
            str![[r#"
| error[yaml-syntax]: lists and fields are nested more than 64 levels deep
|  --> content/briefings/talks.md:7:129
|   |
| 7 | ...- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - ...
|   |                                                          ^
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "aliases that would grow to a billion words",
            |desk| {
                let bomb = "a: &a [ha, ha]\nb: &b [*a, *a, *a, *a]\nextra: { laughs: *b }";
                desk.write(FILE, FRONT.replace("summary:", &format!("{bomb}\nsummary:")));
            },
            str![[r#"
| error[yaml-syntax]: a text that starts with `&` needs quotation marks
|  --> content/briefings/talks.md:4:4
|   |
| 4 | a: &a [ha, ha]
|   |    ^^ YAML takes this for an anchor, and an anchor is not read
|   |
|   = hint: write `"&a [ha, ha]"`
|
| error[yaml-syntax]: a text that starts with `&` needs quotation marks
|  --> content/briefings/talks.md:5:4
|   |
| 5 | b: &b [*a, *a, *a, *a]
|   |    ^^ YAML takes this for an anchor, and an anchor is not read
|   |
|   = hint: write `"&b [*a, *a, *a, *a]"`
|
| error[yaml-syntax]: a text that starts with `*` needs quotation marks
|  --> content/briefings/talks.md:6:18
|   |
| 6 | extra: { laughs: *b }
|   |                  ^^ YAML takes this for an alias, and an alias is not read
|   |
|   = hint: write `"*b"`
|
| 3 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

#[test]
fn sizes() {
    check(vec![
        case(
            "100 MB",
            |desk| desk.write(FILE, vec![b'x'; 100 << 20]),
            str![[r#"
| error[file-too-large]: `content/briefings/talks.md` cannot be read: it has 104857600 bytes, more than the 8388608 that are read
| --> content/briefings/talks.md
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "100 MB of settings",
            |desk| desk.write("site.toml", vec![b'#'; 100 << 20]),
            str![[r#"
| error[file-too-large]: `site.toml` cannot be read: it has 104857600 bytes, more than the 1048576 that are read
| --> site.toml
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "100 MB of template",
            |desk| desk.write("templates/page.html", vec![b'x'; 100 << 20]),
            str![[r#"
| error[file-too-large]: `templates/page.html` cannot be read: it has 104857600 bytes, more than the 8388608 that are read
| --> templates/page.html
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

/// What is deep or long but no mistake is built, in the time that its length takes.
#[test]
fn depths() {
    let of = |body: String| format!("{FRONT}{body}\n");
    for (name, text) in [
        ("ten thousand quotations", of(">".repeat(10_000) + " deep")),
        ("a thousand lists", of((0..1_000).map(|depth| "  ".repeat(depth) + "- deep\n").collect())),
        ("a hundred thousand brackets", of("[".repeat(100_000))),
        ("fifty thousand open links", of("[[".repeat(50_000))),
        ("fifty thousand open emphases", of("*a ".repeat(50_000))),
        ("a table of ten thousand columns", of("|a".repeat(10_000) + "|\n" + &"|-".repeat(10_000) + "|\n")),
    ] {
        let desk = super::built();
        desk.write(FILE, text);
        let run = desk.briefer("build");
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
    }
}

#[test]
fn places() {
    check(vec![
        case(
            "a file where the folder `content` must be",
            |desk| {
                std::fs::remove_dir_all(desk.path("content")).unwrap();
                desk.write("content", "not a folder");
            },
            str![[r#"
| error[misplaced-file]: `content`: it must be a folder
| --> content
|  = hint: move the file away
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "Markdown that belongs nowhere",
            |desk| {
                desk.write("content/talks.md", FRONT);
                desk.write("content/breifings/talks.md", FRONT);
                desk.write("content/briefings/talks.markdown", FRONT);
            },
            str![[r#"
| error[misplaced-file]: `content/breifings/talks.md`: no kind of content lives there
| --> content/breifings/talks.md
|  = hint: move it below `content/briefings`, `actors`, `tags`, `dossiers` or `pages`
|
| error[misplaced-file]: `content/briefings/talks.markdown`: Markdown files end in `.md`
| --> content/briefings/talks.markdown
|  = hint: rename the file, so that it is not left out
|
| error[misplaced-file]: `content/talks.md`: no kind of content lives there
| --> content/talks.md
|  = hint: move it below `content/briefings`, `actors`, `tags`, `dossiers` or `pages`
|
| 3 errors
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a program beside a briefing",
            |desk| {
                desk.write(FILE, format!("{FRONT}[Run it](setup.exe).\n"));
                desk.write("content/briefings/setup.exe", "MZ");
            },
            str![[r#"
| error[asset-type]: `setup.exe`: files of the kind `.exe` beside a briefing are not published
|  --> content/briefings/talks.md:7:1
|   |
| 7 | [Run it](setup.exe).
|   | ^^^^^^^^^^^^^^^^^^^
|   |
|   = hint: put it below `static/`, which has no embargo, and link to its address: `/name`
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "no site.toml",
            |desk| std::fs::remove_file(desk.path("site.toml")).unwrap(),
            str![[r#"
| error: there is no `site.toml` in `/desk/site` or above it
| hint: start a site with `briefer init DIR`, or name one with `--root DIR`
exit 2

"#]],
        ),
    ]);
}
