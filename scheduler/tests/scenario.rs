//! What if: named changes to a problem, and what two answers differ in.

use rstest::rstest;
use scheduler::problem::{Interpreter, ResourceKind, ResourceRef};
use scheduler::scenario::{Change, ChangeFaultCode, Scenario, apply, compare};
use scheduler::{Control, Effort, Problem, Solution, Span, Verdict, check, format, solve};
use std::collections::BTreeMap;

fn jelling() -> Problem {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/jelling.json");
    format::read_problem(&std::fs::read_to_string(path).expect("a file")).expect("a problem")
}

fn planned(problem: &Problem, seed: u64, steps: u64) -> Solution {
    solve(problem, &Effort { seed, steps }, &mut |_| Control::Continue).expect("a sound problem")
}

fn staff(key: &str) -> ResourceRef {
    ResourceRef::new(ResourceKind::Staff, key)
}

#[test]
fn a_scenario_is_written_and_read_again() {
    let text = r#"{"name":"a cohort of 25","changes":[
        {"change":"RESIZE_COHORT","cohort":"jelling","participants":25,"languages":{"ar":2,"":1}},
        {"change":"EXTEND_DUE","activity":"a","days":3},
        {"change":"REMOVE_RESOURCE","resource":{"kind":"room","key":"room/kontor"}},
        {"change":"SET_DAY_CAP","cohort":"jelling","minutes":300}]}"#;
    let scenario: Scenario = serde_json::from_str(text).unwrap();
    assert_eq!(scenario.changes.len(), 4);
    let again: Scenario = serde_json::from_str(&serde_json::to_string(&scenario).unwrap()).unwrap();
    assert_eq!(again, scenario);
    let misspelt = text.replace("participants", "partisipants");
    assert!(serde_json::from_str::<Scenario>(&misspelt).is_err());
}

#[test]
fn a_larger_cohort_has_everybody_in_everything() {
    let problem = jelling();
    let cohort = problem.cohorts[0].key.clone();
    let before = problem.participants.len();
    let size = u16::try_from(before + 4).unwrap();
    let change = Change::ResizeCohort {
        cohort: cohort.clone(),
        participants: size,
        languages: BTreeMap::from([("so".into(), 1)]),
    };
    let larger = apply(&problem, &[change]).unwrap();
    assert_eq!(larger.participants.len(), before + 4);
    let joined: Vec<_> = larger.participants[before..].iter().collect();
    assert!(
        joined
            .iter()
            .all(|p| p.interpreter_language.as_deref() == Some("so"))
    );
    for newcomer in joined {
        let n = larger
            .activities
            .iter()
            .filter(|a| a.participants.contains(&newcomer.key))
            .count();
        assert!(n > 20, "{n}");
    }
    let back = Change::ResizeCohort {
        cohort,
        participants: 1,
        languages: BTreeMap::new(),
    };
    let smaller = apply(&problem, &[back]).unwrap();
    assert_eq!(smaller.participants.len(), 1);
    let solution = planned(&smaller, 1, 20_000);
    assert_eq!(solution.verdict, Verdict::Complete);
}

