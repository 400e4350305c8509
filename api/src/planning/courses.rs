//! Each cohort's programme and members, as planning sees them.

use std::collections::BTreeMap;

use entities::id::{CohortId, ParticipantId};
use entities::{participant, session};
use scheduler::calendar::{Date, Moment};
use scheduler::problem;

use super::directory::Directory;
use super::groups::{self, Visitor};
use super::material::Material;
use super::numbers::short;
use super::wall::date;
use crate::domain::template::Definition;
use crate::error::{Error, Result};

/// A cohort with the programme that it follows.
#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) id: CohortId,
    pub(super) key: String,
    pub(super) first: Date,
    pub(super) definition: Definition,
    /// By key.
    pub(super) members: Vec<Member>,
    /// Who goes on visits together, by number.
    pub(super) groups: BTreeMap<u32, Vec<String>>,
}

/// Somebody with a seat in the cohort.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) id: ParticipantId,
    pub(super) electives: Vec<String>,
}

/// The visit groups that people are in already: of each cohort, the group of each participant.
pub(super) type Memberships = BTreeMap<(CohortId, ParticipantId), u32>;

/// Every cohort of the material, by key.
pub(super) fn courses(
    material: &Material,
    directory: &Directory,
    memberships: &Memberships,
) -> Result<Vec<Course>> {
    material
        .cohorts
        .iter()
        .map(|cohort| {
            let template = material
                .templates
                .iter()
                .find(|template| template.id == cohort.template_id)
                .ok_or_else(|| Error::internal("a cohort without its template"))?;
            let definition: Definition = serde_json::from_value(template.definition.clone())?;
            let mut members: Vec<Member> = material
                .seats
                .iter()
                .filter(|seat| seat.cohort_id == cohort.id)
                .filter_map(|seat| {
                    let key = directory.key_of(seat.participant_id.into())?;
                    Some(Member {
                        key: key.to_owned(),
                        id: seat.participant_id,
                        electives: seat.electives.0.clone(),
                    })
                })
                .collect();
            members.sort_by(|a, b| a.key.cmp(&b.key));
            let groups = visit_groups(material, &definition, (cohort.id, &members), memberships);
            Ok(Course {
                id: cohort.id,
                key: cohort.key.clone(),
                first: date(cohort.first_on),
                definition,
                members,
                groups,
            })
        })
        .collect()
}

fn visit_groups(
    material: &Material,
    definition: &Definition,
    (cohort, members): (CohortId, &[Member]),
    memberships: &Memberships,
) -> BTreeMap<u32, Vec<String>> {
    let Some(visits) = &definition.visits else {
        return BTreeMap::new();
    };
    let visitors: Vec<Visitor> = members
        .iter()
        .filter_map(|member| {
            let row = material.participants.get(&member.id)?;
            let sector = row.wishes.0.first().or_else(|| row.sectors.0.first());
            Some(Visitor {
                key: member.key.clone(),
                sector: sector
                    .filter(|_| visits.prefer_sectors)
                    .cloned()
                    .unwrap_or_default(),
                language: row.interpreter_language.clone().unwrap_or_default(),
                group: memberships.get(&(cohort, member.id)).copied(),
            })
        })
        .collect();
    groups::form(&visitors, visits.group_size as usize)
}

/// The group of a visit's activity key, `…/visit/g2/1`.
pub(super) fn group_of(activity_key: &str) -> Option<u32> {
    let (_, visit) = activity_key.split_once("/visit/g")?;
    visit.split('/').next()?.parse().ok()
}

/// Whose group the live visits tell.
pub(super) fn memberships(material: &Material) -> Memberships {
    let by_id: BTreeMap<_, &session::Model> =
        material.sessions.iter().map(|row| (row.id, row)).collect();
    let mut found = Memberships::new();
    for booking in &material.own_bookings {
        let Some(session) = by_id.get(&booking.session_id) else {
            continue;
        };
        if let Some(group) = group_of(&session.activity_key) {
            let participant = ParticipantId::of_resource(booking.resource_id);
            if material.participants.contains_key(&participant) {
                found.insert((session.cohort_id, participant), group);
            }
        }
    }
    found
}

impl Course {
    /// Midnight before the first day of a week of the programme, counted from 1.
    pub(super) fn week(&self, week: u32) -> Moment {
        let days = i32::try_from(week.saturating_sub(1) * 7).unwrap_or(i32::MAX);
        self.first.plus_days(days).at(0)
    }

    /// The cohort in the engine's words.
    pub(super) fn cohort(&self) -> Result<problem::Cohort> {
        let definition = &self.definition;
        let earliest = definition.days.iter().map(|day| day.earliest_minute).min();
        let latest = definition.days.iter().map(|day| day.latest_minute).max();
        let lunch = definition.lunch.map(|lunch| problem::Lunch {
            from: short(lunch.from_minute),
            until: short(lunch.until_minute),
            minutes: short(lunch.minutes),
        });
        // A rule that the template does not name keeps the engine's own weight.
        let weights = serde_json::to_value(&definition.weights)?;
        Ok(problem::Cohort {
            key: self.key.clone(),
            from: self.first,
            until: self.week(definition.weeks + 1).date,
            earliest: short(earliest.unwrap_or(0)),
            latest: short(latest.unwrap_or(1440)),
            max_teaching_minutes_per_day: Some(short(definition.caps.teaching_minutes_a_day)),
            target_minutes_per_day: definition.caps.target_minutes_a_day.map(short),
            lunch,
            weights: Some(serde_json::from_value(weights)?),
        })
    }

    /// The hours of the rhythm, weekday by weekday: the engine's cohort knows one pair for all.
    pub(super) fn openings(&self) -> Vec<problem::Opening> {
        let days = self.definition.days.iter();
        days.map(|day| problem::Opening::Weekly {
            weekday: u8::try_from(day.weekday).unwrap_or_default(),
            from: short(day.earliest_minute),
            until: short(day.latest_minute),
        })
        .collect()
    }
}

/// What planning may know of a participant: a key, languages, lines of work; never a name.
pub(super) fn traits(row: &participant::Model, with_sectors: bool) -> problem::Participant {
    let speaks = |level: &str| !level.eq_ignore_ascii_case("basic");
    let mut sectors = Vec::new();
    if with_sectors {
        sectors.extend(row.wishes.0.iter().chain(&row.sectors.0).cloned());
        sectors.sort_unstable();
        sectors.dedup();
    }
    problem::Participant {
        key: String::new(),
        cohort: String::new(),
        interpreter_language: row.interpreter_language.clone(),
        languages: row
            .languages
            .0
            .iter()
            .filter(|language| speaks(&language.level))
            .map(|language| language.tag.clone())
            .collect(),
        sectors,
        holds: Vec::new(),
        openings: Vec::new(),
        busy: Vec::new(),
    }
}
