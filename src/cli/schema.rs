//! `briefer schema`: JSON Schemas of front matter and settings, for editors.

use clap::ValueEnum;
use serde_json::Value;

use super::Outcome;
use super::args::{Schema, SchemaKind};
use super::terminal::Terminal;
use crate::base::disk;
use crate::base::error::Error;
use crate::base::text::plural;
use crate::config::{Site, ThemeToml};
use crate::model::front::{ActorFront, BriefingFront, DossierFront, PageFront, TagFront};
use crate::schema::{COMMENT, Syntax, of};

/// Prints a schema, or writes one or all; without any wish it names them.
pub fn run(args: &Schema, terminal: &Terminal) -> Result<Outcome, Error> {
    let Some(folder) = &args.output else {
        terminal.result(&args.kind.map_or_else(names, text))?;
        return Ok(Outcome::Fine);
    };
    let kinds: Vec<SchemaKind> = args.kind.map_or_else(|| SchemaKind::value_variants().to_vec(), |kind| vec![kind]);
    for &kind in &kinds {
        let path = folder.join(format!("{}.json", name(kind)));
        disk::files::create_or_replace(&path, text(kind).as_bytes(), |found| found.contains(COMMENT))?;
    }
    terminal.say(&format!("wrote {} to {}", plural(kinds.len(), "schema", "schemas"), folder.display()));
    Ok(Outcome::Fine)
}

/// The schemas, by the names of their files.
pub fn files() -> impl Iterator<Item = (String, String)> {
    SchemaKind::value_variants().iter().map(|&kind| (format!("{}.json", name(kind)), text(kind)))
}

fn text(kind: SchemaKind) -> String {
    let schema: Value = match kind {
        SchemaKind::Briefing => of::<BriefingFront>("A briefing of Briefer", Syntax::Yaml),
        SchemaKind::Actor => of::<ActorFront>("An actor of Briefer", Syntax::Yaml),
        SchemaKind::Tag => of::<TagFront>("A tag of Briefer", Syntax::Yaml),
        SchemaKind::Dossier => of::<DossierFront>("A dossier of Briefer", Syntax::Yaml),
        SchemaKind::Page => of::<PageFront>("A page of Briefer", Syntax::Yaml),
        SchemaKind::Site => of::<Site>("Settings of a site of Briefer", Syntax::Toml),
        SchemaKind::Theme => of::<ThemeToml>("Settings of a theme of Briefer", Syntax::Toml),
    };
    format!("{schema:#}\n")
}

fn name(kind: SchemaKind) -> String {
    kind.to_possible_value().expect("no kind is hidden").get_name().to_owned()
}

fn names() -> String {
    let line = |kind: &SchemaKind| {
        let value = kind.to_possible_value().expect("no kind is hidden");
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        format!("{:<9}  {help}\n", value.get_name())
    };
    SchemaKind::value_variants().iter().map(line).collect()
}
