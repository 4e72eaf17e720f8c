//! `serve` and `watch` while the site is written: after every kind of change what is served, and what is in the
//! folder, is what a build from nothing makes.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod common;
mod live_kit;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use live_kit::{Outputs, Preview, Program, Site, briefing, compare_folder, until, wait};

/// What is done, and how.
type Change = (&'static str, fn(&Site));

const B1: &str = "content/briefings/2025/b1.md";
const B5: &str = "content/briefings/2025/b5.md";
const B6: &str = "content/briefings/2025/b6.md";

/// Each stands on the one before.
const CHANGES: &[Change] = &[
    ("a body is edited", |site| site.edit(B1, "Body.", "Another body.")),
    ("a title is edited", |site| site.edit(B1, "Title 1", "Another title")),
    ("a file is saved by renaming", |site| {
        site.write("content/briefings/2025/.b1.tmp", &briefing(1, "Saved by renaming", "Body."));
        site.rename("content/briefings/2025/.b1.tmp", B1);
    }),
    ("a file is saved as Vim does", |site| {
        site.write("content/briefings/2025/4913", "");
        site.remove("content/briefings/2025/4913");
        site.rename(B1, "content/briefings/2025/b1.md~");
        site.write(B1, &briefing(1, "Saved by Vim", "Body."));
        site.remove("content/briefings/2025/b1.md~");
    }),
    ("a file is saved as JetBrains does", |site| {
        site.write("content/briefings/2025/b1.md___jb_tmp___", &briefing(1, "Saved by an IDE", "Body."));
        site.rename(B1, "content/briefings/2025/b1.md___jb_old___");
        site.rename("content/briefings/2025/b1.md___jb_tmp___", B1);
        site.remove("content/briefings/2025/b1.md___jb_old___");
    }),
    ("a file is saved slowly", |site| {
        let mut file = fs::File::create(site.at(B1)).unwrap();
        for part in briefing(1, "Saved slowly", "Body.").as_bytes().chunks(40) {
            std::thread::sleep(Duration::from_millis(5));
            file.write_all(part).unwrap();
        }
    }),
    ("a file is saved ten times in a row", |site| {
        for n in 0..10 {
            site.write(B1, &briefing(1, &format!("Saved {n} times"), "Body."));
            std::thread::sleep(Duration::from_millis(7));
        }
    }),
    ("a file is touched", |site| {
        fs::File::options().append(true).open(site.at(B1)).unwrap().set_modified(std::time::SystemTime::now()).unwrap();
    }),
    ("a briefing is written", |site| {
        site.write("content/briefings/2025/b8.md", &briefing(1, "Title 8", "Written anew."));
    }),
    ("a briefing is deleted", |site| site.remove("content/briefings/2025/b7.md")),
    ("a briefing is renamed", |site| site.rename("content/briefings/2025/b8.md", "content/briefings/2025/b9.md")),
    ("a folder is renamed", |site| site.rename("content/briefings/2025", "content/briefings/moved")),
    ("a file in it is edited", |site| site.edit("content/briefings/moved/b1.md", "Saved 9 times", "In another folder")),
    ("a folder is renamed back", |site| site.rename("content/briefings/moved", "content/briefings/2025")),
    ("nested folders come with files in them", |site| {
        for n in 10..16 {
            site.write(&format!("content/briefings/x/y{n}/z/b{n}.md"), &briefing(1, &format!("Nested {n}"), "Body."));
        }
    }),
    ("a file deep down is edited", |site| site.edit("content/briefings/x/y12/z/b12.md", "Nested 12", "Edited 12")),
    ("a whole tree is moved in", |site| {
        site.write("elsewhere/deep/b20.md", &briefing(1, "Moved in", "Body."));
        site.rename("elsewhere", "content/briefings/moved-in");
    }),
    ("a file of that tree is edited", |site| site.edit("content/briefings/moved-in/deep/b20.md", "Moved in", "Edited")),
    ("a whole tree is moved out", |site| site.rename("content/briefings/moved-in", "elsewhere")),
    ("folders are deleted", |site| site.remove("content/briefings/x")),
    ("a draft is made of a briefing", |site| site.edit(B6, "summary:", "draft: true\nsummary:")),
    ("and is published after all", |site| site.edit(B6, "draft: true\n", "")),
    ("the settings are edited", |site| site.edit("site.toml", "\"Live\"", "\"Another title\"")),
    ("the settings are saved by renaming", |site| {
        site.write("site.new", &site.read("site.toml").replace("per_page = 3", "per_page = 2"));
        site.rename("site.new", "site.toml");
    }),
    ("and are edited once more", |site| site.edit("site.toml", "home = 3", "home = 2")),
    ("an actor is edited", |site| {
        site.edit("content/actors/anna-alpha.md", "name: Anna Alpha", "name: Anna Alpha\nshort: Alpha")
    }),
    ("an actor is registered", |site| {
        site.write("content/actors/boris-1.md", "---\nname: Boris 1\nkind: person\n---\n");
    }),
    ("an actor is no longer registered", |site| site.remove("content/actors/anna-alpha.md")),
    ("a tag is edited", |site| {
        site.edit("content/tags/talks.md", "label: Talks", "label: Talks\ndescription: On talks.")
    }),
    ("a dossier is edited", |site| site.edit("content/dossiers/story.md", "The story", "Another story")),
    ("a page is edited", |site| site.edit("content/pages/about.md", "About us", "About ourselves")),
    ("words for the home page are written", |site| site.write("content/index.md", "---\n---\n\nWelcome.\n")),
    ("a template is edited", |site| site.edit("templates/furniture.html", "Furniture.", "Other furniture.")),
    ("a template is written", |site| site.write("templates/pager.html", "<p>A pager.</p>\n")),
    ("the templates are deleted", |site| site.remove("templates")),
    ("the templates return", |site| site.write("templates/furniture.html", "<p>Back.</p>\n")),
    ("a style sheet is edited", |site| site.write("themes/mine/static/style.css", "body { color: navy }\n")),
    ("data are edited", |site| site.write("content/briefings/2025/b3.csv", "a,b\n3,4\n")),
    ("a static file is edited", |site| site.write("static/robots.txt", "User-agent: none\n")),
    ("static files come in a folder", |site| site.write("static/a/b/c.txt", "c\n")),
    ("static files go", |site| site.remove("static")),
    ("static files return", |site| site.write("static/d.txt", "d\n")),
    ("the theme is deleted and returns", |site| {
        site.rename("themes", "themes-away");
        std::thread::sleep(Duration::from_millis(200));
        site.rename("themes-away", "themes");
    }),
    ("the theme is edited after its return", |site| {
        site.write("themes/mine/static/style.css", "body { color: teal }\n")
    }),
    ("all content is deleted", |site| site.rename("content", "content-away")),
    ("all content returns", |site| site.rename("content-away", "content")),
    ("a file is edited after its return", |site| site.edit(B5, "Title 5", "Title five")),
    ("a file becomes a folder and a file again", |site| {
        site.rename(B5, "kept.md");
        site.write(&format!("{B5}/inner.txt"), "x");
        std::thread::sleep(Duration::from_millis(150));
        site.remove(B5);
        site.rename("kept.md", B5);
    }),
    ("the site's address gets another path", |site| site.edit("site.toml", "/desk/", "/office/")),
];

/// Every path that a site ever had.
struct Known(Vec<String>);

impl Known {
    fn add(&mut self, outputs: &Outputs) {
        self.0.extend(outputs.keys().cloned());
        self.0.sort();
        self.0.dedup();
    }
}

#[test]
fn what_is_served_is_what_a_build_from_nothing_makes() {
    let site = Site::new();
    let mut preview = Preview::start(site.path(), &[]);
    let mut known = Known(Vec::new());
    known.add(&site.cold().unwrap());
    preview.compare(&site.cold().unwrap(), &[]).unwrap();
    for (what, change) in CHANGES {
        change(&site);
        let cold = site.cold().unwrap_or_else(|| panic!("{what}: the site has errors"));
        if what.contains("another path") {
            preview.moves_to("/office/");
        }
        until(|| {
            preview
                .compare(&cold, &known.0)
                .map_err(|why| format!("{what}: {why}\n{}", preview.program.said().join("\n")))
        });
        known.add(&cold);
    }
}

#[test]
fn what_is_in_the_folder_is_what_a_build_from_nothing_makes() {
    let site = Site::new();
    let watch = Program::start(site.path(), &["watch", "-o", "out"]);
    let out = site.at("out");
    compare_folder(&out, &site.cold().unwrap()).unwrap();
    for (what, change) in CHANGES {
        change(&site);
        let cold = site.cold().unwrap_or_else(|| panic!("{what}: the site has errors"));
        until(|| compare_folder(&out, &cold).map_err(|why| format!("{what}: {why}\n{}", watch.said().join("\n"))));
    }
    // The output folder is in the site, and never sets off a build.
    std::thread::sleep(Duration::from_secs(3));
    let turns = watch.said().len();
    fs::write(out.join("stray.txt"), "x").unwrap();
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(watch.said().len(), turns, "{}", watch.said().join("\n"));
    assert_eq!(watch.end("INT"), Some(0));
    assert!(out.join("index.html").exists() && out.join("stray.txt").exists());
}

/// Sets up a thousand briefings in a few folders, as a checkout would.
fn checkout(site: &Path, title: &str) {
    fs::create_dir_all(site.join(".git")).unwrap();
    let lock = site.join(".git/index.lock");
    fs::write(&lock, "").unwrap();
    for n in 0..1000 {
        let folder = site.join(format!("content/briefings/checked-out/{}", n / 50));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("c{n}.md")), briefing(1, &format!("{title} {n}"), "Body.")).unwrap();
    }
    fs::remove_file(lock).unwrap();
}

