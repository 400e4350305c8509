//! Clusters plan side by side, round after round.

use super::Country;
use super::cluster::{self, Cluster};
use super::field::Field;
use super::shared::{Names, Round, Shared};
use super::side_by_side::{lock, side_by_side};
use crate::problem::Problem;
use crate::search::rng::Rng;
use crate::search::run::Listener;
use crate::search::{Control, Effort, Phase, Progress, Solution, conclude};
use std::sync::Mutex;

/// Rounds of a long effort; a short one has fewer, so that each is worth laying out the boards.
const ROUNDS: u64 = 96;
/// Steps of a round for each centre, at least.
const LEAST_STEPS: u64 = 50_000;
/// This part of the steps is worth completing the first plan.
const COMPLETING: u64 = 4;

/// A country divided into clusters.
pub(super) struct Divided<'c> {
    country: &'c Country,
    clusters: &'c [Cluster],
    /// Of each centre with what is offered to it.
    problems: &'c [Problem],
    /// Which centre it is in an order that does not depend on the list's.
    number: Vec<usize>,
    /// The problem of each cluster.
    wholes: Vec<Problem>,
}

impl<'c> Divided<'c> {
    pub(super) fn new(
        country: &'c Country,
        order: &[usize],
        clusters: &'c [Cluster],
        problems: &'c [Problem],
    ) -> Self {
        let mut number = vec![0; problems.len()];
        for (at, centre) in order.iter().enumerate() {
            number[*centre] = at;
        }
        let shared = cluster::shared_keys(country);
        let whole = |cluster| cluster::together(problems, cluster, &number, &shared);
        let wholes = clusters.iter().map(whole).collect();
        Self {
            country,
            clusters,
            problems,
            number,
            wholes,
        }
    }

    pub(super) fn solve(
        &self,
        effort: &Effort,
        threads: usize,
        progress: Listener<'_>,
    ) -> Vec<Solution> {
        let mut seeds = Rng::new(effort.seed);
        let seeds: Vec<u64> = self.wholes.iter().map(|_| seeds.next()).collect();
        let mut teller = Teller {
            progress,
            steps: effort.steps,
            stopped: false,
        };
        teller.tell(Phase::Prove, 0, (0, 0));
        let fields: Vec<Mutex<Field>> = side_by_side(self.wholes.len(), threads, |at| {
            Mutex::new(Field::new(&self.wholes[at], seeds[at]))
        });
        if let [alone] = &fields[..] {
            teller.stopped |= lock(alone).search(effort.steps, threads, teller.progress);
        } else {
            self.rounds(&fields, threads, &mut teller);
        }
        self.answers(&fields, threads, teller.stopped)
    }

    fn rounds(&self, fields: &[Mutex<Field>], threads: usize, teller: &mut Teller<'_>) {
        let (mut shared, names) = Shared::new(self.country, &self.wholes);
        // One after the other, each around those before it.
        for (at, field) in fields.iter().enumerate() {
            let mut field = lock(field);
            field.lay_out(&shared, at, &names[at], None);
            field.first_plan();
            field.note(&mut shared, at, &names[at]);
            drop(field);
            teller.tell(Phase::Construct, 0, (0, 0));
        }
        let each = teller.steps / u64::try_from(self.problems.len().max(1)).unwrap_or(1);
        for (at, field) in fields.iter().enumerate() {
            let mut field = lock(field);
            if field.unassigned > 0 && each > 0 && !teller.stopped {
                field.lay_out(&shared, at, &names[at], None);
                field.complete(self.steps_of(at, each) / COMPLETING);
                field.note(&mut shared, at, &names[at]);
            }
        }
        teller.tell(Phase::Improve, steps_of(fields), sum(fields));
        let rounds = (each / LEAST_STEPS).clamp(u64::from(each > 0), ROUNDS);
        for round in 0..=rounds {
            if teller.stopped || each == 0 {
                break;
            }
            self.round(fields, &shared, &names, (threads, round, rounds, each));
            for (at, field) in fields.iter().enumerate() {
                lock(field).note(&mut shared, at, &names[at]);
            }
            teller.tell(Phase::Improve, steps_of(fields), sum(fields));
        }
    }

    fn round(
        &self,
        fields: &[Mutex<Field>],
        shared: &Shared,
        names: &[Names],
        (threads, round, rounds, each): (usize, u64, u64, u64),
    ) {
        let whose: Round = usize::try_from(round).ok();
        side_by_side(fields.len(), threads, |at| {
            let mut field = lock(&fields[at]);
            field.lay_out(shared, at, &names[at], whose);
            field.walk(self.steps_of(at, each), rounds);
        });
    }

    fn steps_of(&self, cluster: usize, each: u64) -> u64 {
        each * u64::try_from(self.clusters[cluster].len()).unwrap_or(1)
    }

    /// The answer of each centre, in the order of the list.
    fn answers(&self, fields: &[Mutex<Field>], threads: usize, stopped: bool) -> Vec<Solution> {
        let of_clusters = side_by_side(fields.len(), threads, |at| {
            let field = lock(&fields[at]);
            let timetable = field.timetable(&self.wholes[at]);
            let cluster = &self.clusters[at];
            let steps = field.steps / u64::try_from(cluster.len().max(1)).unwrap_or(1);
            drop(field);
            let answer = |centre: &usize| {
                let share = cluster::share(&timetable, self.number[*centre]);
                let solution = conclude(&self.problems[*centre], &share, (steps, stopped));
                (*centre, solution)
            };
            cluster.iter().map(answer).collect::<Vec<_>>()
        });
        let mut answers: Vec<(usize, Solution)> = of_clusters.into_iter().flatten().collect();
        answers.sort_by_key(|(centre, _)| *centre);
        answers.into_iter().map(|(_, solution)| solution).collect()
    }
}

fn sum(fields: &[Mutex<Field>]) -> (u32, i64) {
    fields.iter().fold((0, 0), |(unassigned, cost), one| {
        let one = lock(one);
        (unassigned + one.unassigned, cost + one.cost)
    })
}

fn steps_of(fields: &[Mutex<Field>]) -> u64 {
    fields.iter().map(|one| lock(one).steps).sum()
}

struct Teller<'p> {
    progress: Listener<'p>,
    steps: u64,
    stopped: bool,
}

impl Teller<'_> {
    fn tell(&mut self, phase: Phase, step: u64, (unassigned, soft): (u32, i64)) {
        let report = Progress {
            phase,
            step,
            steps: self.steps,
            unassigned,
            soft,
        };
        self.stopped |= (self.progress)(&report) == Control::Stop;
    }
}
