//! Takes cohorts through the calendar: the course begins on its first day and is over after its
//! last. Whoever was in course once is counted in the settlement, so the day is kept.

use chrono::{Days, NaiveDate};
use entities::cohort;
use entities::columns::EnrolmentState as Stored;
use entities::enrolment::ActiveModel;
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use crate::domain::journey::EnrolmentState;
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::op::{Actor, Op};
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::zone_of;

/// How many enrolments moved on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Advanced {
    pub n_begun: u64,
    pub n_completed: u64,
}

/// Moves everybody with a place in a course that has begun to IN_COURSE, and everybody in a course
/// that is over to COMPLETED. Doing it again changes nothing. For the worker alone.
pub async fn advance(op: &Op) -> Result<Advanced> {
    if !matches!(op.actor, Actor::Machine) {
        return Err(Error::forbidden());
    }
    let tx = op.begin().await?;
    let mut advanced = Advanced::default();
    for due in due(op, &tx, Stored::Enrolled, |cohort| cohort.first_on).await? {
        advanced.n_begun += begin(op, &tx, &due).await?;
    }
    for due in due(op, &tx, Stored::InCourse, |cohort| cohort.until_on).await? {
        advanced.n_completed += complete(op, &tx, &due).await?;
    }
    tx.commit().await?;
    Ok(advanced)
}

/// A cohort for which a day has come.
struct Due {
    cohort: cohort::Model,
    today: NaiveDate,
}

/// The cohorts with enrolments in `state` for which the day that `on` names has come where they
/// are; locked.
async fn due(
    op: &Op,
    tx: &impl ConnectionTrait,
    state: Stored,
    on: impl Fn(&cohort::Model) -> NaiveDate,
) -> Result<Vec<Due>> {
    // No zone is more than a day ahead of UTC.
    let latest = op.now.date_naive() + Days::new(1);
    let mut due = Vec::new();
    for (cohort, centre) in store::cohorts::begun_with(tx, latest, state).await? {
        let centre = centre.ok_or_else(Error::not_found)?;
        let today = op.today(zone_of(&centre)?);
        if on(&cohort) <= today {
            due.push(Due { cohort, today });
        }
    }
    let ids: Vec<_> = due.iter().map(|due| due.cohort.id).collect();
    store::cohorts::lock(tx, &ids).await?;
    Ok(due)
}

async fn begin(op: &Op, tx: &impl ConnectionTrait, due: &Due) -> Result<u64> {
    let next = step(EnrolmentState::Enrolled, EnrolmentState::InCourse)?;
    let cohort = &due.cohort;
    // Whoever joins a course that is under way starts on the day it is noticed, not before.
    let has_begun = store::enrolments::has_begun(tx, cohort.id).await?;
    let last = cohort.until_on.pred_opt().unwrap_or(cohort.until_on);
    let started = if has_begun {
        due.today.min(last)
    } else {
        cohort.first_on
    };
    let row = ActiveModel {
        state: Set(next),
        started_on: Set(Some(started)),
        ..Default::default()
    };
    let n = store::enrolments::update_in_state(tx, cohort.id, Stored::Enrolled, row).await?;
    note(op, tx, "COURSE_BEGUN", cohort, n).await?;
    Ok(n)
}

async fn complete(op: &Op, tx: &impl ConnectionTrait, due: &Due) -> Result<u64> {
    let next = step(EnrolmentState::InCourse, EnrolmentState::Completed)?;
    let cohort = &due.cohort;
    let row = ActiveModel {
        state: Set(next),
        ended_on: Set(Some(cohort.until_on)),
        ..Default::default()
    };
    let n = store::enrolments::update_in_state(tx, cohort.id, Stored::InCourse, row).await?;
    note(op, tx, "COURSE_COMPLETED", cohort, n).await?;
    Ok(n)
}

fn step(from: EnrolmentState, to: EnrolmentState) -> Result<Stored> {
    from.advance_to(to)
        .map(Into::into)
        .map_err(|refusal| Error::illegal_transition(refusal.from, &refusal.allowed))
}

async fn note(
    op: &Op,
    tx: &impl ConnectionTrait,
    kind: &'static str,
    cohort: &cohort::Model,
    n: u64,
) -> Result<()> {
    let fact = Fact::new(kind, "cohort", cohort.id).with(json!({ "enrolments": n }));
    facts::append(op, tx, fact).await
}
