//! Puts the rows together into one problem.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entities::columns::ActivityKind;
use entities::id::{DanishGroupId, ParticipantId, ResourceId, SessionId};
use scheduler::problem::{self, BusySpan, Participant, Precedence, Problem, Standing, Weights};

use super::activities::{Asked, programme};
use super::courses::{Course, Memberships, courses, traits};
use super::directory::Directory;
use super::live::{Live, Past, current_key, live};
use super::material::Material;
use super::{Meeting, Planning, Purpose, Theme, numbers, supply};
use crate::domain::occupancy::Places;
use crate::error::Result;

pub(super) fn build(
    material: Material,
    now: DateTime<Utc>,
    memberships: &Memberships,
    purpose: Purpose,
) -> Result<Planning> {
    let directory = Directory::new(&material.resources);
    let courses = courses(&material, &directory, memberships)?;
    let grid = grid_minutes(&courses_of(&material, &courses, purpose));
    let mut horizon = supply::horizon(&material, grid);
    horizon.not_before = Some(material.wall.moment_from(now));
    let participants = participants(&material, &directory, &courses);
    let people: BTreeSet<String> = participants.iter().map(|p| p.key.clone()).collect();
    let live = live(&material);
    let past = Past {
        material: &material,
        directory: &directory,
        horizon: &horizon,
        people: &people,
        purpose,
    };
    let mut standing = Standings::default();
    let mut meetings = BTreeMap::new();
    for course in &courses {
        let (asked, precedences) = under_current_keys(&material, course);
        for one in asked {
            let meeting = meeting(course, &one);
            meetings.insert(one.activity.key.clone(), meeting);
            standing.place(&past, &live, one);
        }
        standing.precedences.extend(precedences);
    }
    standing.settle(&past, &live);
    let planned = live.values().map(|live| live.row.id);
    let planned: BTreeSet<SessionId> = planned
        .filter(|id| !standing.outside.contains(id))
        .collect();
    let mut cohorts = Vec::new();
    for course in &courses {
        cohorts.push(course.cohort()?);
    }
    let problem = Problem {
        weights: Weights::default(),
        rooms: supply::rooms(&material),
        staff: supply::staff(&material),
        interpreters: supply::interpreters(&material),
        vehicles: supply::vehicles(&material),
        companies: supply::companies(&material),
        cohorts,
        bookings: past.bookings_except(&planned),
        precedences: standing.order(),
        activities: standing.activities,
        participants,
        horizon,
    };
    Ok(Planning {
        problem,
        wall: material.wall,
        meetings,
        live,
        settled: standing.settled,
        places: places(&material),
        directory,
    })
}

/// The courses whose grid counts: a session that moves keeps to that of its own.
fn courses_of<'a>(material: &Material, courses: &'a [Course], purpose: Purpose) -> Vec<&'a Course> {
    let moving = material
        .sessions
        .iter()
        .find(|row| purpose == Purpose::Move(row.id));
    let counts = |course: &&Course| moving.is_none_or(|row| row.cohort_id == course.id);
    courses.iter().filter(counts).collect()
}

/// The coarsest grid on which every cohort's times lie.
fn grid_minutes(courses: &[&Course]) -> u16 {
    let grids: BTreeSet<u32> = courses
        .iter()
        .map(|course| course.definition.grid_minutes())
        .collect();
    match (grids.first(), grids.len()) {
        (Some(only), 1) => numbers::short(*only),
        _ => numbers::short(crate::domain::template::FINEST_GRID_MINUTES),
    }
}

/// What a course asks for, each activity under the key by which it is planned now.
fn under_current_keys(material: &Material, course: &Course) -> (Vec<Asked>, Vec<Precedence>) {
    let programme = programme(course);
    let mut keys = BTreeMap::new();
    let mut asked = programme.activities;
    for one in &mut asked {
        let key = current_key(material, &one.activity.key);
        keys.insert(std::mem::replace(&mut one.activity.key, key.clone()), key);
    }
    let renamed = |key: String| keys.get(&key).cloned().unwrap_or(key);
    let precedences = programme.precedences.into_iter();
    let precedences = precedences.map(|precedence| Precedence {
        before: renamed(precedence.before),
        after: renamed(precedence.after),
        ..precedence
    });
    let precedences = precedences.collect();
    (asked, precedences)
}

fn meeting(course: &Course, asked: &Asked) -> Meeting {
    let modules = course.definition.modules.iter();
    let theme = asked.theme.as_ref().and_then(|key| {
        let module = modules.clone().find(|module| module.key == *key)?;
        Some(Theme {
            key: key.clone(),
            title_da: module.title_da.clone(),
            title_en: module.title_en.clone(),
        })
    });
    Meeting {
        cohort_id: course.id,
        kind: match asked.activity.kind {
            problem::ActivityKind::Lesson => ActivityKind::Lesson,
            problem::ActivityKind::DanishLesson => ActivityKind::DanishLesson,
            problem::ActivityKind::CompetencyInterview => ActivityKind::CompetencyInterview,
            problem::ActivityKind::CompanyVisit => ActivityKind::CompanyVisit,
        },
        theme,
    }
}

