//! Hard rules: which small change breaks which rule.

use crate::scene::{Scene, at, interpreted, some, sound, span};
use rstest::rstest;
use scheduler::problem::{
    Booking, InterpreterMode, Opening, Precedence, ResourceKind, ResourceRef, Standing,
};
use scheduler::{Assignment, HardRule, Span};

fn book(s: &mut Scene, kind: ResourceKind, key: &str, span: Span) {
    s.problem.bookings.push(Booking {
        resource: ResourceRef::new(kind, key),
        span,
        places: 1,
    });
}

/// Another visit of the same people, a week later.
fn second_visit(s: &mut Scene, company: &str) {
    let mut other = s.activity("visit/1").clone();
    other.key = "visit/2".into();
    s.problem.activities.push(other);
    let place = Assignment {
        start: at(9, 10, 0),
        company: some(company),
        interpreters: interpreted("ar2"),
        ..s.place("visit/1").clone()
    };
    s.timetable.assignments.insert("visit/2".into(), place);
}

/// A lesson without a place between the two.
fn hole(s: &mut Scene) {
    let mut between = s.activity("lesson/1").clone();
    between.key = "lesson/1-2".into();
    s.problem.activities.push(between);
    let link = |before: &str, after: &str| Precedence {
        before: before.into(),
        after: after.into(),
        min_gap_minutes: 0,
        min_gap_days: 0,
        max_gap_days: None,
    };
    s.problem.precedences = vec![
        link("lesson/1", "lesson/1-2"),
        link("lesson/1-2", "lesson/2"),
    ];
}

fn judge(rule: HardRule, key: &str, change: fn(&mut Scene), is_broken: bool) {
    let mut scene = sound();
    change(&mut scene);
    let [engine, checker] = scene.faults(key);
    assert_eq!(engine.contains(&rule), is_broken, "engine: {engine:?}");
    assert_eq!(checker.contains(&rule), is_broken, "checker: {checker:?}");
}

#[test]
fn the_scene_is_sound() {
    let scene = sound();
    for key in scene.timetable.assignments.keys() {
        assert_eq!(scene.faults(key), [vec![], vec![]], "{key}");
    }
}

#[rstest]
#[case::apart(|_: &mut Scene| {}, false)]
#[case::other_lesson_at_once(|s: &mut Scene| { s.place("lesson/2").start = at(0, 9, 45); }, true)]
#[case::back_to_back(|s: &mut Scene| { s.place("talk/1").start = at(0, 10, 0); }, false)]
#[case::booked_elsewhere(|s: &mut Scene| { book(s, ResourceKind::Participant, "p2", span(0, (9, 50), (11, 0))); }, true)]
#[case::booked_after(|s: &mut Scene| { book(s, ResourceKind::Participant, "p2", span(0, (10, 0), (11, 0))); }, false)]
fn participant_overlap(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::ParticipantOverlap, "lesson/1", change, is_broken);
}

#[rstest]
#[case::apart(|_: &mut Scene| {}, false)]
#[case::same_room(|s: &mut Scene| { *s.place("other/1") = Assignment { room: some("aula"), start: at(0, 9, 0), ..s.place("other/1").clone() }; }, true)]
#[case::set_up_before(|s: &mut Scene| { s.problem.rooms[0].setup_minutes = 15; s.place("other/1").room = some("aula"); s.place("other/1").start = at(0, 10, 0); }, true)]
#[case::set_up_fits(|s: &mut Scene| { s.problem.rooms[0].setup_minutes = 15; s.place("other/1").room = some("aula"); s.place("other/1").start = at(0, 10, 15); }, false)]
#[case::booked_elsewhere(|s: &mut Scene| { book(s, ResourceKind::Room, "aula", span(0, (8, 0), (9, 5))); }, true)]
fn room_overlap(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::RoomOverlap, "lesson/1", change, is_broken);
}

#[rstest]
#[case::apart(|_: &mut Scene| {}, false)]
#[case::same_teacher(|s: &mut Scene| { s.place("other/1").staff = some("t1"); s.place("other/1").start = at(0, 9, 30); }, true)]
#[case::booked_elsewhere(|s: &mut Scene| { book(s, ResourceKind::Staff, "t1", span(0, (9, 0), (9, 5))); }, true)]
fn staff_overlap(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::StaffOverlap, "lesson/1", change, is_broken);
}

