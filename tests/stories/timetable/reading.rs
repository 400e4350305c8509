//! Who sees which sessions, and what reading costs.

use api::i18n::Language;
use api::usecases::accounts::{self, GrantRoleInput, NewAccount};
use entities::columns::{BookingRole, Language as AccountLanguage};
use entities::id::{ResourceId, StaffMemberId};
use serde_json::{Value, json};
use tests::{Client, Role};

use super::alternatives::ALTERNATIVES;
use super::house::House;

const TIMETABLE: &str = "query($of: ID!, $from: NaiveDate!, $until: NaiveDate!) {
    timetable(of: $of, from: $from, until: $until) {
        id title kind startsAtLocal nParticipants cohort { name centre { name } } people { role name } rooms { name }
        participants { id details { firstName } } } }";

fn march(of: &impl ToString) -> Value {
    json!({ "of": of.to_string(), "from": "2017-03-01", "until": "2017-04-12" })
}

/// A teacher who signs in as the staff member `id`.
async fn signed_in(house: &House, id: ResourceId, role: Role) -> Client {
    let op = api::op::Op::of_machine(house.app.ground(), Language::En);
    let account = NewAccount {
        key: format!("staff-{}", op.new_id::<uuid::Uuid>().simple()),
        display_name: "Kirsten".into(),
        language: AccountLanguage::En,
        staff_member_id: Some(StaffMemberId::of_resource(id)),
    };
    let grant = GrantRoleInput {
        account_key: account.key.clone(),
        role,
        centre_key: Some("own".into()),
        municipality_code: None,
        from: None,
        until: None,
    };
    let account = accounts::create(&op, account).await.unwrap();
    accounts::grant(&op, grant).await.unwrap();
    let token = accounts::issue_token(&op, account, "test", None)
        .await
        .unwrap();
    Client::of(house.app.url.clone(), token)
}

