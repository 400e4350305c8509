//! The sample files hold together: every key and code that one of them names exists.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use rstest::rstest;

use super::{SampleCentre, acceptance_participants_csv, load};
use crate::domain::language_tag::canonical;
use crate::domain::participant_csv::{Code, Participant, parse};
use crate::domain::template::{Choice, Danish};

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 2, 20).unwrap()
}

pub(super) fn people(centre: &SampleCentre) -> BTreeMap<String, Participant> {
    let rows = parse(centre.participants_csv, today()).unwrap();
    let people: Vec<Participant> = rows.into_iter().map(|row| row.outcome.unwrap()).collect();
    people
        .into_iter()
        .map(|person| (person.key.clone().unwrap(), person))
        .collect()
}

pub(super) fn municipalities() -> BTreeSet<String> {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../data/municipalities.csv")[..]);
    reader
        .records()
        .map(|record| record.unwrap()[0].to_owned())
        .collect()
}

#[test]
fn there_are_98_municipalities() {
    assert_eq!(municipalities().len(), 98);
}

#[rstest]
fn people_have_known_languages_sectors_and_municipalities(
    #[values("avnstrup", "jelling", "ny_i_danmark")] directory: &str,
) {
    let centre = load(directory).unwrap();
    let codes = municipalities();
    let sectors: BTreeSet<&String> = centre.companies.iter().flat_map(|c| &c.sectors).collect();
    let interpreted: BTreeSet<&String> = centre
        .interpreters
        .iter()
        .flat_map(|i| &i.languages)
        .collect();
    for (key, person) in people(&centre) {
        assert!(
            person.sectors.iter().all(|sector| sectors.contains(sector)),
            "{key}"
        );
        assert!(
            person
                .interpreter_language
                .iter()
                .all(|tag| interpreted.contains(tag)),
            "{key}"
        );
        assert!(
            person
                .preferred_municipality
                .iter()
                .all(|code| codes.contains(code)),
            "{key}"
        );
        assert!(
            person.email.is_none_or(|mail| mail.ends_with(".example")),
            "{key}"
        );
    }
    let spoken = centre.staff.iter().flat_map(|member| &member.languages);
    for tag in spoken.chain(interpreted) {
        assert_eq!(canonical(tag).as_ref(), Some(tag));
    }
    assert!(codes.contains(&centre.centre.host_municipality));
    for code in &centre.partnership.municipalities {
        assert!(codes.contains(code));
        assert!(
            centre
                .partnership
                .mailboxes
                .iter()
                .any(|boxes| boxes.municipality == *code)
        );
    }
}

#[rstest]
fn templates_are_valid_and_their_skills_and_rooms_exist(
    #[values("avnstrup", "jelling", "ny_i_danmark")] directory: &str,
) {
    let centre = load(directory).unwrap();
    let definition = &centre.template.definition;
    assert_eq!(definition.validate(), Ok(()));
    let mut needs: Vec<(&str, Option<_>)> = definition
        .modules
        .iter()
        .map(|module| (module.skill.as_str(), Some(module.room_kind)))
        .collect();
    if let Danish::Planned {
        skill, room_kind, ..
    } = &definition.danish
    {
        needs.push((skill, Some(*room_kind)));
    }
    needs.extend(
        definition
            .interviews
            .iter()
            .map(|i| (i.skill.as_str(), Some(i.room_kind))),
    );
    needs.extend(definition.visits.iter().map(|v| (v.skill.as_str(), None)));
    for (skill, kind) in needs {
        let able = |member: &super::StaffMember| member.skills.iter().any(|s| s == skill);
        assert!(centre.staff.iter().any(able), "{skill}");
        assert!(kind.is_none_or(|kind| centre.rooms.iter().any(|room| room.kind == kind)));
    }
}