#[rstest]
#[case::apart(|_: &mut Scene| {}, false)]
#[case::buffer_too_short(|s: &mut Scene| { s.problem.interpreters[0].buffer_minutes = 20; }, true)]
#[case::buffer_fits(|s: &mut Scene| { s.problem.interpreters[0].buffer_minutes = 15; s.place("talk/1").start = at(0, 10, 30); }, false)]
#[case::booked_elsewhere(|s: &mut Scene| { book(s, ResourceKind::Interpreter, "ar1", span(0, (9, 30), (9, 45))); }, true)]
fn interpreter_overlap(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::InterpreterOverlap, "lesson/1", change, is_broken);
}

#[rstest]
#[case::apart(|_: &mut Scene| {}, false)]
#[case::booked_during_travel(|s: &mut Scene| { book(s, ResourceKind::Vehicle, "bus", span(2, (11, 0), (12, 0))); }, true)]
#[case::booked_after(|s: &mut Scene| { book(s, ResourceKind::Vehicle, "bus", span(2, (11, 30), (12, 0))); }, false)]
fn vehicle_overlap(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::VehicleOverlap, "visit/1", change, is_broken);
}

#[rstest]
#[case::apart(|_: &mut Scene| {}, false)]
#[case::booked_elsewhere(|s: &mut Scene| { book(s, ResourceKind::Company, "c1", span(2, (10, 30), (12, 0))); }, true)]
#[case::two_places(|s: &mut Scene| { book(s, ResourceKind::Company, "c1", span(2, (10, 30), (12, 0))); s.company("c1").places = 2; }, false)]
#[case::travel_is_not_there(|s: &mut Scene| { book(s, ResourceKind::Company, "c1", span(2, (11, 0), (12, 0))); }, false)]
fn company_full(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::CompanyFull, "visit/1", change, is_broken);
}

#[rstest]
#[case::inside(|_: &mut Scene| {}, false)]
#[case::travel_before_opening(|s: &mut Scene| { s.company("c1").travel_minutes = 135; }, true)]
#[case::closed_day(|s: &mut Scene| { s.problem.horizon.open.remove(2); }, true)]
#[case::two_spans_meet(|s: &mut Scene| { s.problem.horizon.open[2] = span(2, (8, 0), (10, 7)); s.problem.horizon.open.push(span(2, (10, 7), (16, 0))); }, false)]
fn outside_opening(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::OutsideOpening, "visit/1", change, is_broken);
}

#[rstest]
#[case::inside(|s: &mut Scene| { s.cohort().earliest = 570; s.cohort().latest = 690; }, false)]
#[case::leaves_early(|s: &mut Scene| { s.cohort().earliest = 571; }, true)]
#[case::returns_late(|s: &mut Scene| { s.cohort().latest = 689; }, true)]
fn outside_cohort_hours(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::OutsideCohortHours, "visit/1", change, is_broken);
}

#[rstest]
#[case::inside(|s: &mut Scene| { s.activity("lesson/1").release = Some(at(0, 9, 0)); s.activity("lesson/1").due = Some(at(0, 10, 0)); }, false)]
#[case::before(|s: &mut Scene| { s.activity("lesson/1").release = Some(at(0, 9, 1)); }, true)]
#[case::past(|s: &mut Scene| { s.activity("lesson/1").due = Some(at(0, 9, 59)); }, true)]
fn outside_weeks(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::OutsideWeeks, "lesson/1", change, is_broken);
}