#[tokio::test]
async fn a_timetable_is_that_of_a_cohort_a_person_a_thing_or_a_centre() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let teacher = house.teacher("kirsten", &["work"]).await;
    let amina = house.participant("Amina", None).await;
    let first = house
        .lesson(
            "1",
            "2017-03-06T09:00",
            &[
                (BookingRole::Room, room),
                (BookingRole::Teacher, teacher),
                (BookingRole::Participant, amina.into()),
            ],
        )
        .await;
    let second = house
        .lesson("2", "2017-03-07T09:00", &[(BookingRole::Room, room)])
        .await;
    let both = vec![first.to_string(), second.to_string()];
    let ids = async |client: &Client, of: &str| -> Vec<String> {
        let found = client.ask(TIMETABLE, march(&of)).await;
        let rows = found["timetable"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let coordinator = &house.coordinator;
    assert_eq!(ids(coordinator, &house.cohort.to_string()).await, both);
    assert_eq!(ids(coordinator, &house.centre.to_string()).await, both);
    assert_eq!(ids(coordinator, &room.to_string()).await, both);
    assert_eq!(ids(coordinator, &amina.to_string()).await, both[..1]);
    assert_eq!(ids(coordinator, &teacher.to_string()).await, both[..1]);

    let kirsten = signed_in(&house, teacher, Role::Teacher).await;
    assert_eq!(ids(&kirsten, &house.cohort.to_string()).await, both[..1]);
    let seen = kirsten.ask(TIMETABLE, march(&house.cohort)).await["timetable"][0].clone();
    assert_eq!(
        seen["participants"],
        json!([{ "id": amina.to_string(), "details": null }])
    );
    let one = "query($id: ID!) { session(id: $id) { id } node(id: $id) { id } }";
    let none = json!({ "session": null, "node": null });
    assert_eq!(kirsten.ask(one, json!({ "id": second })).await, none);
    assert_ne!(kirsten.ask(one, json!({ "id": first })).await, none);
    let input = json!({ "input": { "sessionId": first, "startsAt": "2017-03-08T09:00:00" } });
    assert_eq!(kirsten.code(super::changes::MOVE, input).await, "FORBIDDEN");

    let consultant = house
        .app
        .with_role(Role::MunicipalityConsultant, "0265")
        .await;
    assert_eq!(
        consultant.code(TIMETABLE, march(&house.cohort)).await,
        "NOT_FOUND"
    );
    assert_eq!(consultant.ask(one, json!({ "id": first })).await, none);
    let admin = house.app.with_role(Role::Admin, "").await;
    assert_eq!(
        admin.code(TIMETABLE, march(&house.centre)).await,
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn a_teacher_sees_the_own_session_and_does_not_ask_where_it_could_go() {
    let house = House::open().await;
    let teacher = house.teacher("kirsten", &["work"]).await;
    let own = [(BookingRole::Teacher, teacher)];
    let own = house.lesson("1", "2017-03-06T09:00", &own).await;
    let room = [(BookingRole::Room, house.room("room", 20).await)];
    let other = house.lesson("2", "2017-03-07T09:00", &room).await;
    let kirsten = signed_in(&house, teacher, Role::Teacher).await;
    for (session, code) in [(own, "FORBIDDEN"), (other, "NOT_FOUND")] {
        let asked = json!({ "id": session });
        assert_eq!(kirsten.code(ALTERNATIVES, asked).await, code);
    }
}

#[tokio::test]
async fn a_range_is_at_most_62_days() {
    let house = House::open().await;
    let ask = |until: &str| json!({ "of": house.cohort.to_string(), "from": "2017-03-01", "until": until });
    assert_eq!(
        house.coordinator.code(TIMETABLE, ask("2017-05-03")).await,
        "VALIDATION"
    );
    assert_eq!(
        house.coordinator.code(TIMETABLE, ask("2017-03-01")).await,
        "VALIDATION"
    );
    house.coordinator.ask(TIMETABLE, ask("2017-05-02")).await;
}

#[tokio::test]
async fn who_leads_a_session_sees_the_names_of_those_who_come() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let kirsten = house.teacher("kirsten", &["work"]).await;
    let amina = house.participant("Amina", None).await;
    let bookings = [
        (BookingRole::Room, room),
        (BookingRole::Teacher, kirsten),
        (BookingRole::Participant, amina.into()),
    ];
    let first = house.lesson("1", "2017-03-06T09:00", &bookings).await;
    let kirsten = signed_in(&house, kirsten, Role::Teacher).await;
    let names = "query($id: ID!) { session(id: $id) { participants { name } } }";
    let seen = kirsten.ask(names, json!({ "id": first })).await["session"].clone();
    assert_eq!(seen["participants"], json!([{ "name": "Amina Prøve" }]));
    let ole = house.teacher("ole", &["work"]).await;
    let ole = signed_in(&house, ole, Role::Teacher).await;
    assert!(ole.ask(names, json!({ "id": first })).await["session"].is_null());
    let stranger = house.participant("Zahra", None).await;
    assert_eq!(kirsten.code(TIMETABLE, march(&stranger)).await, "NOT_FOUND");
    let coordinator = &house.coordinator;
    let seen = coordinator.ask(names, json!({ "id": first })).await["session"].clone();
    assert_eq!(seen["participants"], json!([{ "name": "Amina Prøve" }]));
}

#[tokio::test]
async fn six_weeks_with_people_and_rooms_cost_the_same_however_many_sessions() {
    let house = House::open().await;
    let mut bookings = vec![(BookingRole::Room, house.room("room", 20).await)];
    bookings.push((
        BookingRole::Teacher,
        house.teacher("kirsten", &["work"]).await,
    ));
    bookings.push((
        BookingRole::Interpreter,
        house.interpreter("hana", "ar").await,
    ));
    bookings.push((
        BookingRole::Participant,
        house.participant("Amina", None).await.into(),
    ));
    house.lesson("0", "2017-03-06T09:00", &bookings).await;
    let cost = async |query: &str, variables: Value| {
        let database = &house.app.ground().database;
        let before = database.statements();
        house.coordinator.ask(query, variables).await;
        database.statements() - before
    };
    let sign_in = cost("{ viewer { key } }", json!({})).await;
    let few = cost(TIMETABLE, march(&house.cohort)).await - sign_in;
    for week in 0..5 {
        for day in [13, 14, 15] {
            let (n, at) = (
                week * 100 + day,
                format!("2017-03-{day}T{:02}:00", 8 + week),
            );
            bookings.push((
                BookingRole::Participant,
                house.participant(&format!("P{n}"), Some("ar")).await.into(),
            ));
            house.lesson(&n.to_string(), &at, &bookings).await;
        }
    }
    let many = cost(TIMETABLE, march(&house.cohort)).await - sign_in;
    assert_eq!(few, many);
    assert!(many <= 7, "{many} statements");
}
