//! The start of a site: settings, the demonstration content, and what builds it in CI.

use include_dir::{Dir, DirEntry, include_dir};

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The files of a new site, by path.
pub fn files(title: &str, theme: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("site.toml".to_owned(), settings(title, theme).into_bytes()),
        (".gitignore".to_owned(), GITIGNORE.into()),
        (".github/workflows/pages.yml".to_owned(), GITHUB.into()),
        (".gitlab-ci.yml".to_owned(), GITLAB.into()),
        (".vscode/extensions.json".to_owned(), EXTENSIONS.into()),
        (".vscode/tasks.json".to_owned(), TASKS.into()),
    ];
    collect(&CONTENT, &mut files);
    files.sort();
    files
}

/// The public part of the demonstration content: a new site begins without anything held back.
fn collect(dir: &'static Dir<'static>, files: &mut Vec<(String, Vec<u8>)>) {
    let is_held = |text: &str| text.contains("\ndraft: true") || text.contains("\npublish_at:");
    if dir.files().filter_map(include_dir::File::contents_utf8).any(is_held) {
        return;
    }
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, files),
            DirEntry::File(file) => {
                let path = format!("content/{}", file.path().to_string_lossy().replace('\\', "/"));
                files.push((path, file.contents().to_vec()));
            }
        }
    }
}

fn settings(title: &str, theme: &str) -> String {
    SETTINGS.replace("{title}", &toml_text(title)).replace("{theme}", &toml_text(theme))
}

/// A TOML basic string's inside.
fn toml_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

const SETTINGS: &str = r##"#:schema ./schema/site.json
# The settings of this site. A line that begins with # is a comment: remove the # to use it.

title = "{title}"

# Where the site will be. A path at the end is honoured: "https://example.org/briefings/"
base_url = "https://example.org/"

# One sentence about the site, for search engines and the feed.
description = "Dated, sourced briefings."

language = "en"

# Dates without an offset are read in this time zone.
timezone = "UTC"

theme = "{theme}"

# The address of a briefing.
# permalink = "/{year}/{month}/{day}/{slug}/"

# The most restricted marking (Traffic Light Protocol) that this site may publish.
# max_tlp = "CLEAR"

# The menu; without it, the sections that have content.
# menu = [
#   { title = "Actors", url = "/actors/" },
#   { title = "About", url = "/about/" },
# ]

# [publisher]
# name = "The publisher's name"
# url = "https://example.org/"
# policies = [{ title = "Editorial policy", url = "/editorial-policy/" }]

# [lists]
# home = 20
# per_page = 50

# [feeds]
# limit = 20
# full_text = false
# of = ["site", "actors", "dossiers", "tags", "corrections"]
# formats = ["atom", "json"]

# The site as tables, below /data/; without formats there are none.
# [data]
# of = ["briefings", "actors", "events", "statements", "positions", "figures", "sources"]
# formats = ["json", "csv"]

# What may surround a briefing. Each is off unless it is asked for here.
# [furniture]
# share = true
# follow = true
# reply = { title = "Write to the desk", url = "mailto:desk@example.org" }
# sponsor = { name = "A sponsor", url = "https://example.org/", text = "One line of theirs." }

# How mistakes are taken: "allow", "warn" or "error". `briefer explain` lists them.
[lints]
# unregistered-actor = "error"
# One of the first briefings waits for a day that has passed. When you take them out, take this out, too.
overdue-event = "allow"
"##;

/// For VS Code: what reads `#:schema` in `site.toml`.
const EXTENSIONS: &str = r#"{
  "recommendations": ["tamasfe.even-better-toml"]
}
"#;

/// For VS Code: `briefer check` as a task that fills the list of problems.
const TASKS: &str = r#"{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "briefer check",
      "type": "process",
      "command": "briefer",
      "args": ["check", "--quiet", "--format", "short", "--color", "never"],
      "options": { "cwd": "${workspaceFolder}" },
      "group": { "kind": "build", "isDefault": true },
      "presentation": { "reveal": "silent" },
      "problemMatcher": [
        {
          "owner": "briefer",
          "fileLocation": ["relative", "${workspaceFolder}"],
          "pattern": {
            "regexp": "^(.+?):(\\d+):(\\d+): (error|warning)\\[([a-z-]+)\\]: (.+)$",
            "file": 1,
            "line": 2,
            "column": 3,
            "severity": 4,
            "code": 5,
            "message": 6
          }
        },
        {
          "owner": "briefer-files",
          "fileLocation": ["relative", "${workspaceFolder}"],
          "pattern": {
            "kind": "file",
            "regexp": "^([^:]+): (error|warning)\\[([a-z-]+)\\]: (.+)$",
            "file": 1,
            "severity": 2,
            "code": 3,
            "message": 4
          }
        }
      ]
    }
  ]
}
"#;

const GITIGNORE: &str = "/public\n/preview\n/.briefer\n# Where a build prepares its output; left behind only where a machine stops.\n.briefer-*\n";

const GITHUB: &str = r#"# Builds the site and publishes it on GitHub Pages.
name: Pages

on:
  push:
    branches: [main]
  # Embargoes end and briefings expire without a commit: build every hour, too.
  schedule:
    - cron: "7 * * * *"
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages

jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
        id: pages
      - uses: actions/cache@v4
        with:
          path: ~/.cargo/bin
          key: briefer-${{ runner.os }}
      - run: command -v briefer || cargo install briefer --locked
      # Every mistake stops a push, also one that only time would bring to light. It must not stop the
      # hourly build as well: what expires would stay.
      - run: briefer check --ahead --format github --deny warnings
        if: github.event_name != 'schedule'
      - run: briefer build --format github --base-url "${{ steps.pages.outputs.base_url }}/"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
      - uses: actions/deploy-pages@v4
        id: deployment
"#;

const GITLAB: &str = r#"# Builds the site and publishes it on GitLab Pages. Add a pipeline schedule to let embargoes
# end and briefings expire without a commit.
pages:
  image: rust:1
  cache:
    key: briefer
    paths: [.cargo/bin]
  variables:
    CARGO_INSTALL_ROOT: $CI_PROJECT_DIR/.cargo
  script:
    - test -x .cargo/bin/briefer || cargo install briefer --locked
    # Every mistake stops a push, also one that only time would bring to light. It must not stop a
    # scheduled build as well: what expires would stay.
    - test "$CI_PIPELINE_SOURCE" = schedule || .cargo/bin/briefer check --ahead --deny warnings
    - .cargo/bin/briefer build --base-url "$CI_PAGES_URL/"
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"#;
