//! Defects to plant in problems that can be planned, each with what names it.

mod hands;
mod things;
mod time;

use crate::support::Dice;
use scheduler::problem::{
    Activity, ActivityKind, BaseAssignment, Opening, ResourceKind, ResourceRef, Standing,
};
use scheduler::{HardRule, Moment, Problem, Proof, Span, Timetable};

/// What a proof has to name, one of it at least.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault {
    pub(crate) rules: Vec<HardRule>,
    pub(crate) resources: Vec<ResourceRef>,
    pub(crate) activities: Vec<String>,
}

impl Fault {
    fn rules(rules: &[HardRule]) -> Self {
        Self {
            rules: rules.to_vec(),
            ..Self::default()
        }
    }

    fn of(mut self, kind: ResourceKind, keys: &[String]) -> Self {
        let keys = keys.iter().map(|key| ResourceRef::new(kind, key.as_str()));
        self.resources.extend(keys);
        self
    }

    /// Whether proofs name it: by a rule, a resource, or all of its activities.
    pub(crate) fn is_named(&self, proofs: &[Proof]) -> bool {
        proofs.iter().any(|proof| {
            let whole = !self.activities.is_empty()
                && self
                    .activities
                    .iter()
                    .all(|key| proof.activities.contains(key));
            self.rules.iter().any(|rule| proof.rules.contains(rule))
                || self
                    .resources
                    .iter()
                    .any(|one| proof.resources.contains(one))
                || whole
        })
    }
}

/// Plants a defect; nothing when the problem has no soil for it.
pub(crate) type Plant = fn(&mut Problem, &Timetable, &mut Dice) -> Option<Fault>;

/// Every sort of defect by name.
pub(crate) const DEFECTS: [(&str, Plant); 36] = [
    ("nobody has the skill", hands::skill_gone),
    ("those with the skill are away", hands::teachers_away),
    (
        "those with the skill work on Sundays",
        hands::teachers_closed,
    ),
    ("nobody interprets the language", hands::language_gone),
    ("the interpreters are away", hands::interpreters_away),
    (
        "the interpreters have too few hours",
        hands::interpreter_hours,
    ),
    ("every room is too small", things::rooms_too_small),
    ("no room of the kind", things::room_kind_gone),
    ("rooms have too few hours", things::room_hours),
    ("rooms are open in pieces too short", things::room_pieces),
    ("rooms are promised elsewhere", things::rooms_booked),
    ("no vehicle", things::vehicle_gone),
    ("the vehicle is too small", things::vehicle_small),
    (
        "companies receive nobody in the weeks",
        things::company_windows,
    ),
    ("too few companies for a group", things::too_few_companies),
    ("companies receive smaller groups", things::company_groups),
    (
        "companies demand what nobody holds",
        things::company_demands,
    ),
    (
        "one place at one company for two groups",
        things::company_place,
    ),
    ("a chain is too long for its weeks", time::chain_too_long),
    (
        "an interview is due before the interviewer comes",
        hands::interviewer_late,
    ),
    (
        "a visit is due before the interview",
        time::visit_before_interview,
    ),
    (
        "an interview comes after the visit it precedes",
        time::circle,
    ),
    (
        "a gap that is too long and too short",
        time::gap_contradiction,
    ),
    ("a gap that ends on closed days", time::gap_over_closed_days),
    ("a day holds less than a lesson", time::day_cap),
    ("the days hold less than the lessons", time::day_caps_in_sum),
    ("teachers have too few minutes a week", hands::week_caps),
    ("teachers have too few minutes a day", hands::staff_day_caps),
    ("lunch leaves no time", time::lunch),
    ("a participant is busy throughout", time::participant_busy),
    ("the cohort's day is too short", time::cohort_hours),
    ("two that are pinned overlap", time::pinned_overlap),
    ("what is pinned takes the only slot", time::pinned_blocks),
    (
        "two for one hour of the same people",
        time::two_for_one_hour,
    ),
    (
        "two for one hour of the same staff",
        hands::two_for_one_teacher,
    ),
    ("three for the room of two", things::three_for_two),
];

fn pick<'p>(
    problem: &'p Problem,
    dice: &mut Dice,
    is_meant: impl Fn(&Activity) -> bool,
) -> Option<&'p Activity> {
    let free = |one: &&Activity| one.standing == Standing::Free && is_meant(one);
    let all: Vec<&Activity> = problem.activities.iter().filter(free).collect();
    if all.is_empty() {
        return None;
    }
    Some(all[usize::try_from(dice.below(all.len() as u64)).ok()?])
}

fn skill(problem: &Problem, dice: &mut Dice) -> Option<String> {
    pick(problem, dice, |one| one.staff_skill.is_some())?
        .staff_skill
        .clone()
}

fn skilled(problem: &Problem, skill: &str) -> Vec<String> {
    let staff = problem.staff.iter();
    let skilled = staff.filter(|one| one.skills.iter().any(|own| own == skill));
    skilled.map(|one| one.key.clone()).collect()
}

fn whole(problem: &Problem) -> Span {
    let first = problem.horizon.first_date;
    Span::days(first, first.plus_days(i32::from(problem.horizon.days)))
}

fn sundays() -> Vec<Opening> {
    vec![Opening::Weekly {
        weekday: 7,
        from: 0,
        until: 1440,
    }]
}

fn of_key<'p>(problem: &'p mut Problem, key: &str) -> Option<&'p mut Activity> {
    problem.activities.iter_mut().find(|one| one.key == key)
}

fn interview(problem: &Problem, dice: &mut Dice) -> Option<String> {
    let is_interview = |one: &Activity| one.kind == ActivityKind::CompetencyInterview;
    Some(pick(problem, dice, is_interview)?.key.clone())
}

fn lesson(problem: &Problem, dice: &mut Dice) -> Option<(String, String, u16)> {
    let one = pick(problem, dice, |one| one.kind.is_teaching())?;
    let who = problem
        .participants
        .iter()
        .find(|who| one.participants.contains(&who.key))?;
    Some((one.key.clone(), who.cohort.clone(), one.minutes))
}

fn pin(problem: &mut Problem, plan: &Timetable, key: &str, start: Option<Moment>) -> Option<()> {
    let mut assignment = plan.assignments.get(key)?.clone();
    if let Some(start) = start {
        assignment.start = start;
    }
    let one = of_key(problem, key)?;
    one.base = Some(BaseAssignment {
        assignment,
        notified: false,
    });
    one.standing = Standing::Pinned;
    Some(())
}

/// Two lessons of the same people.
fn pair(problem: &Problem, dice: &mut Dice) -> Option<(String, String)> {
    let one = pick(problem, dice, |one| one.kind.is_teaching())?
        .key
        .clone();
    let first = problem.activities.iter().find(|other| other.key == one)?;
    let second = problem.activities.iter().find(|other| {
        other.key != one
            && other.standing == Standing::Free
            && other.kind.is_teaching()
            && other
                .participants
                .iter()
                .any(|who| first.participants.contains(who))
    })?;
    Some((one, second.key.clone()))
}

fn around(problem: &mut Problem, key: &str, start: Moment, minutes: u16) -> Option<()> {
    let one = of_key(problem, key)?;
    one.release = Some(start);
    one.due = Some(start.plus_minutes(i64::from(minutes)));
    Some(())
}
