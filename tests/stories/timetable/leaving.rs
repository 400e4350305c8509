//! What leaving does to the timetable.

use api::usecases::timetable::end_participation;
use entities::booking;
use entities::columns::{BookingRole, SessionState};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::house::{House, at};

#[tokio::test]
async fn who_leaves_is_in_no_session_to_come_and_stays_in_those_held() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let interpreter = house.interpreter("hana", "ar").await;
    let amina = house.participant("Amina", Some("ar")).await;
    let samir = house.participant("Samir", None).await;
    let both = [
        (BookingRole::Room, room),
        (BookingRole::Interpreter, interpreter),
        (BookingRole::Participant, amina.into()),
        (BookingRole::Participant, samir.into()),
    ];
    house.lesson("1", "2017-03-06T09:00", &both).await;
    let kept = house.lesson("2", "2017-03-08T09:00", &both).await;
    let off = house.lesson("3", "2017-03-09T09:00", &both[..3]).await;
    house.app.clock.move_to(at("2017-03-07T09:00"));
    let op = house.app.op();
    let tx = op.begin().await.unwrap();
    let ended = end_participation(&op, &tx, &[amina], at("2017-03-01T00:00"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let [changed] = &ended.changed[..] else {
        panic!("{ended:?}")
    };
    assert_eq!(changed.session.id, kept);
    assert_eq!((changed.session.sequence, changed.session.version), (0, 2));
    let [cancelled] = &ended.cancelled[..] else {
        panic!("{ended:?}")
    };
    assert_eq!(cancelled.session.id, off);
    assert_eq!(cancelled.session.state, SessionState::Cancelled);
    assert_eq!(cancelled.ended.len(), 3);
    let [idle] = &ended.languages_no_longer_needed[..] else {
        panic!("{ended:?}")
    };
    assert_eq!((idle.session_id, idle.language.as_str()), (kept, "ar"));
    let standing = booking::Entity::find()
        .filter(booking::Column::EndedAt.is_null())
        .filter(booking::Column::ResourceId.eq(entities::id::ResourceId::from(amina)));
    let standing = standing.all(op.reader()).await.unwrap();
    assert_eq!(standing.len(), 1, "the one that was held");
    let again = op.begin().await.unwrap();
    let nothing = end_participation(&op, &again, &[amina], op.now)
        .await
        .unwrap();
    assert_eq!(nothing, api::usecases::timetable::Ended::default());
}
