//! The one door from an id to a row: what an actor may not see answers like what is not there.

mod destination;
mod money;
mod timetable;

use entities::id::{
    CentreId, CohortId, EnrolmentId, MunicipalityId, NoticeId, ParticipantId, PartnershipId,
    PlanId, ResourceId, SessionId, TemplateId,
};
use entities::{
    centre, cohort, enrolment, municipality, notice, participant, partnership, plan, resource,
    session, template,
};
use sea_orm::ConnectionTrait;

pub use self::destination::{consent, handoff, incoming};
pub use self::money::{cost_entry, is_out, settlement, settlement_line, working_scopes};
use crate::domain::policy::{Action, Permitted, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;

pub use self::timetable::{TimetableOwner, timetable_owner};

/// A centre is seen by its own people and by the municipalities it works with.
pub async fn centre(
    op: &Op,
    db: &impl ConnectionTrait,
    id: CentreId,
    action: Action,
) -> Result<Permitted<centre::Model>> {
    op.demand_sign_in()?;
    let row = store::centres::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let mut scopes = Scopes::centre(id);
    if action == Action::ReadCentre {
        scopes.municipalities = store::partnerships::municipalities_of_centre(db, id).await?;
    }
    op.open(row, &scopes, action, &[Action::ReadCentre])
}

/// Municipalities are public facts: everybody who has signed in sees all of them.
pub async fn municipality_by_code(
    op: &Op,
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<municipality::Model> {
    op.demand_sign_in()?;
    store::municipalities::by_code(db, code)
        .await?
        .ok_or_else(Error::not_found)
}

pub async fn municipality(
    op: &Op,
    db: &impl ConnectionTrait,
    id: MunicipalityId,
) -> Result<municipality::Model> {
    op.demand_sign_in()?;
    store::municipalities::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)
}

/// A partnership belongs to its centre and its municipalities; accounting for it to the
/// accounting party alone.
pub async fn partnership(
    op: &Op,
    db: &impl ConnectionTrait,
    id: PartnershipId,
    action: Action,
) -> Result<Permitted<partnership::Model>> {
    op.demand_sign_in()?;
    let row = store::partnerships::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = partnership_scopes(db, &row, action).await?;
    if action != Action::Account {
        return op.open(row, &scopes, action, &[Action::ReadCentre]);
    }
    let seen = partnership_scopes(db, &row, Action::ReadSettlement).await?;
    if op.permits(Action::Account, &scopes) {
        return op.open(row, &scopes, action, &[]);
    }
    if op.permits(Action::ReadSettlement, &seen) || op.permits(Action::ReadCentre, &seen) {
        return Err(Error::forbidden());
    }
    Err(Error::not_found())
}

/// The scopes in which `action` on a partnership is looked for.
pub async fn partnership_scopes(
    db: &impl ConnectionTrait,
    row: &partnership::Model,
    action: Action,
) -> Result<Scopes> {
    if action == Action::Account {
        return Ok(match row.accounting_municipality_id {
            Some(municipality) => Scopes::municipality(municipality),
            None => Scopes::centre(row.centre_id),
        });
    }
    let municipalities = store::partnerships::municipality_ids(db, row.id).await?;
    Ok(Scopes {
        centres: vec![row.centre_id],
        municipalities,
    })
}

pub async fn resource(
    op: &Op,
    db: &impl ConnectionTrait,
    id: ResourceId,
    action: Action,
) -> Result<Permitted<resource::Model>> {
    op.demand_sign_in()?;
    let row = store::resources::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(row.centre_id);
    op.open(row, &scopes, action, &[Action::ReadResources])
}

/// A participant belongs to the centre of the latest stay.
pub async fn participant(
    op: &Op,
    db: &impl ConnectionTrait,
    id: ParticipantId,
    action: Action,
) -> Result<Permitted<participant::Model>> {
    op.demand_sign_in()?;
    let row = store::participants::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let stay = store::stays::latest(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    op.open(
        row,
        &Scopes::centre(stay.centre_id),
        action,
        &[Action::ReadParticipants],
    )
}

/// Several participants at once, in the order asked for; one that is hidden fails them all.
pub async fn participants(
    op: &Op,
    db: &impl ConnectionTrait,
    ids: &[ParticipantId],
    action: Action,
) -> Result<Vec<Permitted<participant::Model>>> {
    op.demand_sign_in()?;
    let rows = store::participants::by_ids(db, ids).await?;
    let stays = store::stays::latest_of(db, ids).await?;
    ids.iter()
        .map(|id| {
            let row = rows
                .iter()
                .find(|row| row.id == *id)
                .ok_or_else(Error::not_found)?;
            let centre = stays.get(id).ok_or_else(Error::not_found)?.centre_id;
            op.open(
                row.clone(),
                &Scopes::centre(centre),
                action,
                &[Action::ReadParticipants],
            )
        })
        .collect()
}

pub async fn template(
    op: &Op,
    db: &impl ConnectionTrait,
    id: TemplateId,
    action: Action,
) -> Result<Permitted<template::Model>> {
    op.demand_sign_in()?;
    let row = store::templates::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(row.centre_id);
    op.open(row, &scopes, action, &[Action::ReadCohorts])
}

pub async fn cohort(
    op: &Op,
    db: &impl ConnectionTrait,
    id: CohortId,
    action: Action,
) -> Result<Permitted<cohort::Model>> {
    op.demand_sign_in()?;
    let row = store::cohorts::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(row.centre_id);
    op.open(row, &scopes, action, &[Action::ReadCohorts])
}

/// An enrolment belongs to the centre of its cohort.
pub async fn enrolment(
    op: &Op,
    db: &impl ConnectionTrait,
    id: EnrolmentId,
    action: Action,
) -> Result<Permitted<enrolment::Model>> {
    op.demand_sign_in()?;
    let row = store::enrolments::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let cohort = store::cohorts::by_id(db, row.cohort_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(cohort.centre_id);
    op.open(row, &scopes, action, &[Action::ReadParticipants])
}

pub async fn plan(
    op: &Op,
    db: &impl ConnectionTrait,
    id: PlanId,
    action: Action,
) -> Result<Permitted<plan::Model>> {
    op.demand_sign_in()?;
    let row = store::plans::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(row.centre_id);
    op.open(row, &scopes, action, &[Action::ReadPlans])
}

/// A session belongs to the centre of its cohort; a teacher sees those he or she takes part in.
pub async fn session(
    op: &Op,
    db: &impl ConnectionTrait,
    id: SessionId,
    action: Action,
) -> Result<Permitted<session::Model>> {
    op.demand_sign_in()?;
    let row = store::sessions::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let cohort = store::cohorts::by_id(db, row.cohort_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(cohort.centre_id);
    let own = match action {
        Action::ReadTimetable => Some(Action::ReadOwnTimetable),
        Action::RecordAttendance => Some(Action::RecordOwnAttendance),
        _ => None,
    };
    let takes_part = match op.staff_member_id() {
        Some(staff) if !op.permits(action, &scopes) => {
            store::bookings::takes_part(db, id, staff.into()).await?
        }
        _ => false,
    };
    if !takes_part {
        return op.open(row, &scopes, action, &[Action::ReadTimetable]);
    }
    let seen_by = [Action::ReadTimetable, Action::ReadOwnTimetable];
    op.open(row, &scopes, own.unwrap_or(action), &seen_by)
}

/// A notice belongs to the centre that sends it.
pub async fn notice(
    op: &Op,
    db: &impl ConnectionTrait,
    id: NoticeId,
    action: Action,
) -> Result<Permitted<notice::Model>> {
    op.demand_sign_in()?;
    let row = store::notices::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(row.centre_id);
    op.open(row, &scopes, action, &[Action::ReadNotices])
}
