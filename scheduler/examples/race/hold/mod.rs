//! The benchmark format `hold-sched/1`: read, turned into a [`Problem`], and back.
//!
//! A slot of the format becomes an hour, or what of an hour lets weights stay whole and a day end by
//! midnight: only ratios matter. Each working day becomes a date from Monday to Friday. Talks and visits alike become activities at
//! which every busy time blocks; what comes before what is what the file says, nothing else.

mod centre;
mod file;

use scheduler::calendar::{Date, Moment, Span};
use scheduler::problem::{
    Activity, ActivityKind, BaseAssignment, BusySpan, Cohort, Company, Horizon, Interpreter,
    InterpreterMode, Opening, Participant, Precedence, PriceTerms, Problem, ResourceKind,
    ResourceRef, Room, StaffMember, Standing, Vehicle, Weights,
};
use scheduler::{Assignment, Country, Timetable};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use file::{Absence, Answer, Instance, Person, Place, Stand, Task, Worker};

/// Minutes that may stand for a slot.
const SLOTS: [u32; 6] = [60, 30, 20, 15, 10, 5];

/// How the format's units become the engine's.
pub(crate) struct Adapter<'i> {
    instance: &'i Instance,
    first: Date,
    /// Minutes that stand for a slot.
    slot: u32,
    /// What a unit of the format's cost is in the engine's.
    scale: i64,
    members: BTreeMap<&'i str, Vec<&'i Person>>,
}

impl<'i> Adapter<'i> {
    pub(crate) fn new(instance: &'i Instance) -> Result<Self, String> {
        let mut members: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
        for person in &instance.participants {
            members.entry(&person.cohort).or_default().push(person);
        }
        let mut sizes = 1_i64;
        for people in members.values() {
            let size = i64::try_from(people.len()).map_err(|_| "too many participants")?;
            sizes = sizes / gcd(sizes, size) * size;
        }
        let dearest = instance
            .weights
            .continuity
            .max(instance.weights.stability)
            .max(1);
        // Whole weights where they stay within what the engine takes, else the nearest.
        let fits = |slot: &u32| {
            let day = slot * instance.horizon.slots_per_day;
            day <= 24 * 60 && sizes * i64::from(*slot) * dearest <= i64::from(Weights::MAX)
        };
        let slot = SLOTS.into_iter().find(fits).unwrap_or(5);
        let most = i64::from(Weights::MAX) / dearest / i64::from(slot);
        Ok(Self {
            instance,
            first: "2018-01-01".parse().map_err(|_| "a date")?,
            slot,
            scale: sizes.min(most) * i64::from(slot),
            members,
        })
    }

    fn date(&self, day: u32) -> Date {
        let days = day / 5 * 7 + day % 5;
        self.first.plus_days(i32::try_from(days).unwrap_or(0))
    }

    /// The beginning of a slot.
    fn moment(&self, slot: u32) -> Moment {
        let per_day = self.instance.horizon.slots_per_day;
        let minute = u16::try_from(slot % per_day * self.slot).unwrap_or(0);
        self.date(slot / per_day).at(minute)
    }

    /// The end of the slot before one.
    fn end(&self, slot: u32) -> Moment {
        let before = self.moment(slot - 1);
        Moment::from_minutes(before.minutes() + i64::from(self.slot))
    }

    /// From the beginning of a slot to the end of the one before another.
    pub(crate) fn span(&self, from: u32, until: u32) -> Span {
        Span {
            from: self.moment(from),
            until: self.end(until),
        }
    }

