//! Field by field: what is wrong with a definition without looking at how its parts fit together.

use std::collections::BTreeSet;

use super::{
    Choice, Code, Danish, Definition, FINEST_GRID_MINUTES, Fault, Interviews, Module, SOFT_RULES,
    Visits,
};

const MAX_WEEKS: u32 = 52;
const MAX_MODULES: usize = 100;
const MAX_COUNT: u32 = 100;
const MAX_WEIGHT: u32 = 1_000_000;
const MAX_TEXT: usize = 200;
const MINUTES_A_DAY: u32 = 1_440;

pub(super) fn faults(definition: &Definition) -> Vec<Fault> {
    let mut found = Vec::new();
    count(&mut found, "weeks", definition.weeks, MAX_WEEKS);
    days(&mut found, definition);
    limits(&mut found, definition);
    if definition.modules.len() > MAX_MODULES {
        found.push(Fault::new("modules", Code::OverLimit).with("limit", MAX_MODULES));
    }
    let mut keys = BTreeSet::new();
    for (i, module) in definition.modules.iter().enumerate() {
        one_module(&mut found, definition, i, module);
        if !keys.insert(module.key.as_str()) {
            let path = format!("modules[{i}].key");
            found.push(Fault::new(path, Code::Duplicate).with("key", module.key.as_str()));
        }
    }
    electives(&mut found, definition);
    if let Danish::Planned {
        lessons_a_week,
        skill,
        ..
    } = &definition.danish
    {
        count(
            &mut found,
            "danish.lessonsAWeek",
            *lessons_a_week,
            MAX_COUNT,
        );
        slug(&mut found, "danish.skill", skill);
    }
    if let Some(wanted) = &definition.interviews {
        interviews(&mut found, definition, wanted);
    }
    if let Some(wanted) = &definition.visits {
        visits(&mut found, definition, wanted);
    }
    nothing_to_plan(&mut found, definition);
    lengths(&mut found, definition);
    weights(&mut found, definition);
    found
}

fn days(found: &mut Vec<Fault>, definition: &Definition) {
    if definition.days.is_empty() {
        found.push(Fault::new("days", Code::Empty));
    }
    let mut weekdays = BTreeSet::new();
    for (i, day) in definition.days.iter().enumerate() {
        let path = format!("days[{i}]");
        if !(1..=7).contains(&day.weekday) {
            let fault = Fault::new(format!("{path}.weekday"), Code::BadWeekday);
            found.push(fault.with("weekday", day.weekday));
        }
        if !weekdays.insert(day.weekday) {
            let fault = Fault::new(format!("{path}.weekday"), Code::Duplicate);
            found.push(fault.with("weekday", day.weekday));
        }
        span(found, &path, day.earliest_minute, day.latest_minute);
    }
}

fn limits(found: &mut Vec<Fault>, definition: &Definition) {
    if let Some(lunch) = &definition.lunch {
        span(found, "lunch", lunch.from_minute, lunch.until_minute);
        let window = lunch.until_minute.saturating_sub(lunch.from_minute);
        if window > 0 && lunch.minutes > window {
            let fault = Fault::new("lunch.minutes", Code::LunchOverWindow);
            found.push(fault.with("minutes", lunch.minutes).with("window", window));
        }
    }
    let caps = &definition.caps;
    count(
        found,
        "caps.teachingMinutesADay",
        caps.teaching_minutes_a_day,
        MINUTES_A_DAY,
    );
    if let Some(target) = caps.target_minutes_a_day {
        count(
            found,
            "caps.targetMinutesADay",
            target,
            caps.teaching_minutes_a_day,
        );
    }
    at_most(
        found,
        "maxInterpreterLanguages",
        definition.max_interpreter_languages,
        MAX_COUNT,
    );
}

fn one_module(found: &mut Vec<Fault>, definition: &Definition, i: usize, module: &Module) {
    let path = format!("modules[{i}]");
    slug(found, &format!("{path}.key"), &module.key);
    title(found, &format!("{path}.titleDa"), &module.title_da);
    title(found, &format!("{path}.titleEn"), &module.title_en);
    count(found, &format!("{path}.parts"), module.parts, MAX_COUNT);
    if let Some(max) = module.max_gap_days
        && max < module.min_gap_days
    {
        let fault = Fault::new(format!("{path}.maxGapDays"), Code::GapsReversed);
        found.push(
            fault
                .with("minGapDays", module.min_gap_days)
                .with("maxGapDays", max),
        );
    }
    slug(found, &format!("{path}.skill"), &module.skill);
    weeks(
        found,
        &path,
        definition.weeks,
        (module.first_week, module.last_week),
    );
}

