//! Ny i Danmark, Ringkøbing-Skjern: eight weeks, five mandatory themes and three of five electives
//! for each, two days of teaching and three of Danish a week, interpreters throughout.

use crate::course::{
    Chance, activity, add_chain, busy, company, empty, horizon, interpreter, lesson, participant,
    room, staff, weekly, within, words,
};
use scheduler::Date;
use scheduler::problem::{
    Activity, ActivityKind, Cohort, InterpreterMode, Lunch, Opening, Problem, Vehicle,
};

const WEEKS: u16 = 8;
const TEACHING_DAYS: [u8; 2] = [2, 4];
const DANISH_DAYS: [u8; 3] = [1, 3, 5];

const MANDATORY: [&str; 5] = ["work", "health", "family", "society", "economy"];
const ELECTIVE: [&str; 5] = [
    "driving",
    "own-business",
    "digital",
    "childcare",
    "associations",
];

pub(crate) fn problem() -> Problem {
    let monday = Date::from_ymd(2017, 8, 14).expect("a date");
    let mut problem = empty(horizon(monday, WEEKS, 30, (480, 930)));
    resources(&mut problem);
    let mut chance = Chance::new(8);
    cohort(&mut problem, monday, "skjern", ["ti", "ar"], &mut chance);
    cohort(
        &mut problem,
        monday,
        "ringkoebing",
        ["ar", "fa"],
        &mut chance,
    );
    problem
}

fn resources(problem: &mut Problem) {
    let teaching = || -> Vec<Opening> { weekly(&TEACHING_DAYS, 480, 930) };
    let danish = || -> Vec<Opening> { weekly(&DANISH_DAYS, 480, 900) };
    problem.rooms = vec![
        room("fjord", "class", 16, Vec::new()),
        room("hede", "class", 16, Vec::new()),
        room("klit", "class", 8, Vec::new()),
        room("vindue", "interview", 2, Vec::new()),
    ];
    problem.staff = vec![
        staff(
            "lone",
            &["work", "economy", "own-business"],
            &["en"],
            teaching(),
        ),
        staff(
            "morten",
            &["health", "family", "childcare"],
            &["en"],
            teaching(),
        ),
        staff(
            "nadia",
            &["society", "digital", "associations", "work"],
            &["en", "ar"],
            teaching(),
        ),
        staff(
            "otto",
            &["driving", "health", "economy"],
            &["en"],
            teaching(),
        ),
        staff("pia", &["danish"], &["en"], danish()),
        staff("rasmus", &["danish"], &["en"], danish()),
        staff("sanne", &["interviewer", "escort"], &["en"], Vec::new()),
    ];
    problem.interpreters = vec![
        interpreter("ar-1", &["ar"], Vec::new()),
        interpreter("ar-2", &["ar"], weekly(&[2, 4], 480, 930)),
        interpreter("ar-3", &["ar", "fa"], weekly(&[1, 3, 5], 480, 930)),
        interpreter("fa-1", &["fa"], weekly(&[1, 2, 3, 4], 480, 930)),
        interpreter("ti-1", &["ti"], weekly(&[1, 2, 3, 4], 480, 930)),
        interpreter("ti-2", &["ti"], weekly(&[2, 4, 5], 480, 930)),
        interpreter("video", &["ti", "fa"], Vec::new()),
    ];
    problem.interpreters[6].mode = InterpreterMode::Video;
    problem.interpreters[6].terms.minimum_minutes = 30;
    problem.vehicles = vec![Vehicle {
        key: "vehicle/minibus".into(),
        seats: 10,
        openings: Vec::new(),
        absences: Vec::new(),
    }];
    problem.companies = vec![
        company("vindmoeller", &["industry"], 30, weekly(&[2, 4], 540, 840)),
        company(
            "slagteri",
            &["food", "industry"],
            30,
            weekly(&[1, 5], 540, 720),
        ),
        company("hotel", &["service"], 30, weekly(&[3], 600, 840)),
    ];
}

fn cohort(
    problem: &mut Problem,
    monday: Date,
    name: &str,
    languages: [&str; 2],
    chance: &mut Chance,
) {
    let cohort = Cohort {
        key: format!("ny-i-danmark-{name}"),
        from: monday,
        until: monday.plus_days(7 * i32::from(WEEKS)),
        earliest: 510,
        latest: 900,
        max_teaching_minutes_per_day: Some(300),
        target_minutes_per_day: Some(240),
        lunch: Some(Lunch {
            from: 690,
            until: 780,
            minutes: 30,
        }),
        weights: None,
    };
    let mut people = Vec::new();
    for number in 1..=14 {
        let language = if number % 7 == 0 {
            None
        } else {
            Some(languages[number % 2])
        };
        let mut one = participant(&cohort, number, language);
        one.sectors = words(&[*chance.one_of(&["industry", "food", "service"])]);
        let day = i32::try_from(chance.below(54)).unwrap_or(0);
        one.busy.push(busy(
            cohort.from.plus_days(day),
            540,
            660,
            chance.below(5) == 0,
        ));
        people.push(one.key.clone());
        problem.participants.push(one);
    }
    mandatory(problem, &cohort, &people);
    electives(problem, &cohort, &people);
    let danish = (0..24_u16).map(|number| {
        let one = lesson(
            &cohort,
            ("danish", usize::from(number) + 1),
            "danish",
            150,
            &people,
        );
        let one = Activity {
            interpreted: true,
            ..one
        };
        within(&cohort, one, number / 3 + 1, number / 3 + 1)
    });
    let danish = danish.collect();
    add_chain(problem, danish, 0);
    for person in &people {
        let short = person.rsplit('/').next().unwrap_or(person);
        let kind = ActivityKind::CompetencyInterview;
        let one = Activity {
            participants: vec![person.clone()],
            room_kind: Some("interview".into()),
            staff_skill: Some("interviewer".into()),
            interpreted: true,
            ..activity(&cohort, &format!("interview/{short}"), kind, 60)
        };
        problem.activities.push(within(&cohort, one, 1, 3));
    }
    for (group, members) in people.chunks(7).enumerate() {
        let kind = ActivityKind::CompanyVisit;
        let one = Activity {
            participants: members.to_vec(),
            staff_skill: Some("escort".into()),
            interpreted: true,
            on_site_interpreter: true,
            at_company: true,
            ..activity(&cohort, &format!("visit/{}", group + 1), kind, 120)
        };
        problem.activities.push(within(&cohort, one, 4, 7));
    }
    problem.cohorts.push(cohort);
}

fn mandatory(problem: &mut Problem, cohort: &Cohort, people: &[String]) {
    let parts = MANDATORY.iter().flat_map(|theme| {
        (1..=4).map(move |part| lesson(cohort, (theme, part), theme, 120, people))
    });
    let parts = parts.collect();
    add_chain(problem, parts, 0);
}

/// Each participant takes three electives in a row of five: neighbours share, so that only some
/// electives can run side by side.
fn electives(problem: &mut Problem, cohort: &Cohort, people: &[String]) {
    for (at, theme) in ELECTIVE.iter().enumerate() {
        let chose = |number: &usize| {
            let first = if *number < people.len() / 2 { 0 } else { 2 };
            (first..first + 3).contains(&at)
        };
        let takers: Vec<String> = (0..people.len())
            .filter(chose)
            .map(|number| people[number].clone())
            .collect();
        let parts = (1..=2).map(|part| lesson(cohort, (theme, part), theme, 90, &takers));
        let parts = parts.map(|part| within(cohort, part, 3, 8)).collect();
        add_chain(problem, parts, 1);
    }
}
