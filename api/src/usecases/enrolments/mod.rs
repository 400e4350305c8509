//! Enrolments: a participant's place in a cohort, or on its waiting list.

mod applicants;
mod enrol;
mod list;
mod withdraw;

pub use self::enrol::{EnrolInput, EnrolParticipantInput, Enrolled, EnrolledRow, Warning, enrol};
pub use self::list::{of_cohorts, of_participants};
pub use self::withdraw::{Ended, Ending, WithdrawEnrolmentInput, Withdrawn, end, withdraw};
