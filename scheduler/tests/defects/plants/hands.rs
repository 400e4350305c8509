//! Defects of staff and interpreters.

use super::{Fault, around, interview, of_key, pick, skill, skilled, sundays, whole};
use crate::support::Dice;
use scheduler::problem::{Opening, ResourceKind, Standing};
use scheduler::{HardRule, Problem, Span, Timetable};

pub(super) fn skill_gone(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let skill = skill(problem, dice)?;
    for one in &mut problem.staff {
        one.skills.retain(|own| *own != skill);
    }
    Some(Fault::rules(&[HardRule::StaffUnskilled]))
}

pub(super) fn teachers_away(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let skill = skill(problem, dice)?;
    let keys = skilled(problem, &skill);
    let away = whole(problem);
    for one in problem
        .staff
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.absences = vec![away];
    }
    Some(Fault::rules(&[HardRule::ResourceAbsent]).of(ResourceKind::Staff, &keys))
}

pub(super) fn teachers_closed(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let skill = skill(problem, dice)?;
    let keys = skilled(problem, &skill);
    for one in problem
        .staff
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.openings = sundays();
    }
    Some(Fault::rules(&[HardRule::ResourceClosed]).of(ResourceKind::Staff, &keys))
}

/// A language that some session needs.
pub(super) fn language(problem: &Problem, dice: &mut Dice) -> Option<String> {
    let language_of = |key: &String| {
        let who = problem.participants.iter().find(|who| who.key == *key)?;
        who.interpreter_language.clone()
    };
    let one = pick(problem, dice, |one| {
        one.interpreted
            && one
                .participants
                .iter()
                .any(|key| language_of(key).is_some())
    })?;
    one.participants.iter().find_map(language_of)
}

pub(super) fn nobody_speaks(problem: &mut Problem, language: &str) {
    for one in &mut problem.staff {
        one.languages.retain(|own| own != language);
    }
}

pub(super) fn interpreters_of(problem: &Problem, language: &str) -> Vec<String> {
    let all = problem.interpreters.iter();
    let speaks = all.filter(|one| one.languages.iter().any(|own| own == language));
    speaks.map(|one| one.key.clone()).collect()
}

pub(super) fn language_gone(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let language = language(problem, dice)?;
    nobody_speaks(problem, &language);
    for one in &mut problem.interpreters {
        one.languages.retain(|own| *own != language);
        if one.languages.is_empty() {
            one.languages.push("xx".into());
        }
    }
    Some(Fault::rules(&[
        HardRule::InterpreterMissing,
        HardRule::InterpreterUnfit,
    ]))
}

pub(super) fn interpreters_away(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let language = language(problem, dice)?;
    nobody_speaks(problem, &language);
    let keys = interpreters_of(problem, &language);
    let away = whole(problem);
    for one in problem
        .interpreters
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.absences = vec![away];
    }
    Some(Fault::rules(&[HardRule::ResourceAbsent]).of(ResourceKind::Interpreter, &keys))
}

pub(super) fn interpreter_hours(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let language = language(problem, dice)?;
    nobody_speaks(problem, &language);
    let keys = interpreters_of(problem, &language);
    let speaks: Vec<&String> = problem
        .participants
        .iter()
        .filter(|who| who.interpreter_language.as_ref() == Some(&language))
        .map(|who| &who.key)
        .collect();
    let needed: u32 = problem
        .activities
        .iter()
        .filter(|one| one.interpreted && one.participants.iter().any(|who| speaks.contains(&who)))
        .map(|one| u32::from(one.minutes))
        .sum();
    let hours = u16::try_from(needed / 12 / u32::try_from(keys.len().max(1)).ok()?).ok()?;
    let from = 540;
    for one in problem
        .interpreters
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.openings = vec![Opening::Weekly {
            weekday: 2,
            from,
            until: from + hours.clamp(20, 300),
        }];
    }
    Some(Fault::default().of(ResourceKind::Interpreter, &keys))
}

pub(super) fn interviewer_late(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let key = interview(problem, dice)?;
    let skill = of_key(problem, &key)?.staff_skill.clone()?;
    let keys = skilled(problem, &skill);
    let comes = problem.horizon.first_date.plus_days(7);
    let away = Span::days(problem.horizon.first_date, comes);
    for one in problem
        .staff
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.absences.push(away);
    }
    let interview = of_key(problem, &key)?;
    interview.release = None;
    interview.due = Some(comes.at(0));
    Some(Fault::rules(&[HardRule::ResourceAbsent]).of(ResourceKind::Staff, &keys))
}

pub(super) fn week_caps(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let skill = skill(problem, dice)?;
    let keys = skilled(problem, &skill);
    let needing = problem
        .activities
        .iter()
        .filter(|one| one.staff_skill.as_ref() == Some(&skill));
    let needed: u32 = needing.clone().map(|one| u32::from(one.minutes)).sum();
    let longest = needing.map(|one| one.minutes).max()?;
    let weeks = u32::from(problem.horizon.days).div_ceil(7);
    let share = needed * 4 / 5 / weeks / u32::try_from(keys.len().max(1)).ok()?;
    let cap = u16::try_from(share).ok()?;
    for one in problem
        .staff
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.max_minutes_per_week = Some(cap);
    }
    let _ = longest;
    Some(Fault::rules(&[HardRule::StaffWeekTooLong]).of(ResourceKind::Staff, &keys))
}

pub(super) fn staff_day_caps(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let one = pick(problem, dice, |one| one.staff_skill.is_some())?;
    let (skill, minutes) = (one.staff_skill.clone()?, one.minutes);
    let keys = skilled(problem, &skill);
    for one in problem
        .staff
        .iter_mut()
        .filter(|one| keys.contains(&one.key))
    {
        one.max_minutes_per_day = Some(minutes - 1);
    }
    Some(Fault::rules(&[HardRule::StaffDayTooLong]).of(ResourceKind::Staff, &keys))
}

/// Two of a sort with nobody in common that must lie in one hour.
pub(super) fn two_for_one_teacher(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let key = interview(problem, dice)?;
    let one = problem
        .activities
        .iter()
        .find(|one| one.key == key)?
        .clone();
    let other = problem.activities.iter().find(|other| {
        other.kind == one.kind
            && other.standing == Standing::Free
            && !other
                .participants
                .iter()
                .any(|who| one.participants.contains(who))
    })?;
    let other = other.key.clone();
    let stands = plan.assignments.get(&key)?;
    let (start, staff) = (stands.start, stands.staff.clone()?);
    let skill = one.staff_skill.clone()?;
    for member in problem
        .staff
        .iter_mut()
        .filter(|member| member.key != staff)
    {
        member.skills.retain(|own| *own != skill);
    }
    of_key(problem, &other)?.minutes = one.minutes;
    around(problem, &key, start, one.minutes)?;
    around(problem, &other, start, one.minutes)?;
    Some(Fault::rules(&[HardRule::StaffOverlap]).of(ResourceKind::Staff, &[staff]))
}
