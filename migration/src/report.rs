//! What is told of plans besides their answers: wishes they do not meet, ways out of what cannot
//! be planned, and plans of what is only imagined.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, integer, json_binary, json_binary_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
};

use crate::subject::Subject;
use crate::table::{codes, index, part, rule, table};

pub(crate) const REPORT: Subject = Subject {
    name: "15_plan_report",
    tables: report_tables,
    indexes: report_indexes,
};

fn report_tables() -> Vec<TableCreateStatement> {
    vec![plan_report(), plan_ways_out(), plan_scenario()]
}

fn plan_report() -> TableCreateStatement {
    table("plan_report")
        .col(uuid("plan_id").primary_key())
        .col(json_binary("session_counts"))
        .col(json_binary("unmet_wishes"))
        .foreign_key(&mut part("plan_id", "plan"))
        .take()
}

const WAYS_OUT_STATES: &[&str] = &["QUEUED", "SEARCHING", "DONE", "OUTDATED", "FAILED"];

fn plan_ways_out() -> TableCreateStatement {
    table("plan_ways_out")
        .col(uuid("plan_id").primary_key())
        .col(text("state"))
        .col(timestamp_with_time_zone("as_of_at"))
        .col(json_binary("question"))
        .col(json_binary_null("ways"))
        .col(big_integer_null("search_millis"))
        .col(integer("attempts").default(0))
        .col(text_null("lease_owner"))
        .col(timestamp_with_time_zone_null("lease_until_at"))
        .foreign_key(&mut part("plan_id", "plan"))
        .check(codes("plan_ways_out", "state", WAYS_OUT_STATES))
        .check(rule("plan_ways_out", "attempts", "attempts >= 0"))
        .take()
}

fn plan_scenario() -> TableCreateStatement {
    table("plan_scenario")
        .col(uuid("plan_id").primary_key())
        .col(text("name"))
        .col(json_binary("changes"))
        .col(big_integer("price_ore"))
        .col(integer("n_persons"))
        .col(json_binary_null("comparison"))
        .foreign_key(&mut part("plan_id", "plan"))
        .check(rule("plan_scenario", "persons", "n_persons >= 0"))
        .take()
}

fn report_indexes() -> Vec<IndexCreateStatement> {
    vec![index("plan_ways_out", &["state", "as_of_at"])]
}
