//! What the API shows, as it stands in the manual.

mod attention;
mod centre;
mod enrolling;
mod imports;
mod participant;
mod plan;
mod plan_diff;
mod programme;
mod resource;
mod session;
mod viewer;

pub use self::attention::AttentionItem;
pub use self::centre::{AccountingPeriod, Centre, Municipality, Partnership};
pub use self::enrolling::{EnrolPayload, EnrolRow, Warning, WithdrawEnrolmentPayload};
pub use self::imports::{ImportParticipantsPayload, ImportRow, RowFault};
pub use self::participant::{Participant, PersonDetails, SpokenLanguage};
pub use self::plan::{Plan, PlanAssignment, PlanAssignmentsFilter, PlanProgress, PlannedBooking};
pub(super) use self::plan_diff::count;
pub use self::plan_diff::{PlanChange, PlanDiff, PublishPlanPayload, SessionPlace};
pub use self::programme::{Cohort, Enrolment, LanguageNeed, Template};
pub use self::resource::{Company, Interpreter, Resource, Room, StaffMember, Vehicle};
pub use self::session::{Attendance, AttendanceSummary, Booking, Session, SessionParticipant};
pub use self::viewer::{Node, RoleGrant, Viewer};
