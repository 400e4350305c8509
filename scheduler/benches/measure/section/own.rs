//! What needs nothing but the repository: the examples, mending them, planted defects.

use super::Section;
use crate::door::Door;
use crate::table::{Table, mean, places};
use serde_json::Value;
use std::error::Error;

const EXAMPLES: [&str; 3] = ["avnstrup", "ny_i_danmark", "jelling"];
const STEPS: [&str; 3] = ["2000000", "4000000", "20000000"];
const SEEDS: [&str; 4] = ["1", "2", "3", "4"];

fn file(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Cost of the examples against the plans of the first version.
pub(super) fn examples(door: &Door) -> Result<Section, Box<dyn Error>> {
    let baseline: Value = serde_json::from_str(&std::fs::read_to_string(file("baseline.json"))?)?;
    let mut table = Table::new(&["example", "2 million steps", "4 million", "20 million"]);
    for name in EXAMPLES {
        let first = baseline[name]["soft"].as_f64().ok_or("no baseline")?;
        let mut cells = vec![name.to_owned()];
        for steps in STEPS {
            let mut costs = Vec::new();
            for seed in SEEDS {
                let said = door.example("solve", &[&file(&format!("{name}.json")), seed, steps])?;
                let cost = after(&said, "activities, cost ").ok_or("no cost")?;
                costs.push(cost / first);
            }
            cells.push(places(mean(&costs), 3));
        }
        table.row(&cells);
    }
    Ok(Section {
        title: "Our own examples",
        body: format!(
            "Cost against the plans of the first version, mean of four seeds. The mark is \
             0.800.\n\n{}",
            table.text()
        ),
    })
}

/// The number after some words.
fn after(text: &str, words: &str) -> Option<f64> {
    let rest = text.split(words).nth(1)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// Mending the sample centre.
pub(super) fn repair(door: &Door) -> Result<Section, Box<dyn Error>> {
    let said = door.example("repair", &[&file("avnstrup.json")])?;
    Ok(Section {
        title: "Mending the sample centre",
        body: format!(
            "One of each sort of disruption on the day after now, up to three ways to mend each. \
             The marks: 50 ms and 5 % of 270 sessions, 13.\n\n```\n{}\n```\n",
            said.trim_end()
        ),
    })
}

/// Defects that are planted in problems that can be planned.
pub(super) fn defects(door: &Door) -> Result<Section, Box<dyn Error>> {
    let said = door.example("defects", &["8"])?;
    let last = said.lines().last().unwrap_or_default();
    Ok(Section {
        title: "Planted defects",
        body: format!(
            "36 sorts of defect in eight problems each. The marks: 99 of 100 named, in a second \
             each.\n\n{last}\n"
        ),
    })
}
