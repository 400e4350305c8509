//! Puts into the outbox what somebody is to be told, in the transaction of what happened: ids and
//! no text, no address. What is told is decided when it is sent, from how things stand then.

mod announcements;
mod sessions;

use chrono::TimeDelta;
use entities::columns::{BookingRole, NoticeKind, NoticeRecipientKind, NoticeState};
use entities::id::{
    CentreId, CohortId, CompanyId, HandoffId, InterpreterId, MunicipalityId, ParticipantId, PlanId,
    ResourceId, SessionId, SettlementId, StaffMemberId,
};
use entities::notice;
use sea_orm::{ConnectionTrait, Set};
use uuid::Uuid;

pub use self::announcements::{handoffs_announced, invited, settlement_ready};
pub use self::sessions::{sessions_changed, timetable_published};
pub(super) use self::sessions::{told_view, view_of};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recipient {
    pub kind: NoticeRecipientKind,
    pub id: Uuid,
}

/// Something that somebody is to be told.
#[derive(Clone, Debug)]
pub struct NewNotice {
    pub kind: NoticeKind,
    pub recipient: Recipient,
    pub centre_id: CentreId,
    pub session_id: Option<SessionId>,
    pub cohort_id: Option<CohortId>,
    pub plan_id: Option<PlanId>,
    pub handoff_id: Option<HandoffId>,
    pub settlement_id: Option<SettlementId>,
    /// Of the session; tells one change from the next.
    pub sequence: i32,
    /// What there is to tell, as a hash or an id: a second notice that is equal in all of this is
    /// not added.
    pub fingerprint: Option<String>,
    /// Whether it waits for a while, so that a change taken back in time tells nobody anything.
    pub hold: bool,
}

impl NewNotice {
    #[must_use]
    pub fn new(kind: NoticeKind, recipient: Recipient, centre_id: CentreId) -> Self {
        Self {
            kind,
            recipient,
            centre_id,
            session_id: None,
            cohort_id: None,
            plan_id: None,
            handoff_id: None,
            settlement_id: None,
            sequence: 0,
            fingerprint: None,
            hold: false,
        }
    }

    /// The same notice has the same key, however often it is queued.
    fn dedupe_key(&self) -> String {
        let subjects = [
            self.session_id.map(|id| id.to_string()),
            self.cohort_id.map(|id| id.to_string()),
            self.plan_id.map(|id| id.to_string()),
            self.handoff_id.map(|id| id.to_string()),
            self.settlement_id.map(|id| id.to_string()),
            // A publication is one, whatever it holds.
            self.fingerprint
                .clone()
                .filter(|_| self.kind != NoticeKind::TimetablePublished),
        ];
        let subjects: Vec<String> = subjects.into_iter().flatten().collect();
        format!(
            "{}/{}/{}/{}/{}",
            self.kind,
            self.recipient.kind,
            self.recipient.id.simple(),
            subjects.join("/"),
            self.sequence
        )
    }

    fn into_row(self, op: &Op) -> notice::ActiveModel {
        let wait = if self.hold { op.ground.hold_minutes } else { 0 };
        notice::ActiveModel {
            id: Set(op.new_id()),
            dedupe_key: Set(self.dedupe_key()),
            kind: Set(self.kind),
            recipient_kind: Set(self.recipient.kind),
            recipient_id: Set(self.recipient.id),
            centre_id: Set(self.centre_id),
            session_id: Set(self.session_id),
            cohort_id: Set(self.cohort_id),
            plan_id: Set(self.plan_id),
            handoff_id: Set(self.handoff_id),
            settlement_id: Set(self.settlement_id),
            sequence: Set(self.sequence),
            fingerprint: Set(self.fingerprint),
            state: Set(NoticeState::Queued),
            created_at: Set(op.now),
            send_after_at: Set(op.now + TimeDelta::minutes(wait.into())),
            attempts: Set(0),
            request_id: Set(op.request_id.clone()),
            version: Set(1),
            ..Default::default()
        }
    }
}

impl Recipient {
    #[must_use]
    pub fn participant(id: ParticipantId) -> Self {
        Self::new(NoticeRecipientKind::Participant, id)
    }

    #[must_use]
    pub fn staff_member(id: StaffMemberId) -> Self {
        Self::new(NoticeRecipientKind::StaffMember, id)
    }

    #[must_use]
    pub fn interpreter(id: InterpreterId) -> Self {
        Self::new(NoticeRecipientKind::Interpreter, id)
    }

    #[must_use]
    pub fn company(id: CompanyId) -> Self {
        Self::new(NoticeRecipientKind::Company, id)
    }

    /// The mailbox to which a municipality wants its hand-offs.
    #[must_use]
    pub fn handoffs_of(id: MunicipalityId) -> Self {
        Self::new(NoticeRecipientKind::MunicipalityHandoff, id)
    }

    /// The mailbox to which a municipality wants its settlements.
    #[must_use]
    pub fn finance_of(id: MunicipalityId) -> Self {
        Self::new(NoticeRecipientKind::MunicipalityFinance, id)
    }

    /// Who is behind a booking; rooms and vehicles read no mail.
    #[must_use]
    pub fn booked(role: BookingRole, id: ResourceId) -> Option<Self> {
        let kind = match role {
            BookingRole::Participant => NoticeRecipientKind::Participant,
            BookingRole::Teacher | BookingRole::Interviewer | BookingRole::Escort => {
                NoticeRecipientKind::StaffMember
            }
            BookingRole::Interpreter => NoticeRecipientKind::Interpreter,
            BookingRole::Company => NoticeRecipientKind::Company,
            BookingRole::Room | BookingRole::Vehicle => return None,
        };
        Some(Self::new(kind, id))
    }

    /// Whether it is somebody who is asked rather than told.
    #[must_use]
    pub fn is_third_party(self) -> bool {
        matches!(
            self.kind,
            NoticeRecipientKind::Interpreter | NoticeRecipientKind::Company
        )
    }

    fn new(kind: NoticeRecipientKind, id: impl Into<Uuid>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }
}

/// Queues notices; one that is queued or was sent already is not queued again.
pub async fn enqueue(op: &Op, tx: &impl ConnectionTrait, notices: Vec<NewNotice>) -> Result<()> {
    let rows = notices.into_iter().map(|notice| notice.into_row(op));
    store::notices::insert_new(tx, rows.collect()).await?;
    op.ground.work.notify_one();
    Ok(())
}

/// Takes back everything that these participants were still to be told.
pub async fn withdraw_for_participants(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[ParticipantId],
) -> Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    withdrawn(op, store::notices::withdraw_of_recipients(tx, &ids).await?);
    Ok(())
}

/// Takes back everything that anybody was still to be told of these sessions.
pub async fn withdraw_for_sessions(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[SessionId],
) -> Result<()> {
    withdrawn(op, store::notices::withdraw_of_sessions(tx, ids).await?);
    Ok(())
}

/// Takes back announcements of hand-offs that were not sent yet.
pub async fn withdraw_for_handoffs(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[HandoffId],
) -> Result<()> {
    withdrawn(op, store::notices::withdraw_of_handoffs(tx, ids).await?);
    Ok(())
}

/// Takes back announcements of settlements that were not sent yet.
pub async fn withdraw_for_settlements(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[SettlementId],
) -> Result<()> {
    withdrawn(op, store::notices::withdraw_of_settlements(tx, ids).await?);
    Ok(())
}

fn withdrawn(op: &Op, n: u64) {
    if n > 0 {
        tracing::info!(request_id = %op.request_id, n, "notices are withdrawn");
    }
}
