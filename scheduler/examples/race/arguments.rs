//! What the command line says.

use crate::hold::Absence;
use std::time::Duration;

/// How long to search.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Budget {
    Steps(u64),
    Seconds(Duration),
}

/// The command line.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) format: String,
    pub(crate) file: String,
    pub(crate) seed: u64,
    pub(crate) threads: usize,
    pub(crate) budget: Budget,
    pub(crate) out: Option<String>,
    pub(crate) base: Option<String>,
    pub(crate) absent: Vec<Absence>,
}

const USAGE: &str = "usage: race hold|ctt FILE [--seed N] [--threads T] [--steps N | --seconds X] \
    [--out OUT] [--base OUT --absent RESOURCE:FROM:TO]
       race judge-ctt FILE SOLUTION
       race make-ctt SHAPE SEED";

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let format = words.next().ok_or(USAGE)?;
        let file = words.next().ok_or(USAGE)?;
        let mut arguments = Self {
            format,
            file,
            seed: 1,
            threads: 1,
            budget: Budget::Steps(2_000_000),
            out: None,
            base: None,
            absent: Vec::new(),
        };
        while let Some(option) = words.next() {
            let value = words
                .next()
                .ok_or_else(|| format!("{option} needs a value"))?;
            let wrong = |_| format!("{option} {value} is not a number");
            match option.as_str() {
                "--seed" => arguments.seed = value.parse().map_err(wrong)?,
                "--threads" => arguments.threads = value.parse().map_err(wrong)?,
                "--steps" => arguments.budget = Budget::Steps(value.parse().map_err(wrong)?),
                "--seconds" => {
                    let seconds: f64 = value.parse().map_err(|_| format!("{option} {value}"))?;
                    let length = Duration::try_from_secs_f64(seconds);
                    arguments.budget = Budget::Seconds(length.map_err(|error| error.to_string())?);
                }
                "--out" => arguments.out = Some(value),
                "--base" => arguments.base = Some(value),
                "--absent" => arguments.absent.push(absence(&value)?),
                _ => return Err(format!("{option} is no option\n{USAGE}")),
            }
        }
        Ok(arguments)
    }
}

/// `RESOURCE:FROM:TO`, slots, the last excluded.
fn absence(text: &str) -> Result<Absence, String> {
    let wrong = || format!("{text} is not RESOURCE:FROM:TO");
    let mut parts = text.rsplitn(3, ':');
    let to = parts.next().and_then(|part| part.parse().ok());
    let from = parts.next().and_then(|part| part.parse().ok());
    let resource = parts.next().ok_or_else(wrong)?;
    Ok(Absence {
        resource: resource.to_owned(),
        from: from.ok_or_else(wrong)?,
        to: to.ok_or_else(wrong)?,
    })
}
