//! Small problems at random, by a handful of numbers that proptest can shrink.

use scheduler::problem::{
    Activity, ActivityKind, BaseAssignment, Booking, BusySpan, Cohort, Company, Horizon,
    Interpreter, InterpreterMode, Lunch, Opening, Participant, Precedence, PriceTerms, Problem,
    ResourceKind, ResourceRef, Room, StaffMember, Standing, Vehicle, Weights,
};
use scheduler::{Assignment, Control, Date, Effort, Solution, Span, solve};

/// How many cases of a law are tried: so many, or what `PROPTEST_CASES` says.
#[expect(
    clippy::disallowed_methods,
    reason = "a thousand cases are asked for by hand; the engine asks nobody"
)]
pub(crate) fn cases(few: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES");
    asked.ok().and_then(|n| n.parse().ok()).unwrap_or(few)
}

/// A stream of small numbers.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % n
    }

    pub(crate) fn small(&mut self, n: u16) -> u16 {
        u16::try_from(self.below(u64::from(n))).expect("a small number")
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = usize::try_from(self.below(at as u64 + 1)).expect("a small number");
            list.swap(at, other);
        }
    }
}

const LANGUAGES: [&str; 3] = ["ar", "so", "ti"];
const SKILLS: [&str; 3] = ["danish", "escort", "theme"];

/// A problem of two weeks in some shape; `tight` makes it harder.
pub(crate) fn problem(seed: u64, tight: bool) -> Problem {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..4 {
        dice.below(2);
    }
    let monday = Date::from_ymd(2017, 4, 3).expect("a date");
    let grid_minutes = [5, 10, 15, 20, 30, 60][usize::from(dice.small(6))];
    let closes = 780 + 60 * dice.small(4);
    let open = (0..12)
        .filter(|day| day % 7 < 5)
        .map(|day| Span::on(monday.plus_days(day), 480, closes));
    let not_before = dice.chance(30).then(|| monday.plus_days(1).at(600));
    let horizon = Horizon {
        first_date: monday,
        days: 14,
        grid_minutes,
        open: open.collect(),
        not_before,
    };
    let mut problem = Problem {
        horizon,
        weights: Weights::default(),
        rooms: rooms(&mut dice),
        staff: staff(&mut dice, tight),
        interpreters: interpreters(&mut dice, tight),
        vehicles: vec![Vehicle {
            key: "bus".into(),
            seats: 9,
            openings: Vec::new(),
            absences: Vec::new(),
        }],
        companies: companies(&mut dice),
        cohorts: Vec::new(),
        participants: Vec::new(),
        bookings: Vec::new(),
        activities: Vec::new(),
        precedences: Vec::new(),
    };
    for number in 0..=dice.small(2) {
        cohort(&mut problem, &mut dice, monday, number, tight);
    }
    bookings(&mut problem, &mut dice, monday);
    problem
}

fn openings(dice: &mut Dice) -> Vec<Opening> {
    if dice.chance(60) {
        return Vec::new();
    }
    (1..=5)
        .filter(|_| dice.chance(70))
        .map(|weekday| Opening::Weekly {
            weekday,
            from: 480,
            until: 900,
        })
        .collect()
}

fn rooms(dice: &mut Dice) -> Vec<Room> {
    let room = |key: &str, kind: &str, seats, setup_minutes, openings| Room {
        key: key.into(),
        kind: kind.into(),
        seats,
        setup_minutes,
        openings,
        absences: Vec::new(),
    };
    vec![
        room("class-1", "class", 8, dice.small(3) * 10, openings(dice)),
        room("class-2", "class", 6, 0, openings(dice)),
        room("talk", "interview", 2, 0, Vec::new()),
    ]
}

fn staff(dice: &mut Dice, tight: bool) -> Vec<StaffMember> {
    let n = if tight { 4 } else { 6 };
    (0..n)
        .map(|number| StaffMember {
            key: format!("staff-{number}"),
            skills: vec![SKILLS[number % 3].into(), "interviewer".into()],
            languages: if dice.chance(30) {
                vec![LANGUAGES[number % 3].into()]
            } else {
                Vec::new()
            },
            max_minutes_per_day: dice.chance(40).then(|| 180 + dice.small(200)),
            max_minutes_per_week: dice.chance(40).then(|| 600 + dice.small(400)),
            openings: openings(dice),
            absences: Vec::new(),
        })
        .collect()
}

