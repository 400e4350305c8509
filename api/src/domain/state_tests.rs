//! Every state machine against its written table, and the law that each history is a path.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::str::FromStr;

use proptest::prelude::*;
use proptest::sample::Index;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::handoff_state::{HandoffItemState, HandoffState};
use crate::domain::journey::{EnrolmentState, OutcomeState, PlacementState};
use crate::domain::notice_state::NoticeState;
use crate::domain::plan_state::{PlanState, SessionState};
use crate::domain::settlement_state::{SettlementLineState, SettlementState};
use crate::domain::state::{IllegalTransition, State, is_path};

/// Holds a machine to `table`: lines `FROM -> TO | TO`, corrections as `FROM => TO | TO`. Every
/// pair that is not written must be refused, and the refusal must name what is allowed.
fn assert_table<S>(table: &str)
where
    S: State + Ord + Serialize + DeserializeOwned + FromStr<Err: Debug>,
{
    let (mut plain, mut corrected) = (BTreeSet::new(), BTreeSet::new());
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (arrow, pairs) = if line.contains("=>") {
            ("=>", &mut corrected)
        } else {
            ("->", &mut plain)
        };
        let (from, nexts) = line.split_once(arrow).unwrap();
        for next in nexts.split('|') {
            pairs.insert((
                from.trim().parse::<S>().unwrap(),
                next.trim().parse::<S>().unwrap(),
            ));
        }
    }
    for from in S::ALL.iter().copied() {
        assert_code(from);
        for to in S::ALL.iter().copied() {
            let is_plain = plain.contains(&(from, to));
            let may_correct = is_plain || corrected.contains(&(from, to));
            assert_eq!(from.may_become(to), is_plain, "{from:?} -> {to:?}");
            assert_step(from, to, is_plain, from.advance_to(to), from.allowed());
            assert_step(
                from,
                to,
                may_correct,
                from.correct_to(to),
                from.allowed_by_correction(),
            );
        }
    }
}

fn assert_code<S: State + Serialize + DeserializeOwned>(state: S) {
    let json = serde_json::to_string(&state).unwrap();
    assert_eq!(json, format!("\"{}\"", state.code()));
    assert_eq!(serde_json::from_str::<S>(&json).unwrap(), state);
}

fn assert_step<S: State>(
    from: S,
    to: S,
    is_allowed: bool,
    step: Result<S, IllegalTransition>,
    allowed: &[S],
) {
    if is_allowed {
        assert_eq!(step, Ok(to));
    } else {
        let refusal = step.unwrap_err();
        assert_eq!((refusal.machine, refusal.from), (S::MACHINE, from.code()));
        assert_eq!(refusal.to, to.code());
        assert_eq!(
            refusal.allowed,
            allowed.iter().map(|s| s.code()).collect::<Vec<_>>()
        );
    }
}

#[test]
fn the_tables_of_a_person() {
    assert_table::<EnrolmentState>(
        "WAITLISTED -> ENROLLED | WITHDRAWN
         ENROLLED -> IN_COURSE | WITHDRAWN
         IN_COURSE -> COMPLETED | LEFT",
    );
    assert_table::<OutcomeState>(
        "PENDING -> GRANTED | REFUSED | WITHDRAWN
         GRANTED => PENDING | REFUSED | WITHDRAWN
         REFUSED => PENDING | GRANTED | WITHDRAWN
         WITHDRAWN => PENDING | GRANTED | REFUSED",
    );
    assert_table::<PlacementState>("ACTIVE -> SUPERSEDED | REVOKED");
}

#[test]
fn the_tables_of_planning() {
    assert_table::<PlanState>(
        "QUEUED -> SOLVING | CANCELLED
         SOLVING -> SOLVED | QUEUED | CANCELLED | FAILED
         SOLVED -> PUBLISHED | DISCARDED
         PUBLISHED -> SUPERSEDED",
    );
    assert_table::<SessionState>("PUBLISHED -> HELD | CANCELLED");
}