/// How many builds a thousand files may cause: one as a rule, more on a machine with too much to do.
const FEW: usize = 5;

#[test]
fn a_switch_of_branches_is_a_few_builds() {
    let site = Site::new();
    let preview = Preview::start(site.path(), &[]);
    let mut known = Known(Vec::new());
    let mut before = preview.program.said().len();
    for branch in ["first", "second"] {
        checkout(site.path(), branch);
        let cold = site.cold().unwrap();
        let last = &cold.iter().find(|(path, _)| path.contains("c999")).unwrap();
        until(|| preview.compare(&Outputs::from([(last.0.clone(), last.1.clone())]), &[]));
        until(|| preview.compare(&cold, &[]));
        let said = preview.program.said();
        assert!(said.len() - before <= FEW, "{}", said[before..].join("\n"));
        before = said.len();
        known.add(&cold);
    }
    site.remove("content/briefings/checked-out");
    until(|| preview.compare(&site.cold().unwrap(), &known.0));
    let said = preview.program.said();
    assert!(said.len() - before <= FEW, "{}", said[before..].join("\n"));
}

#[test]
fn errors_leave_the_last_good_site_up() {
    let site = Site::new();
    let preview = Preview::start(site.path(), &[]);
    let good = site.cold().unwrap();
    site.edit(B1, "summary:", "sumary:");
    site.edit(B5, "[[b4]]", "[[nobody]]");
    let news = wait(
        || Some(preview.news()).filter(|news| news["problems"].as_array().is_some_and(|all| all.len() >= 2)),
        || preview.news().to_string(),
    );
    preview.compare(&good, &[]).unwrap();
    let problem = |title: &str| {
        let problems = news["problems"].as_array().unwrap();
        problems.iter().find(|problem| problem["title"] == title).unwrap_or_else(|| panic!("{problems:?}"))
    };
    let unknown = problem("unknown key `sumary`");
    assert_eq!(unknown["code"], "error[unknown-key]");
    assert_eq!(unknown["place"], "content/briefings/2025/b1.md:4:1");
    let text = unknown["more"].as_str().unwrap();
    assert_eq!(text, "  |\n4 | sumary: Summary 1.\n  | ^^^^^^\n  |\n  = hint: did you mean `summary`?");
    assert_eq!(problem("there is no actor or briefing `nobody`")["place"], "content/briefings/2025/b5.md:10:11");
    preview.program.wait_for("the last good site stays up");
    site.edit(B1, "sumary:", "summary:");
    site.edit(B5, "[[nobody]]", "[[b4]]");
    until(|| {
        let problems = preview.news()["problems"].clone();
        if problems.as_array().is_some_and(Vec::is_empty) { Ok(()) } else { Err(problems.to_string()) }
    });
    preview.compare(&site.cold().unwrap(), &[]).unwrap();
}

