//! Counts shown to a municipality before it knows persons: small cells as "1-4", and no way to
//! find a small cell by subtraction.
//!
//! Expected arrivals are shown per month and per calendar half-year, exact from 5 and "1-4" below.
//! A half-year minus its exact months leaves the sum of its small months; where that sum narrows
//! what a small month can be, the exact months become "5+", and where even that narrows it, the
//! half-year does. Several small months in a half-year of "1-4" would be narrowed by it (four of
//! them would be 1 each), so that half-year is "1+". Always whole half-years: two questions with
//! different ends could be subtracted.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate};

/// The smallest count that is shown exactly.
pub const EXACT_FROM: u32 = 5;

/// A count as a municipality sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownCount {
    None,
    /// One to four persons.
    Small,
    /// Five or more; never built below that.
    Exact(u32),
    /// Five or more, the number withheld because it would give a small cell away.
    FiveOrMore,
    /// Somebody, and no more is said, because "1-4" would narrow the small cells inside.
    AtLeastOne,
}

impl ShownCount {
    /// A count that stands alone.
    #[must_use]
    pub const fn of(count: u32) -> Self {
        match count {
            0 => Self::None,
            1..EXACT_FROM => Self::Small,
            _ => Self::Exact(count),
        }
    }

    const fn without_number(self) -> Self {
        match self {
            Self::Exact(_) => Self::FiveOrMore,
            other => other,
        }
    }
}

impl fmt::Display for ShownCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("0"),
            Self::Small => f.write_str("1-4"),
            Self::Exact(count) => write!(f, "{count}"),
            Self::FiveOrMore => f.write_str("5+"),
            Self::AtLeastOne => f.write_str("1+"),
        }
    }
}

/// The arrivals expected in one calendar half-year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfYear {
    /// 1 January or 1 July.
    pub starts_on: NaiveDate,
    pub shown: ShownCount,
    /// The six months by their first days.
    pub months: Vec<(NaiveDate, ShownCount)>,
}

/// Expected arrivals by half-year, earliest first, from one day of the expected month for each
/// person. Half-years without anybody are left out.
#[must_use]
pub fn expected_arrivals(expected_on: &[NaiveDate]) -> Vec<HalfYear> {
    let mut half_years: BTreeMap<(i32, u32), [u32; 6]> = BTreeMap::new();
    for day in expected_on {
        let first_month = if day.month() <= 6 { 1 } else { 7 };
        let months = half_years.entry((day.year(), first_month)).or_default();
        months[(day.month0() % 6) as usize] += 1;
    }
    half_years
        .into_iter()
        .filter_map(|((year, first_month), counts)| half_year(year, first_month, counts))
        .collect()
}

fn half_year(year: i32, first_month: u32, counts: [u32; 6]) -> Option<HalfYear> {
    let (shown, months) = suppress(counts);
    let months = (first_month..)
        .zip(months)
        .map(|(month, shown)| Some((NaiveDate::from_ymd_opt(year, month, 1)?, shown)))
        .collect::<Option<Vec<_>>>()?;
    Some(HalfYear {
        starts_on: months.first()?.0,
        shown,
        months,
    })
}

/// The most that can be shown without narrowing any small month.
fn suppress(counts: [u32; 6]) -> (ShownCount, [ShownCount; 6]) {
    let total = counts.iter().sum();
    let half_year = ShownCount::of(total);
    let exact = counts.map(ShownCount::of);
    let open = exact.map(ShownCount::without_number);
    match half_year {
        ShownCount::Exact(_) if keeps_small_cells(total, &exact) => (half_year, exact),
        ShownCount::Exact(_) if keeps_small_cells(total, &open) => (half_year, open),
        ShownCount::Small if counts.iter().filter(|count| **count > 0).count() > 1 => {
            (ShownCount::AtLeastOne, exact)
        }
        _ => (half_year.without_number(), exact),
    }
}

/// Whether a reader who knows the exact total and the shown months still has to think each small
/// month possible as anything from 1 to 4.
fn keeps_small_cells(total: u32, months: &[ShownCount]) -> bool {
    let (mut known, mut n_small, mut n_open) = (0, 0, 0);
    for month in months {
        match month {
            ShownCount::None | ShownCount::AtLeastOne => {}
            ShownCount::Small => n_small += 1,
            ShownCount::Exact(count) => known += count,
            ShownCount::FiveOrMore => n_open += 1,
        }
    }
    if n_small == 0 {
        return true;
    }
    let small_max = EXACT_FROM - 1;
    let others = n_small - 1;
    let rest = total - known;
    // One small month as 4 leaves the others at least 1 each, an open month at least 5.
    let may_be_largest = rest >= small_max + others + n_open * EXACT_FROM;
    // One small month as 1 leaves the others at most 4 each; an open month has no upper end.
    let may_be_smallest = n_open > 0 || rest <= 1 + others * small_max;
    may_be_largest && may_be_smallest
}

#[cfg(test)]
#[path = "suppression_tests.rs"]
mod tests;
