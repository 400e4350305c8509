//! Accounts, their tokens, and what each may see and do.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    blob, pk_uuid, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};

use crate::subject::Subject;
use crate::table::{codes, index, reference, rule, table};

pub(crate) const ACCESS: Subject = Subject {
    name: "04_access",
    tables: access_tables,
    indexes: access_indexes,
};

fn access_tables() -> Vec<TableCreateStatement> {
    vec![account(), api_token(), role_grant()]
}

fn account() -> TableCreateStatement {
    table("account")
        .col(pk_uuid("id"))
        .col(text("key").unique_key())
        .col(text("display_name"))
        .col(text("language"))
        .col(uuid_null("staff_member_id"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut reference("staff_member_id", "resource"))
        .check(codes("account", "language", &["DA", "EN"]))
        .take()
}

fn api_token() -> TableCreateStatement {
    table("api_token")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(text("label"))
        .col(text("prefix"))
        .col(blob("hash").unique_key())
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .col(timestamp_with_time_zone_null("last_used_at"))
        .foreign_key(&mut reference("account_id", "account"))
        .check(rule("api_token", "expiry", "expires_at > created_at"))
        .take()
}

const ROLE_GRANT_ROLES: &[&str] = &[
    "CENTRE_COORDINATOR",
    "TEACHER",
    "CASE_WORKER",
    "INTERVIEWER",
    "CENTRE_FINANCE",
    "MUNICIPALITY_CONSULTANT",
    "BUSINESS_CONSULTANT",
    "MUNICIPALITY_FINANCE",
    "VOLUNTEER_COORDINATOR",
    "AUDITOR",
    "ADMIN",
];

fn role_grant() -> TableCreateStatement {
    table("role_grant")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(text("role"))
        .col(text("scope_kind"))
        .col(uuid_null("centre_id"))
        .col(uuid_null("municipality_id"))
        .col(timestamp_with_time_zone("from_at"))
        .col(timestamp_with_time_zone_null("until_at"))
        .foreign_key(&mut reference("account_id", "account"))
        .foreign_key(&mut reference("centre_id", "centre"))
        .foreign_key(&mut reference("municipality_id", "municipality"))
        .check(codes("role_grant", "role", ROLE_GRANT_ROLES))
        .check(codes("role_grant", "scope_kind", &["GLOBAL", "CENTRE", "MUNICIPALITY"]))
        .check(rule("role_grant", "scope", "(scope_kind = 'CENTRE') = (centre_id IS NOT NULL) AND (scope_kind = 'MUNICIPALITY') = (municipality_id IS NOT NULL)"))
        .check(rule("role_grant", "interval", "until_at > from_at"))
        .take()
}

fn access_indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("account", &["staff_member_id"]),
        index("api_token", &["account_id"]),
        index("role_grant", &["account_id"]),
        index("role_grant", &["centre_id"]),
        index("role_grant", &["municipality_id"]),
    ]
}
