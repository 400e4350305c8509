//! Counts what the sample courses ask for against what the centres have: the plan must not be
//! trivial, and must surely exist. A set of skills or languages is held against everybody who has
//! any of them, so nobody is counted twice.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Timelike};
use rstest::rstest;

use demand::{Demand, demands};

use super::{Interpreter, Opening, SampleCentre, load};
use crate::domain::template::RoomKind;

mod demand;

const HOLIDAYS: [(u32, u32); 5] = [(4, 13), (4, 14), (4, 17), (5, 25), (6, 5)];

/// The days of these weeks on which there is a course.
fn days(centre: &SampleCentre, (first, last): (u32, u32)) -> Vec<NaiveDate> {
    let start = centre.cohorts[0].first_on;
    (7 * (first - 1)..7 * last)
        .map(|day| start.checked_add_days(Days::new(u64::from(day))).unwrap())
        .filter(|day| {
            let weekday = day.weekday().number_from_monday();
            centre
                .template
                .definition
                .days
                .iter()
                .any(|d| d.weekday == weekday)
                && !HOLIDAYS.contains(&(day.month(), day.day()))
                && !centre.centre.closing_days.contains(day)
        })
        .collect()
}

/// Minutes that somebody has on a day, inside the hours of the course and outside absences.
fn open_minutes(centre: &SampleCentre, key: &str, own: &[Opening], day: NaiveDate) -> u32 {
    let weekday = day.weekday().number_from_monday();
    let course = centre
        .template
        .definition
        .days
        .iter()
        .find(|d| d.weekday == weekday)
        .unwrap();
    let openings = if own.is_empty() {
        &centre.centre.openings
    } else {
        own
    };
    let absent = centre
        .absences
        .iter()
        .any(|a| a.resource == key && a.from.date() <= day && day <= a.until.date());
    if absent {
        return 0;
    }
    let overlap = |opening: &Opening| {
        let until = opening.until_minute.min(course.latest_minute);
        until.saturating_sub(opening.from_minute.max(course.earliest_minute))
    };
    openings
        .iter()
        .filter(|o| o.weekdays.contains(&weekday))
        .map(overlap)
        .sum()
}

/// Minutes of a resource in these weeks under its daily and weekly caps.
fn supply(
    centre: &SampleCentre,
    (key, own): (&str, &[Opening]),
    (day_cap, week_cap): (Option<u32>, Option<u32>),
    (first, last): (u32, u32),
) -> u32 {
    let a_week = |week| {
        let on =
            |day: NaiveDate| open_minutes(centre, key, own, day).min(day_cap.unwrap_or(u32::MAX));
        let sum: u32 = days(centre, (week, week)).into_iter().map(on).sum();
        sum.min(week_cap.unwrap_or(u32::MAX))
    };
    (first..=last).map(a_week).sum()
}

struct Load {
    what: String,
    demand: u32,
    supply: u32,
}

impl Load {
    fn percent(&self) -> u32 {
        100 * self.demand / self.supply.max(1)
    }
}

fn subsets(items: &BTreeSet<String>) -> Vec<BTreeSet<String>> {
    let items: Vec<&String> = items.iter().collect();
    (1_usize..1 << items.len())
        .map(|bits| (0..items.len()).filter(move |i| bits >> i & 1 == 1))
        .map(|chosen| chosen.map(|i| items[i].clone()).collect())
        .collect()
}

fn runs(weeks: u32) -> impl Iterator<Item = (u32, u32)> {
    (1..=weeks).flat_map(move |first| (first..=weeks).map(move |last| (first, last)))
}

fn loads(centre: &SampleCentre) -> Vec<Load> {
    let demands = demands(centre);
    let mut loads = vec![company_load(centre, &demands)];
    for weeks in runs(centre.template.definition.weeks) {
        let inside = |d: &&Demand| weeks.0 <= d.weeks.0 && d.weeks.1 <= weeks.1;
        let now: Vec<&Demand> = demands.iter().filter(inside).collect();
        loads.extend(staff_loads(centre, &now, weeks));
        loads.extend(interpreter_loads(centre, &now, weeks));
        let kinds = [RoomKind::Class, RoomKind::Workshop, RoomKind::Interview];
        loads.extend(kinds.map(|kind| room_load(centre, &now, kind, weeks)));
    }
    loads
}

