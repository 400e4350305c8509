//! The sessions that a batch of notices speaks of, who is booked for them, and what was told.

use std::collections::{BTreeMap, BTreeSet};

use entities::columns::BookingRole;
use entities::id::{CohortId, NoticeId, ResourceId, SessionId};
use entities::{booking, notice, session, told_session};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::live::of_timetables;
use crate::domain::telling::View;
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::outbox::{told_view, view_of};

pub(super) struct Sessions {
    rows: BTreeMap<SessionId, session::Model>,
    bookings: BTreeMap<SessionId, Vec<booking::Model>>,
    told: BTreeMap<(SessionId, Uuid), told_session::Model>,
    newest: BTreeMap<(SessionId, Uuid), NoticeId>,
}

impl Sessions {
    pub(super) async fn load(
        op: &Op,
        tx: &DatabaseTransaction,
        batch: &[notice::Model],
    ) -> Result<Self> {
        let mut ids: BTreeSet<SessionId> = batch.iter().filter_map(|one| one.session_id).collect();
        ids.extend(store::letters::sessions_of(tx, &of_timetables(batch), op.now).await?);
        let ids: Vec<SessionId> = ids.into_iter().collect();
        let mut bookings: BTreeMap<SessionId, Vec<booking::Model>> = BTreeMap::new();
        for row in store::told_sessions::bookings_ever(tx, &ids).await? {
            bookings.entry(row.session_id).or_default().push(row);
        }
        let mut newest: BTreeMap<(SessionId, Uuid), NoticeId> = BTreeMap::new();
        for (session, recipient, id) in store::notices::on_their_way(tx, &ids).await? {
            let last = newest.entry((session, recipient)).or_insert(id);
            *last = (*last).max(id);
        }
        let mut sessions = Self {
            rows: store::sessions::by_ids(tx, &ids)
                .await?
                .into_iter()
                .map(|row| (row.id, row))
                .collect(),
            bookings,
            told: BTreeMap::new(),
            newest,
        };
        sessions.note(&store::told_sessions::of_sessions(tx, &ids).await?);
        Ok(sessions)
    }

    pub(super) fn note(&mut self, told: &[told_session::Model]) {
        for row in told {
            let key = (row.session_id, row.recipient_id.uuid());
            self.told.insert(key, row.clone());
        }
    }

    pub(super) fn get(&self, id: SessionId) -> Option<&session::Model> {
        self.rows.get(&id)
    }

    pub(super) fn cohorts(&self) -> impl Iterator<Item = CohortId> {
        self.rows.values().map(|row| row.cohort_id)
    }

    /// The bookings that hold.
    pub(super) fn booked(&self, id: SessionId) -> impl Iterator<Item = &booking::Model> {
        let rows = self.bookings.get(&id).into_iter().flatten();
        rows.filter(|row| row.ended_at.is_none())
    }

    pub(super) fn view(&self, session: &session::Model, recipient: ResourceId) -> View {
        let bookings = self.bookings.get(&session.id);
        view_of(session, bookings.map_or(&[], Vec::as_slice), recipient)
    }

    pub(super) fn told(&self, session: SessionId, recipient: Uuid) -> Option<&told_session::Model> {
        self.told.get(&(session, recipient))
    }

    pub(super) fn told_view(&self, session: SessionId, recipient: Uuid) -> Option<View> {
        self.told(session, recipient).map(told_view)
    }

    /// Whether a later notice about the same session is on its way to the same recipient.
    pub(super) fn is_overtaken(&self, notice: &notice::Model) -> bool {
        let Some(session) = notice.session_id else {
            return false;
        };
        let newest = self.newest.get(&(session, notice.recipient_id));
        newest.is_some_and(|newest| *newest > notice.id)
    }

    /// The sessions in which a recipient takes part, or took part until something changed; by time.
    pub(super) fn of(&self, recipient: Uuid) -> Vec<&session::Model> {
        let is_booked = |id: &SessionId| {
            let rows = self.bookings.get(id).into_iter().flatten();
            rows.map(|row| row.resource_id.uuid())
                .any(|id| id == recipient)
        };
        let mut rows: Vec<&session::Model> = self
            .rows
            .values()
            .filter(|row| is_booked(&row.id))
            .collect();
        rows.sort_by_key(|row| (row.starts_at, row.id));
        rows
    }

    /// The rooms and companies where sessions are or were held.
    pub(super) fn places(&self) -> Vec<ResourceId> {
        let is_place =
            |row: &&booking::Model| matches!(row.role, BookingRole::Room | BookingRole::Company);
        let booked = self.bookings.values().flatten().filter(is_place);
        let places: BTreeSet<ResourceId> = booked
            .map(|row| row.resource_id)
            .chain(self.told.values().filter_map(|row| row.place_id))
            .collect();
        places.into_iter().collect()
    }
}
