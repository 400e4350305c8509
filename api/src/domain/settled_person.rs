//! A counted person as an exported settlement shows one: under a pseudonym, with the courses that
//! began in the period and the facts in the order they were recorded.
//!
//! Neither instants nor days of decisions are exported. They would single a person out, and so lead
//! from one settlement's pseudonym to another's. The count needs their order only: the last holds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::counting::{Count, Question, count, needed};
use crate::domain::counting_facts::{Basis, CountingFact, EnrolmentFact, Stand};
use crate::domain::period::Period;
use crate::domain::pseudonym::{Pseudonym, SettlementSalt};

/// Somebody who was in course in a cohort of the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettledPerson {
    pub person: Pseudonym,
    /// In order, each once; never empty.
    pub seats: Vec<SettledSeat>,
    /// Those that reach the period's last day, in the order in which they were recorded: the last
    /// one holds.
    pub facts: Vec<SettledFact>,
}

/// A course that began in the period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettledSeat {
    pub cohort: String,
    pub first_day: NaiveDate,
}

/// For whom the person counted once this was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettledFact {
    pub basis: Basis,
    pub stand: Stand,
}

/// Everybody whom the count of a settlement reads, in order of pseudonym.
#[must_use]
pub fn settled_persons(
    question: Question<'_>,
    enrolments: &[EnrolmentFact<String>],
    facts: &[CountingFact<String>],
    salt: &SettlementSalt,
) -> Vec<SettledPerson> {
    let (seats, facts) = needed(question, enrolments, facts);
    let mut persons: BTreeMap<&str, SettledPerson> = BTreeMap::new();
    for seat in &seats {
        let entry = persons.entry(&seat.person);
        let settled = entry.or_insert_with(|| SettledPerson {
            person: Pseudonym::of(salt, &seat.person),
            seats: Vec::new(),
            facts: Vec::new(),
        });
        settled.seats.push(SettledSeat {
            cohort: seat.cohort.clone(),
            first_day: seat.first_day,
        });
    }
    // They come in the order in which one overrides the other.
    for fact in &facts {
        if let Some(settled) = persons.get_mut(fact.person.as_str()) {
            settled.facts.push(SettledFact {
                basis: fact.basis,
                stand: fact.stand,
            });
        }
    }
    let mut persons: Vec<SettledPerson> = persons.into_values().collect();
    persons.sort_by(|one, other| one.person.cmp(&other.person));
    persons
}

/// The count of a document, by the one rule of counting.
#[must_use]
pub fn count_settled(question: Question<'_>, persons: &[SettledPerson]) -> Count<Pseudonym> {
    let mut enrolments = Vec::new();
    let mut facts = Vec::new();
    for settled in persons {
        enrolments.extend(settled.seats.iter().map(|seat| EnrolmentFact {
            person: settled.person.clone(),
            cohort: seat.cohort.clone(),
            first_day: seat.first_day,
            is_in_course: true,
        }));
        facts.extend((0..).zip(&settled.facts).map(|(place, fact)| CountingFact {
            person: settled.person.clone(),
            recorded_at: question.known_at,
            place,
            valid_from: question.period.last_day(),
            basis: fact.basis,
            stand: fact.stand,
        }));
    }
    count(question, &enrolments, &facts)
}

/// Whether persons stand in order of pseudonym, each once, and so do the seats of each.
#[must_use]
pub fn are_in_order(persons: &[SettledPerson]) -> bool {
    persons.is_sorted_by(|one, other| one.person < other.person)
        && persons.iter().all(|settled| {
            !settled.seats.is_empty() && settled.seats.is_sorted_by(|one, other| one < other)
        })
}

/// Whether every course began in `period`.
#[must_use]
pub fn are_of_period(persons: &[SettledPerson], period: Period) -> bool {
    let mut seats = persons.iter().flat_map(|settled| &settled.seats);
    seats.all(|seat| period.contains(seat.first_day))
}
