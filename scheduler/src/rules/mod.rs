//! The rules as the search applies them: one a file, named by its fault.
//!
//! Hard rules come in five sorts, by what they look at. `Start` rules know an activity, a start and
//! a company; they are worked out once for every start. `Fit` rules know who is asked, `Timed`
//! rules also when. `Live` rules know the rest of the plan and look at people, order and company,
//! `Equipped` rules at rooms, staff, interpreters and vehicles. The search draws from what passes
//! the first two and asks the others about each place.

mod company_full;
mod company_repeated;
mod day_too_long;
mod empty_day;
mod gap_too_long;
mod group_too_large;
pub(crate) mod idle_gap;
mod interpreter_callout;
pub(crate) mod interpreter_idle;
mod interpreter_missing;
mod interpreter_overlap;
mod interpreter_unfit;
pub(crate) mod late_interview;
mod lunch_missing;
pub(crate) mod missed_lesson;
pub(crate) mod moved_session;
mod order_broken;
mod outside_cohort_hours;
mod outside_opening;
mod outside_weeks;
mod overloaded_day;
mod participant_busy;
mod participant_overlap;
mod past_moved;
mod pinned_moved;
mod resource_absent;
mod resource_closed;
mod resource_missing;
pub(crate) mod room_change;
mod room_overlap;
mod room_too_small;
mod room_unfit;
pub(crate) mod soft;
mod staff_day_too_long;
mod staff_overlap;
mod staff_unskilled;
mod staff_week_too_long;
pub(crate) mod teacher_change;
mod vehicle_overlap;
mod vehicle_too_small;
mod visit_before_interview;
mod visit_mismatch;
mod visitor_unfit;

use crate::dense::Hold;
use crate::dense::Model;
use crate::dense::place::Place;
use crate::dense::state::State;
use crate::score::HardRule;

