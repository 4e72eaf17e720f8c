//! The schemas for editors, as another library reads them (jsonschema): they take all of the
//! demonstration, and refuse what reading refuses.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk and run the program")]

mod common;

use std::process::Command;

use briefer::base::world::World;
use briefer::config::{Site, ThemeToml};
use briefer::model::front::{ActorFront, BriefingFront, DossierFront, PageFront, TagFront};
use briefer::schema::{Syntax, of};
use common::{cold, load, project, shown, site};
use jsonschema::Validator;
use serde_json::Value;

/// A schema by the folder of what it is of.
fn schema(folder: &str) -> Value {
    match folder {
        "briefings" => of::<BriefingFront>("", Syntax::Yaml),
        "actors" => of::<ActorFront>("", Syntax::Yaml),
        "tags" => of::<TagFront>("", Syntax::Yaml),
        "dossiers" => of::<DossierFront>("", Syntax::Yaml),
        "pages" | "index.md" => of::<PageFront>("", Syntax::Yaml),
        "site" => of::<Site>("", Syntax::Toml),
        "theme" => of::<ThemeToml>("", Syntax::Toml),
        other => panic!("{other}"),
    }
}

fn validator(folder: &str) -> Validator {
    jsonschema::draft7::new(&schema(folder)).unwrap()
}

/// What is wrong, each with its place.
fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn toml(text: &str) -> Value {
    ::toml::from_str(text).unwrap()
}

#[test]
fn the_demonstration_has_no_faults() {
    let world = load(&project());
    let mut seen = 0;
    for entry in world.list(&["content"]).unwrap() {
        let path = entry.path.as_str();
        if !path.ends_with(".md") {
            continue;
        }
        let text = String::from_utf8(world.read(&entry.path, 1 << 20).unwrap()).unwrap();
        let front = text.split("---\n").nth(1).unwrap_or_else(|| panic!("{path} has no front matter"));
        let folder = path.split('/').nth(1).unwrap();
        assert_eq!(faults(&validator(folder), &yaml(front)), Vec::<String>::new(), "{path}");
        seen += 1;
    }
    assert!(seen > 20);
    let read = |path: &str| std::fs::read_to_string(project().join(path)).unwrap();
    assert_eq!(faults(&validator("site"), &toml(&read("site.toml"))), Vec::<String>::new());
    for theme in ["base", "record"] {
        let found = faults(&validator("theme"), &toml(&read(&format!("themes/{theme}/theme.toml"))));
        assert_eq!(found, Vec::<String>::new(), "{theme}");
    }
}

/// What a briefing says beside title, date and summary, and where the schema finds fault.
/// Reading it must come to the same end.
const BRIEFINGS: &[(&str, Option<&str>)] = &[
    ("as_of: 2025-08", None),
    ("as_of: 2025", None),
    ("as_of: 2025-08-07T06:00:00+02:00", None),
    ("as_of:", None),
    ("as_of: yesterday", Some("/as_of")),
    ("as_of: 07.08.2025", Some("/as_of")),
    ("publish_at: 2025-08-07T06:00:00Z", None),
    ("publish_at: 2025-08-07", Some("/publish_at")),
    ("publish_at: 2025", Some("/publish_at")),
    ("drat: true", Some("")),
    ("draft: maybe", Some("/draft")),
    ("status: developing", None),
    ("status: done", Some("/status")),
    ("tlp: AMBER+STRICT\ndraft: true", None),
    ("tlp: amber", Some("/tlp")),
    ("tags:", None),
    ("tags: [2025, Talks]", None),
    ("tags: Talks", Some("/tags")),
    ("tags: [[Talks]]", Some("/tags/0")),
    ("number: 0", Some("/number")),
    ("number: 3", None),
    ("slug: a/b", Some("/slug")),
    ("lang: pt-BR", None),
    ("lang: english please", Some("/lang")),
    ("actors: [russia, { id: ukraine, role: Host }]", None),
    ("actors: [{ role: Host }]", Some("/actors/0")),
    ("actors: [{ id: ukraine, rôle: Host }]", Some("/actors/0")),
    ("events: [The vote, { title: Talks, date: 2025-08-09, kind: talks, alternatives: [2025-08-10] }]", None),
    ("events: [{ title: Talks, kind: party }]", Some("/events/0")),
    ("events: [{ title: Talks, id: The Talks }]", Some("/events/0")),
    ("statements: [{ speaker: russia, text: No., fragment: true }]", None),
    ("statements: [{ speaker: russia }]", Some("/statements/0")),
    ("positions: [{ actor: russia, issue: Borders, stance: demands }]", None),
    ("positions: [{ actor: russia, issue: Borders, stance: wishes }]", Some("/positions/0/stance")),
    ("figures: [{ label: Dead, value: 31, qualifier: at-least }]", None),
    ("figures: [{ label: Dead }]", Some("/figures/0")),
    ("questions: [Who pays?, { question: When?, answer: Soon. }]", None),
    ("sources: [\"https://example.org/\", { title: A, url: \"https://example.org/\", grade: B2, kind: wire }]", None),
    ("sources: [{ title: A, grade: G7 }]", Some("/sources/0")),
    ("sources: [{ title: A, url: example.org }]", Some("/sources/0")),
    ("corrections: [{ date: 2025-08-07, kind: retraction, text: Withdrawn. }]", None),
    ("corrections: [{ text: Withdrawn. }]", Some("/corrections/0")),
    ("image: { src: /a.png }", Some("/image")),
    ("extra: { anything: [1, { b: c }] }", None),
    ("internal: [1, { b: c }]", None),
];

