//! Rows that no rule allows are refused by the database itself, by the name of the rule.

use entities::columns::ScopeKind;
use entities::id::{MunicipalityId, RoleGrantId};
use entities::role_grant;
use rstest::rstest;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::database::{Kind, filled};
use crate::sample;

/// The rule that is broken, and what breaks it.
const BROKEN: &[(&str, &str)] = &[
    ("ck_installation_single", "UPDATE installation SET id = 2"),
    (
        "ck_installation_live_clock",
        "UPDATE installation SET kind = 'LIVE'",
    ),
    (
        "ck_municipality_code",
        "UPDATE municipality SET code = '265'",
    ),
    (
        "ck_partnership_accounting_party_named",
        "UPDATE partnership SET accounting_party = 'OPERATOR'",
    ),
    (
        "ck_partnership_accounting_party_named",
        "UPDATE partnership SET accounting_municipality_id = NULL",
    ),
    (
        "ck_partnership_budget_ore",
        "UPDATE partnership SET budget_ore = -1",
    ),
    (
        "ck_partnership_interval",
        "UPDATE partnership SET valid_until_on = valid_from_on",
    ),
    (
        "ck_accounting_period_interval",
        "UPDATE accounting_period SET until_on = from_on",
    ),
    (
        "ck_accounting_period_state",
        "UPDATE accounting_period SET state = 'SHUT'",
    ),
    (
        "ck_resource_kind",
        "UPDATE resource SET kind = 'room' WHERE kind = 'ROOM'",
    ),
    ("ck_opening_weekday", "UPDATE opening SET weekday = 8"),
    (
        "ck_opening_minutes",
        "UPDATE opening SET until_minute = 1441",
    ),
    (
        "ck_opening_minutes",
        "UPDATE opening SET until_minute = from_minute",
    ),
    ("ck_room_seats", "UPDATE room SET seats = 0"),
    (
        "ck_staff_member_max_minutes",
        "UPDATE staff_member SET max_minutes_day = 0",
    ),
    (
        "ck_interpreter_prices",
        "UPDATE interpreter SET hour_ore = -1",
    ),
    ("ck_company_cvr", "UPDATE company SET cvr = '1234567'"),
    (
        "ck_company_window_weekday_or_date",
        "UPDATE company_window SET on_on = '2017-03-06'",
    ),
    (
        "ck_company_window_weekday_or_date",
        "UPDATE company_window SET weekday = NULL",
    ),
    (
        "ck_absence_interval",
        "UPDATE absence SET until_at = from_at",
    ),
    ("ck_role_grant_role", "UPDATE role_grant SET role = 'ROOT'"),
    (
        "ck_role_grant_interval",
        "UPDATE role_grant SET until_at = from_at",
    ),
    ("ck_stay_interval", "UPDATE stay SET until_on = from_on"),
    (
        "ck_busy_time_one_owner",
        "UPDATE busy_time SET resource_id = NULL",
    ),
    (
        "ck_busy_time_interval",
        "UPDATE busy_time SET until_at = from_at",
    ),
    (
        "ck_consent_withdrawal",
        "UPDATE consent SET withdrawn_on = '2016-01-01'",
    ),
    ("ck_template_number", "UPDATE template SET number = 0"),
    ("ck_cohort_capacity", "UPDATE cohort SET capacity = 0"),
    (
        "ck_cohort_interval",
        "UPDATE cohort SET until_on = first_on",
    ),
    ("ck_enrolment_state", "UPDATE enrolment SET state = 'GONE'"),
    ("ck_plan_state", "UPDATE plan SET state = 'DONE'"),
    ("ck_plan_verdict", "UPDATE plan SET verdict = 'FINE'"),
    ("ck_plan_effort_steps", "UPDATE plan SET effort_steps = 0"),
    (
        "ck_plan_assignment_interval",
        "UPDATE plan_assignment SET ends_at = starts_at",
    ),
    ("ck_repair_cause", "UPDATE repair SET absence_id = NULL"),
    (
        "ck_plan_repair_bill",
        "UPDATE plan_repair SET n_persons = -1",
    ),
    ("ck_session_state", "UPDATE session SET state = 'MOVED'"),
    (
        "ck_session_interval",
        "UPDATE session SET ends_at = starts_at",
    ),
    (
        "ck_booking_interval",
        "UPDATE booking SET busy_until_at = busy_from_at",
    ),
    ("ck_booking_status", "UPDATE booking SET status = 'MAYBE'"),
    (
        "ck_attendance_minutes",
        "UPDATE attendance SET minutes = -1",
    ),
    ("ck_outcome_kind", "UPDATE outcome SET kind = 'UNSURE'"),
    ("ck_placement_state", "UPDATE placement SET state = 'OLD'"),
    ("ck_handoff_state", "UPDATE handoff SET state = 'OPENED'"),
    (
        "ck_handoff_item_kind",
        "UPDATE handoff_item SET kind = 'GOSSIP'",
    ),
    (
        "ck_cost_entry_amount_not_zero",
        "UPDATE cost_entry SET amount_ore = 0, reverses_id = id",
    ),
    (
        "ck_cost_entry_negative_reverses",
        "UPDATE cost_entry SET amount_ore = -1",
    ),
    (
        "ck_counting_fact_reason",
        "UPDATE counting_fact SET reason = 'LOST'",
    ),
    ("ck_settlement_number", "UPDATE settlement SET number = 0"),
    (
        "ck_settlement_line_counted",
        "UPDATE settlement_line SET counted = -1",
    ),
    ("ck_notice_state", "UPDATE notice SET state = 'LOST'"),
    (
        "ck_told_session_interval",
        "UPDATE told_session SET ends_at = starts_at",
    ),
    (
        "ck_notice_recipient_kind",
        "UPDATE notice SET recipient_kind = 'PRESS'",
    ),
];

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn a_broken_rule_is_refused_by_name(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    for (rule, statement) in BROKEN {
        let refusal = database.connection.execute_unprepared(statement).await;
        let refusal = refusal.expect_err(statement).to_string();
        assert!(refusal.contains(rule), "{statement}: {refusal}");
    }
    database.close().await;
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn a_scope_names_what_it_is_about_and_nothing_else(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let grant = sample::role_grant();
    let centre = grant.centre_id;
    let municipality = Some(MunicipalityId::from_uuid(sample::ID));
    let scopes = [
        (ScopeKind::Global, None, None, true),
        (ScopeKind::Global, centre, None, false),
        (ScopeKind::Global, None, municipality, false),
        (ScopeKind::Centre, None, None, false),
        (ScopeKind::Centre, None, municipality, false),
        (ScopeKind::Centre, centre, municipality, false),
        (ScopeKind::Municipality, None, municipality, true),
        (ScopeKind::Municipality, None, None, false),
        (ScopeKind::Municipality, centre, municipality, false),
    ];
    for (number, (scope_kind, centre_id, municipality_id, fits)) in (100..).zip(scopes) {
        let id = RoleGrantId::from_uuid(Uuid::from_u128(number));
        let row = role_grant::Model {
            id,
            scope_kind,
            centre_id,
            municipality_id,
            ..grant.clone()
        };
        let row = row.into_active_model();
        let answer = role_grant::Entity::insert(row)
            .exec_without_returning(db)
            .await;
        assert_eq!(
            answer.is_ok(),
            fits,
            "{scope_kind} {centre_id:?} {municipality_id:?}"
        );
    }
    database.close().await;
}
