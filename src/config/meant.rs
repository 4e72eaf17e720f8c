//! Settings as they are meant: checked, with their defaults.

use jiff::tz::TimeZone;

use super::written::Site;
use crate::base::diag::{Code, Diagnostic, Level, Lints, Place};
use crate::base::fields::PLACEHOLDER;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::{near_misses, percent_encode};
use crate::model::config::{BaseUrl, Config, Data, Feeds, MenuLink, Publisher};
use crate::model::field::{Tlp, is_web_address};

/// Codes that guard what is published: they stay errors.
pub(super) const GUARDED: &[Code] = &[
    Code::UnknownKey,
    Code::DuplicateKey,
    Code::InvalidPath,
    Code::PathClash,
    Code::WithheldLink,
    Code::Unreadable,
    Code::NotAFile,
];

/// The pattern of a briefing's address where the site has none of its own.
pub(super) const PERMALINK: &str = "/{year}/{month}/{day}/{slug}/";

/// Checks what was written.
pub fn config(site: Site, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut report = |field: &str, code: Code, message: String, hint: Option<String>| {
        let mut diagnostic = Diagnostic::new(code, message).at(Place::value(source, field));
        diagnostic.hint = hint;
        diagnostics.push(diagnostic);
    };
    let base_url = BaseUrl::parse(&site.base_url).unwrap_or_else(|message| {
        // What stands for a missing address was reported when it was missing.
        if site.base_url.as_str() != PLACEHOLDER {
            report("base_url", Code::InvalidValue, message, percent_encoded(&site.base_url));
        }
        BaseUrl { origin: "https://example.org".into(), root: "/".into(), absolute: "https://example.org".into() }
    });
    let zone = site.timezone.as_ref().map_or("UTC", |zone| zone.as_str());
    let timezone = TimeZone::get(zone).unwrap_or_else(|_| {
        let names = jiff::tz::db().available().map(|name| name.to_string()).collect::<Vec<_>>();
        let near = near_misses(zone, names.iter().map(String::as_str));
        let hint = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a name of the IANA database, such as `Europe/Kyiv`".to_owned(),
        };
        report("timezone", Code::InvalidValue, format!("there is no time zone `{zone}`"), Some(hint));
        TimeZone::UTC
    });
    let permalink = site.permalink.as_ref().map_or(PERMALINK, |permalink| permalink.as_str()).to_owned();
    let permalink = match check_permalink(&permalink) {
        Ok(()) => permalink,
        Err(message) => {
            report("permalink", Code::InvalidValue, message, Some(format!("for example `{PERMALINK}`")));
            PERMALINK.to_owned()
        }
    };
    let id_base = site.feeds.id_base.as_ref().map(|url| BaseUrl::parse(url));
    let id_base = match id_base {
        Some(Err(message)) => {
            report("feeds.id_base", Code::InvalidValue, message, None);
            base_url.clone()
        }
        Some(Ok(url)) => url,
        None => base_url.clone(),
    };
    let numbers =
        [("lists.home", site.lists.home), ("lists.per_page", site.lists.per_page), ("feeds.limit", site.feeds.limit)];
    for (field, number) in numbers {
        if number == 0 {
            report(field, Code::InvalidValue, format!("`{field}` must be 1 or more"), None);
        }
    }
    let mut lists = site.lists;
    lists.home = lists.home.max(1);
    lists.per_page = lists.per_page.max(1);

    let own =
        |link: &MenuLink| is_web_address(&link.url) || link.url.starts_with('/') || link.url.starts_with("mailto:");
    let policies = site.publisher.iter().flat_map(|publisher| &publisher.policies).enumerate();
    let links = site.menu.iter().enumerate().map(|(at, link)| (format!("menu[{at}].url"), link));
    let links = links.chain(policies.map(|(at, link)| (format!("publisher.policies[{at}].url"), link)));
    let links = links.chain(site.furniture.reply.iter().map(|link| ("furniture.reply.url".to_owned(), link)));
    for (field, link) in links {
        if !own(link) {
            let hint = "write an address of this site that begins with `/`, or one with `https:` or `mailto:`";
            report(&field, Code::ForbiddenUrl, format!("`{}` cannot be linked to", link.url), Some(hint.to_owned()));
        }
    }
    let sponsor = site.furniture.sponsor.as_ref().and_then(|sponsor| sponsor.url.as_ref());
    let publisher = site.publisher.as_ref().and_then(|publisher| publisher.url.as_ref()).map(ToString::to_string);
    for (field, url) in [("furniture.sponsor.url", sponsor), ("publisher.url", publisher.as_ref())] {
        if url.is_some_and(|url| !is_web_address(url)) {
            let hint = "write an address that begins with `https://`";
            report(
                field,
                Code::ForbiddenUrl,
                format!("`{}` is no address on the web", url.map_or("", |url| url)),
                Some(hint.to_owned()),
            );
        }
    }
    let lints = lints(&site, source, diagnostics);
    Config {
        title: site.title.to_string(),
        base_url,
        description: site.description.map(|text| text.to_string()),
        language: site.language.unwrap_or_default(),
        timezone,
        theme: site.theme.map_or_else(|| "record".to_owned(), |theme| theme.to_string()),
        theme_settings: site.theme_settings,
        strings: site.strings,
        publisher: site.publisher.map(|publisher| Publisher {
            name: publisher.name.to_string(),
            url: publisher.url.map(|url| url.to_string()),
            logo: publisher.logo.map(|logo| logo.to_string()),
            policies: publisher.policies,
        }),
        permalink,
        max_tlp: site.max_tlp.unwrap_or(Tlp::Clear),
        feeds: Feeds {
            limit: site.feeds.limit.max(1),
            full_text: site.feeds.full_text,
            of: each_once(site.feeds.of),
            formats: each_once(site.feeds.formats),
            id_base,
        },
        data: Data { of: each_once(site.data.of), formats: each_once(site.data.formats) },
        lists,
        sections: site.sections,
        markdown: site.markdown,
        menu: site.menu,
        lints,
        furniture: site.furniture,
        extra: site.extra,
    }
}

