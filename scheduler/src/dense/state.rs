//! A plan in the making: where everything is, who is taken when, and what it costs so far.
//!
//! Putting an activity somewhere and lifting it away again keep every number true by themselves,
//! each in time that does not grow with the size of the plan.

use super::bits::Lanes;
use super::place::{Place, some};
use super::{Model, Weighing};
use crate::rules::{room_change, soft, teacher_change};
use crate::score::{RuleScore, Score, SoftRule};

/// A session in a day's row: from and until in minutes since the origin.
pub(crate) type Stretch = (i64, i64);

/// A plan in the making.
pub(crate) struct State<'m> {
    pub(crate) model: &'m Model,
    pub(crate) places: Vec<Place>,
    pub(crate) people: Lanes,
    pub(crate) rooms: Lanes,
    pub(crate) staff: Lanes,
    pub(crate) interpreters: Lanes,
    pub(crate) vehicles: Lanes,
    /// Places taken by company and slot.
    pub(crate) company_places: Vec<u32>,
    /// Minutes by staff member and day, by staff member and week.
    pub(crate) staff_day: Vec<u32>,
    pub(crate) staff_week: Vec<u32>,
    /// Minutes of lessons by strand and day.
    pub(crate) strand_day: Vec<u32>,
    /// Lessons by strand and day, sorted.
    lessons: Vec<Vec<Stretch>>,
    /// Sessions by interpreter and day, sorted.
    interpreted: Vec<Vec<Stretch>>,
    /// How often each teacher and each room serves each series.
    teachers: Vec<Vec<(u16, u32)>>,
    series_rooms: Vec<Vec<(u16, u32)>>,
    pub(crate) units: Weighing,
    pub(crate) costs: Weighing,
    pub(crate) cost: i64,
    /// Activities that may move and are nowhere.
    pub(crate) unassigned: u32,
}

impl<'m> State<'m> {
    /// The plan that holds only what is pinned or frozen.
    pub(crate) fn new(model: &'m Model) -> Self {
        let mut state = Self::empty(model);
        for (at, activity) in model.activities.iter().enumerate() {
            if let Some(place) = activity.fixed() {
                state.put(at, place);
            }
        }
        state
    }

    /// The plan that holds nothing at all.
    pub(crate) fn empty(model: &'m Model) -> Self {
        let slots = model.grid.slots;
        let days = model.grid.days as usize;
        let mut state = Self {
            model,
            places: vec![Place::UNASSIGNED; model.activities.len()],
            people: Lanes::new(slots, model.people.iter().map(|p| &p.times.booked)),
            rooms: Lanes::new(slots, model.rooms.iter().map(|r| &r.times.booked)),
            staff: Lanes::new(slots, model.staff.iter().map(|s| &s.times.booked)),
            interpreters: Lanes::new(slots, model.interpreters.iter().map(|i| &i.times.booked)),
            vehicles: Lanes::new(slots, model.vehicles.iter().map(|v| &v.times.booked)),
            company_places: model
                .companies
                .iter()
                .flat_map(|c| c.booked_places.clone())
                .collect(),
            staff_day: vec![0; model.staff.len() * days],
            staff_week: vec![0; model.staff.len() * model.weeks as usize],
            strand_day: vec![0; model.strands.len() * days],
            lessons: vec![Vec::new(); model.strands.len() * days],
            interpreted: vec![Vec::new(); model.interpreters.len() * days],
            teachers: vec![Vec::new(); model.series.len()],
            series_rooms: vec![Vec::new(); model.series.len()],
            units: [0; SoftRule::COUNT],
            costs: [0; SoftRule::COUNT],
            cost: 0,
            unassigned: 0,
        };
        let free = model
            .activities
            .iter()
            .filter(|activity| activity.is_free())
            .count();
        state.unassigned = u32::try_from(free).unwrap_or(u32::MAX);
        // An empty day costs already while nothing is planned.
        for strand in 0..model.strands.len() {
            for day in 0..days {
                state.count_strand_day(strand, day, 1);
            }
        }
        state
    }

    /// Puts an activity that is nowhere to a place, whatever the rules say of it.
    pub(crate) fn put(&mut self, activity: usize, place: Place) {
        self.places[activity] = place;
        self.occupy(activity, &place, true);
        self.count(activity, &place, 1);
        self.unassigned -= u32::from(self.model.activities[activity].is_free());
    }

    /// Lifts an activity away from where it is. Two that overlap must not be lifted: only plans
    /// that keep the hard rules can be taken apart.
    pub(crate) fn lift(&mut self, activity: usize) -> Place {
        let place = self.places[activity];
        self.places[activity] = Place::UNASSIGNED;
        self.occupy(activity, &place, false);
        self.count(activity, &place, -1);
        self.unassigned += u32::from(self.model.activities[activity].is_free());
        place
    }

    fn occupy(&mut self, activity: usize, place: &Place, taken: bool) {
        let model = self.model;
        let change = |lanes: &mut Lanes, lane: usize, slots| {
            if taken {
                lanes.set(lane, slots);
            } else {
                lanes.clear(lane, slots);
            }
        };
        let hold = model.hold(activity, place);
        for &person in &model.activities[activity].people {
            change(&mut self.people, person, hold);
        }
        if let Some(room) = some(place.room) {
            change(
                &mut self.rooms,
                room,
                model.room_busy(activity, place, room),
            );
        }
        if let Some(staff) = some(place.staff) {
            change(&mut self.staff, staff, hold);
            self.count_staff(activity, place, staff, taken);
        }
        for (_, who) in place.interpreters() {
            let busy = model.interpreter_busy(activity, place, who);
            change(&mut self.interpreters, who, busy);
        }
        if let Some(vehicle) = some(place.vehicle) {
            change(&mut self.vehicles, vehicle, hold);
        }
        if let Some(company) = some(place.company) {
            let session = model.session(activity, place);
            let first = company * model.grid.slots as usize;
            let range = first + session.from as usize..first + session.until as usize;
            for places in &mut self.company_places[range] {
                *places = if taken { *places + 1 } else { *places - 1 };
            }
        }
    }

