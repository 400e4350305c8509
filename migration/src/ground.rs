//! Which installation this is, its parameters, and (once accounts exist) what was asked and what was done.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, blob, date, json_binary, json_binary_null, pk_uuid, small_integer, text,
    timestamp_with_time_zone, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, key, reference, rule, table, unique};

pub(crate) const GROUND: Subject = Subject {
    name: "01_ground",
    tables: ground_tables,
    indexes: ground_indexes,
};

fn ground_tables() -> Vec<TableCreateStatement> {
    vec![installation(), parameter()]
}

fn installation() -> TableCreateStatement {
    table("installation")
        .col(small_integer("id").primary_key())
        .col(text("kind"))
        .col(big_integer("clock_offset_micros").default(0))
        .col(timestamp_with_time_zone("created_at"))
        .check(codes("installation", "kind", &["LIVE", "DEMO"]))
        .check(rule("installation", "single", "id = 1"))
        .check(rule(
            "installation",
            "live_clock",
            "kind = 'DEMO' OR clock_offset_micros = 0",
        ))
        .take()
}

fn parameter() -> TableCreateStatement {
    table("parameter")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(date("valid_from_on"))
        .col(json_binary("value"))
        .col(text("source"))
        .take()
}

fn ground_indexes() -> Vec<IndexCreateStatement> {
    vec![unique("parameter", &["name", "valid_from_on"])]
}

pub(crate) const JOURNAL: Subject = Subject {
    name: "05_journal",
    tables: journal_tables,
    indexes: journal_indexes,
};

fn journal_tables() -> Vec<TableCreateStatement> {
    vec![idempotency(), change_event()]
}

fn idempotency() -> TableCreateStatement {
    table("idempotency")
        .col(uuid("account_id"))
        .col(text("operation"))
        .col(text("key"))
        .col(blob("input_hash"))
        .col(uuid_null("result_id"))
        .col(json_binary_null("result"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(&mut key(["account_id", "operation", "key"]))
        .foreign_key(&mut reference("account_id", "account"))
        .take()
}

fn change_event() -> TableCreateStatement {
    table("change_event")
        .col(big_integer("sequence").auto_increment().primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("account_id"))
        .col(text("request_id"))
        .col(text("kind"))
        .col(text("subject_kind"))
        .col(uuid_null("subject_id"))
        .col(json_binary("facts"))
        .foreign_key(&mut reference("account_id", "account"))
        .take()
}

fn journal_indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("change_event", &["subject_id", "sequence"]),
        index("change_event", &["at"]),
        index("change_event", &["account_id"]),
    ]
}
