//! Activities: who fits them, what they belong to, what comes before them.

use super::{DAY, index16, sorted};
use crate::dense::bits::Bits;
use crate::dense::convert::find;
use crate::dense::{Activity, Base, Crowd, Hold, Language, Link, Model, NONE, Series};
use crate::problem::{self, ActivityKind, InterpreterMode, Problem, Standing};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compile(problem: &Problem, model: &mut Model) {
    let sources = sorted(&problem.activities, |a| &a.key);
    let people = sorted(&problem.participants, |p| &p.key);
    let staff = sorted(&problem.staff, |s| &s.key);
    let companies = sorted(&problem.companies, |c| &c.key);
    for source in &sources {
        let mut activity = shell(model, source);
        let present: Vec<_> = activity.people.iter().map(|who| people[*who]).collect();
        activity.languages = languages(model, source, &present);
        activity.spoken = staff
            .iter()
            .map(|s| spoken(&activity.languages, &s.languages))
            .collect();
        if source.at_company {
            activity.visitors_fit = companies
                .iter()
                .map(|c| visitors_fit(source, c, &present))
                .collect();
        } else {
            activity.visitors_fit = vec![true; companies.len()];
        }
        activity.mismatched = companies.iter().map(|c| mismatched(c, &present)).collect();
        model.activities.push(activity);
    }
    marks(model, &sources);
    order(problem, model);
    interviews_and_visits(model);
    bases(model, &sources);
}

/// Takes from each activity what may not serve it.
pub(super) fn fence(model: &mut Model, may_serve: &dyn Fn(&str, &str) -> bool) {
    for activity in &mut model.activities {
        let key = activity.key.as_str();
        let fits = |thing: &str| may_serve(key, thing);
        activity
            .rooms
            .retain(|at| fits(&model.rooms[usize::from(*at)].key));
        activity
            .staff
            .retain(|at| fits(&model.staff[usize::from(*at)].key));
        activity
            .vehicles
            .retain(|at| fits(&model.vehicles[usize::from(*at)].key));
        for language in &mut activity.languages {
            let interpreters = &model.interpreters;
            language
                .interpreters
                .retain(|at| fits(&interpreters[usize::from(*at)].key));
        }
        for (company, visitors_fit) in model.companies.iter().zip(&mut activity.visitors_fit) {
            *visitors_fit = *visitors_fit && (!activity.at_company || fits(&company.key));
        }
    }
}

/// What an activity says of itself, and which rooms, staff and vehicles fit it.
fn shell(model: &Model, source: &problem::Activity) -> Activity {
    let mut people: Vec<usize> = source
        .participants
        .iter()
        .filter_map(|key| find(&model.people, key, |p| &p.key))
        .map(usize::from)
        .collect();
    people.sort_unstable();
    let n_people = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let cohort = find(&model.cohorts, &source.cohort, |c| &c.key).map_or(0, usize::from);
    let own = people
        .iter()
        .map(|who| &model.cohorts[model.people[*who].cohort]);
    let strands = (0..model.strands.len())
        .filter(|at| source.kind.is_teaching() && people.contains(&model.strands[*at].people[0]))
        .collect();
    let fitting = |fits: Vec<bool>| -> Vec<u16> {
        fits.iter()
            .enumerate()
            .filter(|(_, fits)| **fits)
            .map(|(at, _)| index16(at))
            .collect()
    };
    let fits_room = |room: &crate::dense::Room| {
        source.room_kind.as_ref() == Some(&room.kind) && room.seats >= n_people
    };
    let skilled = |staff: &crate::dense::Staff| {
        source
            .staff_skill
            .as_ref()
            .is_some_and(|skill| staff.skills.contains(skill))
    };
    let travellers = n_people + u32::from(source.staff_skill.is_some());
    Activity {
        key: source.key.clone(),
        kind: source.kind,
        cohort,
        minutes: i64::from(source.minutes),
        release: source.release.map(|moment| model.grid.minute(moment)),
        due: source.due.map(|moment| model.grid.minute(moment)),
        earliest: own.clone().map(|cohort| cohort.earliest).max().unwrap_or(0),
        latest: own.map(|cohort| cohort.latest).min().unwrap_or(DAY),
        room_kind: source.room_kind.clone(),
        staff_skill: source.staff_skill.clone(),
        at_company: source.at_company,
        rooms: fitting(model.rooms.iter().map(fits_room).collect()),
        staff: fitting(model.staff.iter().map(skilled).collect()),
        vehicles: fitting(
            model
                .vehicles
                .iter()
                .map(|v| source.at_company && v.seats >= travellers)
                .collect(),
        ),
        languages: Vec::new(),
        spoken: Vec::new(),
        visitors_fit: Vec::new(),
        mismatched: Vec::new(),
        strands,
        series: None,
        group: None,
        before: Vec::new(),
        after: Vec::new(),
        interviews: Vec::new(),
        visits: Vec::new(),
        desired_day: source
            .desired_by
            .map_or(model.cohorts[cohort].from, |date| {
                model.grid.minute(date.at(0)).div_euclid(DAY)
            }),
        hold: Hold::Free,
        base: None,
        sites: Vec::new(),
        may_miss: false,
        crowd: crowd(model, &people),
        people,
    }
}

fn crowd(model: &Model, people: &[usize]) -> Crowd {
    let empty = || Bits::new(model.grid.slots);
    let mut crowd = Crowd {
        closed: empty(),
        absent: empty(),
        booked: empty(),
        busy: empty(),
    };
    for who in people {
        let person = &model.people[*who];
        crowd.closed.merge(&person.times.closed);
        crowd.absent.merge(&person.times.absent);
        crowd.booked.merge(&person.times.booked);
        crowd.busy.merge(&person.busy);
    }
    crowd
}

