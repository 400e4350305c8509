//! Whether the minutes fit, by day and by weeks.

use super::{ActivityKind, Choice, Code, Danish, Definition, Fault, TeachingDay};

pub(super) fn faults(definition: &Definition) -> Vec<Fault> {
    let mut found = sessions_in_days(definition);
    found.extend(minutes_in_weeks(definition));
    found
}

/// What one participant needs in a window of weeks.
struct Need {
    path: String,
    kind: ActivityKind,
    /// Of one session.
    minutes: u32,
    sessions: u32,
    first_week: u32,
    last_week: u32,
    elective: bool,
}

impl Need {
    fn total(&self) -> u32 {
        self.minutes * self.sessions
    }
}

fn needs(definition: &Definition) -> Vec<Need> {
    let mut needs: Vec<Need> = definition
        .modules
        .iter()
        .enumerate()
        .map(|(i, module)| Need {
            path: format!("modules[{i}]"),
            kind: ActivityKind::Lesson,
            minutes: module.minutes,
            sessions: module.parts,
            first_week: module.first_week,
            last_week: module.last_week,
            elective: module.choice == Choice::Elective,
        })
        .collect();
    let need = |path: &str, kind, (minutes, sessions), (first_week, last_week)| Need {
        path: path.to_owned(),
        kind,
        minutes,
        sessions,
        first_week,
        last_week,
        elective: false,
    };
    if let Danish::Planned {
        lessons_a_week,
        minutes,
        ..
    } = &definition.danish
    {
        let each = (*minutes, *lessons_a_week);
        let weeks = 1..=definition.weeks;
        needs.extend(
            weeks.map(|week| need("danish", ActivityKind::DanishLesson, each, (week, week))),
        );
    }
    if let Some(i) = &definition.interviews {
        let each = (i.minutes, i.per_participant);
        let weeks = (i.first_week, i.last_week);
        needs.push(need(
            "interviews",
            ActivityKind::CompetencyInterview,
            each,
            weeks,
        ));
    }
    if let Some(v) = &definition.visits {
        let each = (v.minutes, v.per_participant);
        needs.push(need(
            "visits",
            ActivityKind::CompanyVisit,
            each,
            (v.first_week, v.last_week),
        ));
    }
    needs
}

fn sessions_in_days(definition: &Definition) -> Vec<Fault> {
    let mut found: Vec<Fault> = Vec::new();
    for need in needs(definition) {
        let days = definition.days.iter();
        let longest = days
            .map(|day| stretch(definition, day, need.kind))
            .max()
            .unwrap_or(0);
        let path = format!("{}.minutes", need.path);
        if need.minutes > longest && !found.iter().any(|fault| fault.path == path) {
            let fault = Fault::new(path, Code::MinutesOverDay);
            found.push(fault.with("minutes", need.minutes).with("longest", longest));
        }
    }
    found
}

/// The longest piece of a day in one go, with the break as early or as late as it may lie.
fn stretch(definition: &Definition, day: &TeachingDay, kind: ActivityKind) -> u32 {
    let (earliest, latest) = (day.earliest_minute, day.latest_minute);
    let piece = definition.lunch.map_or(latest - earliest, |lunch| {
        let before = latest
            .min(lunch.until_minute - lunch.minutes)
            .saturating_sub(earliest);
        let after = latest.saturating_sub(earliest.max(lunch.from_minute + lunch.minutes));
        before.max(after)
    });
    if kind.is_teaching() {
        piece.min(definition.caps.teaching_minutes_a_day)
    } else {
        piece
    }
}

/// All minutes of a day, the break taken where it costs least.
fn day_minutes(definition: &Definition, day: &TeachingDay, only_teaching: bool) -> u32 {
    let length = day.latest_minute - day.earliest_minute;
    let lost = definition.lunch.map_or(0, |lunch| {
        let overlap = |from: u32| {
            let until = (from + lunch.minutes).min(day.latest_minute);
            until.saturating_sub(from.max(day.earliest_minute))
        };
        overlap(lunch.from_minute).min(overlap(lunch.until_minute - lunch.minutes))
    });
    let open = length - lost;
    if only_teaching {
        open.min(definition.caps.teaching_minutes_a_day)
    } else {
        open
    }
}

/// For the teaching and for everything, in every run of weeks: what must lie there against what the
/// weeks hold. Only the smallest runs are named, for each larger one would repeat them.
fn minutes_in_weeks(definition: &Definition) -> Vec<Fault> {
    let needs = needs(definition);
    let mut tight: Vec<(u32, u32)> = Vec::new();
    let mut found = Vec::new();
    for (what, only_teaching) in [("TEACHING", true), ("ALL", false)] {
        let a_week: u32 = definition
            .days
            .iter()
            .map(|day| day_minutes(definition, day, only_teaching))
            .sum();
        for length in 1..=definition.weeks {
            for first in 1..=definition.weeks + 1 - length {
                let last = first + length - 1;
                let needed = needed_minutes(definition, &needs, only_teaching, (first, last));
                let named = tight.iter().any(|(f, l)| first <= *f && *l <= last);
                if needed <= a_week * length || named {
                    continue;
                }
                let fault = Fault::new("weeks", Code::MinutesOverWeeks).with("what", what);
                let fault = fault.with("firstWeek", first).with("lastWeek", last);
                found.push(
                    fault
                        .with("needed", needed)
                        .with("available", a_week * length),
                );
                tight.push((first, last));
            }
        }
    }
    found
}

/// Any choice of electives must fit, so the longest ones are counted.
fn needed_minutes(
    definition: &Definition,
    needs: &[Need],
    only_teaching: bool,
    (first, last): (u32, u32),
) -> u32 {
    let inside = |need: &&Need| {
        (need.kind.is_teaching() || !only_teaching)
            && first <= need.first_week
            && need.last_week <= last
    };
    let (electives, fixed): (Vec<&Need>, Vec<&Need>) =
        needs.iter().filter(inside).partition(|need| need.elective);
    let mut longest: Vec<u32> = electives.iter().map(|need| need.total()).collect();
    longest.sort_unstable_by(|a, b| b.cmp(a));
    let chosen: u32 = longest.iter().take(definition.electives as usize).sum();
    fixed.iter().map(|need| need.total()).sum::<u32>() + chosen
}
