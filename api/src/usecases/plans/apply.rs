//! Writes a difference into the live timetable: sessions, what they were, and bookings.

use std::collections::BTreeSet;

use entities::columns::{BookingRole, BookingStatus, PlannedBooking, SessionChange, SessionState};
use entities::id::{BookingId, PlanId, ResourceId, SessionId};
use entities::{booking, plan, session, session_revision};
use sea_orm::{ConnectionTrait, Set};

use super::preview::Preview;
use crate::error::{Error, Result};
use crate::i18n::{self, Language};
use crate::op::Op;
use crate::planning::{Change, LiveSession, Meeting, PlannedSession, Planning, as_planned};
use crate::store;
use crate::usecases::timetable::revision;

/// Why a session is cancelled that a plan no longer holds.
const NOT_IN_PLAN: &str = "NOT_IN_PLAN";

/// What publishing did.
#[derive(Clone, Debug)]
pub struct Published {
    pub plan: PlanId,
    /// By activity key.
    pub changes: Vec<PublishedChange>,
}

/// What publishing did to one session, and whom it concerns.
#[derive(Clone, Debug)]
pub struct PublishedChange {
    pub session: SessionId,
    pub sequence: i32,
    /// PUBLISHED for a new session.
    pub change: SessionChange,
    /// Who was not in it before.
    pub joined: Vec<(BookingRole, ResourceId)>,
    /// Who is no longer in it; of a cancelled session everybody.
    pub left: Vec<(BookingRole, ResourceId)>,
    /// Who was in it and still is, at the new time or with others.
    pub stayed: Vec<(BookingRole, ResourceId)>,
}

impl Published {
    pub fn created(&self) -> impl Iterator<Item = &PublishedChange> {
        self.of(|change| change == SessionChange::Published)
    }

    pub fn cancelled(&self) -> impl Iterator<Item = &PublishedChange> {
        self.of(|change| change == SessionChange::Cancelled)
    }

    /// Moved, or with other people or things.
    pub fn changed(&self) -> impl Iterator<Item = &PublishedChange> {
        self.of(|change| !matches!(change, SessionChange::Published | SessionChange::Cancelled))
    }

    fn of(&self, wanted: impl Fn(SessionChange) -> bool) -> impl Iterator<Item = &PublishedChange> {
        self.changes.iter().filter(move |one| wanted(one.change))
    }

    /// Every session that is new, different or off.
    #[must_use]
    pub fn sessions(&self) -> Vec<SessionId> {
        self.changes.iter().map(|one| one.session).collect()
    }
}

pub(super) async fn apply(
    op: &Op,
    tx: &impl ConnectionTrait,
    plan: &plan::Model,
    preview: Preview,
) -> Result<Published> {
    let mut writes = Writes {
        op,
        plan: plan.id,
        sessions: Vec::new(),
        updates: Vec::new(),
        revisions: Vec::new(),
        bookings: Vec::new(),
        ended: Vec::new(),
        done: Vec::new(),
    };
    for change in &preview.difference.changes {
        writes.add(&preview.planning, change)?;
    }
    writes.write(tx).await
}

/// Rows to write, gathered first so that inserts take few statements.
struct Writes<'a> {
    op: &'a Op,
    plan: PlanId,
    sessions: Vec<session::ActiveModel>,
    updates: Vec<session::ActiveModel>,
    revisions: Vec<session_revision::ActiveModel>,
    bookings: Vec<booking::ActiveModel>,
    ended: Vec<BookingId>,
    done: Vec<PublishedChange>,
}

