//! Who came: recording it, correcting it, and what it comes to.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::InputObject;
use chrono::{DateTime, Utc};
use entities::attendance;
use entities::columns::{AttendanceMark, BookingRole, SessionState};
use entities::id::{ParticipantId, ResourceId, SessionId};
use entities::session;
use sea_orm::{ConnectionTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::facts::{self, Fact};
use super::lookup;
use crate::domain::attendance::{MinutesFault, minutes_of};
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::{AttendanceMarkName, IdOf};

/// The most rows of one call: no session is larger.
const MOST_ROWS: usize = 200;

/// Who came to a session.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordAttendanceInput {
    pub session_id: IdOf<SessionId>,
    /// Good rows are stored, bad ones told. A row for somebody who has a mark corrects it.
    pub rows: Vec<AttendanceRowInput>,
}

/// One participant's mark.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttendanceRowInput {
    pub participant_id: IdOf<ParticipantId>,
    pub mark: AttendanceMarkName,
    /// Minutes attended; only `LATE` needs them.
    pub minutes: Option<i32>,
}

/// What became of one row.
#[derive(Clone, Debug)]
pub struct AttendanceRow {
    pub participant_id: ParticipantId,
    /// What holds now; none when something is wrong.
    pub attendance: Option<attendance::Model>,
    /// `NOT_IN_SESSION`, `REPEATED`, `MINUTES_MISSING` or `MINUTES_MISFIT`.
    pub fault: Option<&'static str>,
}

/// What a participant's attendance comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AttendanceSummary {
    /// Sessions that have ended in which he or she had a place.
    pub n_sessions: i32,
    /// Their minutes.
    pub minutes_offered: i32,
    pub minutes_attended: i32,
    /// Minutes of sessions missed for a lawful reason.
    pub minutes_excused: i32,
    /// Sessions for which nobody has recorded anything.
    pub n_unrecorded: i32,
}

/// Records who came.
///
/// # Errors
/// SESSION_NOT_STARTED before it begins; ILLEGAL_TRANSITION when it was cancelled.
pub async fn record(op: &Op, input: RecordAttendanceInput) -> Result<Vec<AttendanceRow>> {
    if input.rows.len() > MOST_ROWS {
        let fault = Fault::new("input.rows", "OUT_OF_RANGE")
            .with("least", 0)
            .with("most", MOST_ROWS);
        return Err(Error::refused(Code::Validation).fault(fault).into());
    }
    let tx = op.begin().await?;
    let id = input.session_id.0;
    lookup::session(op, &tx, id, Action::RecordAttendance).await?;
    // Two who record at once wait for each other here.
    let people: Vec<ResourceId> = input
        .rows
        .iter()
        .map(|row| row.participant_id.0.into())
        .collect();
    store::resources::raise_revisions(&tx, &people).await?;
    let session = store::sessions::by_id(&tx, id)
        .await?
        .ok_or_else(Error::not_found)?;
    demand_begun(op, &session)?;
    let sheet = Sheet::read(&tx, &session).await?;
    let (rows, corrected) = sheet.decide(op, &input.rows);
    let ids: Vec<_> = corrected.iter().map(|row| row.id).collect();
    store::attendance::supersede(&tx, &ids, op.now).await?;
    let new = rows.iter().filter_map(|row| row.attendance.as_ref());
    let new: Vec<_> = new
        .filter(|row| !sheet.current.values().any(|old| old.id == row.id))
        .map(|row| row.clone().into_active_model())
        .collect();
    if !new.is_empty() {
        let fact = Fact::new("ATTENDANCE_RECORDED", "session", id)
            .with(json!({ "rows": new.len(), "corrections": corrected.len() }));
        store::attendance::insert_all(&tx, new).await?;
        facts::append(op, &tx, fact).await?;
    }
    tx.commit().await?;
    Ok(rows)
}

fn demand_begun(op: &Op, session: &session::Model) -> Result<()> {
    if session.state == SessionState::Cancelled {
        return Err(Error::illegal_transition::<&str>(session.state, &[]));
    }
    if op.now < session.starts_at {
        return Err(Error::refused(Code::SessionNotStarted).into());
    }
    Ok(())
}

/// A session's list of participants, with what is recorded.
struct Sheet {
    session: SessionId,
    length: i32,
    people: BTreeSet<ParticipantId>,
    current: BTreeMap<ParticipantId, attendance::Model>,
}

