//! A published timetable of the race, and somebody away.

use super::Section;
use crate::door::{Door, number};
use crate::table::{Table, median, most, places};
use serde_json::Value;
use std::error::Error;

/// The day on which somebody is away, and slots of a day.
const DAY: u64 = 12;
const SLOTS: u64 = 8;

pub(super) fn measure(door: &Door, seeds: u32) -> Result<Section, Box<dyn Error>> {
    let mut table = Table::new(&[
        "away for a day",
        "median, ms",
        "most, ms",
        "median moved, %",
        "most moved, %",
        "median against planning anew, %",
        "most, %",
    ]);
    for role in ["interpreter", "teacher", "room"] {
        let mut columns: [Vec<f64>; 3] = Default::default();
        for seed in 1..=seeds {
            let found = one(door, seed, role)?;
            for (column, number) in columns.iter_mut().zip(found.into_iter().flatten()) {
                column.push(number);
            }
        }
        table.row(&[
            role.to_owned(),
            places(median(&columns[0]), 0),
            places(most(&columns[0]), 0),
            places(median(&columns[1]), 1),
            places(most(&columns[1]), 1),
            places(median(&columns[2]), 1),
            places(most(&columns[2]), 1),
        ]);
    }
    Ok(Section {
        title: "Somebody is away (`hold-sched/1`, one centre)",
        body: format!(
            "A plan of ten million steps, then one resource away on the thirteenth day; planned \
             anew means ten million steps without the old plan. The cost of moved sessions is not \
             in the comparison. The marks: 50 ms, 5 % of the sessions moved, within 2 %.\n\n{}",
            table.text()
        ),
    })
}

/// Milliseconds, sessions moved and cost above planning anew, both in percent; none when nobody
/// is there to be away.
fn one(door: &Door, seed: u32, role: &str) -> Result<Option<[f64; 3]>, Box<dyn Error>> {
    let file = door.instance(1, seed)?;
    let base = door.scratch("base.json");
    let mended = door.scratch("mended.json");
    let plan = format!(
        "--seed 1 --threads 2 --steps 10000000 --out {}",
        base.display()
    );
    door.race_line("hold", &file, &plan)?;
    let before: Value = serde_json::from_str(&std::fs::read_to_string(&base)?)?;
    let Some(who) = busy_on(&before, role) else {
        return Ok(None);
    };
    let away = format!("--absent {who}:{}:{}", DAY * SLOTS, (DAY + 1) * SLOTS);
    let repair = format!(
        "--seed 1 --threads 2 {away} --base {} --out {}",
        base.display(),
        mended.display()
    );
    let repair = door.race_line("hold", &file, &repair)?;
    let anew = format!("--seed 1 --threads 2 --steps 10000000 {away}");
    let anew = door.race_line("hold", &file, &anew)?;
    let after: Value = serde_json::from_str(&std::fs::read_to_string(&mended)?)?;
    let moved = 100.0 * share_moved(&before, &after);
    let stability = number(&repair["costByRule"], "stability");
    let stability = if stability.is_finite() {
        stability
    } else {
        0.0
    };
    let cost = number(&repair, "cost") - stability;
    let above = 100.0 * (cost / number(&anew, "cost") - 1.0);
    if number(&repair, "hard") > 0.0 {
        return Err("a mended plan breaks a hard rule".into());
    }
    Ok(Some([number(&repair, "wallMs"), moved, above]))
}

/// Somebody who has something to do on the day.
fn busy_on(answer: &Value, role: &str) -> Option<String> {
    let activities = answer["activities"].as_object()?;
    let on_day = activities.values().filter(|stand| {
        let start = stand["start"].as_u64().unwrap_or(u64::MAX);
        start / SLOTS == DAY
    });
    let mut names = on_day.filter_map(|stand| {
        let name = if role == "interpreter" {
            &stand["interpreters"][0]
        } else {
            &stand[role]
        };
        name.as_str().map(str::to_owned)
    });
    names.next()
}

fn share_moved(before: &Value, after: &Value) -> f64 {
    let Some(activities) = before["activities"].as_object() else {
        return f64::NAN;
    };
    let moved = activities
        .iter()
        .filter(|(key, stand)| after["activities"][key.as_str()]["start"] != stand["start"]);
    let count = |n: usize| u32::try_from(n).map_or(f64::INFINITY, f64::from);
    count(moved.count()) / count(activities.len())
}
