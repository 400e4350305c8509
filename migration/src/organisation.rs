//! Municipalities, centres, the partnerships between them and their accounting periods.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, date_null, integer, json_binary, json_binary_null, pk_uuid, text, text_null,
    uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, key, part, reference, rule, table, unique};

pub(crate) const ORGANISATION: Subject = Subject {
    name: "02_organisation",
    tables: organisation_tables,
    indexes: organisation_indexes,
};

fn organisation_tables() -> Vec<TableCreateStatement> {
    vec![
        municipality(),
        centre(),
        partnership(),
        partnership_municipality(),
        accounting_period(),
    ]
}

fn municipality() -> TableCreateStatement {
    table("municipality")
        .col(pk_uuid("id"))
        .col(text("code").unique_key())
        .col(text("name"))
        .col(text("region"))
        .col(text("region_code"))
        .col(text("cvr"))
        .col(text_null("handoff_mailbox"))
        .col(text_null("finance_mailbox"))
        .col(json_binary_null("invoice_recipient"))
        .col(integer("version").default(1))
        .check(rule("municipality", "code", "length(code) = 4"))
        .take()
}

fn centre() -> TableCreateStatement {
    table("centre")
        .col(pk_uuid("id"))
        .col(text("key").unique_key())
        .col(text("name"))
        .col(text("operator"))
        .col(uuid("host_municipality_id"))
        .col(text("zone").default("Europe/Copenhagen"))
        .col(json_binary("openings"))
        .col(json_binary("closing_days"))
        .col(text_null("contact_name"))
        .col(text_null("contact_email"))
        .col(text_null("contact_phone"))
        .col(date_null("closed_on"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("host_municipality_id", "municipality"))
        .take()
}

fn partnership() -> TableCreateStatement {
    table("partnership")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(text("key"))
        .col(text("name"))
        .col(date("valid_from_on"))
        .col(date_null("valid_until_on"))
        .col(text("accounting_party"))
        .col(uuid_null("accounting_municipality_id"))
        .col(text("cost_key"))
        .col(big_integer("budget_ore"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("centre_id", "centre"))
        .foreign_key(&mut reference("accounting_municipality_id", "municipality"))
        .check(codes(
            "partnership",
            "accounting_party",
            &["OPERATOR", "MUNICIPALITY"],
        ))
        .check(codes("partnership", "cost_key", &["COUNTED_PERSONS"]))
        .check(rule(
            "partnership",
            "accounting_party_named",
            "(accounting_party = 'MUNICIPALITY') = (accounting_municipality_id IS NOT NULL)",
        ))
        .check(rule("partnership", "budget_ore", "budget_ore >= 0"))
        .check(rule(
            "partnership",
            "interval",
            "valid_until_on > valid_from_on",
        ))
        .take()
}

fn partnership_municipality() -> TableCreateStatement {
    table("partnership_municipality")
        .col(uuid("partnership_id"))
        .col(uuid("municipality_id"))
        .primary_key(&mut key(["partnership_id", "municipality_id"]))
        .foreign_key(&mut part("partnership_id", "partnership"))
        .foreign_key(&mut reference("municipality_id", "municipality"))
        .take()
}

fn accounting_period() -> TableCreateStatement {
    table("accounting_period")
        .col(pk_uuid("id"))
        .col(uuid("partnership_id"))
        .col(text("key"))
        .col(date("from_on"))
        .col(date("until_on"))
        .col(text("state"))
        .foreign_key(&mut reference("partnership_id", "partnership"))
        .check(codes("accounting_period", "state", &["OPEN", "CLOSED"]))
        .check(rule("accounting_period", "interval", "until_on > from_on"))
        .take()
}

fn organisation_indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("centre", &["host_municipality_id"]),
        unique("partnership", &["centre_id", "key"]),
        index("partnership", &["accounting_municipality_id"]),
        index("partnership_municipality", &["municipality_id"]),
        unique("accounting_period", &["partnership_id", "key"]),
    ]
}
