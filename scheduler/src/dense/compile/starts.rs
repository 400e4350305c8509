//! The starts of each activity that its people, the hours and the company allow, and at which
//! everything it needs is there.

use crate::dense::bits::{Bits, Slots};
use crate::dense::place::{Place, some};
use crate::dense::{Activity, Model, NONE, Site};
use crate::rules;
use std::collections::BTreeMap;

/// What the starts of an activity depend on beside its release and due moments: lessons alike share
/// the work.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    people: Vec<usize>,
    is_teaching: bool,
    minutes: i64,
    hours: (i64, i64),
    company: u16,
    needs: (bool, bool),
    rooms: Vec<u16>,
    staff: Vec<u16>,
    vehicles: Vec<u16>,
    languages: Vec<(bool, Vec<u16>)>,
    spoken: Vec<u8>,
}

impl Shape {
    fn of(activity: &Activity, company: u16) -> Self {
        let languages = activity.languages.iter();
        Self {
            people: activity.people.clone(),
            is_teaching: activity.kind.is_teaching(),
            minutes: activity.minutes,
            hours: (activity.earliest, activity.latest),
            company,
            needs: (activity.room_kind.is_some(), activity.staff_skill.is_some()),
            rooms: activity.rooms.clone(),
            staff: activity.staff.clone(),
            vehicles: activity.vehicles.clone(),
            languages: languages
                .map(|one| (one.needed, one.interpreters.clone()))
                .collect(),
            spoken: activity.spoken.clone(),
        }
    }
}

pub(super) fn compile(model: &mut Model) {
    let mut known: BTreeMap<Shape, Vec<u32>> = BTreeMap::new();
    for at in 0..model.activities.len() {
        let activity = &model.activities[at];
        let may_miss = activity.kind.is_teaching()
            && activity.people.iter().any(|who| {
                let all = Slots {
                    from: 0,
                    until: model.grid.slots,
                };
                model.people[*who].soft_busy.any(all)
            });
        let companies: Vec<u16> = if activity.at_company {
            let all = (0..model.companies.len()).map(super::index16);
            all.filter(|company| rules::company_fits(model, at, *company))
                .collect()
        } else {
            vec![NONE]
        };
        let sites = companies
            .into_iter()
            .map(|company| site(model, at, company, &mut known))
            .collect();
        model.activities[at].sites = sites;
        model.activities[at].may_miss = may_miss;
    }
}

fn site(
    model: &Model,
    activity: usize,
    company: u16,
    known: &mut BTreeMap<Shape, Vec<u32>>,
) -> Site {
    let source = &model.activities[activity];
    let mut allowed = Bits::new(model.grid.slots);
    let mut starts = Vec::new();
    let any_week = |start: &u32| {
        let place = Place::at(*start, company);
        // Most slots are nights and weekends.
        !model.closed.get(*start)
            && rules::may_start_in_any_week(model, activity, &place)
            && is_staffed(model, activity, &place)
    };
    let find = || (0..model.grid.slots).filter(any_week).collect();
    // What is held back stands where it stands, not like others of its shape.
    let alike = if source.is_free() {
        known.entry(Shape::of(source, company)).or_insert_with(find)
    } else {
        &mut find()
    };
    for &start in alike.iter() {
        if rules::is_in_weeks(model, activity, &Place::at(start, company)) {
            allowed.set(Slots {
                from: start,
                until: start + 1,
            });
            starts.push(start);
        }
    }
    Site {
        company,
        starts,
        allowed,
    }
}

/// Whether each thing that an activity needs is there at a start, each seen by itself.
fn is_staffed(model: &Model, activity: usize, bare: &Place) -> bool {
    let source = &model.activities[activity];
    let is_there = |place: Place| rules::is_there(model, activity, &place);
    let minutes = model.held_minutes(activity, bare);
    let works = |staff: u16| {
        let member = &model.staff[usize::from(staff)];
        let within = |cap: Option<u32>| cap.is_none_or(|cap| minutes <= i64::from(cap));
        within(member.max_day) && within(member.max_week) && is_there(Place { staff, ..*bare })
    };
    let interpreted = |language: usize, staff: Option<u16>| {
        let spoken = staff.map_or(0, |staff| source.spoken[usize::from(staff)]);
        let wanted = source.languages[language].needed && spoken >> language & 1 == 0;
        !wanted
            || source.languages[language].interpreters.iter().any(|who| {
                let mut place = *bare;
                place.interpreters[language] = *who;
                is_there(place)
            })
    };
    let all_interpreted = |staff: Option<u16>| {
        (0..source.languages.len()).all(|language| interpreted(language, staff))
    };
    let staffed = if source.staff_skill.is_some() {
        source
            .staff
            .iter()
            .any(|staff| works(*staff) && all_interpreted(Some(*staff)))
    } else {
        all_interpreted(None)
    };
    let driven = some(bare.company).is_some_and(|company| !model.companies[company].walking);
    staffed
        && (source.room_kind.is_none()
            || source.rooms.iter().any(|room| {
                is_there(Place {
                    room: *room,
                    ..*bare
                })
            }))
        && (!driven
            || !source.at_company
            || source.vehicles.iter().any(|vehicle| {
                is_there(Place {
                    vehicle: *vehicle,
                    ..*bare
                })
            }))
}
