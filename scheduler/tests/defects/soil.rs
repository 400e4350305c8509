//! Problems that can be planned, each with a complete plan: cut-downs of the examples, and random
//! ones.

use crate::support::{Dice, planned, problem};
use scheduler::problem::{
    BaseAssignment, Booking, BusySpan, Opening, Participant, ResourceKind, ResourceRef, Standing,
};
use scheduler::{Assignment, Problem, Span, Timetable, Verdict, check, format};

/// A problem that can be planned, and how.
pub(crate) struct Soil {
    pub(crate) name: String,
    pub(crate) problem: Problem,
    pub(crate) plan: Timetable,
}

/// The examples whole, each cohort of the larger ones alone, and so many random problems.
pub(crate) fn soils(random: usize) -> Vec<Soil> {
    let mut soils = Vec::new();
    for name in ["avnstrup", "ny_i_danmark", "jelling"] {
        let whole = example(name);
        let cohorts: Vec<String> = whole.cohorts.iter().map(|one| one.key.clone()).collect();
        if cohorts.len() > 1 {
            for cohort in &cohorts {
                soils.extend(soil(cohort, one_cohort(&whole, cohort), 20_000));
            }
        }
        soils.extend(soil(name, whole, 40_000));
    }
    let mut seed = 0;
    while random > 0 && soils.len() < random + 8 && seed < 4_000 {
        seed += 1;
        soils.extend(soil(&format!("random {seed}"), problem(seed, false), 4_000));
    }
    soils
}

pub(crate) fn example(name: &str) -> Problem {
    let path = format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    format::read_problem(&std::fs::read_to_string(path).expect("a file")).expect("a problem")
}

fn soil(name: &str, mut problem: Problem, steps: u64) -> Option<Soil> {
    for one in &mut problem.activities {
        if one.standing == Standing::Pinned {
            (one.standing, one.base) = (Standing::Free, None);
        }
    }
    let solution = planned(&problem, 1, steps);
    let name = name.to_owned();
    let plan = solution.timetable;
    (solution.verdict == Verdict::Complete).then_some(Soil {
        name,
        problem,
        plan,
    })
}

/// One cohort of a problem, everything else as it is.
pub(crate) fn one_cohort(problem: &Problem, cohort: &str) -> Problem {
    let mut cut = problem.clone();
    let is_own = |who: &Participant| who.cohort == cohort;
    cut.participants.retain(is_own);
    let keys: Vec<&String> = cut.participants.iter().map(|who| &who.key).collect();
    for one in &mut cut.activities {
        one.participants.retain(|who| keys.contains(&who));
    }
    cut.activities.retain(|one| !one.participants.is_empty());
    let kept: Vec<&String> = cut.activities.iter().map(|one| &one.key).collect();
    cut.precedences
        .retain(|one| kept.contains(&&one.before) && kept.contains(&&one.after));
    cut
}

/// A problem made as tight as its plan allows, in some respects: the plan still keeps every rule.
pub(crate) fn tightened(soil: &Soil, dice: &mut Dice) -> Problem {
    let mut tight = soil.problem.clone();
    let ways: [fn(&mut Problem, &Timetable, &mut Dice); 7] =
        [windows, caps, day_caps, openings, pins, bookings, busy];
    for way in ways {
        if !dice.chance(60) {
            continue;
        }
        let mut tighter = tight.clone();
        way(&mut tighter, &soil.plan, dice);
        let holds = check(&tighter, &soil.plan)
            .is_ok_and(|report| report.violations.is_empty() && report.unassigned.is_empty());
        if holds {
            tight = tighter;
        }
    }
    tight
}

fn windows(problem: &mut Problem, plan: &Timetable, dice: &mut Dice) {
    let slack = 1 + dice.below(600);
    for one in &mut problem.activities {
        let Some(stands) = plan.assignments.get(&one.key) else {
            continue;
        };
        let minutes = |dice: &mut Dice| i64::try_from(dice.below(slack)).expect("a small number");
        let (before, after) = (minutes(dice), minutes(dice));
        one.release = Some(stands.start.plus_minutes(-before));
        one.due = Some(stands.start.plus_minutes(i64::from(one.minutes) + after));
    }
}

/// Minutes of a session with travel.
fn held(problem: &Problem, key: &str, stands: &Assignment) -> u16 {
    let one = problem.activities.iter().find(|one| one.key == key);
    let company = problem
        .companies
        .iter()
        .find(|one| stands.company.as_ref() == Some(&one.key));
    let travel = company.map_or(0, |one| one.travel_minutes);
    one.map_or(0, |one| one.minutes) + 2 * travel
}

