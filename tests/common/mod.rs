//! What several test programs share: sites in memory, built into maps, and sites on the disk ([`desk`]).

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod desk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use briefer::base::diag::render::{self, Format};
use briefer::base::error::Error;
use briefer::base::path::{OutPath, SourcePath};
use briefer::base::world::{MemoryWorld, World};
use briefer::build::{Request, build};
use briefer::memo::Memory;
use briefer::model::output::{Sink, Wanted};
use briefer::model::report::Report;

/// The instant at which test sites are built, unless they say otherwise.
pub const NOW: &str = "2025-08-07T12:00:00Z";

/// Settings of a site that shows what is marked up to TLP:GREEN.
pub const GREEN: &str = "title = \"The Desk\"\nbase_url = \"https://example.org/\"\nmax_tlp = \"GREEN\"\n";

/// A world at [`NOW`] with a minimal `site.toml`.
pub fn site(files: &[(&str, &str)]) -> MemoryWorld {
    let mut world = MemoryWorld::new(NOW.parse().unwrap());
    world.write("site.toml", "title = \"Test\"\nbase_url = \"https://example.org/\"\n");
    for (path, text) in files {
        world.write(path, text.as_bytes());
    }
    world
}

/// A folder below `tests/` or the project itself as a world: its files, without outputs.
pub fn load(folder: &Path) -> MemoryWorld {
    let mut world = MemoryWorld::new(NOW.parse().unwrap());
    for root in ["site.toml", "content", "static", "templates", "themes"] {
        for entry in walkdir::WalkDir::new(folder.join(root)).sort_by_file_name().into_iter().flatten() {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                world.write(&path, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    world
}

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Outputs by path; keeps the old ones that did not change.
#[derive(Debug, Default)]
pub struct Outputs {
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the last build wrote.
    pub written: Vec<String>,
    prints: BTreeMap<String, u64>,
    wanted: Vec<OutPath>,
    fresh: Mutex<Vec<(usize, Vec<u8>)>>,
}

impl Sink for Outputs {
    fn begin(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<bool>, Error> {
        self.wanted = wanted.iter().map(|wanted| wanted.path.clone()).collect();
        let stale = |wanted: &Wanted<'_>| self.prints.get(wanted.path.as_str()) != Some(&wanted.fingerprint.0);
        let answer = wanted.iter().map(stale).collect();
        self.prints = wanted.iter().map(|wanted| (wanted.path.as_str().to_owned(), wanted.fingerprint.0)).collect();
        Ok(answer)
    }

    fn write(&self, at: usize, bytes: &[u8]) -> Result<(), Error> {
        self.fresh.lock().unwrap().push((at, bytes.to_vec()));
        Ok(())
    }
}

impl Outputs {
    /// Takes over what was written, drops what is no longer wanted.
    pub fn finish(&mut self) {
        let mut fresh = std::mem::take(&mut *self.fresh.lock().unwrap());
        fresh.sort();
        self.written = fresh.iter().map(|(at, _)| self.wanted[*at].as_str().to_owned()).collect();
        for (at, bytes) in fresh {
            self.files.insert(self.wanted[at].as_str().to_owned(), bytes);
        }
        let wanted: Vec<&str> = self.wanted.iter().map(OutPath::as_str).collect();
        self.files.retain(|path, _| wanted.binary_search(&path.as_str()).is_ok());
    }

    /// An output as text.
    pub fn text(&self, path: &str) -> &str {
        let bytes =
            self.files.get(path).unwrap_or_else(|| panic!("no output {path}; there are {:?}", self.files.keys()));
        std::str::from_utf8(bytes).unwrap()
    }

    /// True if those words stand in any output.
    pub fn say(&self, words: &str) -> bool {
        self.files.values().any(|bytes| String::from_utf8_lossy(bytes).contains(words))
    }
}

/// Builds a world from nothing.
pub fn cold(world: &dyn World) -> (Report, Outputs) {
    cold_with(world, &Request::default())
}

/// Builds a world from nothing, with a request.
pub fn cold_with(world: &dyn World, request: &Request) -> (Report, Outputs) {
    let mut outputs = Outputs::default();
    let report = build(world, request, &mut Memory::default(), &mut outputs).unwrap();
    outputs.finish();
    (report, outputs)
}

/// A report's diagnostics as a person would see them.
pub fn shown(report: &Report, world: &dyn World) -> String {
    let source = |path: &SourcePath| world.read(path, 8 << 20).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    render::render(&report.diagnostics, &report.lints, Format::Human, render::Look::default(), &source).text
}

/// Builds a world that must have nothing wrong.
pub fn clean(world: &dyn World) -> Outputs {
    let (report, outputs) = cold(world);
    let found = shown(&report, world);
    assert!(found.is_empty(), "{found}");
    outputs
}

/// Builds a site with those settings, which must have nothing wrong.
pub fn built(settings: &str, files: &[(&str, &str)]) -> Outputs {
    let mut world = site(files);
    world.write("site.toml", settings);
    clean(&world)
}

/// What a reader reads in the main part of a page: a line for each block.
pub fn words(html: &str) -> String {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).expect("a page has a main").0;
    let mut text = String::new();
    for part in main.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        if ["/p", "/h1", "/h2", "/h3", "/li", "/dt", "/dd", "/figcaption"].contains(&tag) {
            text.push('\n');
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// What a reader sees in `<main>`, a line for each block: markup, hidden labels and white space left out.
pub fn main_words(html: &str) -> String {
    const INLINE: &[&str] = &["a", "b", "bdi", "em", "i", "q", "span", "strong", "sup", "time"];
    let start = html.find("<main").expect("a page has a main part");
    let end = html.find("</main>").expect("a page has a main part");
    let mut lines = vec![String::new()];
    for part in html[start..end].split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            lines.push(String::new());
        }
        lines.last_mut().expect("there is a line").push_str(text);
    }
    let words = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = lines.iter().map(words).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
