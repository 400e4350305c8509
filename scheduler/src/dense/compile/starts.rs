//! The starts of each activity that its people, the hours and the company allow, and at which
//! everything it needs is there.
//!
//! Worked out for all starts at once: whatever keeps somebody away in a slot keeps off every start
//! from which the session would touch it. A test holds this to the rules themselves.

use super::there::{Length, Sort, There};
use crate::dense::bits::{Bits, Slots};
use crate::dense::place::{Place, some};
use crate::dense::{Activity, Hold, Model, NONE, Site};
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
    let mut known: BTreeMap<Shape, Bits> = BTreeMap::new();
    let mut sites = Vec::with_capacity(model.activities.len());
    let mut there = There::new(model);
    for (at, activity) in model.activities.iter().enumerate() {
        let companies: Vec<u16> = if activity.at_company {
            let all = (0..model.companies.len()).map(super::index16);
            all.filter(|company| rules::company_fits(model, at, *company))
                .collect()
        } else {
            vec![NONE]
        };
        let of_activity: Vec<Site> = companies
            .into_iter()
            .map(|company| {
                let any_week = known
                    .entry(Shape::of(activity, company))
                    .or_insert_with(|| any_week(&mut there, activity, company));
                site(model, at, company, any_week)
            })
            .collect();
        sites.push(of_activity);
    }
    for (at, sites) in sites.into_iter().enumerate() {
        let activity = &model.activities[at];
        let everywhen = Slots {
            from: 0,
            until: model.grid.slots,
        };
        let mut people = activity.people.iter();
        let may_miss = activity.kind.is_teaching()
            && people.any(|who| model.people[*who].soft_busy.any(everywhen));
        model.activities[at].sites = sites;
        model.activities[at].may_miss = may_miss;
    }
}

/// The starts of a shape that lie between an activity's release and due moments.
fn site(model: &Model, activity: usize, company: u16, any_week: &Bits) -> Site {
    let source = &model.activities[activity];
    let place = |start: u32| Place::at(start, company);
    let starts: Vec<u32> = if source.hold == Hold::Frozen {
        // What is past stands where it stands.
        let own = source.fixed().map(|place| place.start).into_iter();
        own.filter(|start| source.fixed() == Some(place(*start)) && any_week.get(*start))
            .filter(|start| rules::is_in_weeks(model, activity, &place(*start)))
            .collect()
    } else {
        let now = model.now.unwrap_or(i64::MIN);
        any_week
            .ones()
            .filter(|start| {
                model.start_minute(&place(*start)) >= now
                    && rules::is_in_weeks(model, activity, &place(*start))
            })
            .collect()
    };
    let mut allowed = Bits::new(model.grid.slots);
    for start in &starts {
        allowed.set(Slots {
            from: *start,
            until: start + 1,
        });
    }
    Site {
        company,
        starts,
        allowed,
    }
}

/// The starts at which people, hours, company and things are there, whatever the week.
fn any_week(there: &mut There<'_>, activity: &Activity, company: u16) -> Bits {
    let model = there.model;
    let span = Length {
        minutes: activity.minutes,
        travel: model.travel(&Place::at(0, company)),
    };
    let mut starts = hours(model, activity, span);
    let (before, after) = model.grid.reach(span.travel, span.minutes + span.travel);
    let mut kept_off = model.closed.clone();
    let crowd = &activity.crowd;
    for bits in [&crowd.closed, &crowd.absent, &crowd.booked] {
        kept_off.merge(bits);
    }
    if !activity.kind.is_teaching() {
        kept_off.merge(&crowd.busy);
    }
    starts.remove(&kept_off.touched_from(model.grid.slots, before, after));
    if let Some(company) = some(company) {
        let times = &model.companies[company].times;
        let mut away = times.closed.clone();
        away.merge(&times.absent);
        let (before, after) = model.grid.reach(0, span.minutes);
        starts.remove(&away.touched_from(model.grid.slots, before, after));
    }
    starts.keep(&there.staffed(activity, span));
    if activity.room_kind.is_some() {
        starts.keep(&there.any(Sort::Room, &activity.rooms, span));
    }
    let driven = some(company).is_some_and(|company| !model.companies[company].walking);
    if driven && activity.at_company {
        starts.keep(&there.any(Sort::Vehicle, &activity.vehicles, span));
    }
    starts
}

