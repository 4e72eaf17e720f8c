//! YAML to a tree with the place of every key and value, for files that have a mistake. (Files
//! without one are read by `serde_yaml`, which is faster and forgets the places.)
//!
//! Anchors, aliases and tags are refused: a few aliases can stand for millions of values, and in
//! a title `&Co`, `*new*` or `!important` would be swallowed without a word.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Chars, StrInput};

use super::yaml_words::{self, Trouble};
use super::{Entry, MAX_DEPTH, Node, Value};
use crate::base::diag::Span;

/// What could be read, and what is not YAML in it.
#[derive(Debug)]
pub struct Parsed {
    /// The values, as far as the text was understood.
    pub root: Node,
    /// Each mistake once.
    pub troubles: Vec<Trouble>,
    /// Whether the reading came to the end of the text.
    pub complete: bool,
}

/// How many mistakes of syntax are looked for in one text.
const MAX_TROUBLES: usize = 20;

/// Reads `yaml`, which starts at byte `offset` of its file. Takes time linear in its length.
///
/// Where a mistake is confined to its line, it is patched and the reading begins again, so that
/// what comes after it is seen too.
pub fn parse(yaml: &str, offset: usize) -> Parsed {
    let mut text = spaces_for_inner_tabs(yaml);
    let mut troubles: Vec<Trouble> = Vec::new();
    let mut steps = 0;
    let (mut root, complete) = loop {
        let mut reader = Reader { yaml: &text, starts: starts(&text), open: Vec::new(), root: None };
        let Some(trouble) = reader.run(Parser::new_from_str(&text)) else { break (reader.finish(), true) };
        let root = reader.finish();
        let patch = trouble.patch.clone();
        if !troubles.iter().any(|other| other.is_on_line_of(&trouble, &text)) {
            troubles.push(trouble);
        }
        match patch {
            // As long as what it takes the place of, so that all places stay right.
            Some((range, patch)) if troubles.len() < MAX_TROUBLES && steps < 2 * MAX_TROUBLES => {
                text.replace_range(range, &patch);
                steps += 1;
            }
            _ => break (root, false),
        }
    };
    shift(&mut root, u32::try_from(offset).unwrap_or(u32::MAX));
    Parsed { root, troubles: troubles.into_iter().map(|trouble| trouble.shifted(offset)).collect(), complete }
}

/// The text with spaces in the place of tabs that do not indent a line: a tab between a key and
/// its value is YAML, but saphyr does not take it.
fn spaces_for_inner_tabs(yaml: &str) -> String {
    let mut indents = true;
    let replace = |c: char| {
        indents = c == '\n' || (indents && matches!(c, ' ' | '\t'));
        if c == '\t' && !indents { ' ' } else { c }
    };
    yaml.chars().map(replace).collect()
}

/// Where each character starts, because saphyr counts characters; empty if all are of one byte.
fn starts(yaml: &str) -> Vec<usize> {
    if yaml.is_ascii() { Vec::new() } else { yaml.char_indices().map(|(at, _)| at).collect() }
}

/// Moves a tree from its place in the YAML to its place in the file. As deep as [`MAX_DEPTH`].
fn shift(node: &mut Node, offset: u32) {
    node.span = shifted(node.span, offset);
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(|node| shift(node, offset)),
        Value::Map(entries) => entries.iter_mut().for_each(|entry| {
            entry.key_span = shifted(entry.key_span, offset);
            shift(&mut entry.value, offset);
        }),
        _ => {}
    }
}

fn shifted(span: Span, offset: u32) -> Span {
    Span { start: span.start.saturating_add(offset), end: span.end.saturating_add(offset) }
}

/// A list or map whose end has not come yet.
pub(super) struct Open {
    /// Where it begins; of one in brackets, the bracket.
    pub start: usize,
    /// Whether it is written in brackets.
    pub flow: bool,
    filling: Filling,
}

enum Filling {
    List(Vec<Node>),
    /// With the key that waits for its value.
    Map(Vec<Entry>, Option<(String, Span)>),
}

