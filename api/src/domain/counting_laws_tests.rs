//! Laws of counting: nobody twice, nobody lost, and the order of the facts is of no matter.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::tests::{Fact, Seat, at, code, enrolled, in_course, partnership, question};
use super::*;
use crate::domain::effective::day;

fn any_seat() -> impl Strategy<Value = Seat> {
    (0..6_u32, 0..260_u64, any::<bool>()).prop_map(|(person, offset, is_in_course)| {
        let first_day = day(2016, 12, 1) + chrono::Days::new(offset);
        if is_in_course {
            in_course(person, first_day)
        } else {
            enrolled(person, first_day)
        }
    })
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let stand = prop_oneof![
        prop::sample::select(vec!["0265", "0269", "0253", "0350"])
            .prop_map(|text| Stand::Municipality(code(text))),
        Just(Stand::NotCounted(NotCounted::Refused)),
    ];
    let basis = prop_oneof![Just(Basis::Planned), Just(Basis::Decided)];
    (0..6_u32, 0..260_u64, 0..6000_i64, basis, stand).prop_map(
        |(person, offset, hours, basis, stand)| Fact {
            person,
            recorded_at: at(day(2016, 12, 1)) + TimeDelta::hours(hours),
            place: 0,
            valid_from: day(2016, 12, 1) + chrono::Days::new(offset),
            basis,
            stand,
        },
    )
}

proptest! {
    #[test]
    fn everybody_in_course_is_counted_exactly_once_or_listed(
        seats in prop::collection::vec(any_seat(), 0..12),
        facts in prop::collection::vec(any_fact(), 0..30),
    ) {
        let municipalities = partnership();
        let question = question(&municipalities);
        let found = count(question, &seats, &facts);
        let expected: BTreeSet<u32> = seats
            .iter()
            .filter(|seat| is_course_of(question, seat))
            .map(|seat| seat.person)
            .collect();
        let mut seen: Vec<u32> = found.lines.iter().flat_map(|line| &line.persons)
            .chain(found.not_counted.iter().flat_map(|line| &line.persons))
            .map(|counted| counted.person)
            .collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn order_does_not_matter_and_the_needed_facts_suffice(
        seats in prop::collection::vec(any_seat(), 0..12),
        (facts, shuffled) in prop::collection::vec(any_fact(), 0..30)
            .prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle())),
    ) {
        let municipalities = partnership();
        let question = question(&municipalities);
        let found = count(question, &seats, &facts);
        prop_assert_eq!(&count(question, &seats, &shuffled), &found);
        let (few_seats, few_facts) = needed(question, &seats, &shuffled);
        prop_assert_eq!(&count(question, &few_seats, &few_facts), &found);
        prop_assert_eq!(needed(question, &few_seats, &few_facts), (few_seats, few_facts));
    }
}