#[test]
fn a_start_with_errors_shows_them_and_becomes_the_site() {
    let site = Site::new();
    site.edit(B1, "summary:", "sumary:");
    let preview = Preview::start(site.path(), &[]);
    preview.program.wait_for("there is no site to show yet");
    for path in ["/", "/desk/", "/desk/2025/07/01/b1/"] {
        let (status, body) = preview.request(path);
        let page = String::from_utf8(body).unwrap();
        assert_eq!(status, 503, "{path}");
        assert!(page.contains("live.js") && page.contains("was not built yet"), "{page}");
    }
    assert_ne!(preview.news()["problems"], serde_json::json!([]));
    site.edit(B1, "sumary:", "summary:");
    let cold = site.cold().unwrap();
    until(|| {
        for (path, bytes) in &cold {
            let path = format!("/desk/{}", path.strip_suffix("index.html").unwrap_or(path));
            let (status, body) = preview.request(&path);
            let own = if body.ends_with(b"</script>\n") { live_kit::without_script(&body) } else { &body };
            if status != 200 || own != bytes {
                return Err(format!("{path}: {status}"));
            }
        }
        Ok(())
    });
}

#[test]
fn a_line_says_what_changed_and_why() {
    let site = Site::new();
    let preview = Preview::start(site.path(), &["--explain"]);
    site.edit(B1, "Body.", "Another body.");
    let line = preview.program.wait_for("b1.md changed: rendered");
    assert!(line.starts_with("content/briefings/2025/b1.md changed: rendered 1 output in "), "{line}");
    preview.program.wait_for("  /2025/07/01/b1/: `content/briefings/2025/b1.md` changed");
    site.edit(B1, "Title 1", "Another title");
    preview.program.wait_for("  /2025/07/02/b2/: what is said of it elsewhere changed, the briefing `b1` changed");
    site.write("content/briefings/2025/b8.md", &briefing(8, "Title 8", "Body."));
    preview.program.wait_for("content/briefings/2025/b8.md added: rendered ");
    preview.program.wait_for("  /2025/07/08/b8/: it is new");
    preview.program.wait_for("the briefing `b8` is new on it");
    site.edit("site.toml", "\"Live\"", "\"Live again\"");
    // The new briefing may be named again, if it was looked at while it was written.
    let line = preview.program.wait_for("site.toml");
    assert!(line.starts_with("site.toml ") && line.contains(" changed: rendered "), "{line}");
    preview.program.wait_for("  /404.html: the theme, a setting or a section of the site changed");
}

