//! Who may have a place in a cohort, who waits for one, and how an enrolment ends.

use chrono::NaiveDate;

use crate::domain::journey::EnrolmentState;
use crate::domain::state::{IllegalTransition, State};
use crate::domain::template::{Choice, Definition};

/// What a cohort asks of everybody in it.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub first_on: NaiveDate,
    /// In full years on the first day.
    pub minimum_age: i32,
    pub definition: &'a Definition,
}

/// Somebody who is to have a place.
#[derive(Clone, Copy, Debug)]
pub struct Applicant<'a> {
    /// In full years on the cohort's first day; none when the birth date is not known any more.
    pub age: Option<i32>,
    /// Keys of the elective modules that he or she chose.
    pub electives: &'a [String],
    /// Waits for a place or has one in this or an overlapping cohort.
    pub is_enrolled: bool,
}

/// Why somebody cannot be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Too young on the first day.
    TargetRule {
        minimum_age: i32,
    },
    AlreadyEnrolled,
    /// Exactly `chosen` of the modules `offered` must be chosen, each once.
    Electives {
        chosen: u32,
        offered: Vec<String>,
    },
}

/// Everything that keeps the applicant out.
#[must_use]
pub fn obstacles(terms: &Terms<'_>, applicant: &Applicant<'_>) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if applicant.age.is_none_or(|age| age < terms.minimum_age) {
        let minimum_age = terms.minimum_age;
        found.push(Obstacle::TargetRule { minimum_age });
    }
    if applicant.is_enrolled {
        found.push(Obstacle::AlreadyEnrolled);
    }
    let offered = offered(terms.definition);
    if !is_choice(applicant.electives, &offered, terms.definition.electives) {
        let chosen = terms.definition.electives;
        found.push(Obstacle::Electives { chosen, offered });
    }
    found
}

fn offered(definition: &Definition) -> Vec<String> {
    let electives = definition.modules.iter();
    electives
        .filter(|module| module.choice == Choice::Elective)
        .map(|module| module.key.clone())
        .collect()
}

fn is_choice(electives: &[String], offered: &[String], wanted: u32) -> bool {
    let mut chosen = electives.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.len() == electives.len()
        && usize::try_from(wanted).is_ok_and(|wanted| chosen.len() == wanted)
        && chosen.iter().all(|key| offered.contains(key))
}

/// The places of a cohort while they are being given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    free: i32,
    last_rank: i32,
}

/// What the next in line gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Seat,
    /// Waits, as number so-and-so.
    Waiting(i32),
}

impl Places {
    /// `waiting` is the rank of the last who waits, 0 when nobody does.
    #[must_use]
    pub const fn new(capacity: i32, seated: i32, waiting: i32) -> Self {
        Self {
            free: capacity - seated,
            last_rank: waiting,
        }
    }

    /// The next place; nobody passes those who wait already.
    pub const fn take(&mut self) -> Place {
        if self.free > 0 && self.last_rank == 0 {
            self.free -= 1;
            Place::Seat
        } else {
            self.last_rank += 1;
            Place::Waiting(self.last_rank)
        }
    }
}

/// The state in which an enrolment ends when the participant leaves: before the course begins the
/// place is given up, after that the course is left.
pub fn ended(state: EnrolmentState) -> Result<EnrolmentState, IllegalTransition> {
    match state {
        EnrolmentState::Waitlisted | EnrolmentState::Enrolled => {
            state.advance_to(EnrolmentState::Withdrawn)
        }
        _ => state.advance_to(EnrolmentState::Left),
    }
}

/// Whether more interpreter languages are needed than the template foresees for one cohort.
#[must_use]
pub fn is_over_languages(needed: usize, definition: &Definition) -> bool {
    usize::try_from(definition.max_interpreter_languages).is_ok_and(|most| needed > most)
}

#[cfg(test)]
#[path = "enrolling_tests.rs"]
mod tests;
