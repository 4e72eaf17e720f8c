//! What to say when YAML stops: the usual causes, recognized by the line they stand in, in words
//! that tell an author what to type.

use std::ops::Range;

use super::yaml::Open;
use crate::base::diag::{Code, Diagnostic, Place, Span};
use crate::base::path::SourcePath;

/// Why the reading stopped.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    range: Range<usize>,
    message: String,
    label: Option<String>,
    hint: Option<String>,
    /// What to overwrite, and by what, so that the rest of the text can be read: as many bytes.
    pub(super) patch: Option<(Range<usize>, String)>,
}

impl Trouble {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), label: None, hint: None, patch: None }
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Lets the rest of the text be read with `filling` all over `range`.
    fn patch(self, range: Range<usize>, filling: char) -> Self {
        let patch = std::iter::repeat_n(filling, range.len()).collect();
        Self { patch: (!range.is_empty()).then_some((range, patch)), ..self }
    }

    /// Lets the rest of the text be read with this line in the first column.
    fn outdent(self, yaml: &str, line: Range<usize>) -> Self {
        let text = &yaml[line.clone()];
        let words = text.trim_start();
        let patch = format!("{words}{}", " ".repeat(text.len() - words.len()));
        Self { patch: Some((line, patch)), ..self }
    }

    /// True if both are on one line of `yaml`.
    pub(super) fn is_on_line_of(&self, other: &Trouble, yaml: &str) -> bool {
        line_around(yaml, self.range.start) == line_around(yaml, other.range.start)
    }

    /// Where it is.
    pub fn span(&self) -> Span {
        Span::new(self.range.clone())
    }

    /// Moved to where the YAML stands in its file.
    pub(super) fn shifted(mut self, offset: usize) -> Self {
        self.range = self.range.start + offset..self.range.end + offset;
        self
    }

    /// As the author sees it.
    pub fn diagnostic(self, file: &SourcePath) -> Diagnostic {
        let place = Place::span(file, self.span());
        let mut diagnostic = Diagnostic::new(Code::YamlSyntax, self.message).at(place);
        diagnostic.label = self.label;
        diagnostic.hint = self.hint;
        diagnostic
    }
}

/// A second document in the same text.
pub(super) fn second_document(range: Range<usize>) -> Trouble {
    Trouble::new(range, "a line that starts with `---` begins a second document")
        .hint("the front matter ends at a line that is `---` alone")
}

/// More levels than anybody writes.
pub(super) fn too_deep(at: usize) -> Trouble {
    Trouble::new(at..at, format!("lists and fields are nested more than {} levels deep", super::MAX_DEPTH))
}

/// A list or map in the place of a key.
pub(super) fn key_of_parts(range: Range<usize>) -> Trouble {
    Trouble::new(range, "a key must be a word").hint("put a text that starts with `[` or `{` between double quotes")
}

/// An anchor (`&`), alias (`*`) or tag (`!`) at or before `start`.
pub(super) fn property(yaml: &str, start: usize, sign: char) -> Trouble {
    let at = if yaml[start..].starts_with(sign) { start } else { yaml[..start].rfind(sign).unwrap_or(start) };
    let what = match sign {
        '&' => "an anchor",
        '*' => "an alias",
        _ => "a tag",
    };
    let word = yaml[at..].find(char::is_whitespace).map_or(yaml.len(), |length| at + length);
    if sign == '*' && at + 1 == word && yaml[line_around(yaml, at).start..at].trim().is_empty() {
        return Trouble::new(at..word, "an item of a list begins with a hyphen")
            .hint("write `- ` in the place of `* `")
            .patch(at..word, '-');
    }
    Trouble::new(at..word, format!("a text that starts with `{sign}` needs quotation marks"))
        .label(format!("YAML takes this for {what}, and {what} is not read"))
        .hint(write_quoted(yaml, at))
        .patch(character(yaml, at), 'x')
}

