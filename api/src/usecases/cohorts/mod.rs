//! Cohorts: opening them, showing them, and their way through the course.

mod advance;
mod list;
mod open;

pub use self::advance::{Advanced, advance};
pub use self::list::{Figures, by_ids, figures, find, find_by_key, of_centre};
pub use self::open::{OpenCohortInput, open};
