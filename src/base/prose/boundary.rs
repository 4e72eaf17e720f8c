//! Where a name may begin and end, script by script.
//!
//! Words are stretches of letters, digits and marks, as in Unicode Standard Annex 29; a full stop
//! or an apostrophe between letters does not part them, every dash and hyphen does. So
//! "Trump–Putin" names two, and there is no "U" in "U.S.". What differs:
//!
//! - An apostrophe after a name ends it where a lower-case letter follows, which is then no part
//!   of it ("Putin’s", "Putin'in"); before a name it stands for an article or preposition if
//!   that is written in lower case ("l’Iran", "dell’Iran", but also "L’Iran"; not "O’Brien").
//! - Han, hiragana, Thai, Lao, Burmese and Khmer are written without spaces: a name may begin and
//!   end anywhere. A word in katakana goes as far as the katakana does.
//! - Arabic and Hebrew write short words together with the one that follows: they may stand
//!   before a name. Korean writes particles together with the word before: they may follow it.

use super::script::{is_apostrophe, is_hangul, is_joiner, is_katakana, is_spaceless, is_word};

/// "and", "so", "by", "to", "like".
const ARABIC_PREFIXES: &[char] = &['و', 'ف', 'ب', 'ل', 'ك'];

/// "and", "the", "in", "as", "to", "from", "that".
const HEBREW_PREFIXES: &[char] = &['ו', 'ה', 'ב', 'כ', 'ל', 'מ', 'ש'];

/// So many of them at most stand before one word.
const MOST_PREFIXES: usize = 3;

/// What marks the part of a noun in a Korean sentence.
const KOREAN_PARTICLES: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "만",
    "로",
    "나",
    "으로",
    "에서",
    "에게",
    "한테",
    "께서",
    "부터",
    "까지",
    "보다",
    "처럼",
    "이나",
    "와의",
    "과의",
    "에게서",
    "으로부터",
];

/// Whether a name that begins with `first` may begin after the characters of `before`, the
/// nearest first.
pub fn may_begin(mut before: impl Iterator<Item = char>, first: char) -> bool {
    let Some(last) = before.next() else { return true };
    if is_word(last) {
        return !is_joiner(first) && (!is_word(first) || parts(last, first) || is_prefixed(last, before, first));
    }
    match last {
        // `&` begins an entity in HTML, `@` a handle or what follows it in an address.
        '&' | '@' => false,
        '.' => !(is_word(first) && before.next().is_some_and(is_word)),
        c if is_apostrophe(c) => is_elided(before),
        _ => true,
    }
}

/// Whether a name that ends with `last` may end before the characters of `after`.
pub fn may_end(last: char, mut after: impl Iterator<Item = char>) -> bool {
    let Some(next) = after.next() else { return true };
    if is_joiner(next) {
        return false;
    }
    if is_word(next) {
        if !is_word(last) {
            return last != '.';
        }
        return parts(last, next) || (is_hangul(last) && is_particle(next, after));
    }
    match next {
        '@' => false,
        '.' => !(is_word(last) && after.next().is_some_and(is_word)),
        c if is_apostrophe(c) => match after.next() {
            Some('S') => !after.next().is_some_and(is_word),
            Some(letter) => !is_word(letter) || letter.is_lowercase(),
            None => true,
        },
        _ => true,
    }
}

/// Whether two characters of words belong to two words.
fn parts(a: char, b: char) -> bool {
    (is_spaceless(a) || is_spaceless(b)) && !(is_katakana(a) && is_katakana(b))
}

/// Whether the word so far, read backwards from `last`, is made of prefixes of the script of `first`.
fn is_prefixed(last: char, before: impl Iterator<Item = char>, first: char) -> bool {
    let prefixes = match first {
        '\u{0620}'..='\u{06ff}' => ARABIC_PREFIXES,
        '\u{05d0}'..='\u{05ea}' => HEBREW_PREFIXES,
        _ => return false,
    };
    let mut count = 0;
    std::iter::once(last).chain(before).take_while(|&c| is_word(c)).all(|c| {
        count += 1;
        count <= MOST_PREFIXES && prefixes.contains(&c)
    })
}

/// Whether what stands before an apostrophe, read backwards, is nothing, a word in lower case, or
/// "L".
fn is_elided(before: impl Iterator<Item = char>) -> bool {
    let word: String = before.take_while(|&c| is_word(c)).collect();
    word == "L" || word.chars().all(char::is_lowercase)
}

fn is_particle(next: char, after: impl Iterator<Item = char>) -> bool {
    let rest: String = std::iter::once(next).chain(after).take_while(|&c| is_hangul(c)).take(6).collect();
    KOREAN_PARTICLES.contains(&rest.as_str())
}

/// So many characters on either side of a name are looked at for an address. Longer ones are rare, and a text without
/// gaps must not be read anew for each name in it.
const LONGEST_REACH: usize = 512;

/// Whether the bytes from `start` to `end` are part of an address: of a page, a file on a host, a
/// mailbox, an account.
pub fn is_in_address(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text[..start].chars().rev(), text[end..].chars());
    let (from, to) = (start - reach(before), end + reach(after));
    if (from, to) == (start, end) {
        return false;
    }
    let token = text[from..to].trim_start_matches(|c: char| !c.is_alphanumeric());
    token.contains("://") || token.contains('@') || token.starts_with("www.") || is_host(token)
}

/// How many bytes of what is next to a name may be part of one address with it.
fn reach(beside: impl Iterator<Item = char>) -> usize {
    beside.take(LONGEST_REACH).take_while(|&c| may_be_in_address(c)).map(char::len_utf8).sum()
}

