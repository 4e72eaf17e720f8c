//! What a plain scalar of YAML stands for: the core schema of YAML 1.2, as `serde_yaml` reads it.
//!
//! `no`, `on` and `yes` are texts, and so is `007`; integers may be decimal, `0x`, `0o` or `0b`.

/// A plain scalar, resolved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scalar<'a> {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer below zero, or `-0`.
    Negative(i128),
    /// Any other integer.
    Natural(u128),
    /// A number with a point or an exponent, `.inf` or `.nan`.
    Float(f64),
    /// Anything else.
    Text(&'a str),
}

/// What `text` stands for.
pub(super) fn resolve(text: &str) -> Scalar<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Scalar::Null,
        "true" | "True" | "TRUE" => return Scalar::Bool(true),
        "false" | "False" | "FALSE" => return Scalar::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Scalar::Float(f64::NAN),
        _ => {}
    }
    let (negative, digits) = match text.as_bytes()[0] {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.starts_with(['+', '-']) || is_padded(digits) {
        return Scalar::Text(text);
    }
    if let Some(magnitude) = integer(digits) {
        if !negative {
            return Scalar::Natural(magnitude);
        }
        if let Some(number) = i128::try_from(magnitude).ok().map(|magnitude| -magnitude) {
            return Scalar::Negative(number);
        }
    }
    match float(digits) {
        Some(float) => Scalar::Float(if negative { -float } else { float }),
        None => Scalar::Text(text),
    }
}

/// True for `007`: a text, such as an area code, after YAML 1.2.
fn is_padded(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn integer(digits: &str) -> Option<u128> {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = digits.strip_prefix(prefix) {
            let all = !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix));
            return all.then(|| u128::from_str_radix(rest, radix).ok()).flatten();
        }
    }
    digits.parse().ok()
}

fn float(digits: &str) -> Option<f64> {
    if matches!(digits, ".inf" | ".Inf" | ".INF") {
        return Some(f64::INFINITY);
    }
    // Rust would also take `inf`, `nan` and what is too large.
    digits.parse::<f64>().ok().filter(|float| float.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_core_schema() {
        for (text, expected) in [
            ("", Scalar::Null),
            ("~", Scalar::Null),
            ("true", Scalar::Bool(true)),
            ("False", Scalar::Bool(false)),
            ("no", Scalar::Text("no")),
            ("on", Scalar::Text("on")),
            ("Yes", Scalar::Text("Yes")),
            ("2025", Scalar::Natural(2025)),
            ("+5", Scalar::Natural(5)),
            ("-5", Scalar::Negative(-5)),
            ("--5", Scalar::Text("--5")),
            ("007", Scalar::Text("007")),
            ("0", Scalar::Natural(0)),
            ("0o7", Scalar::Natural(7)),
            ("0x1F", Scalar::Natural(31)),
            ("0b11", Scalar::Natural(3)),
            ("0o8", Scalar::Text("0o8")),
            ("1_000", Scalar::Text("1_000")),
            ("1.0", Scalar::Float(1.0)),
            ("-1e3", Scalar::Float(-1000.0)),
            ("-.inf", Scalar::Float(f64::NEG_INFINITY)),
            ("inf", Scalar::Text("inf")),
            ("nan", Scalar::Text("nan")),
            ("1e999", Scalar::Text("1e999")),
            ("2025-08-07", Scalar::Text("2025-08-07")),
            ("12:30:00", Scalar::Text("12:30:00")),
            ("-", Scalar::Text("-")),
            ("é", Scalar::Text("é")),
        ] {
            assert_eq!(resolve(text), expected, "{text:?}");
        }
    }
}
