//! Finds room for an activity without a place by pushing others out of theirs.

use super::equip::equip;
use super::improve::Run;
use super::moves::{order_window, place_at, random_start};
use super::temper::Temper;
use crate::dense::NONE;
use crate::dense::place::{Place, some};
use crate::dense::state::State;
use crate::rules;

/// At most so many activities are pushed out for one.
const MOST_PUSHED: usize = 10;
/// Starts that are tried for one that was pushed out.
const TRIES: usize = 40;

/// Puts an activity that has no place to a random one, pushes out what is in the way, and finds
/// new places for that. Kept when no fewer activities have a place than before.
pub(crate) fn insert(run: &mut Run<'_, '_>, at: usize, temper: &Temper) {
    let (unassigned, cost) = (run.state.unassigned, run.state.cost);
    let window = if run.rng.percent(70) {
        order_window(run.state, at)
    } else {
        (i64::MIN, i64::MAX)
    };
    let Some(bare) = random_start(run, at, window) else {
        return;
    };
    let mut pushed = Vec::new();
    let place = clear(run, at, &bare, &mut pushed);
    let mut placed = Vec::new();
    if let Some(place) = place {
        run.state.put(at, place);
        placed.push(at);
        // Those with the fewest starts choose first.
        pushed.sort_by_key(|(other, _)| (n_starts(run.state, *other), *other));
        for (other, old) in &pushed {
            if let Some(place) = find(run, *other, old) {
                run.state.put(*other, place);
                placed.push(*other);
            }
        }
        let now = run.state.unassigned;
        let even = now == unassigned
            && (temper.accepts(run.state.cost - cost, &mut run.rng) || run.rng.percent(30));
        if now < unassigned || even {
            return;
        }
    }
    for other in placed {
        run.state.lift(other);
    }
    for (other, old) in pushed {
        run.state.put(other, old);
    }
}

fn n_starts(state: &State<'_>, at: usize) -> usize {
    state.model.activities[at]
        .sites
        .iter()
        .map(|site| site.starts.len())
        .sum()
}

/// A place found by trying some starts: the cheapest of the first few that are possible.
fn find(run: &mut Run<'_, '_>, at: usize, wish: &Place) -> Option<Place> {
    let window = order_window(run.state, at);
    let mut best: Option<(i64, Place)> = None;
    let mut found = 0;
    for _ in 0..TRIES {
        run.step += 1;
        let Some(bare) = random_start(run, at, window) else {
            continue;
        };
        let Some(place) = place_at(run, at, &bare, wish) else {
            continue;
        };
        run.state.put(at, place);
        let cost = run.state.cost;
        run.state.lift(at);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, place));
        }
        found += 1;
        if found == 3 {
            break;
        }
    }
    best.map(|(_, place)| place)
}

/// Lifts what keeps an activity from a start; the place that is then free, if there is one.
fn clear(
    run: &mut Run<'_, '_>,
    at: usize,
    bare: &Place,
    pushed: &mut Vec<(usize, Place)>,
) -> Option<Place> {
    let in_the_way = |state: &State<'_>, other: usize| {
        meets(state, at, bare, other) || is_out_of_order(state, at, bare, other)
    };
    push_all(run, pushed, in_the_way)?;
    if !rules::is_free(run.state, at, bare) {
        // A cap, a lunch break, or the company: what else these people do that day, or what else is
        // at that company.
        let near = |state: &State<'_>, other: usize| is_near(state, at, bare, other);
        push_until(run, pushed, near, |state| rules::is_free(state, at, bare))?;
    }
    if let Some(place) = equip(run.state, at, bare, &Place::UNASSIGNED, &mut run.rng) {
        return Some(place);
    }
    let place = any_hands(run, at, bare)?;
    push_all(run, pushed, |state, other| {
        shares_things(state, at, &place, other)
    })?;
    if !rules::is_equipped(run.state, at, &place) {
        let tired = |state: &State<'_>, other: usize| state.places[other].staff == place.staff;
        push_until(run, pushed, tired, |state| {
            rules::is_equipped(state, at, &place)
        })?;
    }
    Some(place)
}

