//! More time: later deadlines, longer days, shorter gaps, somebody there for longer.

use super::{Case, Family};
use crate::calendar::{Date, Span};
use crate::problem::{Activity, Precedence, ResourceRef, Standing};
use crate::scenario::Change;
use crate::score::HardRule;
use std::collections::BTreeSet;

/// Resources whose hours are asked about at most.
const MOST_OPENED: usize = 4;

pub(super) fn families(case: &Case<'_>) -> Vec<Family> {
    let mut families = vec![unpin(case)];
    let rules = [
        HardRule::ResourceClosed,
        HardRule::ResourceAbsent,
        HardRule::ParticipantBusy,
    ];
    if rules.iter().any(|rule| case.has(*rule)) {
        let named = case.proof.resources.iter().take(MOST_OPENED);
        families.extend(named.map(|one| opening(case, one)));
    }
    if case.has(HardRule::OutsideWeeks) {
        families.push(weeks(case, "due", |one, days| {
            one.due.map(|_| Change::ExtendDue {
                activity: one.key.clone(),
                days,
            })
        }));
        families.push(weeks(case, "release", |one, days| {
            one.release.map(|_| Change::AdvanceRelease {
                activity: one.key.clone(),
                days,
            })
        }));
    }
    if case.has(HardRule::GapTooLong) || case.has(HardRule::OrderBroken) {
        families.push(gaps(case));
    }
    families.extend(of_cohorts(case));
    if case.has(HardRule::OutsideOpening) {
        families.push(centre(case));
    }
    families
}

fn unpin(case: &Case<'_>) -> Family {
    let pinned = case
        .activities
        .iter()
        .filter(|one| one.standing == Standing::Pinned);
    let changes: Vec<Change> = pinned
        .map(|one| Change::Unpin {
            activity: one.key.clone(),
        })
        .collect();
    let mut strengths: Vec<Vec<Change>> = changes.iter().map(|one| vec![one.clone()]).collect();
    strengths.truncate(4);
    strengths.push(changes);
    Family::new("unpin", strengths)
}

/// The dates within which a contradiction lies, as far as its activities say.
fn window(case: &Case<'_>) -> Span {
    let horizon = &case.problem.horizon;
    let whole = Span::days(
        horizon.first_date,
        horizon.first_date.plus_days(i32::from(horizon.days)),
    );
    if let Some(window) = case.proof.window {
        return window;
    }
    let releases = case.activities.iter().map(|one| one.release);
    let dues = case.activities.iter().map(|one| one.due);
    let from = releases.min().flatten().unwrap_or(whole.from);
    let until = dues
        .map(|due| due.unwrap_or(whole.until))
        .max()
        .unwrap_or(whole.until);
    if from < until {
        Span { from, until }
    } else {
        whole
    }
}

/// Dates within a span on which the centre is open: the first, the middle and the last.
fn open_dates(case: &Case<'_>, span: &Span) -> Vec<Date> {
    let open = case.problem.horizon.open.iter();
    let dates: BTreeSet<Date> = open
        .filter(|open| open.overlaps(span))
        .map(|open| open.from.date)
        .collect();
    let dates: Vec<Date> = dates.into_iter().collect();
    let Some(last) = dates.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut picked = vec![dates[last / 2], dates[0], dates[last]];
    picked.dedup();
    picked
}

/// Somebody or something is there: for half a day, a day, or throughout.
fn opening(case: &Case<'_>, resource: &ResourceRef) -> Family {
    let window = window(case);
    let mut strengths = Vec::new();
    let open = |span| {
        vec![Change::AddOpening {
            resource: resource.clone(),
            span,
        }]
    };
    let dates = open_dates(case, &window);
    for date in &dates {
        strengths.push(open(Span::on(*date, 480, 750)));
    }
    for date in dates {
        strengths.push(open(Span::days(date, date.plus_days(1))));
    }
    strengths.push(open(window));
    Family::new("opening", strengths)
}

fn weeks(
    case: &Case<'_>,
    sort: &'static str,
    change: impl Fn(&Activity, u16) -> Option<Change>,
) -> Family {
    let mut strengths = Vec::new();
    for days in [1, 3, 7, 14, 28] {
        let each = case.activities.iter();
        strengths.push(each.filter_map(|one| change(one, days)).collect());
    }
    Family::new(sort, strengths)
}