/// Of ASCII what RFC 3986 allows, but for brackets, which stand around addresses; of the rest letters and digits, as in
/// RFC 3987, but for those of scripts without spaces: there, an address ends where the sentence goes on.
fn may_be_in_address(c: char) -> bool {
    match c {
        '<' | '>' | '(' | ')' | '{' | '}' | '"' | '\\' | '^' | '`' | '|' => false,
        c if c.is_ascii() => c.is_ascii_graphic(),
        c => is_word(c) && !is_spaceless(c),
    }
}

/// `example.org/...`
fn is_host(token: &str) -> bool {
    let Some((host, _)) = token.split_once('/') else { return false };
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
    host.contains('.') && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the name between the bars stands by itself.
    fn stands(marked: &str) -> bool {
        let mut parts = marked.split('|');
        let (before, name, after) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let (first, last) = (name.chars().next().unwrap(), name.chars().next_back().unwrap());
        let text = marked.replace('|', "");
        may_begin(before.chars().rev(), first)
            && may_end(last, after.chars())
            && !is_in_address(&text, before.len(), before.len() + name.len())
    }

    fn all(marked: &[&str], expected: bool) {
        let wrong: Vec<&&str> = marked.iter().filter(|marked| stands(marked) != expected).collect();
        assert!(wrong.is_empty(), "expected {expected}: {wrong:?}");
    }

    #[test]
    fn words_end_where_unicode_ends_them() {
        let apart = [
            "|Putin|",
            "(|Putin|)",
            "“|Putin|”",
            "|Putin|.",
            "|Putin|, and",
            "by |Putin|–Trump",
            "Trump–|Putin|",
            "Trump-|Putin|",
            "anti-|Putin|",
            "Trump/|Putin|",
            "…|Putin|…",
            "...|Putin|...",
            "¿|Putin|?",
            "«|Путин|»",
            "|Путин|,",
            "von |Μητσοτάκης|.",
            "#|Putin|",
            "|G7|’s",
            "a\u{a0}|Putin|\u{a0}b",
        ];
        all(&apart, true);
        let within = [
            "|Putin|ism",
            "s|Putin|",
            "|Putin|_",
            "|G7|7",
            "1|G7|",
            "|Путин|а",
            "|Putin|\u{301}",
            "|U|.S.",
            "U.|S|.",
            "|Amazon|.com",
            "&|amp|;",
            "|Putin|\u{ad}ism",
            "|U.S.|A.",
        ];
        all(&within, false);
    }

    #[test]
    fn full_stops_end_a_sentence_and_a_name() {
        all(&["the |U.S.|", "the |U.S.| Then", "the |U.S.|, too", "the |U.S.|’s", "the |U.S.|-led", "the |US|."], true);
    }

    #[test]
    fn apostrophes_part_what_is_no_part_of_a_name() {
        let apart = [
            "|Putin|’s",
            "|Putin|'s",
            "|PUTIN|'S",
            "the |Europeans|’ hopes",
            "|Putin|'in",
            "|Putin|'ll",
            "l’|Iran|",
            "L’|Iran|",
            "qu’|Emmanuel Macron|",
            "dell'|Iran|",
            "‘|Putin|’",
            "'|Putin|'",
        ];
        all(&apart, true);
        all(&["O’|Brien|", "|O|’Brien", "D'|Angelo|", "Мар'|яна|"], false);
    }

    #[test]
    fn names_in_arabic_and_hebrew_may_have_prefixes() {
        all(&["|بوتين|", "و|بوتين|", "وب|بوتين|", "قال |بوتين|،", "ל|פוטין|", "ושל|פוטין|"], true);
        all(&["|بوتين|ي", "ر|بوتين|", "ور|بوتين|", "וכשל|פוטין|", "x|بوتين|"], false);
    }

    #[test]
    fn names_in_scripts_without_spaces_begin_and_end_anywhere() {
        let apart = ["俄羅斯總統|普京|表示", "在|Kyiv|舉行", "|習近平|", "大統領|プーチン|は", "ประธานาธิบดี|ปูติน|กล่าว"];
        all(&apart, true);
        all(&["ベ|ロシア|", "|プーチン|ズ", "|กำ|\u{e49}"], false);
    }

    #[test]
    fn names_in_korean_may_have_particles() {
        all(&["|푸틴|은", "|푸틴|", "|푸틴|과의 회담", "|푸틴|에게서"], true);
        all(&["|푸틴|주의", "반|푸틴|"], false);
    }

    #[test]
    fn addresses_name_nobody() {
        let addresses = [
            "https://example.org/|Putin|",
            "www.|Putin|.example",
            "example.org/a/|Putin|/b",
            "a@|Putin|",
            "|Putin|@b.org",
            "see https://example.org/?q=|Putin|&lang=en.",
            "https://example.org/Президент-|Путин|",
            "見https://example.org/|普京|。",
            "見example.org/|普京|",
        ];
        all(&addresses, false);
        all(&["U.S./|Putin|", "and/or |Putin|", "10:30 |Putin|", "he/|Putin|"], true);
    }

    #[test]
    fn an_address_ends_where_none_can_go_on() {
        let apart = [
            "請寫信至desk@example.org。俄羅斯總統|普京|表示",
            "總統|普京|表示，請寫信至desk@example.org",
            "見https://example.org/a，在|Kyiv|舉行",
            "“|Putin|”—desk@example.org",
            "|Putin|…desk@example.org",
            "|Putin|\u{a0}desk@example.org",
        ];
        all(&apart, true);
        let far = format!("a@b.org{}|Putin|", ",".repeat(LONGEST_REACH));
        all(&[&far], true);
    }
}
