//! Defects planted in a sound problem are proved, and named.

use rstest::rstest;
use scheduler::problem::{BaseAssignment, Opening, Standing};
use scheduler::{
    Assignment, Control, Effort, HardRule, Problem, ProofReason, Verdict, check, format, solve,
};

fn jelling() -> Problem {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/jelling.json");
    format::read_problem(&std::fs::read_to_string(path).expect("a file")).expect("a problem")
}

fn room_too_small(problem: &mut Problem) {
    problem.rooms.iter_mut().for_each(|room| room.seats = 4);
}

fn unpin(problem: &mut Problem) {
    for one in &mut problem.activities {
        (one.standing, one.base) = (Standing::Free, None);
    }
}

fn no_teacher(problem: &mut Problem) {
    unpin(problem);
    problem
        .staff
        .retain(|staff| !staff.skills.contains(&"society".into()));
}

fn no_interpreter(problem: &mut Problem) {
    unpin(problem);
    problem
        .interpreters
        .retain(|interpreter| !interpreter.languages.contains(&"ti".into()));
}

fn company_demands(problem: &mut Problem) {
    problem
        .companies
        .iter_mut()
        .for_each(|company| company.demands = vec!["licence".into()]);
}

fn no_hours(problem: &mut Problem) {
    problem
        .horizon
        .open
        .retain(|span| span.from.date.weekday() == 3);
    let interviewers = problem.staff.iter_mut();
    for staff in interviewers.filter(|staff| staff.skills.contains(&"interviewer".into())) {
        staff.openings = vec![Opening::Weekly {
            weekday: 1,
            from: 480,
            until: 960,
        }];
    }
}

#[rstest]
#[case::seats(room_too_small, HardRule::RoomTooSmall)]
#[case::skill(no_teacher, HardRule::StaffUnskilled)]
#[case::language(no_interpreter, HardRule::InterpreterMissing)]
#[case::company(company_demands, HardRule::VisitorUnfit)]
#[case::hours(no_hours, HardRule::ResourceClosed)]
fn an_activity_without_any_place_is_proved(
    #[case] plant: fn(&mut Problem),
    #[case] rule: HardRule,
) {
    let mut problem = jelling();
    plant(&mut problem);
    let proofs = proofs(&problem);
    let named = proofs
        .iter()
        .any(|(reason, rules)| *reason == ProofReason::NoPlace && rules.contains(&rule));
    assert!(named, "{proofs:?}");
}

fn chain_too_late(problem: &mut Problem) {
    let last = problem
        .activities
        .iter_mut()
        .find(|one| one.key.ends_with("lesson/housing/2"));
    last.expect("the last lesson").due = Some(problem.horizon.first_date.plus_days(3).at(0));
}

fn too_few_hours(problem: &mut Problem) {
    for staff in problem
        .staff
        .iter_mut()
        .filter(|staff| staff.skills.contains(&"society".into()))
    {
        staff.max_minutes_per_week = Some(150);
    }
}

fn interpreter_hours(problem: &mut Problem) {
    problem.precedences.clear();
    for who in problem
        .interpreters
        .iter_mut()
        .filter(|who| who.languages.contains(&"ar".into()))
    {
        who.openings = vec![Opening::Weekly {
            weekday: 2,
            from: 480,
            until: 700,
        }];
    }
}

fn too_few_companies(problem: &mut Problem) {
    problem
        .companies
        .retain(|company| company.key == "company/gartneri");
}

fn interviews_after_visits(problem: &mut Problem) {
    let start = problem.horizon.first_date.plus_days(32).at(0);
    for one in problem
        .activities
        .iter_mut()
        .filter(|one| one.key.contains("interview"))
    {
        (one.release, one.due) = (Some(start), None);
    }
}

fn rooms_in_a_window(problem: &mut Problem) {
    let day = problem.horizon.first_date;
    for one in problem
        .activities
        .iter_mut()
        .filter(|one| one.key.contains("interview"))
    {
        (one.release, one.due) = (Some(day.at(0)), Some(day.plus_days(2).at(0)));
    }
}

fn pinned_apart(problem: &mut Problem) {
    let at = problem.horizon.first_date.plus_days(2).at(540);
    let one = &mut problem.activities[1];
    let assignment = Assignment {
        room: Some("room/kontor".into()),
        ..Assignment::at(at)
    };
    one.base = Some(BaseAssignment {
        assignment,
        notified: false,
    });
    one.standing = Standing::Pinned;
}

#[rstest]
#[case::order(chain_too_late, ProofReason::OrderTooLong)]
#[case::staff(too_few_hours, ProofReason::TooMuchDemand)]
#[case::interpreters(interpreter_hours, ProofReason::TooMuchDemand)]
#[case::companies(too_few_companies, ProofReason::TooFewCompanies)]
#[case::interviews(interviews_after_visits, ProofReason::OrderTooLong)]
#[case::rooms(rooms_in_a_window, ProofReason::TooMuchDemand)]
#[case::pinned(pinned_apart, ProofReason::PinnedConflict)]
fn what_cannot_stand_together_is_proved(
    #[case] plant: fn(&mut Problem),
    #[case] expected: ProofReason,
) {
    let mut problem = jelling();
    plant(&mut problem);
    let proofs = proofs(&problem);
    assert!(
        proofs.iter().any(|(reason, _)| *reason == expected),
        "{proofs:?}"
    );
}

fn proofs(problem: &Problem) -> Vec<(ProofReason, Vec<HardRule>)> {
    let effort = Effort {
        seed: 1,
        steps: 3_000,
    };
    let solution = solve(problem, &effort, &mut |_| Control::Continue).expect("a sound problem");
    let proofs = match solution.verdict {
        Verdict::Infeasible { proofs } => proofs,
        _ => Vec::new(),
    };
    for proof in &proofs {
        assert!(!proof.activities.is_empty());
    }
    // What could be placed stands, and says what is missing.
    let report = check(problem, &solution.timetable).expect("a sound problem");
    let only_pinned = report.violations.iter().all(|violation| {
        violation.activities.iter().any(|key| {
            let one = problem.activities.iter().find(|one| one.key == *key);
            one.is_some_and(|one| one.standing == Standing::Pinned)
        })
    });
    assert!(only_pinned, "{:?}", report.violations);
    proofs
        .into_iter()
        .map(|proof| (proof.reason, proof.rules))
        .collect()
}

#[test]
fn hard_is_partial_and_says_why() {
    let mut problem = jelling();
    // Everything at once in the first two weeks: no proof, no plan.
    let until = problem.horizon.first_date.plus_days(14).at(0);
    for one in problem
        .activities
        .iter_mut()
        .filter(|one| one.key.contains("lesson"))
    {
        one.due = Some(until);
    }
    let effort = Effort {
        seed: 1,
        steps: 20_000,
    };
    let solution = solve(&problem, &effort, &mut |_| Control::Continue).unwrap();
    assert!(!solution.unassigned.is_empty());
    for missing in &solution.unassigned {
        assert!(!missing.obstacles.is_empty(), "{missing:?}");
    }
}
