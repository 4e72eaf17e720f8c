//! `2025-08-07T06:00:00Z`, the form that date-times have most often, read and written without the library: that knows
//! more forms than this one and takes its time, and every page has several.
//!
//! Entry points: [`parse`], [`text`].
//!
//! **Invariant:** they give what the library gives, or nothing.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Reads the form; nothing else is an instant here.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')];
    if marks.iter().any(|&(at, mark)| text[at] != mark) {
        return None;
    }
    let two = |at: usize| -> Option<i8> {
        let digit = |at: usize| text[at].is_ascii_digit().then(|| (text[at] - b'0').cast_signed());
        Some(digit(at)? * 10 + digit(at + 1)?)
    };
    let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
    let civil = DateTime::new(year, two(5)?, two(8)?, two(11)?, two(14)?, two(17)?, 0).ok()?;
    Offset::UTC.to_timestamp(civil).ok()
}

/// Writes the form; not for an instant that is more precise than it, or in another era.
pub(super) fn text(timestamp: Timestamp) -> Option<[u8; 20]> {
    let civil = Offset::UTC.to_datetime(timestamp);
    let mut text = *b"0000-00-00T00:00:00Z";
    let mut put = |at: usize, number: i16| {
        let number = u8::try_from(number).ok().filter(|number| *number < 100)?;
        text[at] += number / 10;
        text[at + 1] += number % 10;
        Some(())
    };
    put(0, civil.year() / 100)?;
    put(2, civil.year() % 100)?;
    let two = [civil.month(), civil.day(), civil.hour(), civil.minute(), civil.second()];
    for (at, number) in [5, 8, 11, 14, 17].into_iter().zip(two) {
        put(at, number.into())?;
    }
    (civil.subsec_nanosecond() == 0).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(timestamp: Timestamp) -> Option<String> {
        text(timestamp).map(|text| String::from_utf8(text.to_vec()).unwrap())
    }

    proptest! {
        #[test]
        fn every_second_of_four_digit_years_is_read_and_written(second in -62_167_219_200_i64..253_402_207_200) {
            let timestamp = Timestamp::from_second(second).unwrap();
            prop_assert_eq!(written(timestamp), Some(timestamp.to_string()));
            prop_assert_eq!(parse(&timestamp.to_string()), Some(timestamp));
        }

        #[test]
        fn nothing_is_read_that_the_library_refuses(text in "20[0-9]{2}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z") {
            if let Some(timestamp) = parse(&text) {
                prop_assert_eq!(text.parse::<Timestamp>().ok(), Some(timestamp));
            }
        }
    }

    #[test]
    fn other_forms_are_the_librarys() {
        for text in [
            "2025-08-07 06:00:00Z",
            "2025-08-07T06:00:00z",
            "2025-08-07T23:59:60Z",
            "2025-08-07T6:00:00Z",
            "é025-08-07T06:00:0Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(written("2025-08-07T06:00:00.5Z".parse().unwrap()), None);
        assert_eq!(written(Timestamp::MIN), None);
    }
}