#[rstest]
fn cohorts_are_open_to_those_enrolled_in_them(
    #[values("avnstrup", "jelling", "ny_i_danmark")] directory: &str,
) {
    let centre = load(directory).unwrap();
    let people = people(&centre);
    let definition = &centre.template.definition;
    let mut enrolled = BTreeSet::new();
    for cohort in &centre.cohorts {
        assert_eq!(cohort.first_on.weekday().number_from_monday(), 1);
        assert_eq!(cohort.template, centre.template.key);
        assert_eq!(cohort.partnership.as_ref(), Some(&centre.partnership.key));
        assert!(cohort.participants.len() <= cohort.capacity as usize);
        let mut languages = BTreeSet::new();
        for key in &cohort.participants {
            assert!(enrolled.insert(key.clone()), "{key} is enrolled twice");
            let person = &people[key];
            let age = cohort.first_on.years_since(person.birth_date).unwrap();
            assert!(age >= cohort.minimum_age, "{key}");
            languages.extend(person.interpreter_language.clone());
            let chosen = cohort.electives.get(key).map_or(0, Vec::len);
            assert_eq!(chosen, definition.electives as usize, "{key}");
        }
        assert!(languages.len() <= definition.max_interpreter_languages as usize);
        for key in cohort.electives.values().flatten() {
            let module = definition
                .modules
                .iter()
                .find(|module| module.key == *key)
                .unwrap();
            assert_eq!(module.choice, Choice::Elective);
        }
    }
    assert_eq!(enrolled.len(), people.len());
}

#[rstest]
fn busy_times_groups_absences_and_accounts_name_what_exists(
    #[values("avnstrup", "jelling", "ny_i_danmark")] directory: &str,
) {
    let centre = load(directory).unwrap();
    let people = people(&centre);
    let groups: BTreeSet<&String> = centre
        .danish_groups
        .iter()
        .map(|group| &group.key)
        .collect();
    for busy in &centre.busy_times {
        assert!(busy.from < busy.until);
        assert!(busy.participant.is_some() != busy.danish_group.is_some());
        assert!(busy.participant.iter().all(|key| people.contains_key(key)));
        assert!(busy.danish_group.iter().all(|key| groups.contains(key)));
        assert!(["appointment", "danish", "job", "school"].contains(&busy.source.as_str()));
    }
    let members = centre
        .danish_groups
        .iter()
        .flat_map(|group| &group.participants);
    assert!(members.into_iter().all(|key| people.contains_key(key)));
    for absence in &centre.absences {
        assert!(absence.from < absence.until);
        let exists = match absence.kind.as_str() {
            "STAFF_MEMBER" => centre
                .staff
                .iter()
                .any(|member| member.key == absence.resource),
            "ROOM" => centre.rooms.iter().any(|room| room.key == absence.resource),
            "VEHICLE" => centre
                .vehicles
                .iter()
                .any(|vehicle| vehicle.key == absence.resource),
            _ => false,
        };
        assert!(exists, "{absence:?}");
    }
    for account in &centre.accounts {
        let staff = |key: &String| centre.staff.iter().any(|member| member.key == *key);
        assert!(account.staff_member.iter().all(staff));
        for grant in &account.roles {
            assert!(grant.centre.iter().all(|key| *key == centre.centre.key));
            let members = &centre.partnership.municipalities;
            assert!(grant.municipality.iter().all(|code| members.contains(code)));
        }
    }
}

#[test]
fn the_last_week_of_the_demonstration_holds_two_public_holidays() {
    let centre = load(super::AVNSTRUP).unwrap();
    let weeks = u64::from(centre.template.definition.weeks);
    for cohort in &centre.cohorts {
        let until = cohort
            .first_on
            .checked_add_days(Days::new(7 * weeks))
            .unwrap();
        assert_eq!(
            cohort.first_on,
            NaiveDate::from_ymd_opt(2017, 3, 6).unwrap()
        );
        assert_eq!(until, NaiveDate::from_ymd_opt(2017, 4, 17).unwrap());
    }
    assert_eq!(people(&centre).len(), 48);
}

#[test]
fn the_acceptance_file_has_24_good_rows_and_two_bad_ones() {
    let rows = parse(acceptance_participants_csv().unwrap(), today()).unwrap();
    assert_eq!(rows.len(), 26);
    let mut wishes: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for row in rows {
        match row.outcome {
            Ok(person) => {
                assert!(person.birth_date < NaiveDate::from_ymd_opt(1999, 1, 1).unwrap());
                *wishes.entry(person.preferred_municipality).or_default() += 1;
            }
            Err(found) => faults.extend(found),
        }
    }
    let faults: Vec<_> = faults
        .iter()
        .map(|f| (f.line, f.column.as_deref().unwrap(), f.code))
        .collect();
    assert_eq!(
        faults,
        [
            (10, "birth_date", Code::FutureDate),
            (19, "languages", Code::BadLanguageTag)
        ]
    );
    let preferred: Vec<(&str, usize)> = wishes
        .iter()
        .map(|(code, n)| (code.as_deref().unwrap(), *n))
        .collect();
    // One of the twelve who prefer Roskilde is granted, placed, and then refused after all.
    assert_eq!(preferred, [("0253", 5), ("0265", 12), ("0269", 7)]);
}
