//! Defects of weeks, order, days, and of what is pinned.

use super::{Fault, around, lesson, of_key, pair, pick, pin, whole};
use crate::support::Dice;
use scheduler::problem::{Activity, ActivityKind, BusySpan, Lunch, Precedence, ResourceKind};
use scheduler::{Date, HardRule, Problem, Span, Timetable};

/// The end of a chain of activities, and how many come before it.
pub(super) fn chain_end(problem: &Problem, dice: &mut Dice) -> Option<(String, usize)> {
    let before = |key: &str| {
        let link = problem.precedences.iter().find(|one| one.after == key);
        link.map(|one| one.before.clone())
    };
    let end = pick(problem, dice, |one| {
        before(&one.key).is_some_and(|key| before(&key).is_some())
    })?;
    let mut length = 0;
    let mut key = end.key.clone();
    while let Some(earlier) = before(&key) {
        length += 1;
        key = earlier;
    }
    Some((end.key.clone(), length))
}

pub(super) fn chain_too_long(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (key, _) = chain_end(problem, dice)?;
    let open = problem.horizon.open.iter().map(|span| span.from).min()?;
    let end = of_key(problem, &key)?;
    let minutes = end.minutes;
    end.release = None;
    end.due = Some(open.plus_minutes(i64::from(minutes) + 30));
    Some(Fault::rules(&[
        HardRule::OutsideWeeks,
        HardRule::OrderBroken,
    ]))
}

/// A visit and an interview of one of its visitors.
pub(super) fn interviewed_visit(problem: &Problem, dice: &mut Dice) -> Option<(String, String)> {
    let visit = pick(problem, dice, |one| one.kind == ActivityKind::CompanyVisit)?;
    let interview = problem.activities.iter().find(|one| {
        one.kind == ActivityKind::CompetencyInterview
            && one
                .participants
                .iter()
                .any(|who| visit.participants.contains(who))
    })?;
    Some((visit.key.clone(), interview.key.clone()))
}

pub(super) fn visit_before_interview(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (visit, interview) = interviewed_visit(problem, dice)?;
    let middle = problem
        .horizon
        .first_date
        .plus_days(i32::from(problem.horizon.days) / 2);
    let early = of_key(problem, &visit)?;
    early.release = None;
    early.due = Some(middle.at(0));
    problem
        .precedences
        .retain(|one| one.before != interview && one.after != interview);
    let late = of_key(problem, &interview)?;
    late.due = None;
    late.release = Some(middle.at(0));
    Some(Fault::rules(&[HardRule::VisitBeforeInterview]))
}

pub(super) fn circle(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let (before, after) = interviewed_visit(problem, dice)?;
    problem.precedences.push(Precedence {
        before,
        after,
        min_gap_minutes: 0,
        min_gap_days: 0,
        max_gap_days: None,
    });
    Some(Fault::rules(&[
        HardRule::VisitBeforeInterview,
        HardRule::OrderBroken,
    ]))
}

pub(super) fn gap_contradiction(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let at = usize::try_from(dice.below(problem.precedences.len().max(1) as u64)).ok()?;
    let one = problem.precedences.get_mut(at)?;
    one.min_gap_days = 0;
    one.max_gap_days = Some(0);
    one.min_gap_minutes = 700;
    Some(Fault::rules(&[HardRule::GapTooLong]))
}

pub(super) fn gap_over_closed_days(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let at = usize::try_from(dice.below(problem.precedences.len().max(1) as u64)).ok()?;
    let one = problem.precedences.get_mut(at)?;
    (one.min_gap_days, one.max_gap_days) = (1, Some(2));
    let (before, after) = (one.before.clone(), one.after.clone());
    let friday = problem.horizon.first_date.monday().plus_days(4);
    let first = of_key(problem, &before)?;
    first.due = None;
    first.release = Some(friday.at(0));
    let second = of_key(problem, &after)?;
    second.release = None;
    second.due = Some(friday.plus_days(3).at(0));
    Some(Fault::rules(&[HardRule::OrderBroken]))
}

pub(super) fn day_cap(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let (_, cohort, minutes) = lesson(problem, dice)?;
    let cohort = problem.cohorts.iter_mut().find(|one| one.key == cohort)?;
    cohort.max_teaching_minutes_per_day = Some(minutes - 1);
    Some(Fault::rules(&[HardRule::DayTooLong]))
}