    /// Who or what has an id.
    pub(crate) fn resource(&self, id: &str) -> Result<ResourceRef, String> {
        let instance = self.instance;
        let has = |workers: &[Worker]| workers.iter().any(|one| one.id == id);
        let is_place = |places: &[Place]| places.iter().any(|one| one.id == id);
        let kind = if is_place(&instance.rooms) {
            ResourceKind::Room
        } else if has(&instance.teachers) || has(&instance.interviewers) {
            ResourceKind::Staff
        } else if has(&instance.interpreters) {
            ResourceKind::Interpreter
        } else if is_place(&instance.vehicles) {
            ResourceKind::Vehicle
        } else if instance.companies.iter().any(|one| one.id == id) {
            ResourceKind::Company
        } else if instance.participants.iter().any(|one| one.id == id) {
            ResourceKind::Participant
        } else {
            return Err(format!("{id} is nobody and nothing"));
        };
        Ok(ResourceRef::new(kind, id))
    }

    /// Slots as spans, each within a day.
    fn spans(&self, slots: &[u32]) -> Vec<Span> {
        let per_day = self.instance.horizon.slots_per_day;
        let mut sorted = slots.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for slot in sorted {
            match runs.last_mut() {
                Some((_, until)) if *until == slot && slot % per_day != 0 => *until += 1,
                _ => runs.push((slot, slot + 1)),
            }
        }
        runs.into_iter()
            .map(|(from, until)| self.span(from, until))
            .collect()
    }

    fn absences(&self, id: &str, slots: &[u32], away: &[Absence]) -> Vec<Span> {
        let mut all = slots.to_vec();
        for absence in away.iter().filter(|absence| absence.resource == id) {
            all.extend(absence.from..absence.to);
        }
        self.spans(&all)
    }

    fn weights(&self, size: i64) -> Weights {
        let prices = &self.instance.weights;
        let whole = |price: i64| u32::try_from(price * self.scale).unwrap_or(Weights::MAX);
        let shared = |price: i64| {
            let each = size.max(1) * i64::from(self.slot);
            u32::try_from((price * self.scale + each / 2) / each).unwrap_or(Weights::MAX)
        };
        Weights {
            missed_lesson: whole(prices.absence),
            idle_gap: shared(prices.gap),
            overloaded_day: shared(prices.overload),
            empty_day: 0,
            teacher_change: whole(prices.continuity),
            interpreter_callout: whole(prices.callout),
            interpreter_idle: 0,
            room_change: 0,
            visit_mismatch: whole(prices.mismatch),
            late_interview: 0,
            moved_session: whole(prices.stability),
        }
    }

    /// Every centre as a problem of its own, and what they share, with who is away.
    pub(crate) fn country(&self, away: &[Absence]) -> Result<Country, String> {
        let mut whole = self.skeleton();
        self.shared_things(&mut whole, away);
        let cohorts = self.instance.cohorts.iter();
        let centres: BTreeSet<&str> = cohorts.map(|one| one.centre.as_str()).collect();
        let centres: Result<Vec<Problem>, String> = centres
            .into_iter()
            .map(|centre| self.of_centre(centre, None, away))
            .collect();
        Ok(Country {
            centres: centres?,
            interpreters: whole.interpreters,
            companies: whole.companies,
        })
    }

    fn of_centre(
        &self,
        centre: &str,
        base: Option<&Answer>,
        away: &[Absence],
    ) -> Result<Problem, String> {
        let mut problem = self.skeleton();
        self.things(&mut problem, Some(centre), away);
        self.people(&mut problem, Some(centre));
        self.activities(&mut problem, Some(centre), base)?;
        Ok(problem)
    }

    /// The problem as one, with what is published and who is away meanwhile.
    pub(crate) fn problem(
        &self,
        base: Option<&Answer>,
        away: &[Absence],
    ) -> Result<Problem, String> {
        let mut problem = self.skeleton();
        self.things(&mut problem, None, away);
        self.shared_things(&mut problem, away);
        self.people(&mut problem, None);
        self.activities(&mut problem, None, base)?;
        Ok(problem)
    }

