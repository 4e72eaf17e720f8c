//! `docs/site-toml.md` and the tables of `theme.toml` against what is read.

use std::collections::BTreeSet;

use briefer::base::diag::{Code, Severity};
use briefer::base::path::SourcePath;
use briefer::base::world::MemoryWorld;
use briefer::config::written::{Data, Feeds, Publisher, Site, ThemeToml};
use briefer::config::{self, Overrides, VARIABLES};
use briefer::model::config::{Furniture, Lists, Markdown, MenuLink, Sections, Sponsor};

use crate::fields::field_names;
use crate::page::{Page, Row, words};

#[test]
fn every_setting_is_described() {
    let page = Page::read("site-toml");
    let mut wrong = Vec::new();
    let tables = [
        ("Top level", field_names::<Site>()),
        ("Links", field_names::<MenuLink>()),
        ("[publisher]", field_names::<Publisher>()),
        ("[feeds]", field_names::<Feeds>()),
        ("[data]", field_names::<Data>()),
        ("[lists]", field_names::<Lists>()),
        ("[sections]", field_names::<Sections>()),
        ("[markdown]", field_names::<Markdown>()),
        ("[furniture]", field_names::<Furniture>()),
        ("Sponsor", field_names::<Sponsor>()),
    ];
    let theming = Page::read("theming");
    let tables = tables.iter().map(|(title, fields)| (page.section(title), fields.clone()));
    for (section, fields) in tables.chain([(theming.section("theme.toml"), field_names::<ThemeToml>())]) {
        let told: BTreeSet<&str> = section.rows.iter().map(Row::key).collect();
        let read: BTreeSet<&str> = fields.iter().copied().collect();
        wrong.extend(told.difference(&read).map(|key| format!("{}: `{key}` is not read", section.title)));
        wrong.extend(read.difference(&told).map(|key| format!("{}: `{key}` is not described", section.title)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A site.toml with the two required keys and one more line, read.
fn found(line: &str, overrides: &Overrides) -> Vec<briefer::base::diag::Diagnostic> {
    let mut world = MemoryWorld::default();
    world.write("site.toml", format!("title = \"T\"\nbase_url = \"https://example.org/\"\n{line}\n"));
    config::load(&world, &SourcePath::new("site.toml"), overrides).1
}

/// What a row says is the default is what stands there when nothing is written.
#[test]
fn defaults_are_as_described() {
    let page = Page::read("site-toml");
    let world = {
        let mut world = MemoryWorld::default();
        world.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
        world
    };
    let (config, _) = config::load(&world, &SourcePath::new("site.toml"), &Overrides::default());
    let is = |title: &str, key: &str, value: String| {
        let row = page.section(title).rows.iter().find(|row| row.key() == key).unwrap();
        assert_eq!(row.cell("default").trim_matches('`').trim_matches('"'), value, "{title}: {key}");
    };
    is("Top level", "language", config.language.as_str().to_owned());
    is("Top level", "timezone", config.timezone.iana_name().unwrap().to_owned());
    is("Top level", "theme", config.theme.clone());
    is("Top level", "permalink", config.permalink.clone());
    is("Top level", "max_tlp", config.max_tlp.word().to_owned());
    is("[feeds]", "limit", config.feeds.limit.to_string());
    is("[feeds]", "full_text", config.feeds.full_text.to_string());
    is("[lists]", "home", config.lists.home.to_string());
    is("[lists]", "per_page", config.lists.per_page.to_string());
    for row in &page.section("[sections]").rows {
        is("[sections]", row.key(), "true".to_owned());
    }
    is("[markdown]", "raw_html", config.markdown.raw_html.to_string());
    is("[markdown]", "smart_punctuation", config.markdown.smart_punctuation.to_string());
    is("[furniture]", "share", config.furniture.share.to_string());
    is("[furniture]", "follow", config.furniture.follow.to_string());
}

#[test]
fn every_variable_is_described() {
    let page = Page::read("site-toml");
    let told: Vec<(&str, &str)> =
        page.section("Environment variables").rows.iter().map(|row| (row.key(), words(row.cell("sets"))[0])).collect();
    assert_eq!(told, VARIABLES);
}

/// A line of a new `site.toml` that is TOML in a comment; else it is prose.
fn commented(line: &str) -> Option<&str> {
    let code = line.strip_prefix("# ")?;
    let is_key = |key: &str| key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '_'));
    let is_value = code.split_once(" = ").is_some_and(|(key, _)| is_key(key));
    (is_value || code.starts_with(['[', ']', ' '])).then_some(code)
}

/// A new `site.toml` shows in comments what holds without them, but for a few examples. Each can be taken as it is.
#[test]
fn commented_settings_of_a_new_site_are_the_defaults() {
    const EXAMPLES: &[&str] = &["menu = [", "[publisher]", "[furniture]", "unregistered-actor = \"error\""];
    let files = briefer::scaffold::site::files("T", "record");
    let text = files.iter().find(|(path, _)| path == "site.toml").map(|(_, bytes)| bytes.clone()).unwrap();
    let text = String::from_utf8(text).unwrap();
    let read = |text: &str| {
        let mut world = MemoryWorld::default();
        world.write("site.toml", text);
        let (config, diagnostics) = config::load(&world, &SourcePath::new("site.toml"), &Overrides::default());
        assert!(diagnostics.is_empty(), "{text}\n{diagnostics:?}");
        format!("{config:?}")
    };
    let plain = read(&text);
    let (mut defaults, mut examples) = (Vec::new(), Vec::new());
    for block in text.split("\n\n") {
        let Some(head) = block.lines().find_map(commented) else { continue };
        let used: Vec<&str> = block.lines().map(|line| commented(line).unwrap_or(line)).collect();
        let is_default = read(&text.replace(block, &used.join("\n"))) == plain;
        if is_default { defaults.push(head) } else { examples.push(head) }
    }
    assert_eq!(examples, EXAMPLES);
    let told = ["permalink = \"/{year}/{month}/{day}/{slug}/\"", "max_tlp = \"CLEAR\"", "[lists]", "[feeds]", "[data]"];
    assert_eq!(defaults, told);
}

/// The errors that a site can turn down are the ones that the page names.
#[test]
fn errors_that_can_be_turned_down_are_as_described() {
    let page = Page::read("site-toml");
    let is_refused = |code: &Code| {
        let line = format!("[lints]\n{} = \"allow\"", code.name());
        found(&line, &Overrides::default()).iter().any(|found| found.code.severity() == Severity::Error)
    };
    let errors = Code::ALL.iter().filter(|code| code.severity() == Severity::Error);
    let lowered: BTreeSet<&str> = errors.filter(|code| !is_refused(code)).map(|code| code.name()).collect();
    let text = page.text.split_once("can be turned\ndown:").unwrap().1;
    let told: BTreeSet<&str> = words(text.split_once(". ").unwrap().0).into_iter().collect();
    assert_eq!(told, lowered);
    for code in Code::ALL.iter().filter(|code| code.severity() != Severity::Error) {
        assert!(!is_refused(code), "{code}");
    }
}
