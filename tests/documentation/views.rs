//! `docs/theming.md` against what templates are given: a site that says everything (`everything/`) is
//! built with templates that write out all they can read, and the result is compared with the page,
//! field by field. What templates see and the page does not tell of is a mistake, and so is what the
//! page tells of and no template ever sees.

use std::collections::BTreeSet;
use std::fmt::Write;

use briefer::base::date::Date;
use briefer::base::world::MemoryWorld;
use briefer::build::Request;
use serde_json::Value;

use crate::common::{Outputs, cold, cold_with, load, project, shown, site};
use crate::page::Page;
use crate::reads::{Field, Kind, Template, by_anchor, fields, templates};

/// A site in which nothing is left out, and in which some things are more than a page holds.
fn everything() -> MemoryWorld {
    let mut world = load(&project().join("tests/documentation/everything"));
    // More than ten mentions, eight statements and events of an actor, 24 events of a storyline.
    let (mut events, mut statements) = (String::new(), String::new());
    for day in 1..=25 {
        writeln!(events, "  - {{ title: Day {day}, date: 2025-03-{day:02}, status: held, actors: [anna-alpha] }}")
            .unwrap();
        writeln!(statements, "  - {{ speaker: anna-alpha, text: Words {day}, date: 2025-03-{day:02} }}").unwrap();
        let paragraph = format!("On day {day} the Republic of Gamma spoke.\n\n");
        let text = format!(
            "---\ntitle: Day {day}\ndate: 2025-03-{day:02}\nsummary: A day.\nactors: [union]\n---\n\n{}",
            paragraph.repeat(4),
        );
        world.write(&format!("content/briefings/day-{day}.md"), text);
    }
    let text = format!(
        "---\ntitle: The days\ndate: 2025-03-31\nsummary: All of them.\ndossier: story\nactors: [anna-alpha]\nevents:\n{events}statements:\n{statements}---\n",
    );
    world.write("content/briefings/days.md", text);
    world
}

/// A site of one briefing that says as little as it can, without what may be turned off.
fn next_to_nothing() -> MemoryWorld {
    let mut world = site(&[("content/briefings/a.md", "---\ntitle: A\ndate: 2025-08-01\nsummary: B.\n---\n")]);
    let sections = "[sections]\ntimeline = false\nupcoming = false\ncalendars = false\n";
    let named = "[publisher]\nname = \"P\"\n[furniture.sponsor]\nname = \"S\"\n";
    world.write("site.toml", format!("title = \"T\"\nbase_url = \"https://example.org/\"\n{sections}{named}"));
    world
}

#[test]
fn the_page_names_every_template() {
    let page = Page::read("theming");
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for row in page.section("Templates and what they read").rows.iter().chain(&page.section("Parts of pages").rows) {
        for name in crate::page::words(row.cell("template")) {
            assert!(told.insert(name), "{name} is told of twice");
        }
    }
    let files = briefer::theme::embedded::files("base", "templates").map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(told, files.iter().map(String::as_str).collect());
}

/// A template that reads what is not there is told what is.
#[test]
fn templates_get_what_the_page_says() {
    let all = templates(&Page::read("theming"));
    for template in &all {
        let mut world = everything();
        for Template { name, .. } in &all {
            // One that includes another would be the first to ask for what is not there.
            let text = if *name == template.name { "{{ nothing_is_called_so }}" } else { "" };
            world.write(&format!("templates/{name}"), text);
        }
        let (report, _) = cold(&world);
        let names: Vec<&str> = template.variables.iter().map(|variable| variable.name.as_str()).collect();
        let expected = format!("the variables here are {}\n", names.join(", "));
        let text = shown(&report, &world);
        assert!(text.contains(&expected), "{}: {expected}\n{text}", template.name);
    }
}

