//! Costs, whom each participant counts for, and settlements.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, integer, integer_null, pk_uuid, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, reference, rule, table, unique, unique_where};

pub(crate) const MONEY: Subject = Subject {
    name: "12_money",
    tables: money_tables,
    indexes: money_indexes,
};

fn money_tables() -> Vec<TableCreateStatement> {
    vec![
        cost_entry(),
        counting_fact(),
        settlement(),
        settlement_line(),
    ]
}

fn cost_entry() -> TableCreateStatement {
    table("cost_entry")
        .col(pk_uuid("id"))
        .col(uuid("partnership_id"))
        .col(uuid("period_id"))
        .col(text("category"))
        .col(big_integer("amount_ore"))
        .col(text("document"))
        .col(text("text"))
        .col(text("vat_treatment"))
        .col(text_null("account"))
        .col(date("posted_on"))
        .col(timestamp_with_time_zone("posted_at"))
        .col(uuid_null("posted_by"))
        .col(uuid_null("reverses_id").unique_key())
        .foreign_key(&mut reference("partnership_id", "partnership"))
        .foreign_key(&mut reference("period_id", "accounting_period"))
        .foreign_key(&mut reference("posted_by", "account"))
        .foreign_key(&mut reference("reverses_id", "cost_entry"))
        .check(codes(
            "cost_entry",
            "vat_treatment",
            &["NONE", "EXEMPT", "INCLUDED", "EXCLUDED"],
        ))
        .check(rule("cost_entry", "amount_not_zero", "amount_ore <> 0"))
        .check(rule(
            "cost_entry",
            "negative_reverses",
            "amount_ore > 0 OR reverses_id IS NOT NULL",
        ))
        .take()
}

const COUNTING_FACT_REASONS: &[&str] = &[
    "REFUSED",
    "WITHDRAWN",
    "OUTSIDE_PARTNERSHIP",
    "NO_PREFERENCE",
    "MOVED",
];

fn counting_fact() -> TableCreateStatement {
    table("counting_fact")
        .col(pk_uuid("id"))
        .col(uuid("participant_id"))
        .col(uuid_null("cohort_id"))
        .col(uuid_null("municipality_id"))
        .col(text("basis"))
        .col(text_null("reason"))
        .col(date("valid_from_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("cohort_id", "cohort"))
        .foreign_key(&mut reference("municipality_id", "municipality"))
        .check(codes(
            "counting_fact",
            "basis",
            &["PLANNED", "DECIDED", "NONE"],
        ))
        .check(codes("counting_fact", "reason", COUNTING_FACT_REASONS))
        .take()
}

const SETTLEMENT_STATES: &[&str] = &[
    "OPEN",
    "CALCULATED",
    "FROZEN",
    "SENT",
    "SETTLED",
    "CORRECTED",
];

fn settlement() -> TableCreateStatement {
    table("settlement")
        .col(pk_uuid("id"))
        .col(uuid("partnership_id"))
        .col(uuid("period_id"))
        .col(integer_null("number"))
        .col(text("state"))
        .col(timestamp_with_time_zone_null("known_at"))
        .col(big_integer_null("total_ore"))
        .col(text_null("rule_version"))
        .col(text_null("document"))
        .col(text_null("hash"))
        .col(text_null("previous_hash"))
        .col(timestamp_with_time_zone_null("calculated_at"))
        .col(timestamp_with_time_zone_null("frozen_at"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(uuid_null("corrects_id"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("partnership_id", "partnership"))
        .foreign_key(&mut reference("period_id", "accounting_period"))
        .foreign_key(&mut reference("corrects_id", "settlement"))
        .check(codes("settlement", "state", SETTLEMENT_STATES))
        .check(rule("settlement", "number", "number > 0"))
        .take()
}

fn settlement_line() -> TableCreateStatement {
    table("settlement_line")
        .col(pk_uuid("id"))
        .col(uuid("settlement_id"))
        .col(uuid("municipality_id"))
        .col(integer("counted"))
        .col(big_integer("amount_ore"))
        .col(text("state"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(uuid_null("decided_by"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("settlement_id", "settlement"))
        .foreign_key(&mut reference("municipality_id", "municipality"))
        .foreign_key(&mut reference("decided_by", "account"))
        .check(codes(
            "settlement_line",
            "state",
            &["PENDING", "APPROVED", "DISPUTED"],
        ))
        .check(rule("settlement_line", "counted", "counted >= 0"))
        .take()
}

fn money_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique_where(
            "cost_entry",
            "document",
            &["partnership_id", "document"],
            "reverses_id IS NULL",
        ),
        index("cost_entry", &["period_id"]),
        index("cost_entry", &["partnership_id"]),
        index("cost_entry", &["posted_by"]),
        index("counting_fact", &["participant_id", "recorded_at"]),
        index("counting_fact", &["cohort_id"]),
        index("counting_fact", &["municipality_id"]),
        unique("settlement", &["partnership_id", "number"]),
        index("settlement", &["period_id"]),
        index("settlement", &["corrects_id"]),
        unique("settlement_line", &["settlement_id", "municipality_id"]),
        index("settlement_line", &["municipality_id"]),
        index("settlement_line", &["decided_by"]),
    ]
}
