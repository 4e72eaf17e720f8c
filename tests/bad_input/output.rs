//! Folders that no site may be written to.

use snapbox::str;

use super::{check, run};

fn nothing(_: &crate::common::desk::Desk) {}

#[test]
fn what_the_site_is_read_from() {
    check(vec![
        run(
            "the content",
            nothing,
            "build -o content",
            str![[r#"
| error: the output folder cannot be `content`: the site is read from it
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "in the content",
            nothing,
            "build -o content/briefings/out",
            str![[r#"
| error: the output folder cannot be `content/briefings/out`: it is in `content`, which the site is read from
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "the content in another case",
            nothing,
            "build -o Content",
            str![[r#"
| error: the output folder cannot be `Content`: the site is read from it
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "the content by a detour",
            nothing,
            "build -o public/../content",
            str![[r#"
| error: the output folder cannot be `public/../content`: the site is read from it
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "themes that are not there yet",
            nothing,
            "build -o themes",
            str![[r#"
| error: the output folder cannot be `themes`: the site is read from it
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "the site",
            nothing,
            "build -o .",
            str![[r#"
| error: the output folder cannot be `.`: it is the site itself
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "above the site",
            nothing,
            "build -o ..",
            str![[r#"
| error: the output folder cannot be `..`: your home folder is in it
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "a repository's own files",
            nothing,
            "build -o .git/x",
            str![[r#"
| error: the output folder cannot be `.git/x`: it is in `.git`, which the site is read from
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "Briefer's own files",
            nothing,
            "build -o .briefer",
            str![[r#"
| error: the output folder cannot be `.briefer`: the site is read from it
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "the settings",
            nothing,
            "build -o site.toml",
            str![[r#"
| error: the output folder cannot be `site.toml`: it is a file
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
    ]);
}

#[test]
fn what_is_somebody_elses() {
    check(vec![
        run(
            "the root",
            nothing,
            "build -o /",
            str![[r#"
| error: the output folder cannot be `/`: it is the root of the file system
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "the home folder",
            nothing,
            "build -o ../home",
            str![[r#"
| error: the output folder cannot be `../home`: it is your home folder
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "a folder with a file in it",
            |desk| desk.write("out/mine.txt", "mine"),
            "build -o out",
            str![[r#"
| error: the output folder `out` has files in it that Briefer has no record of
| hint: name an empty folder, or empty this one yourself if nothing in it is needed
exit 2

"#]],
        ),
        run(
            "a file",
            |desk| desk.write("out", "mine"),
            "build -o out",
            str![[r#"
| error: the output folder cannot be `out`: it is a file
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "below a file",
            |desk| desk.write("out", "mine"),
            "build -o out/site",
            str![[r#"
| error: the output folder cannot be `out/site`: `/desk/site/out` is a file
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "a file in the way of a page",
            |desk| desk.write("public/2025/08/02/talks/index.html", "mine"),
            "build",
            str![[r#"
| built public/ in [TIME]: 1 briefing
| addresses begin with `https://example.org/`: set `base_url` before the site is published

"#]],
        ),
        run(
            "the same, and a page that wants to be there",
            |desk| {
                desk.write("public/2025/08/02/talks/index.html", "mine");
                desk.write("content/briefings/talks.md", super::FRONT);
            },
            "build",
            str![[r#"
| error: `public/2025/08/02/talks/index.html` is in the way: Briefer did not write it
| hint: move it out of the output folder, or give the page another address
exit 2

"#]],
        ),
        run(
            "clean, of a folder that is not ours",
            |desk| desk.write("out/mine.txt", "mine"),
            "clean -o out",
            str![[r#"
| error: the output folder `out` has files in it that Briefer has no record of
| hint: name an empty folder, or empty this one yourself if nothing in it is needed
exit 2

"#]],
        ),
    ]);
}

#[cfg(unix)]
#[test]
fn links() {
    use std::fs;
    use std::os::unix::fs::symlink;
    check(vec![
        run(
            "a link",
            |desk| {
                fs::create_dir(desk.path("real")).unwrap();
                symlink("real", desk.path("out")).unwrap();
            },
            "build -o out",
            str![[r#"
| error: the output folder cannot be `out`: it is a symbolic link
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "below a link to the content",
            |desk| symlink("content", desk.path("out")).unwrap(),
            "build -o out/site",
            str![[r#"
| error: the output folder cannot be `out/site`: it is in `content`, which the site is read from
| hint: name a folder of its own, such as `public`
exit 2

"#]],
        ),
        run(
            "what Briefer remembers is elsewhere",
            |desk| {
                fs::rename(desk.path(".briefer"), desk.path("elsewhere")).unwrap();
                symlink("elsewhere", desk.path(".briefer")).unwrap();
            },
            "build",
            str![[r#"
| error: `.briefer` in the site is not a folder: Briefer keeps there what it remembers
| hint: remove it, or move it away
exit 2

"#]],
        ),
    ]);
}

#[test]
fn previews() {
    check(vec![
        run(
            "the public folder",
            nothing,
            "build --drafts",
            str![[r#"
| error: `--drafts` does not build into `public`, from where it might be published
| hint: name another folder: `briefer build --drafts -o preview`
exit 2

"#]],
        ),
        run(
            "by a detour",
            nothing,
            "build --drafts -o ./public/",
            str![[r#"
| error: `--drafts` does not build into `./public/`, from where it might be published
| hint: name another folder: `briefer build --drafts -o preview`
exit 2

"#]],
        ),
        run(
            "another folder that holds the public site",
            |desk| {
                assert_eq!(desk.briefer("build -o live").code, Some(0));
            },
            "build --drafts -o live",
            str![[r#"
| error: `--drafts` does not build into `live`, from where it might be published
| hint: name another folder: `briefer build --drafts -o preview`
exit 2

"#]],
        ),
        run(
            "a folder that holds a preview",
            |desk| {
                assert_eq!(desk.briefer("build --drafts -o preview").code, Some(0));
            },
            "build --drafts -o preview",
            str![[r#"
| built preview/ in [TIME]: 1 briefing

"#]],
        ),
    ]);
}