#[rstest]
#[case::key(Change::Unpin { activity: "nobody".into() }, ChangeFaultCode::UnknownKey)]
#[case::free(Change::Unpin { activity: "LESSON".into() }, ChangeFaultCode::NothingToChange)]
#[case::days(Change::ExtendDue { activity: "LESSON".into(), days: 0 }, ChangeFaultCode::NothingToChange)]
#[case::seats(Change::Resize { resource: ResourceRef::new(ResourceKind::Room, "room/kontor"), seats: 0 }, ChangeFaultCode::OutOfRange)]
#[case::kind(Change::Resize { resource: ResourceRef::new(ResourceKind::Staff, "x"), seats: 3 }, ChangeFaultCode::NothingToChange)]
#[case::order(Change::DropPrecedence { before: "a".into(), after: "b".into() }, ChangeFaultCode::UnknownKey)]
#[case::hours(Change::SetCohortHours { cohort: "COHORT".into(), earliest: 900, latest: 800 }, ChangeFaultCode::Unsound)]
fn a_change_that_cannot_be_made_says_why(#[case] change: Change, #[case] code: ChangeFaultCode) {
    let mut problem = jelling();
    problem.cohorts[0].key = "COHORT".into();
    for participant in &mut problem.participants {
        participant.cohort = "COHORT".into();
    }
    for activity in &mut problem.activities {
        activity.cohort = "COHORT".into();
        activity.due = None;
    }
    let lesson = problem
        .activities
        .iter()
        .position(|a| a.standing == scheduler::problem::Standing::Free);
    let old = std::mem::replace(
        &mut problem.activities[lesson.unwrap()].key,
        "LESSON".into(),
    );
    problem
        .precedences
        .retain(|one| one.before != old && one.after != old);
    problem.validate().unwrap();
    let faults = apply(&problem, &[change]).unwrap_err();
    assert_eq!(faults[0].code, code, "{faults:?}");
    assert_eq!(faults[0].change, 0);
}

#[test]
fn a_day_of_an_absence_is_given_back() {
    let problem = jelling();
    let day = problem.horizon.first_date;
    let key = problem.staff[0].key.clone();
    let away = Span::days(day, day.plus_days(5));
    let back = Span::days(day.plus_days(1), day.plus_days(2));
    let changes = [
        Change::AddAbsence {
            resource: staff(&key),
            span: away,
        },
        Change::AddOpening {
            resource: staff(&key),
            span: back,
        },
    ];
    let changed = apply(&problem, &changes).unwrap();
    let added = &changed.staff[0].absences[problem.staff[0].absences.len()..];
    let left = [
        Span::days(day, day.plus_days(1)),
        Span::days(day.plus_days(2), day.plus_days(5)),
    ];
    assert_eq!(added, left);
}

#[test]
fn what_is_left_out_keeps_the_order_around_it() {
    let problem = jelling();
    let middle = problem
        .precedences
        .iter()
        .find(|one| {
            problem
                .precedences
                .iter()
                .any(|next| next.before == one.after)
        })
        .unwrap();
    let after = problem
        .precedences
        .iter()
        .find(|next| next.before == middle.after)
        .unwrap();
    let change = Change::DropActivity {
        activity: middle.after.clone(),
    };
    let changed = apply(&problem, &[change]).unwrap();
    let kept = changed
        .precedences
        .iter()
        .any(|one| one.before == middle.before && one.after == after.after);
    assert!(kept);
}

#[test]
fn a_comparison_says_what_the_other_costs_and_moves() {
    let problem = jelling();
    let base = planned(&problem, 1, 20_000);
    assert_eq!(
        compare(&base, &base),
        scheduler::scenario::Comparison::default()
    );
    let cheap = Interpreter {
        key: "interpreter/new".into(),
        ..problem.interpreters[0].clone()
    };
    let dropped = base.timetable.assignments.keys().next().unwrap().clone();
    let changes = [
        Change::AddInterpreter { interpreter: cheap },
        Change::DropActivity {
            activity: dropped.clone(),
        },
    ];
    let changed = apply(&problem, &changes).unwrap();
    let other = planned(&changed, 1, 20_000);
    assert_eq!(
        check(&changed, &other.timetable).unwrap().violations,
        vec![]
    );
    let found = compare(&base, &other);
    assert_eq!(found.soft, other.score.soft - base.score.soft);
    let cost: i64 = found.rules.values().map(|rule| rule.cost).sum();
    assert_eq!(cost, found.soft);
    let gone = found
        .sessions
        .iter()
        .find(|one| one.activity == dropped)
        .unwrap();
    assert!(gone.base.is_some() && gone.other.is_none());
}
