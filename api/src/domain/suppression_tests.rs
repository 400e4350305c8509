//! Small cells stay small for a reader who subtracts and reasons.

use proptest::prelude::*;

use super::*;
use crate::domain::effective::day;

fn texts(counts: [u32; 6]) -> (String, String) {
    let (half_year, months) = suppress(counts);
    let months: Vec<String> = months.iter().map(ToString::to_string).collect();
    (half_year.to_string(), months.join(" "))
}

#[test]
fn a_count_alone_is_banded_below_five() {
    let shown: Vec<String> = (0..=6)
        .map(|count| ShownCount::of(count).to_string())
        .collect();
    assert_eq!(shown, ["0", "1-4", "1-4", "1-4", "1-4", "5", "6"]);
}

#[test]
fn a_half_year_is_exact_where_that_gives_nothing_away() {
    for (counts, half_year, months) in [
        ([0, 0, 0, 0, 0, 0], "0", "0 0 0 0 0 0"),
        ([0, 3, 0, 0, 0, 0], "1-4", "0 1-4 0 0 0 0"),
        // Four small months within "1-4" would be 1 each.
        ([1, 1, 1, 1, 0, 0], "1+", "1-4 1-4 1-4 1-4 0 0"),
        ([2, 1, 0, 0, 0, 0], "1+", "1-4 1-4 0 0 0 0"),
        ([5, 7, 0, 0, 0, 0], "12", "5 7 0 0 0 0"),
        // 5 persons in two small months: either may be 1 to 4.
        ([2, 3, 0, 0, 0, 0], "5", "1-4 1-4 0 0 0 0"),
        // 9 - 7 would give the 2 away.
        ([2, 7, 0, 0, 0, 0], "9", "1-4 5+ 0 0 0 0"),
        // 6 in a small month and an open one would be 1 and 5.
        ([1, 5, 0, 0, 0, 0], "5+", "1-4 5 0 0 0 0"),
        // 8 in two small months would be 4 and 4.
        ([4, 4, 0, 0, 0, 0], "5+", "1-4 1-4 0 0 0 0"),
        ([2, 3, 9, 0, 0, 0], "14", "1-4 1-4 9 0 0 0"),
    ] {
        assert_eq!(
            texts(counts),
            (half_year.to_owned(), months.to_owned()),
            "{counts:?}"
        );
    }
}

#[test]
fn arrivals_are_grouped_by_calendar_half_year() {
    let expected = [
        vec![day(2017, 6, 1); 6],
        vec![day(2017, 7, 31); 2],
        vec![day(2016, 12, 24)],
    ]
    .concat();
    let found = expected_arrivals(&expected);
    let shown: Vec<_> = found
        .iter()
        .map(|half| (half.starts_on, half.shown.to_string()))
        .collect();
    assert_eq!(
        shown,
        [
            (day(2016, 7, 1), "1-4".to_owned()),
            (day(2017, 1, 1), "6".to_owned()),
            (day(2017, 7, 1), "1-4".to_owned()),
        ]
    );
    assert_eq!(found[0].months[5], (day(2016, 12, 1), ShownCount::Small));
    assert_eq!(found[1].months[5], (day(2017, 6, 1), ShownCount::Exact(6)));
    assert_eq!(found[2].months[0], (day(2017, 7, 1), ShownCount::Small));
}

/// All values that month `index` can have in a world that looks like this, by trying every value
/// of every small month.
fn possible(half_year: ShownCount, months: &[ShownCount; 6], index: usize) -> Vec<u32> {
    let fits = |sum: u32, n_open: u32| match half_year {
        ShownCount::None => sum == 0,
        ShownCount::Small => n_open == 0 && sum < EXACT_FROM,
        ShownCount::FiveOrMore => n_open > 0 || sum >= EXACT_FROM,
        ShownCount::AtLeastOne => n_open > 0 || sum > 0,
        ShownCount::Exact(total) if n_open == 0 => sum == total,
        ShownCount::Exact(total) => sum + n_open * EXACT_FROM <= total,
    };
    let mut worlds = vec![(0_u32, 0_u32, 0_u32)];
    for (at, month) in months.iter().enumerate() {
        let values = match month {
            ShownCount::None => vec![(0, 0)],
            ShownCount::Small => (1..EXACT_FROM).map(|count| (count, 0)).collect(),
            ShownCount::Exact(count) => vec![(*count, 0)],
            ShownCount::FiveOrMore => vec![(0, 1)],
            ShownCount::AtLeastOne => unreachable!("only a half-year is shown so"),
        };
        worlds = worlds
            .iter()
            .flat_map(|(sum, open, own)| {
                values.iter().map(move |(count, is_open)| {
                    let own = if at == index { *count } else { *own };
                    (sum + count, open + is_open, own)
                })
            })
            .collect();
    }
    let fitting = worlds.iter().filter(|(sum, open, _)| fits(*sum, *open));
    let mut values: Vec<u32> = fitting.map(|(.., own)| *own).collect();
    values.sort_unstable();
    values.dedup();
    values
}

proptest! {
    #[test]
    fn nothing_shown_narrows_a_small_month(counts in prop::array::uniform6(0_u32..9)) {
        let (half_year, months) = suppress(counts);
        for (index, month) in months.iter().enumerate() {
            if *month == ShownCount::Small {
                prop_assert_eq!(possible(half_year, &months, index), vec![1, 2, 3, 4]);
            }
        }
    }

    #[test]
    fn what_is_shown_is_true(counts in prop::array::uniform6(0_u32..20)) {
        let (half_year, months) = suppress(counts);
        let is_true = |shown: ShownCount, count: u32| match shown {
            ShownCount::None => count == 0,
            ShownCount::Small => (1..EXACT_FROM).contains(&count),
            ShownCount::Exact(number) => count == number,
            ShownCount::FiveOrMore => count >= EXACT_FROM,
            ShownCount::AtLeastOne => count > 0,
        };
        prop_assert!(is_true(half_year, counts.iter().sum()));
        prop_assert!(months.iter().zip(counts).all(|(shown, count)| is_true(*shown, count)));
    }
}
