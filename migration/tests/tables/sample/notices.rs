//! Notices.

use entities::columns::{NoticeKind, NoticeRecipientKind, NoticeState, ResourceKind};
use entities::id::{CentreId, CohortId, HandoffId, NoticeId, PlanId, SessionId, SettlementId};
use entities::{notice, told_session};

use super::{ID, at, resource_of};

pub(crate) fn notice() -> notice::Model {
    notice::Model {
        id: NoticeId::from_uuid(ID),
        kind: NoticeKind::CohortInvitation,
        recipient_kind: NoticeRecipientKind::Participant,
        recipient_id: ID,
        centre_id: CentreId::from_uuid(ID),
        session_id: Some(SessionId::from_uuid(ID)),
        cohort_id: Some(CohortId::from_uuid(ID)),
        plan_id: Some(PlanId::from_uuid(ID)),
        handoff_id: Some(HandoffId::from_uuid(ID)),
        settlement_id: Some(SettlementId::from_uuid(ID)),
        sequence: 3,
        fingerprint: Some("fingerprint".to_owned()),
        dedupe_key: "dedupe_key".to_owned(),
        state: NoticeState::Queued,
        created_at: at(1),
        send_after_at: at(1),
        attempts: 3,
        next_attempt_at: Some(at(1)),
        lease_owner: Some("lease_owner".to_owned()),
        lease_until_at: Some(at(2)),
        sent_at: Some(at(1)),
        message_id: Some("message_id".to_owned()),
        failure_code: Some("failure_code".to_owned()),
        request_id: "request_id".to_owned(),
        version: 3,
    }
}

pub(crate) fn told_session() -> told_session::Model {
    told_session::Model {
        session_id: SessionId::from_uuid(ID),
        recipient_id: resource_of(ResourceKind::Participant),
        sequence: 3,
        starts_at: at(1),
        ends_at: at(2),
        place_id: Some(resource_of(ResourceKind::Room)),
        is_off: true,
        told_at: at(1),
    }
}
