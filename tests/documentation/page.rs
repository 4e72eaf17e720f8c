//! A page of the documentation: its sections, each with its tables.

use std::fs;

use crate::common::project;

/// A page, as far as tests ask about it.
#[derive(Debug, Default)]
pub struct Page {
    pub text: String,
    pub sections: Vec<Section>,
}

/// What follows a heading, up to the next one.
#[derive(Debug)]
pub struct Section {
    /// Without its signs: `briefer new`.
    pub title: String,
    /// As a browser addresses it: `briefer-new`.
    pub anchor: String,
    /// What stands before the first table.
    pub prose: String,
    /// The first table.
    pub rows: Vec<Row>,
}

/// A row of a table: a cell by the words at the head of its column.
#[derive(Debug, Clone)]
pub struct Row(Vec<(String, String)>);

impl Row {
    /// A cell; empty if there is no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.0.iter().find(|(head, _)| head == column).map_or("", |(_, cell)| cell)
    }

    /// The first cell, without backticks.
    pub fn key(&self) -> &str {
        self.0[0].1.trim_matches('`')
    }
}

/// The words between backticks.
pub fn words(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

impl Page {
    /// Reads `docs/<name>.md`, or a page at the top of the project.
    pub fn read(name: &str) -> Self {
        let path = project().join(if name.contains('.') { name.to_owned() } else { format!("docs/{name}.md") });
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut sections: Vec<Section> = Vec::new();
        let mut head: Option<Vec<String>> = None;
        for line in text.lines() {
            if let Some(title) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
                sections.push(Section {
                    title: title.replace('`', ""),
                    anchor: anchor(title),
                    prose: String::new(),
                    rows: Vec::new(),
                });
                head = None;
            } else if let Some(cells) = line.strip_prefix("| ").and_then(|line| line.strip_suffix('|')) {
                let cells = cells.replace("\\|", "\u{1}");
                let cells: Vec<String> = cells.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect();
                match (&head, sections.last_mut()) {
                    (None, Some(section)) if section.rows.is_empty() => head = Some(cells),
                    (Some(head), Some(section)) => section.rows.push(Row(head.iter().cloned().zip(cells).collect())),
                    _ => {}
                }
            } else if !line.starts_with('|') {
                head = None;
                if let Some(section) = sections.last_mut().filter(|section| section.rows.is_empty()) {
                    section.prose.push_str(line);
                    section.prose.push('\n');
                }
            }
        }
        Self { text, sections }
    }

    /// The section of a heading.
    pub fn section(&self, title: &str) -> &Section {
        let found = self.sections.iter().find(|section| section.title == title);
        found.unwrap_or_else(|| panic!("no section `{title}`"))
    }

    /// Lines of code, by indentation or fence.
    pub fn code(&self) -> impl Iterator<Item = &str> {
        let mut fenced = false;
        self.text.lines().filter_map(move |line| {
            if line.starts_with("```") {
                fenced = !fenced;
                return None;
            }
            if fenced { Some(line) } else { line.strip_prefix("    ") }
        })
    }
}

/// As GitHub makes it of a heading.
fn anchor(title: &str) -> String {
    let kept: String =
        title.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect();
    kept.replace(' ', "-")
}
