//! Ways to mend the timetable, and what each comes to.

use async_graphql::{ComplexObject, SimpleObject};
use entities::columns::HitSession;
use entities::id::{AbsenceId, SessionId};
use entities::{plan, plan_repair};

use super::Plan;
use crate::graphql::weight;
use crate::usecases::plans::Repaired;
use crate::vocabulary::{Amount, IdOf, RepairKindName};

/// The most ways that are shown.
const MOST_WAYS: usize = 3;

/// What something that came in between hits, and the ways to mend it.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct RepairPlanPayload {
    /// The absence that was named or noted; null when a session was named.
    pub absence_id: Option<IdOf<AbsenceId>>,
    /// Published sessions to come that cannot stay as they are.
    pub hit: Vec<HitSessionName>,
    #[graphql(skip)]
    plans: Vec<plan::Model>,
}

#[ComplexObject]
impl RepairPlanPayload {
    /// Up to three solved plans, best by fewest persons touched, by cost, and by worth; one that is
    /// best at several things stands here once, `repair` says at which. Look at one with `planDiff`
    /// and publish it with `publishPlan`: the others are DISCARDED then. None: nothing is hit, or
    /// what is pinned or past breaks a rule whatever else moves.
    #[graphql(complexity = "weight::times(MOST_WAYS, child_complexity)")]
    async fn alternatives(&self) -> Vec<Plan> {
        self.plans.iter().cloned().map(Into::into).collect()
    }
}

/// A published session that cannot stay as it is.
#[derive(SimpleObject)]
#[graphql(name = "HitSession")]
pub struct HitSessionName {
    pub session_id: IdOf<SessionId>,
    pub activity_key: String,
}

/// What makes a plan a way to mend the published timetable.
#[derive(SimpleObject)]
pub struct PlanRepair {
    /// What it is best at, among the ways that were found with it.
    pub kinds: Vec<RepairKindName>,
    pub bill: RepairBill,
}

/// What mending costs, in work for people and in money, against the timetable that was published
/// when it was asked for. `planDiff` lists the sessions.
#[derive(SimpleObject)]
pub struct RepairBill {
    /// Sessions at another time.
    pub n_moved: i32,
    /// Sessions at the same time with another room, teacher, interpreter, vehicle or company, or
    /// with other participants.
    pub n_rearranged: i32,
    /// Sessions that are cancelled, since they find no place.
    pub n_dropped: i32,
    /// Sessions that had no place before.
    pub n_added: i32,
    /// Participants, staff, interpreters and companies for whom a session is new, off, or at
    /// another time or place: those who are told.
    pub n_persons: i32,
    /// For interpreters who are cancelled less than 24 hours before the session: their full time and
    /// transport by their price terms. An interpreter who is away is owed nothing.
    pub interpreter_fees: Amount,
    /// What all interpreters together are paid more than by the published timetable; negative:
    /// less.
    pub interpreter_cost_change: Amount,
}

impl From<Repaired> for RepairPlanPayload {
    fn from(repaired: Repaired) -> Self {
        Self {
            absence_id: repaired.row.absence_id.map(IdOf),
            hit: repaired.row.hit.0.into_iter().map(Into::into).collect(),
            plans: repaired.plans,
        }
    }
}

impl From<HitSession> for HitSessionName {
    fn from(hit: HitSession) -> Self {
        Self {
            session_id: IdOf(hit.session_id),
            activity_key: hit.activity_key,
        }
    }
}

impl From<plan_repair::Model> for PlanRepair {
    fn from(row: plan_repair::Model) -> Self {
        Self {
            kinds: row.kinds.0.into_iter().map(Into::into).collect(),
            bill: RepairBill {
                n_moved: row.n_moved,
                n_rearranged: row.n_rearranged,
                n_dropped: row.n_dropped,
                n_added: row.n_added,
                n_persons: row.n_persons,
                interpreter_fees: Amount::from_ore(row.interpreter_fees_ore),
                interpreter_cost_change: Amount::from_ore(row.interpreter_cost_change_ore),
            },
        }
    }
}