#[test]
fn a_schema_and_reading_come_to_the_same_end() {
    let validator = validator("briefings");
    let actor = "kind: state\n---\n";
    for (fields, fault) in BRIEFINGS {
        let front = format!("title: T\ndate: 2025-08-07\nsummary: S.\n{fields}\n");
        let found = faults(&validator, &yaml(&front));
        let places: Vec<&str> = found.iter().map(|fault| fault.split(": ").next().unwrap()).collect();
        assert_eq!(places, fault.iter().copied().collect::<Vec<_>>(), "{fields}\n{found:?}");

        let world = site(&[
            ("content/briefings/a.md", &format!("---\n{front}---\n")),
            ("content/actors/russia.md", &format!("---\nname: Russia\n{actor}")),
            ("content/actors/ukraine.md", &format!("---\nname: Ukraine\n{actor}")),
            ("static/a.png", ""),
        ]);
        let (report, _) = cold(&world);
        assert_eq!(report.has_errors(), fault.is_some(), "{fields}\n{}", shown(&report, &world));
    }
}

#[test]
fn actors_have_shapes_of_their_own() {
    let found = |fields: &str| faults(&validator("actors"), &yaml(&format!("name: A\nkind: person\n{fields}\n"))).len();
    assert_eq!(
        found("country: UA\nwikidata: Q212\nnames: { uk: Ім'я }\nroles: [Minister, { title: Envoy, from: 2024 }]"),
        0
    );
    assert_eq!(found("country: Ukraine"), 1);
    assert_eq!(found("wikidata: 212"), 1);
    assert_eq!(found("names: { the language: A }"), 1);
    assert_eq!(found("links: [example.org/, { title: Site, url: ftp://example.org/ }]"), 1);
}

#[test]
fn settings_are_stricter_than_front_matter() {
    let found = |settings: &str| {
        let text = format!("title = \"T\"\nbase_url = \"https://example.org/\"\n{settings}\n");
        let found = faults(&validator("site"), &toml(&text));
        found.iter().map(|fault| fault.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("timezone = \"UTC\"\nextra = { a = [1] }\n[lints]\nunregistered-actor = \"error\""), [""; 0]);
    assert_eq!(found("description = 7"), ["/description"]);
    assert_eq!(found("permalink = \"/{title}/\""), ["/permalink"]);
    assert_eq!(found("[lints]\nunknown-key = \"allow\""), ["/lints/unknown-key"]);
    assert_eq!(found("[lints]\nno-such-code = \"allow\""), ["/lints"]);
    assert_eq!(found("[feeds]\nlimit = 0\nformats = [\"rss\"]"), ["/feeds/formats/0", "/feeds/limit"]);
    assert_eq!(found("[feed]"), [""]);
}

#[test]
fn every_field_is_described_and_every_schema_is_one() {
    fn walk(schema: &Value, path: &str, silent: &mut Vec<String>) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if field["description"].as_str().is_none_or(str::is_empty) {
                silent.push(format!("{path}/{name}"));
            }
        }
        for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
            walk(definition, &format!("{path}/{name}"), silent);
        }
    }
    for folder in ["briefings", "actors", "tags", "dossiers", "pages", "site", "theme"] {
        let schema = schema(folder);
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{folder}");
        let mut silent = Vec::new();
        walk(&schema, folder, &mut silent);
        assert_eq!(silent, Vec::<String>::new());
    }
}

