//! Settings as they are meant: checked, with their defaults.

use jiff::tz::TimeZone;

use super::written::Site;
use crate::base::diag::{Code, Diagnostic, Level, Lints, Place};
use crate::base::fields::PLACEHOLDER;
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::{near_misses, percent_encode};
use crate::model::config::{BaseUrl, Config, Data, Feeds, MenuLink, Publisher};
use crate::model::field::{Tlp, is_web_address};
use crate::model::link::{UncheckedLink, target};

/// The pattern of a briefing's address where the site has none of its own.
pub(super) const PERMALINK: &str = "/{year}/{month}/{day}/{slug}/";

/// Checks what was written.
pub fn config(mut site: Site, source: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut check = Check { source, diagnostics };
    let base_url = check.base_url(&site);
    let timezone = check.timezone(&site);
    let permalink = check.permalink(&site);
    let id_base = check.id_base(&site, &base_url);
    check.numbers(&mut site);
    let links = check.links(&site);
    check.addresses(&site);
    let elsewhere = check.elsewhere(&site);
    let lints = check.lints(&site);
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
            limit: site.feeds.limit,
            full_text: site.feeds.full_text,
            of: each_once(site.feeds.of),
            formats: each_once(site.feeds.formats),
            id_base,
        },
        data: Data { of: each_once(site.data.of), formats: each_once(site.data.formats) },
        lists: site.lists,
        sections: site.sections,
        markdown: site.markdown,
        menu: site.menu,
        elsewhere,
        links,
        lints,
        furniture: site.furniture,
        extra: site.extra,
    }
}

