//! Soft rules: how many units a small change costs.

use crate::scene::{Scene, at, interpreted, some, sound, span};
use rstest::rstest;
use scheduler::SoftRule;
use scheduler::problem::{InterpreterMode, Standing};

fn count(rule: SoftRule, change: fn(&mut Scene), expected: i64) {
    let mut scene = sound();
    change(&mut scene);
    for units in scene.units(rule) {
        assert_eq!(units, expected);
    }
}

#[rstest]
#[case::nobody(|_: &mut Scene| {}, 0)]
#[case::one(|s: &mut Scene| { s.busy(0, span(0, (9, 30), (9, 45)), false); }, 1)]
#[case::both_lessons(|s: &mut Scene| { s.busy(0, span(0, (9, 30), (9, 45)), false); s.busy(0, span(1, (9, 55), (11, 0)), false); }, 2)]
#[case::after(|s: &mut Scene| { s.busy(0, span(0, (10, 0), (10, 15)), false); }, 0)]
fn missed_lesson(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::MissedLesson, change, units);
}

#[rstest]
#[case::one_a_day(|_: &mut Scene| {}, 0)]
#[case::gap_in_the_morning(|s: &mut Scene| { s.place("lesson/2").start = at(0, 10, 30); }, 60)]
#[case::gap_with_lunch(|s: &mut Scene| { s.place("lesson/2").start = at(0, 13, 0); }, 300)]
#[case::no_lunch_kept(|s: &mut Scene| { s.place("lesson/2").start = at(0, 13, 0); s.cohort().lunch = None; }, 360)]
fn idle_gap(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::IdleGap, change, units);
}

#[rstest]
#[case::below(|_: &mut Scene| {}, 0)]
#[case::above(|s: &mut Scene| { s.place("lesson/2").start = at(0, 11, 0); }, 60)]
#[case::no_target(|s: &mut Scene| { s.place("lesson/2").start = at(0, 11, 0); s.cohort().target_minutes_per_day = None; }, 0)]
fn overloaded_day(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::OverloadedDay, change, units);
}

#[rstest]
#[case::eight_of_ten(|_: &mut Scene| {}, 25)]
#[case::shorter_programme(|s: &mut Scene| { s.cohort().until = at(3, 0, 0).date; }, 11)]
#[case::closed_day(|s: &mut Scene| { s.problem.horizon.open.remove(4); }, 22)]
fn empty_day(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::EmptyDay, change, units);
}

#[rstest]
#[case::one(|_: &mut Scene| {}, 0)]
#[case::two(|s: &mut Scene| { s.place("lesson/2").staff = some("t2"); }, 1)]
#[case::no_series(|s: &mut Scene| { s.place("lesson/2").staff = some("t2"); s.activity("lesson/2").series = None; }, 0)]
fn teacher_change(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::TeacherChange, change, units);
}

#[rstest]
#[case::one(|_: &mut Scene| {}, 0)]
#[case::two(|s: &mut Scene| { s.place("lesson/2").room = some("bakken"); }, 1)]
fn room_change(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::RoomChange, change, units);
}

#[rstest]
#[case::three_days(|_: &mut Scene| {}, 60_000)]
#[case::two_interpreters(|s: &mut Scene| { s.place("talk/1").interpreters = interpreted("ar2"); }, 80_000)]
#[case::by_phone(|s: &mut Scene| { s.problem.interpreters[0].mode = InterpreterMode::Phone; }, 0)]
fn interpreter_callout(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::InterpreterCallout, change, units);
}

#[rstest]
#[case::gap_and_started_hour(|_: &mut Scene| {}, 15_000)]
#[case::by_phone(|s: &mut Scene| { s.problem.interpreters[0].mode = InterpreterMode::Phone; }, 15_000)]
#[case::minimum(|s: &mut Scene| { s.problem.interpreters[0].terms.minimum_minutes = 150; }, 255_000)]
#[case::long_gap(|s: &mut Scene| { s.place("talk/1").start = at(0, 14, 0); }, 255_000)]
fn interpreter_idle(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::InterpreterIdle, change, units);
}

#[rstest]
#[case::no_wishes(|_: &mut Scene| {}, 0)]
#[case::one(|s: &mut Scene| { s.problem.participants[0].sectors = vec!["food".into()]; }, 1)]
#[case::matches(|s: &mut Scene| { s.problem.participants[0].sectors = vec!["food".into(), "care".into()]; }, 0)]
fn visit_mismatch(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::VisitMismatch, change, units);
}

#[rstest]
#[case::first_day(|_: &mut Scene| {}, 0)]
#[case::third_day(|s: &mut Scene| { s.place("talk/1").start = at(2, 13, 0); }, 2)]
#[case::desired(|s: &mut Scene| { s.place("talk/1").start = at(2, 13, 0); s.activity("talk/1").desired_by = Some(at(1, 0, 0).date); }, 1)]
fn late_interview(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::LateInterview, change, units);
}

#[rstest]
#[case::new(|_: &mut Scene| {}, 0)]
#[case::stays(|s: &mut Scene| { s.publish("lesson/2", Standing::Free, true); }, 0)]
#[case::moved(|s: &mut Scene| { s.publish("lesson/2", Standing::Free, false); s.place("lesson/2").room = some("bakken"); }, 1)]
#[case::moved_after_notice(|s: &mut Scene| { s.publish("lesson/2", Standing::Free, true); s.place("lesson/2").room = some("bakken"); }, 2)]
#[case::near(|s: &mut Scene| { s.publish("lesson/2", Standing::Free, true); s.place("lesson/2").start = at(9, 9, 0); s.problem.horizon.not_before = Some(at(0, 8, 0)); }, 16)]
#[case::within_a_week(|s: &mut Scene| { s.publish("visit/1", Standing::Free, false); s.place("visit/1").start = at(9, 10, 0); s.problem.horizon.not_before = Some(at(0, 8, 0)); }, 4)]
#[case::within_a_fortnight(|s: &mut Scene| { s.place("visit/1").start = at(8, 10, 0); s.publish("visit/1", Standing::Free, false); s.place("visit/1").start = at(9, 10, 0); s.problem.horizon.not_before = Some(at(0, 8, 0)); }, 2)]
fn moved_session(#[case] change: fn(&mut Scene), #[case] units: i64) {
    count(SoftRule::MovedSession, change, units);
}
