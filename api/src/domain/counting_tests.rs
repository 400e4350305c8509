//! Counting told as stories of a period, January to June 2017.

use super::*;
use crate::domain::effective::day;

pub(super) type Seat = EnrolmentFact<u32>;
pub(super) type Fact = CountingFact<u32>;
type Outcome = (Vec<(String, u32)>, Vec<(NotCounted, u32)>);

pub(super) fn code(text: &str) -> MunicipalityCode {
    text.parse().unwrap()
}

pub(super) fn partnership() -> Vec<MunicipalityCode> {
    ["0265", "0269", "0253"].map(code).to_vec()
}

pub(super) fn at(date: NaiveDate) -> DateTime<Utc> {
    date.and_hms_opt(12, 0, 0).unwrap().and_utc()
}

pub(super) fn question(municipalities: &[MunicipalityCode]) -> Question<'_> {
    let period = Period::new(day(2017, 1, 1), day(2017, 7, 1)).unwrap();
    Question {
        municipalities,
        period,
        known_at: at(day(2017, 7, 10)),
    }
}

pub(super) fn in_course(person: u32, first_day: NaiveDate) -> Seat {
    let cohort = format!("cohort-{first_day}");
    Seat {
        person,
        cohort,
        first_day,
        is_in_course: true,
    }
}

pub(super) fn enrolled(person: u32, first_day: NaiveDate) -> Seat {
    Seat {
        is_in_course: false,
        ..in_course(person, first_day)
    }
}

fn planned(person: u32, municipality: &str) -> Fact {
    Fact {
        person,
        recorded_at: at(day(2017, 1, 10)),
        place: 0,
        valid_from: day(2017, 1, 10),
        basis: Basis::Planned,
        stand: Stand::Municipality(code(municipality)),
    }
}

fn decided(person: u32, on: NaiveDate, stand: Stand) -> Fact {
    Fact {
        person,
        recorded_at: at(on),
        place: 0,
        valid_from: on,
        basis: Basis::Decided,
        stand,
    }
}

const COURSE: NaiveDate = day(2017, 3, 6);

/// Counted persons by municipality, then not counted by reason.
fn outcome(seats: &[Seat], facts: &[Fact]) -> Outcome {
    let municipalities = partnership();
    let found = count(question(&municipalities), seats, facts);
    let counts = found
        .counts()
        .iter()
        .map(|(code, n)| (code.to_string(), *n))
        .collect();
    (counts, found.not_counted_counts())
}

fn lines(greve: u32, roskilde: u32, solroed: u32) -> Vec<(String, u32)> {
    [("0253", greve), ("0265", roskilde), ("0269", solroed)]
        .map(|(code, n)| (code.to_owned(), n))
        .to_vec()
}

#[test]
fn planned_counts_until_a_decision_and_decided_after_it() {
    let seats = [in_course(1, COURSE), in_course(2, COURSE)];
    let mut facts = vec![planned(1, "0265"), planned(2, "0265")];
    assert_eq!(outcome(&seats, &facts), (lines(0, 2, 0), vec![]));
    facts.push(decided(
        2,
        day(2017, 4, 3),
        Stand::Municipality(code("0269")),
    ));
    assert_eq!(outcome(&seats, &facts), (lines(0, 1, 1), vec![]));
}

#[test]
fn who_is_refused_withdrawn_or_placed_outside_is_listed_by_reason() {
    let seats: Vec<Seat> = (1..=6).map(|person| in_course(person, COURSE)).collect();
    let facts = [
        planned(1, "0265"),
        decided(1, day(2017, 5, 1), Stand::NotCounted(NotCounted::Refused)),
        planned(2, "0265"),
        decided(2, day(2017, 5, 1), Stand::NotCounted(NotCounted::Withdrawn)),
        decided(3, day(2017, 5, 1), Stand::Municipality(code("0350"))),
        planned(4, "0630"),
        Fact {
            stand: Stand::NotCounted(NotCounted::NoPreference),
            ..planned(5, "0265")
        },
    ];
    let reasons = vec![
        (NotCounted::Refused, 1),
        (NotCounted::Withdrawn, 1),
        (NotCounted::PlacedOutside, 1),
        (NotCounted::PrefersOutside, 1),
        (NotCounted::NoPreference, 2),
    ];
    assert_eq!(outcome(&seats, &facts), (lines(0, 0, 0), reasons));
}