fn caps(problem: &mut Problem, plan: &Timetable, _: &mut Dice) {
    let mut staff = problem.staff.clone();
    for member in &mut staff {
        let own = plan
            .assignments
            .iter()
            .filter(|(_, stands)| stands.staff.as_ref() == Some(&member.key));
        let mut weeks = std::collections::BTreeMap::new();
        for (key, stands) in own {
            *weeks.entry(stands.start.date.monday()).or_insert(0) += held(problem, key, stands);
        }
        member.max_minutes_per_week = weeks.values().max().copied();
    }
    problem.staff = staff;
}

fn day_caps(problem: &mut Problem, plan: &Timetable, _: &mut Dice) {
    let mut days = std::collections::BTreeMap::new();
    for one in problem
        .activities
        .iter()
        .filter(|one| one.kind.is_teaching())
    {
        let Some(stands) = plan.assignments.get(&one.key) else {
            continue;
        };
        for who in &one.participants {
            *days.entry((who, stands.start.date)).or_insert(0) += one.minutes;
        }
    }
    let most = days.values().max().copied();
    for cohort in &mut problem.cohorts {
        cohort.max_teaching_minutes_per_day = most;
    }
}

/// When a session and the way there and back last, in whole hours' reach.
fn span(problem: &Problem, key: &str, stands: &Assignment, slack: i64) -> Span {
    let minutes = i64::from(held(problem, key, stands));
    let grid = i64::from(problem.horizon.grid_minutes);
    Span {
        from: stands.start.plus_minutes(-minutes - slack * grid),
        until: stands.start.plus_minutes(minutes + slack * grid),
    }
}

fn openings(problem: &mut Problem, plan: &Timetable, dice: &mut Dice) {
    let slack = i64::try_from(dice.below(4)).expect("a small number");
    let of = |is_used: &dyn Fn(&Assignment) -> bool| -> Vec<Opening> {
        let used = plan
            .assignments
            .iter()
            .filter(|(_, stands)| is_used(stands));
        used.map(|(key, stands)| Opening::Once(span(problem, key, stands, slack)))
            .collect()
    };
    let (mut rooms, mut interpreters) = (problem.rooms.clone(), problem.interpreters.clone());
    for room in &mut rooms {
        room.openings = of(&|stands| stands.room.as_ref() == Some(&room.key));
    }
    for who in &mut interpreters {
        who.openings = of(&|stands| {
            let mut booked = stands.interpreters.iter();
            booked.any(|booking| booking.interpreter == who.key)
        });
    }
    (problem.rooms, problem.interpreters) = (rooms, interpreters);
}

fn pins(problem: &mut Problem, plan: &Timetable, dice: &mut Dice) {
    let share = 20 + dice.below(75);
    for one in &mut problem.activities {
        if let Some(stands) = plan.assignments.get(&one.key)
            && one.standing == Standing::Free
            && dice.chance(share)
        {
            one.standing = Standing::Pinned;
            one.base = Some(BaseAssignment {
                assignment: stands.clone(),
                notified: false,
            });
        }
    }
}

/// Rooms, staff and interpreters are promised elsewhere whenever the plan does not need them.
fn bookings(problem: &mut Problem, plan: &Timetable, dice: &mut Dice) {
    let things: Vec<ResourceRef> = problem
        .rooms
        .iter()
        .map(|one| ResourceRef::new(ResourceKind::Room, one.key.as_str()))
        .chain(
            problem
                .staff
                .iter()
                .map(|one| ResourceRef::new(ResourceKind::Staff, one.key.as_str())),
        )
        .collect();
    let days = u64::from(problem.horizon.days);
    for resource in things {
        for _ in 0..8 {
            let day = i32::try_from(dice.below(days)).expect("a small number");
            let date = problem.horizon.first_date.plus_days(day);
            let from = 480 + dice.small(400);
            let mut with = problem.clone();
            with.bookings.push(Booking {
                resource: resource.clone(),
                span: Span::on(date, from, from + 120),
                places: 1,
            });
            if check(&with, plan).is_ok_and(|report| report.violations.is_empty()) {
                *problem = with;
            }
        }
    }
}

fn busy(problem: &mut Problem, plan: &Timetable, dice: &mut Dice) {
    let days = u64::from(problem.horizon.days);
    for at in 0..problem.participants.len() {
        let day = i32::try_from(dice.below(days)).expect("a small number");
        let date = problem.horizon.first_date.plus_days(day);
        let from = 480 + dice.small(400);
        let mut with = problem.clone();
        with.participants[at].busy.push(BusySpan {
            span: Span::on(date, from, from + 90),
            blocking: true,
        });
        if check(&with, plan).is_ok_and(|report| report.violations.is_empty()) {
            *problem = with;
        }
    }
}
