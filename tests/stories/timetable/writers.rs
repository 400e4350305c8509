//! Many writers at once, and the law that nobody is in two places at once.

use std::collections::BTreeMap;

use entities::booking;
use entities::columns::BookingRole;
use entities::id::{ResourceId, SessionId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::alternatives::{published, sessions};
use super::changes::MOVE;
use super::house::House;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_moves_onto_one_room_and_hour_one_succeeds() {
    let house = House::open().await;
    let wanted = house.room("wanted", 20).await;
    let mut moves = Vec::new();
    for n in 0..100 {
        let own = house.room(&format!("room-{n}"), 20).await;
        let session = house
            .lesson(
                &n.to_string(),
                "2017-03-06T09:00",
                &[(BookingRole::Room, own)],
            )
            .await;
        moves.push(json!({ "input": {
            "sessionId": session, "startsAt": "2017-03-07T10:00:00",
            "swaps": [{ "fromId": own, "toId": wanted }]
        } }));
    }
    let running = moves.into_iter().map(|input| {
        let client = house.coordinator.clone();
        #[expect(clippy::disallowed_methods, reason = "a hundred callers at once")]
        tokio::spawn(async move { client.send(MOVE, input).await.body })
    });
    let running: Vec<_> = running.collect();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for one in running {
        let body: Value = one.await.unwrap();
        let code = body["errors"][0]["extensions"]["code"]
            .as_str()
            .unwrap_or("OK");
        *codes.entry(code.to_owned()).or_default() += 1;
    }
    let refused = ["HARD_CONFLICT", "CONFLICT"].map(|code| codes.get(code).copied().unwrap_or(0));
    assert_eq!(codes.get("OK"), Some(&1), "{codes:?}");
    assert_eq!(refused.iter().sum::<usize>(), 99, "{codes:?}");
    assert_nobody_is_twice(&house).await;
}

/// A stream of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n).unwrap()).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_two_sessions_share_anybody_after_many_moves_at_once() {
    let house = House::open().await;
    let mut rooms = Vec::new();
    let mut teachers = Vec::new();
    let mut people: Vec<ResourceId> = Vec::new();
    for n in 0..4 {
        rooms.push(house.room(&format!("room-{n}"), 20).await);
        teachers.push(house.teacher(&format!("teacher-{n}"), &["work"]).await);
        people.push(house.participant(&format!("P{n}"), None).await.into());
    }
    let mut sessions: Vec<SessionId> = Vec::new();
    for n in 0..12 {
        let at = format!(
            "2017-03-{:02}T{}:00",
            6 + n / 4,
            ["08", "10", "12", "14"][n % 4]
        );
        let bookings = [
            (BookingRole::Room, rooms[n % 4]),
            (BookingRole::Teacher, teachers[(n + 1) % 4]),
            (BookingRole::Participant, people[(n + 2) % 4]),
        ];
        sessions.push(house.lesson(&n.to_string(), &at, &bookings).await);
    }
    let mut numbers = Numbers(20_170_306);
    let mut moved = 0;
    for _ in 0..12 {
        let mut running = Vec::new();
        for _ in 0..8 {
            let session = sessions[numbers.below(sessions.len())];
            let (day, hour) = (6 + numbers.below(3), 8 + numbers.below(7));
            let (from, to) = (rooms[numbers.below(4)], rooms[numbers.below(4)]);
            let mut input = json!({
                "sessionId": session, "startsAt": format!("2017-03-{day:02}T{hour:02}:00:00")
            });
            if from != to && numbers.below(2) == 0 {
                input["swaps"] = json!([{ "fromId": from, "toId": to }]);
            }
            let client = house.coordinator.clone();
            #[expect(clippy::disallowed_methods, reason = "callers at the same time")]
            running.push(tokio::spawn(async move {
                client.send(MOVE, json!({ "input": input })).await.body
            }));
        }
        for one in running {
            let body = one.await.unwrap();
            let code = body["errors"][0]["extensions"]["code"].as_str();
            let is_known = matches!(
                code,
                None | Some("HARD_CONFLICT" | "CONFLICT" | "VALIDATION")
            );
            assert!(is_known, "{body:#}");
            moved += usize::from(code.is_none());
        }
        assert_nobody_is_twice(&house).await;
    }
    assert!(moved > 5, "only {moved} moves went through");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_hard_rule_is_broken_after_many_moves_of_a_course_at_once() {
    let course = published().await;
    let sessions = sessions(&course).await;
    let mut numbers = Numbers(20_170_413);
    let (mut moved, mut refused) = (0, 0);
    for _ in 0..6 {
        let mut running = Vec::new();
        for _ in 0..6 {
            // Onto the hour of another one, as two coordinators might who look at the same week.
            let session = &sessions[numbers.below(sessions.len())];
            let day = sessions[numbers.below(sessions.len())]["startsAtLocal"].clone();
            let day = day.as_str().unwrap()[..10].to_owned();
            let at = format!("{day}T{:02}:30:00", 8 + numbers.below(7));
            let input = json!({ "input": { "sessionId": session["id"], "startsAt": at } });
            let client = course.coordinator.clone();
            #[expect(clippy::disallowed_methods, reason = "callers at the same time")]
            running.push(tokio::spawn(
                async move { client.send(MOVE, input).await.body },
            ));
        }
        for one in running {
            let body = one.await.unwrap();
            match body["errors"][0]["extensions"]["code"].as_str() {
                None => moved += 1,
                Some("HARD_CONFLICT") => refused += 1,
                Some("CONFLICT") => {}
                Some(_) => panic!("{body:#}"),
            }
        }
    }
    assert!(moved > 0 && refused > 0, "{moved} moved, {refused} refused");
    let (db, op) = (course.app.ground().database.reader(), course.app.op());
    let session = sessions[0]["id"].as_str().unwrap().parse().unwrap();
    let planning = api::planning::problem_for_live(db, session, &course.cohorts, op.now);
    let planning = planning.await.unwrap();
    assert_eq!(planning.live_timetable().assignments.len(), sessions.len());
    let report = scheduler::check(&planning.problem, &planning.live_timetable()).unwrap();
    assert_eq!(report.violations, []);
}

async fn assert_nobody_is_twice(house: &House) {
    let rows = booking::Entity::find()
        .filter(booking::Column::EndedAt.is_null())
        .all(house.app.ground().database.reader())
        .await
        .unwrap();
    for (n, one) in rows.iter().enumerate() {
        for other in &rows[n + 1..] {
            let overlap = one.resource_id == other.resource_id
                && one.busy_from_at < other.busy_until_at
                && other.busy_from_at < one.busy_until_at;
            assert!(!overlap, "{one:?}\n{other:?}");
        }
    }
}
