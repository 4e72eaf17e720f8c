//! What version control leaves of two versions of a text that it could not merge.

use std::ops::Range;

/// How the first of the two begins.
pub const CONFLICT: &str = "<<<<<<< ";

/// The line at `at`, which begins with [`CONFLICT`], if both versions follow it.
pub fn conflict_at(text: &str, at: usize) -> Option<Range<usize>> {
    let mut lines = text[at..].lines();
    let length = lines.next().map_or(0, str::len);
    // Looking for the end stops at the next beginning: many of them take no longer than one.
    let mut lines = lines.take_while(|line| !line.starts_with(CONFLICT));
    let is_whole = lines.any(|line| line == "=======") && lines.any(|line| line.starts_with(">>>>>>> "));
    is_whole.then_some(at..at + length)
}

/// The line that begins the first such conflict in a part of `text`. It may end behind it.
pub fn first_conflict(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let starts = text[within.clone()].match_indices(CONFLICT).map(|(at, _)| within.start + at);
    let begins_line = |at: &usize| text[..*at].chars().next_back().is_none_or(|c| matches!(c, '\n' | '\u{feff}'));
    starts.filter(begins_line).find_map(|at| conflict_at(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_has_two_versions() {
        let found = |text: &str| first_conflict(text, 0..text.len()).map(|line| text[line].to_owned());
        for text in [
            "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n",
            "\u{feff}<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> c",
            "<<<<<<< a\n<<<<<<< HEAD\n||||||| base\n=======\n>>>>>>> c",
        ] {
            assert_eq!(found(text).as_deref(), Some("<<<<<<< HEAD"), "{text}");
        }
        for text in [
            "<<<<<<< HEAD\na\n=======\nb\n",
            "<<<<<<< HEAD\na\n>>>>>>> c\n",
            "a <<<<<<< HEAD\n=======\n>>>>>>> c\n",
            "<<<<<<< HEAD\n a\n========\n>>>>>>> c\n",
            "<<<<<<<\n=======\n>>>>>>> c\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn it_may_end_behind_the_part() {
        let text = "a\n<<<<<<< HEAD\n---\n=======\n>>>>>>> b\n";
        assert_eq!(first_conflict(text, 0..16), Some(2..14));
        assert_eq!(first_conflict(text, 0..2), None);
    }
}
