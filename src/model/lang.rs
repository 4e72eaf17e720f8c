//! Language tags (BCP 47, RFC 5646), of which the language itself is checked and the rest by its shape.

use serde::de::{Deserialize, Deserializer};

use super::field::{Line, perhaps};

/// The languages with a code of two letters (IANA Language Subtag Registry; no more of that length are registered).
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv \
    cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig \
    ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh \
    mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc \
    sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo \
    wa wo xh yi yo za zh zu";

/// What is written for a language elsewhere: its name, or the code of a country in which it is spoken.
const CALLED: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية"]),
    ("be", &["belarusian", "by"]),
    ("bg", &["bulgarian"]),
    ("cs", &["czech", "cz"]),
    ("da", &["danish", "dk"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "gr"]),
    ("en", &["english"]),
    ("es", &["spanish", "español"]),
    ("et", &["estonian"]),
    ("fa", &["persian", "farsi", "فارسی", "ir"]),
    ("fi", &["finnish"]),
    ("fr", &["french", "français"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi"]),
    ("hu", &["hungarian"]),
    ("hy", &["armenian"]),
    ("id", &["indonesian"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語", "jp"]),
    ("ka", &["georgian", "ge"]),
    ("kk", &["kazakh", "kz"]),
    ("ko", &["korean", "한국어"]),
    ("lt", &["lithuanian"]),
    ("lv", &["latvian"]),
    ("nl", &["dutch", "nederlands"]),
    ("no", &["norwegian"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ro", &["romanian"]),
    ("ru", &["russian", "русский"]),
    ("sk", &["slovak"]),
    ("sr", &["serbian", "rs"]),
    ("sv", &["swedish", "svenska"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська", "ua"]),
    ("ur", &["urdu"]),
    ("vi", &["vietnamese", "vn"]),
    ("zh", &["chinese", "中文", "cn"]),
];

/// Languages that are written from right to left, unless their tag names a script.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Scripts that are written from right to left (ISO 15924).
const SCRIPTS: &[&str] = &["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"];

/// A language tag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

impl Lang {
    /// Checks the shape of a tag, and that its language may be one.
    ///
    /// # Errors
    /// A sentence that says what a tag looks like.
    pub fn parse(text: &str) -> Result<Self, String> {
        let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let primary = text.split('-').next().unwrap_or_default();
        if !text.split('-').all(part)
            || !(2..=3).contains(&primary.len())
            || !primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        {
            return Err(format!("expected a language tag such as `en`, `uk` or `pt-BR`, found `{text}`"));
        }
        if primary.len() == 2 && !TWO_LETTERS.split(' ').any(|known| known.eq_ignore_ascii_case(primary)) {
            return Err(format!("must begin with the code of a language: `{primary}` is none"));
        }
        Ok(Self(text.to_owned()))
    }

    /// What may be meant by a text that is no tag: `en-GB` by `en_GB`, `uk` by `Ukrainian` or `ua`.
    fn meant(text: &str) -> Option<String> {
        let text = text.replace(['_', ' '], "-");
        let (language, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
        let word = language.to_lowercase();
        let called = CALLED.iter().find(|(_, words)| words.contains(&word.as_str()));
        let tag = called.map_or_else(|| text.clone(), |(tag, _)| format!("{tag}{rest}"));
        // Whoever writes a sentence has no tag in mind.
        Self::parse(&tag).ok().map(|tag| tag.0).filter(|tag| tag.split('-').all(|part| part.len() <= 4))
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

impl Default for Lang {
    /// English.
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Line::deserialize(deserializer)?;
        Lang::parse(&text).map_err(|fault| perhaps(fault, Lang::meant(&text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_begin_with_a_language() {
        for tag in ["en", "UK", "pt-BR", "zh-Hant-TW", "ckb", "de-DE-1996", "sr-Latn", "gsw", "de-x-desk", "iw"] {
            assert_eq!(Lang::parse(tag).map(|tag| tag.0).as_deref(), Ok(tag));
        }
        for tag in ["", "e", "english", "Deutsch", "ua", "jp", "xx", "en_GB", "en-", "12", "e1", "日本語"] {
            assert!(Lang::parse(tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn what_is_called_so_is_a_language() {
        for (called, words) in CALLED {
            assert!(Lang::parse(called).is_ok(), "{called}");
            for word in *words {
                assert_eq!(Lang::meant(word).as_deref(), Some(*called), "{word}");
                assert!(Lang::parse(word).is_err() && word.to_lowercase() == **word, "{word}");
            }
        }
        for (text, meant) in [
            ("English", Some("en")),
            ("ua_UA", Some("uk-UA")),
            ("en_GB", Some("en-GB")),
            ("Chinese Hant", Some("zh-Hant")),
            ("no language", None),
            ("xx", None),
        ] {
            assert_eq!(Lang::meant(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn scripts_go_before_languages() {
        let dir = |text| Lang::parse(text).unwrap().dir();
        assert_eq!([dir("ar"), dir("AR-eg"), dir("pa-Arab")], ["rtl"; 3]);
        assert_eq!([dir("ks-Deva"), dir("en")], ["ltr"; 2]);
    }
}