    /// Days, hours and weights, and nothing to plan.
    fn skeleton(&self) -> Problem {
        let instance = self.instance;
        let open = (0..instance.horizon.days)
            .filter(|day| !instance.holidays.contains(day))
            .map(|day| {
                let per_day = instance.horizon.slots_per_day;
                self.span(day * per_day, (day + 1) * per_day)
            })
            .collect();
        let weeks = instance.horizon.days.div_ceil(5);
        Problem {
            horizon: Horizon {
                first_date: self.first,
                days: u16::try_from(weeks * 7).unwrap_or(u16::MAX),
                grid_minutes: u16::try_from(self.slot).unwrap_or(5),
                open,
                not_before: None,
            },
            weights: self.weights(1),
            rooms: Vec::new(),
            staff: Vec::new(),
            interpreters: Vec::new(),
            vehicles: Vec::new(),
            companies: Vec::new(),
            cohorts: Vec::new(),
            participants: Vec::new(),
            bookings: Vec::new(),
            activities: Vec::new(),
            precedences: Vec::new(),
        }
    }

    /// What centres have for themselves: of one of them, or of all.
    fn things(&self, problem: &mut Problem, centre: Option<&str>, away: &[Absence]) {
        let instance = self.instance;
        let is_of = |own: &str| centre.is_none_or(|centre| centre == own);
        problem.rooms = instance
            .rooms
            .iter()
            .filter(|room| is_of(&room.centre))
            .map(|room| Room {
                key: room.id.clone(),
                kind: format!("{}/{}", room.centre, room.kind),
                seats: room.capacity,
                setup_minutes: 0,
                openings: Vec::new(),
                absences: self.absences(&room.id, &[], away),
            })
            .collect();
        let worker = |worker: &Worker, skills: Vec<String>| StaffMember {
            key: worker.id.clone(),
            skills,
            languages: Vec::new(),
            max_minutes_per_day: None,
            max_minutes_per_week: None,
            openings: Vec::new(),
            absences: self.absences(&worker.id, &worker.unavailable, away),
        };
        for teacher in instance.teachers.iter().filter(|one| is_of(&one.centre)) {
            let skills = teacher.skills.iter();
            let skills = skills.map(|skill| format!("{}/{skill}", teacher.centre));
            problem.staff.push(worker(teacher, skills.collect()));
        }
        for one in instance
            .interviewers
            .iter()
            .filter(|one| is_of(&one.centre))
        {
            problem
                .staff
                .push(worker(one, vec![format!("{}/interviewer", one.centre)]));
        }
        problem.vehicles = instance
            .vehicles
            .iter()
            .filter(|one| is_of(&one.centre))
            .map(|one| Vehicle {
                key: one.id.clone(),
                seats: one.capacity,
                openings: Vec::new(),
                absences: self.absences(&one.id, &[], away),
            })
            .collect();
    }

    /// What all centres share.
    fn shared_things(&self, problem: &mut Problem, away: &[Absence]) {
        let instance = self.instance;
        problem.interpreters = instance
            .interpreters
            .iter()
            .map(|one| Interpreter {
                key: one.id.clone(),
                languages: vec![one.language.clone()],
                mode: InterpreterMode::OnSite,
                terms: PriceTerms {
                    ore_per_hour: 0,
                    minimum_minutes: 0,
                    transport_ore: 1,
                },
                buffer_minutes: 0,
                openings: Vec::new(),
                absences: self.absences(&one.id, &one.unavailable, away),
            })
            .collect();
        let per_day = instance.horizon.slots_per_day;
        problem.companies = instance
            .companies
            .iter()
            .map(|company| Company {
                key: company.id.clone(),
                sectors: vec![company.sector.clone()],
                places: company.capacity,
                max_group: u16::MAX,
                openings: company
                    .windows
                    .iter()
                    .map(|(day, first, last)| {
                        Opening::Once(self.span(day * per_day + first, day * per_day + last + 1))
                    })
                    .collect(),
                absences: self.absences(&company.id, &[], away),
                travel_minutes: 0,
                walking: false,
                languages: Vec::new(),
                demands: Vec::new(),
            })
            .collect();
        // A company without a window receives nobody.
        problem
            .companies
            .retain(|company| !company.openings.is_empty());
    }