#[rstest]
#[case::inside(|_: &mut Scene| {}, false)]
#[case::company_window(|s: &mut Scene| { s.company("c1").openings = vec![Opening::Once(span(2, (10, 5), (12, 0)))]; }, true)]
#[case::window_without_travel(|s: &mut Scene| { s.company("c1").openings = vec![Opening::Once(span(2, (10, 0), (11, 0)))]; }, false)]
#[case::escort_travels_too(|s: &mut Scene| { s.staff("e").openings = vec![Opening::Once(span(2, (10, 0), (11, 30)))]; }, true)]
#[case::participant(|s: &mut Scene| { s.problem.participants[1].openings = vec![Opening::Weekly { weekday: 4, from: 0, until: 1440 }]; }, true)]
#[case::interpreter(|s: &mut Scene| { s.problem.interpreters[0].openings = vec![Opening::Weekly { weekday: 3, from: 600, until: 700 }]; }, true)]
#[case::vehicle(|s: &mut Scene| { s.problem.vehicles[0].openings = vec![Opening::Weekly { weekday: 3, from: 570, until: 690 }]; }, false)]
fn resource_closed(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::ResourceClosed, "visit/1", change, is_broken);
}

#[rstest]
#[case::there(|_: &mut Scene| {}, false)]
#[case::escort_ill(|s: &mut Scene| { s.staff("e").absences.push(span(2, (11, 15), (12, 0))); }, true)]
#[case::company_closed_after(|s: &mut Scene| { s.company("c1").absences.push(span(2, (11, 0), (12, 0))); }, false)]
#[case::blocking_busy(|s: &mut Scene| { s.busy(1, span(2, (9, 0), (9, 35)), true); }, true)]
#[case::interpreter_buffer(|s: &mut Scene| { s.problem.interpreters[0].buffer_minutes = 30; s.problem.interpreters[0].absences.push(span(2, (11, 45), (12, 0))); }, true)]
fn resource_absent(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::ResourceAbsent, "visit/1", change, is_broken);
}

#[rstest]
#[case::free(|_: &mut Scene| {}, false)]
#[case::soft_busy(|s: &mut Scene| { s.busy(0, span(0, (10, 30), (10, 40)), false); }, true)]
#[case::blocking_busy(|s: &mut Scene| { s.busy(0, span(0, (10, 30), (10, 40)), true); }, true)]
#[case::other_participant(|s: &mut Scene| { s.busy(1, span(0, (10, 30), (10, 40)), false); }, false)]
fn participant_busy(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::ParticipantBusy, "talk/1", change, is_broken);
}

#[rstest]
#[case::complete(|_: &mut Scene| {}, false)]
#[case::no_escort(|s: &mut Scene| { s.place("visit/1").staff = None; }, true)]
#[case::no_vehicle(|s: &mut Scene| { s.place("visit/1").vehicle = None; }, true)]
#[case::walking(|s: &mut Scene| { s.place("visit/1").vehicle = None; s.company("c1").walking = true; }, false)]
#[case::no_company(|s: &mut Scene| { s.place("visit/1").company = None; }, true)]
fn resource_missing(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::ResourceMissing, "visit/1", change, is_broken);
}

#[rstest]
#[case::interpreted(|_: &mut Scene| {}, false)]
#[case::nobody(|s: &mut Scene| { s.place("lesson/1").interpreters.clear(); }, true)]
#[case::teacher_speaks(|s: &mut Scene| { s.place("lesson/1").interpreters.clear(); s.staff("t1").languages = vec!["ar".into()]; }, false)]
#[case::not_interpreted(|s: &mut Scene| { s.place("lesson/1").interpreters.clear(); s.activity("lesson/1").interpreted = false; }, false)]
fn interpreter_missing(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::InterpreterMissing, "lesson/1", change, is_broken);
}

#[rstest]
#[case::fits(|_: &mut Scene| {}, false)]
#[case::one_seat(|s: &mut Scene| { s.problem.rooms[0].seats = 1; }, true)]
fn room_too_small(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::RoomTooSmall, "lesson/1", change, is_broken);
}

#[rstest]
#[case::fits(|_: &mut Scene| {}, false)]
#[case::interview_room(|s: &mut Scene| { s.place("lesson/1").room = some("talk"); }, true)]
fn room_unfit(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::RoomUnfit, "lesson/1", change, is_broken);
}

#[rstest]
#[case::skilled(|_: &mut Scene| {}, false)]
#[case::escort(|s: &mut Scene| { s.place("lesson/1").staff = some("e"); }, true)]
fn staff_unskilled(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::StaffUnskilled, "lesson/1", change, is_broken);
}

