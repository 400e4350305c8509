//! A participant has more minutes of lessons in a day than the cohort allows.

use crate::dense::place::Place;
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let model = state.model;
    let source = &model.activities[activity];
    let day = model.grid.day_of(place.start) as usize;
    source.strands.iter().any(|strand| {
        let minutes = i64::from(state.strand_day[strand * model.grid.days as usize + day]);
        let cap = model.cohorts[model.strands[*strand].cohort].max_day;
        cap.is_some_and(|cap| minutes + source.minutes > i64::from(cap))
    })
}
