//! A larger or a smaller cohort.

use super::ChangeFaultCode;
use super::make::{Refusal, drop_activity, of_cohort, positive};
use crate::problem::{Activity, Key, Participant, Precedence, Problem, ResourceKind, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// Gives a cohort so many participants.
pub(super) fn resize(
    problem: &mut Problem,
    cohort: &str,
    participants: u16,
    languages: &BTreeMap<String, u16>,
) -> Result<(), Refusal> {
    of_cohort(problem, cohort)?;
    let wanted = usize::from(positive(participants)?);
    let of_cohort = problem.participants.iter().filter(|p| p.cohort == cohort);
    let mut members: Vec<Key> = of_cohort.map(|p| p.key.clone()).collect();
    members.sort();
    if members.is_empty() {
        return Err((ChangeFaultCode::NothingToChange, cohort.to_owned()));
    }
    let shares = if languages.is_empty() {
        mix(problem, cohort)
    } else {
        languages.clone()
    };
    if shares.values().all(|share| *share == 0) {
        return Err((ChangeFaultCode::OutOfRange, "languages".into()));
    }
    for key in members.iter().skip(wanted) {
        leave(problem, key);
    }
    for number in members.len()..wanted {
        let beside = &members[number % members.len()];
        join(problem, cohort, beside, number + 1, &shares);
    }
    Ok(())
}

/// How many participants of a cohort need each interpreter language; the empty one: none.
fn mix(problem: &Problem, cohort: &str) -> BTreeMap<String, u16> {
    let mut mix: BTreeMap<String, u16> = BTreeMap::new();
    for participant in problem.participants.iter().filter(|p| p.cohort == cohort) {
        let language = participant.interpreter_language.clone().unwrap_or_default();
        *mix.entry(language).or_default() += 1;
    }
    mix
}

/// The language that a cohort has least of against its shares.
fn scarcest(problem: &Problem, cohort: &str, shares: &BTreeMap<String, u16>) -> String {
    let now = mix(problem, cohort);
    let count = |language: &String| u64::from(now.get(language).copied().unwrap_or(0)) + 1;
    // Compares `count / share` without dividing; ties go to the first by name.
    let shared = shares.iter().filter(|(_, share)| **share > 0);
    let scarcest = shared.min_by(|(one, share), (other, others)| {
        (count(one) * u64::from(**others)).cmp(&(count(other) * u64::from(**share)))
    });
    scarcest.map_or_else(String::new, |(language, _)| language.clone())
}

/// One more participant, beside one who is there.
fn join(
    problem: &mut Problem,
    cohort: &str,
    beside: &str,
    number: usize,
    shares: &BTreeMap<String, u16>,
) {
    let Some(template) = problem.participants.iter().find(|p| p.key == beside) else {
        return;
    };
    let people: BTreeSet<&str> = problem
        .participants
        .iter()
        .map(|p| p.key.as_str())
        .collect();
    let mut key = format!("{cohort}/joins-{number}");
    while people.contains(key.as_str()) {
        key.push('+');
    }
    let language = scarcest(problem, cohort, shares);
    let newcomer = Participant {
        key: key.clone(),
        interpreter_language: Some(language).filter(|language| !language.is_empty()),
        busy: Vec::new(),
        ..template.clone()
    };
    problem.participants.push(newcomer);
    let mut own: Vec<(Key, Activity)> = Vec::new();
    for activity in &mut problem.activities {
        let takes_part = activity.participants.iter().any(|p| p == beside);
        let is_past = activity.standing == Standing::Frozen;
        if takes_part && activity.participants.len() > 1 {
            activity.participants.push(key.clone());
        } else if takes_part && !is_past {
            let mut copy = activity.clone();
            copy.key = format!("{}+{key}", activity.key);
            copy.participants = vec![key.clone()];
            (copy.standing, copy.base) = (Standing::Free, None);
            own.push((activity.key.clone(), copy));
        }
    }
    for (of, copy) in own {
        let links: Vec<Precedence> = problem.precedences.clone();
        for link in links {
            if link.before == of {
                let before = copy.key.clone();
                problem.precedences.push(Precedence { before, ..link });
            } else if link.after == of {
                let after = copy.key.clone();
                problem.precedences.push(Precedence { after, ..link });
            }
        }
        problem.activities.push(copy);
    }
}

/// A participant leaves; what nobody takes part in any more is left out.
pub(super) fn leave(problem: &mut Problem, key: &str) {
    problem.participants.retain(|p| p.key != key);
    problem.bookings.retain(|booking| {
        booking.resource.kind != ResourceKind::Participant || booking.resource.key != key
    });
    let mut empty = Vec::new();
    for activity in &mut problem.activities {
        activity.participants.retain(|p| p != key);
        if activity.participants.is_empty() {
            empty.push(activity.key.clone());
        }
    }
    for activity in empty {
        drop_activity(problem, &activity);
    }
}