fn electives(found: &mut Vec<Fault>, definition: &Definition) {
    let offered = definition
        .modules
        .iter()
        .filter(|m| m.choice == Choice::Elective)
        .count();
    if definition.electives as usize > offered {
        let fault = Fault::new("electives", Code::ElectivesOverOffer);
        found.push(
            fault
                .with("chosen", definition.electives)
                .with("offered", offered),
        );
    }
}

fn interviews(found: &mut Vec<Fault>, definition: &Definition, wanted: &Interviews) {
    count(
        found,
        "interviews.perParticipant",
        wanted.per_participant,
        MAX_COUNT,
    );
    weeks(
        found,
        "interviews",
        definition.weeks,
        (wanted.first_week, wanted.last_week),
    );
    slug(found, "interviews.skill", &wanted.skill);
}

fn visits(found: &mut Vec<Fault>, definition: &Definition, wanted: &Visits) {
    count(
        found,
        "visits.perParticipant",
        wanted.per_participant,
        MAX_COUNT,
    );
    count(found, "visits.groupSize", wanted.group_size, MAX_COUNT);
    weeks(
        found,
        "visits",
        definition.weeks,
        (wanted.first_week, wanted.last_week),
    );
    slug(found, "visits.skill", &wanted.skill);
}

fn nothing_to_plan(found: &mut Vec<Fault>, definition: &Definition) {
    let nothing = definition.modules.is_empty()
        && matches!(definition.danish, Danish::External {})
        && definition.interviews.is_none()
        && definition.visits.is_none();
    if nothing {
        found.push(Fault::new("modules", Code::Empty));
    }
}

fn lengths(found: &mut Vec<Fault>, definition: &Definition) {
    for (path, minutes) in definition.lengths() {
        count(found, &path, minutes, MINUTES_A_DAY);
    }
    for (path, value) in definition.times_and_lengths() {
        if value % FINEST_GRID_MINUTES != 0 {
            let fault = Fault::new(path, Code::OffGrid);
            found.push(
                fault
                    .with("minutes", value)
                    .with("grid", FINEST_GRID_MINUTES),
            );
        }
    }
}

fn weights(found: &mut Vec<Fault>, definition: &Definition) {
    for (rule, weight) in &definition.weights {
        let path = format!("weights.{rule}");
        if !SOFT_RULES.contains(&rule.as_str()) {
            found.push(Fault::new(path.as_str(), Code::UnknownRule).with("rule", rule.as_str()));
        }
        at_most(found, &path, *weight, MAX_WEIGHT);
    }
}

fn count(found: &mut Vec<Fault>, path: &str, value: u32, limit: u32) {
    if value == 0 {
        found.push(Fault::new(path, Code::Zero));
    }
    at_most(found, path, value, limit);
}

fn at_most(found: &mut Vec<Fault>, path: &str, value: u32, limit: u32) {
    if value > limit {
        found.push(
            Fault::new(path, Code::OverLimit)
                .with("limit", limit)
                .with("value", value),
        );
    }
}

fn span(found: &mut Vec<Fault>, path: &str, from: u32, until: u32) {
    if from >= until || until > MINUTES_A_DAY {
        found.push(
            Fault::new(path, Code::BadSpan)
                .with("from", from)
                .with("until", until),
        );
    }
}

fn weeks(found: &mut Vec<Fault>, path: &str, n_weeks: u32, (first, last): (u32, u32)) {
    if first == 0 || first > last || last > n_weeks {
        let fault = Fault::new(format!("{path}.firstWeek"), Code::WeeksOutOfRange);
        found.push(
            fault
                .with("firstWeek", first)
                .with("lastWeek", last)
                .with("weeks", n_weeks),
        );
    }
}

fn title(found: &mut Vec<Fault>, path: &str, text: &str) {
    if text.trim().is_empty() {
        found.push(Fault::new(path, Code::Empty));
    }
    if text.chars().count() > MAX_TEXT {
        found.push(Fault::new(path, Code::OverLimit).with("limit", MAX_TEXT));
    }
}

/// Keys and skills end up in activity keys and plan hashes, so only one spelling is accepted.
fn slug(found: &mut Vec<Fault>, path: &str, text: &str) {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let words = text
        .split('-')
        .all(|word| !word.is_empty() && word.chars().all(letters));
    if !words || text.len() > 64 {
        found.push(Fault::new(path, Code::BadKey).with("key", text));
    }
}
