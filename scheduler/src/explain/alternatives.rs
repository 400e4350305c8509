//! The ranked places that one activity could have, everything else as it is.

use super::{Alternative, around};
use crate::assignment::Timetable;
use crate::dense::place::{Place, some};
use crate::dense::state::State;
use crate::dense::{Model, NONE};
use crate::problem::{Problem, ProblemFault};
use crate::rules;
use crate::score::{RuleScore, Score, SoftRule};

/// Combinations of hands that are compared for one start at most.
const MOST_COMBINATIONS: usize = 400;

/// The places that one activity could have without breaking any hard rule, everything else as in
/// the timetable: the cheapest for each start, ranked by cost, then by start. Where it stands now is
/// not among them. Costs are against where it stands now, or against its having no place.
///
/// What is pinned or frozen has no alternatives, nor has an unknown key.
///
/// # Errors
/// Every fault of the problem, when it is not sound.
pub fn alternatives(
    problem: &Problem,
    timetable: &Timetable,
    activity: &str,
    limit: usize,
) -> Result<Vec<Alternative>, Vec<ProblemFault>> {
    problem.validate()?;
    let model = Model::new(problem);
    let Some(at) = model.activity(activity) else {
        return Ok(Vec::new());
    };
    if !model.activities[at].is_free() {
        return Ok(Vec::new());
    }
    let mut state = around(&model, timetable, at);
    let now = timetable
        .assignments
        .get(activity)
        .and_then(|now| model.place(at, now));
    let score_now = now.map_or_else(
        || state.score(),
        |now| {
            let mut with = around(&model, timetable, at);
            with.put(at, now);
            with.score()
        },
    );
    let mut ranked = by_start(&mut state, at, now);
    ranked.sort_unstable();
    ranked.truncate(limit);
    let found = ranked.into_iter().map(|(_, _, place)| {
        state.put(at, place);
        let rules = difference(&state.score(), &score_now);
        let cost = state.cost - score_now.soft;
        state.lift(at);
        Alternative {
            assignment: model.assignment(at, &place),
            cost,
            rules,
        }
    });
    Ok(found.collect())
}

fn difference(then: &Score, now: &Score) -> std::collections::BTreeMap<SoftRule, RuleScore> {
    let of = |score: &Score, rule| score.rules.get(&rule).copied().unwrap_or_default();
    SoftRule::ALL
        .into_iter()
        .map(|rule| {
            let (then, now) = (of(then, rule), of(now, rule));
            (
                rule,
                RuleScore {
                    units: then.units - now.units,
                    cost: then.cost - now.cost,
                },
            )
        })
        .filter(|(_, change)| *change != RuleScore::default())
        .collect()
}

/// The cheapest place for each start, with its cost.
fn by_start(state: &mut State<'_>, at: usize, now: Option<Place>) -> Vec<(i64, u32, Place)> {
    let model = state.model;
    let mut starts: Vec<u32> = model.activities[at]
        .sites
        .iter()
        .flat_map(|site| site.starts.iter().copied())
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let mut ranked = Vec::new();
    for start in starts {
        let mut best: Option<(i64, Place)> = None;
        for site in &model.activities[at].sites {
            let bare = Place::at(start, site.company);
            if !site.allowed.get(start) || !rules::is_free(state, at, &bare) {
                continue;
            }
            for place in hands(state, at, &bare) {
                if Some(place) == now {
                    continue;
                }
                state.put(at, place);
                let offer = (state.cost, place);
                state.lift(at);
                if best.is_none_or(|best| offer < best) {
                    best = Some(offer);
                }
            }
        }
        ranked.extend(best.map(|(cost, place)| (cost, start, place)));
    }
    ranked
}

/// Every way to complete a start with free hands, up to a limit.
fn hands(state: &State<'_>, at: usize, bare: &Place) -> Vec<Place> {
    let model = state.model;
    let source = &model.activities[at];
    let mut places = vec![*bare];
    if source.staff_skill.is_some() {
        places = widen(state, at, &places, &source.staff, |place, staff| {
            place.staff = staff;
        });
    }
    for (language, fit) in source
        .languages
        .iter()
        .enumerate()
        .filter(|(_, fit)| fit.needed)
    {
        let speaks = |place: &Place| {
            some(place.staff).is_some_and(|staff| source.spoken[staff] >> language & 1 == 1)
        };
        let (spoken, unspoken): (Vec<_>, Vec<_>) = places.into_iter().partition(speaks);
        places = widen(state, at, &unspoken, &fit.interpreters, |place, who| {
            place.interpreters[language] = who;
        });
        places.extend(spoken);
    }
    if source.room_kind.is_some() {
        places = widen(state, at, &places, &source.rooms, |place, room| {
            place.room = room;
        });
    }
    if needs_vehicle(model, at, bare) {
        places = widen(state, at, &places, &source.vehicles, |place, one| {
            place.vehicle = one;
        });
        places.retain(|place| rules::fits_vehicle(model, at, place));
    }
    places
}

fn needs_vehicle(model: &Model, at: usize, bare: &Place) -> bool {
    let company = (bare.company != NONE).then(|| &model.companies[usize::from(bare.company)]);
    model.activities[at].at_company && company.is_some_and(|company| !company.walking)
}

/// Each place with each of the hands that are free for it.
fn widen(
    state: &State<'_>,
    at: usize,
    places: &[Place],
    fit: &[u16],
    set: impl Fn(&mut Place, u16),
) -> Vec<Place> {
    let mut wider = Vec::new();
    for place in places {
        for one in fit {
            let mut with = *place;
            set(&mut with, *one);
            if wider.len() < MOST_COMBINATIONS && rules::is_equipped(state, at, &with) {
                wider.push(with);
            }
        }
    }
    wider
}
