//! Why outputs were rendered again: which parts of what they show are others than before.

use rapidhash::RapidHashMap;

use crate::base::path::OutPath;
use crate::base::text::plural;
use crate::model::report::{Part, Report};

/// So many parts are named.
const NAMED: usize = 3;

/// What each output was made of, last time.
#[derive(Debug, Default)]
pub(super) struct Why {
    parts: RapidHashMap<OutPath, Vec<Part>>,
}

impl Why {
    /// Why each output of a build was rendered; takes the parts out of the report. Nothing, if the
    /// report has none: nobody asked.
    pub(super) fn reasons(&mut self, report: &mut Report) -> Vec<(OutPath, String)> {
        let parts: RapidHashMap<OutPath, Vec<Part>> = std::mem::take(&mut report.parts).into_iter().collect();
        if parts.is_empty() {
            return Vec::new();
        }
        let reason = |path: &OutPath| {
            let now = parts.get(path).map_or(&[][..], Vec::as_slice);
            (path.clone(), self.parts.get(path).map_or_else(|| "it is new".to_owned(), |before| reason(before, now)))
        };
        let reasons = report.rendered.iter().map(reason).collect();
        if !report.has_errors() {
            self.parts = parts;
        }
        reasons
    }
}

fn reason(before: &[Part], now: &[Part]) -> String {
    let of = |parts: &[Part], what: &str| parts.iter().find(|part| part.what == what).map(|part| part.fingerprint);
    let mut said: Vec<String> = Vec::new();
    for part in now {
        match of(before, &part.what) {
            None => said.push(format!("{} is new on it", part.what)),
            Some(known) if known != part.fingerprint => said.push(format!("{} changed", part.what)),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|part| of(now, &part.what).is_none());
    said.extend(gone.map(|part| format!("{} is no longer on it", part.what)));
    let more = said.len().saturating_sub(NAMED);
    said.truncate(NAMED);
    match (said.is_empty(), more) {
        (true, _) if before == now => "what it shows changed".to_owned(),
        (true, _) => "what it shows is in another order".to_owned(),
        (false, 0) => said.join(", "),
        (false, more) => format!("{}, and {}", said.join(", "), plural(more, "thing more", "things more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::Fingerprint;

    fn parts(parts: &[(&str, u64)]) -> Vec<Part> {
        parts.iter().map(|(what, hash)| Part { what: (*what).to_owned(), fingerprint: Fingerprint(*hash) }).collect()
    }

    #[test]
    fn names_what_is_another() {
        let before = parts(&[("`a`", 1), ("`b`", 1), ("`c`", 1)]);
        for (now, expected) in [
            (&[("`a`", 2), ("`b`", 1), ("`c`", 1)][..], "`a` changed"),
            (&[("`a`", 1), ("`c`", 1), ("`d`", 1)], "`d` is new on it, `b` is no longer on it"),
            (&[("`b`", 1), ("`a`", 1), ("`c`", 1)], "what it shows is in another order"),
            (&[("`a`", 1), ("`b`", 1), ("`c`", 1)], "what it shows changed"),
            (
                &[("`a`", 2), ("`b`", 2), ("`c`", 2), ("`d`", 2), ("`e`", 2)],
                "`a` changed, `b` changed, `c` changed, and 2 things more",
            ),
        ] {
            assert_eq!(reason(&before, &parts(now)), expected);
        }
    }
}
