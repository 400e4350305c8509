//! What the API shows, as it stands in the manual.

mod alternative;
mod attendance;
mod attention;
mod busy_times;
mod centre;
mod cost;
mod decision;
mod enrolling;
mod handoff;
mod imports;
mod incoming;
mod notice;
mod participant;
mod plan;
mod plan_diff;
mod plan_fault;
mod plan_report;
mod programme;
mod repair;
mod resource;
mod scenario;
mod scenario_change;
mod session;
mod settlement;
mod settlement_proof;
mod viewer;

pub use self::alternative::SessionAlternative;
pub use self::attendance::{Attendance, AttendanceSummary};
pub use self::attention::AttentionItem;
pub use self::busy_times::{BusyTimesRow, DanishGroup, ImportBusyTimesPayload};
pub use self::centre::{AccountingPeriod, Centre, Municipality, Partnership};
pub use self::cost::{CostEntry, CostForecast, CostTotals, ForecastLine};
pub use self::decision::{
    ConcernedSession, Consent, Consequences, DecisionWarning, Outcome, Placement, Stay,
    TakeoverDate, TakeoverStep,
};
pub use self::enrolling::{EnrolPayload, EnrolRow, Warning, WithdrawEnrolmentPayload};
pub use self::handoff::{Handoff, HandoffItem};
pub use self::imports::{
    ImportOutcomesPayload, ImportOutcomesRow, ImportParticipantsPayload, ImportRow, RowFault,
};
pub use self::incoming::{
    AgeCount, CentreContact, ExpectedHalfYear, ExpectedMonth, Household, Identity, IncomingCohort,
    IncomingParticipant,
};
pub use self::notice::Notice;
pub use self::participant::{Participant, PersonDetails, SpokenLanguage};
pub use self::plan::{Plan, PlanAssignment, PlanAssignmentsFilter, PlanProgress, PlannedBooking};
pub(super) use self::plan_diff::count;
pub use self::plan_diff::{PlanChange, PlanDiff, PublishPlanPayload, SessionPlace};
pub use self::plan_report::{PlanSessionCount, PlanWaysOut, UnmetWish, UnmetWishesFilter, WayOut};
pub use self::programme::{Cohort, Enrolment, LanguageNeed, Template};
pub use self::repair::{HitSessionName, PlanRepair, RepairBill, RepairPlanPayload};
pub use self::resource::{Company, Interpreter, Resource, Room, StaffMember, Vehicle};
pub use self::scenario::{
    PlanScenario, ScenarioAnswer, ScenarioComparison, ScenarioPlace, ScenarioSession,
};
pub use self::scenario_change::ScenarioChange;
pub use self::session::{Booking, Session, SessionParticipant};
pub use self::settlement::{
    NotCountedPersons, Settlement, SettlementDelta, SettlementExport, SettlementLine,
};
pub use self::settlement_proof::{SettlementLineExplanation, SettlementProof, SettlementShare};
pub use self::viewer::{Node, RoleGrant, Viewer};