#[test]
fn the_tables_of_the_hand_off() {
    assert_table::<HandoffState>(
        "DRAFT -> SENT | RETRACTED
         SENT -> ACCEPTED | RETRACTED
         ACCEPTED -> CLOSED
         ACCEPTED => RETRACTED",
    );
    assert_table::<HandoffItemState>(
        "PENDING -> ACKNOWLEDGED | DISPUTED | RETRACTED
         ACKNOWLEDGED => RETRACTED
         DISPUTED => RETRACTED",
    );
}

#[test]
fn the_tables_of_money() {
    assert_table::<SettlementState>(
        "OPEN -> CALCULATED
         CALCULATED -> CALCULATED | FROZEN
         FROZEN -> SENT
         SENT -> SETTLED | CORRECTED",
    );
    assert_table::<SettlementLineState>(
        "PENDING -> APPROVED | DISPUTED
         DISPUTED -> APPROVED",
    );
}

#[test]
fn the_table_of_a_notice() {
    assert_table::<NoticeState>(
        "QUEUED -> SENDING | HELD | WITHDRAWN | SUPERSEDED
         HELD -> QUEUED | WITHDRAWN | SUPERSEDED
         SENDING -> SENT | RETRYING | DEAD | NO_CHANNEL | WITHDRAWN | SUPERSEDED
         RETRYING -> SENDING | DEAD | WITHDRAWN | SUPERSEDED
         DEAD -> QUEUED | WITHDRAWN | SUPERSEDED
         NO_CHANNEL -> QUEUED | WITHDRAWN | SUPERSEDED",
    );
}

#[test]
fn a_refusal_reads_well() {
    let refusal = EnrolmentState::Enrolled
        .advance_to(EnrolmentState::Completed)
        .unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "enrolment: ENROLLED may not become COMPLETED, only IN_COURSE, WITHDRAWN"
    );
    let refusal = PlanState::Failed.advance_to(PlanState::Queued).unwrap_err();
    assert!(refusal.to_string().ends_with("only nothing: it is final"));
    assert!("enrolled".parse::<EnrolmentState>().is_err());
}

/// Walks a machine by arbitrary wishes: what is refused changes nothing.
fn walk<S: State>(wishes: &[(Index, bool)]) -> Vec<S> {
    let mut history = vec![S::INITIAL[0]];
    for (wish, is_correction) in wishes {
        let state = *history.last().unwrap();
        let next = *wish.get(S::ALL);
        let step = if *is_correction {
            state.correct_to(next)
        } else {
            state.advance_to(next)
        };
        history.extend(step.ok());
    }
    history
}

proptest! {
    #[test]
    fn every_history_is_a_path(wishes in prop::collection::vec(any::<(Index, bool)>(), 0..40)) {
        prop_assert!(is_path(&walk::<EnrolmentState>(&wishes)));
        prop_assert!(is_path(&walk::<OutcomeState>(&wishes)));
        prop_assert!(is_path(&walk::<PlacementState>(&wishes)));
        prop_assert!(is_path(&walk::<PlanState>(&wishes)));
        prop_assert!(is_path(&walk::<SessionState>(&wishes)));
        prop_assert!(is_path(&walk::<HandoffState>(&wishes)));
        prop_assert!(is_path(&walk::<HandoffItemState>(&wishes)));
        prop_assert!(is_path(&walk::<SettlementState>(&wishes)));
        prop_assert!(is_path(&walk::<SettlementLineState>(&wishes)));
        prop_assert!(is_path(&walk::<NoticeState>(&wishes)));
    }
}

#[test]
fn a_history_that_jumps_is_no_path() {
    use EnrolmentState::{Completed, Enrolled, InCourse, Waitlisted};
    assert!(is_path(&[Waitlisted, Enrolled, InCourse, Completed]));
    assert!(!is_path(&[Waitlisted, InCourse]));
    assert!(!is_path(&[InCourse, Completed]));
    assert!(!is_path::<EnrolmentState>(&[]));
}
