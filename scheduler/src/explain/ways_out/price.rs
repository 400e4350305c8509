//! What changes cost, and whom they affect: estimates that serve to rank.

use crate::calendar::Span;
use crate::problem::{Key, Problem, ResourceKind, ResourceRef};
use crate::scenario::Change;
use std::collections::BTreeSet;

/// Øre for an hour of a teacher, interviewer or escort.
const STAFF_HOUR: i64 = 40_000;
/// Øre for a day of a room or a vehicle that is hired.
const HIRED_DAY: i64 = 100_000;
/// Øre for what somebody has to be asked for: a company's window, a pinned session given up.
const FAVOUR: i64 = 50_000;
/// Øre for a participant who misses an activity that is left out, or whose weeks grow.
const MISSED: i64 = 20_000;
const DEFERRED: i64 = 1_000;
/// Hours of a working day and days of a working week, at most so many of which are charged.
const HOURS_A_DAY: i64 = 8;

/// What changes cost, in øre.
pub(super) fn of(problem: &Problem, changes: &[Change]) -> i64 {
    changes.iter().map(|change| price(problem, change)).sum()
}

fn price(problem: &Problem, change: &Change) -> i64 {
    let days = working_days(problem);
    match change {
        Change::AddInterpreter { interpreter } => {
            let terms = interpreter.terms;
            let day = HOURS_A_DAY / 2 * i64::from(terms.ore_per_hour);
            (day + i64::from(terms.transport_ore)) * days.min(10)
        }
        Change::AddStaff { .. } => STAFF_HOUR * HOURS_A_DAY * days.min(10),
        Change::AddRoom { .. } | Change::AddVehicle { .. } => HIRED_DAY * days.min(10),
        Change::AddCompany { .. } => 2 * FAVOUR,
        Change::AddOpening { resource, span } => opening(problem, resource, span),
        Change::Resize { resource, .. } if resource.kind == ResourceKind::Company => FAVOUR,
        Change::Resize { .. } => HIRED_DAY,
        Change::SetCompanyPlaces { .. }
        | Change::OfferCompany { .. }
        | Change::Unpin { .. }
        | Change::AddSkill { .. } => FAVOUR,
        Change::OpenCentre { .. } => 2 * STAFF_HOUR,
        Change::SetStaffCaps { staff, .. } => {
            let known = problem.staff.iter().any(|one| one.key == *staff);
            if known { STAFF_HOUR } else { 0 }
        }
        Change::ExtendDue { activity, days } | Change::AdvanceRelease { activity, days } => {
            DEFERRED * participants(problem, activity) * i64::from(*days)
        }
        Change::SetDayCap { cohort, .. }
        | Change::SetCohortHours { cohort, .. }
        | Change::SetLunch { cohort, .. } => {
            let all = problem.participants.iter();
            let own = all.filter(|who| who.cohort == *cohort).count();
            DEFERRED * i64::try_from(own).unwrap_or(i64::MAX)
        }
        Change::SetGap { after, .. } | Change::DropPrecedence { after, .. } => {
            FAVOUR + DEFERRED * participants(problem, after)
        }
        Change::DropActivity { activity } => MISSED * participants(problem, activity),
        Change::AddAbsence { .. } | Change::RemoveResource { .. } | Change::ResizeCohort { .. } => {
            0
        }
    }
}

/// Days on which the centre is open.
fn working_days(problem: &Problem) -> i64 {
    let dates: BTreeSet<_> = problem
        .horizon
        .open
        .iter()
        .map(|span| span.from.date)
        .collect();
    i64::try_from(dates.len()).unwrap_or(i64::MAX)
}

fn participants(problem: &Problem, activity: &str) -> i64 {
    let one = problem.activities.iter().find(|one| one.key == activity);
    let n = one.map_or(0, |one| one.participants.len());
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Hours of a span on which the centre is open.
fn open_hours(problem: &Problem, span: &Span) -> i64 {
    let open = problem.horizon.open.iter();
    let minutes = open.map(|open| {
        let (from, until) = (open.from.max(span.from), open.until.min(span.until));
        (until.minutes() - from.minutes()).max(0)
    });
    (minutes.sum::<i64>() + 59) / 60
}

fn opening(problem: &Problem, resource: &ResourceRef, span: &Span) -> i64 {
    let hours = open_hours(problem, span);
    let days = (hours + HOURS_A_DAY - 1) / HOURS_A_DAY;
    match resource.kind {
        ResourceKind::Interpreter => {
            let who = problem
                .interpreters
                .iter()
                .find(|one| one.key == resource.key);
            who.map_or(0, |who| {
                hours * i64::from(who.terms.ore_per_hour)
                    + days * i64::from(who.terms.transport_ore)
            })
        }
        ResourceKind::Staff => hours * STAFF_HOUR,
        ResourceKind::Room | ResourceKind::Vehicle => days * HIRED_DAY,
        ResourceKind::Company => FAVOUR,
        ResourceKind::Participant => MISSED,
    }
}

/// How many people and companies changes ask for something else.
pub(super) fn people(problem: &Problem, changes: &[Change]) -> u32 {
    let mut asked: BTreeSet<(ResourceKind, Key)> = BTreeSet::new();
    for change in changes {
        let of_activity = |key: &Key| {
            let one = problem.activities.iter().find(|one| one.key == *key);
            let people = one.map_or(Vec::new(), |one| one.participants.clone());
            people
                .into_iter()
                .map(|who| (ResourceKind::Participant, who))
                .collect::<Vec<_>>()
        };
        let of_cohort = |key: &Key| {
            let all = problem.participants.iter().filter(|who| who.cohort == *key);
            all.map(|who| (ResourceKind::Participant, who.key.clone()))
                .collect::<Vec<_>>()
        };
        match change {
            Change::ExtendDue { activity, .. }
            | Change::AdvanceRelease { activity, .. }
            | Change::Unpin { activity }
            | Change::DropActivity { activity } => asked.extend(of_activity(activity)),
            Change::SetGap { after, .. } | Change::DropPrecedence { after, .. } => {
                asked.extend(of_activity(after));
            }
            Change::SetDayCap { cohort, .. }
            | Change::SetCohortHours { cohort, .. }
            | Change::SetLunch { cohort, .. }
            | Change::ResizeCohort { cohort, .. } => asked.extend(of_cohort(cohort)),
            Change::AddOpening { resource, .. }
            | Change::AddAbsence { resource, .. }
            | Change::RemoveResource { resource }
            | Change::Resize { resource, .. } => {
                if !matches!(resource.kind, ResourceKind::Room | ResourceKind::Vehicle) {
                    asked.insert((resource.kind, resource.key.clone()));
                }
            }
            Change::SetStaffCaps { staff, .. } | Change::AddSkill { staff, .. } => {
                asked.insert((ResourceKind::Staff, staff.clone()));
            }
            Change::AddStaff { staff } => {
                asked.insert((ResourceKind::Staff, staff.key.clone()));
            }
            Change::AddInterpreter { interpreter } => {
                asked.insert((ResourceKind::Interpreter, interpreter.key.clone()));
            }
            Change::AddCompany { company } => {
                asked.insert((ResourceKind::Company, company.key.clone()));
            }
            Change::SetCompanyPlaces { company, .. } | Change::OfferCompany { company, .. } => {
                asked.insert((ResourceKind::Company, company.clone()));
            }
            Change::AddRoom { .. } | Change::AddVehicle { .. } | Change::OpenCentre { .. } => {}
        }
    }
    u32::try_from(asked.len()).unwrap_or(u32::MAX)
}
