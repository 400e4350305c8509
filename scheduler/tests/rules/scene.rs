//! A small sound timetable that every case changes a little.

use scheduler::problem::{
    Activity, ActivityKind, BaseAssignment, BusySpan, Cohort, Company, Horizon, Interpreter,
    InterpreterMode, Lunch, Opening, Participant, Precedence, PriceTerms, Problem, Room,
    StaffMember, Standing, Vehicle, Weights,
};
use scheduler::{
    Assignment, Control, Date, Effort, HardRule, InterpreterBooking, Moment, SoftRule, Span,
    Timetable, check, faults_at, solve,
};
use std::collections::BTreeMap;

pub(crate) struct Scene {
    pub(crate) problem: Problem,
    pub(crate) timetable: Timetable,
}

/// A day of the fortnight, Monday 0, at a time.
pub(crate) fn at(day: i32, hour: u16, minute: u16) -> Moment {
    Date::from_ymd(2017, 3, 6)
        .expect("part of the scene")
        .plus_days(day)
        .at(hour * 60 + minute)
}

pub(crate) fn span(day: i32, from: (u16, u16), until: (u16, u16)) -> Span {
    Span {
        from: at(day, from.0, from.1),
        until: at(day, until.0, until.1),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "keys of an assignment are optional"
)]
pub(crate) fn some(key: &str) -> Option<String> {
    Some(key.into())
}

pub(crate) fn interpreted(by: &str) -> Vec<InterpreterBooking> {
    vec![InterpreterBooking {
        language: "ar".into(),
        interpreter: by.into(),
    }]
}

impl Scene {
    pub(crate) fn activity(&mut self, key: &str) -> &mut Activity {
        self.problem
            .activities
            .iter_mut()
            .find(|one| one.key == key)
            .expect("part of the scene")
    }

    pub(crate) fn place(&mut self, key: &str) -> &mut Assignment {
        self.timetable
            .assignments
            .get_mut(key)
            .expect("part of the scene")
    }

    pub(crate) fn cohort(&mut self) -> &mut Cohort {
        &mut self.problem.cohorts[0]
    }

    pub(crate) fn staff(&mut self, key: &str) -> &mut StaffMember {
        self.problem
            .staff
            .iter_mut()
            .find(|one| one.key == key)
            .expect("part of the scene")
    }

    pub(crate) fn company(&mut self, key: &str) -> &mut Company {
        self.problem
            .companies
            .iter_mut()
            .find(|one| one.key == key)
            .expect("part of the scene")
    }

    pub(crate) fn busy(&mut self, who: usize, span: Span, blocking: bool) {
        self.problem.participants[who]
            .busy
            .push(BusySpan { span, blocking });
    }

    /// Takes an activity's present place as its published one.
    pub(crate) fn publish(&mut self, key: &str, standing: Standing, notified: bool) {
        let assignment = self.place(key).clone();
        let one = self.activity(key);
        one.base = Some(BaseAssignment {
            assignment,
            notified,
        });
        one.standing = standing;
    }

    /// The rules that one activity breaks, as the engine and as the checker see it.
    pub(crate) fn faults(&self, key: &str) -> [Vec<HardRule>; 2] {
        let assignment = &self.timetable.assignments[key];
        let engine =
            faults_at(&self.problem, &self.timetable, key, assignment).expect("part of the scene");
        let found = check(&self.problem, &self.timetable)
            .expect("part of the scene")
            .violations;
        let of_one = found
            .iter()
            .filter(|one| one.activities.iter().any(|other| other == key));
        let mut checker: Vec<HardRule> = of_one.map(|one| one.rule).collect();
        checker.sort_unstable();
        checker.dedup();
        [engine, checker]
    }

    /// The units of a soft rule, as the checker and the engine count them; as the checker alone
    /// where something published is free to move, for then the engine moves it.
    pub(crate) fn units(&self, rule: SoftRule) -> Vec<i64> {
        let checker = check(&self.problem, &self.timetable)
            .expect("part of the scene")
            .score
            .rules[&rule]
            .units;
        if self.problem.activities.iter().any(|one| one.base.is_some()) {
            return vec![checker];
        }
        // Left without effort, the engine counts what stands: everything is held in place.
        let mut held = self.problem.clone();
        for one in &mut held.activities {
            let assignment = self.timetable.assignments.get(&one.key);
            let assignment = assignment.expect("part of the scene").clone();
            one.base = Some(BaseAssignment {
                assignment,
                notified: false,
            });
            one.standing = Standing::Pinned;
        }
        let effort = Effort { seed: 1, steps: 0 };
        let engine = solve(&held, &effort, &mut |_| Control::Continue).expect("part of the scene");
        vec![checker, engine.score.rules[&rule].units]
    }
}

