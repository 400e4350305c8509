//! How many steps suit so many seconds: a short run finds out, since the searches have no clock.

use super::{Work, first};
use scheduler::problem::Problem;
use scheduler::{Control, Country, Effort, Phase, Progress, solve_country, solve_on};
use std::time::{Duration, Instant};

/// The pace of a machine is known after so long.
const LONGEST: Duration = Duration::from_millis(500);
/// Centres of a country that are planned as one share their steps like a single one.
const AS_ONE: usize = 5;
/// Steps for each centre of a part of a country, by which the whole is judged.
const EACH: u64 = 1_000_000;

/// Steps that take so long, less what it took to find out.
pub(crate) fn steps(
    work: &Work,
    seed: u64,
    threads: usize,
    seconds: Duration,
) -> Result<u64, String> {
    let begun = Instant::now();
    let time = seconds.min(LONGEST * 20) / 20;
    match work {
        Work::Centre(problem) => {
            let pace = of_one(
                time,
                &mut |effort, progress| centre(problem, effort, progress),
                seed,
            )?;
            Ok(shared(
                pace,
                threads,
                seconds.saturating_sub(begun.elapsed()),
            ))
        }
        Work::Country(country) if country.centres.len() <= AS_ONE => {
            let pace = of_one(
                time,
                &mut |effort, progress| whole(country, effort, 1, progress),
                seed,
            )?;
            Ok(shared(
                pace,
                threads,
                seconds.saturating_sub(begun.elapsed()),
            ))
        }
        Work::Country(country) => of_many(country, seed, threads, (seconds, time * 2)),
    }
}

type Listener<'l> = &'l mut (dyn FnMut(&Progress) -> Control + Send);

fn centre(problem: &Problem, effort: &Effort, progress: Listener<'_>) -> Result<(), String> {
    let solution = solve_on(problem, effort, 1, progress);
    solution.map(|_| ()).map_err(|faults| first(&faults))
}

fn whole(
    country: &Country,
    effort: &Effort,
    threads: usize,
    progress: Listener<'_>,
) -> Result<(), String> {
    let solutions = solve_country(country, effort, threads, progress);
    solutions.map(|_| ()).map_err(|faults| first(&faults))
}

/// Steps a second on one thread.
fn of_one(
    time: Duration,
    solve: &mut dyn FnMut(&Effort, Listener<'_>) -> Result<(), String>,
    seed: u64,
) -> Result<u128, String> {
    let mut from: Option<(Instant, u64)> = None;
    let mut pace = 1;
    let effort = Effort {
        seed,
        steps: u64::MAX / 1024,
    };
    solve(&effort, &mut |progress| {
        if progress.phase == Phase::Prove {
            return Control::Continue;
        }
        let (begun, step) = *from.get_or_insert((Instant::now(), progress.step));
        let taken = u128::from(progress.step - step);
        pace = taken * 1_000_000_000 / begun.elapsed().as_nanos().max(1);
        if begun.elapsed() > time {
            Control::Stop
        } else {
            Control::Continue
        }
    })?;
    Ok(pace.max(1))
}

/// Trials take three sixteenths of the steps, one after the other, then two streams run side by
/// side: nineteen thirty-seconds of the time that one thread takes.
fn shared(pace: u128, threads: usize, left: Duration) -> u64 {
    let share = if threads > 1 { 19 } else { 32 };
    let steps = pace * left.as_nanos() * 32 / share / 1_000_000_000;
    u64::try_from(steps).unwrap_or(u64::MAX) / 100 * 97
}

/// The same for a country, by a part of it that keeps all threads at work: what comes before and
/// after the rounds takes its time by the number of centres.
fn of_many(
    country: &Country,
    seed: u64,
    threads: usize,
    (seconds, time): (Duration, Duration),
) -> Result<u64, String> {
    let begun = Instant::now();
    let n = country.centres.len().min(2 * AS_ONE * threads);
    let part = Country {
        centres: country.centres[..n].to_vec(),
        interpreters: country.interpreters.clone(),
        companies: country.companies.clone(),
    };
    let each = u64::try_from(n).unwrap_or(1);
    let effort = Effort {
        seed,
        steps: EACH * each,
    };
    let mut reports: Vec<(Instant, u64)> = Vec::new();
    whole(&part, &effort, threads, &mut |progress| {
        if progress.phase == Phase::Improve {
            reports.push((Instant::now(), progress.step));
        }
        match reports.first() {
            Some((first, _)) if first.elapsed() > time => Control::Stop,
            _ => Control::Continue,
        }
    })?;
    let ((from, step), (until, last)) = match (reports.first(), reports.last()) {
        (Some(from), Some(until)) => (*from, *until),
        _ => return Ok(EACH * each),
    };
    let around = (from - begun) + until.elapsed();
    let scale = u32::try_from(country.centres.len().div_ceil(n)).unwrap_or(1);
    let left = seconds.saturating_sub(begun.elapsed() + around * scale);
    let nanos = (until - from).as_nanos().max(1);
    let steps = u128::from(last - step) * left.as_nanos() / nanos;
    Ok(u64::try_from(steps).unwrap_or(u64::MAX) / 100 * 95)
}
