//! Where a session could be instead.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use entities::columns::{BookingRole, PlannedBooking, SessionState};
use entities::id::{ResourceId, SessionId};
use entities::{booking, session};
use scheduler::RuleScore;
use serde_json::{Value, json};

use super::stage::Stage;
use crate::domain::plan_state;
use crate::domain::policy::Action;
use crate::domain::state::State;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::planning::{LiveSession, PlannedSession, Planning};
use crate::store;
use crate::usecases::{lookup, rules};

/// The most places of one question.
const MOST: i32 = 50;

/// A place that a session could have, as it would be taken by moving it there.
#[derive(Clone, Debug)]
pub struct Alternative {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// By the centre's own clock.
    pub starts_at_local: NaiveDateTime,
    /// How much later than today; negative: earlier.
    pub minutes_later: i64,
    pub swaps: Vec<AlternativeSwap>,
    /// What the whole timetable then costs more than now.
    pub cost: i64,
    /// The same by soft rule; rules that do not change are left out.
    pub rules: Vec<(String, RuleScore)>,
    /// Participants, staff and interpreters, before or after.
    pub n_persons: usize,
    /// Sessions that change.
    pub n_sessions: usize,
}

/// Who or what would be booked in whose place.
#[derive(Clone, Debug)]
pub struct AlternativeSwap {
    pub role: BookingRole,
    /// Of an interpreter.
    pub language: Option<String>,
    /// What is booked no more, with its key.
    pub from: Option<(ResourceId, String)>,
    /// What is booked instead, with its key.
    pub to: Option<(ResourceId, String)>,
}

/// The places that a session could have, everything else as it stands, the best first: at most
/// `limit` of them, one for each start.
///
/// # Errors
/// NOT_FOUND for what the actor does not see; VALIDATION for a limit over 50; ILLEGAL_TRANSITION
/// once the session has begun, and for a cancelled one.
pub async fn session_alternatives(op: &Op, id: SessionId, limit: i32) -> Result<Vec<Alternative>> {
    let tx = op.begin_read().await?;
    let session = lookup::session(op, &tx, id, Action::ChangeTimetable).await?;
    let mut faults = Faults::default();
    rules::within(&mut faults, "limit", limit.into(), 1, MOST.into());
    faults.done()?;
    demand_to_come(op, &session)?;
    let cohort = store::cohorts::by_id(&tx, session.cohort_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let stage = Stage::load(&tx, &session, &cohort, op.now).await?;
    tx.commit().await?;
    let limit = usize::try_from(limit).unwrap_or_default();
    stage.alternatives(limit, op.now).await
}

fn demand_to_come(op: &Op, session: &session::Model) -> Result<()> {
    if session.state == SessionState::Published && session.starts_at > op.now {
        return Ok(());
    }
    let state: plan_state::SessionState =
        session.state.as_str().parse().map_err(Error::internal)?;
    Err(Error::illegal_transition(state, state.allowed()))
}

impl Alternative {
    pub(super) fn new(
        planning: &Planning,
        live: &LiveSession,
        planned: &PlannedSession,
        found: &scheduler::Alternative,
    ) -> Self {
        let now = live.bookings.iter().map(|row| (row.role, row.resource_id));
        let then = planned.bookings.iter();
        let then = then.map(|row| (row.role, row.resource_id));
        let is_person = |role: &BookingRole| {
            !matches!(
                role,
                BookingRole::Room | BookingRole::Vehicle | BookingRole::Company
            )
        };
        let persons: BTreeSet<ResourceId> = now
            .chain(then)
            .filter(|(role, _)| is_person(role))
            .map(|(_, id)| id)
            .collect();
        Self {
            starts_at: planned.starts_at,
            ends_at: planned.ends_at,
            starts_at_local: planning.wall.local(planned.starts_at),
            minutes_later: (planned.starts_at - live.row.starts_at).num_minutes(),
            swaps: swaps(planning, &live.bookings, &planned.bookings),
            cost: found.cost,
            rules: found
                .rules
                .iter()
                .map(|(rule, score)| (rule.name(), *score))
                .collect(),
            n_persons: persons.len(),
            n_sessions: 1,
        }
    }

    /// In the words of `moveSession`, for `extensions.details`.
    pub(super) fn data(&self) -> Value {
        let swaps: Vec<Value> = self.swaps.iter().map(AlternativeSwap::data).collect();
        json!({
            "startsAt": self.starts_at,
            "startsAtLocal": self.starts_at_local,
            "cost": self.cost,
            "nPersons": self.n_persons,
            "swaps": swaps,
        })
    }
}

impl AlternativeSwap {
    fn data(&self) -> Value {
        let id = |side: &Option<(ResourceId, String)>| side.as_ref().map(|(id, _)| *id);
        let key = |side: &Option<(ResourceId, String)>| side.as_ref().map(|(_, key)| key.clone());
        json!({
            "role": self.role.as_str(),
            "language": self.language,
            "fromId": id(&self.from),
            "fromKey": key(&self.from),
            "toId": id(&self.to),
            "toKey": key(&self.to),
        })
    }
}

/// What it takes to come from what is booked to what is planned: role by role, and interpreters
/// language by language.
fn swaps(
    planning: &Planning,
    now: &[booking::Model],
    then: &[PlannedBooking],
) -> Vec<AlternativeSwap> {
    let of_now = now
        .iter()
        .map(|row| (row.role, row.language.as_ref(), row.resource_id));
    let of_then = then
        .iter()
        .map(|row| (row.role, row.language.as_ref(), row.resource_id));
    let (now, then): (BTreeSet<_>, BTreeSet<_>) = (of_now.collect(), of_then.collect());
    let is_thing = |(role, _, _): &&(BookingRole, _, _)| *role != BookingRole::Participant;
    let mut joining: Vec<_> = then.difference(&now).filter(is_thing).copied().collect();
    let side = |id: ResourceId| {
        let key = planning.directory.key_of(id).unwrap_or_default();
        (id, key.to_owned())
    };
    let mut found = Vec::new();
    for (role, language, from) in now.difference(&then).filter(is_thing).copied() {
        let same = |other: &(BookingRole, Option<&String>, ResourceId)| {
            (other.0, other.1) == (role, language)
        };
        let to = joining.iter().position(same).map(|at| joining.remove(at).2);
        found.push(AlternativeSwap {
            role,
            language: language.cloned(),
            from: Some(side(from)),
            to: to.map(side),
        });
    }
    found.extend(
        joining
            .into_iter()
            .map(|(role, language, to)| AlternativeSwap {
                role,
                language: language.cloned(),
                from: None,
                to: Some(side(to)),
            }),
    );
    found
}
