//! An actor: `content/actors/<id>.md`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Extra;
use crate::base::date::Date;
use crate::model::field::{ActorKind, Line, OrShort, ShortForm, WEB, perhaps};
use crate::model::free::{free_map, unique_map};
use crate::model::lang::Lang;

/// The front matter of `content/actors/<id>.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorFront {
    /// House style.
    pub name: Line,
    /// What it is.
    pub kind: ActorKind,
    /// In running text.
    pub short: Option<Line>,
    /// What lists sort by.
    pub sort: Option<Line>,
    /// Names by language.
    #[serde(default, deserialize_with = "unique_map")]
    pub names: BTreeMap<Lang, Line>,
    /// Other spellings, each meaning this actor alone.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// Spellings that may mean others too.
    #[serde(default)]
    pub weak_aliases: Vec<Line>,
    /// Spellings that `check` reports.
    #[serde(default)]
    pub avoid: Vec<Line>,
    /// Offices held.
    #[serde(default)]
    pub roles: Vec<OrShort<RoleFront>>,
    /// Groups it belongs to: ids, names or aliases.
    #[serde(default)]
    pub member_of: Vec<Line>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Country>,
    /// Its item in Wikidata: `Q...`.
    pub wikidata: Option<Wikidata>,
    /// Its own sites.
    #[serde(default)]
    pub links: Vec<OrShort<LinkFront>>,
    /// This id lives on as a redirect to that one.
    pub merged_into: Option<Line>,
    /// The site's own fields.
    #[serde(default, deserialize_with = "free_map")]
    pub extra: Extra,
    /// Notes for editors.
    #[serde(default, rename = "internal")]
    #[schemars(with = "serde_json::Value")]
    _internal: Option<IgnoredAny>,
}

/// A role of an actor.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleFront {
    /// `President of Ukraine`.
    pub title: Line,
    /// Of what: an actor's id, name or alias.
    pub of: Option<Line>,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

impl ShortForm for RoleFront {
    const EXPECTED: &'static str = "a role's title";
    fn from_line(title: Line) -> Self {
        Self { title, of: None, from: None, until: None }
    }
}

/// A link of an actor.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkFront {
    /// What it leads to.
    pub title: Line,
    /// Its address.
    #[schemars(extend("pattern" = WEB))]
    pub url: Line,
}

impl ShortForm for LinkFront {
    const EXPECTED: &'static str = "an address";
    fn from_line(url: Line) -> Self {
        Self { title: url.clone(), url }
    }
}

/// A country code, ISO 3166-1 alpha-2, by its shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Country(pub String);

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(text.to_string()))
        } else {
            let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
            let meant = is_code.then(|| text.to_ascii_uppercase());
            Err(perhaps(format!("expected a country code such as `UA`, found `{text}`"), meant))
        }
    }
}

/// An item of Wikidata.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wikidata(pub String);

impl<'de> Deserialize<'de> for Wikidata {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        match text.strip_prefix('Q') {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(Self(text.to_string()))
            }
            _ => {
                // `q212`, `212`, and the address of its page.
                let digits = text.rsplit('/').next().unwrap_or_default().trim_start_matches(['Q', 'q']);
                let is_item = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                let meant = is_item.then(|| format!("Q{digits}"));
                Err(perhaps(format!("expected an item of Wikidata such as `Q212`, found `{text}`"), meant))
            }
        }
    }
}
