//! Finding staff, interpreters, a room and a vehicle for a start.

use super::rng::Rng;
use crate::dense::place::{Place, some};
use crate::dense::state::State;
use crate::dense::{Activity, NONE};
use crate::problem::InterpreterMode;
use crate::rules;

/// Completes a place that has a start and a company with everything the activity needs, so that no
/// hard rule of the things is broken. What `wish` names is taken where it can be had; otherwise
/// chance decides, interpreters who come on that day anyway first.
pub(crate) fn equip(
    state: &State<'_>,
    activity: usize,
    bare: &Place,
    wish: &Place,
    rng: &mut Rng,
) -> Option<Place> {
    let source = &state.model.activities[activity];
    let mut place = *bare;
    if source.room_kind.is_some() {
        place.room = pick(&source.rooms, wish.room, rng, |room| {
            let probe = Place { room, ..*bare };
            rules::is_equipped(state, activity, &probe)
        })?;
    }
    if source.staff_skill.is_none() {
        return finish(state, activity, &place, wish, rng);
    }
    let fit = &source.staff;
    let offset = rng.below(fit.len());
    let turned = fit[offset..].iter().chain(&fit[..offset]).copied();
    let wished = (wish.staff != NONE && fit.contains(&wish.staff)).then_some(wish.staff);
    for staff in wished
        .into_iter()
        .chain(turned.filter(|staff| *staff != wish.staff))
    {
        let alone = Place { staff, ..*bare };
        if rules::is_equipped(state, activity, &alone) {
            let found = finish(state, activity, &Place { staff, ..place }, wish, rng);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Interpreters and vehicle, once the staff member is known.
fn finish(
    state: &State<'_>,
    activity: usize,
    place: &Place,
    wish: &Place,
    rng: &mut Rng,
) -> Option<Place> {
    let source = &state.model.activities[activity];
    let mut place = interpreters(state, activity, place, wish, rng, false)
        .or_else(|| interpreters(state, activity, place, wish, rng, true))?;
    let driven = some(place.company).is_some_and(|company| !state.model.companies[company].walking);
    if source.at_company && driven {
        let bare = Place::at(place.start, place.company);
        let found = pick(&source.vehicles, wish.vehicle, rng, |vehicle| {
            let (mut alone, mut filled) = (bare, place);
            (alone.vehicle, filled.vehicle) = (vehicle, vehicle);
            rules::fits_vehicle(state.model, activity, &filled)
                && rules::is_equipped(state, activity, &alone)
        });
        place.vehicle = found?;
    }
    Some(place)
}

/// One interpreter for each language that needs one; from the last language on when `backwards`,
/// because who is taken for one language may be the only one for another.
fn interpreters(
    state: &State<'_>,
    activity: usize,
    place: &Place,
    wish: &Place,
    rng: &mut Rng,
    backwards: bool,
) -> Option<Place> {
    let source = &state.model.activities[activity];
    let spoken = some(place.staff).map_or(0, |staff| source.spoken[staff]);
    let n = source.languages.len();
    if backwards && n < 2 {
        return None;
    }
    let mut place = *place;
    for step in 0..n {
        let at = if backwards { n - 1 - step } else { step };
        if source.languages[at].needed && spoken >> at & 1 == 0 {
            place.interpreters[at] = interpreter(state, activity, &place, wish, (at, rng))?;
        }
    }
    Some(place)
}

fn interpreter(
    state: &State<'_>,
    activity: usize,
    place: &Place,
    wish: &Place,
    (language, rng): (usize, &mut Rng),
) -> Option<u16> {
    let model = state.model;
    let source: &Activity = &model.activities[activity];
    let day = model.grid.day_of(place.start) as usize;
    let is_free = |who: u16| {
        let mut probe = Place::at(place.start, place.company);
        probe.interpreters[language] = who;
        !place.interpreters.contains(&who) && rules::is_equipped(state, activity, &probe)
    };
    let fit = &source.languages[language].interpreters;
    let wished = wish.interpreters[language];
    if wished != NONE && fit.contains(&wished) && is_free(wished) {
        return Some(wished);
    }
    let offset = rng.below(fit.len());
    let turned = || fit[offset..].iter().chain(&fit[..offset]).copied();
    let is_cheap = |who: u16| {
        let mode = model.interpreters[usize::from(who)].mode;
        mode != InterpreterMode::OnSite || state.comes_on(usize::from(who), day)
    };
    let cheap = turned()
        .filter(|who| is_cheap(*who))
        .find(|who| is_free(*who));
    cheap.or_else(|| {
        turned()
            .filter(|who| !is_cheap(*who))
            .find(|who| is_free(*who))
    })
}

/// The wished one when it will do, else the first that does from a random one on.
fn pick(fit: &[u16], wished: u16, rng: &mut Rng, mut does: impl FnMut(u16) -> bool) -> Option<u16> {
    if wished != NONE && fit.contains(&wished) && does(wished) {
        return Some(wished);
    }
    let offset = rng.below(fit.len());
    let turned = fit[offset..].iter().chain(&fit[..offset]).copied();
    turned
        .filter(|candidate| *candidate != wished)
        .find(|candidate| does(*candidate))
}
