//! Style sheets as they are sent: without comments and without white space that says nothing.
//!
//! Entry point: [`css`]. What it leaves is the same style sheet by CSS Syntax Level 3: white space
//! is folded to one space, and to none beside `{`, `}`, `;` and `,` and after `:`, where it never
//! separates two tokens. Strings are kept to the letter. The files of a theme stay as readable as
//! their author wants them.

/// Squeezes a style sheet.
pub fn css(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if next.is_ascii_whitespace() {
            space = true;
            rest = &rest[1..];
            continue;
        }
        if let Some(comment) = rest.strip_prefix("/*") {
            // A comment separates two tokens as white space does.
            space = true;
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
            continue;
        }
        if matches!(next, '{' | '}' | ';' | ',') {
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
        } else if space && !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':']) {
            out.push(' ');
        }
        space = false;
        let length = match next {
            '"' | '\'' => string(rest, next),
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => next.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The length of the string that begins `text`, both quotation marks included.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn white_space_that_separates_stays() {
        for (sheet, squeezed) in [
            ("/* a */\na {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color:red;margin:0 auto}"),
            (
                "a :hover , b::before { content: \"/* ; \\\" } */\" ; }",
                "a :hover,b::before{content:\"/* ; \\\" } */\"}",
            ),
            (
                "@media (width >= 48rem) and (hover) { a { top: calc(1px + 2px) } }",
                "@media (width >= 48rem) and (hover){a{top:calc(1px + 2px)}}",
            ),
            ("a/**/b{--x: ;}", "a b{--x:}"),
            (".a\\:b { x: y }\n\n\n.c > .d { x: 'z }", ".a\\:b{x:y}.c > .d{x:'z }"),
            ("a { b: c /* open", "a{b:c"),
            ("é { ü: \"ö\\é\" }", "é{ü:\"ö\\é\"}"),
        ] {
            assert_eq!(css(sheet), squeezed);
            assert_eq!(css(squeezed), squeezed, "nothing is left to squeeze");
        }
    }
}
