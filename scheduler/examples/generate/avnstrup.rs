//! Avnstrup in spring 2017: three cohorts of 16 on the six-week course "Arbejdsmarked og Samfund",
//! whose last week holds Maundy Thursday and Good Friday.

use crate::course::{
    Chance, activity, add_chain, busy, company, empty, horizon, interpreter, lesson, participant,
    room, staff, weekly, within, words,
};
use scheduler::Date;
use scheduler::problem::{
    Activity, ActivityKind, Cohort, Company, Interpreter, Lunch, Problem, Vehicle,
};

const WEEKS: u16 = 6;

/// Theme, parts, minutes of each.
const THEMES: [(&str, usize, u16); 10] = [
    ("labour-market", 3, 120),
    ("unions-and-agreements", 3, 105),
    ("job-search", 4, 105),
    ("workplace-culture", 3, 105),
    ("taxes-and-budget", 3, 90),
    ("education", 2, 105),
    ("rights-and-duties", 3, 105),
    ("family-school-health", 4, 90),
    ("housing-and-transport", 3, 90),
    ("associations", 2, 105),
];

const SECTORS: [&str; 6] = [
    "cleaning",
    "care",
    "logistics",
    "food",
    "building",
    "agriculture",
];

pub(crate) fn problem() -> Problem {
    let monday = Date::from_ymd(2017, 3, 6).expect("a date");
    let mut problem = empty(horizon(monday, WEEKS, 15, (480, 960)));
    resources(&mut problem);
    let mut chance = Chance::new(2017);
    for (number, languages) in [["ar", "ti"], ["ar", "prs"], ["kmr", "so"]]
        .iter()
        .enumerate()
    {
        cohort(&mut problem, monday, number + 1, languages, &mut chance);
    }
    problem
}

fn resources(problem: &mut Problem) {
    let all = [1, 2, 3, 4, 5];
    problem.rooms = vec![
        room("aula", "class", 24, Vec::new()),
        room("bakken", "class", 18, Vec::new()),
        // The centre's school has it in the mornings.
        room("cedern", "class", 16, weekly(&all, 690, 960)),
        room("samtale-1", "interview", 3, Vec::new()),
        room("samtale-2", "interview", 2, weekly(&[1, 3, 4, 5], 480, 960)),
    ];
    problem.rooms[0].setup_minutes = 15;
    let work = &[
        "labour-market",
        "unions-and-agreements",
        "job-search",
        "workplace-culture",
    ];
    let society = &[
        "taxes-and-budget",
        "rights-and-duties",
        "education",
        "associations",
    ];
    let home = &[
        "family-school-health",
        "housing-and-transport",
        "associations",
        "education",
    ];
    problem.staff = vec![
        staff("adam", work, &["en"], Vec::new()),
        staff("birthe", work, &["en", "ar"], weekly(&[1, 2, 4], 480, 960)),
        staff("carl", society, &["en"], Vec::new()),
        staff("ditte", society, &["en"], weekly(&[2, 3, 5], 480, 900)),
        staff("else", home, &["en"], Vec::new()),
        staff(
            "frank",
            home,
            &["en", "so"],
            weekly(&[1, 3, 4, 5], 540, 960),
        ),
        staff("grete", &["danish"], &["en"], Vec::new()),
        staff(
            "hans",
            &["danish"],
            &["en"],
            weekly(&[1, 2, 3, 4], 480, 960),
        ),
        staff("ida", &["danish", "interviewer"], &["en"], Vec::new()),
        staff(
            "jens",
            &["interviewer", "escort"],
            &["en", "ar"],
            Vec::new(),
        ),
        staff(
            "karen",
            &["interviewer", "escort"],
            &["en"],
            weekly(&all, 480, 900),
        ),
    ];
    problem.interpreters = interpreters();
    problem.companies = companies();
    problem.vehicles = vec![Vehicle {
        key: "vehicle/bus".into(),
        seats: 12,
        openings: weekly(&[1, 2, 3, 4], 480, 960),
        absences: Vec::new(),
    }];
}

fn interpreters() -> Vec<Interpreter> {
    let all = [1, 2, 3, 4, 5];
    let mut interpreters = vec![
        interpreter("ar-1", &["ar"], weekly(&[1, 2, 3, 4], 480, 960)),
        interpreter("ar-2", &["ar"], weekly(&[2, 3, 5], 480, 960)),
        interpreter("ar-kmr", &["ar", "kmr"], weekly(&all, 480, 780)),
        interpreter("kmr-1", &["kmr"], weekly(&[1, 2, 4, 5], 480, 960)),
        interpreter("ti-1", &["ti"], weekly(&[1, 2, 3, 5], 480, 960)),
        interpreter("ti-2", &["ti"], weekly(&[3, 4], 540, 960)),
        interpreter("prs-1", &["prs"], weekly(&[1, 3, 4, 5], 480, 960)),
        interpreter("prs-2", &["prs"], weekly(&[2, 3], 480, 900)),
        interpreter("so-1", &["so"], weekly(&[1, 2, 3, 4], 480, 960)),
        interpreter("so-2", &["so"], weekly(&[5], 480, 960)),
    ];
    interpreters[2].terms.ore_per_hour = 38_000;
    interpreters[5].terms.transport_ore = 42_000;
    interpreters
}

