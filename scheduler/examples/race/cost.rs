//! Judges a `hold-sched/1` answer from the format's own page, sharing no code with the engine.

use crate::hold::{Answer, Instance, Stand, Task};
use std::collections::{BTreeMap, BTreeSet};

/// What an answer is worth: hard faults, and cost by term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) hard: u64,
    pub(crate) terms: BTreeMap<&'static str, i64>,
}

impl Judgement {
    pub(crate) fn cost(&self) -> i64 {
        self.terms.values().sum()
    }

    fn add(&mut self, term: &'static str, cost: i64) {
        *self.terms.entry(term).or_default() += cost;
    }
}

struct Judge<'i> {
    instance: &'i Instance,
    judgement: Judgement,
    cohorts: BTreeMap<&'i str, (&'i str, Vec<&'i str>)>,
    /// By thing or person: unavailable or blocked slots, languages or sectors.
    unavailable: BTreeMap<&'i str, BTreeSet<u32>>,
    language: BTreeMap<&'i str, &'i str>,
    used: BTreeSet<(&'i str, u32)>,
    people: BTreeSet<(&'i str, u32)>,
    visits: BTreeMap<(&'i str, u32), u16>,
    days: BTreeMap<(&'i str, u32), Vec<(u32, u32)>>,
    series: BTreeMap<(&'i str, &'i str), BTreeSet<&'i str>>,
    callouts: BTreeSet<(&'i str, u32)>,
}

/// Counts everything anew.
pub(crate) fn judge(instance: &Instance, answer: &Answer, base: Option<&Answer>) -> Judgement {
    let mut judge = Judge::new(instance);
    for task in &instance.activities {
        match answer.activities.get(&task.id) {
            Some(stand) => judge.activity(task, stand),
            None => judge.judgement.hard += 1,
        }
    }
    judge.order(answer);
    judge.days();
    let weights = &instance.weights;
    let mut judgement = judge.judgement;
    let teachers = judge
        .series
        .values()
        .map(|all| length(all.len()) - 1)
        .sum::<i64>();
    judgement.add("continuity", weights.continuity * teachers);
    judgement.add("callout", weights.callout * length(judge.callouts.len()));
    if let Some(base) = base {
        let same = |(id, stand): &(&String, &Stand)| answer.activities.get(*id) != Some(*stand);
        let moved = base.activities.iter().filter(same).count();
        judgement.add("stability", weights.stability * length(moved));
    }
    judgement.terms.retain(|_, cost| *cost != 0);
    judgement
}

fn length(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl<'i> Judge<'i> {
    fn new(instance: &'i Instance) -> Self {
        let mut cohorts: BTreeMap<&str, (&str, Vec<&str>)> = BTreeMap::new();
        for cohort in &instance.cohorts {
            cohorts.insert(&cohort.id, (&cohort.centre, Vec::new()));
        }
        let mut unavailable: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for person in &instance.participants {
            if let Some((_, members)) = cohorts.get_mut(person.cohort.as_str()) {
                members.push(&person.id);
            }
            unavailable.insert(&person.id, person.blocked.iter().copied().collect());
        }
        let workers = instance.teachers.iter().chain(&instance.interviewers);
        for worker in workers.chain(&instance.interpreters) {
            let slots = worker.unavailable.iter().copied().collect();
            unavailable.insert(&worker.id, slots);
        }
        let language = instance.interpreters.iter();
        Self {
            instance,
            judgement: Judgement::default(),
            cohorts,
            unavailable,
            language: language
                .map(|one| (one.id.as_str(), one.language.as_str()))
                .collect(),
            used: BTreeSet::new(),
            people: BTreeSet::new(),
            visits: BTreeMap::new(),
            days: BTreeMap::new(),
            series: BTreeMap::new(),
            callouts: BTreeSet::new(),
        }
    }

    fn fault(&mut self, is_broken: bool) {
        self.judgement.hard += u64::from(is_broken);
    }

    fn activity(&mut self, task: &'i Task, stand: &Stand) {
        let horizon = &self.instance.horizon;
        let per_day = horizon.slots_per_day;
        let (from, until) = (stand.start, stand.start + task.dur);
        let day = from / per_day;
        self.fault(
            day != (until - 1) / per_day
                || self.instance.holidays.contains(&day)
                || from < task.release
                || until > task.due
                || until > horizon.days * per_day,
        );
        let (centre, members) = self.cohorts[task.cohort.as_str()].clone();
        let group: Vec<&str> = match task.kind.as_str() {
            "visit" => task.group.iter().map(String::as_str).collect(),
            "mapping" | "followup" => vec![&task.participant],
            _ => members,
        };
        for who in &group {
            let blocked = (from..until).any(|slot| self.unavailable[who].contains(&slot));
            if blocked && task.is_teaching() {
                let weight = self.instance.weights.absence;
                self.judgement.add("absence", weight);
            } else {
                self.fault(blocked);
            }
            for slot in from..until {
                let twice = !self.people.insert((*who, slot));
                self.fault(twice);
            }
        }
        self.hands(task, stand, centre, group.len());
        let mut languages: Vec<&str> = match task.kind.as_str() {
            "module" => {
                let cohort = self
                    .instance
                    .cohorts
                    .iter()
                    .find(|one| one.id == task.cohort);
                cohort.map_or(Vec::new(), |one| {
                    one.languages.iter().map(String::as_str).collect()
                })
            }
            "mapping" | "followup" => task.language.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let named = stand
            .interpreters
            .iter()
            .map(|id| self.language.get_key_value(id.as_str()));
        let named: Vec<_> = named
            .flatten()
            .map(|(id, language)| (*id, *language))
            .collect();
        let mut spoken: Vec<&str> = named.iter().map(|(_, language)| *language).collect();
        languages.sort_unstable();
        spoken.sort_unstable();
        self.fault(languages != spoken || named.len() != stand.interpreters.len());
        for (id, _) in named {
            self.callouts.insert((id, day));
            self.take(id, from, until);
        }
        if task.is_teaching() {
            self.days
                .entry((&task.cohort, day))
                .or_default()
                .push((from, until));
        }
    }

    fn take(&mut self, id: &'i str, from: u32, until: u32) {
        for slot in from..until {
            let away = self
                .unavailable
                .get(id)
                .is_some_and(|slots| slots.contains(&slot));
            let twice = !self.used.insert((id, slot));
            self.fault(away || twice);
        }
    }

    fn hands(&mut self, task: &'i Task, stand: &Stand, centre: &str, people: usize) {
        let instance = self.instance;
        let (from, until) = (stand.start, stand.start + task.dur);
        let room = |kind: &str, seats: usize| {
            instance.rooms.iter().find(|one| {
                Some(&one.id) == stand.room.as_ref()
                    && one.centre == centre
                    && one.kind == kind
                    && usize::from(one.capacity) >= seats
            })
        };
        match task.kind.as_str() {
            "module" | "danish" => {
                let skill = if task.kind == "danish" {
                    "danish"
                } else {
                    &task.skill
                };
                let teacher = instance.teachers.iter().find(|one| {
                    Some(&one.id) == stand.teacher.as_ref()
                        && one.centre == centre
                        && one.skills.iter().any(|own| own == skill)
                });
                self.fault(teacher.is_none());
                if let Some(teacher) = teacher {
                    self.take(&teacher.id, from, until);
                    let series = self.series.entry((&task.cohort, &task.series)).or_default();
                    series.insert(&teacher.id);
                }
                let room = room("class", people);
                self.fault(room.is_none());
                if let Some(room) = room {
                    self.take(&room.id, from, until);
                }
            }
            "visit" => self.visit(task, stand, centre, people),
            _ => {
                let one = instance.interviewers.iter().find(|one| {
                    Some(&one.id) == stand.interviewer.as_ref() && one.centre == centre
                });
                self.fault(one.is_none());
                if let Some(one) = one {
                    self.take(&one.id, from, until);
                }
                let room = room("interview", 0);
                self.fault(room.is_none());
                if let Some(room) = room {
                    self.take(&room.id, from, until);
                }
            }
        }
    }

    fn visit(&mut self, task: &'i Task, stand: &Stand, centre: &str, people: usize) {
        let instance = self.instance;
        let per_day = instance.horizon.slots_per_day;
        let (from, until) = (stand.start, stand.start + task.dur);
        let vehicle = instance.vehicles.iter().find(|one| {
            Some(&one.id) == stand.vehicle.as_ref()
                && one.centre == centre
                && usize::from(one.capacity) >= people
        });
        self.fault(vehicle.is_none());
        if let Some(vehicle) = vehicle {
            self.take(&vehicle.id, from, until);
        }
        let host = instance
            .companies
            .iter()
            .find(|one| Some(&one.id) == stand.company.as_ref());
        let Some(host) = host else {
            self.fault(true);
            return;
        };
        let (first, last) = (from % per_day, (until - 1) % per_day);
        let is_open = host
            .windows
            .iter()
            .any(|window| window.0 == from / per_day && window.1 <= first && last <= window.2);
        self.fault(!is_open);
        for slot in from..until {
            let groups = self.visits.entry((&host.id, slot)).or_default();
            *groups += 1;
            let full = *groups > host.capacity;
            self.fault(full);
        }
        let outside = instance
            .participants
            .iter()
            .filter(|person| task.group.contains(&person.id))
            .filter(|person| !person.sectors.contains(&host.sector))
            .count();
        self.judgement
            .add("mismatch", instance.weights.mismatch * length(outside));
    }

    fn order(&mut self, answer: &Answer) {
        let lengths: BTreeMap<&str, u32> = self
            .instance
            .activities
            .iter()
            .map(|task| (task.id.as_str(), task.dur))
            .collect();
        for (before, after) in &self.instance.precedences {
            let ends = answer
                .activities
                .get(before)
                .zip(answer.activities.get(after));
            let broken =
                ends.is_some_and(|(one, other)| one.start + lengths[before.as_str()] > other.start);
            self.fault(broken);
        }
        for (one, other) in &self.instance.distinct_company {
            let ends = answer.activities.get(one).zip(answer.activities.get(other));
            let same = ends.is_some_and(|(one, other)| one.company == other.company);
            self.fault(same);
        }
    }

    fn days(&mut self) {
        let weights = &self.instance.weights;
        for lessons in self.days.values() {
            let taught: u32 = lessons.iter().map(|(from, until)| until - from).sum();
            let first = lessons.iter().map(|one| one.0).min().unwrap_or(0);
            let last = lessons.iter().map(|one| one.1).max().unwrap_or(0);
            let gap = (last - first).saturating_sub(taught);
            let over = taught.saturating_sub(weights.overload_limit);
            let gap = weights.gap * i64::from(gap);
            let over = weights.overload * i64::from(over);
            *self.judgement.terms.entry("gap").or_default() += gap;
            *self.judgement.terms.entry("overload").or_default() += over;
        }
    }
}
