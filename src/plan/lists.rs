//! Lists that are split over several pages.

use crate::base::path::OutPath;
use crate::model::plan::List;
use crate::model::shared::Shared;
use crate::model::view::{PagerLink, PagerView};

/// How many numbers stand on each side of the page at hand.
const AROUND: usize = 2;

/// Splits `cards` into pages of `size`, as [`pages`] does.
pub fn split<'e, C>(path: &OutPath, root: &str, cards: Vec<&'e Shared<C>>, size: usize) -> Vec<(OutPath, List<'e, C>)> {
    let pages = pages(path, root, cards, size).into_iter();
    pages.map(|(path, cards, pager)| (path, List { cards, pager })).collect()
}

/// Splits `items` into pages of `size`, the first at `path` and the others at `page/N/` below
/// its folder; an empty list is one empty page.
pub fn pages<T: Clone>(
    path: &OutPath,
    root: &str,
    items: Vec<T>,
    size: usize,
) -> Vec<(OutPath, Vec<T>, Option<PagerView>)> {
    let entries = items.len();
    let total = entries.div_ceil(size.max(1)).max(1);
    if total == 1 {
        return vec![(path.clone(), items, None)];
    }
    let folder = path.as_str().strip_suffix("index.html").unwrap_or_default();
    let page_path = |number: usize| match number {
        1 => path.clone(),
        _ => OutPath::parse(&format!("{folder}page/{number}/index.html")).expect("a page of a valid path is valid"),
    };
    let first = path.href_below(root);
    // Letters and digits stand in an address as they are.
    let url = |number: usize| if number == 1 { first.clone() } else { format!("{first}page/{number}/") };
    let chunks = items.chunks(size).enumerate();
    chunks
        .map(|(at, chunk)| {
            let number = at + 1;
            let pager = PagerView {
                number,
                total,
                entries,
                previous: (number > 1).then(|| url(number - 1)),
                next: (number < total).then(|| url(number + 1)),
                pages: numbers(number, total)
                    .into_iter()
                    .map(|number| number.map(|number| PagerLink { number, url: url(number) }))
                    .collect(),
            };
            (page_path(number), chunk.to_vec(), Some(pager))
        })
        .collect()
}

/// The first, the last and those around `number`; a gap is a `None`.
fn numbers(number: usize, total: usize) -> Vec<Option<usize>> {
    let near = number.saturating_sub(AROUND).max(1)..=(number + AROUND).min(total);
    let mut shown: Vec<Option<usize>> = Vec::new();
    if *near.start() > 1 {
        shown.push(Some(1));
        match near.start() {
            2 => {}
            3 => shown.push(Some(2)),
            _ => shown.push(None),
        }
    }
    let end = *near.end();
    shown.extend(near.map(Some));
    if end < total {
        match total - end {
            1 => {}
            2 => shown.push(Some(total - 1)),
            _ => shown.push(None),
        }
        shown.push(Some(total));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_pager_shows_the_ends_and_the_neighbourhood() {
        let text = |number, total| {
            let shown: Vec<String> =
                numbers(number, total).iter().map(|n| n.map_or("…".to_owned(), |n| n.to_string())).collect();
            shown.join(" ")
        };
        assert_eq!(text(1, 1), "1");
        assert_eq!(text(1, 3), "1 2 3");
        assert_eq!(text(1, 20), "1 2 3 … 20");
        assert_eq!(text(4, 20), "1 2 3 4 5 6 … 20");
        assert_eq!(text(5, 20), "1 2 3 4 5 6 7 … 20");
        assert_eq!(text(6, 20), "1 … 4 5 6 7 8 … 20");
        assert_eq!(text(17, 20), "1 … 15 16 17 18 19 20");
        assert_eq!(text(20, 20), "1 … 18 19 20");
    }
}
