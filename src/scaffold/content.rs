//! Single pieces of content: valid files, with the rest of their fields, and what to write, as comments.

use crate::base::date::Date;
use crate::base::fields::UNWRITTEN_SUMMARY;
use crate::base::text::{composed, slugify};

/// A new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where, relative to the site.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// Its id.
    pub id: String,
}

/// A text as a YAML double-quoted scalar.
fn quoted(text: &str) -> String {
    // JSON strings are YAML: both escape with backslashes.
    serde_json::Value::String(text.to_owned()).to_string()
}

/// The id to use: the one asked for, else a slug of the name.
pub fn id_of(asked: Option<&str>, name: &str) -> String {
    asked.map_or_else(|| slugify(name), |id| composed(id).into_owned())
}

/// A briefing, as a draft.
pub fn briefing(title: &str, id: &str, date: &str) -> Piece {
    let year = date.get(..4).unwrap_or("undated");
    let text = format!(
        "---\n\
         title: {title}\n\
         date: {date}\n\
         summary: \"{UNWRITTEN_SUMMARY}\"\n\
         draft: true\n\
         # as_of: {date}\n\
         # publish_at: {release}\n\
         # kind: news            # news, analysis, sitrep, explainer, note\n\
         # status: developing    # developing, final, superseded, retracted\n\
         # authors: [Desk]\n\
         # tags: []\n\
         # actors: []            # ids, names or aliases\n\
         # dossier: an-id\n\
         # number: 1\n\
         # takeaways:\n\
         #   - The first key point.\n\
         # events:\n\
         #   - {{ title: What happens, date: {date}, kind: meeting, status: scheduled }}\n\
         # sources:\n\
         #   - {{ id: first, title: Its title, publisher: Who, url: \"https://example.org/\", grade: B2 }}\n\
         ---\n\n\
         <!-- Write here. Link to actors with [[name]], and cite sources with [@id]. -->\n",
        title = quoted(title),
        release = release(date),
    );
    Piece { path: format!("content/briefings/{year}/{id}.md"), text, id: id.to_owned() }
}

/// An instant at the date, as `publish_at` wants it.
fn release(date: &str) -> String {
    match date.parse() {
        Ok(Date::Exact(..)) => date.to_owned(),
        Ok(local @ Date::Local(_)) => format!("{local}Z"),
        Ok(Date::Month(..)) => format!("{date}-01T06:00:00Z"),
        Ok(Date::Year(_)) => format!("{date}-01-01T06:00:00Z"),
        Ok(Date::Day(_)) | Err(_) => format!("{date}T06:00:00Z"),
    }
}

/// An actor.
pub fn actor(name: &str, id: &str, kind: &str) -> Piece {
    let text = format!(
        "---\n\
         name: {name}\n\
         kind: {kind}\n\
         # short: Its short name\n\
         # sort: \"Family name, given name\"\n\
         # aliases: []           # other spellings, each meaning this actor alone\n\
         # weak_aliases: []      # spellings that may mean others, too\n\
         # names: {{ uk: \"\" }}     # by language\n\
         # roles:\n\
         #   - {{ title: Its office, of: an-actor, from: 2024-01-01 }}\n\
         # country: UA           # ISO 3166-1\n\
         # wikidata: Q212\n\
         ---\n",
        name = quoted(name),
    );
    Piece { path: format!("content/actors/{id}.md"), text, id: id.to_owned() }
}

/// A tag.
pub fn tag(label: &str, id: &str) -> Piece {
    let text = format!(
        "---\nlabel: {label}\n# description: One sentence.\n# parent: a-wider-tag\n# aliases: []\n---\n",
        label = quoted(label),
    );
    Piece { path: format!("content/tags/{id}.md"), text, id: id.to_owned() }
}

/// A dossier.
pub fn dossier(title: &str, id: &str, date: &str) -> Piece {
    let text = format!(
        "---\ntitle: {title}\n# summary: One sentence.\nstatus: active\nstarted: {date}\n---\n\n<!-- Introduce the story here. -->\n",
        title = quoted(title),
    );
    Piece { path: format!("content/dossiers/{id}.md"), text, id: id.to_owned() }
}

/// A page.
pub fn page(title: &str, id: &str) -> Piece {
    let text =
        format!("---\ntitle: {title}\n# summary: One sentence.\n---\n\n<!-- Write here. -->\n", title = quoted(title));
    Piece { path: format!("content/pages/{id}.md"), text, id: id.to_owned() }
}
