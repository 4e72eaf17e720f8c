//! A site on disk, `briefer serve` or `briefer watch` run on it, and what they have made of it.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk and run the program")]
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use briefer::base::world::DiskWorld;
use briefer::build::Request;
use jiff::Timestamp;

use crate::common;

/// Longer than anything takes, on a machine with a hundred things to do.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Outputs by path.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// A site in a folder of its own.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// Briefings with links to each other, an actor, a tag, a dossier, a page, a theme of its own, a template, static
    /// files and data.
    pub fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        site.write("site.toml", SETTINGS);
        for n in 1..=7 {
            site.write(&format!("content/briefings/2025/b{n}.md"), &briefing(n, &format!("Title {n}"), "Body."));
        }
        site.write("content/briefings/2025/b3.csv", "a,b\n1,2\n");
        site.write("content/actors/anna-alpha.md", "---\nname: Anna Alpha\nkind: person\n---\n\nA profile.\n");
        site.write("content/tags/talks.md", "---\nlabel: Talks\n---\n\nAbout talks.\n");
        site.write("content/dossiers/story.md", "---\ntitle: The story\n---\n\nFrom the beginning.\n");
        site.write("content/pages/about.md", "---\ntitle: About\n---\n\nAbout us, see [[b1]].\n");
        site.write("themes/mine/theme.toml", "name = \"mine\"\nextends = \"record\"\n");
        site.write("themes/mine/static/style.css", "body { color: black }\n");
        site.write("templates/furniture.html", "<p>Furniture.</p>\n");
        site.write("static/robots.txt", "User-agent: *\n");
        site
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes in place, as most editors do, with the folders above.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    /// Replaces words in a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replace(from, to));
    }

    pub fn remove(&self, path: &str) {
        let path = self.at(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.at(from), self.at(to)).unwrap();
    }

    /// What a build from nothing makes of it; none if it has errors.
    pub fn cold(&self) -> Option<Outputs> {
        let now = common::NOW.parse().unwrap();
        let world = DiskWorld::open(self.path(), now, Timestamp::MIN).unwrap();
        let (report, outputs) = common::cold_with(&world, &Request::default());
        (!report.has_errors()).then_some(outputs.files)
    }
}

const SETTINGS: &str = "title = \"Live\"\nbase_url = \"https://example.org/desk/\"\ntheme = \"mine\"\n\
    [lists]\nhome = 3\nper_page = 3\n[lints]\nunregistered-actor = \"allow\"\ntag-spelling = \"allow\"\n";

pub fn briefing(n: usize, title: &str, body: &str) -> String {
    let link = if n > 1 { format!("See [[b{}]] and [a file](b{}.md).", n - 1, n - 1) } else { String::new() };
    let data = if n == 3 { " With [data](b3.csv)." } else { "" };
    format!(
        "---\ntitle: {title}\ndate: 2025-07-{n:02}\nsummary: Summary {n}.\nactors: [Anna Alpha, Boris {}]\ntags: [Talks, Tag {}]\n\
         dossier: story\n---\n\n{body}{data} {link}\n",
        n % 2,
        n % 3
    )
}

/// The program at work on a site, and every line that it says.
pub struct Program {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Program {
    /// Starts it with arguments; the site, the instant and the plain format are given.
    pub fn start(site: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_briefer"))
            .args(arguments)
            .args(["--now", common::NOW, "--root"])
            .arg(site)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let said = Arc::clone(&lines);
        let reader = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            reader.lines().map_while(Result::ok).for_each(|line| said.lock().unwrap().push(line))
        });
        let program = Self { child, lines };
        program.wait_for("press Ctrl-C to stop");
        program
    }

    /// What it has said so far.
    pub fn said(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// Waits for a line that contains the words; gives it.
    pub fn wait_for(&self, words: &str) -> String {
        wait(
            || self.said().into_iter().find(|line| line.contains(words)),
            || format!("nobody said `{words}`:\n{}", self.said().join("\n")),
        )
    }

    /// Sends it a signal (`INT`, `TERM`) and gives its exit code.
    pub fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `briefer serve` on a free port.
pub struct Preview {
    pub program: Program,
    pub address: String,
    root: String,
}

impl Preview {
    pub fn start(site: &Path, arguments: &[&str]) -> Self {
        let program = Program::start(site, &[&["serve", "-p", "0"], arguments].concat());
        let line = program.wait_for("serving http://");
        let url = line.split("http://").nth(1).unwrap();
        let (address, root) = url.split_once('/').unwrap();
        Self { address: address.to_owned(), root: format!("/{root}"), program }
    }

    /// The site's root is another from now on.
    pub fn moves_to(&mut self, root: &str) {
        root.clone_into(&mut self.root);
    }

    /// Status and body of a path below the site's root.
    pub fn get(&self, path: &str) -> (u16, Vec<u8>) {
        self.request(&format!("{}{}", self.root, path.strip_suffix("index.html").unwrap_or(path)))
    }

    /// Status and body of a path of the server.
    pub fn request(&self, path: &str) -> (u16, Vec<u8>) {
        let mut encoded = String::new();
        briefer::base::text::percent_encode(&mut encoded, path);
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {encoded} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let status = std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
        (status, answer.split_off(end + 4))
    }

    /// What is told to open pages now.
    pub fn news(&self) -> serde_json::Value {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET /_briefer/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let line = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// Whether the server has these outputs, and none of `gone`; else a difference.
    pub fn compare(&self, outputs: &Outputs, gone: &[String]) -> Result<(), String> {
        for (path, bytes) in outputs {
            let (status, body) = self.get(path);
            let own = if path.ends_with(".html") { without_script(&body) } else { &body };
            if status != 200 || own != bytes {
                return Err(format!("/{path}: {status}, {} bytes where there should be {}", own.len(), bytes.len()));
            }
        }
        for path in gone.iter().filter(|path| !outputs.contains_key(*path)) {
            let (status, _) = self.get(path);
            if status != 404 {
                return Err(format!("/{path}: {status} where there should be nothing"));
            }
        }
        Ok(())
    }
}

/// A page without what the preview adds.
pub fn without_script(page: &[u8]) -> &[u8] {
    let mark = b"<script src=\"/_briefer/live.js\"";
    let at = page.windows(mark.len()).rposition(|window| window == mark).expect("a page that listens");
    &page[..at]
}

/// Whether a folder has these files and no others; else a difference.
pub fn compare_folder(folder: &Path, outputs: &Outputs) -> Result<(), String> {
    let mut there = Vec::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() {
            there.push(entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
        }
    }
    there.sort();
    let wanted: Vec<&String> = outputs.keys().collect();
    if there.iter().collect::<Vec<_>>() != wanted {
        return Err(format!("there are {there:?} where there should be {wanted:?}"));
    }
    for (path, bytes) in outputs {
        if fs::read(folder.join(path)).map_err(|error| error.to_string())? != *bytes {
            return Err(format!("{path} is another"));
        }
    }
    Ok(())
}

/// Asks until there is an answer.
pub fn wait<T>(mut ask: impl FnMut() -> Option<T>, otherwise: impl FnOnce() -> String) -> T {
    let begin = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begin.elapsed() < PATIENCE, "{}", otherwise());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Asks until it is so, and says what it was instead if that never comes.
pub fn until(mut is_so: impl FnMut() -> Result<(), String>) {
    let mut last = String::new();
    let begin = Instant::now();
    while let Err(why) = is_so() {
        last = why;
        assert!(begin.elapsed() < PATIENCE, "{last}");
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(last);
}
