//! What a template may name: filters, tests, functions, components, templates and blocks.
//!
//! Entry point: [`near`]. The engine says which name it does not know and not which it does, so those of its own are
//! listed here.

use super::faults::Sources;
use crate::base::text::{fold, near_folded, near_misses};

/// Tera's filters.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Our filters and functions: what [`super::filters`] registers.
const OURS: (&[&str], &[&str]) = (&["absolute", "count", "date", "json", "time"], &["asset"]);

/// Tera's tests.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Tera's functions.
const FUNCTIONS: &[&str] = &["range", "super", "throw"];

/// What may be meant by the name that `message`, the engine's about `template`, has between backticks.
pub(super) fn near<'a>(sources: &'a Sources, template: &str, message: &str) -> Vec<&'a str> {
    let mut parts = message.split('`');
    let (Some(said), Some(name)) = (parts.next(), parts.next()) else { return Vec::new() };
    match said.trim_end().to_lowercase().as_str() {
        "unknown filter" => near_misses(name, FILTERS.iter().chain(OURS.0).copied()),
        "unknown test" => near_misses(name, TESTS.iter().copied()),
        "unknown function" => near_misses(name, FUNCTIONS.iter().chain(OURS.1).copied()),
        "unknown component" => near_misses(name, sources.texts().flat_map(|text| tags(text, "component"))),
        "unknown template" => templates(sources, template, name),
        "block" => near_misses(name, parents(sources, template).into_iter().flat_map(|text| tags(text, "block"))),
        _ => Vec::new(),
    }
}

/// The block that `message` says is in no parent, the nearest of these by its name, and the blocks that there are.
pub(super) fn missing_block<'m, 'a>(
    sources: &'a Sources,
    template: &str,
    message: &'m str,
) -> Option<(&'m str, &'a str, Vec<&'a str>)> {
    let block = message.strip_prefix("Block `")?.split('`').next()?;
    let mut blocks: Vec<&str> = parents(sources, template).into_iter().flat_map(|text| tags(text, "block")).collect();
    blocks.sort_unstable();
    blocks.dedup();
    Some((block, sources.text(template).and_then(extended)?, blocks))
}

/// Other templates that `name` may be a slip of.
pub(super) fn templates<'a>(sources: &'a Sources, template: &str, name: &str) -> Vec<&'a str> {
    // The ending is no part of the likeness.
    let stem = |name: &str| fold(name.strip_suffix(".html").unwrap_or(name));
    let others = sources.names().filter(|other| *other != template);
    near_folded(&stem(name), others.map(|other| (stem(other), other)))
}

/// The texts that a template extends, from the nearest.
fn parents<'a>(sources: &'a Sources, template: &str) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    let mut parent = sources.text(template).and_then(extended);
    // A circle is a mistake of its own, and was reported.
    while let Some(text) = parent.and_then(|name| sources.text(name)).filter(|text| !found.contains(text)) {
        found.push(text);
        parent = extended(text);
    }
    found
}

/// The template that a text extends.
fn extended(text: &str) -> Option<&str> {
    let name = tags(text, "extends").next()?;
    name.strip_prefix(['"', '\'', '`'])?.strip_suffix(['"', '\'', '`'])
}

/// What the tags of a kind name: `main` of `{% block main %}`.
fn tags<'a>(text: &'a str, kind: &'a str) -> impl Iterator<Item = &'a str> {
    let within = text.split("{%").skip(1).filter_map(move |tag| {
        tag.trim_start_matches('-').trim_start().strip_prefix(kind)?.strip_prefix(char::is_whitespace)
    });
    within.filter_map(|rest| rest.trim_start().split([' ', '(', '%', '-', '\n']).next().filter(|name| !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SourcePath;
    use crate::model::theme::TemplateFile;

    fn sources(templates: &[(&str, &str)]) -> Sources {
        let file = |(name, text): &(&str, &str)| TemplateFile {
            name: (*name).to_owned(),
            source: SourcePath::new(format!("templates/{name}")),
            text: (*text).to_owned(),
        };
        Sources::new(&templates.iter().map(file).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_listed_is_there() {
        let mut tera = tera::Tera::new();
        let filters = FILTERS.iter().map(|name| format!("{{{{ x | {name} }}}}"));
        let tests = TESTS.iter().map(|name| format!("{{% if x is {name} %}}{{% endif %}}"));
        let functions = FUNCTIONS.iter().map(|name| format!("{{% block a %}}{{{{ {name}() }}}}{{% endblock %}}"));
        let text: String = filters.chain(tests).collect();
        tera.add_raw_template("all.html", &text).expect("every name is known");
        for (at, text) in functions.enumerate() {
            tera.add_raw_template(&format!("{at}.html"), &text).expect("every function is known");
        }
    }

    #[test]
    fn blocks_of_what_is_extended_are_near() {
        let sources = sources(&[
            ("base.html", "{%- block main -%}{% endblock main %}{% component card(title) %}{% endcomponent card %}"),
            ("page.html", "{% extends \"base.html\" %}{% block body %}{% endblock body %}"),
            ("tag.html", "{% extends \"page.html\" %}{% block mian %}{% endblock mian %}"),
            ("circle.html", "{% extends \"circle.html\" %}"),
        ]);
        let near = |template, message: &str| near(&sources, template, message);
        assert_eq!(near("tag.html", "Block `mian` is not defined in any parent template"), ["main"]);
        assert_eq!(near("tag.html", "Block `boody` is not defined in any parent template"), ["body"]);
        assert!(near("circle.html", "Block `main` is not defined in any parent template").is_empty());
        assert_eq!(near("tag.html", "Unknown component `crad`"), ["card"]);
        assert_eq!(near("tag.html", "Unknown template `pgae.html`"), ["page.html"]);
        assert!(near("tag.html", "Something `else`").is_empty());
        let missing = |message| missing_block(&sources, "tag.html", message);
        assert_eq!(
            missing("Block `banner` is not defined in any parent template"),
            Some(("banner", "page.html", vec!["body", "main"]))
        );
        assert_eq!(missing("Unknown template `pgae.html`"), None);
    }
}