impl Writes<'_> {
    fn add(&mut self, planning: &Planning, change: &Change) -> Result<()> {
        match (&change.before, &change.after) {
            (None, Some(after)) => {
                let meeting = planning.meetings.get(&change.activity_key);
                let meeting = meeting.ok_or_else(|| Error::internal("a session of nothing"))?;
                self.create(meeting, after);
            }
            (Some(before), after) => self.change(change.change, before, after.as_ref()),
            (None, None) => {}
        }
        Ok(())
    }

    fn create(&mut self, meeting: &Meeting, after: &PlannedSession) {
        let row = session::Model {
            id: self.op.new_id(),
            cohort_id: after.cohort_id,
            activity_key: after.activity_key.clone(),
            kind: after.kind,
            theme_key: meeting.theme.as_ref().map(|theme| theme.key.clone()),
            title_da: title(meeting, Language::Da),
            title_en: title(meeting, Language::En),
            starts_at: after.starts_at,
            ends_at: after.ends_at,
            state: SessionState::Published,
            pinned: false,
            sequence: 0,
            plan_id: Some(self.plan),
            cancel_reason: None,
            version: 1,
        };
        let nobody = std::iter::empty();
        let published = SessionChange::Published;
        self.revisions
            .push(revision::before(self.op, &row, nobody, published, None));
        for wanted in &after.bookings {
            self.book(row.id, wanted);
        }
        self.done.push(PublishedChange {
            session: row.id,
            sequence: 0,
            change: published,
            joined: after.bookings.iter().map(who).collect(),
            left: Vec::new(),
            stayed: Vec::new(),
        });
        self.sessions
            .push(sea_orm::IntoActiveModel::into_active_model(row));
    }

    fn change(
        &mut self,
        change: SessionChange,
        before: &LiveSession,
        after: Option<&PlannedSession>,
    ) {
        let row = &before.row;
        let reason = after.is_none().then_some(NOT_IN_PLAN);
        let was = revision::before(self.op, row, before.bookings.iter(), change, reason);
        self.revisions.push(was);
        let mut update = session::ActiveModel {
            id: Set(row.id),
            sequence: Set(row.sequence + 1),
            version: Set(row.version + 1),
            plan_id: Set(Some(self.plan)),
            ..Default::default()
        };
        let wanted = after.map_or(&[][..], |after| after.bookings.as_slice());
        if let Some(after) = after {
            update.starts_at = Set(after.starts_at);
            update.ends_at = Set(after.ends_at);
        } else {
            update.state = Set(SessionState::Cancelled);
            update.cancel_reason = Set(reason.map(ToOwned::to_owned));
        }
        self.updates.push(update);
        // What stays exactly as it is keeps its booking, and with it the answer of a third party.
        let stays = |booking: &booking::Model| {
            let has_declined = booking.status == BookingStatus::Declined;
            !has_declined && wanted.contains(&as_planned(booking))
        };
        let ended = before.bookings.iter().filter(|booking| !stays(booking));
        self.ended.extend(ended.map(|booking| booking.id));
        let earlier: Vec<PlannedBooking> = before.standing().map(as_planned).collect();
        for booking in wanted.iter().filter(|one| !earlier.contains(one)) {
            self.book(row.id, booking);
        }
        let were: BTreeSet<_> = earlier.iter().map(who).collect();
        let are: BTreeSet<_> = wanted.iter().map(who).collect();
        self.done.push(PublishedChange {
            session: row.id,
            sequence: row.sequence + 1,
            change,
            joined: are.difference(&were).copied().collect(),
            left: were.difference(&are).copied().collect(),
            stayed: are.intersection(&were).copied().collect(),
        });
    }

    /// Interpreters and companies are asked; our own people and things are simply told.
    fn book(&mut self, session: SessionId, wanted: &PlannedBooking) {
        let is_asked = matches!(wanted.role, BookingRole::Interpreter | BookingRole::Company);
        self.bookings.push(booking::ActiveModel {
            id: Set(self.op.new_id()),
            session_id: Set(session),
            resource_id: Set(wanted.resource_id),
            role: Set(wanted.role),
            busy_from_at: Set(wanted.busy_from_at),
            busy_until_at: Set(wanted.busy_until_at),
            status: Set(if is_asked {
                BookingStatus::Requested
            } else {
                BookingStatus::Confirmed
            }),
            language: Set(wanted.language.clone()),
            created_at: Set(self.op.now),
            ended_at: Set(None),
        });
    }

    async fn write(self, tx: &impl ConnectionTrait) -> Result<Published> {
        store::sessions::insert_all(tx, self.sessions).await?;
        for update in self.updates {
            store::sessions::update(tx, update).await?;
        }
        store::sessions::insert_revisions(tx, self.revisions).await?;
        store::bookings::end(tx, &self.ended, self.op.now).await?;
        store::bookings::insert_all(tx, self.bookings).await?;
        Ok(Published {
            plan: self.plan,
            changes: self.done,
        })
    }
}

fn who(booking: &PlannedBooking) -> (BookingRole, ResourceId) {
    (booking.role, booking.resource_id)
}

/// A lesson has the title of its module; everything else that of its kind.
fn title(meeting: &Meeting, language: Language) -> String {
    match (&meeting.theme, language) {
        (Some(theme), Language::Da) => theme.title_da.clone(),
        (Some(theme), Language::En) => theme.title_en.clone(),
        (None, _) => {
            let kind = meeting.kind.as_str().to_lowercase().replace('_', "-");
            i18n::plain(language, &format!("label-session-{kind}"))
        }
    }
}