/// Two participants with two lessons, an interview and a visit; a third with a lesson alone.
pub(crate) fn sound() -> Scene {
    let monday = at(0, 0, 0).date;
    let open = (0..14)
        .filter(|day| day % 7 < 5)
        .map(|day| span(day, (8, 0), (16, 0)))
        .collect();
    let horizon = Horizon {
        first_date: monday,
        days: 14,
        grid_minutes: 15,
        open,
        not_before: None,
    };
    let problem = Problem {
        horizon,
        weights: Weights::default(),
        rooms: vec![
            room("aula", "class"),
            room("bakken", "class"),
            room("talk", "interview"),
        ],
        staff: vec![
            staff("t1", &["theme"]),
            staff("t2", &["theme"]),
            staff("i", &["interviewer"]),
            staff("e", &["escort"]),
        ],
        interpreters: vec![interpreter("ar1"), interpreter("ar2")],
        vehicles: vec![Vehicle {
            key: "bus".into(),
            seats: 4,
            openings: Vec::new(),
            absences: Vec::new(),
        }],
        companies: vec![company("c1"), company("c2")],
        cohorts: vec![cohort("k", monday), cohort("m", monday)],
        participants: vec![
            participant("p1", "k", Some("ar")),
            participant("p2", "k", None),
            participant("p3", "m", None),
        ],
        bookings: Vec::new(),
        activities: activities(),
        precedences: vec![Precedence {
            before: "lesson/1".into(),
            after: "lesson/2".into(),
            min_gap_minutes: 0,
            min_gap_days: 0,
            max_gap_days: None,
        }],
    };
    let with = |start, room, staff: &str, by: &str| Assignment {
        room,
        staff: some(staff),
        interpreters: if by.is_empty() {
            Vec::new()
        } else {
            interpreted(by)
        },
        ..Assignment::at(start)
    };
    let visit = Assignment {
        company: some("c1"),
        vehicle: some("bus"),
        ..with(at(2, 10, 0), None, "e", "ar1")
    };
    let assignments = BTreeMap::from([
        (
            "lesson/1".into(),
            with(at(0, 9, 0), some("aula"), "t1", "ar1"),
        ),
        (
            "lesson/2".into(),
            with(at(1, 9, 0), some("aula"), "t1", "ar1"),
        ),
        (
            "talk/1".into(),
            with(at(0, 10, 15), some("talk"), "i", "ar1"),
        ),
        ("visit/1".into(), visit),
        (
            "other/1".into(),
            with(at(0, 13, 0), some("bakken"), "t2", ""),
        ),
    ]);
    Scene {
        problem,
        timetable: Timetable { assignments },
    }
}

fn room(key: &str, kind: &str) -> Room {
    Room {
        key: key.into(),
        kind: kind.into(),
        seats: 2,
        setup_minutes: 0,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn staff(key: &str, skills: &[&str]) -> StaffMember {
    StaffMember {
        key: key.into(),
        skills: skills.iter().map(ToString::to_string).collect(),
        languages: Vec::new(),
        max_minutes_per_day: None,
        max_minutes_per_week: None,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn interpreter(key: &str) -> Interpreter {
    Interpreter {
        key: key.into(),
        languages: vec!["ar".into()],
        mode: InterpreterMode::OnSite,
        terms: PriceTerms {
            ore_per_hour: 60_000,
            minimum_minutes: 60,
            transport_ore: 20_000,
        },
        buffer_minutes: 0,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn company(key: &str) -> Company {
    Company {
        key: key.into(),
        sectors: vec!["care".into()],
        places: 1,
        max_group: 2,
        openings: (1..=5)
            .map(|weekday| Opening::Weekly {
                weekday,
                from: 540,
                until: 900,
            })
            .collect(),
        absences: Vec::new(),
        travel_minutes: 30,
        walking: false,
        languages: Vec::new(),
        demands: Vec::new(),
    }
}

fn cohort(key: &str, monday: Date) -> Cohort {
    Cohort {
        key: key.into(),
        from: monday,
        until: monday.plus_days(14),
        earliest: 0,
        latest: 1440,
        max_teaching_minutes_per_day: Some(120),
        target_minutes_per_day: Some(90),
        lunch: Some(Lunch {
            from: 660,
            until: 780,
            minutes: 30,
        }),
        weights: None,
    }
}

fn participant(key: &str, cohort: &str, language: Option<&str>) -> Participant {
    Participant {
        key: key.into(),
        cohort: cohort.into(),
        interpreter_language: language.map(str::to_owned),
        languages: Vec::new(),
        sectors: Vec::new(),
        holds: Vec::new(),
        openings: Vec::new(),
        busy: Vec::new(),
    }
}

fn activities() -> Vec<Activity> {
    let one = |key: &str, kind, cohort: &str, people: &[&str]| Activity {
        key: key.into(),
        kind,
        cohort: cohort.into(),
        participants: people.iter().map(ToString::to_string).collect(),
        minutes: 60,
        release: None,
        due: None,
        room_kind: None,
        staff_skill: None,
        interpreted: true,
        on_site_interpreter: false,
        at_company: false,
        companies: Vec::new(),
        visit_group: None,
        series: None,
        desired_by: None,
        standing: Standing::Free,
        base: None,
    };
    let lesson = |key: &str, cohort: &str, people: &[&str]| Activity {
        room_kind: some("class"),
        staff_skill: some("theme"),
        series: Some(format!("{cohort}/theme")),
        ..one(key, ActivityKind::Lesson, cohort, people)
    };
    vec![
        lesson("lesson/1", "k", &["p1", "p2"]),
        lesson("lesson/2", "k", &["p1", "p2"]),
        lesson("other/1", "m", &["p3"]),
        Activity {
            room_kind: some("interview"),
            staff_skill: some("interviewer"),
            minutes: 45,
            ..one("talk/1", ActivityKind::CompetencyInterview, "k", &["p1"])
        },
        Activity {
            staff_skill: some("escort"),
            at_company: true,
            visit_group: some("k/1"),
            ..one("visit/1", ActivityKind::CompanyVisit, "k", &["p1", "p2"])
        },
    ]
}