/// Activities as they stand, gathered course by course.
#[derive(Default)]
struct Standings {
    activities: Vec<problem::Activity>,
    precedences: Vec<Precedence>,
    /// Sessions that a plan leaves alone.
    settled: BTreeSet<SessionId>,
    /// Of those, the ones whose time the engine knows as bookings only.
    outside: BTreeSet<SessionId>,
}

impl Standings {
    fn place(&mut self, past: &Past<'_>, live: &Live, asked: Asked) {
        let Some(session) = live.get(&asked.activity.key) else {
            self.activities.push(asked.activity);
            return;
        };
        match past.stand(&asked.activity, session) {
            Some(activity) => {
                if activity.standing == Standing::Frozen {
                    self.settled.insert(session.row.id);
                }
                self.activities.push(activity);
            }
            None => self.leave_alone(session.row.id),
        }
    }

    /// Sessions that nobody asks for any more: past ones are facts, a plan calls future ones off.
    fn settle(&mut self, past: &Past<'_>, live: &Live) {
        let asked: BTreeSet<&str> = self.activities.iter().map(|a| a.key.as_str()).collect();
        let stays: Vec<SessionId> = live
            .iter()
            .filter(|(key, _)| !asked.contains(key.as_str()))
            .filter(|(_, session)| past.purpose != Purpose::Plan || past.is_past(session))
            .map(|(_, session)| session.row.id)
            .collect();
        for id in stays {
            self.leave_alone(id);
        }
    }

    fn leave_alone(&mut self, id: SessionId) {
        self.settled.insert(id);
        self.outside.insert(id);
    }

    /// The order between activities of the problem. What is past cannot be put after what is not.
    fn order(&self) -> Vec<Precedence> {
        let frozen: BTreeMap<&str, bool> = self
            .activities
            .iter()
            .map(|a| (a.key.as_str(), a.standing == Standing::Frozen))
            .collect();
        let holds = |precedence: &&Precedence| {
            let before = frozen.get(precedence.before.as_str());
            let after = frozen.get(precedence.after.as_str());
            match (before, after) {
                (Some(before), Some(after)) => *before || !*after,
                _ => false,
            }
        };
        self.precedences.iter().filter(holds).cloned().collect()
    }
}

/// Everybody with a seat, each once, in the rhythm of the first of their cohorts.
fn participants(
    material: &Material,
    directory: &Directory,
    courses: &[Course],
) -> Vec<Participant> {
    let mut found: BTreeMap<&str, Participant> = BTreeMap::new();
    let mut by_start: Vec<&Course> = courses.iter().collect();
    by_start.sort_by_key(|course| (course.first, &course.key));
    for course in by_start {
        let visits = course.definition.visits.as_ref();
        let with_sectors = visits.is_some_and(|visits| visits.prefer_sectors);
        for member in &course.members {
            let Some(row) = material.participants.get(&member.id) else {
                continue;
            };
            let participant = found.entry(&member.key).or_insert_with(|| Participant {
                key: member.key.clone(),
                cohort: course.key.clone(),
                busy: busy(material, directory, member.id),
                ..traits(row, with_sectors)
            });
            participant.openings.extend(course.openings());
        }
    }
    found.into_values().collect()
}

/// Own busy times, those of the Danish groups, and absences, which block.
fn busy(material: &Material, directory: &Directory, id: ParticipantId) -> Vec<BusySpan> {
    let own = ResourceId::from(id);
    debug_assert!(
        directory.key_of(own).is_some(),
        "a participant is a resource"
    );
    let groups: BTreeSet<DanishGroupId> = material
        .times
        .danish_members
        .iter()
        .filter(|row| row.participant_id == id)
        .map(|row| row.danish_group_id)
        .collect();
    let concerns = |row: &&entities::busy_time::Model| {
        let of_group = row.danish_group_id.is_some_and(|id| groups.contains(&id));
        row.resource_id == Some(own) || of_group
    };
    let busy = material.times.busy.iter().filter(concerns);
    let mut spans: Vec<BusySpan> = busy
        .map(|row| BusySpan {
            span: material.wall.span(row.from_at, row.until_at),
            blocking: row.blocking,
        })
        .collect();
    let absences = supply::absences(material, own).into_iter();
    spans.extend(absences.map(|span| BusySpan {
        span,
        blocking: true,
    }));
    spans
}

fn places(material: &Material) -> Places {
    let companies = material.things.companies.iter();
    companies
        .map(|(id, company)| {
            let places = usize::try_from(company.parallel_groups).unwrap_or(1);
            (*id, places.max(1))
        })
        .collect()
}
