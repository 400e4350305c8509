//! Participants, what identifies them (sealed, apart), where they stay and when they are busy.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    blob, blob_null, boolean, date, date_null, integer, json_binary, pk_uuid, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, key, part, reference, rule, table, unique, unique_where};

pub(crate) const PEOPLE: Subject = Subject {
    name: "07_people",
    tables: people_tables,
    indexes: people_indexes,
};

fn people_tables() -> Vec<TableCreateStatement> {
    vec![
        family(),
        participant(),
        person_details(),
        stay(),
        danish_group(),
        danish_group_member(),
        busy_time(),
        consent(),
    ]
}

fn family() -> TableCreateStatement {
    table("family")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(text("key"))
        .foreign_key(&mut reference("centre_id", "centre"))
        .take()
}

fn participant() -> TableCreateStatement {
    table("participant")
        .col(pk_uuid("id"))
        .col(uuid_null("family_id"))
        .col(json_binary("languages"))
        .col(text_null("interpreter_language"))
        .col(text_null("education"))
        .col(json_binary("sectors"))
        .col(json_binary("wishes"))
        .col(uuid_null("preferred_municipality_id"))
        .col(date_null("expected_leaving_on"))
        .col(text("notice_language"))
        .col(timestamp_with_time_zone("registered_at"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("id", "resource"))
        .foreign_key(&mut reference("family_id", "family"))
        .foreign_key(&mut reference("preferred_municipality_id", "municipality"))
        .check(codes("participant", "notice_language", &["DA", "EN"]))
        .take()
}

fn person_details() -> TableCreateStatement {
    table("person_details")
        .col(pk_uuid("participant_id"))
        .col(text("key_id"))
        .col(blob("nonce"))
        .col(blob("sealed"))
        .col(blob_null("alien_number_index"))
        .col(blob("name_birth_index"))
        .col(timestamp_with_time_zone("updated_at"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .take()
}

fn stay() -> TableCreateStatement {
    table("stay")
        .col(pk_uuid("id"))
        .col(uuid("participant_id"))
        .col(uuid("centre_id"))
        .col(date("from_on"))
        .col(date_null("until_on"))
        .col(text_null("reason"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("centre_id", "centre"))
        .check(rule("stay", "interval", "until_on > from_on"))
        .take()
}

fn danish_group() -> TableCreateStatement {
    table("danish_group")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(text("key"))
        .col(text("name"))
        .foreign_key(&mut reference("centre_id", "centre"))
        .take()
}

fn danish_group_member() -> TableCreateStatement {
    table("danish_group_member")
        .col(uuid("danish_group_id"))
        .col(uuid("participant_id"))
        .primary_key(&mut key(["danish_group_id", "participant_id"]))
        .foreign_key(&mut part("danish_group_id", "danish_group"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .take()
}

fn busy_time() -> TableCreateStatement {
    table("busy_time")
        .col(pk_uuid("id"))
        .col(uuid_null("resource_id"))
        .col(uuid_null("danish_group_id"))
        .col(timestamp_with_time_zone("from_at"))
        .col(timestamp_with_time_zone("until_at"))
        .col(boolean("blocking"))
        .col(text("source"))
        .col(text_null("external_uid"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut reference("resource_id", "resource"))
        .foreign_key(&mut reference("danish_group_id", "danish_group"))
        .check(rule(
            "busy_time",
            "one_owner",
            "(resource_id IS NULL) <> (danish_group_id IS NULL)",
        ))
        .check(rule("busy_time", "interval", "until_at > from_at"))
        .take()
}

const CONSENT_RECIPIENT_KINDS: &[&str] = &[
    "MUNICIPALITY",
    "COMPANY",
    "VOLUNTEER_ORGANISATION",
    "CENTRE",
];

fn consent() -> TableCreateStatement {
    table("consent")
        .col(pk_uuid("id"))
        .col(uuid("participant_id"))
        .col(text("purpose"))
        .col(text("recipient_kind"))
        .col(uuid_null("recipient_id"))
        .col(text("text_version"))
        .col(date("given_on"))
        .col(date_null("withdrawn_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(uuid_null("recorded_by"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("recorded_by", "account"))
        .check(codes("consent", "recipient_kind", CONSENT_RECIPIENT_KINDS))
        .check(rule("consent", "withdrawal", "withdrawn_on >= given_on"))
        .take()
}

fn people_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("family", &["centre_id", "key"]),
        index("participant", &["family_id"]),
        index("participant", &["preferred_municipality_id"]),
        index("person_details", &["alien_number_index"]),
        index("person_details", &["name_birth_index"]),
        unique_where("stay", "open", &["participant_id"], "until_on IS NULL"),
        index("stay", &["centre_id", "until_on"]),
        index("stay", &["participant_id"]),
        unique("danish_group", &["centre_id", "key"]),
        index("danish_group_member", &["participant_id"]),
        unique_where(
            "busy_time",
            "external",
            &["resource_id", "source", "external_uid"],
            "external_uid IS NOT NULL",
        ),
        index("busy_time", &["resource_id", "from_at"]),
        index("busy_time", &["danish_group_id", "from_at"]),
        index("consent", &["participant_id"]),
        index("consent", &["recorded_by"]),
    ]
}
