//! What publishing a plan would do, and what it did.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{ComplexObject, SimpleObject};
use chrono::{DateTime, Utc};
use entities::columns::SessionChange;
use entities::id::{CohortId, ResourceId, SessionId};
use scheduler::Violation;

use super::Plan;
use super::plan::PlannedBooking;
use crate::error::Result;
use crate::graphql::page::Page;
use crate::graphql::weight;
use crate::planning::{self, Change, PlannedSession, Whereabouts};
use crate::usecases::plans::Preview;
use crate::vocabulary::{IdOf, SessionChangeName};

/// The difference between a plan's answer and the timetable as it is now.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct PlanDiff {
    /// Names this difference. Give it to `publishPlan`, which refuses with PREVIEW_STALE once the
    /// difference is another one.
    pub preview_hash: String,
    pub n_created: i32,
    /// Moved, or with other people or things.
    pub n_changed: i32,
    pub n_cancelled: i32,
    /// Everybody and everything that some change books or sets free.
    pub touched: Vec<IdOf<ResourceId>>,
    /// Keys of the activities that would have no place: publishing takes each by name.
    pub unassigned: Vec<String>,
    /// Hard rules that the timetable would break; with any, publishing is refused with CHECK_FAILED.
    pub violations: Vec<RuleViolation>,
    #[graphql(skip)]
    changes: Vec<Change>,
}

#[ComplexObject]
impl PlanDiff {
    /// Each session that would be created, changed or cancelled, by activity key.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    #[expect(clippy::unused_async, reason = "the macro takes async functions only")]
    async fn changes(
        &self,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, PlanChange, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let rows = self.changes.clone();
        page.of(rows, |row| row.activity_key.clone(), Into::into)
    }
}

/// One session that publishing creates, changes or cancels.
#[derive(SimpleObject)]
pub struct PlanChange {
    pub change: SessionChangeName,
    pub activity_key: String,
    pub cohort_id: IdOf<CohortId>,
    /// Null for a new session.
    pub session_id: Option<IdOf<SessionId>>,
    /// How it is; null for a new session.
    pub before: Option<SessionPlace>,
    /// How it will be; null when it is cancelled.
    pub after: Option<SessionPlace>,
}

/// When a session is and whom and what it takes.
#[derive(SimpleObject)]
pub struct SessionPlace {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub bookings: Vec<PlannedBooking>,
}

/// A hard rule that a timetable breaks.
#[derive(SimpleObject)]
pub struct RuleViolation {
    /// The rule, named by its fault: `room_overlap`.
    pub rule: String,
    /// The activities that break it together, by key.
    pub activities: Vec<String>,
    /// Whom or what it concerns, as kind and key: `ROOM/class-1`.
    pub resources: Vec<String>,
    /// Local moment, `2017-03-06T08:00`.
    pub at: Option<String>,
}

/// A plan that was made the timetable.
#[derive(SimpleObject)]
pub struct PublishPlanPayload {
    pub plan: Plan,
    pub n_created: i32,
    pub n_changed: i32,
    pub n_cancelled: i32,
}

pub(in crate::graphql) fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

impl From<Preview> for PlanDiff {
    fn from(preview: Preview) -> Self {
        let difference = preview.difference;
        let n = |wanted: &dyn Fn(SessionChange) -> bool| {
            let changes = difference.changes.iter();
            count(changes.filter(|one| wanted(one.change)).count())
        };
        let is_new = |change| change == SessionChange::Published;
        let is_off = |change| change == SessionChange::Cancelled;
        Self {
            preview_hash: preview.hash,
            n_created: n(&is_new),
            n_changed: n(&|change| !is_new(change) && !is_off(change)),
            n_cancelled: n(&is_off),
            touched: difference.resources().into_iter().map(IdOf).collect(),
            unassigned: preview.unassigned,
            violations: preview.violations.into_iter().map(Into::into).collect(),
            changes: difference.changes,
        }
    }
}

impl From<Change> for PlanChange {
    fn from(change: Change) -> Self {
        Self {
            change: change.change.into(),
            activity_key: change.activity_key,
            cohort_id: IdOf(change.cohort_id),
            session_id: change.before.as_ref().map(|before| IdOf(before.row.id)),
            before: change.before.as_ref().map(Whereabouts::of).map(Into::into),
            after: change
                .after
                .as_ref()
                .map(PlannedSession::whereabouts)
                .map(Into::into),
        }
    }
}

impl From<Whereabouts> for SessionPlace {
    fn from(place: Whereabouts) -> Self {
        Self {
            starts_at: place.starts_at,
            ends_at: place.ends_at,
            bookings: place.bookings.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Violation> for RuleViolation {
    fn from(violation: Violation) -> Self {
        Self {
            rule: violation.rule.name(),
            activities: violation.activities,
            resources: violation.resources.iter().map(planning::name).collect(),
            at: violation.at.map(|at| at.to_string()),
        }
    }
}
