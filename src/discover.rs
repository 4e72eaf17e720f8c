//! Which files the site has, and what each is for.
//!
//! Entry point: [`discover`]. It decides nothing about what a file says.

use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::error::Error;
use crate::base::path::{OutPath, SourcePath};
use crate::base::world::{EntryKind, World};
use crate::model::inventory::{Found, Inventory, is_publishable};

/// The folders of a site that are inputs. The output folder is never one of them.
pub const ROOTS: &[&str] = &["content", "static", "templates", "themes"];

/// Lists the site and sorts its files by what they are for.
///
/// # Errors
/// When the site itself cannot be listed.
pub fn discover(world: &dyn World) -> Result<(Inventory, Vec<Diagnostic>), Error> {
    let mut inventory = Inventory::default();
    let mut diagnostics = Vec::new();
    let mut entries = world.list(ROOTS)?;
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    for entry in entries {
        match entry.kind {
            EntryKind::File(stamp) => classify(Found::new(entry.path, stamp), &mut inventory, &mut diagnostics),
            EntryKind::Other(what) => diagnostics.push(
                Diagnostic::new(Code::NotAFile, format!("`{}` is {what}, which Briefer does not read", entry.path))
                    .at(Place::file(&entry.path))
                    .hint("put the file itself in its place"),
            ),
            EntryKind::Unreadable(why) => diagnostics.push(
                Diagnostic::new(Code::Unreadable, format!("`{}` cannot be read: {why}", entry.path))
                    .at(Place::file(&entry.path)),
            ),
        }
    }
    Ok((inventory, diagnostics))
}

/// Whether a file can matter to the site at all: below `content/` most others are what a program
/// keeps there for a moment.
pub fn matters(path: &SourcePath) -> bool {
    let is_text = |extension: &str| extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown");
    !path.as_str().starts_with("content/") || path.extension().is_some_and(is_text) || is_publishable(path)
}

fn classify(found: Found, inventory: &mut Inventory, diagnostics: &mut Vec<Diagnostic>) {
    let path = found.path.as_str();
    let Some((root, rest)) = path.split_once('/') else {
        // To go on as if it were empty would take every page away.
        return diagnostics.push(misplaced(&found.path, "it must be a folder").hint("move the file away"));
    };
    match root {
        "static" => {
            if let Err(fault) = OutPath::parse(rest) {
                diagnostics.push(
                    Diagnostic::new(Code::InvalidPath, format!("`{path}` cannot be published: {fault}"))
                        .at(Place::file(&found.path))
                        .hint("rename the file"),
                );
            } else {
                inventory.statics.push(found);
            }
        }
        "templates" => inventory.templates.push(found),
        "themes" => inventory.themes.push(found),
        _ => classify_content(found, inventory, diagnostics),
    }
}

fn classify_content(found: Found, inventory: &mut Inventory, diagnostics: &mut Vec<Diagnostic>) {
    let below = found.path.as_str().strip_prefix("content/").unwrap_or_default();
    match found.path.extension() {
        Some("md") => {}
        Some(extension) if extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown") => {
            return diagnostics.push(
                misplaced(&found.path, "Markdown files end in `.md`")
                    .hint("rename the file, so that it is not left out"),
            );
        }
        _ => {
            if is_publishable(&found.path) {
                inventory.assets.push(found);
            }
            return;
        }
    }
    let folder = below.split_once('/').map(|(folder, _)| folder);
    if let (Some(_), "index" | "_index") = (folder, found.path.stem()) {
        return diagnostics.push(of_a_folder(&found.path));
    }
    let list = match folder {
        Some("briefings") => &mut inventory.briefings,
        Some("actors") => &mut inventory.actors,
        Some("tags") => &mut inventory.tags,
        Some("dossiers") => &mut inventory.dossiers,
        Some("pages") => &mut inventory.pages,
        None if below == "index.md" => {
            inventory.home = Some(found);
            return;
        }
        _ => {
            return diagnostics.push(
                misplaced(&found.path, "no kind of content lives there")
                    .hint("move it below `content/briefings`, `actors`, `tags`, `dossiers` or `pages`"),
            );
        }
    };
    list.push(found);
}

/// `index.md` and `_index.md`, which elsewhere are the page of their folder: here the name of the file is the id.
fn of_a_folder(path: &SourcePath) -> Diagnostic {
    let diagnostic = misplaced(path, "here the name of a file says what it is, not that of its folder");
    let folder = SourcePath::new(path.folder());
    let parts = folder.as_str().split('/').count();
    match (path.stem(), folder.as_str().starts_with("content/pages/")) {
        ("index", true) => diagnostic.hint(format!("move it to `{folder}.md`")),
        ("index", false) if parts > 2 => diagnostic.hint(format!("rename it to `{}.md`", folder.file_name())),
        _ => diagnostic
            .hint("remove it: a folder has no page of its own; words for the home page stand in `content/index.md`"),
    }
}

fn misplaced(path: &SourcePath, why: &str) -> Diagnostic {
    Diagnostic::new(Code::MisplacedFile, format!("`{path}`: {why}")).at(Place::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::world::MemoryWorld;

    #[test]
    fn sorts_files_by_what_they_are_for() {
        let mut world = MemoryWorld::default();
        for path in [
            "content/index.md",
            "content/briefings/2025/a.md",
            "content/briefings/2025/a.csv",
            "content/briefings/2025/a.exe",
            "content/actors/x.md",
            "content/pages/en/about.md",
            "static/favicon.ico",
            "themes/t/theme.toml",
            "templates/page.html",
            "public/index.html",
        ] {
            world.write(path, "");
        }
        let (inventory, diagnostics) = discover(&world).unwrap();
        assert_eq!(diagnostics, []);
        let paths = |list: &[Found]| list.iter().map(|found| found.path.to_string()).collect::<Vec<_>>();
        assert_eq!(paths(&inventory.briefings), ["content/briefings/2025/a.md"]);
        assert_eq!(paths(&inventory.assets), ["content/briefings/2025/a.csv"]);
        assert_eq!(paths(&inventory.actors), ["content/actors/x.md"]);
        assert_eq!(paths(&inventory.pages), ["content/pages/en/about.md"]);
        assert_eq!(paths(&inventory.statics), ["static/favicon.ico"]);
        assert!(inventory.home.is_some());
    }

    #[test]
    fn reports_what_would_be_left_out() {
        let mut world = MemoryWorld::default();
        world.write("content/a.md", "");
        world.write("content/notes/b.md", "");
        world.write("content/briefings/c.markdown", "");
        world.write("static/con.txt", "");
        world.write("templates", "");
        let (_, diagnostics) = discover(&world).unwrap();
        let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`content/a.md`: no kind of content lives there",
                "`content/briefings/c.markdown`: Markdown files end in `.md`",
                "`content/notes/b.md`: no kind of content lives there",
                "`static/con.txt` cannot be published: `con` is the name of a device on Windows",
                "`templates`: it must be a folder",
            ]
        );
    }
}
