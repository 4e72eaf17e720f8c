//! A site on the disk, and the program run in it, as a person would.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Seconds of [`super::NOW`].
const EPOCH: &str = "1754568000";

/// A folder with a site in it, beside an empty home folder.
#[derive(Debug)]
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A folder without anything in it.
    pub fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("desk-").tempdir().unwrap();
        fs::create_dir_all(folder.path().join("site")).unwrap();
        fs::create_dir_all(folder.path().join("home")).unwrap();
        Self { folder }
    }

    /// A site with settings and nothing else.
    pub fn new() -> Self {
        let desk = Self::empty();
        desk.write("site.toml", "title = \"Test\"\nbase_url = \"https://example.org/\"\n");
        desk
    }

    /// The site's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A path of the site.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Reads a file as text.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// A command in the site's folder, with nothing in its environment that would change the
    /// answer: the program is in its `PATH`, the instant is [`super::NOW`].
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let briefer = Path::new(env!("CARGO_BIN_EXE_briefer"));
        let mut paths = vec![briefer.parent().unwrap().to_owned()];
        paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let mut command = Command::new(program);
        for (name, _) in std::env::vars()
            .filter(|(name, _)| ["BRIEFER_", "CLICOLOR", "GITHUB_"].iter().any(|prefix| name.starts_with(prefix)))
        {
            command.env_remove(name);
        }
        command.env("PATH", std::env::join_paths(paths).unwrap());
        command.env("HOME", self.folder.path().join("home"));
        command.env("SOURCE_DATE_EPOCH", EPOCH).env("NO_COLOR", "1").env("LC_ALL", "C").env_remove("COLUMNS");
        command.current_dir(self.root());
        command
    }

    /// Runs the program with arguments that have no spaces in them.
    pub fn briefer(&self, arguments: &str) -> Run {
        let mut command = self.command(env!("CARGO_BIN_EXE_briefer"));
        self.finish(command.args(arguments.split_whitespace()).output().unwrap())
    }

    /// The same, after a last word on how it runs.
    pub fn run_as(&self, arguments: &str, prepare: impl FnOnce(&mut Command)) -> Run {
        let mut command = self.command(env!("CARGO_BIN_EXE_briefer"));
        prepare(command.args(arguments.split_whitespace()));
        self.finish(command.output().unwrap())
    }

    /// Runs a line in a shell, in which `briefer` is the program.
    pub fn shell(&self, line: &str) -> Run {
        let mut command = self.command("sh");
        self.finish(command.args(["-c", line]).output().unwrap())
    }

    fn finish(&self, output: Output) -> Run {
        let text = |bytes: Vec<u8>| self.normalized(&String::from_utf8_lossy(&bytes));
        Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }

    /// Without what differs from run to run: this folder's path, durations.
    fn normalized(&self, text: &str) -> String {
        let real = fs::canonicalize(self.folder.path()).unwrap();
        let mut text = text.to_owned();
        for path in [real.as_path(), self.folder.path()] {
            text = text.replace(&format!("{}/", path.display()), "/desk/");
        }
        without_durations(&text)
    }

    /// The files below a folder of the site, by path.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.path(folder);
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
            files.insert(path, fs::read(entry.path()).unwrap());
        }
        files
    }

    /// Names in the site's folder that Briefer makes while it builds, and must not leave behind.
    pub fn leftovers(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter_map(|name| name.into_string().ok()).filter(|name| name.starts_with(".briefer-")).collect()
    }
}

/// What a command said.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    /// None if it was killed.
    pub code: Option<i32>,
}

impl Run {
    /// What it printed, each line of stderr behind a bar; the exit code if it is not 0.
    pub fn transcript(&self) -> String {
        let mut text = self.stdout.clone();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for line in self.stderr.lines() {
            text.push_str(if line.is_empty() { "|" } else { "| " });
            text.push_str(line);
            text.push('\n');
        }
        match self.code {
            Some(0) => {}
            Some(code) => text.push_str(&format!("exit {code}\n")),
            None => text.push_str("killed\n"),
        }
        text
    }
}

/// A transcript without the line that counts files: how many a site has is for other tests.
pub fn without_counts(transcript: &str) -> String {
    transcript.split_inclusive('\n').filter(|line| !line.starts_with("| wrote ")).collect()
}

/// `in 12 ms` and `in 1.20 s` become `in [TIME]`.
fn without_durations(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split("in ").enumerate() {
        if at > 0 {
            out.push_str("in ");
        }
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let after = rest.strip_prefix(" ms").or_else(|| rest.strip_prefix(" s"));
        match after {
            Some(after) if at > 0 && rest.len() < part.len() => {
                out.push_str("[TIME]");
                out.push_str(after);
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// Compares each text with its snapshot, and reports all that differ.
pub fn assert_all(texts: impl IntoIterator<Item = (String, String, impl Into<snapbox::Data>)>) {
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let mut wrong = Vec::new();
    for (name, actual, expected) in texts {
        if let Err(error) = assert.try_eq(Some(&name), actual.into(), expected.into().raw()) {
            wrong.push(error.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