/// What the scanner says, in the light of the line where it stopped.
pub(super) fn explain(yaml: &str, at: usize, info: &str, open: &[Open]) -> Trouble {
    let rest = at..line_around(yaml, at).end.max(at);
    let said = |words: &str| info.contains(words);
    let here = yaml[at..].chars().next().unwrap_or('\n');
    if said("tab")
        && let Some(tab) = tab_that_indents(yaml, at)
    {
        let line = line_around(yaml, tab.start);
        return Trouble::new(tab, "a tab cannot indent a line").hint("indent with spaces").outdent(yaml, line);
    }
    if let Some(start) = unclosed_bracket(yaml, open) {
        let bracket = &yaml[start..=start];
        let closing = if bracket == "[" { "]" } else { "}" };
        let hint = format!("close it with `{closing}`; put a text that starts with `{bracket}` between double quotes");
        return Trouble::new(start..start + 1, format!("`{bracket}` is not closed"))
            .hint(hint)
            .patch(start..line_around(yaml, start).end, 'x');
    }
    if said("unexpected character") {
        let sign = if here == '`' { "a backtick".to_owned() } else { format!("`{here}`") };
        let within = open.iter().any(|open| open.flow);
        return Trouble::new(rest, format!("a text cannot start with {sign}"))
            .hint(if within { write_item_quoted(yaml, at) } else { write_quoted(yaml, at) })
            .patch(character(yaml, at), 'x');
    }
    if matches!(here, '*' | '&' | '!') && (said("anchor") || said("tag")) {
        return property(yaml, at, here);
    }
    if said("mapping values are not allowed") {
        return stray_colon(yaml, at);
    }
    if said("quoted scalar") && (said("indentation") || said("end of stream") || said("document indicator")) {
        return Trouble::new(rest.clone(), "the quotation mark at the start of this text is not closed")
            .hint("close the text with the same mark, and indent the lines on which it goes on")
            .patch(rest, 'x');
    }
    if said("trailing content") {
        return after_quotation_mark(yaml, rest);
    }
    if said("unknown escape") || said("hexadecimal") {
        return Trouble::new(rest, "a backslash in this text does not begin an escape that YAML knows")
            .hint("write the backslash twice, or put the text between single quotes");
    }
    if said("expected key") && yaml[..at].trim_end().ends_with([']', '}']) {
        let bracket = yaml[..at].trim_end().chars().last().unwrap_or(']');
        return Trouble::new(rest.clone(), format!("the value ends at `{bracket}`, but the line goes on"))
            .hint(write_quoted(yaml, value_start(yaml, at)))
            .patch(rest, ' ');
    }
    if said("block sequence entries") {
        return Trouble::new(rest, "a list cannot begin on the line of its key")
            .hint("put the first item on the next line, or the text between double quotes")
            .patch(character(yaml, at), 'x');
    }
    if said("block scalar") && said("comment or line break") {
        return Trouble::new(rest, "after `>` or `|` the text begins on the next line")
            .hint("put the text on the next line, or between double quotes")
            .patch(character(yaml, at), 'x');
    }
    if said("simple key expect") {
        return without_colon(yaml, line_before(yaml, at));
    }
    if said("node content") && here == ',' {
        return Trouble::new(at..at + 1, "nothing stands before this comma")
            .hint("remove it, or put the missing text before it")
            .patch(at..at + 1, ' ');
    }
    let line = trimmed(yaml, line_around(yaml, at));
    if said("document start") {
        return Trouble::new(line, "this line is indented less than the first field")
            .hint("begin all fields of one level in the same column");
    }
    if said("'-' indicator") {
        if let Some(trouble) = after_bracket(yaml, line.clone()) {
            return trouble;
        }
        let trouble = Trouble::new(line.clone(), "fields and list items cannot stand side by side");
        return match first_field_of_item(yaml, line.start).filter(|_| !yaml[line].starts_with('-')) {
            Some(field) => trouble.hint(format!("begin it in the column of `{field}`, to which it belongs")),
            None => trouble.hint("indent the items of a list below their key"),
        };
    }
    Trouble::new(
        if line.is_empty() { rest } else { line },
        format!("not valid YAML: {}", info.replace(['`', '\''], "")),
    )
}

