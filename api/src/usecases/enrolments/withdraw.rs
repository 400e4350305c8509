//! Ends an enrolment; a place that frees up goes to the first on the waiting list.

use std::collections::BTreeSet;

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::EnrolmentState;
use entities::id::{EnrolmentId, ParticipantId, SessionId};
use entities::{cohort, enrolment};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Warning;
use super::applicants::today_at;
use crate::domain::enrolling;
use crate::domain::journey;
use crate::domain::policy::Action;
use crate::domain::wall_clock;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{leaving, lookup, outbox, rules, timetable, zone_of};
use crate::vocabulary::IdOf;

/// An enrolment that ends before the course does.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawEnrolmentInput {
    pub enrolment_id: IdOf<EnrolmentId>,
    pub reason: String,
    /// The first day on which the participant no longer takes part; by default today.
    pub on: Option<NaiveDate>,
    /// The version you read; a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Why and when an enrolment ends.
#[derive(Clone, Debug)]
pub struct Ending {
    pub reason: String,
    /// The first day on which the participant no longer takes part.
    pub on: NaiveDate,
}

/// An enrolment that has ended, and who got the place.
#[derive(Clone, Debug)]
pub struct Ended {
    pub enrolment: enrolment::Model,
    /// The first on the waiting list, who has the place now.
    pub promoted: Option<enrolment::Model>,
}

/// What withdrawing did.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    pub ended: Ended,
    /// Sessions of the cohort that go on without the participant.
    pub n_sessions_left: usize,
    /// Sessions that nobody was left for.
    pub n_sessions_cancelled: usize,
    pub warnings: Vec<Warning>,
}

/// Withdraws a participant from a cohort: WITHDRAWN before the course began, LEFT after that. He
/// or she is taken out of the cohort's future sessions, and is told nothing more of them.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale; ILLEGAL_TRANSITION when it
/// has ended already.
pub async fn withdraw(op: &Op, input: WithdrawEnrolmentInput) -> Result<Withdrawn> {
    let tx = op.begin().await?;
    let row = lookup::enrolment(op, &tx, input.enrolment_id.0, Action::Enrol).await?;
    if input.version.is_some_and(|version| version != row.version) {
        return Err(Error::stale(row.version));
    }
    let cohort = store::cohorts::by_id(&tx, row.cohort_id).await?;
    let cohort = cohort.ok_or_else(Error::not_found)?;
    let today = today_at(op, &tx, &cohort).await?;
    let ending = Ending {
        reason: input.reason.trim().to_owned(),
        on: input.on.unwrap_or(today),
    };
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.reason", &input.reason, 200);
    let is_in_time = input.on.is_none_or(|on| on < cohort.until_on);
    faults.demand(is_in_time, "input.on", "AFTER_COURSE");
    faults.done()?;
    let left = take_out(op, &tx, &cohort, (row.participant_id, ending.on)).await?;
    let ended = end(op, &tx, row.id, &ending).await?;
    leaving::left_course(op, &tx, &ended.enrolment, ending.on).await?;
    tx.commit().await?;
    Ok(Withdrawn {
        ended,
        n_sessions_left: left.changed.len(),
        n_sessions_cancelled: left.cancelled.len(),
        warnings: warnings(&left),
    })
}

/// Ends the participant's bookings in the cohort from a day on, and what was still to be told.
async fn take_out(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: &cohort::Model,
    (participant, on): (ParticipantId, NaiveDate),
) -> Result<timetable::Ended> {
    let centre = store::centres::by_id(tx, cohort.centre_id).await?;
    let zone = zone_of(&centre.ok_or_else(Error::not_found)?)?;
    let from = wall_clock::start_of(zone, on);
    let whom = [participant];
    store::resources::raise_revisions(tx, &[participant.into()]).await?;
    let left = timetable::end_participation_in(op, tx, cohort.id, &whom, from).await?;
    outbox::withdraw_for_participants(op, tx, &whom).await?;
    let changed = left.changed.iter().chain(&left.cancelled);
    let sessions: Vec<SessionId> = changed.map(|one| one.session.id).collect();
    outbox::sessions_changed(op, tx, &sessions, &whom).await?;
    Ok(left)
}

fn warnings(left: &timetable::Ended) -> Vec<Warning> {
    let idle = left.languages_no_longer_needed.iter();
    let languages: BTreeSet<String> = idle.map(|one| one.language.clone()).collect();
    if languages.is_empty() {
        return Vec::new();
    }
    let languages = languages.into_iter().collect();
    vec![Warning::LanguagesNoLongerNeeded { languages }]
}

/// Ends an enrolment inside a use case that has asked the policy already, and gives the place to
/// the first who waits, as long as the course is not over. Locks the cohort, which comes after
/// every resource; whoever ends several locks their cohorts all at once before.
pub async fn end(
    op: &Op,
    tx: &impl ConnectionTrait,
    id: EnrolmentId,
    ending: &Ending,
) -> Result<Ended> {
    let seen = store::enrolments::by_id(tx, id).await?;
    let cohort_id = seen.ok_or_else(Error::not_found)?.cohort_id;
    store::cohorts::lock(tx, &[cohort_id]).await?;
    let row = store::enrolments::by_id(tx, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let cohort = store::cohorts::by_id(tx, cohort_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let next = enrolling::ended(journey::EnrolmentState::from(row.state))
        .map_err(|refusal| Error::illegal_transition(refusal.from, &refusal.allowed))?;
    let before = row.state;
    if let Some(rank) = row.waiting_rank {
        store::enrolments::move_up(tx, cohort.id, rank).await?;
    }
    let changed = enrolment::ActiveModel {
        id: Set(row.id),
        state: Set(next.into()),
        waiting_rank: Set(None),
        ended_reason: Set(Some(ending.reason.clone())),
        ended_on: Set(Some(ending.on)),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let enrolment = store::enrolments::update(tx, changed).await?;
    let fact = Fact::new("ENROLMENT_ENDED", "enrolment", id).with(json!({
        "participant": enrolment.participant_id, "state": enrolment.state, "on": ending.on
    }));
    facts::append(op, tx, fact).await?;
    let promoted = if before == EnrolmentState::Waitlisted {
        None
    } else {
        promote(op, tx, &cohort).await?
    };
    Ok(Ended {
        enrolment,
        promoted,
    })
}

/// Gives a place that has become free to the first on the waiting list.
async fn promote(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: &cohort::Model,
) -> Result<Option<enrolment::Model>> {
    if cohort.cancelled_at.is_some() || today_at(op, tx, cohort).await? >= cohort.until_on {
        return Ok(None);
    }
    let Some(first) = store::enrolments::first_waiting(tx, cohort.id).await? else {
        return Ok(None);
    };
    if let Some(rank) = first.waiting_rank {
        store::enrolments::move_up(tx, cohort.id, rank).await?;
    }
    let row = enrolment::ActiveModel {
        id: Set(first.id),
        state: Set(EnrolmentState::Enrolled),
        waiting_rank: Set(None),
        version: Set(first.version + 1),
        ..Default::default()
    };
    let row = store::enrolments::update(tx, row).await?;
    let fact = Fact::new("ENROLMENT_PROMOTED", "enrolment", row.id)
        .with(json!({ "participant": row.participant_id }));
    facts::append(op, tx, fact).await?;
    outbox::invited(op, tx, cohort, &[(row.id, row.participant_id)]).await?;
    Ok(Some(row))
}
