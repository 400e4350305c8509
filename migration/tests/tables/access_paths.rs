//! Rows are found: by typed ids, by instants of any precision, and along every reference.

use chrono::TimeDelta;
use entities::id::{AccountId, CohortId, ParticipantId, PlanId};
use entities::{absence, account, cohort, participant, plan_cohort, session};
use rstest::rstest;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, Statement,
};
use uuid::Uuid;

use crate::database::{Kind, filled, migrated};
use crate::sample;

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn typed_ids_find_rows(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let cohort = sample::cohort();
    let none = CohortId::from_uuid(Uuid::nil());
    assert_eq!(
        cohort::Entity::find_by_id(cohort.id).one(db).await.unwrap(),
        Some(cohort.clone())
    );
    assert_eq!(
        cohort::Entity::find_by_id(none).one(db).await.unwrap(),
        None
    );

    let pair: (PlanId, CohortId) = (sample::plan().id, cohort.id);
    assert!(
        plan_cohort::Entity::find_by_id(pair)
            .one(db)
            .await
            .unwrap()
            .is_some()
    );

    let listed = cohort::Entity::find().filter(cohort::Column::Id.is_in([none, cohort.id]));
    assert_eq!(listed.count(db).await.unwrap(), 1);
    let optional: Option<ParticipantId> = Some(sample::participant().id);
    let person = participant::Entity::find().filter(participant::Column::Id.eq(optional));
    assert_eq!(person.count(db).await.unwrap(), 1);
    database.close().await;
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn absent_values_come_back_absent(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let bare = account::Model {
        id: AccountId::from_uuid(Uuid::from_u128(7)),
        key: "bare".to_owned(),
        staff_member_id: None,
        disabled_at: None,
        ..sample::account()
    };
    let written = bare.clone().into_active_model();
    account::Entity::insert(written)
        .exec_without_returning(db)
        .await
        .unwrap();
    let read = account::Entity::find().filter(account::Column::StaffMemberId.is_null());
    assert_eq!(read.all(db).await.unwrap(), [bare]);
    database.close().await;
}

/// SQLite compares instants as text, whose length depends on their precision.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn instants_compare_by_time_whatever_their_precision(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let whole = sample::at(0) - TimeDelta::microseconds(1);
    let instants = [0, 1, 999, 1_000, 500_000, 999_999, 1_000_000]
        .map(|micros| whole + TimeDelta::microseconds(micros));
    for pair in instants.windows(2) {
        let mut row = sample::session().into_active_model();
        row.starts_at = Set(pair[0]);
        row.ends_at = Set(pair[1]);
        session::Entity::update(row).exec(db).await.unwrap();
        let between = session::Entity::find()
            .filter(session::Column::StartsAt.gte(pair[0]))
            .filter(session::Column::StartsAt.lt(pair[1]));
        assert_eq!(between.count(db).await.unwrap(), 1, "{pair:?}");
    }
    let away = absence::Entity::find().filter(absence::Column::UntilAt.gt(whole));
    assert_eq!(away.count(db).await.unwrap(), 1);
    database.close().await;
}

#[tokio::test]
async fn every_reference_has_an_index() {
    let database = migrated(Kind::Sqlite).await.unwrap();
    let bare = "SELECT t.name || '.' || f.\"from\" AS reference \
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f \
        WHERE t.type = 'table' AND NOT EXISTS ( \
            SELECT 1 FROM pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c \
            WHERE NOT i.partial AND c.seqno = 0 AND c.name = f.\"from\")";
    let ask = Statement::from_string(DbBackend::Sqlite, bare);
    let rows = database.connection.query_all_raw(ask).await.unwrap();
    let references: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "reference").unwrap())
        .collect();
    assert_eq!(references, [""; 0]);
    database.close().await;
}