/// Lifts every activity that a test names; `None` when one of them must stay or they are too many.
fn push_all(
    run: &mut Run<'_, '_>,
    pushed: &mut Vec<(usize, Place)>,
    test: impl Fn(&State<'_>, usize) -> bool,
) -> Option<()> {
    let assigned = (0..run.state.places.len()).filter(|at| run.state.places[*at].is_assigned());
    let named: Vec<usize> = assigned.filter(|other| test(run.state, *other)).collect();
    let may_go = named
        .iter()
        .all(|other| run.state.model.activities[*other].is_free());
    if !may_go || pushed.len() + named.len() > MOST_PUSHED {
        return None;
    }
    for other in named {
        pushed.push((other, run.state.lift(other)));
    }
    Some(())
}

/// Lifts activities that a test names, in random order, until all is well.
fn push_until(
    run: &mut Run<'_, '_>,
    pushed: &mut Vec<(usize, Place)>,
    test: impl Fn(&State<'_>, usize) -> bool,
    is_well: impl Fn(&State<'_>) -> bool,
) -> Option<()> {
    let free = |other: &usize| {
        run.state.places[*other].is_assigned() && run.state.model.activities[*other].is_free()
    };
    let mut named: Vec<usize> = (0..run.state.places.len())
        .filter(free)
        .filter(|other| test(run.state, *other))
        .collect();
    while !is_well(run.state) {
        if named.is_empty() || pushed.len() >= MOST_PUSHED {
            return None;
        }
        let other = named.swap_remove(run.rng.below(named.len()));
        pushed.push((other, run.state.lift(other)));
    }
    Some(())
}

/// Whether the two share a participant at the same time.
fn meets(state: &State<'_>, at: usize, bare: &Place, other: usize) -> bool {
    let model = state.model;
    let hold = model.hold(at, bare);
    hold.overlaps(model.hold(other, &state.places[other])) && shares_people(state, at, other)
}

fn shares_people(state: &State<'_>, at: usize, other: usize) -> bool {
    let (one, other) = (
        &state.model.activities[at].people,
        &state.model.activities[other].people,
    );
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

/// Whether the other stands on the wrong side in time.
fn is_out_of_order(state: &State<'_>, at: usize, bare: &Place, other: usize) -> bool {
    let model = state.model;
    let source = &model.activities[at];
    let place = &state.places[other];
    let ends_late = model.end_minute(other, place) > model.start_minute(bare);
    let starts_early = model.start_minute(place) < model.end_minute(at, bare);
    let before = source
        .before
        .iter()
        .map(|link| link.other)
        .chain(source.interviews.clone());
    let after = source
        .after
        .iter()
        .map(|link| link.other)
        .chain(source.visits.clone());
    ends_late && before.into_iter().any(|one| one == other)
        || starts_early && after.into_iter().any(|one| one == other)
}

/// Whether the two share a participant on the same day, or a company.
fn is_near(state: &State<'_>, at: usize, bare: &Place, other: usize) -> bool {
    let grid = &state.model.grid;
    let place = &state.places[other];
    let same_day = grid.day_of(place.start) == grid.day_of(bare.start);
    same_day && shares_people(state, at, other)
        || bare.company != NONE && place.company == bare.company
}

/// Whether the two use the same room, person or vehicle at the same time, buffers included.
fn shares_things(state: &State<'_>, at: usize, place: &Place, other: usize) -> bool {
    let model = state.model;
    let theirs = &state.places[other];
    let holds = model.hold(at, place).overlaps(model.hold(other, theirs));
    let same = |one: u16, other: u16| one != NONE && one == other;
    let room = || {
        some(place.room)
            .filter(|_| same(place.room, theirs.room))
            .is_some_and(|room| {
                model
                    .room_busy(at, place, room)
                    .overlaps(model.room_busy(other, theirs, room))
            })
    };
    let interpreter = || {
        place.interpreters().any(|(_, who)| {
            theirs.interpreters().any(|(_, same)| same == who)
                && model
                    .interpreter_busy(at, place, who)
                    .overlaps(model.interpreter_busy(other, theirs, who))
        })
    };
    holds && (same(place.staff, theirs.staff) || same(place.vehicle, theirs.vehicle))
        || room()
        || interpreter()
}

/// Random hands for a start: whoever fits and is there at that time, taken or not.
fn any_hands(run: &mut Run<'_, '_>, at: usize, bare: &Place) -> Option<Place> {
    let model = run.state.model;
    let source = &model.activities[at];
    let mut place = *bare;
    let mut one_of = |fit: &[u16], with: &dyn Fn(u16) -> Place| {
        let offset = run.rng.below(fit.len());
        let turned = fit[offset..].iter().chain(&fit[..offset]).copied();
        turned
            .into_iter()
            .find(|one| rules::is_there(model, at, &with(*one)))
    };
    if source.staff_skill.is_some() {
        place.staff = one_of(&source.staff, &|staff| Place { staff, ..*bare })?;
    }
    if source.room_kind.is_some() {
        place.room = one_of(&source.rooms, &|room| Place { room, ..*bare })?;
    }
    let spoken = some(place.staff).map_or(0, |staff| source.spoken[staff]);
    for (language, fit) in source.languages.iter().enumerate() {
        if fit.needed && spoken >> language & 1 == 0 {
            place.interpreters[language] = one_of(&fit.interpreters, &|who| {
                let mut with = *bare;
                with.interpreters[language] = who;
                with
            })?;
        }
    }
    let driven = some(place.company).is_some_and(|company| !model.companies[company].walking);
    if driven && source.at_company {
        place.vehicle = one_of(&source.vehicles, &|vehicle| Place { vehicle, ..*bare })?;
    }
    rules::fits(model, at, &place).then_some(place)
}