#[rstest]
#[case::speaks(|_: &mut Scene| {}, false)]
#[case::other_language(|s: &mut Scene| { s.problem.interpreters[0].languages = vec!["ti".into()]; }, true)]
#[case::by_phone(|s: &mut Scene| { s.problem.interpreters[0].mode = InterpreterMode::Phone; }, false)]
#[case::must_come(|s: &mut Scene| { s.problem.interpreters[0].mode = InterpreterMode::Phone; s.activity("lesson/1").on_site_interpreter = true; }, true)]
fn interpreter_unfit(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::InterpreterUnfit, "lesson/1", change, is_broken);
}

#[rstest]
#[case::four_travel(|_: &mut Scene| {}, false)]
#[case::three_seats(|s: &mut Scene| { s.problem.vehicles[0].seats = 3; }, true)]
#[case::interpreter_by_phone(|s: &mut Scene| { s.problem.vehicles[0].seats = 3; s.problem.interpreters[0].mode = InterpreterMode::Phone; }, false)]
fn vehicle_too_small(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::VehicleTooSmall, "visit/1", change, is_broken);
}

#[rstest]
#[case::fits(|_: &mut Scene| {}, false)]
#[case::one_visitor(|s: &mut Scene| { s.company("c1").max_group = 1; }, true)]
fn group_too_large(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::GroupTooLarge, "visit/1", change, is_broken);
}

#[rstest]
#[case::welcome(|_: &mut Scene| {}, false)]
#[case::listed(|s: &mut Scene| { s.activity("visit/1").companies = vec!["c1".into()]; }, false)]
#[case::not_listed(|s: &mut Scene| { s.activity("visit/1").companies = vec!["c2".into()]; }, true)]
#[case::lacks_course(|s: &mut Scene| { s.company("c1").demands = vec!["course".into()]; s.problem.participants[0].holds = vec!["course".into()]; }, true)]
#[case::lacks_language(|s: &mut Scene| { s.company("c1").languages = vec!["da".into()]; }, true)]
fn visitor_unfit(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::VisitorUnfit, "visit/1", change, is_broken);
}

#[rstest]
#[case::once(|_: &mut Scene| {}, false)]
#[case::twice(|s: &mut Scene| { second_visit(s, "c1"); }, true)]
#[case::elsewhere(|s: &mut Scene| { second_visit(s, "c2"); }, false)]
#[case::other_group(|s: &mut Scene| { second_visit(s, "c1"); s.activity("visit/2").visit_group = some("k/2"); }, false)]
fn company_repeated(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::CompanyRepeated, "visit/1", change, is_broken);
}

#[rstest]
#[case::in_order(|_: &mut Scene| {}, false)]
#[case::too_late(|s: &mut Scene| { s.place("lesson/1").start = at(1, 10, 0); }, true)]
#[case::gap_too_short(|s: &mut Scene| { s.problem.precedences[0].min_gap_minutes = 1381; }, true)]
#[case::gap_fits(|s: &mut Scene| { s.problem.precedences[0].min_gap_minutes = 1380; }, false)]
#[case::too_few_days(|s: &mut Scene| { s.problem.precedences[0].min_gap_days = 2; }, true)]
#[case::across_a_hole(|s: &mut Scene| { hole(s); s.place("lesson/1").start = at(2, 13, 0); }, true)]
#[case::across_a_hole_in_order(|s: &mut Scene| { hole(s); }, false)]
fn order_broken(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::OrderBroken, "lesson/1", change, is_broken);
}

#[rstest]
#[case::next_day(|s: &mut Scene| { s.problem.precedences[0].max_gap_days = Some(1); }, false)]
#[case::too_many_days(|s: &mut Scene| { s.problem.precedences[0].max_gap_days = Some(1); s.place("lesson/2").start = at(2, 13, 0); }, true)]
fn gap_too_long(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::GapTooLong, "lesson/2", change, is_broken);
}

