//! Who counts for which municipality in a period, and why the others do not.
//!
//! Counted are persons who were ever in course in a cohort of the partnership whose first day lies
//! in the period, each at most once, for the municipality of the counting fact that holds on the
//! period's last day as known at an instant. The forecast asks the same of everybody enrolled.
//!
//! A fact says how a person counts from a day on; **of the facts that reach a day, the one recorded
//! last holds**. So a correction overrides what it corrects whatever days the two start on. Who
//! records facts must not record a planned one while a decided one holds, unless it withdraws the
//! decision; [`holding`] tells.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::counting_facts::{Basis, CountingFact, EnrolmentFact, NotCounted, Stand};
use crate::domain::municipality_code::MunicipalityCode;
use crate::domain::period::Period;

/// What is asked: which municipalities, which cohorts and day, known when.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The partnership's municipalities; each gets a line, also when nobody counts for it.
    pub municipalities: &'a [MunicipalityCode],
    pub period: Period,
    pub known_at: DateTime<Utc>,
}

/// The count with the facts behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count<P> {
    /// One line for each municipality, in order of code.
    pub lines: Vec<CountLine<P>>,
    /// One line for each reason that occurs, in order of the reasons.
    pub not_counted: Vec<NotCountedLine<P>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountLine<P> {
    pub municipality: MunicipalityCode,
    /// Who counts, in order, and the fact that says so.
    pub persons: Vec<Counted<P>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCountedLine<P> {
    pub reason: NotCounted,
    pub persons: Vec<Counted<P>>,
}

/// A person and the fact that decided how they count; `None` when no fact holds on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<P> {
    pub person: P,
    pub fact: Option<CountingFact<P>>,
}

impl<P> Count<P> {
    /// The basis of an allocation.
    #[must_use]
    pub fn counts(&self) -> Vec<(MunicipalityCode, u32)> {
        self.lines
            .iter()
            .map(|line| (line.municipality, number_of(&line.persons)))
            .collect()
    }

    #[must_use]
    pub fn not_counted_counts(&self) -> Vec<(NotCounted, u32)> {
        self.not_counted
            .iter()
            .map(|line| (line.reason, number_of(&line.persons)))
            .collect()
    }
}

fn number_of<T>(persons: &[T]) -> u32 {
    u32::try_from(persons.len()).unwrap_or(u32::MAX)
}

/// The settlement's count: everybody who was ever in course in a cohort of the period.
pub fn count<P: Ord + Clone>(
    question: Question<'_>,
    enrolments: &[EnrolmentFact<P>],
    facts: &[CountingFact<P>],
) -> Count<P> {
    let seats = enrolments
        .iter()
        .filter(|seat| is_course_of(question, seat));
    count_persons(question, seats.map(|seat| &seat.person).collect(), facts)
}

/// The forecast: the same key over everybody who is enrolled in a cohort of the period, whether
/// the course has begun or not.
pub fn forecast<P: Ord + Clone>(
    question: Question<'_>,
    enrolments: &[EnrolmentFact<P>],
    facts: &[CountingFact<P>],
) -> Count<P> {
    let seats = enrolments
        .iter()
        .filter(|seat| question.period.contains(seat.first_day));
    count_persons(question, seats.map(|seat| &seat.person).collect(), facts)
}

/// The fact that holds for `person` on a day as known at an instant.
pub fn holding<'a, P: Ord>(
    facts: &'a [CountingFact<P>],
    person: &P,
    on: NaiveDate,
    known_at: DateTime<Utc>,
) -> Option<&'a CountingFact<P>> {
    facts
        .iter()
        .filter(|fact| fact.person == *person && reaches(fact, on, known_at))
        .max()
}

/// The seats and facts that the count reads and nothing else, in order and each once: what
/// somebody else needs to reach the same count. Of a person's facts, the last one holds.
pub fn needed<P: Ord + Clone>(
    question: Question<'_>,
    enrolments: &[EnrolmentFact<P>],
    facts: &[CountingFact<P>],
) -> (Vec<EnrolmentFact<P>>, Vec<CountingFact<P>>) {
    let seats: BTreeSet<_> = enrolments
        .iter()
        .filter(|seat| is_course_of(question, seat))
        .cloned()
        .collect();
    let persons: BTreeSet<&P> = seats.iter().map(|seat| &seat.person).collect();
    let last_day = question.period.last_day();
    let facts: BTreeSet<_> = facts
        .iter()
        .filter(|fact| persons.contains(&fact.person))
        .filter(|fact| reaches(fact, last_day, question.known_at))
        .cloned()
        .collect();
    (seats.into_iter().collect(), facts.into_iter().collect())
}

fn is_course_of<P>(question: Question<'_>, seat: &EnrolmentFact<P>) -> bool {
    question.period.contains(seat.first_day) && seat.is_in_course
}

fn reaches<P>(fact: &CountingFact<P>, on: NaiveDate, known_at: DateTime<Utc>) -> bool {
    fact.valid_from <= on && fact.recorded_at <= known_at
}

fn count_persons<P: Ord + Clone>(
    question: Question<'_>,
    persons: BTreeSet<&P>,
    facts: &[CountingFact<P>],
) -> Count<P> {
    let last_day = question.period.last_day();
    let mut latest: BTreeMap<&P, &CountingFact<P>> = BTreeMap::new();
    for fact in facts
        .iter()
        .filter(|fact| reaches(fact, last_day, question.known_at))
    {
        let known = latest.entry(&fact.person).or_insert(fact);
        *known = (*known).max(fact);
    }
    let mut lines: BTreeMap<MunicipalityCode, Vec<Counted<P>>> = question
        .municipalities
        .iter()
        .map(|code| (*code, Vec::new()))
        .collect();
    let mut not_counted: BTreeMap<NotCounted, Vec<Counted<P>>> = BTreeMap::new();
    for person in persons {
        let fact = latest.get(person).copied();
        let counted = Counted {
            person: person.clone(),
            fact: fact.cloned(),
        };
        match stand_in(question.municipalities, fact) {
            Stand::Municipality(code) => lines.entry(code).or_default().push(counted),
            Stand::NotCounted(reason) => not_counted.entry(reason).or_default().push(counted),
        }
    }
    Count {
        lines: lines
            .into_iter()
            .map(|(municipality, persons)| CountLine {
                municipality,
                persons,
            })
            .collect(),
        not_counted: not_counted
            .into_iter()
            .map(|(reason, persons)| NotCountedLine { reason, persons })
            .collect(),
    }
}

fn stand_in<P>(partnership: &[MunicipalityCode], fact: Option<&CountingFact<P>>) -> Stand {
    let Some(fact) = fact else {
        return Stand::NotCounted(NotCounted::NoPreference);
    };
    match (fact.stand, fact.basis) {
        (Stand::Municipality(code), _) if partnership.contains(&code) => fact.stand,
        (Stand::Municipality(_), Basis::Planned) => Stand::NotCounted(NotCounted::PrefersOutside),
        (Stand::Municipality(_), Basis::Decided) => Stand::NotCounted(NotCounted::PlacedOutside),
        (Stand::NotCounted(_), _) => fact.stand,
    }
}

#[cfg(test)]
#[path = "counting_laws_tests.rs"]
mod laws;
#[cfg(test)]
#[path = "counting_tests.rs"]
mod tests;
