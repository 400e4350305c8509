//! The calendar against published dates.

use super::*;
use rstest::rstest;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[rstest]
#[case("1970-01-01", 4, (1970, 1))]
#[case("2016-01-01", 5, (2015, 53))]
#[case("2017-01-01", 7, (2016, 52))]
#[case("2017-03-06", 1, (2017, 10))]
#[case("2018-12-31", 1, (2019, 1))]
#[case("2020-12-31", 4, (2020, 53))]
#[case("2021-01-03", 7, (2020, 53))]
fn weekday_and_week_are_by_iso(#[case] text: &str, #[case] weekday: u8, #[case] week: (i32, u8)) {
    assert_eq!(date(text).weekday(), weekday);
    assert_eq!(date(text).iso_week(), week);
}

#[test]
fn every_day_of_eight_centuries_follows_the_one_before() {
    let mut day = date("1600-01-01");
    let mut weekday = day.weekday();
    while day < date("2400-01-01") {
        let next = day.plus_days(1);
        let ((y1, m1, d1), (y2, m2, d2)) = (day.ymd(), next.ymd());
        assert!((y2, m2, d2) > (y1, m1, d1));
        assert_eq!(Date::from_ymd(y2, m2, d2), Some(next));
        assert_eq!(next.to_string().parse(), Ok(next));
        assert_eq!(next.weekday(), weekday % 7 + 1);
        weekday = next.weekday();
        day = next;
    }
}

#[rstest]
#[case("2017-02-29")]
#[case("2017-13-01")]
#[case("2017-00-01")]
#[case("2017-1-1")]
#[case("2017-01-01T00:00")]
#[case("+017-01-01")]
#[case("")]
fn what_is_no_date_is_refused(#[case] text: &str) {
    assert!(text.parse::<Date>().is_err());
}

#[rstest]
#[case("2017-03-06T24:00")]
#[case("2017-03-06T12:60")]
#[case("2017-03-06 12:00")]
#[case("2017-03-06T1:00")]
fn what_is_no_moment_is_refused(#[case] text: &str) {
    assert!(text.parse::<Moment>().is_err());
}

#[test]
fn moments_cross_midnight_both_ways() {
    let late: Moment = "2017-02-28T23:50".parse().unwrap();
    assert_eq!(late.plus_minutes(20).to_string(), "2017-03-01T00:10");
    assert_eq!(late.plus_minutes(20).plus_minutes(-20), late);
    assert_eq!(
        Span::on(late.date, 600, 1440).until.to_string(),
        "2017-03-01T00:00"
    );
    assert_eq!(Span::on(late.date, 600, 660).minutes(), 60);
}

fn holiday(name: &str) -> Holiday {
    match name {
        "nytårsdag" => Holiday::NewYearsDay,
        "skærtorsdag" => Holiday::MaundyThursday,
        "langfredag" => Holiday::GoodFriday,
        "påskedag" => Holiday::EasterSunday,
        "2. påskedag" => Holiday::EasterMonday,
        "store bededag" => Holiday::GreatPrayerDay,
        "Kristi himmelfartsdag" => Holiday::AscensionDay,
        "pinsedag" => Holiday::WhitSunday,
        "2. pinsedag" => Holiday::WhitMonday,
        "juledag" => Holiday::ChristmasDay,
        "2. juledag" => Holiday::BoxingDay,
        other => panic!("no holiday is called {other}"),
    }
}

#[test]
fn the_rule_gives_the_published_list_of_2016_to_2030() {
    let published: Vec<_> = include_str!("../../tests/data/holidays.csv")
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(day, name)| (date(day), holiday(name.trim())))
        .collect();
    let by_rule: Vec<_> = (2016..=2030).flat_map(public_holidays).collect();
    assert_eq!(by_rule, published);
}

#[rstest]
#[case("2017-04-13", true)]
#[case("2017-04-14", true)]
#[case("2023-05-05", true)]
#[case("2024-04-26", false)]
#[case("2017-06-05", true)]
#[case("2018-06-05", false)]
#[case("2017-12-24", false)]
#[case("2017-12-31", false)]
fn closing_days_are_no_public_holidays(#[case] day: &str, #[case] is_holiday: bool) {
    assert_eq!(is_public_holiday(date(day)), is_holiday);
}

#[rstest]
#[case("2017-01-01", "2017-01-02")]
#[case("2017-04-01", "2017-04-03")]
#[case("2018-04-01", "2018-04-03")]
#[case("2027-01-01", "2027-01-04")]
#[case("2017-02-01", "2017-02-01")]
fn a_free_day_gives_way_to_the_next_working_day(#[case] day: &str, #[case] next: &str) {
    assert_eq!(date(day).or_next_working_day(), date(next));
}

#[rstest]
#[case("2016-11-10", 2, "2017-01-01")]
#[case("2016-12-22", 2, "2017-02-01")]
#[case("2016-12-31", 0, "2016-12-01")]
#[case("2016-12-31", 13, "2018-01-01")]
fn months_are_counted_over_the_turn_of_the_year(
    #[case] day: &str,
    #[case] months: u16,
    #[case] first: &str,
) {
    assert_eq!(date(day).first_of_month_after(months), date(first));
}
