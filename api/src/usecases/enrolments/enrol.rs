//! Enrols participants: each gets a place, a place on the waiting list, or the reasons why not.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::InputObject;
use entities::columns::EnrolmentState;
use entities::id::{CohortId, ParticipantId, ResourceId};
use entities::{cohort, enrolment};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::applicants::{self, Applicants};
use crate::domain::enrolling::{self, Place, Places, Terms};
use crate::domain::policy::{Action, Permitted};
use crate::domain::template::Definition;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::participants::RowFault;
use crate::usecases::templates::definition_of;
use crate::usecases::{counting, idempotency, lookup, outbox, rules};
use crate::vocabulary::IdOf;

/// Participants who are to be enrolled in a cohort.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrolInput {
    pub cohort_id: IdOf<CohortId>,
    /// Places are given in this order.
    pub participants: Vec<EnrolParticipantInput>,
    /// Repeating a call with the same key and input enrols nobody twice.
    pub idempotency_key: Option<String>,
}

/// One participant with what he or she chose.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrolParticipantInput {
    pub participant_id: IdOf<ParticipantId>,
    /// Keys of elective modules of the template: as many as it asks for.
    #[serde(default)]
    #[graphql(default)]
    pub electives: Vec<String>,
}

/// What became of each participant.
#[derive(Clone, Debug)]
pub struct Enrolled {
    pub cohort: cohort::Model,
    pub rows: Vec<EnrolledRow>,
    pub warnings: Vec<Warning>,
    /// The idempotency key was used before with this input: nothing was done again.
    pub is_repeated: bool,
}

/// One participant of the input.
#[derive(Clone, Debug)]
pub struct EnrolledRow {
    pub participant_id: ParticipantId,
    /// None when something is wrong.
    pub enrolment: Option<enrolment::Model>,
    pub faults: Vec<RowFault>,
}

/// Something that is allowed and that somebody should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// The cohort needs interpreters in more languages than the template foresees.
    LanguagesOverLimit { languages: Vec<String>, most: u32 },
    /// Interpreters stay booked though nobody needs these languages any more.
    LanguagesNoLongerNeeded { languages: Vec<String> },
}

/// Enrols participants.
///
/// # Errors
/// NOT_FOUND for a cohort that the actor does not see; VALIDATION when it is over or cancelled.
/// What is wrong with one participant is in the row, not an error.
pub async fn enrol(op: &Op, input: EnrolInput) -> Result<Enrolled> {
    let tx = op.begin().await?;
    let cohort = lookup::cohort(op, &tx, input.cohort_id.0, Action::Enrol).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier_answer(op, &tx, "enrol", key, &input).await?;
    if let Some(told) = earlier {
        return repeated(&tx, cohort, &input, told).await;
    }
    check(op, &tx, &cohort, &input).await?;
    lock(&tx, &cohort, &input).await?;
    let template = store::templates::by_id(&tx, cohort.template_id).await?;
    let definition = definition_of(&template.ok_or_else(Error::not_found)?)?;
    let rows = place_all(op, &tx, &cohort, (&definition, &input)).await?;
    let warnings = warnings(&tx, &cohort, &definition).await?;
    let made: Vec<_> = rows
        .iter()
        .filter_map(|row| row.enrolment.as_ref())
        .collect();
    let ids: Vec<_> = made.iter().map(|made| made.participant_id).collect();
    let since = counting::Since {
        on: applicants::today_at(op, &tx, &cohort)
            .await?
            .min(cohort.first_on),
        cohort: Some(cohort.id),
    };
    counting::planned(op, &tx, &ids, since).await?;
    let fact = Fact::new("PARTICIPANTS_ENROLLED", "cohort", cohort.id)
        .with(json!({ "participants": ids }));
    facts::append(op, &tx, fact).await?;
    let seats: Vec<_> = made
        .iter()
        .filter(|made| made.state == EnrolmentState::Enrolled)
        .map(|made| (made.id, made.participant_id))
        .collect();
    outbox::invited(op, &tx, &cohort, &seats).await?;
    let told = Told {
        faults: rows.iter().map(|row| row.faults.clone()).collect(),
        warnings: warnings.clone(),
    };
    once.answered(op, &tx, cohort.id, &told).await?;
    tx.commit().await?;
    Ok(Enrolled {
        cohort: cohort.into_row(),
        rows,
        warnings,
        is_repeated: false,
    })
}

async fn check(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: &cohort::Model,
    input: &EnrolInput,
) -> Result<()> {
    let mut faults = Faults::default();
    let n = i64::try_from(input.participants.len()).unwrap_or(i64::MAX);
    rules::within(&mut faults, "input.participants", n, 1, 500);
    let is_open = cohort.cancelled_at.is_none()
        && applicants::today_at(op, tx, cohort).await? < cohort.until_on;
    faults.demand(is_open, "input.cohortId", "COHORT_OVER");
    faults.done()
}

