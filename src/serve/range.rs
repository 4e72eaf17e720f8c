//! Conditions and ranges of a request (RFC 9110, 13 and 14).
//!
//! **Invariant:** what is not understood is ignored and the whole output is sent.

use std::ops::Range;

/// What of an output a `Range` asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: there is no range, several, or one that cannot be read.
    Whole,
    /// These bytes.
    Bytes(Range<usize>),
    /// Bytes that are not there (416).
    Beyond,
}

/// Reads the value of a `Range` header for an output of `len` bytes.
pub fn part(range: &str, len: usize) -> Part {
    let Some((unit, range)) = range.split_once('=') else { return Part::Whole };
    let Some((first, last)) = range.trim().split_once('-') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") || !is_number(first) || !is_number(last) {
        return Part::Whole;
    }
    // A number too large for the machine lies beyond any output.
    let number = |digits: &str| digits.parse::<usize>().unwrap_or(usize::MAX);
    let (start, end) = match (first, last) {
        ("", "") => return Part::Whole,
        ("", suffix) => (len.saturating_sub(number(suffix)), if number(suffix) == 0 { 0 } else { len }),
        (first, "") => (number(first), len),
        (first, last) if number(first) > number(last) => return Part::Whole,
        (first, last) => (number(first), number(last).saturating_add(1).min(len)),
    };
    if start < end { Part::Bytes(start..end) } else { Part::Beyond }
}

fn is_number(digits: &str) -> bool {
    digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether the value of an `If-None-Match` header names a tag (weakly compared).
pub fn names(condition: &str, tag: &str) -> bool {
    condition.trim() == "*"
        || condition.split(',').any(|known| {
            let known = known.trim();
            known.strip_prefix("W/").unwrap_or(known) == tag
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (range, expected) in [
            ("bytes=0-3", Part::Bytes(0..4)),
            ("bytes=2-", Part::Bytes(2..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-30", Part::Bytes(0..10)),
            ("bytes=5-500", Part::Bytes(5..10)),
            ("bytes=9-9", Part::Bytes(9..10)),
            ("Bytes=0-0", Part::Bytes(0..1)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=99999999999999999999999-", Part::Beyond),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes", Part::Whole),
            ("lines=0-1", Part::Whole),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
    }

    #[test]
    fn tags() {
        for (condition, expected) in
            [("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true), ("\"b\"", false), ("a", false)]
        {
            assert_eq!(names(condition, "\"a\""), expected, "{condition}");
        }
    }
}
