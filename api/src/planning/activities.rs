//! What a cohort's programme asks for: activities with immutable keys, and their order.
//!
//! | key | what |
//! |---|---|
//! | `<cohort>/lesson/<module>/<part>` | one part of a module, for those who take it |
//! | `<cohort>/danish/w<week>/<n>` | a Danish lesson, for everybody |
//! | `<cohort>/interview/<participant>/<n>` | a competency interview |
//! | `<cohort>/visit/g<group>/<n>` | a company visit of one group |
//!
//! Numbers count from 1. Activities that nobody would take part in do not exist.

use scheduler::problem::{Activity, ActivityKind, Precedence, Standing};

use super::courses::Course;
use super::numbers::short;
use crate::domain::template::{Choice, Danish, Module, RoomKind};

/// What one course asks for.
#[derive(Debug, Default)]
pub(super) struct Programme {
    pub(super) activities: Vec<Asked>,
    pub(super) precedences: Vec<Precedence>,
}

/// An activity, and the theme that a lesson is about.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) activity: Activity,
    pub(super) theme: Option<String>,
}

pub(super) fn programme(course: &Course) -> Programme {
    let mut programme = Programme::default();
    for module in &course.definition.modules {
        lessons(course, module, &mut programme);
    }
    for module in &course.definition.modules {
        order(course, module, &mut programme);
    }
    danish(course, &mut programme);
    interviews(course, &mut programme);
    visits(course, &mut programme);
    programme
}

fn lesson_key(course: &Course, module: &str, part: u32) -> String {
    format!("{}/lesson/{module}/{part}", course.key)
}

fn lessons(course: &Course, module: &Module, programme: &mut Programme) {
    let takes = |electives: &[String]| {
        module.choice == Choice::Mandatory || electives.contains(&module.key)
    };
    let members = course.members.iter();
    let participants: Vec<String> = members
        .filter(|member| takes(&member.electives))
        .map(|member| member.key.clone())
        .collect();
    if participants.is_empty() {
        return;
    }
    for part in 1..=module.parts {
        let activity = Activity {
            minutes: short(module.minutes),
            room_kind: Some(room_kind(module.room_kind)),
            staff_skill: Some(module.skill.clone()),
            interpreted: module.interpreter,
            series: Some(format!("{}/{}", course.key, module.key)),
            ..blank(
                course,
                lesson_key(course, &module.key, part),
                ActivityKind::Lesson,
                participants.clone(),
                (module.first_week, module.last_week),
            )
        };
        programme.activities.push(Asked {
            activity,
            theme: Some(module.key.clone()),
        });
    }
}

/// Parts follow each other; a module follows those that it builds on.
fn order(course: &Course, module: &Module, programme: &mut Programme) {
    let exists = |key: &str| {
        let asked = &programme.activities;
        asked.iter().any(|asked| asked.activity.key == key)
    };
    let mut found = Vec::new();
    for part in 1..module.parts {
        found.push(Precedence {
            before: lesson_key(course, &module.key, part),
            after: lesson_key(course, &module.key, part + 1),
            min_gap_minutes: 0,
            min_gap_days: short(module.min_gap_days),
            max_gap_days: module.max_gap_days.map(short),
        });
    }
    for earlier in &module.after {
        let modules = course.definition.modules.iter();
        let last = modules
            .filter(|other| other.key == *earlier)
            .map(|other| other.parts);
        found.extend(last.map(|part| Precedence {
            before: lesson_key(course, earlier, part),
            after: lesson_key(course, &module.key, 1),
            min_gap_minutes: 0,
            min_gap_days: 0,
            max_gap_days: None,
        }));
    }
    found.retain(|precedence| exists(&precedence.before) && exists(&precedence.after));
    programme.precedences.extend(found);
}

fn danish(course: &Course, programme: &mut Programme) {
    let Danish::Planned {
        lessons_a_week,
        minutes,
        skill,
        room_kind: kind,
    } = &course.definition.danish
    else {
        return;
    };
    let everybody: Vec<String> = course.members.iter().map(|m| m.key.clone()).collect();
    if everybody.is_empty() {
        return;
    }
    for week in 1..=course.definition.weeks {
        for n in 1..=*lessons_a_week {
            let key = format!("{}/danish/w{week}/{n}", course.key);
            let activity = Activity {
                minutes: short(*minutes),
                room_kind: Some(room_kind(*kind)),
                staff_skill: Some(skill.clone()),
                series: Some(format!("{}/danish", course.key)),
                ..blank(
                    course,
                    key,
                    ActivityKind::DanishLesson,
                    everybody.clone(),
                    (week, week),
                )
            };
            programme.activities.push(Asked {
                activity,
                theme: None,
            });
        }
    }
}

fn interviews(course: &Course, programme: &mut Programme) {
    let Some(wanted) = &course.definition.interviews else {
        return;
    };
    for member in &course.members {
        let key = |n: u32| format!("{}/interview/{}/{n}", course.key, member.key);
        for n in 1..=wanted.per_participant {
            let activity = Activity {
                minutes: short(wanted.minutes),
                room_kind: Some(room_kind(wanted.room_kind)),
                staff_skill: Some(wanted.skill.clone()),
                interpreted: true,
                ..blank(
                    course,
                    key(n),
                    ActivityKind::CompetencyInterview,
                    vec![member.key.clone()],
                    (wanted.first_week, wanted.last_week),
                )
            };
            programme.activities.push(Asked {
                activity,
                theme: None,
            });
            if n > 1 {
                programme.precedences.push(Precedence {
                    before: key(n - 1),
                    after: key(n),
                    min_gap_minutes: 0,
                    min_gap_days: short(wanted.min_gap_days),
                    max_gap_days: None,
                });
            }
        }
    }
}

fn visits(course: &Course, programme: &mut Programme) {
    let Some(wanted) = &course.definition.visits else {
        return;
    };
    for (group, members) in &course.groups {
        for n in 1..=wanted.per_participant {
            let activity = Activity {
                minutes: short(wanted.minutes),
                staff_skill: Some(wanted.skill.clone()),
                interpreted: true,
                // A telephone does not walk through a workshop.
                on_site_interpreter: true,
                at_company: true,
                visit_group: Some(format!("{}/g{group}", course.key)),
                ..blank(
                    course,
                    format!("{}/visit/g{group}/{n}", course.key),
                    ActivityKind::CompanyVisit,
                    members.clone(),
                    (wanted.first_week, wanted.last_week),
                )
            };
            programme.activities.push(Asked {
                activity,
                theme: None,
            });
        }
    }
}

/// An activity within weeks of the programme, both ends included, that needs nothing yet.
fn blank(
    course: &Course,
    key: String,
    kind: ActivityKind,
    participants: Vec<String>,
    (first_week, last_week): (u32, u32),
) -> Activity {
    Activity {
        key,
        kind,
        cohort: course.key.clone(),
        participants,
        minutes: 0,
        release: Some(course.week(first_week)),
        due: Some(course.week(last_week + 1)),
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

/// The code of a room kind, as rooms carry it too.
fn room_kind(kind: RoomKind) -> String {
    let code = match kind {
        RoomKind::Class => "CLASS",
        RoomKind::Interview => "INTERVIEW",
        RoomKind::Workshop => "WORKSHOP",
        RoomKind::Meeting => "MEETING",
    };
    code.to_owned()
}
