//! The codes that the database accepts are those that the entities know.

use entities::columns::{
    AccountingParty, ActivityKind, AttendanceMark, BookingRole, BookingStatus,
    ConsentRecipientKind, CostKey, CountingBasis, CourseEnd, EnrolmentState, HandoffItemKind,
    HandoffItemState, HandoffState, InstallationKind, InterpretingMode, Language, LineState,
    NotCountedReason, NoticeKind, NoticeRecipientKind, NoticeState, OutcomeKind, PeriodState,
    PlacementKind, PlacementState, PlanState, PlanVerdict, ResourceKind, Role, RoomKind, ScopeKind,
    SessionChange, SessionState, SettlementState, TemplateState, VatTreatment,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::database::{Kind, migrated};

macro_rules! columns {
    ($($table:literal . $column:literal: $codes:ident,)+) => {
        [$(($table, $column, $codes::ALL.iter().map(|code| code.as_str()).collect())),+]
    };
}

fn columns() -> [(&'static str, &'static str, Vec<&'static str>); 39] {
    columns! {
        "installation"."kind": InstallationKind,
        "partnership"."accounting_party": AccountingParty,
        "partnership"."cost_key": CostKey,
        "accounting_period"."state": PeriodState,
        "resource"."kind": ResourceKind,
        "room"."room_kind": RoomKind,
        "staff_member"."notice_language": Language,
        "interpreter"."mode": InterpretingMode,
        "account"."language": Language,
        "role_grant"."role": Role,
        "role_grant"."scope_kind": ScopeKind,
        "participant"."notice_language": Language,
        "consent"."recipient_kind": ConsentRecipientKind,
        "template"."state": TemplateState,
        "enrolment"."state": EnrolmentState,
        "plan"."state": PlanState,
        "plan"."verdict": PlanVerdict,
        "plan_assignment"."kind": ActivityKind,
        "session"."kind": ActivityKind,
        "session"."state": SessionState,
        "session_revision"."change": SessionChange,
        "booking"."role": BookingRole,
        "booking"."status": BookingStatus,
        "attendance"."mark": AttendanceMark,
        "outcome"."kind": OutcomeKind,
        "placement"."kind": PlacementKind,
        "placement"."state": PlacementState,
        "placement"."course_end": CourseEnd,
        "handoff"."state": HandoffState,
        "handoff_item"."kind": HandoffItemKind,
        "handoff_item"."state": HandoffItemState,
        "cost_entry"."vat_treatment": VatTreatment,
        "counting_fact"."basis": CountingBasis,
        "counting_fact"."reason": NotCountedReason,
        "settlement"."state": SettlementState,
        "settlement_line"."state": LineState,
        "notice"."kind": NoticeKind,
        "notice"."recipient_kind": NoticeRecipientKind,
        "notice"."state": NoticeState,
    }
}

#[tokio::test]
async fn the_same_codes_on_both_sides() {
    let database = migrated(Kind::Sqlite).await.unwrap();
    for (table, column, codes) in columns() {
        let ask = Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "SELECT sql FROM sqlite_master WHERE name = $1",
            [table.into()],
        );
        let row = database
            .connection
            .query_one_raw(ask)
            .await
            .unwrap()
            .unwrap();
        let definition: String = row.try_get("", "sql").unwrap();
        let listed = format!("\"{column}\" IN ('{}')", codes.join("', '"));
        assert!(
            definition.contains(&listed),
            "{table}: {listed}\n{definition}"
        );
    }
    database.close().await;
}
