//! What must be known of participants before they get a place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::cohort;
use entities::id::ParticipantId;
use sea_orm::ConnectionTrait;

use crate::domain::enrolling::{Applicant, Obstacle, Terms, obstacles};
use crate::domain::person::Person;
use crate::error::{Code, Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::participants::{RowFault, open_all};
use crate::usecases::zone_of;

/// The day it is at the cohort's centre.
pub(super) async fn today_at(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: &cohort::Model,
) -> Result<NaiveDate> {
    let centre = store::centres::by_id(tx, cohort.centre_id).await?;
    Ok(op.today(zone_of(&centre.ok_or_else(Error::not_found)?)?))
}

/// Those who are to be enrolled.
pub(super) struct Applicants {
    persons: BTreeMap<ParticipantId, Person>,
    /// Who stays at the cohort's centre now; everybody else is no business of the actor's.
    here: BTreeSet<ParticipantId>,
    enrolled: BTreeSet<ParticipantId>,
}

impl Applicants {
    pub(super) async fn among(
        op: &Op,
        tx: &impl ConnectionTrait,
        cohort: &cohort::Model,
        ids: &[ParticipantId],
    ) -> Result<Self> {
        let stays = store::stays::latest_of(tx, ids).await?;
        let here: BTreeSet<ParticipantId> = stays
            .into_values()
            .filter(|stay| stay.centre_id == cohort.centre_id && stay.until_on.is_none())
            .map(|stay| stay.participant_id)
            .collect();
        let known: Vec<ParticipantId> = here.iter().copied().collect();
        let (first_on, until_on) = (cohort.first_on, cohort.until_on);
        let alive = store::enrolments::alive_between(tx, &known, first_on, until_on).await?;
        Ok(Self {
            persons: open_all(op, tx, &known).await?,
            here,
            enrolled: alive.into_iter().map(|row| row.participant_id).collect(),
        })
    }

    /// From now on this one has a place.
    pub(super) fn enrolled(&mut self, id: ParticipantId) {
        self.enrolled.insert(id);
    }

    pub(super) fn faults(
        &self,
        terms: &Terms<'_>,
        id: ParticipantId,
        electives: &[String],
    ) -> Vec<RowFault> {
        if !self.here.contains(&id) {
            return vec![fault("participantId", Code::NotFound, String::new())];
        }
        let applicant = Applicant {
            age: self.persons.get(&id).map(|one| one.age_on(terms.first_on)),
            electives,
            is_enrolled: self.enrolled.contains(&id),
        };
        let found = obstacles(terms, &applicant);
        found.into_iter().map(told).collect()
    }
}

fn told(obstacle: Obstacle) -> RowFault {
    match obstacle {
        Obstacle::TargetRule { minimum_age } => {
            fault("participantId", Code::TargetRule, minimum_age.to_string())
        }
        Obstacle::AlreadyEnrolled => fault("participantId", Code::AlreadyEnrolled, String::new()),
        Obstacle::Electives { chosen, offered } => {
            let detail = format!("{chosen}: {}", offered.join("|"));
            fault("electives", Code::Validation, detail)
        }
    }
}

fn fault(column: &str, code: Code, detail: String) -> RowFault {
    RowFault {
        column: Some(column.to_owned()),
        code: code.as_str().into(),
        detail,
    }
}
