//! Gathers what a hand-off tells, as of now.

use entities::columns::{ActivityKind, HandoffItemKind, HandoffItemState};
use entities::id::ConsentId;
use entities::{handoff, handoff_item, session};
use sea_orm::{ConnectionTrait, Set};

use crate::domain::consent;
use crate::domain::handoff_package::{CohortFigures, CourseFigures, Known, compose, consent_for};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::concerned::zone_for;
use crate::usecases::households;

/// The items of a hand-off, and the kinds left out for want of consent.
pub(super) struct Composed {
    pub items: Vec<handoff_item::ActiveModel>,
    pub kinds: Vec<HandoffItemKind>,
    pub without_consent: Vec<HandoffItemKind>,
}

/// Composes the items of a hand-off from what is known now.
pub(super) async fn items(
    op: &Op,
    tx: &impl ConnectionTrait,
    row: &handoff::Model,
) -> Result<Composed> {
    let id = row.participant_id;
    let person = store::participants::by_id(tx, id).await?;
    let person = person.ok_or_else(Error::not_found)?;
    let mut households = households::of(op, tx, &[(person.clone(), row.takeover_on)]).await?;
    let household = households.remove(&id).ok_or_else(Error::not_found)?;
    let course = course(op, tx, row).await?;
    let parts = compose(&Known {
        languages: &person.languages,
        interpreter_language: person.interpreter_language.as_deref(),
        education: person.education.as_deref(),
        sectors: &person.sectors.0,
        wishes: &person.wishes.0,
        household: &household,
        course: &course,
    });
    let consents = store::consents::of_participants(tx, &[id]).await?;
    let today = op.today(zone_for(tx, &[id]).await?);
    let consent_to = |kind| -> Option<Option<ConsentId>> {
        let Some(purpose) = consent_for(kind) else {
            return Some(None);
        };
        let covers = |one: &&entities::consent::Model| {
            consent::covers(one, purpose, row.municipality_id, today)
        };
        consents.iter().rfind(covers).map(|one| Some(one.id))
    };
    let mut composed = Composed {
        items: Vec::new(),
        kinds: Vec::new(),
        without_consent: Vec::new(),
    };
    for part in parts {
        let Some(consent_id) = consent_to(part.kind) else {
            composed.without_consent.push(part.kind);
            continue;
        };
        composed.kinds.push(part.kind);
        composed.items.push(handoff_item::ActiveModel {
            id: Set(op.new_id()),
            handoff_id: Set(row.id),
            kind: Set(part.kind),
            state: Set(HandoffItemState::Pending),
            content: Set(part.content),
            source: Set(part.source.to_owned()),
            as_of_at: Set(op.now),
            consent_id: Set(consent_id),
        });
    }
    Ok(composed)
}

async fn course(op: &Op, tx: &impl ConnectionTrait, row: &handoff::Model) -> Result<CourseFigures> {
    let id = row.participant_id;
    let zone = zone_for(tx, &[id]).await?;
    let enrolments = store::enrolments::of_participants(tx, &[id]).await?;
    let ids: Vec<_> = enrolments.iter().map(|one| one.cohort_id).collect();
    let cohorts = store::course_records::cohorts(tx, &ids).await?;
    let sessions = store::course_records::sessions_of(tx, id).await?;
    let attendance = store::course_records::attendance_of(tx, id).await?;
    let (held, to_come): (Vec<_>, Vec<_>) = sessions.iter().partition(|one| one.ends_at <= op.now);
    let is_interview = |one: &&&session::Model| one.kind == ActivityKind::CompetencyInterview;
    let day = |one: &&session::Model| one.starts_at.with_timezone(&zone).date_naive();
    Ok(CourseFigures {
        cohorts: enrolments
            .iter()
            .filter_map(|one| {
                let cohort = cohorts.iter().find(|cohort| cohort.id == one.cohort_id)?;
                Some(CohortFigures {
                    name: cohort.name.clone(),
                    from: cohort.first_on,
                    until: cohort.until_on,
                    state: one.state.as_str(),
                })
            })
            .collect(),
        minutes_held: minutes(&held),
        minutes_attended: attendance.iter().map(|one| i64::from(one.minutes)).sum(),
        interviews: held.iter().filter(is_interview).map(day).collect(),
        sessions_to_come: to_come.len(),
        minutes_to_come: minutes(&to_come),
    })
}

fn minutes(sessions: &[&session::Model]) -> i64 {
    let long = |one: &&session::Model| (one.ends_at - one.starts_at).num_minutes();
    sessions.iter().map(long).sum()
}
