//! Language tags: BCP 47 (RFC 5646).
//!
//! Their shape is checked, and that the language is named by a code of two or three letters, as all are that browsers
//! know. Whether there is such a language is not.

use serde::{Deserialize, Deserializer};

use super::field::{Line, perhaps};

/// What the most spoken languages are called where their code is meant.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "ara"]),
    ("cs", &["czech"]),
    ("de", &["german", "deutsch", "deu", "ger"]),
    ("el", &["greek"]),
    ("en", &["english", "eng"]),
    ("es", &["spanish", "espanol", "español", "spa"]),
    ("fa", &["persian", "farsi"]),
    ("fr", &["french", "francais", "français", "fra", "fre"]),
    ("he", &["hebrew"]),
    ("hi", &["hindi"]),
    ("id", &["indonesian"]),
    ("it", &["italian", "italiano", "ita"]),
    ("ja", &["japanese", "jpn"]),
    ("ko", &["korean"]),
    ("nl", &["dutch", "nederlands"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "portugues", "português", "por"]),
    ("ro", &["romanian"]),
    ("ru", &["russian", "rus"]),
    ("sv", &["swedish", "svenska"]),
    ("tr", &["turkish"]),
    ("uk", &["ukrainian", "ukr"]),
    ("zh", &["chinese", "mandarin", "zho", "chi"]),
];

/// Languages that are written from right to left, unless their tag names a script.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Scripts that are written from right to left (ISO 15924).
const SCRIPTS: &[&str] = &["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"];

/// A language tag: letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

impl Lang {
    /// Checks the shape of a tag.
    ///
    /// # Errors
    /// A sentence that says what a tag looks like.
    pub fn parse(text: &str) -> Result<Self, String> {
        let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let primary = text.split('-').next().unwrap_or_default();
        let is_code = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
        if text.split('-').all(part) && is_code && named(primary).is_none() {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("expected a language tag such as `en`, `uk` or `pt-BR`, found `{text}`"))
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language itself, without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether both are the same language, wherever it is spoken.
    pub fn is_spoken_like(&self, other: &Lang) -> bool {
        self.primary().eq_ignore_ascii_case(other.primary())
    }

    /// `rtl` for languages (or explicit scripts) that are written from right to left.
    pub fn dir(&self) -> &'static str {
        let mut parts = self.0.split('-');
        let primary = parts.next().unwrap_or_default();
        let is_one_of = |list: &[&str], part: &str| list.iter().any(|one| one.eq_ignore_ascii_case(part));
        let right_to_left = match parts.find(|part| part.len() == 4) {
            Some(script) => is_one_of(SCRIPTS, script),
            None => is_one_of(RIGHT_TO_LEFT, primary),
        };
        if right_to_left { "rtl" } else { "ltr" }
    }
}

/// The code of a language that is called so.
fn named(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(code, _)| *code)
}

/// The tag that may be meant by a text that is none: `en-GB` of `en_GB` or of `english GB`.
fn meant(text: &str) -> Option<Lang> {
    let text = text.trim().replace(['_', ' '], "-");
    let (primary, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
    let tag = Lang::parse(&format!("{}{rest}", named(primary).unwrap_or(primary))).ok()?;
    tag.0.split('-').all(|part| part.len() <= 4).then_some(tag)
}

impl Default for Lang {
    /// English.
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        Lang::parse(&text).map_err(|fault| perhaps(fault, meant(&text).map(|meant| meant.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_by_code() {
        for text in ["en", "uk", "pt-BR", "zh-Hant-TW", "fil", "sr-Latn", "de-1996", "en-x-house"] {
            assert_eq!(Lang::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "e", "english", "eng", "en_GB", "en GB", "1a", "en-", "-en", "français", "en-verylongpart"] {
            assert!(Lang::parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn what_is_meant_is_known() {
        let meant = |text| meant(text).map(|lang| lang.0);
        for (text, tag) in
            [("en_GB", "en-GB"), ("English", "en"), ("english (GB)", ""), ("ukr", "uk"), ("Français", "fr")]
        {
            assert_eq!(meant(text), (!tag.is_empty()).then(|| tag.to_owned()), "{text}");
        }
        assert_eq!(meant("eng GB").as_deref(), Some("en-GB"));
        assert_eq!(meant("klingon"), None);
    }

    #[test]
    fn scripts_go_before_languages() {
        let dir = |text| Lang::parse(text).unwrap().dir();
        assert_eq!(
            (dir("ar"), dir("AR-eg"), dir("ks-Deva"), dir("pa-Arab"), dir("en")),
            ("rtl", "rtl", "ltr", "rtl", "ltr")
        );
    }
}
