//! What follows when participants leave, in the transaction of what made them: places end, future
//! bookings end, notices are withdrawn, and counting changes from the day on. Attendance stays.

use chrono::NaiveDate;
use entities::columns::PlacementState;
use entities::id::{EnrolmentId, HandoffId, MunicipalityId, ParticipantId, PlacementId, SessionId};
use entities::{enrolment, handoff, placement};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::concerned::{start_of, zone_for};
use super::facts::{self, Fact};
use super::{counting, enrolments, outbox, placements, timetable};
use crate::domain::leaving::{LeaveReason, WarningCode};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// All that a decision has brought about beside itself.
#[derive(Clone, Debug, Default)]
pub struct Consequences {
    pub enrolments_ended: Vec<enrolment::Model>,
    /// Who got a place that became free.
    pub enrolments_promoted: Vec<enrolment::Model>,
    pub placements_ended: Vec<placement::Model>,
    pub handoffs_retracted: Vec<handoff::Model>,
    /// Sessions that go on without those who left.
    pub sessions_left: Vec<SessionId>,
    /// Sessions that nobody is left for.
    pub sessions_cancelled: Vec<SessionId>,
    pub warnings: Vec<Warning>,
}

/// Something that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub code: WarningCode,
    pub participant_id: Option<ParticipantId>,
    pub session_id: Option<SessionId>,
    pub municipality_id: Option<MunicipalityId>,
    pub language: Option<String>,
    pub on: Option<NaiveDate>,
}

impl Warning {
    #[must_use]
    pub const fn new(code: WarningCode) -> Self {
        Self {
            code,
            participant_id: None,
            session_id: None,
            municipality_id: None,
            language: None,
            on: None,
        }
    }

    #[must_use]
    pub const fn about(code: WarningCode, participant: ParticipantId) -> Self {
        let mut warning = Self::new(code);
        warning.participant_id = Some(participant);
        warning
    }
}

impl Consequences {
    pub(super) fn join(&mut self, other: Self) {
        self.enrolments_ended.extend(other.enrolments_ended);
        self.enrolments_promoted.extend(other.enrolments_promoted);
        self.placements_ended.extend(other.placements_ended);
        self.handoffs_retracted.extend(other.handoffs_retracted);
        self.sessions_left.extend(other.sessions_left);
        self.sessions_cancelled.extend(other.sessions_cancelled);
        self.warnings.extend(other.warnings);
    }
}

/// What a decision has brought about, by ids.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ConsequenceIds {
    enrolments_ended: Vec<EnrolmentId>,
    enrolments_promoted: Vec<EnrolmentId>,
    placements_ended: Vec<PlacementId>,
    handoffs_retracted: Vec<HandoffId>,
    sessions_left: Vec<SessionId>,
    sessions_cancelled: Vec<SessionId>,
    warnings: Vec<Warning>,
}

impl Consequences {
    pub(super) fn ids(&self) -> ConsequenceIds {
        ConsequenceIds {
            enrolments_ended: self.enrolments_ended.iter().map(|row| row.id).collect(),
            enrolments_promoted: self.enrolments_promoted.iter().map(|row| row.id).collect(),
            placements_ended: self.placements_ended.iter().map(|row| row.id).collect(),
            handoffs_retracted: self.handoffs_retracted.iter().map(|row| row.id).collect(),
            sessions_left: self.sessions_left.clone(),
            sessions_cancelled: self.sessions_cancelled.clone(),
            warnings: self.warnings.clone(),
        }
    }
}

impl ConsequenceIds {
    /// The same rows, in the same order, as they stand now.
    pub(super) async fn reload(self, tx: &impl ConnectionTrait) -> Result<Consequences> {
        let ended = store::enrolments::by_ids(tx, &self.enrolments_ended).await?;
        let promoted = store::enrolments::by_ids(tx, &self.enrolments_promoted).await?;
        let placements = store::placements::by_ids(tx, &self.placements_ended).await?;
        let handoffs = store::handoffs::by_ids(tx, &self.handoffs_retracted).await?;
        Ok(Consequences {
            enrolments_ended: ordered(&self.enrolments_ended, ended, |row| row.id),
            enrolments_promoted: ordered(&self.enrolments_promoted, promoted, |row| row.id),
            placements_ended: ordered(&self.placements_ended, placements, |row| row.id),
            handoffs_retracted: ordered(&self.handoffs_retracted, handoffs, |row| row.id),
            sessions_left: self.sessions_left,
            sessions_cancelled: self.sessions_cancelled,
            warnings: self.warnings,
        })
    }
}

