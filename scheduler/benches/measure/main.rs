//! Measures the engine and writes what it saw into BENCHMARKS.md.
//!
//! `cargo bench -p scheduler -- [SECTION ...] [--race DIR] [--seeds N]`
//!
//! Without a section all are measured, one after the other: some two hours with ten seeds. What is
//! measured replaces its part of the page, the rest stays. `examples`, `repair` and `defects` need
//! nothing else; `centre`, `centres`, `absence` and `competition` read the race's files (`gen.py`,
//! `cpsat.py` and `ctt/`) from DIR, and are left out without them. CP-SAT is measured beside the
//! engine where Python has `ortools`.
//!
//! Everything runs through the measuring door (`examples/race`), a process a run, so that memory is
//! measured and nothing is warm from the run before. The machine should have nothing else to do.
#![expect(clippy::print_stdout, reason = "it tells what it is at")]
#![expect(
    clippy::disallowed_methods,
    reason = "it asks cargo for the programs that it measures; the engine asks nobody"
)]

mod door;
mod page;
mod peer;
mod section;
mod table;

use door::Door;
use std::error::Error;
use std::path::PathBuf;

/// What the command line says.
struct Arguments {
    sections: Vec<String>,
    race: Option<PathBuf>,
    seeds: u32,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut arguments = Arguments {
        sections: Vec::new(),
        race: None,
        seeds: 10,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // What cargo says to every benchmark.
            "--bench" => {}
            "--race" => arguments.race = words.next().map(PathBuf::from),
            "--seeds" => arguments.seeds = words.next().ok_or("--seeds needs a number")?.parse()?,
            name if section::NAMES.contains(&name) => arguments.sections.push(word),
            _ => {
                let known = section::NAMES.join(", ");
                return Err(format!("{word} is no section; known: {known}").into());
            }
        }
    }
    if arguments.sections.is_empty() {
        arguments.sections = section::NAMES.iter().map(ToString::to_string).collect();
    }
    Ok(arguments)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let door = Door::open(arguments.race)?;
    for name in &arguments.sections {
        println!("{name} …");
        match section::measure(name, &door, arguments.seeds)? {
            Some(section) => {
                println!("{}", section.body);
                page::write(&section)?;
            }
            None => println!("left out: it needs --race DIR"),
        }
    }
    Ok(())
}
