//! What the sample courses ask for.

use std::collections::BTreeSet;

use crate::domain::template::{Choice, Danish, Definition, RoomKind};
use crate::sample::tests::people;
use crate::sample::{Cohort, SampleCentre};

/// So many sessions of so many minutes in these weeks, for somebody with the skill `needs`.
pub(super) struct Demand {
    pub(super) needs: String,
    pub(super) room: Option<RoomKind>,
    pub(super) languages: BTreeSet<String>,
    pub(super) minutes: u32,
    /// With the way there and back.
    pub(super) busy_minutes: u32,
    pub(super) sessions: u32,
    pub(super) weeks: (u32, u32),
}

pub(super) fn demands(centre: &SampleCentre) -> Vec<Demand> {
    let people = people(centre);
    let language = |key: &String| people[key].interpreter_language.clone();
    let mut all = Vec::new();
    for cohort in &centre.cohorts {
        let languages: BTreeSet<String> = cohort.participants.iter().filter_map(language).collect();
        let definition = &centre.template.definition;
        all.extend(lessons(definition, cohort, &languages));
        all.extend(danish(definition));
        for key in &cohort.participants {
            all.extend(interviews(definition, language(key)));
        }
        all.extend(visits(centre, cohort, &languages));
    }
    all
}

fn lessons(definition: &Definition, cohort: &Cohort, languages: &BTreeSet<String>) -> Vec<Demand> {
    let chosen: BTreeSet<&String> = cohort.electives.values().flatten().collect();
    let held = definition
        .modules
        .iter()
        .filter(|module| module.choice == Choice::Mandatory || chosen.contains(&module.key));
    held.map(|module| Demand {
        needs: module.skill.clone(),
        room: Some(module.room_kind),
        languages: if module.interpreter {
            languages.clone()
        } else {
            BTreeSet::new()
        },
        minutes: module.minutes,
        busy_minutes: module.minutes,
        sessions: module.parts,
        weeks: (module.first_week, module.last_week),
    })
    .collect()
}

fn danish(definition: &Definition) -> Vec<Demand> {
    let Danish::Planned {
        lessons_a_week,
        minutes,
        skill,
        room_kind,
    } = &definition.danish
    else {
        return Vec::new();
    };
    let weeks = 1..=definition.weeks;
    weeks
        .map(|week| Demand {
            needs: skill.clone(),
            room: Some(*room_kind),
            languages: BTreeSet::new(),
            minutes: *minutes,
            busy_minutes: *minutes,
            sessions: *lessons_a_week,
            weeks: (week, week),
        })
        .collect()
}

fn interviews(definition: &Definition, language: Option<String>) -> Option<Demand> {
    let wanted = definition.interviews.as_ref()?;
    Some(Demand {
        needs: wanted.skill.clone(),
        room: Some(wanted.room_kind),
        languages: language.into_iter().collect(),
        minutes: wanted.minutes,
        busy_minutes: wanted.minutes,
        sessions: wanted.per_participant,
        weeks: (wanted.first_week, wanted.last_week),
    })
}

/// Every group is counted with every language of its cohort and the furthest company.
fn visits(centre: &SampleCentre, cohort: &Cohort, languages: &BTreeSet<String>) -> Option<Demand> {
    let wanted = centre.template.definition.visits.as_ref()?;
    let n_people = u32::try_from(cohort.participants.len()).unwrap();
    let furthest = centre
        .companies
        .iter()
        .map(|company| company.travel_minutes)
        .max()
        .unwrap();
    Some(Demand {
        needs: wanted.skill.clone(),
        room: None,
        languages: languages.clone(),
        minutes: wanted.minutes,
        busy_minutes: wanted.minutes + 2 * furthest,
        sessions: n_people.div_ceil(wanted.group_size) * wanted.per_participant,
        weeks: (wanted.first_week, wanted.last_week),
    })
}