/// What to write for an address whose path has other letters than a URL.
fn percent_encoded(address: &str) -> Option<String> {
    let path = address.match_indices('/').nth(2)?.0;
    let mut encoded = address[..path].to_owned();
    for c in address[path..].chars() {
        if c.is_ascii() && c != ' ' {
            encoded.push(c);
        } else {
            percent_encode(&mut encoded, c.encode_utf8(&mut [0; 4]));
        }
    }
    let is_meant = encoded != address && BaseUrl::parse(&encoded).is_ok();
    is_meant.then(|| format!("a path is percent-encoded: `{encoded}`"))
}

/// In the order of their declaration, so that a list may be written in any.
fn each_once<T: Ord>(mut words: Vec<T>) -> Vec<T> {
    words.sort();
    words.dedup();
    words
}

/// A pattern must give every briefing an address of its own, below the output folder.
fn check_permalink(pattern: &str) -> Result<(), String> {
    if !pattern.starts_with('/') {
        return Err(format!("`{pattern}` does not begin with `/`"));
    }
    if !pattern.contains("{slug}") && !pattern.contains("{id}") {
        return Err(format!("`{pattern}` has neither `{{slug}}` nor `{{id}}`"));
    }
    let mut tried = pattern.to_owned();
    for (placeholder, example) in
        [("{year}", "2025"), ("{month}", "08"), ("{day}", "07"), ("{slug}", "a"), ("{id}", "a")]
    {
        tried = tried.replace(placeholder, example);
    }
    if let Some(start) = tried.find(['{', '}']) {
        return Err(format!("`{}` is no placeholder: there are year, month, day, slug and id", &tried[start..]));
    }
    let path = tried.trim_start_matches('/');
    let path = path.strip_suffix('/').unwrap_or(path);
    OutPath::parse(path).map(|_| ()).map_err(|fault| format!("`{pattern}` cannot be an address: {fault}"))
}

fn lints(site: &Site, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Lints {
    let mut lints = Lints::default();
    for (name, level) in &site.lints {
        let Some(code) = Code::from_name(name) else {
            let near = near_misses(name, Code::ALL.iter().map(|code| code.name()));
            let diagnostic = Diagnostic::new(Code::UnknownLint, format!("there is no code `{name}`"))
                .at(Place::key(source, format!("lints.{name}")));
            diagnostics.push(match near.as_slice() {
                [] => diagnostic.hint("`briefer explain` lists all codes"),
                near => diagnostic.did_you_mean(near),
            });
            continue;
        };
        if GUARDED.contains(&code) && *level != Level::Error {
            diagnostics.push(
                Diagnostic::new(Code::InvalidValue, format!("`{name}` guards what is published and stays an error"))
                    .at(Place::value(source, format!("lints.{name}")))
                    .hint("remove the line"),
            );
            continue;
        }
        lints.0.insert(code, *level);
    }
    lints
}
