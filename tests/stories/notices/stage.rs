//! A centre with a course under way: rows put in directly, so that these stories rest on nothing
//! but the outbox.

use api::op::Op;
use api::usecases::outbox;
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use entities::columns::{
    ActivityKind, BookingRole, BookingStatus, NoticeState, PlanState, SessionState, TemplateState,
};
use entities::id::{CentreId, CohortId, ParticipantId, PlanId, ResourceId, SessionId, TemplateId};
use entities::{booking, cohort, notice, plan, plan_cohort, session, template};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
};
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

use crate::centres::centre as centre_input;

pub(super) struct Stage {
    pub(super) app: TestApp,
    pub(super) coordinator: Client,
    pub(super) centre: CentreId,
    cohort: CohortId,
    plan: PlanId,
    pub(super) room: ResourceId,
    pub(super) other_room: ResourceId,
    pub(super) teacher: ResourceId,
    pub(super) other_teacher: ResourceId,
    pub(super) interpreter: ResourceId,
    pub(super) company: ResourceId,
    /// One who reads English, one who reads Danish, one without an address.
    pub(super) participants: Vec<ParticipantId>,
}

/// A lesson's morning: 6 March 2017, nine in Copenhagen.
pub(super) fn morning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2017, 3, 6, 8, 0, 0).unwrap()
}

impl Stage {
    pub(super) async fn new() -> Self {
        Self::on(TestApp::start().await).await
    }

    pub(super) async fn on(app: TestApp) -> Self {
        let admin = app.with_role(Role::Admin, "").await;
        let mut input = centre_input("own");
        input["input"]["contactEmail"] = json!("kursus@avnstrup.example");
        let save = "mutation($input: SaveCentreInput!) { saveCentre(input: $input) { id } }";
        let centre = admin.ask(save, input).await["saveCentre"]["id"].clone();
        let who = app.with_role(Role::CentreCoordinator, "own").await;
        let id: CentreId = parsed(&centre);
        let (cohort, plan) = programme(&app.op(), id).await;
        let room = |key: &str, name: &str| json!({ "centreId": centre, "key": key, "name": name, "kind": "CLASS", "seats": 20 });
        let teacher = |key: &str, email: &str| {
            json!({ "centreId": centre, "key": key, "name": "Tove Prøve", "email": email,
                "roles": ["TEACHER"], "skills": ["labour-market"], "languages": ["da"], "language": "DA" })
        };
        let interpreter = json!({ "centreId": centre, "key": "tolk", "name": "Tariq Prøve",
            "email": "tolk@tolke.example", "languages": ["ar"], "mode": "PHONE",
            "hourPrice": "500.00" });
        let company = json!({ "centreId": centre, "key": "firma", "name": "Prøve Byg",
            "sectors": ["construction"], "address": "Vej 1, 4000 Roskilde", "travelMinutes": 20,
            "contactName": "Bo Prøve", "contactEmail": "bo@byg.example", "groupSizeMax": 12,
            "windows": [{ "weekday": 3, "from": "09:00", "until": "12:00" }] });
        let (first, second) = (
            teacher("t1", "t1@own.example"),
            teacher("t2", "t2@own.example"),
        );
        Self {
            room: save_one(&who, "Room", room("r1", "Lokale 1")).await,
            other_room: save_one(&who, "Room", room("r2", "Lokale 2")).await,
            teacher: save_one(&who, "StaffMember", first).await,
            other_teacher: save_one(&who, "StaffMember", second).await,
            interpreter: save_one(&who, "Interpreter", interpreter).await,
            company: save_one(&who, "Company", company).await,
            participants: participants(&who, &centre).await,
            coordinator: who,
            centre: id,
            cohort,
            plan,
            app,
        }
    }

    /// A lesson of everybody on the stage; nobody is told yet.
    pub(super) async fn lesson(&self, key: &str, starts_at: DateTime<Utc>) -> SessionId {
        let id = self.insert(key, ActivityKind::Lesson, starts_at).await;
        self.book(id, self.room, BookingRole::Room).await;
        self.book(id, self.teacher, BookingRole::Teacher).await;
        self.book(id, self.interpreter, BookingRole::Interpreter)
            .await;
        for participant in &self.participants {
            self.book(id, (*participant).into(), BookingRole::Participant)
                .await;
        }
        id
    }

