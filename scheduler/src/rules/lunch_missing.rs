//! A participant has no lunch break.
//!
//! Judged on days on which a session, travel included, touches the cohort's lunch window: of the
//! window, the minutes of the break stay free in one piece from sessions, bookings made elsewhere
//! and blocking busy times.

use crate::calendar::MINUTES_PER_DAY;
use crate::dense::bits::Slots;
use crate::dense::place::Place;
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let model = state.model;
    let hold = model.hold(activity, place);
    let midnight = i64::from(model.grid.day_of(place.start)) * i64::from(MINUTES_PER_DAY);
    model.activities[activity].people.iter().any(|who| {
        let Some((from, until, minutes)) = model.cohorts[model.people[*who].cohort].lunch else {
            return false;
        };
        let (from, until) = (midnight + from, midnight + until);
        model.grid.touched(from, until).overlaps(hold)
            && longest_break(state, *who, hold, (from, until)) < minutes
    })
}

/// The longest piece of a window of minutes that a participant has free beside a hold.
fn longest_break(state: &State<'_>, who: usize, hold: Slots, (from, until): (i64, i64)) -> i64 {
    let grid = i64::from(state.model.grid.minutes);
    let absent = &state.model.people[who].times.absent;
    let window = state.model.grid.touched(from, until);
    let (mut longest, mut piece) = (0, 0);
    for slot in window.from..window.until {
        let held = hold.from <= slot && slot < hold.until;
        if held || state.people.get(who, slot) || absent.get(slot) {
            piece = 0;
        } else {
            let begins = i64::from(slot) * grid;
            piece += (begins + grid).min(until) - begins.max(from);
            longest = longest.max(piece);
        }
    }
    longest
}