fn companies() -> Vec<Company> {
    let mut companies = vec![
        company(
            "rengoering-roskilde",
            &["cleaning"],
            30,
            weekly(&[2, 4], 540, 780),
        ),
        company(
            "plejehjem-solroed",
            &["care"],
            45,
            weekly(&[1, 3], 570, 840),
        ),
        company(
            "lager-greve",
            &["logistics"],
            45,
            weekly(&[1, 2, 3, 4], 600, 870),
        ),
        company(
            "koekken-lejre",
            &["food", "cleaning"],
            15,
            weekly(&[3], 540, 720),
        ),
        company(
            "byggeplads-roskilde",
            &["building"],
            30,
            weekly(&[4], 540, 840),
        ),
        company(
            "gartneri-greve",
            &["agriculture", "food"],
            45,
            weekly(&[1, 2], 540, 900),
        ),
        company(
            "hotel-roskilde",
            &["cleaning", "food"],
            30,
            weekly(&[2, 3], 600, 840),
        ),
        company("skole-lejre", &["care"], 15, weekly(&[1, 4], 540, 780)),
    ];
    companies[2].places = 2;
    companies[7].walking = true;
    companies
}

fn cohort(
    problem: &mut Problem,
    monday: Date,
    number: usize,
    languages: &[&str; 2],
    chance: &mut Chance,
) {
    let cohort = Cohort {
        key: format!("arbejdsmarked-{number}"),
        from: monday,
        until: monday.plus_days(7 * i32::from(WEEKS)),
        earliest: 510,
        latest: 930,
        max_teaching_minutes_per_day: Some(315),
        target_minutes_per_day: Some(225),
        lunch: Some(Lunch {
            from: 660,
            until: 810,
            minutes: 30,
        }),
        weights: None,
    };
    let people = participants(problem, &cohort, languages, chance);
    lessons(problem, &cohort, &people);
    for person in &people {
        interviews(problem, &cohort, person);
    }
    for (group, members) in people.chunks(8).enumerate() {
        visits(problem, &cohort, group + 1, members);
    }
    problem.cohorts.push(cohort);
}

fn participants(
    problem: &mut Problem,
    cohort: &Cohort,
    languages: &[&str; 2],
    chance: &mut Chance,
) -> Vec<String> {
    let mut keys = Vec::new();
    for number in 1..=16 {
        let language = match number % 8 {
            0 => None,
            1..=4 => Some(languages[0]),
            _ => Some(languages[1]),
        };
        let mut one = participant(cohort, number, language);
        let n_sectors = 1 + chance.below(2);
        one.sectors = words(
            &(0..n_sectors)
                .map(|_| *chance.one_of(&SECTORS))
                .collect::<Vec<_>>(),
        );
        // An appointment with the doctor, the lawyer or the authorities, some of them fixed.
        for _ in 0..chance.below(4) {
            let day = i32::try_from(chance.below(39)).unwrap_or(0);
            let from = 480 + 30 * u16::try_from(chance.below(13)).unwrap_or(0);
            let blocking = chance.below(6) == 0;
            one.busy
                .push(busy(cohort.from.plus_days(day), from, from + 75, blocking));
        }
        keys.push(one.key.clone());
        problem.participants.push(one);
    }
    keys
}

fn lessons(problem: &mut Problem, cohort: &Cohort, people: &[String]) {
    let of_theme = |(theme, parts, minutes): &(&'static str, usize, u16)| -> Vec<Activity> {
        let (theme, minutes) = (*theme, *minutes);
        (1..=*parts)
            .map(|part| lesson(cohort, (theme, part), theme, minutes, people))
            .collect()
    };
    add_chain(problem, THEMES.iter().flat_map(of_theme).collect(), 0);
    let danish = (0..24_u16).map(|number| {
        let part = usize::from(number) + 1;
        let one = lesson(cohort, ("danish", part), "danish", 90, people);
        within(cohort, one, number / 4 + 1, number / 4 + 1)
    });
    add_chain(problem, danish.collect(), 0);
}

fn interviews(problem: &mut Problem, cohort: &Cohort, person: &str) {
    let short = person.rsplit('/').next().unwrap_or(person);
    let interview = |round: u16, minutes: u16| {
        let key = format!("interview/{short}/{round}");
        let one = Activity {
            participants: vec![person.to_owned()],
            room_kind: Some("interview".into()),
            staff_skill: Some("interviewer".into()),
            interpreted: true,
            ..activity(cohort, &key, ActivityKind::CompetencyInterview, minutes)
        };
        within(cohort, one, 1, round + 1)
    };
    add_chain(problem, vec![interview(1, 60), interview(2, 45)], 1);
}

fn visits(problem: &mut Problem, cohort: &Cohort, group: usize, members: &[String]) {
    let visit = |round: u16| {
        let key = format!("visit/{group}/{round}");
        let one = Activity {
            participants: members.to_vec(),
            staff_skill: Some("escort".into()),
            interpreted: true,
            on_site_interpreter: true,
            at_company: true,
            visit_group: Some(format!("{}/{group}", cohort.key)),
            ..activity(cohort, &key, ActivityKind::CompanyVisit, 105)
        };
        within(cohort, one, 3 + (round - 1), 3 + round * 3 / 2)
    };
    add_chain(problem, vec![visit(1), visit(2)], 3);
}
