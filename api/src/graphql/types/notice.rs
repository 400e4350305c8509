//! What was, is and will be sent.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use entities::columns::NoticeRecipientKind;
use entities::id::{
    CentreId, CohortId, HandoffId, MunicipalityId, NoticeId, ParticipantId, PlanId, ResourceId,
    SessionId, SettlementId,
};
use entities::notice;
use uuid::Uuid;

use crate::vocabulary::{IdOf, NoticeKindName, NoticeRecipientKindName, NoticeStateName};

/// Something somebody is told by mail. Text and address are found when it is sent and kept nowhere.
#[derive(SimpleObject)]
pub struct Notice {
    pub id: IdOf<NoticeId>,
    pub kind: NoticeKindName,
    pub recipient_kind: NoticeRecipientKindName,
    /// Of the participant, staff member, interpreter, company or municipality.
    pub recipient_id: ID,
    pub state: NoticeStateName,
    pub created_at: DateTime<Utc>,
    /// Not sent before.
    pub send_after: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it did not leave the last time, such as `SMTP_550` or `CONNECTION`.
    pub failure_code: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    /// Message-ID of the mail: what is delivered twice has the same.
    pub message_id: Option<String>,
    pub centre_id: IdOf<CentreId>,
    pub session_id: Option<IdOf<SessionId>>,
    pub cohort_id: Option<IdOf<CohortId>>,
    pub plan_id: Option<IdOf<PlanId>>,
    pub handoff_id: Option<IdOf<HandoffId>>,
    pub settlement_id: Option<IdOf<SettlementId>>,
}

impl From<notice::Model> for Notice {
    fn from(row: notice::Model) -> Self {
        Self {
            id: IdOf(row.id),
            kind: row.kind.into(),
            recipient_kind: row.recipient_kind.into(),
            recipient_id: recipient_id(row.recipient_kind, row.recipient_id),
            state: row.state.into(),
            created_at: row.created_at,
            send_after: row.send_after_at,
            attempts: row.attempts,
            failure_code: row.failure_code,
            sent_at: row.sent_at,
            message_id: row.message_id,
            centre_id: IdOf(row.centre_id),
            session_id: row.session_id.map(IdOf),
            cohort_id: row.cohort_id.map(IdOf),
            plan_id: row.plan_id.map(IdOf),
            handoff_id: row.handoff_id.map(IdOf),
            settlement_id: row.settlement_id.map(IdOf),
        }
    }
}

fn recipient_id(kind: NoticeRecipientKind, id: Uuid) -> ID {
    let text = match kind {
        NoticeRecipientKind::Participant => ParticipantId::from_uuid(id).to_string(),
        NoticeRecipientKind::StaffMember
        | NoticeRecipientKind::Interpreter
        | NoticeRecipientKind::Company => ResourceId::from_uuid(id).to_string(),
        NoticeRecipientKind::MunicipalityHandoff | NoticeRecipientKind::MunicipalityFinance => {
            MunicipalityId::from_uuid(id).to_string()
        }
        NoticeRecipientKind::Centre => CentreId::from_uuid(id).to_string(),
    };
    ID(text)
}
