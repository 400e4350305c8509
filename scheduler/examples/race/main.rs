//! The measuring door: plans a benchmark file and prints one line of JSON.
//!
//! `cargo run --release -p scheduler --example race -- hold FILE --seed N --threads T
//! (--steps N | --seconds X) --out OUT [--base OUT --absent RESOURCE:FROM:TO]`
//!
//! `hold` reads the benchmark format `hold-sched/1` and plans it with the engine. `ctt` takes the same
//! options but the last two: it reads a file of the second International Timetabling Competition
//! (2007, track 3), plans it with a search of its own on the engine's dice and cooling, and writes a
//! line `course room day period` for each lecture. Of `ctt` one stream is planned however many threads
//! there are, so the steps alone decide the answer.
//!
//! With `--seconds` a short run first finds out how many steps that is; the searches themselves have
//! no clock.
//!
//! With `--base` and `--absent` an answer of before is mended instead: the last absence is what comes in
//! between, any others are known. A search takes [`scheduler::REPAIR_EFFORT`]'s steps at most.
//!
//! `judge-ctt FILE SOLUTION` says what a solution costs, `make-ctt SHAPE SEED` makes a file.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(
    clippy::disallowed_methods,
    reason = "it measures time; the engine does not"
)]

mod arguments;
mod cost;
mod ctt;
mod hold;
mod mend;
mod pace;
mod report;

use arguments::{Arguments, Budget};
use report::Report;
use scheduler::problem::Problem;
use scheduler::{Control, Country, Effort, Phase, Progress, Timetable, solve_country, solve_on};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["judge-ctt", file, solution] => {
            println!("{}", ctt::measure::judge(file, solution)?);
            return Ok(());
        }
        ["make-ctt", shape, seed] => {
            print!("{}", ctt::measure::make(shape, seed)?);
            return Ok(());
        }
        _ => {}
    }
    let arguments = Arguments::read(words.into_iter())?;
    match arguments.format.as_str() {
        "hold" => hold(&arguments),
        "ctt" => {
            println!("{}", ctt::measure::measure(&arguments)?);
            Ok(())
        }
        other => Err(format!("{other} is no format; known: hold, ctt").into()),
    }
}

fn hold(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(&arguments.file)?;
    let instance: hold::Instance = serde_json::from_str(&text)?;
    drop(text);
    let adapter = hold::Adapter::new(&instance)?;
    let base: Option<hold::Answer> = match &arguments.base {
        Some(base) => Some(serde_json::from_str(&std::fs::read_to_string(base)?)?),
        None => None,
    };
    let run = if let (Some(base), Some((last, known))) = (&base, arguments.absent.split_last()) {
        mend::mend(&adapter, base, arguments, (last, known))?
    } else if instance.centres() > 1 && base.is_none() {
        measure(
            &Work::Country(adapter.country(&arguments.absent)?),
            arguments,
        )?
    } else {
        let problem = adapter.problem(base.as_ref(), &arguments.absent)?;
        measure(&Work::Centre(Box::new(problem)), arguments)?
    };
    let answer = adapter.answer(&run.timetable);
    let judgement = cost::judge(&instance, &answer, base.as_ref());
    if let Some(out) = &arguments.out {
        std::fs::write(out, serde_json::to_string(&answer)?)?;
    }
    println!("{}", run.report.line(&judgement));
    Ok(())
}

fn first(faults: &[impl ToString]) -> String {
    let first = faults.first().map(ToString::to_string);
    format!(
        "the problem has {} faults, first: {}",
        faults.len(),
        first.unwrap_or_default()
    )
}

/// What is planned.
enum Work {
    Centre(Box<Problem>),
    Country(Country),
}

impl Work {
    /// Plans it: where everything is, and the steps that took.
    fn solve(
        &self,
        effort: &Effort,
        threads: usize,
        progress: &mut (dyn FnMut(&Progress) -> Control + Send),
    ) -> Result<(Timetable, u64), String> {
        match self {
            Self::Centre(problem) => {
                let solution = solve_on(problem, effort, threads, progress)
                    .map_err(|faults| first(&faults))?;
                Ok((solution.timetable, solution.steps))
            }
            Self::Country(country) => {
                let solutions = solve_country(country, effort, threads, progress)
                    .map_err(|faults| first(&faults))?;
                let mut whole = Timetable::default();
                let steps = solutions.iter().map(|one| one.steps).sum();
                for solution in solutions {
                    whole.assignments.extend(solution.timetable.assignments);
                }
                Ok((whole, steps))
            }
        }
    }
}

/// A plan, and what was measured.
struct Run {
    timetable: Timetable,
    report: Report,
}

/// Plans and takes the time.
fn measure(work: &Work, arguments: &Arguments) -> Result<Run, String> {
    let seed = arguments.seed;
    let threads = arguments.threads;
    let (steps, deadline) = match arguments.budget {
        Budget::Steps(steps) => (steps, None),
        Budget::Seconds(seconds) => {
            let begun = Instant::now();
            let steps = pace::steps(work, seed, threads, seconds)?;
            let left = seconds.saturating_sub(begun.elapsed());
            (steps, Some(Instant::now() + left))
        }
    };
    let begun = Instant::now();
    let mut first_plan = None;
    let (timetable, steps) = work.solve(&Effort { seed, steps }, threads, &mut |progress| {
        if progress.unassigned == 0 && progress.phase == Phase::Improve && first_plan.is_none() {
            first_plan = Some(begun.elapsed());
        }
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            Control::Stop
        } else {
            Control::Continue
        }
    })?;
    Ok(Run {
        timetable,
        report: Report {
            steps,
            first_plan,
            wall: begun.elapsed(),
        },
    })
}
