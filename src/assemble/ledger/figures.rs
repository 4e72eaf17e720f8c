//! Key numbers of a storyline over time, and the line that they draw.

use std::fmt::Write;

use super::Chronicle;
use crate::base::date::Date;
use crate::base::text::fold;
use crate::model::anchor;
use crate::model::edition::Briefing;
use crate::model::front::FigureFront;
use crate::model::view::record::{FigureLine, FigurePoint, FigureSeries};

/// Fewer values are read faster than a line.
const FEWEST: usize = 4;

/// A line has at most so many values: the rest are between them.
const MOST: usize = 60;

/// By label and unit: two figures that go by one key are one.
pub(super) fn key(figure: &FigureFront) -> (String, String) {
    (fold(&figure.label), figure.unit.as_deref().map(fold).unwrap_or_default())
}

/// The value with its unit.
pub(super) fn shown(figure: &FigureFront) -> String {
    match &figure.unit {
        Some(unit) => format!("{} {unit}", &*figure.value.0),
        None => figure.value.0.to_string(),
    }
}

/// The figures of briefings, the earliest first, in the order in which they came up.
pub(super) fn series<'a>(
    chronicle: &Chronicle<'_, '_>,
    briefings: impl Iterator<Item = &'a Briefing>,
) -> Vec<FigureSeries> {
    let mut found: Vec<((String, String), FigureSeries, Vec<Date>)> = Vec::new();
    for briefing in briefings {
        for figure in &briefing.doc.front.figures {
            let key = key(figure);
            let at = found.iter().position(|(known, ..)| *known == key).unwrap_or_else(|| {
                let unit = figure.unit.as_ref().map(ToString::to_string);
                let series = FigureSeries { label: figure.label.to_string(), unit, points: Vec::new(), line: None };
                found.push((key, series, Vec::new()));
                found.len() - 1
            });
            let (_, FigureSeries { points, .. }, dates) = &mut found[at];
            let qualifier = figure.qualifier.map(|qualifier| qualifier.word());
            if points.last().is_some_and(|last| *last.value == *figure.value.0.as_str() && last.qualifier == qualifier)
            {
                continue;
            }
            let date = figure.as_of.unwrap_or(briefing.doc.front.cut_off());
            dates.push(date);
            points.push(FigurePoint {
                value: figure.value.0.to_string(),
                qualifier,
                as_of: chronicle.iso(date),
                briefing: chronicle.link(briefing, &anchor::block("figures")),
                tlp: briefing.card.tlp,
            });
        }
    }
    let finish = |(_, mut series, dates): (_, FigureSeries, Vec<Date>)| {
        let zone = &chronicle.desk.config.timezone;
        let seconds: Vec<f64> = dates.iter().map(|date| date.start(zone).as_second() as f64).collect();
        series.line = line(&series.points, &seconds);
        series.points.reverse();
        series
    };
    found.into_iter().map(finish).collect()
}

/// The line through `points`, the earliest first, which were true at `seconds`; none if they are
/// few, or not all numbers, or none of them later than another.
fn line(points: &[FigurePoint], seconds: &[f64]) -> Option<FigureLine> {
    if points.len() < FEWEST {
        return None;
    }
    let numbers: Vec<f64> = points.iter().map(|point| number(&point.value)).collect::<Option<_>>()?;
    let extreme = |sign: f64| {
        (0..numbers.len()).max_by(|&a, &b| (sign * numbers[a]).total_cmp(&(sign * numbers[b]))).unwrap_or_default()
    };
    let (lowest, highest) = (extreme(-1.0), extreme(1.0));
    let (first, last) = (seconds.first()?, seconds.last()?);
    let (span, range) = (last - first, numbers[highest] - numbers[lowest]);
    if span <= 0.0 || range <= 0.0 {
        return None;
    }
    let mut path = String::new();
    let drawn = numbers.len().min(MOST);
    for step in 0..drawn {
        let at = step * (numbers.len() - 1) / (drawn - 1);
        let x = (seconds[at] - first) / span * 100.0;
        let y = 9.5 - (numbers[at] - numbers[lowest]) / range * 9.0;
        write!(path, "{}{x:.1} {y:.1}", if step == 0 { 'M' } else { 'L' }).expect("a text takes what is written to it");
    }
    Some(FigureLine { path, lowest: points[lowest].value.clone(), highest: points[highest].value.clone() })
}

/// `14,000`, `14 000`, `1.5`; a comma before three digits groups.
fn number(value: &str) -> Option<f64> {
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_')).collect();
    let mut parts = plain.split(',');
    let mut digits = parts.next()?.to_owned();
    for part in parts {
        let group = part.split('.').next().unwrap_or_default();
        if group.len() != 3 {
            return None;
        }
        digits.push_str(part);
    }
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::view::LinkView;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let read = ["14,000", "14 000", "1.5", "1,234.5", "-3", "1,5", "35–40", "many", "inf", ""];
        let numbers: Vec<Option<f64>> = read.iter().map(|text| number(text)).collect();
        let expected = [Some(14_000.0), Some(14_000.0), Some(1.5), Some(1_234.5), Some(-3.0)];
        assert_eq!(numbers[..5], expected);
        assert_eq!(numbers[5..], [None; 5]);
    }

    fn drawn(values: &[&str]) -> Option<FigureLine> {
        let briefing = || LinkView { title: String::new(), url: String::new() };
        let point = |value: &&str| FigurePoint {
            value: (*value).to_owned(),
            qualifier: None,
            as_of: String::new(),
            briefing: briefing(),
            tlp: "CLEAR",
        };
        let points: Vec<FigurePoint> = values.iter().map(point).collect();
        let seconds: Vec<f64> = (0..points.len()).map(|day| day as f64 * 86_400.0).collect();
        line(&points, &seconds)
    }

    #[test]
    fn a_line_runs_from_the_first_value_to_the_last() {
        let line = drawn(&["1,000", "1,300", "900", "1,900"]).unwrap();
        assert_eq!(line.path, "M0.0 8.6L33.3 5.9L66.7 9.5L100.0 0.5");
        assert_eq!((line.lowest.as_str(), line.highest.as_str()), ("900", "1,900"));
    }

    #[test]
    fn few_values_equal_ones_and_words_draw_none() {
        for values in [&["1", "2", "3"][..], &["1", "1", "1", "1"], &["1", "2", "3", "some"]] {
            assert!(drawn(values).is_none(), "{values:?}");
        }
    }
}
