//! The timetabling competition of 2007, track 3.

use super::Section;
use crate::door::{Door, number};
use crate::table::{Table, mean, most, places};
use std::error::Error;

/// Best known costs and the winner's official ones, as published.
const PUBLISHED: [(&str, f64, f64); 7] = [
    ("comp01", 5.0, 5.0),
    ("comp02", 24.0, 51.0),
    ("comp03", 64.0, 84.0),
    ("comp04", 35.0, 37.0),
    ("comp05", 284.0, 330.0),
    ("comp06", 27.0, 48.0),
    ("comp07", 6.0, 20.0),
];

pub(super) fn measure(door: &Door, seeds: u32) -> Result<Section, Box<dyn Error>> {
    let race = door.race().ok_or("no race")?;
    let mut table = Table::new(&[
        "instance",
        "best known",
        "winner of 2007",
        "mean after 30 s",
        "worst",
        "after 276 s, seed 1",
    ]);
    let mut sums = [0.0; 4];
    for (name, best, winner) in PUBLISHED {
        let file = race.join("ctt").join(format!("{name}.ctt"));
        if !file.exists() {
            continue;
        }
        let mut costs = Vec::new();
        for seed in 1..=seeds {
            let options = format!("--seed {seed} --threads 1 --seconds 30");
            let line = door.race_line("ctt", &file, &options)?;
            if number(&line, "hard") > 0.0 {
                return Err(format!("a timetable of {name} breaks a hard rule").into());
            }
            costs.push(number(&line, "cost"));
        }
        let long = door.race_line("ctt", &file, "--seed 1 --threads 1 --seconds 276")?;
        let long = number(&long, "cost");
        let numbers = [best, winner, mean(&costs), long];
        for (sum, number) in sums.iter_mut().zip(numbers) {
            *sum += number;
        }
        table.row(&[
            name.to_owned(),
            places(best, 0),
            places(winner, 0),
            places(numbers[2], 1),
            places(most(&costs), 0),
            places(long, 0),
        ]);
    }
    table.row(&[
        "sum".to_owned(),
        places(sums[0], 0),
        places(sums[1], 0),
        places(sums[2], 1),
        String::new(),
        places(sums[3], 0),
    ]);
    Ok(Section {
        title: "Competition of 2007, curriculum-based course timetabling",
        body: format!(
            "{seeds} seeds of 30 s and one of 276 s, one core. The marks: below the winner's mean \
             wherever he did not reach the best known, and in sum within 10 % of the best known \
             after 276 s. State and moves are the adapter's own; dice and cooling are the \
             engine's.\n\n{}",
            table.text()
        ),
    })
}
