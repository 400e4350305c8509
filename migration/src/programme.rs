//! Templates of a programme, the cohorts that run one, and who is enrolled.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    blob, date, date_null, integer, integer_null, json_binary, pk_uuid, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, reference, rule, table, unique, unique_where};

pub(crate) const PROGRAMME: Subject = Subject {
    name: "08_programme",
    tables: programme_tables,
    indexes: programme_indexes,
};

fn programme_tables() -> Vec<TableCreateStatement> {
    vec![template(), cohort(), enrolment()]
}

fn template() -> TableCreateStatement {
    table("template")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(text("key"))
        .col(integer("number"))
        .col(text("state"))
        .col(text("title_da"))
        .col(text("title_en"))
        .col(json_binary("definition"))
        .col(blob("content_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("centre_id", "centre"))
        .check(codes("template", "state", &["DRAFT", "PUBLISHED"]))
        .check(rule("template", "number", "number > 0"))
        .take()
}

fn cohort() -> TableCreateStatement {
    table("cohort")
        .col(pk_uuid("id"))
        .col(uuid("centre_id"))
        .col(uuid_null("partnership_id"))
        .col(uuid("template_id"))
        .col(text("key"))
        .col(text("name"))
        .col(date("first_on"))
        .col(date("until_on"))
        .col(integer("capacity"))
        .col(integer("minimum_age").default(18))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("centre_id", "centre"))
        .foreign_key(&mut reference("partnership_id", "partnership"))
        .foreign_key(&mut reference("template_id", "template"))
        .check(rule("cohort", "interval", "until_on > first_on"))
        .check(rule("cohort", "capacity", "capacity > 0"))
        .check(rule("cohort", "minimum_age", "minimum_age >= 0"))
        .take()
}

const ENROLMENT_STATES: &[&str] = &[
    "WAITLISTED",
    "ENROLLED",
    "IN_COURSE",
    "COMPLETED",
    "LEFT",
    "WITHDRAWN",
];

fn enrolment() -> TableCreateStatement {
    table("enrolment")
        .col(pk_uuid("id"))
        .col(uuid("cohort_id"))
        .col(uuid("participant_id"))
        .col(text("state"))
        .col(json_binary("electives"))
        .col(integer_null("waiting_rank"))
        .col(text_null("ended_reason"))
        .col(date_null("ended_on"))
        .col(date_null("started_on"))
        .col(timestamp_with_time_zone("created_at"))
        .col(integer("version").default(1))
        .foreign_key(&mut reference("cohort_id", "cohort"))
        .foreign_key(&mut reference("participant_id", "participant"))
        .check(codes("enrolment", "state", ENROLMENT_STATES))
        .take()
}

fn programme_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("template", &["centre_id", "key", "number"]),
        unique("cohort", &["centre_id", "key"]),
        index("cohort", &["partnership_id", "first_on"]),
        index("cohort", &["template_id"]),
        unique_where(
            "enrolment",
            "alive",
            &["cohort_id", "participant_id"],
            "state IN ('WAITLISTED', 'ENROLLED', 'IN_COURSE')",
        ),
        index("enrolment", &["participant_id"]),
        index("enrolment", &["cohort_id", "state"]),
    ]
}
