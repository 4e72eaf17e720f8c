//! The archive: all listed briefings by year and month.

use std::collections::BTreeMap;

use super::claims::Claim;
use super::{Outputs, lists};
use crate::base::path::OutPath;
use crate::model::config::Config;
use crate::model::edition::Edition;
use crate::model::plan::{MonthSight, Sight, YearSight};
use crate::model::section::Section;
use crate::model::shared::Shared;
use crate::model::view::{CardView, LinkView, MonthView, YearView};

/// A year's page lists its briefings up to this many; beyond, its months do.
const ON_A_YEAR: usize = 100;

/// Adds the archive, its years and its months.
pub fn add<'e>(outputs: &mut Outputs<'e>, edition: &'e Edition, config: &Config) {
    let mut years: BTreeMap<i16, BTreeMap<i8, Vec<&'e Shared<CardView>>>> = BTreeMap::new();
    for briefing in edition.listed() {
        let day = briefing.doc.front.date.day(&config.timezone);
        years.entry(day.year()).or_default().entry(day.month()).or_default().push(&briefing.card);
    }
    if years.is_empty() {
        return;
    }
    let root = &config.base_url.root;
    let mut views = Vec::with_capacity(years.len());
    for (year, months) in years.into_iter().rev() {
        let view = year_view(year, &months, root);
        add_year(outputs, &view, &months);
        let link = LinkView { title: view.year.clone(), url: view.url.clone() };
        for (month, cards) in months {
            let month_view = view.months[usize::from(month.unsigned_abs()) - 1].clone();
            let path = path(&format!("archive/{year:04}/{month:02}/index.html"));
            for (path, list) in lists::split(&path, root, cards, config.lists.per_page) {
                let sight = MonthSight { year: link.clone(), month: month_view.clone(), list };
                outputs.add(path, Sight::Month(Box::new(sight)), Claim::Ours("a month of the archive"));
            }
        }
        views.push(view);
    }
    outputs.add_ours(&Section::Archive.page(), Sight::Archive(views), "the archive");
}

fn path(path: &str) -> OutPath {
    OutPath::parse(path).expect("paths made of numbers are valid")
}

fn year_view(year: i16, months: &BTreeMap<i8, Vec<&Shared<CardView>>>, root: &str) -> YearView {
    let month = |month: i8| {
        let briefings = months.get(&month).map_or(0, Vec::len);
        MonthView {
            month: format!("{year:04}-{month:02}"),
            url: (briefings > 0).then(|| format!("{root}archive/{year:04}/{month:02}/")),
            briefings,
        }
    };
    YearView {
        year: format!("{year:04}"),
        url: format!("{root}archive/{year:04}/"),
        briefings: months.values().map(Vec::len).sum(),
        months: (1..=12).map(month).collect(),
    }
}

fn add_year<'e>(outputs: &mut Outputs<'e>, view: &YearView, months: &BTreeMap<i8, Vec<&'e Shared<CardView>>>) {
    let few = view.briefings <= ON_A_YEAR;
    let cards = |month: &i8| if few { months[month].clone() } else { Vec::new() };
    let of_month = |month: &i8| (view.months[usize::from(month.unsigned_abs()) - 1].clone(), cards(month));
    let sight = YearSight { year: view.clone(), months: months.keys().rev().map(of_month).collect() };
    let path = path(&format!("archive/{}/index.html", view.year));
    outputs.add(path, Sight::Year(Box::new(sight)), Claim::Ours("a year of the archive"));
}
