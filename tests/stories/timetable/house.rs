//! A centre with rooms, people and a cohort, and sessions put straight into its timetable.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;
use entities::columns::{ActivityKind, BookingRole, BookingStatus, SessionState, TemplateState};
use entities::id::{CentreId, CohortId, ParticipantId, ResourceId, SessionId, TemplateId};
use entities::{booking, cohort, session, template};
use sea_orm::{EntityTrait, IntoActiveModel, Set};
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

pub(crate) struct House {
    pub(crate) app: TestApp,
    pub(crate) centre: CentreId,
    pub(crate) cohort: CohortId,
    pub(crate) coordinator: Client,
}

/// The instant of a time on the centre's clock, `2017-03-06T09:00`.
pub(crate) fn at(local: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
    Copenhagen.from_local_datetime(&local).unwrap().to_utc()
}

impl House {
    pub(crate) async fn open() -> Self {
        let app = TestApp::start().await;
        let admin = app.with_role(Role::Admin, "").await;
        let weekdays: Vec<Value> = (1..=5)
            .map(|day| json!({ "weekday": day, "from": "08:00", "until": "16:00" }))
            .collect();
        let input = json!({ "input": {
            "key": "own", "name": "Testcentret", "operator": "Røde Kors",
            "hostMunicipalityCode": "0350", "openings": weekdays
        } });
        let save = "mutation($input: SaveCentreInput!) { saveCentre(input: $input) { id } }";
        let made = admin.ask(save, input).await;
        let centre: CentreId = id(&made["saveCentre"]["id"]);
        let coordinator = app.with_role(Role::CentreCoordinator, "own").await;
        let cohort = cohort_at(&app, centre).await;
        Self {
            app,
            centre,
            cohort,
            coordinator,
        }
    }

    async fn save(&self, field: &str, input: Value) -> ResourceId {
        let kind = field.strip_prefix("save").unwrap();
        let query =
            format!("mutation($input: Save{kind}Input!) {{ {field}(input: $input) {{ id }} }}");
        let mut input = input;
        input["centreId"] = json!(self.centre.to_string());
        let made = self
            .coordinator
            .ask(&query, json!({ "input": input }))
            .await;
        id(&made[field]["id"])
    }

    pub(crate) async fn room(&self, key: &str, seats: i32) -> ResourceId {
        let input = json!({ "key": key, "name": key, "kind": "CLASS", "seats": seats });
        self.save("saveRoom", input).await
    }

    pub(crate) async fn teacher(&self, key: &str, skills: &[&str]) -> ResourceId {
        let input = json!({ "key": key, "name": key, "roles": ["TEACHER"], "skills": skills });
        self.save("saveStaffMember", input).await
    }

    pub(crate) async fn interpreter(&self, key: &str, language: &str) -> ResourceId {
        let input = json!({
            "key": key, "name": key, "languages": [language], "mode": "PHONE",
            "hourPrice": "300.00", "minimumMinutes": 60, "travelMinutes": 0
        });
        self.save("saveInterpreter", input).await
    }

    pub(crate) async fn participant(&self, name: &str, language: Option<&str>) -> ParticipantId {
        let register = "mutation($input: RegisterParticipantInput!) {
            registerParticipant(input: $input) { participant { id } } }";
        let input = json!({
            "centreId": self.centre.to_string(), "firstName": name, "lastName": "Prøve",
            "birthDate": "1990-05-01", "languages": [{ "tag": "ar", "level": "native" }],
            "interpreterLanguage": language
        });
        let made = self
            .coordinator
            .ask(register, json!({ "input": input }))
            .await;
        id(&made["registerParticipant"]["participant"]["id"])
    }

    /// A published lesson of 90 minutes with these bookings.
    pub(crate) async fn lesson(
        &self,
        key: &str,
        local: &str,
        bookings: &[(BookingRole, ResourceId)],
    ) -> SessionId {
        let op = self.app.op();
        let starts_at = at(local);
        let ends_at = starts_at + TimeDelta::minutes(90);
        let row = session::Model {
            id: op.new_id(),
            cohort_id: self.cohort,
            activity_key: format!("lesson/{key}"),
            kind: ActivityKind::Lesson,
            theme_key: Some("work".into()),
            title_da: "Arbejde".into(),
            title_en: "Work".into(),
            starts_at,
            ends_at,
            state: SessionState::Published,
            pinned: false,
            sequence: 0,
            plan_id: None,
            cancel_reason: None,
            version: 1,
        };
        let made = row.id;
        let db = self.app.ground().database.writer();
        session::Entity::insert(row.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        let rows = bookings
            .iter()
            .map(|(role, resource)| booking::ActiveModel {
                id: Set(op.new_id()),
                session_id: Set(made),
                resource_id: Set(*resource),
                role: Set(*role),
                busy_from_at: Set(starts_at),
                busy_until_at: Set(ends_at),
                status: Set(BookingStatus::Confirmed),
                language: Set((*role == BookingRole::Interpreter).then(|| "ar".into())),
                created_at: Set(op.now),
                ended_at: Set(None),
            });
        booking::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await
            .unwrap();
        made
    }
}

/// The id in an answer.
pub(crate) fn id<I: std::str::FromStr>(value: &Value) -> I
where
    I::Err: std::fmt::Debug,
{
    value.as_str().unwrap().parse().unwrap()
}

async fn cohort_at(app: &TestApp, centre: CentreId) -> CohortId {
    let op = app.op();
    let db = app.ground().database.writer();
    let template_id: TemplateId = op.new_id();
    let template = template::Model {
        id: template_id,
        centre_id: centre,
        key: "programme".into(),
        number: 1,
        state: TemplateState::Published,
        title_da: "Forløb".into(),
        title_en: "Programme".into(),
        definition: definition(),
        content_hash: vec![0; 32],
        created_at: op.now,
        published_at: Some(op.now),
        version: 1,
    };
    template::Entity::insert(template.into_active_model())
        .exec_without_returning(db)
        .await
        .unwrap();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let cohort = cohort::Model {
        id: op.new_id(),
        centre_id: centre,
        partnership_id: None,
        template_id,
        key: "spring".into(),
        name: "Forår".into(),
        first_on: day("2017-03-06"),
        until_on: day("2017-04-17"),
        capacity: 24,
        minimum_age: 18,
        cancelled_at: None,
        created_at: op.now,
        version: 1,
    };
    let made = cohort.id;
    cohort::Entity::insert(cohort.into_active_model())
        .exec_without_returning(db)
        .await
        .unwrap();
    made
}

fn definition() -> Value {
    let days: Vec<Value> = (1..=5)
        .map(|day| json!({ "weekday": day, "earliestMinute": 480, "latestMinute": 960 }))
        .collect();
    json!({
        "weeks": 6, "days": days, "caps": { "teachingMinutesADay": 360 },
        "maxInterpreterLanguages": 2, "danish": { "mode": "EXTERNAL" },
        "modules": [{
            "key": "work", "titleDa": "Arbejde", "titleEn": "Work", "choice": "MANDATORY",
            "parts": 4, "minutes": 90, "roomKind": "CLASS", "skill": "work",
            "firstWeek": 1, "lastWeek": 6, "interpreter": true
        }]
    })
}
