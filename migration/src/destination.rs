//! What the authorities decide, where people go, and what is handed over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, json_binary, pk_uuid, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, reference, table, unique, unique_where};

pub(crate) const DESTINATION: Subject = Subject {
    name: "11_destination",
    tables: destination_tables,
    indexes: destination_indexes,
};

fn destination_tables() -> Vec<TableCreateStatement> {
    vec![outcome(), placement(), handoff(), handoff_item()]
}

fn outcome() -> TableCreateStatement {
    table("outcome")
        .col(pk_uuid("id"))
        .col(uuid("participant_id"))
        .col(text("kind"))
        .col(date("decided_on"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(uuid_null("recorded_by"))
        .col(uuid_null("corrects_id"))
        .col(text_null("correction_reason"))
        .col(timestamp_with_time_zone_null("superseded_at"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("recorded_by", "account"))
        .foreign_key(&mut reference("corrects_id", "outcome"))
        .check(codes(
            "outcome",
            "kind",
            &["PENDING", "GRANTED", "REFUSED", "WITHDRAWN"],
        ))
        .take()
}

const PLACEMENT_KINDS: &[&str] = &["ORDINARY", "QUOTA", "FAMILY_REUNIFIED", "EARLY_BY_CONSENT"];

fn placement() -> TableCreateStatement {
    table("placement")
        .col(pk_uuid("id"))
        .col(uuid("participant_id"))
        .col(uuid("municipality_id"))
        .col(text("kind"))
        .col(date("decided_on"))
        .col(date_null("cpr_registered_on"))
        .col(date_null("agreed_on"))
        .col(uuid_null("consent_id"))
        .col(date("takeover_on"))
        .col(text("rule_version"))
        .col(text("state"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(uuid_null("recorded_by"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(text_null("ended_reason"))
        .col(text_null("course_end"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("municipality_id", "municipality"))
        .foreign_key(&mut reference("consent_id", "consent"))
        .foreign_key(&mut reference("recorded_by", "account"))
        .check(codes("placement", "kind", PLACEMENT_KINDS))
        .check(codes(
            "placement",
            "state",
            &["ACTIVE", "SUPERSEDED", "REVOKED"],
        ))
        .check(codes("placement", "course_end", &["FINISH", "LEAVE"]))
        .take()
}

fn handoff() -> TableCreateStatement {
    table("handoff")
        .col(pk_uuid("id"))
        .col(uuid("placement_id").unique_key())
        .col(uuid("participant_id"))
        .col(uuid("municipality_id"))
        .col(uuid("centre_id"))
        .col(text("state"))
        .col(date("takeover_on"))
        .col(date("due_on"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(timestamp_with_time_zone_null("opened_at"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(timestamp_with_time_zone_null("retracted_at"))
        .col(text_null("retraction_reason"))
        .col(boolean("flagged").default(false))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("placement_id", "placement"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("municipality_id", "municipality"))
        .foreign_key(&mut reference("centre_id", "centre"))
        .check(codes(
            "handoff",
            "state",
            &["DRAFT", "SENT", "ACCEPTED", "CLOSED", "RETRACTED"],
        ))
        .take()
}

const HANDOFF_ITEM_STATES: &[&str] = &["PENDING", "ACKNOWLEDGED", "DISPUTED", "RETRACTED"];

const HANDOFF_ITEM_KINDS: &[&str] = &[
    "LANGUAGES",
    "EDUCATION_AND_WORK",
    "COURSE_ATTENDANCE",
    "FAMILY",
    "COMPETENCY_CARD",
    "INTERNSHIP",
    "OPEN_TASKS",
];

fn handoff_item() -> TableCreateStatement {
    table("handoff_item")
        .col(pk_uuid("id"))
        .col(uuid("handoff_id"))
        .col(text("kind"))
        .col(text("state"))
        .col(json_binary("content"))
        .col(text("source"))
        .col(timestamp_with_time_zone("as_of_at"))
        .col(uuid_null("consent_id"))
        .foreign_key(&mut reference("handoff_id", "handoff"))
        .foreign_key(&mut reference("consent_id", "consent"))
        .check(codes("handoff_item", "kind", HANDOFF_ITEM_KINDS))
        .check(codes("handoff_item", "state", HANDOFF_ITEM_STATES))
        .take()
}

fn destination_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique_where(
            "outcome",
            "current",
            &["participant_id"],
            "superseded_at IS NULL",
        ),
        index("outcome", &["participant_id"]),
        index("outcome", &["recorded_by"]),
        index("outcome", &["corrects_id"]),
        unique_where(
            "placement",
            "active",
            &["participant_id"],
            "state = 'ACTIVE'",
        ),
        index(
            "placement",
            &["municipality_id", "takeover_on", "participant_id"],
        ),
        index("placement", &["participant_id"]),
        index("placement", &["consent_id"]),
        index("placement", &["recorded_by"]),
        index("handoff", &["municipality_id", "state"]),
        index("handoff", &["centre_id", "state"]),
        index("handoff", &["participant_id"]),
        unique("handoff_item", &["handoff_id", "kind"]),
        index("handoff_item", &["consent_id"]),
    ]
}
