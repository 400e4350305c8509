//! Several centres, up to a country.

use super::Section;
use crate::door::{Door, number};
use crate::table::{Table, places};
use std::error::Error;

/// Centres, instance seeds, seconds.
const RUNS: [(u32, u32, u32); 4] = [(3, 4, 10), (10, 4, 60), (100, 1, 300), (417, 1, 60)];

pub(super) fn measure(door: &Door) -> Result<Section, Box<dyn Error>> {
    let mut table = Table::new(&[
        "centres",
        "instance",
        "seconds",
        "first plan, s",
        "cost",
        "cost a centre",
        "million moves a second, two threads",
        "memory, MiB",
        "took, s",
    ]);
    for (centres, instances, seconds) in RUNS {
        for seed in 1..=instances {
            let file = door.instance(centres, seed)?;
            let options = format!("--seed 1 --threads 2 --seconds {seconds}");
            let line = door.race_line("hold", &file, &options)?;
            if number(&line, "hard") > 0.0 {
                return Err(format!("a plan of {centres} centres breaks a hard rule").into());
            }
            table.row(&[
                centres.to_string(),
                seed.to_string(),
                seconds.to_string(),
                places(number(&line, "firstPlanMs") / 1e3, 2),
                places(number(&line, "cost"), 0),
                places(number(&line, "cost") / f64::from(centres), 1),
                places(number(&line, "movesPerSecond") / 1e6, 1),
                places(number(&line, "peakMiB"), 0),
                places(number(&line, "wallMs") / 1e3, 1),
            ]);
        }
    }
    Ok(Section {
        title: "Several centres",
        body: format!(
            "The marks: three centres 1300 after 10 s; ten 4300 after 60 s, first plan in 0.5 s; a \
             hundred in 1 GiB with a first plan in 10 s, after 300 s within 5 % of a centre alone; \
             417 planned in 60 s and 2 GiB. CP-SAT found no plan for three in 100 s nor for ten in \
             170 s.\n\n{}",
            table.text()
        ),
    })
}
