//! `site`: what every template sees.

use tera::Value;

use crate::model::config::{Config, MenuLink};
use crate::model::plan::Shape;
use crate::model::theme::Theme;
use crate::model::view::{FurnitureView, LinkView, PublisherView, SiteView, SponsorView};

/// Makes it of settings, theme and the site's shape.
pub fn site(config: &Config, theme: &Theme, shape: &Shape) -> SiteView {
    let root = &config.base_url.root;
    let link = |link: &MenuLink| LinkView { title: link.title.clone(), url: config.base_url.rooted(&link.url) };
    let menu = if config.menu.is_empty() { default_menu(theme, shape) } else { config.menu.iter().map(link).collect() };
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
            policies: publisher.policies.iter().map(link).collect(),
        }),
        menu,
        sections: shape.sections.clone(),
        feeds: shape.feeds.clone(),
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
fn default_menu(theme: &Theme, shape: &Shape) -> Vec<LinkView> {
    let sections = &shape.sections;
    let named = [
        ("dossiers", "Storylines", &sections.dossiers),
        ("actors", "Actors", &sections.actors),
        ("tags", "Topics", &sections.tags),
        ("archive", "Archive", &sections.archive),
    ];
    let word = |key: &str, default: &str| theme.strings["section"][key].as_str().unwrap_or(default).to_owned();
    named
        .into_iter()
        .filter_map(|(key, default, url)| Some(LinkView { title: word(key, default), url: url.clone()? }))
        .collect()
}
