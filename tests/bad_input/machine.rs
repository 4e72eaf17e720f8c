//! What the file system does: links, pipes, permissions, a disk that is full or read-only.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;

use snapbox::str;

use super::{FRONT, built, case, check};
use crate::common::desk::{Desk, assert_all};

#[test]
fn what_is_no_file() {
    check(vec![
        case(
            "a link out of the site",
            |desk| symlink("/etc/passwd", desk.path("content/briefings/talks.md")).unwrap(),
            str![[r#"
| error[not-a-file]: `content/briefings/talks.md` is a symbolic link, which Briefer does not read
| --> content/briefings/talks.md
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a link to an asset",
            |desk| symlink("/etc/passwd", desk.path("content/briefings/talks.csv")).unwrap(),
            str![[r#"
| error[not-a-file]: `content/briefings/talks.csv` is a symbolic link, which Briefer does not read
| --> content/briefings/talks.csv
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a link that loops",
            |desk| symlink("..", desk.path("content/briefings/again")).unwrap(),
            str![[r#"
| error[not-a-file]: `content/briefings/again` is a symbolic link, which Briefer does not read
| --> content/briefings/again
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a link to nothing",
            |desk| symlink("nowhere", desk.path("static")).unwrap(),
            str![[r#"
| error[not-a-file]: `static` is a symbolic link, which Briefer does not read
| --> static
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "the content is a link",
            |desk| {
                fs::rename(desk.path("content"), desk.path("real")).unwrap();
                symlink("real", desk.path("content")).unwrap();
            },
            str![[r#"
| error[not-a-file]: `content` is a symbolic link, which Briefer does not read
| --> content
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "the settings are a link",
            |desk| {
                fs::rename(desk.path("site.toml"), desk.path("real.toml")).unwrap();
                symlink("real.toml", desk.path("site.toml")).unwrap();
            },
            str![[r#"
| error[not-a-file]: `site.toml` cannot be read: it is not a regular file
| --> site.toml
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a pipe",
            |desk| {
                let path = desk.path("content/briefings/talks.md");
                assert!(desk.command("mkfifo").arg(path).status().unwrap().success());
            },
            str![[r#"
| error[not-a-file]: `content/briefings/talks.md` is a named pipe, which Briefer does not read
| --> content/briefings/talks.md
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a socket",
            |desk| {
                fs::create_dir(desk.path("static")).unwrap();
                UnixListener::bind(desk.path("static/talks.sock")).unwrap();
            },
            str![[r#"
| error[not-a-file]: `static/talks.sock` is a socket, which Briefer does not read
| --> static/talks.sock
|  = hint: put the file itself in its place
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        case(
            "a name that is not UTF-8",
            |desk| {
                use std::os::unix::ffi::OsStrExt;
                let name = std::ffi::OsStr::from_bytes(b"talks-\xff.md");
                // Some file systems refuse the name themselves.
                let _ = fs::write(desk.path("content/briefings").join(name), FRONT);
            },
            str![[r#"
| error[unreadable]: `content/briefings/talks-�.md` cannot be read: its name is not UTF-8
| --> content/briefings/talks-�.md
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
    ]);
}

/// As a user who may not: root may everything.
fn as_nobody(desk: &Desk, line: &str) -> Option<String> {
    let is_root = desk.command("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !is_root {
        return Some(desk.shell(line).transcript());
    }
    let shell =
        format!("chown -R 65534:65534 .. && exec setpriv --reuid=65534 --regid=65534 --clear-groups sh -c '{line}'");
    let run = desk.shell(&shell);
    (run.code != Some(127)).then(|| run.transcript())
}

#[test]
fn permissions() {
    let cases = vec![
        (
            "a folder of content",
            "content/briefings",
            str![[r#"
| error[unreadable]: `content/briefings` cannot be read: permission denied
| --> content/briefings
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        (
            "a content file",
            "content/briefings/good.md",
            str![[r#"
| error[unreadable]: `content/briefings/good.md` cannot be read: permission denied
| --> content/briefings/good.md
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        (
            "the settings",
            "site.toml",
            str![[r#"
| error[unreadable]: `site.toml` cannot be read: permission denied
| --> site.toml
|
| 1 error
| nothing was written: public/ is as it was
exit 1

"#]],
        ),
        (
            "the output folder",
            "public",
            str![[r#"
| error: could not open `public`: permission denied
exit 3

"#]],
        ),
        (
            "what Briefer remembers",
            ".briefer/*",
            str![[r#"
| error: the output folder `public` has files in it, and its record cannot be kept: could not create `/desk/site/.briefer/output-254d342ddfab7a79`: permission denied
| hint: name a folder that is empty or does not exist yet, or let Briefer write to `.briefer` in the site
exit 2

"#]],
        ),
    ];
    assert_all(cases.into_iter().filter_map(|(name, path, said)| {
        let desk = built();
        fs::set_permissions(desk.path(".."), fs::Permissions::from_mode(0o755)).unwrap();
        // An edit, so that there is something to do.
        desk.write("content/briefings/good.md", super::GOOD.replace("Body.", "More."));
        let run =
            as_nobody(&desk, &format!("chmod a-rwx {path}; briefer build; code=$?; chmod u+rwx {path}; exit $code"))?;
        Some((name.to_owned(), run, said))
    }));
}

/// A command in a mount namespace of its own; none where this machine has no such thing.
#[cfg(target_os = "linux")]
fn mounted(desk: &Desk, script: &str) -> Option<crate::common::desk::Run> {
    let probe = "mount -t tmpfs -o size=64k tmpfs ../home";
    let unshare = ["unshare --mount", "unshare --mount --map-root-user"];
    let way = unshare.into_iter().find(|way| desk.shell(&format!("{way} sh -c '{probe}'")).code == Some(0))?;
    fs::write(desk.path("../script"), script).unwrap();
    Some(desk.shell(&format!("{way} sh ../script")))
}

#[cfg(target_os = "linux")]
#[test]
fn disks() {
    let sums = "find disk -type f | sort | xargs cksum";
    let many = "for n in $(seq 40); do sed \"s/Talks/Talks $n/\" content/briefings/good.md > content/briefings/more-$n.md; done";
    // Which file finds the disk full depends on the threads.
    let build = "said() { briefer \"$@\" 2> ../said; code=$?; sed 's/`[^`]*`/a file/' ../said; echo \"exit $code\"; }; said build";
    let cases = vec![
        (
            "a full disk, first build",
            format!("mkdir disk; mount -t tmpfs -o size=32k tmpfs disk; {build} -o disk/out; find disk"),
            str![[r#"
error: could not write a file: no space left on device
exit 3
disk

"#]],
        ),
        (
            "a full disk that is the output folder itself",
            format!("mkdir disk; mount -t tmpfs -o size=32k tmpfs disk; {build} -o disk; find disk"),
            str![[r#"
error: could not write a file: no space left on device
exit 3
disk

"#]],
        ),
        (
            "a disk that is full before a second build ends",
            format!(
                "mkdir disk; mount -t tmpfs -o size=$(($(du -sk public | cut -f1) + 64))k tmpfs disk; briefer build -q -o disk/out; {sums} > ../before
                 {many}; {build} -o disk/out; {sums} | cmp - ../before && echo the old site stays
                 ls -A disk; mount -o remount,size=2m disk; briefer build -o disk/out"
            ),
            str![[r#"
error: could not write a file: no space left on device
exit 3
the old site stays
out
| built disk/out/ in [TIME]: 41 briefings
| newly public 40: more-1, more-10, more-11, more-12, more-13, ...
| addresses begin with `https://example.org/`: set `base_url` before the site is published

"#]],
        ),
        (
            "a site that can only be read",
            "mount --bind . . && cd . && mount -o remount,ro,bind . && cd ../site
             briefer build; echo exit $?; briefer new tag Talks; echo exit $?; briefer check"
                .to_owned(),
            str![[r#"
exit 2
exit 3
| error: the output folder `public` has files in it, and its record cannot be kept: could not lock `/desk/site/.briefer/output-254d342ddfab7a79/lock`: read-only file system
| hint: name a folder that is empty or does not exist yet, or let Briefer write to `.briefer` in the site
| error: could not create `/desk/site/content/tags`: read-only file system
| checked in [TIME]: 1 briefing

"#]],
        ),
        (
            "an output folder that can only be read, then one that can be written",
            "mount --bind public public && mount -o remount,ro,bind public
             echo More. >> content/briefings/good.md; briefer build; echo exit $?
             umount public; briefer build; grep -c More. public/2025/08/01/good/index.html; ls -A"
                .to_owned(),
            str![[r#"
exit 3
1
.briefer
content
public
site.toml
| error: could not replace `/desk/site/public/2025/08/01/good/index.html`: read-only file system
| built public/ in [TIME]: 1 briefing
| addresses begin with `https://example.org/`: set `base_url` before the site is published

"#]],
        ),
    ];
    assert_all(cases.into_iter().filter_map(|(name, script, said)| {
        let desk = built();
        let run = mounted(&desk, &script)?;
        Some((name.to_owned(), crate::common::desk::without_counts(&run.transcript()), said))
    }));
}