fn interpreters(dice: &mut Dice, tight: bool) -> Vec<Interpreter> {
    let n = if tight { 3 } else { 5 };
    (0..n)
        .map(|number| {
            let mut languages = vec![LANGUAGES[number % 3].to_owned()];
            if dice.chance(40) {
                languages.push(LANGUAGES[(number + 1) % 3].to_owned());
            }
            Interpreter {
                key: format!("interpreter-{number}"),
                languages,
                mode: [
                    InterpreterMode::OnSite,
                    InterpreterMode::OnSite,
                    InterpreterMode::Phone,
                ][usize::from(dice.small(3))],
                terms: PriceTerms {
                    ore_per_hour: 30_000 + u32::from(dice.small(100)) * 7,
                    minimum_minutes: dice.small(3) * 45,
                    transport_ore: 20_000,
                },
                buffer_minutes: dice.small(3) * 10,
                openings: openings(dice),
                absences: Vec::new(),
            }
        })
        .collect()
}

fn companies(dice: &mut Dice) -> Vec<Company> {
    (0..3)
        .map(|number| Company {
            key: format!("company-{number}"),
            sectors: vec![["care", "food"][number % 2].into()],
            places: 1 + dice.small(2),
            max_group: 6,
            openings: openings(dice),
            absences: Vec::new(),
            travel_minutes: 5 + dice.small(30),
            walking: dice.chance(30),
            languages: Vec::new(),
            demands: if dice.chance(20) {
                vec!["course".into()]
            } else {
                Vec::new()
            },
        })
        .collect()
}

fn cohort(problem: &mut Problem, dice: &mut Dice, monday: Date, number: u16, tight: bool) {
    let key = format!("cohort-{number}");
    let cohort = Cohort {
        key: key.clone(),
        from: monday,
        until: monday.plus_days(14),
        earliest: 480 + dice.small(4) * 5,
        latest: 960,
        max_teaching_minutes_per_day: dice.chance(60).then_some(240),
        target_minutes_per_day: dice.chance(60).then_some(120),
        lunch: dice.chance(60).then_some(Lunch {
            from: 655,
            until: 775,
            minutes: 35,
        }),
        weights: dice.chance(30).then(|| Weights {
            idle_gap: 77,
            empty_day: 5,
            ..Weights::default()
        }),
    };
    let people: Vec<String> = (0..4).map(|at| format!("{key}/{at}")).collect();
    for person in &people {
        let busy = (0..dice.below(3)).map(|_| {
            let day = i32::from(dice.small(12));
            let from = 480 + dice.small(400);
            BusySpan {
                span: Span::on(monday.plus_days(day), from, from + 50),
                blocking: dice.chance(40),
            }
        });
        let busy = busy.collect();
        let language = LANGUAGES.get(usize::from(dice.small(4)));
        problem.participants.push(Participant {
            key: person.clone(),
            cohort: key.clone(),
            interpreter_language: language.map(|language| (*language).to_owned()),
            languages: Vec::new(),
            sectors: if dice.chance(70) {
                vec!["care".into()]
            } else {
                Vec::new()
            },
            holds: if dice.chance(80) {
                vec!["course".into()]
            } else {
                Vec::new()
            },
            openings: Vec::new(),
            busy,
        });
    }
    problem.cohorts.push(cohort);
    lessons(problem, dice, &key, &people, tight);
    for person in &people {
        let mut one = activity(
            &key,
            &format!("interview/{person}"),
            ActivityKind::CompetencyInterview,
            45,
        );
        one.participants = vec![person.clone()];
        one.room_kind = Some("interview".into());
        one.staff_skill = Some("interviewer".into());
        one.interpreted = true;
        one.desired_by = dice.chance(50).then(|| monday.plus_days(2));
        problem.activities.push(one);
    }
    visits(problem, dice, &key, &people);
}