/// Reports what is wrong with a settings file, and says what is meant all the same.
struct Check<'a> {
    source: &'a SourcePath,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn report(&mut self, field: &str, code: Code, message: String, hint: Option<String>) {
        let mut diagnostic = Diagnostic::new(code, message).at(Place::value(self.source, field));
        diagnostic.hint = hint;
        self.diagnostics.push(diagnostic);
    }

    fn base_url(&mut self, site: &Site) -> BaseUrl {
        BaseUrl::parse(&site.base_url).unwrap_or_else(|message| {
            // What stands for a missing address was reported when it was missing.
            if site.base_url.as_str() != PLACEHOLDER {
                self.report("base_url", Code::InvalidValue, message, percent_encoded(&site.base_url));
            }
            BaseUrl { origin: "https://example.org".into(), root: "/".into(), absolute: "https://example.org".into() }
        })
    }

    fn timezone(&mut self, site: &Site) -> TimeZone {
        let zone = site.timezone.as_ref().map_or("UTC", |zone| zone.as_str());
        TimeZone::get(zone).unwrap_or_else(|_| {
            let names = jiff::tz::db().available().map(|name| name.to_string()).collect::<Vec<_>>();
            let near = near_misses(zone, names.iter().map(String::as_str));
            let hint = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write a name of the IANA database, such as `Europe/Kyiv`".to_owned(),
            };
            self.report("timezone", Code::InvalidValue, format!("there is no time zone `{zone}`"), Some(hint));
            TimeZone::UTC
        })
    }

    fn permalink(&mut self, site: &Site) -> String {
        let permalink = site.permalink.as_ref().map_or(PERMALINK, |permalink| permalink.as_str());
        if let Err(message) = check_permalink(permalink) {
            self.report("permalink", Code::InvalidValue, message, Some(format!("for example `{PERMALINK}`")));
            return PERMALINK.to_owned();
        }
        permalink.to_owned()
    }

    fn id_base(&mut self, site: &Site, base_url: &BaseUrl) -> BaseUrl {
        let parsed = site.feeds.id_base.as_ref().map(|url| BaseUrl::parse(url));
        let parsed = parsed.and_then(|parsed| {
            parsed.map_err(|message| self.report("feeds.id_base", Code::InvalidValue, message, None)).ok()
        });
        parsed.unwrap_or_else(|| base_url.clone())
    }

    /// A list cannot have pages without entries.
    fn numbers(&mut self, site: &mut Site) {
        let numbers = [
            ("lists.home", &mut site.lists.home),
            ("lists.per_page", &mut site.lists.per_page),
            ("feeds.limit", &mut site.feeds.limit),
        ];
        for (field, number) in numbers {
            if *number == 0 {
                self.report(field, Code::InvalidValue, format!("`{field}` must be 1 or more"), None);
                *number = 1;
            }
        }
    }

    /// What may lead to the site itself or elsewhere: gives what leads to the site.
    fn links(&mut self, site: &Site) -> Vec<UncheckedLink> {
        let is_link =
            |link: &MenuLink| is_web_address(&link.url) || link.url.starts_with('/') || link.url.starts_with("mailto:");
        let policies = site.publisher.iter().flat_map(|publisher| &publisher.policies).enumerate();
        let links = site.menu.iter().enumerate().map(|(at, link)| (format!("menu[{at}].url"), link));
        let links = links.chain(policies.map(|(at, link)| (format!("publisher.policies[{at}].url"), link)));
        let links = links.chain(site.furniture.reply.iter().map(|link| ("furniture.reply.url".to_owned(), link)));
        let mut within = Vec::new();
        for (field, link) in links {
            if is_link(link) {
                // Two slashes begin an address of another host.
                let link = UncheckedLink::new(&link.url, Place::value(self.source, &field));
                within.extend(link.filter(|link| !link.written.starts_with("//")));
                continue;
            }
            let hint = "write an address of this site that begins with `/`, or one with `https:` or `mailto:`";
            let message = format!("`{}` cannot be linked to", link.url);
            self.report(&field, Code::ForbiddenUrl, message, Some(hint.to_owned()));
        }
        let logo = site.publisher.as_ref().and_then(|publisher| publisher.logo.as_deref());
        within.extend(logo.and_then(|logo| UncheckedLink::new(logo, Place::value(self.source, "publisher.logo"))));
        within
    }

    /// What leads to others.
    fn addresses(&mut self, site: &Site) {
        let sponsor = site.furniture.sponsor.as_ref().and_then(|sponsor| sponsor.url.as_deref());
        let publisher = site.publisher.as_ref().and_then(|publisher| publisher.url.as_deref());
        for (field, url) in [("furniture.sponsor.url", sponsor), ("publisher.url", publisher)] {
            let Some(url) = url.filter(|url| !is_web_address(url)) else { continue };
            let hint = "write an address that begins with `https://`";
            self.report(field, Code::ForbiddenUrl, format!("`{url}` is no address on the web"), Some(hint.to_owned()));
        }
        let logo = site.publisher.as_ref().and_then(|publisher| publisher.logo.as_deref());
        if let Some(logo) = logo.filter(|logo| !logo.starts_with('/') && !is_web_address(logo)) {
            let hint = "write an address of this site that begins with `/`: `/logo.svg` is `static/logo.svg`";
            let message = format!("`{logo}` would be another file on each page");
            self.report("publisher.logo", Code::ForbiddenUrl, message, Some(hint.to_owned()));
        }
    }

    /// Folders that other programs serve. The whole site cannot be one: links would no longer be checked.
    fn elsewhere(&mut self, site: &Site) -> Vec<String> {
        let folder = |written: &str| target(written).filter(|folder| folder.len() > 1 && folder.ends_with('/'));
        let mut folders = Vec::new();
        for (at, written) in site.elsewhere.iter().enumerate() {
            match folder(written).filter(|folder| !folder.starts_with('/')) {
                Some(folder) => folders.push(folder),
                None => self.report(
                    &format!("elsewhere[{at}]"),
                    Code::InvalidValue,
                    format!("`{written}` is no folder of the site"),
                    Some("write it from the root, with `/` at both ends: `/shop/`".to_owned()),
                ),
            }
        }
        folders
    }

    fn lints(&mut self, site: &Site) -> Lints {
        let mut lints = Lints::default();
        for (name, level) in &site.lints {
            let Some(code) = Code::from_name(name) else {
                let near = near_misses(name, Code::ALL.iter().map(|code| code.name()));
                let diagnostic = Diagnostic::new(Code::UnknownLint, format!("there is no code `{name}`"))
                    .at(Place::key(self.source, format!("lints.{name}")));
                self.diagnostics.push(match near.as_slice() {
                    [] => diagnostic.hint("`briefer explain` lists all codes"),
                    near => diagnostic.did_you_mean(near),
                });
                continue;
            };
            if code.stays_error() && *level != Level::Error {
                self.diagnostics.push(
                    Diagnostic::new(Code::InvalidValue, format!("`{name}` stays an error"))
                        .at(Place::value(self.source, format!("lints.{name}")))
                        .hint("remove the line: only references that lead nowhere can be taken lightly"),
                );
                continue;
            }
            lints.0.insert(code, *level);
        }
        lints
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
        let end = tried[start..].find('}').map_or(tried.len(), |end| start + end + 1);
        return Err(format!("`{}` is no placeholder: there are year, month, day, slug and id", &tried[start..end]));
    }
    let path = tried.strip_prefix('/').unwrap_or(&tried);
    let path = path.strip_suffix('/').unwrap_or(path);
    OutPath::parse(path).map(|_| ()).map_err(|fault| format!("`{pattern}` cannot be an address: {fault}"))
}
