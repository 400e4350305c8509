//! Writes the three example problems, the same bytes each time.
//!
//! `cargo run -p scheduler --example generate -- DIRECTORY`
//!
//! Everybody and everything in them is invented.

mod avnstrup;
mod course;
mod jelling;
mod ny_i_danmark;

use scheduler::{Problem, format};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let directory: PathBuf = std::env::args()
        .nth(1)
        .ok_or("usage: generate DIRECTORY")?
        .into();
    let problems: [(&str, Problem); 3] = [
        ("avnstrup.json", avnstrup::problem()),
        ("ny_i_danmark.json", ny_i_danmark::problem()),
        ("jelling.json", jelling::problem()),
    ];
    for (name, problem) in problems {
        if let Err(faults) = problem.validate() {
            return Err(format!("{name}: {faults:?}").into());
        }
        std::fs::write(directory.join(name), format::write_problem(&problem)?)?;
    }
    Ok(())
}