fn activity(cohort: &str, key: &str, kind: ActivityKind, minutes: u16) -> Activity {
    Activity {
        key: format!("{cohort}/{key}"),
        kind,
        cohort: cohort.into(),
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

fn lessons(problem: &mut Problem, dice: &mut Dice, cohort: &str, people: &[String], tight: bool) {
    let n = if tight { 12 } else { 7 };
    let mut last: Option<String> = None;
    let monday = problem.horizon.first_date;
    for number in 0..n {
        let danish = number % 3 == 2;
        let kind = if danish {
            ActivityKind::DanishLesson
        } else {
            ActivityKind::Lesson
        };
        let mut one = activity(
            cohort,
            &format!("lesson/{number:02}"),
            kind,
            40 + dice.small(60),
        );
        one.participants = people.to_vec();
        if dice.chance(25) {
            one.participants.truncate(2);
        }
        one.room_kind = Some("class".into());
        one.staff_skill = Some(if danish { "danish" } else { "theme" }.into());
        one.interpreted = dice.chance(60);
        one.series = dice.chance(70).then(|| format!("{cohort}/{}", number / 3));
        if dice.chance(30) {
            one.release = Some(monday.plus_days(i32::from(dice.small(5))).at(500));
            one.due = Some(monday.plus_days(9 + i32::from(dice.small(4))).at(700));
        }
        if let Some(before) = last.clone().filter(|_| dice.chance(70)) {
            problem.precedences.push(Precedence {
                before,
                after: one.key.clone(),
                min_gap_minutes: u32::from(dice.small(3)) * 7,
                min_gap_days: u16::from(dice.chance(20)),
                max_gap_days: dice.chance(20).then_some(6),
            });
        }
        last = Some(one.key.clone());
        base(problem, dice, &mut one);
        problem.activities.push(one);
    }
}

/// Some lessons are published already, most of them where they can stand.
fn base(problem: &Problem, dice: &mut Dice, one: &mut Activity) {
    if !dice.chance(15) {
        return;
    }
    let grid = problem.horizon.grid_minutes;
    let day = problem
        .horizon
        .first_date
        .plus_days(i32::from(dice.small(5)));
    let minute = (540 + dice.small(200)) / grid * grid;
    let assignment = Assignment {
        room: Some("class-1".into()),
        staff: Some("staff-0".into()),
        ..Assignment::at(day.at(minute))
    };
    let notified = dice.chance(50);
    let is_past = problem
        .horizon
        .not_before
        .is_some_and(|now| assignment.start < now);
    one.standing = if is_past {
        Standing::Frozen
    } else {
        Standing::Free
    };
    one.base = Some(BaseAssignment {
        assignment,
        notified,
    });
}

fn visits(problem: &mut Problem, dice: &mut Dice, cohort: &str, people: &[String]) {
    for number in 0..dice.small(3) {
        let mut one = activity(
            cohort,
            &format!("visit/{number}"),
            ActivityKind::CompanyVisit,
            60,
        );
        one.participants = people.to_vec();
        one.staff_skill = Some("escort".into());
        one.interpreted = true;
        one.on_site_interpreter = true;
        one.at_company = true;
        one.visit_group = Some(cohort.into());
        problem.activities.push(one);
    }
}

fn bookings(problem: &mut Problem, dice: &mut Dice, monday: Date) {
    let kinds = [
        (ResourceKind::Room, "class-1"),
        (ResourceKind::Staff, "staff-1"),
        (ResourceKind::Interpreter, "interpreter-0"),
        (ResourceKind::Vehicle, "bus"),
        (ResourceKind::Company, "company-0"),
        (ResourceKind::Participant, "cohort-0/0"),
    ];
    for (kind, key) in kinds {
        let day = monday.plus_days(i32::from(dice.small(10)));
        let from = 480 + dice.small(300);
        let span = Span::on(day, from, from + 77);
        problem.bookings.push(Booking {
            resource: ResourceRef::new(kind, key),
            span,
            places: 1,
        });
    }
}

/// Every list in another order.
pub(crate) fn shuffled(problem: &Problem, seed: u64) -> Problem {
    let mut dice = Dice(seed | 1);
    let mut other = problem.clone();
    dice.shuffle(&mut other.rooms);
    dice.shuffle(&mut other.staff);
    dice.shuffle(&mut other.interpreters);
    dice.shuffle(&mut other.vehicles);
    dice.shuffle(&mut other.companies);
    dice.shuffle(&mut other.cohorts);
    dice.shuffle(&mut other.participants);
    dice.shuffle(&mut other.bookings);
    dice.shuffle(&mut other.activities);
    dice.shuffle(&mut other.precedences);
    for one in &mut other.activities {
        dice.shuffle(&mut one.participants);
    }
    for one in &mut other.interpreters {
        dice.shuffle(&mut one.languages);
    }
    dice.shuffle(&mut other.horizon.open);
    other
}

/// The answer to a sound problem.
pub(crate) fn planned(problem: &Problem, seed: u64, steps: u64) -> Solution {
    solve(problem, &Effort { seed, steps }, &mut |_| Control::Continue).expect("a sound problem")
}
