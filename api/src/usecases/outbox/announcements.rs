//! A place on a course, a hand-off, a settlement: who is told of it.

use entities::columns::NoticeKind;
use entities::id::{CentreId, EnrolmentId, MunicipalityId, ParticipantId, SettlementId};
use entities::{cohort, handoff};
use sea_orm::ConnectionTrait;

use super::{NewNotice, Recipient, enqueue};
use crate::error::Result;
use crate::op::Op;

/// Invites participants to the cohort in which they have a place: once for each enrolment.
pub async fn invited(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: &cohort::Model,
    seats: &[(EnrolmentId, ParticipantId)],
) -> Result<()> {
    let invite = |(enrolment, participant): &(EnrolmentId, ParticipantId)| NewNotice {
        cohort_id: Some(cohort.id),
        fingerprint: Some(enrolment.to_string()),
        hold: true,
        ..NewNotice::new(
            NoticeKind::CohortInvitation,
            Recipient::participant(*participant),
            cohort.centre_id,
        )
    };
    enqueue(op, tx, seats.iter().map(invite).collect()).await
}

/// Announces hand-offs to the municipalities that receive them: each once.
pub async fn handoffs_announced(
    op: &Op,
    tx: &impl ConnectionTrait,
    handoffs: &[handoff::Model],
) -> Result<()> {
    let announce = |handoff: &handoff::Model| NewNotice {
        handoff_id: Some(handoff.id),
        ..NewNotice::new(
            NoticeKind::HandoffAnnounced,
            Recipient::handoffs_of(handoff.municipality_id),
            handoff.centre_id,
        )
    };
    enqueue(op, tx, handoffs.iter().map(announce).collect()).await
}

/// Tells municipalities that a settlement awaits them.
pub async fn settlement_ready(
    op: &Op,
    tx: &impl ConnectionTrait,
    settlement: SettlementId,
    centre: CentreId,
    municipalities: &[MunicipalityId],
) -> Result<()> {
    let tell = |municipality: &MunicipalityId| NewNotice {
        settlement_id: Some(settlement),
        ..NewNotice::new(
            NoticeKind::SettlementReady,
            Recipient::finance_of(*municipality),
            centre,
        )
    };
    enqueue(op, tx, municipalities.iter().map(tell).collect()).await
}
