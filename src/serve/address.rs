//! From the target of a request to an output.
//!
//! Entry point: [`find`]. The path is percent-decoded once, part by part, taken below the
//! site's root, and looked up in the snapshot.
//!
//! **Invariant:** a request path is only a key into the snapshot. It becomes an [`OutPath`]
//! through the same door as every output (no `..`, no backslash, no control character, no
//! empty part) and never a path of a file.

use super::outputs::{Output, Served};
use crate::base::path::OutPath;
use crate::base::text::{Octet, is_control, octets, percent_decode, percent_encode};

/// The folder of what the preview adds to the site; the same wherever the site's root is, so that
/// open pages still find it when that moves.
pub const OWN: &str = "/_briefer/";

/// What a request target leads to.
#[derive(Debug)]
pub enum Found<'s> {
    /// An output.
    Output(OutPath, &'s Output),
    /// Something of the preview itself, by its name in [`OWN`].
    Own(String),
    /// Another address: percent-encoded, with the query.
    Elsewhere(String),
    /// Nothing.
    Nothing,
    /// It is not a path at all.
    Malformed,
}

/// Finds what a path (percent-encoded, as it was sent) and a query lead to.
pub fn find<'s>(served: &'s Served, path: &str, query: Option<&str>) -> Found<'s> {
    let Some(path) = decode(path) else { return Found::Malformed };
    if let Some(own) = path.strip_prefix(OWN) {
        return Found::Own(own.to_owned());
    }
    let root = percent_decode(served.root());
    let elsewhere = |to: &str| {
        let mut address = String::with_capacity(to.len() + 16);
        percent_encode(&mut address, to);
        if let Some(query) = query {
            address.push('?');
            address.push_str(query);
        }
        Found::Elsewhere(address)
    };
    let Some(below) = path.strip_prefix(&root) else {
        let at_the_door = path == "/" || path.strip_suffix('/').unwrap_or(&path) == root.trim_end_matches('/');
        return if at_the_door { elsewhere(&root) } else { Found::Nothing };
    };
    let index = |folder: &str| OutPath::parse(&format!("{folder}index.html")).ok();
    let output = |path: OutPath| served.get(&path).map(|output| (path, output));
    if below.is_empty() || below.ends_with('/') {
        return match index(below).and_then(output) {
            Some((path, output)) => Found::Output(path, output),
            None => Found::Nothing,
        };
    }
    if let Some((path, output)) = OutPath::parse(below).ok().and_then(output) {
        return Found::Output(path, output);
    }
    match index(&format!("{below}/")).and_then(output) {
        Some(_) => elsewhere(&format!("{path}/")),
        None => Found::Nothing,
    }
}

/// Decodes a path once. A slash may not be hidden in `%2F`: it would make two parts of one.
fn decode(path: &str) -> Option<String> {
    if !path.starts_with('/') {
        return None;
    }
    let byte = |octet| match octet {
        Octet::Encoded(b'/') | Octet::Stray => None,
        Octet::Plain(byte) | Octet::Encoded(byte) => Some(byte),
    };
    let bytes = octets(path).map(byte).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok().filter(|path| !path.contains(is_control))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::hash::Fingerprint;
    use crate::model::output::{Sink, Wanted};
    use crate::serve::outputs::MemorySink;

    fn served(root: &str) -> Served {
        let paths = ["404.html", "a/b/index.html", "café/index.html", "index.html", "s.css"];
        let paths = paths.map(|path| OutPath::parse(path).unwrap());
        let wanted: Vec<_> = paths.iter().map(|path| Wanted { path, fingerprint: Fingerprint(1) }).collect();
        let mut sink = MemorySink::over(Arc::new(Served::empty()));
        sink.begin(&wanted).unwrap();
        (0..paths.len()).for_each(|at| sink.write(at, b"x").unwrap());
        sink.finish(root).unwrap()
    }

    fn shown(served: &Served, path: &str) -> String {
        match find(served, path, Some("q=1")) {
            Found::Output(path, _) => path.to_string(),
            Found::Own(name) => format!("own {name}"),
            Found::Elsewhere(to) => format!("-> {to}"),
            Found::Nothing => "nothing".to_owned(),
            Found::Malformed => "malformed".to_owned(),
        }
    }

    #[test]
    fn finds_outputs_at_the_root() {
        let served = served("/");
        for (path, expected) in [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/a/b/", "a/b/index.html"),
            ("/a/b", "-> /a/b/?q=1"),
            ("/a/", "nothing"),
            ("/a", "nothing"),
            ("/s.css", "s.css"),
            ("/s.css/", "nothing"),
            ("/%73.css", "s.css"),
            ("/%2573.css", "nothing"),
            ("/S.css", "nothing"),
            ("/caf%C3%A9/", "café/index.html"),
            ("/cafe%CC%81/", "café/index.html"),
            ("/caf%C3%A9", "-> /caf%C3%A9/?q=1"),
            ("/_briefer/events", "own events"),
            ("//", "nothing"),
            ("//a/b/", "nothing"),
            ("/a//b/", "nothing"),
            ("/a/../s.css", "nothing"),
            ("/a%2Fb/", "malformed"),
            ("/a%2", "malformed"),
            ("/%zz", "malformed"),
            ("/%+2s.css", "malformed"),
            ("/%ff", "malformed"),
            ("/%00", "malformed"),
            ("s.css", "malformed"),
            ("", "malformed"),
        ] {
            assert_eq!(shown(&served, path), expected, "{path}");
        }
    }

    #[test]
    fn finds_outputs_below_a_base_path() {
        let served = served("/repo/");
        for (path, expected) in [
            ("/", "-> /repo/?q=1"),
            ("/repo", "-> /repo/?q=1"),
            ("/repo/", "index.html"),
            ("/repo/a/b", "-> /repo/a/b/?q=1"),
            ("/repo/_briefer/live.js", "nothing"),
            ("/repository/", "nothing"),
            ("/s.css", "nothing"),
            ("/_briefer/live.js", "own live.js"),
        ] {
            assert_eq!(shown(&served, path), expected, "{path}");
        }
    }
}