    fn people(&self, problem: &mut Problem, centre: Option<&str>) {
        let horizon = &problem.horizon;
        let until = horizon.first_date.plus_days(i32::from(horizon.days));
        let from = horizon.first_date;
        let target = self.instance.weights.overload_limit * self.slot;
        let cohorts = self.instance.cohorts.iter();
        let cohorts = cohorts.filter(|one| centre.is_none_or(|centre| centre == one.centre));
        for cohort in cohorts.clone() {
            let people = self.members.get(cohort.id.as_str());
            let size = i64::try_from(people.map_or(0, Vec::len)).unwrap_or(0);
            problem.cohorts.push(Cohort {
                key: cohort.id.clone(),
                from,
                until,
                earliest: 0,
                latest: 24 * 60,
                max_teaching_minutes_per_day: None,
                target_minutes_per_day: u16::try_from(target).ok(),
                lunch: None,
                weights: Some(self.weights(size)),
            });
        }
        for person in &self.instance.participants {
            if !cohorts.clone().any(|cohort| cohort.id == person.cohort) {
                continue;
            }
            problem.participants.push(Participant {
                key: person.id.clone(),
                cohort: person.cohort.clone(),
                interpreter_language: person.language.clone(),
                languages: Vec::new(),
                sectors: person.sectors.clone(),
                holds: Vec::new(),
                openings: Vec::new(),
                busy: self
                    .spans(&person.blocked)
                    .into_iter()
                    .map(|span| BusySpan {
                        span,
                        blocking: false,
                    })
                    .collect(),
            });
        }
        // A language of a cohort that none of its people speaks is interpreted all the same.
        for cohort in cohorts {
            for language in &cohort.languages {
                let own = |person: &&mut Participant| person.cohort == cohort.id;
                let of_language = |person: &Participant| {
                    person.cohort == cohort.id
                        && person.interpreter_language.as_ref() == Some(language)
                };
                if problem.participants.iter().any(of_language) {
                    continue;
                }
                if let Some(person) = problem
                    .participants
                    .iter_mut()
                    .filter(own)
                    .find(|person| person.interpreter_language.is_none())
                {
                    person.interpreter_language = Some(language.clone());
                }
            }
        }
    }

