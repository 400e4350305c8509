//! One centre, by instance.

use super::Section;
use crate::door::{Door, number};
use crate::peer::cp_sat;
use crate::table::{Table, mean, median, most, places};
use std::error::Error;

/// Instances on which CP-SAT is measured, and how long.
const PEERS: u32 = 3;
const PEER_SECONDS: u32 = 120;

pub(super) fn measure(door: &Door, seeds: u32) -> Result<Section, Box<dyn Error>> {
    let mut table = Table::new(&[
        "instance",
        "first plan, ms",
        "cost after 1 s",
        "cost after 10 s",
        "CP-SAT: first plan, s",
        "CP-SAT: cost after 120 s",
        "million moves a second and core",
    ]);
    let mut columns: [Vec<f64>; 6] = Default::default();
    for seed in 1..=seeds {
        let file = door.instance(1, seed)?;
        let run = |options: &str| door.race_line("hold", &file, options);
        let short = run("--seed 1 --threads 2 --seconds 1")?;
        let long = run("--seed 1 --threads 2 --seconds 10")?;
        let alone = run("--seed 1 --threads 1 --steps 20000000")?;
        let race = door.race().filter(|_| seed <= PEERS);
        let peer = race.and_then(|race| cp_sat(race, &file, PEER_SECONDS));
        let of_peer = |find: &dyn Fn(&serde_json::Value) -> Option<f64>| {
            peer.as_ref().and_then(find).unwrap_or(f64::INFINITY)
        };
        let found = [
            number(&short, "firstPlanMs"),
            number(&short, "cost"),
            number(&long, "cost"),
            of_peer(&|peer| peer["first_s"][0].as_f64()),
            of_peer(&|peer| peer["check"]["soft"].as_f64()),
            number(&alone, "movesPerSecond") / 1e6,
        ];
        let hard = number(&short, "hard") + number(&long, "hard") + number(&alone, "hard");
        if hard > 0.0 {
            return Err(format!("a plan of instance {seed} breaks a hard rule").into());
        }
        for (column, number) in columns.iter_mut().zip(found) {
            column.push(number);
        }
        table.row(&cells(seed.to_string(), found));
    }
    let of_all = |sum: &dyn Fn(&[f64]) -> f64| {
        [0, 1, 2, 3, 4, 5].map(|at| {
            let there: Vec<f64> = columns[at]
                .iter()
                .copied()
                .filter(|one| one.is_finite())
                .collect();
            sum(&there)
        })
    };
    table.row(&cells("median".to_owned(), of_all(&median)));
    table.row(&cells("mean".to_owned(), of_all(&mean)));
    table.row(&cells("most".to_owned(), of_all(&most)));
    Ok(Section {
        title: "One centre (`hold-sched/1`, 270 activities)",
        body: format!(
            "Ten instances of the race's generator, seed 1, two threads. The marks: first plan in \
             10 ms, 500 after 1 s, 465 after 10 s, 10 million moves a second and core. Moves are \
             evaluated moves: a change whose legality and, if legal, price has been worked out; \
             they were counted on one thread.\n\n{}",
            table.text()
        ),
    })
}

fn cells(name: String, numbers: [f64; 6]) -> Vec<String> {
    let [first, short, long, peer_first, peer_cost, pace] = numbers;
    vec![
        name,
        places(first, 1),
        places(short, 0),
        places(long, 0),
        places(peer_first, 1),
        places(peer_cost, 0),
        places(pace, 1),
    ]
}
