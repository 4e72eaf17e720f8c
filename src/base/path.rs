//! Paths as types: where a thing is read from ([`SourcePath`]) and where a page is written
//! to ([`OutPath`]).
//!
//! **Invariant:** an `OutPath` is made by [`OutPath::parse`] alone, so whatever reached the
//! output folder went through its rules: it cannot leave the folder, cannot hide, and names a
//! file that every common file system can hold.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::text::is_control;

/// A relative path as this program writes it, with `/` between the parts, whatever the system puts
/// there: what is found on a disk is compared with what is planned.
pub fn with_slashes(path: &Path) -> Cow<'_, Path> {
    if MAIN_SEPARATOR == '/' {
        return Cow::Borrowed(path);
    }
    let mut slashed = OsString::with_capacity(path.as_os_str().len());
    for part in path {
        if !slashed.is_empty() {
            slashed.push("/");
        }
        slashed.push(part);
    }
    Cow::Owned(slashed.into())
}

/// A file of the site, relative to its root, with `/` between the parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative and uses `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// As written in messages.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The last part without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The extension as written, without the dot.
    pub fn extension(&self) -> Option<&str> {
        self.file_name().rsplit_once('.').map(|(_, extension)| extension)
    }

    /// The folder it is in: empty at the root, else without a slash at the end.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Its path from `folder`, if it is in it or below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() { Some(&self.0) } else { self.0.strip_prefix(folder)?.strip_prefix('/') }
    }

    /// What `relative` (with `/`, perhaps `./` and `../`) means from this file's folder; `None`
    /// if it leaves the site.
    pub fn resolve(&self, relative: &str) -> Option<SourcePath> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// A file of the output, relative to the output folder, with `/` between the parts: NFC, and
/// safe to create on any common file system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct OutPath(Arc<str>);

/// Why a text is not an [`OutPath`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathFault {
    /// No text at all, or two slashes in a row.
    #[error("it has an empty part")]
    Empty,
    /// `.` or `..`.
    #[error("it has the part `{0}`")]
    Dots(String),
    /// Longer than 255 bytes.
    #[error("a part is longer than 255 bytes")]
    Long,
    /// A character that some file system or URL cannot hold.
    #[error("it has the character {0}")]
    Character(String),
    /// A space at the start or the end of a part.
    #[error("a part starts or ends with a space")]
    Space,
    /// A dot at the end of a part.
    #[error("a part ends with a dot")]
    TrailingDot,
    /// A dot at the start of a part.
    #[error("a part starts with a dot")]
    Hidden,
    /// `CON`, `NUL`, ...
    #[error("`{0}` is the name of a device on Windows")]
    Device(String),
}

impl OutPath {
    /// Checks `path` (parts separated by `/`, none at either end) and normalizes it to NFC.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn parse(path: &str) -> Result<Self, PathFault> {
        if path.is_ascii() {
            check_parts(path)?;
            return Ok(Self(path.into()));
        }
        let path: String = path.nfc().collect();
        check_parts(&path)?;
        Ok(Self(path.into()))
    }

    /// The path, with `/` between the parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which two paths clash: case-folded and in compatibility form (NFKC).
    pub fn key(&self) -> Cow<'_, str> {
        fold_key(&self.0)
    }

    /// The folders above it, nearest first, without the output folder itself.
    pub fn parents(&self) -> impl Iterator<Item = &str> {
        let mut rest: &str = &self.0;
        std::iter::from_fn(move || {
            rest = rest.rsplit_once('/')?.0;
            Some(rest)
        })
    }

    /// Its address below the root `/`, percent-encoded: `a/b/index.html` is `a/b/`, without a
    /// slash at the start.
    pub fn href(&self) -> String {
        self.href_below("")
    }

    /// Its address below `root`, which stands there as it is.
    pub fn href_below(&self, root: &str) -> String {
        let shown = match &*self.0 {
            "index.html" => "",
            path => path.strip_suffix("/index.html").map_or(path, |_| &path[..path.len() - "index.html".len()]),
        };
        let mut out = String::with_capacity(root.len() + shown.len());
        out.push_str(root);
        crate::base::text::percent_encode(&mut out, shown);
        out
    }
}

/// The form under which two names clash; most names have it already.
pub fn fold_key(name: &str) -> Cow<'_, str> {
    if !name.is_ascii() {
        return Cow::Owned(name.nfkc().flat_map(char::to_lowercase).nfkc().collect());
    }
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl<'de> serde::Deserialize<'de> for OutPath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        OutPath::parse(&text).map_err(serde::de::Error::custom)
    }
}

