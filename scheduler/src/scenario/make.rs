//! Makes one change.

use super::times::{close, open, times, whole};
use super::{Change, ChangeFaultCode, cohort};
use crate::problem::{
    Activity, Cohort, Precedence, Problem, ResourceKind, ResourceRef, StaffMember, Standing,
};

/// Why a change cannot be made, and by which value.
pub(super) type Refusal = (ChangeFaultCode, String);

pub(super) fn one(problem: &mut Problem, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::AddInterpreter { interpreter } => {
            add(&mut problem.interpreters, interpreter, |one| &one.key)
        }
        Change::AddStaff { staff } => add(&mut problem.staff, staff, |one| &one.key),
        Change::AddRoom { room } => add(&mut problem.rooms, room, |one| &one.key),
        Change::AddVehicle { vehicle } => add(&mut problem.vehicles, vehicle, |one| &one.key),
        Change::AddCompany { company } => add(&mut problem.companies, company, |one| &one.key),
        Change::AddOpening { resource, span } => open(problem, resource, span),
        Change::AddAbsence { resource, span } => close(problem, resource, span),
        Change::RemoveResource { resource } => remove(problem, resource),
        Change::Resize { resource, seats } => resize(problem, resource, *seats),
        Change::OpenCentre { span } => {
            whole(span)?;
            problem.horizon.open.push(*span);
            Ok(())
        }
        Change::ResizeCohort {
            cohort,
            participants,
            languages,
        } => cohort::resize(problem, cohort, *participants, languages),
        Change::SetCompanyPlaces { company, places } => {
            positive(*places)?;
            let company = find(&mut problem.companies, company, |one| &one.key)?;
            company.places = *places;
            Ok(())
        }
        Change::OfferCompany { activity, company } => {
            find(&mut problem.companies, company, |one| &one.key)?;
            let source = of_key(problem, activity)?;
            if source.companies.is_empty() || source.companies.contains(company) {
                return Err(nothing(activity));
            }
            source.companies.push(company.clone());
            Ok(())
        }
        Change::AddSkill { staff, skill } => {
            let member = staff_member(problem, staff)?;
            if !member.skills.contains(skill) {
                member.skills.push(skill.clone());
            }
            Ok(())
        }
        Change::SetStaffCaps {
            staff,
            per_day,
            per_week,
        } => {
            let member = staff_member(problem, staff)?;
            (member.max_minutes_per_day, member.max_minutes_per_week) = (*per_day, *per_week);
            Ok(())
        }
        Change::SetDayCap { .. } | Change::SetCohortHours { .. } | Change::SetLunch { .. } => {
            day(problem, change)
        }
        Change::SetGap { .. } | Change::DropPrecedence { .. } => order(problem, change),
        Change::ExtendDue { activity, days } => {
            let source = of_key(problem, activity)?;
            let due = source.due.as_mut().ok_or_else(|| nothing(activity))?;
            due.date = due.date.plus_days(i32::from(positive(*days)?));
            Ok(())
        }
        Change::AdvanceRelease { activity, days } => {
            let source = of_key(problem, activity)?;
            let release = source.release.as_mut().ok_or_else(|| nothing(activity))?;
            release.date = release.date.plus_days(-i32::from(positive(*days)?));
            Ok(())
        }
        Change::Unpin { activity } => {
            let source = of_key(problem, activity)?;
            if source.standing != Standing::Pinned {
                return Err(nothing(activity));
            }
            source.standing = Standing::Free;
            Ok(())
        }
        Change::DropActivity { activity } => {
            of_key(problem, activity)?;
            drop_activity(problem, activity);
            Ok(())
        }
    }
}

fn day(problem: &mut Problem, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::SetDayCap { cohort, minutes } => {
            of_cohort(problem, cohort)?.max_teaching_minutes_per_day = *minutes;
        }
        Change::SetCohortHours {
            cohort,
            earliest,
            latest,
        } => {
            let cohort = of_cohort(problem, cohort)?;
            (cohort.earliest, cohort.latest) = (*earliest, *latest);
        }
        Change::SetLunch { cohort, lunch } => of_cohort(problem, cohort)?.lunch = *lunch,
        _ => {}
    }
    Ok(())
}

