//! An interpreter does not interpret the language, or not in person where that is needed.

use crate::dense::Model;
use crate::dense::place::Place;

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let languages = &model.activities[activity].languages;
    place.interpreters().any(|(language, who)| {
        let fit = &languages[language].interpreters;
        !fit.iter().any(|fit| usize::from(*fit) == who)
    })
}