#[test]
fn the_program_writes_them_and_replaces_its_own_alone() {
    let folder = tempfile::tempdir().unwrap();
    let briefer = |arguments: &[&str]| {
        let run =
            Command::new(env!("CARGO_BIN_EXE_briefer")).args(arguments).current_dir(folder.path()).output().unwrap();
        (run.status.code().unwrap(), String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap())
    };
    let (code, printed, _) = briefer(&["schema", "actor"]);
    assert_eq!(code, 0);
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap()["title"], "An actor of Briefer");

    let written = |name: &str| std::fs::read_to_string(folder.path().join("schema").join(name)).unwrap();
    assert_eq!(briefer(&["schema", "-o", "schema"]).2, "wrote 7 schemas to schema\n");
    assert_eq!(written("actor.json"), printed);
    std::fs::write(folder.path().join("schema/actor.json"), written("tag.json")).unwrap();
    assert_eq!(briefer(&["schema", "actor", "-o", "schema"]).2, "wrote 1 schema to schema\n");
    assert_eq!(written("actor.json"), printed);

    std::fs::write(folder.path().join("schema/site.json"), "{}").unwrap();
    let (code, _, message) = briefer(&["schema", "-o", "schema"]);
    assert_eq!(code, 2);
    assert!(message.contains("`schema/site.json` exists, and Briefer did not write it"), "{message}");
    assert_eq!(written("site.json"), "{}");
}

#[test]
fn a_new_site_is_wired_up() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], within: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefer"));
        command.args(arguments).current_dir(folder.path().join(within)).output().unwrap()
    };
    assert!(run(&["init", "desk"], "").status.success());
    let read = |path: &str| std::fs::read_to_string(folder.path().join("desk").join(path)).unwrap();
    let settings = read("site.toml");
    let named = settings.lines().next().unwrap().strip_prefix("#:schema ./").unwrap();
    let schema: Value = serde_json::from_str(&read(named)).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    assert_eq!(faults(&validator, &toml(&settings)), Vec::<String>::new());
    // What init proposes in comments is right, too.
    let is_toml = |line: &&str| line.contains('=') || line.starts_with(['[', ']']) || line.starts_with("  {");
    let meant = |line: &'_ str| match line.strip_prefix("# ") {
        Some(proposed) => Some(proposed).filter(is_toml).map(str::to_owned),
        None => Some(line.to_owned()),
    };
    let whole: Vec<String> = settings.lines().filter_map(meant).collect();
    assert_eq!(faults(&validator, &toml(&whole.join("\n"))), Vec::<String>::new());

    // The task's pattern finds what `check` writes.
    let tasks: Value = serde_json::from_str(&read(".vscode/tasks.json")).unwrap();
    let task = &tasks["tasks"][0];
    let arguments: Vec<&str> =
        task["args"].as_array().unwrap().iter().map(|argument| argument.as_str().unwrap()).collect();
    std::fs::write(folder.path().join("desk/content/pages/bad.md"), "---\ntitle: T\ntitel: T\n---\n").unwrap();
    let found = String::from_utf8(run(&arguments, "desk").stderr).unwrap();
    let line = found.lines().find(|line| line.contains("bad.md")).unwrap();
    assert_eq!(line, "content/pages/bad.md:3:1: error[unknown-key]: unknown key `titel`");
    let pattern = task["problemMatcher"][0]["pattern"]["regexp"].as_str().unwrap();
    let matches = jsonschema::draft7::new(&serde_json::json!({ "pattern": pattern })).unwrap();
    assert!(matches.is_valid(&line.into()));
}
