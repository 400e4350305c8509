//! Mending a published timetable: what each disruption comes to, and what holds for all of them.

mod fees;
mod random;
mod recount;
mod stories;
#[path = "../support/mod.rs"]
mod support;

use proptest::prelude::*;
use random::{published_at, random_disruption, standing_problem};
use recount::{assert_sound, used};
use rstest::rstest;
use scheduler::problem::{Activity, ActivityKind, FaultCode, Problem, ResourceKind, ResourceRef};
use scheduler::{
    Control, Disruption, Effort, Moment, REPAIR_EFFORT, Repair, RepairKind, Span, format,
    published, repair, solve,
};
use std::collections::{BTreeMap, BTreeSet};
use support::{Dice, problem, shuffled};

/// Avnstrup on the Monday of its third week, and the Tuesday after.
fn avnstrup() -> (Problem, Span) {
    let path = format!("{}/examples/avnstrup.json", env!("CARGO_MANIFEST_DIR"));
    let problem =
        format::read_problem(&std::fs::read_to_string(path).expect("a file")).expect("a problem");
    let solution =
        solve(&problem, &Effort::default(), &mut |_| Control::Continue).expect("a sound problem");
    let monday = problem.horizon.first_date.plus_days(14);
    let tuesday = Span::days(monday.plus_days(1), monday.plus_days(2));
    let problem = published_at(problem, &solution.timetable, monday.at(9 * 60));
    (problem, tuesday)
}

fn mended(problem: &Problem, disruption: &Disruption) -> Repair {
    repair(problem, disruption, &REPAIR_EFFORT, &mut |_| {
        Control::Continue
    })
    .expect("a sound problem")
}

/// Somebody or something that some session of a span takes.
fn busiest(problem: &Problem, span: Span, kind: ResourceKind) -> ResourceRef {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for assignment in published(problem).assignments.values() {
        if span.from <= assignment.start && assignment.start < span.until {
            for one in used(assignment).into_iter().filter(|one| one.kind == kind) {
                *counts.entry(one.key).or_default() += 1;
            }
        }
    }
    let (key, _) = counts
        .into_iter()
        .max_by_key(|(_, n)| *n)
        .expect("in use that day");
    ResourceRef::new(kind, key)
}