#[test]
fn views_hold_what_the_page_says() {
    let page = Page::read("theming");
    let mut contract = Contract { templates: templates(&page), page, ..Contract::default() };
    contract.build(everything(), false);
    let mut unfinished = everything();
    unfinished.write("content/index.md", "---\ndraft: true\nlang: uk\n---\n\nSoon.\n");
    contract.build(unfinished, true);
    let unused: Vec<&str> = contract
        .templates
        .iter()
        .map(|template| template.name.as_str())
        .filter(|name| !contract.met.contains(*name))
        .collect();
    assert!(unused.is_empty(), "no page was made with {unused:?}");
    contract.build(next_to_nothing(), false);
    contract.build(site(&[]), false);

    for section in &contract.page.sections {
        for field in fields(&contract.page, section).into_iter().filter(|field| field.section == section.title) {
            let at = (section.title.clone(), field.name.clone());
            if !contract.filled.contains(&at) {
                contract.wrong.insert(format!("{}: no template has seen a value of `{}`", at.0, at.1));
            }
            if field.kind.optional && !contract.absent.contains(&at) {
                contract.wrong.insert(format!("{}: `{}` was never absent", at.0, at.1));
            }
        }
    }
    assert!(contract.wrong.is_empty(), "{}", contract.wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// What the page tells, and how far it was met.
#[derive(Debug, Default)]
struct Contract {
    page: Page,
    templates: Vec<Template>,
    /// Templates of which there was a page.
    met: BTreeSet<String>,
    /// Fields, by section and name, that had a value somewhere.
    filled: BTreeSet<(String, String)>,
    /// Fields that were absent somewhere.
    absent: BTreeSet<(String, String)>,
    wrong: BTreeSet<String>,
}

impl Contract {
    /// Builds a site whose templates write out all that the page says they may read, and compares.
    fn build(&mut self, mut world: MemoryWorld, drafts: bool) {
        for Template { name, variables } in &self.templates {
            let members = variables.iter().map(|variable| format!(",\"{0}\":{{{{ {0} | json }}}}", variable.name));
            let text = format!("{{\"template\":\"{name}\"{}}}", members.collect::<String>());
            world.write(&format!("templates/{name}"), text);
        }
        let (report, Outputs { files, .. }) = cold_with(&world, &Request { drafts, ..Request::default() });
        assert!(!report.has_errors(), "{}", shown(&report, &world));
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page: Value = serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            self.page(&page);
        }
    }

    /// Compares what a template has written out.
    fn page(&mut self, page: &Value) {
        let name = page["template"].as_str().unwrap();
        let variables = self.templates.iter().find(|template| template.name == name).unwrap().variables.clone();
        self.met.insert(name.to_owned());
        for variable in variables {
            self.value(&format!("{name}: `{}`", variable.name), &variable.kind, &page[&variable.name]);
        }
    }

    fn value(&mut self, at: &str, kind: &Kind, value: &Value) {
        if value.is_null() {
            if !kind.optional && kind.words != "absent" {
                self.wrong.insert(format!("{at} is absent, and told to be {}", kind.words));
            }
        } else if let Some((of, gaps)) = kind.entries() {
            let Some(entries) = value.as_array() else {
                self.wrong.insert(format!("{at} is told to be {}, and is {value}", kind.words));
                return;
            };
            entries.iter().filter(|entry| !gaps || !entry.is_null()).for_each(|entry| self.value(at, &of, entry));
        } else if let Some(anchor) = kind.section() {
            self.view(at, anchor, value);
        } else if !self.is(kind, value) {
            let told = if kind.closed.is_empty() { kind.words.clone() } else { kind.closed.join(" or ") };
            self.wrong.insert(format!("{at} is told to be {told}, and is {value}"));
        }
    }

    fn view(&mut self, at: &str, anchor: &str, value: &Value) {
        let section = by_anchor(&self.page, anchor);
        let title = section.title.clone();
        let fields = fields(&self.page, section);
        let Some(map) = value.as_object() else {
            self.wrong.insert(format!("{at} is told to be of `{title}`, and is {value}"));
            return;
        };
        for name in map.keys().filter(|name| !fields.iter().any(|field| field.name == **name)) {
            self.wrong.insert(format!("{title}: `{name}` is not told of"));
        }
        for Field { section, name, kind } in fields {
            let Some(value) = map.get(&name) else {
                self.wrong.insert(format!("{title}: there is no `{name}`"));
                continue;
            };
            let field = (section, name.clone());
            if value.is_null() {
                self.absent.insert(field);
            } else if value.as_array().is_none_or(|entries| !entries.is_empty()) {
                self.filled.insert(field);
            }
            self.value(&format!("{title}: `{name}`"), &kind, value);
        }
    }

    /// Whether a value without fields is what it is told to be.
    fn is(&mut self, kind: &Kind, value: &Value) -> bool {
        match (kind.words.as_str(), value) {
            ("text", Value::String(_))
            | ("number", Value::Number(_))
            | ("true or false", Value::Bool(_))
            | ("map", Value::Object(_)) => true,
            ("word", Value::String(word)) => kind.closed.is_empty() || kind.closed.contains(word),
            ("date", Value::String(date)) => date.parse::<Date>().is_ok(),
            ("address", Value::String(address)) => {
                ["/", "#", "https://", "mailto:"].iter().any(|start| address.starts_with(start))
            }
            ("HTML", Value::String(html)) => {
                // An entry of a list is a page of a template of its own.
                if html.starts_with("{\"template\"") {
                    self.page(&serde_json::from_str(html).unwrap());
                }
                true
            }
            _ => false,
        }
    }
}
