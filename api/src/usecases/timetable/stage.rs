//! The engine asked about one session of the live timetable: what a move by hand would break, and
//! where the session could be instead. The engine thinks on threads of its own.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::columns::{BookingStatus, ResourceKind};
use entities::id::{ResourceId, SessionId};
use entities::{cohort, session};
use scheduler::problem::{Booking, Problem};
use scheduler::{HardRule, ProblemFault, Violation};
use sea_orm::ConnectionTrait;

use super::alternatives::Alternative;
use super::proposal::Proposal;
use super::refusal::{Conflict, Whom};
use crate::error::{Error, Result};
use crate::planning::{self, Directory, Planning};
use crate::store;

/// How many more places the engine is asked for than are shown: some begin this very minute.
const SPARE: usize = 5;

/// The timetable around a session, as the engine sees it.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    planning: Arc<Planning>,
    session: SessionId,
    is_sound: bool,
}

impl Stage {
    /// Reads everything that is published around the session, in a constant number of statements.
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        session: &session::Model,
        cohort: &cohort::Model,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let (first, until) = (cohort.first_on, cohort.until_on);
        let mut cohorts =
            store::planning::cohorts_between(db, cohort.centre_id, first, until).await?;
        if !cohorts.contains(&cohort.id) {
            cohorts.push(cohort.id);
        }
        let planning = planning::problem_for_live(db, session.id, &cohorts, now).await?;
        let faults = planning.problem.validate().err();
        if let Some(faults) = &faults {
            tracing::warn!(session = %session.id, ?faults, "the engine cannot judge this timetable");
        }
        Ok(Self {
            planning: Arc::new(planning),
            session: session.id,
            is_sound: faults.is_none(),
        })
    }

    /// Whether the engine can judge the session: its programme asks for it.
    pub(super) fn is_judge(&self) -> bool {
        self.is_sound && self.planning.activity_of(self.session).is_some()
    }

    pub(super) fn directory(&self) -> &Directory {
        &self.planning.directory
    }

    /// The hard rules that the proposal breaks and the timetable as it is does not.
    pub(super) async fn verdict(&self, proposal: &Proposal) -> Result<Vec<Conflict>> {
        let stage = self.clone();
        let proposal = proposal.clone();
        think(move || stage.judge(&proposal)).await
    }

    fn judge(&self, proposal: &Proposal) -> Result<Vec<Conflict>> {
        let planning = &self.planning;
        let Some(activity) = planning.activity_of(self.session) else {
            return Ok(Vec::new());
        };
        let parts = proposal.standing();
        let parts = parts.map(|row| (row.role, row.resource, row.language.as_deref()));
        let assignment = planning
            .assignment(proposal.starts_at, parts)
            .ok_or_else(|| Error::internal("a proposal books what is not of the centre"))?;
        let is_whole = planning.wall.instant(assignment.start) == proposal.starts_at;
        let was = planning.live_timetable();
        let mut is = was.clone();
        is.assignments.insert(activity.key.clone(), assignment);
        let violations = |timetable| {
            scheduler::violations_of(&planning.problem, timetable, &activity.key).map_err(unsound)
        };
        let broken = planning::introduced(&violations(&was)?, violations(&is)?, &was, &is);
        let mut found: Vec<Conflict> = broken.iter().map(|one| self.conflict(one)).collect();
        if !is_whole {
            found.push(Conflict::new(HardRule::OffGrid, None));
        }
        Ok(found)
    }

    fn conflict(&self, violation: &Violation) -> Conflict {
        let whom = violation.resources.iter().filter_map(|one| {
            let kind = planning::resource_kind(one.kind);
            Some(Whom {
                resource: self.planning.directory.id_of(kind, &one.key)?,
                is_participant: kind == ResourceKind::Participant,
            })
        });
        let others = violation.activities.iter();
        let others = others.filter_map(|key| self.planning.session_of(key));
        Conflict {
            rule: violation.rule,
            whom: whom.collect(),
            sessions: others.filter(|id| *id != self.session).collect(),
        }
    }

    /// The places that the session could have, the best first; none for a session that the engine
    /// does not know.
    pub(super) async fn alternatives(
        &self,
        limit: usize,
        now: DateTime<Utc>,
    ) -> Result<Vec<Alternative>> {
        if !self.is_judge() {
            return Ok(Vec::new());
        }
        let stage = self.clone();
        think(move || stage.places(limit, now)).await
    }

    fn places(&self, limit: usize, now: DateTime<Utc>) -> Result<Vec<Alternative>> {
        let planning = &self.planning;
        let Some(activity) = planning.activity_of(self.session) else {
            return Ok(Vec::new());
        };
        let Some(live) = planning.live.get(&activity.key) else {
            return Ok(Vec::new());
        };
        let timetable = planning.live_timetable();
        let problem = self.without_declined();
        let found = scheduler::alternatives(&problem, &timetable, &activity.key, limit + SPARE)
            .map_err(unsound)?;
        let mut alternatives = Vec::new();
        for one in &found {
            let planned = planning.session(activity, &one.assignment)?;
            if planned.starts_at > now {
                alternatives.push(Alternative::new(planning, live, &planned, one));
            }
        }
        alternatives.truncate(limit);
        Ok(alternatives)
    }

    /// The problem in which who has declined the session is not asked again for the same time.
    fn without_declined(&self) -> Cow<'_, Problem> {
        let planning = &self.planning;
        let live = planning.live.values();
        let own = live.filter(|live| live.row.id == self.session);
        let declined = own
            .flat_map(|live| &live.bookings)
            .filter(|row| row.status == BookingStatus::Declined);
        let taken: Vec<Booking> = declined
            .filter_map(|row| {
                Some(Booking {
                    resource: planning.directory.reference(row.resource_id)?,
                    span: planning.wall.span(row.busy_from_at, row.busy_until_at),
                    places: self.places_of(row.resource_id),
                })
            })
            .collect();
        if taken.is_empty() {
            return Cow::Borrowed(&planning.problem);
        }
        let mut problem = planning.problem.clone();
        problem.bookings.extend(taken);
        Cow::Owned(problem)
    }

    /// All the places of a company; one of anything else.
    fn places_of(&self, id: ResourceId) -> u16 {
        let places = self.planning.places.get(&id).copied().unwrap_or(1);
        u16::try_from(places).unwrap_or(u16::MAX)
    }
}

/// Lets the engine think beside the threads that serve requests.
async fn think<T: Send + 'static>(
    thought: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let thinking = tokio::task::spawn_blocking(thought);
    thinking.await.map_err(Error::internal)?
}

fn unsound(faults: Vec<ProblemFault>) -> Error {
    Error::internal(format!("the problem is unsound: {faults:?}"))
}