    fn activities(
        &self,
        problem: &mut Problem,
        only: Option<&str>,
        base: Option<&Answer>,
    ) -> Result<(), String> {
        let instance = self.instance;
        let centre: BTreeMap<&str, &str> = instance
            .cohorts
            .iter()
            .map(|cohort| (cohort.id.as_str(), cohort.centre.as_str()))
            .collect();
        let mut pairs: BTreeMap<&str, &str> = BTreeMap::new();
        for (one, other) in &instance.distinct_company {
            let mark = pairs.get(one.as_str()).copied().unwrap_or(one);
            pairs.insert(one, mark);
            pairs.insert(other, mark);
        }
        for task in &instance.activities {
            let centre = *centre
                .get(task.cohort.as_str())
                .ok_or_else(|| format!("{} has no cohort", task.id))?;
            if only.is_some_and(|only| only != centre) {
                continue;
            }
            let people = match task.kind.as_str() {
                "visit" => task.group.clone(),
                "mapping" | "followup" => vec![task.participant.clone()],
                _ => self.members[task.cohort.as_str()]
                    .iter()
                    .map(|person| person.id.clone())
                    .collect(),
            };
            let (kind, room, staff) = match task.kind.as_str() {
                "module" => (
                    ActivityKind::Lesson,
                    Some("class"),
                    Some(task.skill.as_str()),
                ),
                "danish" => (ActivityKind::DanishLesson, Some("class"), Some("danish")),
                "visit" => (ActivityKind::CompanyVisit, None, None),
                _ => (
                    ActivityKind::CompanyVisit,
                    Some("interview"),
                    Some("interviewer"),
                ),
            };
            let interpreted = match task.kind.as_str() {
                "module" => true,
                "mapping" | "followup" => task.language.is_some(),
                _ => false,
            };
            let at_company = task.kind == "visit";
            problem.activities.push(Activity {
                key: task.id.clone(),
                kind,
                cohort: task.cohort.clone(),
                participants: people,
                minutes: u16::try_from(task.dur * self.slot).map_err(|_| "too long")?,
                release: Some(self.moment(task.release)),
                due: Some(self.end(task.due)),
                room_kind: room.map(|kind| format!("{centre}/{kind}")),
                staff_skill: staff.map(|skill| format!("{centre}/{skill}")),
                interpreted,
                on_site_interpreter: false,
                at_company,
                companies: Vec::new(),
                visit_group: pairs.get(task.id.as_str()).map(|mark| (*mark).to_owned()),
                series: task
                    .is_teaching()
                    .then(|| format!("{}/{}", task.cohort, task.series)),
                desired_by: None,
                standing: Standing::Free,
                base: base
                    .and_then(|base| base.activities.get(&task.id))
                    .map(|stand| BaseAssignment {
                        assignment: self.assignment(task, stand),
                        notified: false,
                    }),
            });
        }
        let keys: BTreeSet<&str> = problem
            .activities
            .iter()
            .map(|one| one.key.as_str())
            .collect();
        problem.precedences = instance
            .precedences
            .iter()
            .filter(|(before, after)| {
                keys.contains(before.as_str()) && keys.contains(after.as_str())
            })
            .map(|(before, after)| Precedence {
                before: before.clone(),
                after: after.clone(),
                min_gap_minutes: 0,
                min_gap_days: 0,
                max_gap_days: None,
            })
            .collect();
        Ok(())
    }

    fn assignment(&self, task: &Task, stand: &Stand) -> Assignment {
        let language = |id: &String| {
            let one = self.instance.interpreters.iter().find(|one| one.id == *id);
            one.map_or_else(String::new, |one| one.language.clone())
        };
        Assignment {
            start: self.moment(stand.start),
            room: stand.room.clone(),
            staff: stand.teacher.clone().or_else(|| stand.interviewer.clone()),
            interpreters: stand
                .interpreters
                .iter()
                .map(|id| scheduler::InterpreterBooking {
                    language: language(id),
                    interpreter: id.clone(),
                })
                .collect(),
            vehicle: stand.vehicle.clone(),
            company: stand.company.clone().filter(|_| task.kind == "visit"),
        }
    }

    /// The slot that a moment begins.
    fn slot(&self, moment: Moment) -> u32 {
        let days = u32::try_from(moment.date.days() - self.first.days()).unwrap_or(0);
        let day = days / 7 * 5 + days % 7;
        let minute = moment.minutes() - moment.date.at(0).minutes();
        let of_day = u32::try_from(minute).unwrap_or(0) / self.slot;
        day * self.instance.horizon.slots_per_day + of_day
    }

    /// The timetable in the format's words.
    pub(crate) fn answer(&self, timetable: &Timetable) -> Answer {
        let mut answer = Answer::default();
        for task in &self.instance.activities {
            let Some(at) = timetable.assignments.get(&task.id) else {
                continue;
            };
            let is_talk = matches!(task.kind.as_str(), "mapping" | "followup");
            answer.activities.insert(
                task.id.clone(),
                Stand {
                    start: self.slot(at.start),
                    teacher: at.staff.clone().filter(|_| !is_talk),
                    interviewer: at.staff.clone().filter(|_| is_talk),
                    room: at.room.clone(),
                    vehicle: at.vehicle.clone(),
                    company: at.company.clone(),
                    interpreters: at
                        .interpreters
                        .iter()
                        .map(|booking| booking.interpreter.clone())
                        .collect(),
                },
            );
        }
        answer
    }
}

fn gcd(one: i64, other: i64) -> i64 {
    if other == 0 {
        one.max(1)
    } else {
        gcd(other, one % other)
    }
}
