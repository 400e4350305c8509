//! What came in between, and what it hits.

use super::effects;
use crate::assignment::Timetable;
use crate::calendar::{Moment, Span};
use crate::check::broken_by;
use crate::problem::{
    Activity, FaultCode, Key, Problem, ProblemFault, ResourceKind, ResourceRef, Standing,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What came in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "disruption")]
pub enum Disruption {
    /// A resource cannot be had: somebody is ill, a room or a company is closed, a vehicle is at
    /// the garage. A participant who is away misses lessons, which costs; interviews and visits
    /// must be at another time.
    Absent {
        /// Who or what.
        resource: ResourceRef,
        /// When.
        span: Span,
    },
    /// A company calls one visit off: it receives nobody else then in its place.
    VisitCancelled {
        /// The visit.
        activity: Key,
    },
    /// A session cannot be held as it is published; it is to be held later.
    SessionCancelled {
        /// The session's activity.
        activity: Key,
    },
    /// A participant leaves: sessions from then on are held without them, and those that would be
    /// left without anybody not at all.
    Leaves {
        /// Who.
        participant: Key,
        /// The first moment at which they are gone.
        from: Moment,
    },
}

/// A problem with a disruption put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disrupted {
    /// The problem as it is now. What the disruption hits may move, pinned or not.
    pub problem: Problem,
    /// The activities to come that cannot stay where they are published.
    pub hit: BTreeSet<Key>,
    /// The activities to come for which something is different, though they may stay: those that
    /// are hit, and what a participant who leaves took part in.
    pub concerned: BTreeSet<Key>,
    /// Who or what is away, and when: an interpreter who is away is owed nothing.
    pub away: Option<(ResourceRef, Span)>,
}

/// The timetable that the base assignments say.
#[must_use]
pub fn published(problem: &Problem) -> Timetable {
    let activities = problem.activities.iter();
    Timetable {
        assignments: activities
            .filter_map(|activity| {
                let base = activity.base.as_ref()?;
                Some((activity.key.clone(), base.assignment.clone()))
            })
            .collect(),
    }
}

/// Whether an activity is a fact already.
pub(super) fn is_past(problem: &Problem, activity: &Activity) -> bool {
    let base = activity.base.as_ref();
    let begun = problem
        .horizon
        .not_before
        .zip(base)
        .is_some_and(|(now, base)| base.assignment.start < now);
    begun || activity.standing == Standing::Frozen
}

impl Disruption {
    /// The problem with the disruption put into it.
    ///
    /// # Errors
    /// Every fault of the problem; what the disruption names and the problem does not hold, and an
    /// empty span.
    pub fn apply(&self, problem: &Problem) -> Result<Disrupted, Vec<ProblemFault>> {
        Ok(self.put_into(problem)?.0)
    }

    /// [`Disruption::apply`], and what breaks a rule where it is published, hit or not.
    pub(super) fn put_into(
        &self,
        problem: &Problem,
    ) -> Result<(Disrupted, BTreeSet<Key>), Vec<ProblemFault>> {
        problem.validate()?;
        let faults = self.faults(problem);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut after = problem.clone();
        let mut hit = BTreeSet::new();
        let mut concerned = BTreeSet::new();
        let mut away = None;
        let mut there = None;
        match self {
            Self::Absent { resource, span } => {
                // The caller may have noted it already.
                effects::present(&mut after, resource, *span);
                there = Some(after.clone());
                effects::absent(&mut after, resource, *span);
                away = Some((resource.clone(), *span));
            }
            Self::VisitCancelled { activity } => {
                effects::take_window(&mut after, activity);
                hit.insert(activity.clone());
            }
            Self::SessionCancelled { activity } => {
                effects::postpone(&mut after, activity);
                hit.insert(activity.clone());
            }
            Self::Leaves { participant, from } => {
                effects::leave(&mut after, participant, *from);
                let stays = |key: &Key| after.activities.iter().any(|one| one.key == *key);
                let gone = problem.activities.iter().map(|one| one.key.clone());
                hit = gone.filter(|key| !stays(key)).collect();
                concerned = effects::thinned(problem, &after);
            }
        }
        after.validate()?;
        let broken = broken_by(&after, &published(&after));
        if let Some(there) = there {
            hit = effects::newly_broken(&there, &after, &broken);
        }
        for activity in &mut after.activities {
            if activity.standing == Standing::Pinned && hit.contains(&activity.key) {
                activity.standing = Standing::Free;
            }
        }
        concerned.extend(hit.iter().cloned());
        let broken = broken.into_iter().flat_map(|one| one.activities).collect();
        let disrupted = Disrupted {
            problem: after,
            hit,
            concerned,
            away,
        };
        Ok((disrupted, broken))
    }

    fn faults(&self, problem: &Problem) -> Vec<ProblemFault> {
        let fault = |path: &str, code, value: &str| ProblemFault {
            path: format!("disruption.{path}"),
            code,
            value: value.to_owned(),
        };
        let mut found = Vec::new();
        match self {
            Self::Absent { resource, span } => {
                if !exists(problem, resource) {
                    found.push(fault("resource", FaultCode::UnknownKey, &resource.key));
                }
                if span.from >= span.until {
                    let value = format!("{}/{}", span.from, span.until);
                    found.push(fault("span", FaultCode::BadSpan, &value));
                }
            }
            Self::VisitCancelled { activity } | Self::SessionCancelled { activity } => {
                let held = problem.activities.iter().find(|one| one.key == *activity);
                let stands = held.is_some_and(|one| one.base.is_some() && !is_past(problem, one));
                if !stands {
                    found.push(fault("activity", FaultCode::UnknownKey, activity));
                }
            }
            Self::Leaves { participant, .. } => {
                if !problem.participants.iter().any(|p| p.key == *participant) {
                    found.push(fault("participant", FaultCode::UnknownKey, participant));
                }
            }
        }
        found
    }
}

fn exists(problem: &Problem, resource: &ResourceRef) -> bool {
    let key = &resource.key;
    match resource.kind {
        ResourceKind::Room => problem.rooms.iter().any(|one| one.key == *key),
        ResourceKind::Staff => problem.staff.iter().any(|one| one.key == *key),
        ResourceKind::Interpreter => problem.interpreters.iter().any(|one| one.key == *key),
        ResourceKind::Vehicle => problem.vehicles.iter().any(|one| one.key == *key),
        ResourceKind::Company => problem.companies.iter().any(|one| one.key == *key),
        ResourceKind::Participant => problem.participants.iter().any(|one| one.key == *key),
    }
}
