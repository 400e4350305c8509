//! What a hand-off consists of: its items composed from the facts, what is missing, and what is
//! left out for want of consent.

use chrono::NaiveDate;
use entities::columns::HandoffItemKind as Kind;
use entities::columns::SpokenLanguages;
use serde_json::{Value, json};

use crate::domain::consent::Purpose;
use crate::domain::household::HouseholdFigures;

/// Kinds without which nothing is sent.
pub const MANDATORY: [Kind; 4] = [
    Kind::Languages,
    Kind::EducationAndWork,
    Kind::CourseAttendance,
    Kind::Family,
];

/// The consent that a kind needs; mandatory kinds and what is still open rest on the law.
#[must_use]
pub const fn consent_for(kind: Kind) -> Option<Purpose> {
    match kind {
        Kind::CompetencyCard => Some(Purpose::CompetencyCard),
        Kind::Internship => Some(Purpose::Internship),
        Kind::Languages
        | Kind::EducationAndWork
        | Kind::CourseAttendance
        | Kind::Family
        | Kind::OpenTasks => None,
    }
}

/// What is known about a person when the package is composed.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    pub languages: &'a SpokenLanguages,
    pub interpreter_language: Option<&'a str>,
    pub education: Option<&'a str>,
    pub sectors: &'a [String],
    pub wishes: &'a [String],
    pub household: &'a HouseholdFigures,
    pub course: &'a CourseFigures,
}

/// What has come of the course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseFigures {
    /// The cohorts, by the enrolments' age.
    pub cohorts: Vec<CohortFigures>,
    /// Minutes of sessions that have ended.
    pub minutes_held: i64,
    /// Minutes in which he or she was there.
    pub minutes_attended: i64,
    /// Days of competency interviews that were held with him or her.
    pub interviews: Vec<NaiveDate>,
    /// Sessions that are still to come, and their minutes.
    pub sessions_to_come: usize,
    pub minutes_to_come: i64,
}

/// A cohort that the person was or is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortFigures {
    pub name: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Code of the enrolment's state.
    pub state: &'static str,
}

/// One part of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: Kind,
    pub content: Value,
    /// Which records it comes from.
    pub source: &'static str,
}

/// Every part there is something to tell in, mandatory ones first.
#[must_use]
pub fn compose(known: &Known<'_>) -> Vec<Part> {
    let parts = [
        languages(known),
        education_and_work(known),
        Some(course_attendance(known.course)),
        Some(family(known.household)),
        competency_card(known.course),
        internship(known),
        open_tasks(known.course),
    ];
    parts.into_iter().flatten().collect()
}

/// Mandatory kinds that are not among `kinds`.
#[must_use]
pub fn missing(kinds: &[Kind]) -> Vec<Kind> {
    MANDATORY
        .into_iter()
        .filter(|kind| !kinds.contains(kind))
        .collect()
}

fn part(kind: Kind, source: &'static str, content: Value) -> Part {
    Part {
        kind,
        content,
        source,
    }
}

fn languages(known: &Known<'_>) -> Option<Part> {
    let content = json!({
        "languages": known.languages,
        "interpreterLanguage": known.interpreter_language,
    });
    (!known.languages.0.is_empty()).then(|| part(Kind::Languages, "participant", content))
}

fn education_and_work(known: &Known<'_>) -> Option<Part> {
    let is_known = known.education.is_some() || !known.sectors.is_empty();
    let content = json!({ "education": known.education, "sectors": known.sectors });
    is_known.then(|| part(Kind::EducationAndWork, "participant", content))
}

/// Told also of who was in no course: that nothing was attended is what the municipality needs.
fn course_attendance(course: &CourseFigures) -> Part {
    let cohorts: Vec<Value> = course
        .cohorts
        .iter()
        .map(|cohort| {
            json!({
                "name": cohort.name,
                "from": cohort.from,
                "until": cohort.until,
                "state": cohort.state,
            })
        })
        .collect();
    let content = json!({
        "cohorts": cohorts,
        "minutesHeld": course.minutes_held,
        "minutesAttended": course.minutes_attended,
    });
    part(Kind::CourseAttendance, "attendance", content)
}

fn family(household: &HouseholdFigures) -> Part {
    let ages: Vec<Value> = household
        .bands
        .iter()
        .map(|(band, count)| json!({ "band": band.code(), "persons": count }))
        .collect();
    let content = json!({ "size": household.size, "ages": ages });
    part(Kind::Family, "family", content)
}

fn competency_card(course: &CourseFigures) -> Option<Part> {
    let content = json!({ "interviewsHeldOn": course.interviews });
    (!course.interviews.is_empty()).then(|| part(Kind::CompetencyCard, "timetable", content))
}

fn internship(known: &Known<'_>) -> Option<Part> {
    let content = json!({ "wishes": known.wishes });
    (!known.wishes.is_empty()).then(|| part(Kind::Internship, "participant", content))
}

fn open_tasks(course: &CourseFigures) -> Option<Part> {
    let content = json!({
        "sessionsToCome": course.sessions_to_come,
        "minutesToCome": course.minutes_to_come,
    });
    (course.sessions_to_come > 0).then(|| part(Kind::OpenTasks, "timetable", content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entities::columns::SpokenLanguage;

    #[test]
    fn what_nothing_is_known_about_is_missing() {
        let languages = SpokenLanguages(vec![SpokenLanguage {
            tag: "ar".into(),
            level: "native".into(),
        }]);
        let household = HouseholdFigures {
            size: 1,
            bands: Vec::new(),
        };
        let mut known = Known {
            languages: &languages,
            interpreter_language: Some("ar"),
            education: None,
            sectors: &[],
            wishes: &[],
            household: &household,
            course: &CourseFigures::default(),
        };
        let kinds = |known: &Known<'_>| -> Vec<Kind> {
            compose(known).iter().map(|part| part.kind).collect()
        };
        assert_eq!(missing(&kinds(&known)), [Kind::EducationAndWork]);
        known.education = Some("Nurse");
        assert_eq!(kinds(&known), MANDATORY);
        assert!(missing(&kinds(&known)).is_empty());
    }

    #[test]
    fn mandatory_kinds_need_no_consent() {
        for kind in MANDATORY {
            assert_eq!(consent_for(kind), None);
        }
        assert!(consent_for(Kind::Internship).is_some());
    }
}