/// Others wait who enrol one of the same people elsewhere, or give away places in this cohort. As
/// everywhere, resources come before cohorts.
async fn lock(tx: &impl ConnectionTrait, cohort: &cohort::Model, input: &EnrolInput) -> Result<()> {
    let people: Vec<ResourceId> = input
        .participants
        .iter()
        .map(|one| one.participant_id.0.into())
        .collect();
    store::resources::raise_revisions(tx, &people).await?;
    Ok(store::cohorts::lock(tx, &[cohort.id]).await?)
}

async fn place_all(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: &Permitted<cohort::Model>,
    (definition, input): (&Definition, &EnrolInput),
) -> Result<Vec<EnrolledRow>> {
    let terms = Terms {
        first_on: cohort.first_on,
        minimum_age: cohort.minimum_age,
        definition,
    };
    let ids: Vec<ParticipantId> = input
        .participants
        .iter()
        .map(|one| one.participant_id.0)
        .collect();
    let mut applicants = Applicants::among(op, tx, cohort, &ids).await?;
    let mut places = places(tx, cohort).await?;
    let mut rows = Vec::new();
    for one in &input.participants {
        let id = one.participant_id.0;
        let faults = applicants.faults(&terms, id, &one.electives);
        let enrolment = faults.is_empty().then(|| {
            applicants.enrolled(id);
            model(op, cohort, one, places.take())
        });
        rows.push(EnrolledRow {
            participant_id: id,
            enrolment,
            faults,
        });
    }
    let made = rows.iter().filter_map(|row| row.enrolment.clone());
    store::enrolments::insert_all(tx, made.map(all_set).collect()).await?;
    Ok(rows)
}

async fn places(tx: &impl ConnectionTrait, cohort: &cohort::Model) -> Result<Places> {
    let standing = store::enrolments::of_cohorts(tx, &[cohort.id]).await?;
    let seated = standing
        .iter()
        .filter(|row| store::enrolments::SEATED.contains(&row.state))
        .count();
    let last = standing
        .iter()
        .filter(|row| row.state == EnrolmentState::Waitlisted)
        .filter_map(|row| row.waiting_rank)
        .max();
    let seated = i32::try_from(seated).unwrap_or(i32::MAX);
    Ok(Places::new(cohort.capacity, seated, last.unwrap_or(0)))
}

fn model(
    op: &Op,
    cohort: &cohort::Model,
    one: &EnrolParticipantInput,
    place: Place,
) -> enrolment::Model {
    let (state, waiting_rank) = match place {
        Place::Seat => (EnrolmentState::Enrolled, None),
        Place::Waiting(rank) => (EnrolmentState::Waitlisted, Some(rank)),
    };
    enrolment::Model {
        id: op.new_id(),
        cohort_id: cohort.id,
        participant_id: one.participant_id.0,
        state,
        electives: one.electives.clone().into(),
        waiting_rank,
        ended_reason: None,
        ended_on: None,
        started_on: None,
        created_at: op.now,
        version: 1,
    }
}

fn all_set(row: enrolment::Model) -> enrolment::ActiveModel {
    enrolment::ActiveModel {
        id: Set(row.id),
        cohort_id: Set(row.cohort_id),
        participant_id: Set(row.participant_id),
        state: Set(row.state),
        electives: Set(row.electives),
        waiting_rank: Set(row.waiting_rank),
        ended_reason: Set(None),
        ended_on: Set(None),
        started_on: Set(None),
        created_at: Set(row.created_at),
        version: Set(row.version),
    }
}

async fn warnings(
    tx: &impl ConnectionTrait,
    cohort: &cohort::Model,
    definition: &Definition,
) -> Result<Vec<Warning>> {
    let needed = store::enrolments::interpreter_languages(tx, &[cohort.id]).await?;
    let languages: BTreeSet<String> = needed.into_iter().map(|(_, tag, _)| tag).collect();
    if !enrolling::is_over_languages(languages.len(), definition) {
        return Ok(Vec::new());
    }
    Ok(vec![Warning::LanguagesOverLimit {
        languages: languages.into_iter().collect(),
        most: definition.max_interpreter_languages,
    }])
}

/// What an answer said beside the enrolments.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Told {
    /// In the order of the input.
    faults: Vec<Vec<RowFault>>,
    warnings: Vec<Warning>,
}

/// What an earlier call with the same key made, as it stands now.
async fn repeated(
    tx: &impl ConnectionTrait,
    cohort: Permitted<cohort::Model>,
    input: &EnrolInput,
    told: Told,
) -> Result<Enrolled> {
    let standing = store::enrolments::of_cohorts(tx, &[cohort.id]).await?;
    let latest: BTreeMap<ParticipantId, enrolment::Model> = standing
        .into_iter()
        .map(|row| (row.participant_id, row))
        .collect();
    let faults = told.faults.into_iter().chain(std::iter::repeat(Vec::new()));
    let rows = input.participants.iter().zip(faults);
    let rows = rows.map(|(one, faults)| EnrolledRow {
        participant_id: one.participant_id.0,
        enrolment: latest
            .get(&one.participant_id.0)
            .filter(|_| faults.is_empty())
            .cloned(),
        faults,
    });
    Ok(Enrolled {
        rows: rows.collect(),
        cohort: cohort.into_row(),
        warnings: told.warnings,
        is_repeated: true,
    })
}