/// `title: Foo: bar`, `title:foo`, or a line that is indented too far.
fn stray_colon(yaml: &str, at: usize) -> Trouble {
    let value = value_start(yaml, at);
    if value < at {
        let end = line_around(yaml, at).end;
        return Trouble::new(trimmed(yaml, value..end), "a text with `: ` in it needs quotation marks")
            .hint(write_quoted(yaml, value))
            .patch(character(yaml, at), '.');
    }
    let before = line_before(yaml, line_around(yaml, at).start);
    let here = trimmed(yaml, line_around(yaml, at));
    if let Some(trouble) = without_space(yaml, before) {
        return trouble;
    }
    Trouble::new(here, "this line is indented further than the field above it")
        .hint("begin all fields of one level in the same column, or put a long text between double quotes")
        .outdent(yaml, line_around(yaml, at))
}

/// `title:foo`, if that is what the line says.
fn without_space(yaml: &str, line: Range<usize>) -> Option<Trouble> {
    let text = yaml[line.clone()].trim_start_matches(['-', ' ']);
    let (key, value) = text.split_once(':')?;
    if key.contains(' ') || value.is_empty() || value.starts_with([' ', '\t']) || value.starts_with("//") {
        return None;
    }
    // The first letter makes room for the space.
    let first = character(yaml, line.end - value.len());
    let trouble = Trouble::new(line, "there is no space after the colon").hint(format!("write `{key}: {value}`"));
    Some(trouble.patch(first, ' '))
}

/// `title:foo`, `title = foo`, or a text that goes on where a field should begin.
fn without_colon(yaml: &str, line: Range<usize>) -> Trouble {
    if let Some(trouble) = without_space(yaml, line.clone()) {
        return trouble;
    }
    if let Some(item) = yaml[line.clone()].strip_prefix('-').filter(|item| !item.starts_with('-')) {
        let trouble = Trouble::new(line.clone(), "there is no space after the hyphen");
        return trouble.hint(format!("an item of a list is written `- {item}`")).patch(line, ' ');
    }
    let hint = match yaml[line.clone()].split_once(" = ") {
        Some((key, value)) if !key.contains(' ') => format!("write `{key}: {value}`"),
        _ => "a field is written `key: value`; a text that goes on in the next line is indented there".to_owned(),
    };
    Trouble::new(line.clone(), "there is no colon in this line").hint(hint).patch(line, ' ')
}

/// `- [[x]] said`: an item that begins with a bracket, and goes on after the one that closes it.
fn after_bracket(yaml: &str, line: Range<usize>) -> Option<Trouble> {
    let item = yaml[line.clone()].strip_prefix('-')?.trim_start();
    let start = line.end - item.len();
    let mut depth = 0_usize;
    let end = item.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let rest = trimmed(yaml, start + end + 1..line.end);
    if !item.starts_with(['[', '{']) || rest.is_empty() || yaml[rest.clone()].starts_with('#') {
        return None;
    }
    let trouble = Trouble::new(rest.clone(), format!("the value ends at `{}`, but the line goes on", &item[end..=end]));
    Some(trouble.hint(write_text_quoted(item)).patch(rest, ' '))
}

/// The name of the field on the line of the last `- ` before `at`.
fn first_field_of_item(yaml: &str, at: usize) -> Option<&str> {
    let item = yaml[..at].lines().rev().find_map(|line| line.trim_start().strip_prefix("- "))?;
    item.split_once(':').map(|(field, _)| field.trim()).filter(|field| !field.contains(' '))
}

