//! Danish public holidays by rule.
//!
//! Easter decides most of them; store bededag was a holiday up to and including 2023 (abolished by
//! lov nr. 214 af 06/03/2023). 5 June, 24 and 31 December are closing days of a site and no public
//! holidays.

use super::Date;

/// A Danish public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// Nytårsdag, 1 January.
    NewYearsDay,
    /// Skærtorsdag, three days before Easter Sunday.
    MaundyThursday,
    /// Langfredag, two days before Easter Sunday.
    GoodFriday,
    /// Påskedag.
    EasterSunday,
    /// 2. påskedag.
    EasterMonday,
    /// Store bededag, the fourth Friday after Easter, up to and including 2023.
    GreatPrayerDay,
    /// Kristi himmelfartsdag, 39 days after Easter Sunday.
    AscensionDay,
    /// Pinsedag, 49 days after Easter Sunday.
    WhitSunday,
    /// 2. pinsedag.
    WhitMonday,
    /// Juledag, 25 December.
    ChristmasDay,
    /// 2. juledag, 26 December.
    BoxingDay,
}

/// The last year in which store bededag was a public holiday.
const LAST_GREAT_PRAYER_DAY: i32 = 2023;

/// Holidays counted in days from Easter Sunday.
const BY_EASTER: [(i32, Holiday); 8] = [
    (-3, Holiday::MaundyThursday),
    (-2, Holiday::GoodFriday),
    (0, Holiday::EasterSunday),
    (1, Holiday::EasterMonday),
    (26, Holiday::GreatPrayerDay),
    (39, Holiday::AscensionDay),
    (49, Holiday::WhitSunday),
    (50, Holiday::WhitMonday),
];

/// Easter Sunday of a year of the Gregorian calendar, by the anonymous computus (Meeus, Jones and
/// Butcher).
///
/// # Panics
/// When the year lies outside -9999 to 9999.
pub fn easter_sunday(year: i32) -> Date {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let of_century = year.rem_euclid(100);
    let leap_centuries = century.div_euclid(4);
    let correction = (century + 8).div_euclid(25);
    let proemptosis = (century - correction + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - proemptosis + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4)
            .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    let month = u32::try_from(days / 31).expect("March or April");
    let day = u32::try_from(days % 31 + 1).expect("a day of the month");
    Date::from_ymd(year, month, day).expect("Easter is a day of its year")
}

/// The public holiday on a date, if it is one.
pub fn holiday_on(date: Date) -> Option<Holiday> {
    let (year, month, day) = date.ymd();
    match (month, day) {
        (1, 1) => return Some(Holiday::NewYearsDay),
        (12, 25) => return Some(Holiday::ChristmasDay),
        (12, 26) => return Some(Holiday::BoxingDay),
        _ => {}
    }
    let from_easter = date.days() - easter_sunday(year).days();
    BY_EASTER
        .iter()
        .find(|(days, _)| *days == from_easter)
        .map(|(_, holiday)| *holiday)
        .filter(|holiday| *holiday != Holiday::GreatPrayerDay || year <= LAST_GREAT_PRAYER_DAY)
}

/// Whether a date is a Danish public holiday.
pub fn is_public_holiday(date: Date) -> bool {
    holiday_on(date).is_some()
}

/// The public holidays of a year, by date; those on weekends included.
///
/// # Panics
/// When the year lies outside -9998 to 9998.
pub fn public_holidays(year: i32) -> Vec<(Date, Holiday)> {
    let first = Date::from_ymd(year, 1, 1).expect("a year of the calendar");
    (0..366)
        .map(|day| first.plus_days(day))
        .filter(|date| date.ymd().0 == year)
        .filter_map(|date| holiday_on(date).map(|holiday| (date, holiday)))
        .collect()
}