    /// A visit of the first participant to the company; nobody is told yet.
    pub(super) async fn visit(&self, starts_at: DateTime<Utc>) -> SessionId {
        let kind = ActivityKind::CompanyVisit;
        let id = self.insert("visit", kind, starts_at).await;
        self.book(id, self.company, BookingRole::Company).await;
        self.book(id, self.other_teacher, BookingRole::Escort).await;
        let participant = self.participants[0].into();
        self.book(id, participant, BookingRole::Participant).await;
        id
    }

    pub(super) async fn publish(&self, sessions: &[SessionId]) {
        let op = self.app.op();
        let tx = op.begin().await.unwrap();
        outbox::timetable_published(&op, &tx, self.plan, sessions)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Changes a session as a coordinator would: its sequence is raised and its people are told.
    pub(super) async fn change(
        &self,
        id: SessionId,
        change: impl FnOnce(&mut session::ActiveModel),
    ) {
        let op = self.app.op();
        let tx = op.begin().await.unwrap();
        let row = session::Entity::find_by_id(id).one(&tx).await.unwrap();
        let row = row.unwrap();
        let mut changed = session::ActiveModel {
            id: Set(id),
            sequence: Set(row.sequence + 1),
            ..Default::default()
        };
        change(&mut changed);
        changed.update(&tx).await.unwrap();
        outbox::sessions_changed(&op, &tx, &[id], &[])
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn move_to(&self, id: SessionId, starts_at: DateTime<Utc>) {
        self.change(id, |row| {
            row.starts_at = Set(starts_at);
            row.ends_at = Set(starts_at + TimeDelta::minutes(90));
        })
        .await;
    }

    pub(super) async fn cancel(&self, id: SessionId) {
        self.change(id, |row| row.state = Set(SessionState::Cancelled))
            .await;
    }

    /// Swaps a resource, and tells whom it concerns.
    pub(super) async fn swap(&self, id: SessionId, from: ResourceId, to: ResourceId) {
        let op = self.app.op();
        let tx = op.begin().await.unwrap();
        let booked = booking::Entity::find()
            .filter(booking::Column::SessionId.eq(id))
            .filter(booking::Column::ResourceId.eq(from))
            .one(&tx)
            .await
            .unwrap()
            .unwrap();
        let ended = booking::ActiveModel {
            id: Set(booked.id),
            ended_at: Set(Some(op.now)),
            ..Default::default()
        };
        ended.update(&tx).await.unwrap();
        insert_booking(&op, &tx, id, to, booked.role).await;
        outbox::sessions_changed(&op, &tx, &[id], &[])
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Every notice, oldest first.
    pub(super) async fn notices(&self) -> Vec<notice::Model> {
        let db = self.app.ground().database.reader();
        let rows = notice::Entity::find().order_by_asc(notice::Column::Id);
        rows.all(db).await.unwrap()
    }

    pub(super) async fn n_in(&self, state: NoticeState) -> usize {
        let rows = self.notices().await;
        rows.iter().filter(|row| row.state == state).count()
    }

    /// Lets the time pass after which changes are told, and tells them.
    pub(super) async fn drain_after_hold(&self) {
        self.app.clock.pass(TimeDelta::minutes(16));
        self.app.drain().await;
    }

    async fn insert(&self, key: &str, kind: ActivityKind, starts_at: DateTime<Utc>) -> SessionId {
        let op = self.app.op();
        let tx = op.begin().await.unwrap();
        let row = session::ActiveModel {
            id: Set(op.new_id()),
            cohort_id: Set(self.cohort),
            activity_key: Set(key.to_owned()),
            kind: Set(kind),
            theme_key: Set(None),
            title_da: Set("Det danske arbejdsmarked".to_owned()),
            title_en: Set("The Danish labour market".to_owned()),
            starts_at: Set(starts_at),
            ends_at: Set(starts_at + TimeDelta::minutes(90)),
            state: Set(SessionState::Published),
            pinned: Set(false),
            sequence: Set(0),
            plan_id: Set(Some(self.plan)),
            cancel_reason: Set(None),
            version: Set(1),
        };
        let row = row.insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        row.id
    }

    async fn book(&self, id: SessionId, resource: ResourceId, role: BookingRole) {
        let op = self.app.op();
        let tx = op.begin().await.unwrap();
        insert_booking(&op, &tx, id, resource, role).await;
        tx.commit().await.unwrap();
    }
}

async fn insert_booking(
    op: &Op,
    tx: &impl ConnectionTrait,
    id: SessionId,
    resource: ResourceId,
    role: BookingRole,
) {
    let is_interpreter = role == BookingRole::Interpreter;
    let row = booking::ActiveModel {
        id: Set(op.new_id()),
        session_id: Set(id),
        resource_id: Set(resource),
        role: Set(role),
        busy_from_at: Set(morning()),
        busy_until_at: Set(morning() + TimeDelta::minutes(90)),
        status: Set(BookingStatus::Confirmed),
        language: Set(is_interpreter.then(|| "ar".to_owned())),
        created_at: Set(op.now),
        ended_at: Set(None),
    };
    row.insert(tx).await.unwrap();
}

async fn programme(op: &Op, centre: CentreId) -> (CohortId, PlanId) {
    let day = |day| NaiveDate::from_ymd_opt(2017, 3, day).unwrap();
    let tx = op.begin().await.unwrap();
    let template = template::ActiveModel {
        id: Set(op.new_id::<TemplateId>()),
        centre_id: Set(centre),
        key: Set("course".to_owned()),
        number: Set(1),
        state: Set(TemplateState::Published),
        title_da: Set("Arbejdsmarked og Samfund".to_owned()),
        title_en: Set("Labour Market and Society".to_owned()),
        definition: Set(json!({})),
        content_hash: Set(vec![1]),
        created_at: Set(op.now),
        published_at: Set(Some(op.now)),
        version: Set(1),
    };
    let template = template.insert(&tx).await.unwrap();
    let cohort = cohort::ActiveModel {
        id: Set(op.new_id()),
        centre_id: Set(centre),
        partnership_id: Set(None),
        template_id: Set(template.id),
        key: Set("spring".to_owned()),
        name: Set("Spring".to_owned()),
        first_on: Set(day(6)),
        until_on: Set(day(20)),
        capacity: Set(20),
        minimum_age: Set(18),
        cancelled_at: Set(None),
        created_at: Set(op.now),
        version: Set(1),
    };
    let cohort = cohort.insert(&tx).await.unwrap();
    let plan = plan::ActiveModel {
        id: Set(op.new_id()),
        centre_id: Set(centre),
        key: Set("first".to_owned()),
        seed: Set(1),
        effort_steps: Set(1),
        state: Set(PlanState::Published),
        requested_at: Set(op.now),
        ..Default::default()
    };
    let plan = plan.insert(&tx).await.unwrap();
    let member = plan_cohort::ActiveModel {
        plan_id: Set(plan.id),
        cohort_id: Set(cohort.id),
    };
    member.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    (cohort.id, plan.id)
}

async fn save_one(who: &Client, kind: &str, input: Value) -> ResourceId {
    let save =
        format!("mutation($input: Save{kind}Input!) {{ save{kind}(input: $input) {{ id }} }}");
    let answer = who.ask(&save, json!({ "input": input })).await;
    parsed(&answer[format!("save{kind}")]["id"])
}

async fn participants(who: &Client, centre: &Value) -> Vec<ParticipantId> {
    let register = "mutation($input: RegisterParticipantInput!) {
        registerParticipant(input: $input) { participant { id } } }";
    let mut ids = Vec::new();
    for (name, email, language) in [
        ("Amina", Some("amina@post.example"), "EN"),
        ("Samir", Some("samir@post.example"), "DA"),
        ("Lea", None, "EN"),
    ] {
        let input = json!({ "centreId": centre, "firstName": name, "lastName": "Hemmelig",
            "birthDate": "1990-05-01", "email": email, "language": language,
            "protectedUntil": "2018-01-01",
            "languages": [{ "tag": "ar", "level": "native" }], "interpreterLanguage": "ar" });
        let made = who.ask(register, json!({ "input": input })).await;
        ids.push(parsed(&made["registerParticipant"]["participant"]["id"]));
    }
    ids
}

fn parsed<I: std::str::FromStr>(id: &Value) -> I
where
    I::Err: std::fmt::Debug,
{
    id.as_str().unwrap().parse().unwrap()
}