fn order(problem: &mut Problem, change: &Change) -> Result<(), Refusal> {
    let (Change::SetGap { before, after, .. } | Change::DropPrecedence { before, after }) = change
    else {
        return Ok(());
    };
    let is_meant = |one: &Precedence| one.before == *before && one.after == *after;
    if !problem.precedences.iter().any(is_meant) {
        return Err((ChangeFaultCode::UnknownKey, format!("{before} -> {after}")));
    }
    if let Change::SetGap {
        min_gap_minutes,
        min_gap_days,
        max_gap_days,
        ..
    } = change
    {
        for one in problem.precedences.iter_mut().filter(|one| is_meant(one)) {
            one.min_gap_minutes = *min_gap_minutes;
            one.min_gap_days = *min_gap_days;
            one.max_gap_days = *max_gap_days;
        }
    } else {
        problem.precedences.retain(|one| !is_meant(one));
    }
    Ok(())
}

pub(super) fn unknown(key: &str) -> Refusal {
    (ChangeFaultCode::UnknownKey, key.to_owned())
}

pub(super) fn nothing(key: &str) -> Refusal {
    (ChangeFaultCode::NothingToChange, key.to_owned())
}

pub(super) fn positive(number: u16) -> Result<u16, Refusal> {
    let refusal = (ChangeFaultCode::OutOfRange, number.to_string());
    if number > 0 { Ok(number) } else { Err(refusal) }
}

pub(super) fn find<'a, T>(
    list: &'a mut [T],
    key: &str,
    key_of: impl Fn(&T) -> &String,
) -> Result<&'a mut T, Refusal> {
    let found = list.iter_mut().find(|one| key_of(one) == key);
    found.ok_or_else(|| unknown(key))
}

fn staff_member<'a>(problem: &'a mut Problem, key: &str) -> Result<&'a mut StaffMember, Refusal> {
    find(&mut problem.staff, key, |one| &one.key)
}

pub(super) fn of_cohort<'a>(
    problem: &'a mut Problem,
    key: &str,
) -> Result<&'a mut Cohort, Refusal> {
    find(&mut problem.cohorts, key, |one| &one.key)
}

fn of_key<'a>(problem: &'a mut Problem, key: &str) -> Result<&'a mut Activity, Refusal> {
    find(&mut problem.activities, key, |one| &one.key)
}

fn add<T: Clone>(
    list: &mut Vec<T>,
    one: &T,
    key_of: impl Fn(&T) -> &String,
) -> Result<(), Refusal> {
    if list.iter().any(|other| key_of(other) == key_of(one)) {
        return Err((ChangeFaultCode::Duplicate, key_of(one).clone()));
    }
    list.push(one.clone());
    Ok(())
}

fn remove(problem: &mut Problem, resource: &ResourceRef) -> Result<(), Refusal> {
    if resource.kind == ResourceKind::Participant {
        find(&mut problem.participants, &resource.key, |one| &one.key)?;
        cohort::leave(problem, &resource.key);
    } else {
        times(problem, resource)?;
        let key = &resource.key;
        match resource.kind {
            ResourceKind::Room => problem.rooms.retain(|one| one.key != *key),
            ResourceKind::Staff => problem.staff.retain(|one| one.key != *key),
            ResourceKind::Interpreter => problem.interpreters.retain(|one| one.key != *key),
            ResourceKind::Vehicle => problem.vehicles.retain(|one| one.key != *key),
            ResourceKind::Company | ResourceKind::Participant => {
                problem.companies.retain(|one| one.key != *key);
                for activity in &mut problem.activities {
                    activity.companies.retain(|company| company != key);
                }
            }
        }
    }
    problem
        .bookings
        .retain(|booking| booking.resource != *resource);
    Ok(())
}

fn resize(problem: &mut Problem, resource: &ResourceRef, seats: u16) -> Result<(), Refusal> {
    positive(seats)?;
    let key = resource.key.as_str();
    match resource.kind {
        ResourceKind::Room => find(&mut problem.rooms, key, |one| &one.key)?.seats = seats,
        ResourceKind::Vehicle => find(&mut problem.vehicles, key, |one| &one.key)?.seats = seats,
        ResourceKind::Company => {
            find(&mut problem.companies, key, |one| &one.key)?.max_group = seats;
        }
        ResourceKind::Staff | ResourceKind::Interpreter | ResourceKind::Participant => {
            return Err(nothing(key));
        }
    }
    Ok(())
}

/// Leaves an activity out; what came before it comes before what came after it.
pub(super) fn drop_activity(problem: &mut Problem, key: &str) {
    let all = std::mem::take(&mut problem.precedences);
    let (touching, mut kept): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|one| one.before == key || one.after == key);
    for first in touching.iter().filter(|one| one.after == key) {
        for second in touching.iter().filter(|one| one.before == key) {
            kept.push(Precedence {
                before: first.before.clone(),
                after: second.after.clone(),
                min_gap_minutes: 0,
                min_gap_days: 0,
                max_gap_days: None,
            });
        }
    }
    problem.precedences = kept;
    problem.activities.retain(|activity| activity.key != key);
}
