//! What must be looked at before `serde_yaml` reads it.
//!
//! One pass over the bytes answers "no" for nearly every file; a "perhaps" costs a second
//! reading, never a wrong answer.

/// How many opening brackets are harmless, whatever they open: the time that brackets cost
/// `serde_yaml` grows with the square of their depth.
const HARMLESS: usize = 256;

/// True if `yaml` may have an anchor, an alias or a tag (which are refused), a text that ends where it seems to go on
/// with `#`, a text that takes an item of a list for its own next line, brackets so deep that they would take long, or a
/// NUL, at which `serde_yaml` stops reading without a word.
pub(super) fn needs_a_closer_look(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    let (brackets, signs) = count(bytes);
    // An alias needs an anchor before it; without one it is an error anyway.
    brackets > HARMLESS
        || bytes.contains(&0)
        || (signs > 0
            && (may_start_a_value(bytes, b'&') || may_start_a_value(bytes, b'!') || hashes(yaml).next().is_some()))
        || deeper_items(yaml).next().is_some()
}

/// Where a line begins with `- ` and stands further in than the line above it, which opens no list: the hyphen goes on
/// with the text above, unless that is within quotation marks or a block text.
pub(super) fn deeper_items(yaml: &str) -> impl Iterator<Item = usize> {
    let opens = |line: &str| matches!(line.trim(), "-") || line.trim_end().ends_with(':');
    let mut above = (usize::MAX, 0);
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', yaml.as_bytes()).map(|end| end + 1));
    starts.filter_map(move |start| {
        let line = &yaml.as_bytes()[start..];
        let indent = line.iter().take_while(|&&byte| byte == b' ').count();
        let words = &line[indent..];
        if matches!(words, [] | [b'\n' | b'\r', ..]) {
            return None;
        }
        let (outer, before) = std::mem::replace(&mut above, (indent, start));
        let is_deeper = indent > outer && words.starts_with(b"- ");
        (is_deeper && !opens(&yaml[before..start])).then_some(start + indent)
    })
}

/// Where the first ` #` of a line has a word right after it: it begins a comment, unless it is within
/// quotation marks or a block text.
pub(super) fn hashes(yaml: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    let lines = yaml.split_inclusive('\n').map(move |line| {
        start += line.len();
        (start - line.len(), line)
    });
    lines.filter_map(|(start, line)| {
        let hash = [line.find(" #"), line.find("\t#")].into_iter().flatten().min()? + 1;
        let is_word = line[hash + 1..].starts_with(|after: char| !after.is_whitespace() && after != '#');
        (is_word && !line[..hash].trim_start().is_empty() && !line.trim_start().starts_with('#'))
            .then_some(start + hash)
    })
}

/// How many opening brackets there are, and how many `&`, `!` and `#`. In pieces so short that their
/// counts fit into bytes, which lets the compiler look at many bytes at once.
fn count(bytes: &[u8]) -> (usize, usize) {
    bytes.chunks(u8::MAX as usize).fold((0, 0), |(brackets, signs), chunk| {
        let here =
            |wanted: fn(u8) -> bool| usize::from(chunk.iter().fold(0_u8, |sum, &byte| sum + u8::from(wanted(byte))));
        // `[` and `{` differ in one bit.
        (
            brackets + here(|byte| byte | 0x20 == b'{'),
            signs + here(|byte| (byte == b'&') | (byte == b'!') | (byte == b'#')),
        )
    })
}

/// True if the sign stands somewhere where a value could begin, with something right after it.
fn may_start_a_value(bytes: &[u8], sign: u8) -> bool {
    bytes.iter().enumerate().filter(|&(_, &byte)| byte == sign).any(|(at, _)| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let after = bytes.get(at + 1);
        before.is_none_or(|before| before.is_ascii_whitespace() || b"[{,:".contains(&before))
            && after.is_some_and(|after| sign == b'!' || !after.is_ascii_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_ordinary_text() {
        for plain in [
            "title: Research & development at AT&T!\nsummary: Wow! Really & truly\n",
            "tags: [a, b]\nevents:\n  - { title: a }\n",
            "takeaways:\n  - \"**Leaders:** a\"\n  - see [[x]]\n",
            "a:\n- b\n- c: d\n  e:\n    - f\n\n    - g\n-\n  - h\n",
            "# draft: true\ndraft: true # until Friday\n  # more: #1\nurl: https://example.org/#a\n",
        ] {
            assert!(!needs_a_closer_look(plain), "{plain:?}");
        }
    }

    #[test]
    fn stops_at_anchors_tags_and_many_brackets() {
        for odd in [
            "a: &x b\n",
            "&a b: c\n",
            "a: [&x b]\n",
            "a: !!str b\n",
            "a: !x b\n",
            "{\"a\":&x b}\n",
            "! a\n",
            "a: b\n\0\nc: d\n",
            "a:\n  - b\n   - c\n",
            "a: b\n  - c\n",
            "a: The issue #5 is out\n",
            "a: #5\n",
        ] {
            assert!(needs_a_closer_look(odd), "{odd:?}");
        }
        assert!(needs_a_closer_look(&"[".repeat(1000)));
        assert!(needs_a_closer_look(&"{".repeat(1000)));
        assert_eq!(count("[{]}&!a".repeat(100).as_bytes()), (200, 200));
    }
}
