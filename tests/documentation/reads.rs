//! The tables of `docs/theming.md` as types: what each template reads, what each view holds.

use crate::page::{Page, Section, words};

/// What a value is told to be.
#[derive(Debug, Clone)]
pub struct Kind {
    /// `text`, `list of texts`, `` [`CardView`](#cardview) ``.
    pub words: String,
    /// Whether it may be absent.
    pub optional: bool,
    /// The words that it may be, where the page lists them.
    pub closed: Vec<String>,
}

impl Kind {
    /// Of a cell: `text, or absent`.
    pub fn new(cell: &str) -> Self {
        let (words, optional) = cell.strip_suffix(", or absent").map_or((cell, false), |words| (words, true));
        Self { words: words.to_owned(), optional, closed: Vec::new() }
    }

    /// Of the entries, if it is a list; and whether there are gaps between them.
    pub fn entries(&self) -> Option<(Self, bool)> {
        let of = self.words.strip_prefix("list of ").or_else(|| self.words.strip_prefix("lists of "))?;
        let (of, gaps) = of.strip_suffix(", with gaps").map_or((of, false), |of| (of, true));
        let of = match of {
            "texts" => "text",
            "dates" => "date",
            "addresses" => "address",
            of => of,
        };
        Some((Self { words: of.to_owned(), optional: false, closed: self.closed.clone() }, gaps))
    }

    /// The anchor of the section that describes it, if it has fields.
    pub fn section(&self) -> Option<&str> {
        Some(self.words.split_once("](#")?.1.trim_end_matches(')'))
    }
}

/// Something that a template may read, and what it is.
#[derive(Debug, Clone)]
pub struct Variable {
    pub name: String,
    pub kind: Kind,
}

/// A template of a page or of an entry, with all that it may read, by name.
#[derive(Debug)]
pub struct Template {
    pub name: String,
    pub variables: Vec<Variable>,
}

/// The templates of the page's first table.
pub fn templates(page: &Page) -> Vec<Template> {
    let template = |cell: &str, name: &str| {
        let mut variables = variables(cell);
        if !cell.contains("no `page`") {
            variables.push(variable("page", "[`PageView`](#pageview)"));
        }
        variables.push(variable("site", "[`SiteView`](#siteview)"));
        variables.push(variable("strings", "map"));
        variables.sort_by(|a, b| a.name.cmp(&b.name));
        Template { name: name.to_owned(), variables }
    };
    let rows = &page.section("Templates and what they read").rows;
    rows.iter().map(|row| template(row.cell("reads"), row.key())).collect()
}

fn variable(name: &str, kind: &str) -> Variable {
    Variable { name: name.to_owned(), kind: Kind::new(kind) }
}

/// A cell such as `` `home` ([`HomeView`](#homeview)), `entries`, `total` (number; a remark) ``.
fn variables(cell: &str) -> Vec<Variable> {
    let mut rest = cell.split("; no `page`").next().unwrap_or_default();
    let mut variables = Vec::new();
    while let Some((name, after)) = rest.split_once('`').and_then(|(_, rest)| rest.split_once('`')) {
        let (kind, after) = after.strip_prefix(" (").map_or(("", after), brackets);
        let kind = match (name, kind.split(';').next().unwrap_or_default()) {
            ("entries", "") => "list of HTML",
            ("briefings", "") => "list of [`CardView`](#cardview)",
            (_, kind) => kind,
        };
        variables.push(variable(name, kind));
        rest = after;
    }
    variables
}

/// What stands up to the bracket that closes, and what follows it.
fn brackets(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    panic!("a bracket is not closed: {text}")
}

/// A field of a view: the section that tells of it, and what it is.
#[derive(Debug, Clone)]
pub struct Field {
    pub section: String,
    pub name: String,
    pub kind: Kind,
}

/// The fields of a section, with those of the card that it shows at the top level.
pub fn fields(page: &Page, section: &Section) -> Vec<Field> {
    let card = section.prose.split("All fields of ").nth(1).map(|rest| Kind::new(rest.split(' ').next().unwrap()));
    let mut fields = card.map_or_else(Vec::new, |card| fields(page, by_anchor(page, card.section().unwrap())));
    for row in section.rows.iter().filter(|row| !row.cell("field").is_empty()) {
        let mut kind = Kind::new(row.cell("type"));
        if kind.words == "word" {
            kind.closed = closed(page, row.key(), row.cell("meaning"));
        }
        fields.push(Field { section: section.title.clone(), name: row.key().to_owned(), kind });
    }
    fields
}

/// The words of a closed list: those in the meaning, or those of the same field in the view it names.
fn closed(page: &Page, name: &str, meaning: &str) -> Vec<String> {
    let Some(other) = meaning.strip_prefix("as in ") else {
        return words(meaning).into_iter().map(str::to_owned).collect();
    };
    let section = by_anchor(page, other.split_once("](#").unwrap().1.trim_end_matches(')'));
    let row = section.rows.iter().find(|row| row.key() == name);
    closed(page, name, row.unwrap_or_else(|| panic!("{} has no `{name}`", section.title)).cell("meaning"))
}

/// The section at an anchor.
pub fn by_anchor<'p>(page: &'p Page, anchor: &str) -> &'p Section {
    let found = page.sections.iter().find(|section| section.anchor == anchor);
    found.unwrap_or_else(|| panic!("no section `#{anchor}`"))
}
