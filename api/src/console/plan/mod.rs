//! `fasttrack plan`: plans a problem file, offline and without any settings.
//!
//! The answer goes where programs look for it, the tables where people do.

mod report;

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use scheduler::format::{self, ReadFaults};
use scheduler::problem::Problem;
use scheduler::{Control, Effort, ProblemFault, Progress, Solution, Verdict, solve};

pub use super::args::PlanOptions;
use super::{failed, say, warn};
use crate::error::{Error, Result};
use crate::i18n::{self, Args, Language};

/// The longest file that is read, in bytes: a hundred centres fit many times.
const MOST_BYTES: u64 = 1 << 30;

/// What came of a problem file.
#[derive(Debug)]
pub struct Planned {
    /// The exit code: 0 for a complete plan, 1 for a faulty file, then by verdict.
    pub code: u8,
    /// What people are told.
    pub told: Vec<String>,
    /// The answer as JSON; none when there is nothing to plan.
    pub answer: Option<String>,
}

pub(super) fn run(options: &PlanOptions) -> ExitCode {
    let text = match read(&options.file) {
        Ok(text) => text,
        Err(fault) => return failed(&fault.to_string()),
    };
    let planned = planned(&text, options);
    match tell(&planned, options) {
        Ok(()) => ExitCode::from(planned.code),
        Err(Error::Internal(inner)) => failed(&inner.to_string()),
        Err(Error::Refused(refusal)) => failed(refusal.code.as_str()),
    }
}

fn tell(planned: &Planned, options: &PlanOptions) -> Result<()> {
    let Some(answer) = &planned.answer else {
        return warn(&format!("fasttrack: {}", planned.told.join("\n  ")));
    };
    if let Some(path) = &options.out {
        let named = |fault| Error::internal(format!("{}: {fault}", path.display()));
        fs::write(path, answer).map_err(named)?;
    }
    // Once standard output holds JSON, it is read by programs.
    let tell = if options.json { warn } else { say };
    for line in &planned.told {
        tell(line)?;
    }
    if options.json {
        let mut output = io::stdout();
        output
            .write_all(answer.as_bytes())
            .map_err(Error::internal)?;
    }
    Ok(())
}

/// Plans the text of a problem file.
#[must_use]
pub fn planned(text: &str, options: &PlanOptions) -> Planned {
    let language = options.language.language();
    let planned = format::read_sound_problem(text).and_then(|problem| {
        let solution = search(&problem, options, language).map_err(ReadFaults::Unsound)?;
        let judged = scheduler::check(&problem, &solution.timetable);
        let judged = judged.map_err(ReadFaults::Unsound)?;
        Ok(Planned {
            code: code(&solution.verdict),
            told: report::lines(&problem, &solution, &judged, language),
            answer: format::write_solution(&solution).ok(),
        })
    });
    planned.unwrap_or_else(|faults| Planned {
        code: 1,
        told: named(&faults, language),
        answer: None,
    })
}

/// 1 and 2 are left to faulty files and to what was typed.
const fn code(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Complete => 0,
        Verdict::Partial => 3,
        Verdict::Infeasible { .. } => 4,
        Verdict::NotFoundInTime => 5,
    }
}

fn search(
    problem: &Problem,
    options: &PlanOptions,
    language: Language,
) -> std::result::Result<Solution, Vec<ProblemFault>> {
    let effort = Effort {
        seed: options.seed,
        steps: options.steps,
    };
    let bar = bar(options.steps);
    let solution = solve(problem, &effort, &mut |progress| {
        show(&bar, progress, language);
        Control::Continue
    });
    bar.finish_and_clear();
    solution
}

/// The text of a file, or of standard input for `-`.
fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let named =
        |fault: io::Error| io::Error::new(fault.kind(), format!("{}: {fault}", path.display()));
    if path == Path::new("-") {
        let input = io::stdin().lock();
        input.take(MOST_BYTES).read_to_string(&mut text)?;
    } else {
        let file = fs::File::open(path).map_err(named)?;
        file.take(MOST_BYTES)
            .read_to_string(&mut text)
            .map_err(named)?;
    }
    Ok(text)
}

/// Every fault of a file with where it is, after a line that says how many there are.
fn named(faults: &ReadFaults, language: Language) -> Vec<String> {
    let (key, faults): (_, Vec<String>) = match faults {
        ReadFaults::Shape(faults) => {
            let told = faults.iter().map(|fault| {
                let path = if fault.path.is_empty() {
                    "-"
                } else {
                    &fault.path
                };
                format!("{path}: {}", fault.reason)
            });
            ("console-plan-shape", told.collect())
        }
        ReadFaults::Unsound(faults) => {
            let told = faults.iter().map(|fault| {
                let code = format!("console-plan-fault-{}", report::code(&fault.code));
                let text = i18n::plain(language, &code);
                format!("{}: {text} ({})", fault.path, fault.value)
            });
            ("console-plan-unsound", told.collect())
        }
    };
    let head = i18n::text(
        language,
        key,
        &Args::new().with("n", faults.len().to_string()),
    );
    std::iter::once(head).chain(faults).collect()
}

/// A bar on standard error; silent when nobody looks.
fn bar(steps: u64) -> ProgressBar {
    let bar = ProgressBar::new(steps);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} {msg}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: &Progress, language: Language) {
    bar.set_position(progress.step.min(progress.steps));
    let phase = format!("console-plan-phase-{}", report::code(&progress.phase));
    let args = Args::new()
        .with("phase", i18n::plain(language, &phase))
        .with("unassigned", progress.unassigned.to_string())
        .with("cost", progress.soft.to_string());
    bar.set_message(i18n::text(language, "console-plan-progress", &args));
}

#[cfg(test)]
mod tests {
    use super::*;
    use scheduler::problem::FaultCode;
    use scheduler::{Phase, SoftRule};

    #[test]
    fn everything_that_is_told_has_a_text_in_both_languages() {
        let faults = [
            FaultCode::OutOfRange,
            FaultCode::Duplicate,
            FaultCode::UnknownKey,
            FaultCode::BadSpan,
            FaultCode::Empty,
            FaultCode::BadBase,
            FaultCode::Circle,
        ]
        .map(|code| format!("console-plan-fault-{}", report::code(&code)));
        let phases = [Phase::Prove, Phase::Construct, Phase::Improve]
            .map(|phase| format!("console-plan-phase-{}", report::code(&phase)));
        let rules = SoftRule::ALL.map(report::soft_key);
        for language in Language::ALL {
            for key in faults.iter().chain(&phases).chain(&rules) {
                assert!(
                    i18n::try_text(language, key, &Args::new()).is_some(),
                    "{language:?} {key}"
                );
            }
        }
    }
}
