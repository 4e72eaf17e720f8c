//! `site`: what every template sees.

use tera::Value;

use crate::model::config::{Config, MenuLink};
use crate::model::link::target;
use crate::model::plan::Shape;
use crate::model::section::Section;
use crate::model::theme::Theme;
use crate::model::view::{FurnitureView, LinkView, PublisherView, SiteView, SponsorView};

/// The sections of the default menu: as many as a phone shows at a glance.
const MENU: &[&str] = &["dossiers", "actors", "tags", "upcoming", "archive"];

/// Makes it of settings, theme and the site's shape.
pub fn site(config: &Config, theme: &Theme, shape: &Shape) -> SiteView {
    let root = &config.base_url.root;
    let link = |link: &MenuLink| LinkView { title: link.title.clone(), url: config.base_url.rooted(&link.url) };
    // A section that has no page yet is linked to when it has one.
    let is_made = |link: &&MenuLink| {
        let section = target(&link.url).and_then(|target| Section::of(&target, config.sections));
        section.is_none_or(|section| !shape.unmade.contains(&section))
    };
    let links = |links: &[MenuLink]| links.iter().filter(is_made).map(link).collect();
    let sections = named_sections(theme, shape);
    let menu: Vec<LinkView> = if config.menu.is_empty() { main_sections(&sections) } else { links(&config.menu) };
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        url: config.base_url.absolute.clone(),
        root: root.clone(),
        language: config.language.as_str().to_owned(),
        dir: config.language.dir(),
        publisher: config.publisher.as_ref().map(|publisher| PublisherView {
            name: publisher.name.clone(),
            url: publisher.url.clone(),
            logo: publisher.logo.as_ref().map(|logo| config.base_url.rooted(logo)),
            policies: links(&publisher.policies),
        }),
        more: sections.into_iter().map(|(_, link)| link).filter(|link| !named(&menu, link)).collect(),
        menu,
        sections: shape.sections.clone(),
        feeds: shape.feeds.clone(),
        calendar: shape.calendar.clone(),
        furniture: FurnitureView {
            share: config.furniture.share,
            reply: config.furniture.reply.as_ref().map(link),
            follow: config.furniture.follow,
            sponsor: config.furniture.sponsor.as_ref().map(|sponsor| SponsorView {
                name: sponsor.name.clone(),
                url: sponsor.url.clone(),
                text: sponsor.text.clone(),
            }),
        },
        settings: Value::from_serializable(&theme.settings),
        extra: Value::from_serializable(&config.extra),
    }
}

/// The sections that exist, under the theme's names for them.
fn named_sections(theme: &Theme, shape: &Shape) -> Vec<(&'static str, LinkView)> {
    let sections = &shape.sections;
    let named = [
        ("dossiers", "Storylines", &sections.dossiers),
        ("actors", "Actors", &sections.actors),
        ("tags", "Topics", &sections.tags),
        ("upcoming", "Upcoming", &sections.upcoming),
        ("archive", "Archive", &sections.archive),
        ("timeline", "Timeline", &sections.timeline),
        ("statements", "Statements", &sections.statements),
        ("sources", "Sources", &sections.sources),
        ("corrections", "Corrections", &sections.corrections),
    ];
    let word = |key: &str, default: &str| theme.strings["section"][key].as_str().unwrap_or(default).to_owned();
    let link = |(key, default, url): (&'static str, &str, &Option<String>)| {
        Some((key, LinkView { title: word(key, default), url: url.clone()? }))
    };
    named.into_iter().filter_map(link).collect()
}

fn main_sections(sections: &[(&str, LinkView)]) -> Vec<LinkView> {
    sections.iter().filter(|(key, _)| MENU.contains(key)).map(|(_, link)| link.clone()).collect()
}

fn named(menu: &[LinkView], link: &LinkView) -> bool {
    menu.iter().any(|item| item.url == link.url)
}
