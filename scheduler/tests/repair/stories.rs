//! What people can count on when something comes in between.

use crate::{avnstrup, mended};
use rstest::rstest;
use scheduler::problem::{Problem, ResourceKind, ResourceRef};
use scheduler::{Control, Disruption, Effort, HardRule, Mended, RepairKind, Span, format, solve};

/// One lesson of 90 minutes on Wednesday at 10:00 with an interpreter, in the only hours in which the
/// centre is open that week.
fn one_lesson() -> Problem {
    let interpreter = |key: &str| serde_json::json!({ "key": key, "languages": ["ti"] });
    let problem = serde_json::json!({
        "horizon": { "first_date": "2017-03-06", "days": 5, "open": [
            { "from": "2017-03-08T08:00", "until": "2017-03-08T16:00" },
        ] },
        "interpreters": [interpreter("i"), interpreter("j")],
        "cohorts": [{ "key": "c", "from": "2017-03-06", "until": "2017-03-11" }],
        "participants": [{ "key": "p", "cohort": "c", "interpreter_language": "ti" }],
        "activities": [{
            "key": "one", "kind": "LESSON", "cohort": "c", "participants": ["p"], "minutes": 90,
            "interpreted": true,
            "base": { "assignment": {
                "start": "2017-03-08T10:00",
                "interpreters": [{ "language": "ti", "interpreter": "i" }],
            } },
        }],
    });
    format::read_problem(&problem.to_string()).expect("a problem")
}

fn away(problem: &Problem, key: &str) -> Disruption {
    let first = problem.horizon.first_date;
    Disruption::Absent {
        resource: ResourceRef::new(ResourceKind::Interpreter, key),
        span: Span::days(first, first.plus_days(5)),
    }
}

#[test]
fn a_lesson_keeps_its_time_where_somebody_else_can_interpret() {
    let problem = one_lesson();
    let found = mended(&problem, &away(&problem, "i"));
    assert_eq!(found.alternatives.len(), 1);
    let one = &found.alternatives[0];
    assert_eq!(one.kinds, RepairKind::ALL);
    let lesson = &one.timetable.assignments["one"];
    assert_eq!(lesson.start.to_string(), "2017-03-08T10:00");
    assert_eq!(lesson.interpreters[0].interpreter, "j");
    assert_eq!(
        (one.bill.sessions_moved, one.bill.sessions_rearranged),
        (0, 1)
    );
}

#[test]
fn what_finds_no_place_any_more_is_told_why() {
    let mut problem = one_lesson();
    problem.interpreters.pop();
    let found = mended(&problem, &away(&problem, "i"));
    assert_eq!(found.alternatives.len(), 1);
    let one = &found.alternatives[0];
    assert_eq!(one.bill.sessions_dropped, 1);
    let obstacle = &one.unassigned[0].obstacles[0];
    assert_eq!(obstacle.rule, HardRule::ResourceAbsent);
    assert_eq!(
        obstacle.resources,
        vec![ResourceRef::new(ResourceKind::Interpreter, "i")]
    );
}

/// Everybody and everything of a sort at Avnstrup.
fn all(problem: &Problem, kind: ResourceKind) -> Vec<ResourceRef> {
    let keys: Vec<&String> = match kind {
        ResourceKind::Room => problem.rooms.iter().map(|one| &one.key).collect(),
        ResourceKind::Staff => problem.staff.iter().map(|one| &one.key).collect(),
        _ => problem.interpreters.iter().map(|one| &one.key).collect(),
    };
    keys.into_iter()
        .map(|key| ResourceRef::new(kind, &**key))
        .collect()
}

#[rstest]
#[case::an_interpreter(ResourceKind::Interpreter)]
#[case::somebody_on_the_staff(ResourceKind::Staff)]
#[case::a_room(ResourceKind::Room)]
fn whoever_is_away_for_a_day_most_of_the_timetable_stays(#[case] kind: ResourceKind) {
    let (problem, tuesday) = avnstrup();
    for resource in all(&problem, kind) {
        let disruption = Disruption::Absent {
            resource: resource.clone(),
            span: tuesday,
        };
        for one in mended(&problem, &disruption).alternatives {
            assert_eq!(one.unassigned, vec![], "{resource:?}");
            let changed = one.bill.sessions_changed();
            assert!(
                changed * 20 <= problem.activities.len(),
                "{resource:?} {:?}: {changed} sessions changed",
                one.kinds
            );
        }
    }
}

#[rstest]
#[case::an_interpreter(ResourceKind::Interpreter)]
#[case::somebody_on_the_staff(ResourceKind::Staff)]
#[case::a_room(ResourceKind::Room)]
fn a_mended_timetable_is_as_good_as_one_made_anew(#[case] kind: ResourceKind) {
    let (problem, tuesday) = avnstrup();
    let (mut mending, mut planning) = (0, 0);
    for resource in all(&problem, kind) {
        let disruption = Disruption::Absent {
            resource: resource.clone(),
            span: tuesday,
        };
        let found = mended(&problem, &disruption);
        let is_best = |one: &&Mended| one.kinds.contains(&RepairKind::BestPlan);
        let Some(best) = found.alternatives.iter().find(is_best) else {
            continue;
        };
        // The same problem with changes counted, everything free and fifty times the steps.
        let disrupted = disruption.apply(&problem).unwrap().problem;
        let anew = solve(&disrupted, &Effort::default(), &mut |_| Control::Continue).unwrap();
        mending += best.score.soft;
        planning += anew.score.soft;
    }
    assert!(
        mending * 100 <= planning * 102,
        "{kind:?}: {mending}, anew {planning}"
    );
}