impl Sheet {
    async fn read(tx: &impl ConnectionTrait, session: &session::Model) -> Result<Self> {
        let bookings = store::bookings::of_sessions(tx, &[session.id]).await?;
        let people = bookings
            .iter()
            .filter(|row| row.role == BookingRole::Participant)
            .map(|row| ParticipantId::of_resource(row.resource_id));
        let current = store::attendance::of_sessions(tx, &[session.id]).await?;
        Ok(Self {
            session: session.id,
            length: length(session.starts_at, session.ends_at),
            people: people.collect(),
            current: current
                .into_iter()
                .map(|row| (row.participant_id, row))
                .collect(),
        })
    }

    /// What becomes of each row, and what is corrected by it.
    fn decide(
        &self,
        op: &Op,
        rows: &[AttendanceRowInput],
    ) -> (Vec<AttendanceRow>, Vec<attendance::Model>) {
        let mut seen = BTreeSet::new();
        let mut corrected = Vec::new();
        let mut decided = Vec::new();
        for row in rows {
            let participant_id = row.participant_id.0;
            let found = if seen.insert(participant_id) {
                self.counted(row)
            } else {
                Err("REPEATED")
            };
            let (attendance, fault) = match found {
                Err(fault) => (None, Some(fault)),
                Ok(minutes) => {
                    let (row, earlier) = self.mark(op, row, minutes);
                    corrected.extend(earlier);
                    (Some(row), None)
                }
            };
            decided.push(AttendanceRow {
                participant_id,
                attendance,
                fault,
            });
        }
        (decided, corrected)
    }

    fn counted(&self, row: &AttendanceRowInput) -> Result<i32, &'static str> {
        if !self.people.contains(&row.participant_id.0) {
            return Err("NOT_IN_SESSION");
        }
        minutes_of(row.mark.into(), row.minutes, self.length).map_err(|fault| match fault {
            MinutesFault::Missing => "MINUTES_MISSING",
            MinutesFault::Misfit => "MINUTES_MISFIT",
        })
    }

    /// The row that holds from now on, and the one that it corrects; the same mark changes nothing.
    fn mark(
        &self,
        op: &Op,
        row: &AttendanceRowInput,
        minutes: i32,
    ) -> (attendance::Model, Option<attendance::Model>) {
        let mark = AttendanceMark::from(row.mark);
        let earlier = self.current.get(&row.participant_id.0);
        if let Some(same) = earlier.filter(|old| old.mark == mark && old.minutes == minutes) {
            return (same.clone(), None);
        }
        let new = attendance::Model {
            id: op.new_id(),
            session_id: self.session,
            participant_id: row.participant_id.0,
            mark,
            minutes,
            recorded_at: op.now,
            recorded_by: op.account_id(),
            supersedes_id: earlier.map(|old| old.id),
            superseded_at: None,
        };
        (new, earlier.cloned())
    }
}

fn length(from: DateTime<Utc>, until: DateTime<Utc>) -> i32 {
    i32::try_from((until - from).num_minutes()).unwrap_or(i32::MAX)
}

/// What is recorded of sessions that the actor was shown.
pub async fn of_sessions(op: &Op, sessions: &[SessionId]) -> Result<Vec<attendance::Model>> {
    op.demand_sign_in()?;
    Ok(store::attendance::of_sessions(op.reader(), sessions).await?)
}

/// What the attendance of participants that the actor was shown comes to.
pub async fn of_participants(
    op: &Op,
    participants: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, AttendanceSummary>> {
    op.demand_sign_in()?;
    summaries(op.reader(), participants, op.now).await
}

/// What the attendance of `participants` comes to by `now`; zeros for who had no session yet. The
/// caller has asked the policy.
pub(crate) async fn summaries(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
    now: DateTime<Utc>,
) -> Result<BTreeMap<ParticipantId, AttendanceSummary>> {
    let offered = store::attendance::offered(db, participants, now).await?;
    let marks = store::attendance::of_participants(db, participants).await?;
    let marks: BTreeMap<(ParticipantId, SessionId), &attendance::Model> = marks
        .iter()
        .map(|row| ((row.participant_id, row.session_id), row))
        .collect();
    let zeros = participants
        .iter()
        .map(|id| (*id, AttendanceSummary::default()));
    let mut sums: BTreeMap<ParticipantId, AttendanceSummary> = zeros.collect();
    for (resource, session, from, until) in offered {
        let participant = ParticipantId::of_resource(resource);
        let sum = sums.entry(participant).or_default();
        let minutes = length(from, until);
        sum.n_sessions += 1;
        sum.minutes_offered += minutes;
        match marks.get(&(participant, session)) {
            None => sum.n_unrecorded += 1,
            Some(row) => {
                sum.minutes_attended += row.minutes;
                if row.mark == AttendanceMark::Excused {
                    sum.minutes_excused += minutes;
                }
            }
        }
    }
    Ok(sums)
}