struct Reader<'a> {
    yaml: &'a str,
    starts: Vec<usize>,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Reader<'_> {
    fn run(&mut self, mut parser: Parser<'_, StrInput<'_>>) -> Option<Trouble> {
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, chars) = match next {
                Ok(next) => next,
                Err(error) => {
                    let at = self.byte(error.marker().index());
                    return Some(yaml_words::explain(self.yaml, at, error.info(), &self.open));
                }
            };
            let range = self.range(chars);
            let trouble = match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    (documents > 1).then(|| yaml_words::second_document(range))
                }
                Event::Alias(_) => Some(yaml_words::property(self.yaml, range.start, '*')),
                Event::Scalar(_, _, _, Some(_))
                | Event::SequenceStart(_, Some(_))
                | Event::MappingStart(_, Some(_)) => Some(yaml_words::property(self.yaml, range.start, '!')),
                Event::Scalar(_, _, 1.., _) | Event::SequenceStart(1.., _) | Event::MappingStart(1.., _) => {
                    Some(yaml_words::property(self.yaml, range.start, '&'))
                }
                Event::Scalar(text, ScalarStyle::Plain, ..) => {
                    self.add(Node::new(Span::new(range), Value::Plain(text.into_owned())))
                }
                Event::Scalar(text, ..) => self.add(Node::new(Span::new(range), Value::Text(text.into_owned()))),
                Event::SequenceStart(..) => self.open(range.start, Filling::List(Vec::new())),
                Event::MappingStart(..) => self.open(range.start, Filling::Map(Vec::new(), None)),
                Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => None,
            };
            if trouble.is_some() {
                return trouble;
            }
        }
        None
    }

    fn byte(&self, character: usize) -> usize {
        let at = if self.starts.is_empty() { Some(&character) } else { self.starts.get(character) };
        at.map_or(self.yaml.len(), |&at| at.min(self.yaml.len()))
    }

    /// As bytes, without white space at the end.
    fn range(&self, chars: Chars) -> Range<usize> {
        let (start, end) = (self.byte(chars.start.index()), self.byte(chars.end.index()));
        let text = self.yaml.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }

    fn open(&mut self, start: usize, filling: Filling) -> Option<Trouble> {
        if self.open.len() >= MAX_DEPTH {
            return Some(yaml_words::too_deep(start));
        }
        let flow = self.yaml[start..].starts_with(['[', '{']);
        self.open.push(Open { start, flow, filling });
        None
    }

    fn close(&mut self, end: usize) -> Option<Trouble> {
        let node = node(self.open.pop()?, Some(end));
        self.add(node)
    }

    /// Puts a finished value where it belongs.
    fn add(&mut self, node: Node) -> Option<Trouble> {
        match self.open.last_mut().map(|open| &mut open.filling) {
            None => self.root = Some(node),
            Some(Filling::List(list)) => list.push(with_dash(self.yaml, node)),
            Some(Filling::Map(entries, key)) => match (key.take(), node.value) {
                (Some((key, key_span)), value) => {
                    let value = Node { value, ..node };
                    entries.push(Entry { key, key_span, value, given_by: None });
                }
                (None, Value::Plain(text) | Value::Text(text)) => *key = Some((text, node.span)),
                (None, _) => return Some(yaml_words::key_of_parts(node.span.range())),
            },
        }
        None
    }

    /// The tree, with what is still open closed where the reading stopped.
    fn finish(mut self) -> Node {
        while let Some(open) = self.open.pop() {
            let node = node(open, None);
            self.add(node);
        }
        self.root.unwrap_or_else(|| Node::new(Span::default(), Value::Plain(String::new())))
    }
}

/// An item of which only the `-` is written, with the place of the `-`.
fn with_dash(yaml: &str, mut node: Node) -> Node {
    let before = yaml[..node.span.start as usize].trim_end();
    if node.span.is_empty() && before.ends_with('-') {
        node.span = Span::new(before.len() - 1..before.len());
    }
    node
}

/// What was opened, with its end: in brackets the bracket, else the end of its last part.
fn node(open: Open, end: Option<usize>) -> Node {
    let start = Span::new(open.start..open.start).start;
    let flow_end = end.filter(|_| open.flow).map(|end| Span::new(end..end).end);
    let (last, value) = match open.filling {
        Filling::List(list) => (list.last().map(|node| node.span.end), Value::List(list)),
        Filling::Map(entries, _) => {
            (entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end)), Value::Map(entries))
        }
    };
    Node::new(Span { start, end: flow_end.or(last).unwrap_or(start) }, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::At;

    fn find<'a>(yaml: &'a str, at: &At) -> Option<&'a str> {
        parse(yaml, 0).root.find(at).map(|span| &yaml[span.range()])
    }

    #[test]
    fn knows_where_everything_stands() {
        let yaml = "title: Grüße an \"alle\" # ja\r\ntags: [a, 'b c', { d: e } ]\r\nevents:\r\n  - title: é\r\n    \
                    date: 2025\r\n  - x\r\n\r\n# end\r\nsummary: >-\r\n  one\r\n  two\r\n\r\nempty:\r\nlast: \"q\"\r\n";
        for (path, value) in [
            ("title", "Grüße an \"alle\""),
            ("tags", "[a, 'b c', { d: e } ]"),
            ("tags[1]", "'b c'"),
            ("tags[2]", "{ d: e }"),
            ("tags[2].d", "e"),
            ("events", "- title: é\r\n    date: 2025\r\n  - x"),
            ("events[0]", "title: é\r\n    date: 2025"),
            ("events[0].date", "2025"),
            ("events[1]", "x"),
            ("summary", "one\r\n  two"),
            ("empty", "empty"),
            ("last", "\"q\""),
            // What is not there: the deepest that is.
            ("tags[9]", "tags"),
            ("events[0].place", "title: é"),
        ] {
            assert_eq!(find(yaml, &At::Value(path.into())), Some(value), "{path}");
        }
        assert_eq!(find(yaml, &At::Key("events[0].date".into())), Some("date"));
        assert_eq!(find(yaml, &At::Value("nowhere".into())), None);
        assert_eq!(find(yaml, &At::File), None);
    }

    #[test]
    fn keeps_what_came_before_the_trouble() {
        let parsed = parse("title: a\ntags: [b, c]\n--- x\nz: 1\n", 4);
        assert_eq!((parsed.troubles.len(), parsed.complete), (1, false));
        let keys: Vec<&str> = parsed.root.entries().iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["title", "tags"]);
        assert_eq!(parsed.root.entries()[1].key_span, Span { start: 13, end: 17 });
    }
}
