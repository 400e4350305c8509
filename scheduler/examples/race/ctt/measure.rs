//! Plans an instance and takes the time.

use super::board::Board;
use super::cost::{Cost, cost};
use super::parse::{self, Instance};
use super::search::{Found, search};
use super::write;
use crate::arguments::{Arguments, Budget};
use crate::cost::Judgement;
use crate::report::Report;
use scheduler::Control;
use std::error::Error;
use std::time::{Duration, Instant};

/// Plans the file, writes the answer, and says what was measured.
pub(crate) fn measure(arguments: &Arguments) -> Result<String, Box<dyn Error>> {
    let instance = parse::instance(&std::fs::read_to_string(&arguments.file)?)?;
    let board = Board::new(&instance)?;
    let (found, report) = plan(&board, arguments);
    if let Some(out) = &arguments.out {
        std::fs::write(out, write::solution(&instance, &found.lectures))?;
    }
    Ok(report.line(&judgement(&cost(&instance, &found.lectures))))
}

fn plan(board: &Board, arguments: &Arguments) -> (Found, Report) {
    let seed = arguments.seed;
    let (steps, deadline) = match arguments.budget {
        Budget::Steps(steps) => (steps, None),
        Budget::Seconds(seconds) => {
            let begun = Instant::now();
            let pace = pace(board, seed, seconds.min(Duration::from_secs(10)) / 20);
            let left = seconds.saturating_sub(begun.elapsed());
            let steps = pace * left.as_nanos() / 1_000_000_000;
            // What the pace falls short of is cut off at the end.
            let steps = u64::try_from(steps).unwrap_or(u64::MAX) / 100 * 97;
            (steps, Some(Instant::now() + left))
        }
    };
    let begun = Instant::now();
    let mut first_plan = None;
    let found = search(board, seed, steps, &mut |best| {
        if best.hard == 0 && first_plan.is_none() {
            first_plan = Some(begun.elapsed());
        }
        until(deadline)
    });
    let report = Report {
        steps: found.steps,
        first_plan,
        wall: begun.elapsed(),
    };
    (found, report)
}

fn until(deadline: Option<Instant>) -> Control {
    if deadline.is_some_and(|deadline| Instant::now() > deadline) {
        Control::Stop
    } else {
        Control::Continue
    }
}

/// Steps a second, from a search that takes about so long. Steps are slower while it is hot, so it
/// cools as the real one does, once a first guess says how many steps that takes.
fn pace(board: &Board, seed: u64, time: Duration) -> u128 {
    let run = |steps: u64, time: Duration| {
        let begun = Instant::now();
        let found = search(board, seed, steps, &mut |_| until(begun.checked_add(time)));
        let nanos = begun.elapsed().as_nanos().max(1);
        (u128::from(found.steps) * 1_000_000_000 / nanos).max(1)
    };
    let guess = run(u64::MAX, time / 5);
    let steps = guess * (time * 4 / 5).as_nanos() / 1_000_000_000;
    run(u64::try_from(steps).unwrap_or(u64::MAX), time * 2)
}

/// The cost by the names that the competition gives its rules.
fn judgement(cost: &Cost) -> Judgement {
    let points = |points: u64| i64::try_from(points).unwrap_or(i64::MAX);
    Judgement {
        hard: cost.hard(),
        terms: [
            ("room_capacity", points(cost.capacity)),
            ("min_working_days", points(cost.min_days)),
            ("compactness", points(cost.compactness)),
            ("room_stability", points(cost.stability)),
        ]
        .into(),
    }
}

/// What a solution of an instance costs, in words.
pub(crate) fn judge(file: &str, solution: &str) -> Result<String, Box<dyn Error>> {
    let instance = parse::instance(&std::fs::read_to_string(file)?)?;
    let lectures = parse::solution(&instance, &std::fs::read_to_string(solution)?)?;
    Ok(cost(&instance, &lectures).to_string())
}

/// The file of a made instance.
pub(crate) fn make(shape: &str, seed: &str) -> Result<String, Box<dyn Error>> {
    let shapes = &super::generate::SHAPES;
    let known = || {
        let known: Vec<&str> = shapes.iter().map(|it| it.name).collect();
        format!("{shape} is no shape; known: {}", known.join(", "))
    };
    let shape = shapes
        .iter()
        .find(|it| it.name == shape)
        .ok_or_else(known)?;
    let instance: Instance = super::generate::instance(shape, seed.parse()?);
    Ok(write::instance(&instance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ctt::generate;

    #[test]
    fn a_file_that_can_not_be_read_is_an_error() {
        let words = ["ctt", "no/such/file.ctt"].map(ToOwned::to_owned);
        let arguments = Arguments::read(words.into_iter()).unwrap();
        assert!(measure(&arguments).is_err());
        assert!(judge("no/such/file.ctt", "nor/this").is_err());
    }

    #[test]
    fn seconds_are_kept_and_what_is_found_is_what_is_judged() {
        let instance = generate::instance(&generate::SHAPES[0], 2);
        let board = Board::new(&instance).unwrap();
        let words = ["ctt", "-", "--seconds", "0.2"].map(ToOwned::to_owned);
        let arguments = Arguments::read(words.into_iter()).unwrap();
        let (found, report) = plan(&board, &arguments);
        assert!(report.wall < Duration::from_secs(2));
        assert_eq!(report.steps, found.steps);
        assert!(report.first_plan.is_some());
        let judgement = judgement(&cost(&instance, &found.lectures));
        assert_eq!(judgement.cost(), i64::from(found.soft));
        let line: serde_json::Value = serde_json::from_str(&report.line(&judgement)).unwrap();
        assert_eq!(line["cost"], found.soft);
        assert_eq!(line["hard"], 0);
    }

    #[test]
    fn instances_are_made_by_the_name_of_their_shape() {
        assert!(make("science", "7").unwrap().starts_with("Name: science-7"));
        assert!(make("science", "seven").is_err());
        let refused = make("sea", "7").unwrap_err().to_string();
        assert!(refused.starts_with("sea is no shape; known: science, "));
    }
}
