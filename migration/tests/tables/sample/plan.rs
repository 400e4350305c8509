//! Plan.

use std::collections::BTreeMap;

use entities::columns::{
    ActivityKind, BookingRole, HitSession, HitSessions, PlanConflict, PlanConflicts, PlanFault,
    PlanState, PlanVerdict, PlannedBooking, PlannedBookings, RepairKind, RepairKinds, ResourceKind,
    RuleCost, Score, UnassignedActivities, UnassignedActivity,
};
use entities::id::{AbsenceId, AccountId, CentreId, CohortId, PlanId, RepairId, SessionId};
use entities::{plan, plan_assignment, plan_cohort, plan_repair, repair};

use super::{ID, at, resource_of};

pub(crate) fn plan() -> plan::Model {
    plan::Model {
        id: PlanId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        key: "key".to_owned(),
        seed: 9_007_199_254_740_993,
        effort_steps: 7,
        state: PlanState::Queued,
        verdict: Some(PlanVerdict::Complete),
        input_hash: Some("input_hash".to_owned()),
        plan_hash: Some("plan_hash".to_owned()),
        score: Some(Score(BTreeMap::from([("idle_gap".to_owned(), cost())]))),
        unassigned: Some(UnassignedActivities(vec![UnassignedActivity {
            cohort: "a".to_owned(),
            activity_key: "b".to_owned(),
            reasons: vec![fault()],
        }])),
        conflicts: Some(PlanConflicts(vec![conflict()])),
        phase: Some("phase".to_owned()),
        progress_step: 7,
        progress_unassigned: Some(3),
        progress_score: Some(7),
        plan_millis: Some(7),
        cancel_requested: true,
        attempts: 3,
        lease_owner: Some("lease_owner".to_owned()),
        lease_until_at: Some(at(2)),
        requested_by: Some(AccountId::from_uuid(ID)),
        requested_at: at(1),
        finished_at: Some(at(1)),
        published_at: Some(at(1)),
        failure_code: Some("failure_code".to_owned()),
        version: 3,
    }
}

pub(crate) fn plan_cohort() -> plan_cohort::Model {
    plan_cohort::Model {
        plan_id: PlanId::from_uuid(ID),
        cohort_id: CohortId::from_uuid(ID),
    }
}

pub(crate) fn plan_assignment() -> plan_assignment::Model {
    plan_assignment::Model {
        plan_id: PlanId::from_uuid(ID),
        cohort_id: CohortId::from_uuid(ID),
        activity_key: "activity_key".to_owned(),
        kind: ActivityKind::Lesson,
        starts_at: at(1),
        ends_at: at(2),
        bookings: PlannedBookings(vec![PlannedBooking {
            role: BookingRole::Room,
            resource_id: resource_of(ResourceKind::Room),
            language: None,
            busy_from_at: at(0),
            busy_until_at: at(1),
        }]),
    }
}

pub(crate) fn repair() -> repair::Model {
    repair::Model {
        id: RepairId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        absence_id: Some(AbsenceId::from_uuid(ID)),
        session_id: None,
        hit: HitSessions(vec![HitSession {
            activity_key: "activity_key".to_owned(),
            session_id: SessionId::from_uuid(ID),
        }]),
        requested_by: Some(AccountId::from_uuid(ID)),
        requested_at: at(3),
    }
}

pub(crate) fn plan_repair() -> plan_repair::Model {
    plan_repair::Model {
        plan_id: PlanId::from_uuid(ID),
        repair_id: RepairId::from_uuid(ID),
        kinds: RepairKinds(vec![RepairKind::FewestTouched, RepairKind::BestPlan]),
        n_moved: 1,
        n_rearranged: 2,
        n_dropped: 3,
        n_added: 4,
        n_persons: 5,
        interpreter_fees_ore: 69_000,
        interpreter_cost_change_ore: -28_000,
    }
}

fn fault() -> PlanFault {
    PlanFault {
        rule: "room_overlap".to_owned(),
        amount: Some(15),
        ..PlanFault::default()
    }
}

fn cost() -> RuleCost {
    RuleCost { units: 3, cost: -9 }
}

fn conflict() -> PlanConflict {
    PlanConflict {
        reason: "TOO_MUCH_DEMAND".to_owned(),
        rules: vec!["room_overlap".to_owned()],
        window: Some(("2017-03-06T08:00".to_owned(), "2017-03-07T00:00".to_owned())),
        ..PlanConflict::default()
    }
}