fn staff_loads(centre: &SampleCentre, now: &[&Demand], weeks: (u32, u32)) -> Vec<Load> {
    let skills: BTreeSet<String> = now.iter().map(|d| d.needs.clone()).collect();
    let load = |set: BTreeSet<String>| {
        let asked = now.iter().filter(|d| set.contains(&d.needs));
        let able = centre
            .staff
            .iter()
            .filter(|m| m.skills.iter().any(|s| set.contains(s)));
        let supply = able.map(|m| {
            let caps = (m.max_minutes_day, m.max_minutes_week);
            supply(centre, (&m.key, &m.openings), caps, weeks)
        });
        Load {
            what: format!("{set:?} in weeks {weeks:?}"),
            demand: asked.map(|d| d.busy_minutes * d.sessions).sum(),
            supply: supply.sum(),
        }
    };
    subsets(&skills).into_iter().map(load).collect()
}

fn interpreter_loads(centre: &SampleCentre, now: &[&Demand], weeks: (u32, u32)) -> Vec<Load> {
    let spoken: BTreeSet<String> = now.iter().flat_map(|d| d.languages.clone()).collect();
    let load = |set: BTreeSet<String>| {
        let asked = now.iter().map(|d| {
            let n_languages = u32::try_from(d.languages.intersection(&set).count()).unwrap();
            d.busy_minutes * d.sessions * n_languages
        });
        let able = |i: &&Interpreter| i.languages.iter().any(|language| set.contains(language));
        let able = centre.interpreters.iter().filter(able);
        let supply = able.map(|i| supply(centre, (&i.key, &i.openings), (None, None), weeks));
        Load {
            what: format!("{set:?} in weeks {weeks:?}"),
            demand: asked.sum(),
            supply: supply.sum(),
        }
    };
    subsets(&spoken).into_iter().map(load).collect()
}

fn room_load(centre: &SampleCentre, now: &[&Demand], kind: RoomKind, weeks: (u32, u32)) -> Load {
    let rooms: Vec<_> = centre
        .rooms
        .iter()
        .filter(|room| room.kind == kind)
        .collect();
    let setup = rooms
        .iter()
        .map(|room| room.setup_minutes)
        .max()
        .unwrap_or(0);
    let asked = now.iter().filter(|d| d.room == Some(kind));
    let supply = rooms
        .iter()
        .map(|room| supply(centre, (&room.key, &room.openings), (None, None), weeks));
    Load {
        what: format!("{kind:?} rooms in weeks {weeks:?}"),
        demand: asked.map(|d| (d.minutes + setup) * d.sessions).sum(),
        supply: supply.sum(),
    }
}

/// Visits against the windows that hold one, each taken once.
fn company_load(centre: &SampleCentre, demands: &[Demand]) -> Load {
    let wanted = centre.template.definition.visits.as_ref().unwrap();
    let days = days(centre, (wanted.first_week, wanted.last_week));
    let windows = centre.companies.iter().flat_map(|c| &c.windows);
    let dates = windows.map(|w| {
        assert!(w.until_minute - w.from_minute >= wanted.minutes);
        let fits = |day: &&NaiveDate| {
            w.on == Some(**day) || w.weekday == Some(day.weekday().number_from_monday())
        };
        days.iter().filter(fits).count()
    });
    let visits = demands
        .iter()
        .filter(|d| d.needs == wanted.skill)
        .map(|d| d.sessions)
        .sum();
    Load {
        what: "visits in windows of companies".to_owned(),
        demand: visits,
        supply: u32::try_from(dates.sum::<usize>()).unwrap(),
    }
}

#[rstest]
fn nothing_is_short_and_something_is_tight(
    #[values("avnstrup", "jelling", "ny_i_danmark")] directory: &str,
) {
    let centre = load(directory).unwrap();
    assert!(
        centre.absences.iter().all(|a| a.from.hour() <= 8),
        "absences are whole days"
    );
    let mut loads = loads(&centre);
    loads.sort_by_key(|load| std::cmp::Reverse(load.percent()));
    for load in loads.iter().take(10) {
        println!(
            "{:>4} % {:>6} of {:>6} {}",
            load.percent(),
            load.demand,
            load.supply,
            load.what
        );
    }
    assert!(
        loads[0].percent() <= 80,
        "{} at {} %",
        loads[0].what,
        loads[0].percent()
    );
    assert!(
        loads[0].percent() >= 50,
        "{} at {} %",
        loads[0].what,
        loads[0].percent()
    );
}