fn check_parts(path: &str) -> Result<(), PathFault> {
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), PathFault> {
    match part {
        "" => return Err(PathFault::Empty),
        "." | ".." => return Err(PathFault::Dots(part.to_owned())),
        ".well-known" => return Ok(()),
        _ => {}
    }
    if part.len() > 255 {
        return Err(PathFault::Long);
    }
    // Most names are plain, and one look at each byte is enough for those.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if !part.bytes().all(is_plain)
        && let Some(bad) = part.chars().find(|&c| is_forbidden(c))
    {
        return Err(PathFault::Character(name_of(bad)));
    }
    if part.starts_with(char::is_whitespace) || part.ends_with(char::is_whitespace) {
        return Err(PathFault::Space);
    }
    if part.starts_with('.') {
        return Err(PathFault::Hidden);
    }
    if part.ends_with('.') {
        return Err(PathFault::TrailingDot);
    }
    let stem = part.split('.').next().unwrap_or(part);
    if is_device(stem) {
        return Err(PathFault::Device(stem.to_owned()));
    }
    Ok(())
}

/// Characters that a file name or an address cannot hold, or that hide what it says.
fn is_forbidden(c: char) -> bool {
    is_control(c) || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%') || is_invisible(c)
}

/// Zero-width, bidirectional-control and other format characters.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn name_of(c: char) -> String {
    if is_control(c) || is_invisible(c) { format!("U+{:04X}", c as u32) } else { format!("`{c}`") }
}

fn is_device(stem: &str) -> bool {
    let stem = stem.trim_end();
    let is = |name: &str| stem.eq_ignore_ascii_case(name);
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].into_iter().any(is) {
        return true;
    }
    let Some((head, rest)) = stem.split_at_checked(3) else { return false };
    let is_port = head.eq_ignore_ascii_case("COM") || head.eq_ignore_ascii_case("LPT");
    is_port && matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_below_whole_folders() {
        let below = |path: &str, folder: &str| SourcePath::new(path).below(folder).map(str::to_owned);
        assert_eq!(below("a/b/c.csv", "a"), Some("b/c.csv".to_owned()));
        assert_eq!(below("a/b/c.csv", "a/b"), Some("c.csv".to_owned()));
        assert_eq!(below("a/b/c.csv", ""), Some("a/b/c.csv".to_owned()));
        assert_eq!(below("a-files/d.csv", "a"), None);
        assert_eq!(below("a", "a"), None);
    }

    #[test]
    fn refuses_what_could_escape_hide_or_clash() {
        for bad in [
            "",
            "/a",
            "a//b",
            "a/",
            "..",
            "a/../b",
            "./a",
            "a\\b",
            "a:b",
            "a*",
            "a?b",
            "a\"b",
            "<a",
            "a|b",
            "a%2e",
            "a\0b",
            "a\nb",
            "a\u{202e}b",
            "a\u{200b}b",
            " a",
            "a ",
            "a.",
            "CON",
            "con.txt",
            "a/NUL.html",
            "com1",
            "LPT9.x",
            "COM¹",
            ".git/config",
            ".env",
            "a/.hidden",
        ] {
            assert!(OutPath::parse(bad).is_err(), "{bad:?} was taken");
        }
        assert!(OutPath::parse(&"x".repeat(256)).is_err());
    }

    #[test]
    fn takes_ordinary_and_foreign_names() {
        for good in [
            "index.html",
            "2025/08/07/talks/index.html",
            ".well-known/security.txt",
            "актори/index.html",
            "con-text",
            "com10",
        ] {
            assert!(OutPath::parse(good).is_ok(), "{good:?} was refused");
        }
    }

    #[test]
    fn normalizes_and_folds() {
        let composed = OutPath::parse("caf\u{e9}").unwrap();
        let decomposed = OutPath::parse("cafe\u{301}").unwrap();
        assert_eq!(composed, decomposed);
        assert_eq!(OutPath::parse("A/B").unwrap().key(), OutPath::parse("a/b").unwrap().key());
        assert_eq!(OutPath::parse("\u{fb01}le").unwrap().key(), "file");
        assert_eq!(OutPath::parse("ÉTÉ").unwrap().key(), "\u{e9}t\u{e9}");
    }

    #[test]
    fn addresses_end_with_a_slash() {
        assert_eq!(OutPath::parse("index.html").unwrap().href(), "");
        assert_eq!(OutPath::parse("a/b/index.html").unwrap().href(), "a/b/");
        assert_eq!(OutPath::parse("a/é.html").unwrap().href(), "a/%C3%A9.html");
        assert_eq!(OutPath::parse("a/myindex.html").unwrap().href(), "a/myindex.html");
    }

    #[test]
    fn relative_paths_resolve_within_the_site() {
        let from = SourcePath::new("content/briefings/2025/a.md");
        assert_eq!(from.resolve("b.md").unwrap().as_str(), "content/briefings/2025/b.md");
        assert_eq!(from.resolve("../x/./c.md").unwrap().as_str(), "content/briefings/x/c.md");
        assert_eq!(from.resolve("../../../../etc/passwd"), None);
    }
}