/// The languages of an activity: those that its participants need interpreted here, and those
/// that its base names.
fn languages(
    model: &Model,
    source: &problem::Activity,
    present: &[&problem::Participant],
) -> Vec<Language> {
    let needed: BTreeSet<&str> = present
        .iter()
        .filter(|_| source.interpreted)
        .filter_map(|p| p.interpreter_language.as_deref())
        .collect();
    let of_base = source
        .base
        .iter()
        .flat_map(|base| &base.assignment.interpreters);
    let all: BTreeSet<&str> = needed
        .iter()
        .copied()
        .chain(of_base.map(|b| b.language.as_str()))
        .collect();
    all.into_iter()
        .map(|tag| Language {
            tag: tag.to_owned(),
            needed: needed.contains(tag),
            interpreters: (0..model.interpreters.len())
                .filter(|at| {
                    let who = &model.interpreters[*at];
                    let in_person = who.mode == InterpreterMode::OnSite;
                    who.languages.iter().any(|l| l == tag)
                        && (in_person || !source.on_site_interpreter)
                })
                .map(index16)
                .collect(),
        })
        .collect()
}

fn spoken(languages: &[Language], speaks: &[String]) -> u8 {
    let bits = languages
        .iter()
        .enumerate()
        .filter(|(_, l)| speaks.contains(&l.tag));
    bits.fold(0, |mask, (at, _)| mask | 1 << at)
}

fn visitors_fit(
    source: &problem::Activity,
    company: &problem::Company,
    present: &[&problem::Participant],
) -> bool {
    let listed = source.companies.is_empty() || source.companies.contains(&company.key);
    listed
        && present.iter().all(|visitor| {
            let mut spoken = visitor.languages.iter();
            let understood =
                company.languages.is_empty() || spoken.any(|l| company.languages.contains(l));
            understood
                && company
                    .demands
                    .iter()
                    .all(|demand| visitor.holds.contains(demand))
        })
}

fn mismatched(company: &problem::Company, present: &[&problem::Participant]) -> u32 {
    let outside = present.iter().filter(|visitor| {
        !visitor.sectors.is_empty() && !visitor.sectors.iter().any(|s| company.sectors.contains(s))
    });
    u32::try_from(outside.count()).unwrap_or(u32::MAX)
}

/// Series and visit groups, numbered in the order of their marks.
fn marks(model: &mut Model, sources: &[&problem::Activity]) {
    let mut series: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        if let Some(mark) = &source.series {
            series.entry(mark).or_default().push(at);
        }
        if let Some(mark) = &source.visit_group {
            groups.entry(mark).or_default().push(at);
        }
    }
    for members in series.into_values() {
        let number = model.series.len();
        model.series.push(Series {
            cohort: model.activities[members[0]].cohort,
        });
        for member in members {
            model.activities[member].series = Some(number);
        }
    }
    for members in groups.into_values() {
        for &member in &members {
            model.activities[member].group = Some(model.groups.len());
        }
        model.groups.push(members);
    }
}

fn order(problem: &Problem, model: &mut Model) {
    let mut precedences: Vec<_> = problem.precedences.iter().collect();
    precedences.sort();
    for precedence in precedences {
        let ends = model
            .activity(&precedence.before)
            .zip(model.activity(&precedence.after));
        let (before, after) = ends.expect("precedences were validated");
        let link = |other| Link {
            other,
            min_minutes: i64::from(precedence.min_gap_minutes),
            min_days: u32::from(precedence.min_gap_days),
            max_days: precedence.max_gap_days.map(u32::from),
        };
        model.activities[after].before.push(link(before));
        model.activities[before].after.push(link(after));
    }
}

fn interviews_and_visits(model: &mut Model) {
    let of_kind = |kind| -> Vec<usize> {
        let all = model.activities.iter().enumerate();
        all.filter(|(_, activity)| activity.kind == kind)
            .map(|(at, _)| at)
            .collect()
    };
    let interviews = of_kind(ActivityKind::CompetencyInterview);
    for visit in of_kind(ActivityKind::CompanyVisit) {
        for &interview in &interviews {
            let visitors = &model.activities[visit].people;
            if model.activities[interview]
                .people
                .iter()
                .any(|who| visitors.contains(who))
            {
                model.activities[visit].interviews.push(interview);
                model.activities[interview].visits.push(visit);
            }
        }
    }
}

fn bases(model: &mut Model, sources: &[&problem::Activity]) {
    for (at, source) in sources.iter().enumerate() {
        let Some(base) = &source.base else { continue };
        let minute = model.grid.minute(base.assignment.start);
        let is_past = model.now.is_some_and(|now| minute < now);
        let place = model.place(at, &base.assignment);
        let activity = &mut model.activities[at];
        activity.hold = match source.standing {
            Standing::Frozen => Hold::Frozen,
            _ if is_past => Hold::Frozen,
            Standing::Pinned => Hold::Pinned,
            Standing::Free => Hold::Free,
        };
        activity.base = Some(Base {
            place,
            minute,
            factor: 1 + i64::from(base.notified),
        });
    }
    debug_assert!(
        model
            .activities
            .iter()
            .all(|a| a.is_free() || a.fixed().is_some())
    );
    debug_assert!(model.companies.len() < usize::from(NONE));
}
