//! Changing the timetable by hand, and who came.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::id::{AbsenceId, ParticipantId, ResourceId};

use super::super::types::{Attendance, Session};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::attendance::RecordAttendanceInput;
use crate::usecases::timetable::{
    CancelSessionInput, MoveSessionInput, PinSessionInput, RecordAbsenceInput,
    RespondToBookingInput, SwapResourceInput,
};
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct TimetableMutation;

/// The absence, and what it hits.
#[derive(SimpleObject)]
pub(crate) struct RecordAbsencePayload {
    pub id: IdOf<AbsenceId>,
    pub resource_id: IdOf<ResourceId>,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Published sessions to come that book the resource in that time: move them, or put somebody
    /// else in its place.
    pub sessions: Vec<Session>,
}

/// What became of each row, in the order given.
#[derive(SimpleObject)]
pub(crate) struct RecordAttendancePayload {
    pub rows: Vec<AttendanceRow>,
}

/// What became of one row.
#[derive(SimpleObject)]
pub(crate) struct AttendanceRow {
    pub participant_id: IdOf<ParticipantId>,
    /// What holds now; null when something is wrong.
    pub attendance: Option<Attendance>,
    /// Stable code: `NOT_IN_SESSION`, `REPEATED`, `MINUTES_MISSING` or `MINUTES_MISFIT`.
    pub fault: Option<String>,
}

#[Object]
impl TimetableMutation {
    /// Moves a session, gives it other resources, or both. HARD_CONFLICT names every rule that
    /// would be broken, whom it concerns, and where the session could go instead.
    async fn move_session(&self, ctx: &Context<'_>, input: MoveSessionInput) -> Result<Session> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::timetable::move_session(op, input).await?.into())
    }

    /// Puts one resource in the place of another without moving the time.
    async fn swap_resource(&self, ctx: &Context<'_>, input: SwapResourceInput) -> Result<Session> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::timetable::swap_resource(op, input).await?.into())
    }

    /// Pins a session, so that plans leave it where it is, or lets it go.
    async fn pin_session(&self, ctx: &Context<'_>, input: PinSessionInput) -> Result<Session> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::timetable::pin_session(op, input).await?.into())
    }

    /// Cancels a session: everybody is free again, and is told.
    async fn cancel_session(
        &self,
        ctx: &Context<'_>,
        input: CancelSessionInput,
    ) -> Result<Session> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::timetable::cancel_session(op, input).await?.into())
    }

    /// Notes what an interpreter or a company answered.
    async fn respond_to_booking(
        &self,
        ctx: &Context<'_>,
        input: RespondToBookingInput,
    ) -> Result<Session> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::timetable::respond_to_booking(op, input)
            .await?
            .into())
    }

    /// Notes that a resource is away, and names the published sessions that this hits.
    async fn record_absence(
        &self,
        ctx: &Context<'_>,
        input: RecordAbsenceInput,
    ) -> Result<RecordAbsencePayload> {
        let op = ctx.data_unchecked::<Op>();
        let recorded = usecases::timetable::record_absence(op, input).await?;
        Ok(RecordAbsencePayload {
            id: IdOf(recorded.row.id),
            resource_id: IdOf(recorded.row.resource_id),
            from: recorded.row.from_at,
            until: recorded.row.until_at,
            sessions: recorded.sessions.into_iter().map(Into::into).collect(),
        })
    }

    /// Records who came, once the session has begun; a later row for the same participant
    /// corrects the earlier one. Teachers and interviewers do this for their own sessions.
    async fn record_attendance(
        &self,
        ctx: &Context<'_>,
        input: RecordAttendanceInput,
    ) -> Result<RecordAttendancePayload> {
        let op = ctx.data_unchecked::<Op>();
        let rows = usecases::attendance::record(op, input).await?;
        let rows = rows.into_iter().map(|row| AttendanceRow {
            participant_id: IdOf(row.participant_id),
            attendance: row.attendance.map(Into::into),
            fault: row.fault.map(ToOwned::to_owned),
        });
        Ok(RecordAttendancePayload {
            rows: rows.collect(),
        })
    }
}
