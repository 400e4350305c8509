//! Danish public holidays by rule, and the weekdays that are neither weekend nor holiday.
//!
//! The days follow from Easter and from the Danish holiday decree (*helligdagsanordningen* of
//! 26 October 1770); *store bededag* fell away as a public holiday from 2024 (Act no. 214 of
//! 6 March 2023). 5 June, 24 and 31 December are closing days of a site, not public holidays.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::code::codes;
use crate::domain::effective::{Dated, day, in_force};

codes! {
    /// A Danish public holiday; texts for people stand in the locales under its code.
    pub enum Holiday {
        NewYearsDay = "NEW_YEARS_DAY",
        MaundyThursday = "MAUNDY_THURSDAY",
        GoodFriday = "GOOD_FRIDAY",
        EasterSunday = "EASTER_SUNDAY",
        EasterMonday = "EASTER_MONDAY",
        GreatPrayerDay = "GREAT_PRAYER_DAY",
        AscensionDay = "ASCENSION_DAY",
        WhitSunday = "WHIT_SUNDAY",
        WhitMonday = "WHIT_MONDAY",
        ChristmasDay = "CHRISTMAS_DAY",
        SecondDayOfChristmas = "SECOND_DAY_OF_CHRISTMAS",
    }
}

impl Holiday {
    /// The proper name by which Danish law and calendars know the day.
    #[must_use]
    pub const fn legal_name(self) -> &'static str {
        match self {
            Self::NewYearsDay => "nytårsdag",
            Self::MaundyThursday => "skærtorsdag",
            Self::GoodFriday => "langfredag",
            Self::EasterSunday => "påskedag",
            Self::EasterMonday => "2. påskedag",
            Self::GreatPrayerDay => "store bededag",
            Self::AscensionDay => "Kristi himmelfartsdag",
            Self::WhitSunday => "pinsedag",
            Self::WhitMonday => "2. pinsedag",
            Self::ChristmasDay => "juledag",
            Self::SecondDayOfChristmas => "2. juledag",
        }
    }
}

/// Whether store bededag is a public holiday on a given day.
const GREAT_PRAYER_DAY_IS_KEPT: [Dated<bool>; 2] = [
    Dated {
        valid_from: NaiveDate::MIN,
        value: true,
    },
    Dated {
        valid_from: day(2024, 1, 1),
        value: false,
    },
];

/// The public holiday that falls on `date`, if one does.
#[must_use]
pub fn holiday_on(date: NaiveDate) -> Option<Holiday> {
    match (date.month(), date.day()) {
        (1, 1) => return Some(Holiday::NewYearsDay),
        (12, 25) => return Some(Holiday::ChristmasDay),
        (12, 26) => return Some(Holiday::SecondDayOfChristmas),
        _ => {}
    }
    let easter = easter_sunday(date.year())?;
    match (date - easter).num_days() {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        26 if in_force(&GREAT_PRAYER_DAY_IS_KEPT, date) == Some(&true) => {
            Some(Holiday::GreatPrayerDay)
        }
        39 => Some(Holiday::AscensionDay),
        49 => Some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// The Danish name of the public holiday on `date`, if one falls there.
#[must_use]
pub fn holiday_name(date: NaiveDate) -> Option<&'static str> {
    holiday_on(date).map(Holiday::legal_name)
}

#[must_use]
pub fn is_public_holiday(date: NaiveDate) -> bool {
    holiday_on(date).is_some()
}

#[must_use]
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Neither Saturday, Sunday nor public holiday.
#[must_use]
pub fn is_working_day(date: NaiveDate) -> bool {
    !is_weekend(date) && !is_public_holiday(date)
}

/// `date` itself when it is a working day, else the first working day after it; `None` only at
/// the end of the calendar.
#[must_use]
pub fn working_day_from(date: NaiveDate) -> Option<NaiveDate> {
    date.iter_days().find(|day| is_working_day(*day))
}

/// Easter Sunday of a Gregorian year, by the anonymous algorithm (Meeus, *Astronomical
/// Algorithms*, chapter 8).
#[must_use]
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15).rem_euclid(30);
    let weekday = 32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4;
    let weekday = weekday.rem_euclid(7);
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days_after_22_march = epact + weekday - 7 * correction;
    let first = NaiveDate::from_ymd_opt(year, 3, 22)?;
    first.checked_add_days(Days::new(u64::try_from(days_after_22_march).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The public holidays of 2016 to 2030 as published, the change of 2024 among them.
    const PUBLISHED: &str = include_str!("testdata/holidays_2016_2030.csv");

    #[test]
    fn the_rule_gives_exactly_the_published_days() {
        let by_rule: Vec<String> = day(2016, 1, 1)
            .iter_days()
            .take_while(|date| date.year() <= 2030)
            .filter_map(|date| holiday_name(date).map(|name| format!("{date},{name}")))
            .collect();
        let published: Vec<&str> = PUBLISHED.lines().skip(1).collect();
        assert_eq!(by_rule, published);
    }

    #[test]
    fn great_prayer_day_ends_with_2023() {
        assert_eq!(holiday_on(day(2023, 5, 5)), Some(Holiday::GreatPrayerDay));
        assert_eq!(holiday_on(day(2024, 4, 26)), None);
    }

    #[test]
    fn closing_days_of_a_site_are_no_public_holidays() {
        for date in [day(2018, 6, 5), day(2018, 12, 24), day(2018, 12, 31)] {
            assert!(!is_public_holiday(date), "{date}");
        }
    }

    #[test]
    fn easter_reaches_its_earliest_and_latest_days() {
        for (year, month, dom) in [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2038, 4, 25)] {
            assert_eq!(easter_sunday(year), Some(day(year, month, dom)));
        }
        for year in 1583..4000 {
            let easter = easter_sunday(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sun, "{year}");
            assert!(
                (day(year, 3, 22)..=day(year, 4, 25)).contains(&easter),
                "{year}"
            );
        }
    }

    #[test]
    fn the_next_working_day_skips_weekends_and_holidays() {
        assert_eq!(working_day_from(day(2017, 4, 12)), Some(day(2017, 4, 12)));
        assert_eq!(working_day_from(day(2017, 4, 13)), Some(day(2017, 4, 18)));
    }

    #[test]
    fn the_edges_of_the_calendar_do_not_panic() {
        let _ = holiday_on(NaiveDate::MIN);
        let _ = holiday_on(NaiveDate::MAX);
        let _ = working_day_from(NaiveDate::MAX);
    }
}
