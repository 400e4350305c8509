//! What a municipality sees of a household before the hand-off: its size and ages in bands.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::code::codes;

codes! {
    /// Ages by what a municipality must arrange: nursery, kindergarten, school, education for young
    /// adults, work, and work near pension age.
    pub enum AgeBand {
        Nursery = "0-2",
        Kindergarten = "3-5",
        School = "6-17",
        YoungAdult = "18-24",
        Adult = "25-49",
        Senior = "50+",
    }
}

impl AgeBand {
    /// The band of an age in whole years.
    #[must_use]
    pub const fn of_age(years: u32) -> Self {
        match years {
            0..=2 => Self::Nursery,
            3..=5 => Self::Kindergarten,
            6..=17 => Self::School,
            18..=24 => Self::YoungAdult,
            25..=49 => Self::Adult,
            _ => Self::Senior,
        }
    }
}

/// Whole years on a day; `None` before birth. Somebody born on 29 February turns a year older on
/// 1 March of a year without that day.
#[must_use]
pub fn age_on(born_on: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(born_on)
}

/// A household without anybody's birth date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdFigures {
    pub size: u32,
    /// The bands that occur, youngest first. An unborn or unknown age is in the size only.
    pub bands: Vec<(AgeBand, u32)>,
}

/// The figures of a household on a day; `None` stands for somebody whose birth date is not known.
#[must_use]
pub fn household(born_on: &[Option<NaiveDate>], day: NaiveDate) -> HouseholdFigures {
    let mut bands: BTreeMap<AgeBand, u32> = BTreeMap::new();
    for age in born_on
        .iter()
        .filter_map(|born_on| age_on((*born_on)?, day))
    {
        *bands.entry(AgeBand::of_age(age)).or_default() += 1;
    }
    let size = u32::try_from(born_on.len()).unwrap_or(u32::MAX);
    HouseholdFigures {
        size,
        bands: bands.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::effective::day;

    #[test]
    fn bands_change_on_the_birthday() {
        let born_on = day(2011, 4, 3);
        for (on, band) in [
            (day(2014, 4, 2), AgeBand::Nursery),
            (day(2014, 4, 3), AgeBand::Kindergarten),
            (day(2017, 4, 2), AgeBand::Kindergarten),
            (day(2017, 4, 3), AgeBand::School),
            (day(2029, 4, 3), AgeBand::YoungAdult),
            (day(2036, 4, 3), AgeBand::Adult),
            (day(2061, 4, 3), AgeBand::Senior),
        ] {
            assert_eq!(age_on(born_on, on).map(AgeBand::of_age), Some(band), "{on}");
        }
        assert_eq!(age_on(day(2000, 2, 29), day(2017, 2, 28)), Some(16));
        assert_eq!(age_on(day(2000, 2, 29), day(2017, 3, 1)), Some(17));
    }

    #[test]
    fn a_household_is_a_size_and_bands() {
        let on = day(2017, 4, 3);
        let births = [
            Some(day(1985, 1, 1)),
            Some(day(1988, 1, 1)),
            Some(day(2016, 5, 5)),
            None,
        ];
        let figures = household(&births, on);
        assert_eq!(figures.size, 4);
        assert_eq!(figures.bands, [(AgeBand::Nursery, 1), (AgeBand::Adult, 2)]);
    }
}