/// The starts from which a session and its travel lie within the hours of a day.
fn hours(model: &Model, activity: &Activity, span: Length) -> Bits {
    let grid = &model.grid;
    let first = activity.earliest.max(0) + span.travel;
    let last = activity.latest.min(super::DAY) - span.minutes - span.travel;
    let slot = |minute: i64| u32::try_from(minute.max(0)).unwrap_or(0);
    let mut starts = Bits::new(grid.slots);
    if last < first {
        return starts;
    }
    let from = slot(first).div_ceil(grid.minutes);
    let until = (slot(last) / grid.minutes + 1).min(grid.per_day);
    for day in 0..grid.days {
        starts.set(Slots {
            from: day * grid.per_day + from,
            until: day * grid.per_day + until,
        });
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    /// Whether everything that an activity needs is there at a start, each thing seen by itself.
    fn is_staffed(model: &Model, activity: usize, bare: &Place) -> bool {
        let source = &model.activities[activity];
        let is_there = |place: Place| rules::is_there(model, activity, &place);
        let minutes = model.held_minutes(activity, bare);
        let within = |cap: Option<u32>| cap.is_none_or(|cap| minutes <= i64::from(cap));
        let works = |staff: u16| {
            let member = &model.staff[usize::from(staff)];
            within(member.max_day) && within(member.max_week) && is_there(Place { staff, ..*bare })
        };
        let interpreted = |spoken: u8| {
            source.languages.iter().enumerate().all(|(at, language)| {
                let by = |who: &u16| {
                    let mut place = *bare;
                    place.interpreters[at] = *who;
                    is_there(place)
                };
                !language.needed || spoken >> at & 1 == 1 || language.interpreters.iter().any(by)
            })
        };
        let mut staff = source.staff.iter();
        let staffed = if source.staff_skill.is_some() {
            staff.any(|at| works(*at) && interpreted(source.spoken[usize::from(*at)]))
        } else {
            interpreted(0)
        };
        let room = |room: &u16| {
            is_there(Place {
                room: *room,
                ..*bare
            })
        };
        let vehicle = |vehicle: &u16| {
            is_there(Place {
                vehicle: *vehicle,
                ..*bare
            })
        };
        let driven = some(bare.company).is_some_and(|company| !model.companies[company].walking);
        staffed
            && (source.room_kind.is_none() || source.rooms.iter().any(room))
            && (!driven || !source.at_company || source.vehicles.iter().any(vehicle))
    }

    #[test]
    fn starts_are_those_that_the_rules_allow() {
        for example in ["avnstrup", "jelling", "ny_i_danmark"] {
            let path = format!("{}/examples/{example}.json", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).expect("a file");
            let mut problem = crate::format::read_problem(&text).expect("a problem");
            let monday = problem.horizon.first_date.plus_days(7);
            problem.horizon.not_before = Some(monday.at(10 * 60));
            let model = Model::new(&problem);
            for (at, activity) in model.activities.iter().enumerate() {
                for site in &activity.sites {
                    let by_rules = (0..model.grid.slots).filter(|start| {
                        let place = Place::at(*start, site.company);
                        rules::may_start_in_any_week(&model, at, &place)
                            && rules::is_in_weeks(&model, at, &place)
                            && is_staffed(&model, at, &place)
                    });
                    assert_eq!(
                        site.starts,
                        by_rules.collect::<Vec<_>>(),
                        "{}",
                        activity.key
                    );
                }
            }
        }
    }
}
