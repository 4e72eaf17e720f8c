//! `briefer new`: a valid file, its path printed.

use super::args::{Global, New, NewWhat};
use super::terminal::Terminal;
use super::{Outcome, site};
use crate::base::date::Date;
use crate::base::disk;
use crate::base::error::Error;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::{composed, in_own_script, is_id, is_latin, near_misses, one_of};
use crate::base::world::World;
use crate::build::SITE;
use crate::config;
use crate::model::config::Config;
use crate::model::field::ActorKind;
use crate::model::section::Section;
use crate::scaffold::content::{self, Piece};

/// Writes the file, unless its id is taken.
pub fn run(args: &New, global: &Global, terminal: &Terminal) -> Result<Outcome, Error> {
    let root = site::find(global)?;
    let world = site::open(&root, site::now(None)?)?;
    let (kind, piece) = match &args.what {
        NewWhat::Briefing { title, date, id } => {
            let date = match date {
                Some(date) => checked_date(date)?,
                None => today(&world),
            };
            ("briefings", content::briefing(title, &content::id_of(id.as_deref(), title), &date))
        }
        NewWhat::Actor { name, kind, id } => {
            let words: Vec<&str> = ActorKind::ALL.iter().map(|kind| kind.word()).collect();
            if !words.contains(&kind.as_str()) {
                let near = near_misses(kind, words.iter().copied());
                let hint = if near.is_empty() { one_of(&words) } else { format!("did you mean {}?", one_of(&near)) };
                return Err(Error::refused(format!("`{kind}` is no kind of actor"), hint));
            }
            ("actors", content::actor(name, &content::id_of(id.as_deref(), name), kind))
        }
        NewWhat::Tag { label, id } => ("tags", content::tag(label, &content::id_of(id.as_deref(), label))),
        NewWhat::Dossier { title, id } => {
            ("dossiers", content::dossier(title, &content::id_of(id.as_deref(), title), &today(&world)))
        }
        NewWhat::Page { title, id } => ("pages", content::page(title, &content::id_of(id.as_deref(), title))),
    };
    refuse_bad_id(&piece)?;
    refuse_taken_address(&world, kind, &piece)?;
    refuse_taken_id(&world, kind, &piece)?;
    disk::files::create_new(&root.join(&piece.path), piece.text.as_bytes())?;
    terminal.result(&format!("{}\n", piece.path))?;
    if let Some(note) = reading(&args.what, &piece.id) {
        terminal.say(&note);
    }
    Ok(Outcome::Fine)
}

/// What to do where the id was made of a name in other letters than Latin ones: those are read by one table, and languages
/// that share a script read it in their own ways.
fn reading(what: &NewWhat, id: &str) -> Option<String> {
    let (NewWhat::Briefing { title: name, id: asked, .. }
    | NewWhat::Actor { name, id: asked, .. }
    | NewWhat::Tag { label: name, id: asked }
    | NewWhat::Dossier { title: name, id: asked }
    | NewWhat::Page { title: name, id: asked }) = what;
    let own = in_own_script(name);
    (asked.is_none() && !is_latin(name) && is_id(&own)).then(|| {
        format!(
            "`{id}` is one way to read that name in Latin letters: rename the file for another id, such as `{own}.md`"
        )
    })
}

/// What the site is set to. A mistake in that keeps nobody from writing: `build` reports it.
fn settings(world: &dyn World) -> Config {
    config::load(world, &SourcePath::new(SITE), &site::request(None, false).overrides).0
}

/// The day that it is now where the site is.
fn today(world: &dyn World) -> String {
    settings(world).timezone.to_datetime(world.now()).date().to_string()
}

fn checked_date(date: &str) -> Result<String, Error> {
    match date.parse::<Date>() {
        Ok(_) => Ok(date.to_owned()),
        Err(fault) => Err(Error::refused(fault.to_string(), "write the year, the month and the day, as in 2025-08-07")),
    }
}

fn refuse_bad_id(piece: &Piece) -> Result<(), Error> {
    if is_id(&piece.id) {
        return Ok(());
    }
    let message = match piece.id.as_str() {
        "" => "no id can be made of that name".to_owned(),
        id => format!("`{id}` cannot be an id"),
    };
    Err(Error::refused(message, "give one with `--id`: lower-case letters and digits, joined by hyphens"))
}

/// An id becomes a part of an address, of a page the first one, where sections have their indexes.
fn refuse_taken_address(world: &dyn World, kind: &str, piece: &Piece) -> Result<(), Error> {
    let hint = "give another id with `--id`";
    if let Err(fault) = OutPath::parse(&piece.id) {
        return Err(Error::refused(format!("`{}` cannot be a part of an address: {fault}", piece.id), hint));
    }
    let section = Section::ALL.iter().find(|section| section.word() == piece.id);
    let is_section = kind == "pages" && section.is_some_and(|section| section.is_wanted(settings(world).sections));
    match is_section {
        true => Err(Error::refused(format!("`/{}/` is the address of a section of the site", piece.id), hint)),
        false => Ok(()),
    }
}

/// Ids are file stems: they are taken wherever the file is.
fn refuse_taken_id(world: &dyn World, kind: &str, piece: &Piece) -> Result<(), Error> {
    let folder = format!("content/{kind}");
    let entries = world.list(&[folder.as_str()])?;
    let taken =
        entries.iter().find(|entry| entry.path.extension() == Some("md") && composed(entry.path.stem()) == piece.id);
    match taken {
        None => Ok(()),
        Some(entry) => Err(Error::refused(
            format!("the id `{}` is taken by `{}`", piece.id, entry.path),
            "give another with `--id`",
        )),
    }
}
