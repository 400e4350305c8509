//! Vejle and the centre at Jelling: one cohort of 20 for five weeks. Danish is taught by others and
//! comes as blocking busy time; interpreters by telephone; part of the course stands already.

use crate::course::{
    Chance, activity, add_chain, busy, company, empty, horizon, interpreter, lesson, participant,
    room, staff, weekly, within, words,
};
use scheduler::problem::{
    Activity, ActivityKind, BaseAssignment, Booking, Cohort, InterpreterMode, Lunch, Problem,
    ResourceKind, ResourceRef, Standing, Vehicle,
};
use scheduler::{Assignment, Date, Span};

const WEEKS: u16 = 5;

const THEMES: [(&str, usize, u16); 8] = [
    ("labour-market", 3, 100),
    ("job-search", 3, 100),
    ("workplace-culture", 2, 120),
    ("taxes-and-budget", 2, 90),
    ("education", 2, 90),
    ("rights-and-duties", 2, 90),
    ("family-school-health", 3, 90),
    ("housing", 2, 90),
];

pub(crate) fn problem() -> Problem {
    let monday = Date::from_ymd(2017, 5, 1).expect("a date");
    let mut problem = empty(horizon(monday, WEEKS, 10, (480, 1020)));
    resources(&mut problem, monday);
    let cohort = Cohort {
        key: "jelling-1".into(),
        from: monday,
        until: monday.plus_days(7 * i32::from(WEEKS)),
        earliest: 480,
        latest: 960,
        max_teaching_minutes_per_day: Some(240),
        target_minutes_per_day: Some(200),
        lunch: Some(Lunch {
            from: 690,
            until: 790,
            minutes: 30,
        }),
        weights: None,
    };
    let people = participants(&mut problem, &cohort);
    let themes = THEMES.iter().flat_map(|(theme, parts, minutes)| {
        let people = &people;
        let cohort = &cohort;
        (1..=*parts).map(move |part| lesson(cohort, (theme, part), "society", *minutes, people))
    });
    let mut lessons: Vec<Activity> = themes.collect();
    pin_first(&mut lessons[0], monday);
    add_chain(&mut problem, lessons, 0);
    interviews(&mut problem, &cohort, &people);
    for (group, members) in people.chunks(5).enumerate() {
        visits(&mut problem, &cohort, group + 1, members);
    }
    problem.cohorts.push(cohort);
    problem
}

fn resources(problem: &mut Problem, monday: Date) {
    problem.rooms = vec![
        room("skibelund", "class", 22, Vec::new()),
        room(
            "kontor",
            "interview",
            3,
            weekly(&[1, 2, 3, 4, 5], 600, 1020),
        ),
    ];
    problem.staff = vec![
        staff(
            "tove",
            &["society"],
            &["en"],
            weekly(&[1, 2, 4, 5], 480, 960),
        ),
        staff(
            "ulla",
            &["society", "interviewer"],
            &["en"],
            weekly(&[2, 3, 4], 480, 1020),
        ),
        staff(
            "viggo",
            &["interviewer", "escort"],
            &["en", "ar"],
            Vec::new(),
        ),
    ];
    problem.interpreters = vec![
        interpreter("ar-1", &["ar"], Vec::new()),
        interpreter("telefon-ti", &["ti"], Vec::new()),
        interpreter("ti-1", &["ti"], weekly(&[2, 3, 4], 480, 1020)),
    ];
    problem.interpreters[1].mode = InterpreterMode::Phone;
    problem.interpreters[1].terms.minimum_minutes = 30;
    problem.interpreters[0].buffer_minutes = 20;
    let second_week = monday.plus_days(8);
    problem.bookings = vec![Booking {
        resource: ResourceRef::new(ResourceKind::Interpreter, "interpreter/ar-1"),
        span: Span::on(second_week, 480, 720),
        places: 1,
    }];
    problem.vehicles = vec![Vehicle {
        key: "vehicle/minibus".into(),
        seats: 8,
        openings: Vec::new(),
        absences: vec![Span::on(monday.plus_days(15), 480, 1020)],
    }];
    problem.companies = vec![
        company("moebelfabrik", &["industry"], 30, weekly(&[1, 3], 780, 960)),
        company("gartneri", &["agriculture"], 20, weekly(&[2, 4], 720, 960)),
        company(
            "supermarked",
            &["service"],
            10,
            weekly(&[1, 2, 3, 4, 5], 720, 840),
        ),
        company("plejecenter", &["care"], 20, weekly(&[4, 5], 600, 900)),
    ];
    problem.companies[2].walking = true;
    problem.companies[2].max_group = 6;
    problem.companies[3].demands = words(&["vaccinated"]);
}

fn participants(problem: &mut Problem, cohort: &Cohort) -> Vec<String> {
    let mut chance = Chance::new(7300);
    let mut keys = Vec::new();
    for number in 1..=20 {
        let language = match number % 5 {
            0 => None,
            1 | 2 => Some("ar"),
            _ => Some("ti"),
        };
        let mut one = participant(cohort, number, language);
        one.sectors = words(&[*chance.one_of(&["industry", "agriculture", "service", "care"])]);
        if number <= 10 {
            one.holds = words(&["vaccinated"]);
        }
        // Danish three mornings a week, from half past eight to eleven.
        for week in 0..i32::from(WEEKS) {
            for day in [0, 2, 4] {
                let date = cohort.from.plus_days(week * 7 + day);
                one.busy.push(busy(date, 510, 660, true));
            }
        }
        let day = i32::try_from(chance.below(33)).unwrap_or(0);
        one.busy
            .push(busy(cohort.from.plus_days(day), 720, 800, false));
        keys.push(one.key.clone());
        problem.participants.push(one);
    }
    keys
}

/// The first lesson was promised to a guest and stays where it is.
fn pin_first(lesson: &mut Activity, monday: Date) {
    let assignment = Assignment {
        room: Some("room/skibelund".into()),
        staff: Some("staff/tove".into()),
        interpreters: ["ar-1", "ti-1"]
            .iter()
            .map(|who| scheduler::InterpreterBooking {
                language: who[..2].into(),
                interpreter: format!("interpreter/{who}"),
            })
            .collect(),
        ..Assignment::at(monday.plus_days(1).at(540))
    };
    lesson.base = Some(BaseAssignment {
        assignment,
        notified: true,
    });
    lesson.standing = Standing::Pinned;
}

fn interviews(problem: &mut Problem, cohort: &Cohort, people: &[String]) {
    for person in people {
        let short = person.rsplit('/').next().unwrap_or(person);
        let kind = ActivityKind::CompetencyInterview;
        let one = Activity {
            participants: vec![person.clone()],
            room_kind: Some("interview".into()),
            staff_skill: Some("interviewer".into()),
            interpreted: true,
            ..activity(cohort, &format!("interview/{short}"), kind, 60)
        };
        problem.activities.push(within(cohort, one, 1, 2));
    }
}

fn visits(problem: &mut Problem, cohort: &Cohort, group: usize, members: &[String]) {
    let visit = |round: u16| {
        let kind = ActivityKind::CompanyVisit;
        let one = Activity {
            participants: members.to_vec(),
            staff_skill: Some("escort".into()),
            interpreted: true,
            on_site_interpreter: true,
            at_company: true,
            visit_group: Some(format!("{}/{group}", cohort.key)),
            ..activity(cohort, &format!("visit/{group}/{round}"), kind, 90)
        };
        within(cohort, one, 3, 5)
    };
    add_chain(problem, vec![visit(1), visit(2)], 2);
}
