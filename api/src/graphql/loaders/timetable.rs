//! What sessions book, who came, and what attendance comes to.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::attendance;
use entities::id::{ParticipantId, SessionId};

use super::{ForOp, Shared};
use crate::error::Result;
use crate::usecases;
use crate::usecases::attendance::AttendanceSummary;
use crate::usecases::timetable::Booked;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BookedIn(pub SessionId);

impl Loader<BookedIn> for ForOp {
    type Value = Vec<Booked>;
    type Error = Shared;

    async fn load(&self, keys: &[BookedIn]) -> Result<HashMap<BookedIn, Self::Value>, Shared> {
        let ids: Vec<SessionId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::timetable::booked(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut booked: HashMap<BookedIn, Self::Value> = HashMap::new();
        for row in rows {
            let session = BookedIn(row.booking.session_id);
            booked.entry(session).or_default().push(row);
        }
        Ok(booked)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttendanceIn(pub SessionId);

impl Loader<AttendanceIn> for ForOp {
    type Value = Vec<attendance::Model>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[AttendanceIn],
    ) -> Result<HashMap<AttendanceIn, Self::Value>, Shared> {
        let ids: Vec<SessionId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::attendance::of_sessions(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut marks: HashMap<AttendanceIn, Self::Value> = HashMap::new();
        for row in rows {
            marks
                .entry(AttendanceIn(row.session_id))
                .or_default()
                .push(row);
        }
        Ok(marks)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttendanceOf(pub ParticipantId);

impl Loader<AttendanceOf> for ForOp {
    type Value = AttendanceSummary;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[AttendanceOf],
    ) -> Result<HashMap<AttendanceOf, Self::Value>, Shared> {
        let ids: Vec<ParticipantId> = keys.iter().map(|key| key.0).collect();
        let sums = usecases::attendance::of_participants(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        Ok(sums
            .into_iter()
            .map(|(id, sum)| (AttendanceOf(id), sum))
            .collect())
    }
}

/// The name of who takes part in a session; none for who does not see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameIn(pub SessionId, pub ParticipantId);

impl Loader<NameIn> for ForOp {
    type Value = String;
    type Error = Shared;

    async fn load(&self, keys: &[NameIn]) -> Result<HashMap<NameIn, String>, Shared> {
        let seats: Vec<_> = keys.iter().map(|key| (key.0, key.1)).collect();
        let found = usecases::participants::names_in(&self.0, &seats)
            .await
            .map_err(Arc::new)?;
        let named = |((session, id), name)| (NameIn(session, id), name);
        Ok(found.into_iter().map(named).collect())
    }
}