pub(super) fn day_caps_in_sum(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (_, cohort, _) = lesson(problem, dice)?;
    let lessons: Vec<&Activity> = problem
        .activities
        .iter()
        .filter(|one| one.kind.is_teaching() && one.cohort == cohort)
        .collect();
    let longest = lessons.iter().map(|one| one.minutes).max()?;
    let who = lessons[0].participants[0].clone();
    let of_one = lessons.iter().filter(|one| one.participants.contains(&who));
    let minutes: u32 = of_one.map(|one| u32::from(one.minutes)).sum();
    let days = minutes
        .div_ceil(u32::from(longest))
        .saturating_sub(1)
        .max(1);
    let first = problem.horizon.first_date;
    let mut dates: Vec<Date> = problem
        .horizon
        .open
        .iter()
        .map(|span| span.from.date)
        .collect();
    dates.sort_unstable();
    let end = dates.get(usize::try_from(days).ok()?)?.at(0);
    let keys: Vec<String> = lessons.iter().map(|one| one.key.clone()).collect();
    for key in keys {
        let one = of_key(problem, &key)?;
        (one.release, one.due) = (Some(first.at(0)), Some(end));
    }
    let cohort = problem.cohorts.iter_mut().find(|one| one.key == cohort)?;
    cohort.max_teaching_minutes_per_day = Some(longest);
    Some(Fault::rules(&[
        HardRule::DayTooLong,
        HardRule::OutsideWeeks,
    ]))
}

pub(super) fn lunch(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let (_, cohort, _) = lesson(problem, dice)?;
    let cohort = problem.cohorts.iter_mut().find(|one| one.key == cohort)?;
    cohort.lunch = Some(Lunch {
        from: 0,
        until: 1430,
        minutes: 1425,
    });
    Some(Fault::rules(&[HardRule::LunchMissing]))
}

pub(super) fn participant_busy(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let one = pick(problem, dice, |_| true)?;
    let who = one.participants[0].clone();
    let span = Span {
        from: one.release.unwrap_or(whole(problem).from),
        until: one.due.unwrap_or(whole(problem).until),
    };
    let found = problem.participants.iter_mut().find(|one| one.key == who)?;
    found.busy.push(BusySpan {
        span,
        blocking: true,
    });
    Some(Fault::default().of(ResourceKind::Participant, &[who]))
}

pub(super) fn cohort_hours(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let (_, cohort, minutes) = lesson(problem, dice)?;
    let cohort = problem.cohorts.iter_mut().find(|one| one.key == cohort)?;
    cohort.latest = cohort.earliest + minutes - 1;
    Some(Fault::rules(&[HardRule::OutsideCohortHours]))
}

pub(super) fn pinned_overlap(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (first, second) = pair(problem, dice)?;
    let start = plan.assignments.get(&first)?.start;
    pin(problem, plan, &first, None)?;
    pin(problem, plan, &second, Some(start))?;
    let activities = vec![first, second];
    Some(Fault {
        activities,
        ..Fault::rules(&[HardRule::PinnedMoved])
    })
}

pub(super) fn pinned_blocks(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (first, second) = pair(problem, dice)?;
    problem.precedences.retain(|one| {
        let both = [&one.before, &one.after];
        !(both.contains(&&first) || both.contains(&&second))
    });
    pin(problem, plan, &first, None)?;
    let start = plan.assignments.get(&first)?.start;
    let minutes = of_key(problem, &second)?.minutes;
    around(problem, &second, start, minutes)?;
    let activities = vec![first, second];
    Some(Fault {
        activities,
        ..Fault::default()
    })
}

pub(super) fn two_for_one_hour(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (first, second) = pair(problem, dice)?;
    problem.precedences.retain(|one| {
        let both = [&one.before, &one.after];
        !(both.contains(&&first) || both.contains(&&second))
    });
    let start = plan.assignments.get(&first)?.start;
    let longest = of_key(problem, &first)?
        .minutes
        .max(of_key(problem, &second)?.minutes);
    around(problem, &first, start, longest)?;
    around(problem, &second, start, longest)?;
    let activities = vec![first, second];
    Some(Fault {
        activities,
        ..Fault::default()
    })
}