#[rstest]
#[case::after(|_: &mut Scene| {}, false)]
#[case::before(|s: &mut Scene| { s.place("talk/1").start = at(3, 9, 0); }, true)]
#[case::somebody_else(|s: &mut Scene| { s.place("talk/1").start = at(3, 9, 0); s.activity("talk/1").participants = vec!["p3".into()]; s.place("talk/1").interpreters.clear(); }, false)]
fn visit_before_interview(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::VisitBeforeInterview, "visit/1", change, is_broken);
}

#[rstest]
#[case::at_the_cap(|s: &mut Scene| { s.place("lesson/2").start = at(0, 13, 0); }, false)]
#[case::above(|s: &mut Scene| { s.place("lesson/2").start = at(0, 13, 0); s.cohort().max_teaching_minutes_per_day = Some(119); }, true)]
#[case::interviews_do_not_count(|s: &mut Scene| { s.cohort().max_teaching_minutes_per_day = Some(60); }, false)]
fn day_too_long(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::DayTooLong, "lesson/1", change, is_broken);
}

#[rstest]
#[case::morning(|s: &mut Scene| { s.busy(0, span(1, (11, 0), (13, 0)), true); }, false)]
#[case::leaves_a_break(|s: &mut Scene| { s.place("lesson/2").start = at(1, 11, 30); }, false)]
#[case::leaves_none(|s: &mut Scene| { s.place("lesson/2").start = at(1, 11, 30); s.busy(0, span(1, (11, 0), (11, 10)), true); s.busy(0, span(1, (12, 45), (13, 0)), true); }, true)]
#[case::soft_busy_is_a_break(|s: &mut Scene| { s.place("lesson/2").start = at(1, 11, 30); s.busy(0, span(1, (11, 0), (11, 10)), false); s.busy(0, span(1, (12, 45), (13, 0)), true); }, false)]
fn lunch_missing(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::LunchMissing, "lesson/2", change, is_broken);
}

#[rstest]
#[case::at_the_cap(|s: &mut Scene| { s.staff("e").max_minutes_per_day = Some(120); }, false)]
#[case::travel_counts(|s: &mut Scene| { s.staff("e").max_minutes_per_day = Some(119); }, true)]
fn staff_day_too_long(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::StaffDayTooLong, "visit/1", change, is_broken);
}

#[rstest]
#[case::at_the_cap(|s: &mut Scene| { s.staff("t1").max_minutes_per_week = Some(120); }, false)]
#[case::above(|s: &mut Scene| { s.staff("t1").max_minutes_per_week = Some(119); }, true)]
#[case::next_week(|s: &mut Scene| { s.staff("t1").max_minutes_per_week = Some(119); s.place("lesson/2").start = at(8, 9, 0); }, false)]
fn staff_week_too_long(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::StaffWeekTooLong, "lesson/1", change, is_broken);
}

#[rstest]
#[case::stays(|s: &mut Scene| { s.publish("lesson/1", Standing::Pinned, false); }, false)]
#[case::other_room(|s: &mut Scene| { s.publish("lesson/1", Standing::Pinned, false); s.place("lesson/1").room = some("bakken"); }, true)]
#[case::free(|s: &mut Scene| { s.publish("lesson/1", Standing::Free, false); s.place("lesson/1").room = some("bakken"); }, false)]
fn pinned_moved(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::PinnedMoved, "lesson/1", change, is_broken);
}

#[rstest]
#[case::future(|s: &mut Scene| { s.problem.horizon.not_before = Some(at(0, 9, 0)); }, false)]
#[case::into_the_past(|s: &mut Scene| { s.problem.horizon.not_before = Some(at(0, 9, 15)); }, true)]
#[case::held(|s: &mut Scene| { s.publish("lesson/1", Standing::Free, false); s.problem.horizon.not_before = Some(at(0, 9, 15)); }, false)]
#[case::held_elsewhere(|s: &mut Scene| { s.publish("lesson/1", Standing::Free, false); s.problem.horizon.not_before = Some(at(0, 9, 15)); s.place("lesson/1").room = some("bakken"); }, true)]
fn past_moved(#[case] change: fn(&mut Scene), #[case] is_broken: bool) {
    judge(HardRule::PastMoved, "lesson/1", change, is_broken);
}
