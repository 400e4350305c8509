//! The parts that courses are made of.

use scheduler::calendar::is_public_holiday;
use scheduler::problem::{
    Activity, ActivityKind, BusySpan, Cohort, Company, Horizon, Interpreter, InterpreterMode,
    Opening, Participant, Precedence, PriceTerms, Problem, Room, StaffMember, Standing, Weights,
};
use scheduler::{Date, Span};

/// Invented chance that is the same on every machine.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    pub(crate) fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        &list[at]
    }
}

/// A horizon of whole weeks from a Monday, open on weekdays that are no public holidays.
pub(crate) fn horizon(
    monday: Date,
    weeks: u16,
    grid_minutes: u16,
    (opens, closes): (u16, u16),
) -> Horizon {
    let days = weeks * 7;
    let open = (0..i32::from(days))
        .map(|day| monday.plus_days(day))
        .filter(|date| !date.is_weekend() && !is_public_holiday(*date))
        .map(|date| Span::on(date, opens, closes))
        .collect();
    Horizon {
        first_date: monday,
        days,
        grid_minutes,
        open,
        not_before: None,
    }
}

pub(crate) fn empty(horizon: Horizon) -> Problem {
    Problem {
        horizon,
        weights: Weights::default(),
        rooms: Vec::new(),
        staff: Vec::new(),
        interpreters: Vec::new(),
        vehicles: Vec::new(),
        companies: Vec::new(),
        cohorts: Vec::new(),
        participants: Vec::new(),
        bookings: Vec::new(),
        activities: Vec::new(),
        precedences: Vec::new(),
    }
}

/// The same hours on some days of the week, Monday 1.
pub(crate) fn weekly(days: &[u8], from: u16, until: u16) -> Vec<Opening> {
    days.iter()
        .map(|weekday| Opening::Weekly {
            weekday: *weekday,
            from,
            until,
        })
        .collect()
}

pub(crate) fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

pub(crate) fn room(key: &str, kind: &str, seats: u16, openings: Vec<Opening>) -> Room {
    let key = format!("room/{key}");
    Room {
        key,
        kind: kind.into(),
        seats,
        setup_minutes: 0,
        openings,
        absences: Vec::new(),
    }
}

pub(crate) fn staff(
    key: &str,
    skills: &[&str],
    languages: &[&str],
    openings: Vec<Opening>,
) -> StaffMember {
    StaffMember {
        key: format!("staff/{key}"),
        skills: words(skills),
        languages: words(languages),
        max_minutes_per_day: Some(390),
        max_minutes_per_week: Some(1_560),
        openings,
        absences: Vec::new(),
    }
}

pub(crate) fn interpreter(key: &str, languages: &[&str], openings: Vec<Opening>) -> Interpreter {
    Interpreter {
        key: format!("interpreter/{key}"),
        languages: words(languages),
        mode: InterpreterMode::OnSite,
        terms: PriceTerms {
            ore_per_hour: 34_500,
            minimum_minutes: 120,
            transport_ore: 28_000,
        },
        buffer_minutes: 0,
        openings,
        absences: Vec::new(),
    }
}

pub(crate) fn company(key: &str, sectors: &[&str], travel: u16, openings: Vec<Opening>) -> Company {
    Company {
        key: format!("company/{key}"),
        sectors: words(sectors),
        places: 1,
        max_group: 10,
        openings,
        absences: Vec::new(),
        travel_minutes: travel,
        walking: false,
        languages: Vec::new(),
        demands: Vec::new(),
    }
}

pub(crate) fn participant(cohort: &Cohort, number: usize, language: Option<&str>) -> Participant {
    Participant {
        key: format!("{}/participant/{number:02}", cohort.key),
        cohort: cohort.key.clone(),
        interpreter_language: language.map(str::to_owned),
        languages: language.map_or_else(|| words(&["en"]), |language| words(&[language])),
        sectors: Vec::new(),
        holds: Vec::new(),
        openings: Vec::new(),
        busy: Vec::new(),
    }
}

pub(crate) fn busy(date: Date, from: u16, until: u16, blocking: bool) -> BusySpan {
    BusySpan {
        span: Span::on(date, from, until),
        blocking,
    }
}

/// An activity of a cohort that asks for nothing yet.
pub(crate) fn activity(cohort: &Cohort, key: &str, kind: ActivityKind, minutes: u16) -> Activity {
    Activity {
        key: format!("{}/{key}", cohort.key),
        kind,
        cohort: cohort.key.clone(),
        participants: Vec::new(),
        minutes,
        release: None,
        due: None,
        room_kind: None,
        staff_skill: None,
        interpreted: false,
        on_site_interpreter: false,
        at_company: false,
        companies: Vec::new(),
        visit_group: None,
        series: None,
        desired_by: None,
        standing: Standing::Free,
        base: None,
    }
}

/// A lesson of a series for some participants.
pub(crate) fn lesson(
    cohort: &Cohort,
    (series, part): (&str, usize),
    skill: &str,
    minutes: u16,
    people: &[String],
) -> Activity {
    let is_danish = skill == "danish";
    let kind = if is_danish {
        ActivityKind::DanishLesson
    } else {
        ActivityKind::Lesson
    };
    let key = if is_danish {
        format!("danish/{part:02}")
    } else {
        format!("lesson/{series}/{part}")
    };
    Activity {
        participants: people.to_vec(),
        room_kind: Some("class".into()),
        staff_skill: Some(skill.into()),
        interpreted: !is_danish,
        series: Some(format!("{}/{series}", cohort.key)),
        ..activity(cohort, &key, kind, minutes)
    }
}

/// Monday of a week of the cohort, counted from 1.
pub(crate) fn week(cohort: &Cohort, number: u16) -> Date {
    cohort.from.plus_days(i32::from(number - 1) * 7)
}

/// Keeps an activity within some weeks, both included.
pub(crate) fn within(cohort: &Cohort, activity: Activity, from: u16, to: u16) -> Activity {
    Activity {
        release: Some(week(cohort, from).at(0)),
        due: Some(week(cohort, to + 1).at(0)),
        ..activity
    }
}

/// Adds activities that follow each other.
pub(crate) fn add_chain(problem: &mut Problem, chain: Vec<Activity>, min_gap_days: u16) {
    for pair in chain.windows(2) {
        problem.precedences.push(Precedence {
            before: pair[0].key.clone(),
            after: pair[1].key.clone(),
            min_gap_minutes: 0,
            min_gap_days,
            max_gap_days: None,
        });
    }
    problem.activities.extend(chain);
}
