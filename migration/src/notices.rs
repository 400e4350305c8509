//! Notices to people: rows first, then mail; no text and no address is kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, key, part, reference, rule, table};

pub(crate) const NOTICES: Subject = Subject {
    name: "13_notices",
    tables: notices_tables,
    indexes: notices_indexes,
};

fn notices_tables() -> Vec<TableCreateStatement> {
    vec![notice(), told_session()]
}

const NOTICE_STATES: &[&str] = &[
    "QUEUED",
    "SENDING",
    "SENT",
    "RETRYING",
    "DEAD",
    "HELD",
    "WITHDRAWN",
    "SUPERSEDED",
    "NO_CHANNEL",
];

const NOTICE_RECIPIENT_KINDS: &[&str] = &[
    "PARTICIPANT",
    "STAFF_MEMBER",
    "INTERPRETER",
    "COMPANY",
    "MUNICIPALITY_HANDOFF",
    "MUNICIPALITY_FINANCE",
    "CENTRE",
];

const NOTICE_KINDS: &[&str] = &[
    "COHORT_INVITATION",
    "TIMETABLE_PUBLISHED",
    "SESSION_CHANGED",
    "SESSION_CANCELLED",
    "BOOKING_REQUEST",
    "HANDOFF_ANNOUNCED",
    "SETTLEMENT_READY",
];

fn notice() -> TableCreateStatement {
    table("notice")
        .col(pk_uuid("id"))
        .col(text("kind"))
        .col(text("recipient_kind"))
        .col(uuid("recipient_id"))
        .col(uuid("centre_id"))
        .col(uuid_null("session_id"))
        .col(uuid_null("cohort_id"))
        .col(uuid_null("plan_id"))
        .col(uuid_null("handoff_id"))
        .col(uuid_null("settlement_id"))
        .col(integer("sequence").default(0))
        .col(text_null("fingerprint"))
        .col(text("dedupe_key").unique_key())
        .col(text("state"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("send_after_at"))
        .col(integer("attempts").default(0))
        .col(timestamp_with_time_zone_null("next_attempt_at"))
        .col(text_null("lease_owner"))
        .col(timestamp_with_time_zone_null("lease_until_at"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(text_null("message_id"))
        .col(text_null("failure_code"))
        .col(text("request_id"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("centre_id", "centre"))
        .foreign_key(&mut reference("session_id", "session"))
        .foreign_key(&mut reference("cohort_id", "cohort"))
        .foreign_key(&mut reference("plan_id", "plan"))
        .foreign_key(&mut reference("handoff_id", "handoff"))
        .foreign_key(&mut reference("settlement_id", "settlement"))
        .check(codes("notice", "kind", NOTICE_KINDS))
        .check(codes("notice", "recipient_kind", NOTICE_RECIPIENT_KINDS))
        .check(codes("notice", "state", NOTICE_STATES))
        .check(rule("notice", "counts", "sequence >= 0 AND attempts >= 0"))
        .take()
}

fn told_session() -> TableCreateStatement {
    table("told_session")
        .col(uuid("session_id"))
        .col(uuid("recipient_id"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(uuid_null("place_id"))
        .col(boolean("is_off"))
        .col(timestamp_with_time_zone("told_at"))
        .primary_key(&mut key(["session_id", "recipient_id"]))
        .foreign_key(&mut part("session_id", "session"))
        .foreign_key(&mut reference("recipient_id", "resource"))
        .foreign_key(&mut reference("place_id", "resource"))
        .check(rule(
            "told_session",
            "interval",
            "ends_at > starts_at AND sequence >= 0",
        ))
        .take()
}

fn notices_indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("notice", &["state", "send_after_at"]),
        index("notice", &["session_id", "recipient_id"]),
        index("notice", &["recipient_id"]),
        index("notice", &["centre_id", "created_at"]),
        index("notice", &["cohort_id"]),
        index("notice", &["plan_id"]),
        index("notice", &["handoff_id"]),
        index("notice", &["settlement_id"]),
        index("told_session", &["recipient_id"]),
        index("told_session", &["place_id"]),
    ]
}