#[rstest]
#[case::an_interpreter_is_ill(ResourceKind::Interpreter)]
#[case::a_teacher_is_ill(ResourceKind::Staff)]
#[case::a_room_is_closed(ResourceKind::Room)]
#[case::a_company_calls_a_visit_off(ResourceKind::Company)]
fn avnstrup_is_mended_with_few_sessions_changed(#[case] kind: ResourceKind) {
    let (problem, tuesday) = avnstrup();
    let now = problem.horizon.not_before.unwrap();
    let disruption = if kind == ResourceKind::Company {
        let is_visit_to_come = |one: &&Activity| {
            let base = one.base.as_ref().expect("published");
            one.kind == ActivityKind::CompanyVisit && base.assignment.start > now
        };
        let visit = problem.activities.iter().find(is_visit_to_come).unwrap();
        Disruption::VisitCancelled {
            activity: visit.key.clone(),
        }
    } else {
        Disruption::Absent {
            resource: busiest(&problem, tuesday, kind),
            span: tuesday,
        }
    };
    let found = mended(&problem, &disruption);
    assert!(!found.hit.is_empty());
    assert!(!found.alternatives.is_empty());
    let disrupted = disruption.apply(&problem).unwrap();
    for one in &found.alternatives {
        assert_sound(&problem, &disrupted, one);
        assert_eq!(one.unassigned, vec![]);
        let changed = one.bill.sessions_changed();
        assert!(
            changed * 20 <= problem.activities.len(),
            "{kind:?} {:?}: {changed} sessions changed",
            one.kinds
        );
    }
    let kinds: Vec<RepairKind> = found
        .alternatives
        .iter()
        .flat_map(|one| one.kinds.iter().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(kinds, RepairKind::ALL);
}

#[test]
fn a_visit_that_is_called_off_leaves_the_company_at_that_time() {
    let (problem, _) = avnstrup();
    let now = problem.horizon.not_before.unwrap();
    for activity in &problem.activities {
        let base = &activity.base.as_ref().unwrap().assignment;
        if activity.kind != ActivityKind::CompanyVisit || base.start < now {
            continue;
        }
        let disruption = Disruption::VisitCancelled {
            activity: activity.key.clone(),
        };
        for one in mended(&problem, &disruption).alternatives {
            let after = &one.timetable.assignments[&activity.key];
            assert!(after.company != base.company || after.start != base.start);
        }
    }
}

#[test]
fn a_session_that_cannot_be_held_is_held_later() {
    let (problem, tuesday) = avnstrup();
    let timetable = published(&problem);
    let (key, was) = timetable
        .assignments
        .iter()
        .find(|(_, one)| one.start >= tuesday.from)
        .unwrap();
    let disruption = Disruption::SessionCancelled {
        activity: key.clone(),
    };
    let found = mended(&problem, &disruption);
    assert_eq!(found.hit, vec![key.clone()]);
    for one in found.alternatives {
        assert!(one.timetable.assignments[key].start > was.start);
    }
}

#[test]
fn sessions_of_a_participant_who_leaves_go_on_without_them() {
    let (problem, tuesday) = avnstrup();
    let participant = problem.participants[3].key.clone();
    let disruption = Disruption::Leaves {
        participant: participant.clone(),
        from: tuesday.from,
    };
    let disrupted = disruption.apply(&problem).unwrap();
    let found = mended(&problem, &disruption);
    let fewest = &found.alternatives[0];
    assert_sound(&problem, &disrupted, fewest);
    let others = fewest.bill.touched.iter();
    let participants: Vec<&str> = others
        .filter(|one| one.kind == ResourceKind::Participant)
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(participants, vec![participant.as_str()]);
    for activity in &disrupted.problem.activities {
        let start = activity.base.as_ref().unwrap().assignment.start;
        assert!(start < tuesday.from || !activity.participants.contains(&participant));
    }
}

#[test]
fn an_absence_that_is_noted_already_is_mended_as_any_other() {
    let (problem, tuesday) = avnstrup();
    let resource = busiest(&problem, tuesday, ResourceKind::Staff);
    let mut noted = problem.clone();
    let mut staff = noted.staff.iter_mut();
    let teacher = staff.find(|one| one.key == resource.key).unwrap();
    teacher.absences.push(tuesday);
    let disruption = Disruption::Absent {
        resource,
        span: tuesday,
    };
    assert_eq!(mended(&noted, &disruption), mended(&problem, &disruption));
}

#[test]
fn nothing_hit_is_nothing_to_mend() {
    let (problem, tuesday) = avnstrup();
    let sunday = Span::days(
        tuesday.from.date.plus_days(5),
        tuesday.from.date.plus_days(6),
    );
    let disruption = Disruption::Absent {
        resource: busiest(&problem, tuesday, ResourceKind::Room),
        span: sunday,
    };
    let found = mended(&problem, &disruption);
    assert_eq!((found.hit, found.alternatives), (vec![], vec![]));
}

#[rstest]
#[case(Disruption::VisitCancelled { activity: "no-such".into() }, "disruption.activity", FaultCode::UnknownKey)]
#[case(Disruption::Leaves { participant: "no-such".into(), from: Moment::default() }, "disruption.participant", FaultCode::UnknownKey)]
#[case(Disruption::Absent { resource: ResourceRef::new(ResourceKind::Room, "no-such"), span: Span { from: Moment::from_minutes(0), until: Moment::from_minutes(1) } }, "disruption.resource", FaultCode::UnknownKey)]
#[case(Disruption::Absent { resource: ResourceRef::new(ResourceKind::Vehicle, "bus"), span: Span { from: Moment::default(), until: Moment::default() } }, "disruption.span", FaultCode::BadSpan)]
fn what_a_disruption_names_exists(
    #[case] disruption: Disruption,
    #[case] path: &str,
    #[case] code: FaultCode,
) {
    let problem = problem(1, false);
    let faults = disruption.apply(&problem).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].path.as_str(), faults[0].code), (path, code));
}

#[test]
fn a_repair_that_is_stopped_keeps_what_it_has() {
    let (problem, tuesday) = avnstrup();
    let disruption = Disruption::Absent {
        resource: busiest(&problem, tuesday, ResourceKind::Staff),
        span: tuesday,
    };
    let mut reports = 0;
    let found = repair(&problem, &disruption, &REPAIR_EFFORT, &mut |_| {
        reports += 1;
        if reports > 12 {
            Control::Stop
        } else {
            Control::Continue
        }
    })
    .unwrap();
    assert!(found.stopped);
    let disrupted = disruption.apply(&problem).unwrap();
    for one in &found.alternatives {
        assert_sound(&problem, &disrupted, one);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(64), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_to_mend_is_sound_and_its_bill_exact(seed: u64, tight: bool, pick: u64) {
        let problem = standing_problem(seed, tight);
        let disruption = random_disruption(&problem, &mut Dice(pick | 1));
        prop_assume!(disruption.is_some());
        let disruption = disruption.unwrap();
        let effort = Effort { seed: 1, steps: 2_000 };
        let found = repair(&problem, &disruption, &effort, &mut |_| Control::Continue).unwrap();
        let disrupted = disruption.apply(&problem).unwrap();
        for one in &found.alternatives {
            assert_sound(&problem, &disrupted, one);
        }
        if !found.hit.is_empty() {
            prop_assert!(!found.alternatives.is_empty());
        }

        let other = shuffled(&problem, seed);
        let again = repair(&other, &disruption, &effort, &mut |_| Control::Continue).unwrap();
        prop_assert_eq!(found, again);
    }
}
