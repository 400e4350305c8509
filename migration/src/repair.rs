//! What came in between the timetable and its being held, and the plans that mend it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, integer, json_binary, pk_uuid, timestamp_with_time_zone, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{index, part, reference, rule, table};

pub(crate) const REPAIR: Subject = Subject {
    name: "14_repair",
    tables: repair_tables,
    indexes: repair_indexes,
};

fn repair_tables() -> Vec<TableCreateStatement> {
    vec![repair(), plan_repair()]
}

fn repair() -> TableCreateStatement {
    table("repair")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(uuid_null("absence_id"))
        .col(uuid_null("session_id"))
        .col(json_binary("hit"))
        .col(uuid_null("requested_by"))
        .col(timestamp_with_time_zone("requested_at"))
        .foreign_key(&mut reference("centre_id", "centre"))
        .foreign_key(&mut reference("absence_id", "absence"))
        .foreign_key(&mut reference("session_id", "session"))
        .foreign_key(&mut reference("requested_by", "account"))
        .check(rule(
            "repair",
            "cause",
            "(absence_id IS NULL) <> (session_id IS NULL)",
        ))
        .take()
}

fn plan_repair() -> TableCreateStatement {
    table("plan_repair")
        .col(uuid("plan_id").primary_key())
        .col(uuid("repair_id"))
        .col(json_binary("kinds"))
        .col(integer("n_moved"))
        .col(integer("n_rearranged"))
        .col(integer("n_dropped"))
        .col(integer("n_added"))
        .col(integer("n_persons"))
        .col(big_integer("interpreter_fees_ore"))
        .col(big_integer("interpreter_cost_change_ore"))
        .foreign_key(&mut part("plan_id", "plan"))
        .foreign_key(&mut part("repair_id", "repair"))
        .check(rule(
            "plan_repair",
            "bill",
            "n_moved >= 0 AND n_rearranged >= 0 AND n_dropped >= 0 AND n_added >= 0 \
             AND n_persons >= 0 AND interpreter_fees_ore >= 0",
        ))
        .take()
}

fn repair_indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("repair", &["centre_id"]),
        index("repair", &["absence_id"]),
        index("repair", &["session_id"]),
        index("repair", &["requested_by"]),
        index("plan_repair", &["repair_id"]),
    ]
}
