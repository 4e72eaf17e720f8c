//! The finder, in examples and against a slow, obvious one.

use proptest::prelude::*;

use super::*;

/// The text with what was found in brackets.
fn shown(names: &[&str], text: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    Finder::new(names.iter().copied(), Form::Plain).find(Piece { before: "", text, after: "" }, |range, name| {
        out.push_str(&format!("{}[{}={}]", &text[done..range.start], &text[range.clone()], names[name]));
        done = range.end;
    });
    out + &text[done..]
}

#[test]
fn the_longest_name_that_begins_first() {
    let names = ["Trump", "Donald Trump", "Trump Jr.", "New York", "York", "Putin", "U.S.", "US"];
    for (text, expected) in [
        ("Donald Trump Jr. and Trump", "[Donald Trump=Donald Trump] Jr. and [Trump=Trump]"),
        ("Trump Jr. left", "[Trump Jr.=Trump Jr.] left"),
        ("Donald Trumpet, Trump", "Donald Trumpet, [Trump=Trump]"),
        ("New Yorker in York", "New Yorker in [York=York]"),
        ("New York, new York", "[New York=New York], new [York=York]"),
        ("Trump–Putin, Trump-Putin", "[Trump=Trump]–[Putin=Putin], [Trump=Trump]-[Putin=Putin]"),
        ("In the U.S. Trump said", "In the [U.S.=U.S.] [Trump=Trump] said"),
        ("U.S.-led, US.", "[U.S.=U.S.]-led, [US=US]."),
    ] {
        assert_eq!(shown(&names, text), expected);
    }
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    let names = ["O'Brien", "Bosnia-Herzegovina", "al-Qaeda", "Zürich", "Владимир Путин", "習近平", "Epsilon & Sons"];
    for (text, expected) in [
        ("O’Brien’s", "[O’Brien=O'Brien]’s"),
        ("Bosnia\u{2011}Herzegovina", "[Bosnia\u{2011}Herzegovina=Bosnia-Herzegovina]"),
        ("Al-Qaeda, al-Qaeda, AL-QAEDA", "[Al-Qaeda=al-Qaeda], [al-Qaeda=al-Qaeda], AL-QAEDA"),
        ("Zu\u{308}rich", "[Zu\u{308}rich=Zürich]"),
        (
            "Владимир\nПутин и Владимир\u{a0}Путин",
            "[Владимир\nПутин=Владимир Путин] и [Владимир\u{a0}Путин=Владимир Путин]",
        ),
        ("主席習近平表示", "主席[習近平=習近平]表示"),
        ("Epsilon & Sons", "[Epsilon & Sons=Epsilon & Sons]"),
    ] {
        assert_eq!(shown(&names, text), expected);
    }
}

#[test]
fn html_is_searched_in_its_own_form() {
    let finder = Finder::new(["Epsilon & Sons", "amp"].into_iter(), Form::Html);
    let mut found = Vec::new();
    finder.find(Piece { before: "", text: "Epsilon &amp; Sons &amp; amp", after: "" }, |range, name| {
        found.push((range, name));
    });
    assert_eq!(found, [(0..18, 0), (25..28, 1)]);
}

#[test]
fn what_stands_around_a_stretch_counts() {
    let finder = Finder::new(["Putin"].into_iter(), Form::Plain);
    let count = |before, after| {
        let mut count = 0;
        finder.find(Piece { before, text: "Putin", after }, |_, _| count += 1);
        count
    };
    assert_eq!([count("", ""), count("a ", "’s"), count("Ras", ""), count("", "ism")], [1, 1, 0, 0]);
}

/// Tries every name at every place.
fn obvious(names: &[String], text: &str) -> Vec<(Range<usize>, usize)> {
    let spelled = |from: &str, name: &str| -> Option<usize> {
        let mut rest = from;
        for c in name.chars() {
            if c == ' ' {
                let trimmed = rest.trim_start();
                if trimmed.len() == rest.len() {
                    return None;
                }
                rest = trimmed;
            } else {
                let typed = rest.chars().next()?;
                let same = typed == c || (c == '\'' && typed == '’') || (c == '-' && typed == '\u{2011}');
                if !same {
                    return None;
                }
                rest = &rest[typed.len_utf8()..];
            }
        }
        Some(from.len() - rest.len())
    };
    let stands = |start: usize, end: usize| {
        may_begin(text[..start].chars().rev(), text[start..].chars().next().unwrap())
            && may_end(text[..end].chars().next_back().unwrap(), text[end..].chars())
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text.is_char_boundary(at) {
            at += 1;
            continue;
        }
        let here = names.iter().enumerate().filter_map(|(n, name)| Some((at + spelled(&text[at..], name)?, n)));
        match here.filter(|(end, _)| stands(at, *end)).max() {
            Some((end, n)) => {
                found.push((at..end, n));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn finds_what_an_obvious_search_finds(
        // Few words, so that nearly everything nearly matches.
        names in prop::collection::btree_set("(A|B|Ab|Пж|近|平|بو)(( |-|\\.|'|)(A|B|ab|пж|近|平|بو)){0,2}\\.?", 1..12),
        text in "((A|B|Ab|ab|Пж|пж|近|平|بو|و|ب|s)( |-|\\.|'|\n|’|\u{2011}|–|&|, |)){0,24}",
        cut in any::<prop::sample::Index>(),
    ) {
        let names: std::collections::BTreeSet<String> = names.iter().map(|name| normal(name)).collect();
        let names: Vec<String> = names.into_iter().collect();
        let finder = Finder::new(names.iter().map(String::as_str), Form::Plain);
        let expected = obvious(&names, &text);
        let mut found = Vec::new();
        finder.find(Piece { before: "", text: &text, after: "" }, |range, name| found.push((range, name)));
        prop_assert_eq!(&found, &expected);

        // In two stretches the same names are found, but for those that the cut parts.
        let cut = text.floor_char_boundary(cut.index(text.len() + 1));
        let (left, right) = text.split_at(cut);
        let mut found = Vec::new();
        finder.find(Piece { before: "", text: left, after: right }, |range, name| found.push((range, name)));
        let expected: Vec<_> = expected.into_iter().take_while(|(range, _)| range.end <= cut).collect();
        prop_assert!(found.starts_with(&expected), "{:?} {:?}", found, expected);
    }
}
