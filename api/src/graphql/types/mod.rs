//! What the API shows, as it stands in the manual.

mod attention;
mod centre;
mod cost;
mod enrolling;
mod imports;
mod participant;
mod programme;
mod resource;
mod session;
mod settlement;
mod settlement_proof;
mod viewer;

pub use self::attention::AttentionItem;
pub use self::centre::{AccountingPeriod, Centre, Municipality, Partnership};
pub use self::cost::{CostEntry, CostForecast, CostTotals, ForecastLine};
pub use self::enrolling::{EnrolPayload, EnrolRow, Warning, WithdrawEnrolmentPayload};
pub use self::imports::{ImportParticipantsPayload, ImportRow, RowFault};
pub use self::participant::{Participant, PersonDetails, SpokenLanguage};
pub use self::programme::{Cohort, Enrolment, LanguageNeed, Template};
pub use self::resource::{Company, Interpreter, Resource, Room, StaffMember, Vehicle};
pub use self::session::{Attendance, AttendanceSummary, Booking, Session, SessionParticipant};
pub use self::settlement::{
    NotCountedPersons, Settlement, SettlementDelta, SettlementExport, SettlementLine,
};
pub use self::settlement_proof::{SettlementLineExplanation, SettlementProof, SettlementShare};
pub use self::viewer::{Node, RoleGrant, Viewer};
