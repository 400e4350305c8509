//! Whether the parts fit: their gaps into their weeks, and their order along the weeks.

use std::collections::BTreeSet;

use super::order::{predecessors, sorted};
use super::{Code, Definition, Fault};

pub(super) fn faults(definition: &Definition) -> Vec<Fault> {
    let mut found = gaps_in_weeks(definition);
    found.extend(order_in_weeks(definition));
    found
}

/// Days of the programme, counted from its first Monday, on which a session may lie.
fn days_of(definition: &Definition, (first, last): (u32, u32)) -> Vec<u32> {
    let weekdays: BTreeSet<u32> = definition.days.iter().map(|day| day.weekday - 1).collect();
    (first - 1..last)
        .flat_map(|week| weekdays.iter().map(move |d| week * 7 + d))
        .collect()
}

fn gaps_in_weeks(definition: &Definition) -> Vec<Fault> {
    let mut found = Vec::new();
    for (i, module) in definition.modules.iter().enumerate() {
        let days = days_of(definition, (module.first_week, module.last_week));
        let gaps = (module.min_gap_days, module.max_gap_days.unwrap_or(u32::MAX));
        if !chain_fits(&days, module.parts, gaps) {
            found.push(gap_fault(
                format!("modules[{i}].parts"),
                module.parts,
                gaps.0,
            ));
        }
    }
    if let Some(i) = &definition.interviews {
        let days = days_of(definition, (i.first_week, i.last_week));
        if !chain_fits(&days, i.per_participant, (i.min_gap_days, u32::MAX)) {
            let path = "interviews.perParticipant".to_owned();
            found.push(gap_fault(path, i.per_participant, i.min_gap_days));
        }
    }
    found
}

fn gap_fault(path: String, parts: u32, min_gap_days: u32) -> Fault {
    Fault::new(path, Code::GapsOverWeeks)
        .with("parts", parts)
        .with("minGapDays", min_gap_days)
}

/// Whether `parts` days can be picked with every step between the two gaps. Taking the earliest day
/// each time is not enough: with a largest gap a later start may be the only one.
fn chain_fits(days: &[u32], parts: u32, (min, max): (u32, u32)) -> bool {
    let mut reached: Vec<u32> = days.to_vec();
    for _ in 1..parts {
        let steps = |day: &u32| {
            reached
                .iter()
                .any(|&from| *day >= from && (min..=max).contains(&(day - from)))
        };
        reached = days.iter().copied().filter(steps).collect();
    }
    !reached.is_empty()
}

/// Follows the order from the front: the earliest day on which each module can be over.
fn order_in_weeks(definition: &Definition) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut over_on = vec![0; definition.modules.len()];
    for i in sorted(definition) {
        let module = &definition.modules[i];
        let alone = last_day(definition, i, 0);
        let start = predecessors(definition, i)
            .map(|p| over_on[p])
            .max()
            .unwrap_or(0);
        match last_day(definition, i, start) {
            Some(day) => over_on[i] = day,
            None if alone.is_some() => {
                let path = format!("modules[{i}].lastWeek");
                let fault = Fault::new(path, Code::OrderOverWeeks);
                found.push(
                    fault
                        .with("lastWeek", module.last_week)
                        .with("earliestWeek", start / 7 + 1),
                );
            }
            None => {}
        }
    }
    if let (Some(interviews), Some(visits)) = (&definition.interviews, &definition.visits)
        && interviews.first_week > visits.last_week
    {
        let fault = Fault::new("visits.lastWeek", Code::OrderOverWeeks);
        found.push(
            fault
                .with("lastWeek", visits.last_week)
                .with("earliestWeek", interviews.first_week),
        );
    }
    found
}

fn last_day(definition: &Definition, i: usize, start: u32) -> Option<u32> {
    let module = &definition.modules[i];
    let days = days_of(definition, (module.first_week, module.last_week));
    let mut from = start;
    let mut last = None;
    for _ in 0..module.parts {
        let day = *days.iter().find(|day| **day >= from)?;
        last = Some(day);
        from = day + module.min_gap_days;
    }
    last
}