#[test]
fn warnings_are_counted() {
    let site = Site::new();
    let preview = Preview::start(site.path(), &[]);
    site.edit("site.toml", "unregistered-actor = \"allow\"\n", "");
    let line = preview.program.wait_for("site.toml changed: rendered ");
    assert!(line.ends_with(", 2 warnings (`briefer check` shows them)"), "{line}");
    assert_eq!(preview.news()["problems"], serde_json::json!([]));
    assert!(!preview.program.said().iter().any(|line| line.contains("is not registered")));
}

#[test]
fn what_is_not_public_is_shown_under_a_banner_or_not_at_all() {
    let site = Site::new();
    site.edit(B6, "summary:", "publish_at: 2025-08-09T06:00:00Z\nsummary:");
    site.remove("content/briefings/2025/b7.md");
    site.write("content/pages/plan.md", "---\ntitle: A plan\ndraft: true\n---\n\nWords.\n");
    let preview = Preview::start(site.path(), &["--drafts"]);
    for (path, banner) in
        [("2025/07/06/b6/", "Preview: Embargoed until 9 August 2025, 06:00 UTC."), ("plan/", "Preview: Draft.")]
    {
        let (status, body) = preview.get(path);
        let page = String::from_utf8(body).unwrap();
        let words = page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>();
        assert_eq!(status, 200, "{path}");
        assert!(page.contains("<aside class=\"preview\"") && words.contains(banner), "{path}: {words}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
    let public = Preview::start(site.path(), &[]);
    assert_eq!((public.get("2025/07/06/b6/").0, public.get("plan/").0), (404, 404));
}

#[test]
fn polling_does_as_well() {
    let site = Site::new();
    let preview = Preview::start(site.path(), &["--poll"]);
    site.edit(B1, "Body.", "Another body.");
    until(|| preview.compare(&site.cold().unwrap(), &[]));
    site.rename("content/briefings/2025", "content/briefings/moved");
    until(|| preview.compare(&site.cold().unwrap(), &[]));
}

#[test]
fn it_ends_when_asked_and_removes_nothing() {
    let site = Site::new();
    for signal in ["INT", "TERM"] {
        let preview = Preview::start(site.path(), &[]);
        let listening = std::net::TcpStream::connect(&preview.address).unwrap();
        write!(&listening, "GET /_briefer/events HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address).unwrap();
        let begin = std::time::Instant::now();
        assert_eq!(preview.program.end(signal), Some(0));
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    }
    let out = site.at("public");
    assert_eq!(Program::start(site.path(), &["watch"]).end("INT"), Some(0));
    compare_folder(&out, &site.cold().unwrap()).unwrap();
}

#[test]
fn a_port_that_was_asked_for_is_that_one_or_none() {
    let site = Site::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_briefer"));
    let output = command.args(["serve", "-p", &port, "--root"]).arg(site.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(said, format!("error: could not listen on `127.0.0.1:{port}`: address already in use\n"));
}
