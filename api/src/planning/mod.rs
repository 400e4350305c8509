//! The one bridge between the tables and the engine: rows become a problem of keys and local times,
//! and an answer becomes sessions and bookings again.
//!
//! The problem holds keys only, never a name: the same centre gives the same problem in every
//! database, and the plan's hash is the same everywhere.

mod activities;
mod answer;
mod changes;
mod counts;
mod courses;
mod difference;
mod directory;
mod groups;
mod live;
mod manual;
mod material;
mod numbers;
mod problem;
mod supply;
pub mod wall;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entities::columns::{ActivityKind, BookingRole};
use entities::id::{CohortId, ParticipantId, ResourceId, SessionId};
use entities::plan_assignment;
use scheduler::problem::{Activity, Problem, Standing};
use scheduler::{Assignment, Timetable};
use sea_orm::ConnectionTrait;

pub use self::answer::PlannedSession;
pub use self::changes::{kept_changes, scenario_changes};
pub use self::counts::{interpreters_paid, session_counts};
pub(crate) use self::difference::as_planned;
pub use self::difference::{Change, Difference, Whereabouts};
pub use self::directory::{Directory, name, resource_kind};
pub use self::live::LiveSession;
pub use self::manual::introduced;
pub use self::wall::Wall;
use crate::domain::occupancy::Places;
use crate::error::Result;

/// A planning problem, and what leads from its keys back to rows.
#[derive(Debug)]
pub struct Planning {
    pub problem: Problem,
    pub directory: Directory,
    pub wall: Wall,
    /// What stands behind each activity key.
    pub meetings: BTreeMap<String, Meeting>,
    /// The sessions of the planned cohorts that are not cancelled, by activity key.
    pub live: BTreeMap<String, LiveSession>,
    /// Sessions that no plan touches: past, or such that the engine cannot hold them.
    pub settled: BTreeSet<SessionId>,
    /// How many groups each company receives at once.
    pub places: Places,
}

/// What an activity is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub cohort_id: CohortId,
    pub kind: ActivityKind,
    /// The module of a lesson, with its titles.
    pub theme: Option<Theme>,
}

/// A module as the timetable shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub key: String,
    pub title_da: String,
    pub title_en: String,
}

/// The problem of planning `cohorts` at `now`, around everything that is published.
///
/// All cohorts belong to one centre; the caller has seen to it that the actor may plan them.
/// `answered` are the assignments of a plan that is about to be published: who goes on visits
/// together stays as the plan said. It takes a constant number of statements.
///
/// # Errors
/// NOT_FOUND when there is no such cohort; inner ones.
pub async fn load(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
    now: DateTime<Utc>,
    answered: &[plan_assignment::Model],
) -> Result<Planning> {
    let material = material::Material::load(db, cohorts).await?;
    let mut memberships = BTreeMap::new();
    for row in answered {
        if let Some(group) = courses::group_of(&row.activity_key) {
            memberships.extend(row.bookings.0.iter().map(|booking| {
                let participant = ParticipantId::of_resource(booking.resource_id);
                ((row.cohort_id, participant), group)
            }));
        }
    }
    memberships.extend(courses::memberships(&material));
    problem::build(material, now, &memberships, Purpose::Plan)
}

/// The problem of the live timetable: what the engine is asked about `session`, which somebody
/// wants to move. Every session stands in it as it is published, with those who are booked for it;
/// what is planned no more, or such that the engine cannot hold it, takes its time all the same.
/// Give the timetable that [`Planning::live_timetable`] says to `scheduler::alternatives` and
/// `scheduler::violations_of`. It takes a constant number of statements.
///
/// `cohorts` are that of the session and those whose weeks it shares: the day of a teacher who
/// has both is one day.
///
/// # Errors
/// As [`load`].
pub async fn problem_for_live(
    db: &impl ConnectionTrait,
    session: SessionId,
    cohorts: &[CohortId],
    now: DateTime<Utc>,
) -> Result<Planning> {
    let material = material::Material::load(db, cohorts).await?;
    let memberships = courses::memberships(&material);
    problem::build(material, now, &memberships, Purpose::Move(session))
}

/// What the engine is going to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// Where everything that the programmes ask for could be.
    Plan,
    /// Where one session could be, everything else as it stands.
    Move(SessionId),
}

impl Planning {
    pub(crate) fn activity(&self, key: &str) -> Option<&Activity> {
        let mut activities = self.problem.activities.iter();
        activities.find(|activity| activity.key == key)
    }

    /// Every activity where it is published.
    #[must_use]
    pub fn live_timetable(&self) -> Timetable {
        self.timetable_of(|activity| {
            activity
                .base
                .as_ref()
                .map(|base| (activity.key.clone(), base.assignment.clone()))
        })
    }

    /// The activity that a published session holds; `None` when the engine does not know it.
    #[must_use]
    pub fn activity_of(&self, session: SessionId) -> Option<&Activity> {
        let live = self.live.iter().find(|(_, live)| live.row.id == session);
        live.and_then(|(key, _)| self.activity(key))
    }

    /// The session that holds an activity.
    #[must_use]
    pub fn session_of(&self, activity: &str) -> Option<SessionId> {
        self.live.get(activity).map(|live| live.row.id)
    }

    /// A start with what is booked for it, as an assignment; `None` when something booked is not
    /// of this centre.
    #[must_use]
    pub fn assignment<'a>(
        &self,
        starts_at: DateTime<Utc>,
        parts: impl Iterator<Item = (BookingRole, ResourceId, Option<&'a str>)>,
    ) -> Option<Assignment> {
        live::assignment(&self.directory, self.wall.moment(starts_at), parts)
    }

    /// A plan's stored answer on the problem as it is now: what begins to be past stays where it is
    /// published, what the programme no longer asks for is left out.
    #[must_use]
    pub fn timetable_from(&self, rows: &[plan_assignment::Model]) -> Timetable {
        let rows: BTreeMap<&str, &plan_assignment::Model> = rows
            .iter()
            .map(|row| (row.activity_key.as_str(), row))
            .collect();
        self.timetable_of(|activity| {
            if activity.standing == Standing::Frozen {
                let base = activity.base.as_ref()?;
                return Some((activity.key.clone(), base.assignment.clone()));
            }
            let row = rows.get(activity.key.as_str())?;
            let parts = row.bookings.0.iter();
            let assignment = live::assignment(
                &self.directory,
                self.wall.moment(row.starts_at),
                parts.map(|part| (part.role, part.resource_id, part.language.as_deref())),
            )?;
            Some((activity.key.clone(), assignment))
        })
    }

    fn timetable_of(
        &self,
        place: impl FnMut(&Activity) -> Option<(String, Assignment)>,
    ) -> Timetable {
        Timetable {
            assignments: self.problem.activities.iter().filter_map(place).collect(),
        }
    }
}
