//! Tags of a template that nothing closes: the engine names the place where it gave up, and what is missing is missing
//! long before.
//!
//! Entry point: [`open_at`].

use std::ops::Range;

/// Tags that have an end.
const OPENING: &[&str] = &["block", "component", "filter", "for", "if"];

/// The last tag before `end` that is not closed there: its name, and where that stands.
pub(super) fn open_at(text: &str, end: usize) -> Option<(&str, Range<usize>)> {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..end).and_then(|text| text.find('{')).map(|start| at + start) {
        at = start + 1;
        let rest = &text[start..];
        if rest.starts_with("{#") {
            at = after(text, start, "#}");
            continue;
        }
        let Some(tag) = rest.strip_prefix("{%") else { continue };
        let words = tag.trim_start_matches('-').trim_start();
        let from = text.len() - words.len();
        let name = &words[..words.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(words.len())];
        if name == "raw" {
            at = after(text, start, "endraw");
        } else if OPENING.contains(&name) {
            open.push((name, from..from + name.len()));
        } else if let Some(closed) = name.strip_prefix("end")
            && open.last().is_some_and(|(name, _)| *name == closed)
        {
            open.pop();
        }
    }
    open.pop().filter(|(_, place)| place.end <= end)
}

/// Where the next `mark` ends; the end of the text if there is none.
fn after(text: &str, start: usize, mark: &str) -> usize {
    text[start..].find(mark).map_or(text.len(), |found| start + found + mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_open_tag_is_found() {
        let name = |text: &str| open_at(text, text.len()).map(|(name, place)| (name.to_owned(), place.start));
        assert_eq!(name("{% for a in b %}{% if a %}x{% endif %}"), Some(("for".to_owned(), 3)));
        assert_eq!(name("{%- if a -%}{# {% for %} #}"), Some(("if".to_owned(), 4)));
        assert_eq!(name("{% raw %}{% if %}{% endraw %}"), None);
        assert_eq!(name("{% block a %}{{ b }}{% endblock a %}{"), None);
        assert_eq!(name("{# {% if a %}"), None);
        assert_eq!(open_at("{# é {% if a %} #}", 10), None);
        assert_eq!(open_at("{% if a %}é{% endblock %}", 15), Some(("if", 3..5)));
    }
}
