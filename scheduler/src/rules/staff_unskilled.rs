//! A staff member lacks the skill that the activity needs.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let needed = model.activities[activity].staff_skill.as_ref();
    let staff = some(place.staff).map(|staff| &model.staff[staff].skills);
    needed
        .zip(staff)
        .is_some_and(|(needed, skills)| !skills.contains(needed))
}