/// What a hard rule looks at; each test tells whether the rule is broken.
#[derive(Clone, Copy)]
enum Test {
    Start(fn(&Model, usize, &Place) -> bool),
    Fit(fn(&Model, usize, &Place) -> bool),
    Timed(fn(&Model, usize, &Place) -> bool),
    Live(fn(&State<'_>, usize, &Place) -> bool),
    Equipped(fn(&State<'_>, usize, &Place) -> bool),
}

/// Every hard rule that the search applies. Within a sort, those that fail most often come first.
const HARD: [(HardRule, Test); 34] = [
    (
        HardRule::OutsideOpening,
        Test::Start(outside_opening::fault),
    ),
    (HardRule::OutsideWeeks, Test::Start(outside_weeks::fault)),
    (
        HardRule::OutsideCohortHours,
        Test::Start(outside_cohort_hours::fault),
    ),
    (
        HardRule::ParticipantOverlap,
        Test::Start(participant_overlap::elsewhere),
    ),
    (
        HardRule::ResourceClosed,
        Test::Start(resource_closed::at_start),
    ),
    (
        HardRule::ResourceAbsent,
        Test::Start(resource_absent::at_start),
    ),
    (
        HardRule::ParticipantBusy,
        Test::Start(participant_busy::fault),
    ),
    (HardRule::PastMoved, Test::Start(past_moved::fault)),
    (HardRule::GroupTooLarge, Test::Fit(group_too_large::fault)),
    (HardRule::VisitorUnfit, Test::Fit(visitor_unfit::fault)),
    (
        HardRule::ResourceMissing,
        Test::Fit(resource_missing::fault),
    ),
    (
        HardRule::InterpreterMissing,
        Test::Fit(interpreter_missing::fault),
    ),
    (HardRule::RoomTooSmall, Test::Fit(room_too_small::fault)),
    (HardRule::RoomUnfit, Test::Fit(room_unfit::fault)),
    (HardRule::StaffUnskilled, Test::Fit(staff_unskilled::fault)),
    (
        HardRule::InterpreterUnfit,
        Test::Fit(interpreter_unfit::fault),
    ),
    (
        HardRule::VehicleTooSmall,
        Test::Fit(vehicle_too_small::fault),
    ),
    (HardRule::PinnedMoved, Test::Fit(pinned_moved::fault)),
    (
        HardRule::ResourceClosed,
        Test::Timed(resource_closed::of_things),
    ),
    (
        HardRule::ResourceAbsent,
        Test::Timed(resource_absent::of_things),
    ),
    (HardRule::RoomOverlap, Test::Equipped(room_overlap::fault)),
    (HardRule::StaffOverlap, Test::Equipped(staff_overlap::fault)),
    (
        HardRule::InterpreterOverlap,
        Test::Equipped(interpreter_overlap::fault),
    ),
    (HardRule::OrderBroken, Test::Live(order_broken::fault)),
    (
        HardRule::VisitBeforeInterview,
        Test::Live(visit_before_interview::fault),
    ),
    (
        HardRule::ParticipantOverlap,
        Test::Live(participant_overlap::fault),
    ),
    (HardRule::DayTooLong, Test::Live(day_too_long::fault)),
    (HardRule::LunchMissing, Test::Live(lunch_missing::fault)),
    (
        HardRule::VehicleOverlap,
        Test::Equipped(vehicle_overlap::fault),
    ),
    (HardRule::CompanyFull, Test::Live(company_full::fault)),
    (
        HardRule::CompanyRepeated,
        Test::Live(company_repeated::fault),
    ),
    (
        HardRule::StaffDayTooLong,
        Test::Equipped(staff_day_too_long::fault),
    ),
    (
        HardRule::StaffWeekTooLong,
        Test::Equipped(staff_week_too_long::fault),
    ),
    (HardRule::GapTooLong, Test::Live(gap_too_long::fault)),
];

/// Whether an activity may go to a company at all.
pub(crate) fn company_fits(model: &Model, activity: usize, company: u16) -> bool {
    let place = Place::at(0, company);
    !group_too_large::fault(model, activity, &place)
        && !visitor_unfit::fault(model, activity, &place)
}

/// Whether an activity may start where its place says, as far as hours, people and company go and
/// its release and due moments aside.
#[cfg(test)]
pub(crate) fn may_start_in_any_week(model: &Model, activity: usize, place: &Place) -> bool {
    HARD.iter().all(|(rule, test)| match test {
        Test::Start(fault) if *rule != HardRule::OutsideWeeks => !fault(model, activity, place),
        _ => true,
    })
}

/// Whether an activity at a place keeps its release and due moments.
pub(crate) fn is_in_weeks(model: &Model, activity: usize, place: &Place) -> bool {
    !outside_weeks::fault(model, activity, place)
}

/// Whether everybody who travels has a seat in the place's vehicle.
pub(crate) fn fits_vehicle(model: &Model, activity: usize, place: &Place) -> bool {
    !vehicle_too_small::fault(model, activity, place)
}

/// Whether the rest of the plan lets an activity's people start where a place says that is one of its
/// site's starts; nothing is said of rooms, staff, interpreters and vehicles.
pub(crate) fn is_free(state: &State<'_>, activity: usize, place: &Place) -> bool {
    HARD.iter().all(|(_, test)| match test {
        Test::Live(fault) => !fault(state, activity, place),
        _ => true,
    })
}

/// Whether the room, staff, interpreters and vehicle of a place can be had then.
pub(crate) fn is_equipped(state: &State<'_>, activity: usize, place: &Place) -> bool {
    HARD.iter().all(|(_, test)| match test {
        Test::Timed(fault) => !fault(state.model, activity, place),
        Test::Equipped(fault) => !fault(state, activity, place),
        _ => true,
    })
}

/// Whether the room, staff, interpreters and vehicle of a place are there then, plan or no plan.
#[cfg(test)]
pub(crate) fn is_there(model: &Model, activity: usize, place: &Place) -> bool {
    HARD.iter().all(|(_, test)| match test {
        Test::Timed(fault) => !fault(model, activity, place),
        _ => true,
    })
}

/// Every hard rule that an activity, not in the plan so far, would break at a place. What is
/// frozen is a fact and breaks nothing but its own standing still.
pub(crate) fn faults(state: &State<'_>, activity: usize, place: &Place) -> Vec<HardRule> {
    let model = state.model;
    if model.activities[activity].hold == Hold::Frozen {
        let moved = past_moved::fault(model, activity, place);
        return if moved {
            vec![HardRule::PastMoved]
        } else {
            Vec::new()
        };
    }
    let is_broken = |test: &Test| match test {
        Test::Start(fault) | Test::Fit(fault) | Test::Timed(fault) => fault(model, activity, place),
        Test::Live(fault) | Test::Equipped(fault) => fault(state, activity, place),
    };
    let mut broken: Vec<_> = HARD
        .iter()
        .filter(|(_, test)| is_broken(test))
        .map(|(rule, _)| *rule)
        .collect();
    broken.sort_unstable();
    broken.dedup();
    broken
}

/// The rules of rooms, staff, interpreters and vehicles that a place breaks.
pub(crate) fn thing_faults(state: &State<'_>, activity: usize, place: &Place) -> Vec<HardRule> {
    let broken = HARD.iter().filter(|(_, test)| match test {
        Test::Timed(fault) => fault(state.model, activity, place),
        Test::Equipped(fault) => fault(state, activity, place),
        _ => false,
    });
    broken.map(|(rule, _)| *rule).collect()
}

/// The rules of people, order and company that a place breaks.
pub(crate) fn live_faults(state: &State<'_>, activity: usize, place: &Place) -> Vec<HardRule> {
    let broken = HARD.iter().filter(|(_, test)| match test {
        Test::Live(fault) => fault(state, activity, place),
        _ => false,
    });
    broken.map(|(rule, _)| *rule).collect()
}

/// The rules of hours, people and company that a start breaks, whatever the plan.
pub(crate) fn start_faults(model: &Model, activity: usize, place: &Place) -> Vec<HardRule> {
    let broken = HARD.iter().filter(|(_, test)| match test {
        Test::Start(fault) => fault(model, activity, place),
        _ => false,
    });
    broken.map(|(rule, _)| *rule).collect()
}

/// How many, as units are counted.
fn count(items: impl Iterator) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

/// A number of days, signed.
fn number_of(days: usize) -> i64 {
    i64::try_from(days).unwrap_or(i64::MAX)
}