/// More text after the mark that closed the value.
fn after_quotation_mark(yaml: &str, rest: Range<usize>) -> Trouble {
    let single = yaml[..rest.start].trim_end().ends_with('\'');
    let hint = if single {
        "write a `'` inside single quotes twice, or put the text between double quotes"
    } else {
        "put the whole text between single quotes, or write a `\"` inside double quotes as `\\\"`"
    };
    Trouble::new(rest.clone(), "the text ended at the quotation mark before this").hint(hint).patch(rest, ' ')
}

/// White space with a tab before the first word of this line or one after it.
fn tab_that_indents(yaml: &str, at: usize) -> Option<Range<usize>> {
    let mut start = line_around(yaml, at).start;
    for line in yaml[start..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if indent < line.len() && line[..indent].contains('\t') {
            return Some(start..start + indent);
        }
        start += line.len();
    }
    None
}

/// The innermost bracket that nothing closes.
fn unclosed_bracket(yaml: &str, open: &[Open]) -> Option<usize> {
    let start = open.iter().rev().find(|open| open.flow)?.start;
    let mut depth = 0_usize;
    for byte in yaml[start..].bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth == 1 => return None,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    Some(start)
}

/// `write "..."` with the text from `start` to the end of its line, or of its place between
/// brackets.
fn write_quoted(yaml: &str, start: usize) -> String {
    let line = line_around(yaml, start);
    let before = &yaml[line.start..start];
    let is_within = before.matches(['[', '{']).count() > before.matches([']', '}']).count();
    let text = &yaml[start..line.end];
    let end = if is_within { text.find([',', ']', '}']) } else { None };
    write_text_quoted(&text[..end.unwrap_or(text.len())])
}

/// The same for the item at `at` of a list between brackets: in `[x, Another [@s1]]`, all of `Another [@s1]`.
fn write_item_quoted(yaml: &str, at: usize) -> String {
    let (before, after) = (&yaml[line_around(yaml, at).start..at], &yaml[at..line_around(yaml, at).end]);
    let end = after.find([']', '}', ',']).unwrap_or(after.len());
    let text = before.trim_end().strip_suffix('[').map(str::trim_end);
    let Some(text) = text.filter(|text| !text.is_empty() && !text.ends_with(['[', '{', ',', ':', '-'])) else {
        return write_text_quoted(&after[..end]);
    };
    let start = text.rfind(['[', '{', ',']).map_or(0, |sign| sign + 1);
    let end = after.find(']').map_or(after.len(), |bracket| bracket + 1);
    write_text_quoted(&format!("{}{}", &before[start..], &after[..end]))
}

fn write_text_quoted(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 60 {
        return "put the text between double quotes".to_owned();
    }
    if !text.contains(['"', '\\']) {
        format!("write `\"{text}\"`")
    } else {
        format!("write `'{}'`", text.replace('\'', "''"))
    }
}

/// Where the value begins in the line around `at`: after its first `: `.
fn value_start(yaml: &str, at: usize) -> usize {
    let line = line_around(yaml, at);
    let text = &yaml[line.clone()];
    match text.find(": ") {
        Some(colon) => line.start + text.len() - text[colon + 1..].trim_start().len(),
        None => line.end,
    }
}

/// The bytes of the character at `at`; none at the end.
fn character(yaml: &str, at: usize) -> Range<usize> {
    at..at + yaml[at..].chars().next().map_or(0, char::len_utf8)
}

/// The line around a byte, without its end. The byte may be within a character: a patch keeps
/// every line where it is, but moves letters in it.
fn line_around(yaml: &str, at: usize) -> Range<usize> {
    let (before, after) = yaml.as_bytes().split_at(at);
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let end = after.iter().position(|&byte| byte == b'\n').map_or(yaml.len(), |length| at + length);
    start..start + yaml[start..end].trim_end_matches('\r').len()
}

/// The last line before `at` that has something in it.
fn line_before(yaml: &str, at: usize) -> Range<usize> {
    let end = yaml[..at].trim_end().len();
    trimmed(yaml, line_around(yaml, end))
}

fn trimmed(yaml: &str, range: Range<usize>) -> Range<usize> {
    let text = &yaml[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