#[test]
fn only_courses_that_began_in_the_period_count_and_each_person_once() {
    let seats = [
        in_course(1, COURSE),
        in_course(1, day(2017, 5, 8)),
        in_course(2, day(2016, 12, 31)),
        in_course(3, day(2017, 7, 1)),
        in_course(4, day(2017, 6, 30)),
        enrolled(5, COURSE),
    ];
    let facts: Vec<Fact> = (1..=5).map(|person| planned(person, "0253")).collect();
    assert_eq!(outcome(&seats, &facts), (lines(2, 0, 0), vec![]));
}

#[test]
fn a_fact_from_after_the_period_or_recorded_too_late_is_not_seen() {
    let seats = [in_course(1, COURSE), in_course(2, COURSE)];
    let refused = Stand::NotCounted(NotCounted::Refused);
    let known_too_late = Fact {
        recorded_at: at(day(2017, 7, 11)),
        ..decided(2, day(2017, 5, 1), refused)
    };
    let facts = [
        planned(1, "0265"),
        decided(1, day(2017, 7, 1), refused),
        planned(2, "0265"),
        known_too_late,
    ];
    assert_eq!(outcome(&seats, &facts), (lines(0, 2, 0), vec![]));
}

#[test]
fn a_correction_overrides_what_it_corrects_whatever_days_they_start_on() {
    let seats = [in_course(1, COURSE)];
    let placed = decided(1, day(2017, 4, 20), Stand::Municipality(code("0265")));
    let correction = Fact {
        recorded_at: at(day(2017, 5, 2)),
        ..decided(1, day(2017, 4, 10), Stand::NotCounted(NotCounted::Refused))
    };
    let facts = [planned(1, "0265"), placed, correction];
    assert_eq!(
        outcome(&seats, &facts),
        (lines(0, 0, 0), vec![(NotCounted::Refused, 1)])
    );
    let held = holding(&facts, &1, day(2017, 4, 30), at(day(2017, 4, 30)));
    assert_eq!(
        held.map(|fact| fact.stand),
        Some(Stand::Municipality(code("0265")))
    );
}

#[test]
fn of_facts_recorded_at_the_same_instant_the_later_one_holds() {
    let seats = [in_course(1, COURSE)];
    let placed = |place, code_of| Fact {
        place,
        ..decided(1, day(2017, 4, 20), Stand::Municipality(code(code_of)))
    };
    let facts = [placed(1, "0253"), placed(0, "0269")];
    assert_eq!(outcome(&seats, &facts), (lines(1, 0, 0), vec![]));
}

#[test]
fn the_forecast_counts_the_enrolled_too() {
    let municipalities = partnership();
    let seats = [
        enrolled(1, COURSE),
        in_course(2, COURSE),
        enrolled(3, day(2017, 8, 7)),
    ];
    let facts = [planned(1, "0265"), planned(2, "0269"), planned(3, "0269")];
    let found = forecast(question(&municipalities), &seats, &facts);
    let counts: Vec<u32> = found.counts().iter().map(|(_, n)| *n).collect();
    assert_eq!(counts, [0, 1, 1]);
}

#[test]
fn a_line_names_who_counted_and_by_which_fact() {
    let municipalities = partnership();
    let fact = planned(7, "0265");
    let seats = [in_course(7, COURSE)];
    let found = count(
        question(&municipalities),
        &seats,
        std::slice::from_ref(&fact),
    );
    assert_eq!(
        found.lines[1].persons,
        [Counted {
            person: 7,
            fact: Some(fact)
        }]
    );
}
