//! What a word that nobody knows may be a slip of.

use super::fold;

/// Where mistakes of a kind may be many, near misses are sought for so many of them: they take long among many names, and
/// where more are wrong, something else is.
pub const NEAR_MISSES: usize = 20;

/// Up to three of `candidates` that `word` may be a slip of, best first.
pub fn near_misses<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    near_folded(word, candidates.into_iter().map(|candidate| (fold(candidate), candidate)))
}

/// The same where what the candidates fold to is known.
pub fn near_folded<'a, F: AsRef<str>>(word: &str, candidates: impl Iterator<Item = (F, &'a str)>) -> Vec<&'a str> {
    let word = fold(word);
    if word.is_empty() || word.len() > 200 {
        return Vec::new();
    }
    let (count, letters) = (word.chars().count(), letters(&word));
    let limit = (count / 3).clamp(1, 4);
    let mut found: Vec<(usize, &str)> = candidates
        .filter_map(|(folded, candidate)| {
            let folded = folded.as_ref();
            let whole_word = word.len() > 3 && folded.split(' ').any(|part| part == word);
            // Most candidates differ so much in length or letters that the costly comparison is idle: each step of the
            // distance makes it longer or shorter by one, and brings in one letter at most.
            let other = self::letters(folded);
            let least = (letters & !other).count_ones().max((other & !letters).count_ones()) as usize;
            let may_be_near = least <= limit && folded.chars().count().abs_diff(count) <= limit;
            if !may_be_near && !whole_word {
                return None;
            }
            let distance = strsim::osa_distance(&word, folded);
            (distance <= limit || whole_word).then_some((distance, candidate))
        })
        .collect();
    found.sort();
    let mut near: Vec<&str> = Vec::new();
    for (_, candidate) in found {
        // An id and the name it was made of are one suggestion.
        if near.len() < 3 && !near.iter().any(|other| fold(other) == fold(candidate)) {
            near.push(candidate);
        }
    }
    near
}

/// What a word may mean of a closed list: one that differs in case and signs alone, and no other; else near misses.
pub fn near_words<'a>(word: &str, known: &[&'a str]) -> Vec<&'a str> {
    let plain = |text: &str| fold(&text.replace(|c: char| !c.is_alphanumeric(), " "));
    // A word may stand with what it is one of before it: `TLP:RED`.
    let tries = [Some(word), word.split_once(':').map(|(_, word)| word)];
    let same = tries.into_iter().flatten().find_map(|word| known.iter().find(|known| plain(known) == plain(word)));
    same.map_or_else(|| near_misses(word, known.iter().copied()), |same| vec![*same])
}

/// Which letters a text has: a bit for each, which some share.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_near() {
        assert_eq!(near_misses("draf", ["draft", "date", "title"]), ["draft"]);
        assert_eq!(near_misses("zelensky", ["volodymyr-zelensky", "india"]), ["volodymyr-zelensky"]);
        assert_eq!(near_misses("putn", ["putin", "Putin", "Pütin"]), ["Putin"]);
        assert!(near_misses("xyz", ["draft"]).is_empty());
    }

    #[test]
    fn words_of_a_list_are_known_in_other_letters() {
        let known = ["AMBER", "AMBER+STRICT", "at-least", "final"];
        for (word, near) in [
            ("amber", vec!["AMBER"]),
            ("TLP:Amber Strict", vec!["AMBER+STRICT"]),
            ("At Least", vec!["at-least"]),
            ("finnal", vec!["final"]),
            ("not final", vec![]),
        ] {
            assert_eq!(near_words(word, &known), near, "{word}");
        }
    }

    #[test]
    fn what_is_ruled_out_by_its_letters_is_not_near() {
        let word = "abcdefghijkl";
        for near in ["abcdefgh", "abcdefghwxyz", "wxyzabcdefghijkl", "badcfehgijkl", "abcdèfgh_ijkl"] {
            assert!(strsim::osa_distance(word, &fold(near)) <= 4 && near_misses(word, [near]) == [near], "{near}");
        }
        for far in ["abcdefg", "abcdefgvwxyz", "vwxyzabcdefghijkl", "lkjihgfedcba"] {
            assert!(near_misses(word, [far]).is_empty(), "{far}");
        }
    }
}