    fn count_staff(&mut self, activity: usize, place: &Place, staff: usize, taken: bool) {
        let model = self.model;
        let minutes = u32::try_from(model.held_minutes(activity, place)).unwrap_or(0);
        let day = model.grid.day_of(place.start) as usize;
        let week = model.week_of_day[day] as usize;
        let in_day = &mut self.staff_day[staff * model.grid.days as usize + day];
        let in_week = &mut self.staff_week[staff * model.weeks as usize + week];
        if taken {
            *in_day += minutes;
            *in_week += minutes;
        } else {
            *in_day -= minutes;
            *in_week -= minutes;
        }
    }

    /// Adds (or, with a sign of -1, takes back) what an activity costs at a place.
    fn count(&mut self, activity: usize, place: &Place, sign: i64) {
        let model = self.model;
        let source = &model.activities[activity];
        let weights = &model.cohorts[source.cohort].weights;
        for (rule, test) in soft::OF_ONE {
            let units = test(model, activity, place);
            if units != 0 {
                self.add(rule, sign * units, weights);
            }
        }
        let days = model.grid.days as usize;
        let day = model.grid.day_of(place.start) as usize;
        let session = (model.start_minute(place), model.end_minute(activity, place));
        for &strand in &source.strands {
            self.count_strand_day(strand, day, -1);
            change_row(&mut self.lessons[strand * days + day], session, sign);
            let minutes = &mut self.strand_day[strand * days + day];
            *minutes =
                minutes.wrapping_add_signed(i32::try_from(sign * source.minutes).unwrap_or(0));
            self.count_strand_day(strand, day, 1);
        }
        for (_, who) in place.interpreters() {
            self.count_interpreter_day(who, day, -1);
            let stretch = model.hold_minutes(activity, place);
            change_row(&mut self.interpreted[who * days + day], stretch, sign);
            self.count_interpreter_day(who, day, 1);
        }
        if let Some(series) = source.series {
            let weights = &model.cohorts[model.series[series].cohort].weights;
            if some(place.staff).is_some() {
                let tally = &mut self.teachers[series];
                let before = teacher_change::units(tally);
                change_tally(tally, place.staff, sign);
                let more = teacher_change::units(tally) - before;
                self.add(SoftRule::TeacherChange, more, weights);
            }
            if some(place.room).is_some() {
                let tally = &mut self.series_rooms[series];
                let before = room_change::units(tally);
                change_tally(tally, place.room, sign);
                let more = room_change::units(tally) - before;
                self.add(SoftRule::RoomChange, more, weights);
            }
        }
    }

    fn add(&mut self, rule: SoftRule, units: i64, weights: &Weighing) {
        let cost = units * weights[rule as usize];
        self.units[rule as usize] += units;
        self.costs[rule as usize] += cost;
        self.cost += cost;
    }

    fn count_strand_day(&mut self, strand: usize, day: usize, sign: i64) {
        let model = self.model;
        let lessons = &self.lessons[strand * model.grid.days as usize + day];
        let found =
            soft::OF_STRAND_DAY.map(|(rule, test)| (rule, test(model, strand, day, lessons)));
        let weights = &model.cohorts[model.strands[strand].cohort].weights;
        for (rule, units) in found {
            if units != 0 {
                self.add(rule, sign * units, weights);
            }
        }
    }

    fn count_interpreter_day(&mut self, who: usize, day: usize, sign: i64) {
        let model = self.model;
        let sessions = &self.interpreted[who * model.grid.days as usize + day];
        let found = soft::OF_INTERPRETER_DAY.map(|(rule, test)| (rule, test(model, who, sessions)));
        for (rule, units) in found {
            if units != 0 {
                self.add(rule, sign * units, &model.weights);
            }
        }
    }

    /// The score so far, under the assumption that no hard rule is broken.
    pub(crate) fn score(&self) -> Score {
        let rules = SoftRule::ALL.into_iter().map(|rule| {
            let at = rule as usize;
            (
                rule,
                RuleScore {
                    units: self.units[at],
                    cost: self.costs[at],
                },
            )
        });
        Score {
            hard: 0,
            unassigned: self.unassigned,
            soft: self.cost,
            rules: rules.collect(),
        }
    }
}

/// Adds a stretch to a sorted row, or takes one out.
fn change_row(row: &mut Vec<Stretch>, stretch: Stretch, sign: i64) {
    let at = row.partition_point(|other| *other < stretch);
    if sign > 0 {
        row.insert(at, stretch);
    } else {
        row.remove(at);
    }
}

/// Counts a resource in or out of a series.
fn change_tally(tally: &mut Vec<(u16, u32)>, resource: u16, sign: i64) {
    let at = tally.iter().position(|(known, _)| *known == resource);
    match at {
        Some(at) if sign > 0 => tally[at].1 += 1,
        Some(at) if tally[at].1 > 1 => tally[at].1 -= 1,
        Some(at) => {
            tally.swap_remove(at);
        }
        None => tally.push((resource, 1)),
    }
}