/// Gaps of the contradiction's activities with each other: no longer than they must be, then none.
fn gaps(case: &Case<'_>) -> Family {
    let keys = &case.proof.activities;
    let links: Vec<&Precedence> = case
        .problem
        .precedences
        .iter()
        .filter(|one| keys.contains(&one.before) && keys.contains(&one.after))
        .collect();
    let set = |one: &&Precedence, least: bool, most: bool| Change::SetGap {
        before: one.before.clone(),
        after: one.after.clone(),
        min_gap_minutes: if least { 0 } else { one.min_gap_minutes },
        min_gap_days: if least { 0 } else { one.min_gap_days },
        max_gap_days: one.max_gap_days.filter(|_| !most),
    };
    let capped = links.iter().filter(|one| one.max_gap_days.is_some());
    let waiting = |one: &&&Precedence| one.min_gap_minutes > 0 || one.min_gap_days > 0;
    let drop = |one: &&Precedence| Change::DropPrecedence {
        before: one.before.clone(),
        after: one.after.clone(),
    };
    let strengths = vec![
        capped.map(|one| set(one, false, true)).collect(),
        links
            .iter()
            .filter(waiting)
            .map(|one| set(one, true, false))
            .collect(),
        links.iter().map(drop).collect(),
    ];
    Family::new("gap", strengths)
}

/// Longer days for the cohorts concerned.
fn of_cohorts(case: &Case<'_>) -> Vec<Family> {
    let people: BTreeSet<&str> = case
        .activities
        .iter()
        .flat_map(|one| one.participants.iter().map(String::as_str))
        .collect();
    let keys: BTreeSet<&str> = case
        .problem
        .participants
        .iter()
        .filter(|who| people.contains(who.key.as_str()))
        .map(|who| who.cohort.as_str())
        .collect();
    let cohorts = case.problem.cohorts.iter();
    let cohorts: Vec<_> = cohorts
        .filter(|one| keys.contains(one.key.as_str()))
        .collect();
    let mut families = Vec::new();
    if case.has(HardRule::DayTooLong) {
        let caps = [60, 120, 240].map(|more| {
            let capped = cohorts.iter().filter_map(|one| {
                Some(Change::SetDayCap {
                    cohort: one.key.clone(),
                    minutes: Some(one.max_teaching_minutes_per_day?.saturating_add(more)),
                })
            });
            capped.collect::<Vec<_>>()
        });
        families.push(Family::new("day", caps.to_vec()));
    }
    if case.has(HardRule::LunchMissing) {
        let shorter = cohorts.iter().filter_map(|one| {
            let mut lunch = one.lunch?;
            lunch.minutes /= 2;
            Some(Change::SetLunch {
                cohort: one.key.clone(),
                lunch: Some(lunch),
            })
        });
        let none = cohorts.iter().map(|one| Change::SetLunch {
            cohort: one.key.clone(),
            lunch: None,
        });
        families.push(Family::new(
            "lunch",
            vec![shorter.collect(), none.collect()],
        ));
    }
    if case.has(HardRule::OutsideCohortHours) {
        let wider = [60, 120, 1440].map(|more: u16| {
            let wider = cohorts.iter().map(|one| Change::SetCohortHours {
                cohort: one.key.clone(),
                earliest: one.earliest.saturating_sub(more),
                latest: one.latest.saturating_add(more).min(1440),
            });
            wider.collect::<Vec<_>>()
        });
        families.push(Family::new("cohort hours", wider.to_vec()));
    }
    families
}

/// The centre open for two hours more on each day in question, then throughout the evening.
fn centre(case: &Case<'_>) -> Family {
    let window = window(case);
    let longer = [120, 360].map(|more| {
        let open = case.problem.horizon.open.iter();
        let inside = open.filter(|open| open.overlaps(&window));
        let longer = inside.filter_map(|open| {
            let until = open.until.minute.checked_add(more)?;
            (open.until.date == open.from.date && until < 1440).then(|| Change::OpenCentre {
                span: Span::on(open.from.date, open.from.minute, until),
            })
        });
        longer.collect::<Vec<_>>()
    });
    Family::new("centre", longer.to_vec())
}

/// An activity is left out: the one that fewest take part in.
pub(super) fn last_resorts(case: &Case<'_>) -> Vec<Family> {
    let free = case
        .activities
        .iter()
        .filter(|one| one.standing != Standing::Frozen);
    let mut free: Vec<&&Activity> = free.collect();
    free.sort_by_key(|one| (one.participants.len(), std::cmp::Reverse(&one.key)));
    let drop = free.into_iter().take(2).map(|one| {
        let change = Change::DropActivity {
            activity: one.key.clone(),
        };
        Family::new("drop", vec![vec![change]])
    });
    drop.collect()
}
