//! Sights as views: what a template of each kind reads.

mod actors;
mod briefing;
mod lists;
mod page;
mod record;
mod seen;
mod site;
mod sources;

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use crate::base::diag::Diagnostic;
use crate::model::edition::Fills;
use crate::model::html::Html;
use crate::model::plan::{Job, List, Sight};
use crate::model::shared::Shared;
use crate::model::view::{CardView, LinkView};

pub use site::site;

/// The name of the template, or a template's mistake.
type Filled = Result<&'static str, Box<Diagnostic>>;

/// Renders the page of a job into `out`.
///
/// # Errors
/// A template's mistake.
pub fn page(renderer: &Renderer<'_>, job: &Job<'_>, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
    let mut context = Context::new();
    let template = match &job.sight {
        Sight::Briefing(sight) => briefing::fill(renderer, job, sight, &mut context),
        Sight::Home(sight) => lists::home(renderer, job, sight, &mut context)?,
        Sight::Actors(sight) => actors::index(renderer, job, sight, &mut context),
        Sight::Actor(sight) => actors::actor(renderer, job, sight, &mut context)?,
        Sight::Mentions(sight) => actors::mentions(renderer, job, sight, &mut context),
        Sight::Tags(cards) => lists::tags(renderer, job, cards, &mut context),
        Sight::Tag(sight) => lists::tag(renderer, job, sight, &mut context)?,
        Sight::Dossiers(cards) => lists::dossiers(renderer, job, cards, &mut context),
        Sight::Dossier(sight) => lists::dossier(renderer, job, sight, &mut context)?,
        Sight::Archive(years) => lists::archive(renderer, job, years, &mut context),
        Sight::Year(sight) => lists::year(renderer, job, sight, &mut context)?,
        Sight::Month(sight) => lists::month(renderer, job, sight, &mut context)?,
        Sight::Timeline(sight) => record::timeline(renderer, job, sight, &mut context)?,
        Sight::Upcoming(sight) => record::upcoming(renderer, job, sight, &mut context)?,
        Sight::Statements(sight) => record::statements(renderer, job, sight, &mut context)?,
        Sight::Sources(sight) => sources::fill(renderer, job, sight, &mut context)?,
        Sight::Corrections(sight) => record::corrections(renderer, job, sight, &mut context)?,
        Sight::Page(sight) => page::content(renderer, job, sight, &mut context),
        Sight::NotFound => page::not_found(renderer, job, &mut context),
        Sight::Redirect(to) => return redirect(renderer, job, to, out),
        Sight::Feed(_)
        | Sight::Calendar(_)
        | Sight::Data(_)
        | Sight::Sitemap(_)
        | Sight::Robots(_)
        | Sight::RedirectRules(_)
        | Sight::Copy(..)
        | Sight::ThemeFile(..) => return Ok(()),
    };
    renderer.engine.render(template, &context, job.path.as_str(), out)
}

fn redirect(renderer: &Renderer<'_>, job: &Job<'_>, to: &LinkView, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert("to", &to.url);
    context.insert("title", &to.title);
    renderer.engine.render("redirect.html", &context, job.path.as_str(), out)
}

/// HTML with its holes filled.
pub fn filled(html: &Html, fills: &Fills) -> String {
    let mut out = String::new();
    html.fill(fills, &mut out);
    out
}

/// Puts a list's cards into the context, and their entries as the theme renders them.
fn insert_list(renderer: &Renderer<'_>, list: &List<'_>, context: &mut Context) -> Result<(), Box<Diagnostic>> {
    context.insert_value("entries", Value::from(entries(renderer, &list.cards)?));
    context.insert_value("briefings", Value::from_serializable(&list.cards));
    Ok(())
}

/// Each card as `entry.html` shows it.
fn entries(renderer: &Renderer<'_>, cards: &[&Shared<CardView>]) -> Result<Vec<Value>, Box<Diagnostic>> {
    cards.iter().map(|card| entry(renderer, "entry.html", "card", &card.url, card)).collect()
}

/// A card as the theme's template of that name shows it, which reads it under `name`; rendered
/// once, whatever lists it is in. `url` is for messages.
fn entry<T: Serialize>(
    renderer: &Renderer<'_>,
    template: &str,
    name: &'static str,
    url: &str,
    card: &Shared<T>,
) -> Result<Value, Box<Diagnostic>> {
    card.entry(renderer.common, || {
        let mut context = Context::new();
        context.insert_value(name, card.value().clone());
        let mut out = Vec::with_capacity(1024);
        renderer.engine.render(template, &context, url, &mut out)?;
        // Tera writes UTF-8 only; anything else would be a bug of the engine.
        Ok(Value::safe_string(std::str::from_utf8(&out).expect("templates render UTF-8")))
    })
}