fn ordered<I: PartialEq, R>(ids: &[I], mut rows: Vec<R>, id: impl Fn(&R) -> I) -> Vec<R> {
    rows.sort_by_key(|row| ids.iter().position(|one| *one == id(row)));
    rows
}

/// Lets `participants` leave every course on a day, for a reason that decides what else follows.
/// The caller has asked the policy.
pub async fn leave(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    reason: LeaveReason,
    on: NaiveDate,
) -> Result<Consequences> {
    let mut all = Consequences::default();
    if reason.takes_back_placement() {
        all.join(placements::take_back(op, tx, participants, reason.code()).await?);
    }
    all.join(end_bookings(op, tx, participants, on).await?);
    if reason.silences() {
        outbox::withdraw_for_participants(op, tx, participants).await?;
    }
    let ending = enrolments::Ending {
        reason: reason.code().to_owned(),
        on,
    };
    for row in store::enrolments::of_participants(tx, participants).await? {
        if store::enrolments::ALIVE.contains(&row.state) {
            let ended = enrolments::end(op, tx, row.id, &ending).await?;
            all.enrolments_ended.push(ended.enrolment);
            all.enrolments_promoted.extend(ended.promoted);
        }
    }
    if let Some(why) = reason.not_counted() {
        counting::excluded(op, tx, participants, why, on).await?;
    }
    for id in participants {
        let fact = Fact::new("PARTICIPANT_LEFT", "participant", *id)
            .with(json!({ "reason": reason, "on": on }));
        facts::append(op, tx, fact).await?;
    }
    Ok(all)
}

/// Ends the bookings of `participants` from a day on, and tells those who meet without them.
pub(super) async fn end_bookings(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    on: NaiveDate,
) -> Result<Consequences> {
    let from = start_of(on, zone_for(tx, participants).await?);
    let ended = timetable::end_participation(op, tx, participants, from).await?;
    tell(op, tx, participants, ended).await
}

/// What leaving did to the timetable, as consequences.
fn of_timetable(ended: timetable::Ended) -> Consequences {
    let idle = ended.languages_no_longer_needed.into_iter();
    let ids = |list: Vec<timetable::EndedSession>| list.into_iter().map(|one| one.session.id);
    Consequences {
        sessions_left: ids(ended.changed).collect(),
        sessions_cancelled: ids(ended.cancelled).collect(),
        warnings: idle
            .map(|idle| Warning {
                session_id: Some(idle.session_id),
                language: Some(idle.language),
                ..Warning::new(WarningCode::LanguageNoLongerNeeded)
            })
            .collect(),
        ..Default::default()
    }
}

/// What follows in the timetable when somebody gives up the place in one course: the person still
/// comes to the municipality, and counting stays. The caller has ended the enrolment.
pub async fn left_course(
    op: &Op,
    tx: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    on: NaiveDate,
) -> Result<Consequences> {
    let ids = [enrolment.participant_id];
    let from = start_of(on, zone_for(tx, &ids).await?);
    let cohort = enrolment.cohort_id;
    let ended = timetable::end_participation_in(op, tx, cohort, &ids, from).await?;
    tell(op, tx, &ids, ended).await
}

/// Tells those who meet without the leavers, and nobody else.
async fn tell(
    op: &Op,
    tx: &impl ConnectionTrait,
    leavers: &[ParticipantId],
    ended: timetable::Ended,
) -> Result<Consequences> {
    let consequences = of_timetable(ended);
    let sessions = [
        consequences.sessions_left.as_slice(),
        consequences.sessions_cancelled.as_slice(),
    ];
    outbox::sessions_changed(op, tx, &sessions.concat(), leavers).await?;
    Ok(consequences)
}

/// Placements that no longer hold, marked so.
pub(super) fn ended(
    mut row: placement::Model,
    state: PlacementState,
    op: &Op,
    reason: &str,
) -> placement::Model {
    row.state = state;
    row.ended_at = Some(op.now);
    row.ended_reason = Some(reason.to_owned());
    row
}
