//! The live timetable: sessions, what they were, what they book, and who came.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, integer, json_binary, pk_uuid, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, index_where, reference, rule, table, unique, unique_where};

pub(crate) const TIMETABLE: Subject = Subject {
    name: "10_timetable",
    tables: timetable_tables,
    indexes: timetable_indexes,
};

fn timetable_tables() -> Vec<TableCreateStatement> {
    vec![session(), session_revision(), booking(), attendance()]
}

const SESSION_KINDS: &[&str] = &[
    "LESSON",
    "DANISH_LESSON",
    "COMPETENCY_INTERVIEW",
    "COMPANY_VISIT",
];

fn session() -> TableCreateStatement {
    table("session")
        .col(pk_uuid("id"))
        .col(uuid("cohort_id"))
        .col(text("activity_key"))
        .col(text("kind"))
        .col(text_null("theme_key"))
        .col(text("title_da"))
        .col(text("title_en"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(text("state"))
        .col(boolean("pinned"))
        .col(integer("sequence").default(0))
        .col(uuid_null("plan_id"))
        .col(text_null("cancel_reason"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("cohort_id", "cohort"))
        .foreign_key(&mut reference("plan_id", "plan"))
        .check(codes("session", "kind", SESSION_KINDS))
        .check(codes(
            "session",
            "state",
            &["PUBLISHED", "HELD", "CANCELLED"],
        ))
        .check(rule("session", "interval", "ends_at > starts_at"))
        .check(rule("session", "sequence", "sequence >= 0"))
        .take()
}

const SESSION_REVISION_CHANGES: &[&str] = &[
    "PUBLISHED",
    "MOVED",
    "RESOURCE_CHANGED",
    "PARTICIPANTS_CHANGED",
    "PINNED",
    "UNPINNED",
    "CANCELLED",
];

fn session_revision() -> TableCreateStatement {
    table("session_revision")
        .col(pk_uuid("id"))
        .col(uuid("session_id"))
        .col(integer("sequence"))
        .col(text("change"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(json_binary("bookings"))
        .col(text_null("reason"))
        .col(uuid_null("changed_by"))
        .col(timestamp_with_time_zone("changed_at"))
        .foreign_key(&mut reference("session_id", "session"))
        .foreign_key(&mut reference("changed_by", "account"))
        .check(codes(
            "session_revision",
            "change",
            SESSION_REVISION_CHANGES,
        ))
        .check(rule("session_revision", "interval", "ends_at > starts_at"))
        .take()
}

const BOOKING_ROLES: &[&str] = &[
    "PARTICIPANT",
    "TEACHER",
    "INTERVIEWER",
    "ESCORT",
    "INTERPRETER",
    "ROOM",
    "VEHICLE",
    "COMPANY",
];

fn booking() -> TableCreateStatement {
    table("booking")
        .col(pk_uuid("id"))
        .col(uuid("session_id"))
        .col(uuid("resource_id"))
        .col(text("role"))
        .col(timestamp_with_time_zone("busy_from_at"))
        .col(timestamp_with_time_zone("busy_until_at"))
        .col(text("status"))
        .col(text_null("language"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .foreign_key(&mut reference("session_id", "session"))
        .foreign_key(&mut reference("resource_id", "resource"))
        .check(codes("booking", "role", BOOKING_ROLES))
        .check(codes(
            "booking",
            "status",
            &["REQUESTED", "CONFIRMED", "DECLINED"],
        ))
        .check(rule("booking", "interval", "busy_until_at > busy_from_at"))
        .take()
}

fn attendance() -> TableCreateStatement {
    table("attendance")
        .col(pk_uuid("id"))
        .col(uuid("session_id"))
        .col(uuid("participant_id"))
        .col(text("mark"))
        .col(integer("minutes"))
        .col(timestamp_with_time_zone("recorded_at"))
        .col(uuid_null("recorded_by"))
        .col(uuid_null("supersedes_id"))
        .col(timestamp_with_time_zone_null("superseded_at"))
        .foreign_key(&mut reference("session_id", "session"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .foreign_key(&mut reference("recorded_by", "account"))
        .foreign_key(&mut reference("supersedes_id", "attendance"))
        .check(codes(
            "attendance",
            "mark",
            &["PRESENT", "LATE", "EXCUSED", "ABSENT"],
        ))
        .check(rule("attendance", "minutes", "minutes >= 0"))
        .take()
}

fn timetable_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("session", &["cohort_id", "activity_key"]),
        index("session", &["cohort_id", "starts_at"]),
        index("session", &["starts_at"]),
        index("session", &["state", "ends_at"]),
        index("session", &["plan_id"]),
        index("session_revision", &["session_id", "changed_at"]),
        index("session_revision", &["changed_by"]),
        index("booking", &["resource_id"]),
        index("booking", &["session_id"]),
        index_where(
            "booking",
            "alive",
            &["resource_id", "busy_from_at"],
            "ended_at IS NULL",
        ),
        unique_where(
            "attendance",
            "current",
            &["session_id", "participant_id"],
            "superseded_at IS NULL",
        ),
        index("attendance", &["participant_id"]),
        index("attendance", &["session_id"]),
        index("attendance", &["recorded_by"]),
        index("attendance", &["supersedes_id"]),
    ]
}
