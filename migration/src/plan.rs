//! Planning runs and their answers, which are never changed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, integer_null, json_binary, json_binary_null,
    pk_uuid, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, key, part, reference, rule, table, unique};

pub(crate) const PLAN: Subject = Subject {
    name: "09_plan",
    tables: plan_tables,
    indexes: plan_indexes,
};

fn plan_tables() -> Vec<TableCreateStatement> {
    vec![plan(), plan_cohort(), plan_assignment()]
}

const PLAN_VERDICTS: &[&str] = &["COMPLETE", "PARTIAL", "INFEASIBLE", "NOT_FOUND_IN_TIME"];

const PLAN_STATES: &[&str] = &[
    "QUEUED",
    "SOLVING",
    "SOLVED",
    "PUBLISHED",
    "SUPERSEDED",
    "CANCELLED",
    "FAILED",
    "DISCARDED",
];

fn plan() -> TableCreateStatement {
    table("plan")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(text("key"))
        .col(big_integer("seed"))
        .col(big_integer("effort_steps"))
        .col(text("state"))
        .col(text_null("verdict"))
        .col(text_null("input_hash"))
        .col(text_null("plan_hash"))
        .col(json_binary_null("score"))
        .col(json_binary_null("unassigned"))
        .col(json_binary_null("conflicts"))
        .col(text_null("phase"))
        .col(big_integer("progress_step").default(0))
        .col(integer_null("progress_unassigned"))
        .col(big_integer_null("progress_score"))
        .col(big_integer_null("plan_millis"))
        .col(boolean("cancel_requested").default(false))
        .col(integer("attempts").default(0))
        .col(text_null("lease_owner"))
        .col(timestamp_with_time_zone_null("lease_until_at"))
        .col(uuid_null("requested_by"))
        .col(timestamp_with_time_zone("requested_at"))
        .col(timestamp_with_time_zone_null("finished_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(text_null("failure_code"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("centre_id", "centre"))
        .foreign_key(&mut reference("requested_by", "account"))
        .check(codes("plan", "state", PLAN_STATES))
        .check(codes("plan", "verdict", PLAN_VERDICTS))
        .check(rule("plan", "effort_steps", "effort_steps > 0"))
        .check(rule(
            "plan",
            "progress",
            "progress_step >= 0 AND attempts >= 0",
        ))
        .take()
}

fn plan_cohort() -> TableCreateStatement {
    table("plan_cohort")
        .col(uuid("plan_id"))
        .col(uuid("cohort_id"))
        .primary_key(&mut key(["plan_id", "cohort_id"]))
        .foreign_key(&mut part("plan_id", "plan"))
        .foreign_key(&mut reference("cohort_id", "cohort"))
        .take()
}

const PLAN_ASSIGNMENT_KINDS: &[&str] = &[
    "LESSON",
    "DANISH_LESSON",
    "COMPETENCY_INTERVIEW",
    "COMPANY_VISIT",
];

fn plan_assignment() -> TableCreateStatement {
    table("plan_assignment")
        .col(uuid("plan_id"))
        .col(uuid("cohort_id"))
        .col(text("activity_key"))
        .col(text("kind"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(json_binary("bookings"))
        .primary_key(&mut key(["plan_id", "cohort_id", "activity_key"]))
        .foreign_key(&mut part("plan_id", "plan"))
        .foreign_key(&mut reference("cohort_id", "cohort"))
        .check(codes("plan_assignment", "kind", PLAN_ASSIGNMENT_KINDS))
        .check(rule("plan_assignment", "interval", "ends_at > starts_at"))
        .take()
}

fn plan_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("plan", &["centre_id", "key"]),
        index("plan", &["state", "requested_at"]),
        index("plan", &["requested_by"]),
        index("plan_cohort", &["cohort_id"]),
        index("plan_assignment", &["cohort_id"]),
    ]
}
