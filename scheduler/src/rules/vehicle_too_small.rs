//! A vehicle has too few seats for participants, the escort and the interpreters in person.

use crate::dense::Model;
use crate::dense::place::{Place, some};
use crate::problem::InterpreterMode;

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    some(place.vehicle).is_some_and(|vehicle| {
        let in_person = |who: usize| model.interpreters[who].mode == InterpreterMode::OnSite;
        let interpreters = place
            .interpreters()
            .filter(|(_, who)| in_person(*who))
            .count();
        let escort = usize::from(some(place.staff).is_some());
        let travellers = model.activities[activity].people.len() + escort + interpreters;
        travellers > model.vehicles[vehicle].seats as usize
    })
}
