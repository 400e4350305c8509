//! Every row comes back as it was put in.

use entities::columns::ResourceKind;
use entities::{
    absence, account, accounting_period, api_token, attendance, booking, busy_time, centre,
    change_event, cohort, company, company_window, consent, cost_entry, counting_fact,
    danish_group, danish_group_member, enrolment, family, handoff, handoff_item, idempotency,
    installation, interpreter, municipality, notice, opening, outcome, parameter, participant,
    partnership, partnership_municipality, person_details, placement, plan, plan_assignment,
    plan_cohort, plan_repair, repair, resource, role_grant, room, session, session_revision,
    settlement, settlement_line, staff_member, stay, template, told_session, vehicle,
};
use rstest::rstest;
use sea_orm::{DatabaseConnection, EntityTrait, IntoActiveModel};

use crate::database::{Kind, migrated};
use crate::sample;

/// Inserts the sample's row of each table, and reads it back.
macro_rules! round_trips {
    ($db:expr, [$($table:ident),+ $(,)?]) => {$(
        let row = sample::$table();
        $table::Entity::insert(row.clone().into_active_model())
            .exec_without_returning($db)
            .await
            .unwrap();
        assert_eq!($table::Entity::find().all($db).await.unwrap(), [row]);
    )+};
}

async fn resources(db: &DatabaseConnection) {
    for kind in ResourceKind::ALL {
        let row = sample::resource(*kind);
        let written = row.clone().into_active_model();
        resource::Entity::insert(written)
            .exec_without_returning(db)
            .await
            .unwrap();
        let read = resource::Entity::find_by_id(row.id).one(db).await.unwrap();
        assert_eq!(read, Some(row));
    }
}

/// Puts the whole sample into an empty database.
pub(crate) async fn fill(db: &DatabaseConnection) {
    round_trips!(db, [installation, parameter]);
    round_trips!(
        db,
        [
            municipality,
            centre,
            partnership,
            partnership_municipality,
            accounting_period
        ]
    );
    resources(db).await;
    round_trips!(
        db,
        [
            opening,
            room,
            staff_member,
            interpreter,
            vehicle,
            company,
            company_window
        ]
    );
    round_trips!(db, [account, api_token, role_grant]);
    round_trips!(db, [idempotency, change_event]);
    round_trips!(db, [absence]);
    round_trips!(
        db,
        [
            family,
            participant,
            person_details,
            stay,
            danish_group,
            danish_group_member,
            busy_time,
            consent
        ]
    );
    round_trips!(db, [template, cohort, enrolment]);
    round_trips!(db, [plan, plan_cohort, plan_assignment]);
    round_trips!(db, [session, session_revision, booking, attendance]);
    round_trips!(db, [repair, plan_repair]);
    round_trips!(db, [outcome, placement, handoff, handoff_item]);
    round_trips!(db, [cost_entry, counting_fact, settlement, settlement_line]);
    round_trips!(db, [notice, told_session]);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn every_row_comes_back(#[case] kind: Kind) {
    let Some(database) = migrated(kind).await else {
        return;
    };
    fill(&database.connection).await;
    database.close().await;
}
