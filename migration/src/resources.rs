//! What a session needs: the supertype `resource`, its kinds, and when each can be had.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, integer_null, json_binary, pk_uuid, text, text_null,
    timestamp_with_time_zone, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, part, reference, rule, table, unique};

pub(crate) const RESOURCES: Subject = Subject {
    name: "03_resources",
    tables: resources_tables,
    indexes: resources_indexes,
};

fn resources_tables() -> Vec<TableCreateStatement> {
    vec![
        resource(),
        opening(),
        room(),
        staff_member(),
        interpreter(),
        vehicle(),
        company(),
        company_window(),
    ]
}

const RESOURCE_KINDS: &[&str] = &[
    "ROOM",
    "STAFF_MEMBER",
    "INTERPRETER",
    "VEHICLE",
    "COMPANY",
    "PARTICIPANT",
];

fn resource() -> TableCreateStatement {
    table("resource")
        .col(pk_uuid("id"))
        .col(text("kind"))
        .col(uuid("centre_id"))
        .col(text("key"))
        .col(big_integer("revision").default(0))
        .col(date_null("retired_on"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("centre_id", "centre"))
        .check(codes("resource", "kind", RESOURCE_KINDS))
        .take()
}

fn opening() -> TableCreateStatement {
    table("opening")
        .col(pk_uuid("id"))
        .col(uuid("resource_id"))
        .col(integer("weekday"))
        .col(integer("from_minute"))
        .col(integer("until_minute"))
        .col(date_null("valid_from_on"))
        .col(date_null("valid_until_on"))
        .foreign_key(&mut part("resource_id", "resource"))
        .check(rule("opening", "weekday", "weekday BETWEEN 1 AND 7"))
        .check(rule(
            "opening",
            "minutes",
            "from_minute >= 0 AND until_minute <= 1440 AND until_minute > from_minute",
        ))
        .check(rule(
            "opening",
            "interval",
            "valid_until_on > valid_from_on",
        ))
        .take()
}

fn room() -> TableCreateStatement {
    table("room")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(text("room_kind"))
        .col(integer("seats"))
        .col(integer("setup_minutes"))
        .foreign_key(&mut reference("id", "resource"))
        .check(codes(
            "room",
            "room_kind",
            &["CLASS", "INTERVIEW", "WORKSHOP", "MEETING"],
        ))
        .check(rule("room", "seats", "seats > 0"))
        .check(rule("room", "setup_minutes", "setup_minutes >= 0"))
        .take()
}

fn staff_member() -> TableCreateStatement {
    table("staff_member")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(text_null("email"))
        .col(json_binary("roles"))
        .col(json_binary("skills"))
        .col(json_binary("languages"))
        .col(integer_null("max_minutes_day"))
        .col(integer_null("max_minutes_week"))
        .col(text("notice_language"))
        .foreign_key(&mut reference("id", "resource"))
        .check(codes("staff_member", "notice_language", &["DA", "EN"]))
        .check(rule(
            "staff_member",
            "max_minutes",
            "max_minutes_day > 0 AND max_minutes_week > 0",
        ))
        .take()
}

fn interpreter() -> TableCreateStatement {
    table("interpreter")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(text_null("agency"))
        .col(text_null("email"))
        .col(json_binary("languages"))
        .col(text("mode"))
        .col(big_integer("hour_ore"))
        .col(integer("minimum_minutes"))
        .col(big_integer("transport_ore"))
        .col(integer("travel_minutes"))
        .foreign_key(&mut reference("id", "resource"))
        .check(codes("interpreter", "mode", &["ON_SITE", "PHONE", "VIDEO"]))
        .check(rule(
            "interpreter",
            "prices",
            "hour_ore >= 0 AND transport_ore >= 0",
        ))
        .check(rule(
            "interpreter",
            "minutes",
            "minimum_minutes >= 0 AND travel_minutes >= 0",
        ))
        .take()
}

fn vehicle() -> TableCreateStatement {
    table("vehicle")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(integer("seats"))
        .foreign_key(&mut reference("id", "resource"))
        .check(rule("vehicle", "seats", "seats > 0"))
        .take()
}

fn company() -> TableCreateStatement {
    table("company")
        .col(pk_uuid("id"))
        .col(text("name"))
        .col(text_null("cvr"))
        .col(json_binary("sectors"))
        .col(text("address"))
        .col(integer("travel_minutes"))
        .col(boolean("walking"))
        .col(text_null("contact_name"))
        .col(text_null("contact_email"))
        .col(integer("group_size_max"))
        .col(integer("parallel_groups"))
        .col(json_binary("languages_demanded"))
        .col(json_binary("safety_demands"))
        .foreign_key(&mut reference("id", "resource"))
        .check(rule("company", "cvr", "length(cvr) = 8"))
        .check(rule("company", "travel_minutes", "travel_minutes >= 0"))
        .check(rule(
            "company",
            "groups",
            "group_size_max > 0 AND parallel_groups > 0",
        ))
        .take()
}

fn company_window() -> TableCreateStatement {
    table("company_window")
        .col(pk_uuid("id"))
        .col(uuid("company_id"))
        .col(integer_null("weekday"))
        .col(date_null("on_on"))
        .col(integer("from_minute"))
        .col(integer("until_minute"))
        .foreign_key(&mut part("company_id", "company"))
        .check(rule(
            "company_window",
            "weekday_or_date",
            "(weekday IS NULL) <> (on_on IS NULL)",
        ))
        .check(rule("company_window", "weekday", "weekday BETWEEN 1 AND 7"))
        .check(rule(
            "company_window",
            "minutes",
            "from_minute >= 0 AND until_minute <= 1440 AND until_minute > from_minute",
        ))
        .take()
}

fn resources_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("resource", &["centre_id", "kind", "key"]),
        index("opening", &["resource_id"]),
        index("company_window", &["company_id"]),
    ]
}

pub(crate) const ABSENCES: Subject = Subject {
    name: "06_absences",
    tables: absences_tables,
    indexes: absences_indexes,
};

fn absences_tables() -> Vec<TableCreateStatement> {
    vec![absence()]
}

fn absence() -> TableCreateStatement {
    table("absence")
        .col(pk_uuid("id"))
        .col(uuid("resource_id"))
        .col(timestamp_with_time_zone("from_at"))
        .col(timestamp_with_time_zone("until_at"))
        .col(text("reason"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(uuid_null("recorded_by"))
        .foreign_key(&mut reference("resource_id", "resource"))
        .foreign_key(&mut reference("recorded_by", "account"))
        .check(rule("absence", "interval", "until_at > from_at"))
        .take()
}

fn absences_indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("absence", &["resource_id", "until_at"]),
        index("absence", &["recorded_by"]),
    ]
}
