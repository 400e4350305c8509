//! A second current row, a name of nothing and a loss of something named are refused.

use entities::columns::ResourceKind;
use entities::id::{
    AttendanceId, CentreId, CostEntryId, EnrolmentId, OutcomeId, PlacementId, RoomId, StayId,
};
use entities::{
    attendance, cost_entry, danish_group_member, enrolment, handoff, municipality, opening,
    outcome, partnership_municipality, placement, plan_assignment, plan_cohort, room, stay,
};
use rstest::rstest;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    IntoActiveModel, PaginatorTrait, SqlErr,
};
use uuid::Uuid;

use crate::database::{Kind, filled};
use crate::sample;

const OTHER: Uuid = Uuid::from_u128(7);

async fn insert<A>(db: &DatabaseConnection, row: A) -> Result<u64, DbErr>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    <A::Entity as EntityTrait>::insert(row)
        .exec_without_returning(db)
        .await
}

fn is_duplicate(answer: &Result<u64, DbErr>) -> bool {
    let refusal = answer.as_ref().err().and_then(DbErr::sql_err);
    matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_)))
}

/// A second row beside the sample's.
macro_rules! second {
    ($db:expr, $table:ident, $id:ident) => {{
        let row = $table::Model {
            id: $id::from_uuid(OTHER),
            ..sample::$table()
        };
        insert($db, row.into_active_model()).await
    }};
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn at_most_one_is_current(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let steps = [
        ("stay", "UPDATE stay SET until_on = '2017-04-01'"),
        ("outcome", "UPDATE outcome SET superseded_at = recorded_at"),
        (
            "attendance",
            "UPDATE attendance SET superseded_at = recorded_at",
        ),
        ("placement", "UPDATE placement SET state = 'REVOKED'"),
        ("enrolment", "UPDATE enrolment SET state = 'LEFT'"),
    ];
    for (table, ending) in steps {
        for attempt in ["refused", "accepted"] {
            let answer = match table {
                "stay" => second!(db, stay, StayId),
                "outcome" => second!(db, outcome, OutcomeId),
                "attendance" => second!(db, attendance, AttendanceId),
                "placement" => second!(db, placement, PlacementId),
                _ => second!(db, enrolment, EnrolmentId),
            };
            assert_eq!(
                is_duplicate(&answer),
                attempt == "refused",
                "{table}: {answer:?}"
            );
            db.execute_unprepared(ending).await.unwrap();
        }
    }
    database.close().await;
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn a_document_is_posted_once_and_reversed_once(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let entry = sample::cost_entry();
    assert!(is_duplicate(&second!(db, cost_entry, CostEntryId)));
    let reversal = |number| cost_entry::Model {
        id: CostEntryId::from_uuid(Uuid::from_u128(number)),
        amount_ore: -entry.amount_ore,
        reverses_id: Some(entry.id),
        ..entry.clone()
    };
    assert_eq!(
        insert(db, reversal(8).into_active_model()).await.unwrap(),
        1
    );
    assert!(is_duplicate(
        &insert(db, reversal(9).into_active_model()).await
    ));
    database.close().await;
}

fn is_dangling(answer: &Result<u64, DbErr>) -> bool {
    let refusal = answer.as_ref().err().and_then(DbErr::sql_err);
    matches!(refusal, Some(SqlErr::ForeignKeyConstraintViolation(_)))
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn a_row_names_only_what_is_there(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    let stray = stay::Model {
        id: StayId::from_uuid(OTHER),
        centre_id: CentreId::from_uuid(OTHER),
        until_on: Some(sample::day(20)),
        ..sample::stay()
    };
    assert!(is_dangling(&insert(db, stray.into_active_model()).await));
    let kindless = room::Model {
        id: RoomId::from_uuid(OTHER),
        ..sample::room()
    };
    assert!(is_dangling(&insert(db, kindless.into_active_model()).await));

    let named = municipality::Entity::delete_by_id(sample::municipality().id)
        .exec(db)
        .await;
    assert!(is_dangling(&named.map(|done| done.rows_affected)));
    let handed = placement::Entity::delete_by_id(sample::placement().id)
        .exec(db)
        .await;
    assert!(is_dangling(&handed.map(|done| done.rows_affected)));
    assert_eq!(handoff::Entity::find().count(db).await.unwrap(), 1);
    database.close().await;
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn parts_go_with_the_whole(#[case] kind: Kind) {
    let Some(database) = filled(kind).await else {
        return;
    };
    let db = &database.connection;
    for statement in [
        "UPDATE session SET plan_id = NULL",
        "UPDATE notice SET plan_id = NULL",
        "DELETE FROM plan",
        "DELETE FROM busy_time",
        "DELETE FROM danish_group",
        "DELETE FROM booking",
        "DELETE FROM room",
    ] {
        db.execute_unprepared(statement).await.expect(statement);
    }
    assert_eq!(plan_cohort::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(plan_assignment::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(
        danish_group_member::Entity::find().count(db).await.unwrap(),
        0
    );
    assert_eq!(
        partnership_municipality::Entity::find()
            .count(db)
            .await
            .unwrap(),
        1
    );

    let opened = opening::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(
        opened.resource_id,
        sample::resource_of(ResourceKind::Participant)
    );
    database.close().await;
}
